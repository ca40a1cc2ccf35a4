"""What charts write by themselves is what plotly accepts, and no more than it keeps."""

import json
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pandas as pd
import plotly.graph_objects as go
import plotly.io
import pytest

from core import briefing, charts, queries
from core import tables as stored
from core.charts.drawing import Chart, plain
from core.queries import Filters, Kept
from core.tables import Tables

CLAIMS = 30


@pytest.fixture(scope="module")
def tables(sample_tables: Path) -> Tables:
    return stored.load(sample_tables)


@pytest.fixture(scope="module")
def told(tables: Tables) -> Kept:
    return queries.told_of(tables, Filters())


def pairs(tables: Tables, told: Kept) -> go.Figure:
    return charts.bars(queries.by_pair(told), "pair", "count", "tellings", colour="category")


def clocks(tables: Tables, told: Kept) -> go.Figure:
    happened, printed = (of(told, "category", "month") for of in (queries.happened_over_time, queries.printed_over_time))
    return charts.two_clocks(happened, printed, "month")


def months(tables: Tables, told: Kept) -> go.Figure:
    return charts.months(queries.printed_over_time(told, "category", "week"), "category", "tellings", "printed")


def panels(tables: Tables, told: Kept) -> go.Figure:
    return charts.panels(queries.in_panels(told, "pair", "month"), "month")


def intervals(tables: Tables, told: Kept) -> go.Figure:
    claims = queries.claims_of(tables, Filters()).page(most=CLAIMS)
    return charts.intervals(claims, queries.printed_days(told, list(claims["id"])))


def matrix(tables: Tables, told: Kept) -> go.Figure:
    claims = queries.most_telling(told, "all", "most widely told", CLAIMS)
    standing = queries.latest(told, Filters(), list(claims["id"]), CLAIMS)
    names = dict(zip(standing["source"], standing["source_name"], strict=True))
    cells = queries.matrix(standing, list(claims["id"]))
    return charts.matrix(cells, dict(zip(claims["id"], claims["label"], strict=True)), names)


def of_one_claim(tables: Tables, told: Kept) -> tuple[str, pd.DataFrame]:
    claim = queries.with_figures(told)["id"].iloc[0]
    return claim, queries.tellings_of(told, claim)


def figures(tables: Tables, told: Kept) -> go.Figure:
    return charts.figures(queries.figures(of_one_claim(tables, told)[1]))


def over_time(tables: Tables, told: Kept) -> go.Figure:
    found = queries.figures(of_one_claim(tables, told)[1])
    return charts.over_time(found, found["unit"].iloc[0])


def path(tables: Tables, told: Kept) -> go.Figure:
    claim, tellings = of_one_claim(tables, told)
    return charts.path(queries.path(tables, tellings, claim))


def crossing(tables: Tables, told: Kept) -> go.Figure:
    return charts.crossing(queries.on_whom(queries.heard(tables, Filters())), "voice", "named", "quotes")


def shares(tables: Tables, told: Kept) -> go.Figure:
    ranked = queries.ranked_sides(tables, "quotes")
    counts = queries.by_side(queries.heard(tables, Filters()), ranked)
    return charts.shares(counts, ranked, [queries.OTHER_SIDES, queries.NO_SIDE], queries.UNATTRIBUTED)


def apart(tables: Tables, told: Kept) -> go.Figure:
    source = queries.profile(tables, Filters())["source"].iloc[0]
    texts = queries.texts_of_sources(queries.documents_of(tables, Filters()), [source])
    return charts.apart(queries.set_apart(tables, *texts), source)


def slide(tables: Tables, told: Kept) -> go.Figure:
    return briefing.slide(clocks(tables, told), "Title", "Source", dark=True, scale=1.4)


DRAWN = (pairs, clocks, months, panels, intervals, matrix, figures, over_time, path, crossing, shares, apart, slide)


@pytest.mark.parametrize("draw", DRAWN, ids=lambda draw: draw.__name__)
def test_plotly_accepts_every_property_and_keeps_it_as_it_is(
    draw: Callable[[Tables, Kept], go.Figure], tables: Tables, told: Kept
) -> None:
    sent = draw(tables, told).to_dict()
    checked = json.loads(plotly.io.to_json(go.Figure(sent)))  # raises ValueError for what plotly does not know
    for one in (checked, sent := json.loads(json.dumps(sent))):
        del one["layout"]["template"]  # which is plotly's own
    assert checked == sent
    assert any(len(trace["x"]) for trace in sent["data"])


@pytest.mark.parametrize("heights", [(), (3, 1)])
def test_cells_of_a_grid_lie_where_plotly_puts_them(heights: tuple[int, ...]) -> None:
    from plotly.subplots import make_subplots

    ours = Chart(rows=2, columns=3, gaps=(0.2, 0.05), heights=heights)
    theirs = make_subplots(2, 3, vertical_spacing=0.2, horizontal_spacing=0.05, row_heights=heights or None)
    for name, axis in theirs.layout.to_plotly_json().items():
        if name.startswith(("xaxis", "yaxis")):
            assert ours.layout[name]["anchor"] == axis["anchor"]
            assert ours.layout[name]["domain"] == pytest.approx(axis["domain"])


def test_a_property_is_set_beside_others_of_the_same_kind_and_left_where_it_is_none() -> None:
    chart = Chart(rows=2)
    chart.x(title={"text": "day"}, range=[1, 2])
    chart.x(2, title={"font": {"size": 9}}, range=None)
    assert chart.layout["xaxis2"]["title"] == {"text": "day", "font": {"size": 9}}
    assert chart.layout["xaxis"]["title"] == {"text": "day"}
    assert chart.layout["xaxis2"]["range"] == [1, 2]


def test_a_chart_of_a_figure_leaves_the_figure_as_it_is(tables: Tables, told: Kept) -> None:
    before = pairs(tables, told).to_json()
    changed = Chart.of(pairs(tables, told))
    changed.x(title={"text": "something else"})
    changed.data.clear()
    assert pairs(tables, told).to_json() == before


@pytest.mark.parametrize(
    ("given", "meant"),
    [
        (pd.Series([1.5, None]), [1.5, None]),
        (pd.Series(pd.to_datetime(["2031-02-01", None])), ["2031-02-01T00:00:00", None]),
        (pd.Series([["a", pd.Timestamp("2031-02-01 12:00")]]), [["a", "2031-02-01T12:00:00"]]),
        ([pd.NaT, pd.Timestamp("2031-02-01")], [None, "2031-02-01T00:00:00"]),
        (np.array([[1, 2]]), [[1, 2]]),
        (pd.Series([1, None], dtype="Int64"), [1, None]),
        ({"size": np.int64(3), "color": None}, {"size": 3}),
    ],
)
def test_values_are_plain(given: object, meant: object) -> None:
    assert plain(given) == meant
    json.dumps(plain(given), allow_nan=False)
