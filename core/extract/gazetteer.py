"""Names known beforehand (states, bodies, media) found in a text, longest first, in one pass over its capital letters."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import Any

from core.extract.countries import state_names, states
from core.lexicon import table
from core.records import Actor, ActorKind, slug

# A name starts at a capital letter.
CAPITAL = r"[A-ZÀ-Þ]\w*"
# Kinds of publisher that are media; government sites and think tanks are bodies, found by their names.
NEWS = frozenset({"wire", "newspaper", "broadcaster", "state-media"})
# The sort of a one-word name that is an ordinary word without its article: "the Atlantic", "The Guardian".
ARTICLE = "article"
MORE_NAME = re.compile(r"[  ](?:[A-Z]|of\b)")
FIRST_WORD = re.compile(r"\w+")


@dataclass(frozen=True, slots=True)
class Known:
    """A name from the word lists: whose it is, and its sort (name, short, adjective, people, capital, seat, article)."""

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
    for key, words in _media().items():
        found[key] = Actor(key, words["name"], ActorKind.MEDIA, words.get("code"))
    return found


@cache
def agencies() -> frozenset[str]:
    """Bodies that give and take in their own name, though they are part of others: the World Food Programme."""
    return frozenset(key for key, words in table("bodies").items() if words.get("itself"))


@cache
def _media() -> dict[str, dict[str, Any]]:
    """The outlets that publish news, by id, with our further names for them."""
    media: dict[str, dict[str, Any]] = {}
    for name, facts in table("outlets").items():
        if facts["kind"] in NEWS:
            media[slug(name)] = {"name": name, "also": list(facts.get("aliases", ())), "code": facts.get("country")}
    for key, words in table("media").items():
        entry = media.setdefault(key, {"also": []})
        media[key] = {**entry, **words, "also": [*entry["also"], *words.get("also", ())]}
    return media


@cache
def known_names() -> dict[str, tuple[Known, ...]]:
    """Every known name under its first word, longest first."""
    names = {name.text: Known(name.text, name.state, name.sort) for name in state_names().values()}
    for words in (table("bodies"), _media()):
        for key, entry in words.items():
            for text in (entry["name"], *entry.get("also", ())):
                bare = text.removeprefix("The ").removeprefix("the ")
                plain_word = bare != text and " " not in bare and not bare.isupper()
                names[bare] = Known(bare, key, ARTICLE if plain_word else "short" if bare.isupper() else "name")
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
        whole = text.startswith(known.text, start) and not text[stop : stop + 1].isalnum()
        if whole and (known.sort != ARTICLE or _with_article(text, start, stop)):
            return known
    return None


def _with_article(text: str, start: int, stop: int) -> bool:
    """Whether a plain word is a paper's name here: "the Guardian", not "the Guardian Council"."""
    return text[max(0, start - 4) : start].lower() == "the " and not MORE_NAME.match(text, stop)


@cache
def _start() -> re.Pattern[str]:
    """Where a known name may start: at a capital, or at a small letter that a name has ("al-Qaeda", "dpa", "contras")."""
    small = sorted(word for word in known_names() if word[0].islower())
    return re.compile(rf"(?<!\w)(?:{CAPITAL}|(?:{'|'.join(map(re.escape, small))})\b)", re.UNICODE)


def hits(text: str) -> Iterator[Hit]:
    """Every known name in the text, left to right, none inside another."""
    end = 0
    for word in _start().finditer(text):
        if word.start() < end:
            continue
        first = FIRST_WORD.match(text, word.start())
        known = known_at(text, word.start(), first.end()) if first else None
        if known:
            end = word.start() + len(known.text)
            yield Hit(word.start(), end, known)
