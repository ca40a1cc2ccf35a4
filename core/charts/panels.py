"""Small multiples: the same bars over the same days, one panel beside another."""

import pandas as pd

from core.charts.counts import add_steps
from core.charts.drawing import Chart
from core.charts.look import SMALL, days_axis, finished, hostile, whole
from core.charts.remembered import remembered

COLUMNS, ROW_HEIGHT = 3, 170  # px
LEGEND, TITLE = 84, 30  # px above the first row: two lines of a legend, and a title below them
LONGEST_TITLE = 40  # letters above a third of a page


@remembered
def panels(counts: pd.DataFrame, step: str) -> Chart:
    """Tellings by category over the days of printing, a panel for each value of `panel`, all on the same axes.

    The frame is that of `queries.in_panels`. Custom data: clock, category, first and last day, panel.
    """
    names = list(dict.fromkeys(counts["panel"]))
    rows = -(-len(names) // COLUMNS)
    chart = Chart(rows, COLUMNS, gaps=(0.28 / max(rows, 1), 0.03))
    legend: set[str] = set()
    for cell, name in enumerate(names, start=1):
        shown = counts[counts["panel"] == name]
        add_steps(chart, shown, "category", "printed", cell, legend, panel=name)
        legend |= set(shown["category"])
        _entitle(chart, cell, name)
    every = range(1, rows * COLUMNS + 1)
    chart.y(**whole(counts.groupby(["panel", "start"])["count"].sum()), showticklabels=False)
    chart.y(*every[::COLUMNS], title={"text": f"tellings a {step}"}, showticklabels=True)
    days_axis(chart)
    chart.x(showticklabels=False)
    lowest = range(max(len(names) - COLUMNS, 0) + 1, len(names) + 1)  # of each column
    chart.x(*lowest, showticklabels=True, nticks=5, title={"text": "printed"})
    chart.x(*every[1:], matches="x")
    chart.y(*every[1:], matches="y")
    chart.set(barmode="stack")
    height = LEGEND + ROW_HEIGHT * rows
    finished(chart, height)
    return chart.set(legend={"y": 1 + TITLE / (height - LEGEND)}, margin={"t": LEGEND})  # above the titles of the panels


def _entitle(chart: Chart, cell: int, name: str) -> None:
    """Sets the title of a panel above its middle."""
    x, y = chart.centre(cell)
    at = {"x": x, "y": y, "xref": "paper", "yref": "paper", "xanchor": "center", "yanchor": "bottom"}
    chart.note(text=hostile(name, LONGEST_TITLE), showarrow=False, font={"size": SMALL + 1}, **at)
