"""Who gives and who takes: from a noun phrase to the states, companies and armed groups it stands for."""

from typing import Protocol

from core.extract.clauses import listed
from core.extract.discourse import nouns
from core.extract.frames import words
from core.extract.kinds import category_of
from core.extract.parsed import Token
from core.extract.spoken import Spoken
from core.extract.towns import country_of
from core.records import Actor, ActorKind, Mention

MADE = frozenset(
    {"made", "built", "produced", "designed", "manufactured", "style", "type", "era", "origin", "developed", "flagged"}
)
END = 10**9  # past the end of any text
# Modifiers that name the owner or origin of what the noun says: "Kesh's army", "Orvanese troops", "ports of Kesh".
LOCATED = frozenset({"of", "in", "from", "across", "throughout", "inside", "within"})  # "sites across Kesh" are its own
OWNERS = frozenset({"poss", "amod", "compound", "nmod", "nummod", "appos"})


def strange(head: Token) -> bool:
    """Whether a noun means people who act for no state: rebels, militias, opponents."""
    return head.pos_ == "NOUN" and head.lemma_.lower() in words("strangers", "words")


class Cast(Protocol):
    """What is asked of the cast of a document (`core.extract.cast.Cast`)."""

    actors: tuple[Actor, ...]
    home: str | None

    def within(self, start: int, end: int) -> tuple[Mention, ...]: ...
    def of(self, token: Token) -> tuple[str, ...]: ...
    def side(self, id: str) -> str | None: ...
    def party(self, id: str) -> str | None: ...
    def spoken_of(self) -> list[tuple[int, tuple[str, ...]]]: ...


