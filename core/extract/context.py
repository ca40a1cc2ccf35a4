"""What a telling leaves open and the text around it makes clear: the other party.

Parties named in the clause always win. Where one is open, `open_parties` weighs the parties of the document; where both are,
they are those of the telling that the document has most of the same kind, or of one shortly before. What names nobody in
particular ("any country") stays open.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from functools import cached_property

from core.extract import kinds
from core.extract.clauses import child, is_name, phrases
from core.extract.discourse import definite, nouns
from core.extract.elliptic import PRONOUNS, Antecedents
from core.extract.frames import Event, words
from core.extract.given import Given, Pair, is_definite
from core.extract.hostility import hostile
from core.extract.items import Thing
from core.extract.open_parties import Candidates, reason
from core.extract.open_signs import Open, Read
from core.extract.parsed import Doc, Token
from core.extract.parties import Parties, strange
from core.extract.stages import Stage, used
from core.extract.told import Tellings, Told, headings
from core.extract.traps import own_firm
from core.records import ActorKind, Category

# Who sold a thing is not clear from who gave another; "X got", in contrast, leaves it to the context.
BUYING = frozenset({"buy", "purchase", "procure", "import", "order", "acquisition", "procurement", "borrow", "acquire"})
PLAIN = frozenset({"give", "get"})  # frames whose verbs say enough for one party of a thing of no list to be understood
ARRIVING = frozenset({"stay", "go"})  # frames that name who gets a thing only by where it is
OWNED = frozenset({"give", "send"})  # frames in which the owner of the thing may be who gets it
NEAR = 150  # tokens back to a telling from which both parties may be understood
KINDS = {
    "states": frozenset({ActorKind.STATE}),
    "groups": frozenset({ActorKind.ARMED_GROUP, ActorKind.ORGANIZATION}),
    "firms": frozenset({ActorKind.ORGANIZATION}),
    "armed": frozenset({ActorKind.ARMED_GROUP}),
}
EMPTY: tuple[Thing | None, ...] = (None,)  # an event whose verb itself is the thing given


class Context:
    """All events of a document, the tellings among them that name both parties, and who the document is about."""

    def __init__(self, doc: Doc, parties: Parties, events: Sequence[Event]) -> None:
        self.doc = doc
        self.resolve = parties
        self.givers: Counter[str] = Counter()
        self.takers: Counter[str] = Counter()
        self.things = Antecedents(events)
        self._given = Given()
        self._handed: set[tuple[str, str]] = set()  # who is told to give to whom by a word of giving
        self.told = Tellings([*self._complete(events), *headings(doc, parties)])

    def _complete(self, events: Iterable[Event]) -> Iterator[Told]:
        for event in events:
            for thing in event.things or EMPTY:
                pair = self._explicit(event, thing)
                if pair is None or (event.both and pair.explicit < 2):
                    continue
                self.givers.update(pair.suppliers)
                self.takers.update(pair.recipients)
                if thing is not None:
                    self._given.note(event, thing, pair)
                if pair.explicit < 2:
                    continue
                category = thing.category if thing is not None else None
                for supplier in pair.suppliers:
                    for recipient in pair.recipients:
                        if event.frame not in ARRIVING:
                            self._handed.add((supplier, recipient))
                        yield Told(supplier, recipient, category, event.anchor.i)

    def parties(self, event: Event, thing: Thing | None) -> Pair | None:
        """Supplier and recipient as the words name them, else as the context gives them; None where neither is clear."""
        pair = self._explicit(event, thing)
        if pair is None:
            return None
        if event.frame in {"go", "due"} and not pair.explicit and not self._comes(event, thing):
            return None
        pair = self._in_parallel(event, pair)
        if thing is not None and not event.both:
            pair = self._given.beside(event, thing, pair)
            before = self._given.before(event, thing)
            if _moves_on(event, pair, before):
                return None
            pair = _of_the_same(event, pair, before) if before is not None else pair
        if not (pair.suppliers and pair.recipients):
            filled = self._filled(event, thing, pair)
            if filled is None:
                return None
            pair = filled
        if event.frame in ARRIVING and event.recipients:
            pair = self._with_its_taker(pair)
        if thing is not None and not thing.known and not (pair.suppliers and pair.recipients):
            return None  # "sold the furniture", with nobody to sell it to
        if thing is not None and thing.category == Category.PERSONNEL and (self._at_war(pair) or _inside(event, pair)):
            return None
        if thing is not None:
            self._given.keep(thing, pair)
        noun = thing.head.lemma_.lower() if thing is not None else None
        self.candidates.keep(Read(event.anchor.i, frozenset(pair.suppliers), frozenset(pair.recipients), noun))
        return pair

    def _comes(self, event: Event, thing: Thing | None) -> bool:
        """Whether a verb of motion alone means towards whoever was to get the thing: "eight more followed"."""
        if any(phrase.lower_ == "top" for phrase in phrases(event.anchor, ["on"], deep=False)):  # "come on top of"
            return False
        if _same_way(event) or (event.elliptic is not None and event.elliptic.lower_ not in PRONOUNS):
            return True
        if thing is None or event.anchor.lemma_.lower() not in words("counts", "coming"):
            return False
        return self._given.before(event, thing) is not None or (_goes_on(event, thing) and self._given.tells_of(thing))

    def within_one_state(self, supplier: str | None, recipient: str | None) -> bool:
        """Whether one of two parties is a firm or body at home in the other."""
        known = {actor.id: actor for actor in self.resolve.cast.actors if actor.id in (supplier, recipient)}
        return own_firm(known.get(supplier or ""), known.get(recipient or ""))

    @cached_property
    def candidates(self) -> Candidates:
        """The parties of the document, weighed for an open place."""
        return Candidates(self.doc, self.resolve, self.told, self.givers, self.takers, self.enemies)

    @cached_property
    def enemies(self) -> frozenset[tuple[str, str]]:
        """Pairs of parties of which the text says that one attacks the other."""
        return frozenset(hostile(self.doc, self.resolve))

    def _in_parallel(self, event: Event, pair: Pair) -> Pair:
        """A pair whose "it" that gets the thing is whoever got one in the sentence before, not who gave that: "Kesh armed
        Orvania. Veld handed it trucks" speaks of Orvania."""
        last = self.told.last_before(event.anchor.i, NEAR)
        if last is None or (last.supplier,) != pair.recipients or last.recipient in pair.suppliers:
            return pair
        pronoun = [phrase.lower_ for phrase in event.recipients] in (["it"], ["them"])
        between = self.doc[last.at].sent.end, event.anchor.sent.start
        return replace(pair, recipients=(last.recipient,)) if pronoun and between[0] == between[1] else pair

    def _with_its_taker(self, pair: Pair) -> Pair:
        """A pair whose recipient is only where things turn up, with whoever got them: Kesh arms Orvania, which invaded Veld,
        and "Keshan shells are in Veld". Not where the giver is told to give to both."""
        fought = {foe for side in pair.recipients for foe in self._foes(side)}
        takers = {taker for giver, taker in self._handed if giver in pair.suppliers}
        sided = sorted(fought & takers)
        return pair if len(sided) != 1 or takers & set(pair.recipients) else replace(pair, recipients=(sided[0],))

    def _foes(self, side: str) -> Iterator[str]:
        for one, other in self.enemies:
            if side in (one, other):
                yield other if side == one else one

    def _at_war(self, pair: Pair) -> bool:
        return any((s, r) in self.enemies or (r, s) in self.enemies for s in pair.suppliers for r in pair.recipients)

    def _explicit(self, event: Event, thing: Thing | None) -> Pair | None:
        suppliers = self._first(event.suppliers, ())
        recipients = self._first(event.recipients, suppliers)
        if len(suppliers) > 1 and not recipients and any(_each_other(phrase) for phrase in event.recipients):
            return Pair(suppliers, suppliers, 2)
        taken_up = thing is not None and event.elliptic is not None and self._given.at(thing) is not None
        origin = self.resolve.origin(thing.head) if thing is not None and not taken_up else ()
        own = thing is not None and any(kid.tag_ == "PRP$" for kid in thing.head.children)  # "the group buys its rifles"
        described = not any(map(self.resolve.names, event.recipients))
        if origin and recipients == origin[:1] and not suppliers and described and not own:
            suppliers, recipients = recipients, ()  # "brought Orvanese oil to the country": not to Orvania
        if len(suppliers) == 1 and not recipients and event.recipients:
            suppliers, recipients = self._by_name(event, suppliers)
        if not suppliers:
            suppliers = tuple(id for id in origin if id not in recipients)[:1]
        elif (
            not recipients
            and event.anchor.lemma_ in words("carriers", "verbs")
            and origin
            and not set(origin) & set(suppliers)
        ):
            suppliers, recipients = origin[:1], suppliers
        owner = child(thing.head, "poss") if thing is not None and event.frame in OWNED else None
        if suppliers and not recipients and owner is not None and owner.pos_ == "PROPN":
            recipients = tuple(id for id in self.resolve.sides(owner) if id not in suppliers)  # "half of Kesh's wheat"
        if not recipients and event.returns:
            back = tuple(id for returned in event.returns for id in self.resolve.origin(returned.head))
            recipients = tuple(id for id in back if id not in suppliers)[:1]
        told = taken_up or (thing is not None and self._given.before(event, thing) is not None)
        if event.frame == "stay" and not suppliers and not told:
            return None
        if thing is not None and not thing.known and not self._sure(event, suppliers, recipients, thing.concrete):
            return None
        return Pair(suppliers, recipients, bool(suppliers) + bool(recipients))

    def _sure(self, event: Event, suppliers: tuple[str, ...], recipients: tuple[str, ...], concrete: bool) -> bool:
        """A thing of no list is believed only between two parties, one of no known kind only between named states."""
        if concrete:
            return bool(suppliers and recipients) or (event.frame in PLAIN and bool(suppliers or recipients))
        named = all(any(self.resolve.names(p) for p in phrases_) for phrases_ in (event.suppliers, event.recipients))
        states = all(self.resolve.is_state(id) for id in suppliers + recipients)
        return bool(suppliers and recipients) and named and states

    def _by_name(self, event: Event, sides: tuple[str, ...]) -> tuple[tuple[str, ...], tuple[str, ...]]:
        """Where both phrases were read as one party, the one that names it keeps it; the other stays open."""
        takers = [phrase for phrase in event.recipients if sides[0] in self.resolve.sides(phrase)]
        givers = [phrase for phrase in event.suppliers if sides[0] in self.resolve.sides(phrase)]
        if takers and givers and self.resolve.names(takers[0]) and not self.resolve.names(givers[0]):
            return (), sides
        return sides, ()

    def _first(self, phrases_: list[Token], without: tuple[str, ...]) -> tuple[str, ...]:
        found: tuple[str, ...] = ()
        for phrase in sorted(phrases_, key=lambda phrase: not is_name(phrase)):  # "to Kesh for use in Orvania"
            if not found or phrase.head.dep_ == "conj":  # "to Kesh and to Orvania"
                found += tuple(id for id in self.resolve.sides(phrase) if id not in without + found)
        return found

    def _filled(self, event: Event, thing: Thing | None, pair: Pair) -> Pair | None:
        if not used(Stage.UNDERSTOOD):
            return pair if pair.explicit else None
        suppliers, recipients = pair.suppliers, pair.recipients
        role = event.suppliers if not suppliers else event.recipients
        kinds = _kinds(role)
        if event.frame != "hold" and any(_nobody(phrase) or (not kinds and _somebody_else(phrase)) for phrase in role):
            open_on_purpose = not event.both or any(map(_nobody, role))  # "moved a brigade to the west" tells of no giving
            return pair if pair.explicit and open_on_purpose else None
        category = thing.category if thing is not None else None
        described = any(phrase.pos_ == "NOUN" for phrase in event.suppliers)  # "from the reclusive state"
        buying = event.anchor.lemma_.lower() in BUYING and not suppliers and not described
        makers = self.resolve.makers(thing.head) if thing is not None and not suppliers else ()
        if makers and not set(makers) & set(recipients):
            return pair if buying else Pair(makers[:1], recipients, pair.explicit)
        back = suppliers and not recipients and _gives_back(event)
        if back and (giver := self.told.giver(event.anchor.i, suppliers)) is not None:
            return Pair(suppliers, (giver,), pair.explicit)
        if buying:
            return self._from_told(event, category, pair) or (pair if pair.explicit and not event.both else None)
        little = event.both or event.frame == "noun aid"  # the words alone hardly tell of a giving
        if not pair.explicit:
            best_pair = self.candidates.best_pair(self._open(event, thing, True), self._open(event, thing, False))
            if best_pair.supplier is None or best_pair.recipient is None:
                return None
            return Pair((best_pair.supplier,), (best_pair.recipient,), 0, reason(best_pair))
        place = self._open(event, thing, not suppliers, suppliers or recipients, little)
        best = self.candidates.best(place)
        if best.id is None:
            return None if little else pair
        return Pair(suppliers or (best.id,), recipients or (best.id,), pair.explicit, reason(best))

    def _open(
        self, event: Event, thing: Thing | None, supplier: bool, known: tuple[str, ...] = (), little: bool = False
    ) -> Open:
        """The open place of a telling as the words leave it."""
        role = event.suppliers if supplier else event.recipients
        return Open(
            supplier,
            known,
            thing.category if thing is not None else None,
            event.anchor,
            thing.head if thing is not None else None,
            role[0] if role else None,
            _kinds(role),
            self._barred(role),
            linked=bool(known) and (little or any(map(is_name, role))),
        )

    def _barred(self, role: list[Token]) -> tuple[str, ...]:
        """The parties that a phrase sets somebody else beside: "its ally", "Kesh's enemy"."""
        owners = (kid for phrase in role if phrase.lemma_.lower() in nouns("relation") for kid in phrase.children)
        return tuple(id for owner in owners if owner.dep_ == "poss" for id in self.resolve.sides(owner))

    def _from_told(self, event: Event, category: Category | None, pair: Pair) -> Pair | None:
        """Open parties from the telling around that fits and is of the same category; both also from one shortly before."""
        at = event.anchor.i
        around = list(self.told.near(at)) if pair.explicit else self.told.usual(at, category)
        fitting = [told for told in around if _fits(told, pair)]
        same = [told for told in fitting if told.category in (category, None)]
        free = event.verbal and not pair.explicit and not event.both and event.anchor.lemma_.lower() not in BUYING
        others = [told for told in fitting if free and 0 <= at - told.at <= NEAR]
        for told in (*same, *others):
            return Pair(pair.suppliers or (told.supplier,), pair.recipients or (told.recipient,), pair.explicit)
        return None


