"""Nouns of giving: their phrases put into the roles of their frame."""

from collections.abc import Sequence

from core.extract import elliptic, frames, items, kinds
from core.extract.clauses import antecedent, child, is_passive, phrases, subject
from core.extract.frames import Event, Frame
from core.extract.items import Thing
from core.extract.parsed import Token
from core.extract.parties import Parties
from core.extract.slots import agents
from core.records import Category

WAYS = frozenset({"way", "route"})
ARRIVING = frozenset({"arrival", "deployment", "presence", "influx", "posting", "redeployment"})


def noun_event(noun: Token, parties: Parties, pending: Sequence[Thing] = ()) -> Event | None:
    """The event that a noun tells, or None; `pending` are the things of a list below a lead-in line."""
    if noun.dep_ == "compound":
        return None
    for form in kinds.forms(noun):
        for name, frame in frames.nouns().get(form, ()):
            event = frames.event(noun, f"noun {name}", frame, pending)
            _fill_noun(event, frame, parties)
            if event.things or event.elliptic is not None or (event.gives and (event.suppliers or event.recipients)):
                return event
    return None


def presence(noun: Token, parties: Parties) -> Event | None:
    """People of one state said to be in another: "its troops in Kesh", "3,000 Orvanese soldiers in Kesh"."""
    if not any(kid.lower_ in {"in", "inside"} and kid.dep_ == "prep" for kid in noun.children):
        return None
    thing = items.thing_of(noun)
    if thing is None or thing.category != Category.PERSONNEL or not (people := parties.origin(noun)):
        return None
    places = [place for place in phrases(noun, ["in", "inside"], deep=False) if parties.names(place)]
    if not any(set(parties.sides(place)) - set(people) for place in places):
        return None
    event = frames.event(noun, "noun presence", {})
    event.things, event.suppliers, event.recipients = _listed_people(noun, thing), [noun], places
    return event


def _listed_people(noun: Token, thing: Thing) -> list[Thing]:
    """The people of a list whose last member has the place: "Orvanese doctors, bakers and teachers in Kesh"."""
    top = noun
    while top.dep_ == "conj" and top.head.pos_ in {"NOUN", "PROPN"} and child(top, "det", "poss", "amod") is None:
        top = top.head
    listed = [one for one in items.things(top, False) if one.category == Category.PERSONNEL] if top is not noun else []
    return listed if any(one.head.i == noun.i for one in listed) else [thing]


def bound(noun: Token, parties: Parties) -> Event | None:
    """Things on their way from one party to another: "rifles bound for Kesh from Orvania", "drones on their way to Kesh"."""
    after = noun.nbor(1) if noun.i + 1 < len(noun.doc) else noun
    heads = [after] if after.lower_ in frames.words("moving", "bound") else []
    if not heads and not noun.doc.columns.hold(WAYS):
        return None
    over = (noun, noun.head) if noun.dep_ in {"dobj", "nsubj", "nsubjpass"} else (noun,)
    ways = (prep for above in over for prep in above.children if prep.lower_ in {"on", "en"} and prep.i > noun.i)
    heads += [way for prep in ways for way in prep.children if way.lower_ in WAYS]
    thing = items.thing_of(noun) if heads else None
    if thing is None:
        return None
    event = frames.event(noun, "noun bound", {})
    event.things = [thing]
    event.recipients = [phrase for head in heads for phrase in phrases(head, ["for", "to"], deep=False)]
    event.recipients += [goal for head in heads for goal in _goals(head)]
    ends = (*heads, noun, *event.recipients)  # "bound for Kesh from Orvania"
    event.suppliers = [phrase for head in ends for phrase in phrases(head, ["from"], deep=False)]
    event.suppliers = event.suppliers or ([noun] if parties.origin(noun) else [])
    clear = any(map(parties.sides, event.suppliers)) and any(map(parties.sides, event.recipients))
    return event if clear else None


def _goals(way: Token) -> list[Token]:
    """Where the way of a thing leads, wherever the parser hung it: "on their way from Kesh to Orvania"."""
    beside = [prep for prep in way.head.head.children if prep.i > way.i] if way.dep_ == "pobj" else []
    preps = (prep for prep in (*way.subtree, *beside) if prep.lower_ == "to" and prep.i > way.i)
    return [kid for prep in preps for kid in prep.children if kid.dep_ == "pobj"]


