"""The signs by which an open party is told: what speaks for or against each party of the text, and for nobody.

Each sign is something a reader goes by, from 0 (absent) to 1. `open_parties` weighs them.
"""

from collections import Counter, defaultdict, deque
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from math import exp

from core.extract.clauses import subject
from core.extract.parsed import Doc, Token
from core.extract.parties import Parties
from core.extract.presence import Presence
from core.extract.told import Tellings
from core.records import ActorKind, Category

# Tokens back to "the telling right before"; characters of the opening; most parties that are weighed.
NEAR, OPENING, MOST = 120, 350, 12
LAST_READ = 12  # tellings back to which one is looked for in an earlier sentence
SHORTLY = 150  # tokens back to a telling of another kind of thing whose parties may be meant again
VERBAL = frozenset({"VERB", "AUX", "ADJ"})
FADES = 3  # tellings over which one that was read loses two thirds of its weight
FEW = 2  # how many tellings it takes for a share of them to say something
REACH = 60  # tokens over which another telling loses two thirds of its weight
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
    read: Mapping[str, float]
    read_other: Mapping[str, float]


@dataclass(frozen=True, slots=True)
class Read:
    """A telling as it was read, understood parties included."""

    at: int
    suppliers: frozenset[str]
    recipients: frozenset[str]
    thing: str | None

    def role(self, supplier: bool) -> frozenset[str]:
        """Who had the role."""
        return self.suppliers if supplier else self.recipients