def _same_way(event: Event) -> bool:
    """Whether things went "the same way" as others before: from and to the same."""
    ways = (kid for kid in event.anchor.children if kid.lemma_ in {"way", "route", "road", "path"})
    return any(kid.lower_ == "same" for way in ways for kid in way.children)


def _goes_on(event: Event, thing: Thing) -> bool:
    """Whether the words join what comes to what came before: "six officers followed", "a further 20 tonnes will arrive"."""
    further = any(kid.lower_ in words("counts", "further") for kid in thing.head.subtree if kid.i < thing.head.i)
    already = any(kid.lower_ in {"already", "too", "also"} for kid in event.anchor.children)
    if event.anchor.dep_ == "xcomp":  # "the spares stopped coming"
        return False
    return event.anchor.lemma_ == "follow" or further or already or is_definite(thing)


def _moves_on(event: Event, pair: Pair, before: Pair | None) -> bool:
    """Whether things go on from whoever got them to a third place: "some of them have moved nearer to Kesh"."""
    if event.frame != "go" or event.elliptic is None or before is None:
        return False
    return bool(set(pair.recipients) - set(before.recipients))


def _of_the_same(event: Event, pair: Pair, before: Pair) -> Pair:
    """A pair completed from the telling before of the same thing; "in the country" is where that telling sent it."""
    if event.frame == "stay" and set(pair.recipients) <= set(before.suppliers):
        return Pair(before.suppliers, before.recipients, 1)
    return pair.filled(before) if event.elliptic is not None or pair.fits(before) else pair


