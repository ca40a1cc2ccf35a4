"""Where the thing given is said to be or to have gone, where that is smaller than a state."""

import pytest

from core.extract import read
from core.records import Document


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("Up to 800 Ugandan soldiers are in Congo's Ituri region.", "Ituri"),
        ("About 900 Ugandan soldiers had been in Bunia, a Congolese town, since May.", "Bunia"),
        ("Uganda shipped 40 howitzers to the port of Berbera in Somalia.", "Berbera"),
        ("Uganda sent 900 soldiers to Somalia.", None),
        ("Uganda sent 900 soldiers to Somalia in October.", None),
        ("Uganda sent Somalia tanks for the war in Puntland.", None),
    ],
)
def test_a_place_hangs_on_the_giving_and_is_no_party(text: str, place: str | None) -> None:
    ((reading, _),) = read([(Document("x.txt", "0", text), ())])
    assert {row.place for row in reading.transfers} == {place}
