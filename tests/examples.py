"""Small made-up records for tests: invented states, one document each, spans found by their words."""

from hashlib import sha256
from pathlib import Path
from typing import Any

from core import swap
from core.checks import checked
from core.manifest import locked
from core.records import (
    TABLES,
    Actor,
    ActorKind,
    Category,
    Document,
    Mention,
    Quote,
    QuoteKind,
    Status,
    Transfer,
    row_id,
)
from core.tables import Manifest, Tables, load

ORVANA = Actor("orvana", "Orvana", ActorKind.STATE)
SELVIA = Actor("selvia", "Selvia", ActorKind.STATE)
ACTORS = [ORVANA, SELVIA]


def document(doc: str, text: str, **facts: Any) -> Document:
    """A document with the right hash."""
    return Document(doc, sha256(text.encode()).hexdigest(), text, **facts)


def span(source: Document, words: str) -> dict[str, Any]:
    """The columns that point to some words of a document, the whole text standing in for the sentence."""
    start = source.text.index(words)
    return {
        "doc": source.doc,
        "start": start,
        "end": start + len(words),
        "text": words,
        "sentence_start": 0,
        "sentence_end": len(source.text),
    }


def telling(source: Document, words: str, item: str = "howitzers", **columns: Any) -> Transfer:
    """A telling that Orvana gave weapons to Selvia, unless the columns say otherwise."""
    parts = {
        "supplier": "orvana",
        "recipient": "selvia",
        "category": Category.WEAPONS,
        "status": Status.ASSERTED,
    } | columns
    name = row_id(source.sha256, words, item, *sorted(map(str, parts.items())))
    return Transfer(**{"id": name, "item": item, **span(source, words), **parts})


def quote(source: Document, words: str, **columns: Any) -> Quote:
    """An indirect quote without a speaker, unless the columns say otherwise."""
    parts = {"kind": QuoteKind.INDIRECT} | columns
    return Quote(**{"id": row_id(source.sha256, words, *sorted(map(str, parts.items()))), **span(source, words), **parts})


def mention(source: Document, words: str, actor: str) -> Mention:
    place = span(source, words)
    return Mention(source.doc, place["start"], place["end"], words, actor, "name")


def manifest(**parts: Any) -> Manifest:
    base = {"version": "1", "corpus": "made-up", "built_at": "2030-01-01T00:00:00+00:00", "fingerprint": "", "model": "none"}
    return Manifest(**base | parts)


def rows(**given: list[Any]) -> dict[str, list[Any]]:
    """A full set of tables: the two states, and the rows given."""
    return {name: [] for name in TABLES} | {"actors": ACTORS} | given


def written(folder: Path, **given: list[Any]) -> Tables:
    """Tables as a build would leave them in a folder, every row checked."""
    kept, dropped = checked(rows(**given))
    assert not dropped, dropped
    with locked(folder):
        swap.replace(folder, kept, manifest())
    return load(folder)
