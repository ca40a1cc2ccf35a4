"""Who gave a thing and who got it, kept by the noun that named it, for the tellings that take the thing up again."""

from dataclasses import dataclass

from core.extract.clauses import child
from core.extract.frames import Event, words
from core.extract.items import Thing
from core.records import Category

# Whoever buys a thing may hand it on: who sold it to them is not who gives it in the next clause.
TAKING = frozenset({"get", "gain", "draw", "seek", "noun get", "noun seek"})

ATTACHED = frozenset({"relcl"})


@dataclass(frozen=True, slots=True)
class Pair:
    """Who gives and who takes, and how many of the two the words of the telling name themselves."""

    suppliers: tuple[str, ...]
    recipients: tuple[str, ...]
    explicit: int
    because: str = ""  # what speaks most for a party that was left open

    def filled(self, other: "Pair") -> "Pair":
        """The same with its open parties taken from another pair, as far as nobody gives to themselves."""
        suppliers = self.suppliers or tuple(id for id in other.suppliers if id not in self.recipients)
        recipients = self.recipients or tuple(id for id in other.recipients if id not in suppliers)
        return Pair(suppliers, recipients, self.explicit)

    def fits(self, other: "Pair") -> bool:
        """Whether two pairs agree in a party that both name, so that one may complete the other."""
        return not self.suppliers or not other.suppliers or bool(set(self.suppliers) & set(other.suppliers))


class Given:
    """What the tellings read so far gave, by the place of the thing and by its noun."""

    def __init__(self) -> None:
        self._by_place: dict[int, Pair] = {}
        self._by_noun: dict[str, Pair] = {}
        self._categories: set[Category] = set()
        self._beside: dict[int, list[tuple[Event, Pair]]] = {}

    def note(self, event: Event, thing: Thing, pair: Pair) -> None:
        """Takes note of what an event by itself says of the parties of a thing."""
        self._beside.setdefault(thing.head.i, []).append((event, pair))

    def keep(self, thing: Thing, pair: Pair) -> None:
        """Takes note of the parties of a telling that has been read."""
        self._by_place[thing.head.i] = pair
        self._by_noun[thing.head.lemma_.lower()] = pair
        self._categories.add(thing.category)

    def at(self, thing: Thing) -> Pair | None:
        """The parties of the last telling of this very noun."""
        return self._by_place.get(thing.head.i)

    def before(self, event: Event, thing: Thing) -> Pair | None:
        """The parties of the telling that a thing takes up: by a word that leaves it out, or by its noun once more."""
        if event.elliptic is not None:
            return self.at(thing)
        known = is_known(thing) or (event.frame == "stay" and is_definite(thing))
        return self._by_noun.get(thing.head.lemma_.lower()) if known else None

    def tells_of(self, thing: Thing) -> bool:
        """Whether a thing of the same category has been told of: "trucks" before "twenty lorries followed"."""
        return thing.category in self._categories

    def beside(self, event: Event, thing: Thing, pair: Pair) -> Pair:
        """A pair completed by other words on the same noun: "handed over the jets that Orvania had ordered"."""
        for other, says in self._beside.get(thing.head.i, ()):
            attached = {event.anchor.dep_, other.anchor.dep_} & ATTACHED
            if pair.explicit == 1 and attached and (other.frame in TAKING) == (event.frame in TAKING):
                pair = pair.filled(says)
        return pair


def is_definite(thing: Thing) -> bool:
    """Whether a thing is told of as one that the reader can tell from others: "the guns", "these guns"."""
    article = child(thing.head, "det")
    return article is not None and (article.lower_ == "the" or article.lower_ in words("counts", "pointing"))


def is_known(thing: Thing) -> bool:
    """Whether a thing is told of as one known already: "these medicines", "the first six guns"."""
    article = child(thing.head, "det")
    if article is not None and article.lower_ == "the":
        return any(kid.lower_ in words("counts", "further") for kid in thing.head.children)
    return article is not None and article.lower_ in words("counts", "pointing")
