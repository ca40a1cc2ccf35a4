"""What is marked in one document, and its text cut so that each piece knows the marks on it."""

import re
from collections.abc import Hashable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from itertools import pairwise
from typing import Any

import pandas as pd

from core.queries import NOT_STATED, Kept, names_of, printed_as, within
from core.tables import Tables

# A paragraph ends with its line, and after a page's worth of words that no line break parts: a text without any would be one
# paragraph of 100,000 words, which no browser lays out in a moment.
PARAGRAPH = re.compile(r"[^\n]{6000}\S*\s*|.*?(?:\n\s*|\Z)", re.DOTALL)
Piece = tuple[str, tuple[int, ...]]
ROWS = ("tellings", "quotes", "attitudes", "mentions", "dates", "noise")  # tables whose rows are marked


class MarkKind(StrEnum):
    TRANSFER = "transfer"
    QUOTE = "quote"
    ATTITUDE = "attitude"
    ACTOR = "actor"
    DATE = "date"
    NOISE = "noise"
    COPY = "copy"


@dataclass(frozen=True, slots=True)
class Mark:
    """A stretch of a document with what the program, or a rule, makes of it."""

    kind: MarkKind
    start: int
    end: int
    row: str  # id of the row; of the actor for a mention, of the other document for shared text; "" for noise
    label: str  # one line for a person
    why: str  # the rule, and how sure it is


def in_document(tables: Tables, doc: str) -> list[Mark]:
    """Every mark of a document in order of the text, the longer first where two begin together."""
    rows = {table: within(tables, table, doc).to_dict("records") for table in ROWS}
    every = (row.get(column) for found in rows.values() for row in found for column in ("supplier", "recipient", "speaker"))
    known = names_of(tables, (*every, *(row["actor"] for row in rows["mentions"])))
    found = [
        *(_transfer(row, known) for row in rows["tellings"]),
        *(_quote(row, known, MarkKind.QUOTE) for row in rows["quotes"]),
        *(_quote(row, known, MarkKind.ATTITUDE) for row in rows["attitudes"]),
        *(_mention(row, known) for row in rows["mentions"]),
        *(_date(row) for row in rows["dates"]),
        *(_noise(row) for row in rows["noise"]),
        *_shared(tables, doc),
    ]
    return sorted(found, key=lambda mark: (mark.start, -mark.end, mark.kind, mark.row))


def _transfer(row: Mapping[Hashable, Any], known: dict[str, str]) -> Mark:
    supplier, recipient = (known.get(row[end], f"unknown {end}") for end in ("supplier", "recipient"))
    figure = "" if pd.isna(row["quantity_text"]) else f" · {row['quantity_text']}"
    label = f"{supplier} → {recipient} · {row['category']}: {row['item']}{figure} · {row['status']}"
    return Mark(MarkKind.TRANSFER, row["start"], row["end"], row["id"], label, _why(row))


def _quote(row: Mapping[Hashable, Any], known: dict[str, str], kind: MarkKind) -> Mark:
    if pd.isna(row["speaker"]):
        speaker = "unattributed" if pd.isna(row["speaker_text"]) else row["speaker_text"]
    else:
        speaker = known.get(row["speaker"], row["speaker"])
    cue = "" if pd.isna(row["cue"]) else f" · “{row['cue']}”"
    return Mark(kind, row["start"], row["end"], row["id"], f"{speaker}{cue} · {row['kind']}", _why(row))


def _mention(row: Mapping[Hashable, Any], known: dict[str, str]) -> Mark:
    label = known.get(row["actor"], row["actor"])
    return Mark(MarkKind.ACTOR, row["start"], row["end"], row["actor"], label, f"rule {row['rule']}")


def _date(row: Mapping[Hashable, Any]) -> Mark:
    why = "no day stated" if pd.isna(row["precision"]) else f"read as a {row['precision']}"
    label = f"“{' '.join(row['text'].split())}” · {days_in_words(row['first'], row['last'])}"
    return Mark(MarkKind.DATE, row["start"], row["end"], "", label, why)


def days_in_words(first: Any, last: Any) -> str:
    """An interval of days, open where an end is missing: "3 May 2031", "3 to 9 May 2031", "from 3 May 2031"."""
    if pd.isna(first) and pd.isna(last):
        return "no day stated"
    if pd.isna(first) or pd.isna(last):
        return f"until {last:%-d %b %Y}" if pd.isna(first) else f"from {first:%-d %b %Y}"
    if first == last:
        return f"{last:%-d %b %Y}"
    from_month = "" if (first.year, first.month) == (last.year, last.month) else f" {first:%b}"
    from_year = "" if first.year == last.year else f" {first:%Y}"
    return f"{first:%-d}{from_month}{from_year} to {last:%-d %b %Y}"


