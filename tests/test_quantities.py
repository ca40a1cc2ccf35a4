"""Which figure belongs to a thing given, with its unit, qualifier and scope."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from core.extract import parsed
from core.extract.counting import figures_of
from core.extract.parsed import Doc, Token
from core.extract.quantities import quantity_of
from core.records import Qualifier, Quantity, Scope


def token_of(doc: Doc, word: str) -> Token:
    """The first token that reads so."""
    return next(token for token in doc if token.text == word)


def how_much(text: str, word: str) -> Quantity:
    (doc,) = parsed.parse([text])
    return quantity_of(token_of(doc, word))


@pytest.mark.parametrize(
    ("text", "item", "words", "low", "high", "unit"),
    [
        ("Orvania sent at least 8,000 troops to Keldoria.", "troops", "at least 8,000", 8000, None, "person"),
        ("Orvania sent up to 300 old field howitzers.", "howitzers", "up to 300", None, 300, "item"),
        ("Keldoria sold 40,000 mortar shells.", "shells", "40,000", 40000, 40000, "round"),
        (
            "Orvania shipped over 1,000 containers of arms to Keldoria.",
            "arms",
            "over 1,000 containers",
            1000,
            None,
            "container",
        ),
        ("Orvania shipped 6,700 containers to Keldoria.", "containers", "6,700", 6700, 6700, "container"),
        ("Keldoria delivered 56,000 tonnes of refined oil.", "oil", "56,000 tonnes", 56000, 56000, "tonne"),
        ("Keldoria lent $9 million in frozen assets.", "assets", "$9 million", 9e6, 9e6, "USD"),
        ("Keldoria released assets worth €40m.", "assets", "€40m", 4e7, 4e7, "EUR"),
        ("Hundreds of old rifles went to Orvania.", "rifles", "Hundreds", None, None, "item"),
        ("Orvania sent large quantities of artillery.", "artillery", "large quantities", None, None, None),
        ("Orvania sent a missile launcher.", "launcher", "a", 1, 1, "item"),
        ("Orvania gave 8,000 of its soldiers.", "soldiers", "8,000", 8000, 8000, "person"),
        ("Orvania sent a first tranche of 1.5 million shells.", "shells", "1.5 million", 1.5e6, 1.5e6, "round"),
        (
            "Arms shipments to Keldoria topped 10,000 containers.",
            "Arms",
            "topped 10,000 containers",
            10000,
            None,
            "container",
        ),
        ("They agreed a $5 billion deal to export tanks to Keldoria.", "tanks", "$5 billion", 5e9, 5e9, "USD"),
        ("Orvania sent Keldoria arms in around 10 shipments.", "arms", "around 10 shipments", 10, 10, "shipment"),
        ("Some 200 containers carrying munitions left Orvania.", "munitions", "Some 200 containers", 200, 200, "container"),
        ("Orvania trained 500 officers.", "trained", "500", 500, 500, "person"),
        ("About a third of the rifles came from Orvania.", "rifles", "About a third", None, None, None),
    ],
)
def test_figure_and_unit_of_an_item(
    text: str, item: str, words: str, low: float | None, high: float | None, unit: str | None
) -> None:
    found = how_much(text, item)
    assert (found.text, found.min, found.max, found.unit) == (words, low, high, unit)


@pytest.mark.parametrize(
    ("text", "figures"),
    [
        ("Orvania sent nine million shells and rockets.", {"shells": 9e6, "rockets": 9e6}),
        ("Orvania sent 40 tanks and 200 howitzers.", {"tanks": 40, "howitzers": 200}),
        ("Orvania sent 400 soldiers, artillery and fuel.", {"soldiers": 400, "artillery": None, "fuel": None}),
        ("Orvania sent 90 containers of rifles and grenades.", {"rifles": 90, "grenades": 90}),
    ],
)
def test_lists_share_a_figure_only_where_it_counts_each_item(text: str, figures: dict[str, float | None]) -> None:
    (doc,) = parsed.parse([text])
    assert {token.text: quantity_of(token).min for token in doc if token.text in figures} == figures


@pytest.mark.parametrize(
    ("text", "item"),
    [
        ("Orvania sent 155 mm shells.", "shells"),
        ("Orvania sent tanks in 2019.", "tanks"),
        ("Orvania, which has 12 ports, sent tanks.", "tanks"),
        ("Orvania built a diplomatic shield.", "shield"),
        ("Some 2,000 of the soldiers sent to Keldoria were wounded.", "soldiers"),
    ],
)
def test_what_is_no_quantity_of_the_item(text: str, item: str) -> None:
    found = how_much(text, item)
    assert (found.min, found.max) == (None, None)


@pytest.mark.parametrize(
    ("text", "item", "scope"),
    [
        ("A total of 15,000 troops was sent.", "troops", Scope.TOTAL),
        ("So far 90 tanks have been sent in all.", "tanks", Scope.TOTAL),
        ("In total, Kesh has sent 400 rifles.", "rifles", Scope.TOTAL),
        ("Kesh has so far sent 400 rifles.", "rifles", Scope.TOTAL),
        ("Kesh has sent more than 400 rifles over the last five years.", "rifles", Scope.TOTAL),
        ("On Monday Kesh sent 400 rifles.", "rifles", None),
        ("Kesh sent 14 jets, more than 300 tanks and fuel.", "jets", None),
        ("Kesh sent 40 more rifles.", "rifles", Scope.BATCH),
        ("Another 3,000 troops were sent.", "troops", Scope.BATCH),
        ("A first batch of 20 tanks was sent.", "tanks", Scope.BATCH),
        ("It sends 900 tonnes of wheat a month.", "wheat", Scope.RATE),
        ("It sent 20 tanks.", "tanks", None),
    ],
)
def test_totals_batches_and_rates(text: str, item: str, scope: Scope | None) -> None:
    assert how_much(text, item).scope is scope


def test_qualifier_says_how_the_figure_is_meant() -> None:
    assert how_much("Orvania sent roughly 50 tanks.", "tanks").qualifier is Qualifier.ABOUT
    assert how_much("Orvania sent several tanks.", "tanks").qualifier is Qualifier.VAGUE


def test_the_number_itself_stands_for_a_noun_left_out() -> None:
    (doc,) = parsed.parse(["Another 1,500 followed in May."])
    assert quantity_of(doc[1]).min == 1500


def test_a_bare_number_takes_its_unit_from_the_noun_it_stands_for() -> None:
    (doc,) = parsed.parse(["Orvania sent 400 soldiers. Another 1,500 followed."])
    assert quantity_of(token_of(doc, "1,500"), token_of(doc, "soldiers")).unit == "person"


def test_all_figures_of_a_document_are_found_in_order() -> None:
    (doc,) = parsed.parse(["Of 90 tanks, 30 were sent in 2019; about half of the rest are broken."])
    assert [figure.text for figure in figures_of(doc).all] == ["90", "30", "about half"]


WORDS = ["9", "1,000", "of", "tanks", "and", ",", "worth", "$", "containers", "in all", "the", "(", "\n", "sent", "carrying"]


@settings(max_examples=30, deadline=None)
@given(st.lists(st.sampled_from(WORDS) | st.text(max_size=5), max_size=30).map(" ".join))
def test_any_words_are_read_without_error(text: str) -> None:
    for doc in parsed.parse([text]):
        for token in doc:
            found = quantity_of(token)
            assert found.text is None or found.text in text
