"""The documents that share text with the one in the reader, and one of them beside it."""

import pandas as pd
import streamlit as st

from core import queries
from core.beside import side_by_side
from core.tables import Tables
from core.ui import beside
from core.ui.frame import page_link
from core.ui.rows import download, pick

OPENS = "beside"  # the parameter of the URL that names the other document
COLUMNS = {
    "shown_as": st.column_config.TextColumn("Document", width="large"),
    "source": st.column_config.TextColumn("Source", width=170),
    "published": "Printed",
    "part": st.column_config.TextColumn("Which copies", width=170),
    "kind": st.column_config.TextColumn("What is shared", width=180),
    "share": st.column_config.NumberColumn(
        "Share", format="percent", width=70, help="5-word stretches of the shorter text found in the other, quotations apart"
    ),
    "known_by": st.column_config.TextColumn("Known by", width=170),
    "changes": st.column_config.NumberColumn("Told otherwise", width=110, help="hedges, attributions, figures that changed"),
}
CHANGE_COLUMNS = {
    "kind": st.column_config.TextColumn("Change", width=150),
    "before": st.column_config.TextColumn("Before", width=220),
    "after": st.column_config.TextColumn("After", width=220),
    "about": st.column_config.TextColumn("In words", width="large"),
    "source": st.column_config.TextColumn("Changed in", width=170),
}


def copies(document: pd.Series, tables: Tables) -> None:
    """A list of the documents that share text with one; the one chosen stands beside it."""
    found = queries.copies_of(tables, document["doc"])
    if found.empty:
        st.caption("No other document of the corpus shares a passage with this one.")
        return
    st.header("Copies of this document", anchor=False)
    other = pick(found, "copies", COLUMNS, opens=OPENS, alt="Documents that share text with this one")
    if other is None:
        st.caption("Select one to read the two side by side.")
        return
    _side_by_side(document["doc"], other["id"], tables)


def _side_by_side(doc: str, other: str, tables: Tables) -> None:
    left, right, links = side_by_side(tables, doc, other)
    stamp = f"{tables.manifest.fingerprint} {doc} {other}"
    beside.show((left, right), (_head(doc, tables), _head(other, tables)), links, stamp)
    page_link("pages/6_Documents.py", "Open the other document", doc=other, **{OPENS: doc})
    changes = queries.changes_between(tables, doc, other)
    if changes.empty:
        st.caption("Nothing of what is compared (hedges, attributions, figures, “or”, “not”) was told otherwise.")
        return
    names = queries.printed_as(tables, (doc, other))["publisher_name"]
    st.dataframe(
        changes.assign(source=changes["doc"].map(names))[list(CHANGE_COLUMNS)],
        column_config=CHANGE_COLUMNS,
        hide_index=True,
        alt="What one of the two documents tells otherwise",
    )
    download(changes, tables, "changes")


def _head(doc: str, tables: Tables) -> str:
    """What a text is, on one line: source, day, title."""
    row = queries.printed_as(tables, [doc]).loc[doc]
    source = "publisher not stated" if pd.isna(row["publisher_name"]) else row["publisher_name"]
    printed = "day not stated" if pd.isna(row["published"]) else f"{row['published']:%-d %b %Y}"
    return f"{source} · {printed} · {row['shown_as']}"
