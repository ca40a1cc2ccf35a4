"""Tellings: every statement of a document that somebody gave, sold, sent, lent or promised something to somebody.

Each event of giving (`giving`) becomes one row for every supplier, recipient and thing. Parties that the words leave open
are understood from the tellings before, or stay open. Status comes from `status`, who says and who denies from `claimants`,
figures and dates from `quantities` and `dates`.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from spacy.tokens import Doc, Span

from core.extract import claimants, giving
from core.extract.cast import Cast
from core.extract.context import Context
from core.extract.dates import date_of
from core.extract.frames import Event
from core.extract.items import Thing, category_of
from core.extract.parties import Parties
from core.extract.quantities import quantity_of
from core.extract.status import Commitment, commitment
from core.records import (
    Category,
    Document,
    Noise,
    NoiseKind,
    Quantity,
    Quote,
    Status,
    Terms,
    Transfer,
    row_id,
)

LONGEST = 1000  # characters of a clause; a longer one points at nothing
SKIPPED = frozenset({NoiseKind.BYLINE, NoiseKind.CREDIT, NoiseKind.BOILERPLATE, NoiseKind.DATELINE})
GIVEN = {
    "training": Category.TRAINING,
    "funding": Category.FINANCE,
    "arms": Category.WEAPONS,
    "recognition": Category.DIPLOMATIC,
    "veto": Category.DIPLOMATIC,
    "vote": Category.DIPLOMATIC,
    "diplomatic cover": Category.DIPLOMATIC,
    "technical help": Category.TECHNOLOGY,
}


@dataclass(frozen=True, slots=True)
class Telling:
    """One row in the making, with the tokens it was read from."""

    event: Event
    thing: Thing | None
    supplier: str | None
    recipient: str | None
    explicit: int
    commitment: Commitment
    span: Span
    returned: bool = False


def transfers(doc: Doc, cast: Cast, quotes: Sequence[Quote], document: Document, noise: Sequence[Noise]) -> list[Transfer]:
    """The tellings of one document in reading order. Offsets are those of `document.text`, which `doc` was parsed from."""
    parties = Parties(cast, quotes)
    skipped = [(mark.start, mark.end) for mark in noise if mark.kind in SKIPPED]
    events = [
        event for event in giving.events(doc, parties) if not any(start <= event.anchor.idx < end for start, end in skipped)
    ]
    if not events:
        return []
    context = Context(doc, parties, events)
    found = [telling for event in events for telling in _tellings(event, context)]
    rows = _rows(_best(found), doc, parties, quotes, document)
    return _repeats(_denied(rows, doc, parties), noise)


# ---------------------------------------------------------------- events to tellings
def _tellings(event: Event, context: Context) -> list[Telling]:
    """One telling for every supplier, recipient and thing of an event; none where too little is said."""
    things: list[Thing | None] = list(event.things) or [None]
    if event.elliptic is not None and not event.things:
        meant = context.meant(event.elliptic, event.frame)
        if meant is None:
            return []
        things = [meant]
    span = giving.extent(event)
    if span.end_char - span.start_char > LONGEST:
        return []
    told: list[Telling] = []
    for thing in things:
        state = commitment(event, thing)
        if state.banned:
            continue
        if thing is not None:
            thing = replace(thing, category=context.contents(thing))
        pair = context.parties(event, thing)
        if pair is None:
            continue
        for supplier in pair.suppliers or (None,):
            for recipient in pair.recipients or (None,):
                if supplier != recipient:
                    told.append(Telling(event, thing, supplier, recipient, pair.explicit, state, span))
    if told and event.returns:
        told += _returns(event, told[0], span)
    return told


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
        same = [t for t in rivals if t.event is top.event and t.returned == top.returned]
        chain = [t for t in rivals if t.explicit == 2 and t.event is not top.event and _other_hands(t, top)]
        kept += same + chain
    return sorted(kept, key=lambda t: (t.span.start_char, t.event.anchor.i, t.thing.start if t.thing else 0))


def _inside_a_thing(telling: Telling, heads: set[int]) -> bool:
    """Whether a noun of giving is only part of what a verb gives: "food supplies" are no second gift."""
    anchor, thing = telling.event.anchor, telling.thing
    return not telling.event.verbal and anchor.i in heads and thing is not None and thing.head.i != anchor.i


def _other_hands(one: Telling, other: Telling) -> bool:
    """Whether two tellings of one noun are different gifts: jets bought from one state and sold to another."""
    return (one.supplier, one.recipient) not in {(other.supplier, other.recipient), (other.recipient, other.supplier)}


# ---------------------------------------------------------------- tellings to rows
def _rows(
    told: Sequence[Telling], doc: Doc, parties: Parties, quotes: Sequence[Quote], document: Document
) -> list[Transfer]:
    rows: list[Transfer] = []
    by_event: dict[int, list[int]] = {}
    for telling in told:
        row = _row(telling, doc, parties, quotes, document)
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


def _row(telling: Telling, doc: Doc, parties: Parties, quotes: Sequence[Quote], document: Document) -> Transfer:
    event, thing, span = telling.event, telling.thing, telling.span
    said = claimants.claimed(event.anchor, span.start_char, span.end_char, quotes, parties)
    named, deniers = said.claimants, tuple(id for token in telling.commitment.deniers for id in parties.named(token))
    status = telling.commitment.status
    if status == Status.DENIED:
        status, named, deniers = _two_sides(telling, said, deniers, claimants.speakers(event.anchor, quotes))
    item, category = (thing.text, thing.category) if thing is not None else (event.gives or "", GIVEN[event.gives or ""])
    trained = event.anchor if event.gives == "training" else None  # "trained 500 officers" counts the trainees
    counted = event.elliptic if event.elliptic is not None else thing.head if thing is not None else trained
    quantity = quantity_of(counted, thing.head if thing is not None else None) if counted is not None else Quantity()
    when = date_of(event.anchor, document, thing.head if thing is not None else None)
    said_on = said.said_by.said_on if said.said_by is not None else None
    sentence = _sentences(span)
    return Transfer(
        id=row_id(
            document.doc,
            document.sha256,
            span.start_char,
            span.end_char,
            telling.supplier,
            telling.recipient,
            item,
            status,
            thing.start if thing else -1,
        ),
        doc=document.doc,
        start=span.start_char,
        end=span.end_char,
        text=span.text,
        sentence_start=sentence[0],
        sentence_end=sentence[1],
        supplier=telling.supplier,
        recipient=telling.recipient,
        item=item,
        category=category,
        status=status,
        quantity=quantity,
        date=when,
        claimants=named,
        denied_by=deniers,
        designation=thing.designation if thing is not None else None,
        stage=telling.commitment.stage,
        said_on=said_on,
        as_of=when.end or said_on or document.published,
        terms=_terms(event),
        rule=_rule(telling),
        score=_score(telling, thing),
    )


def _two_sides(
    telling: Telling, said: claimants.Claimed, deniers: tuple[str, ...], speakers: tuple[str, ...]
) -> tuple[Status, tuple[str, ...], tuple[str, ...]]:
    """Status, claimants and deniers of a denied telling: one that somebody else is named as claiming stays asserted."""
    if telling.commitment.called_false and not deniers:
        deniers = tuple(id for id in speakers if id not in said.claimants)
    if said.owned and deniers and set(said.claimants) - set(deniers):
        return Status.ASSERTED, said.claimants, deniers
    return Status.DENIED, (), tuple(dict.fromkeys((*deniers, *speakers)))


def _sentences(span: Span) -> tuple[int, int]:
    first, last = span[0].sent, span[-1].sent
    return int(first.start_char), int(last.start_char + len(last.text.rstrip()))


def _terms(event: Event) -> Terms | None:
    lemma = event.anchor.lemma_.lower()
    if lemma in {"sell", "buy", "purchase", "sale", "resell", "export", "import", "procure"}:
        return Terms.SALE
    if lemma in {"donate", "donation", "gift", "aid", "grant"}:
        return Terms.AID
    if lemma in {"lend", "loan", "lease", "borrow", "lend-lease"}:
        return Terms.LOAN
    return Terms.BARTER if lemma in {"swap", "barter"} else None


FRAME_WORDS = {
    "give": "supplier as subject, thing as object, recipient after “to”",
    "send": "supplier as subject, thing as object, recipient after “to”",
    "equip": "supplier as subject, recipient as object, thing after “with”",
    "get": "recipient as subject, thing as object, supplier after “from”",
    "gain": "recipient as subject, thing as object, supplier after “from”",
    "seek": "recipient as subject, thing asked for as object, supplier after “from”",
    "ask": "recipient as subject, supplier as object, thing asked for after “for”",
    "turn": "recipient as subject, supplier after “to”, thing asked for after “for”",
    "pay": "supplier as subject, thing after “with”, what it pays for after “for”",
    "swap": "one thing for another",
    "go": "thing as subject, recipient as the place it goes to",
    "stay": "thing as subject, recipient as the place where it is",
    "train": "supplier as subject, recipient as object; the verb is the thing given",
}


def _rule(telling: Telling) -> str:
    event = telling.event
    word = (event.word or event.anchor).lemma_.lower()
    if telling.returned:
        return f"what is given in return, beside “{word}”"
    if event.frame.startswith("noun"):
        found = f"noun “{word}” with its parties"
    else:
        found = f"verb “{word}”: {FRAME_WORDS.get(event.frame, 'supplier as subject, recipient as object')}"
    return found if telling.explicit == 2 else f"{found}; a party understood from the context"


def _score(telling: Telling, thing: Thing | None) -> float:
    score = 0.45 + 0.2 * telling.explicit + (0.1 if telling.event.verbal else 0.05)
    if thing is not None and not thing.known:
        score -= 0.15
    return round(max(0.1, min(1.0, score)), 2)


# ---------------------------------------------------------------- denials and repeats
def _denied(rows: list[Transfer], doc: Doc, parties: Parties) -> list[Transfer]:
    """Adds those who deny elsewhere to the tellings they answer."""
    spans = [(row.start, row.end) for row in rows]
    starts = [sentence.start_char for sentence in doc.sents]
    rows = list(rows)
    for denial in claimants.denials(doc, parties, spans):
        kinds = _denied_kinds(denial, doc)
        sides = {parties.cast.side(id) for id in denial.deniers} - {None}
        unplaced = not sides  # whose side he is on is not known: he answers what somebody is named as claiming
        sides |= set(denial.deniers)
        floor = starts[max(0, denial.sentence - claimants.REACH)]
        answered = [
            i
            for i, row in enumerate(rows)
            if floor <= row.start < denial.at
            and row.status != Status.DENIED
            and (sides & {row.supplier, row.recipient} or (unplaced and row.claimants))
            and not set(row.claimants) & set(denial.deniers)
            and (not kinds or row.category in kinds)
        ]
        if not answered:
            continue
        nearest = rows[answered[-1]].sentence_start
        for i in answered:
            if rows[i].sentence_start == nearest:
                joined = tuple(dict.fromkeys((*rows[i].denied_by, *denial.deniers)))
                rows[i] = replace(rows[i], denied_by=joined)
    return rows


def _denied_kinds(denial: claimants.Denial, doc: Doc) -> set[Category]:
    """What kinds of thing the words of a denial single out ("the part about missiles was wrong"); empty for all."""
    nouns = (doc[i] for i in denial.subject if doc[i].pos_ == "NOUN")
    return {category for noun in nouns if (category := category_of(noun)) is not None}


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
