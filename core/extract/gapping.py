"""Clauses that leave out the verb of the clause before: "Chad got 20 jeeps, Niger 30", "five went to Peru, two to Chile".

What is left of such a clause is a party, a count or a counted thing, and perhaps the other party. It is read by the order of
its words, for the parser has no reading for it.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from core.extract import elliptic, items, kinds
from core.extract.broken_lists import head_of_phrase
from core.extract.frames import Event
from core.extract.items import Thing
from core.extract.parsed import Token
from core.extract.parties import Parties

GIVING = frozenset({"give", "send", "bring", "pledge", "deposit", "share", "equip", "foist"})
TAKING = frozenset({"get", "gain", "draw", "order", "seek"})
READ = GIVING | TAKING | {"go"}
BREAKS = frozenset({",", ";", "and", "while", "but"})
SAME = frozenset({"sum", "amount", "number", "quantity"})  # "half that sum", "the same number"
TOWARDS = frozenset({"to", "for", "into", "in"})
LONGEST = 8  # tokens of a name


@dataclass(frozen=True, slots=True)
class Remnant:
    """What is left of a clause without its verb, from its first word to the word after its last."""

    first: Token
    behind: int
    who: Token | None
    thing: Thing | None
    count: Token
    prep: str | None
    other: Token | None


def remnants(event: Event, parties: Parties) -> Iterator[Event]:
    """The events told without a verb behind one that has it. What they give is taken out of the event before them."""
    if not event.verbal or event.frame not in READ or not (event.things or event.elliptic):
        return
    at, end = _last(event) + 1, event.anchor.sent.end
    while at < end:
        token = event.anchor.doc[at]
        if token.lower_ in BREAKS or token.lower_ == "as":
            start = at + 1 + (at + 1 < end and event.anchor.doc[at + 1].lower_ in BREAKS)
            left = _read(event, start, parties)
            second = _event(event, left, token) if left is not None else None
            if left is not None and second is not None:
                inside = range(left.first.i, left.behind)
                event.things = [thing for thing in event.things if thing.head.i not in inside]
                event.suppliers = [phrase for phrase in event.suppliers if phrase.i not in inside]
                event.recipients = [phrase for phrase in event.recipients if phrase.i not in inside]
                yield second
                at = left.behind
                continue
        at += 1


def _last(event: Event) -> int:
    """The word of giving or the first thing of its clause, whichever comes later."""
    first = event.things[0].head.i if event.things else event.elliptic.i if event.elliptic is not None else 0
    return max(event.anchor.i, first)


def _read(event: Event, start: int, parties: Parties) -> Remnant | None:
    """The remnant that begins at a token, None where something else stands there."""
    anchor = event.anchor
    if start >= anchor.sent.end:
        return None
    who = _name(anchor, start, parties)
    at = who.i + 1 if who is not None else start
    if who is not None and event.frame == "equip" and at < anchor.sent.end and anchor.doc[at].lower_ == "with":
        at += 1  # "Kesh provided it with three boats, Orvania with two"
    count = head_of_phrase(anchor, at)
    if count is None or not _is_counted(anchor, at, count, who is not None):
        return None
    thing = next(iter(items.things(count, False)), None) if count.lemma_.lower() not in SAME else None
    head = thing.head if thing is not None and thing.text != "money" else count
    behind, prep, other = max(head.i, count.i) + 1, None, None
    if behind < anchor.sent.end and anchor.doc[behind].dep_ in {"prep", "dative"}:
        other = _name(anchor, behind + 1, parties)
        prep, behind = (anchor.doc[behind].lower_, other.i + 1) if other is not None else (None, behind)
    if thing is None and not (elliptic.stands_in(count) or count.lemma_.lower() in SAME or count.pos_ == "NUM"):
        return None
    if (who is None and other is None) or not _ends(anchor, behind):
        return None
    return Remnant(anchor.doc[start], behind, who, thing, count, prep, other)


def _name(anchor: Token, start: int, parties: Parties) -> Token | None:
    """The last word of a name of a party that begins at a token, with or without "the"."""
    doc, end = anchor.doc, anchor.sent.end
    start += start < end and doc[start].lower_ == "the"
    if start >= end or doc[start].pos_ not in {"PROPN", "NOUN", "ADJ"}:
        return None
    for mention in parties.cast.within(doc[start].idx, doc[min(start + LONGEST, end) - 1].idx + 1):
        if mention.start == doc[start].idx and "adjective" not in mention.rule:
            last = next((t for t in doc[start : start + LONGEST] if t.idx + len(t.text) == mention.end), None)
            return last if last is not None and parties.sides(last) else None
    return None


def _is_counted(anchor: Token, start: int, head: Token, named: bool) -> bool:
    """Whether a phrase opens with a number, a sum or a word for one: "30", "$2 million", "half", "the same number".

    Behind a name an article will do: "Kesh gave the money and Orvania the rice".
    """
    opening = anchor.doc.span(start, head.i + 1)
    counted = any(token.pos_ == "NUM" or token.is_currency or token.lower_ in {"half", "twice"} for token in opening)
    article = opening[0].lower_ in {"a", "an", "another", "the"}
    return counted or (article and (head.lemma_.lower() in SAME or (named and kinds.category_of(head) is not None)))


def _ends(anchor: Token, behind: int) -> bool:
    """Whether a clause without a verb ends or goes on with a phrase at a token: no verb, no further noun."""
    doc, end = anchor.doc, anchor.sent.end
    if behind >= end:
        return True
    return doc[behind].is_punct or doc[behind].is_space or doc[behind].pos_ in {"CCONJ", "ADP", "ADV"}


def _event(event: Event, left: Remnant, separator: Token) -> Event | None:
    """The event before with the parties and the thing of the remnant in place of its own."""
    if left.who is not None and event.frame == "go":
        return None
    told = {thing.head.i for thing in event.things}
    if left.who is None and left.thing is not None and left.thing.head.i in told:
        return None  # a list read by the parser
    things = [left.thing] if left.thing is not None else []
    span = event.anchor.doc.span(left.first.i, left.behind)
    second = replace(event, things=things, returns=[], elliptic=None if things else left.count, within=span)
    inside = range(left.first.i, left.behind)
    givers = [phrase for phrase in event.suppliers if phrase.i not in inside]
    takers = [phrase for phrase in event.recipients if phrase.i not in inside]
    if left.who is not None:
        doubled = event.frame in GIVING and left.other is None and separator.text != "," and _has_dative(event)
        takes = doubled or event.frame in TAKING
        givers, takers = (givers, [left.who]) if takes else ([left.who], takers)
    if left.other is not None:
        to = left.prep in TOWARDS
        if not to and left.prep != "from":
            return None
        givers, takers = (givers, [left.other]) if to else ([left.other], takers)
    second.suppliers, second.recipients = givers, takers
    return second


def _has_dative(event: Event) -> bool:
    """Whether the clause before names its receiver right after the verb: "gave Peru 20 jeeps and Chile 30"."""
    return any(event.anchor.i < taker.i < _last(event) for taker in event.recipients)
