"""Rows in a table, and the one the reader opens: its sentence, why it is there, and the way into its document."""

from collections.abc import Callable, Collection, Mapping, Sequence
from hashlib import blake2b
from typing import Any

import pandas as pd
import streamlit as st

from core.export.csv_files import to_csv
from core.queries import NOT_STATED, Listed, in_hand
from core.tables import Tables
from core.ui.controls import page_number, select
from core.ui.frame import link, many, page_link
from core.ui.listing import ON_A_PAGE, Linked, as_they_are, page_of
from core.ui.markdown import plain

DAY = "D MMM YYYY"  # 24 Oct 2024, in the browser
LINE, HEAD = 35, 38  # px of a row and of the head of a table
IN_DOCUMENT = st.column_config.LinkColumn(
    "Text", width=52, display_text="open", help="Its document, at its words, in a new tab"
)
ELSEWHERE = "What the link names is not in this table, and is therefore ignored."
UNKNOWN = "The link names a row that this corpus does not have. Select a row to read its sentence."
DAYS = ("date_start", "date_end", "said_on", "published", "as_of", "first_printed", "last_printed")


def day_column(label: str, **options: Any) -> Any:
    """A column of days, written 24 Oct 2024 and sorted as days."""
    return st.column_config.DateColumn(label, format=DAY, **options)


def columns_for(columns: Mapping[str, Any]) -> dict[str, Any]:
    """Column configurations from labels: days as days, everything else as it is."""
    return {
        name: day_column(shown, width=92) if name in DAYS and isinstance(shown, str) else shown
        for name, shown in columns.items()
    }


def for_rows(key: str, ids: Sequence[str]) -> str:
    """The key of a table of these rows. Another set of rows is another table, since a selection is a position in it."""
    return f"{key}_{blake2b('|'.join(ids).encode(), digest_size=6).hexdigest()}"


def show_selected(widget: str, **selected: list[Any]) -> None:
    """Selects rows or cells of a table that is drawn next, where a link or the way back names others than it has."""
    empty: dict[str, list[Any]] = {"rows": [], "columns": [], "cells": []}
    stands = st.session_state.get(widget, {"selection": empty})["selection"]
    if [tuple(cell) for cell in stands["cells"]] != selected.get("cells", []) or stands["rows"] != selected.get("rows", []):
        st.session_state[widget] = {"selection": empty | selected}


def pick(
    found: pd.DataFrame | Listed,
    key: str,
    columns: Mapping[str, Any],
    opens: str = "row",
    height: int = 420,
    alt: str | None = None,
    shown: Callable[[pd.DataFrame], pd.DataFrame] = as_they_are,
    unordered: Collection[str] = (),
) -> pd.Series | None:
    """A table whose selected row is kept in the URL, under the parameter `opens`, by its `id`; returns that row.

    `columns` names the columns to show, in order, each with its label or its Streamlit column configuration. Of many rows
    the table has one page, whose number and order are in the URL; the row that the URL names is found on whichever page it
    stands. `shown` words the rows of a page for a reader; columns that only it knows are `unordered`.
    """
    row = _picked(in_hand(found), key, columns, opens, height, alt, shown, unordered)
    if row is None and opens in st.query_params:
        st.caption(ELSEWHERE)
    return row


def _picked(
    every: Listed,
    key: str,
    columns: Mapping[str, Any],
    opens: str,
    height: int,
    alt: str | None,
    shown: Callable[[pd.DataFrame], pd.DataFrame],
    unordered: Collection[str] = (),
) -> pd.Series | None:
    in_order = {name: column for name, column in columns.items() if name not in unordered}
    page = page_of(every, *_turned_to(every, key, in_order), tuple(columns), shown)
    ids = page.ids
    widget = for_rows(key, ids)

    def opened() -> None:
        places = st.session_state[widget]["selection"]["rows"]
        if places:
            st.query_params[opens] = ids[places[0]]
        else:
            st.query_params.pop(opens, None)

    wanted = st.query_params.get(opens)
    show_selected(widget, rows=[ids.index(wanted)] if wanted in ids else [])
    st.dataframe(
        page.sent,
        column_config=columns_for(columns),
        column_order=list(columns),
        hide_index=True,
        height=min(height, HEAD + LINE * max(len(ids), 1)),
        key=widget,
        on_select=opened,
        selection_mode="single-row",
        placeholder=NOT_STATED,
        alt=alt,
    )
    if wanted is None or wanted in ids:
        return page.rows.iloc[ids.index(wanted)] if wanted is not None else None
    elsewhere = shown(every.one(wanted))
    return None if elsewhere.empty else elsewhere.iloc[0]


