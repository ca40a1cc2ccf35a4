"""The figures of one claim: side by side on one axis a unit, and over time."""

from typing import Any

import pandas as pd

from core.charts.colours import colour_of, rank
from core.charts.drawing import Chart
from core.charts.look import HOVER_DAY, ROW, days_axis, finished, hostile
from core.charts.remembered import remembered

ALONE = "stands alone"
# The relation shows in the mark as well as in its colour.
SYMBOLS = {
    "conflicts": "diamond",
    "updates": "square",
    "agrees": "circle",
    "not-comparable": "circle-open",
    ALONE: "circle-open-dot",
}
BEYOND = 1.15  # an open bar ends this far beyond the largest number


@remembered
def figures(figures: pd.DataFrame) -> Chart:
    """The figures of a claim on one axis a unit: a point where exact, a bar between two ends, an arrow where an end is open.

    The frame is that of `queries.figures`. Colour and mark tell the gravest relation to another figure, the hover text its
    reason, the status and the words printed. A point's custom data is the id of its telling.
    """
    units = list(figures["unit"].unique())
    heights = [len(figures[figures["unit"] == unit]) + 1.5 for unit in units]
    gap = min(0.9 / max(len(units) - 1, 1), 70 / (ROW * sum(heights) + 110))
    chart = Chart(rows=max(len(units), 1), gaps=(gap, 0), heights=heights)
    related = figures.assign(relation=figures["relation"].astype("object").fillna(ALONE))
    seen: set[str] = set()
    for place, unit in enumerate(units, start=1):
        rows = related[related["unit"] == unit].reset_index(drop=True)
        for relation in sorted(rows["relation"].unique(), key=rank):
            _add_figures(chart, rows, relation, place, first=relation not in seen)
            seen.add(relation)
        ticks = [hostile(label) for label in rows["label"]]
        chart.y(place, tickvals=list(rows.index), ticktext=ticks, range=[len(rows) - 0.4, -0.6])
        chart.x(place, title={"text": hostile(unit)}, tickformat=",", rangemode="tozero")
    chart.y(showgrid=False)
    return finished(chart, int(ROW * sum(heights) + 110 + 46 * len(units)))


def _add_figures(chart: Chart, rows: pd.DataFrame, relation: str, place: int, first: bool) -> None:
    related = rows[rows["relation"] == relation]
    colour = colour_of(relation)
    farthest = pd.concat([rows["low"], rows["high"]]).max() * BEYOND
    low, high = related["low"], related["high"]
    for at, left, right in zip(related.index, low.fillna(0), high.fillna(farthest), strict=True):
        chart.add(
            "scatter", place, x=[left, right], y=[at, at], mode="lines", line={"color": colour, "width": 3},
            hoverinfo="skip", showlegend=False, legendgroup=relation,
        )  # fmt: skip
    ends = (
        (low.notna(), low, SYMBOLS[relation]),
        (high.notna() & (low != high), high, SYMBOLS[relation]),
        (high.isna(), high.fillna(farthest), "triangle-right"),
        (low.isna(), low.fillna(0), "triangle-left"),
    )
    for number, (keep, values, symbol) in enumerate(ends):
        chart.add(
            "scatter",
            place,
            x=values[keep],
            y=related.index[keep],
            customdata=related.loc[keep, "id"],
            mode="markers",
            marker={"symbol": symbol, "size": 11, "color": colour},
            name=hostile(relation),
            legendgroup=relation,
            showlegend=first and number == 0,
            text=_hover(related[keep]),
            hovertemplate="%{text}<extra></extra>",
        )


def _hover(rows: pd.DataFrame) -> list[str]:
    """The words printed, the status, what the figure is for, and how it stands to another."""
    words = []
    for row in rows[["quantity_text", "status", "scope", "stage", "relation", "reason"]].to_dict("records"):
        about = [str(row[name]) for name in ("status", "scope", "stage") if isinstance(row[name], str)]
        lines = [f"{hostile(row['quantity_text'])} ({hostile(', '.join(about))})"]
        if isinstance(row["reason"], str):
            lines.append(f"{row['relation']}: {hostile(row['reason'], 110)}")
        words.append("<br>".join(lines))
    return words


@remembered
def over_time(figures: pd.DataFrame, unit: str) -> Chart:
    """The figures of a claim in one unit by the day they hold for; ranges as lines, open ends as arrows.

    The frame is that of `queries.figures`; figures without a day are left out. Colour and mark tell the relation.
    """
    rows = figures[(figures["unit"] == unit) & figures["as_of"].notna()]
    rows = rows.assign(relation=rows["relation"].astype("object").fillna(ALONE))
    chart = Chart()
    farthest = pd.concat([rows["low"], rows["high"]]).max() * BEYOND if len(rows) else 1.0
    for relation in sorted(rows["relation"].unique(), key=rank):
        _add_days(chart, rows[rows["relation"] == relation], relation, farthest)
    chart.x(title={"text": "day for which the figure is given"})
    chart.y(title={"text": hostile(unit)}, tickformat=",", rangemode="tozero")
    days_axis(chart)
    return finished(chart, 360)


def _add_days(chart: Chart, rows: pd.DataFrame, relation: str, farthest: float) -> None:
    middle = rows["low"].fillna(rows["high"])
    reach: dict[str, Any] = {
        "type": "data",
        "symmetric": False,
        "array": rows["high"].fillna(farthest) - middle,
        "arrayminus": middle - rows["low"].fillna(0),
        "thickness": 2,
        "width": 4,
    }
    chart.add(
        "scatter",
        x=rows["as_of"],
        y=middle,
        error_y=reach,
        customdata=rows["id"],
        mode="markers",
        marker={"symbol": SYMBOLS[relation], "size": 11, "color": colour_of(relation)},
        name=hostile(relation),
        text=[f"{hostile(label)}<br>{words}" for label, words in zip(rows["label"], _hover(rows), strict=True)],
        hovertemplate=f"{HOVER_DAY}<br>%{{text}}<extra></extra>",
    )
