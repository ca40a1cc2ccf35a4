"""The tellings of a document that name both their parties, found again by place, kind and party."""

from bisect import bisect_right
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import islice

from core.extract.parsed import Doc
from core.extract.parties import Parties
from core.records import Category

WINDOW = 40  # tellings looked at on either side of a place, so that the work grows with the text and no faster


@dataclass(frozen=True, slots=True)
class Told:
    """A telling whose two parties its own words name. A heading that names two parties has no category."""

    supplier: str
    recipient: str
    category: Category | None
    at: int


class Tellings:
    """Tellings by place, and how often the document tells of a pair."""

    def __init__(self, told: Iterable[Told]) -> None:
        self._told = sorted(told, key=lambda one: one.at)
        self._places = [one.at for one in self._told]
        self._pairs = Counter((one.category, one.supplier, one.recipient) for one in self._told)
        self._kinds = Counter(one.category for one in self._told)

    def __iter__(self) -> Iterator[Told]:
        return iter(self._told)

    def near(self, at: int) -> Iterator[Told]:
        """Those before a token, nearest first, then those after it."""
        middle = bisect_right(self._places, at)
        yield from islice(reversed(self._told[max(0, middle - WINDOW) : middle]), WINDOW)
        yield from self._told[middle : middle + WINDOW]

    def usual(self, at: int, category: Category | None) -> list[Told]:
        """Those around a token, the pair that the document tells of most often first."""
        return sorted(self.near(at), key=lambda one: -self._pairs[category, one.supplier, one.recipient])

    def share(self, supplier: str, recipient: str, category: Category | None) -> float:
        """How many of the document's tellings of a category are of this pair, from 0 to 1; 0 where there are none."""
        return self._pairs[category, supplier, recipient] / max(1, self._kinds[category])

    def giver(self, at: int, takers: tuple[str, ...]) -> str | None:
        """Who gave something to one of the takers, nearest to a token."""
        return next((one.supplier for one in self.near(at) if one.recipient in takers and one.supplier not in takers), None)

    def last_before(self, at: int, reach: int) -> Told | None:
        """The telling right before a token, at most so many tokens back."""
        place = bisect_right(self._places, at - 1) - 1
        return self._told[place] if place >= 0 and at - self._places[place] <= reach else None


def headings(doc: Doc, parties: Parties) -> Iterator[Told]:
    """Lines such as "From Kesh to Orvania" that say for a list below them who gives to whom."""
    for sentence in doc.sents:
        if any(token.pos_ in {"VERB", "AUX"} for token in sentence):
            continue
        tops = [token for token in sentence if token.lower_ == "from"]
        for start in tops[:1]:
            suppliers = [id for kid in start.children if kid.dep_ == "pobj" for id in parties.sides(kid)]
            towards = [t for t in sentence if t.lower_ == "to" and t.i > start.i]
            recipients = [id for to in towards[:1] for kid in to.children for id in parties.sides(kid)]
            if suppliers and recipients and suppliers[0] != recipients[0]:
                yield Told(suppliers[0], recipients[0], None, start.i)
