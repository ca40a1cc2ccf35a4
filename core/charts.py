"""Frames in, plotly figures out. A category and a status have one colour on every page; days read "24 Oct 2024".

Colours are mid-tones that keep a contrast of about 3 to 1 on the white and on the dark page, built on Okabe and Ito's
palette for the colour-blind. Fourteen categories are more than hues that stay apart, so none is told by colour alone: each
bar, row and legend entry also bears its name. Streamlit's theme draws text and grid, so that they follow light and dark.
"""

from collections.abc import Sequence
from typing import Any

import pandas as pd
import plotly.graph_objects as go
from plotly.subplots import make_subplots

from core.records import Category, QuoteKind, Status

CATEGORY_COLOURS: dict[str, str] = {
    Category.PERSONNEL: "#0072b2",
    Category.MUNITIONS: "#d55e00",
    Category.MISSILES: "#c2477f",
    Category.DRONES: "#009e73",
    Category.WEAPONS: "#92623a",
    Category.TECHNOLOGY: "#7a5cc7",
    Category.INTELLIGENCE: "#3a9bd0",
    Category.COMPONENTS: "#6b7a8f",
    Category.ENERGY: "#b8860b",
    Category.FOOD: "#5e8c31",
    Category.FINANCE: "#2a8c8c",
    Category.TRAINING: "#cc79a7",
    Category.DIPLOMATIC: "#5a6fd0",
    Category.OTHER: "#8a8f98",
}
STATUS_COLOURS: dict[str, str] = {
    Status.ASSERTED: "#0072b2",
    Status.POSSIBLE: "#b8860b",
    Status.PLANNED: "#7a5cc7",
    Status.SOUGHT: "#009e73",
    Status.DENIED: "#c8452f",
}
KIND_COLOURS: dict[str, str] = {
    QuoteKind.DIRECT: "#0072b2",
    QuoteKind.PARTIAL: "#3a9bd0",
    QuoteKind.INDIRECT: "#8a8f98",
}
STANCE_COLOURS: dict[str, str] = {
    "asserts": STATUS_COLOURS[Status.ASSERTED],
    "attributes": "#6b7a8f",
    "hedges": STATUS_COLOURS[Status.POSSIBLE],
    "denies": STATUS_COLOURS[Status.DENIED],
}
COLOURS = CATEGORY_COLOURS | STATUS_COLOURS | KIND_COLOURS | STANCE_COLOURS
ORDER = list(COLOURS)
PLAIN = "#4a7fb5"  # bars that tell one thing only
DAY = "%-d %b %Y"
HOVER_DAY = "%{x|%-d %b %Y}"
TEXT, SMALL = 13, 12  # px
ROW = 26  # px that a row of bars takes
FEW = 6  # counts up to which every whole number has its tick
WIDEST_LABEL = 58  # letters of a label on an axis; the table below has it whole
DAY_MS = 86_400_000


def hostile(text: object, longest: int = WIDEST_LABEL) -> str:
    """Data as a label: cut where too long, and with nothing that plotly reads as a tag or an entity."""
    words = " ".join(str(text).split())
    words = words if len(words) <= longest else words[: longest - 1].rstrip() + "…"
    return words.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def _finished(figure: go.Figure, height: int, legend: bool = True) -> go.Figure:
    """The look that all charts share."""
    figure.update_xaxes(tickfont_size=SMALL, title_font_size=TEXT, automargin=True, zeroline=False)
    figure.update_yaxes(tickfont_size=SMALL, title_font_size=TEXT, automargin=True, zeroline=False)
    return figure.update_layout(
        height=height,
        showlegend=legend,
        legend={
            "orientation": "h",
            "traceorder": "normal",
            "x": 0,
            "y": 1.0,
            "yanchor": "bottom",
            "font_size": SMALL,
            "title_text": "",
        },
        margin={"l": 8, "r": 16, "t": 44 if legend else 16, "b": 8},
        bargap=0.22,
        hoverlabel_font_size=SMALL,
        clickmode="event+select",
        dragmode=False,
    )


def _days_axis(figure: go.Figure, **place: Any) -> None:
    figure.update_xaxes(type="date", hoverformat=DAY, tickformatstops=_date_ticks(), **place)


def _date_ticks() -> list[dict[str, Any]]:
    return [
        {"dtickrange": [None, 27 * DAY_MS], "value": "%-d %b %Y"},
        {"dtickrange": [27 * DAY_MS, "M12"], "value": "%b %Y"},
        {"dtickrange": ["M12", None], "value": "%Y"},
    ]


