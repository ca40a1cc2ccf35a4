"""The words of a quote: where each stands, what it comes down to, and the figures among them."""

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from typing import NamedTuple

import snowballstemmer

from core import lexicon

# Letters and digits; within a word also an apostrophe or hyphen, within a figure a comma or point.
WORD = re.compile(r"[^\W_]+(?:(?<=\d)[.,]\d+)*(?:['’‑-][^\W_]+)*")
POSSESSIVE = re.compile(r"'s$|(?<=s)'$")
FIGURE = re.compile(r"\d+(?:\.\d+)?")
_stemmer = snowballstemmer.stemmer("english")  # Porter2


class Word(NamedTuple):
    """A word of a text: its plain form, and its place in the text."""

    form: str
    start: int
    end: int


def words(text: str, offset: int = 0) -> Iterator[Word]:
    """The words of some text; `offset` is where the text begins within its document."""
    for found in WORD.finditer(text):
        yield Word(plain(found.group()), offset + found.start(), offset + found.end())


@cache
def plain(word: str) -> str:
    """A word without what printing changes: case, the shape of marks, commas in figures, a possessive ending."""
    form = POSSESSIVE.sub("", word.casefold().replace("’", "'").replace("‑", "-"))
    return form.replace(",", "") if form[:1].isdigit() else form


@cache
def stem(form: str) -> str:
    """What a word has in common with its other forms; a figure in words is one in digits."""
    number = lexicon.table("quantities")["numerals"].get(form)
    if number is not None:
        return str(number)
    return str(_stemmer.stemWord(form))


@cache
def _listed(*names: str) -> frozenset[str]:
    table = lexicon.table("utterances")
    return frozenset(
        word for name in names for group, text in table[name].items() if group != "endings" for word in text.split()
    )


@cache
def is_function(form: str) -> bool:
    """Whether a word carries no content of its own. A negation does."""
    return form in _listed("function") and not is_negation(form)


@cache
def is_negation(form: str) -> bool:
    return form in _listed("negation") or form.endswith(tuple(lexicon.table("utterances")["negation"]["endings"]))


def is_hedge(form: str) -> bool:
    return form in _listed("hedges")


def content(forms: Iterable[str]) -> list[str]:
    """The stems of the words that carry content, in their order."""
    return [stem(form) for form in forms if not is_function(form)]


def figures(forms: Sequence[str]) -> list[float]:
    """The figures in some words, by value: "ten thousand" and "10000" are the same."""
    times = lexicon.table("quantities")["magnitudes"]
    found: list[float] = []
    going_on = False
    for form in forms:
        if going_on and form in times:
            found[-1] *= times[form]
        elif going_on := bool(FIGURE.fullmatch(stem(form))):
            found.append(float(stem(form)))
    return found
