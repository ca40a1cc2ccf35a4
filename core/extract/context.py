"""What a telling leaves open and the text around it makes clear: the other party, and what a bare number counts.

Parties named in the clause always win. An open one is taken from the telling nearest before, else after, that has the same
party in the same role, first of the same category, then of any; only then from the one other state that the sentence, or
the document as a whole, is about. What names nobody in particular ("any country") stays open.
"""

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property

from spacy.tokens import Doc, Token

from core.extract import items
from core.extract.clauses import child, is_name, is_passive, phrases, subject
from core.extract.frames import Event, words
from core.extract.items import Thing
from core.extract.parties import END, Parties, strange
from core.records import Category

BACK = 120  # tokens searched for the noun that "8,000 of them" counts
# Who sold a thing is not clear from who gave another; "X got", in contrast, leaves it to the context.
BUYING = frozenset({"buy", "purchase", "procure", "import", "order", "acquisition", "procurement", "borrow", "acquire"})
OWNED = frozenset({"give", "send"})  # frames in which the owner of the thing may be who gets it
NEAR = 80  # tokens back to a telling from which both parties may be understood
EMPTY: tuple[Thing | None, ...] = (None,)  # an event whose verb itself is the thing given
# A document is about two parties when the second is named at least this many times as often as the third.
CLEARLY = 2


@dataclass(frozen=True, slots=True)
class Pair:
    """Who gives and who takes, and how many of the two the words of the telling name themselves."""

    suppliers: tuple[str, ...]
    recipients: tuple[str, ...]
    explicit: int


@dataclass(frozen=True, slots=True)
class Told:
    """A telling whose two parties its own words name."""

    supplier: str
    recipient: str
    category: Category | None
    at: int


