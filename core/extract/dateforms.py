"""All ways in which a text names a time, in the order in which they are tried, and the days each stands for."""

import re
from collections.abc import Callable
from functools import cache

from core.extract.calendars import OPEN, Interval, Printing
from core.extract.datewords import Match
from core.extract.named_times import named_times
from core.extract.relative_times import relative_times

# Forms that name a time only behind an operator, or with a part or year of their own: "in 2021", "before the war".
NEEDS_OPERATOR = {"year", "month", "season", "event", "decade", "quarter"}


def patterns() -> list[str]:
    """The pattern of every form, in the order in which they are tried."""
    return [pattern for forms in (named_times(), relative_times()) for pattern, _ in forms.values()]


@cache
def _compiled() -> dict[str, tuple[re.Pattern[str], Callable[[Match, Printing], Interval]]]:
    return {name: (re.compile(pattern), days) for name, (pattern, days) in (named_times() | relative_times()).items()}


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
