"""The only part of the program, beside the pages, that imports Streamlit."""

from core.ui.frame import document_link, link, nothing_here, page, plain, tables
from core.ui.rows import open_row, rows, sentence

__all__ = ["document_link", "link", "nothing_here", "open_row", "page", "plain", "rows", "sentence", "tables"]
