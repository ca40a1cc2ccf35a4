"""Points of a figure by name: what a click on a chart is called in an address, and a selection drawn from one."""

from collections.abc import Collection, Iterator
from typing import Any

import plotly.graph_objects as go

from core.charts.remembered import Drawn

BETWEEN = "|"  # the parts of a name
Place = tuple[int, int]  # of a point: its trace within the figure, and its place within the trace


def point_name(custom: Any) -> str:
    """What a point is called in an address: its custom data as words. Points that stand for the same rows share a name."""
    return custom if isinstance(custom, str) else BETWEEN.join(str(part) for part in custom)


def points(figure: go.Figure) -> dict[str, list[Place]]:
    """The places of the points of each name, of those traces that have custom data."""
    found: dict[str, list[Place]] = {}
    for name, place in _named(figure):
        found.setdefault(name, []).append(place)
    return found


def with_selected(figure: go.Figure, names: Collection[str]) -> go.Figure:
    """Marks the points of these names selected and the others faint, as plotly draws a click; none faint for no name."""
    chosen: dict[int, list[int]] = {}
    for name, (trace, point) in _named(figure):
        chosen.setdefault(trace, [])
        if name in names:
            chosen[trace].append(point)
    if isinstance(figure, Drawn) and figure.unopened:
        figure.select(chosen if names else None)
        return figure
    for trace, places in chosen.items():
        figure.data[trace].selectedpoints = places if names else None
    return figure


def custom_data(figure: go.Figure, place: Place) -> str | list[Any]:
    """The custom data of a point, as a word or a list of words."""
    trace, point = place
    custom = _custom(figure)[trace][point]
    return str(custom) if isinstance(custom, str) else [str(part) for part in custom]


def _named(figure: go.Figure) -> Iterator[tuple[str, Place]]:
    for trace, found in enumerate(_custom(figure)):
        for point, custom in enumerate(found):
            yield point_name(custom), (trace, point)


def _custom(figure: go.Figure) -> list[Any]:
    """The custom data of each trace; a chart drawn before is not opened for it."""
    if isinstance(figure, Drawn) and (known := figure.unopened):
        return [trace.get("customdata", ()) for trace in known.sent["data"]]
    return [() if trace.customdata is None else trace.customdata for trace in figure.data]
