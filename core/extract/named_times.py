"""Times that have a name or number: days, months, years, quarters, seasons, decades.

Early, mid and late are the thirds of a month (days 1–10, 11–20, 21 to the end). What is printed without a year is the latest
of its name up to the day of printing for what happened, the next one for what is to come.
"""

import calendar
from functools import cache

from core.extract.calendars import OPEN, Interval, Printing, month_days, months, nearest_year, one_day
from core.extract.datewords import MONTHS, WEEKDAYS, Form, Match, cut, part_names, part_of, words
from core.extract.numbers import value
from core.extract.wordlists import GAP, any_of
from core.records import Day


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


def _iso_day(match: Match, printing: Printing) -> Interval:
    return one_day(Day.fromisoformat(match[0]))


def _named_day(match: Match, printing: Printing) -> Interval:
    month, first = MONTHS[match["month"].rstrip(".")], int(match["day"])
    year = _year(match, printing, month, first)
    return Interval(Day(year, month, first), Day(year, month, int(match["last_day"] or first))) if year else OPEN


def _named_month(match: Match, printing: Printing) -> Interval:
    month = MONTHS[match["month"].rstrip(".")]
    year = _year(match, printing, month)
    return cut(month_days(year, month), part_of(match), printing) if year else OPEN


def _named_year(match: Match, printing: Printing) -> Interval:
    return cut(months(int(match["year"]), 1, 12), part_of(match), printing)


def _decade(match: Match, printing: Printing) -> Interval:
    return cut(months(int(match["year"]), 1, 120), part_of(match), printing)


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


def _half_month(match: Match, printing: Printing) -> Interval:
    """ "the first half of January"."""
    month = MONTHS[match["month"].rstrip(".")]
    year = _year(match, printing, month)
    if not year:
        return OPEN
    whole, is_first = month_days(year, month), match["order"].lower() == "first"
    return Interval(whole.start, Day(year, month, 15)) if is_first else Interval(Day(year, month, 16), whole.end)


def _season(match: Match, printing: Printing) -> Interval:
    first = words()["seasons"][match["season"].lower()]
    year = _year(match, printing, first)
    return cut(months(year, first, 3), part_of(match), printing) if year else OPEN


@cache
def named_times() -> dict[str, Form]:
    """Each way of naming such a time: the pattern, and the days it stands for."""
    stop = r"(?:(?<!May)(?:(?<=\b\w{3})|(?<=Sept))\.)?"  # of an abbreviation; behind "May" it ends the sentence
    month = rf"(?P<month>{any_of(MONTHS)})(?![a-z]){stop}"
    weekday = rf"(?:{any_of(WEEKDAYS)},?{GAP}\(?)?"
    year = r"(?P<year>(?:18|19|20)\d\d)(?![\d,]*\d|\w)"
    of_year = rf"(?:,?{GAP}(?:(?i:of|in){GAP})?{year}|{GAP}(?i:of{GAP})?(?P<which_year>(?i:last|this|next)){GAP}(?i:year))?"
    part = rf"(?P<part>(?i:{any_of(part_names())})[\s-]{{0,3}})?"
    number = r"(?P<count>(?i:two|three|four|five|six|seven|eight|nine|ten|eleven)|\d{1,2})"
    fiscal = rf"(?i:(?:(?:the|fiscal|financial){GAP}){{0,2}}(?:year{GAP}|fiscal{GAP}))?"
    which = rf"(?:(?P<which>(?i:last|this|next)){GAP})?"
    day = r"(?P<day>[0-3]?\d)(?:st|nd|rd|th)?"
    last_day = r"(?:\s?(?:-|–|and|to)\s?(?P<last_day>[0-3]?\d)(?:st|nd|rd|th)?(?![\d:]|,\d))?"
    order = rf"(?P<order>(?i:q[1-4](?!\w)|{any_of(words()['quarters'])}(?={GAP}(?:quarter|half))))"
    return {
        "iso": (r"(?:19|20)\d\d-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\d|3[01])(?!\d)", _iso_day),
        "half": (
            rf"(?i:the{GAP})?(?P<order>(?i:first|second)){GAP}(?i:half){GAP}(?:of|in){GAP}{month}{of_year}",
            _half_month,
        ),
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
        "season": (rf"{part}{which}(?:(?i:the){GAP})?(?P<season>(?i:{any_of(words()['seasons'])}))(?!\w){of_year}", _season),
    }
