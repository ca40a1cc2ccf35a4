"""Things that stand elsewhere than the object of a verb: put last or first, in a cleft, behind what they are called."""

from itertools import chain

from core.extract import items
from core.extract.clauses import NOMINAL, child, is_passive, own_subject, phrases
from core.extract.parsed import Token

EARLY = frozenset({"dep", "npadvmod", "nsubj"})  # what the parser takes an object before its subject for


def heavy(verb: Token) -> list[Token]:
    """A long object behind a phrase, which the parser hung on its preposition: "turned over to Kesh 200 field guns"."""
    for prep in verb.children:
        if prep.dep_ in {"prep", "dative"} and prep.i > verb.i:
            held = [kid for kid in prep.children if kid.dep_ == "pobj" and kid.i > prep.i]
            if len(held) > 1 and items.thing_of(held[-1]) is not None:
                return held[-1:]
    return []


def fronted(verb: Token) -> list[Token]:
    """An object before the subject, set off by a comma: "Tanks, Kesh never sold to Orvania"."""
    who = own_subject(verb)
    if who is None or is_passive(verb):
        return []
    early = (kid for kid in verb.children if kid.dep_ in EARLY and kid.pos_ == "NOUN" and kid.i < who.left_edge.i)
    return [kid for kid in early if kid.right_edge.nbor(1).text == "," and items.thing_of(kid) is not None]


def clefted(verb: Token) -> list[Token]:
    """What a cleft says was given: "what the rebels got were six tanks"."""
    be = verb.head
    if verb.dep_ != "csubj" or be.lemma_ != "be" or (told := child(be, "attr")) is None:
        return []
    return [told] if any(kid.tag_ == "WP" and kid.dep_ == "dobj" and kid.i < verb.i for kid in verb.children) else []


def called(phrase: Token) -> Token:
    """What a clause for a thing calls it: "what it called a small number of drones", "what seem to be tractors"."""
    if phrase.pos_ not in {"VERB", "AUX"} or not any(kid.tag_ == "WP" for kid in phrase.children):
        return phrase
    below = (kid for clause in phrase.children if clause.dep_ in {"ccomp", "xcomp"} for kid in clause.children)
    behind = (kid for kid in chain(phrase.children, below) if kid.dep_ in {"oprd", "attr"} and kid.i > phrase.i)
    named = chain(behind, phrases(phrase, ["as"], deep=False))
    return next((kid for kid in named if kid.pos_ in NOMINAL), phrase)
