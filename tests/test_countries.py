"""States by every name the press gives them."""

import pytest

from core.extract.countries import plural, state_names, states
from core.records import slug


@pytest.mark.parametrize(
    ("words", "state", "sort"),
    [
        ("North Korea", "north-korea", "name"),
        ("Democratic People’s Republic of Korea", "north-korea", "name"),
        ("DPRK", "north-korea", "short"),
        ("North Korean", "north-korea", "adjective"),
        ("North Koreans", "north-korea", "people"),
        ("Pyongyang", "north-korea", "capital"),
        ("U.S.", "us", "short"),
        ("US", "us", "short"),
        ("American", "us", "adjective"),
        ("Americans", "us", "people"),
        ("White House", "us", "seat"),
        ("Britain", "united-kingdom", "name"),
        ("British", "united-kingdom", "adjective"),
        ("Holland", "netherlands", "name"),
        ("Emirati", "united-arab-emirates", "adjective"),
        ("UAE", "united-arab-emirates", "short"),
        ("DRC", "democratic-republic-of-the-congo", "short"),
        ("Türkiye", "turkey", "name"),
        ("Turks", "turkey", "people"),
        ("Kremlin", "russia", "seat"),
        ("Russian Federation", "russia", "name"),
        ("Kiev", "ukraine", "capital"),
        ("Saudi", "saudi-arabia", "adjective"),
        ("Argentine", "argentina", "adjective"),
        ("Soviet", "soviet-union", "adjective"),
        ("Nazi Germany", "nazi-germany", "name"),
        ("Germans", "germany", "people"),
        ("Kazakh", "kazakhstan", "adjective"),
        ("Chadian", "chad", "adjective"),
        ("Nay Pyi Taw", "myanmar", "capital"),
    ],
)
def test_names_lead_to_their_state(words: str, state: str, sort: str) -> None:
    assert (state_names()[words].state, state_names()[words].sort) == (state, sort)


@pytest.mark.parametrize("words", ["Viti", "Island", "Guam", "FR", "Germen", "Bermuda", "IN", "Prathet"])
def test_codes_native_names_and_territories_are_no_names_of_states(words: str) -> None:
    assert words not in state_names()


def test_id_is_the_slug_of_the_name_shown_except_where_the_press_says_it_shorter() -> None:
    odd = {state.id for state in states().values() if slug(state.name) != state.id}
    assert odd <= {"us", "micronesia", "donetsk", "luhansk"}, odd


def test_states_of_today_have_a_code_and_former_ones_have_none() -> None:
    assert states()["ukraine"].code == "UA"
    assert states()["soviet-union"].code is None
    assert len([state for state in states().values() if state.code]) > 190


@pytest.mark.parametrize(
    ("one", "many"), [("Russian", "Russians"), ("Chinese", "Chinese"), ("Frenchman", "Frenchmen"), ("German", "Germans")]
)
def test_plural(one: str, many: str) -> None:
    assert plural(one) == many
