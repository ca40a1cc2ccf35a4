"""Passages that a text prints twice: the headline again, the standfirst again, a pulled sentence, a page glued on twice."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from core.corpus.lines import Span, lines_of, sentences_of

WORD = re.compile(r"\w+(?:['’.,:]\w+)*")
# What stands before a repeated standfirst ends in a colon: "What you need to know: …".
LABEL_END = re.compile(r":\s+")
# A label is a few words; a byline may have run into it.
LONGEST_LABEL = 120
# Shorter sentences recur by themselves ("He did not elaborate."); a headline is a whole line and may be shorter.
FEWEST_WORDS, FEWEST_WORDS_IN_LINE = 7, 4


@dataclass(frozen=True, slots=True)
class Repeat:
    """A passage at [start:end] that says word for word what stands at [of_start:of_end] before it."""

    start: int
    end: int
    of_start: int
    of_end: int


def repeats_of(text: str) -> list[Repeat]:
    """Sentences and lines that stood in the text before, in order; neighbours that repeat neighbours are one passage."""
    first: dict[tuple[str, ...], Span] = {}
    found: list[Repeat] = []
    for line in lines_of(text):
        for sentence in sentences_of(text, line):
            for unit in _units(sentence):
                words = tuple(word.replace("’", "'") for word in WORD.findall(unit.text.casefold()))
                if len(words) < (FEWEST_WORDS_IN_LINE if unit == line else FEWEST_WORDS):
                    break
                earlier = first.setdefault(words, unit)
                if earlier.end <= unit.start:
                    _add(found, Repeat(unit.start, unit.end, earlier.start, earlier.end), text)
                    break
    return found


def _units(sentence: Span) -> Iterator[Span]:
    """The sentence, and what is left of it after a label."""
    yield sentence
    for label in LABEL_END.finditer(sentence.text, 0, LONGEST_LABEL):
        yield Span(sentence.start + label.end(), sentence.end, sentence.text[label.end() :])


def _add(found: list[Repeat], new: Repeat, text: str) -> None:
    """Adds a repeat, or widens the last one where both passages go on without a break."""
    if found:
        last = found[-1]
        gaps = text[last.end : new.start], text[last.of_end : new.of_start]
        if last.of_end <= new.of_start and not any(gap.strip() for gap in gaps):
            found[-1] = Repeat(last.start, new.end, last.of_start, new.of_end)
            return
    found.append(new)
