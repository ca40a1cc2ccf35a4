"""Charts that answer: a click opens what stands behind a bar, a brush along the time sets the period for every page."""

from datetime import date
from typing import Any

import streamlit as st

from core.queries import Clock
from core.ui.controls import choice

MOUSE = ("click a bar", "drag a period")
CONFIG = {"displayModeBar": False, "scrollZoom": False}


def clicked(figure: Any, key: str, alt: str) -> list[Any]:
    """Draws a chart; returns the custom data of the points the reader has clicked, none at first."""
    state = st.plotly_chart(figure, key=key, on_select="rerun", selection_mode="points", config=CONFIG, alt=alt)
    return [_data(point) for point in state["selection"]["points"]]


def brush(figure: Any, key: str, alt: str) -> tuple[list[Any], tuple[date, date] | None]:
    """Draws a chart over time; returns the custom data of the bars clicked or brushed, and the days brushed.

    Where dragging selects, plotly hears no click (tried with plotly 7.1): the reader says which of the two the mouse does.
    """
    dragging = choice("On the chart", MOUSE, f"{key}_mouse") == MOUSE[1]
    if not dragging:
        return clicked(figure, key, alt), None
    figure.update_layout(dragmode="select", selectdirection="h")
    state = st.plotly_chart(figure, key=f"{key}_days", on_select="rerun", selection_mode="box", config=CONFIG, alt=alt)
    boxes = [box["x"] for box in state["selection"].get("box", []) if box.get("x")]
    days = sorted(date.fromisoformat(str(day)[:10]) for box in boxes for day in box)
    return [_data(point) for point in state["selection"]["points"]], (days[0], days[-1]) if days else None


def _data(point: Any) -> Any:
    return point.get("customdata")


def set_period(first: date, last: date, clock: Clock) -> None:
    """Makes a stretch of time the period of every page; for a button's `on_click`."""
    st.session_state["from"], st.session_state["to"] = first, last
    st.session_state["clock"] = str(clock)
