"""Things read out of a phrase into an event, also where the parser broke the list they stand in."""

from dataclasses import replace

from core.extract import elliptic, items, shifted
from core.extract.clauses import antecedent, child, phrases
from core.extract.frames import Event, Frame, words
from core.extract.items import Thing
from core.extract.kinds import forms, listing
from core.extract.parsed import Token
from core.extract.parties import Parties
from core.records import Category


def take(event: Event, phrase: Token | None, frame: Frame, parties: Parties) -> bool:
    """Reads things out of a phrase into the event; whether there were any."""
    if phrase is None:
        return False
    phrase = shifted.called(antecedent(phrase))
    event.things = [t for t in items.things(phrase, bool(frame.get("open"))) if not parties.cast.of(t.head) or t.known]
    if event.anchor.lemma_.lower() in words("support", "trading"):
        event.things = [_traded(thing) for thing in event.things]
    if event.anchor.lemma_ == "release":  # imagery is released to the press
        event.things = [thing for thing in event.things if thing.category != Category.INTELLIGENCE]
    if frame.get("only"):
        event.things = [thing for thing in event.things if thing.category == frame["only"]]
    if not event.things:
        event.things = [people for noun in items.nouns(phrase) if (people := _people(noun, parties)) is not None]
    if not event.things and not (event.both and phrase.pos_ != "NUM"):
        event.elliptic = elliptic.stands_in(phrase)
    if not event.things and event.elliptic is None:
        event.things = list(event.pending)
    return bool(event.things) or event.elliptic is not None


def _traded(thing: Thing) -> Thing:
    """What is bought and sold is no person: "fighters", "trainers" and "transports" are aircraft then."""
    aircraft = thing.category == Category.PERSONNEL and any(form in listing("aircraft") for form in forms(thing.head))
    return replace(thing, category=Category.WEAPONS) if aircraft else thing


def _people(phrase: Token, parties: Parties) -> Thing | None:
    """ "6,000 Orvanese" and "some North Koreans" are people of that state, "members of the Kesh Guard" are of that body."""
    if phrase.lemma_.lower() == "member" and (body := next(phrases(phrase, ["of"], deep=False), None)) is not None:
        ids = parties.cast.of(body)
        end = body.idx + len(body.text)
        armed = bool(ids) and child(phrase, "nummod") is not None and not any(parties.is_state(id) for id in ids)
        return (
            Thing(phrase, phrase.idx, end, items.between(phrase, phrase.idx, end), Category.PERSONNEL, True)
            if armed
            else None
        )
    if phrase.tag_ != "NNPS" and not (phrase.pos_ == "PROPN" and child(phrase, "nummod")):
        return None
    mentions = parties.cast.within(phrase.left_edge.idx, phrase.idx + len(phrase.text))
    if (
        not phrase.text.endswith("s")
        or not mentions
        or mentions[-1].end < phrase.idx + len(phrase.text)  # "four Polish MiGs"
        or not (child(phrase, "nummod", "det", "amod") or phrase.dep_ == "pobj")
    ):
        return None
    start = mentions[-1].start
    end = phrase.idx + len(phrase.text)
    return Thing(phrase, start, end, items.between(phrase, start, end), Category.PERSONNEL, True)


def strays(event: Event, parties: Parties) -> list[Thing]:
    """Members of a list that the parser hung on the verb: "sent shells, rockets and cash", the rockets beside the shells."""
    if not event.things:
        return []
    last, known = event.things[-1].head, {thing.head.i for thing in event.things}
    after = [
        kid for kid in event.anchor.children if kid.i > last.i and kid.dep_ in {"dep", "appos", "dobj", "conj", "npadvmod"}
    ]
    found: list[Thing] = []
    for kid in after:
        start = kid.left_edge.i
        joined = start > 0 and kid.doc[start - 1].lower_ in {",", "and", "or"} and kid.pos_ in {"NOUN", "PROPN", "NUM"}
        if joined and kid.i not in known and not parties.cast.of(kid):
            found += [thing for thing in items.things(kid, False) if thing.concrete and thing.head.i not in known]
    return found


def loads(verb: Token, things: list[Thing]) -> list[Thing]:
    """What a vehicle is sent with, which is what is given: "sent a ship with rice and blankets"."""
    if not things or not all(items.is_vehicle(thing.head) for thing in things):
        return things
    behind = (phrase for phrase in phrases(verb, ["with"], deep=False) if phrase.i > things[-1].head.i)
    found = [thing for phrase in behind for thing in items.things(phrase, False)]
    return [thing for thing in found if thing.known and thing.category != Category.PERSONNEL] or things


def with_too(phrase: Token, frame: Frame) -> list[Thing]:
    """Things of a second phrase beside the first: "with troops and, since May, with drones"."""
    verb = phrase.head.head
    over = (
        [verb, verb.head] if verb.dep_ == "xcomp" else [verb]
    )  # "continues to back it with arms and, since May, with fuel"
    beside = (kid for above in over for kid in above.children if kid.i > phrase.i and kid.lower_ in frame["item"])
    return [thing for prep in beside for kid in prep.children if kid.dep_ == "pobj" for thing in items.things(kid, False)]
