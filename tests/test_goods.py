"""The open vocabulary of goods, and how it is derived from WordNet."""

from pathlib import Path

import pytest

from core import lexicon
from core.extract import goods
from core.records import Category
from tools import goods as derive


@pytest.mark.parametrize(
    ("word", "category"),
    [
        ("gearbox", Category.COMPONENTS),
        ("potato", Category.FOOD),
        ("barge", Category.OTHER),
        ("physician", Category.PERSONNEL),
        ("loan", Category.FINANCE),
        ("machete", Category.WEAPONS),
    ],
)
def test_a_noun_has_the_category_of_the_thing_it_mostly_names(word: str, category: Category) -> None:
    assert goods.category((word,)) == category


@pytest.mark.parametrize("word", ["support", "pressure", "attention", "ruling", "senator"])
def test_what_is_mostly_no_thing_has_none(word: str) -> None:
    assert goods.category((word,)) is None


def test_a_compound_goes_before_its_last_word() -> None:
    assert (goods.category(("engine",)), goods.category(("engine",), ("fire",))) == (Category.COMPONENTS, Category.OTHER)


def test_people_are_known_as_such() -> None:
    assert goods.is_person(("senator",)) and not goods.is_person(("gearbox",))


def test_every_entry_has_a_category() -> None:
    known = {category.value for category in Category} | {goods.PERSON}
    assert {line.split(": ")[1] for line in lexicon.lines("goods")} <= known


def test_the_nearest_class_above_a_sense_decides() -> None:
    above = {"rifle": ["gun"], "gun": ["tool"], "tool": [], "wall": ["building"], "building": ["tool"]}
    tops = {"gun": "weapons", "tool": "other", "building": "none"}
    found = [derive.category(synset, above, tops) for synset in ("rifle", "tool", "wall")]
    assert found == ["weapons", "other", None]


def test_senses_are_read_in_order_of_use(tmp_path: Path) -> None:
    lines = ["tank%1:06:01:: 00000002 2 1", "tank%1:06:00:: 00000001 1 7", "tank%2:35:00:: 00000003 1 0"]
    (tmp_path / "index.sense").write_text("\n".join(lines), encoding="utf-8")
    assert derive.senses(tmp_path) == {"tank": [("00000001", 7), ("00000002", 1)]}
