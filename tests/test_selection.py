"""What is clicked on a chart has a name for the address, and a chart is drawn from such names."""

import pandas as pd
import plotly.graph_objects as go
import pytest

from core import charts


@pytest.fixture
def drawn() -> go.Figure:
    """Two pairs by two categories: the bars of a pair stand for the same rows, whatever their category."""
    counts = pd.DataFrame(
        {
            "pair": ["Orvana → Selvia", "Veld → Selvia", "Orvana → Selvia"],
            "category": ["weapons", "weapons", "food"],
            "count": [3, 2, 1],
        }
    )
    return charts.bars(counts, "pair", "count", "tellings", colour="category")


def test_points_that_stand_for_the_same_rows_share_a_name(drawn: go.Figure) -> None:
    places = charts.points(drawn)
    assert {name: len(found) for name, found in places.items()} == {"Orvana → Selvia": 2, "Veld → Selvia": 1}
    assert charts.custom_data(drawn, places["Veld → Selvia"][0]) == "Veld → Selvia"


def test_the_points_of_a_name_are_selected_and_all_others_are_not(drawn: go.Figure) -> None:
    charts.with_selected(drawn, ["Veld → Selvia"])
    selected = [
        (trace.customdata[point], len(trace.selectedpoints)) for trace in drawn.data for point in trace.selectedpoints
    ]
    assert selected == [("Veld → Selvia", 1)]
    assert all(trace.selectedpoints is not None for trace in drawn.data)


def test_without_a_name_no_point_is_faint(drawn: go.Figure) -> None:
    charts.with_selected(charts.with_selected(drawn, ["Veld → Selvia"]), [])
    assert all(trace.selectedpoints is None for trace in drawn.data)


def test_custom_data_of_several_parts_is_one_name_and_comes_back_in_parts() -> None:
    cells = go.Figure(go.Scatter(x=[1], y=[1], customdata=[["c1", "courier"]]))
    places = charts.points(cells)
    assert list(places) == ["c1|courier"]
    assert charts.custom_data(cells, places["c1|courier"][0]) == ["c1", "courier"]


def test_lines_without_custom_data_cannot_be_selected() -> None:
    assert charts.points(go.Figure(go.Scatter(x=[1, 2], y=[1, 2], mode="lines"))) == {}
