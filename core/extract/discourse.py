"""What has been read of a document so far: who was named where, in which office, together with whom.

Descriptions, roles taken up and pronouns (`descriptions`, `taken_up`, `references`) all read from it.
"""

from bisect import bisect_left, bisect_right
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache

from core.extract.memory import SPEAKER, Memory, Seen, weight
from core.extract.offices import Office, roles
from core.extract.parsed import Doc, Token
from core.lexicon import table
from core.records import Actor, ActorKind, Mention

HE = frozenset({"he", "him", "his", "himself"})
SHE = frozenset({"she", "her", "hers", "herself"})
OWNING = frozenset({"poss", "amod", "compound", "nmod"})
DEFINITE = frozenset({"the", "this", "that", "these", "those", "its", "his", "her", "their"})
# A nationality before a noun is less in mind than the noun itself.
AS_ADJECTIVE = 0.4
# Of a longer list nobody keeps all names in mind; the bound keeps lists of thousands cheap.
LISTED = 12


@dataclass(frozen=True, slots=True)
class Reference:
    """Actor ids that a noun phrase means, and why."""

    actors: tuple[str, ...]
    rule: str


NOBODY = Reference((), "not clear")


@cache
def nouns(name: str) -> frozenset[str]:
    """A list of `data/lexicon/descriptions.toml`."""
    return frozenset(table("descriptions")[name])


@cache
def person_nouns() -> frozenset[str]:
    """Nouns for persons by office, trade or family."""
    return roles("office", "trade", "family", "head")


@cache
def speech() -> frozenset[str]:
    """Verbs of speech."""
    return frozenset(table("cues")["clause"]["speech"].split())


@lru_cache(maxsize=5_000)
def nouns_for(actor: Actor) -> frozenset[str]:
    """By which nouns a body may be taken up: "the agency" for a service of intelligence, "the paper" for a medium."""
    parts = set(actor.name.replace("-", " ").split()) | {actor.kind.name.split("_")[0]}
    return frozenset(noun for noun, marks in table("descriptions")["body"].items() if parts.intersection(marks))


def organ(token: Token) -> str:
    """The noun for an organ of a state, two words as one: "air-force"."""
    lemma = token.lemma_.lower()
    before = token.nbor(-1).lower_ if token.i else ""
    return f"{before}-{lemma}" if f"{before}-{lemma}" in nouns("organ") else lemma


def definite(token: Token) -> bool:
    """Whether a noun has "the", "this", "that" or a possessive before it."""
    return any(child.lower_ in DEFINITE and child.i < token.i for child in token.children)


def named_tokens(doc: Doc, mentions: Sequence[Mention]) -> dict[int, tuple[str, ...]]:
    """Actor ids by the index of every token inside a mention."""
    named: dict[int, tuple[str, ...]] = {}
    for mention in mentions:
        first = max(0, bisect_right(doc.starts, mention.start) - 1)
        if first < len(doc) and doc[first].idx + len(doc[first]) <= mention.start:
            first += 1
        for inside in range(first, bisect_left(doc.starts, mention.end)):
            if mention.actor not in named.get(inside, ()):
                named[inside] = (*named.get(inside, ()), mention.actor)
    return named


