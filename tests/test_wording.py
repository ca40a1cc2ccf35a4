"""The head word of an item, and names compared."""

import pytest

from core.wording import contains, head, plain, singular, thing


@pytest.mark.parametrize(
    ("item", "word"),
    [
        ("mortar shells", "shell"),
        ("long-range missiles", "missile"),
        ("training in mine clearance", "training"),
        ("shipments of diesel fuel", "fuel"),
        ("grain shipments", "grain"),
        ("access to harbour data for pilots", "data"),
        ("supplies", "supply"),
        ("batteries", "battery"),
        ("", ""),
        (None, ""),
        ("…", ""),
    ],
)
def test_the_head_of_an_item(item: str | None, word: str) -> None:
    assert head(item) == word


def test_words_that_mean_the_same_are_one_thing() -> None:
    assert thing("elite troops") == thing("3,000 soldiers") == "soldier"
    assert thing("guns") == "gun"


def test_names_lose_article_possessive_and_surplus_space() -> None:
    assert plain("The  Orvans’") == plain("orvans'") == "orvans"


@pytest.mark.parametrize(("many", "one"), [("ships", "ship"), ("glass", "glass"), ("boxes", "box"), ("gas", "gas")])
def test_singular(many: str, one: str) -> None:
    assert singular(many) == one


def test_an_item_holds_another_when_it_has_all_its_words() -> None:
    assert contains("rocket artillery and shells", "artillery shell")
    assert not contains("artillery", "artillery shells")
