"""Whom a noun phrase means: a name, a description that stands for one, a role named before, a pronoun.

One pass over the tokens in order; what has been named so far is kept as a short memory, so that the cost is linear.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from spacy.tokens import Doc, Token

from core.lexicon import words
from core.records import Actor, ActorKind, Mention

PERSONAL = {"he", "she", "him", "her", "himself", "herself"}


@dataclass(frozen=True, slots=True)
class Reference:
    """Actor ids that a noun phrase means, and why."""

    actors: tuple[str, ...]
    rule: str


def resolve(doc: Doc, mentions: Sequence[Mention], actors: Mapping[str, Actor]) -> dict[int, Reference]:
    """The reference of every noun phrase that is clear, by the index of its head token."""
    named = _named(doc, mentions)
    found: dict[int, Reference] = {}
    person: str | None = None
    for token in doc:
        own = _own(token, named, person)
        if own is None:
            continue
        found[token.i] = own
        for id in own.actors:
            if actors[id].kind is ActorKind.PERSON:
                person = id
    return {index: _joined(doc[index], found) for index in found}


def _named(doc: Doc, mentions: Sequence[Mention]) -> dict[int, tuple[str, ...]]:
    """Actor ids by the index of every token inside a mention."""
    named: dict[int, tuple[str, ...]] = {}
    tokens = iter(doc)
    token = next(tokens, None)
    for mention in mentions:
        while token is not None and token.idx + len(token) <= mention.start:
            token = next(tokens, None)
        at = token
        while at is not None and at.idx < mention.end:
            if mention.actor not in named.get(at.i, ()):
                named[at.i] = (*named.get(at.i, ()), mention.actor)
            at = doc[at.i + 1] if at.i + 1 < len(doc) else None
    return named


def _own(token: Token, named: Mapping[int, tuple[str, ...]], person: str | None) -> Reference | None:
    """What the phrase headed by one token means by itself, its conjuncts aside."""
    if token.i in named:
        return Reference(named[token.i], "name")
    if token.lower_ in PERSONAL and person:
        return Reference((person,), "pronoun after the last person named")
    if token.pos_ not in ("NOUN", "PROPN"):
        return None
    for child in token.children:
        if child.dep_ == "appos" and child.i in named:
            return Reference(named[child.i], "name in apposition")
    if token.lemma_.lower() in words("stands_for"):
        for child in token.children:
            if child.dep_ in ("amod", "compound", "poss", "nmod") and child.i in named:
                return Reference(named[child.i], "description stands for its state")
    return None


def _joined(token: Token, found: Mapping[int, Reference]) -> Reference:
    """The reference of a head together with those joined to it by "and"."""
    own = found[token.i]
    ids = list(own.actors)
    for other in token.conjuncts:
        if other.i > token.i and other.i in found:
            ids += [id for id in found[other.i].actors if id not in ids]
    return Reference(tuple(ids), own.rule)
