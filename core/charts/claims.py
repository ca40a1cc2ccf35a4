"""Claims on both clocks, and the figures of one claim side by side."""

import pandas as pd
import plotly.graph_objects as go
from plotly.subplots import make_subplots

from core.charts.colours import colour_of, rank
from core.charts.look import DAY, DAY_MS, HOVER_DAY, ROW, days_axis, finished, hostile


def intervals(claims: pd.DataFrame, told: pd.DataFrame) -> go.Figure:
    """One row a claim: a bar for the time it is said to have happened in, a tick for each day a telling of it was printed.

    `claims` has `id`, `label`, `category`, `date_start`, `date_end`; `told` the tellings with `claim` and `published`. An
    end left open is marked by an arrow head; a claim without a time has only its ticks.
    """
    figure = go.Figure()
    labels = dict(zip(claims["id"], (f"{hostile(label)}  " for label in claims["label"]), strict=True))
    dated = claims[claims["date_start"].notna() | claims["date_end"].notna()]
    for group in sorted(dated["category"].unique(), key=rank):
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
    days_axis(figure)
    return finished(figure, 130 + ROW * len(claims)).update_layout(barmode="overlay", bargap=0.45)


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
        marker_color=colour_of(group),
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
            marker={"symbol": symbol, "size": 13, "color": colour_of(group)},
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
        for status in sorted(rows["status"].unique(), key=rank):
            _add_figures(chart, rows, status, place, first=status not in seen)
            seen.add(status)
        ticks = [hostile(label) for label in rows["label"]]
        chart.update_yaxes(tickvals=list(rows.index), ticktext=ticks, range=[len(rows) - 0.4, -0.6], row=place, col=1)
        chart.update_xaxes(title_text=hostile(unit), tickformat=",", rangemode="tozero", row=place, col=1)
    chart.update_yaxes(showgrid=False)
    return finished(chart, int(ROW * sum(heights) + 110 + 46 * len(units)))


def _add_figures(chart: go.Figure, rows: pd.DataFrame, status: str, place: int, first: bool) -> None:
    of_status = rows[rows["status"] == status]
    colour = colour_of(status)
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
