"""Charts are read as what plotly is given, without a browser."""

import pandas as pd
import pytest

from core import charts
from core.records import Category, QuoteKind, Status


def day(text: str) -> pd.Timestamp:
    return pd.Timestamp(text)


@pytest.fixture
def claims() -> pd.DataFrame:
    return pd.DataFrame(
        {
            "id": ["a", "b"],
            "label": ["Ostra → Veld: <b>trucks</b>", "Ostra → Veld: grain"],
            "category": ["weapons", "food"],
            "date_start": [day("2031-02-01"), day("2031-03-01")],
            "date_end": [day("2031-02-10"), pd.NaT],
        }
    )


@pytest.fixture
def told() -> pd.DataFrame:
    return pd.DataFrame({"claim": ["a", "b", "b"], "published": [day("2031-03-02"), day("2031-03-04"), pd.NaT]})


def figures_frame(**columns: list[object]) -> pd.DataFrame:
    rows = len(columns["low"])
    plain = {
        "id": [str(n) for n in range(rows)],
        "label": ["Veld Ministry, 1 Mar 2031"] * rows,
        "unit": ["person"] * rows,
        "status": ["asserted"] * rows,
        "quantity_text": ["some"] * rows,
    }
    frame = pd.DataFrame(plain | columns)
    return frame.astype({"low": "float64", "high": "float64"})


def test_every_category_status_and_kind_has_a_colour() -> None:
    assert {*Category, *Status, *QuoteKind} <= set(charts.COLOURS)


def test_categories_do_not_share_a_colour() -> None:
    assert len(set(charts.CATEGORY_COLOURS.values())) == len(Category)


@pytest.mark.parametrize("colour", charts.COLOURS.values())
@pytest.mark.parametrize("page", ["#ffffff", "#11161d"])
def test_a_colour_stands_out_on_a_light_and_on_a_dark_page(colour: str, page: str) -> None:
    def luminance(shade: str) -> float:
        parts = [int(shade[at : at + 2], 16) / 255 for at in (1, 3, 5)]
        red, green, blue = [part / 12.92 if part <= 0.03928 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
        return 0.2126 * red + 0.7152 * green + 0.0722 * blue

    one, other = sorted((luminance(colour), luminance(page)))
    assert (other + 0.05) / (one + 0.05) >= 3, "WCAG asks for 3 to 1 of graphics"


def test_the_colour_of_a_category_does_not_depend_on_what_else_is_shown() -> None:
    counts = pd.DataFrame({"category": ["food", "drones"], "count": [3, 2]})
    both = charts.bars(counts, "category", "count", "tellings").data[0].marker.color
    alone = charts.bars(counts.tail(1), "category", "count", "tellings").data[0].marker.color
    assert both[1] == alone[0] == charts.COLOURS["drones"]


def test_a_label_is_plain_text_and_cut_where_it_is_too_long() -> None:
    assert charts.hostile("<a href='x'>Veld</a> & co") == "&lt;a href='x'&gt;Veld&lt;/a&gt; &amp; co"
    assert charts.hostile("word " * 100).endswith("…")


def test_a_claim_is_a_bar_over_its_days_and_a_tick_a_day_of_printing(claims: pd.DataFrame, told: pd.DataFrame) -> None:
    figure = charts.intervals(claims, told)
    bar = next(trace for trace in figure.data if trace.type == "bar" and trace.name == "weapons")
    assert list(bar.x) == [10 * charts.DAY_MS], "1 to 10 February are ten days"
    assert "&lt;b&gt;" in bar.y[0]
    ticks = next(trace for trace in figure.data if trace.name == "day of printing")
    assert len(ticks.x) == 2, "a telling without a day of printing has no tick"


def test_an_open_end_of_a_claim_is_an_arrow_head(claims: pd.DataFrame, told: pd.DataFrame) -> None:
    points = [trace for trace in charts.intervals(claims, told).data if trace.type == "scatter"]
    heads = [trace for trace in points if trace.marker.symbol == "triangle-right"]
    assert [list(trace.customdata) for trace in heads if len(trace.x)] == [["b"]]


def test_units_never_share_an_axis() -> None:
    figure = charts.figures(figures_frame(low=[8000, 100], high=[8000, 120], unit=["person", "tonne"]))
    assert [figure.layout.xaxis.title.text, figure.layout.xaxis2.title.text] == ["person", "tonne"]


def test_at_least_is_open_above_and_up_to_reaches_down_to_nothing() -> None:
    figure = charts.figures(figures_frame(low=[8000, None], high=[None, 12000]))
    symbols = {trace.marker.symbol: list(trace.x) for trace in figure.data if trace.mode == "markers" and len(trace.x)}
    assert symbols["triangle-left"] == [0]
    assert symbols["triangle-right"][0] > 12000, "the arrow of an open end goes beyond every figure told"


def test_both_clocks_are_drawn_on_one_axis_of_time() -> None:
    happened = pd.DataFrame({"category": ["food"], "count": [1], "start": [day("2031-01-01")], "end": [day("2031-01-31")]})
    printed = happened.assign(start=day("2031-03-01"), end=day("2031-03-31"))
    figure = charts.two_clocks(happened, printed, "month")
    assert [trace.customdata[0][0] for trace in figure.data] == ["happened", "printed"]
    assert figure.layout.xaxis.matches == "x2"


def test_a_clock_without_days_is_not_drawn_and_a_bar_alone_does_not_fill_the_axis() -> None:
    happened = pd.DataFrame({"category": ["food"], "count": [1], "start": [day("2031-01-01")], "end": [day("2031-01-31")]})
    figure = charts.two_clocks(happened, happened.head(0), "month")
    assert [trace.customdata[0][0] for trace in figure.data] == ["happened"]
    first, last = figure.layout.xaxis.range
    assert (last - first).days >= 12 * 31


def test_charts_of_nothing_are_drawn() -> None:
    empty = pd.DataFrame({"category": [], "count": [], "start": pd.to_datetime([]), "end": pd.to_datetime([])})
    assert charts.two_clocks(empty, empty, "month").data == ()
    assert charts.bars(empty, "category", "count", "tellings").data is not None
    assert charts.figures(figures_frame(low=[], high=[])).data == ()
