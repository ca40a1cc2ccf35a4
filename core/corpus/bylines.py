"""Who signed a text: bylines, author notes and the names of those who reported and edited."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from core.corpus import outlets
from core.corpus.datelines import date_pieces
from core.corpus.lines import Span, lines_of
from core.corpus.names import CAPITAL, NAMES, WORD, people

BY = r"(?:(?:written|words|story|text|analysis|opinion|comment|report)\s+)?by:?"
TAIL = r"(?P<tail>\s*[,;·•|/(\[–—-].*|\s+(?:for|in|at)\s.*)?"
BYLINE = re.compile(rf"(?i:{BY})\s+(?P<authors>{NAMES}){TAIL}")
AUTHOR_LABEL = re.compile(rf"(?i:authors?|reporters?|correspondent|byline)\s*:\s*(?P<authors>{NAMES}){TAIL}")
BARE = re.compile(rf"(?P<authors>{NAMES})(?: in {WORD}(?: {WORD})?)?")
AUTHOR_HEADING = re.compile(r"(?:about the )?authors?\s*:?", re.IGNORECASE)
NOTE = re.compile(rf"(?P<authors>{NAMES})(?:,[^,]{{0,80}},)? (?:is|are|was|has been|works|writes|covers|serves|teaches)\b")
SIGN_OFF = re.compile(
    r"\(?(?:additional |with )?(?:reporting|writing|editing|compiled|translated|edited|written|reported) by\b.*",
    re.IGNORECASE,
)
REPORTED_BY = re.compile(rf"(?i:(?<!additional )\b(?:reporting|written|reported|compiled) by)\s+(?P<authors>{NAMES})")
# A publisher ends where a small letter meets a capital: "The Daily NewsWhat to know".
PUBLISHER = rf"(?P<publisher>{WORD}?(?: {WORD}?){{0,4}}?)(?<=[a-z])(?={CAPITAL}[a-z])"
RUN_IN = re.compile(rf"(?i:{BY})\s+(?P<authors>{NAMES})\s*[·|•]\s*{PUBLISHER}")
SEPARATORS = re.compile(r"\s*[·•|–—/]\s*|\s+-\s+|\s*,\s*|^\s*(?:for|in|at)\s+")
# Bylines stand at the head of a text, notes on authors at its foot.
HEAD, FOOT = 12, 12
LONGEST = 160
# "World" or "Opinion" is a kicker; below it the headline itself may look like a name.
FEWEST_HEADLINE_WORDS = 5


@dataclass(frozen=True, slots=True)
class Byline:
    """The characters of a byline or a note on an author, with the names and the publisher in it."""

    start: int
    end: int
    authors: str | None = None
    publisher: str | None = None


@lru_cache(maxsize=1)  # noise and facts are read off the same ones
def bylines_of(text: str) -> tuple[Byline, ...]:
    """Bylines and author notes, in order. "By Monday" and "by the ministry" are none: a name has two words at least."""
    lines = lines_of(text)
    found = list(_read(lines))
    authors = next((byline.authors for byline in found if byline.authors), None)
    return tuple(sorted({*found, *_notes(lines, authors)}, key=lambda byline: byline.start))


def _read(lines: Sequence[Span]) -> Iterator[Byline]:
    for number, line in enumerate(lines):
        at_head, at_foot = number < HEAD, number >= len(lines) - FOOT
        if not at_head and not at_foot:
            continue
        if byline := _run_in(line) or _whole_line(line):
            yield byline
        elif at_foot and SIGN_OFF.fullmatch(line.text) and line.words <= 60:
            reporters = REPORTED_BY.search(line.text)
            yield Byline(line.start, line.end, people(reporters["authors"]) if reporters else None)
        elif AUTHOR_HEADING.fullmatch(line.text) and number + 1 < len(lines):
            yield from _under_heading(line, lines[number + 1])
        elif at_head:
            yield from _with_date(lines, number)


def _with_date(lines: Sequence[Span], number: int) -> Iterator[Byline]:
    """A name on the line of a date, or alone on the line above or below one; always below a headline of some words."""
    line = lines[number]
    if all(above.words < FEWEST_HEADLINE_WORDS for above in lines[:number]):
        return
    for piece in date_pieces(line):
        if match := BYLINE.fullmatch(piece.text) or BARE.fullmatch(piece.text):
            yield Byline(piece.start, piece.end, people(match["authors"]))
    bare = BARE.fullmatch(line.text) if len(line.text) <= LONGEST else None
    around = [*lines[number - 1 : number], *lines[number + 1 : number + 2]]
    if bare and any(date_pieces(other) for other in around) and people(bare["authors"]):
        yield Byline(line.start, line.end, people(bare["authors"]))


def _whole_line(line: Span) -> Byline | None:
    if len(line.text) > LONGEST or line.text.endswith(("?", "!", ":")) or date_pieces(line):
        return None
    match = BYLINE.fullmatch(line.text) if not line.text.endswith(".") else None
    match = match or AUTHOR_LABEL.fullmatch(line.text.rstrip("."))
    if not match:
        return None
    return Byline(line.start, line.end, people(match["authors"]), _publisher(match["tail"] or ""))


def _run_in(line: Span) -> Byline | None:
    """A byline that a copied page ran into the text behind it: "by Ann Lee · The Daily NewsWhat to know: …"."""
    match = RUN_IN.match(line.text) if len(line.text) > LONGEST else None
    return Byline(line.start, line.start + match.end(), people(match["authors"]), match["publisher"]) if match else None


def _under_heading(heading: Span, line: Span) -> Iterator[Byline]:
    """ "Author" or "About the author" alone on its line, and the name or the note below it."""
    note = NOTE.match(line.text)
    alone = re.fullmatch(NAMES, line.text)
    if note or alone:
        yield Byline(heading.start, heading.end)
        yield Byline(line.start, line.end, people(note["authors"] if note else line.text))


def _notes(lines: Sequence[Span], authors: str | None) -> Iterator[Byline]:
    """Lines at the foot that tell who an author is; only of authors that are known from a byline."""
    for line in lines[-FOOT:] if authors else []:
        note = NOTE.match(line.text)
        if note and note["authors"] in (authors or "") and line.words <= 80:
            yield Byline(line.start, line.end, authors)


def _publisher(tail: str) -> str | None:
    """The publisher named after the author, where it is a well-known one or calls itself "The …"."""
    for piece in SEPARATORS.split(tail):
        name = piece.strip(" ()[]")
        if outlet := outlets.known(name):
            return outlet.name
        if re.fullmatch(rf"The {WORD}(?: {WORD}){{0,3}}", name):
            return name
    return None
