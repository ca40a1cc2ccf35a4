"""Charts remembered by what they were drawn from: a page that is run again draws the same."""

import copy
import pickle
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from functools import wraps
from hashlib import blake2b
from typing import Any, ParamSpec

import plotly.graph_objects as go

from core.charts.drawing import Chart
from core.shared import Shared, weight

P = ParamSpec("P")
AS_VALUES = 5  # bytes that plain values take for each byte of them written down (measured: 4 to 10)
_drawn = Shared(most=1_000, megabytes=60)


@dataclass(frozen=True)
class Known:
    """A chart that was drawn, as it is sent. Never handed out to be changed."""

    sent: dict[str, Any]
    key: bytes | None  # of what it was drawn from; None with points selected

    def selecting(self, points: Mapping[int, list[int]] | None) -> "Known":
        """The same chart with some points selected, by trace; with none, and none faint."""
        if points is None and not any("selectedpoints" in trace for trace in self.sent["data"]):
            return self
        return replace(self, sent=_selecting(self.sent, points or {}), key=None)


class Drawn(go.Figure):  # type: ignore[misc]  # plotly has no types
    """A chart drawn before. It becomes a figure of its caller's own, a copy, as soon as one looks into it."""

    def __init__(self, known: Known) -> None:  # plotly's own would copy and check every property
        self._known = known
        self._opened = False

    @property
    def unopened(self) -> Known | None:
        """The chart as it was drawn, as long as nobody has looked into it, and so may have changed it."""
        return None if self._opened else self._known

    def select(self, points: Mapping[int, list[int]] | None) -> None:
        """Selects points, by trace, of a chart that is not opened yet."""
        self._known = self._known.selecting(points)

    def to_dict(self) -> dict[str, Any]:
        """The chart as it is sent; not to be written to."""
        sent: dict[str, Any] = super().to_dict() if self._opened else self._known.sent
        return sent

    def __getattr__(self, name: str) -> Any:
        """Anything else of a figure, which it has from now on."""
        if name.startswith("__") or self.__dict__.get("_opened", True):
            raise AttributeError(name)
        self._opened = True
        super().__init__(copy.deepcopy(self._known.sent), _validate=False)
        return getattr(self, name)


def remembered(draw: Callable[P, Chart]) -> Callable[P, go.Figure]:
    """A chart that is drawn once from the same frames and words, as a figure; each caller gets one of its own."""

    @wraps(draw)
    def drawn(*args: P.args, **kwargs: P.kwargs) -> go.Figure:
        given = [draw.__module__, draw.__name__, [_named(one) for one in args], kwargs]
        key = blake2b(pickle.dumps(given), digest_size=16).digest()
        return Drawn(_drawn.ask(key, lambda: Known(draw(*args, **kwargs).sent(), key), _bytes))

    return drawn


def _named(given: object) -> object:
    """What a chart is drawn from; of another chart, what that was drawn from."""
    known = given.unopened if isinstance(given, Drawn) else None
    return known.key if known and known.key else given


def _bytes(known: Known) -> int:
    return AS_VALUES * weight(known.sent)


def _selecting(parts: dict[str, Any], points: Mapping[int, list[int]]) -> dict[str, Any]:
    traces = []
    for place, trace in enumerate(parts["data"]):
        bare = {name: value for name, value in trace.items() if name != "selectedpoints"}
        traces.append(bare | ({"selectedpoints": points[place]} if place in points else {}))
    return parts | {"data": traces}
