"""Timelines: what stands below or behind a line's date happened then.

"17 May 2023", a line of its own, or "May 2023: …" at the head of one, dates the entry that tells of it. One such line may be
the day of printing; a timeline has several.
"""

import re
from bisect import bisect_right
from collections.abc import Sequence

from core.extract.intervals import YEAR, Expression

FEWEST = 3  # dated lines that make a timeline
BULLET = " \t\u00a0*•·-–—#>"
INTRODUCTION = 1000  # characters before the first entry that may name the year
# What parts the date at the head of a line from what it dates.
PARTED = re.compile(r"\s*(?::|\s[-–—]|[-–—]\s)\s*\S")
YEAR_LINE = re.compile(r"^[ \t*•#]*((?:18|19|20)\d\d)(?=[ \t]*(?::|[-–—][ \t]|$))", re.MULTILINE)
PARAGRAPH = re.compile(r"\n\s*\n")


class Entries:
    """The dated entries of a document, found by place; none where it is no timeline."""

    def __init__(self, text: str, found: Sequence[Expression]) -> None:
        years = [Expression(m.start(1), m.end(1), m[1], "", m[1]) for m in YEAR_LINE.finditer(text)]
        heads = sorted((one for one in (*found, *years) if not one.operator), key=lambda one: one.start)
        lines = [(one, end) for one in heads if (end := _end_of_entry(text, one)) is not None]
        days: dict[int, tuple[Expression, int]] = {one.start: (one, end) for one, end in lines}
        self._entries = list(days.values()) if len(days) >= FEWEST else []
        self._starts = [one.start for one, _ in self._entries]
        self._text = text

    def year(self, head: Expression) -> int | None:
        """The year of an entry whose head states none: that of an entry above, else the one last named before them all."""
        if not self._entries or YEAR.search(head.low):
            return None
        above = [one.low for one, _ in self._entries if one.start < head.start and YEAR.search(one.low)]
        named = YEAR.findall(above[-1] if above else self._text[max(0, self._starts[0] - INTRODUCTION) : self._starts[0]])
        return int(named[-1]) if named else None

    def at(self, offset: int) -> Expression | None:
        """The date words that head the entry around a character."""
        place = bisect_right(self._starts, offset) - 1
        if place < 0:
            return None
        head, end = self._entries[place]
        if place + 1 == len(self._entries) and end == len(self._text):  # the last one is a paragraph long
            after = PARAGRAPH.search(self._text, self._text.find("\n", head.end) + 1)
            end = after.start() if after is not None and self._text[head.end : after.start()].strip() else end
        return head if head.end <= offset < end else None


def _end_of_entry(text: str, head: Expression) -> int | None:
    """Where the entry that a date heads ends: its line, or for a line of its own the end of the text; None for no entry."""
    start, end = text.rfind("\n", 0, head.start) + 1, text.find("\n", head.end)
    end = len(text) if end < 0 else end
    if text[start : head.start].strip(BULLET):
        return None
    if not text[head.end : end].strip(" \t\u00a0:.*"):
        return len(text)
    return end if PARTED.match(text, head.end, end) else None
