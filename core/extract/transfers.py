"""Tellings: every statement of a document that somebody gave, sold, sent, lent or promised something to somebody.

Each event of giving (`giving`) becomes one row for every supplier, recipient and thing. Parties that the words leave open
are understood from the tellings before, or stay open. Status comes from `status`, who says and who denies from `claimants`,
figures and dates from `quantities` and `dates`.
"""

from collections.abc import Iterable, Sequence
from dataclasses import replace

from core.extract import assents, counted, denials, elliptic, giving, leads, traps
from core.extract.cast import Cast
from core.extract.context import Context
from core.extract.frames import Event
from core.extract.items import Thing
from core.extract.parsed import Doc, Span
from core.extract.parties import Parties
from core.extract.spoken import Spoken
from core.extract.status import Commitment, commitment
from core.extract.telling import Telling, row_of
from core.extract.turns import Turns
from core.records import (
    Document,
    Noise,
    NoiseKind,
    Quote,
    Status,
    Terms,
    Transfer,
)

LONGEST = 1000  # characters of a clause; a longer one points at nothing
SKIPPED = frozenset({NoiseKind.BYLINE, NoiseKind.CREDIT, NoiseKind.BOILERPLATE, NoiseKind.DATELINE})


def transfers(doc: Doc, cast: Cast, quotes: Sequence[Quote], document: Document, noise: Sequence[Noise]) -> list[Transfer]:
    """The tellings of one document in reading order. Offsets are those of `document.text`, which `doc` was parsed from."""
    spoken = Spoken(quotes, Turns(cast, document), document.text)
    parties = Parties(cast, spoken)
    events = told_of(doc, parties, noise)
    if not events:
        return []
    context = Context(doc, parties, events)
    found = [telling for event in events for telling in tellings(event, context)]
    rows = _rows(_best(found), parties, spoken, document)
    answered = assents.assented(denials.answered(rows, doc, parties), doc, parties)
    return _repeats(leads.named_below(answered, spoken, document.text), noise)


def told_of(doc: Doc, parties: Parties, noise: Sequence[Noise]) -> list[Event]:
    """The events of giving in a document, outside bylines and the like."""
    skipped = [(mark.start, mark.end) for mark in noise if mark.kind in SKIPPED]
    return [
        event for event in giving.events(doc, parties) if not any(start <= event.anchor.idx < end for start, end in skipped)
    ]


# ---------------------------------------------------------------- events to tellings
def tellings(event: Event, context: Context) -> list[Telling]:
    """One telling for every supplier, recipient and thing of an event; none where too little is said."""
    things: list[Thing | None] = list(event.things) or [None]
    if event.elliptic is not None and not event.things:
        meant = context.things.meant(event.elliptic, event.frame)
        if meant is None:
            return []
        context.things.keep(event.elliptic, meant)
        things = [meant]
    span = giving.extent(event)
    if span.end_char - span.start_char > LONGEST:
        return []
    told: list[Telling] = []
    for thing in things:
        state = commitment(event, thing)
        if state.banned or traps.is_trap(event, thing) or _only_answers(event, state):
            continue
        if thing is not None:
            thing = replace(thing, category=counted.contents(thing))
        pair = context.parties(event, thing)
        if pair is None or (not pair.explicit and thing is not None and _only_repeats(event, thing)):
            continue
        for supplier in pair.suppliers or (None,):
            for recipient in pair.recipients or (None,):
                if supplier != recipient and not context.within_one_state(supplier, recipient):
                    told.append(Telling(event, thing, supplier, recipient, pair.explicit, state, span, because=pair.because))
    if told and event.returns:
        told += _returns(event, told[0], span)
    return told


def _only_answers(event: Event, state: Commitment) -> bool:
    """Whether a denial only points back to what was told: "denies having sold them", "they never arrived"."""
    pronoun = event.elliptic is not None and event.elliptic.lower_ in elliptic.PRONOUNS
    return pronoun and state.status == Status.DENIED and (bool(state.deniers) or event.frame == "go")


def _only_repeats(event: Event, thing: Thing) -> bool:
    """Whether a pronoun takes up a thing of its own sentence: "sent drones, saying that they were handed over before"."""
    pronoun = event.elliptic is not None and event.elliptic.lower_ in elliptic.PRONOUNS
    return pronoun and thing.head.sent.start == event.anchor.sent.start


