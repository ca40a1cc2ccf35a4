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
        "scope": [None] * rows,
        "stage": [None] * rows,
        "relation": [None] * rows,
        "reason": [None] * rows,
        "as_of": [day("2031-03-01")] * rows,
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
    first, last = pd.to_datetime(figure.layout.xaxis.range)
    assert (last - first).days >= 12 * 31


def test_charts_of_nothing_are_drawn() -> None:
    empty = pd.DataFrame({"category": [], "count": [], "start": pd.to_datetime([]), "end": pd.to_datetime([])})
    assert charts.two_clocks(empty, empty, "month").data == ()
    assert charts.bars(empty, "category", "count", "tellings").data is not None
    assert charts.figures(figures_frame(low=[], high=[])).data == ()


def test_a_figure_is_coloured_and_marked_by_its_relation_and_the_hover_says_why() -> None:
    chart = charts.figures(
        figures_frame(low=[10, 40], high=[10, 40], relation=["conflicts", None], reason=["same unit, no overlap", None])
    )
    marks = {trace.name: trace.marker for trace in chart.data if trace.mode == "markers" and len(trace.x)}
    assert set(marks) == {"conflicts", "stands alone"}
    assert marks["conflicts"].symbol != marks["stands alone"].symbol
    assert marks["conflicts"].color == charts.RELATION_COLOURS["conflicts"]
    assert any("same unit, no overlap" in text for trace in chart.data for text in trace.text or ())


def test_figures_over_time_leave_out_other_units_and_days_not_stated() -> None:
    frame = figures_frame(low=[10, 40, 7], high=[10, None, 7], unit=["person", "person", "round"])
    frame["as_of"] = [day("2031-03-01"), day("2031-04-01"), day("2031-04-01")]
    frame.loc[0, "as_of"] = pd.NaT
    chart = charts.over_time(frame, "person")
    assert [list(trace.y) for trace in chart.data] == [[40.0]]
    assert chart.data[0].error_y.array[0] > 0, "an open end reaches on"


def test_every_cell_of_the_matrix_has_its_letter_and_leads_to_its_claim_and_source() -> None:
    cells = pd.DataFrame({"courier": ["asserts", "silent"], "post": ["denies", "no-coverage"]}, index=["a", "b"])
    chart = charts.matrix(cells, {"a": "Ostra → Veld: <b>trucks</b>", "b": "grain"}, {"courier": "Courier", "post": "Post"})
    found = {tuple(data): trace.text for trace in chart.data for data in trace.customdata}
    assert found == {("a", "courier"): "A", ("a", "post"): "D", ("b", "courier"): "S", ("b", "post"): "·"}
    assert "<b>" not in "".join(chart.layout.yaxis.ticktext)


def test_a_path_draws_a_line_from_where_a_text_has_the_claim() -> None:
    steps = pd.DataFrame(
        {
            "doc": ["one", "two", "three"],
            "id": ["t1", "t2", "t3"],
            "published": [day("2031-03-02"), day("2031-03-03"), pd.NaT],
            "source": ["Courier", "Post", "Herald"],
            "stance": ["asserts", "attributes", "asserts"],
            "from_doc": [None, "one", "one"],
            "how": ["told first", "copies Courier (full)", "copies Courier (full)"],
        }
    )
    chart = charts.path(steps)
    lines = [trace for trace in chart.data if trace.mode == "lines"]
    assert [list(line.y) for line in lines] == [["Courier", "Post"]]
    assert {id for trace in chart.data if trace.mode != "lines" for id in trace.customdata} == {"t1", "t2"}


def test_words_apart_stand_on_the_side_that_uses_them() -> None:
    words = pd.DataFrame({"word": ["<b>truck</b>", "gift"], "z": [2.5, -1.5], "count": [9, 1], "other_count": [2, 8]})
    (bars,) = charts.apart(words, "Courier").data
    assert list(bars.x) == [-1.5, 2.5]
    assert list(bars.customdata) == ["gift", "<b>truck</b>"]
    assert "<b>" not in "".join(bars.y)
    assert list(bars.text) == ["1 : 8", "9 : 2"]


def test_small_multiples_share_their_axes_and_name_their_panel() -> None:
    counts = pd.DataFrame(
        {
            "panel": ["Peru → Chad", "Peru → Chad", "Ghana → Togo"],
            "category": ["food", "weapons", "food"],
            "start": pd.to_datetime(["2024-01-01", "2024-02-01", "2024-01-01"]),
            "end": pd.to_datetime(["2024-01-31", "2024-02-29", "2024-01-31"]),
            "count": [3, 1, 2],
        }
    )
    figure = charts.panels(counts, "month")
    assert [note.text for note in figure.layout.annotations] == ["Peru → Chad", "Ghana → Togo"]
    assert [list(trace.customdata[0]) for trace in figure.data][-1] == [
        "printed",
        "food",
        "2024-01-01",
        "2024-01-31",
        "Ghana → Togo",
    ]
    assert sorted(trace.name for trace in figure.data if trace.showlegend) == ["food", "weapons"]
    assert figure.layout.yaxis2.matches == "y"
