"""What a picture or a file that leaves the program must say of itself: corpus, filters, how many rows, which day."""

from collections.abc import Iterable
from datetime import date
from pathlib import Path
from textwrap import wrap
from typing import Any

import plotly.graph_objects as go

from core import charts, queries
from core.export.sheets import Sheets, sheets
from core.export.sheets import about as sheets_about
from core.queries import Filters, InHand, Kept, names_of, source_names
from core.records import Decision, slug
from core.review import State, reviewed
from core.tables import Tables

DAY = "%-d %b %Y"
LONGEST_NAME = 110  # letters of a file name before its ending; Windows and zip tools fail near 255 with the path
WIDTH, HEIGHT = 1120, 630  # px of a slide on the page, 16:9; the picture downloaded has twice as many
SOURCE_LINE = 120  # letters of a source line that fit into the width at its size
LEFT_OUT = "rejected rows left out"
ORDER = ("claims", "transfers", "quotes", "attitudes", "documents", "mentions", "noise")
SAMPLE = "sample of digests, not the publishers’ texts"


def in_words(filters: Filters, tables: Tables) -> str:
    """The filters in force as a phrase: "printed 1 Jan 2024 to 31 Dec 2024; status: denied"; "no filter" without any."""
    actors = names_of(tables, filters.actors) if filters.actors else {}
    sources = source_names(tables) if filters.sources else {}
    parts = [_period(filters)] if filters.start or filters.end else []
    for name, values, shown in (
        ("actor", filters.actors, actors),
        ("category", filters.categories, {}),
        ("status", filters.statuses, {}),
        ("source", filters.sources, sources),
    ):
        if values:
            parts.append(f"{name}: {', '.join(str(shown.get(value, value)) for value in values)}")
    return "; ".join(parts) or "no filter"


def _period(filters: Filters) -> str:
    if filters.start and filters.end:
        return f"{filters.clock} {filters.start:{DAY}} to {filters.end:{DAY}}"
    return f"{filters.clock} from {filters.start:{DAY}}" if filters.start else f"{filters.clock} up to {filters.end:{DAY}}"


def source_line(tables: Tables, filters: Filters, rows: Kept | InHand, unit: str, today: date | None = None) -> str:
    """The line under a picture: where its numbers come from, how many rows they are, and what was left out."""
    corpus = f"{tables.manifest.corpus}{f' ({SAMPLE})' if tables.manifest.sample else ''}"
    documents = f"{rows.documents:,} of {tables.store.value('SELECT count(*) FROM documents'):,} documents"
    return (
        f"Source: Claimline, corpus {corpus}. n = {rows.count:,} {unit} in {documents}. "
        f"Filters: {in_words(filters, tables)}. {today or date.today():{DAY}}"
    )


def file_name(tables: Tables, filters: Filters, what: str, ending: str, rows: int | None = None) -> str:
    """A file name that says corpus, content, rows and filters: "sample-transfers-378-rows-no-filter.csv"."""
    counted = f" {rows} rows" if rows is not None else ""
    return (
        f"{slug(f'{tables.manifest.corpus} {what}{counted} {in_words(filters, tables)}')[:LONGEST_NAME].strip('-')}.{ending}"
    )


def filtered(folder: Path, tables: Tables, filters: Filters, rejected: bool = False) -> tuple[Sheets, dict[str, Any]]:
    """The rows that the filters keep, as an export has them, and what a reader of the export must know.

    Claims keep the counts of the whole corpus; actors and sources are those that the kept rows name.
    """
    made, about = sheets(folder, rejected)
    told = queries.tellings(tables, filters)
    kept: dict[str, set[str]] = {"transfers": set(told["id"]), "claims": set(told["claim"].dropna())}
    kept |= {name: set(queries.quotes(tables, filters, name)["id"]) for name in ("quotes", "attitudes")}
    chosen = {name: made[name][made[name]["id"].isin(ids)] for name, ids in kept.items()}
    docs = set(queries.documents(tables, filters)["doc"])
    chosen |= {name: made[name][made[name]["doc"].isin(docs)] for name in ("documents", "mentions", "noise")}
    words = in_words(filters, tables)
    facts = sheets_about(tables, chosen, words) | {name: about[name] for name in about if name.startswith("rejected")}
    return {name: chosen[name] for name in ORDER}, facts


def counted(tables: Tables, filters: Filters, decisions: Iterable[Decision], rejected: bool = False) -> dict[str, int]:
    """How many rows of each table `filtered` gives, and under `LEFT_OUT` how many were left out as rejected by people.

    Counted where the rows lie, so that a page may say it before anybody asks for the rows.
    """
    decisions, left_out = list(decisions), 0
    kept: dict[str, int] = {}
    told = queries.told_of(tables, filters)
    for name in ("transfers", "quotes", "attitudes"):
        rows = told if name == "transfers" else queries.said_of(tables, filters, name)
        found = reviewed(tables, name, decisions)
        wrong = [row for row in found.by_row if found.state(row) is State.REJECTED]
        left_out += 0 if rejected else len(wrong)
        kept[name] = rows.count - (0 if rejected else rows.narrowed("id IN (SELECT unnest(?::VARCHAR[]))", wrong).count)
    documents = queries.documents_of(tables, filters)
    kept["claims"] = queries.how_many(told)
    kept["documents"] = documents.count
    kept["mentions"] = int(queries.named_in(tables, filters).value("SELECT coalesce(sum(times), 0) FROM kept"))
    kept["noise"] = int(documents.value("SELECT count(*) FROM noise WHERE doc IN (SELECT doc FROM kept)"))
    return {name: kept[name] for name in ORDER} | {LEFT_OUT: left_out}


@charts.remembered
def slide(figure: go.Figure, title: str, source: str, dark: bool = False, scale: float = 1.0) -> charts.Chart:
    """A figure fit to stand alone on a slide of 16:9: title, source line, its own background, larger words.

    `scale` enlarges the whole slide, words and margins with it.
    """
    chart = charts.Chart.of(figure)
    ink, paper, grid = ("#e4e8ee", "#11161d", "#323c49") if dark else ("#1b2430", "#ffffff", "#d5dae1")
    chart.layout["template"] = {}  # nothing of the page's: what a slide looks like is said here
    chart.set(
        width=WIDTH * scale,
        height=HEIGHT * scale,
        paper_bgcolor=paper,
        plot_bgcolor=paper,
        font={"family": "Inter, Helvetica, Arial, sans-serif", "size": 15 * scale, "color": ink},
        title={"text": charts.hostile(title, 90), "font": {"size": 26 * scale}, "x": 0.025, "y": 0.965, "yanchor": "top"},
        legend={"font": {"size": 14 * scale}, "x": 0.02, "y": 0.895, "yanchor": "top"}
        | {"xref": "container", "yref": "container"},
        margin={"l": 28 * scale, "r": 36 * scale, "t": 128 * scale, "b": 96 * scale},
    )
    tick, title_font = {"size": 14 * scale}, {"size": 15 * scale}
    for axes in (chart.x, chart.y):
        axes(tickfont=tick, title={"font": title_font}, gridcolor=grid, linecolor=grid)
    lines = wrap(source, SOURCE_LINE)
    # Hung from the right edge of the plot, the one that stays where it is whatever the labels on the left take.
    chart.note(
        text="<br>".join(charts.hostile(line, SOURCE_LINE) for line in lines[:3]),
        showarrow=False,
        xref="paper",
        yref="paper",
        x=1,
        y=0,
        yshift=-58 * scale,
        xanchor="right",
        yanchor="top",
        align="right",
        font={"size": 13 * scale},
    )
    return chart