def _fill_noun(event: Event, frame: Frame, parties: Parties) -> None:
    noun = event.anchor
    if "holder" in frame:
        _fill_agent_noun(event, frame, parties)
        return
    if event.frame == "noun deal":
        _fill_deal(event, frame, parties)
        return
    if frame.get("item") == "self":
        pointed = child(noun, "det")
        thing = items.thing_of(noun) if pointed is None or pointed.lemma_ not in {"this", "such"} else None
        event.things = [thing] if thing else []
    elif "gives" not in frame:
        event.things = _noun_things(noun, frame, parties) or _called_gift(noun)
    event.things = event.things or list(event.pending)
    if not event.things and "item" in frame and isinstance(frame["item"], list):
        held = (elliptic.stands_in(phrase) for phrase in phrases(noun, frame["item"], deep=False))
        event.elliptic = next((word for word in held if word is not None and word.pos_ != "PRON"), None)
    if not event.things and not event.gives and event.elliptic is None:
        return
    owners = [kid for kid in noun.children if kid.dep_ == "poss"]
    gets = event.frame in {"noun get", "noun seek", "noun enquiry"}
    doer, other, words = (
        (event.recipients, event.suppliers, "supplier") if gets else (event.suppliers, event.recipients, "recipient")
    )
    doer += owners or ([noun] if parties.nationality(noun) else [])
    mine = frame["recipient" if gets else "supplier"]
    doer += list(phrases(noun, [*mine, "of"] if noun.dep_ in {"appos", "attr"} else mine)) if isinstance(mine, list) else []
    other += _ends(noun, frame[words], bool(doer)) if isinstance(frame[words], list) else []
    if not any(parties.sides(phrase) for phrase in other) and isinstance(frame[words], list):
        other += _on_the_verb(noun, frame[words])
        behind = [phrase for thing in event.things for phrase in phrases(thing.head, frame[words])]
        other += [phrase for phrase in behind if parties.sides(phrase) and phrase not in other]
    top = _counted_by(noun)
    if top.dep_ == "nsubj" and top.head.lemma_.lower() in frames.words("support", "moving"):
        other += phrases(top.head, ["from"] if gets else ["to", "for", "in"], deep=False)  # "a shipment left for Kesh"
    if event.frame == "noun seek":
        _from_answer(event, parties)
    _from_support_verb(event, parties)


def _ends(noun: Token, words: list[str], known: bool) -> list[Token]:
    """The phrases for the other party; "in Kesh" only says where, unless somebody is told to give ("supplies in Kesh")."""
    return list(phrases(noun, [word for word in words if known or word != "in" or noun.lemma_ in ARRIVING]))


def _on_the_verb(noun: Token, words: list[str]) -> list[Token]:
    """Phrases that belong to the noun, but that the parser hung on the verb over it."""
    verb = next((above for above in noun.ancestors if above.pos_ in {"VERB", "AUX"}), None)
    if verb is None or verb.i > noun.i:
        return []
    return [phrase for phrase in phrases(verb, words, deep=False) if phrase.i > noun.i]


def _noun_things(noun: Token, frame: Frame, parties: Parties) -> list[Thing]:
    for phrase in phrases(noun, frame["item"], deep=False):
        if phrase.ent_type_ == "MONEY" and (sum_ := items.thing_of(noun)) is not None:
            return [sum_]  # "a loan of $1.5 billion"
        if phrase.dep_ != "pcomp" and (found := items.things(phrase, bool(frame.get("open")) and bool(child(noun, "poss")))):
            return [thing for thing in found if not parties.cast.of(thing.head) or thing.known]
    if found := [thing for word in _compounds(noun) if (thing := items.thing_of(word)) is not None]:
        return found
    return [thing for phrase in phrases(noun, ["of"]) for thing in items.things(phrase, False)]  # "sales to Kesh of tools"


def _called_gift(noun: Token) -> list[Thing]:
    """What is said to be a gift: "the rice, a gift from Kesh", "the guns were a donation by Kesh"."""
    if noun.lemma_.lower() not in frames.words("support", "called") or noun.dep_ not in {"appos", "attr"}:
        return []
    named = noun.head if noun.dep_ == "appos" else subject(noun.head)
    named = antecedent(named) if named is not None else None
    while named is not None and named.dep_ == "conj" and named.head.pos_ in {"NOUN", "PROPN"}:
        named = named.head  # "20 mines and 100 bombs, a gift from Kesh"
    return items.things(named, False) if named is not None else []


def _compounds(noun: Token) -> list[Token]:
    """Nouns before a noun of giving that name its thing: "arms and fuel shipments"."""
    before = noun.doc.span(noun.left_edge.i, noun.i)
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


def _counted_by(noun: Token) -> Token:
    """The count over a noun: "percent" in "70 percent of the imports", else the noun."""
    over = noun.head.head if noun.dep_ == "pobj" and noun.head.lower_ == "of" else noun
    return over if items.is_wrapper(over) else noun


