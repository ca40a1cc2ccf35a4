"""What is reported in other words than a clause: an order, a promise, a figure put at so much, "is said by them to have"."""

from collections.abc import Iterator

from core.extract import cues
from core.extract.cues import lemma
from core.extract.parsed import Token
from core.extract.said import (
    Attribution,
    agent,
    child,
    speaker_of,
    subtree,
    verb_group,
)
from core.extract.speech import ADDRESSES, is_asked, spoken

ORDERS = frozenset({"ask", "advise", "urge", "order", "request", "caution", "warn", "invite", "convince"})


def command(verb: Token) -> Iterator[Attribution]:
    """ "He told the crew to leave", "she urges the crew to stay": an order or advice to somebody."""
    told = child(verb, "dobj")
    if lemma(verb) == "urge" and told is not None and told.i > verb.i and child(verb, "auxpass") is None:
        for kid in told.children:
            if kid.tag_ == "VB" and child(kid, "aux") is not None:
                yield Attribution(subtree(told), verb_group(verb), speaker_of(verb), "speech", "command", 0.7)
                return
    order = child(verb, "xcomp") if lemma(verb) in {"tell", "instruct", "beg", "implore", "command"} else None
    if order is None or child(verb, "dobj") is None:
        return
    if order.i > verb.i and child(order, "aux") is not None and child(verb, "auxpass") is None:
        yield Attribution(subtree(order), verb_group(verb), speaker_of(verb), "speech", "command", 0.7)


def infinitive(verb: Token) -> Iterator[Attribution]:
    """ "The firm promised to deliver more": an infinitive under a verb of promising, refusing, wanting."""
    content = child(verb, "xcomp")
    if content is None or content.i < verb.i:
        return
    gerund = verb.doc[content.left_edge.i].tag_ == "VBG"
    kind = (cues.clause_cue(verb) or cues.object_cue(verb)) if gerund else cues.infinitive_cue(verb)
    if kind is None or (not gerund and child(content, "aux") is None):
        return
    if child(verb, "auxpass") is not None or (lemma(verb) == "ask" and lemma(content) in {"name", "identify"}):
        return  # "who asked not to be named"
    kind = "attitude" if is_asked(verb) else kind
    speaker = speaker_of(verb)
    score = 0.8 if speaker is not None else 0.4
    yield Attribution(spoken(content, verb), verb_group(verb), speaker, kind, "infinitive", score)


def put_at(verb: Token) -> Iterator[Attribution]:
    """ "The agency put the number of dead at 600", "the attaché puts it at 300 at most": a figure somebody gives."""
    counted = child(verb, "dobj") if lemma(verb) == "put" else None
    at = next((kid for kid in verb.children if kid.lower_ == "at" and counted is not None and kid.i > counted.i), None)
    figure = child(at, "pobj", "advmod", "pcomp") if at is not None else None
    if counted is None or at is None or figure is None or not any(one.like_num for one in figure.subtree):
        return
    speaker = speaker_of(verb)
    if speaker is None:
        return
    more = {i for kid in verb.children if kid.dep_ == "prep" and kid.i == at.right_edge.i + 1 for i in subtree(kid)}
    content, cue = {*subtree(counted), *subtree(at)}, verb_group(verb)
    if counted.pos_ == "PRON":
        content, cue = {*subtree(at), *more} - {at.i}, verb_group(verb, counted, at)
    yield Attribution(tuple(sorted(content)), cue, speaker, "speech", "put at", 0.8)


def told_by(verb: Token) -> Iterator[Attribution]:
    """ "Kesh is said by the monitors to have paid": a passive of saying with its speaker behind "by"."""
    subject, speaker = child(verb, "nsubjpass"), agent(verb)
    if subject is None or speaker is None or cues.clause_cue(verb) != "speech":
        return
    told = next((kid for kid in verb.children if kid.dep_ in {"xcomp", "oprd"} and kid.i > verb.i), None)
    if told is None or (lemma(verb) in ADDRESSES | ORDERS):
        return
    content = {*subtree(subject), *subtree(told)}
    yield Attribution(tuple(sorted(content)), verb_group(verb), speaker, "speech", "told by", 0.7)