class Context:
    """All events of a document, the tellings among them that name both parties, and who the document is about."""

    def __init__(self, doc: Doc, parties: Parties, events: Iterable[Event]) -> None:
        self.doc = doc
        self.resolve = parties
        self.givers: Counter[str] = Counter()
        self.takers: Counter[str] = Counter()
        self.told = sorted(self._complete(events), key=lambda told: told.at)
        sides = (parties.cast.side(mention.actor) for mention in parties.cast.within(0, END))
        self.named = Counter(side for side in sides if side is not None)

    def _complete(self, events: Iterable[Event]) -> Iterator[Told]:
        for event in events:
            for thing in event.things or EMPTY:
                pair = self._explicit(event, thing)
                if pair is None or (event.both and pair.explicit < 2):
                    continue
                self.givers.update(pair.suppliers)
                self.takers.update(pair.recipients)
                if pair.explicit < 2:
                    continue
                category = thing.category if thing is not None else None
                for supplier in pair.suppliers:
                    for recipient in pair.recipients:
                        yield Told(supplier, recipient, category, event.anchor.i)
        yield from self._headings()

    def _headings(self) -> Iterator[Told]:
        """Lines such as "From Kesh to Orvania" that say for a list below them who gives to whom."""
        for sentence in self.doc.sents:
            if any(token.pos_ in {"VERB", "AUX"} for token in sentence):
                continue
            tops = [token for token in sentence if token.lower_ == "from"]
            for start in tops[:1]:
                suppliers = [id for kid in start.children if kid.dep_ == "pobj" for id in self.resolve.sides(kid)]
                towards = [t for t in sentence if t.lower_ == "to" and t.i > start.i]
                recipients = [id for to in towards[:1] for kid in to.children for id in self.resolve.sides(kid)]
                if suppliers and recipients and suppliers[0] != recipients[0]:
                    yield Told(suppliers[0], recipients[0], None, start.i)

    # ------------------------------------------------------------ what is counted
    def meant(self, phrase: Token, frame: str) -> Thing | None:
        """The thing that a bare count stands for: the nearest countable thing before it."""
        nearest: Thing | None = None
        for i in range(phrase.i - 1, max(-1, phrase.i - BACK), -1):
            token = self.doc[i]
            if token.pos_ not in {"NOUN", "PROPN"} or token.tag_ not in {"NNS", "NNPS"}:
                continue
            thing = items.thing_of(token)
            if thing is None or (frame == "stay" and thing.category != Category.PERSONNEL):
                continue
            if frame != "go" or thing.category == Category.PERSONNEL or token.dep_ in {"nsubj", "nsubjpass"}:
                return thing
            nearest = nearest or thing
        return nearest

    def contents(self, thing: Thing) -> Category:
        """The category of a container: that of what this sentence or the next says it held, else its own."""
        if thing.category != Category.OTHER or thing.head.lemma_.lower() not in words("containers", "words"):
            return thing.category
        here = thing.head.sent
        until = self.doc[here.end].sent.end if here.end < len(self.doc) else here.end
        for token in self.doc[thing.head.i + 1 : until]:
            if token.pos_ == "NOUN" and token.dep_ in {"dobj", "pobj", "conj", "attr"}:
                category = items.category_of(token)
                if category not in (None, Category.OTHER, Category.PERSONNEL) and self._holds(token):
                    return category or Category.OTHER
        return thing.category

    def _holds(self, noun: Token) -> bool:
        """Whether a verb of holding stands over the noun: "the cargo could hold shells"."""
        held = words("containers", "verbs")
        for above in noun.ancestors:
            if above.pos_ in {"VERB", "AUX"}:
                return above.lemma_.lower() in held
        return False

    # ------------------------------------------------------------ who
    def parties(self, event: Event, thing: Thing | None) -> Pair | None:
        """Supplier and recipient as the words name them, else as the context gives them; None where neither is clear."""
        pair = self._explicit(event, thing)
        if pair is None:
            return None
        if pair.explicit < 2:
            filled = self._filled(event, thing, pair)
            if filled is None:
                return None
            pair = filled
        if thing is not None and thing.category == Category.PERSONNEL and (self._at_war(pair) or _inside(event, pair)):
            return None
        return pair

    @cached_property
    def hostile(self) -> frozenset[tuple[str, str]]:
        """Pairs of parties of which the text says that one attacks the other."""
        return frozenset(_hostile(self.doc, self.resolve))

    def _at_war(self, pair: Pair) -> bool:
        return any((s, r) in self.hostile or (r, s) in self.hostile for s in pair.suppliers for r in pair.recipients)

    def _explicit(self, event: Event, thing: Thing | None) -> Pair | None:
        suppliers = self._first(event.suppliers, ())
        recipients = self._first(event.recipients, suppliers)
        if len(suppliers) > 1 and not recipients and any(_each_other(phrase) for phrase in event.recipients):
            return Pair(suppliers, suppliers, 2)
        origin = self.resolve.origin(thing.head) if thing is not None else ()
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
        if event.frame == "stay" and not suppliers:
            return None
        if thing is not None and not thing.known and not self._sure(event, suppliers, recipients):
            return None
        return Pair(suppliers, recipients, bool(suppliers) + bool(recipients))

    def _sure(self, event: Event, suppliers: tuple[str, ...], recipients: tuple[str, ...]) -> bool:
        """A thing that no list knows is believed only between two parties that the clause itself names."""
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
        for phrase in phrases_:
            if not found or phrase.head.dep_ == "conj":  # "to Kesh and to Orvania"
                found += tuple(id for id in self.resolve.sides(phrase) if id not in without + found)
        return found

    def _filled(self, event: Event, thing: Thing | None, pair: Pair) -> Pair | None:
        suppliers, recipients = pair.suppliers, pair.recipients
        role = event.suppliers if not suppliers else event.recipients
        if event.frame != "hold" and any(_nobody(phrase) or _somebody_else(phrase) for phrase in role):
            return pair if pair.explicit else None
        category = thing.category if thing is not None else None
        described = any(phrase.pos_ == "NOUN" for phrase in event.suppliers)  # "from the reclusive state"
        buying = event.anchor.lemma_.lower() in BUYING and not suppliers and not described
        makers = self.resolve.makers(thing.head) if thing is not None and not suppliers else ()
        if makers and not set(makers) & set(recipients):
            return pair if buying else Pair(makers[:1], recipients, pair.explicit)
        near = list(self._near(event.anchor.i))
        for same in (True, False):
            if not same and (buying or event.both):
                break
            for told in near:
                if same and told.category not in (category, None):
                    continue
                if (suppliers and told.supplier not in suppliers) or (recipients and told.recipient not in recipients):
                    continue
                if told.supplier in recipients or told.recipient in suppliers:
                    continue
                if not (pair.explicit or same or (event.verbal and 0 <= event.anchor.i - told.at <= NEAR)):
                    continue
                return Pair(suppliers or (told.supplier,), recipients or (told.recipient,), pair.explicit)
        if not pair.explicit or event.both:
            return None
        other = self._other(event, suppliers or recipients)
        if other is None or buying:
            return pair
        return Pair(suppliers or (other,), recipients or (other,), pair.explicit)

    def _near(self, at: int) -> Iterator[Told]:
        yield from (told for told in reversed(self.told) if told.at <= at)
        yield from (told for told in self.told if told.at > at)

    def _other(self, event: Event, known: tuple[str, ...]) -> str | None:
        """The other party: of the nearest telling with the known one, of other gifts, or the one other state around."""
        for told in self._near(event.anchor.i):
            if told.supplier in known and told.recipient not in known:
                return told.recipient
            if told.recipient in known and told.supplier not in known:
                return told.supplier
        taking = Counter({side: n for side, n in (self.givers + self.takers).items() if side not in known}).most_common(2)
        if taking and (len(taking) == 1 or taking[0][1] > taking[1][1]):
            return taking[0][0]
        open_role = event.recipients if known == tuple(self._first(event.suppliers, ())) else event.suppliers
        if any(is_name(phrase) for phrase in open_role):
            return None  # somebody is named there, who is not known
        sentence = event.anchor.sent
        around = self.resolve.cast.within(sentence.start_char, sentence.end_char)
        speakers = {
            id
            for verb in event.anchor.ancestors
            if verb.pos_ == "VERB" and (who := subject(verb))
            for id in self.resolve.sides(who)
        }
        sides = {side for mention in around if (side := self.resolve.cast.side(mention.actor)) and side not in known}
        if any(phrase.lower_ in {"we", "us"} for phrase in open_role):
            speakers = set()
        sides = {side for side in sides - speakers if self.resolve.is_state(side)}
        if len(sides) == 1:
            return sides.pop()
        others = ((side, n) for side, n in self.named.most_common() if side not in known and side not in speakers)
        ranked = [(side, n) for side, n in others if self.resolve.is_state(side)]
        if ranked and (len(ranked) == 1 or ranked[0][1] >= CLEARLY * ranked[1][1]):
            return ranked[0][0]
        return None


