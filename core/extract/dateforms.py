"""The ways in which a text names a time: the pattern of each, and the days it stands for.

Rules, where the words leave room: early, mid and late are the thirds of a month (days 1–10, 11–20, 21 to the end); a week
starts on Monday; "this year" runs up to the day of printing for what happened, and from it for what is to come; a month or
weekday without a year is the latest one up to the day of printing for what happened, the next one for what is to come.
"""

import calendar
import datetime
import re
from collections.abc import Callable, Iterable
from functools import cache
from typing import Any

from core import lexicon
from core.extract.calendars import (
    OPEN,
    Interval,
    Printing,
    month_days,
    months,
    nearest_year,
    one_day,
    shifted,
    whole_unit,
)
from core.extract.figures import value
from core.records import Day

Match = re.Match[str]
Form = tuple[str, Callable[[Match, Printing], Interval]]

GAP = r"\s{1,3}"
MONTHS = {name: number for names in (calendar.month_name, calendar.month_abbr) for number, name in enumerate(names) if name}
MONTHS["Sept"] = 9
WEEKDAYS = {name: number for number, name in enumerate(calendar.day_name)}
WEEKDAYS |= {f"{name[:3]}.": number for name, number in WEEKDAYS.items()} | {"Tues.": 1, "Thurs.": 3}
# Forms that name a time only behind an operator, or with a part or year of their own: "in 2021", "before the war".
NEEDS_OPERATOR = {"year", "month", "season", "event", "decade", "quarter"}


def words() -> dict[str, Any]:
    return lexicon.table("dates")


def any_of(entries: Iterable[str]) -> str:
    """A group that matches any of the entries, longest first, with up to three blanks for a space."""
    longest_first = sorted(set(entries), key=len, reverse=True)
    return "(?:" + "|".join(re.escape(entry).replace(r"\ ", GAP) for entry in longest_first) + ")"


# ---------------------------------------------------------------- parts and years
@cache
def _part_names() -> dict[str, str]:
    return {entry.rstrip("-"): part for part, entries in words()["parts"].items() for entry in entries}


def _part(match: Match) -> str:
    return _part_names().get(re.sub(r"[\s-]+", " ", match["part"] or "").strip().lower(), "")


def _cut(whole: Interval, part: str, printing: Printing) -> Interval:
    """The early, middle or late third of a month or year, or what is gone or left of it at the day of printing."""
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
    if (last - first).days > 31:
        month, count = {"early": (1, 4), "first": (1, 1), "mid": (5, 4), "late": (9, 4), "last": (12, 1)}[part]
        third = months(first.year, month, count)
        # "early 2025" says when a thing began, not where early ends.
        return Interval(third.start, None) if part == "early" else third
    ends = {"early": (1, 10), "first": (1, 10), "mid": (11, 20), "late": (21, last.day), "last": (21, last.day)}
    return Interval(first.replace(day=ends[part][0]), first.replace(day=ends[part][1]))


def _year(match: Match, printing: Printing, month: int, day: int | None = None) -> int | None:
    """The year a month or day is said to be of ("2024", "last year", "last October"), else the nearest one."""
    groups = match.groupdict()
    if groups.get("year"):
        return int(groups["year"])
    if groups.get("which_year"):
        return printing.day.year + {"last": -1, "this": 0, "next": 1}[groups["which_year"].lower()] if printing.day else None
    year = nearest_year(printing, month, day)
    which = (groups.get("which") or "").lower()
    if year is None or printing.day is None or printing.year is not None:
        return year
    this_month = (printing.day.year, printing.day.month)
    if which == "last" and (year, month) >= this_month:
        return year - 1
    return year + 1 if which == "next" and (year, month) <= this_month else year


# ---------------------------------------------------------------- times with a name of their own
def _iso_day(match: Match, printing: Printing) -> Interval:
    return one_day(Day.fromisoformat(match[0]))


def _named_day(match: Match, printing: Printing) -> Interval:
    month, first = MONTHS[match["month"].rstrip(".")], int(match["day"])
    year = _year(match, printing, month, first)
    return Interval(Day(year, month, first), Day(year, month, int(match["last_day"] or first))) if year else OPEN


