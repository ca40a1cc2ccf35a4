"""Date words → an interval of days: "since early October", "between August and mid-December 2024", "last month".

Works on characters alone, in time linear in the text. Why no library: dateparser and dateutil answer with one moment, not an
interval, fill in what is not said from the clock, and take milliseconds a phrase; none knows "since", "by" or "mid-August".

Rules, where the words leave room: early, mid and late are the thirds of a month (days 1–10, 11–20, 21 to the end); a week
starts on Monday; "this year" runs up to the day of printing for what happened, and from it for what is to come; a month or
weekday without a year is the latest one up to the day of printing for what happened, the next one for what is to come.
"""

import calendar
import datetime
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache
from typing import Any, NamedTuple

from core import lexicon
from core.extract.figures import value
from core.records import Day, Precision, When


class Interval(NamedTuple):
    """First and last day; None: open."""

    start: Day | None
    end: Day | None


@dataclass(frozen=True, slots=True)
class Printing:
    """What a date is read against: the day of printing if known, whether the clause looks ahead, the year in force."""

    day: Day | None
    ahead: bool = False
    year: int | None = None


@dataclass(frozen=True, slots=True)
class Expression:
    """Date words at characters `start` to `end`, and the pieces they are made of."""

    start: int
    end: int
    text: str
    operator: str
    low: str
    high: str | None = None


OPEN = Interval(None, None)
GAP = r"\s{1,3}"
MONTHS = {name: number for names in (calendar.month_name, calendar.month_abbr) for number, name in enumerate(names) if name}
MONTHS["Sept"] = 9
DAYS = {name: number for number, name in enumerate(calendar.day_name)}
DAYS |= {f"{name[:3]}.": number for name, number in DAYS.items()} | {"Tues.": 1, "Thurs.": 3}


def _words() -> dict[str, Any]:
    return lexicon.table("dates")


def _any(entries: Any) -> str:
    longest_first = sorted(set(entries), key=len, reverse=True)
    return "(?:" + "|".join(re.escape(entry).replace(r"\ ", GAP) for entry in longest_first) + ")"


def _month_days(year: int, month: int) -> Interval:
    return Interval(Day(year, month, 1), Day(year, month, calendar.monthrange(year, month)[1]))


