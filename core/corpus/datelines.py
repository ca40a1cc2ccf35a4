"""Where and when a text says it was written: datelines, and lines that hold a date and no sentence."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from core.corpus import outlets
from core.corpus.days import MONTH, WRITTEN, written_day
from core.corpus.lines import Span, lines_of, span
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
TIME = r"(?:at\s+)?\d{1,2}(?:[:.]\d{2}){0,2}\s*(?:[ap]\.?m\.?)?\s*(?:\(?(?:[A-Z]{2,4}(?:[+-]\d+)?)\)?)?"
WEEKDAY = r"(?:Mon|Tues?|Wed(?:nes)?|Thu(?:rs)?|Fri|Sat(?:ur)?|Sun)(?:day)?\.?,?\s+"
ACT = "published|posted|issued|released|publication date|date|updated|modified|all news"
LABEL = rf"(?P<label>(?:first\s+|last\s+|originally\s+)?(?:{ACT})(?:\s+on|\s+at)?\s*:?\s*)"
DATED = re.compile(
    rf"{LABEL}?(?:{TIME}[,\s]+)?(?:{WEEKDAY})?(?P<date>{WRITTEN.pattern})[,\s]*(?:[-–]\s*)?(?:{TIME})?"
    r"(?P<rest>\s*(?:[(,]|last\s+updated|updated|modified|\d+\s*min).*)?",
    re.IGNORECASE,
)
LATER = re.compile("updated|modified", re.IGNORECASE)
PIECES = re.compile(r"\s*[|·•∙]\s*|\s+[–—]\s+")
# What goes with a date on its line is short: a name, "5 min read", "Editor: …".
LONGEST_PIECE = 6
# A dateline opens the report: below the headline, a standfirst, a byline and a caption or two.
HEAD, FOOT = 12, 4
LONGEST_DATE_LINE = 120
# "ST. PETERSBURG, Russia": what is longer, with neither a date nor an agency, is a heading in capitals.
LONGEST_PLACE = 40


@dataclass(frozen=True, slots=True)
class Dateline:
    """The characters of a dateline or of a piece of a date line; the day only where the year is stated with it."""

    start: int
    end: int
    day: Day | None = None
    agency: str | None = None


@lru_cache(maxsize=1)  # noise and facts are read off the same ones
def datelines_of(text: str) -> tuple[Dateline, ...]:
    """Datelines and the pieces of date lines, in order."""
    return tuple(_read(lines_of(text)))


def _read(lines: Sequence[Span]) -> Iterator[Dateline]:
    for number, line in enumerate(lines):
        if number < HEAD or number >= len(lines) - FOOT:
            pieces = date_pieces(line)
            yield from (Dateline(piece.start, piece.end, _stated_day(piece)) for piece in pieces)
            if not pieces and number < HEAD and (found := _dateline(line)):
                yield found


def date_pieces(line: Span) -> list[Span]:
    """The pieces of a line that holds a date and no sentence ("Ann Lee | 27 March 2025, 10:15 a.m."); else none."""
    if len(line.text) > LONGEST_DATE_LINE or (line.text.endswith((".", "!", "?")) and not line.text.endswith("m.")):
        return []
    pieces = _split(line)
    dated = [bool(DATED.fullmatch(piece.text)) for piece in pieces]
    short = all(has_date or piece.words <= LONGEST_PIECE for piece, has_date in zip(pieces, dated, strict=True))
    return pieces if any(dated) and short else []


def _split(line: Span) -> list[Span]:
    pieces, start = [], 0
    for gap in [*PIECES.finditer(line.text), None]:
        end = gap.start() if gap else len(line.text)
        piece = span(line.text, start, end)
        pieces += [Span(line.start + piece.start, line.start + piece.end, piece.text)] if piece else []
        start = gap.end() if gap else end
    return pieces


def _stated_day(piece: Span) -> Day | None:
    """The day in a piece of a date line, unless it is the day of a change."""
    match = DATED.fullmatch(piece.text)
    written = WRITTEN.search(piece.text)
    if not match or not written or (match["label"] and LATER.search(match["label"])):
        return None
    return written_day(written)


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