def _named_month(match: Match, printing: Printing) -> Interval:
    month = MONTHS[match["month"].rstrip(".")]
    year = _year(match, printing, month)
    return _cut(month_days(year, month), _part(match), printing) if year else OPEN


def _named_year(match: Match, printing: Printing) -> Interval:
    return _cut(months(int(match["year"]), 1, 12), _part(match), printing)


def _decade(match: Match, printing: Printing) -> Interval:
    return _cut(months(int(match["year"]), 1, 120), _part(match), printing)


def _months_of_year(match: Match, printing: Printing) -> Interval:
    """ "the first three months of 2022"."""
    count = int(value(match["count"]))
    first = 1 if match["side"].lower() == "first" else 13 - count
    year = _year(match, printing, first)
    return months(year, first, count) if year and 1 <= count <= 12 else OPEN


def _week_of_month(match: Match, printing: Printing) -> Interval:
    """ "the second week of May": seven days from the 1st, 8th, 15th or 22nd; the last week is the last seven days."""
    month, order = MONTHS[match["month"].rstrip(".")], match["order"].lower()
    year = _year(match, printing, month)
    if not year:
        return OPEN
    last = calendar.monthrange(year, month)[1]
    first = last - 6 if order in ("last", "final") else 7 * words()["quarters"][order] - 6
    return Interval(Day(year, month, first), Day(year, month, first + 6))


