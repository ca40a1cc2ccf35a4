"""One JSON file a document, in the schema of the annotation guidelines, for scorers and for people who annotate.

Beside the schema's own fields a quote carries the places of its speaker and cue and the number of its utterance, and a
document its attitudes, which have a quote's fields.
"""

import json
import re
from collections import defaultdict
from collections.abc import Iterable
from hashlib import blake2b
from pathlib import Path
from typing import Any

from core import settings, tables
from core.records import Actor, Day, Document, Mention, Quote, Transfer
from core.review import State, read, reviewed

Annotation = dict[str, Any]


def write(folder: Path, out: Path, rejected: bool = False) -> None:
    """Writes the annotations of every document into the folder `out`, each named after its document, without `.txt`."""
    out.mkdir(parents=True, exist_ok=True)
    taken: set[str] = set()
    for annotation in annotations(folder, rejected):
        name = file_name(annotation["doc"], taken)
        taken.add(name)
        content = json.dumps(annotation, ensure_ascii=False, indent=1)
        (out / f"{name}.json").write_text(content + "\n", encoding="utf-8")


def annotations(folder: Path, rejected: bool = False) -> list[Annotation]:
    """The annotations of every document in a folder of tables, in the order of the documents."""
    documents: list[Document] = tables.read_table(folder, "documents")
    actors = {actor.id: actor for actor in tables.read_table(folder, "actors")}
    unwanted = set() if rejected else rejected_rows(folder)
    rows = {
        name: by_document(row for row in tables.read_table(folder, name) if getattr(row, "id", None) not in unwanted)
        for name in ("mentions", "quotes", "attitudes", "transfers")
    }
    return [
        {
            "doc": document.doc,
            "published": _day(document.published),
            "actors": _actors(rows["mentions"][document.doc], actors),
            "quotes": [_quote(row) for row in rows["quotes"][document.doc]],
            "transfers": [_transfer(row) for row in rows["transfers"][document.doc]],
            "attitudes": [_quote(row) for row in rows["attitudes"][document.doc]],
        }
        for document in documents
    ]


def file_name(doc: str, taken: Iterable[str] = ()) -> str:
    """A safe file name for a document, without `.txt`; a hash keeps apart documents whose names become the same."""
    name = re.sub(r"[^\w.,+@ -]", "_", doc.removesuffix(".txt")).strip(". ")[:150]
    if name and name not in taken:
        return name
    return f"{name}-{blake2b(doc.encode(), digest_size=4).hexdigest()}".lstrip("-")


def rejected_rows(folder: Path) -> set[str]:
    """Ids of the rows that people rejected."""
    decisions = read(settings.decisions(folder))
    if not decisions:
        return set()
    data = tables.load(folder)
    found = [reviewed(data, name, decisions) for name in ("quotes", "attitudes", "transfers")]
    return {row for one in found for row in one.by_row if one.state(row) is State.REJECTED}


def by_document(rows: Iterable[Any]) -> defaultdict[str, list[Any]]:
    """Rows of a table by document; none for a document without any."""
    grouped: defaultdict[str, list[Any]] = defaultdict(list)
    for row in rows:
        grouped[row.doc].append(row)
    return grouped


def _actors(mentions: list[Mention], actors: dict[str, Actor]) -> list[Annotation]:
    """The actors of one document in the order they are first named, each with the distinct words that name it there."""
    surfaces: defaultdict[str, dict[str, None]] = defaultdict(dict)
    for mention in mentions:
        surfaces[mention.actor][mention.text] = None
    return [
        {"id": actor.id, "name": actor.name, "kind": actor.kind, "surface": list(words)}
        for name, words in surfaces.items()
        for actor in [actors[name]]
    ]


def _quote(row: Quote) -> Annotation:
    return {
        "start": row.start,
        "end": row.end,
        "text": row.text,
        "kind": row.kind,
        "speaker": row.speaker,
        "speaker_text": row.speaker_text,
        "cue": row.cue,
        "speaker_start": row.speaker_start,
        "speaker_end": row.speaker_end,
        "cue_start": row.cue_start,
        "cue_end": row.cue_end,
        "utterance": row.utterance,
    }


def _transfer(row: Transfer) -> Annotation:
    quantity, date = row.quantity, row.date
    return {
        "supplier": row.supplier,
        "recipient": row.recipient,
        "item": row.item,
        "category": row.category,
        "quantity": {"text": quantity.text, "min": quantity.min, "max": quantity.max, "unit": quantity.unit},
        "date": {"text": date.text, "start": _day(date.start), "end": _day(date.end)},
        "status": row.status,
        "claimants": list(row.claimants),
        "denied_by": list(row.denied_by),
        "start": row.start,
        "end": row.end,
    }


def _day(day: Day | None) -> str | None:
    return day.isoformat() if day else None
