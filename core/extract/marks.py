"""Pairs quotation marks as they really are: straight, curly, German, French, doubled, single, missing or the wrong way.

Marks are paired within their paragraph only, so that one that is missing never costs more than its own paragraph. Which
way a mark faces is read from its neighbours first (a space before, a letter after: it opens) and from its shape second,
because a shape can be wrong.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

DOUBLE = '"“”„‟«»＂'
SINGLE = "'‘’‚‹›"
# '' and `` are typewriter doubles; longer runs of marks are debris and pair with nothing.
MARK = re.compile(rf"``|''|‘‘|’’|[{DOUBLE}{SINGLE}]")
DEBRIS = re.compile(rf"[{DOUBLE}]{{4,}}|[{SINGLE}]{{5,}}|(?:[{DOUBLE}{SINGLE}]\s+){{5,}}")
PARAGRAPH = re.compile(rf"^[^\n]*[{DOUBLE}{SINGLE}`][^\n]*", re.MULTILINE)  # tried at the start of a line only
OPEN_SHAPES = frozenset({"“", "„", "‟", "«", "``", "‘‘", "‘", "‚", "‹"})
CLOSE_SHAPES = frozenset({"”", "»", "’’", "’", "›"})
OPENS_AFTER = frozenset(" \t\xa0\u202f\u2009\u200b([{-–—―/:…>•*,")
CLOSES_BEFORE = frozenset(" \t\xa0\u202f\u2009\u200b)]}-–—―/:;,.!?…<")
SPACES = frozenset(" \t\xa0\u202f\u2009\u200b")
ENDS_SPEECH = frozenset(",.?!…—")
# Words that begin with an apostrophe: 'em, '90s. A mark before them opens nothing.
ELISION = re.compile(r"(?:em|tis|twas|til|cause|n|\d0s|\d\d)\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Quoted:
    """Text in quotation marks: `start`/`end` with the marks, `inner_start`/`inner_end` without."""

    start: int
    end: int
    inner_start: int
    inner_end: int
    single: bool = False
    runs_on: bool = False
    """Left open at the end of its paragraph because the next one opens again."""


@dataclass(frozen=True, slots=True)
class _Mark:
    start: int
    end: int
    shape: str
    opens: bool
    sure: bool


def quoted(text: str) -> list[Quoted]:
    """Every stretch of text in paired marks, by start; marks inside marks give stretches inside stretches."""
    found: list[Quoted] = []
    left_open: tuple[int, Quoted] | None = None
    for paragraph in PARAGRAPH.finditer(text):
        start, end = _trimmed(text, paragraph.start(), paragraph.end())
        if start == end:
            continue
        marks = list(_marks(text, start, end))
        double = [mark for mark in marks if not _is_single(mark)]
        if left_open and double and double[0].start == start and double[0].opens:
            found.append(left_open[1])
        pairs, last_open = _pair(text, double, start, end)
        left_open = (end, last_open) if last_open else None
        found += pairs
        if last_open and not last_open.runs_on:
            found.append(last_open)
            left_open = None
        found += _singles(text, [mark for mark in marks if _is_single(mark)])
    return sorted(found, key=lambda one: (one.start, -one.end))


def outermost(stretches: list[Quoted]) -> list[Quoted]:
    """The stretches that lie in no other, in order."""
    kept: list[Quoted] = []
    for one in stretches:
        if not kept or one.start >= kept[-1].end:
            kept.append(one)
    return kept


def _is_single(mark: _Mark) -> bool:
    return mark.shape in SINGLE


def _trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return start, end


def _marks(text: str, start: int, end: int) -> Iterator[_Mark]:
    """The marks of a paragraph and the way each faces."""
    skip_to = start
    debris = DEBRIS.search(text, start, end)
    for match in MARK.finditer(text, start, end):
        while debris and debris.end() <= match.start():
            debris = DEBRIS.search(text, max(debris.end(), match.start()), end)
        if match.start() < skip_to or (debris and debris.start() <= match.start() < debris.end()):
            continue
        shape = match.group()
        before = _neighbour(text, match.start() - 1, -1, start, end)
        after = _neighbour(text, match.end(), 1, start, end)
        could_open = before in OPENS_AFTER and after not in CLOSES_BEFORE
        could_close = before not in SPACES and after in CLOSES_BEFORE
        if could_open != could_close:
            yield _Mark(match.start(), match.end(), shape, could_open, True)
        elif shape in OPEN_SHAPES or shape in CLOSE_SHAPES:
            yield _Mark(match.start(), match.end(), shape, shape in OPEN_SHAPES, True)
        else:
            yield _Mark(match.start(), match.end(), shape, after not in CLOSES_BEFORE, False)


def _neighbour(text: str, at: int, step: int, start: int, end: int) -> str:
    """The next character that is no mark, at most three marks away; a space outside the paragraph."""
    for _ in range(4):
        if not start <= at < end:
            return " "
        if text[at] not in DOUBLE and text[at] not in SINGLE:
            return text[at]
        at += step
    return " "


def _pair(text: str, marks: list[_Mark], start: int, end: int) -> tuple[list[Quoted], Quoted | None]:
    """The pairs of double marks in a paragraph, and the stretch from a mark left open to the paragraph's end, if any."""
    pairs: list[Quoted] = []
    waiting: list[_Mark] = []
    for mark in marks:
        opens = mark.opens if mark.sure else not waiting
        if opens:
            waiting.append(mark)
        elif waiting:
            first = waiting.pop()
            if mark.start > first.end:
                pairs.append(Quoted(first.start, mark.end, first.end, mark.start))
        elif not pairs and text[mark.start - 1 : mark.start] in ENDS_SPEECH:
            # The opening mark is missing, and everything up to here can only be the speech.
            pairs.append(Quoted(start, mark.end, start, mark.start))
    if not waiting:
        return pairs, None
    last = waiting[-1]
    open_tail = not any(pair.start > last.start for pair in pairs)
    if not open_tail or last.end >= end:
        return pairs, None
    return pairs, Quoted(last.start, end, last.end, end, runs_on=True)


def _singles(text: str, marks: list[_Mark]) -> list[Quoted]:
    """The pairs of single marks, told from apostrophes and plural possessives."""
    pairs: list[Quoted] = []
    at = 0
    while at < len(marks):
        first = marks[at]
        at += 1
        if not first.opens or ELISION.match(text, first.end) or not _stands_free(text, first):
            continue
        for place in range(at, min(at + 12, len(marks))):
            last = marks[place]
            if last.opens or not _closes_single(text, last):
                continue
            if _possessive(text, last) and _strong_end_follows(text, marks, place):
                continue
            if last.start > first.end:
                pairs.append(Quoted(first.start, last.end, first.end, last.start, single=True))
            at = place + 1
            break
    return pairs


def _stands_free(text: str, mark: _Mark) -> bool:
    return mark.start == 0 or not text[mark.start - 1].isalnum()


def _closes_single(text: str, mark: _Mark) -> bool:
    return mark.end >= len(text) or not text[mark.end].isalnum()


def _possessive(text: str, mark: _Mark) -> bool:
    """The mark may be the apostrophe of "the workers' party"."""
    return text[mark.start - 1 : mark.start] in ("s", "S") and text[mark.end : mark.end + 1] == " "


def _strong_end_follows(text: str, marks: list[_Mark], place: int) -> bool:
    """A later mark that can only close comes before the next one that opens."""
    for mark in marks[place + 1 : place + 6]:
        if mark.opens:
            return False
        if _closes_single(text, mark) and not _possessive(text, mark):
            return True
    return False
