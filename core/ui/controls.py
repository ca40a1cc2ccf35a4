"""Controls of a single page, whose state is the URL.

A control is set to what the URL says, and what the reader changes is written into it, one step of the browser's history a
change; so a link shows the same, and the Back button undoes it. Streamlit's own `bind="query-params"` loses such values on
the way back from another page of a `pages/` folder (tried on 1.67).
"""

import re
from collections.abc import Mapping, Sequence
from typing import Any

import streamlit as st

from core.ui.filters import LONGEST
from core.ui.markdown import plain

NUMBER = re.compile("[1-9][0-9]{0,8}")
YES = "true"  # what the URL says of a switch that is on


def search(label: str, key: str = "q") -> str:
    """A box for words to look for; empty keeps everything."""
    return text(label, key, "words, in any order, then Enter", type="search")


def text(label: str, key: str, placeholder: str, **options: Any) -> str:
    """A box for a line of the reader's own words."""
    asked = st.query_params.get(key, "")[: options.get("max_chars")]
    _set(key, asked)
    st.text_input(label, key=key, placeholder=placeholder, on_change=_write, args=(key,), **options)
    return asked


def choice(label: str, options: Sequence[str], key: str, help: str | None = None, first: str | None = None) -> str:
    """One of a few options: `first`, or else the first of them, unless the reader or the link says otherwise."""
    first = first or options[0]
    value = _one_of(label, options, key, first)
    st.segmented_control(label, list(options), key=key, help=help, required=True, on_change=_write, args=(key, first))
    return value


def select(label: str, options: Sequence[str], key: str, help: str | None = None) -> str:
    """One of many options, the first unless the reader or the link says otherwise."""
    first = options[0] if options else ""
    value = _one_of(label, options, key, first)
    st.selectbox(label, list(options), key=key, help=help, on_change=_write, args=(key, first))
    return value


def several(label: str, options: Sequence[str], key: str, placeholder: str = "all", help: str | None = None) -> list[str]:
    """Some of many options, none at first."""
    asked = st.query_params.get_all(key)
    known = set(options)
    value = [one for one in dict.fromkeys(asked) if one in known]
    _set(key, value)
    st.multiselect(
        label,
        list(options),
        key=key,
        placeholder=placeholder,
        help=help,
        disabled=not options,
        on_change=_write,
        args=(key,),
    )
    ignored({label: [one for one in asked if one not in known]})
    return value


def switch(label: str, key: str) -> bool:
    """Something that is off unless the reader or the link says otherwise."""
    asked = st.query_params.get(key)
    _set(key, asked == YES)
    st.toggle(label, key=key, on_change=_write, args=(key,))
    ignored({label: [asked] if asked not in (None, YES) else []})
    return asked == YES


def number(label: str, options: Sequence[str], key: str, first: str | None = None) -> int:
    """One of a few numbers: `first`, or else the first of them, unless the reader or the link says otherwise."""
    return int(choice(label, options, key, first=first))


def page_number(pages: int, key: str) -> int:
    """Which of some pages of rows is shown: the first unless the reader or the link says otherwise."""
    asked = st.query_params.get(key, "1")
    number = int(asked) if NUMBER.fullmatch(asked) and int(asked) <= pages else 1
    ignored({"Page": [asked] if asked != str(number) else []})
    if pages > 1:
        _set(key, number)
        st.pagination(pages, key=key, on_change=_write, args=(key, 1))
    return number


def ignored(values: Mapping[str, Sequence[str]]) -> None:
    """Says what in the link means nothing here: by what it should have been, the values as the link has them."""
    names = [f"{label.lower()} “{value[:LONGEST]}”" for label, found in values.items() for value in found]
    if names:
        st.warning(f"Not there, and therefore ignored: {plain(', '.join(names))}.")


def _one_of(label: str, options: Sequence[str], key: str, first: str) -> str:
    asked = st.query_params.get(key, first)
    value = asked if asked in options else first
    _set(key, value)
    ignored({label: [asked] if asked != value else []})
    return value


def _set(key: str, value: Any) -> None:
    """Brings a control that is drawn next into line with the URL."""
    if key not in st.session_state or st.session_state[key] != value:
        st.session_state[key] = value


def _write(key: str, first: Any = None) -> None:
    """Brings the URL into line with a control; what a control says at first goes without saying."""
    value = st.session_state[key]
    if not value or value == first:
        st.query_params.pop(key, None)
    else:
        st.query_params[key] = YES if value is True else str(value) if isinstance(value, int) else value
