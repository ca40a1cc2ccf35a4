"""Rows in a table, and the one the reader opens: its sentence, why it is there, and the way into its document."""

from collections.abc import Mapping
from typing import Any

import pandas as pd
import streamlit as st

from core.tables import Tables
from core.ui.frame import plain


def rows(frame: pd.DataFrame, tables: Tables, key: str, columns: Mapping[str, Any], height: int = 420) -> pd.Series | None:
    """A table of rows that carry `doc`, `start`, `end`; the one selected is opened below it and returned.

    `columns` names the columns to show, in order, each with its label or its Streamlit column configuration.
    """
    shown = frame[list(columns)]
    state = st.dataframe(
        shown,
        column_config=dict(columns),
        column_order=list(columns),
        hide_index=True,
        height=height,
        key=key,
        on_select="rerun",
        selection_mode="single-row",
    )
    picked = state["selection"]["rows"]
    if not picked or picked[0] >= len(frame):
        st.caption("Select a row to read its sentence.")
        return None
    row = frame.iloc[picked[0]]
    open_row(row, tables)
    return row


def sentence(row: pd.Series, tables: Tables) -> tuple[str, str, str]:
    """The sentence around a row, as the text before its span, the span, and the text after it."""
    text = tables.documents.set_index("doc").at[row["doc"], "text"]
    first, last = min(row["sentence_start"], row["start"]), max(row["sentence_end"], row["end"])
    return text[first : row["start"]], text[row["start"] : row["end"]], text[row["end"] : last]


def open_row(row: pd.Series, tables: Tables) -> None:
    """One row opened: its sentence with its words marked, where it stands, which rule found it, and its document."""
    before, words, after = sentence(row, tables)
    with st.container(border=True):
        st.markdown(f"{plain(before)} :primary-background[{plain(words)}] {plain(after)}")
        printed = "day not stated" if pd.isna(row["published"]) else f"{row['published']:%-d %b %Y}"
        publisher = "publisher not stated" if pd.isna(row["publisher_name"]) else row["publisher_name"]
        st.caption(plain(f"{publisher} · {printed} · {row['shown_as']}"))
        st.caption(
            plain(f"Why this row: rule {row['rule']}, score {row['score']:.2f}, characters {row['start']}–{row['end']}")
        )
        at = f"{row['start']}-{row['end']}"
        st.page_link("pages/6_Documents.py", label="Open in its document", query_params={"doc": row["doc"], "at": at})
