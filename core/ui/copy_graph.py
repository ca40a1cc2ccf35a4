"""The copy graph: who prints whose text, as a picture and as a table that opens two documents side by side."""

import pandas as pd
import streamlit as st

from core import briefing, charts, network, queries
from core.queries import Filters
from core.tables import Tables
from core.ui import network as picture
from core.ui.controls import choice
from core.ui.frame import ask, many, page_link
from core.ui.rows import download, pick

MOST = 150  # nodes
SAID = {"stated": "one prints the other’s text", "open": "neither copies the other"}
COLUMNS = {
    "copy_name": st.column_config.TextColumn("Copy", width=250),
    "original_name": st.column_config.TextColumn("Of", width=250),
    "kind": st.column_config.TextColumn("What is shared", width=180),
    "share": st.column_config.NumberColumn("Share", format="percent", width=80, help="of the shorter text"),
    "known_by": st.column_config.TextColumn("Known by", width=190),
    "changes": st.column_config.NumberColumn("Told otherwise", width=110),
}


def copy_graph(data: Tables, filters: Filters) -> None:
    """Arrows from copy to original among documents, or among their publishers; a line or a row opens its pair."""
    documents, links = ask(queries.copies_among, data, filters)
    if links.empty:
        st.caption("None of these documents prints the text of another.")
        return
    by = choice("Nodes", ["documents", "sources"], "copies_by")
    names = _document_names(documents)
    edges = ask(_among_documents if by == "documents" else _among_sources, data, filters)
    if edges.empty:
        st.caption("No source prints the text of another; the table has what a source prints twice itself.")
    else:
        _draw(edges, names | queries.source_names(data), links, data, filters)
    _table(links, names, edges, data)


def _among_documents(data: Tables, filters: Filters) -> pd.DataFrame:
    documents, links = ask(queries.copies_among, data, filters)
    return network.copy_edges(links, {doc: doc for doc in documents["doc"]})


def _among_sources(data: Tables, filters: Filters) -> pd.DataFrame:
    documents, links = ask(queries.copies_among, data, filters)
    return network.copy_edges(links, _publishers(documents))


def _draw(edges: pd.DataFrame, names: dict[str, str], links: pd.DataFrame, data: Tables, filters: Filters) -> None:
    drawn = network.strongest(edges, MOST)
    picture.draw(
        picture.built(drawn, names, dict.fromkeys(names, "media"), charts.COPY_COLOURS),
        charts.COPY_COLOURS,
        title="Who copies whom",
        note=briefing.source_line(data, filters, queries.InHand(links), "pairs"),
        file=briefing.file_name(data, filters, "copies", "png"),
        said=SAID,
        shapes={},
    )
    st.caption(
        f"Lines drawn: {len(drawn):,} of {len(edges):,}, each from the copy to what it prints; "
        "a line is as wide as there are pairs of documents behind it."
    )


def _table(links: pd.DataFrame, names: dict[str, str], edges: pd.DataFrame, data: Tables) -> None:
    """The same pairs as a table: those of the line that is open in the picture, else all."""
    line = edges[edges["id"] == st.query_params.get("edge")]
    node = st.query_params.get("node")
    if not line.empty:
        links = links[links["id"].isin(line.iloc[0]["rows"])]
    elif node in set(edges["source"]) | set(edges["target"]):
        touching = edges[(edges["source"] == node) | (edges["target"] == node)]
        links = links[links["id"].isin({row for rows in touching["rows"] for row in rows})]
    shown = links.assign(copy_name=links["doc"].map(names), original_name=links["of"].map(names))
    pair = pick(shown, "copy_links", COLUMNS, opens="pair", alt=f"{many(len(shown), 'pair')} of documents that share text")
    download(shown, data, "copies")
    if pair is not None:
        page_link("pages/6_Documents.py", "Read the two side by side", doc=pair["doc"], beside=pair["of"])


def _document_names(documents: pd.DataFrame) -> dict[str, str]:
    """Source and day of each document; its title where no source is stated."""
    days = documents["published"].dt.strftime("%-d %b %Y").fillna("no day")
    sources = documents["publisher_name"].fillna(documents["shown_as"])
    return dict(zip(documents["doc"], sources + ", " + days, strict=True))


def _publishers(documents: pd.DataFrame) -> dict[str, str]:
    stated = documents[documents["publisher"].notna()]
    return dict(zip(stated["doc"], stated["publisher"], strict=True))
