"""Frames of few verbs: paying, swapping, foisting on, letting have, putting at somebody's disposal."""

from core.extract import items
from core.extract.clauses import antecedent, child, is_passive, own_subject, phrases, subject
from core.extract.filling import fill_object, fill_with, pay_for
from core.extract.frames import Event, Frame
from core.extract.parsed import Token
from core.extract.parties import Parties
from core.extract.slots import agents, objects
from core.extract.taking import take
from core.records import Category


def fill_foist(event: Event, frame: Frame, parties: Parties) -> None:
    """X unloads an item on Y; without such a phrase the verb is read in another frame."""
    if any(parties.sides(phrase) for phrase in phrases(event.anchor, frame["recipient"])):
        fill_object(event, frame, parties)


def fill_across(event: Event, frame: Frame, parties: Parties) -> None:
    """X gets an item to Y; "got access to Orvania's tanks" is no such phrase."""
    over = (event.anchor, *(kid for kid in event.anchor.children if kid.dep_ == "dobj" and items.thing_of(kid) is not None))
    if any(parties.sides(phrase) for word in over for phrase in phrases(word, frame["recipient"], deep=False)):
        fill_object(event, frame, parties)


def fill_meet(event: Event, frame: Frame, parties: Parties) -> None:
    """X meets Y's need of an item: "covers half of Orvania's gas needs", "Orvania's demand for wheat"."""
    for phrase in objects(event.anchor):
        need = items.wrapped(phrase) or phrase
        if need.lemma_.lower() not in frame["needs"] or (doer := subject(event.anchor)) is None:
            continue
        named = [kid for kid in need.children if kid.dep_ == "compound"]
        named += phrases(need, ["for", "of"], deep=False)
        event.things = [thing for noun in named for thing in items.things(noun, False)]
        event.suppliers = agents(event.anchor) if is_passive(event.anchor) else [doer]
        owners = [kid for kid in need.children if kid.dep_ in {"poss", "amod"}]
        event.recipients = [kid for kid in owners if parties.sides(kid)] or ([need] if parties.nationality(need) else [])


def fill_denied(event: Event, frame: Frame, parties: Parties) -> None:
    """X denies Y an item; without Y, X denies that there is one: "denied the deliveries"."""
    verb = event.anchor
    if is_passive(verb):
        kept = child(verb, "dobj") is not None
    else:
        kept = child(verb, "dative") is not None or sum(kid.dep_ == "dobj" for kid in verb.children) > 1
    if kept:
        fill_object(event, frame, parties)


def fill_own(event: Event, frame: Frame, parties: Parties) -> None:
    """X has an item from Y; without such a phrase nothing is said of a giving."""
    who = subject(event.anchor)
    if who is not None and parties.sides(who) and any(map(parties.sides, phrases(event.anchor, frame["supplier"]))):
        fill_object(event, frame, parties)


def fill_pay(event: Event, frame: Frame, parties: Parties) -> None:
    """X pays with an item, or pays Y a sum, for another item."""
    fill_with(event, frame, parties)
    event.things = [thing for thing in event.things if thing.head.lemma_.lower() != "advance"]  # "paid in advance"
    if not event.things:
        fill_object(event, frame | {"item": "object", "recipient": ["to"]}, parties)
        event.things = [thing for thing in event.things if thing.category == Category.FINANCE]
        pay_for(event, frame)
    if event.things and (noun := _paid_one(event.anchor)) is not None:
        event.recipients.append(noun)
    if not event.things and event.returns and not objects(event.anchor):
        _buy_for(event, parties)


def _paid_one(verb: Token) -> Token | None:
    """Whom a clause on a noun says was paid: "the firm that Kesh paid $3 million"."""
    pronoun = next((kid for kid in verb.children if kid.tag_ in {"WDT", "WP"} and kid.dep_ in {"dobj", "dative"}), None)
    return antecedent(pronoun) if verb.dep_ == "relcl" and pronoun is not None else None


def _buy_for(event: Event, parties: Parties) -> None:
    """ "Kesh paid for Orvania's radios": whoever pays gives them to their owner."""
    who = subject(event.anchor)
    payers = agents(event.anchor) if is_passive(event.anchor) else [who] if who is not None else []
    paid = {side for payer in payers for side in parties.sides(payer)}
    owners = [kid for thing in event.returns for kid in thing.head.children if kid.dep_ == "poss" and parties.sides(kid)]
    owners += [to for thing in event.returns for to in phrases(thing.head, ["for"], deep=False) if parties.sides(to)]
    people = any(thing.category == Category.PERSONNEL for thing in event.returns)  # whose work is paid
    if paid and not people and any(set(parties.sides(owner)) - paid for owner in owners):
        event.things, event.returns = event.returns, []
        event.suppliers, event.recipients = payers, owners


def fill_swap(event: Event, frame: Frame, parties: Parties) -> None:
    fill_object(event, frame | {"open": False}, parties)
    pay_for(event, frame)
    if not event.returns:
        event.things = []


def fill_let(event: Event, frame: Frame, parties: Parties) -> None:
    """X lets Y have an item: the giver stands with the verb of letting above."""
    over, taker = event.anchor.head, own_subject(event.anchor)
    if taker is None or over.lemma_.lower() not in frame["letting"] or event.anchor.dep_ not in {"ccomp", "xcomp"}:
        return
    if (giver := subject(over)) is None or not take(event, child(event.anchor, "dobj"), frame, parties):
        return
    event.suppliers, event.recipients = [giver], [taker]


def fill_disposal(event: Event, frame: Frame, parties: Parties) -> None:
    """X puts an item at the disposal of Y, or at Y's."""
    fill_object(event, frame | {"recipient": []}, parties)
    at = [kid for prep in event.anchor.children if prep.lower_ == "at" for kid in prep.children if kid.dep_ == "pobj"]
    event.recipients += [kid for disposal in at for kid in disposal.children if kid.dep_ == "poss"]
    event.recipients += [phrase for disposal in at for phrase in phrases(disposal, ["of"], deep=False)]
