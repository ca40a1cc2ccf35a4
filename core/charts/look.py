"""What all charts share: sizes, margins, axes of days and counts, labels; text and grid follow Streamlit's theme."""

from typing import Any

import pandas as pd

from core.charts.drawing import Chart

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


def finished(chart: Chart, height: int, legend: bool = True) -> Chart:
    """The look that all charts share."""
    for axes in (chart.x, chart.y):
        axes(tickfont={"size": SMALL}, title={"font": {"size": TEXT}}, automargin=True, zeroline=False)
    return chart.set(
        height=height,
        showlegend=legend,
        legend={
            "orientation": "h",
            "traceorder": "normal",
            "x": 0,
            "y": 1.0,
            "yanchor": "bottom",
            "font": {"size": SMALL},
            "title": {"text": ""},
        },
        margin={"l": 8, "r": 16, "t": 44 if legend else 16, "b": 8},
        bargap=0.22,
        hoverlabel={"font": {"size": SMALL}},
        clickmode="event+select",
        dragmode=False,
    )


def days_axis(chart: Chart) -> None:
    """Makes the x axes axes of days, whose ticks name as much of a day as the zoom asks for."""
    chart.x(type="date", hoverformat=DAY, tickformatstops=_date_ticks())


def _date_ticks() -> list[dict[str, Any]]:
    return [
        {"dtickrange": [None, 27 * DAY_MS], "value": "%-d %b %Y"},
        {"dtickrange": [27 * DAY_MS, "M12"], "value": "%b %Y"},
        {"dtickrange": ["M12", None], "value": "%Y"},
    ]


def whole(totals: pd.Series) -> dict[str, Any]:
    """An axis of counts: from nothing, with ticks at whole numbers only."""
    few = len(totals) > 0 and totals.max() <= FEW
    return {"tickformat": ",d", "rangemode": "tozero", "dtick": 1 if few else None}
