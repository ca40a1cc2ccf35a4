"""Where each party of a document is spoken of, by name, description or pronoun: how present it is at any place."""

from bisect import bisect_left, bisect_right
from collections import Counter, defaultdict
from collections.abc import Collection
from dataclasses import dataclass

from core.extract.clauses import SUBJECTS
from core.extract.discourse import OWNING
from core.extract.parsed import Doc, Token
from core.extract.parties import END, Parties
from core.records import ActorKind

# Prepositions after which a state mostly says where something is, not who does it.
PLACING = frozenset({"in", "at", "near", "across", "around", "outside", "inside", "within", "into", "through", "via"})


@dataclass(frozen=True, slots=True)
class Place:
    """One place where a party is spoken of."""

    at: int
    sentence: int
    subject: bool
    placed: bool


class Presence:
    """The parties of one document by the places where they are spoken of. Persons count for their states."""

    def __init__(self, doc: Doc, parties: Parties) -> None:
        self._sentences = [sentence.start for sentence in doc.sents]
        self._paragraphs = [0, *(token.i + 1 for token in doc if token.is_space and "\n" in token.text)]
        self._places: dict[str, list[Place]] = defaultdict(list)
        cast = parties.cast
        last: dict[str, int] = {}  # the words of one name are one place
        for index, actors in cast.spoken_of():
            for id in actors:
                side = cast.side(id)
                if side is None:
                    continue
                if last.get(side, -END) < index - 1:
                    self._places[side].append(self._place(doc[index]))
                last[side] = index
        self._at = {id: [one.at for one in places] for id, places in self._places.items()}
        people = {actor.id for actor in cast.actors if actor.kind is ActorKind.PERSON}
        named = (mention.actor for mention in cast.within(0, END) if mention.actor not in people)
        self.named = Counter(side for id in named if (side := cast.side(id)) is not None)

    def _place(self, token: Token) -> Place:
        top = token
        while top.dep_ in ("compound", "conj", "appos") and top.head.i != top.i:
            top = top.head
        placed = top.dep_ == "pobj" and top.head.lower_ in PLACING
        about = top.head if top.dep_ in OWNING else top  # "Kesh's part is larger", "Orvanese pilots wait"
        return Place(token.i, self.sentence(token.i), about.dep_ in SUBJECTS, placed)

    def sentence(self, at: int) -> int:
        """The number of the sentence that a token stands in."""
        return bisect_right(self._sentences, at) - 1

    def paragraph(self, at: int) -> int:
        """The first token of the paragraph that a token stands in."""
        return self._paragraphs[bisect_right(self._paragraphs, at) - 1]

    def before(self, id: str, at: int) -> Place | None:
        """Where a party was last spoken of before a token."""
        place = bisect_left(self._at.get(id, []), at)
        return self._places[id][place - 1] if place else None

    def between(self, id: str, start: int, stop: int) -> list[Place]:
        """Where a party is spoken of from one token up to another."""
        places = self._at.get(id, [])
        return self._places[id][bisect_left(places, start) : bisect_left(places, stop)] if places else []

    def latest(self, ids: Collection[str], at: int) -> list[str]:
        """The parties spoken of before a token, the latest first."""
        lately = ((spoken.at, id) for id in ids if (spoken := self.before(id, at)) is not None)
        return [id for _, id in sorted(lately, reverse=True)]
