"""CSV: a file a table, UTF-8 with a mark that Excel needs to see it, and `about.json` beside them."""

import csv
import io
import json
from pathlib import Path
from typing import Any

import pandas as pd

from core.export.sheets import cell, sheets

FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n")


def write(folder: Path, out: Path, rejected: bool = False) -> None:
    """Writes every table into the folder `out`."""
    made, about = sheets(folder, rejected)
    out.mkdir(parents=True, exist_ok=True)
    for name, frame in made.items():
        (out / f"{name}.csv").write_bytes(to_csv(frame))
    (out / "about.json").write_text(json.dumps(about, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")


def to_csv(frame: pd.DataFrame) -> bytes:
    """A frame as a CSV file that no spreadsheet runs anything of; what is not stated is an empty cell."""
    text = io.StringIO(newline="")
    rows = csv.writer(text)
    rows.writerow(frame.columns)
    columns = [map(harmless, frame[column]) for column in frame.columns]
    rows.writerows(zip(*columns, strict=True))
    return text.getvalue().encode("utf-8-sig")


def harmless(value: Any) -> Any:
    """A cell of which no spreadsheet makes a formula: words that begin like one get an apostrophe in front.

    That is how spreadsheets themselves mark words as words (OWASP, CSV injection).
    """
    value = cell(value)
    return f"'{value}" if isinstance(value, str) and value.startswith(FORMULA) else value
