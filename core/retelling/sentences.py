"""Sentences as retellings are compared by: words without endings, figures by their value, and who it is laid to."""

import calendar
import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache, cached_property

from core import lexicon
from core.corpus.lines import Span, lines_of, sentences_of
from core.records import Document, Noise, Quote
from core.wording import singular
from core.wrapping import unwrapped

TOKEN = re.compile(r"\d[\d,]*(?:\.\d+)?|[^\W\d_]+(?:['’][^\W\d_]+)*")
MONTHS = frozenset(name.casefold() for name in (*calendar.month_name[1:], *calendar.month_abbr[1:], "sept"))
# Figures below this recur by themselves, and so do years.
FEWEST, YEARS = 10, range(1800, 2101)


@dataclass(frozen=True, slots=True)
class Token:
    """A word or a figure with its characters in the document."""

    start: int
    end: int
    text: str
    norm: str  # lower case, singular; of a figure its value
    value: float | None = None


@dataclass(frozen=True)
class Sentence:
    """A sentence of a document, [start:end] in its text."""

    document: Document
    start: int
    end: int
    around: tuple[int, int]  # the same with the sentence before and the one after
    quoted: bool  # whether words of anybody overlap it

    @property
    def text(self) -> str:
        return self.document.text[self.start : self.end]

    @cached_property
    def tokens(self) -> list[Token]:
        return list(_tokens(self.text, self.start))

    @cached_property
    def content(self) -> frozenset[str]:
        """Words that carry meaning, and figures."""
        return frozenset(token.norm for token in self.tokens if token.norm not in lexicon.words("function-words"))

    @cached_property
    def words_around(self) -> frozenset[str]:
        """Words in lower case of this sentence and its neighbours."""
        return frozenset(match.group().casefold() for match in TOKEN.finditer(self.document.text, *self.around))

    @property
    def has_figures(self) -> bool:
        """Whether it may hold two figures; cheaper than to look for them."""
        return len(_figure().findall(self.text)) > 1

    @cached_property
    def figures(self) -> dict[float, int]:
        """Telling figures by value, with the place of the token: no years, days, calibres, distances or small numbers."""
        return {
            token.value: place
            for place, token in reversed(list(enumerate(self.tokens)))
            if token.value is not None and token.value >= FEWEST and not self._measures(place)
        }

    def _measures(self, place: int) -> bool:
        token = self.tokens[place]
        before, behind = self.tokens[max(place - 1, 0) : place], self.tokens[place + 1 : place + 2]
        dated = any(other.text.casefold() in MONTHS for other in before + behind)
        year = token.value in YEARS and token.text.isdigit()
        return dated or year or any(other.text.casefold() in _dimensions() for other in behind)


def sentences(document: Document, noise: Iterable[Noise], quotes: Iterable[Quote]) -> list[Sentence]:
    """The sentences of a document, in order, without what of them is noise."""
    marks = Spans.of((mark.start, mark.end) for mark in noise)
    said = Spans.of((quote.start, quote.end) for quote in quotes)
    spans = [kept for span in _spans(unwrapped(document.text)) if (kept := _without(span, marks))]
    found = []
    for place, (start, end) in enumerate(spans):
        around = spans[max(place - 1, 0)][0], spans[min(place + 1, len(spans) - 1)][1]
        found.append(Sentence(document, start, end, around, bool(said.over(start, end))))
    return found


@dataclass(frozen=True, slots=True)
class Spans:
    """Stretches of a text, apart and in order, so that those over a place are found without looking at all."""

    starts: list[int]
    ends: list[int]

    @classmethod
    def of(cls, spans: Iterable[tuple[int, int]]) -> "Spans":
        """Spans, those that touch or lie over each other joined."""
        starts: list[int] = []
        ends: list[int] = []
        for start, end in sorted(spans):
            if ends and start <= ends[-1]:
                ends[-1] = max(ends[-1], end)
            else:
                starts.append(start)
                ends.append(end)
        return cls(starts, ends)

    def over(self, start: int, end: int) -> list[tuple[int, int]]:
        """Those that share a character with [start:end]."""
        first, last = bisect_right(self.ends, start), bisect_left(self.starts, end)
        return list(zip(self.starts[first:last], self.ends[first:last], strict=True))


def _without(span: Span, noise: Spans) -> tuple[int, int] | None:
    """What is left of a sentence without noise at its edges; None where that is nothing."""
    start, end = span.start, span.end
    for first, last in noise.over(start, end):
        if first <= start:
            start = last
        elif last >= end:
            end = first
    return (start, end) if start < end else None


def _spans(text: str) -> Iterator[Span]:
    for line in lines_of(text):
        yield from sentences_of(text, line)


def _tokens(text: str, offset: int) -> Iterator[Token]:
    """Words and figures; a figure takes the magnitude behind it: "three million" is one token."""
    pieces = list(TOKEN.finditer(text))
    place = 0
    while place < len(pieces):
        piece = pieces[place]
        value, last = _value(piece.group()), piece
        while value is not None and place + 1 < len(pieces) and (size := _sizes().get(pieces[place + 1].group().casefold())):
            place += 1
            value, last = value * size, pieces[place]
        words = text[piece.start() : last.end()]
        norm = f"{value:g}" if value is not None else singular(words.casefold().replace("’", "'"))
        yield Token(offset + piece.start(), offset + last.end(), words, norm, value)
        place += 1


def _value(word: str) -> float | None:
    if word[0].isdigit():
        return float(word.replace(",", ""))
    return _numerals().get(word.casefold())


@cache
def _figure() -> re.Pattern[str]:
    return re.compile(rf"\d+|\b(?:{'|'.join(sorted(_numerals(), key=len, reverse=True))})\b", re.IGNORECASE)


@cache
def _numerals() -> dict[str, float]:
    return {word: float(value) for word, value in lexicon.table("quantities")["numerals"].items()}


@cache
def _dimensions() -> frozenset[str]:
    return frozenset(lexicon.table("quantities")["dimensions"]["words"])


@cache
def _sizes() -> dict[str, float]:
    return {word: float(value) for word, value in lexicon.table("quantities")["magnitudes"].items()}
