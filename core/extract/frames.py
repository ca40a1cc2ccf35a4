"""The frames of giving: which verbs and nouns tell of it, and what an event of it looks like.

The frames are `data/lexicon/giving.toml`: for each group of words which argument is supplier, recipient and thing.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cache
from typing import Any

from core import lexicon
from core.extract.items import Thing
from core.extract.parsed import Span, Token
from core.records import Status

Frame = dict[str, Any]
# Tried in this order: narrow frames first.
ORDER = lexicon.table("giving")["order"]["frames"]


@dataclass(slots=True)
class Event:
    """One act of giving as the text words it: the word of giving, the phrases in its roles, the things given."""

    anchor: Token
    frame: str
    suppliers: list[Token] = field(default_factory=list)
    recipients: list[Token] = field(default_factory=list)
    things: list[Thing] = field(default_factory=list)
    returns: list[Thing] = field(default_factory=list)
    status: Status | None = None  # what the word itself commits to: "seek" is sought, "pledge" planned
    gives: str | None = None
    elliptic: Token | None = None
    both: bool = False  # needs its two parties named in the clause
    holder: Token | None = None
    pending: Sequence[Thing] = ()  # things of a list below the line that leads it in
    within: Span | None = None  # the words that tell it, where they are not the clause of the anchor
    word: Token | None = None  # the word of giving, where it is not the anchor itself

    @property
    def verbal(self) -> bool:
        return self.anchor.pos_ in {"VERB", "AUX", "ADJ"}


@cache
def verbs() -> dict[str, list[tuple[str, Frame]]]:
    """Frames by verb, in the order in which they are tried."""
    frames = lexicon.table("giving")["verbs"]
    index: dict[str, list[tuple[str, Frame]]] = {}
    for name in ORDER:
        for verb in frames[name]["verbs"]:
            index.setdefault(verb, []).append((name, frames[name]))
    return index


@cache
def heads() -> frozenset[str]:
    """Every verb without which no frame is entered; it stands first, but for an auxiliary: "hand over", "would like"."""
    return frozenset(verb.removeprefix("would ").split()[0] for verb in verbs())


@cache
def nouns() -> dict[str, list[tuple[str, Frame]]]:
    """Frames by noun."""
    index: dict[str, list[tuple[str, Frame]]] = {}
    for name, frame in lexicon.table("giving")["nouns"].items():
        for noun in frame["nouns"]:
            index.setdefault(noun, []).append((name, frame))
    return index


def frame(name: str) -> Frame:
    """The frame of that name."""
    found: Frame = lexicon.table("giving")["verbs"][name]
    return found


def lemma(token: Token) -> str:
    """The lemma under which a verb stands in the frames, also of a gerund or participle tagged as a noun or adjective."""
    word = token.lemma_.lower()
    if f"{word}e" in heads() and token.lower_ in {f"{word}es", f"{word}ed", f"{word}ing"}:
        return f"{word}e"  # the model's lemma of "hoping" is "hop", though that would be "hopping"
    ending = "ing" if token.pos_ in {"NOUN", "PROPN"} else "ed" if token.pos_ == "ADJ" else ""
    if not ending or not word.endswith(ending):
        return word
    stem = word[: -len(ending)]
    tries = (stem, stem + "e", stem[:-1] if stem[-1:] == stem[-2:-1] else stem)
    return next((attempt for attempt in tries if attempt in verbs()), word)


def event(anchor: Token, name: str, frame: Frame, pending: Sequence[Thing] = ()) -> Event:
    """A fresh event of a frame, with nothing filled in yet."""
    status = Status(frame["status"]) if "status" in frame else None
    return Event(anchor, name, status=status, gives=frame.get("gives"), both=bool(frame.get("both")), pending=pending)


@cache
def words(table: str, kind: str) -> frozenset[str]:
    """A further list of `giving.toml`: the words of one kind in one table."""
    return frozenset(lexicon.table("giving")[table][kind])
