"""Two documents side by side: the passages they share and what one of them tells otherwise, as pieces of both texts."""

from dataclasses import dataclass
from typing import Any

from core.marks import Mark, MarkKind, Piece, paragraphs
from core.queries import as_printed, changes_between
from core.tables import Tables


@dataclass(frozen=True, slots=True)
class Side:
    """One of the two texts, cut into pieces; a piece knows the links it belongs to."""

    doc: str
    paragraphs: list[list[Piece]]
    links: list[int]  # for each mark on this side, the place of its link


@dataclass(frozen=True, slots=True)
class Link:
    """What stands on both sides: a shared passage, a changed sentence, or the very words that were changed in one."""

    kind: str  # "copy", "change" or "words"
    label: str


def side_by_side(tables: Tables, one: str, other: str) -> tuple[Side, Side, list[Link]]:
    """Two documents and what links them, in the order in which links are listed: passages, then changes."""
    links: list[Link] = []
    marks: dict[str, list[tuple[int, Mark]]] = {one: [], other: []}

    def add(kind: str, label: str, spans: dict[str, tuple[int, int] | None]) -> None:
        for doc, span in spans.items():
            if span:
                marks[doc].append((len(links), Mark(MarkKind.COPY, *span, "", label, "")))
        links.append(Link(kind, label))

    for copy in _pair(tables, one, other):
        for number, passage in enumerate(copy["passages"], 1):
            here, there = (passage["start"], passage["end"]), (passage["of_start"], passage["of_end"])
            add("copy", f"Passage {number} of {len(copy['passages'])}", {copy["doc"]: here, copy["of"]: there})
    texts = as_printed(tables, (one, other))["text"]
    for change in changes_between(tables, one, other).to_dict("records"):
        here, there = (change["start"], change["end"]), (change["of_start"], change["of_end"])
        label = f"{change['kind']}: {change['about']}"
        add("change", label, {change["doc"]: here, change["of"]: there})
        words = {change["doc"]: _within(texts[change["doc"]], here, change["after"])}
        words[change["of"]] = _within(texts[change["of"]], there, change["before"])
        add("words", label, words)
    return _side(one, texts[one], marks[one]), _side(other, texts[other], marks[other]), links


def _pair(tables: Tables, one: str, other: str) -> list[dict[str, Any]]:
    query = """SELECT * FROM copies WHERE doc = ? AND "of" = ? OR doc = ? AND "of" = ? ORDER BY doc"""
    rows: list[dict[str, Any]] = tables.store.frame(query, [one, other, other, one]).to_dict("records")
    return rows


def _within(text: str, span: tuple[int, int], words: str) -> tuple[int, int] | None:
    """Where some words stand within a sentence; None where they are none, or several that stand apart."""
    place = text.find(words, *span) if words else -1
    return (place, place + len(words)) if place >= 0 else None


def _side(doc: str, text: str, marked: list[tuple[int, Mark]]) -> Side:
    return Side(doc, paragraphs(text, [mark for _, mark in marked]), [link for link, _ in marked])
