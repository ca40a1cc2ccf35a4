"""Where and when a text says it was written: datelines, and lines that hold nothing but a date."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from core.corpus import outlets
from core.corpus.days import MONTH, WRITTEN, written_day
from core.corpus.lines import Span, lines_of
from core.records import Day

UPPER = r"[A-ZÀ-ÖØ-Þ][A-ZÀ-ÖØ-Þ.'’-]+(?:[ /][A-ZÀ-ÖØ-Þ][A-ZÀ-ÖØ-Þ.'’-]+){0,3}"
TITLE = r"[A-ZÀ-ÖØ-Þ][\w.'’-]+(?:[ /][A-ZÀ-ÖØ-Þ][\w.'’-]+){0,3}"
DATE = rf"{MONTH}\s+\d{{1,2}}(?:,\s*\d{{4}})?|\d{{1,2}}\s+{MONTH}(?:,?\s*\d{{4}})?"
AGENCY = r"\((?P<round>[^()]{2,40})\)|/(?P<slashed>[A-Z][\w -]{1,30})/"
DASH = r"(?:-{1,3}|[–—―])(?=\s)"
DATELINE = re.compile(
    rf"(?!FILE\b)(?:(?P<upper>{UPPER})|(?P<title>{TITLE}))(?:, (?!(?i:{DATE}))(?P<region>{TITLE}))?"
    rf"(?:[,.]?\s+(?i:(?P<date>{DATE})))?[,.]?\s*(?:{AGENCY})?\.?\s*(?P<dash>{DASH})?\s*"
)
AGENCY_ALONE = re.compile(rf"\((?P<round>[^()]{{2,40}})\)\s*(?:{DASH})?\s*(?=\S)")
TIME = r"(?:at\s+)?\d{1,2}(?:[:.]\d{2}){0,2}\s*(?:[ap]\.?m\.?)?\s*(?:\(?(?:[A-Z]{2,4}|GMT[+-]\d+)\)?)?"
WEEKDAY = r"(?:Mon|Tues?|Wed(?:nes)?|Thu(?:rs)?|Fri|Sat(?:ur)?|Sun)(?:day)?\.?,?\s+"
ACT = "published|posted|issued|released|publication date|date|updated|modified"
LABEL = rf"(?P<label>(?:first\s+|last\s+|originally\s+)?(?:{ACT})(?:\s+on|\s+at)?\s*:?\s*)"
DATE_LINE = re.compile(
    rf"{LABEL}?(?:{TIME}[,\s]+)?(?:{WEEKDAY})?(?P<date>{WRITTEN.pattern})[,\s]*(?:{TIME})?"
    r"(?P<rest>\s*(?:[|·•(,/–—-]|last\s+updated|updated|modified|\d+\s*min).*)?",
    re.IGNORECASE,
)
LATER = re.compile("updated|modified", re.IGNORECASE)
# A dateline opens the report: below the headline, a standfirst, a byline and a caption or two.
HEAD, FOOT = 12, 4
LONGEST_DATE_LINE = 120
# "ST. PETERSBURG, Russia": what is longer, with neither a date nor an agency, is a heading in capitals.
LONGEST_PLACE = 40


@dataclass(frozen=True, slots=True)
class Dateline:
    """The characters of a dateline or a date on a line of its own; the day only where the year is stated with it."""

    start: int
    end: int
    day: Day | None = None
    agency: str | None = None


def datelines_of(text: str) -> list[Dateline]:
    """Datelines and date lines, in order."""
    return list(_read(lines_of(text)))


def _read(lines: list[Span]) -> Iterator[Dateline]:
    for number, line in enumerate(lines):
        at_head, at_foot = number < HEAD, number >= len(lines) - FOOT
        found = _date_line(line) if at_head or at_foot else None
        if found := found or (_dateline(line) if at_head else None):
            yield found


def _dateline(line: Span) -> Dateline | None:
    """ "SEOUL, Aug 27 (Reuters) - ", "MOSCOW, April 28. /TASS/. ", "(KUNA) " at the start of a paragraph."""
    if alone := AGENCY_ALONE.match(line.text):
        agency = _agency(alone["round"])
        return Dateline(line.start, line.start + len(alone.group().rstrip()), None, agency) if agency else None
    match = DATELINE.match(line.text)
    if not match or match.end() == len(line.text):
        return None
    named = match["round"] or match["slashed"]
    agency = _agency(named) if named else None
    closed = match["dash"] or match["slashed"]
    in_capitals = match["upper"] and (match["date"] or named or match.end() <= LONGEST_PLACE)
    if not closed or not (in_capitals or (match["date"] and named) or agency):
        return None
    written = WRITTEN.search(match.group())
    end = line.start + len(match.group().rstrip())
    return Dateline(line.start, end, written_day(written) if written else None, agency)


def _agency(name: str) -> str | None:
    """The well-known outlet in the brackets of a dateline; "(Sunday)" and "(DPRK)" are none."""
    outlet = outlets.known(name)
    return outlet.name if outlet else None


def _date_line(line: Span) -> Dateline | None:
    """A line that holds a date and what goes with it: "Published: 27 March 2025, 10:15 a.m.", and no sentence."""
    match = DATE_LINE.fullmatch(line.text) if len(line.text) <= LONGEST_DATE_LINE else None
    if not match or (match["rest"] and re.search(r"[.!?]$", match["rest"])):
        return None
    later = bool(match["label"] and LATER.search(match["label"]))
    written = WRITTEN.search(line.text)
    return Dateline(line.start, line.end, None if later or not written else written_day(written))
