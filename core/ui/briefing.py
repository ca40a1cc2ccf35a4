"""The briefing page: a slide that can be downloaded as it stands, and the rows behind it as files."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import plotly.graph_objects as go
import streamlit as st

from core import briefing, charts, queries, review, settings
from core.export.csv_files import to_csv
from core.export.json_file import to_json
from core.export.sheets import Sheets
from core.export.spreadsheet import to_xlsx
from core.queries import Filters, Kept
from core.tables import Tables
from core.ui import corpora, network
from core.ui.controls import choice, switch, text
from core.ui.frame import once
from core.ui.markdown import plain

PICTURES = {
    "when": "What is said to have been given, by when it happened and when it was printed",
    "pairs": "Who is said to give to whom",
    "claims": "The most widely told claims, on both clocks",
    "network": "Who is said to give to whom",
}
NO_DAYS = (
    "None of these tellings says when it happened, and none of their documents when it was printed: nothing to draw on a "
    "clock. The pictures “pairs” and “network” need no day."
)
XLSX, JSON = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", "application/json"
MOST = 14  # claims, or pairs, that fit on a slide in words that can be read from the back of a room
# Only our own words: hides all but the slide.
LARGER = 1.38  # of the slide alone, which then fills a screen of 1600 × 900
PRESENT = (
    "<style>[data-testid=stSidebar],[data-testid=stHeader],[data-testid=stExpandSidebarButton],.st-key-controls,.st-key-files,"
    "h1,.stMainBlockContainer [data-testid=stCaptionContainer]{display:none !important}"
    ".st-key-slide{position:fixed;top:1vh;left:0;right:0;margin:auto;border:0}</style>"
)


def presenting() -> bool:
    """Whether the link asks for the slide alone (`present=1`); then hides everything else."""
    if st.query_params.get("present") != "1":
        return False
    st.html(PRESENT)
    return True


def controls() -> tuple[str, str, bool, str]:
    """Which picture, under which title, whether dark, and as which format."""
    with st.container(key="controls"):
        left, right = st.columns([3, 2])
        with left:
            picture = choice("Picture", list(PICTURES), "picture")
        title = text("Title", "title", PICTURES[picture], max_chars=120)
        with right:
            look, form = st.columns(2)
            with look:
                dark = choice("Background", ["light", "dark"], "background") == "dark"
            with form:
                ending = choice("Download as", ["png", "svg"], "format")
    return picture, title or PICTURES[picture], dark, ending


def figure(picture: str, told: Kept, tables: Tables, filters: Filters) -> go.Figure | None:
    """The chart of a picture, over the tellings that the filters keep; None where it needs days and none is stated."""
    if picture == "pairs":
        return charts.bars(queries.by_pair(told), "pair", "count", "tellings", colour="category", most=MOST)
    if picture == "claims":
        claims = queries.claims_of(tables, filters).page(most=MOST)
        printed = queries.printed_days(told, list(claims["id"]))
        if claims[["date_start", "date_end"]].isna().all(axis=None) and printed["published"].isna().all():
            return None
        return charts.intervals(claims.sort_values(["date_start", "first_printed", "id"], na_position="last"), printed)
    step = queries.step_of(told)
    printed = queries.printed_over_time(told, "category", step)
    by_day = once(queries.happened_over_time, told, "category", step)
    if by_day.empty and printed.empty:
        return None
    return (
        charts.two_clocks(by_day, printed, step)
        if len(by_day)
        else charts.months(printed, "category", "tellings", "printed")
    )


def slide(chart: go.Figure, title: str, source: str, file: str, *, dark: bool, ending: str, alone: bool) -> None:
    """Draws a chart as a slide, with a button in its corner that downloads it as it stands; larger where it is alone."""
    scale = LARGER if alone else 1.0
    config = {
        "displayModeBar": True,
        "displaylogo": False,
        "modeBarButtons": [["toImage"]],
        "toImageButtonOptions": {
            "format": ending,
            "filename": file.rpartition(".")[0],
            "width": briefing.WIDTH * scale,
            "height": briefing.HEIGHT * scale,
            "scale": 2 if ending == "png" else 1,
        },
    }
    with st.container(key="slide", border=True, width="content"):
        chart = briefing.slide(chart, title, source, dark, scale)
        st.plotly_chart(chart, theme=None, width="content", config=config, key="slide_chart", alt=f"{title}. {source}")
    st.caption("The camera in the picture’s corner downloads it as it stands.")


def network_slide(told: Kept, tables: Tables, title: str, source: str, file: str) -> None:
    """Draws the strongest part of the network with title and source line in its download."""
    edges = once(queries.edges, told, "gives", 25).drawn
    names, kinds = queries.nodes_of(tables, {*edges["source"], *edges["target"]})
    with st.container(key="slide"):
        st.subheader(plain(title), anchor=False)
        picture = network.built(edges, names, kinds, charts.CATEGORY_COLOURS)
        network.draw(picture, charts.CATEGORY_COLOURS, title=title, note=source, file=file)
        st.caption(plain(source))


@st.cache_resource(show_spinner=False, max_entries=2)
def _rows(
    folder: Path, fingerprint: str, decided: float, filters: Filters, rejected: bool, _tables: Tables
) -> tuple[Sheets, dict[str, Any]]:
    """The filtered rows, kept until the tables, a decision or the filters change."""
    return briefing.filtered(folder, _tables, filters, rejected)


def downloads(tables: Tables, filters: Filters) -> None:
    """The rows behind the page as files that name corpus, filters and row count; they are read when a file is asked for."""
    rejected = switch("With rows that reviewers rejected", "rejected")
    folder = corpora.tables()
    file = settings.decisions(folder)
    decided = file.stat().st_mtime if file.exists() else 0.0
    counts = briefing.counted(tables, filters, review.read(file), rejected)
    left_out = counts.pop(briefing.LEFT_OUT)

    def rows() -> tuple[Sheets, dict[str, Any]]:
        return _rows(folder, tables.manifest.fingerprint, decided, filters, rejected, tables)

    total = sum(counts.values())
    with st.container(horizontal=True):
        name = briefing.file_name(tables, filters, "tables", "xlsx", total)
        st.download_button("All as XLSX", data=lambda: to_xlsx(*rows()), file_name=name, mime=XLSX, on_click="ignore")
        name = briefing.file_name(tables, filters, "tables", "json", total)
        st.download_button(
            "All as JSON", data=lambda: to_json(*rows(), tables, filters), file_name=name, mime=JSON, on_click="ignore"
        )
        for table in ("claims", "transfers", "quotes", "attitudes", "documents"):
            _csv(table, rows, counts[table], briefing.file_name(tables, filters, table, "csv", counts[table]))
    st.caption(f"Rejected rows left out: {left_out:,}. Claims count the whole corpus.")


def _csv(table: str, rows: Callable[[], tuple[Sheets, dict[str, Any]]], count: int, name: str) -> None:
    label = f"{table.capitalize()} as CSV ({count:,})"
    st.download_button(
        label, data=lambda: to_csv(rows()[0][table]), file_name=name, mime="text/csv", on_click="ignore", key=f"csv_{table}"
    )
