"""Home: what the corpus holds, what is contested, and where to go."""

import streamlit as st

from core import ui

filters = ui.page(
    "Claimline", "who is said to have given what to whom, how much, when, according to whom, and who denies it"
)
data = ui.tables()
st.metric("Documents", f"{data.manifest.documents:,}")