def bars(counts: pd.DataFrame, label: str, value: str, unit: str, colour: str | None = None, most: int = 20) -> go.Figure:
    """Horizontal bars of the first `most` labels, in the frame's order from the top; stacked by `colour` where given."""
    shown = counts[label].drop_duplicates().head(most)
    frame = counts[counts[label].isin(shown)]
    groups: Sequence[Any] = sorted(frame[colour].unique(), key=_place) if colour else [None]
    figure = go.Figure()
    for group in groups:
        rows = frame[frame[colour] == group] if colour else frame
        colours = COLOURS.get(group, PLAIN) if colour else [COLOURS.get(name, PLAIN) for name in rows[label]]
        figure.add_bar(
            x=rows[value],
            y=[hostile(name) for name in rows[label]],
            customdata=rows[label],
            name=hostile(group or unit),
            marker_color=colours,
            orientation="h",
            hovertemplate=f"%{{y}}: %{{x:,}} {hostile(group or '')} {unit}<extra></extra>",
        )
    figure.update_layout(barmode="stack")
    figure.update_yaxes(categoryorder="array", categoryarray=[hostile(name) for name in shown], autorange="reversed")
    figure.update_xaxes(title_text=f"number of {unit}", **_whole(frame.groupby(label)[value].sum()))
    return _finished(figure, 110 + ROW * len(shown), legend=len(groups) > 1)


def _whole(totals: pd.Series) -> dict[str, Any]:
    """An axis of counts: from nothing, with ticks at whole numbers only."""
    few = len(totals) > 0 and totals.max() <= FEW
    return {"tickformat": ",d", "rangemode": "tozero", "dtick": 1 if few else None}


def _place(name: str) -> int:
    return ORDER.index(name) if name in ORDER else len(ORDER)


def months(counts: pd.DataFrame, colour: str, unit: str, clock: str, height: int = 300) -> go.Figure:
    """Bars over time, stacked by a column; the frame is one of `queries.by_step`."""
    figure = go.Figure()
    _add_steps(figure, counts, colour, clock)
    figure.update_yaxes(title_text=f"number of {unit}", **_whole(counts.groupby("start")["count"].sum()))
    figure.update_xaxes(title_text=clock)
    _days_axis(figure)
    figure.update_layout(barmode="stack")
    return _brushable(_finished(figure, height))


def two_clocks(happened: pd.DataFrame, printed: pd.DataFrame, step: str) -> go.Figure:
    """Tellings by category on both clocks, above one another on one axis of time: when it happened, when it was printed."""
    figure = make_subplots(rows=2, shared_xaxes=True, vertical_spacing=0.09)
    _add_steps(figure, happened, "category", "happened", row=1)
    _add_steps(figure, printed, "category", "printed", row=2, named=set(happened["category"]))
    figure.update_layout(barmode="stack")
    for row, (title, counts) in enumerate((("said to have happened", happened), ("printed", printed)), start=1):
        title = f"{title}<br>(tellings a {step})"
        figure.update_yaxes(title_text=title, row=row, col=1, **_whole(counts.groupby("start")["count"].sum()))
    _days_axis(figure)
    figure.update_xaxes(showticklabels=True, row=1, col=1)
    figure.update_xaxes(title_text="day", row=2, col=1)
    return _brushable(_finished(figure, 470))


def _brushable(figure: go.Figure) -> go.Figure:
    return figure.update_layout(dragmode="select", selectdirection="h")


def _add_steps(
    figure: go.Figure, counts: pd.DataFrame, colour: str, clock: str, row: int | None = None, named: set[str] | None = None
) -> None:
    """One trace of bars a value of `colour`; those `named` already stand in the legend."""
    place = {"row": row, "col": 1} if row else {}
    for group in sorted(counts[colour].unique(), key=_place):
        rows = counts[counts[colour] == group]
        length = (rows["end"] - rows["start"]).dt.days + 1
        figure.add_bar(
            x=rows["start"] + (rows["end"] - rows["start"]) / 2,
            y=rows["count"],
            width=length * DAY_MS * 0.86,
            name=hostile(group),
            legendgroup=group,
            showlegend=group not in (named or set()),
            marker_color=COLOURS.get(group, PLAIN),
            customdata=list(
                zip(
                    [clock] * len(rows),
                    rows[colour],
                    rows["start"].dt.strftime("%Y-%m-%d"),
                    rows["end"].dt.strftime("%Y-%m-%d"),
                    strict=True,
                )
            ),
            text=[_span(start, end) for start, end in zip(rows["start"], rows["end"], strict=True)],
            textposition="none",
            hovertemplate="%{text}<br>" + hostile(group) + ": %{y:,}<extra></extra>",
            **place,
        )


def _span(start: pd.Timestamp, end: pd.Timestamp) -> str:
    return f"{start:{DAY}}" if start.date() == end.date() else f"{start:{DAY}} to {end:{DAY}}"


def intervals(claims: pd.DataFrame, told: pd.DataFrame) -> go.Figure:
    """One row a claim: a bar for the time it is said to have happened in, a tick for each day a telling of it was printed.

    `claims` has `id`, `label`, `category`, `date_start`, `date_end`; `told` the tellings with `claim` and `published`. An
    end left open is marked by an arrow head; a claim without a time has only its ticks.
    """
    figure = go.Figure()
    labels = dict(zip(claims["id"], (f"{hostile(label)}  " for label in claims["label"]), strict=True))
    dated = claims[claims["date_start"].notna() | claims["date_end"].notna()]
    for group in sorted(dated["category"].unique(), key=_place):
        _add_intervals(figure, dated[dated["category"] == group], group, labels)
    printed = told[told["claim"].isin(labels) & told["published"].notna()]
    figure.add_scatter(
        x=printed["published"],
        y=printed["claim"].map(labels),
        customdata=printed["claim"],
        mode="markers",
        name="day of printing",
        marker={"symbol": "line-ns-open", "size": 11, "color": "#8a8f98", "line_width": 1.6},
        hovertemplate=f"printed {HOVER_DAY}<extra></extra>",
    )
    figure.update_yaxes(categoryorder="array", categoryarray=list(labels.values()), autorange="reversed")
    figure.update_xaxes(title_text="day")
    _days_axis(figure)
    return _finished(figure, 130 + ROW * len(claims)).update_layout(barmode="overlay", bargap=0.45)


