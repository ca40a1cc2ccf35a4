"""Marks of a document, its text cut into pieces, and what a link names."""

from datetime import date
from pathlib import Path

import pandas as pd
import pytest
from examples import document, mention, quote, telling, written
from hypothesis import given
from hypothesis import strategies as st

from core import marks
from core.marks import Mark, MarkKind
from core.records import Noise, NoiseKind, Precision, TimeExpression
from core.ui.documents import address
from core.ui.reader import chosen_mark

SOURCE = document("one.txt", "By Ann Lee\n\nSelvia said Orvana sent it 40 howitzers.\nOrvana was silent in May 2031.")
MAY = SOURCE.text.index("May 2031")


def mark(start: int, end: int, kind: MarkKind = MarkKind.QUOTE, row: str = "") -> Mark:
    return Mark(kind, start, end, row, "", "")


def test_every_kind_is_marked_in_the_order_of_the_text(tmp_path: Path) -> None:
    words = "Orvana sent it 40 howitzers"
    made = written(
        tmp_path / "tables",
        documents=[SOURCE],
        noise=[Noise("one.txt", 0, 10, NoiseKind.BYLINE)],
        mentions=[mention(SOURCE, "Selvia", "selvia")],
        dates=[TimeExpression("one.txt", MAY, MAY + 8, "May 2031", date(2031, 5, 1), date(2031, 5, 31), Precision.MONTH)],
        quotes=[quote(SOURCE, words, speaker="selvia", cue="said")],
        transfers=[telling(SOURCE, words)],
    )
    found = marks.in_document(made, "one.txt")
    assert [(one.kind, one.label) for one in found] == [
        (MarkKind.NOISE, "byline"),
        (MarkKind.ACTOR, "Selvia"),
        (MarkKind.QUOTE, "Selvia · “said” · indirect"),
        (MarkKind.TRANSFER, "Orvana → Selvia · weapons: howitzers · asserted"),
        (MarkKind.DATE, "“May 2031” · 1 to 31 May 2031"),
    ]


@pytest.mark.parametrize(
    ("first", "last", "words"),
    [
        ("2031-05-03", "2031-05-03", "3 May 2031"),
        ("2031-05-03", "2031-05-09", "3 to 9 May 2031"),
        ("2031-05-03", "2031-06-09", "3 May to 9 Jun 2031"),
        ("2030-05-03", "2031-05-09", "3 May 2030 to 9 May 2031"),
        ("2031-05-03", None, "from 3 May 2031"),
        (None, "2031-05-03", "until 3 May 2031"),
        (None, None, "no day stated"),
    ],
)
def test_days_are_told_in_words(first: str | None, last: str | None, words: str) -> None:
    assert marks.days_in_words(pd.Timestamp(first), pd.Timestamp(last)) == words


def test_text_is_cut_at_line_breaks_and_at_the_ends_of_marks() -> None:
    cut = marks.paragraphs("one two\n\nthree", [mark(4, 12), mark(0, 3)])
    assert cut == [[("one", (1,)), (" ", ()), ("two\n\n", (0,))], [("thr", (0,)), ("ee", ())]]


@given(st.text("ab \n", max_size=60), st.lists(st.tuples(st.integers(0, 60), st.integers(0, 60)), max_size=6))
def test_the_pieces_are_the_text_and_know_their_marks(text: str, ends: list[tuple[int, int]]) -> None:
    marked = [mark(min(pair), max(pair)) for pair in ends if min(pair) < max(pair) <= len(text)]
    place = 0
    for words, covering in (piece for paragraph in marks.paragraphs(text, marked) for piece in paragraph):
        assert words == text[place : place + len(words)]
        inside = [one for one, span in enumerate(marked) if span.start <= place < span.end]
        assert list(covering) == inside
        place += len(words)
    assert place == len(text)


def test_offsets_count_characters_and_not_the_units_of_javascript() -> None:
    text = "😀 Orvana"
    assert marks.paragraphs(text, [mark(2, 8)]) == [[("😀 ", ()), ("Orvana", (0,))]]


@pytest.mark.parametrize(
    ("link", "named"),
    [
        ("3-7", (3, 7)),
        ("0-10", (0, 10)),
        ("7-3", None),
        ("3-3", None),
        ("3-11", None),
        ("-3-7", None),
        ("٣-٧", None),
        ("<b>", None),
        ("", None),
    ],
)
def test_a_link_names_a_stretch_of_the_text_or_nothing(link: str, named: tuple[int, int] | None) -> None:
    assert marks.at(link, 10) == named


def test_the_mark_a_link_names_is_that_of_its_row_where_several_lie_there() -> None:
    found = [mark(0, 9, row="q"), mark(0, 9, MarkKind.TRANSFER, "t"), mark(2, 4, row="other")]
    assert chosen_mark(found, (0, 9), "t") == 1
    assert chosen_mark(found, (0, 9)) == 0
    assert chosen_mark(found, (1, 9), "t") == -1


@pytest.mark.parametrize(
    "url", ["javascript:alert(1)", "data:text/html,x", "HTTP://x", "//evil.example", "file:///etc/passwd"]
)
def test_only_addresses_of_the_web_become_links(url: str) -> None:
    assert "](" not in address(url)


def test_an_address_cannot_leave_its_link() -> None:
    assert "](https://a.example/x%29%20%5Bb%5D%28javascript:alert%281%29%29)" in address(
        "https://a.example/x) [b](javascript:alert(1))"
    )


def test_documents_are_counted(tiny_tables: Path) -> None:
    from core.queries import Filters, documents_of
    from core.tables import load

    made = load(tiny_tables)
    (row,) = documents_of(made, Filters()).page().itertuples()
    assert (row.words, row.tellings, row.quotes, row.actors) == (13, 1, 1, 2)
