"""The list of documents, the head of one that is open, and the row that is open in it."""

from typing import Any
from urllib.parse import quote

import pandas as pd
import streamlit as st

from core import marks, queries
from core.marks import Mark, MarkKind
from core.queries import Kept
from core.records import Origin
from core.tables import Tables
from core.ui.address import rewrite
from core.ui.frame import page_link
from core.ui.markdown import plain
from core.ui.rows import facts, pick

FROM = {Origin.METADATA: "from the metadata", Origin.TEXT: "from the text", Origin.NOT_STATED: ""}
LONGEST = 80  # letters of a name in a message
LONGEST_TITLE = 200  # letters of a title over its text; its help has the whole


def choose(documents: Kept, tables: Tables) -> pd.Series | None:
    """The document that the URL names; without one, draws the list, from which a row opens its document."""
    named = st.query_params.get("doc")
    if named is not None:
        found = queries.document(tables, named)
        if not found.empty:
            return found.iloc[0]
        st.warning(f"No document of this corpus is named “{plain(named[:LONGEST])}”.")
        st.button("All documents", on_click=_close)
        return None
    st.caption(f"Documents: {documents.count:,}. Select one to read it.")
    columns: dict[str, Any] = {
        "shown_as": st.column_config.TextColumn("Title", width="large"),
        "publisher_name": "Source",
        "published": "Printed",
        "words": st.column_config.NumberColumn("Words", format="localized"),
        "tellings": st.column_config.NumberColumn("Tellings", format="localized", help="statements of a transfer"),
        "quotes": st.column_config.NumberColumn("Quotes", format="localized"),
        "actors": st.column_config.NumberColumn("Actors", format="localized", help="different actors named"),
        "doc": "File",
    }
    alt = "Table of documents"
    pick(documents, "documents", columns, opens="doc", height=720, alt=alt, shown=_by_name)
    return None


def _by_name(documents: pd.DataFrame) -> pd.DataFrame:
    return documents.assign(id=documents["doc"])


def _close() -> None:
    rewrite(dict.fromkeys(("row", "at", "beside", "doc")))


def heading(document: pd.Series, tables: Tables) -> None:
    """Title, publisher, day, author and address of a document, each with where it comes from."""
    title = str(document["doc"] if pd.isna(document["title"]) else document["title"])
    left, right = st.columns([6, 1], vertical_alignment="center")
    whole = None if len(title) <= LONGEST_TITLE else plain(title)
    left.subheader(plain(title if whole is None else f"{title[:LONGEST_TITLE]}…"), anchor=False, help=whole)
    right.button("All documents", on_click=_close, type="tertiary", width="stretch")
    printed = None if pd.isna(document["published"]) else f"{document['published']:%-d %b %Y}"
    stated: list[tuple[str, Any]] = [
        (_named("Publisher", document["publisher_from"]), document["publisher_name"]),
        (_named("Printed", document["published_from"]), printed),
        (_named("Author", document["author_from"]), document["author"]),
        (_named("File", document["title_from"], "the title above is "), document["doc"]),
    ]
    facts([(name, None if pd.isna(value) else value) for name, value in stated])
    if not pd.isna(document["url"]):
        st.caption(f"Address that the document names as its own: {address(document['url'])}")


def address(url: str) -> str:
    """An address as Markdown: its characters, a link only where it leads to a web page."""
    if not url.startswith(("http://", "https://")):
        return plain(url)
    return f"[{plain(url)}]({quote(url, safe=':/?&=%#,;@+~')})"


def _named(fact: str, origin: str, of: str = "") -> str:
    told = FROM.get(Origin(origin), "")
    return f"{fact} ({of}{told})" if told else fact


def open_mark(found: list[Mark], place: int, doc: str, tables: Tables) -> None:
    """What the program read at a mark: the fields of its row, the rule, and the way to its review."""
    if place < 0:
        return
    mark = found[place]
    with st.container(border=True):
        st.markdown(f"**{mark.kind.capitalize()}** · {plain(mark.label)}")
        if mark.kind is MarkKind.TRANSFER:
            facts(marks.telling_facts(tables, mark.row))
        elif mark.kind in (MarkKind.QUOTE, MarkKind.ATTITUDE):
            facts(marks.quote_facts(tables, mark.row, mark.kind))
        st.caption(f"Why this row: {plain(mark.why)}; characters {mark.start:,} to {mark.end:,}")
        if mark.kind is MarkKind.ACTOR:
            page_link("pages/2_Network.py", "Open in the network", node=mark.row)
        elif mark.kind is MarkKind.COPY:
            page_link("pages/6_Documents.py", "Read the two side by side", doc=doc, beside=mark.row)
        elif mark.row:
            table = {"transfer": "transfers", "quote": "quotes", "attitude": "attitudes"}[mark.kind]
            page_link("pages/7_Review.py", "Review this row", table=table, row=mark.row)
