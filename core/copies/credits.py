"""Credit lines: whose text a document says it prints.

A text that shares passages with another and names that one's publisher credits it: "Reuters reported", "(RUSI) says in a
report", an agency in the byline, the sheet's own column. A text may also call itself a copy without a name: "This is a
summary of an article originally published elsewhere".
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache

from core import lexicon
from core.records import Document, Noise, NoiseKind, Source, SourceKind, slug

# "Royal United Services Institute (RUSI)": the name and the letters it goes by.
SHORT = re.compile(r"\s*\((?P<short>[^()]{2,30})\)\s*")
# Letters too few to be told from a word or another body.
FEWEST_LETTERS = 3
# Words that make no letter of an abbreviation.
SMALL = frozenset({"of", "the", "and", "for", "in", "on"})
# Where a text is signed: "SEOUL (Reuters) -", "AP", "Source: dpa".
SIGNED = frozenset({NoiseKind.BYLINE, NoiseKind.DATELINE, NoiseKind.CREDIT})


@dataclass(frozen=True, slots=True)
class Credit:
    """Words that credit another publisher; `start` is None where the sheet says it and not the text."""

    start: int | None = None
    end: int | None = None


@cache
def names_of(name: str) -> tuple[str, ...]:
    """What a publisher is called in texts: its name, the letters it goes by, and the aliases of well-known outlets."""
    names = {name, SHORT.sub(" ", name).strip()}
    if short := SHORT.search(name):
        names.add(short["short"].strip())
    capitals = [word for word in re.findall(r"\w+", SHORT.sub(" ", name)) if word.casefold() not in SMALL]
    initials = "".join(word[0] for word in capitals)
    if len(initials) >= FEWEST_LETTERS and initials.isupper():
        names.add(initials)
    for alias in tuple(names):
        names |= _aliases().get(slug(alias), frozenset())
    return tuple(sorted(one for one in names if one))


@cache
def _aliases() -> dict[str, frozenset[str]]:
    """All names of a well-known outlet, by the slug of each."""
    found: dict[str, frozenset[str]] = {}
    for name, entry in lexicon.table("outlets").items():
        together = frozenset((name, *entry.get("aliases", ())))
        found |= {slug(one): together for one in together}
    return found


@cache
def _pattern(names: tuple[str, ...]) -> re.Pattern[str]:
    longest_first = sorted(names, key=lambda name: (-len(name), name))
    return re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, longest_first))})(?!\w)")


@cache
def _reprints() -> re.Pattern[str]:
    phrases = "|".join(re.escape(phrase).replace(r"\ ", r"\s+") for phrase in lexicon.table("credits")["reprint"])
    return re.compile(rf"\b(?:{phrases})\b", re.IGNORECASE)


def credit(document: Document, publisher: Source | None) -> Credit | None:
    """Where a document credits the publisher of another text, or None. A text naming its own publisher credits nobody."""
    if publisher is None or publisher.id == document.publisher:
        return None
    names = names_of(publisher.name)
    if found := _named(names, document.text):
        return Credit(found.start(), found.end())
    return Credit() if document.credit and _named(names, document.credit) else None


def _named(names: tuple[str, ...], text: str) -> re.Match[str] | None:
    """Where a text first has one of some names as a word."""
    # Most have none of them, which letters alone tell in a tenth of the time.
    return _pattern(names).search(text) if any(name in text for name in names) else None


def reprint(document: Document) -> Credit | None:
    """Where a document says of itself that it prints, sums up or translates a text of another, or None."""
    found = _reprints().search(document.text)
    return Credit(found.start(), found.end()) if found else None


def agencies(document: Document, marks: Iterable[Noise]) -> frozenset[str]:
    """Slugs of the news agencies whose text a document is: named by the sheet, or in its byline, dateline or credit line."""
    lines = [document.text[mark.start : mark.end] for mark in marks if mark.kind in SIGNED]
    signed = "\n".join([document.credit or "", *lines])
    return frozenset(_wires()[found.group()] for found in _pattern(tuple(sorted(_wires()))).finditer(signed))


@cache
def _wires() -> dict[str, str]:
    """The slug of every well-known agency, by each name it goes by."""
    entries = lexicon.table("outlets").items()
    wires = {name: entry.get("aliases", ()) for name, entry in entries if entry["kind"] == SourceKind.WIRE}
    return {alias: slug(name) for name, aliases in wires.items() for alias in (name, *aliases)}
