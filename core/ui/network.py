"""The network on a page: pyvis builds it, pyvis' own vis-network draws it, a click on it ends up in the URL.

The script travels inside the component rather than as a file. A component with files must be an installed distribution, and
Streamlit's static folder would need a copy of vis-network written into the app at start-up, which a read-only host refuses;
the text of both scripts (0.5 MB, sent once a session, then known by its hash) needs neither and works under any base path.
"""

import re
from functools import cache
from importlib.resources import files
from typing import Any

import streamlit as st
from pyvis.network import Network

from core import network as builder

ASSETS = files("core.ui") / "assets"
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
  <div class="hint">Click an actor or a line for its rows. Drag to move, Ctrl and wheel to zoom.</div>
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


def draw(net: Network, colours: dict[str, Any], *, title: str, note: str, file: str, key: str, height: int = 640) -> None:
    """Draws a built network. A click sets `node` or `edge` in the URL, a click beside them removes both.

    `title`, `note` (the source line) and `file` go into the picture that the reader downloads.
    """
    few = len(net.edges) <= 60
    _component()(
        data={
            "nodes": net.nodes,
            "edges": net.edges,
            "legend": _legend(net, colours),
            "labelled": few and len(colours) > 1,
            "font": 16 if len(net.nodes) <= 60 else 18,
            "height": height,
            "node": st.query_params.get("node", ""),
            "edge": st.query_params.get("edge", ""),
            "title": title,
            "note": note,
            "file": file,
            "alt": f"{title}: {len(net.nodes)} actors, {len(net.edges)} lines. The table below lists them.",
        },
        key=key,
        on_picked_change=lambda: _follow(st.session_state[key].get("picked")),
    )


def _follow(picked: dict[str, str] | None) -> None:
    if picked is None:
        return
    for kind in ("node", "edge"):
        st.query_params.pop(kind, None)
    if picked.get("kind") in ("node", "edge"):
        st.query_params[picked["kind"]] = str(picked["id"])


def _legend(net: Network, colours: dict[str, Any]) -> list[dict[str, Any]]:
    kinds = {edge["label"] for edge in net.edges}
    dashes = {str(edge["dashes"]) for edge in net.edges}
    shapes = {node["shape"] for node in net.nodes}
    lines = [{"label": kind, "kind": "colour", "value": colour} for kind, colour in colours.items() if kind in kinds]
    said = [
        {"label": SAID_NAMES[said], "kind": "dash", "value": dash}
        for said, dash in builder.DASHES.items()
        if str(dash) in dashes and len(dashes) > 1
    ]
    nodes = [
        {"label": SHAPE_NAMES[kind], "kind": "shape", "value": shape}
        for kind, shape in builder.SHAPES.items()
        if shape in shapes
    ]
    return lines + said + nodes
