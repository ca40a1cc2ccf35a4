"""Frames in, plotly figures out; a category and a status have one colour on every page; days read "24 Oct 2024"."""

from core.charts.claims import intervals
from core.charts.colours import (
    CATEGORY_COLOURS,
    COLOURS,
    COPY_COLOURS,
    KIND_COLOURS,
    PLAIN,
    RELATION_COLOURS,
    STANCE_COLOURS,
    STATUS_COLOURS,
)
from core.charts.counts import apart, bars, months, two_clocks
from core.charts.drawing import Chart
from core.charts.figures import figures, over_time
from core.charts.look import DAY_MS, hostile
from core.charts.panels import panels
from core.charts.remembered import remembered
from core.charts.selection import Place, custom_data, point_name, points, with_selected
from core.charts.stances import LETTERS, matrix, path
from core.charts.voices import crossing, shares

__all__ = [
    "CATEGORY_COLOURS",
    "COLOURS",
    "COPY_COLOURS",
    "DAY_MS",
    "KIND_COLOURS",
    "LETTERS",
    "PLAIN",
    "RELATION_COLOURS",
    "STANCE_COLOURS",
    "STATUS_COLOURS",
    "Chart",
    "Place",
    "apart",
    "bars",
    "crossing",
    "custom_data",
    "figures",
    "hostile",
    "intervals",
    "matrix",
    "months",
    "over_time",
    "panels",
    "path",
    "point_name",
    "points",
    "remembered",
    "shares",
    "two_clocks",
    "with_selected",
]
