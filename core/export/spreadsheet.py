"""XLSX: a sheet a table and one that says what they are. Words stay words: no cell is a formula or a link."""

import io
from pathlib import Path
from typing import Any

import pandas as pd
from xlsxwriter import Workbook
from xlsxwriter.worksheet import Worksheet

from core.export.sheets import Sheets, cell, sheets

# Excel's own limits; a text beyond the first is cut with a word about it, rows beyond the second go to another sheet.
CELL = 32_767
ROWS = 1_048_575
CUT = " … [cut here: the cell is full; CSV and JSON have the whole]"
WORDS = {"strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False, "in_memory": True}


def write(folder: Path, out: Path, rejected: bool = False) -> None:
    """Writes every table into the file `out`."""
    out.parent.mkdir(parents=True, exist_ok=True)
    out.write_bytes(to_xlsx(*sheets(folder, rejected)))


def to_xlsx(made: Sheets, about: dict[str, Any]) -> bytes:
    """Frames and what a reader must know about them, as one workbook."""
    file = io.BytesIO()
    with Workbook(file, WORDS) as book:
        bold = book.add_format({"bold": True})
        front = book.add_worksheet("about")
        for place, (name, value) in enumerate(about.items()):
            front.write(place, 0, name, bold)
            front.write(place, 1, value)
        front.set_column(0, 1, 28)
        for name, frame in made.items():
            for number, first in enumerate(range(0, max(len(frame), 1), ROWS), 1):
                sheet = book.add_worksheet(name if number == 1 else f"{name} {number}")
                _fill(sheet, frame.iloc[first : first + ROWS], bold)
    return file.getvalue()


def _fill(sheet: Worksheet, frame: pd.DataFrame, bold: Any) -> None:
    sheet.freeze_panes(1, 0)
    sheet.autofilter(0, 0, max(len(frame), 1), max(len(frame.columns) - 1, 0))
    for place, column in enumerate(frame.columns):
        sheet.write_string(0, place, column, bold)
        for row, value in enumerate(frame[column], 1):
            shown = cell(value)
            if isinstance(shown, str):
                sheet.write_string(row, place, shown if len(shown) <= CELL else shown[: CELL - len(CUT)] + CUT)
            elif shown is not None:
                sheet.write(row, place, shown)