class Discourse:
    """A document as far as it has been read."""

    def __init__(
        self,
        doc: Doc,
        named: Mapping[int, tuple[str, ...]],
        actors: Mapping[str, Actor],
        held: Sequence[Office],
    ) -> None:
        self.doc, self.named, self.actors = doc, named, actors
        self.offices: dict[str, list[Office]] = defaultdict(list)
        for office in held:
            self.offices[office.role].append(office)
        self.last_named: dict[str, int] = {}
        self.bodies_of: dict[str, list[str]] = defaultdict(list)
        for actor in actors.values():
            if actor.part_of and actor.kind not in (ActorKind.PERSON, ActorKind.STATE):
                self.bodies_of[actor.part_of].append(actor.id)
        self.found: dict[int, Reference] = {}
        self.memory = Memory()
        self.holders: dict[str, tuple[str, ...]] = {}
        self.bodies: dict[str, str] = {}
        self.pairs: tuple[str, ...] = ()
        self.organs: dict[str, str] = {}  # state by an organ said to be its own; "" for the last of any
        self.chains: dict[int, tuple[Token, tuple[str, ...]]] = {}
        self.gender = genders(doc, named, actors)
        self.sentence = 0
        self.quoted = False

    def see(self, token: Token, ids: tuple[str, ...], person: bool | None = None, plural: bool | None = None) -> None:
        """Keeps a phrase in mind for the pronouns after it."""
        kind = self.actors[ids[0]].kind if ids else None
        person = kind is ActorKind.PERSON if person is None else person
        many = token.tag_ in ("NNS", "NNPS") and token.i not in self.named if plural is None else plural
        value = weight(token) + (SPEAKER if token.dep_ == "nsubj" and token.head.lemma_.lower() in speech() else 0.0)
        if token.dep_ in OWNING and not person and token.tag_ in ("JJ", "NN", "NNS"):
            value -= AS_ADJECTIVE
        self.memory.add(Seen(ids, token, self.sentence, value, person, many, self.quoted))
        if token.dep_ == "conj" and ids:
            self._pair(token, ids)

    def _pair(self, token: Token, ids: tuple[str, ...]) -> None:
        """Keeps names joined by "and" together, for "both", "the two", "they"."""
        first, before = self.chains.get(token.head.i, (token.head, self.found.get(token.head.i, NOBODY).actors))
        joined = tuple(dict.fromkeys([*before, *ids]))[:LISTED]
        self.chains[token.i] = (first, joined)
        if len(joined) > 1:
            self.pairs = joined
            person = all(self.actors[id].kind is ActorKind.PERSON for id in joined)
            self.memory.add(Seen(joined, first, self.sentence, weight(first), person, True, self.quoted))

    def ids(self, token: Token) -> tuple[str, ...]:
        """Ids of a phrase named or already read."""
        return self.named.get(token.i) or self.found.get(token.i, NOBODY).actors or self.ahead(token)

    def ahead(self, token: Token) -> tuple[str, ...]:
        """Ids of a phrase further on, by the name inside it: "the official news agency X"."""
        for child in token.children:
            if child.dep_ in ("appos", "compound", "poss", "amod") and child.i in self.named:
                kind = self.actors[self.named[child.i][0]].kind
                if child.dep_ == "appos" or (token.lemma_.lower() in nouns("stands_for") and kind is not ActorKind.PERSON):
                    return self.named[child.i]
        return ()

    def with_conjuncts(self, token: Token) -> tuple[str, ...]:
        """Ids of a name together with the names joined to it by "and"."""
        ids = list(self.named[token.i])
        for other in token.conjuncts:
            if other.i > token.i:
                ids += [id for id in self.named.get(other.i, ()) if id not in ids]
        return tuple(ids)

    def keep_organ(self, token: Token, owner: tuple[str, ...]) -> None:
        """Keeps whose army, parliament or government a phrase with its owner means."""
        if len(owner) == 1 and self.actors[owner[0]].kind is ActorKind.STATE:
            self.organs[organ(token)] = self.organs[""] = owner[0]

    def state_of(self, id: str) -> str | None:
        """The state itself, or the one that a person or body belongs to; None where the text does not tell."""
        actor: Actor | None = self.actors[id]
        for _ in range(LISTED):
            if actor is None or actor.kind is ActorKind.STATE:
                break
            actor = self.actors.get(actor.part_of) if actor.part_of else None
        return actor.id if actor is not None and actor.kind is ActorKind.STATE else None

    def is_state(self, seen: Seen) -> bool:
        """Whether a phrase with one id means a state."""
        return self.actors[seen.ids[0]].kind is ActorKind.STATE


def genders(doc: Doc, named: Mapping[int, tuple[str, ...]], actors: Mapping[str, Actor]) -> dict[str, str]:
    """He or she, by actor: titles first, else the pronouns of sentences that name one person only."""
    votes: dict[str, Counter[str]] = defaultdict(Counter)
    sentence: dict[str, None] = {}
    he, she = roles("he"), roles("she")
    columned, start = doc.columns, 0
    for place in sorted({*named, *columned.places(HE | SHE)}):
        if (opening := doc[place].sent.start) != start:
            sentence, start = {}, opening
        ids, word = named.get(place, ()), columned.lower[place]
        if len(ids) == 1 and actors[ids[0]].kind is ActorKind.PERSON:
            sentence[ids[0]] = None
            before = columned.lower[place - 1] if place else ""
            votes[ids[0]]["he"] += 5 * (before in he)
            votes[ids[0]]["she"] += 5 * (before in she)
        elif len(sentence) == 1 and (word in HE or word in SHE):
            votes[next(iter(sentence))]["he" if word in HE else "she"] += 1
    return {id: max(count, key=lambda one: (count[one], one)) for id, count in votes.items() if count["he"] != count["she"]}
