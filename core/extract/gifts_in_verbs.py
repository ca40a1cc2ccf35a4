"""Verbs that themselves name what is given: X trains, funds, arms, recognises Y."""

from core.extract import frames, items, kinds
from core.extract.clauses import child, is_passive, phrases, subject
from core.extract.frames import Event, Frame
from core.extract.parsed import Token
from core.extract.parties import Parties
from core.extract.slots import agents, plain_objects, targets
from core.records import Category


def fill_gives(event: Event, frame: Frame, parties: Parties) -> None:
    """The verb itself names what is given: X trains, funds, arms, recognises Y."""
    verb = event.anchor
    said_of = subject(verb)
    if is_passive(verb):
        takers = [said_of] if said_of is not None else []
        event.suppliers += agents(verb)
        if not event.suppliers and event.frame == "train":
            event.suppliers += [phrase for phrase in phrases(verb, ["under", "in", "with"]) if parties.sides(phrase)]
    elif event.frame == "train" and not any(map(parties.sides, (*plain_objects(verb), *_shared(verb)))):
        takers = _trainees(event, said_of, parties)
    else:
        takers = plain_objects(verb) or _shared(verb)
        takers += phrases(verb, ["from"], deep=False) if event.frame == "train" else ()  # "trains officers from Kesh"
        if said_of is not None:
            event.suppliers.append(said_of)
    if "from" in frame and not any(phrase.lemma_.lower() in frame["from"] for phrase in phrases(verb, ["from"])):
        return
    if event.frame == "assist":
        work = child(verb, "xcomp", "ccomp")
        if not _is_technical_work(verb, work):
            return
        takers = takers or ([kid for kid in work.children if kid.dep_ == "nsubj"] if work is not None else [])
    if frame["recipient"] == "against":
        takers = [target for taker in takers if taker.lemma_ in frame["measures"] for target in targets(taker)]
    event.recipients += [taker for taker in takers if taker is not None and parties.sides(taker)]


def _shared(verb: Token) -> list[Token]:
    """The objects that a verb shares with the one joined to it: "trains and equips the army of Kesh"."""
    joined = (kid for kid in verb.children if kid.dep_ == "conj" and kid.pos_ == "VERB" and child(kid, "nsubj") is None)
    return next((objects for kid in joined if kid.i - verb.i <= 2 and (objects := plain_objects(kid))), [])


def _trainees(event: Event, said_of: Token | None, parties: Parties) -> list[Token]:
    """Soldiers of one state who train under, with or in another: the other trains them."""
    people = items.thing_of(said_of) if said_of is not None else None
    if said_of is None or people is None or people.category != Category.PERSONNEL:
        return []
    own = set(parties.sides(said_of))
    if event.anchor.lemma_.lower() in frames.words("support", "teaching"):  # "Orvanese instructors teach in Kesh"
        taught = [phrase for phrase in phrases(event.anchor, ["in", "at", "for"]) if set(parties.sides(phrase)) - own]
        event.suppliers += [said_of] if taught else []
        return taught
    where = phrases(event.anchor, ["under", "with", "by", "in", "at", "on"])
    event.suppliers += [phrase for phrase in where if (sides := set(parties.sides(phrase))) and not sides & own]
    return [said_of] if event.suppliers else []


def _is_technical_work(verb: Token, work: Token | None) -> bool:
    """Whether help goes into technology: "helped Kesh build a satellite", "helped Kesh with its missile programme"."""
    given = (
        child(verb.head, "dobj") if verb.dep_ in {"advcl", "xcomp"} else verb.head if verb.dep_ in {"relcl", "acl"} else None
    )
    if given is not None and given != verb and items.thing_of(given) is not None:
        return False  # a purpose: "gave it engines to help it launch a satellite"
    if any(kid.dep_ == "dobj" and kinds.names_technology(kid) for kid in verb.children):
        return True
    if work is not None:
        return kinds.is_technical(work)
    return any(kinds.names_technology(phrase) for phrase in phrases(verb, ["with", "in"]) if items.thing_of(phrase) is None)
