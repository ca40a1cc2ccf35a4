"""Who an open party may be: the parties of the text weighed by signs that can be named.

Each sign is something a reader goes by: what other tellings say of the known party, who has had the open role so far, who is
in mind at this place. How much each counts is `data/lexicon/open_parties.toml`, which `tools/parties.py` learns from
annotated texts. That nobody is meant is weighed in the same way: a wrong party is worse than none.
"""

from collections import Counter, defaultdict, deque
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from math import exp

from spacy.tokens import Doc, Token

from core import lexicon
from core.extract.clauses import subject
from core.extract.parties import Parties
from core.extract.presence import Presence
from core.extract.told import Tellings
from core.records import ActorKind, Category

# Tokens back to "the telling right before"; characters of the opening; most parties that are weighed.
NEAR, OPENING, MOST = 120, 350, 12
LAST_READ = 12  # tellings back to which one is looked for in an earlier sentence
FEW = 2  # how many tellings it takes for a share of them to say something
REACH = 60  # tokens over which another telling loses two thirds of its weight
LEAD = 0.1  # by how much the best must weigh more than the next
LINKS = frozenset({"same pair", "other way round"})
Signs = Mapping[str, float]


@dataclass(frozen=True, slots=True)
class Open:
    """A party left open: its role, the parties known in the other one, and where."""

    supplier: bool
    known: tuple[str, ...]
    category: Category | None
    anchor: Token
    thing: Token | None = None
    phrase: Token | None = None  # what stands in the open role without being clear: "the rebels", "staff"
    kinds: Collection[ActorKind] = ()
    barred: Collection[str] = ()  # who cannot be meant: whoever "its ally" belongs to
    linked: bool = False  # only somebody of whom other tellings say that they give to, or get from, the known party


@dataclass(frozen=True, slots=True)
class Here:
    """What holds at a place for every candidate alike: who was spoken of last, who speaks, who had a part just before."""

    latest: Sequence[str]
    speakers: Collection[str]
    same: Collection[str]
    other: Collection[str]


@dataclass(frozen=True, slots=True)
class Weighed:
    """A candidate for an open party (None: nobody in the text), its weight, and the signs that speak for it."""

    id: str | None
    weight: float
    signs: Signs