def _add_intervals(figure: go.Figure, rows: pd.DataFrame, group: str, labels: dict[str, str]) -> None:
    start, end = rows["date_start"].fillna(rows["date_end"]), rows["date_end"].fillna(rows["date_start"])
    words = [
        f"{'open' if pd.isna(first) else f'{first:{DAY}}'} to {'open' if pd.isna(last) else f'{last:{DAY}}'}"
        for first, last in zip(rows["date_start"], rows["date_end"], strict=True)
    ]
    figure.add_bar(
        base=start,
        x=(end - start).dt.days * DAY_MS + DAY_MS,
        y=rows["id"].map(labels),
        customdata=rows["id"],
        orientation="h",
        name=hostile(group),
        legendgroup=group,
        marker_color=COLOURS[group],
        text=words,
        textposition="none",
        hovertemplate="said to have happened %{text}<extra>" + hostile(group) + "</extra>",
    )
    ends = (("date_start", "triangle-left", end), ("date_end", "triangle-right", start))
    for column, symbol, known in ends:
        opened = rows[column].isna()
        figure.add_scatter(
            x=known[opened],
            y=rows.loc[opened, "id"].map(labels),
            customdata=rows.loc[opened, "id"],
            mode="markers",
            marker={"symbol": symbol, "size": 13, "color": COLOURS[group]},
            legendgroup=group,
            showlegend=False,
            hovertemplate=f"open, known is {HOVER_DAY}<extra></extra>",
        )


def figures(figures: pd.DataFrame) -> go.Figure:
    """The figures of a claim on one axis a unit: a point where exact, a bar between two ends, an arrow where an end is open.

    The frame is that of `queries.figures`; colours tell the status, which the hover text names, with the words printed.
    """
    units = list(figures["unit"].unique())
    heights = [len(figures[figures["unit"] == unit]) + 1.5 for unit in units]
    gap = min(0.9 / max(len(units) - 1, 1), 70 / (ROW * sum(heights) + 110))
    chart = make_subplots(
        rows=max(len(units), 1), cols=1, row_heights=heights or None, vertical_spacing=gap if len(units) > 1 else 0
    )
    seen: set[str] = set()
    for place, unit in enumerate(units, start=1):
        rows = figures[figures["unit"] == unit].reset_index(drop=True)
        for status in sorted(rows["status"].unique(), key=_place):
            _add_figures(chart, rows, status, place, first=status not in seen)
            seen.add(status)
        ticks = [hostile(label) for label in rows["label"]]
        chart.update_yaxes(tickvals=list(rows.index), ticktext=ticks, range=[len(rows) - 0.4, -0.6], row=place, col=1)
        chart.update_xaxes(title_text=hostile(unit), tickformat=",", rangemode="tozero", row=place, col=1)
    chart.update_yaxes(showgrid=False)
    return _finished(chart, int(ROW * sum(heights) + 110 + 46 * len(units)))


def _add_figures(chart: go.Figure, rows: pd.DataFrame, status: str, place: int, first: bool) -> None:
    of_status = rows[rows["status"] == status]
    colour = COLOURS[status]
    farthest = pd.concat([rows["low"], rows["high"]]).max() * 1.15
    low, high = of_status["low"], of_status["high"]
    for at, left, right in zip(of_status.index, low.fillna(0), high.fillna(farthest), strict=True):
        chart.add_scatter(
            x=[left, right], y=[at, at], mode="lines", line={"color": colour, "width": 3}, hoverinfo="skip",
            showlegend=False, legendgroup=status, row=place, col=1,
        )  # fmt: skip
    ends = (
        (low.notna(), low, "circle"),
        (high.notna() & (low != high), high, "circle"),
        (high.isna(), high.fillna(farthest), "triangle-right"),
        (low.isna(), low.fillna(0), "triangle-left"),
    )
    for number, (keep, values, symbol) in enumerate(ends):
        chart.add_scatter(
            x=values[keep],
            y=of_status.index[keep],
            customdata=of_status.loc[keep, "id"],
            mode="markers",
            marker={"symbol": symbol, "size": 11, "color": colour},
            name=hostile(status),
            legendgroup=status,
            showlegend=first and number == 0,
            text=[hostile(words) for words in of_status.loc[keep, "quantity_text"]],
            hovertemplate=f"%{{text}} ({hostile(status)})<extra></extra>",
            row=place,
            col=1,
        )
