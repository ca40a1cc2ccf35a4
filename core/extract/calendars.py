"""Days, weeks, months and years as intervals, and the days they are counted from. Arithmetic only, no words."""

import calendar
import datetime
from dataclasses import dataclass
from typing import NamedTuple

from core.records import Day, Precision

MONTHS_IN = {"month": 1, "quarter": 3, "year": 12, "decade": 120}


class Interval(NamedTuple):
    """First and last day; None: open."""

    start: Day | None
    end: Day | None


OPEN = Interval(None, None)


@dataclass(frozen=True, slots=True)
class Printing:
    """What a date is read against: the day of printing if known, whether the clause looks ahead, the year in force."""

    day: Day | None
    ahead: bool = False
    year: int | None = None


def one_day(day: Day) -> Interval:
    return Interval(day, day)


def month_days(year: int, month: int) -> Interval:
    return Interval(Day(year, month, 1), Day(year, month, calendar.monthrange(year, month)[1]))


def months(year: int, month: int, count: int) -> Interval:
    """`count` calendar months from the given one, which may lie before January or beyond December."""
    first = year * 12 + month - 1
    last = first + count - 1
    return Interval(Day(first // 12, first % 12 + 1, 1), month_days(last // 12, last % 12 + 1).end)


def whole_unit(day: Day, unit: str, shift: int) -> Interval:
    """The calendar day, week (from Monday), weekend, month, quarter or year `shift` of them away from the one of `day`."""
    if unit == "day":
        return one_day(day + datetime.timedelta(days=shift))
    if unit in ("week", "weekend"):
        monday = day + datetime.timedelta(days=7 * shift - day.weekday())
        sunday = monday + datetime.timedelta(days=6)
        return Interval(monday if unit == "week" else sunday - datetime.timedelta(days=1), sunday)
    count = MONTHS_IN[unit]
    first = (day.month - 1) // count * count if count <= 12 else 0
    return months(day.year, first + 1 + shift * count, count)


def shifted(day: Day, unit: str, count: int) -> Day:
    """The day `count` units later, or earlier where negative; the end of a month where that has no such day."""
    if unit in ("day", "week"):
        return day + datetime.timedelta(days=count * (7 if unit == "week" else 1))
    month = day.year * 12 + day.month - 1 + count * MONTHS_IN[unit]
    return Day(month // 12, month % 12 + 1, min(day.day, calendar.monthrange(month // 12, month % 12 + 1)[1]))


def nearest_year(printing: Printing, month: int, day: int | None = None) -> int | None:
    """The year of a month or day printed without one: the latest up to the day of printing, the next for what is ahead."""
    if printing.year is not None or printing.day is None:
        return printing.year
    today = printing.day
    stated, now = ((month, day), (today.month, today.day)) if day else ((month, 0), (today.month, 0))
    if printing.ahead:
        return today.year + (stated < now)
    return today.year - (stated > now)


def precision(days: Interval) -> Precision | None:
    """How exactly an interval states its days: one day, a calendar month, a calendar year, or anything else."""
    if days == OPEN:
        return None
    if days.start is None or days.end is None:
        return Precision.RANGE
    if days.start == days.end:
        return Precision.DAY
    if days == month_days(days.start.year, days.start.month):
        return Precision.MONTH
    return Precision.YEAR if days == months(days.start.year, 1, 12) else Precision.RANGE