def _months(year: int, month: int, count: int) -> Interval:
    """`count` calendar months from the given one, which may be beyond December."""
    year, month = year + (month - 1) // 12, (month - 1) % 12 + 1
    last = month + count - 1
    return Interval(Day(year, month, 1), _month_days(year + (last - 1) // 12, (last - 1) % 12 + 1).end)


def _nearest_year(printing: Printing, month: int, day: int = 1) -> int | None:
    """The year of a month or day printed without one."""
    if printing.year is not None:
        return printing.year
    if printing.day is None:
        return None
    if printing.ahead:
        return printing.day.year + ((month, day) < (printing.day.month, printing.day.day if day > 1 else 1))
    return printing.day.year - ((month, day) > (printing.day.month, printing.day.day))


def _year_words(match: re.Match[str], printing: Printing, month: int, day: int = 1) -> int | None:
    groups = match.groupdict()
    if groups.get("year"):
        return int(groups["year"])
    if groups.get("which_year") and printing.day:
        return printing.day.year + {"last": -1, "this": 0, "next": 1}[groups["which_year"].lower()]
    year = _nearest_year(printing, month, day)
    which = (groups.get("which") or "").lower()
    if year is None or printing.day is None or printing.year is not None:
        return year
    if which == "last" and (year, month) >= (printing.day.year, printing.day.month):
        return year - 1
    return year + 1 if which == "next" and (year, month) <= (printing.day.year, printing.day.month) else year


@cache
def _part_names() -> dict[str, str]:
    return {entry.rstrip("-"): part for part, entries in _words()["parts"].items() for entry in entries}


def _part(match: re.Match[str]) -> str:
    return _part_names().get(re.sub(r"[\s-]+", " ", match["part"] or "").strip().lower(), "")


def _cut(whole: Interval, part: str, printing: Printing) -> Interval:
    """The early, middle or late third of a month or year, or what is gone or left of it."""
    if not part or whole.start is None or whole.end is None:
        return whole
    if part == "gone":
        return Interval(whole.start, printing.day and min(printing.day, whole.end))
    if part == "left":
        return Interval(printing.day and max(printing.day, whole.start), whole.end)
    if (whole.end - whole.start).days > 31:
        # "early 2025" says when a thing began, not where early ends.
        thirds = {
            "early": Interval(whole.start, None),
            "mid": _months(whole.start.year, 5, 4),
            "late": _months(whole.start.year, 9, 4),
        }
        return thirds[part]
    first, last = whole.start.replace(day=11), whole.start.replace(day=20)
    return {
        "early": Interval(whole.start, whole.start.replace(day=10)),
        "mid": Interval(first, last),
        "late": Interval(last.replace(day=21), whole.end),
    }[part]


def _iso_day(match: re.Match[str], printing: Printing) -> Interval:
    day = Day.fromisoformat(match[0])
    return Interval(day, day)


def _named_day(match: re.Match[str], printing: Printing) -> Interval:
    month, first = MONTHS[match["month"].rstrip(".")], int(match["day"])
    year = _year_words(match, printing, month, first)
    if year is None:
        return OPEN
    return Interval(Day(year, month, first), Day(year, month, int(match["last_day"] or first)))


def _named_month(match: re.Match[str], printing: Printing) -> Interval:
    month = MONTHS[match["month"].rstrip(".")]
    year = _year_words(match, printing, month)
    return _cut(_month_days(year, month), _part(match), printing) if year else OPEN


def _named_year(match: re.Match[str], printing: Printing) -> Interval:
    return _cut(_months(int(match["year"]), 1, 12), _part(match), printing)


def _decade(match: re.Match[str], printing: Printing) -> Interval:
    return _months(int(match["year"]), 1, 120)


def _quarter(match: re.Match[str], printing: Printing) -> Interval:
    year = _year_words(match, printing, 1)
    if year is None:
        return OPEN
    order = match["order"].lower()
    length = 6 if (match["span"] or "").lower() == "half" else 3
    number = int(order[1]) if order[0] == "q" else min(_words()["quarters"][order], 12 // length)
    return _months(year, (number - 1) * length + 1, length)


def _season(match: re.Match[str], printing: Printing) -> Interval:
    first = _words()["seasons"][match["season"].lower()]
    year = _year_words(match, printing, first)
    return _months(year, first, 3) if year else OPEN


def _weekday(match: re.Match[str], printing: Printing) -> Interval:
    if printing.day is None:
        return OPEN
    which = (match["which"] or "").lower()
    back = (printing.day.weekday() - DAYS[match["weekday"]]) % 7
    if which == "next" or (printing.ahead and not which):
        day = printing.day + datetime.timedelta(days=(-back) % 7 or (7 if which else 0))
    else:
        day = printing.day - datetime.timedelta(days=back or (7 if which == "last" else 0))
    return Interval(day, day)


NEAR_DAYS = {"yesterday": -1, "today": 0, "tonight": 0, "tomorrow": 1}


def _near_day(match: re.Match[str], printing: Printing) -> Interval:
    if printing.day is None:
        return OPEN
    word = match["near"].lower()
    shift = NEAR_DAYS.get(word, -2 if word.endswith("yesterday") else 2 if word.endswith("tomorrow") else 0)
    day = printing.day + datetime.timedelta(days=shift)
    return Interval(day, day)


def _calendar_unit(day: Day, unit: str, shift: int) -> Interval:
    """The whole day, week, month or year that lies `shift` of them away from the one `day` is in."""
    if unit.startswith("day"):
        return Interval(day + datetime.timedelta(days=shift), day + datetime.timedelta(days=shift))
    if unit.startswith("week"):
        monday = day - datetime.timedelta(days=day.weekday() - 7 * shift)
        last = monday + datetime.timedelta(days=6)
        return Interval(monday + datetime.timedelta(days=5), last) if unit == "weekend" else Interval(monday, last)
    count = {"month": 1, "quarter": 3, "year": 12, "decade": 120}[unit]
    month = day.month if count == 1 else (day.month - 1) // 3 * 3 + 1 if count == 3 else 1
    return _months(day.year, month + shift * count, count)


def _this_unit(match: re.Match[str], printing: Printing) -> Interval:
    """ "last month", "this week", "later this year", "the end of the year"."""
    if printing.day is None:
        return OPEN
    which, unit = match["which"].lower(), match["unit"].lower()
    shift = {"last": -1, "past": -1, "previous": -1, "next": 1, "coming": 1}.get(which, 0)
    whole, part = _calendar_unit(printing.day, unit, shift), _part(match)
    if not part and shift == 0:
        part = "left" if printing.ahead else "gone"
    if part in ("gone", "left") or unit in ("month", "year"):
        return _cut(whole, part, printing)
    return whole


def _ago(match: re.Match[str], printing: Printing) -> Interval:
    if printing.day is None:
        return OPEN
    return _calendar_unit(printing.day, match["unit"].lower().rstrip("s"), -int(value(match["count"]) or 1))


def _window(match: re.Match[str], printing: Printing) -> Interval:
    """ "the past two months", "the next three weeks": from the day of printing back or ahead."""
    if printing.day is None:
        return OPEN
    count, unit = int(value(match["count"] or "one")) or 1, (match["unit"] or match["one"]).lower().rstrip("s")
    sign = 1 if match["way"].lower() in ("next", "coming", "following") else -1
    edge = _shifted(printing.day, unit, sign * count)
    return Interval(printing.day, edge) if sign > 0 else Interval(edge, printing.day)


def _shifted(day: Day, unit: str, count: int) -> Day:
    if unit in ("day", "week"):
        return day + datetime.timedelta(days=count * (7 if unit == "week" else 1))
    months = day.year * 12 + day.month - 1 + count * {"month": 1, "quarter": 3, "year": 12, "decade": 120}[unit]
    last = calendar.monthrange(months // 12, months % 12 + 1)[1]
    return Day(months // 12, months % 12 + 1, min(day.day, last))


def _year_end(match: re.Match[str], printing: Printing) -> Interval:
    """ "before the year is out", "by year's end"."""
    if printing.day is None:
        return OPEN
    last = _calendar_unit(printing.day, match["unit"].lower(), 0).end
    return Interval(printing.day if match["before"] else last, last)


def _recent(match: re.Match[str], printing: Printing) -> Interval:
    past = match["way"].lower() not in ("coming", "next")
    return Interval(None, printing.day) if past else Interval(printing.day, None)


def _next_to_year(match: re.Match[str], printing: Printing) -> Interval:
    """ "the year after", "a year earlier", "that year": beside the year in force."""
    if printing.year is None:
        return OPEN
    word = match["beside"].lower()
    shift = 1 if re.search("after|later|following|next", word) else -1 if re.search("before|earlier|previous", word) else 0
    return _months(printing.year + shift, 1, 12)


def _nothing(match: re.Match[str], printing: Printing) -> Interval:
    return OPEN


Form = tuple[re.Pattern[str], Callable[[re.Match[str], Printing], Interval]]


@cache
def _forms() -> dict[str, Form]:
    """Each way of naming a time: the pattern, and how it becomes an interval. The first that matches the words wins."""
    words = _words()
    month, weekday, gap = rf"(?P<month>{_any(MONTHS)})(?![a-z])\.?", _any(DAYS), GAP
    year = r"(?P<year>(?:18|19|20)\d\d)(?![\d,]*\d|\w)"
    of_year = rf"(?:,?{gap}(?:(?i:of|in){gap})?{year}|{gap}(?i:of{gap})?(?P<which_year>(?i:last|this|next)){gap}(?i:year))"
    part = rf"(?P<part>(?i:{_any(e for p in ('early', 'mid', 'late') for e in words['parts'][p])})[\s-]{{0,3}})?"
    unit_part = rf"(?P<part>(?i:{_any(e for entries in words['parts'].values() for e in entries)})[\s-]{{0,3}})?"
    which = rf"(?:(?P<which>(?i:last|this|next|this{gap}past|this{gap}coming)){gap})?"
    units = "(?P<unit>(?i:day|week|weekend|month|quarter|year|decade))"
    counted = "(?P<unit>(?i:day|week|month|quarter|year|decade)s?)"
    number = r"(?P<count>(?i:an?|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve)|\d{1,3})"
    ordinal = r"(?:st|nd|rd|th)?"
    named = {
        "iso": (r"(?:19|20)\d\d-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\d|3[01])(?!\d)", _iso_day),
        "day": (
            rf"(?:{weekday},?{gap}(?:\()?)?{month}{gap}(?P<day>[0-3]?\d){ordinal}(?![\d:]|,\d)"
            rf"(?:\s?(?:-|–|and|to)\s?(?P<last_day>[0-3]?\d){ordinal}(?![\d:]|,\d))?(?:{of_year})?",
            _named_day,
        ),
        "day first": (
            rf"(?:{weekday},?{gap}(?:\()?)?(?:the{gap})?(?P<day>[0-3]?\d){ordinal}(?:\s?(?:-|–|and|to)\s?(?P<last_day>[0-3]?\d){ordinal})?"
            rf"{gap}(?:of{gap})?{month}(?:{of_year})?",
            _named_day,
        ),
        "month": (rf"{which}{part}{month}(?:{of_year})?", _named_month),
        "decade": (r"(?i:the\s{1,3})?(?P<year>(?:18|19|20)\d0)s\b", _decade),
        "year": (rf"{part}{year}", _named_year),
        "quarter": (
            rf"(?:(?i:the){gap})?(?P<order>(?i:q[1-4](?!\w)|{_any(words['quarters'])}(?={gap}(?:quarter|half))))"
            rf"(?:{gap}(?P<span>(?i:quarter|half)))?(?:{of_year})?",
            _quarter,
        ),
        "season": (rf"{which}(?:(?i:the){gap})?(?P<season>(?i:{_any(words['seasons'])}))(?:{of_year})?", _season),
        "weekday": (rf"{which}(?P<weekday>{weekday})(?!\w)", _weekday),
        "near": (
            rf"(?P<near>(?i:the{gap}day{gap}before{gap}yesterday|the{gap}day{gap}after{gap}tomorrow|yesterday|today|tonight|tomorrow))(?!\w)",
            _near_day,
        ),
        "beside": (
            rf"(?P<beside>(?i:(?:the|a){gap}year{gap}(?:after|before|later|earlier)|the{gap}(?:following|previous|next|same){gap}year|that{gap}(?:same{gap})?year))(?!\w)",
            _next_to_year,
        ),
        "ago": (rf"{number}{gap}{counted}{gap}(?i:ago|earlier|before)(?!\w)", _ago),
        "window": (
            rf"(?i:the){gap}(?P<way>(?i:past|last|next|coming|following|previous)){gap}(?:{number}{gap}{counted}|(?P<one>(?i:day|week|month|quarter|year|decade)))(?!\w)",
            _window,
        ),
        "out": (
            rf"(?i:(?P<before>before{gap})?(?:the{gap})?(?:(?P<unit>year|month|week)(?:{gap}(?:is|was){gap}(?:out|over)|[\s-]end|['’]s{gap}end)))",
            _year_end,
        ),
        "unit": (rf"{unit_part}(?P<which>(?i:last|this|next|the|past|previous|coming)){gap}{units}(?!\w)", _this_unit),
        "recent": (
            rf"(?i:the{gap})?(?P<way>(?i:recent|past|last|previous|coming|next)){gap}(?i:few{gap})?(?i:days|weeks|months|years)(?!\w)",
            _recent,
        ),
        "vague": (rf"(?i:{_any(words['vague']['words'])})(?!\w)", _nothing),
        "event": (rf"(?i:the){gap}(?:\w{{1,20}}{gap}){{0,3}}?(?i:{_any(words['vague']['events'])})(?!\w)", _nothing),
    }
    return {name: (re.compile(pattern), reader) for name, (pattern, reader) in named.items()}


# Words that name a time only behind an operator: "in 2021", "by summer", "before the war".
NEEDS_OPERATOR = {"year", "month", "season", "event", "decade", "quarter"}


@cache
def _scanner() -> re.Pattern[str]:
    words = _words()["operators"]
    names = [re.sub(r"\(\?P<\w+>", "(?:", pattern.pattern) for pattern, _ in _forms().values()]
    anchor = "(?:" + "|".join(names) + ")"
    operators = _any(["between", "from", *(entry for entries in words.values() for entry in entries)])
    still_open = rf"before{GAP}the{GAP}(?:year|month|week){GAP}(?:is|was)"  # a form of its own
    operator = rf"(?i:(?!{still_open}){operators})"
    return re.compile(
        rf"(?<![\w$€£.,/-])(?:(?P<operator>{operator})\s{{1,3}})?(?P<low>{anchor})"
        rf"(?:(?:\s{{1,3}}(?:and|to|until|till|through)\s{{1,3}}|\s?[-–]\s?)(?:(?:in|on)\s{{1,3}})?(?P<high>{anchor}))?"
    )


def _form(words: str) -> tuple[str, re.Match[str]]:
    for name, (pattern, _) in _forms().items():
        match = pattern.fullmatch(words)
        if match:
            return name, match
    raise ValueError(f"no form reads {words!r}")


def expressions(text: str) -> Iterator[Expression]:
    """The date words of a text in order, never overlapping."""
    for match in _scanner().finditer(text):
        operator = re.sub(r"\s+", " ", match["operator"] or "").lower()
        name, low = _form(match["low"])
        bare = name in NEEDS_OPERATOR and not operator and not match["high"]
        modified = any(low.groupdict().get(key) for key in ("part", "which", "which_year")) or (
            name != "year" and low.groupdict().get("year")
        )
        if bare and not modified:
            continue
        if name == "unit" and low["which"].lower() == "the" and not (operator in _words()["operators"]["to"] or low["part"]):
            continue
        yield Expression(match.start(), match.end(), match[0], operator, match["low"], match["high"])


def _read(words: str, printing: Printing) -> Interval:
    name, match = _form(words)
    try:
        return _forms()[name][1](match, printing)
    except (ValueError, OverflowError):  # 31 February, or a shift beyond the calendar: no such day
        return OPEN


def _year_in(words: str) -> int | None:
    found = re.search(r"(?:18|19|20)\d\d", words)
    return int(found[0]) if found else None


def interval(expression: Expression, printing: Printing) -> Interval:
    """The days an expression states, read against the day of printing; open where that is not known or not said."""
    operators = _words()["operators"]
    if expression.high:
        year = _year_in(expression.high)
        low = _read(expression.low, printing if year is None or _year_in(expression.low) else _with_year(printing, year))
        high = _read(
            expression.high,
            printing
            if _year_in(expression.high) or not low.start or _year_in(expression.low) is None
            else _with_year(printing, low.start.year),
        )
        if low.start and high.end and low.start > high.end and year:
            low = _read(expression.low, _with_year(printing, year - 1))
        end = (
            high.end.replace(day=15)
            if high.end and re.match(r"mid", expression.high, re.I) and high.end.day == 20
            else high.end
        )
        return Interval(low.start, end)  # "until mid-December" ends in its middle
    only = _read(expression.low, printing)
    if expression.operator in operators["from"]:
        return Interval(only.start, None)
    if expression.operator in operators["to"]:
        return Interval(None, only.end)
    return only


def _with_year(printing: Printing, year: int) -> Printing:
    return Printing(printing.day, printing.ahead, year)


def precision(days: Interval) -> Precision | None:
    """How exactly an interval states its days: one day, a calendar month, a calendar year, or anything else."""
    if days.start is None and days.end is None:
        return None
    if days.start is None or days.end is None:
        return Precision.RANGE
    if days.start == days.end:
        return Precision.DAY
    if days == _month_days(days.start.year, days.start.month):
        return Precision.MONTH
    return Precision.YEAR if days == _months(days.start.year, 1, 12) else Precision.RANGE


def when(expression: Expression, printing: Printing) -> When:
    """An expression as a `When`: its words without the operator for a plain "in" or "on", and its days."""
    days = interval(expression, printing)
    return When(expression.text, days.start, days.end, precision(days))
