"""Quotes: who is quoted, by whom, on whom, when, and in what words."""

import streamlit as st

from core import queries, ui

filters = ui.page("Quotes", "who is quoted, by whom, on whom, when, and in what words")
data = ui.tables()

left, middle, right = st.columns([2, 3, 3], vertical_alignment="bottom")
with left:
    table = ui.choice("Show", ["quotes", "attitudes"], "table", "Attitudes: who wants, fears, backs or condemns what.")
with middle:
    kind = ui.choice("Kind", ["all", *queries.QUOTE_KINDS], "kind", "Partial: a fragment in quotation marks.")
with right:
    words = ui.search("Search words, speakers and cues")

voices = ui.voices(data, table)
found = ui.heard(voices, data, filters, table)
found = queries.narrowed(found, kind=[] if kind == "all" else [kind])
found = queries.searched(found, words)
if found.empty:
    ui.no_voices(voices, table, words)

view = ui.choice("View", ui.VIEWS if table == "quotes" else ui.VIEWS[:-1], "view")
ui.held(found, table)
if view == "who on whom":
    ui.who_on_whom(found, voices, data, table)
elif view == "voices by source":
    ui.by_source(found, voices, data, table)
elif view == "printed twice":
    ui.printed_twice(found, voices, data)
else:
    ui.in_their_words(found, data, table)