class Reading:
    """What a document has told so far and who is present in it, asked for the signs of any party at any open place."""

    def __init__(
        self,
        doc: Doc,
        parties: Parties,
        told: Tellings,
        roles: Mapping[bool, Counter[str]],
        enemies: Collection[tuple[str, str]],
    ) -> None:
        self._doc = doc
        self._parties = parties
        self._told = told
        self._roles = roles
        self._enemies = enemies
        self._presence = Presence(doc, parties)
        self.main = [id for id, _ in self._presence.named.most_common(MOST)]
        self._home = parties.cast.home
        if self._home is not None and self._home not in self.main:
            self.main.append(self._home)
        self.kinds = {actor.id: actor.kind for actor in parties.cast.actors}
        self._namings = max(1, self._presence.named.total())
        self._opening = {
            side for one in parties.cast.within(0, OPENING) if (side := parties.cast.side(one.actor)) is not None
        }
        self._spoke = Counter(side for id in parties.speakers() if (side := parties.cast.side(id)) is not None)
        self._met: dict[tuple[bool, str], set[str]] = defaultdict(set)
        self._read: deque[Read] = deque(maxlen=LAST_READ)

    def keep(self, read: Read) -> None:
        """Takes note of the parties of a telling that has been read, understood ones included."""
        self._read.append(read)

    def pairs(self, place: Open) -> list[tuple[str, str]]:
        """Supplier and recipient of the tellings that may be told of again at a place, each pair once.

        They are those of the same kind of thing and, where a verb tells it, those of any kind shortly before.
        """
        at = place.anchor.i
        found: dict[tuple[str, str], None] = {}
        for told in self._told.near(at):
            of_kind = told.category in (place.category, None)
            if of_kind or (place.anchor.pos_ in VERBAL and 0 <= at - told.at <= SHORTLY):
                found[told.supplier, told.recipient] = None
        return list(found)

    def of_pair(self, supplier: str, taking: Open, recipient: str) -> Signs:
        """What other tellings say of two parties for a place where both are open."""
        signs = self.of_tellings(recipient, replace(taking, known=(supplier,)))
        return signs | {"share of kind": self._told.share(supplier, recipient, taking.category)}

    def here(self, place: Open) -> Here:
        """What holds at a place for every candidate alike."""
        spoken_of = self._presence.latest(self.main, place.anchor.i)
        return Here(
            [id for id in spoken_of if id not in place.known][:2],
            self._speakers(place.anchor),
            self._understood(place, place.supplier),
            self._understood(place, not place.supplier),
            self._lately(place.supplier),
            self._lately(not place.supplier),
        )

    def of(self, id: str, place: Open, here: Here) -> Signs:
        """The signs for and against a candidate at a place: by name, from 0 (absent) to 1."""
        signs = self.of_tellings(id, place) | self._of_role(id, place, here)
        signs |= self._of_mind(id, place, here) | self._of_kind(id, place, here)
        return {name: value for name, value in signs.items() if value}

    def of_tellings(self, id: str, place: Open) -> dict[str, float]:
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
            of_kind = told.category in (place.category, None)
            if mine == id:
                places.append(told.at)
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
        known = set(place.known)
        for read in self._read:
            if id in read.role(place.supplier) and known & read.role(not place.supplier):
                signs["same pair, read"] = 1.0
        return signs

    def _of_role(self, id: str, place: Open, here: Here) -> dict[str, float]:
        """How far the candidate has been seen in the open role."""
        mine, other = self._roles[place.supplier], self._roles[not place.supplier]
        last = self._told.last_before(place.anchor.i, NEAR)
        thing = place.thing.lemma_.lower() if place.thing is not None else None
        return {
            "share of role": mine[id] / (mine.total() + FEW),
            "share of other role": other[id] / (other.total() + FEW),
            "only in other role": float(bool(other[id]) and not mine[id]),
            "leans to role": mine[id] / (mine[id] + other[id]) if mine[id] else 0.0,
            "last in role": float(last is not None and id == (last.supplier if place.supplier else last.recipient)),
            "last in other role": float(last is not None and id == (last.recipient if place.supplier else last.supplier)),
            "partners": min(1.0, len(self._partners(id, place.supplier)) / 3),
            "last understood": float(id in here.same),
            "last understood in other role": float(id in here.other),
            "lately in role": here.read.get(id, 0.0),
            "lately in other role": here.read_other.get(id, 0.0),
            "same thing": float(any(one.thing == thing and id in one.role(place.supplier) for one in self._read if thing)),
            "no part so far": float(not mine[id] and not other[id]),
        }

    def _partners(self, id: str, supplier: bool) -> set[str]:
        """To how many others the candidate is said to have given, or from how many it is said to have got something."""
        if not self._met:
            for told in self._told:
                self._met[True, told.supplier].add(told.recipient)
                self._met[False, told.recipient].add(told.supplier)
        return self._met.get((supplier, id), set())

    def _understood(self, place: Open, supplier: bool) -> Collection[str]:
        """Who had a role in the telling read right before, of another sentence of the same paragraph."""
        paragraph, sentence = self._presence.paragraph(place.anchor.i), place.anchor.sent
        for read in reversed(self._read):
            if read.at < sentence.start:
                return read.role(supplier) if read.at >= paragraph else ()
        return ()

    def _lately(self, supplier: bool) -> Mapping[str, float]:
        """How much each party had a role in the tellings read last, the latest counting most."""
        weights: Counter[str] = Counter()
        total = 0.0
        for back, read in enumerate(reversed(self._read)):
            total += (weight := exp(-back / FADES))
            for id in read.role(supplier):
                weights[id] += weight  # type: ignore[assignment]
        return {id: weight / total for id, weight in weights.items()}

    def _of_mind(self, id: str, place: Open, here: Here) -> dict[str, float]:
        """How present the candidate is to a reader at this place."""
        presence, at = self._presence, place.anchor.i
        sentence = place.anchor.sent
        near = presence.between(id, sentence.start, sentence.end)
        last = presence.before(id, sentence.start)
        back = presence.sentence(at) - last.sentence if last is not None else 99
        paragraph = presence.paragraph(at)
        first = self._doc[paragraph].sent if paragraph < len(self._doc) else sentence
        at_home = id == self._home and not place.supplier and self._roles[False][id] >= self._roles[True][id]
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
            "home": float(at_home),
            "only home": float(at_home and not presence.named[id]),
            "in first line": float(bool(presence.between(id, 0, self._first_line))),
            "share of namings": presence.named[id] / self._namings,
            "most named": float(self.main[0] == id),
            "speaks": float(id in here.speakers),
            "source": min(1.0, self._spoke[id] / max(1, presence.named[id])),
        }

    def _of_kind(self, id: str, place: Open, here: Here) -> dict[str, float]:
        """What kind of actor the candidate is, and whether the words ask for that kind."""
        kind = self.kinds.get(id)
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
