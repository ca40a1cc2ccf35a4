"""Verbs that the parser took for a part of the noun phrase behind them: "Kesh ships rice", "its makers import motors".

A word that may be a verb stands between what can be its subject and the noun of a thing, and nothing that opens a noun
phrase stands before: no article, no number, no preposition.
"""

from collections.abc import Iterator
from dataclasses import replace
from functools import cache

from core.extract import frames, items
from core.extract.clauses import child, phrases
from core.extract.frames import Event
from core.extract.parsed import Token
from core.extract.parties import Parties

READ = ("give", "send", "get")
OPENING = frozenset({"that", "and", "but", "while", "as", "because", "which", "when"})


def hidden_event(word: Token, parties: Parties) -> Event | None:
    """The giving told by a word that stands as a modifier of the thing, or None."""
    thing = word.head
    if word.dep_ not in {"compound", "amod", "nmod"} or thing.i <= word.i or not word.i or word.is_title:
        return None
    name = _read_as().get(_as_verb(word))
    giver = word.nbor(-1)
    if name is None or giver.pos_ not in {"NOUN", "PROPN"} or not _opens(giver) or not _agrees(giver, word):
        return None
    found = [replace(one, start=max(one.start, word.idx + len(word.text) + 1)) for one in items.things(thing, False)]
    sides = parties.sides(giver) or parties.origin(giver)
    if not found or not sides:
        return None
    event = frames.event(word, name, frames.frame(name))
    event.things = [_shorn(one) for one in found]
    event.within = word.doc.span(giver.left_edge.i, thing.right_edge.i + 1)
    gets = name == "get"
    (event.recipients if gets else event.suppliers).append(giver)
    others = _behind(thing, frames.frame(name)["supplier" if gets else "recipient"])
    (event.suppliers if gets else event.recipients).extend(others)
    return event


@cache
def _read_as() -> dict[str, str]:
    """The frame of each verb of the plain ones, of several the first."""
    return {verb: name for name in reversed(READ) for verb in frames.frame(name)["verbs"]}


def _as_verb(word: Token) -> str:
    """The verb that a form in -s, or a bare one, would be: "ships", "supplies", "import"."""
    lower = word.lower_
    tries = (lower[:-3] + "y" if lower.endswith("ies") else "", lower.removesuffix("es"), lower.removesuffix("s"), lower)
    return next((attempt for attempt in tries if attempt and attempt in frames.verbs()), lower)


def _agrees(giver: Token, word: Token) -> bool:
    """Whether subject and verb agree in number: "Kesh ships", "makers import"; "arms shipments" is no such pair."""
    plural = giver.tag_ in {"NNS", "NNPS"}
    return plural != word.lower_.endswith("s")


def _opens(giver: Token) -> bool:
    """Whether nothing but the phrase of the subject stands before it in its clause."""
    first = giver.left_edge if giver.left_edge.i < giver.i else giver
    while first.i > first.sent.start and first.nbor(-1).pos_ in {"PROPN", "ADJ", "NOUN", "DET", "PRON"}:
        first = first.nbor(-1)
    before = first.nbor(-1) if first.i > first.sent.start else None
    return before is None or before.is_punct or before.is_space or before.lower_ in OPENING


def _shorn(thing: items.Thing) -> items.Thing:
    """A thing whose words no longer hold what stands before it."""
    return replace(thing, text=items.between(thing.head, thing.start, thing.end))


def _behind(thing: Token, words: list[str]) -> Iterator[Token]:
    last = thing
    while (joined := child(last, "conj")) is not None:
        last = joined
    yield from phrases(thing, words, deep=False)
    yield from phrases(last, words, deep=False) if last.i != thing.i else ()
