"""Names known beforehand, found in one pass over a text."""

import pytest

from core.extract.gazetteer import hits, known_actors
from core.records import ActorKind


def found(text: str) -> list[tuple[str, str]]:
    return [(text[hit.start : hit.end], hit.known.actor) for hit in hits(text)]


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("UN Security Council members met.", [("UN Security Council", "united-nations-security-council")]),  # the longest
        ("The U.S.-South Korea drills", [("U.S.", "us"), ("South Korea", "south-korea")]),
        ("Fighters of al-Qaeda fled.", [("al-Qaeda", "al-qaeda")]),
        ("He told the Guardian about it.", [("Guardian", "guardian")]),
        ("The Guardian Council met.", []),  # another name begins like a paper's
        ("A guardian of the peace", []),
        ("Iranians and Omanis", [("Iranians", "iran"), ("Omanis", "oman")]),
        ("Malian and Somalian", [("Malian", "mali")]),
        ("Nigeria's Nigerien neighbours", [("Nigeria", "nigeria"), ("Nigerien", "niger")]),
        ("They met us in may.", []),  # small letters are no names
    ],
)
def test_hits(text: str, names: list[tuple[str, str]]) -> None:
    assert found(text) == names


def test_every_body_of_the_lists_belongs_to_somebody_known() -> None:
    known = known_actors()
    assert {actor.part_of for actor in known.values() if actor.part_of} <= set(known)


def test_outlets_that_are_media_are_cited_under_their_names() -> None:
    assert known_actors()["reuters"].kind is ActorKind.MEDIA
    assert known_actors()["kcna"].country == "KP"
