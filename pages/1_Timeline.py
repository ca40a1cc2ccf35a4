"""Timeline: when it is said to have happened, and when it was printed."""

import streamlit as st

from core import charts, queries, ui

filters = ui.page("Timeline", "two clocks: when it is said to have happened, and when it was printed")
data = ui.tables()
told = queries.told_of(data, filters)
if not told.count:
    ui.nothing_here(ui.none_of("telling of a transfer"))

left, right = st.columns(2, vertical_alignment="bottom")
with left:
    step = ui.choice("Bars by", ["auto", *queries.STEPS], "step")
    step = queries.step_of(told) if step == "auto" else step
with right:
    panels = ui.choice("Panels", ["one for all", "by category", "by pair"], "panels")
ui.missing_days(st, told)

st.header("Tellings over time", anchor=False)
if panels != "one for all":
    ui.in_panels(told, data, panels.removeprefix("by "), step)
    st.stop()
by_day = ui.once(queries.happened_over_time, told, "category", step)
printed = ui.once(queries.printed_over_time, told, "category", step)
if by_day.empty and printed.empty:
    ui.no_days(told, data)
figure = charts.two_clocks(by_day, printed, step)
bars = ui.brush(figure, "clocks", "Tellings by category over time: when they happened above, when they were printed below")
ui.of_bars(told, data, bars)

st.header("Claims on both clocks", anchor=False)
most = ui.number("Claims shown, the most widely told first", ["20", "40", "80"], "most")
order = ["date_start", "first_printed", "id"]
shown = queries.claims_of(data, filters).page(most=most).sort_values(order, na_position="last")
opened = ui.clicked(
    charts.intervals(shown, queries.printed_days(told, list(shown["id"]))),
    "intervals",
    "Claims: time of happening as bars, days of printing as ticks",
)
of_claims = queries.of_claims(told, opened)
if not opened or not of_claims.count:
    st.caption("Click a bar or a tick for the sentences of its claim. A claim without a bar has no time stated.")
else:
    ui.telling_rows(of_claims, data, "of_claims")

st.header("Figures of one claim over time", anchor=False)
ui.figures_over_time(told, data)

st.header("What the clocks leave out", anchor=False)
ui.without_days(told, data)
