"""Date words → an interval of days: "since early October", "between August and mid-December 2024", "last month".

Works on characters alone, in time linear in the text. Why no library: dateparser and dateutil answer with one moment, not an
interval, fill in what is not said from the clock, and take milliseconds a phrase; none knows "since", "by" or "mid-August".
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import timedelta
from functools import cache

from core.extract import dateforms
from core.extract.calendars import Interval, Printing, precision
from core.extract.dateforms import NEEDS_OPERATOR
from core.extract.datewords import MONTHS, WEEKDAYS, words
from core.extract.wordlists import GAP, any_of
from core.records import Day, When

YEAR = re.compile(r"(?:18|19|20)\d\d")
WORD = re.compile(r"\w+")
# Characters before a key word, longer than any operator with its part and article; and behind it, for "years ago".
BEFORE, BEHIND = 48, 20


@dataclass(frozen=True, slots=True)
class Expression:
    """Date words at characters `start` to `end`: what stands before them, and one time or two."""

    start: int
    end: int
    text: str
    operator: str
    low: str
    high: str | None = None


@cache
def _operators(kind: str) -> frozenset[str]:
    return frozenset(words()["operators"][kind])


@cache
def _scanner() -> re.Pattern[str]:
    unnamed = [re.sub(r"\(\?P<\w+>", "(?:", pattern) for pattern in dateforms.patterns()]
    time = "(?:" + "|".join(unnamed) + ")"
    operators = any_of(["between", *_operators("at"), *_operators("from"), *_operators("to")])
    still_open = rf"before{GAP}the{GAP}(?:year|month|week){GAP}(?:is|was)"  # a form of its own
    return re.compile(
        rf"(?<![\w$€£.,/-])(?:(?P<operator>(?i:(?!{still_open}){operators})){GAP})?(?P<low>{time})"
        rf"(?:(?:{GAP}(?:and|to|until|till|through){GAP}|\s?[-–]\s?)(?:(?:in|on){GAP})?(?P<high>{time}))?"
    )


@cache
def _keys() -> frozenset[str]:
    """Words without which nothing names a time."""
    listed = words()
    longest = [max(entry.split(), key=len) for entry in listed["vague"]["words"]]
    names = [name.rstrip(".") for name in (*MONTHS, *WEEKDAYS)]
    groups = [names, longest, listed["keys"]["words"], listed["seasons"], listed["vague"]["events"]]
    return frozenset(entry.lower() for group in groups for entry in group)


def _stretches(text: str) -> Iterator[tuple[int, int]]:
    """Where to look for date words: around every word that may be a part of some, which is a small part of most texts."""
    start = end = 0
    keys = _keys()
    for word in WORD.finditer(text):
        found = word[0]
        if found.lower() in keys or (found[0] in "12" and YEAR.match(found)):
            if word.start() - BEFORE > end:
                if end:
                    yield start, end
                start = word.start() - BEFORE
            end = word.end() + BEHIND
    yield start, min(end, len(text))


def expressions(text: str) -> Iterator[Expression]:
    """The date words of a text in order, never overlapping."""
    event: Expression | None = None
    for found in _scanned(text):
        if event and found.operator in _operators("at") and text[event.end : found.start].isspace():
            event = _dated(event, found, text)
            continue
        if event:
            yield event
        event = found if _is_event(found) else None
        if not event:
            yield found
    if event:
        yield event


def _scanned(text: str) -> Iterator[Expression]:
    for start, end in _stretches(text):
        for match in _scanner().finditer(text, start, end):
            yield from _expression(match)


def _dated(event: Expression, day: Expression, text: str) -> Expression:
    """An event with its own date behind it: "since the coup in July" bounds as "since July" does."""
    operator = (
        "since" if event.operator in _operators("from") else "by" if event.operator in _operators("to") else event.operator
    )
    return replace(day, start=event.start, text=text[event.start : day.end], operator=operator)


def _is_event(found: Expression) -> bool:
    """Whether the words name an event that may have a date of its own behind it: "since the coup" in "… in July"."""
    read = dateforms.form(found.low)
    return read is not None and read[0] == "event" and not found.high


def _expression(match: re.Match[str]) -> Iterator[Expression]:
    operator = re.sub(r"\s+", " ", match["operator"] or "").lower()
    if match["high"] or _names_a_time(match["low"], operator):
        yield Expression(match.start(), match.end(), match[0], operator, match["low"], match["high"])


def _names_a_time(said: str, operator: str) -> bool:
    """Whether words on their own are meant as a time: "in 2021" and "early May", but neither "2021" nor "the year"."""
    read = dateforms.form(said)
    if read is None:
        return False
    name, match = read
    groups = match.groupdict()
    if name == "unit" and groups["which"].lower() == "the" and groups["unit"].lower() != "weekend":
        return operator in _operators("to") or bool(groups["part"])
    if name not in NEEDS_OPERATOR or operator:
        return True
    return any(groups.get(key) for key in ("part", "which", "which_year")) or (name != "year" and bool(groups.get("year")))


def interval(expression: Expression, printing: Printing) -> Interval:
    """The days an expression states, read against the day of printing; open where that is not known or not said."""
    if expression.high:
        return _span(expression.low, expression.high, printing)
    only = dateforms.days(expression.low, printing)
    if expression.operator in _operators("from") and not _several_days(expression.low):
        return Interval(_after(only) if expression.operator in ("after", "following") else only.start, None)
    if expression.operator in _operators("to"):
        return Interval(None, _before(only) if expression.operator in ("before", "prior to", "ahead of") else only.end)
    return only


def _several_days(said: str) -> bool:
    """Whether a time holds its own last day: "from 3 to 5 May"."""
    read = dateforms.form(said)
    return read is not None and bool(read[1].groupdict().get("last_day"))


def _after(days: Interval) -> Day | None:
    """ "After May" begins in June; "after 3 May" on that day, as news uses it."""
    one = days.end is None or days.start == days.end or days.end == Day.max
    return days.start if one or days.end is None else days.end + timedelta(days=1)


def _before(days: Interval) -> Day | None:
    """ "Before May" ends in April."""
    return days.start - timedelta(days=1) if days.start and days.start != Day.min else days.start


def _span(low: str, high: str, printing: Printing) -> Interval:
    """From the first day of one time to the last of another; a year printed once holds for both."""
    low_year, high_year = _year_in(low), _year_in(high)
    first = dateforms.days(low, replace(printing, year=high_year) if high_year and not low_year else printing)
    last = dateforms.days(high, replace(printing, year=low_year) if low_year and not high_year else printing)
    if first.start and last.end and first.start > last.end and high_year and not low_year:
        first = dateforms.days(low, replace(printing, year=high_year - 1))
    return Interval(first.start, _middle(high, last.end) if last.start else last.end)


def _middle(said: str, end: Day | None) -> Day | None:
    """ "Until mid-December" ends in the middle of the month, "until early 2022" at the end of April."""
    year = _year_in(said)
    if end is None and year:
        return Day(year, 4, 30)
    return end.replace(day=15) if end and said.lower().startswith("mid") and end.day == 20 else end


def _year_in(words: str) -> int | None:
    found = YEAR.search(words)
    return int(found[0]) if found else None


def when(expression: Expression, printing: Printing) -> When:
    """An expression as a `When`: its words, its days and how exactly they are stated."""
    stated = interval(expression, printing)
    return When(expression.text, stated.start, stated.end, precision(stated))