def _quarter(match: Match, printing: Printing) -> Interval:
    order = match["order"].lower()
    length = 6 if (match["span"] or "").lower() == "half" else 3
    number = int(order[1]) if order[0] == "q" else min(words()["quarters"][order], 12 // length)
    first = (number - 1) * length + 1
    year = _year(match, printing, first)
    return months(year, first, length) if year else OPEN


def _season(match: Match, printing: Printing) -> Interval:
    first = words()["seasons"][match["season"].lower()]
    year = _year(match, printing, first)
    return months(year, first, 3) if year else OPEN


@cache
def _absolute() -> dict[str, Form]:
    """Times that have a name or number."""
    month = rf"(?P<month>{any_of(MONTHS)})(?![a-z])\.?"
    weekday = rf"(?:{any_of(WEEKDAYS)},?{GAP}\(?)?"
    year = r"(?P<year>(?:18|19|20)\d\d)(?![\d,]*\d|\w)"
    of_year = rf"(?:,?{GAP}(?:(?i:of|in){GAP})?{year}|{GAP}(?i:of{GAP})?(?P<which_year>(?i:last|this|next)){GAP}(?i:year))?"
    part = rf"(?P<part>(?i:{any_of(_part_names())})[\s-]{{0,3}})?"
    number = r"(?P<count>(?i:two|three|four|five|six|seven|eight|nine|ten|eleven)|\d{1,2})"
    fiscal = rf"(?i:(?:(?:the|fiscal|financial){GAP}){{0,2}}(?:year{GAP}|fiscal{GAP}))?"
    which = rf"(?:(?P<which>(?i:last|this|next)){GAP})?"
    day = r"(?P<day>[0-3]?\d)(?:st|nd|rd|th)?"
    last_day = r"(?:\s?(?:-|–|and|to)\s?(?P<last_day>[0-3]?\d)(?:st|nd|rd|th)?(?![\d:]|,\d))?"
    order = rf"(?P<order>(?i:q[1-4](?!\w)|{any_of(words()['quarters'])}(?={GAP}(?:quarter|half))))"
    return {
        "iso": (r"(?:19|20)\d\d-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\d|3[01])(?!\d)", _iso_day),
        "day": (rf"{weekday}{month}{GAP}{day}(?![\d:]|,\d){last_day}{of_year}", _named_day),
        "day first": (rf"{weekday}(?:the{GAP})?{day}{last_day}{GAP}(?:of{GAP})?{month}{of_year}", _named_day),
        "month": (rf"{which}{part}{month}{of_year}", _named_month),
        "decade": (rf"(?i:the{GAP})?{part}(?P<year>(?:18|19|20)\d0)s\b", _decade),
        "year": (rf"{fiscal}{part}{year}", _named_year),
        "months of": (
            rf"(?i:the{GAP})?(?P<side>(?i:first|last)){GAP}{number}{GAP}(?i:months){of_year[:-1]}",
            _months_of_year,
        ),
        "week of": (
            rf"(?i:the{GAP})?(?P<order>(?i:{any_of(words()['quarters'])})){GAP}week{GAP}(?:of|in){GAP}{month}{of_year}",
            _week_of_month,
        ),
        "quarter": (rf"(?:(?i:the){GAP})?{order}(?:{GAP}(?P<span>(?i:quarter|half)))?{of_year}", _quarter),
        "season": (rf"{which}(?:(?i:the){GAP})?(?P<season>(?i:{any_of(words()['seasons'])}))(?!\w){of_year}", _season),
    }


# ---------------------------------------------------------------- times told from the day of printing
def _weekday(match: Match, printing: Printing) -> Interval:
    if printing.day is None:
        return OPEN
    which = (match["which"] or "").lower()
    back = (printing.day.weekday() - WEEKDAYS[match["weekday"]]) % 7
    if which == "next" or (printing.ahead and not which):
        return one_day(printing.day + datetime.timedelta(days=(-back) % 7 or (7 if which else 0)))
    return one_day(printing.day - datetime.timedelta(days=back or (7 if which == "last" else 0)))


def _near_day(match: Match, printing: Printing) -> Interval:
    if printing.day is None:
        return OPEN
    shifts = {"yesterday": -1, "tomorrow": 1, "the day before yesterday": -2, "the day after tomorrow": 2}
    return one_day(printing.day + datetime.timedelta(days=shifts.get(" ".join(match["near"].lower().split()), 0)))


def _this_unit(match: Match, printing: Printing) -> Interval:
    """ "last month", "this week", "later this year", "the end of the year"."""
    if printing.day is None:
        return OPEN
    which, unit = match["which"].lower(), match["unit"].lower()
    shift = {"last": -1, "past": -1, "previous": -1, "next": 1, "coming": 1}.get(which.split()[-1], 0)
    if unit == "weekend" and shift == 0 and not printing.ahead and printing.day.weekday() < 5:
        shift = -1  # on a weekday, "the weekend" of what happened is the one before
    whole, part = whole_unit(printing.day, unit, shift), _part(match)
    if not part and shift == 0:
        part = "left" if printing.ahead else "gone"
    return _cut(whole, part, printing) if part in ("gone", "left") or unit in ("month", "year") else whole


def _ago(match: Match, printing: Printing) -> Interval:
    """ "two weeks ago" is told from the day of printing, "two years earlier" from the year in force."""
    unit, count, way = match["unit"].lower().rstrip("s"), int(value(match["count"]) or 1), match["way"].lower()
    if way == "ago":
        return whole_unit(printing.day, unit, -count) if printing.day else OPEN
    if unit != "year" or printing.year is None:
        return OPEN
    return months(printing.year + (count if way in ("later", "after") else -count), 1, 12)


def _window(match: Match, printing: Printing) -> Interval:
    """ "the past two months", "the next three weeks": from the day of printing back or ahead."""
    if printing.day is None:
        return OPEN
    count, unit = int(value(match["count"] or "one")) or 1, (match["unit"] or match["one"]).lower().rstrip("s")
    if match["way"].lower() in ("next", "coming"):
        return Interval(printing.day, shifted(printing.day, unit, count))
    return Interval(shifted(printing.day, unit, -count), printing.day)


def _unit_end(match: Match, printing: Printing) -> Interval:
    """ "before the year is out", "by year's end"."""
    if printing.day is None:
        return OPEN
    last = whole_unit(printing.day, match["unit"].lower(), 0).end
    return Interval(printing.day if match["before"] else last, last)


def _recent(match: Match, printing: Printing) -> Interval:
    ahead = match["way"].lower() in ("coming", "next")
    return Interval(printing.day, None) if ahead else Interval(None, printing.day)


def _beside_year(match: Match, printing: Printing) -> Interval:
    """ "the year after", "a year earlier", "that year": beside the year in force."""
    said = match["beside"].lower()
    shift = 1 if re.search("after|later|following|next", said) else -1 if re.search("before|earlier|previous", said) else 0
    return months(printing.year + shift, 1, 12) if printing.year else OPEN


def _no_day(match: Match, printing: Printing) -> Interval:
    return OPEN


@cache
def _relative() -> dict[str, Form]:
    """Times told from the day of printing or from another time; "recently" and "before the war" state no day."""
    parts = any_of(_part_names())
    number = r"(?P<count>(?i:an?|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve)|\d{1,3})"
    unit = "(?i:day|week|month|quarter|year|decade)"
    near = any_of(
        [
            "the day before yesterday",
            "the day after tomorrow",
            "yesterday",
            "today",
            "tonight",
            "tomorrow",
            "this morning",
            "this afternoon",
            "this evening",
        ]
    )
    beside = rf"(?:the|a){GAP}year{GAP}(?:after|before|later|earlier)|the{GAP}(?:following|previous|next|same){GAP}year"
    way = rf"(?i:the){GAP}(?P<way>(?i:past|last|next|coming))"
    out = rf"(?:{GAP}(?:is|was){GAP}(?:out|over)|[\s-]end|['’]s{GAP}end)"
    return {
        "weekday": (
            rf"(?:(?P<which>(?i:last|this|next|this{GAP}past)){GAP})?(?P<weekday>{any_of(WEEKDAYS)})(?!\w)",
            _weekday,
        ),
        "near": (rf"(?P<near>(?i:{near}))(?!\w)", _near_day),
        "beside": (rf"(?P<beside>(?i:{beside}|that{GAP}(?:same{GAP})?year))(?!\w)", _beside_year),
        "ago": (rf"{number}{GAP}(?P<unit>{unit}s?){GAP}(?P<way>(?i:ago|earlier|later|before|after))(?!\w)", _ago),
        "window": (rf"{way}{GAP}(?:{number}{GAP}(?P<unit>{unit}s?)|(?P<one>{unit}))(?!\w)", _window),
        "out": (rf"(?i:(?P<before>before{GAP})?(?:the{GAP})?(?P<unit>year|month|week){out})(?!\w)", _unit_end),
        "unit": (
            rf"(?P<part>(?i:{parts})[\s-]{{0,3}})?(?P<which>(?i:last|this|next|(?:the{GAP})?previous|the|past|coming)){GAP}"
            rf"(?P<unit>(?i:weekend|{unit}))(?!\w)",
            _this_unit,
        ),
        "recent": (
            rf"(?i:the{GAP})?(?P<way>(?i:recent|past|last|previous|coming|next)){GAP}(?i:few{GAP})?"
            rf"(?i:days|weeks|months|years)(?!\w)",
            _recent,
        ),
        "vague": (rf"(?i:{any_of(words()['vague']['words'])})(?!\w)", _no_day),
        "event": (rf"(?i:the){GAP}(?:\w{{1,20}}{GAP}){{0,3}}?(?i:{any_of(words()['vague']['events'])})(?!\w)", _no_day),
    }


# ---------------------------------------------------------------- reading
def patterns() -> list[str]:
    """The pattern of every form, in the order in which they are tried."""
    return [pattern for forms in (_absolute(), _relative()) for pattern, _ in forms.values()]


@cache
def _compiled() -> dict[str, tuple[re.Pattern[str], Callable[[Match, Printing], Interval]]]:
    return {name: (re.compile(pattern), days) for name, (pattern, days) in (_absolute() | _relative()).items()}


def form(said: str) -> tuple[str, Match] | None:
    """The first form that reads the words as a whole, and how; None where none does."""
    for name, (pattern, _) in _compiled().items():
        match = pattern.fullmatch(said)
        if match:
            return name, match
    return None


def days(said: str, printing: Printing) -> Interval:
    """The days that the words of one form name; open where they name none, or none that exists ("30 February")."""
    read = form(said)
    if read is None:
        return OPEN
    name, match = read
    try:
        return _compiled()[name][1](match, printing)
    except (ValueError, OverflowError):
        return OPEN