def _fill_agent_noun(event: Event, frame: Frame, parties: Parties) -> None:
    """ "Kesh is the largest supplier of shells to Orvania", "a buyer of its oil": the noun is one of the parties."""
    noun = event.anchor
    event.things = _noun_things(noun, frame | {"open": False}, parties)
    holder = noun
    if noun.dep_ == "attr":
        holder = subject(noun.head) or noun
    elif noun.dep_ == "appos":
        holder = noun.head
    elif noun.dep_ == "nsubj" and noun.head.lemma_ == "be":
        holder = child(noun.head, "attr") or noun  # "its main supplier of arms is Kesh"
    gives = frame["holder"] == "supplier"
    (event.suppliers if gives else event.recipients).append(holder)
    owners = [kid for kid in noun.children if kid.dep_ == "poss" and holder.i != noun.i]
    others = event.recipients if gives else event.suppliers
    others += owners or list(phrases(noun, frame["recipient" if gives else "supplier"]))


def _fill_deal(event: Event, frame: Frame, parties: Parties) -> None:
    """ "Kesh signed a contract with Orvania for tanks": the verb says who buys, else states buy and companies sell."""
    noun = event.anchor
    verb = _carrier(noun)
    late = phrases(verb, frame["item"], deep=False) if verb is not None else ()
    for phrase in (*phrases(noun, frame["item"], deep=False), *late):
        event.things = [thing for thing in items.things(phrase, False) if thing.category != Category.FINANCE]
        if event.things:
            break
    if not event.things:
        event.elliptic = next((w for p in phrases(noun, frame["item"], deep=False) if (w := elliptic.stands_in(p))), None)
    mine = [kid for kid in noun.children if kid.dep_ == "poss"] or ([noun] if parties.nationality(noun) else [])
    if verb is not None and (who := subject(verb)) is not None and not is_passive(verb):
        mine.append(who)
    elif verb is not None and is_passive(verb):
        mine += agents(verb)
    theirs = list(phrases(noun, ["with", "to"], deep=False)) + list(phrases(noun, ["from"]))
    if verb is not None:
        theirs += [kid for kid in verb.children if kid.dep_ == "dative"]
        theirs += phrases(verb, ["with", "from", "to"], deep=False)
    if len({side for phrase in mine for side in parties.sides(phrase)}) > 1 and not any(map(parties.sides, theirs)):
        event.things, event.elliptic = [], None  # "Kesh and Orvania signed a deal": who buys is left open
        return
    event.suppliers, event.recipients = theirs, mine
    lemma = verb.lemma_.lower() if verb is not None else ""
    if lemma in frame["won"] or (lemma not in frame["awarded"] and _sold_by(mine, theirs, parties)):
        event.suppliers, event.recipients = mine, theirs


def _sold_by(mine: list[Token], theirs: list[Token], parties: Parties) -> bool:
    """Whether the first side is a company or group and the other a state."""
    first = [id for phrase in mine for id in parties.sides(phrase)][:1]
    other = [id for phrase in theirs for id in parties.sides(phrase)][:1]
    return bool(first and other) and not parties.is_state(first[0]) and parties.is_state(other[0])


def _from_answer(event: Event, parties: Parties) -> None:
    """Whoever grants or turns down a request is the one it was made to: "Kesh granted its wish for oil"."""
    verb = _carrier(event.anchor)
    if verb is None or verb.lemma_.lower() not in frames.words("support", "answering"):
        return
    who = next(iter(agents(verb)), None) if is_passive(verb) else subject(verb)
    if who is not None and (sides := parties.sides(who)):
        event.suppliers.insert(0, who)
        event.recipients = [phrase for phrase in event.recipients if not set(parties.sides(phrase)) & set(sides)]


def _from_support_verb(event: Event, parties: Parties) -> None:
    """Parties from the verb that carries the noun: "Kesh began deliveries", "Kesh received a shipment"."""
    verb = _carrier(event.anchor)
    doer = subject(verb) if verb is not None and not is_passive(verb) else None
    if verb is None or doer is None or not parties.sides(doer):
        return
    lemma = verb.lemma_.lower()
    if lemma in frames.words("support", "saying"):  # who denies or confirms a delivery may be either side
        other = event.suppliers if event.frame == "noun get" else event.recipients
        known = [id for phrase in other for id in parties.sides(phrase)]
        if len(parties.sides(doer)) > 1 or not known:
            return
        if event.frame == "noun get" and not event.recipients:
            event.recipients.append(doer)  # "confirmed receipt of the shells from Kesh"
    if lemma in frames.words("support", "by_recipient") and not event.recipients:
        event.recipients.append(doer)
    elif lemma in frames.words("support", "by_supplier") and not event.suppliers and event.frame != "noun get":
        event.suppliers.append(doer)
    elif lemma in frames.words("support", "by_supplier") and event.frame == "noun get" and not event.recipients:
        event.recipients.append(doer)


def _carrier(noun: Token) -> Token | None:
    """The verb that has the noun, or a phrase around it, as its object."""
    top = noun
    while top.dep_ in {"conj", "pobj", "prep"} and top.head.pos_ in {"NOUN", "ADP", "PROPN"}:
        top = top.head
    return top.head if top.dep_ in {"dobj", "nsubjpass"} and top.head.pos_ == "VERB" else None
