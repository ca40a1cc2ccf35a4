"""A chart as plotly.js reads it: traces and a layout in plain values, written without plotly's own objects.

Those check and copy every property each time one is set, which takes longer than to find what is drawn. What our
charts write is checked against them in the tests instead (`tests/test_drawing.py`).
"""

import copy
from collections.abc import Collection, Mapping, Sequence
from datetime import date
from functools import cache
from itertools import product
from typing import Any, Self

import numpy as np
import pandas as pd
import plotly.graph_objects as go
import plotly.io

Properties = dict[str, Any]


class Chart:
    """What is drawn, by the names that plotly.js gives it; nested where plotly's are: `title={"text": …}`, not `title_text`.

    A grid has cells numbered from 1 on, row by row from the top, each with axes of its own. Properties that are None are not
    set. Series, arrays and days become lists and words.
    """

    def __init__(
        self, rows: int = 1, columns: int = 1, gaps: tuple[float, float] = (0.0, 0.0), heights: Sequence[float] = ()
    ) -> None:
        """`gaps` are shares of the height and of the width between cells, `heights` those of rows beside one another."""
        self.data: list[Properties] = []
        self.layout: Properties = {"xaxis": {}, "yaxis": {}}
        self._cells = rows * columns
        if self._cells > 1:
            from_below = _shares([*heights][::-1] or [1] * rows, gaps[0])
            self._share_out(from_below[::-1], _shares([1] * columns, gaps[1]))

    @classmethod
    def of(cls, figure: go.Figure) -> Self:
        """The chart that a figure is, to be changed by its caller."""
        chart = cls()
        sent = copy.deepcopy(figure.to_dict())
        chart.data, chart.layout = sent["data"], sent["layout"]
        chart._cells = sum(name.startswith("xaxis") for name in chart.layout)
        return chart

    def _share_out(self, rows: list[tuple[float, float]], columns: list[tuple[float, float]]) -> None:
        """Gives every cell its axes, by where its row and its column begin and end on the paper; the upper row first."""
        for cell, (row, column) in enumerate(product(rows, columns), start=1):
            self.layout[_axis("x", cell)] = {"anchor": f"y{_number(cell)}", "domain": list(column)}
            self.layout[_axis("y", cell)] = {"anchor": f"x{_number(cell)}", "domain": list(row)}

    def add(self, kind: str, cell: int = 1, **properties: Any) -> None:
        """Adds a trace ("bar", "scatter") in a cell of the grid."""
        trace = {name: plain(value) for name, value in properties.items() if value is not None}
        axes = {"xaxis": f"x{_number(cell)}", "yaxis": f"y{_number(cell)}"} if self._cells > 1 else {}
        self.data.append({"type": kind} | trace | axes)

    def x(self, *cells: int, **properties: Any) -> None:
        """Sets properties of the x axes of some cells; of all where none is named."""
        self._set_axes("x", cells, properties)

    def y(self, *cells: int, **properties: Any) -> None:
        """Sets properties of the y axes of some cells; of all where none is named."""
        self._set_axes("y", cells, properties)

    def _set_axes(self, way: str, cells: Collection[int], properties: Properties) -> None:
        for cell in cells or range(1, self._cells + 1):
            _set(self.layout[_axis(way, cell)], properties)

    def set(self, **properties: Any) -> "Chart":
        """Sets properties of the layout, beside what is set of them already; returns the chart."""
        _set(self.layout, properties)
        return self

    def note(self, **properties: Any) -> None:
        """Adds words at a place of the layout."""
        self.layout.setdefault("annotations", []).append({name: plain(value) for name, value in properties.items()})

    def centre(self, cell: int) -> tuple[float, float]:
        """Where on the paper the middle of the upper edge of a cell of a grid is."""
        left, right = self.layout[_axis("x", cell)]["domain"]
        return (left + right) / 2, self.layout[_axis("y", cell)]["domain"][1]

    def sent(self) -> Properties:
        """The chart as it is sent, under the template that plotly has for charts."""
        return {"data": self.data, "layout": {"template": _template(plotly.io.templates.default)} | self.layout}


def plain(value: Any) -> Any:
    """A value of pandas or numpy as JSON has it, missing ones as None; days in words, as plotly reads them."""
    if isinstance(value, str):  # most are
        return value
    if isinstance(value, pd.Series | pd.Index | np.ndarray):
        return _listed(np.asarray(value))
    if isinstance(value, Mapping):
        return {name: plain(one) for name, one in value.items() if one is not None}
    if isinstance(value, list | tuple):
        return [plain(one) for one in value]
    if isinstance(value, date):
        return None if value is pd.NaT else value.isoformat()
    return value.item() if isinstance(value, np.generic) else value


def _listed(values: "np.ndarray[Any, Any]") -> list[Any]:
    if values.dtype.kind == "M":
        return [None if day == "NaT" else day for day in np.datetime_as_string(values, unit="s").tolist()]
    if values.dtype.kind == "f":
        return [None if one != one else one for one in values.tolist()]
    listed: list[Any] = values.tolist()
    return plain(listed) if values.dtype.kind == "O" else listed


def _set(into: Properties, properties: Mapping[str, Any]) -> None:
    """Sets properties beside those that are there."""
    for name, value in properties.items():
        if isinstance(value, Mapping) and isinstance(into.get(name), dict):
            _set(into[name], value)
        elif value is not None:
            into[name] = plain(value)


def _shares(parts: Sequence[float], gap: float) -> list[tuple[float, float]]:
    """Where each of some parts, one after the other, begins and ends on a length of 1, with a gap between any two."""
    room = (1 - gap * (len(parts) - 1)) / sum(parts)
    begins = [sum(parts[:place]) * room + place * gap for place in range(len(parts))]
    return [(begin, begin + part * room) for begin, part in zip(begins, parts, strict=True)]


def _axis(way: str, cell: int) -> str:
    return f"{way}axis{_number(cell)}"


def _number(cell: int) -> str:
    """The number of a cell in the names of its axes: the first has none."""
    return "" if cell == 1 else str(cell)


@cache
def _template(name: str) -> Properties:
    """What plotly's template of a name says of all charts; not to be written to."""
    said: Properties = plotly.io.templates[name].to_plotly_json()
    return said
