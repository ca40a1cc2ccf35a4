"""The state that a report is written from, and what it is good for where the report does not name it."""

import pytest

from core.extract import read
from core.extract.home import home
from core.records import Document, Noise, NoiseKind, Reading


def dateline(line: str) -> list[Noise]:
    """The mark of a dateline that a text opens with."""
    return [Noise("x.txt", 0, len(line), NoiseKind.DATELINE)]


@pytest.mark.parametrize(
    ("line", "state"),
    [
        ("BEIRA, Mozambique — ", "mozambique"),
        ("NAIROBI, May 3 (Agency) — ", "kenya"),
        ("KHARKIV — ", "ukraine"),
        ("VALENCIA — ", None),  # of Spain, of Venezuela, …
        ("KELDBURG — ", None),
    ],
)
def test_a_dateline_tells_the_state_by_name_capital_or_town(line: str, state: str | None) -> None:
    assert home(f"{line}Rain fell.", dateline(line)) == state


def reading(line: str, text: str) -> Reading:
    """What is read from a text below a dateline."""
    ((found, _),) = read([(Document("x.txt", "0", line + text), dateline(line))])
    return found


def test_what_is_given_to_nobody_named_is_given_where_the_report_is_written() -> None:
    found = reading(
        "BEIRA, Mozambique — ", "The cyclone left thousands without a roof. Norway delivered 40 tonnes of medicine."
    )
    assert [(row.supplier, row.recipient) for row in found.transfers] == [("norway", "mozambique")]
    assert "mozambique" in {actor.id for actor in found.actors}


def test_it_is_no_actor_where_it_has_no_part() -> None:
    found = reading("BEIRA, Mozambique — ", "Norway sold Chad 40 tonnes of medicine.")
    assert "mozambique" not in {actor.id for actor in found.actors}
