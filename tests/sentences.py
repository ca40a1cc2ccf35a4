"""A reader of a small made-up language, for tests of what ties documents to each other: quick, and with rows of all kinds.

Orvana gave Selvia 40 tents.        a telling
Mira Tolen said “…”.                a quote; the name may be spelled in several ways, or cut to the surname
"""

import re
from collections.abc import Iterator, Sequence

from core.records import (
    Actor,
    ActorKind,
    Category,
    Mention,
    Quantity,
    Quote,
    QuoteKind,
    Reading,
    Status,
    Transfer,
    row_id,
    slug,
)
from core.workers import Job, Read

STATES = ("Orvana", "Selvia", "Ilmar")
GAVE = re.compile(rf"({'|'.join(STATES)}) gave ({'|'.join(STATES)}) (\d+) (\w+)\.")
SAID = re.compile(r"([A-Z]\w+(?: [A-Z]\w+)*) said “([^”]+)”\.")


def sentences_reader(jobs: Sequence[Job]) -> list[Read]:
    """Reads a batch of such documents."""
    return [Read(_reading(job.document.doc, job.document.text)) for job in jobs]


def _reading(doc: str, text: str) -> Reading:
    actors: dict[str, Actor] = {}
    mentions: list[Mention] = []

    def actor(found: re.Match[str], group: int, kind: ActorKind) -> str:
        name, id = found[group], slug(found[group])
        part_of = "orvana" if kind is ActorKind.PERSON and name.startswith("Mira") else None
        actors[id] = Actor(id, name, kind, part_of=part_of)
        if part_of:
            actors[part_of] = Actor("orvana", "Orvana", ActorKind.STATE)
        mentions.append(Mention(doc, found.start(group), found.end(group), name, id, "name"))
        return id

    transfers = list(_transfers(doc, text, actor))
    quotes = []
    for found in SAID.finditer(text):
        speaker = actor(found, 1, ActorKind.PERSON)
        start, end = found.span(2)
        around = {"sentence_start": found.start(), "sentence_end": found.end(), "speaker": speaker}
        quotes.append(Quote(row_id(doc, start, found[2]), doc, start, end, found[2], QuoteKind.DIRECT, **around))
    return Reading(doc, tuple(actors.values()), tuple(mentions), (), tuple(quotes), (), tuple(transfers))


def _transfers(doc: str, text: str, actor: object) -> Iterator[Transfer]:
    for found in GAVE.finditer(text):
        supplier, recipient = (actor(found, group, ActorKind.STATE) for group in (1, 2))  # type: ignore[operator]
        start, end = found.span()
        number = float(found[3])
        yield Transfer(
            id=row_id(doc, start, found.group()),
            doc=doc,
            start=start,
            end=end,
            text=found.group(),
            sentence_start=start,
            sentence_end=end,
            supplier=supplier,
            recipient=recipient,
            item=found[4],
            category=Category.OTHER,
            status=Status.ASSERTED,
            quantity=Quantity(found[3], number, number, "item"),
        )
