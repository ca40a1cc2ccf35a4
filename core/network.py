"""Who gives to whom, who speaks of, quotes and copies whom: tables → edges → a pyvis network with fixed positions.

An edge is one row of a frame: `id`, `source` and `target` (actor ids), `kind` (the category of a transfer, or the kind of
speech), `origins` (the weight: independent voices, not copies), `documents`, `said` (how firmly: "stated", "open" or
"denied") and `rows` (how many rows stand behind it, or their ids). The page lists what the picture shows from the same
frame.
"""

from collections import Counter
from collections.abc import Mapping
from typing import Any

import networkx as nx
import numpy as np
import pandas as pd
from pyvis.network import Network

from core.queries import UNKNOWN

COLUMNS = ["id", "source", "target", "kind", "origins", "documents", "said", "rows"]
# Shape tells the kind of actor, since colour is taken by the category of the edge.
SHAPES = {
    "state": "dot",
    "organization": "square",
    "person": "diamond",
    "armed-group": "triangle",
    "media": "hexagon",
}
DASHES: dict[str, bool | list[int]] = {
    "stated": False,
    "open": [12, 8],
    "denied": [2, 6],
}  # lengths in px, drawn and left out
SEED = 7  # any fixed number: the same picture on every load
LETTER, LINE = 8.2, 20.0  # px that a letter and a line of a label take at the font size used here
LONGEST_LABEL = 34  # letters; a longer name is cut in the picture only, the table below has it whole


def copy_edges(links: pd.DataFrame, ends: Mapping[str, str]) -> pd.DataFrame:
    """Copy → original, from `queries.copy_links`; `ends` gives each document its node: itself, or its publisher.

    `origins` counts the pairs of documents, `said` is "open" where neither of the two copies the other. What a publisher
    prints twice itself, and documents without a node, are left out.
    """
    lines: dict[tuple[str, str, str], list[Any]] = {}
    for link in links[["doc", "of", "kind", "id", "share"]].itertuples(index=False):
        source, target = ends.get(link.doc), ends.get(link.of)
        if source is not None and target is not None and source != target:
            lines.setdefault((source, target, str(link.kind)), []).append(link)
    return _heaviest_first([_edge(*line, pairs) for line, pairs in sorted(lines.items())])


def _edge(source: str, target: str, kind: str, pairs: list[Any]) -> tuple[Any, ...]:
    """A line of copies; each of its pairs has `doc`, `id` and `share`."""
    copies = {pair.doc for pair in pairs}
    said = "open" if all(pd.isna(pair.share) for pair in pairs) else "stated"
    id_ = f"{source}.{target}.{kind.replace(' ', '-')}"
    return id_, source, target, kind, len(pairs), len(copies), said, tuple(sorted({pair.id for pair in pairs}))


def _heaviest_first(edges: list[tuple[Any, ...]]) -> pd.DataFrame:
    return pd.DataFrame(edges, columns=COLUMNS).sort_values(
        ["origins", "documents", "id"], ascending=[False, False, True], ignore_index=True
    )


def strongest(edges: pd.DataFrame, nodes: int) -> pd.DataFrame:
    """The edges among the `nodes` actors with the most origins on their edges; ties go by id."""
    weight = _weights(edges)
    kept = set(sorted(weight, key=lambda node: (-weight[node], node))[:nodes])
    return edges[edges["source"].isin(kept) & edges["target"].isin(kept)].reset_index(drop=True)


def graph(edges: pd.DataFrame, names: Mapping[str, str]) -> "nx.MultiDiGraph[str]":
    """The edges as a networkx graph with parallel edges, in a fixed order; `names` gives each id its label."""
    found: nx.MultiDiGraph[str] = nx.MultiDiGraph()
    for node in sorted(set(edges["source"]) | set(edges["target"])):
        found.add_node(node, label=_printable(UNKNOWN.get(node) or names.get(node) or node))
    for edge in edges.itertuples():
        rows = len(edge.rows) if isinstance(edge.rows, tuple) else int(edge.rows)
        found.add_edge(
            edge.source, edge.target, key=edge.id,
            kind=edge.kind, origins=int(edge.origins), documents=int(edge.documents), said=edge.said, rows=rows,
        )  # fmt: skip
    return found


