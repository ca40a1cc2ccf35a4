"""How a text commits itself: status and stage of the first telling of a sentence."""

import pytest

from core.extract import read
from core.records import Document, Stage, Status, Transfer


def telling(text: str) -> Transfer:
    ((reading, problem),) = read([(Document("x.txt", "0", text), ())])
    assert problem is None
    assert reading.transfers, text
    return reading.transfers[0]


@pytest.mark.parametrize(
    ("text", "status"),
    [
        ("Kenya sold rifles to Ghana.", Status.ASSERTED),
        ("Kenya reportedly sold rifles to Ghana.", Status.ASSERTED),
        ("Kenya did not confirm that it had sold rifles to Ghana.", Status.ASSERTED),
        ("Kenya is not selling rifles to Ghana for free.", Status.ASSERTED),
        ("Kenya may have sold rifles to Ghana.", Status.POSSIBLE),
        ("Kenya has likely sold rifles to Ghana.", Status.POSSIBLE),
        ("Kenya is believed to have sold rifles to Ghana.", Status.POSSIBLE),
        ("Kenya appears to have sold rifles to Ghana.", Status.POSSIBLE),
        ("There are fears that Kenya could sell rifles to Ghana.", Status.POSSIBLE),
        ("Kenya may agree to sell rifles to Ghana.", Status.POSSIBLE),
        ("Kenya will sell rifles to Ghana.", Status.PLANNED),
        ("Kenya agreed to sell rifles to Ghana.", Status.PLANNED),
        ("Kenya has pledged 300 rifles to Ghana.", Status.PLANNED),
        ("Kenya is expected to send rifles to Ghana.", Status.PLANNED),
        ("Ghana asked Kenya for rifles.", Status.SOUGHT),
        ("Ghana wants to buy rifles from Kenya.", Status.SOUGHT),
        ("Ghana is seeking rifles from Kenya.", Status.SOUGHT),
        ("Kenya never sold rifles to Ghana.", Status.DENIED),
        ("Kenya has not sold any rifles to Ghana.", Status.DENIED),
        ("No rifles were sold to Ghana by Kenya.", Status.DENIED),
        ("Kenya refused to sell rifles to Ghana.", Status.DENIED),
        ("Kenya halted deliveries of rifles to Ghana.", Status.DENIED),
        ("Kenya denied having sold rifles to Ghana.", Status.DENIED),
        ("Kenya ruled out sending rifles to Ghana.", Status.DENIED),
    ],
)
def test_status(text: str, status: Status) -> None:
    assert telling(text).status == status


@pytest.mark.parametrize(
    ("text", "stage"),
    [
        ("Kenya has delivered rifles to Ghana.", Stage.DELIVERED),
        ("Kenya is delivering rifles to Ghana.", Stage.UNDER_WAY),
        ("Kenya agreed to deliver rifles to Ghana.", Stage.AGREED),
        ("Ghana asked Kenya for rifles.", Stage.SOUGHT),
        ("Kenya cancelled the delivery of rifles to Ghana.", Stage.CANCELLED),
        ("Kenya might deliver rifles to Ghana.", None),
    ],
)
def test_stage(text: str, stage: Stage | None) -> None:
    assert telling(text).stage == stage


def test_a_hedge_counts_for_the_thing_it_stands_with() -> None:
    ((reading, _),) = read([(Document("x.txt", "0", "Kenya sent Ghana rifles, mortars and possibly mines."), ())])
    assert {row.item: row.status for row in reading.transfers} == {
        "rifles": Status.ASSERTED,
        "mortars": Status.ASSERTED,
        "mines": Status.POSSIBLE,
    }


@pytest.mark.parametrize(
    "text",
    ["The law prohibits Kenya from exporting rifles to Ghana.", "Kenya may not export rifles to Ghana."],
)
def test_a_ban_is_no_telling(text: str) -> None:
    ((reading, _),) = read([(Document("x.txt", "0", text), ())])
    assert reading.transfers == ()
