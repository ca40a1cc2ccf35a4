"""Claims on both clocks."""

from typing import Any

import pandas as pd

from core.charts.colours import colour_of, parted
from core.charts.drawing import Chart
from core.charts.look import DAY, DAY_MS, HOVER_DAY, ROW, days_axis, finished, hostile
from core.charts.remembered import remembered

Day = Any  # a `Timestamp`, or None


@remembered
def intervals(claims: pd.DataFrame, told: pd.DataFrame) -> Chart:
    """One row a claim: a bar for the time it is said to have happened in, a tick for each day a telling of it was printed.

    `claims` has `id`, `label`, `category`, `date_start`, `date_end`; `told` the tellings with `claim` and `published`. An
    end left open is marked by an arrow head; a claim without a time has only its ticks.
    """
    chart = Chart()
    labels = dict(zip(claims["id"], (f"{hostile(label)}  " for label in claims["label"]), strict=True))
    days = (claims[column].astype(object).where(claims[column].notna(), None) for column in ("date_start", "date_end"))
    rows = [row for row in zip(claims["category"], claims["id"], *days, strict=True) if row[2] or row[3]]
    for group, dated in parted((row[0] for row in rows), rows=rows):
        _add_intervals(chart, [row[1:] for row in dated["rows"]], group, labels)
    printed = told[told["claim"].isin(labels) & told["published"].notna()]
    chart.add(
        "scatter",
        x=printed["published"],
        y=[labels[claim] for claim in printed["claim"]],
        customdata=printed["claim"],
        mode="markers",
        name="day of printing",
        marker={"symbol": "line-ns-open", "size": 11, "color": "#8a8f98", "line": {"width": 1.6}},
        hovertemplate=f"printed {HOVER_DAY}<extra></extra>",
    )
    chart.y(categoryorder="array", categoryarray=list(labels.values()), autorange="reversed")
    chart.x(title={"text": "day"})
    days_axis(chart)
    return finished(chart, 130 + ROW * len(claims)).set(barmode="overlay", bargap=0.45)


def _add_intervals(chart: Chart, rows: list[tuple[str, Day, Day]], group: str, labels: dict[str, str]) -> None:
    """Bars of the claims of one category, each by its id and its days, one of which may be missing."""
    spans = [(first or last, last or first) for _, first, last in rows]
    chart.add(
        "bar",
        base=[first for first, _ in spans],
        x=[((last - first).days + 1) * DAY_MS for first, last in spans],
        y=[labels[claim] for claim, *_ in rows],
        customdata=[claim for claim, *_ in rows],
        orientation="h",
        name=hostile(group),
        legendgroup=group,
        marker={"color": colour_of(group)},
        text=[f"{_named(first)} to {_named(last)}" for _, first, last in rows],
        textposition="none",
        hovertemplate="said to have happened %{text}<extra>" + hostile(group) + "</extra>",
    )
    before = [(claim, last) for claim, first, last in rows if not first]
    after = [(claim, first) for claim, first, last in rows if not last]
    for symbol, opened in (("triangle-left", before), ("triangle-right", after)):
        chart.add(
            "scatter",
            x=[known for _, known in opened],
            y=[labels[claim] for claim, _ in opened],
            customdata=[claim for claim, _ in opened],
            mode="markers",
            marker={"symbol": symbol, "size": 13, "color": colour_of(group)},
            legendgroup=group,
            showlegend=False,
            hovertemplate=f"open, known is {HOVER_DAY}<extra></extra>",
        )


def _named(day: Day) -> str:
    return f"{day:{DAY}}" if day else "open"