def graphml(edges: pd.DataFrame, names: Mapping[str, str]) -> bytes:
    """The edges as GraphML, parallel edges and their counts included."""
    return "\n".join(nx.generate_graphml(graph(edges, names))).encode()


def _printable(name: str) -> str:
    """The name without control characters, which XML cannot hold and a label should not."""
    return "".join(letter for letter in name if letter.isprintable())


def layout(shape: "nx.MultiDiGraph[str]", wide: float = 1.7) -> dict[str, tuple[float, float]]:
    """A place in px for each node, the same on every run: parts that hang together are laid out one by one, then packed.

    Labels are pushed apart until none lies on another, as far as some rounds go; `wide` is width to height.
    """
    plain = nx.Graph(shape)
    parts = sorted(nx.connected_components(plain), key=lambda part: (-len(part), min(part)))
    placed = [_part_layout(plain.subgraph(sorted(part)), shape, wide) for part in parts]
    return _packed(placed, wide)


def _part_layout(part: "nx.Graph[str]", shape: "nx.MultiDiGraph[str]", wide: float) -> dict[str, tuple[float, float]]:
    nodes = sorted(part)
    ordered: nx.Graph[str] = nx.Graph()
    ordered.add_nodes_from(nodes)
    for a, b in sorted({(min(a, b), max(a, b)) for a, b in part.edges if a != b}):
        # A bundle of parallel edges needs room to spread, so its ends stand further apart.
        ordered.add_edge(a, b, length=1 + 0.18 * min(shape.number_of_edges(a, b) + shape.number_of_edges(b, a) - 1, 12))
    if len(nodes) <= 60:  # Kamada–Kawai spreads a small graph evenly, but takes seconds from about a hundred nodes on
        found = nx.kamada_kawai_layout(ordered, weight="length")
    else:
        found = nx.spring_layout(ordered, seed=SEED, k=3 / len(nodes) ** 0.5, weight=None)
    reach = 78 * len(nodes) ** 0.5 if len(nodes) <= 60 else 46 * len(nodes) ** 0.5
    spots = _upright(np.array([found[node] for node in nodes])) * np.array([reach * wide, reach])
    boxes = np.array([[max(len(_short(shape.nodes[node]["label"])) * LETTER, 40) + 16, LINE + 30] for node in nodes])
    return {node: (float(x), float(y)) for node, (x, y) in zip(nodes, _apart(spots, boxes), strict=True)}


def _upright(spots: "np.ndarray[Any, Any]") -> "np.ndarray[Any, Any]":
    """The spots turned so that they spread most from left to right, and scaled to reach from −1 to 1 both ways."""
    spots = spots - spots.mean(axis=0)
    _, _, axes = np.linalg.svd(spots, full_matrices=False)
    if axes.shape == (2, 2):
        axes *= np.where(axes[:, [0]] + 1e-9 * axes[:, [1]] < 0, -1, 1)  # the sign of an axis is arbitrary; fix it
        spots = spots @ axes.T
    most = np.abs(spots).max(axis=0)
    return spots / np.where(most > 1e-9, most, 1)


def _apart(spots: "np.ndarray[Any, Any]", boxes: "np.ndarray[Any, Any]") -> "np.ndarray[Any, Any]":
    """The spots moved as little as need be so that boxes of the given width and height around them do not meet."""
    # A round costs with the square of the nodes; beyond 150 the last overlaps are too small to read anyhow until one zooms.
    rounds = 200 if len(spots) <= 150 else 60
    one, other = np.triu_indices(len(spots), 1)
    need = ((boxes[one] + boxes[other]) / 2).T
    x, y = spots.astype(float).T
    for _ in range(rounds):
        near = np.flatnonzero(need[0] - np.abs(x[one] - x[other]) > 0.5)
        a, b = one[near], other[near]
        gap = np.stack([x[a] - x[b], y[a] - y[b]])
        over = need[:, near] - np.abs(gap)
        meets = over[1] > 0.5
        if not meets.any():
            break
        a, b, gap, over = a[meets], b[meets], gap[:, meets], over[:, meets]
        # Each pair moves along one axis, half the way each: the shorter way, but rather sideways, since screens are wide.
        # Equal spots part by their order.
        sideways = over[0] <= 2.5 * over[1]
        push = np.where(gap == 0, -1, np.sign(gap)) * over * np.stack([sideways, ~sideways]) * 0.3
        for places, moved in zip((x, y), push, strict=True):
            np.add.at(places, a, moved)
            np.subtract.at(places, b, moved)
    return np.column_stack([x, y])


