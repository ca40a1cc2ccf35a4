"""What a telling leaves open and the text before it makes clear: the other party, and what a bare number counts."""

from dataclasses import dataclass

from spacy.tokens import Doc, Token

from core.extract import items
from core.extract.giving import Event
from core.extract.items import Thing
from core.extract.parties import Parties
from core.records import ActorKind, Category

BACK = 120  # tokens searched for the noun that "8,000 of them" counts
PEOPLE_FRAMES = frozenset({"go", "stay"})


@dataclass(frozen=True, slots=True)
class Pair:
    """Who gives and who takes, and how many of the two the words of the telling name themselves."""

    suppliers: tuple[str, ...]
    recipients: tuple[str, ...]
    explicit: int


@dataclass(frozen=True, slots=True)
class Told:
    """A telling before: who, to whom, what."""

    supplier: str
    recipient: str
    category: Category
    at: int


class Context:
    """The tellings of a document so far, and the parties it is about."""

    def __init__(self, doc: Doc, parties: Parties) -> None:
        self.doc = doc
        self.resolve = parties
        self.told: list[Told] = []

    def remember(self, thing: Thing | None, event: Event, pair: Pair) -> None:
        """Keeps a telling whose two parties are known."""
        category = thing.category if thing is not None else Category.TRAINING
        for supplier in pair.suppliers:
            for recipient in pair.recipients:
                if supplier != recipient:
                    self.told.append(Told(supplier, recipient, category, event.anchor.i))

    def meant(self, phrase: Token, frame: str) -> Thing | None:
        """The thing that a bare count stands for: the nearest countable thing before it, people for verbs of going."""
        for i in range(phrase.i - 1, max(-1, phrase.i - BACK), -1):
            token = self.doc[i]
            if token.pos_ not in {"NOUN", "PROPN"} or token.tag_ not in {"NNS", "NNPS"}:
                continue
            thing = items.thing_of(token)
            if thing is not None and (frame not in PEOPLE_FRAMES or thing.category == Category.PERSONNEL):
                return thing
        return None

    def parties(self, event: Event, thing: Thing | None) -> Pair | None:
        """Supplier and recipient as the words name them, else as the context gives them; None where neither is clear."""
        suppliers = self._first(event.suppliers, ())
        recipients = self._first(event.recipients, suppliers)
        if not suppliers and thing is not None:
            suppliers = tuple(id for id in self.resolve.origin(thing.head) if id not in recipients)[:1]
        if set(suppliers) & set(recipients):
            recipients = tuple(id for id in recipients if id not in suppliers)
        explicit = bool(suppliers) + bool(recipients)
        if explicit == 2:
            return Pair(suppliers, recipients, 2)
        if event.frame in {"stay"} and not suppliers:
            return None
        return self._filled(event, thing, suppliers, recipients, explicit)

    def _first(self, phrases: list[Token], without: tuple[str, ...]) -> tuple[str, ...]:
        for phrase in phrases:
            found = tuple(id for id in self.resolve.sides(phrase) if id not in without)
            if found:
                return found
        return ()

    def _filled(
        self, event: Event, thing: Thing | None, suppliers: tuple[str, ...], recipients: tuple[str, ...], explicit: int
    ) -> Pair | None:
        category = thing.category if thing is not None else Category.TRAINING
        for told in reversed(self.told):
            if told.category != category:
                continue
            if suppliers and told.supplier in suppliers and told.recipient not in suppliers:
                return Pair(suppliers, (told.recipient,), explicit)
            if recipients and told.recipient in recipients and told.supplier not in recipients:
                return Pair((told.supplier,), recipients, explicit)
            if not suppliers and not recipients:
                return Pair((told.supplier,), (told.recipient,), explicit)
        if not explicit:
            return None
        other = self._other(event, suppliers or recipients)
        if other is None:
            return Pair(suppliers, recipients, explicit)
        return Pair(suppliers or (other,), recipients or (other,), explicit)

    def _other(self, event: Event, known: tuple[str, ...]) -> str | None:
        """The other party of the nearest telling with the known one, in either direction."""
        for told in reversed(self.told):
            if told.supplier in known and told.recipient not in known:
                return told.recipient
            if told.recipient in known and told.supplier not in known:
                return told.supplier
        return None

    def is_state(self, id: str) -> bool:
        """Whether the actor is a state."""
        return any(actor.id == id and actor.kind == ActorKind.STATE for actor in self.resolve.cast.actors)  # type: ignore[attr-defined]
