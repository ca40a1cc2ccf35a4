"""Lines and sentences of a text with their characters, as far as layout shows them; no grammar."""

import re
from dataclasses import dataclass
from functools import lru_cache

# A sentence ends at a stop, with its closing marks, before a space and something that can begin a sentence.
SENTENCE_END = re.compile(r"(?<=[.!?…])[\"”’')\]]*\s+(?=[\"“‘'(\[]?[^\W_a-z])")
# "Kim met Gen. Park": a stop after these, or after a single letter, ends no sentence.
TITLES = "Mr|Mrs|Ms|Dr|Gen|Lt|Col|Maj|Sgt|Capt|Adm|Prof|Rep|Sen|Gov|St|Inc|Ltd|Co|Corp|No|vs"
MONTHS = "Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec"
LONGEST_ABBREVIATION = 8
ABBREVIATED = re.compile(rf"\b(?:[A-Z]|{TITLES}|{MONTHS})\.$")
LINE = re.compile(r"[^\r\n\v\f\x85\u2028\u2029]+")


@dataclass(frozen=True, slots=True)
class Span:
    """A stretch of a text without the white space around it: `text` is what stands at [start:end]."""

    start: int
    end: int
    text: str

    @property
    def words(self) -> int:
        return len(self.text.split())


def span(text: str, start: int, end: int) -> Span | None:
    """The stretch without the white space (no-break spaces too) around it; None where nothing is left."""
    inner = text[start:end]
    left = start + len(inner) - len(inner.lstrip())
    inner = inner.strip()
    return Span(left, left + len(inner), inner) if inner else None


@lru_cache(maxsize=1)  # every kind of noise asks for the lines of the same text
def lines_of(text: str) -> tuple[Span, ...]:
    """The lines that hold something, in order. In news a line is a paragraph, a headline or a piece of furniture."""
    found = (span(text, match.start(), match.end()) for match in LINE.finditer(text))
    return tuple(line for line in found if line)


def sentences_of(text: str, line: Span) -> list[Span]:
    """The sentences of a line, as stops and capitals show them."""
    cuts, start = [], line.start
    for match in SENTENCE_END.finditer(line.text):
        if not ABBREVIATED.search(line.text, max(match.start() - LONGEST_ABBREVIATION, 0), match.start()):
            cuts.append((start, line.start + match.end()))
            start = line.start + match.end()
    cuts.append((start, line.end))
    return [found for left, right in cuts if (found := span(text, left, right))]
