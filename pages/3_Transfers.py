"""Transfers: who is said to have given what to whom, how much, when, according to whom, and who denies it."""

import streamlit as st

from core import charts, queries, ui

filters = ui.page(
    "Transfers", "who is said to have given what to whom, how much, when, according to whom, and who denies it"
)
data = ui.tables()
told = ui.ask(queries.tellings, data, filters)
if told.empty:
    ui.nothing_here("No telling of a transfer matches these filters.")

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

claims = ui.ask(queries.claims, data, filters)
if contested == "contested":
    claims = claims[claims["contested"].notna()]
    told = told[told["claim"].isin(claims["id"])]

if unit == "barter":
    ui.barter_rows(told, data)
    st.stop()
if unit == "telling":
    found = queries.matching(told, words, [*ui.TELLING_WORDS, "text"])
    st.caption(f"{ui.many(len(found), 'telling')} in {ui.many(found['doc'].nunique(), 'document')}")
    ui.telling_rows(found, data, "tellings")
    st.stop()

found = queries.matching(claims, words, ["label", "category", "quantities", "statuses", "claimant_names", "denier_names"])
if found.empty:
    ui.nothing_here("No claim matches these words and filters.")
st.caption(f"{ui.many(len(found), 'claim')} in {ui.many(found['told'].sum(), 'telling')}. Quantities are never added up.")
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
ui.stance_rows(queries.positions(data, tellings, filters, [claim["id"]]), told, data, "stances")

st.subheader("First told, and the path from there", anchor=False)
ui.path_of(claim["id"], told, data)

st.subheader("What changed on the way", anchor=False)
ui.changes_of(tellings, data)
