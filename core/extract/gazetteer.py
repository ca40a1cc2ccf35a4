"""Names known beforehand (states, bodies, media) found in a text, longest first, in one pass over its capital letters."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from core.extract.countries import state_names, states
from core.lexicon import table
from core.records import Actor, ActorKind

# A name starts at a capital letter, or at one of the few small words that belong to one ("al-Qaeda", "the Atlantic", "dpa").
START = re.compile(r"(?<![\w])(?:[A-ZÀ-Þ]|al[- ]|the (?=A)|dpa\b)[\w]*", re.UNICODE)
FIRST_WORD = re.compile(r"\w+")


@dataclass(frozen=True, slots=True)
class Known:
    """A name from the word lists: whose it is, and what sort of name (name, short, adjective, people, capital, seat)."""

    text: str
    actor: str
    sort: str


@dataclass(frozen=True, slots=True)
class Hit:
    """A known name at `text[start:end]`."""

    start: int
    end: int
    known: Known


@cache
def known_actors() -> dict[str, Actor]:
    """Every actor of the word lists by id."""
    found = {state.id: Actor(state.id, state.name, ActorKind.STATE, state.code) for state in states().values()}
    for key, words in table("bodies").items():
        kind = ActorKind(words.get("kind", "organization"))
        found[key] = Actor(key, words["name"], kind, words.get("code"), words.get("part_of"))
    for key, words in table("media").items():
        found[key] = Actor(key, words["name"], ActorKind.MEDIA, words.get("code"), None)
    return found


@cache
def known_names() -> dict[str, tuple[Known, ...]]:
    """Every known name under its first word, longest first."""
    names = {name.text: Known(name.text, name.state, name.sort) for name in state_names().values()}
    for words in (table("bodies"), table("media")):
        for key, entry in words.items():
            for text in (entry["name"].removeprefix("The "), *entry.get("also", ())):
                names[text] = Known(text, key, "short" if text.isupper() else "name")
    under: dict[str, list[Known]] = {}
    for text, known in names.items():
        under.setdefault(_first_word(text), []).append(known)
    return {word: tuple(sorted(found, key=lambda known: -len(known.text))) for word, found in under.items()}


def _first_word(text: str) -> str:
    found = FIRST_WORD.search(text)
    return found.group() if found else text


def known_at(text: str, start: int, end: int) -> Known | None:
    """The longest known name that begins at `start`, where the first word ends at `end`."""
    for known in known_names().get(text[start:end], ()):
        stop = start + len(known.text)
        if text.startswith(known.text, start) and not text[stop : stop + 1].isalnum():
            return known
    return None


def hits(text: str) -> Iterator[Hit]:
    """Every known name in the text, left to right, none inside another."""
    end = 0
    for word in START.finditer(text):
        if word.start() < end:
            continue
        first = FIRST_WORD.match(text, word.start())
        known = known_at(text, word.start(), first.end()) if first else None
        if known:
            end = word.start() + len(known.text)
            yield Hit(word.start(), end, known)
