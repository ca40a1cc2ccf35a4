"""Transfers: who is said to have given what to whom, how much, when, according to whom, and who denies it."""

import streamlit as st

from core import charts, queries, ui

filters = ui.page(
    "Transfers", "who is said to have given what to whom, how much, when, according to whom, and who denies it"
)
data = ui.tables()
told = queries.told_of(data, filters)
if not told.count:
    ui.nothing_here(ui.none_of("telling of a transfer"))

left, middle, right = st.columns([2, 2, 3], vertical_alignment="bottom")
with left:
    unit = ui.choice(
        "One row a",
        ["claim", "telling", "barter"],
        "view",
        "A claim is what several tellings of one transfer say; a barter, a telling that one thing was given for another.",
    )
with middle:
    contested = ui.choice("Show", ["all", "contested"], "show", "Contested: somebody denies it, or its figures conflict.")
with right:
    words = ui.search("Search items, actors and words")

only_contested = contested == "contested"
if only_contested:
    told = queries.claims_of(data, filters, only_contested).told_by()

if unit == "barter":
    ui.barter_rows(told, data)
    st.stop()
if unit == "telling":
    rows = told.holding(words)
    st.caption(f"{ui.many(rows.count, 'telling')} in {ui.many(rows.documents, 'document')}")
    ui.telling_rows(rows, data, "tellings")
    st.stop()

found = queries.claims_of(data, filters, only_contested, words)
if not found.count:
    ui.nothing_here("No claim matches these words and filters.")
st.caption(f"{ui.many(found.count, 'claim')} in {ui.many(found.tellings, 'telling')}. Quantities are never added up.")
claim = ui.claim_rows(found, data)
if claim is None:
    st.caption("Select a claim to see its figures side by side, and every sentence that tells it.")
    st.stop()

st.header(ui.plain(claim["label"]), anchor=False)
ui.claim_facts(claim)
tellings = queries.tellings_of(told, claim["id"])
figures = queries.figures(tellings)
in_words = queries.figures_in_words(tellings)
st.subheader("Figures, as told", anchor=False)
if figures.empty:
    st.caption("No telling gives a number.")
else:
    opened = ui.clicked(charts.figures(figures), "figures", f"Figures of the claim {claim['label']}, by who says them")
    ui.open_first(tellings, data, opened)
if in_words:
    st.caption(ui.plain(f"In words only: {'; '.join(in_words)}."))

st.subheader("Tellings", anchor=False)
ui.telling_rows(ui.reasons(tellings, claim["id"], data), data, "of_claim")

st.subheader("Who stands where", anchor=False)
ui.stance_rows(queries.positions(data, tellings, filters, [claim["id"]]), tellings, data, "stances")

st.subheader("First told, and the path from there", anchor=False)
ui.path_of(claim["id"], tellings, data)

st.subheader("What changed on the way", anchor=False)
ui.changes_of(tellings, data)
