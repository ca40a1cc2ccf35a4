"""The copy graph: who prints whose text, as a picture and as a table that opens two documents side by side."""

from dataclasses import dataclass

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


@dataclass(frozen=True)
class Graph:
    """Who prints whose text: the pairs of documents, what each node is shown as, and the lines among the nodes."""

    links: pd.DataFrame  # each pair with `copy_name` and `original_name`
    names: dict[str, str]  # of the nodes drawn
    edges: pd.DataFrame
    drawn: pd.DataFrame  # the strongest of the edges


def copy_graph(data: Tables, filters: Filters) -> None:
    """Arrows from copy to original among documents, or among their publishers; a line or a row opens its pair."""
    if ask(queries.copies_among, data, filters)[1].empty:
        st.caption("None of these documents prints the text of another.")
        return
    by = choice("Nodes", ["documents", "sources"], "copies_by")
    found = ask(_among_documents if by == "documents" else _among_sources, data, filters)
    if found.edges.empty:
        st.caption("No source prints the text of another; the table has what a source prints twice itself.")
    else:
        _draw(found, data, filters)
    _table(found, data)


def _among_documents(data: Tables, filters: Filters) -> Graph:
    documents, links = ask(queries.copies_among, data, filters)
    return _graph(documents, links, {doc: doc for doc in documents["doc"]}, data)


def _among_sources(data: Tables, filters: Filters) -> Graph:
    documents, links = ask(queries.copies_among, data, filters)
    return _graph(documents, links, _publishers(documents), data)


def _graph(documents: pd.DataFrame, links: pd.DataFrame, ends: dict[str, str], data: Tables) -> Graph:
    names = _document_names(documents)
    named = links.assign(copy_name=links["doc"].map(names), original_name=links["of"].map(names))
    edges = network.copy_edges(links, ends)
    drawn = network.strongest(edges, MOST)
    nodes = {*drawn["source"], *drawn["target"]}
    return Graph(
        named, {node: name for node, name in (names | queries.source_names(data)).items() if node in nodes}, edges, drawn
    )


def _draw(found: Graph, data: Tables, filters: Filters) -> None:
    names = found.names
    picture.draw(
        picture.built(found.drawn, names, dict.fromkeys(names, "media"), charts.COPY_COLOURS, said=SAID, shapes={}),
        charts.COPY_COLOURS,
        title="Who copies whom",
        note=briefing.source_line(data, filters, queries.InHand(found.links), "pairs"),
        file=briefing.file_name(data, filters, "copies", "png"),
    )
    st.caption(
        f"Lines drawn: {len(found.drawn):,} of {len(found.edges):,}, each from the copy to what it prints; "
        "a line is as wide as there are pairs of documents behind it."
    )


def _table(found: Graph, data: Tables) -> None:
    """The same pairs as a table: those of the line that is open in the picture, else all."""
    shown = found.links
    edge, node = st.query_params.get("edge"), st.query_params.get("node")
    if edge is not None or node is not None:
        shown = _of_line(found, edge, node)
    pair = pick(shown, "copy_links", COLUMNS, opens="pair", alt=f"{many(len(shown), 'pair')} of documents that share text")
    download(shown, data, "copies")
    if pair is not None:
        page_link("pages/6_Documents.py", "Read the two side by side", doc=pair["doc"], beside=pair["of"])


def _of_line(found: Graph, edge: str | None, node: str | None) -> pd.DataFrame:
    edges = found.edges
    lines = edges[edges["id"] == edge]
    if lines.empty:
        lines = edges[(edges["source"] == node) | (edges["target"] == node)]
    if lines.empty:
        return found.links
    return found.links[found.links["id"].isin({row for rows in lines["rows"] for row in rows})]


def _document_names(documents: pd.DataFrame) -> dict[str, str]:
    """Source and day of each document; its title where no source is stated."""
    days = documents["published"].dt.strftime("%-d %b %Y").fillna("no day")
    sources = documents["publisher_name"].fillna(documents["shown_as"])
    return dict(zip(documents["doc"], sources + ", " + days, strict=True))


def _publishers(documents: pd.DataFrame) -> dict[str, str]:
    stated = documents[documents["publisher"].notna()]
    return dict(zip(stated["doc"], stated["publisher"], strict=True))
