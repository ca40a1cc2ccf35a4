"""Events of giving: the verbs and nouns that tell of one, and who is who in their frames.

The frames are `data/lexicon/giving.toml`. A verb may stand in several frames ("supply X to Y", "supply Y with X"); the first
frame that finds a thing is taken. Roles are filled as tokens; who they stand for is decided by `parties`.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache
from typing import Any

from spacy.tokens import Doc, Span, Token

from core import lexicon
from core.extract import items
from core.extract.clauses import antecedent, child, is_passive, own_subject, phrases, subject
from core.extract.items import Thing
from core.extract.parties import Parties
from core.records import Category

ORDER = ("equip", "pay", "swap", "ask", "turn", "give", "get", "train", "fund", "arm", "recognise", "veto", "oppose", "seek",
         "send", "gain", "go", "stay")  # fmt: skip


@dataclass(slots=True)
class Event:
    """One act of giving as the text words it: the word of giving, the phrases in its roles, the things given."""

    anchor: Token
    frame: str
    suppliers: list[Token] = field(default_factory=list)
    recipients: list[Token] = field(default_factory=list)
    things: list[Thing] = field(default_factory=list)
    returns: list[Thing] = field(default_factory=list)
    sought: bool = False
    gives: str | None = None
    elliptic: Token | None = None

    @property
    def verbal(self) -> bool:
        return self.anchor.pos_ in {"VERB", "AUX"}


@cache
def _verbs() -> dict[str, list[tuple[str, dict[str, Any]]]]:
    """Frames by verb, in the order in which they are tried."""
    frames = lexicon.table("giving")["verbs"]
    index: dict[str, list[tuple[str, dict[str, Any]]]] = {}
    for name in ORDER:
        for verb in frames[name]["verbs"]:
            index.setdefault(verb, []).append((name, frames[name]))
    return index


@cache
def _nouns() -> dict[str, list[tuple[str, dict[str, Any]]]]:
    index: dict[str, list[tuple[str, dict[str, Any]]]] = {}
    for name, frame in lexicon.table("giving")["nouns"].items():
        for noun in frame["nouns"]:
            index.setdefault(noun, []).append((name, frame))
    return index


@cache
def _support(side: str) -> frozenset[str]:
    return frozenset(lexicon.table("giving")["support"][side])


def events(doc: Doc, parties: Parties) -> Iterator[Event]:
    """Every event of giving in reading order, with at least one thing or an elliptic phrase for one ("8,000 of them")."""
    for token in doc:
        if token.pos_ in {"VERB", "AUX"} or token.tag_ in {"VBN", "VBG"}:
            event = _verb_event(token, parties)
        elif token.pos_ in {"NOUN", "PROPN"}:
            event = _noun_event(token, parties)
        else:
            continue
        if event is not None:
            yield event


# ---------------------------------------------------------------- verbs
def _entries(verb: Token) -> list[tuple[str, dict[str, Any]]]:
    """The frames of a verb, those of its longest form first: "hand over", "ask for" before "hand", "ask"."""
    lemma = verb.lemma_.lower()
    found: list[tuple[str, dict[str, Any]]] = []
    for kid in verb.children:
        if kid.dep_ in {"prt", "prep", "advmod"} and kid.i > verb.i:
            found += _verbs().get(f"{lemma} {kid.lower_}", [])
        elif kid.dep_ in {"acomp", "xcomp", "oprd"}:
            found += _verbs().get(f"{lemma} {kid.lemma_.lower()}", [])
    return found + [entry for entry in _verbs().get(lemma, []) if entry not in found]


def _verb_event(verb: Token, parties: Parties) -> Event | None:
    for name, frame in _entries(verb):
        event = Event(verb, name, sought=frame.get("status") == "sought", gives=frame.get("gives"))
        fill = FILLERS.get(name) or FILLERS.get(str(frame.get("item")), _fill_object)
        fill(event, frame, parties)
        _add_companions(event)
        if event.things or event.elliptic is not None or (event.gives and event.recipients):
            _add_returns(event)
            return event
    return None


def _take(event: Event, phrase: Token | None, frame: dict[str, Any], parties: Parties) -> bool:
    """Reads things out of a phrase into the event; whether there were any."""
    if phrase is None:
        return False
    phrase = antecedent(phrase)
    event.things = [t for t in items.things(phrase, bool(frame.get("open"))) if not parties.cast.of(t.head) or t.known]
    if frame.get("only"):
        event.things = [thing for thing in event.things if thing.category == frame["only"]]
    if not event.things and (people := _people(phrase, parties)):
        event.things = [people]
    if not event.things and _is_elliptic(phrase):
        event.elliptic = phrase
    return bool(event.things) or event.elliptic is not None


def _people(phrase: Token, parties: Parties) -> Thing | None:
    """ "6,000 Orvanese" and "some North Koreans" are people of that state."""
    if phrase.tag_ != "NNPS" and not (phrase.pos_ == "PROPN" and child(phrase, "nummod")):
        return None
    mentions = parties.cast.within(phrase.left_edge.idx, phrase.idx + len(phrase.text))
    if (
        not phrase.text.endswith("s")
        or not mentions
        or not (child(phrase, "nummod", "det", "amod") or phrase.dep_ == "pobj")
    ):
        return None
    start = mentions[-1].start
    end = phrase.idx + len(phrase.text)
    return Thing(phrase, start, end, phrase.doc.text[start:end], Category.PERSONNEL, True)


def _is_elliptic(phrase: Token) -> bool:
    """ "1,500 had gone", "8,000 of them", "several thousand more": a count whose noun stands earlier."""
    if phrase.ent_type_ in {"DATE", "TIME", "PERCENT", "MONEY"}:
        return False
    counted = phrase.pos_ == "NUM" or phrase.lower_ in {
        "some",
        "others",
        "more",
        "many",
        "several",
        "dozens",
        "hundreds",
        "thousands",
    }
    of = next((kid for prep in phrase.children if prep.lower_ == "of" for kid in prep.children if kid.dep_ == "pobj"), None)
    return counted and (of is None or of.lower_ in {"them", "these", "those", "which", "whom"})


def _fill_object(event: Event, frame: dict[str, Any], parties: Parties) -> None:
    """X gives an item to Y, and Y gets an item from X: the item is the object, or the subject of a passive."""
    verb = event.anchor
    gets = frame["recipient"] == "subject"
    doer, others = (event.recipients, event.suppliers) if gets else (event.suppliers, event.recipients)
    words = frame["supplier" if gets else "recipient"]
    if is_passive(verb):
        said_of = subject(verb)
        thing = child(verb, "dobj", "oprd")
        if (
            not gets
            and said_of is not None
            and thing is not None
            and parties.sides(said_of)
            and _take(event, thing, frame, parties)
        ):
            others.append(said_of)
        else:
            _take(event, said_of, frame, parties)
        doer += [agent for by in verb.children if by.dep_ == "agent" or by.lower_ == "by" for agent in by.children]
    else:
        objects = _objects(verb)
        for phrase in objects:
            if _take(event, phrase, frame, parties):
                break
        said_of = subject(verb)
        if event.things or event.elliptic is not None:
            if said_of is not None:
                doer.append(said_of)
            if not gets:
                others += [o for o in _receivers(verb, event.things) if parties.sides(o)]
        elif not gets and not objects and said_of is not None and not parties.cast.of(said_of):
            _take(event, said_of, frame, parties)  # "Shells sent to Kesh", "Troops deploy to Kesh"
    others += list(phrases(verb, words))
    for given in event.things:
        others += [phrase for phrase in phrases(given.head, words) if phrase not in others]


def _objects(verb: Token) -> list[Token]:
    """The object phrases of an active verb; in a relative clause without one, the noun that the clause is about."""
    found = [kid for kid in verb.children if kid.dep_ in {"dobj", "attr", "oprd"} and kid.pos_ != "VERB"]
    if found:
        return [antecedent(kid) for kid in found]
    current = verb
    while current.dep_ in {"xcomp", "ccomp"} and current.head.pos_ in {"VERB", "AUX"}:
        current = current.head
    if current.dep_ == "relcl" and (own := own_subject(current)) is not None and own.tag_ not in {"WDT", "WP"}:
        return [current.head]
    nested = child(verb, "ccomp")
    return [kid for kid in nested.children if kid.dep_ in {"nsubj"}] if nested is not None and verb.lemma_ == "let" else []


def _receivers(verb: Token, things: list[Thing]) -> list[Token]:
    """Indirect objects: marked as such, a second object, or read by the parser as part of the thing ("sell Kesh jets")."""
    found = [kid for kid in verb.children if kid.dep_ == "dative" and kid.pos_ not in {"ADP"}]
    heads = {thing.head.i for thing in things}
    found += [
        kid
        for kid in verb.children
        if kid.dep_ in {"dobj", "npadvmod"} and kid.i not in heads and kid.i < min(heads, default=0)
    ]
    for thing in things[:1]:
        found += [
            kid
            for kid in thing.head.children
            if kid.dep_ in {"compound", "poss"} and kid.pos_ == "PROPN" and kid.i == thing.head.left_edge.i
        ]
    return found


def _fill_with(event: Event, frame: dict[str, Any], parties: Parties) -> None:
    """X equips Y with an item, asks Y for an item, turns to Y for one, pays with one."""
    verb = event.anchor
    for phrase in phrases(verb, frame["item"]):
        if _take(event, phrase, frame | {"open": event.frame == "equip"}, parties):
            break
    if not (event.things or event.elliptic):
        return
    passive = is_passive(verb)
    agents = [agent for by in verb.children if by.dep_ == "agent" for agent in by.children]
    said_of = subject(verb)
    roles = {"subject": agents if passive else [said_of] if said_of is not None else []}
    roles["object"] = ([said_of] if said_of is not None else []) if passive else _plain_objects(verb)
    for role, phrases_ in (("supplier", event.suppliers), ("recipient", event.recipients)):
        words = frame[role]
        phrases_ += (
            roles[words]
            if isinstance(words, str) and words in roles
            else list(phrases(verb, words))
            if words != "none"
            else []
        )
    if event.frame in {"equip"} and not any(parties.sides(phrase) for phrase in event.recipients):
        event.things = [thing for thing in event.things if thing.known]
    if frame.get("in_return"):
        _pay_for(event, frame)


def _plain_objects(verb: Token) -> list[Token]:
    return [antecedent(kid) for kid in verb.children if kid.dep_ in {"dobj", "dative"} and kid.pos_ != "ADP"]


def _pay_for(event: Event, frame: dict[str, Any]) -> None:
    for phrase in phrases(event.anchor, frame["in_return"]):
        event.returns += items.things(phrase, False)


def _fill_swap(event: Event, frame: dict[str, Any], parties: Parties) -> None:
    _fill_object(event, frame | {"open": False}, parties)
    _pay_for(event, frame)
    if not event.returns:
        event.things = []


def _fill_subject(event: Event, frame: dict[str, Any], parties: Parties) -> None:
    """An item goes from X to Y, or is with Y already."""
    verb = event.anchor
    said_of = subject(verb)
    if said_of is None or (is_passive(verb) and event.frame == "go" and verb.lemma_ not in {"transfer", "deploy", "move"}):
        return
    if event.frame == "stay" and not own_subject(verb):
        return
    places = list(phrases(verb, frame["recipient"], deep=False))
    if event.frame == "go":
        places += _plain_objects(verb)
    if not places and event.frame == "stay":
        return
    if not _take(event, said_of, frame, parties):
        return
    event.recipients += places
    event.suppliers += list(phrases(verb, frame["supplier"], deep=False))


def _fill_gives(event: Event, frame: dict[str, Any], parties: Parties) -> None:
    """The verb itself names what is given: X trains, funds, arms, recognises Y."""
    verb = event.anchor
    said_of = subject(verb)
    if is_passive(verb):
        takers = [said_of] if said_of is not None else []
        event.suppliers += [agent for by in verb.children if by.dep_ == "agent" for agent in by.children]
        if not event.suppliers and event.frame == "train":
            event.suppliers += list(phrases(verb, ["under", "in", "with"]))
    else:
        takers = _plain_objects(verb)
        if said_of is not None:
            event.suppliers.append(said_of)
    if frame["recipient"] == "against":
        takers = [
            token for taker in takers for token in taker.subtree if token.dep_ in {"pobj", "dobj"} and token.i != taker.i
        ]
    event.recipients += [taker for taker in takers if taker is not None and parties.sides(taker)]


FILLERS = {
    "equip": _fill_with,
    "ask": _fill_with,
    "turn": _fill_with,
    "pay": _fill_with,
    "swap": _fill_swap,
    "go": _fill_subject,
    "stay": _fill_subject,
    "train": _fill_gives,
    "fund": _fill_gives,
    "arm": _fill_gives,
    "recognise": _fill_gives,
    "veto": _fill_gives,
    "oppose": _fill_gives,
}


def _add_companions(event: Event) -> None:
    """Things that ride along: "…, along with rockets", "together with spare parts"."""
    for prep in event.anchor.subtree if event.things else ():
        if prep.lower_ == "with" and prep.i and prep.nbor(-1).lower_ in {"along", "together"}:
            for kid in prep.children:
                if kid.dep_ == "pobj":
                    known = {thing.head.i for thing in event.things}
                    event.things += [thing for thing in items.things(kid, True) if thing.head.i not in known]


def _add_returns(event: Event) -> None:
    """What the gift is said to pay for: "in return for food", "in exchange for oil and gas"."""
    span = event.anchor.sent
    for token in span:
        if token.lower_ in {"return", "exchange"} and token.i and token.nbor(-1).lower_ == "in":
            for phrase in (kid for prep in token.children if prep.lower_ == "for" for kid in prep.children):
                given = {thing.head.i for thing in event.things}
                returned = [thing for thing in items.things(phrase, False) if thing.head.i not in given]
                if phrase.i not in given and event.anchor in _clause_verbs(token):
                    event.returns += returned


def _clause_verbs(token: Token) -> list[Token]:
    """The verbs and nouns a phrase hangs on, up to and with the nearest verb."""
    chain: list[Token] = []
    for above in token.ancestors:
        chain.append(above)
        if above.pos_ in {"VERB", "AUX"}:
            break
    return chain


# ---------------------------------------------------------------- nouns
def _noun_event(noun: Token, parties: Parties) -> Event | None:
    if noun.dep_ == "compound":
        return None
    for form in items.forms(noun):
        for name, frame in _nouns().get(form, ()):
            event = Event(noun, f"noun {name}", sought=frame.get("status") == "sought", gives=frame.get("gives"))
            _fill_noun(event, frame, parties)
            if event.things or (event.gives and (event.suppliers or event.recipients)):
                _add_returns(event)
                return event
    return None


def _fill_noun(event: Event, frame: dict[str, Any], parties: Parties) -> None:
    noun = event.anchor
    if frame.get("item") == "self":
        thing = items.thing_of(noun)
        event.things = [thing] if thing else []
    elif "gives" not in frame:
        event.things = _noun_things(noun, frame, parties)
    if not event.things and not event.gives:
        return
    owners = [kid for kid in noun.children if kid.dep_ == "poss"]
    gets = event.frame in {"noun get", "noun seek"}
    doer, other, words = (
        (event.recipients, event.suppliers, "supplier") if gets else (event.suppliers, event.recipients, "recipient")
    )
    doer += owners or ([noun] if parties.nationality(noun) else [])
    mine = frame["recipient" if gets else "supplier"]
    doer += list(phrases(noun, mine)) if isinstance(mine, list) else []
    other += list(phrases(noun, frame[words])) if isinstance(frame[words], list) else []
    _from_support_verb(event, parties)


def _noun_things(noun: Token, frame: dict[str, Any], parties: Parties) -> list[Thing]:
    for phrase in phrases(noun, frame["item"], deep=False):
        if phrase.dep_ != "pcomp" and (found := items.things(phrase, bool(frame.get("open")) and bool(child(noun, "poss")))):
            return [thing for thing in found if not parties.cast.of(thing.head) or thing.known]
    return [thing for word in _compounds(noun) if (thing := items.thing_of(word)) is not None]


def _compounds(noun: Token) -> list[Token]:
    """Nouns before a noun of giving that name its thing: "arms and fuel shipments"."""
    before = noun.doc[noun.left_edge.i : noun.i]
    return [
        t
        for t in before
        if t.pos_ in {"NOUN", "PROPN"}
        and t.dep_ in {"compound", "nmod", "conj"}
        and t.head.i <= noun.i
        and not _modifies(t, noun)
    ]


def _modifies(token: Token, noun: Token) -> bool:
    """Whether a compound only modifies the next one: "tank" in "tank shell deliveries"."""
    after = token.nbor(1)
    return after.i < noun.i and after.pos_ in {"NOUN", "PROPN"} and token.head.i == after.i


def _from_support_verb(event: Event, parties: Parties) -> None:
    """Parties from the verb that carries the noun: "Kesh began deliveries", "Kesh received a shipment"."""
    noun = event.anchor
    top = noun
    while top.dep_ in {"conj", "pobj", "prep"} and top.head.pos_ in {"NOUN", "ADP", "PROPN"}:
        top = top.head
    verb = top.head
    if verb.pos_ != "VERB" or top.dep_ not in {"dobj", "nsubjpass", "pobj"}:
        return
    doer = subject(verb) if top.dep_ == "dobj" else None
    if doer is None or not parties.sides(doer):
        return
    lemma = verb.lemma_.lower()
    if lemma in _support("by_recipient") and not event.recipients:
        event.recipients.append(doer)
    elif lemma in _support("by_supplier") and not event.suppliers and event.frame != "noun get":
        event.suppliers.append(doer)
    elif lemma in _support("by_supplier") and event.frame == "noun get" and not event.recipients:
        event.recipients.append(doer)


def extent(event: Event) -> Span:
    """The clause or noun phrase that states the event, without attribution and leading connectives."""
    anchor = event.anchor
    tokens = _clause(anchor) if event.verbal else list(anchor.subtree)
    inside = [t for t in tokens if t.sent.start == anchor.sent.start] + [
        thing.head for thing in event.things if thing.head.sent.start == anchor.sent.start
    ]
    first, last = min(t.i for t in inside), max(t.i for t in inside)
    doc = anchor.doc
    while first < anchor.i and (
        doc[first].is_punct or doc[first].is_space or doc[first].dep_ in {"cc", "mark"} or doc[first].text in {"-", "•", "–"}
    ):
        first += 1
    while last > first and (doc[last].is_space or doc[last].text in {".", ",", ";", ":", "—", "–", "-", "”", '"', "and"}):
        last -= 1
    return doc[first : last + 1]


def _clause(verb: Token) -> list[Token]:
    top = verb
    while top.dep_ == "xcomp" and top.head.pos_ in {"VERB", "AUX"}:
        top = top.head
    if top.dep_ in {"relcl", "acl"}:
        kept = {t.i for t in top.head.subtree}
        return list(top.doc[min(kept) : top.right_edge.i + 1])
    dropped: set[int] = set()
    for kid in top.children:
        attribution = kid.lower_ in {"according"} or kid.dep_ in {"parataxis"}
        clause_list = kid.dep_ == "conj" and kid.pos_ in {"VERB", "AUX"} and not any(t.i == verb.i for t in kid.subtree)
        if attribution or clause_list or (kid.dep_ == "ccomp" and not any(t.i == verb.i for t in kid.subtree)):
            dropped |= {t.i for t in kid.subtree}
    return [t for t in top.subtree if t.i not in dropped]