def _gives_back(event: Event) -> bool:
    """Whether the words say that the gift answers another: "repaid", "in return"."""
    if event.anchor.lemma_.lower() in words("support", "repaying"):
        return True
    own = (token for kid in event.anchor.children if kid.dep_ == "prep" for token in kid.children)
    return any(token.lower_ in {"return", "exchange", "turn"} for token in own)


def _fits(told: Told, pair: Pair) -> bool:
    """Whether a telling has the known party in the same role, and nobody in both."""
    same = (not pair.suppliers or told.supplier in pair.suppliers) and (
        not pair.recipients or told.recipient in pair.recipients
    )
    return same and told.supplier not in pair.recipients and told.recipient not in pair.suppliers


def _inside(event: Event, pair: Pair) -> bool:
    """Whether people are only moved about: no recipient, and none that the words leave open on purpose."""
    named = any(is_name(phrase) or _nobody(phrase) for phrase in event.recipients)
    return not pair.recipients and not named


def _nobody(phrase: Token) -> bool:
    """Whether a phrase names nobody in particular: "any country", "whoever pays"."""
    if phrase.lower_ in words("nobody", "words") or (strange(phrase) and not definite(phrase)):
        return True
    return any(kid.dep_ == "det" and kid.lower_ in words("nobody", "determiners") for kid in phrase.children)


