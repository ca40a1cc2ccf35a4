"""The box in the sidebar of every page that searches everywhere."""

import streamlit as st

from core.ui import filters as sidebar

PAGE = "pages/0_Search.py"
BOX, ASKED = "search_box", "claimline_asked"
WORDS = "find"  # the parameter of the URL that says what is looked for
HELP = (
    "Every word must be there, in any order, at the beginning of a word: “artill” finds artillery. Words in quotation marks "
    "must stand together. A name may have a slip."
)


def search_box() -> None:
    """Draws the box; what is typed there opens the page of what was found, with the filters in force."""
    st.sidebar.text_input(
        "Search everywhere",
        key=BOX,
        type="search",
        placeholder="Search everywhere",
        label_visibility="collapsed",
        on_change=_ask,
    )
    if words := st.session_state.pop(ASKED, ""):
        st.switch_page(PAGE, query_params=sidebar.parameters() | {WORDS: words})


def _ask() -> None:
    """Takes the words out of the box: they will be in the link of the page that they open."""
    st.session_state[ASKED] = st.session_state[BOX].strip()
    st.session_state[BOX] = ""
