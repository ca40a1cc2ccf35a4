"""Figures remembered by what they were drawn from: a page that is run again draws the same charts.

Plotly checks every property of a new figure; for a chart of a dozen traces that takes longer than most queries: 57 ms,
against 2 for a copy that is not checked again.
"""

import copy
import pickle
from collections import OrderedDict
from collections.abc import Callable
from functools import wraps
from hashlib import blake2b
from threading import Lock
from typing import Any, ParamSpec

import plotly.graph_objects as go

P = ParamSpec("P")
MOST = 200  # figures kept, those drawn last
_drawn: "OrderedDict[bytes, dict[str, Any]]" = OrderedDict()
_lock = Lock()


def remembered(draw: Callable[P, go.Figure]) -> Callable[P, go.Figure]:
    """A chart that is drawn once from the same frames and words; each caller gets a figure of its own."""

    @wraps(draw)
    def drawn(*args: P.args, **kwargs: P.kwargs) -> go.Figure:
        key = blake2b(pickle.dumps((draw.__module__, draw.__name__, args, kwargs)), digest_size=16).digest()
        with _lock:
            known = _drawn.get(key)
        if known is None:
            fresh = draw(*args, **kwargs)
            known = {"data": [trace.to_plotly_json() for trace in fresh.data], "layout": fresh.layout.to_plotly_json()}
        with _lock:
            _drawn[key] = known
            _drawn.move_to_end(key)
            while len(_drawn) > MOST:
                _drawn.popitem(last=False)
        return go.Figure(copy.deepcopy(known), _validate=False)  # it was checked when it was drawn

    return drawn
