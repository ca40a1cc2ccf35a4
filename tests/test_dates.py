"""Which date belongs to a clause, and on what day something was said."""

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from core.extract.dates import date_of, find_dates, said_on
from core.extract.parsed import Doc, Token, parse
from core.records import Document, Precision

FRIDAY = date(2024, 10, 25)


def parsed(text: str, printed: date | None = FRIDAY) -> tuple[Doc, Document]:
    (doc,) = parse([text])
    return doc, Document("d", "", text, published=printed)


def token(doc: Doc, word: str) -> Token:
    return next(token for token in doc if token.text == word)


@pytest.mark.parametrize(
    ("text", "verb", "start", "end"),
    [
        ("Orvania sent tanks to Keldoria in May 2020.", "sent", "2020-05-01", "2020-05-31"),
        ("In 2019, Orvania sold tanks to Keldoria.", "sold", "2019-01-01", "2019-12-31"),
        ("Orvania has sent tanks since early October.", "sent", "2024-10-01", None),
        ("Orvania sent tanks last month, Ilja Morvan said on Tuesday.", "sent", "2024-09-01", "2024-09-30"),
        ("Ilja Morvan said on Tuesday that Orvania sent tanks.", "sent", None, None),
        ("Orvania agreed in March to send tanks.", "send", None, None),
        ("Orvania began sending tanks in March.", "sending", "2024-03-01", None),
        ("The shipment of tanks took place in March.", "shipment", "2024-03-01", "2024-03-31"),
        ("The shipment of tanks was condemned in March.", "shipment", None, None),
        ("Orvania will send tanks in March.", "send", "2025-03-01", "2025-03-31"),
        ("Orvania sold tanks in 2019 and guns the year after.", "sold", "2019-01-01", "2019-12-31"),
        ("ORVA, Oct 24 (Wire) - Orvania sent tanks to Keldoria.", "sent", None, None),
        ("Orvania sold tanks to Tarsk in 2004 and guns to Velmark in 2010.", "guns", "2010-01-01", "2010-12-31"),
        ("Ships carrying arms were sent to Tarsk in May 2020.", "carrying", "2020-05-01", "2020-05-31"),
        ("Tanks that Orvania sold in 2010 were used in 2020.", "sold", "2010-01-01", "2010-12-31"),
        ("Orvania sent tanks for this week's parade.", "sent", None, None),
    ],
)
def test_date_of_a_clause(text: str, verb: str, start: str | None, end: str | None) -> None:
    doc, document = parsed(text)
    stated = date_of(token(doc, verb), document)
    assert (stated.start and str(stated.start), stated.end and str(stated.end)) == (start, end)


def test_date_of_the_clause_that_says_when_the_item_comes() -> None:
    doc, document = parsed("Orvania ordered 24 jets, which will be delivered by 2027.")
    stated = date_of(token(doc, "ordered"), document, token(doc, "jets"))
    assert (stated.start, stated.end) == (None, date(2027, 12, 31))


def test_relative_words_without_a_day_of_printing_keep_their_text_only() -> None:
    doc, document = parsed("Orvania sent tanks last month.", printed=None)
    stated = date_of(token(doc, "sent"), document)
    assert (stated.text, stated.start, stated.end, stated.precision) == ("last month", None, None, None)


@pytest.mark.parametrize(
    ("text", "cue", "day"),
    [
        ("Orvania sent tanks last month, Ilja Morvan said on Tuesday.", "said", "2024-10-22"),
        ("Ilja Morvan told reporters on October 3 that Orvania sent tanks.", "told", "2024-10-03"),
        ("In a letter dated October 3, Ilja Morvan wrote that Orvania sent tanks.", "wrote", "2024-10-03"),
        ("Speaking on Tuesday, Ilja Morvan said Orvania sent tanks.", "said", "2024-10-22"),
        ("According to a statement issued on Tuesday, Orvania sent tanks.", "According", "2024-10-22"),
        ("Ilja Morvan said that Orvania sent tanks on Tuesday.", "said", None),
        ("Ilja Morvan said last year that Orvania sent tanks.", "said", None),
    ],
)
def test_day_of_the_words(text: str, cue: str, day: str | None) -> None:
    doc, document = parsed(text)
    found = said_on(token(doc, cue), document)
    assert (found and str(found)) == day


def test_all_dates_of_a_document_with_their_characters() -> None:
    doc, document = parsed("In May 2020 it bought tanks, and on Tuesday it sold them.")
    found = find_dates(doc, document)
    assert [doc.text[one.start : one.end] for one in found] == [one.text for one in found] == ["In May 2020", "on Tuesday"]
    assert [one.precision for one in found] == [Precision.MONTH, Precision.DAY]
    assert (found[0].first, found[0].last) == (date(2020, 5, 1), date(2020, 5, 31))


WORDS = [
    "since",
    "May",
    "2020",
    "last",
    "month",
    "said",
    "on",
    "Tuesday",
    ",",
    "sent",
    "will",
    "the",
    "year",
    "after",
    "\n",
    "(",
]


@settings(max_examples=30, deadline=None)
@given(st.lists(st.sampled_from(WORDS) | st.text(max_size=5), max_size=30).map(" ".join), st.none() | st.dates())
def test_any_words_are_read_without_error(text: str, printed: date | None) -> None:
    doc, document = parsed(text, printed)
    for word in doc:
        date_of(word, document)
        said_on(word, document)
    assert all(text[one.start : one.end].strip() for one in find_dates(doc, document))
