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

found = ui.heard(data, filters, table, kind, words)
if not found.count:
    ui.no_voices(found, words)

view = ui.choice("View", ui.VIEWS if table == "quotes" else ui.VIEWS[:-1], "view")
ui.held(found)
if view == "who on whom":
    ui.who_on_whom(found)
elif view == "voices by source":
    ui.by_source(found)
elif view == "printed twice":
    ui.printed_twice(found)
else:
    ui.in_their_words(found)
