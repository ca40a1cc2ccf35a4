"""The only part of the program, beside the pages, that imports Streamlit."""

from core.ui.brush import brush, clicked
from core.ui.controls import choice, ignored, number, search, select, switch
from core.ui.copy_graph import copy_graph
from core.ui.found import search_results, search_words
from core.ui.frame import ask, link, many, none_of, nothing_here, once, page, page_files, page_link, tables
from core.ui.home import contested, holdings, periods, problems, reads_how_well, whats_new, where_to_go
from core.ui.markdown import plain
from core.ui.quotes import VIEWS, by_source, heard, held, in_their_words, no_voices, printed_twice, who_on_whom
from core.ui.rows import columns_for, day_column, download, facts, open_row, pick, rows, sentence
from core.ui.sources import PROFILE_COLUMNS, commitments, matrix, source_opened, sources_to_compare
from core.ui.standing import barter_rows, changes_of, path_of, stance_matrix, stance_rows
from core.ui.timeline import figures_over_time, in_panels, missing_days, no_days, of_bars, without_days
from core.ui.transfers import (
    CLAIM_COLUMNS,
    TELLING_COLUMNS,
    TELLING_WORDS,
    claim_facts,
    claim_rows,
    open_first,
    reasons,
    telling_rows,
)
from core.ui.upload import upload_page
from core.ui.wording import wording

__all__ = [
    "CLAIM_COLUMNS",
    "PROFILE_COLUMNS",
    "TELLING_COLUMNS",
    "TELLING_WORDS",
    "VIEWS",
    "ask",
    "barter_rows",
    "brush",
    "by_source",
    "changes_of",
    "choice",
    "claim_facts",
    "claim_rows",
    "clicked",
    "columns_for",
    "commitments",
    "contested",
    "copy_graph",
    "day_column",
    "download",
    "facts",
    "figures_over_time",
    "heard",
    "held",
    "holdings",
    "ignored",
    "in_panels",
    "in_their_words",
    "link",
    "many",
    "matrix",
    "missing_days",
    "no_days",
    "no_voices",
    "none_of",
    "nothing_here",
    "number",
    "of_bars",
    "once",
    "open_first",
    "open_row",
    "page",
    "page_files",
    "page_link",
    "path_of",
    "periods",
    "pick",
    "plain",
    "printed_twice",
    "problems",
    "reads_how_well",
    "reasons",
    "rows",
    "search",
    "search_results",
    "search_words",
    "select",
    "sentence",
    "source_opened",
    "sources_to_compare",
    "stance_matrix",
    "stance_rows",
    "switch",
    "tables",
    "telling_rows",
    "upload_page",
    "whats_new",
    "where_to_go",
    "who_on_whom",
    "without_days",
    "wording",
]
