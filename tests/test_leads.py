"""Sources that a headline or lead names by kind only, and the body by name."""

from core.extract import read
from core.records import Document, Transfer


def told(text: str) -> list[Transfer]:
    ((reading, problem),) = read([(Document("example.txt", "0", text), ())])
    assert problem is None
    return list(reading.transfers)


def test_a_source_that_the_headline_leaves_unnamed_is_named_by_the_body() -> None:
    text = (
        "Peru has sold rockets to Haiti, an official says\n\nLIMA, May 2\n\n"
        "Peru has sold 200 rockets to Haiti, the Brazilian government said on Monday."
    )
    assert [row.claimants for row in told(text)] == [("brazil",), ("brazil",)]


def test_a_headline_in_the_writers_own_voice_stays_so() -> None:
    text = "Peru has sold rockets to Haiti\n\nPeru has sold 200 rockets to Haiti, the Brazilian government said on Monday."
    assert [row.claimants for row in told(text)] == [(), ("brazil",)]


def test_another_transfer_names_nobody() -> None:
    text = (
        "Peru has sold rockets to Haiti, an official says\n\n"
        "Peru has sold 40 trucks to Haiti, the Brazilian government said on Monday."
    )
    assert [row.claimants for row in told(text)] == [(), ("brazil",)]
