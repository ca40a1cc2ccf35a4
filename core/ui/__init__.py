"""The only part of the program, beside the pages, that imports Streamlit."""

from core.ui.brush import brush, clicked
from core.ui.controls import choice, number, search, select
from core.ui.frame import document_link, link, nothing_here, page, page_files, plain, tables
from core.ui.rows import columns_for, day_column, download, facts, open_row, pick, rows, sentence
from core.ui.timeline import brushed, missing_days
from core.ui.transfers import CLAIM_COLUMNS, TELLING_COLUMNS, TELLING_WORDS, claim_facts, open_first

__all__ = [
    "CLAIM_COLUMNS",
    "TELLING_COLUMNS",
    "TELLING_WORDS",
    "brush",
    "brushed",
    "choice",
    "claim_facts",
    "clicked",
    "columns_for",
    "day_column",
    "document_link",
    "download",
    "facts",
    "link",
    "missing_days",
    "nothing_here",
    "number",
    "open_first",
    "open_row",
    "page",
    "page_files",
    "pick",
    "plain",
    "rows",
    "search",
    "select",
    "sentence",
    "tables",
]
