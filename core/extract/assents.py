"""Who stands by a telling in a sentence of its own: "Orvania has confirmed this", "So says a report by the Keld Post".

Such a sentence names no thing, it takes up what was told right before; whoever speaks in it claims that telling too.
"""

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import replace

from core.extract.claimants import agents, cues
from core.extract.clauses import subject
from core.extract.parsed import Doc, Token
from core.extract.parties import Parties
from core.extract.stages import Stage, used
from core.records import Status, Transfer

REACH = 2  # sentences back to which a sentence without a thing of its own may point
POINTING = frozenset({"this", "that", "it", "so", "these", "both", "as much"})
DEFINITE = frozenset({"the", "this", "that", "these", "those"})


def assented(rows: Sequence[Transfer], doc: Doc, parties: Parties) -> list[Transfer]:
    """The tellings, in reading order, with those who claim them in a sentence behind."""
    rows = list(rows)
    if not rows or not used(Stage.ACROSS):
        return rows
    places = [row.start for row in rows]
    sentences = [sentence.start_char for sentence in doc.sents]
    for verb, ids in _assents(doc, parties):
        number = bisect_left(sentences, verb.sent.start_char)
        floor = sentences[max(0, number - REACH)]
        before = range(bisect_left(places, floor), bisect_left(places, verb.sent.start_char))
        if not before or any(verb.sent.start_char <= row.start < verb.sent.end_char for row in rows):
            continue
        nearest = rows[before[-1]].sentence_start
        for i in before:
            if rows[i].sentence_start == nearest and rows[i].status != Status.DENIED:
                more = [id for id in ids if id not in rows[i].denied_by]
                rows[i] = replace(rows[i], claimants=tuple(dict.fromkeys((*rows[i].claimants, *more))))
    return rows


def _assents(doc: Doc, parties: Parties) -> Iterator[tuple[Token, tuple[str, ...]]]:
    """Each verb of such a sentence with the actors who say it."""
    for token in doc:
        if token.pos_ != "VERB" or any(kid.dep_ == "neg" for kid in token.children):
            continue
        if _points_back(token) and (ids := _who(token, parties)):
            yield token, ids


def _points_back(verb: Token) -> bool:
    lemma = verb.lemma_.lower()
    if lemma in cues("agreeing") and _joins_in(verb):
        return True
    if lemma in cues("confirming") and _takes_up(verb):
        return True
    return lemma in cues("saying") and (_so(verb) or _that_is_what(verb))


def _joins_in(verb: Token) -> bool:
    """Whether somebody agrees with what was said, and to nothing else: "Paris agreed", not "agreed to talks"."""
    finite = verb.tag_ in {"VBD", "VBZ", "VBP"} and verb.dep_ in {"ROOT", "conj"}
    return finite and not any(kid.dep_ in {"ccomp", "xcomp", "prep", "dobj", "auxpass", "agent"} for kid in verb.children)


def _takes_up(verb: Token) -> bool:
    """Whether what is confirmed is only pointed at: "this", "it", "the delivery"; nothing is added to it."""
    kids = list(verb.children)
    if any(kid.dep_ in {"ccomp", "xcomp"} for kid in kids):
        return False
    told = next((kid for kid in kids if kid.dep_ in {"dobj", "nsubjpass"}), None)
    if told is None:
        return False
    if told.lower_ in POINTING:
        return True
    bare = all(kid.dep_ in {"det", "punct"} for kid in told.children)
    pointed = bare and any(kid.lower_ in DEFINITE for kid in told.children)
    return pointed and told.lemma_.lower() in cues("nouns") | cues("told")


def _so(verb: Token) -> bool:
    """ "So says the envoy", "the envoy said so"."""
    return any(kid.lower_ == "so" and kid.dep_ in {"advmod", "dobj"} and abs(kid.i - verb.i) == 1 for kid in verb.children)


def _that_is_what(verb: Token) -> bool:
    """ "That is what the paper wrote"."""
    over = verb.head
    what = any(kid.lower_ == "what" for kid in verb.children)
    return what and over.lemma_ == "be" and any(kid.lower_ in POINTING for kid in over.children if kid.dep_ == "nsubj")


def _who(verb: Token, parties: Parties) -> tuple[str, ...]:
    if any(kid.dep_ == "auxpass" for kid in verb.children):
        return agents(verb, parties)
    who = subject(verb)
    if who is None:
        who = next((kid for kid in verb.children if kid.dep_ in {"nsubj", "dobj"} and kid.i > verb.i), None)
    if who is None:
        return ()
    return parties.named(who) or _issuer(who, parties)


def _issuer(noun: Token, parties: Parties) -> tuple[str, ...]:
    """Whose report it is that speaks: "a report by the paper"."""
    for kid in noun.children:
        if kid.dep_ == "prep" and kid.lower_ in {"by", "from", "of"}:
            return tuple(id for named in kid.children if named.dep_ == "pobj" for id in parties.named(named))
    return ()
