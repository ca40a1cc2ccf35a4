"""What a noun phrase gives: the thing, its wording, its category."""

import pytest

from core.extract import items, parsed
from core.extract.parsed import Token
from core.records import Category


def noun_of(phrase: str) -> Token:
    """The object of a plain sentence around the phrase."""
    doc = next(parsed.parse([f"Kenya sent {phrase} to Ghana."]))
    return next(token for token in doc if token.dep_ == "dobj")


@pytest.mark.parametrize(
    ("phrase", "category"),
    [
        ("soldiers", Category.PERSONNEL),
        ("mortar shells", Category.MUNITIONS),
        ("anti-aircraft missiles", Category.MISSILES),
        ("reconnaissance drones", Category.DRONES),
        ("patrol boats", Category.WEAPONS),
        ("two gunboats", Category.WEAPONS),
        ("reactor technology", Category.TECHNOLOGY),
        ("satellite images", Category.INTELLIGENCE),
        ("dual-use goods", Category.COMPONENTS),
        ("diesel", Category.ENERGY),
        ("maize", Category.FOOD),
        ("$3 million", Category.FINANCE),
        ("vaccines", Category.OTHER),
        ("military aid", Category.WEAPONS),
        ("food aid", Category.FOOD),
        ("financial assistance", Category.FINANCE),
    ],
)
def test_category_follows_from_the_noun_and_the_words_before_it(phrase: str, category: Category) -> None:
    (thing,) = items.things(noun_of(phrase), open_frame=False)
    assert thing.category == category


@pytest.mark.parametrize("phrase", ["its support", "a message", "aid", "greetings"])
def test_nothing_named_is_no_thing(phrase: str) -> None:
    assert items.things(noun_of(phrase), open_frame=True) == []


@pytest.mark.parametrize(
    ("phrase", "words"),
    [
        ("thousands of mortar shells", ["mortar shells"]),
        ("40 tonnes of rice and flour", ["rice", "flour"]),
        ("rifles, grenades and mines", ["rifles", "grenades", "mines"]),
        ("a large number of heavy machine guns", ["heavy machine guns"]),
        ("trucks loaded with cement", ["cement"]),
        ("$40 million in military aid", ["military aid"]),
        ("humanitarian goods, including tents and blankets", ["humanitarian goods", "tents", "blankets"]),
    ],
)
def test_wrappers_lists_and_examples_are_taken_apart(phrase: str, words: list[str]) -> None:
    assert [thing.text for thing in items.things(noun_of(phrase), open_frame=False)] == words


def test_things_of_no_list_are_known_by_their_class() -> None:
    (thing,) = items.things(noun_of("harpsichords"), open_frame=False)
    assert (thing.text, thing.category, thing.known, thing.concrete) == ("harpsichords", Category.OTHER, False, True)


def test_what_is_no_known_thing_needs_an_open_frame_or_a_number() -> None:
    assert items.things(noun_of("gribbles"), open_frame=False) == []
    assert [thing.concrete for thing in items.things(noun_of("gribbles"), open_frame=True)] == [False]
    assert [thing.text for thing in items.things(noun_of("two gribbles"), open_frame=False)] == ["gribbles"]


@pytest.mark.parametrize("phrase", ["pressure", "three senators", "two weeks"])
def test_what_cannot_be_handed_over_is_no_thing(phrase: str) -> None:
    assert items.things(noun_of(phrase), open_frame=False) == []


def test_the_item_is_a_span_of_the_text() -> None:
    noun = noun_of("another 200 short-range ballistic missiles")
    (thing,) = items.things(noun, open_frame=False)
    assert noun.doc.text[thing.start : thing.end] == thing.text == "short-range ballistic missiles"


def test_a_named_type_is_the_designation() -> None:
    (thing,) = items.things(noun_of("twelve KZ-40 missiles"), open_frame=False)
    assert thing.designation == "KZ-40"
