"""The network on a page: pyvis builds it, pyvis' own vis-network draws it, a click on it ends up in the URL.

The script travels inside the component rather than as a file. A component with files must be an installed distribution, and
Streamlit's static folder would need a copy of vis-network written into the app at start-up, which a read-only host refuses;
the text of both scripts (0.5 MB, sent once a session, then known by its hash) needs neither and works under any base path.
"""

import json
import pickle
import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from hashlib import blake2b
from importlib.resources import files
from typing import Any

import pandas as pd
import streamlit as st

from core import network as builder
from core.queries import Edges, Kept
from core.ui.address import rewrite
from core.ui.controls import number
from core.ui.rows import pick

ASSETS = files("core.ui") / "assets"
KEY = "network"
SIZES, USUAL = ("25", "50", "150", "300", "1000"), "150"  # actors
SMALL = 60  # actors; a larger picture gets more room
MOST_LABELLED = 60  # lines; more labels hide one another, and the legend and the table name the kinds
VIS = "lib/vis-9.1.2/vis-network.min.js"  # within the pyvis package
HTML = """<div class="network">
  <div class="tools">
    <button type="button" class="nearer" aria-label="Zoom in">+</button>
    <button type="button" class="further" aria-label="Zoom out">−</button>
    <button type="button" class="fit">Fit</button>
    <button type="button" class="png">PNG</button>
  </div>
  <div class="picture" role="img"></div>
  <div class="legend"></div>
  <div class="hint">Click a node or a line for its rows. Drag to move, Ctrl and wheel to zoom.</div>
</div>"""
SHAPE_NAMES = {"state": "state", "organization": "organisation", "person": "person", "armed-group": "armed group"} | {
    "media": "medium"
}
SAID_NAMES = {"stated": "told as fact", "open": "only possible, planned or sought", "denied": "only denied"}


@cache
def _component() -> Any:
    vis = files("pyvis").joinpath(VIS).read_text(encoding="utf-8")
    vis = re.sub(r"//# sourceMappingURL=.*", "", vis)
    draw = ASSETS.joinpath("network.js").read_text(encoding="utf-8")
    style = ASSETS.joinpath("network.css").read_text(encoding="utf-8")
    return st.components.v2.component("claimline_network", html=HTML, css=style, js=f"{vis}\n{draw}")


@dataclass(frozen=True)
class Picture:
    """A network laid out, in the form that is sent."""

    drawn: str  # nodes, edges and legend, as JSON
    nodes: int
    edges: int


def built(
    edges: pd.DataFrame,
    names: dict[str, str],
    kinds: dict[str, str],
    colours: Mapping[str, str],
    said: Mapping[str, str] = SAID_NAMES,
    shapes: Mapping[str, str] = SHAPE_NAMES,
) -> Picture:
    """The picture that pyvis makes of these edges; kept, since a layout takes a second or more.

    `said` and `shapes` name in the legend what dashes and shapes of nodes mean.
    """
    drawn = {*edges["source"], *edges["target"]}
    named, kind = ({node: of[node] for node in sorted(drawn & of.keys())} for of in (names, kinds))
    of_all = (edges, named, kind, dict(colours), dict(said), dict(shapes))
    picture: Picture = _built(blake2b(pickle.dumps(of_all), digest_size=16).hexdigest(), *of_all)
    return picture


@st.cache_resource(show_spinner="Laying out the network", max_entries=32)
def _built(
    stamp: str,
    _edges: pd.DataFrame,
    _names: dict[str, str],
    _kinds: dict[str, str],
    _colours: dict[str, str],
    _said: dict[str, str],
    _shapes: dict[str, str],
) -> Picture:
    net = builder.build(_edges, _names, _kinds, _colours)
    legend = _legend(net.nodes, net.edges, _colours, _said, _shapes)
    drawn = json.dumps({"nodes": net.nodes, "edges": net.edges, "legend": legend})
    return Picture(drawn, len(net.nodes), len(net.edges))


