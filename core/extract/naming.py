"""What the finders of names share: a proposed naming, and the choice among namings that overlap."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import IntEnum

from spacy.tokens import Doc, Token

from core.lexicon import words
from core.records import Actor


class Rank(IntEnum):
    """Which naming wins where two overlap: the lower first, and of one rank the longer."""

    NOBODY = 0  # a name that holds names and is no actor itself: "Korean War"
    BODY = 1
    PERSON = 2
    KNOWN = 3
    SHORT = 4


@dataclass(frozen=True, slots=True)
class Naming:
    """A proposal that `text[start:end]` names an actor (None: that it names nobody), and by which rule."""

    start: int
    end: int
    actor: Actor | None
    rule: str
    rank: Rank
    sort: str = "name"


def choose(namings: Iterable[Naming]) -> list[Naming]:
    """Namings that do not overlap, in order; the same span may name several actors where one rule says so."""
    chosen: list[Naming] = []
    taken: dict[int, tuple[int, int, str]] = {}
    for naming in sorted(namings, key=lambda one: (one.rank, one.start - one.end, one.start, one.rule)):
        owner = (naming.start, naming.end, naming.rule)
        holders = {taken[at] for at in range(naming.start, naming.end) if at in taken}
        if holders and holders != {owner}:
            continue
        taken.update(dict.fromkeys(range(naming.start, naming.end), owner))
        chosen.append(naming)
    return sorted(chosen, key=lambda one: (one.start, one.end))


def capital(token: Token) -> bool:
    """Whether a token is a word that begins with a capital letter."""
    return token.text[0].isupper() and any(mark.isalpha() for mark in token.text)


def is_title(token: Token) -> bool:
    """Whether a token is a title or a part of one: "President", "Foreign", "Lt."."""
    return token.text in words("titles") or token.text in words("title_parts")


def bounds(doc: Doc, first: int, last: int) -> tuple[int, int]:
    """Character offsets of the tokens `first` up to and with `last`, possessive ending and article left out."""
    while last > first and (
        doc[last].tag_ == "POS" or doc[last].text in ("'s", "’s", "'", "’", ",", ".") or doc[last].is_space
    ):
        last -= 1
    while first < last and (doc[first].lower_ in ("the", "a", "an") or doc[first].is_space or doc[first].is_quote):
        first += 1
    start, end = doc[first].idx, doc[last].idx + len(doc[last])
    for tail in ("'s", "’s"):
        if doc.text.endswith(tail, start, end) and end - start > 3:
            end -= len(tail)
    return start, end


def run_after(doc: Doc, index: int, limit: int) -> int:
    """Index after the run of capitalised words that begins at `index`, hyphens within words included."""
    at = index
    while at < len(doc) and at - index < limit:
        if capital(doc[at]) and not doc[at].is_space:
            at += 1
        elif _joins(doc, at, index):
            at += 2
        else:
            break
    return at


def _joins(doc: Doc, at: int, first: int) -> bool:
    """Whether the token is a hyphen inside a word that goes on: "Won-sik"."""
    if at == first or at + 1 >= len(doc) or doc[at].text not in ("-", "‑"):
        return False
    return not doc[at - 1].whitespace_ and not doc[at].whitespace_ and doc[at + 1].is_alpha


def overlaps(spans: Sequence[tuple[int, int]], start: int, end: int) -> bool:
    """Whether a span shares a character with any of a few others."""
    return any(start < other_end and other_start < end for other_start, other_end in spans)