class Parties:
    """The parties that the noun phrases of one document stand for."""

    def __init__(self, cast: Cast, spoken: Spoken | None = None) -> None:
        self.cast = cast
        self._spoken = spoken
        self._speakers = frozenset(self.speakers())
        self._by_country = {
            actor.country: actor.id for actor in cast.actors if actor.country and actor.kind is ActorKind.STATE
        }
        self._spelled = {mention.text: mention.actor for mention in cast.within(0, END)}

    def named(self, token: Token) -> tuple[str, ...]:
        """Actor ids of a phrase and of what is listed with it, as named: a minister is the minister."""
        ids: list[str] = []
        for head in listed(token):
            owners = {self.cast.side(id) for id in ids}  # "agencies in Kesh and Orvania": the states only locate
            ids += [id for id in self.cast.of(head) if id not in owners]
        return tuple(dict.fromkeys(ids))

    def speakers(self) -> list[str]:
        """The speaker of every quote of the document that has one."""
        return self._spoken.speakers() if self._spoken is not None else []

    def speaking_at(self, offset: int) -> tuple[str, ...]:
        """Whoever speaks at a character: the speaker of the nearest quote around it, or whose turn it is."""
        if self._spoken is None:
            return ()
        around = [quote for quote in self._spoken.around(offset) if quote.speaker]
        nearest = min(around, key=lambda quote: quote.end - quote.start, default=None)
        return (nearest.speaker,) if nearest is not None and nearest.speaker else self._spoken.turn(offset)

    def replies(self) -> list[tuple[int, tuple[str, ...]]]:
        """Where a question of a transcript is answered, and by whom."""
        return self._spoken.replies() if self._spoken is not None else []

    def sides(self, token: Token) -> tuple[str, ...]:
        """The parties a phrase and what is listed with it give or take for; () where the phrase is not clear."""
        found: list[str] = []
        for head in listed(token):
            thing = head.i != token.i and head.pos_ == "NOUN" and category_of(head) is not None and not self.cast.of(head)
            found += [] if thing else self._sides_of(head)  # "buys gas from Kesh and its arms from Orvania"
        return tuple(dict.fromkeys(found))

    def _sides_of(self, head: Token) -> list[str]:
        nobody = any(kid.dep_ == "det" and kid.lower_ in words("nobody", "determiners") for kid in head.children)
        if nobody and head.pos_ != "PROPN":  # "neither Kesh nor Orvania" are both
            return []  # "either side in Kesh"
        if strange(head):  # "rebels in Chad" are neither Chad nor anybody known
            return [id for id in self.cast.of(head) if not self.is_state(id)]
        own = self.cast.of(head)
        ids = own or self._speaker(head) or self._owner(head) or self._country(head)
        alone = own and not (head.pos_ == "PRON" and set(own) & self._speakers)  # "he" who speaks tells of others
        if head.pos_ == "PRON" and any(actor.id in ids and actor.kind == ActorKind.MEDIA for actor in self.cast.actors):
            return []  # whoever reports it is in mind, but hardly gives or takes
        party = self.cast.party if alone else self.cast.side
        return [side for id in ids if (side := party(id)) is not None]

    def _speaker(self, head: Token) -> tuple[str, ...]:
        """Who "we" is: the speaker of the quote around it, of the turn, or whoever issued the text; "you": who is asked."""
        if self._spoken is not None and head.lower_ in {"you", "your", "yours"}:
            return self._spoken.second_person(head.idx)
        if head.lower_ not in {"we", "us", "our", "ours"} or self._spoken is None:
            return ()
        return self._spoken.first_person(head.idx)

    def _owner(self, head: Token) -> tuple[str, ...]:
        """Actor ids of the owner or country a phrase names: "Orvanese ports", "the army of Kesh"."""
        if head.lemma_.lower() in nouns("relation"):
            return self.nationality(head)  # "its Orvanese ally", but not "its enemy from the south"
        for kid in head.children:
            if kid.dep_ == "poss" and (ids := self.cast.of(kid) or self._speaker(kid) or self._owner(kid)):
                return ids
        if ids := self.nationality(head):
            return ids
        for kid in head.children:
            if kid.dep_ == "appos" and kid.pos_ == "PROPN" and (ids := self.cast.of(kid)):
                return ids  # "Calabria, Italy"
        located = {"of"} if head.lemma_.lower() in words("traders", "words") else LOCATED  # "dealers in Kesh"
        for prep in head.children:
            if prep.dep_ == "prep" and prep.lower_ in located:
                for kid in prep.children:
                    if kid.dep_ == "pobj" and (ids := self.cast.of(kid) or self.nationality(kid)):
                        return ids
        return ()

    def _country(self, head: Token) -> tuple[str, ...]:
        """The state of the text that a town lies in: "flown to Kharkiv", "the port of Latakia", "Kursk region"."""
        names = [head] if head.pos_ == "PROPN" else []
        if head.lower_ in words("places", "words"):
            names += [kid for kid in head.children if kid.pos_ == "PROPN" and kid.dep_ in {"compound", "appos", "nmod"}]
            names += [kid for prep in head.children if prep.lower_ == "of" for kid in prep.children if kid.pos_ == "PROPN"]
        for last in names:
            first = min((kid.i for kid in last.lefts if kid.dep_ == "compound"), default=last.i)
            country = country_of(head.doc.span(first, last.i + 1).text, self._by_country)
            if country is not None:
                return (self._by_country[country],)
        return ()

    def nationality(self, head: Token) -> tuple[str, ...]:
        """Actor ids of the names before a noun ("North Korean troops", "Kesh oil"), but not of "Kesh-made guns"."""
        left = head.doc.span(head.left_edge.i, head.i)
        if not len(left):
            return ()
        head_words = [kid for kid in head.children if kid.dep_ in {"amod", "compound", "nmod"} and kid.text in self._spelled]
        names = [mention for mention in self.cast.within(left.start_char, head.idx) if not self._only_made(head, mention)]
        owned = {kid.i for kid in head.children if kid.dep_ in OWNERS}
        held = [m for m in names if any(token.i in owned or token.head.i in owned for token in _tokens(head, m))]
        if not names:
            return tuple(
                self._spelled[kid.text] for kid in head_words[:1] if not self._is_made(head, kid.idx + len(kid.text))
            )
        return tuple(dict.fromkeys(m.actor for m in (held or names)[-1:]))

    def _only_made(self, head: Token, mention: Mention) -> bool:
        return self._is_made(head, mention.end)

    def _is_made(self, head: Token, end: int) -> bool:
        between = head.doc.span(head.left_edge.i, head.i)
        rest = between.text[max(0, end - between.start_char) :].lstrip(" -‑–").split(maxsplit=1)
        return bool(rest) and rest[0].lower().strip("-") in MADE

    def names(self, phrase: Token) -> bool:
        """Whether a phrase names an actor ("Kesh", "the army of Kesh"), rather than pointing back or describing."""
        owners = (kid for prep in phrase.children if prep.lower_ == "of" for kid in prep.children)
        spans = ((token.left_edge.idx, token.idx + len(token.text)) for token in (phrase, *owners))
        return any(self.cast.within(start, end) for start, end in spans)

    def opening(self, head: Token) -> Token | None:
        """The name that opens a noun phrase without being an adjective or owner: "Kesh" in "sell Kesh jets"."""
        first = next((token for token in head.doc[head.left_edge.i : head.i] if token.pos_ != "DET"), head)
        start = first.idx
        for mention in self.cast.within(start, head.idx):
            last = next((token for token in _tokens(head, mention) if token.idx + len(token.text) == mention.end), None)
            if mention.start == start and last is not None and "adjective" not in mention.rule:
                owner = last.i + 1 < len(head.doc) and last.nbor(1).tag_ in {"POS", "HYPH"}
                return None if owner or self._only_made(head, mention) else last
        return None

    def is_state(self, id: str) -> bool:
        """Whether the actor is a state, or a body that is none of the states: a company, a group."""
        return any(actor.id == id and actor.kind == ActorKind.STATE for actor in self.cast.actors)

    def makers(self, head: Token) -> tuple[str, ...]:
        """The parties said to have made a thing: "Kesh-made guns"."""
        names = self.cast.within(head.left_edge.idx, head.idx)
        ids = [mention.actor for mention in names if self._only_made(head, mention)]
        return tuple(side for id in ids if (side := self.cast.side(id)) is not None)

    def origin(self, head: Token) -> tuple[str, ...]:
        """The parties that a thing belongs to or comes from by its own phrase: "its soldiers", "Kesh's oil".

        What opens a list holds for the bare nouns after it: "Orvanese bombs and spare parts".
        """
        for kid in head.children:
            if kid.dep_ == "poss" and (sides := self._sides_of(kid)):
                return tuple(sides)
        counted = head.tag_ == "NNPS" and any(kid.dep_ == "nummod" for kid in head.children)
        ids = self.nationality(head) or (self.cast.of(head) if counted else ())  # "300 Orvanese"
        if not ids and head.dep_ == "conj" and head.head.i < head.i and not any(kid.dep_ == "det" for kid in head.children):
            return self.origin(head.head) if head.head.pos_ in {"NOUN", "PROPN"} else ()
        return tuple(side for id in ids if (side := self.cast.side(id)) is not None)


def _tokens(head: Token, mention: Mention) -> list[Token]:
    return [token for token in head.doc[head.left_edge.i : head.i] if mention.start <= token.idx < mention.end]
