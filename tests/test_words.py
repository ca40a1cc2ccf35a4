"""Words of texts: one text and a column of them are cut alike."""

import pyarrow as pa
import pytest

from core.store.words import split, words


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Forty-two T-55s, by rail.", ["forty", "two", "t", "55s", "by", "rail"]),
        ("“They said—again—no…”", ["they", "said", "again", "no"]),
        ("Café Über ÉCLAIR", ["cafe", "uber", "eclair"]),
        ("e\u0301tude", ["etude"]),
        ("snake_case", ["snake", "case"]),
        ("Москва и Đà Nẵng", ["москва", "и", "đa", "nang"]),
        ("", []),
        (" . ", []),
    ],
)
def test_words_are_letters_and_figures_in_lower_case_without_accents(text: str, found: list[str]) -> None:
    assert words(text) == found


TEXTS = ["Two “tanks”", "", "café tanks", "Tanks, tanks", "Москва", "rail…", "no\x00thing at all", "½ of 3²", " "]


@pytest.mark.parametrize("texts", [TEXTS, TEXTS[:2], [""], [], ["a b"] * 3])
def test_a_column_is_cut_as_each_of_its_texts(texts: list[str]) -> None:
    assert cut(pa.array(texts, pa.string())) == [sorted(words(text)) for text in texts]


def test_a_part_of_a_column_is_cut_by_itself() -> None:
    assert cut(pa.array(TEXTS).slice(1, 4)) == [sorted(words(text)) for text in TEXTS[1:5]]
    assert cut(pa.array(["before", "one two", "after"]).slice(1, 1)) == [["one", "two"]]


def cut(texts: pa.StringArray) -> list[list[str]]:
    """The words of each text of a column, in order of the alphabet."""
    distinct, codes, places = split(texts)
    found = [(place, distinct[code]) for place, code in zip(places, codes, strict=True)]
    return [sorted(word for place, word in found if place == wanted) for wanted in range(len(texts))]