def _returns(event: Event, main: Telling, span: Span) -> list[Telling]:
    """The other half of a barter: what the recipient gives back."""
    given = main.commitment.status
    status = {Status.POSSIBLE: Status.ASSERTED, Status.SOUGHT: Status.PLANNED}.get(given, given)  # the hedge is on the gift
    state = replace(main.commitment, status=status)
    return [
        Telling(event, thing, main.recipient, main.supplier, main.explicit, state, span, returned=True)
        for thing in event.returns
    ]


def _best(found: Iterable[Telling]) -> list[Telling]:
    """Each thing told once: of several readings of the same noun the one that finds more of its parties, verbs first."""
    found = list(found)
    inside = {telling.thing.head.i for telling in found if telling.thing is not None and telling.event.verbal}
    by_noun: dict[tuple[int, str], list[Telling]] = {}
    for telling in found:
        if _inside_a_thing(telling, inside):
            continue
        noun = telling.thing.head.i if telling.thing is not None else telling.event.anchor.i
        if telling.event.elliptic is not None:
            noun = telling.event.elliptic.i
        by_noun.setdefault((noun, telling.event.gives or ""), []).append(telling)
    kept: list[Telling] = []
    for rivals in by_noun.values():
        top = max(rivals, key=lambda t: (t.explicit, t.event.verbal, -t.event.anchor.i))
        top = next((t for t in rivals if _says_more(t, top)), top)
        same = [t for t in rivals if t.event is top.event and t.returned == top.returned]
        chain = [t for t in rivals if t.explicit == 2 and t.event is not top.event and _other_hands(t, top)]
        kept += same + chain
    return sorted(kept, key=lambda t: (t.span.start_char, t.event.anchor.i, t.thing.start if t.thing else 0))


def _inside_a_thing(telling: Telling, heads: set[int]) -> bool:
    """Whether a noun of giving is only part of what a verb gives: "food supplies" are no second gift."""
    anchor, thing = telling.event.anchor, telling.thing
    return not telling.event.verbal and anchor.i in heads and thing is not None and thing.head.i != anchor.i


def _says_more(one: Telling, other: Telling) -> bool:
    """Whether the clause itself tells of the same parties what a clause on the noun only prepares: "has received 20 of the
    100 jets that it ordered from Kesh" tells of what came, not of the order."""
    if other.event.anchor.dep_ not in {"relcl", "acl"} or one.event.anchor.dep_ in {"relcl", "acl"} or not one.event.verbal:
        return False
    return (one.supplier, one.recipient) == (other.supplier, other.recipient) and other.commitment.status != Status.ASSERTED


def _other_hands(one: Telling, other: Telling) -> bool:
    """Whether two tellings of one noun are different gifts: jets bought from one state and sold to another."""
    return (one.supplier, one.recipient) not in {(other.supplier, other.recipient), (other.recipient, other.supplier)}


# ---------------------------------------------------------------- tellings to rows
def _rows(told: Sequence[Telling], parties: Parties, spoken: Spoken, document: Document) -> list[Transfer]:
    rows: list[Transfer] = []
    by_event: dict[int, list[int]] = {}
    for telling in told:
        row = row_of(telling, parties, spoken, document)
        by_event.setdefault(telling.event.anchor.i, []).append(len(rows))
        rows.append(row)
    for places in by_event.values():
        given = [i for i in places if not told[i].returned]
        returned = [i for i in places if told[i].returned]
        for i in given if returned else ():
            rows[i] = replace(rows[i], in_return_for=rows[returned[0]].id, terms=Terms.BARTER)
    unique: dict[str, Transfer] = {}
    for row in rows:
        unique.setdefault(row.id, row)
    return list(unique.values())


def _repeats(rows: list[Transfer], noise: Sequence[Noise]) -> list[Transfer]:
    """Links a telling inside a repeated passage to the telling it repeats, so that it counts once."""
    linked: list[Transfer] = []
    for row in rows:
        mark = next((m for m in noise if m.kind == NoiseKind.REPEAT and m.start <= row.start < m.end), None)
        if mark is not None and mark.of_start is not None and mark.of_end is not None:
            first = next((r for r in rows if mark.of_start <= r.start < mark.of_end and _same(r, row)), None)
            row = replace(row, repeat_of=first.id if first is not None and first.id != row.id else None)
        linked.append(row)
    return linked


def _same(one: Transfer, other: Transfer) -> bool:
    return (one.supplier, one.recipient, one.category, one.item.lower()) == (
        other.supplier,
        other.recipient,
        other.category,
        other.item.lower(),
    )
