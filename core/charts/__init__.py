"""Frames in, plotly figures out; a category and a status have one colour on every page; days read "24 Oct 2024"."""

from core.charts.claims import figures, intervals
from core.charts.colours import CATEGORY_COLOURS, COLOURS, KIND_COLOURS, PLAIN, STANCE_COLOURS, STATUS_COLOURS
from core.charts.counts import bars, months, two_clocks
from core.charts.look import DAY_MS, hostile

__all__ = [
    "CATEGORY_COLOURS",
    "COLOURS",
    "DAY_MS",
    "KIND_COLOURS",
    "PLAIN",
    "STANCE_COLOURS",
    "STATUS_COLOURS",
    "bars",
    "figures",
    "hostile",
    "intervals",
    "months",
    "two_clocks",
]
