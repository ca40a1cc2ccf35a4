"""Quotes: who is quoted, when, and in what words."""

import streamlit as st

from core import charts, queries, ui

filters = ui.page("Quotes", "who is quoted, when, and in what words")
data = ui.tables()

left, middle, right = st.columns([2, 3, 3], vertical_alignment="bottom")
with left:
    table = ui.choice("Show", ["quotes", "attitudes"], "table", "Attitudes: who wants, fears, backs or condemns what.")
with middle:
    kind = ui.choice("Kind", ["all", *queries.QUOTE_KINDS], "kind", "Partial: a fragment in quotation marks.")
with right:
    words = ui.search("Search words, speakers and cues")

found = queries.quotes(data, filters, table)
found = found if kind == "all" else found[found["kind"] == kind]
found = queries.matching(found, words, ["text", "speaker_name", "speaker_text", "cue", "publisher_name"])
if found.empty:
    ui.nothing_here(f"None of the {table} matches these words and filters.")

unattributed = int(found["speaker"].isna().sum())
held = f"{ui.many(len(found), table.removesuffix('s'))} in {ui.many(found['doc'].nunique(), 'document')}"
st.caption(f"{held}; {unattributed:,} unattributed")

left, right = st.columns(2)
with left:
    st.header("Who speaks", anchor=False)
    figure = charts.bars(queries.by_speaker(found), "speaker_name", "count", table, colour="kind", most=12)
    speakers = ui.clicked(figure, "speakers", f"{table} by speaker and kind, the most frequent speakers")
with right:
    st.header("Under which words", anchor=False)
    figure = charts.bars(queries.by_cue(found), "cue", "count", table, most=12)
    cues = ui.clicked(figure, "cues", f"{table} by the words that attribute them, the most frequent")

st.header("When printed", anchor=False)
step = queries.step_for(found["published"])
figure = charts.months(
    queries.over_time(found, "published", "kind", step), "kind", table, f"day of printing (bars by {step})"
)
bars, days = ui.brush(figure, "printed", f"{table} by kind over the days of printing")

st.header("In their words", anchor=False)
ui.quote_rows(ui.within(queries.chosen(found, speakers, cues), bars, days), data, table)
