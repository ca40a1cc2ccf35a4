"""What opens below the network: the rows of a node or of an edge."""

import pandas as pd
import streamlit as st

from core import queries
from core.queries import Kept
from core.tables import Tables
from core.ui.controls import choice
from core.ui.markdown import plain
from core.ui.rows import rows
from core.ui.transfers import TELLING_COLUMNS

QUOTE_COLUMNS = {
    "speaker_name": st.column_config.TextColumn("Speaker", width=150, pinned=True),
    "cue": st.column_config.TextColumn("Cue", width=110),
    "text": st.column_config.TextColumn("Words", width=390),
    "kind": st.column_config.TextColumn("Kind", width=80),
    "publisher_name": st.column_config.TextColumn("Source", width=130),
    "published": "Printed",
}


def _table(found: Kept, data: Tables, key: str) -> None:
    rows(found, data, key, TELLING_COLUMNS if found.table == "tellings" else QUOTE_COLUMNS)


def open_edge(edge: pd.Series, told: Kept, quotes: Kept, data: Tables, names: dict[str, str]) -> None:
    """The rows behind one line of the picture."""
    source, target = (names.get(edge[end], edge[end]) for end in ("source", "target"))
    st.header(plain(f"{source} → {target}: {edge['kind']}"), anchor=False)
    _table(queries.behind(edge, told, quotes), data, "edge_rows")


def open_node(node: str, told: Kept, quotes: Kept, data: Tables, names: dict[str, str]) -> None:
    """The rows in which one actor has a part, by the part it has."""
    parts = queries.parts_of(node, told, quotes)
    st.header(plain(names.get(node, node)), anchor=False)
    if not parts:
        st.info("The filters leave no row in which this actor has a part.")
        return
    for place, (part, found) in zip(st.columns(7), parts.items(), strict=False):
        place.metric(part.capitalize(), f"{found.count:,}")
    part = choice("Rows in which this actor", list(parts), "part")
    _table(parts.get(part, next(iter(parts.values()))), data, "node_rows")