def _turned_to(rows: Listed, key: str, columns: Mapping[str, Any]) -> tuple[str, int]:
    """The order of the reader's choice, and the place of the first row of the page turned to; of few rows there is one."""
    count = rows.count
    if count <= ON_A_PAGE:
        return "", 0
    orders = {"as listed": ""}
    for name, column in columns.items():
        if column is IN_DOCUMENT:
            continue
        orders |= {f"{_label(column)}, up": f"{name} NULLS LAST", f"{_label(column)}, down": f"{name} DESC NULLS LAST"}
    left, right = st.columns([1, 3], vertical_alignment="bottom")
    with left:
        order = orders[select("Order", list(orders), f"{key}_order")]
    pages = -(-count // ON_A_PAGE)
    with right:
        first = (page_number(pages, f"{key}_page") - 1) * ON_A_PAGE
    st.caption(f"Rows {first + 1:,} to {min(first + ON_A_PAGE, count):,} of {count:,}")
    return order, first


def _label(column: Any) -> str:
    """What a column is called on the page."""
    return column if isinstance(column, str) else str(column["label"])


def rows(
    found: pd.DataFrame | Listed,
    tables: Tables,
    key: str,
    columns: Mapping[str, Any],
    height: int = 420,
    opens: str = "row",
    shown: Callable[[pd.DataFrame], pd.DataFrame] = as_they_are,
) -> pd.Series | None:
    """A table of rows that carry `id`, `doc`, `start`, `end`; the one selected is opened below it and returned."""

    every = in_hand(found)
    with_links = {**columns, "in_document": IN_DOCUMENT}
    linked = Linked(shown, link("Documents"))
    row = _picked(every, key, with_links, opens, height, f"Table of {many(every.count, 'row')}", linked)
    download(every, tables, key)
    if row is None:
        st.caption("Select a row to read its sentence." if _known(opens, tables) else UNKNOWN)
        return None
    open_row(row, tables)
    return row


def _known(opens: str, tables: Tables) -> bool:
    """Whether the row that the URL names, if any, is one of this corpus, shown here or not."""
    named = st.query_params.get(opens)
    if named is None:
        return True
    there = [f"SELECT 1 FROM {name} WHERE id = ?" for name in ("tellings", "quotes", "attitudes")]
    return not tables.store.frame(f"{' UNION ALL '.join(there)} LIMIT 1", [named] * len(there)).empty


def download(found: pd.DataFrame | Listed, tables: Tables, name: str) -> None:
    """Offers all the rows as a CSV file, every column of them, of which no spreadsheet makes a formula.

    They are read when the reader asks for the file.
    """
    every = in_hand(found)
    st.download_button(
        f"{many(every.count, 'row')} as CSV",
        data=lambda: to_csv(every.frame()),
        file_name=f"claimline-{tables.manifest.corpus}-{name}.csv",
        mime="text/csv",
        key=f"{name}_csv",
        on_click="ignore",
    )


def sentence(row: pd.Series, tables: Tables) -> tuple[str, str, str]:
    """The sentence around a row, as the text before its span, the span, and the text after it."""
    text: str = tables.store.value("SELECT text FROM texts WHERE doc = ?", [row["doc"]])
    first, last = min(row["sentence_start"], row["start"]), max(row["sentence_end"], row["end"])
    return text[first : row["start"]], text[row["start"] : row["end"]], text[row["end"] : last]


def open_row(row: pd.Series, tables: Tables) -> None:
    """One row opened: its sentence with its words marked, where it stands, which rule found it, and its document."""
    before, words, after = sentence(row, tables)
    with st.container(border=True):
        st.markdown(f"{_up_to(before)}:primary-background[{plain(words)}]{_from(after)}")
        st.caption(plain(where(row)))
        why = f"Why this row: rule “{row['rule']}”, score {row['score']:.2f}; characters {row['start']:,} to {row['end']:,}"
        left, right = st.columns([4, 1], vertical_alignment="center")
        left.caption(plain(why))
        document_button(right, row)


def _up_to(before: str) -> str:
    """The words before a mark, with the space that parts them from it only where the text has one."""
    return plain(before) + " " * (before[-1:].isspace())


def _from(after: str) -> str:
    return " " * (after[:1].isspace()) + plain(after)


def where(row: pd.Series) -> str:
    """Who printed a row, when, and under which title."""
    printed = "day not stated" if pd.isna(row["published"]) else f"{row['published']:%-d %b %Y}"
    publisher = "publisher not stated" if pd.isna(row["publisher_name"]) else row["publisher_name"]
    return f"{publisher} · {printed} · {row['shown_as']}"


def document_button(place: Any, row: pd.Series) -> None:
    """A link, at some place of the page, that opens the document of a row at its words."""
    at = f"{row['start']}-{row['end']}"
    page_link("pages/6_Documents.py", "Open in its document", place, doc=row["doc"], at=at, row=row["id"])


def facts(pairs: Sequence[tuple[str, object]]) -> None:
    """Facts with their names, side by side; what is not stated says so."""
    for place, (name, value) in zip(st.columns(len(pairs)), pairs, strict=True):
        place.caption(name)
        place.markdown(NOT_STATED if value is None or value is pd.NaT or value != value else plain(value))
