"""Controls of a single page, kept in its URL like the filters."""

from collections.abc import Sequence
from typing import Any

import streamlit as st


def search(label: str, key: str = "q") -> str:
    """A box for words to look for, which searches as the reader types; empty keeps everything."""
    options: dict[str, Any] = {"type": "search", "live": True, "placeholder": "words, in any order"}
    return st.text_input(label, key=key, bind="query-params", **options) or ""


def choice(label: str, options: Sequence[str], key: str, help: str | None = None) -> str:
    """One of a few options, the first unless the reader or the link says otherwise."""
    return (
        st.segmented_control(
            label, list(options), default=options[0], key=key, bind="query-params", help=help, required=True
        )
        or options[0]
    )


def select(label: str, options: Sequence[str], key: str, help: str | None = None) -> str:
    """One of many options, the first unless the reader or the link says otherwise."""
    return st.selectbox(label, list(options), key=key, bind="query-params", help=help)


def number(label: str, options: Sequence[str], key: str) -> int:
    """One of a few numbers, the first unless the reader or the link says otherwise."""
    return int(choice(label, options, key))
