"""Who has a part in a document: its actors, where each is named, and whom a noun phrase refers to."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable
from functools import cached_property

from core.extract.discourse import NOBODY, Reference
from core.extract.gazetteer import agencies
from core.extract.offices import Office, roles
from core.extract.parsed import Doc, Token
from core.extract.references import resolve
from core.records import Actor, ActorKind, Mention


class Cast:
    """The actors and mentions of one document, and the one answer to "who is meant here"."""

    def __init__(
        self,
        doc: Doc,
        actors: Iterable[Actor],
        mentions: Iterable[Mention],
        held: Iterable[Office] = (),
        home: str | None = None,
    ) -> None:
        self.doc = doc
        self.home = home  # the state that the text is written from, named or not
        self.offices = tuple(held)
        self.actors = tuple(sorted(actors, key=lambda actor: actor.id))
        self.mentions = tuple(sorted(mentions, key=lambda mention: (mention.start, mention.end, mention.actor)))
        self._by_id = {actor.id: actor for actor in self.actors}
        self._starts = [mention.start for mention in self.mentions]

    def actor(self, id: str) -> Actor:
        """The actor of that id; raises `KeyError` where the document has none."""
        return self._by_id[id]

    def within(self, start: int, end: int) -> tuple[Mention, ...]:
        """The mentions that lie inside `text[start:end]`."""
        first, last = bisect_left(self._starts, start), bisect_right(self._starts, end)
        return tuple(mention for mention in self.mentions[first:last] if mention.end <= end)

    def of(self, token: Token) -> tuple[str, ...]:
        """Actor ids that the noun phrase headed by `token` refers to; () where that is not clear."""
        return self.reference(token).actors

    def reference(self, token: Token) -> Reference:
        """The same answer with the rule that gave it."""
        return self._resolved.get(token.i, NOBODY)

    def spoken_of(self) -> list[tuple[int, tuple[str, ...]]]:
        """Every token that refers to somebody, in order, with the actors it refers to."""
        return [(index, self._resolved[index].actors) for index in sorted(self._resolved)]

    def side(self, id: str) -> str | None:
        """The state, or body of its own, for which the actor gives or takes; None where the document does not tell."""
        actor = self._by_id.get(id)
        if actor is None:
            return None
        if actor.kind in (ActorKind.ARMED_GROUP, ActorKind.MEDIA, ActorKind.STATE) or id in agencies():
            return id
        owner = self._by_id.get(actor.part_of) if actor.part_of else None
        if owner is None:
            return None if actor.kind is ActorKind.PERSON else id
        return owner.id if owner.kind is ActorKind.STATE else self.side(owner.id) or owner.id

    def party(self, id: str) -> str | None:
        """The side of an actor; for a person who belongs to nobody and only deals for themselves that person: a broker."""
        actor, side = self._by_id.get(id), self.side(id)
        alone = side is None and actor is not None and actor.part_of is None and id not in self._employed
        return id if alone else side

    @cached_property
    def _employed(self) -> frozenset[str]:
        """The persons who hold an office or have a trade, though the text may not say for whom they act."""
        others = roles("office", "trade") - roles("dealing")
        return frozenset(office.person for office in self.offices if office.role in others)

    @cached_property
    def _resolved(self) -> dict[int, Reference]:
        return resolve(self.doc, self.mentions, self._by_id, self.offices)
