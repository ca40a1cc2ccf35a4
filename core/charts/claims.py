"""Claims on both clocks."""

import pandas as pd

from core.charts.colours import colour_of, rank
from core.charts.drawing import Chart
from core.charts.look import DAY, DAY_MS, HOVER_DAY, ROW, days_axis, finished, hostile
from core.charts.remembered import remembered


@remembered
def intervals(claims: pd.DataFrame, told: pd.DataFrame) -> Chart:
    """One row a claim: a bar for the time it is said to have happened in, a tick for each day a telling of it was printed.

    `claims` has `id`, `label`, `category`, `date_start`, `date_end`; `told` the tellings with `claim` and `published`. An
    end left open is marked by an arrow head; a claim without a time has only its ticks.
    """
    chart = Chart()
    labels = dict(zip(claims["id"], (f"{hostile(label)}  " for label in claims["label"]), strict=True))
    dated = claims[claims["date_start"].notna() | claims["date_end"].notna()]
    for group in sorted(dated["category"].unique(), key=rank):
        _add_intervals(chart, dated[dated["category"] == group], group, labels)
    printed = told[told["claim"].isin(labels) & told["published"].notna()]
    chart.add(
        "scatter",
        x=printed["published"],
        y=printed["claim"].map(labels),
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


def _add_intervals(chart: Chart, rows: pd.DataFrame, group: str, labels: dict[str, str]) -> None:
    start, end = rows["date_start"].fillna(rows["date_end"]), rows["date_end"].fillna(rows["date_start"])
    words = [
        f"{'open' if pd.isna(first) else f'{first:{DAY}}'} to {'open' if pd.isna(last) else f'{last:{DAY}}'}"
        for first, last in zip(rows["date_start"], rows["date_end"], strict=True)
    ]
    chart.add(
        "bar",
        base=start,
        x=(end - start).dt.days * DAY_MS + DAY_MS,
        y=rows["id"].map(labels),
        customdata=rows["id"],
        orientation="h",
        name=hostile(group),
        legendgroup=group,
        marker={"color": colour_of(group)},
        text=words,
        textposition="none",
        hovertemplate="said to have happened %{text}<extra>" + hostile(group) + "</extra>",
    )
    ends = (("date_start", "triangle-left", end), ("date_end", "triangle-right", start))
    for column, symbol, known in ends:
        opened = rows[column].isna()
        chart.add(
            "scatter",
            x=known[opened],
            y=rows.loc[opened, "id"].map(labels),
            customdata=rows.loc[opened, "id"],
            mode="markers",
            marker={"symbol": symbol, "size": 13, "color": colour_of(group)},
            legendgroup=group,
            showlegend=False,
            hovertemplate=f"open, known is {HOVER_DAY}<extra></extra>",
        )
