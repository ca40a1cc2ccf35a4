"""JSON: one file, `about` and a list of rows a table; None where nothing is stated, days as ISO words."""

import json
from pathlib import Path
from typing import Any

from core import tables
from core.export.claims import in_full
from core.export.sheets import Sheets, plain, sheets
from core.queries import Filters
from core.tables import Tables

NO_FILTER = Filters()


def write(folder: Path, out: Path, rejected: bool = False) -> None:
    """Writes every table into the file `out`."""
    out.parent.mkdir(parents=True, exist_ok=True)
    out.write_text(to_json(*sheets(folder, rejected), tables.load(folder)), encoding="utf-8")


def to_json(made: Sheets, about: dict[str, Any], data: Tables, filters: Filters = NO_FILTER) -> str:
    """Frames and what a reader must know about them, as one JSON object; claims in full (`core.export.claims`).

    `made` holds the rows of `data` that are wanted, `filters` say which.
    """
    rows = {
        name: [{column: plain(value) for column, value in row.items()} for row in frame.to_dict("records")]
        for name, frame in made.items()
    }
    rows["claims"] = in_full(data, made["claims"], made["transfers"], filters)
    if "copies" in rows and "changes" in rows:
        rows["copies"] = [copy | {"changes": _changes_of(copy["id"], rows["changes"])} for copy in rows["copies"]]
    return json.dumps({"about": about} | rows, ensure_ascii=False, indent=1) + "\n"


def _changes_of(copy: str, changes: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """What a copy tells otherwise; in the table of changes too, with those between texts that share an origin only."""
    return [{name: value for name, value in row.items() if name != "copy"} for row in changes if row["copy"] == copy]
