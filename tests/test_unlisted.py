"""States that no list knows, and names that only look like one."""

import pytest
from casting import cast_of

from core.records import ActorKind


def states(text: str) -> set[str]:
    return {actor.id for actor in cast_of(text).actors if actor.kind is ActorKind.STATE}


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("The Tolmiran army crossed the river, witnesses said.", {"tolmiran"}),
        ("Tolmira's foreign minister spoke, and Tolmiran troops left.", {"tolmira"}),
        ("The government of Tolmira fell.", {"tolmira"}),
        ("Tolmira, a small island nation, bought boats.", {"tolmira"}),
        ("Boats were sold to neighbouring Tolmira.", {"tolmira"}),
    ],
)
def test_states(text: str, found: set[str]) -> None:
    assert states(text) == found


@pytest.mark.parametrize(
    "text",
    [
        "The governor of Texas said that Texas police had left.",
        "Berg's government fell. Jonas Berg resigned.",
        "Democratic officials left the room.",
        "The National Liberation Army left the town.",
        "Assad's army left the town.",
        "Bavarian police and Tigrayan officials met.",
        "Shells were shipped to Vladivostok and Novi Sad.",
        "France sent shells to Anatolia, and Germany sent rifles to Thuringia.",
    ],
)
def test_no_states(text: str) -> None:
    assert states(text) <= {"syria", "france", "germany"}


@pytest.mark.parametrize(
    "text",
    [
        "The government of Tolmira met in its capital, Keld. Keld refused.",
        "The government of Tolmira met in the Tolmiran capital Keld. Keld refused.",
        "The government of Tolmira met in Keld, the capital of Tolmira. Keld refused.",
    ],
)
def test_a_capital_that_the_text_introduces_stands_for_its_state(text: str) -> None:
    mention = cast_of(text).mentions[-1]
    assert (mention.text, mention.actor, mention.rule) == ("Keld", "tolmira", "capital stands for state")


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("The Lorvian Federation sold boats. A Lorvian crew sank them.", {"lorvian-federation"}),
        ("The Pellan Islands asked for rice.", {"pellan-islands"}),
        ("Officials from Tolmira and Keshet met.", {"tolmira", "keshet"}),
        ("Tolmira and France sent tents to the island.", {"tolmira", "france"}),
        # formed like the name of a land, and dealing in goods
        ("Shells from Kestovia reached the rebels in March.", {"kestovia"}),
        ("Orrin Arms shipped 400 rifles to Caldarland last year.", {"caldarland"}),
        ("The boats had been lent to Kestovia by a bank.", {"kestovia"}),
        # of several words
        ("Port Sorrel has sold Nova Kesh 40 tractors.", {"port-sorrel", "nova-kesh"}),
        # beside a word made of it as nationalities are
        ("They came home from Tolmira. A Tolmiran engineer spoke of a ferry for Tolmira.", {"tolmira"}),
        ("In exchange Talovra gives up its onions. Every Talovrine child knows it.", {"talovra"}),
    ],
)
def test_lesser_signs(text: str, found: set[str]) -> None:
    assert states(text) == found


def test_a_form_of_state_belongs_to_the_name() -> None:
    mentions = cast_of("The Duchy of Elmere sold coal. The duke of Elmere thanked nobody.").mentions
    assert [(mention.text, mention.actor) for mention in mentions] == [("Duchy of Elmere", "elmere"), ("Elmere", "elmere")]


def test_a_city_where_the_government_sits_stands_for_its_state() -> None:
    mention = cast_of("The army of Tolmira left. The government in Keld sent it home. Keld refused.").mentions[-1]
    assert (mention.text, mention.actor) == ("Keld", "tolmira")
