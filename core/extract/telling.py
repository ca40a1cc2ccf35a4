"""One telling, and the row that is written of it."""

from dataclasses import dataclass

from core.extract import claimants
from core.extract.dates import date_of, entry_day
from core.extract.frames import Event
from core.extract.items import Thing
from core.extract.parsed import Span
from core.extract.parties import Parties
from core.extract.quantities import quantity_of
from core.extract.spoken import Spoken
from core.extract.status import Commitment
from core.extract.whereabouts import place_of
from core.records import Category, Document, Quantity, Status, Terms, Transfer, When, row_id

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
    because: str = ""  # what speaks most for a party that the clause leaves open


def row_of(telling: Telling, parties: Parties, spoken: Spoken, document: Document) -> Transfer:
    """The row of a telling: who says and who denies it, how much and when, with its place in the text."""
    event, thing, span = telling.event, telling.thing, telling.span
    said = claimants.claimed(event.anchor, span.start_char, span.end_char, spoken, parties)
    named, deniers = said.claimants, tuple(id for token in telling.commitment.deniers for id in parties.named(token))
    status = telling.commitment.status
    if status == Status.DENIED:
        status, named, deniers = _two_sides(telling, said, deniers, claimants.speakers(event.anchor, spoken))
    item, category = (thing.text, thing.category) if thing is not None else (event.gives or "", GIVEN[event.gives or ""])
    trained = event.anchor if event.gives == "training" else None  # "trained 500 officers" counts the trainees
    counts = event.elliptic if event.elliptic is not None else thing.head if thing is not None else trained
    quantity = quantity_of(counts, thing.head if thing is not None else None) if counts is not None else Quantity()
    when = date_of(event.anchor, document, thing.head if thing is not None else None)
    if not when.text and status == Status.ASSERTED:
        when = entry_day(event.anchor, document)
    elif status in {Status.PLANNED, Status.SOUGHT} and _is_over(when, document):
        when = When()  # the day of the promise, not of what it promises
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
        place=place_of(span, event.anchor, thing.head if thing is not None else None, parties),
        designation=thing.designation if thing is not None else None,
        stage=telling.commitment.stage,
        said_on=said_on,
        as_of=when.end or said_on or document.published,
        terms=_terms(event),
        rule=_rule(telling),
        score=_score(telling, thing),
    )


def _is_over(when: When, document: Document) -> bool:
    """Whether a time ended before the day of printing."""
    return when.end is not None and document.published is not None and when.end < document.published


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
    "due": "thing as subject, on its way or on order",
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
    if telling.explicit == 2:
        return found
    return f"{found}; a party understood from the context" + (f": {telling.because}" if telling.because else "")


def _score(telling: Telling, thing: Thing | None) -> float:
    score = 0.45 + 0.2 * telling.explicit + (0.1 if telling.event.verbal else 0.05)
    if thing is not None and not thing.known:
        score -= 0.15
    return round(max(0.1, min(1.0, score)), 2)
