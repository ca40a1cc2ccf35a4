"""What single documents add to the tables once it is known who is who, and what the search for what ties them to each other
needs of them. A document is looked at by itself, so that many can be looked at beside each other (`core.hands`).
"""

import pickle
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from operator import attrgetter
from typing import Any

import pyarrow as pa

import core
from core import copies, retelling, utterances
from core.checks import Broken, Counted, Rows, kept
from core.copies import Hashes
from core.corpus import Text
from core.linking import Joined, rewritten
from core.records import KEYS, Document, Reading
from core.tables import to_arrow

SPANNED = ("noise", "mentions", "dates", "quotes", "attitudes", "transfers")
OF_ONE_DOCUMENT = ("documents", *SPANNED)
SPANS = attrgetter("doc", "start", "end")
Packed = tuple[bytes, bytes]  # pickles of a `Text` and of the `Read` of it


@dataclass(frozen=True, slots=True)
class Batch:
    """Some documents in order of their names, and as much as they name of what the corpus knows."""

    documents: Sequence[Packed]
    joined: Joined
    sources: frozenset[str]
    above: Mapping[str, str | None]  # actors of the corpus, with what each is part of; that is among them too


@dataclass(frozen=True, slots=True)
class Added:
    """What some documents add."""

    rows: dict[str, pa.Table]  # that keep every rule, in the order of the tables
    broken: Broken  # rows left out or mended, by document and rule
    speakers: dict[str, tuple[str, ...]]  # whom they quote, by document
    shingles: dict[str, Hashes]
    figured: dict[str, retelling.Figures]
    printings: pa.Table  # of `utterances`


def added(batch: Batch) -> Added:
    """What the documents of a batch add."""
    texts: list[Text] = []
    readings: list[Reading] = []
    for packed in batch.documents:
        text, read = map(pickle.loads, packed)
        texts.append(text)
        readings.append(rewritten(read.reading, batch.joined))
    broken: Counted = defaultdict(Counter)
    rows = kept(_rows(texts, readings), batch.sources, frozenset(batch.above), broken)
    noise, quotes = _by_document(rows["noise"]), _by_document(rows["quotes"])
    documents: list[Document] = rows["documents"]
    return Added(
        rows={name: to_arrow(name, rows[name]) for name in OF_ONE_DOCUMENT},
        broken=dict(broken),
        speakers={doc: tuple(sorted({row.speaker for row in said if row.speaker})) for doc, said in quotes.items()},
        shingles={one.doc: copies.Text(one, None, noise[one.doc], quotes[one.doc]).shingles for one in documents},
        figured={one.doc: retelling.Text(one, noise[one.doc], quotes[one.doc]).figured for one in documents},
        printings=utterances.listed(documents, quotes, batch.above),
    )


def _rows(texts: Iterable[Text], readings: Sequence[Reading]) -> Rows:
    texts = list(texts)
    rows: Rows = {
        "documents": [replace(text.document, origin=None) for text in texts],
        "noise": [row for text in texts for row in text.noise],
        "mentions": [row for one in readings for row in one.mentions],
        "dates": [row for one in readings for row in one.dates],
        "quotes": [row for one in readings for row in one.quotes],
        "attitudes": [row for one in readings for row in one.attitudes],
        "transfers": [replace(row, version=core.__version__) for one in readings for row in one.transfers],
    }
    return {name: _ordered(name, found) for name, found in rows.items()}


def _ordered(name: str, rows: Iterable[Any]) -> list[Any]:
    ordered = sorted(rows, key=attrgetter(KEYS[name])) if name in KEYS else list(rows)
    return sorted(ordered, key=SPANS) if name in SPANNED else ordered


def _by_document(rows: Iterable[Any]) -> defaultdict[str, list[Any]]:
    found: defaultdict[str, list[Any]] = defaultdict(list)
    for row in rows:
        found[row.doc].append(row)
    return found
