"""Quotes and attitudes as attributions: one entry an utterance, with the spans of its content, speaker and cue.

This is the shape of attribution corpora, which know no kinds and no nesting: the pieces of a broken quote are one
content, joint speakers one speaker, and what is reported inside another report is left out.
"""

import json
from collections.abc import Iterable
from itertools import groupby
from pathlib import Path

from core import tables
from core.export.annotations import by_document, rejected_rows
from core.records import Quote, QuoteKind

Span = tuple[int, int]
LONGEST_GAP = 24


def write(folder: Path, out: Path, rejected: bool = False) -> None:
    """Writes the file `out`: one JSON line a document, `{"doc", "quotes"}`; a row of a file goes by its own name."""
    unwanted = set() if rejected else rejected_rows(folder)
    rows = {
        name: by_document(row for row in tables.read_table(folder, name) if row.id not in unwanted)
        for name in ("quotes", "attitudes")
    }
    out.parent.mkdir(parents=True, exist_ok=True)
    with out.open("w", encoding="utf-8") as lines:
        for document in tables.read_table(folder, "documents"):
            found = attributions(rows["quotes"][document.doc], rows["attitudes"][document.doc])
            lines.write(json.dumps({"doc": document.doc.rpartition("#")[2], "quotes": found}, ensure_ascii=False) + "\n")


def attributions(quotes: Iterable[Quote], attitudes: Iterable[Quote]) -> list[dict[str, list[Span]]]:
    """The utterances of one document as `{"content", "speaker", "cue"}`, each a list of character spans, by place."""
    rows = sorted([*quotes, *attitudes], key=lambda row: (row.utterance or 0, row.start))
    groups = [list(group) for _, group in groupby(rows, key=lambda row: row.utterance)]
    # Somebody's own words come before what the parser makes of them, the longer content before the shorter.
    groups.sort(key=lambda group: (group[0].kind is not QuoteKind.DIRECT, -sum(row.end - row.start for row in group)))
    kept: list[dict[str, list[Span]]] = []
    taken: list[Span] = []
    for group in groups:
        one = _joined(group)
        if not any(_overlap(span, other) for span in one["content"] for other in taken):
            kept.append(one)
            taken += one["content"]
    return sorted(kept, key=lambda one: one["content"][0])


def _joined(rows: list[Quote]) -> dict[str, list[Span]]:
    return {
        "content": _merged((_from_cue(row), row.end) for row in rows),
        "speaker": _merged((row.speaker_start, row.speaker_end) for row in rows),
        "cue": _merged((row.cue_start, row.cue_end) for row in rows),
    }


def _from_cue(row: Quote) -> int:
    """Where the content starts: with the few words between its cue and a fragment, which have no row of their own."""
    gap = row.start - row.cue_end if row.cue_end is not None else -1
    return row.start - gap if row.kind is QuoteKind.PARTIAL and 0 < gap <= LONGEST_GAP else row.start


def _merged(spans: Iterable[tuple[int | None, int | None]]) -> list[Span]:
    """The spans that are there, in order, those that overlap as one."""
    merged: list[Span] = []
    for start, end in sorted((start, end) for start, end in spans if start is not None and end is not None):
        if merged and start <= merged[-1][1]:
            merged[-1] = (merged[-1][0], max(end, merged[-1][1]))
        else:
            merged.append((start, end))
    return merged


def _overlap(one: Span, other: Span) -> bool:
    return one[0] < other[1] and other[0] < one[1]
