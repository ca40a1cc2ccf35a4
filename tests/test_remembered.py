"""A chart drawn again from the same rows is the same chart, and nobody's but its caller's."""

import json

import pandas as pd
import plotly.graph_objects as go
import pytest

from core import charts
from core.charts import remembered

COUNTS = pd.DataFrame({"pair": ["a → b", "a → c"], "category": ["food", "energy"], "count": [3, 2]})


def drawn(counts: pd.DataFrame = COUNTS) -> go.Figure:
    return charts.bars(counts, "pair", "count", "tellings", colour="category")


def test_the_same_rows_give_the_same_chart() -> None:
    first = json.loads(drawn().to_json())
    assert json.loads(drawn(COUNTS.copy()).to_json()) == first
    assert json.loads(charts.bars.__wrapped__(COUNTS, "pair", "count", "tellings", colour="category").to_json()) == first


def test_what_one_reader_selects_nobody_else_sees() -> None:
    before = drawn().to_json()
    charts.with_selected(drawn(), ["a → b"])
    assert drawn().to_json() == before


def test_other_rows_give_another_chart() -> None:
    assert list(drawn(COUNTS.assign(count=[5, 2])).data[1].x) != list(drawn().data[1].x)


def test_only_so_many_are_kept(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(remembered, "MOST", 2)
    for count in range(5):
        drawn(COUNTS.assign(count=[count, 1]))
    assert len(remembered._drawn) == 2
