"""Small multiples: the same bars over the same days, one panel beside another."""

import pandas as pd
import plotly.graph_objects as go
from plotly.subplots import make_subplots

from core.charts.counts import add_steps
from core.charts.look import SMALL, days_axis, finished, hostile, whole
from core.charts.remembered import remembered

COLUMNS, ROW_HEIGHT = 3, 170  # px
LEGEND, TITLE = 84, 30  # px above the first row: two lines of a legend, and a title below them
LONGEST_TITLE = 40  # letters above a third of a page


@remembered
def panels(counts: pd.DataFrame, step: str) -> go.Figure:
    """Tellings by category over the days of printing, a panel for each value of `panel`, all on the same axes.

    The frame is that of `queries.in_panels`. Custom data: clock, category, first and last day, panel.
    """
    names = list(dict.fromkeys(counts["panel"]))
    rows = -(-len(names) // COLUMNS)
    figure = make_subplots(
        rows=rows,
        cols=COLUMNS,
        shared_xaxes="all",
        shared_yaxes="all",
        vertical_spacing=0.28 / max(rows, 1),
        horizontal_spacing=0.03,
        subplot_titles=[hostile(name, LONGEST_TITLE) for name in names],
    )
    legend: set[str] = set()
    for number, name in enumerate(names):
        shown = counts[counts["panel"] == name]
        place = (number // COLUMNS + 1, number % COLUMNS + 1)
        add_steps(figure, shown, "category", "printed", place, legend, panel=name)
        legend |= set(shown["category"])
    figure.update_annotations(font_size=SMALL + 1)
    figure.update_yaxes(**whole(counts.groupby(["panel", "start"])["count"].sum()))
    days_axis(figure)
    figure.update_xaxes(showticklabels=False)
    for column in range(1, COLUMNS + 1):
        last = max((n // COLUMNS + 1 for n in range(len(names)) if n % COLUMNS + 1 == column), default=None)
        if last is not None:
            figure.update_xaxes(showticklabels=True, nticks=5, title_text="printed", row=last, col=column)
    figure.update_yaxes(title_text=f"tellings a {step}", col=1)
    figure.update_layout(barmode="stack")
    height = LEGEND + ROW_HEIGHT * rows
    finished(figure, height)
    return figure.update_layout(legend_y=1 + TITLE / (height - LEGEND), margin_t=LEGEND)  # above the titles of the panels
