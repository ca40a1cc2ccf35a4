"""The filters in force as chips over the page, each of which can be taken off, and the link to what the page shows."""

from collections.abc import Iterator, Mapping
from typing import Any
from urllib.parse import urlencode

import streamlit as st

from core.queries import Clock
from core.ui import filters
from core.ui.markdown import plain

LONGEST = 40  # letters of a chip; its help has the whole


def link_here(place: Any) -> None:
    """A small window with the address of the page as it stands, ready to be copied."""
    with place.popover("Copy link", help="The address of this page with its filters and what is open on it"):
        parameters = urlencode({key: st.query_params.get_all(key) for key in st.query_params}, doseq=True)
        address = st.context.url or ""
        st.code(f"{address}?{parameters}" if parameters else address, language=None, wrap_lines=True)


def chips(labels: Mapping[str, Mapping[str, str]]) -> None:
    """A chip for each filter in force. `labels` gives, by filter of many values, the name each value is shown by."""
    set_now = list(_in_force(labels))
    if not set_now:
        return
    with st.container(horizontal=True, gap="xsmall"):
        for name, shown, key, value in set_now:
            short = shown if len(shown) <= LONGEST else f"{shown[: LONGEST - 1]}…"
            st.button(
                plain(f"{name}: {short} ×"),
                key=f"chip_{key}_{value}",
                help=plain(f"Take off {name.lower()} {shown}"),
                on_click=filters.take_off,
                args=(key, value),
            )
        if len(set_now) > 1:
            st.button("Clear all", key="chip_all", type="tertiary", on_click=filters.clear)


def _in_force(labels: Mapping[str, Mapping[str, str]]) -> Iterator[tuple[str, str, str, str]]:
    """Name, value as shown, parameter and value of each filter that leaves something out."""
    days = {filters.FROM: "From", filters.TO: "To", filters.KNOWN: "As known on"}
    for key, name in days.items():
        if (day := st.session_state.get(key)) is not None:
            yield name, f"{day:%-d %b %Y}", key, ""
    if st.session_state.get(filters.CLOCK, Clock.PRINTED) != Clock.PRINTED:
        yield "Period by", "day it happened", filters.CLOCK, ""
    for key, names in labels.items():
        for value in st.session_state.get(key, []):
            yield key.capitalize(), names.get(value, value), key, value
