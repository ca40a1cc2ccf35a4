"""The address of a page, which is its state, changed in one step."""

from collections.abc import Mapping, Sequence

import streamlit as st


def rewrite(changes: Mapping[str, str | Sequence[str] | None]) -> None:
    """Sets parameters of the address, or takes off those that are empty, all of them as one step of the browser's history.

    Streamlit sends the address to the browser at every single change, each of which the Back button then stops at.
    """
    kept = {key: st.query_params.get_all(key) for key in st.query_params if key not in changes}
    wanted = kept | {key: [value] if isinstance(value, str) else list(value) for key, value in changes.items() if value}
    if wanted != {key: st.query_params.get_all(key) for key in st.query_params}:
        st.query_params.from_dict(wanted)
