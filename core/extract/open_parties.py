"""Who an open party may be: the parties of the text weighed by signs that can be named.

What the tellings around say of the known party weighs most, then who has had the open role so far, then who is in mind:
named in the sentence, in the opening, often. Speakers and media seldom give anything. Below a threshold, or with two
candidates alike, the party stays open: a wrong one is worse than none.
"""

from collections import Counter
from collections.abc import Collection, Iterator
from dataclasses import dataclass

from spacy.tokens import Doc, Token

from core.extract.clauses import subject
from core.extract.parties import END, Parties
from core.extract.told import Tellings
from core.records import ActorKind, Category

# The two parties stood in the same roles before; it was the other way round; and the thing was of the same kind.
SAME_PAIR, OTHER_WAY, SAME_KIND = 3.0, 1.2, 0.7
# Of the tellings with the known party it is the nearest, and the nearest of that kind.
NEAREST, NEAREST_OF_KIND = 0.5, 1.0
# The candidate had the open role in the telling right before, and in such a share of all; it had a part in such a share.
LAST_IN_ROLE, SHARE_OF_ROLE, SHARE_OF_PARTS = 0.8, 1.5, 1.5
# It is named in the sentence, in the sentence before, in the opening of the text, in such a share of all namings.
IN_SENTENCE, JUST_BEFORE, IN_OPENING, SHARE_OF_NAMINGS = 1.0, 0.8, 1.0, 3.0
# It speaks here; it is named only as a source; it is no state or armed group and has given or taken nothing; it is at war
# with the known party.
SPEAKS, SOURCE, BYSTANDER, ENEMY = -1.5, -0.5, -1.5, -3.0
# What a candidate must reach: anywhere, for people (who may stay at home); and by how much it must lead the next one.
ENOUGH, LIKELY, LEAD = 1.0, 1.5, 0.1
# Tokens back to "the telling right before"; characters of the opening; most parties that are weighed.
NEAR, OPENING, MOST = 120, 350, 12


@dataclass(frozen=True, slots=True)
class Open:
    """A party left open: its role, the parties known in the other one, and where."""

    supplier: bool
    known: tuple[str, ...]
    category: Category | None
    anchor: Token
    told: float = 0.0  # how much other tellings must say of the candidate and the known party
    kinds: Collection[ActorKind] = ()


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
        self._parties = parties
        self._told = told
        self._roles = {True: givers, False: takers}
        self._enemies = enemies
        people = {actor.id for actor in parties.cast.actors if actor.kind is ActorKind.PERSON}
        named = (mention.actor for mention in parties.cast.within(0, END) if mention.actor not in people)
        self.named = Counter(side for id in named if (side := parties.cast.side(id)) is not None)
        self._opening = set(_sides(parties, 0, OPENING))
        self._spoke = Counter(side for id in parties.speakers() if (side := parties.cast.side(id)) is not None)
        self._kinds = {actor.id: actor.kind for actor in parties.cast.actors}

    def best(self, place: Open, least: float = ENOUGH) -> str | None:
        """The one that fits best, None where none is good enough or two are alike."""
        weighed = sorted(((self._weight(id, place), id) for id in self._possible(place)), reverse=True)
        if not weighed or weighed[0][0] < least:
            return None
        if len(weighed) > 1 and weighed[0][0] < SAME_PAIR and weighed[0][0] - weighed[1][0] < LEAD:
            return None
        return weighed[0][1]

    def _possible(self, place: Open) -> Iterator[str]:
        for id, _ in self.named.most_common(MOST):
            kind = self._kinds.get(id)
            if id in place.known or kind in (ActorKind.MEDIA, ActorKind.PERSON):
                continue
            if place.told and self._by_tellings(id, place) < place.told:
                continue
            if not place.kinds or kind in place.kinds:
                yield id

    def _weight(self, id: str, place: Open) -> float:
        return self._by_tellings(id, place) + self._by_role(id, place) + self._by_mind(id, place)

    def _by_tellings(self, id: str, place: Open) -> float:
        """What other tellings say of this candidate and the known party."""
        best = 0.0
        nearest = {NEAREST_OF_KIND: False, NEAREST: False}
        for told in self._told.near(place.anchor.i):
            mine, other = (told.supplier, told.recipient) if place.supplier else (told.recipient, told.supplier)
            if other == id and mine in place.known:
                best = max(best, OTHER_WAY)
            if other not in place.known or mine in place.known:
                continue
            kind = told.category in (place.category, None)
            first = [gain for gain, seen in nearest.items() if not seen and (kind or gain == NEAREST)]
            nearest.update(dict.fromkeys(first, True))
            if mine == id:
                best = max(best, SAME_PAIR + (SAME_KIND if kind else 0.0) + sum(first))
        if any((id, known) in self._enemies or (known, id) in self._enemies for known in place.known):
            best += ENEMY
        return best

    def _by_role(self, id: str, place: Open) -> float:
        """How far the candidate has been seen in the open role."""
        mine, other = self._roles[place.supplier], self._roles[not place.supplier]
        weight = SHARE_OF_ROLE * mine[id] / max(1, mine.total())
        if (last := self._told.last_before(place.anchor.i, NEAR)) is not None:
            weight += LAST_IN_ROLE if id == (last.supplier if place.supplier else last.recipient) else 0.0
        weight += SHARE_OF_PARTS * (mine[id] + other[id]) / max(1, mine.total() + other.total())
        if not mine[id] and not other[id] and self._kinds.get(id) not in (ActorKind.STATE, ActorKind.ARMED_GROUP):
            weight += BYSTANDER
        return weight

    def _by_mind(self, id: str, place: Open) -> float:
        """How present the candidate is to a reader at this place."""
        sentence = place.anchor.sent
        here = _sides(self._parties, sentence.start_char, sentence.end_char)
        weight = SHARE_OF_NAMINGS * self.named[id] / max(1, self.named.total())
        weight += IN_SENTENCE if id in here else 0.0
        weight += IN_OPENING if id in self._opening else 0.0
        if sentence.start and id not in here:
            before = sentence.doc[sentence.start - 1].sent
            weight += JUST_BEFORE if id in _sides(self._parties, before.start_char, before.end_char) else 0.0
        weight += SOURCE * min(1.0, self._spoke[id] / max(1, self.named[id]))
        return weight + (SPEAKS if id in self._speakers(place.anchor) else 0.0)

    def _speakers(self, anchor: Token) -> set[str]:
        verbs = [verb for verb in anchor.ancestors if verb.pos_ == "VERB"]
        return {id for verb in verbs if (who := subject(verb)) for id in self._parties.sides(who)}


def _sides(parties: Parties, start: int, end: int) -> set[str]:
    """The parties named between two characters."""
    return {side for m in parties.cast.within(start, end) if (side := parties.cast.side(m.actor)) is not None}
