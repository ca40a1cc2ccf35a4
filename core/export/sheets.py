"""The tables as people and programs outside want them: flat, each row with its sentence, its link and its review state."""

from pathlib import Path
from typing import Any
from urllib.parse import urlencode

import pandas as pd

from core import settings, tables
from core.records import TABLES
from core.review import REVIEWED, Reviewed, State, read, reviewed
from core.tables import Tables

Sheets = dict[str, pd.DataFrame]
SAMPLE_NOTE = (
    "The sample's documents are digests, written for this project, of what public reports said; not the publishers' text."
)


def sheets(folder: Path, rejected: bool = False) -> tuple[Sheets, dict[str, Any]]:
    """Every table of a folder as a flat frame, and what a reader of the export must know about it.

    Quotes, attitudes and transfers gain `sentence`, `permalink` (relative to the app) and `state`; rows that people
    rejected are left out unless asked for, and counted in any case.
    """
    data = tables.load(folder)
    decisions = read(settings.decisions(folder))
    made: Sheets = {}
    left_out = 0
    for name in TABLES:
        frame: pd.DataFrame = getattr(data, name)
        if name in REVIEWED:
            frame = _with_context(frame, data, reviewed(data, name, decisions))
            keep = frame["state"] != State.REJECTED
            left_out += 0 if rejected else int((~keep).sum())
            frame = frame if rejected else frame[keep]
        made[name] = frame
    return made, about(data, made) | {"rejected rows left out": left_out}


def about(data: Tables, made: Sheets, filters: str = "none") -> dict[str, Any]:
    """What an export names beside its rows: program, corpus and its hash, filters, and how many rows each table has."""
    facts: dict[str, Any] = {
        "program": f"Claimline {data.manifest.version}",
        "model": data.manifest.model,
        "corpus": data.manifest.corpus,
        "tables' hash": data.manifest.fingerprint,
        "built at": data.manifest.built_at,
        "filters": filters,
    }
    note = {"note": SAMPLE_NOTE} if data.manifest.sample else {}
    return facts | {f"rows of {name}": len(frame) for name, frame in made.items()} | note


def _with_context(rows: pd.DataFrame, data: Tables, found: Reviewed) -> pd.DataFrame:
    texts = dict(zip(data.documents["doc"], data.documents["text"], strict=True))
    places = list(zip(rows["doc"], rows["sentence_start"], rows["sentence_end"], rows["start"], rows["end"], strict=True))
    return rows.assign(
        sentence=[texts[doc][start:end] for doc, start, end, _, _ in places],
        permalink=["Documents?" + urlencode({"doc": doc, "at": f"{start}-{end}"}) for doc, _, _, start, end in places],
        state=[str(found.state(row)) for row in rows["id"]],
    )


def plain(value: Any) -> Any:
    """A cell as a plain value: None where nothing is stated, ISO words for days, lists kept."""
    if isinstance(value, list):
        return value
    if pd.isna(value):
        return None
    if isinstance(value, pd.Timestamp):
        return value.date().isoformat()
    return value.item() if hasattr(value, "item") else value


def cell(value: Any) -> str | float | int | bool | None:
    """A cell for a spreadsheet: a plain value, the members of a list joined by semicolons, spans as "12-40, 3-31"."""
    value = plain(value)
    return "; ".join(map(_member, value)) if isinstance(value, list) else value


def _member(value: Any) -> str:
    if not isinstance(value, dict):
        return str(value)
    numbers = list(value.values())
    return ", ".join(f"{start}-{end}" for start, end in zip(numbers[::2], numbers[1::2], strict=True))
