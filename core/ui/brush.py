"""Charts that answer: a click opens what stands behind a bar, a brush along the time sets the period of every page.

What is clicked is kept in the URL under the name of the chart, a value a point, so that a link opens it and the Back button
takes it away. Streamlit cannot be told what is selected on a chart: where the URL says something else than what the reader
clicked last (a link, the way back, another filter), the chart is drawn anew with the selection in the figure itself.
"""

from datetime import date
from typing import Any

import streamlit as st

from core import charts
from core.queries import Clock
from core.ui.controls import choice
from core.ui.filters import CLOCK, EARLIEST, FROM, LATEST, LONGEST, TO
from core.ui.markdown import plain

MOUSE = ("click a bar", "drag a period")
CONFIG = {"displayModeBar": False, "scrollZoom": False}
Drawn = tuple[int, tuple[str, ...]]  # how often a chart was drawn anew, and the selection that its figure was given


def clicked(figure: Any, key: str, alt: str) -> list[Any]:
    """Draws a chart; returns the custom data of the points selected, one of each name, none at first."""
    asked = st.query_params.get_all(key)
    places = charts.points(figure)
    known = tuple(name for name in dict.fromkeys(asked) if name in places)
    place = st.container(key=f"chart_{key}").empty()
    again, given = st.session_state.get(_drawn(key), (0, ()))
    if not _shows(_draw(place, figure, key, alt, (again, given)), given, known, places):
        st.session_state[_drawn(key)] = (again + 1, known)
        _draw(place, figure, key, alt, (again + 1, known))
    if asked:
        _selection(key, [name for name in asked if name not in places])
    return [charts.custom_data(figure, places[name][0]) for name in known]


def _drawn(key: str) -> str:
    return f"claimline_chart_{key}"


def _draw(place: Any, figure: Any, key: str, alt: str, drawn: Drawn) -> set[tuple[int, int]]:
    """Draws a chart with the selection it is given; returns the places of what the reader has clicked on it since."""
    again, given = drawn
    widget = f"{key}_{again}"

    def follow() -> None:
        points = st.session_state[widget]["selection"]["points"]
        names = dict.fromkeys(charts.point_name(point["customdata"]) for point in points if point.get("customdata"))
        if names:
            st.query_params[key] = list(names)
        else:
            st.query_params.pop(key, None)

    shown = charts.with_selected(figure, given)
    state = place.plotly_chart(shown, key=widget, on_select=follow, selection_mode="points", config=CONFIG, alt=alt)
    return {(point["curve_number"], point["point_index"]) for point in state["selection"]["points"]}


def _shows(
    clicks: set[tuple[int, int]], given: tuple[str, ...], known: tuple[str, ...], places: dict[str, list[charts.Place]]
) -> bool:
    """Whether a chart shows the selection it should: by what was clicked on it, else by what its figure was given."""
    return clicks == {place for name in known for place in places[name]} if clicks else given == known


def _selection(key: str, unknown: list[str]) -> None:
    """Under a chart: what of its selection it does not have, and a way to take the selection back."""
    with st.container(horizontal=True, vertical_alignment="center"):
        st.button("Clear the selection", key=f"clear_{key}", on_click=_clear, args=(key,), type="tertiary")
        if unknown:
            names = ", ".join(f"“{name[:LONGEST]}”" for name in unknown)
            st.caption(f"Not on this chart, and therefore ignored: {plain(names)}.")


def _clear(key: str) -> None:
    st.query_params.pop(key, None)


def brush(figure: Any, key: str, alt: str) -> list[Any]:
    """Draws a chart over time, on which a drag sets the period of every page; returns the custom data of bars clicked.

    Where dragging selects, plotly hears no click (tried with plotly 7.1): the reader says which of the two the mouse does.
    """
    if choice("On the chart", MOUSE, f"{key}_mouse") == MOUSE[0]:
        return clicked(figure, key, alt)
    drawn = _drawn(f"{key}_days")
    again, _ = st.session_state.get(drawn, (0, ()))
    widget = f"{key}_days_{again}"

    def follow() -> None:
        boxes = st.session_state[widget]["selection"]["box"]
        if boxes:
            days = sorted(date.fromisoformat(str(day)[:10]) for day in boxes[0]["x"])
            set_period(days[0], days[-1], _clock(figure, boxes[0]["yref"]))
            st.session_state[drawn] = (again + 1, ())  # the brush has become a filter

    figure.update_layout(dragmode="select", selectdirection="h")
    st.plotly_chart(figure, key=widget, on_select=follow, selection_mode="box", config=CONFIG, alt=alt)
    st.caption("Drag along the chart: the days you cover become the period of every page.")
    return []


def _clock(figure: Any, axis: str) -> Clock:
    """The clock of the bars on an axis of counts."""
    clocks = {trace.yaxis or "y": trace.customdata[0][0] for trace in figure.data if trace.customdata}
    return Clock(clocks.get(axis, Clock.PRINTED))


def set_period(first: date, last: date, clock: Clock) -> None:
    """Makes a stretch of time the period of every page; for a callback."""
    st.session_state[FROM], st.session_state[TO] = max(first, EARLIEST), min(last, LATEST)
    st.session_state[CLOCK] = str(clock)
