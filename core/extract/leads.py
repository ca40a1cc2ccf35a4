"""Who speaks in a headline or lead that names nobody: "Guns Sent to Kesh, Spies Say", "…, a research group says".

A report names its source by kind first and by name below; the first telling of the same transfer there has the name.
"""

from collections.abc import Sequence
from dataclasses import replace

from core.extract.spoken import Spoken
from core.extract.stages import Stage, used
from core.records import Status, Transfer

PARAGRAPHS = 4  # headline, dateline or byline, and the lead
REACH = 2000  # characters below in which the name follows


def named_below(rows: Sequence[Transfer], spoken: Spoken, text: str) -> list[Transfer]:
    """The tellings, in reading order; those of the lead that an unnamed source tells have the source named below."""
    rows = list(rows)
    end = _lead(text)
    for place, row in enumerate(rows):
        if row.start >= end or not used(Stage.ACROSS):
            break
        if row.claimants or row.denied_by or row.status == Status.DENIED or not _unnamed(row, spoken):
            continue
        below = (other for other in rows[place + 1 :] if other.start - row.start < REACH and _same(other, row))
        source = next((other.claimants for other in below if other.claimants), ())
        rows[place] = replace(row, claimants=source)
    return rows


def _lead(text: str) -> int:
    """The character at which the opening paragraphs end."""
    at = 0
    for _ in range(PARAGRAPHS):
        at = text.find("\n", at) + 1
        while 0 < at < len(text) and text[at].isspace():
            at += 1
        if at == 0:
            return len(text)
    return at


def _unnamed(row: Transfer, spoken: Spoken) -> bool:
    """Whether the telling is put into the mouth of somebody whom the words do not name."""
    around = spoken.around(row.start)
    return any(quote.cue for quote in around) and not any(quote.speaker for quote in around)


def _same(one: Transfer, other: Transfer) -> bool:
    return (one.supplier, one.recipient, one.category) == (other.supplier, other.recipient, other.category)