def _noise(row: Mapping[Hashable, Any]) -> Mark:
    repeats = "" if pd.isna(row["of_start"]) else f" of characters {row['of_start']}–{row['of_end']}"
    return Mark(MarkKind.NOISE, row["start"], row["end"], "", f"{row['kind']}{repeats}", "not counted as the report itself")


def _shared(tables: Tables, doc: str) -> Iterator[Mark]:
    """Passages that other documents print too."""
    pairs = tables.store.frame('SELECT * FROM copies WHERE doc = ? OR "of" = ? ORDER BY doc, "of"', [doc, doc])
    titles = printed_as(tables, [*pairs["doc"], *pairs["of"]])["shown_as"]
    for copy in pairs.itertuples():
        own, other = ("", copy.of) if copy.doc == doc else ("of_", copy.doc)
        why = f"{copy.containment:.0%} of the shorter text is in the other"
        for passage in copy.passages:
            label = f"also in: {titles[other]}"
            yield Mark(MarkKind.COPY, passage[f"{own}start"], passage[f"{own}end"], other, label, why)


def _why(row: Mapping[Hashable, Any]) -> str:
    return f"rule {row['rule'] or NOT_STATED}, score {row['score']:.2f}"


def paragraphs(text: str, marks: Iterable[Mark]) -> list[list[Piece]]:
    """The text as paragraphs of pieces; joined, the pieces are the text, character for character.

    A piece is its words and the places, in `marks`, of the marks that cover it.
    """
    marks = list(marks)
    edges = {0, len(text)} | {match.end() for match in PARAGRAPH.finditer(text)}
    ends = {match.end() for match in PARAGRAPH.finditer(text)}
    opens: dict[int, list[int]] = {}
    closes: dict[int, list[int]] = {}
    for place, mark in enumerate(marks):
        edges |= {mark.start, mark.end}
        opens.setdefault(mark.start, []).append(place)
        closes.setdefault(mark.end, []).append(place)
    found: list[list[Piece]] = [[]]
    covering: set[int] = set()
    cuts = sorted(edges)
    for start, end in pairwise(cuts):
        covering = (covering - set(closes.get(start, ()))) | set(opens.get(start, ()))
        found[-1].append((text[start:end], tuple(sorted(covering))))
        if end in ends and end < len(text):
            found.append([])
    return [paragraph for paragraph in found if paragraph]


def at(value: str, length: int) -> tuple[int, int] | None:
    """The stretch that a link names as "START-END"; None where it is not one of a text of that length."""
    named = re.fullmatch(r"(\d{1,9})-(\d{1,9})", value, re.ASCII)
    if not named:
        return None
    start, end = int(named[1]), int(named[2])
    return (start, end) if start < end <= length else None


def telling_facts(tables: Tables, row: str) -> list[tuple[str, object]]:
    """The fields of a telling with their names, actors by name; what is not stated is None."""
    found = Kept(tables, "tellings").one(row).iloc[0]
    actors = (found["supplier"], found["recipient"], *found["claimants"], *found["denied_by"])
    known = names_of(tables, actors)
    return [
        ("Supplier", known.get(found["supplier"])),
        ("Recipient", known.get(found["recipient"])),
        ("Item", found["item"]),
        ("Category", found["category"]),
        ("Quantity", _stated(found["quantity_text"])),
        ("Date", _stated(found["date_text"])),
        ("Status", found["status"]),
        ("According to", _listed(found["claimants"], known)),
        ("Denied by", _listed(found["denied_by"], known)),
    ]


def quote_facts(tables: Tables, row: str, kind: MarkKind = MarkKind.QUOTE) -> list[tuple[str, object]]:
    """The fields of a quote or an attitude with their names; what is not stated is None."""
    found = Kept(tables, "attitudes" if kind is MarkKind.ATTITUDE else "quotes").one(row).iloc[0]
    known = names_of(tables, (found["speaker"], found["carried_by"]))
    return [
        ("Speaker", known.get(found["speaker"])),
        ("Named as", _stated(found["speaker_text"])),
        ("Cue", _stated(found["cue"])),
        ("Kind", found["kind"]),
        ("Carried by", known.get(found["carried_by"])),
        ("Said on", None if pd.isna(found["said_on"]) else f"{found['said_on']:%-d %b %Y}"),
    ]


def _stated(value: Any) -> object:
    return None if pd.isna(value) else value


def _listed(actors: Iterable[str], known: dict[str, str]) -> str | None:
    return ", ".join(known.get(actor, actor) for actor in actors) or None
