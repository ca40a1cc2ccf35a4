"""What a description means by itself: "Kenyan officials", "the trade minister, X", "a commentary published by Y"."""

from functools import cache

from core.extract.discourse import (
    NOBODY,
    OWNING,
    Discourse,
    Reference,
    definite,
    nouns,
    nouns_for,
    person_nouns,
)
from core.extract.offices import body_words, role_of
from core.extract.parsed import Token
from core.extract.taken_up import couple, holder, taken_up
from core.records import ActorKind

OF = frozenset({"of", "for", "from", "at", "in", "with"})
# What may not stand between a description and the name it explains.
STOPS = frozenset({":", ";", ".", "–", "—"})
WEST = "west"


def described(text: Discourse, token: Token) -> Reference:
    """Whom a common noun means by itself: by apposition, owner, earlier role, or as one of a pair."""
    lemma = token.lemma_.lower()
    if beside := _apposition(text, token, lemma):
        return Reference(beside, "name in apposition")
    if lemma in nouns("words_of"):
        if maker := _maker(text, token):
            return Reference(maker, "words stand for whoever made them")
        if definite(token) and lemma in text.holders:
            return Reference(text.holders[lemma], "words spoken of before")
    pair = couple(text, token, lemma)
    if pair is not None:
        return pair
    if lemma in nouns("state") and (state := _own_state(text, token)):
        return Reference((state,), "state of the person it is said to belong to")
    if lemma in _owned() or _state_media(token):
        owner = _owner(text, token)
        if owner:
            text.keep_organ(token, owner)
            return _office(text, token, lemma, owner)
    return taken_up(text, token, lemma) if definite(token) else NOBODY


@cache
def _owned() -> frozenset[str]:
    """Nouns that stand for whoever is named beside them as their owner."""
    return nouns("stands_for") | nouns("watch") | nouns("friend")


def _apposition(text: Discourse, token: Token, lemma: str) -> tuple[str, ...]:
    """The name that a description only explains: "the leader, X" and "X, the news agency of the state"."""
    for child in token.children:
        if child.dep_ == "appos" and child.i in text.named and child.i > token.i:
            between = text.doc.span(token.i + 1, child.left_edge.i)
            if not any(other.text in STOPS for other in between):
                return text.with_conjuncts(child)
    first = token.left_edge.i
    if first > 1 and text.doc[first - 1].text == "," and first - 2 in text.named:
        actor = text.actors[text.named[first - 2][0]]
        explains = person_nouns() if actor.kind is ActorKind.PERSON else nouns_for(actor)
        if lemma in explains and (token.dep_ == "appos" or actor.kind is not ActorKind.STATE):
            return text.named[first - 2]
    return ()


def _own_state(text: Discourse, token: Token) -> str | None:
    """The state of the person who calls it theirs: "his country", "the minister said that her government"."""
    owner = next((child for child in token.lefts if child.dep_ == "poss"), None)
    whose = text.ids(owner) if owner is not None else ()
    if len(whose) != 1 or text.actors[whose[0]].kind is not ActorKind.PERSON:
        return None
    return text.state_of(whose[0])


def _maker(text: Discourse, token: Token) -> tuple[str, ...]:
    """Who made a text: "a commentary published by X", "X's report", "a statement from X"."""
    for child in token.children:
        owns = child.dep_ in ("poss", "compound") or (child.dep_ == "amod" and token.lemma_.lower() in nouns("official"))
        if owns and (ids := text.ids(child)):
            return ids
        if child.dep_ == "prep" and child.lower_ in ("by", "from", "of"):
            for name in child.children:
                if name.dep_ == "pobj" and (ids := text.ids(name)):
                    return ids if child.lower_ != "of" or text.actors[ids[0]].kind is not ActorKind.STATE else ()
        if child.dep_ in ("acl", "relcl") and child.lemma_.lower() in nouns("made"):
            for agent in child.children:
                if agent.dep_ in ("agent", "prep") and agent.lower_ == "by":
                    for name in agent.children:
                        if ids := text.ids(name):
                            return ids
    return _right_after(text, token)


def _right_after(text: Discourse, token: Token) -> tuple[str, ...]:
    """The name in "a brief by X" where the parse has hung "by" on another word."""
    at = token.i + 1
    if at + 1 >= len(text.doc) or text.doc[at].lower_ not in ("by", "from"):
        return ()
    at += 2 if text.doc[at + 1].lower_ == "the" else 1
    return text.named.get(at, ())


def _owner(text: Discourse, token: Token) -> tuple[str, ...]:
    """Whose official, army or agency it is: a name before the noun, or after "of", "for", "in"."""
    for child in token.lefts:
        if child.dep_ in OWNING:
            if child.i in text.named:
                return text.with_conjuncts(child)
            if child.dep_ == "poss" and (ids := text.found.get(child.i, NOBODY).actors):
                return ids
            inner = [kid for kid in child.children if kid.dep_ in OWNING and kid.i in text.named]
            if inner:
                return text.named[inner[0].i]
    for child in token.rights:
        if child.dep_ == "prep" and child.lower_ in OF:
            for name in child.children:
                if name.dep_ == "pobj" and name.i in text.named:
                    return text.with_conjuncts(name)
                if name.dep_ == "pobj" and (ids := text.ahead(name) or _owner_of_noun(text, name)):
                    return ids
    return ()


def _owner_of_noun(text: Discourse, token: Token) -> tuple[str, ...]:
    if token.lemma_.lower() in nouns("stands_for"):
        return _owner(text, token)
    return ()


def _office(text: Discourse, token: Token, lemma: str, owner: tuple[str, ...]) -> Reference:
    """A state's office: the person known to hold it, else the state ittext."""
    first = text.actors[owner[0]]
    if first.kind is ActorKind.PERSON:
        if lemma in nouns("state") or role_of(token) == "spokesman":
            state = text.state_of(first.id)
            return Reference((state,), "regime of its leader") if state else NOBODY
        return NOBODY
    if lemma in nouns("watch") | nouns("private") and first.kind is ActorKind.STATE:
        return NOBODY
    if lemma in nouns("friend") and owner != (WEST,):
        return NOBODY
    if lemma in body_words() and (body := _body_of_state(text, lemma, owner[0])):
        return Reference((body,), "body of the state, named before")
    one = len(owner) == 1 and token.tag_ in ("NN", "NNP") and lemma in person_nouns()
    if one and (person := holder(text, token, owner[0])):
        return Reference((person,), "office held by a person named")
    return Reference(owner, "description stands for state or body")


def _body_of_state(text: Discourse, lemma: str, owner: str) -> str | None:
    """The one body of a state that the text names and that the noun fits: "Seoul's spy agency"."""
    fitting = [id for id in text.bodies_of.get(owner, ()) if lemma in nouns_for(text.actors[id])]
    return fitting[0] if len(fitting) == 1 else None


def _state_media(token: Token) -> bool:
    return token.lower_ == "media" and any(child.lower_ == "state" for child in token.lefts)