class Candidates:
    """The parties of one document, weighed for any open place."""

    def __init__(
        self,
        doc: Doc,
        parties: Parties,
        told: Tellings,
        givers: Counter[str],
        takers: Counter[str],
        enemies: Collection[tuple[str, str]],
    ) -> None:
        self._doc = doc
        self._parties = parties
        self._told = told
        self._roles = {True: givers, False: takers}
        self._enemies = enemies
        self._presence = Presence(doc, parties)
        self._main = [id for id, _ in self._presence.named.most_common(MOST)]
        self._namings = max(1, self._presence.named.total())
        self._opening = set(_sides(parties, 0, OPENING))
        self._spoke = Counter(side for id in parties.speakers() if (side := parties.cast.side(id)) is not None)
        self._met: dict[tuple[bool, str], set[str]] = defaultdict(set)
        self._read: deque[tuple[int, frozenset[str], frozenset[str]]] = deque(maxlen=LAST_READ)
        self._kinds = {actor.id: actor.kind for actor in parties.cast.actors}

    def best(self, place: Open) -> Weighed:
        """The one that fits best; its id is None where likelier nobody in the text is meant, or where two fit alike."""
        nobody, *others = self.weighed(place)
        others.sort(key=lambda one: (-one.weight, one.id or ""))
        if not others or others[0].weight < nobody.weight:
            return nobody
        alike = len(others) > 1 and others[0].weight - others[1].weight < LEAD and "same pair" not in others[0].signs
        return nobody if alike else others[0]

    def weighed(self, place: Open) -> list[Weighed]:
        """Every candidate with its weight, and nobody."""
        weights, here = lexicon.table("open_parties")["weights"], self._here(place)
        found = [(None, _nobody(place)), *((id, self._signs(id, place, here)) for id in self._possible(place))]
        return [Weighed(id, sum(weights[name] * value for name, value in signs.items()), signs) for id, signs in found]

    def _here(self, place: Open) -> Here:
        spoken_of = self._presence.latest(self._main, place.anchor.i)
        return Here(
            [id for id in spoken_of if id not in place.known][:2],
            self._speakers(place.anchor),
            self._understood(place, same=True),
            self._understood(place, same=False),
        )

    def _possible(self, place: Open) -> Iterator[str]:
        for id in self._main:
            kind = self._kinds.get(id)
            if id in place.known or id in place.barred or kind in (ActorKind.MEDIA, ActorKind.PERSON):
                continue
            if place.linked and not LINKS & self._of_tellings(id, place).keys():
                continue
            if not place.kinds or kind in place.kinds:
                yield id

    def _signs(self, id: str, place: Open, here: Here) -> Signs:
        """The signs for and against a candidate at a place: by name, from 0 (absent) to 1."""
        signs = self._of_tellings(id, place) | self._of_role(id, place, here)
        signs |= self._of_mind(id, place, here) | self._of_kind(id, place, here)
        return {name: value for name, value in signs.items() if value}

    def _of_tellings(self, id: str, place: Open) -> dict[str, float]:
        """What other tellings say of this candidate and the known party."""
        signs: dict[str, float] = {}
        nearest = nearest_of_kind = False
        partners: Counter[str] = Counter()
        places: list[int] = []
        for told in self._told.near(place.anchor.i):
            mine, other = (told.supplier, told.recipient) if place.supplier else (told.recipient, told.supplier)
            if other == id and mine in place.known:
                signs["other way round"] = 1.0
            if other not in place.known or mine in place.known:
                continue
            partners[mine] += 1
            if mine == id:
                places.append(told.at)
            of_kind = told.category in (place.category, None)
            if mine == id:
                signs["same pair"] = 1.0
                signs["same pair, same kind"] = max(signs.get("same pair, same kind", 0.0), float(of_kind))
                if not nearest:
                    signs["same pair, nearest"] = 1.0
                if of_kind and not nearest_of_kind:
                    signs["same pair, nearest of kind"] = 1.0
            nearest, nearest_of_kind = True, nearest_of_kind or of_kind
        if partners[id]:
            signs["share of pairs"] = partners[id] / partners.total()
            signs["same pair, near"] = exp(-min(abs(at - place.anchor.i) for at in places) / REACH)
            signs["same pair, later"] = float(min(places) > place.anchor.i)
        if any((id, known) in self._enemies or (known, id) in self._enemies for known in place.known):
            signs["enemy"] = 1.0
        return signs

    def _of_role(self, id: str, place: Open, here: Here) -> dict[str, float]:
        """How far the candidate has been seen in the open role."""
        mine, other = self._roles[place.supplier], self._roles[not place.supplier]
        last = self._told.last_before(place.anchor.i, NEAR)
        return {
            "share of role": mine[id] / (mine.total() + FEW),
            "share of other role": other[id] / (other.total() + FEW),
            "only in other role": float(bool(other[id]) and not mine[id]),
            "last in role": float(last is not None and id == (last.supplier if place.supplier else last.recipient)),
            "last in other role": float(last is not None and id == (last.recipient if place.supplier else last.supplier)),
            "partners": min(1.0, len(self._partners(id, place.supplier)) / 3),
            "last understood": float(id in here.same),
            "last understood in other role": float(id in here.other),
            "no part so far": float(not mine[id] and not other[id]),
        }

    def _partners(self, id: str, supplier: bool) -> set[str]:
        """To how many others the candidate is said to have given, or from how many it is said to have got something."""
        if not self._met:
            for told in self._told:
                self._met[True, told.supplier].add(told.recipient)
                self._met[False, told.recipient].add(told.supplier)
        return self._met.get((supplier, id), set())

    def keep(self, at: int, suppliers: Collection[str], recipients: Collection[str]) -> None:
        """Takes note of the parties of a telling that has been read, understood ones included."""
        self._read.append((at, frozenset(suppliers), frozenset(recipients)))

    def _understood(self, place: Open, same: bool) -> Collection[str]:
        """Who had a role in the telling read right before, of another sentence of the same paragraph."""
        paragraph, sentence = self._presence.paragraph(place.anchor.i), place.anchor.sent
        for at, suppliers, recipients in reversed(self._read):
            if at < sentence.start:
                return (suppliers if place.supplier == same else recipients) if at >= paragraph else ()
        return ()

    def _of_mind(self, id: str, place: Open, here: Here) -> dict[str, float]:
        """How present the candidate is to a reader at this place."""
        presence, at = self._presence, place.anchor.i
        sentence = place.anchor.sent
        near = presence.between(id, sentence.start, sentence.end)
        last = presence.before(id, sentence.start)
        back = presence.sentence(at) - last.sentence if last is not None else 99
        paragraph = presence.paragraph(at)
        first = self._doc[paragraph].sent if paragraph < len(self._doc) else sentence
        return {
            "in sentence": float(bool(near)),
            "subject in sentence": float(any(one.subject for one in near)),
            "place in sentence": float(bool(near) and all(one.placed for one in near)),
            "in sentence before": float(back == 1),
            "subject before": float(back == 1 and last is not None and last.subject),
            "two sentences before": float(back == 2),
            "in next sentence": float(bool(presence.between(id, sentence.end, sentence.end + NEAR // 4))),
            "last spoken of": float(id in here.latest[:1]),
            "last but one": float(id in here.latest[1:]),
            "in paragraph": float(bool(presence.between(id, paragraph, at))),
            "opens paragraph": float(bool(presence.between(id, first.start, first.end))),
            "in opening": float(id in self._opening),
            "in first line": float(bool(presence.between(id, 0, self._first_line))),
            "share of namings": presence.named[id] / self._namings,
            "most named": float(self._main[0] == id),
            "speaks": float(id in here.speakers),
            "source": min(1.0, self._spoke[id] / max(1, presence.named[id])),
        }

    def _of_kind(self, id: str, place: Open, here: Here) -> dict[str, float]:
        """What kind of actor the candidate is, and whether the words ask for that kind."""
        kind = self._kinds.get(id)
        no_part = not self._roles[True][id] and not self._roles[False][id]
        return {
            "state": float(kind is ActorKind.STATE),
            "armed group": float(kind is ActorKind.ARMED_GROUP),
            "of the kind described": float(bool(place.kinds)),
            "bystander": float(no_part and kind not in (ActorKind.STATE, ActorKind.ARMED_GROUP)),
            "only a source": float(no_part and bool(self._spoke[id] or id in here.speakers)),
        }

    @cached_property
    def _first_line(self) -> int:
        return next((token.i for token in self._doc if token.is_space and "\n" in token.text), len(self._doc))

    def _speakers(self, anchor: Token) -> set[str]:
        verbs = [verb for verb in anchor.ancestors if verb.pos_ == "VERB"]
        return {id for verb in verbs if (who := subject(verb)) for id in self._parties.sides(who)}


def reason(best: Weighed) -> str:
    """What speaks most for a candidate, in words."""
    table = lexicon.table("open_parties")
    telling = {name: table["weights"][name] * value for name, value in best.signs.items() if name in table["reasons"]}
    strongest = max(telling, key=lambda name: (telling[name], name), default=None)
    return str(table["reasons"][strongest]) if strongest is not None and telling[strongest] > 0 else ""


def _nobody(place: Open) -> Signs:
    """The signs that nobody of the text is meant."""
    signs = {
        "nobody": 1.0,
        "nobody: people": float(place.category is Category.PERSONNEL),
        "nobody: described": float(place.phrase is not None and not place.kinds),
        "nobody: giver": float(place.supplier),
        "nobody: noun": float(place.anchor.pos_ in {"NOUN", "PROPN"}),
    }
    return {name: value for name, value in signs.items() if value}


def _sides(parties: Parties, start: int, end: int) -> set[str]:
    """The parties named between two characters."""
    return {side for m in parties.cast.within(start, end) if (side := parties.cast.side(m.actor)) is not None}