def _each_other(phrase: Token) -> bool:
    return phrase.lower_ in {"other", "another"} and phrase.i > 0 and phrase.nbor(-1).lower_ in {"each", "one"}


def _kinds(role: list[Token]) -> frozenset[ActorKind]:
    """What kind of actor the description in an open role means: "the country" is a state; empty where it does not tell."""
    for phrase in role:
        if phrase.pos_ == "NOUN" and definite(phrase):
            kind = next((kind for kind in KINDS if _of_kind(phrase, kind)), None)
            if kind is not None:
                return KINDS[kind]
    return frozenset()


def _of_kind(phrase: Token, kind: str) -> bool:
    """Whether a description is for actors of a kind; a body has no plural, a police force is always one."""
    one = phrase.tag_ == "NN" or phrase.lower_ == "police" or kind == "armed"
    return one and phrase.lemma_.lower() in words("kinds", kind)


def _somebody_else(phrase: Token) -> bool:
    """Whether a phrase means somebody or something that no party can be: "wealthy donors", "an outside group"."""
    if is_name(phrase) or phrase.head.lower_ in {"for", "in", "at", "on"} or phrase.lemma_.lower() in nouns("relation"):
        return False
    return phrase.pos_ == "NOUN" and not any(form in words("places", "words") for form in kinds.forms(phrase))
