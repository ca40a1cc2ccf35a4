"""A row that breaks a rule is left out and counted; a reference that leads nowhere is cleared and counted."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from examples import ORVANA, document, mention, quote, rows, telling

from core.checks import checked
from core.records import Noise, NoiseKind, Quantity, Source, TimeExpression, When

DOC = document("a.txt", "Orvana sent 40 howitzers to Selvia. Selvia said so.")
TOLD = telling(DOC, "Orvana sent 40 howitzers to Selvia")
SAID = quote(DOC, "Orvana sent 40 howitzers to Selvia", speaker="selvia")


def drop(table: str, *broken: Any) -> list[str]:
    """Checks some rows of one table; returns the rules counted, after making sure that nothing is left of the rows."""
    kept, counts = checked(rows(documents=[DOC]) | {table: list(broken)})
    assert not kept[table]
    return list(counts)


def test_good_rows_stay_as_they_are() -> None:
    given = rows(documents=[DOC], mentions=[mention(DOC, "Selvia", "selvia")], quotes=[SAID], transfers=[TOLD])
    kept, counts = checked(given)
    assert kept == given
    assert counts == {}


@pytest.mark.parametrize(
    ("columns", "rule"),
    [
        ({"doc": "b.txt"}, "document is not there"),
        ({"end": 1000}, "span is not within the text"),
        ({"start": -1}, "span is not within the text"),
        ({"end": TOLD.end + 1}, "words are not those at the span"),
        ({"text": "Orvana sent"}, "words are not those at the span"),
        ({"end": TOLD.end + 2, "text": f"{TOLD.text}. "}, "span begins or ends in white space"),
        ({"sentence_end": TOLD.end - 1}, "sentence does not hold the span"),
        ({"supplier": "atlantis"}, "actor is not there"),
        ({"claimants": ("selvia", "atlantis")}, "actor is not there"),
        ({"recipient": "orvana"}, "supplier and recipient are the same"),
        ({"supplier": None, "recipient": None}, "supplier and recipient are the same"),
        ({"item": " "}, "item is empty"),
        ({"quantity": Quantity("40", 50, 40)}, "figures are out of order"),
    ],
)
def test_a_telling_that_breaks_a_rule_is_left_out(columns: dict[str, Any], rule: str) -> None:
    assert drop("transfers", replace(TOLD, **columns)) == [f"transfers: {rule}"]


def test_words_that_name_a_time_stand_where_they_say_and_their_days_are_in_order() -> None:
    stated = TimeExpression("a.txt", 7, 11, "sent", date(2031, 5, 2), date(2031, 5, 1))
    assert drop("dates", stated) == ["dates: days are out of order"]
    assert drop("dates", replace(stated, text="May")) == ["dates: words are not those at the span"]


@pytest.mark.parametrize("part", ["speaker", "cue"])
def test_a_quote_points_into_its_text_with_both_ends_or_not_at_all(part: str) -> None:
    wrong = [{f"{part}_start": 3}, {f"{part}_start": 3, f"{part}_end": 3}, {f"{part}_start": 3, f"{part}_end": 999}]
    assert drop("quotes", *(replace(SAID, **columns) for columns in wrong)) == [
        f"quotes: {part}'s span is not within the text"
    ]


def test_a_key_is_there_once_and_the_first_row_stays() -> None:
    kept, counts = checked(rows(documents=[DOC], transfers=[TOLD, replace(TOLD, item="guns")]))
    assert kept["transfers"] == [TOLD]
    assert counts == {"transfers: key is there twice": 1}


def test_the_same_telling_under_two_keys_is_one() -> None:
    kept, counts = checked(
        rows(documents=[DOC], transfers=[TOLD, replace(TOLD, id="other")], quotes=[SAID, replace(SAID, id="x")])
    )
    assert (kept["transfers"], kept["quotes"]) == ([TOLD], [SAID])
    assert counts == {"quotes: quote is there twice": 1, "transfers: telling is there twice": 1}


def test_a_document_whose_text_was_altered_takes_its_rows_with_it() -> None:
    kept, counts = checked(rows(documents=[replace(DOC, text=DOC.text.upper())], transfers=[TOLD]))
    assert not kept["documents"]
    assert counts == {"documents: hash is not that of the text": 1, "transfers: document is not there": 1}


def test_noise_lies_within_its_text() -> None:
    assert drop("noise", Noise("a.txt", 5, 5, NoiseKind.CAPTION)) == ["noise: span is not within the text"]


def test_a_reference_that_leads_nowhere_is_cleared_and_counted() -> None:
    kept, counts = checked(
        rows(
            documents=[replace(DOC, publisher="gazette")],
            actors=[replace(ORVANA, part_of="atlantis"), replace(ORVANA, id="selvia")],
            transfers=[replace(TOLD, repeat_of="x", in_return_for="y")],
        )
    )
    assert kept["documents"][0].publisher is kept["actors"][0].part_of is kept["transfers"][0].repeat_of is None
    assert sum(counts.values()) == 4


def test_a_publisher_that_is_there_stays() -> None:
    source = Source("gazette", "Gazette")
    kept, counts = checked(rows(documents=[replace(DOC, publisher="gazette")], sources=[source]))
    assert kept["documents"][0].publisher == "gazette"
    assert not counts


def test_days_in_order() -> None:
    from datetime import date

    wrong = replace(TOLD, date=When("from May to March", date(2031, 5, 1), date(2031, 3, 1)))
    assert drop("transfers", wrong) == ["transfers: days are out of order"]
