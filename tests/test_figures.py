"""Figures as news prints them, and the range each states."""

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from core.extract.figures import figures
from core.extract.numbers import value
from core.records import Qualifier


@pytest.mark.parametrize(
    ("text", "words", "low", "high", "qualifier"),
    [
        ("It counted 312 lorries.", "312", 312, 312, "exact"),
        ("at least 8,000 men", "at least 8,000", 8000, None, "at-least"),
        ("more than 40 guns", "more than 40", 40, None, "at-least"),
        ("up to 12,000 men", "up to 12,000", None, 12000, "up-to"),
        ("as many as 90 tents", "as many as 90", None, 90, "up-to"),
        ("no more than 50 boats", "no more than 50", None, 50, "up-to"),
        ("no fewer than 60 boats", "no fewer than 60", 60, None, "at-least"),
        ("about 10,000 men", "about 10,000", 10000, 10000, "about"),
        ("an estimated 700 men", "an estimated 700", 700, 700, "about"),
        ("ten or so lorries", "ten or so", 10, 10, "about"),
        ("some 3,000 or more men", "some 3,000 or more", 3000, None, "at-least"),
        ("between 10,000 and 12,000 men", "between 10,000 and 12,000", 10000, 12000, "range"),
        ("two to three million rounds", "two to three million", 2e6, 3e6, "range"),
        ("10-12,000 men", "10-12,000", 10000, 12000, "range"),
        ("500 to 1,000 men", "500 to 1,000", 500, 1000, "range"),
        ("half a million rounds", "half a million", 5e5, 5e5, "exact"),
        ("two and a half million rounds", "two and a half million", 2.5e6, 2.5e6, "exact"),
        ("three dozen guns", "three dozen", 36, 36, "exact"),
        ("a 10,000-strong force", "10,000-strong", 10000, 10000, "exact"),
        ("tens of thousands of men", "tens of thousands", None, None, "vague"),
        ("at least several million rounds", "at least several million", None, None, "vague"),
        ("large quantities of fuel", "large quantities", None, None, "vague"),
        ("an unspecified number of guns", "an unspecified number", None, None, "vague"),
        ("They handed over 35 lorries.", "35", 35, 35, "exact"),
    ],
)
def test_range_stated(text: str, words: str, low: float | None, high: float | None, qualifier: str) -> None:
    (figure,) = figures(text)
    assert (figure.text, figure.min, figure.max, figure.qualifier) == (words, low, high, Qualifier(qualifier))


@pytest.mark.parametrize(
    ("text", "low", "high", "currency"),
    [
        ("$5.76 bln", 5.76e9, 5.76e9, "USD"),
        ("€3bn", 3e9, 3e9, "EUR"),
        ("20 trillion won", 2e13, 2e13, "KRW"),
        ("900m euros", 9e8, 9e8, "EUR"),
        ("$3-4 billion", 3e9, 4e9, "USD"),
        ("$1.2bn to $1.5bn", 1.2e9, 1.5e9, "USD"),
        ("Rs 500 crore", 5e9, 5e9, "INR"),
        ("30,000 Canadian dollars", 30000, 30000, "CAD"),
        ("40 million cowries", 4e7, 4e7, None),
    ],
)
def test_money(text: str, low: float, high: float, currency: str | None) -> None:
    (figure,) = figures(text)
    assert (figure.min, figure.max, figure.currency) == (pytest.approx(low), pytest.approx(high), currency)


@pytest.mark.parametrize("text", ["about 90% of it", "a third of the guns", "half of its oil", "nearly 7 percent"])
def test_shares_state_no_bounds(text: str) -> None:
    (figure,) = figures(text)
    assert figure.share and (figure.min, figure.max) == (None, None)


@pytest.mark.parametrize(
    "text",
    [
        "in 2021",
        "on October 8 and 13",
        "15 August",
        "152 mm shells",
        "a 170-millimeter gun",
        "S-300 batteries",
        "Type 59 tanks",
        "Resolution 1718",
        "after 40 days",
        "at 10:30",
        "the K2 tank",
    ],
)
def test_what_counts_nothing(text: str) -> None:
    assert not list(figures(text))


def test_value_of_number_words() -> None:
    assert value("two hundred and fifty thousand") == 250_000
    assert value("a million and a half") == 1_500_000
    assert value("no number here") == 0


PIECES = [
    *"0123456789 ,.-–$%k\u00a0",
    "to ",
    "million ",
    "about ",
    "of ",
    "a ",
    "between ",
    "and ",
    "half ",
    "more than ",
    "or more",
]


@settings(deadline=None)
@given(st.lists(st.sampled_from(PIECES) | st.characters()).map("".join))
def test_any_mix_of_digits_and_words_is_read_without_error(text: str) -> None:
    end = 0
    for figure in figures(text):
        assert text[figure.start : figure.end] == figure.text and figure.start >= end
        assert figure.min is None or figure.max is None or figure.min <= figure.max
        end = figure.end


@pytest.mark.parametrize("unit", ["1,111,", "1 111 ", "a million and ", "between 5 and ", "9", "large ", "at least "])
def test_long_odd_text_takes_linear_time(unit: str) -> None:
    def seconds(text: str) -> float:
        start = time.process_time()
        list(figures(text))
        return time.process_time() - start

    seconds(unit)
    assert seconds(unit * 20_000) < 40 * max(seconds(unit * 2_000), 0.005)
