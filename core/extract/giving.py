"""Events of giving in a text: verbs and nouns that tell of one, with what rides along and what is given in return.

Roles are filled as tokens (`verbal`, `nominal`); who they stand for is decided by `parties` and `context`.
"""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from core.extract import gapping, items, lists, verbless
from core.extract.clauses import child, phrases
from core.extract.frames import Event
from core.extract.hidden_verbs import hidden_event
from core.extract.items import Thing
from core.extract.nominal import bound, noun_event, presence
from core.extract.parsed import Doc, Span, Token
from core.extract.parties import Parties
from core.extract.stages import Stage, used
from core.extract.verbal import verb_event

__all__ = ["Event", "events", "extent"]

VERBS = frozenset({"VERB", "AUX"})
NOUNS = frozenset({"NOUN", "PROPN"})
PARTICIPLES = frozenset({"VBN", "VBG"})


def events(doc: Doc, parties: Parties) -> Iterator[Event]:
    """Every event of giving in reading order, with at least one thing or an elliptic phrase for one ("8,000 of them")."""
    below = {**dict(lists.led_in(doc)), **dict(lists.answered(doc))} if used(Stage.LISTS) else {}
    for sentence in doc.sents:
        if (event := verbless.headline_event(sentence, parties)) is not None:
            yield event
            continue
        for token in sentence:
            if (verbal := _is_verbal(token)) or token.pos_ in NOUNS:
                yield from _of_token(token, verbal, parties, below.get(sentence.start, ()))


def _is_verbal(token: Token) -> bool:
    """Whether a word is read as a verb, whatever its part of speech: also "was gifted", tagged as an adjective."""
    if token.pos_ in VERBS or token.tag_ in PARTICIPLES:
        return True
    if token.pos_ == "ADJ" and child(token, "auxpass", "agent") is not None:
        return True
    return token.lower_.endswith("ing") and child(token, "dobj") is not None


def _of_token(token: Token, verbal: bool, parties: Parties, pending: Sequence[Thing]) -> Iterator[Event]:
    if verbal:
        event = verb_event(token, parties, pending)
    else:
        event = noun_event(token, parties, pending) or presence(token, parties) or bound(token, parties)
    event = event or hidden_event(token, parties)
    if event is not None:
        _add_companions(event)
        _add_returns(event)
        seconds = list(_second_pairs(event))
        apart = {thing.head.i for second in seconds for thing in second.things}
        event.things = [thing for thing in event.things if thing.head.i not in apart]
        left = list(gapping.remnants(event, parties))
        yield event
        yield from seconds
        yield from (one for one in left if not apart & {thing.head.i for thing in one.things})


def _second_pairs(event: Event) -> Iterator[Event]:
    """ "sold missiles to Peru in 2004 and helicopters to Bolivia in 2010": the second thing has a recipient of its own."""
    if not event.verbal or not event.suppliers:
        return
    behind = [kid for phrase in phrases(event.anchor, ["to", "from"], deep=False) for kid in phrase.children]
    for noun in (*event.anchor.children, *behind):
        if noun.dep_ != "conj" or noun.pos_ != "NOUN":
            continue
        own = list(phrases(noun, ["to", "from"], deep=False))
        own += [phrase for phrase in phrases(event.anchor, ["to", "from"], deep=False) if phrase.i > noun.i and not own]
        things = items.things(noun, False) if own else []
        if things:
            second = replace(event, anchor=noun, things=things, returns=[], word=event.anchor)
            gets = any(phrase.head.lower_ == "from" for phrase in own)
            second.recipients, second.suppliers = (event.recipients, own) if gets else (own, event.suppliers)
            yield second


def _add_companions(event: Event) -> None:
    """Things that ride along: "…, along with rockets", "together with spare parts", "as well as fuel"."""
    doc = event.anchor.doc
    for kid in event.anchor.children if event.things else ():
        start = kid.left_edge.i
        if kid.pos_ == "NOUN" and doc.span(max(0, start - 3), start).text.lower() == "as well as":
            known = {thing.head.i for thing in event.things}
            event.things += [thing for thing in items.things(kid, True) if thing.head.i not in known]
    for prep in event.anchor.subtree if event.things else ():
        if _adds(prep) and _same_clause(event.anchor, prep):
            for kid in prep.children:
                if kid.dep_ == "pobj" and not (prep.lower_ in {"to", "besides"} and child(kid, "det")):  # told before
                    known = {thing.head.i for thing in event.things}
                    event.things += [
                        thing for thing in items.things(kid, prep.lower_ == "with") if thing.head.i not in known
                    ]


def _adds(prep: Token) -> bool:
    """Whether a preposition brings in more things: "along with", "besides", "in addition to", or examples of those told."""
    before = prep.nbor(-1).lower_ if prep.i else ""
    if prep.lower_ == "with":
        return before in {"along", "together"}
    if prep.lower_ == "to":
        return before == "addition"
    return prep.dep_ == "prep" and prep.lower_ in {"including", "besides", "plus"}


def _add_returns(event: Event) -> None:
    """What the gift is said to pay for: "in return for food", "in exchange for oil and gas"."""
    span = event.anchor.sent
    for token in span:
        barter = token.lower_ in {"return", "exchange"} and token.i and token.nbor(-1).lower_ == "in"
        if barter or (token.lower_ in {"payment", "compensation", "reward"} and token.dep_ == "pobj"):
            for phrase in (kid for prep in token.children if prep.lower_ == "for" for kid in prep.children):
                given = {thing.head.i for thing in event.things}
                returned = [thing for thing in items.things(phrase, False) if thing.head.i not in given]
                if phrase.i not in given and _same_clause(event.anchor, token):
                    event.returns += returned


def _same_clause(anchor: Token, token: Token) -> bool:
    """Whether a phrase hangs on the word of giving, or on the verb over both."""
    for above in token.ancestors:
        if above == anchor:
            return True
        if above.pos_ in {"VERB", "AUX"}:
            return anchor.pos_ not in {"VERB", "AUX"} and any(over == above for over in anchor.ancestors)
    return False


def extent(event: Event) -> Span:
    """The clause or noun phrase that states the event, without attribution and leading connectives."""
    if event.within is not None:
        return event.within
    anchor = event.anchor
    tokens = _clause(anchor) if event.verbal else list(anchor.subtree)
    inside = [t for t in tokens if t.sent.start == anchor.sent.start] + [
        thing.head for thing in event.things if thing.head.sent.start == anchor.sent.start
    ]
    inside += [thing.head for thing in event.things if thing.head.sent.start == anchor.sent.end]  # the answer to a question
    first, last = min(t.i for t in inside), max(t.i for t in inside)
    doc = anchor.doc
    while first < anchor.i and (
        doc[first].is_punct or doc[first].is_space or doc[first].dep_ in {"cc", "mark"} or doc[first].text in {"-", "•", "–"}
    ):
        first += 1
    while last > first and (doc[last].is_space or doc[last].text in {".", ",", ";", ":", "—", "–", "-", "”", '"', "and"}):
        last -= 1
    return doc.span(first, last + 1)


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
