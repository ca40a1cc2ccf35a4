"""Times told from the day of printing or from another time: "last month", "on Tuesday", "two years ago", "the year after".

A week starts on Monday. "This year" runs up to the day of printing for what happened, and from it for what is to come. A
weekday is the latest one up to the day of printing for what happened, the next one for what is to come.
"""

import datetime
import re
from functools import cache

from core.extract.calendars import OPEN, Interval, Printing, months, one_day, shifted, whole_unit
from core.extract.datewords import WEEKDAYS, Form, Match, cut, part_names, part_of, words
from core.extract.numbers import value
from core.extract.wordlists import GAP, any_of


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
    shifts = {"yesterday": -1, "tomorrow": 1, "the day before yesterday": -2, "the day after tomorrow": 2, "last night": -1}
    return one_day(printing.day + datetime.timedelta(days=shifts.get(" ".join(match["near"].lower().split()), 0)))


def _this_unit(match: Match, printing: Printing) -> Interval:
    """ "last month", "this week", "later this year", "the end of the year"."""
    if printing.day is None:
        return OPEN
    which, unit = match["which"].lower(), match["unit"].lower()
    shift = {"last": -1, "past": -1, "previous": -1, "next": 1, "coming": 1}.get(which.split()[-1], 0)
    if unit == "weekend" and shift == 0 and not printing.ahead and printing.day.weekday() < 5:
        shift = -1  # on a weekday, "the weekend" of what happened is the one before
    whole, part = whole_unit(printing.day, unit, shift), part_of(match)
    if not part and shift == 0:
        part = "left" if printing.ahead else "gone"
    return cut(whole, part, printing) if part in ("gone", "left") or unit in ("month", "year") else whole


def _ago(match: Match, printing: Printing) -> Interval:
    """ "two weeks ago" is told from the day of printing, "two years earlier" from the year in force."""
    unit, count, way = match["unit"].lower().rstrip("s"), int(value(match["count"]) or 1), match["way"].lower()
    if way == "ago" and match["within"] and printing.day:
        return Interval(shifted(printing.day, unit, -count), printing.day)  # "no more than a month ago"
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
def relative_times() -> dict[str, Form]:
    """Each way of telling such a time: the pattern, and its days; "recently" and "before the war" state none."""
    parts = any_of(part_names())
    number = r"(?P<count>(?i:an?|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve)|\d{1,3})"
    unit = "(?i:day|week|month|quarter|year|decade)"
    within = rf"(?:(?P<within>(?i:no{GAP}more{GAP}than|not{GAP}more{GAP}than|less{GAP}than|within|barely|under)){GAP})?"
    near = any_of(
        [
            "the day before yesterday",
            "the day after tomorrow",
            "yesterday",
            "today",
            "tonight",
            "last night",
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
        "ago": (rf"{within}{number}{GAP}(?P<unit>{unit}s?){GAP}(?P<way>(?i:ago|earlier|later|before|after))(?!\w)", _ago),
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
