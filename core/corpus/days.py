"""Days as people write them. A day is read only where day, month and year are all stated and cannot be mistaken."""

import re
from datetime import date

MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
MONTH = (
    r"(?:Jan(?:uary)?|Feb(?:ruary)?|Mar(?:ch)?|Apr(?:il)?|May|June?|July?|Aug(?:ust)?"
    r"|Sept?(?:ember)?|Oct(?:ober)?|Nov(?:ember)?|Dec(?:ember)?)\.?"
)
# A day in running text: "June 14, 2024", "14 June 2024", "14th of June, 2024", "2024-06-14".
WRITTEN = re.compile(
    rf"\b(?P<month_first>{MONTH})\s+(?P<day_second>\d{{1,2}})(?:st|nd|rd|th)?,?\s+(?P<year_a>\d{{4}})(?!\d(?!\d?:\d))"
    rf"|\b(?P<day_first>\d{{1,2}})(?:st|nd|rd|th)?[\s-]+(?:of\s+)?(?P<month_second>{MONTH}),?[\s-]+(?P<year_b>\d{{4}})"
    r"|\b(?P<year_c>\d{4})-(?P<month_number>\d{2})-(?P<day_number>\d{2})(?!\d)"
    r"|\b(?P<either>\d{1,2}[./]\d{1,2}[./]\d{4})(?!\d)",
    re.IGNORECASE,
)
ISO = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})(?:[T ].*)?")
SLASHED = re.compile(r"(\d{4})/(\d{1,2})/(\d{1,2})(?:[T ].*)?")
COMPACT = re.compile(r"(\d{4})(\d{2})(\d{2})(?:T.*)?")
EITHER_WAY = re.compile(r"(\d{1,2})[./-](\d{1,2})[./-](\d{4})(?:[T ].*)?")
# The first printed newspapers, and a year that no sheet means; what lies outside is a slip of the pen.
FIRST_YEAR, LAST_YEAR = 1600, 2100


def day(year: int, month: int, day_of_month: int) -> date | None:
    """The day, or None where the calendar has no such day or the year is out of bounds."""
    if not FIRST_YEAR <= year <= LAST_YEAR:
        return None
    try:
        return date(year, month, day_of_month)
    except ValueError:
        return None


def month_number(name: str) -> int:
    """1 to 12 for an English month's name or its abbreviation."""
    return MONTHS.index(name[:3].lower()) + 1


def written_day(match: re.Match[str]) -> date | None:
    """The day of a match of `WRITTEN`."""
    found = match.groupdict()
    if found["year_a"]:
        return day(int(found["year_a"]), month_number(found["month_first"]), int(found["day_second"]))
    if found["year_b"]:
        return day(int(found["year_b"]), month_number(found["month_second"]), int(found["day_first"]))
    if found["either"]:
        return parse_day(found["either"])
    return day(int(found["year_c"]), int(found["month_number"]), int(found["day_number"]))


def parse_day(text: str) -> date | None:
    """The day that a field of a sheet states, or None. `03/04/2024` is None: it is two days, depending on who reads it."""
    text = text.strip()
    for pattern in (ISO, SLASHED, COMPACT):
        if found := pattern.fullmatch(text):
            return day(*(int(part) for part in found.groups()))
    if found := EITHER_WAY.fullmatch(text):
        first, second, year = (int(part) for part in found.groups())
        if first > 12 or first == second:
            return day(year, second, first)
        return day(year, first, second) if second > 12 else None
    matches = list(WRITTEN.finditer(text))
    return written_day(matches[0]) if len(matches) == 1 else None
