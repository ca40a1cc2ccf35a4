"""A chart drawn again from the same rows is the same chart, and nobody's but its caller's."""

import json

import pandas as pd
import plotly.graph_objects as go

from core import charts

COUNTS = pd.DataFrame({"pair": ["a → b", "a → c"], "category": ["food", "energy"], "count": [3, 2]})


def drawn(counts: pd.DataFrame = COUNTS) -> go.Figure:
    return charts.bars(counts, "pair", "count", "tellings", colour="category")


def test_the_same_rows_give_the_same_chart() -> None:
    first = json.loads(drawn().to_json())
    assert json.loads(drawn(COUNTS.copy()).to_json()) == first
    fresh = charts.bars.__wrapped__(COUNTS, "pair", "count", "tellings", colour="category")
    assert json.loads(json.dumps(fresh.sent())) == first


def test_what_one_reader_selects_nobody_else_sees() -> None:
    before = drawn().to_json()
    charts.with_selected(drawn(), ["a → b"])
    assert drawn().to_json() == before


def test_other_rows_give_another_chart() -> None:
    assert list(drawn(COUNTS.assign(count=[5, 2])).data[1].x) != list(drawn().data[1].x)


def test_a_chart_that_is_only_drawn_again_is_not_made_into_a_figure() -> None:
    chart = drawn()
    places = charts.points(chart)
    charts.with_selected(chart, ["a → b"])
    assert charts.custom_data(chart, places["a → b"][0]) == "a → b"
    assert sorted(trace["selectedpoints"] for trace in chart.to_dict()["data"]) == [[], [0]]
    assert chart.unopened


def test_a_selection_is_that_of_a_figure_opened_before() -> None:
    closed, opened = drawn(), go.Figure(drawn())
    for names in (["a → b"], ["a → c"], []):
        assert (
            json.loads(charts.with_selected(closed, names).to_json())["data"]
            == json.loads(charts.with_selected(opened, names).to_json())["data"]
        )
    assert closed.unopened


def test_what_a_caller_changes_stays_with_the_caller() -> None:
    chart = drawn()
    chart.update_layout(dragmode="select")
    assert chart.to_dict()["layout"]["dragmode"] == "select"
    assert drawn().layout.dragmode is False
