"""GraphML: actors as nodes, claims as edges from supplier to recipient, parallel ones kept apart."""

from collections import Counter
from pathlib import Path
from typing import Any

import networkx as nx
import pandas as pd

from core.export.sheets import Sheets, plain, sheets

CLAIM = ("id", "category", "item", "date_start", "date_end", "documents", "publishers", "claim_origins")


def write(folder: Path, out: Path, rejected: bool = False) -> None:
    """Writes the graph of all claims into the file `out`."""
    made, about = sheets(folder, rejected)
    out.parent.mkdir(parents=True, exist_ok=True)
    nx.write_graphml(to_graph(made, about), out)


def to_graph(made: Sheets, about: dict[str, Any]) -> nx.MultiDiGraph:
    """Claims as a graph; a party that no text names is a node of its own, and an edge counts its tellings by status."""
    graph = nx.MultiDiGraph(**{name: str(value) for name, value in about.items()})
    statuses = dict(zip(made["transfers"]["id"], made["transfers"]["status"], strict=True))
    actors = made["actors"].set_index("id")
    for claim in made["claims"].to_dict("records"):
        tellings = [statuses[telling] for telling in claim["tellings"] if telling in statuses]
        if not tellings:  # every telling of it was rejected
            continue
        ends = [_node(graph, actors, plain(claim[party]) or f"unknown {party}") for party in ("supplier", "recipient")]
        told = "; ".join(f"{status} {count}" for status, count in sorted(Counter(tellings).items()))
        graph.add_edge(*ends, key=claim["id"], tellings=told, **_stated({name: claim[name] for name in CLAIM}))
    return graph


def _node(graph: nx.MultiDiGraph, actors: pd.DataFrame, actor: str) -> str:
    facts = actors.loc[actor, ["name", "kind", "country"]].to_dict() if actor in actors.index else {"name": actor}
    graph.add_node(actor, **_stated(facts))
    return actor


def _stated(facts: dict[str, Any]) -> dict[str, Any]:
    """GraphML has no word for "not stated": such facts are left away."""
    return {name: value for name, raw in facts.items() if (value := plain(raw)) is not None}
