"""What looks like giving and is none: attacks, piloting, visits and exercises, a firm that works for its own state.

The guidelines count what one side hands over to another, or promises to. Shells that fall on a country, ships that call at
its ports and jets that its pilots fly are worded with the same verbs. The words are `data/lexicon/giving.toml`, "traps".
"""

from core.extract import items, kinds
from core.extract.clauses import child, phrases
from core.extract.frames import Event, words
from core.extract.items import Thing
from core.extract.parsed import Token
from core.records import Actor, ActorKind, Category, Status

FIRED = frozenset({Category.MISSILES, Category.DRONES, Category.MUNITIONS})
LASTING = frozenset({"DATE", "TIME"})
MOVED = FIRED | {Category.WEAPONS}


def is_trap(event: Event, thing: Thing | None) -> bool:
    """Whether an event of one thing tells of no giving at all."""
    if thing is None:
        return False
    moves = _attacks(event, thing) or _steers(event, thing) or _visits(event, thing) or _goes_back(event, thing)
    moves = moves or _travels(event, thing) or _to_its_own(event) or _freed(event, thing)
    moves = moves or _not_sought(event) or _aim_of_money(event)
    return moves or _on_show(event) or _barred(event.anchor) or _alone(event, thing)


def own_firm(supplier: Actor | None, recipient: Actor | None) -> bool:
    """Whether one party is a firm or body at home in the state that is the other: what it makes stays within."""
    if supplier is None or recipient is None or not supplier.country or supplier.country != recipient.country:
        return False
    kinds = {supplier.kind, recipient.kind}
    return kinds == {ActorKind.ORGANIZATION, ActorKind.STATE}


def _opened(event: Event, words_: frozenset[str]) -> list[Token]:
    return list(phrases(event.anchor, words_, deep=False))


def _on_show(event: Event) -> bool:
    """Whether things and people go to an exercise, a parade, a visit: "sent 20 ships to a joint exercise"."""
    there = frozenset() if event.frame == "give" else frozenset({"in", "on", "at"})  # "handed over at a ceremony"
    ends = _opened(event, frozenset({"to", "for", "into"}) | there)
    return any(form in words("traps", "shows") for phrase in ends for form in kinds.forms(phrase)) and not _is_aid(event)


def _is_aid(event: Event) -> bool:
    return event.frame.startswith("noun") or event.frame == "train"


def _not_sought(event: Event) -> bool:
    """Whether somebody is said not to have asked at all, which tells of no giving: "did not ask for a single truck"."""
    return event.status == Status.SOUGHT and event.verbal and child(event.anchor, "neg") is not None


def _aim_of_money(event: Event) -> bool:
    """Whether a purchase is only what a loan or grant is for: "a loan for the purchase of buses"."""
    noun = event.anchor
    if event.frame != "noun get" or noun.dep_ != "pobj" or noun.head.lower_ != "for" or event.suppliers:
        return False
    money = noun.head.head
    return money.pos_ == "NOUN" and kinds.category_of(money) == Category.FINANCE


def _attacks(event: Event, thing: Thing) -> bool:
    """Whether what flies and explodes arrives as a weapon does: "sent drones into Kesh", "missiles landed in Kesh"."""
    lemma = event.anchor.lemma_.lower()
    if thing.category not in FIRED or items.is_vehicle(thing.head):
        return False
    if event.frame == "go":
        hits = lemma in words("traps", "hitting") and not _opened(event, frozenset({"from"}))
        return (hits and not _opened(event, frozenset({"to"}))) or _comes_down(event.anchor)
    return lemma in words("traps", "throwing") and bool(
        _opened(event, frozenset({"into", "at", "over", "against", "toward", "towards"}))
    )


def _comes_down(verb: Token) -> bool:
    """Whether the same sentence says that it was shot down, crashed or exploded."""
    return any(kid.dep_ == "conj" and kid.lemma_.lower() in words("traps", "ending") for kid in verb.children)


def _steers(event: Event, thing: Thing) -> bool:
    """Whether somebody only flies or sails a craft: "pilots learn to fly jets"."""
    verb = event.anchor
    if verb.lemma_.lower() not in words("traps", "steering") or event.frame not in {"send", "give", "bring"}:
        return False
    craft = thing.category == Category.DRONES or any(form in words("traps", "craft") for form in kinds.forms(thing.head))
    ends = [end for end in _opened(event, frozenset({"to", "for"})) if end.ent_type_ not in LASTING]  # "for six weeks"
    return craft and not ends and child(verb, "dative") is None


def _visits(event: Event, thing: Thing) -> bool:
    """Whether somebody only moves about: "two destroyers docked in Kesh", "three monitors travelled to Kesh"."""
    if event.frame == "go" and any(form in words("traps", "visitors") for form in kinds.forms(thing.head)):
        return True
    if event.frame != "go" or thing.category not in MOVED or _opened(event, frozenset({"from"})):
        return False
    lemma = event.anchor.lemma_.lower()
    if lemma in words("traps", "crossing"):
        return thing.head.dep_ in {"nsubj", "conj"}
    return lemma in words("traps", "sailing") and any(form in words("traps", "vessels") for form in kinds.forms(thing.head))


def _travels(event: Event, thing: Thing) -> bool:
    """Whether what only carries things or people goes somewhere, with no word of a load: "a cargo plane landed in Kesh"."""
    return event.frame in {"go", "stay", "due"} and any(
        form in words("traps", "carriers") for form in kinds.forms(thing.head)
    )


def _to_its_own(event: Event) -> bool:
    """Whether things go to a part of whoever sends them: "flew supplies to its own contingent"."""
    ends = [phrase for phrase in event.recipients if phrase.i > event.anchor.i]
    return bool(ends) and all(any(kid.lower_ == "own" for kid in end.children) and child(end, "poss") for end in ends)


def _freed(event: Event, thing: Thing) -> bool:
    """Whether people are only swapped for others: prisoners."""
    people = [one for one in event.returns if one.category == Category.PERSONNEL]
    return event.frame == "swap" and thing.category == Category.PERSONNEL and bool(people)


def _goes_back(event: Event, thing: Thing) -> bool:
    """Whether things get lost, only come nearer, or people go home: "some went astray", "were sent home"."""
    said = {kid.lower_ for kid in event.anchor.children if kid.dep_ in {"advmod", "acomp", "prt", "npadvmod", "oprd"}}
    if said & words("traps", "near") or (event.frame == "go" and said & words("traps", "lost")):
        return True
    return thing.category == Category.PERSONNEL and bool(said & words("traps", "homeward"))


def _alone(event: Event, thing: Thing) -> bool:
    """Whether the one said to be somewhere is a single person: "the engineer works in Kesh"."""
    if event.frame != "stay" or thing.head.tag_ != "NN":
        return False
    one = any(kid.lower_ in {"the", "a", "an", "this"} for kid in thing.head.children)
    return one and not any(form in words("traps", "bodies") for form in kinds.forms(thing.head))


def _barred(noun: Token) -> bool:
    """Whether a noun of giving is what a ban is on, though the parser hung it on the verb: "extended its ban on sales"."""
    if noun.dep_ != "pobj" or noun.head.lower_ not in {"on", "against"}:
        return False
    return any(
        kid.dep_ in {"dobj", "nsubj", "nsubjpass"} and kid.lemma_.lower() in words("traps", "bans")
        for kid in noun.head.head.children
    )