def _inside(event: Event, pair: Pair) -> bool:
    """Whether people are only moved about: no recipient, and none that the words leave open on purpose."""
    named = any(is_name(phrase) or _nobody(phrase) for phrase in event.recipients)
    return not pair.recipients and not named


def _nobody(phrase: Token) -> bool:
    """Whether a phrase names nobody in particular: "any country", "whoever pays"."""
    if phrase.lower_ in words("nobody", "words") or strange(phrase):
        return True
    return any(kid.dep_ == "det" and kid.lower_ in words("nobody", "determiners") for kid in phrase.children)


def _each_other(phrase: Token) -> bool:
    return phrase.lower_ in {"other", "another"} and phrase.i > 0 and phrase.nbor(-1).lower_ in {"each", "one"}


def _somebody_else(phrase: Token) -> bool:
    """Whether a phrase means somebody or something that no party can be: "wealthy donors", "an outside group"."""
    if is_name(phrase) or phrase.head.lower_ in {"for", "in", "at", "on"}:
        return False
    return phrase.pos_ == "NOUN" and not any(form in words("places", "words") for form in items.forms(phrase))


def _hostile(doc: Doc, parties: Parties) -> Iterator[tuple[str, str]]:
    """Pairs of parties of which the text says that one attacks the other."""
    for token in doc:
        lemma = token.lemma_.lower()
        if token.pos_ == "NOUN" and lemma in words("hostile", "nouns"):
            owners = [id for kid in token.children if kid.dep_ == "poss" for id in parties.sides(kid)] or [
                side for id in parties.nationality(token) if (side := parties.cast.side(id))
            ]
            targets = [
                id
                for phrase in phrases(token, ["of", "against", "on", "in", "with"], deep=False)
                for id in parties.sides(phrase)
            ]
        elif token.pos_ == "VERB" and lemma in words("hostile", "verbs") and not is_passive(token):
            who = subject(token)
            owners = list(parties.sides(who)) if who is not None else []
            targets = [
                side
                for kid in token.children
                if kid.dep_ == "dobj"
                for id in parties.cast.of(kid)
                if (side := parties.cast.side(id))
            ]
        else:
            continue
        yield from ((owner, target) for owner in owners for target in targets if owner != target)