def draw(picture: Picture, colours: Mapping[str, str], *, title: str, note: str, file: str) -> None:
    """Draws a built network. A click sets `node` or `edge` in the URL, a click beside them removes both.

    `title`, `note` (the source line) and `file` go into the picture that the reader downloads.
    """
    few = picture.nodes <= SMALL
    _component()(
        data={
            "drawn": picture.drawn,
            "labelled": len(colours) > 1 and picture.edges <= MOST_LABELLED,
            "font": 16 if few else 18,
            "height": 580 if few else 760,
            "node": st.query_params.get("node", ""),
            "edge": st.query_params.get("edge", ""),
            "title": title,
            "note": note,
            "file": file,
            "alt": f"{title}: {picture.nodes} nodes, {picture.edges} lines. The table below lists them.",
        },
        key=KEY,
        on_picked_change=lambda: _follow(st.session_state[KEY].get("picked")),
    )


def how_many() -> int:
    """How many actors the reader wants to see at most."""
    return number("Actors drawn, the strongest first", SIZES, "nodes", first=USUAL)


def left_out(view: str, edges: Edges, told: Kept, unknown: bool) -> str:
    """How much is drawn, what its width means, and what is not drawn."""
    words = [f"Lines drawn: {len(edges.drawn):,} of {edges.total:,}."]
    if view != "gives":
        return " ".join([*words, "A line is as wide as there are documents behind it."])
    words.append("A line is as wide as it has independent voices, not copies.")
    unnamed = 0 if unknown else told.narrowed("supplier IS NULL OR recipient IS NULL").count
    if unnamed:
        words.append(f"Tellings left out because they name no supplier or no recipient: {unnamed:,}.")
    return " ".join(words)


def graphml_button(edges: pd.DataFrame, names: dict[str, str], file: str) -> None:
    """Offers what is drawn as GraphML."""
    st.download_button(
        "Lines as GraphML",
        data=lambda: builder.graphml(edges, names),
        file_name=file,
        mime="application/xml",
        on_click="ignore",
    )


def table(edges: pd.DataFrame, names: dict[str, str]) -> None:
    """The lines of the picture as a table; a selected one opens its rows."""
    column = st.column_config
    shown = edges.assign(source=edges["source"].map(names), target=edges["target"].map(names))
    shown = shown.assign(told=edges["rows"], said=edges["said"].map(SAID_NAMES))
    columns = {
        "source": column.TextColumn("From", width=220),
        "target": column.TextColumn("To", width=220),
        "kind": column.TextColumn("Kind", width=120),
        "said": column.TextColumn("Told", width=200),
        "origins": column.NumberColumn("Origins", help="independent voices: claimants, or documents in their own voice"),
        "documents": column.NumberColumn("Documents"),
        "told": column.NumberColumn("Rows"),
    }
    pick(shown, "edges", columns, opens="edge", alt="The lines of the network")


def _follow(picked: dict[str, str] | None) -> None:
    if picked is None:
        return
    rewrite({kind: str(picked["id"]) if picked.get("kind") == kind else None for kind in ("node", "edge")})


def _legend(
    parts: list[Any], edges: list[Any], colours: Mapping[str, str], said: Mapping[str, str], shapes: Mapping[str, str]
) -> list[dict[str, Any]]:
    kinds = {edge["label"] for edge in edges}
    dashes = {str(edge["dashes"]) for edge in edges}
    drawn = {node["shape"] for node in parts}
    lines = [{"label": kind, "kind": "colour", "value": colour} for kind, colour in colours.items() if kind in kinds]
    told = [
        {"label": said[name], "kind": "dash", "value": dash}
        for name, dash in builder.DASHES.items()
        if str(dash) in dashes and len(dashes) > 1
    ]
    nodes = [
        {"label": shapes[kind], "kind": "shape", "value": shape}
        for kind, shape in builder.SHAPES.items()
        if shape in drawn and kind in shapes
    ]
    return lines + told + nodes
