"""Who an open party may be: the parties of the text weighed by signs that can be named.

The signs are those of `open_signs`: what other tellings say of the known party, who has had the open role so far, who is in
mind at this place. How much each counts is `data/lexicon/open_parties.toml`, which `tools/parties.py` learns from annotated
texts. That nobody is meant is weighed in the same way: a wrong party is worse than none.
"""

from collections import Counter
from collections.abc import Collection, Iterator
from dataclasses import dataclass

from core import lexicon
from core.extract.nobody import of_no_pair, of_nobody
from core.extract.open_signs import Open, Read, Reading, Signs
from core.extract.parsed import Doc
from core.extract.parties import Parties
from core.extract.told import Tellings
from core.records import ActorKind

LEAD = 0.1  # by how much the best must weigh more than the next
LINKS = frozenset({"same pair", "other way round"})


@dataclass(frozen=True, slots=True)
class Weighed:
    """A candidate for an open party (None: nobody in the text), its weight, and the signs that speak for it."""

    id: str | None
    weight: float
    signs: Signs


@dataclass(frozen=True, slots=True)
class Pairing:
    """Two candidates for the two parties of a telling that names neither (None: it is not told of anybody)."""

    supplier: str | None
    recipient: str | None
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
        self._reading = Reading(doc, parties, told, {True: givers, False: takers}, enemies)

    def keep(self, read: Read) -> None:
        """Takes note of the parties of a telling that has been read, understood ones included."""
        self._reading.keep(read)

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
        here = self._reading.here(place)
        found = [(None, of_nobody(place)), *((id, self._reading.of(id, place, here)) for id in self._possible(place))]
        return [Weighed(id, weight(signs, "weights"), signs) for id, signs in found]

    def best_pair(self, giving: Open, taking: Open) -> Pairing:
        """Who gives and who takes where both are open; nobody where no two that the text tells of fit well enough."""
        return max(self.paired(giving, taking), key=lambda one: (one.weight, one.supplier or "", one.recipient or ""))

    def paired(self, giving: Open, taking: Open) -> list[Pairing]:
        """Every pair of which other tellings tell with its weight for two open places of one telling, and nobody."""
        suppliers = {one.id: one.signs for one in self.weighed(giving)[1:]}
        recipients = {one.id: one.signs for one in self.weighed(taking)[1:]}
        found = [Pairing(None, None, weight(signs := of_no_pair(giving, taking), "pair"), signs)]
        for supplier, recipient in self._reading.pairs(giving):
            if supplier in suppliers and recipient in recipients:
                linking = self._reading.of_pair(supplier, taking, recipient)
                signs = _added(suppliers[supplier], recipients[recipient], linking)
                found.append(Pairing(supplier, recipient, weight(signs, "pair"), signs))
        return found

    def _possible(self, place: Open) -> Iterator[str]:
        for id in self._reading.main:
            kind = self._reading.kinds.get(id)
            if id in place.known or id in place.barred or kind in (ActorKind.MEDIA, ActorKind.PERSON):
                continue
            if place.linked and not LINKS & self._reading.of_tellings(id, place).keys():
                continue
            if not place.kinds or kind in place.kinds:
                yield id


def weight(signs: Signs, table: str) -> float:
    """What signs weigh together by one of the two learned tables: for one open party, or for a pair."""
    weights: dict[str, float] = lexicon.table("open_parties")[table]
    return sum(weights[name] * value for name, value in signs.items())


def reason(best: Weighed | Pairing) -> str:
    """What speaks most for a candidate, in words."""
    table = lexicon.table("open_parties")
    weights = table["weights" if isinstance(best, Weighed) else "pair"]
    telling = {name: weights[name] * value for name, value in best.signs.items() if name in table["reasons"]}
    strongest = max(telling, key=lambda name: (telling[name], name), default=None)
    return str(table["reasons"][strongest]) if strongest is not None and telling[strongest] > 0 else ""


def _added(*signs: Signs) -> Signs:
    """Several signs as one, each name with its sum."""
    total: Counter[str] = Counter()
    for one in signs:
        total.update(one)  # signs add up as counts do
    return dict(total)
