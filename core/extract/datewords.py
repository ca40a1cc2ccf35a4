"""What all ways of naming a time share: the words of `data/lexicon/dates.toml`, and the parts of a month, year or decade."""

import calendar
import re
from collections.abc import Callable
from functools import cache
from typing import Any

from core import lexicon
from core.extract.calendars import Interval, Printing, months
from core.records import Day

Match = re.Match[str]
Form = tuple[str, Callable[[Match, Printing], Interval]]

MONTHS = {name: number for names in (calendar.month_name, calendar.month_abbr) for number, name in enumerate(names) if name}
MONTHS["Sept"] = 9
WEEKDAYS = {name: number for number, name in enumerate(calendar.day_name)}
WEEKDAYS |= {f"{name[:3]}.": number for name, number in WEEKDAYS.items()} | {"Tues.": 1, "Thurs.": 3}


def words() -> dict[str, Any]:
    return lexicon.table("dates")


@cache
def part_names() -> dict[str, str]:
    return {entry.rstrip("-"): part for part, entries in words()["parts"].items() for entry in entries}


def part_of(match: Match) -> str:
    return part_names().get(re.sub(r"[\s-]+", " ", match["part"] or "").strip().lower(), "")


def cut(whole: Interval, part: str, printing: Printing) -> Interval:
    """The early, middle or late third of a month, season or year, or what is gone or left of it at the day of printing."""
    if not part or whole.start is None or whole.end is None:
        return whole
    if part == "gone":
        return Interval(whole.start, printing.day and min(printing.day, whole.end))
    if part == "left":
        return Interval(printing.day and max(printing.day, whole.start), whole.end)
    return _third(whole.start, whole.end, part)


def _third(first: Day, last: Day, part: str) -> Interval:
    if (last - first).days > 366:
        shift, years = {"early": (0, 4), "first": (0, 1), "mid": (4, 3), "late": (7, 3), "last": (9, 1)}[part]
        return months(first.year + shift, 1, 12 * years)
    if (last - first).days > 31 and (last - first).days < 200:  # a season or quarter: one of its months
        return months(first.year, first.month + {"early": 0, "first": 0, "mid": 1, "late": 2, "last": 2}[part], 1)
    if (last - first).days > 31:
        month, count = {"early": (1, 4), "first": (1, 1), "mid": (5, 4), "late": (9, 4), "last": (12, 1)}[part]
        third = months(first.year, month, count)
        # "early 2025" says when a thing began, not where early ends.
        return Interval(third.start, None) if part == "early" else third
    ends = {"early": (1, 10), "first": (1, 10), "mid": (11, 20), "late": (21, last.day), "last": (21, last.day)}
    return Interval(first.replace(day=ends[part][0]), first.replace(day=ends[part][1]))
