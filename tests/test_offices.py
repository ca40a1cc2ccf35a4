"""Who holds what for whom, by the words beside a name."""

import pytest
from casting import cast_of


@pytest.mark.parametrize(
    ("text", "person", "role", "owner"),
    [
        ("Kenyan Defence Minister Jonas Berg spoke.", "jonas-berg", "minister", "kenya"),
        ("Kenya's defence minister, Jonas Berg, spoke.", "jonas-berg", "minister", "kenya"),
        ("Jonas Berg, the Kenyan foreign minister, spoke.", "jonas-berg", "minister", "kenya"),
        ("Jonas Berg is Kenya's president.", "jonas-berg", "president", "kenya"),
        ("President Jonas Berg of Kenya spoke.", "jonas-berg", "president", "kenya"),
        ("Kenya has a new face. The country's trade minister, Jonas Berg, spoke.", "jonas-berg", "minister", "kenya"),
        ("Jonas Berg, head of the Tide Research Institute, spoke.", "jonas-berg", "head", "tide-research-institute"),
        ("Jonas Berg, Kenya's ambassador to the United Nations, spoke.", "jonas-berg", "ambassador", "kenya"),
    ],
)
def test_office(text: str, person: str, role: str, owner: str) -> None:
    held = {(office.person, office.role, office.owner) for office in cast_of(text).offices}
    assert (person, role, owner) in held
    assert cast_of(text).actor(person).part_of == owner


@pytest.mark.parametrize(
    ("text", "owner"),
    [
        # whoever does something in the sentence
        ("Kenya has taken ten trucks from Ghana, Defence Minister Jonas Berg said.", "kenya"),
        # whom the paragraph is about
        (
            "Kenya's parliament met.\nGhana's army protested. Peru agreed to sell jets. President Jonas Berg objected.",
            "ghana",
        ),
        # the state that the report is written from, before one that a relative clause speaks of
        ("NAIROBI, 3 May - The doses that Ghana promised Kenya are late, Health Minister Jonas Berg admitted.", "kenya"),
    ],
)
def test_a_minister_without_a_state_is_of_the_one_spoken_of(text: str, owner: str) -> None:
    assert cast_of(text).actor("jonas-berg").part_of == owner


def test_a_former_office_binds_nobody() -> None:
    text = "Jonas Berg, a former Kenyan minister, spoke."
    assert cast_of(text).side("jonas-berg") is None


def test_two_ministers_of_one_state_are_told_apart() -> None:
    text = (
        "Kenyan Defence Minister Jonas Berg met Kenyan Foreign Minister Paula Okafor. "
        "The defence minister left early. The foreign minister stayed."
    )
    cast = cast_of(text)
    ministers = [token for token in cast.doc if token.text == "minister"]
    assert [cast.of(token) for token in ministers] == [("jonas-berg",), ("paula-okafor",)]