def _packed(parts: list[dict[str, tuple[float, float]]], wide: float, gap: float = 150) -> dict[str, tuple[float, float]]:
    """The parts set side by side in rows under the first and largest, so that small ones do not drift away."""
    placed: dict[str, tuple[float, float]] = {}
    row_left = row_top = row_height = 0.0
    total = 0.0
    for part in parts:
        spots = np.array(list(part.values()))
        low, high = spots.min(axis=0), spots.max(axis=0)
        width, height = high - low
        total = total or max(width, 900 * wide / 1.7)
        if row_left and row_left + width > total:
            row_left, row_top, row_height = 0.0, row_top + row_height + gap, 0.0
        for node, (x, y) in part.items():
            placed[node] = (round(x - low[0] + row_left), round(y - low[1] + row_top))
        row_left, row_height = row_left + width + gap * 1.6, max(row_height, height)
    return placed


def _short(label: str) -> str:
    return label if len(label) <= LONGEST_LABEL else label[: LONGEST_LABEL - 1].rstrip() + "…"


def build(edges: pd.DataFrame, names: Mapping[str, str], kinds: Mapping[str, str], colours: Mapping[str, str]) -> Network:
    """A pyvis network of the edges: fixed places, shape by kind of actor, colour and label by kind of edge.

    `names` and `kinds` are by actor id, `colours` by kind of edge. No titles: vis-network reads them as HTML.
    """
    shape = graph(edges, names)
    places = layout(shape)
    net = Network(directed=True)
    weight = _weights(edges)
    for node, attributes in shape.nodes(data=True):
        x, y = places[node]
        net.add_node(
            node, label=_short(attributes["label"]) or "?", shape=SHAPES.get(kinds.get(node, ""), "dot"),
            x=x, y=y, size=9 + 2.6 * min(weight[node], 60) ** 0.5, physics=False, unknown=node in UNKNOWN,
        )  # fmt: skip
    for edge, smooth in zip(edges.itertuples(), _bends(edges), strict=True):
        net.add_edge(
            edge.source, edge.target, id=edge.id, label=edge.kind, color=colours.get(edge.kind, ""),
            width=1 + 1.5 * min(int(edge.origins), 36) ** 0.5, dashes=DASHES[edge.said], smooth=smooth, physics=False,
        )  # fmt: skip
    return net


def _weights(edges: pd.DataFrame) -> Counter[str]:
    """The origins on the edges of each node."""
    weight: Counter[str] = Counter()
    for end in ("source", "target"):
        weight.update(edges.groupby(end)["origins"].sum().to_dict())
    return weight


def _bends(edges: pd.DataFrame) -> list[dict[str, Any]]:
    """How each edge bends so that edges between the same two nodes lie side by side; both directions are one bundle."""
    pairs = [(min(ends), max(ends)) for ends in zip(edges["source"], edges["target"], strict=True)]
    size, turns = Counter(pairs), Counter[tuple[str, str]]()
    bends = []
    for pair, source in zip(pairs, edges["source"], strict=True):
        turn = turns[pair]
        turns[pair] += 1
        # 0, +1, −1, +2, −2 …: outwards from the straight line; "clockwise" is as seen by an edge, so the way back flips it.
        outward, step = turn % 2 == 1, (turn + 1) // 2
        clockwise = outward if source == pair[0] else not outward
        widest = max(size[pair] // 2, 1)
        roundness = round(step * min(0.16, 0.7 / widest), 3)
        bends.append({"enabled": step > 0, "type": "curvedCW" if clockwise else "curvedCCW", "roundness": roundness})
    return bends
