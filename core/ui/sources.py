"""Sources as tables: their profiles, and claims by sources with a sentence behind every cell."""

from typing import Any

import pandas as pd
import streamlit as st

from core import charts, queries
from core.queries import Filters, Kept
from core.tables import Tables
from core.ui.brush import clicked
from core.ui.controls import page_number, several
from core.ui.frame import ask, many, none_of, once, page_link
from core.ui.markdown import plain
from core.ui.quotes import voice_rows
from core.ui.rows import HEAD, for_rows, open_row, show_selected, where
from core.ui.transfers import telling_rows

column = st.column_config
AT_FIRST = 6  # sources side by side fit a screen
ON_A_PAGE = 25  # claims
MOST_SENTENCES = 50  # of one source on one claim
NOTHING_TOLD = "–"
CELL, CELL_PARTS = "cell", "|"  # the parameter of the URL that names the open cell, and what stands between its two names
TALL = 74  # px of a row; from twice the usual height on, Streamlit breaks the words of a cell into lines
PROFILE_COLUMNS: dict[str, Any] = {
    "source": column.TextColumn("Source", width=220),
    "kind": column.TextColumn("Kind", width=120),
    "documents": column.NumberColumn("Documents"),
    "quotes": column.NumberColumn("Quotes"),
    "tellings": column.NumberColumn("Tellings"),
    "asserts": column.NumberColumn("Asserts", help="Tells it in its own voice"),
    "attributes": column.NumberColumn("Attributes", help="Tells it only as someone else’s word"),
    "hedges": column.NumberColumn("Hedges", help="Tells it as possible"),
    "denies": column.NumberColumn("Denies", help="Says in its own voice that it is not so"),
    "first_printed": "First printed",
    "last_printed": "Last printed",
}


def sources_to_compare(tables: Tables, filters: Filters) -> list[str]:
    """The sources that stand side by side: the reader's choice, at first those that tell the most."""
    busiest = ask(_busiest, tables, filters)
    about = f"the {many(len(busiest), 'source')} telling the most; choose two or more of your own"
    return several("Compare", ask(names, tables, filters), "compare", about) or busiest


def names(tables: Tables, filters: Filters) -> list[str]:
    """The sources that the filters keep."""
    return list(ask(queries.profile, tables, filters)["source"])


def _busiest(tables: Tables, filters: Filters) -> list[str]:
    profiles = ask(queries.profile, tables, filters)
    return list(profiles.sort_values(["tellings", "source"], ascending=[False, True])["source"].head(AT_FIRST))


def matrix(cells: pd.DataFrame, sources: list[str], told: Kept) -> None:
    """Claims by sources; the cell selected opens every sentence in which that source tells that claim."""
    first = _turned_to(len(cells))
    page = cells.iloc[first : first + ON_A_PAGE]
    shown = page.fillna(NOTHING_TOLD).reset_index(drop=True)
    widths = {name: column.TextColumn(name, width=max(110, 800 // len(sources))) for name in sources}
    places = {f"{claim}{CELL_PARTS}{source}": (row, source) for row, claim in enumerate(page.index) for source in sources}
    widget = for_rows("matrix", [*page.index, *sources])
    opened = _named_in(cells, sources, st.query_params.get(CELL, ""))
    selected = places.get(st.query_params.get(CELL, ""))
    show_selected(widget, cells=[selected] if selected else [])

    def follow() -> None:
        picked = [tuple(cell) for cell in st.session_state[widget]["selection"]["cells"]]
        named = next((name for name, place in places.items() if place in picked), None)
        if named:
            st.query_params[CELL] = named
        else:
            st.query_params.pop(CELL, None)

    st.dataframe(
        shown.style.map(_tint, subset=sources),
        column_config={"label": column.TextColumn("Claim", width=300, pinned=True)} | widths,
        hide_index=True,
        row_height=TALL,
        height=min(560, HEAD + TALL * len(shown)),
        key=widget,
        on_select=follow,
        selection_mode="single-cell",
        alt="Claims by sources: how each source tells each claim",
    )
    if opened is None:
        st.caption(
            "Select a cell for its sentences. Asserts: in its own voice. Attributes: as someone else’s word. Hedges: as "
            "possible. Denies: as denied or false. The latest stance is shown, with the figure as printed."
        )
        return
    claim, source = opened
    found = told.narrowed("source = ? AND claim = ?", source, claim).page(most=MOST_SENTENCES)
    if found.empty:
        st.caption(plain(f"{source} does not tell this claim within the filters."))
    for _, row in found.iterrows():
        open_row(row, told.tables)


def _turned_to(claims: int) -> int:
    """The place of the first claim of the page that the reader has turned to."""
    first = (page_number(-(-claims // ON_A_PAGE), "matrix_page") - 1) * ON_A_PAGE
    if claims > ON_A_PAGE:
        st.caption(f"Claims {first + 1:,} to {min(first + ON_A_PAGE, claims):,} of {claims:,}")
    return first


def _named_in(cells: pd.DataFrame, sources: list[str], named: str) -> tuple[str, str] | None:
    """Claim and source of the cell that a link names, on whichever page it stands; None where there is none."""
    claim, _, source = named.partition(CELL_PARTS)
    return (claim, source) if source in sources and claim in cells.index else None


def commitments(told: Kept) -> None:
    """Tellings by source and stance; the bars clicked open their rows."""
    stances = once(queries.by_stance, told)
    if stances.empty:
        st.caption(none_of("telling of a transfer"))
        return
    figure = charts.bars(stances, "source", "count", "tellings", colour="stance", most=15)
    chosen = clicked(figure, "by_stance", "Tellings by source and stance: asserts, attributes, hedges, denies")
    if chosen:
        tellings_by(told, chosen, "of_source")


def tellings_by(told: Kept, sources: list[str], key: str) -> None:
    """The tellings of some sources as a table whose rows open."""
    telling_rows(told.among("source", sources), told.tables, key)


def _tint(cell: str) -> str:
    """A light tint by stance that lets both the light and the dark page through; the word itself stands in the cell."""
    colour = charts.STANCE_COLOURS.get(cell.partition(" ")[0])
    return f"background-color: {colour}2e" if colour else "color: #8a8f98"


def source_opened(source: pd.Series, told: Kept, tables: Tables, filters: Filters) -> None:
    """One source: whom it quotes, its documents, and its tellings."""
    name = source["source"]
    st.subheader(plain(name), anchor=False)
    left, right = st.columns([3, 2])
    spoken = queries.heard(tables, filters, source=[name])
    with left:
        if not spoken.count:
            st.caption("It quotes nobody within the filters.")
        else:
            figure = charts.bars(queries.by_speaker(spoken), "speaker_name", "count", "quotes", colour="kind", most=8)
            speakers = clicked(figure, "source_speakers", f"Whom {name} quotes")
    with right:
        st.caption("Its documents")
        printed = queries.documents_of(tables, filters).among("source", [name])
        for _, document in printed.page(most=12).iterrows():
            _document(document)
    if spoken.count and speakers:
        voice_rows(queries.chosen(spoken, speakers, []), "source_quotes")
    if source["tellings"]:
        tellings_by(told, [name], "source_tellings")


def _document(document: pd.Series) -> None:
    page_link("pages/6_Documents.py", plain(where(document)), doc=document["doc"])
