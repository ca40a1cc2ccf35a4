"""Search: one question to documents, quotes, claims, tellings and actors, each hit open at its place with one click."""

import streamlit as st

from core import ui

filters = ui.page("Search", "documents, quotes, claims, tellings and actors in one place")
words = ui.search_words()
if not words.strip():
    st.caption("Type a name, a thing, a word of a quote. The words and the filters are in the link of this page.")
    st.stop()
ui.search_results(words, ui.tables(), filters)
