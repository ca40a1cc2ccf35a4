"""Home: what the corpus holds, what is contested, what is new, what was left out, how well it was read, where to go."""

import streamlit as st

from core import charts, queries, ui

filters = ui.page(
    "Claimline", "who is said to have given what to whom, how much, when, according to whom, and who denies it"
)
data = ui.tables()
told = queries.told_of(data, filters)
ui.holdings(ui.ask(queries.holdings, data, filters))
ui.periods(queries.documents_of(data, filters), told, data)

left, right = st.columns(2, gap="large")
with left:
    st.header("Who is said to give to whom", anchor=False)
    pairs = queries.by_pair(told, most=10)
    if pairs.empty:
        st.caption(ui.none_of("telling of a transfer"))
    else:
        figure = charts.bars(pairs, "pair", "count", "tellings", colour="category", most=10)
        clicked = ui.clicked(figure, "pairs", "Tellings by supplier and recipient, stacked by category")
with right:
    st.header("What is contested", anchor=False)
    ui.contested(data, filters)
if not pairs.empty and clicked:
    ui.telling_rows(queries.of_pairs(told, clicked), data, "of_pairs")

left, right = st.columns(2, gap="large")
with left:
    st.header("What is new", anchor=False)
    ui.whats_new(data)
    st.header("What was left out", anchor=False)
    ui.problems(data)
with right:
    st.header("How well it reads", anchor=False)
    ui.reads_how_well(data)
    st.header("Where to go", anchor=False)
    ui.where_to_go()
