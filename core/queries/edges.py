"""Who gives to whom, who speaks of whom, who quotes whom: the lines of the network, counted where their rows lie."""

from dataclasses import dataclass

import pandas as pd

from core.queries.kept import Kept
from core.store import LINES, lines
from core.store import UNKNOWN as NODES
from core.tables import Tables

UNKNOWN_SUPPLIER, UNKNOWN_RECIPIENT = NODES["supplier"], NODES["recipient"]
UNKNOWN = {UNKNOWN_SUPPLIER: "unknown supplier", UNKNOWN_RECIPIENT: "unknown recipient"}
VIEWS = tuple(LINES)  # gives, speaks of, quotes
# Conditions of rows in which a node, by its number, has a part.
ON_A_LINE = "line_no IN (SELECT l.line_no FROM lines l WHERE l.{end}_no = ?)"
SPEAKS, NAMES, PRINTS = "speaker_no = ?", "list_contains(named_nos, ?)", "publisher_no = ?"
MOST_LINES = 1500  # drawn: more hide one another, and a browser takes minutes to lay them out


@dataclass(frozen=True)
class Edges:
    """The lines among the actors with the most independent voices on their lines, and how many lines there are in all."""

    drawn: pd.DataFrame  # as `core.network` wants them; `rows` is how many rows stand behind a line
    total: int


def edges(kept: Kept, view: str, most: int, unknown: bool = False, most_lines: int = MOST_LINES) -> Edges:
    """The lines of a view over tellings ("gives") or quotes ("speaks of", "quotes") among at most `most` actors.

    Of more than `most_lines`, those with the most independent voices.

    `origins` counts independent voices, claimants and text origins, as for a claim; of speech it counts documents. Parties
    that no text names are a node each, where `unknown` asks for them.
    """
    every = lines(view, "kept") if kept.conditions else f"SELECT * FROM {LINES[view]}"
    nobody = "(SELECT n.node_no FROM nodes n WHERE n.id = ?)"
    named = f"WHERE source <> {nobody} AND target <> {nobody}"
    found = kept.ask(
        f"""WITH every_line AS MATERIALIZED (FROM ({every}) {"" if unknown else named}),
        strongest AS MATERIALIZED (
            SELECT node_no, n.id FROM (
                SELECT source AS node_no, sum(origins) AS origins FROM every_line GROUP BY ALL
                UNION ALL SELECT target, sum(origins) FROM every_line GROUP BY ALL
            ) JOIN nodes n USING (node_no) GROUP BY ALL ORDER BY sum(origins) DESC, n.id LIMIT ?
        )
        SELECT s.id || '.' || t.id || '.' || replace(kind, ' ', '-') AS id, s.id AS source, t.id AS target, kind, origins,
            documents, said, "rows", (SELECT count(*) FROM every_line) AS total
        FROM every_line JOIN strongest s ON s.node_no = source JOIN strongest t ON t.node_no = target
        ORDER BY origins DESC, documents DESC, 1 LIMIT ?""",
        *(() if unknown else (UNKNOWN_SUPPLIER, UNKNOWN_RECIPIENT)),
        most,
        most_lines,
    )
    return Edges(found.drop(columns="total"), int(found["total"].iloc[0]) if len(found) else 0)


def behind(edge: pd.Series, told: Kept, quotes: Kept) -> Kept:
    """The rows behind one line."""
    kind = edge["kind"]
    source, target = (_number(told.tables, edge[end]) for end in ("source", "target"))
    if kind == "speaks of":
        return quotes.narrowed(f"{SPEAKS} AND {NAMES}", source, target)
    if kind == "quotes":
        return quotes.narrowed(f"{PRINTS} AND {SPEAKS}", source, target)
    first = told.narrowed("NOT repeated AND category = ?", kind)
    return first.narrowed(ON_A_LINE.format(end="source"), source).narrowed(ON_A_LINE.format(end="target"), target)


def parts_of(node: str, told: Kept, quotes: Kept) -> dict[str, Kept]:
    """The rows in which an actor, or a publisher, has a part: by the part it has, only those parts it has at all.

    "gives", "receives", "claims" and "denies" are tellings, "says", "is said of" and "quotes" are quotes.
    """
    number = _number(told.tables, node)
    found = {
        "gives": told.narrowed(ON_A_LINE.format(end="source"), number),
        "receives": told.narrowed(ON_A_LINE.format(end="target"), number),
        "claims": told.narrowed("list_contains(claimant_nos, ?)", number),
        "denies": told.narrowed("list_contains(denied_by, ?)", node),
        "says": quotes.narrowed(SPEAKS, number),
        "is said of": quotes.narrowed(f"speaker_no IS NOT NULL AND {NAMES}", number),
        "quotes": quotes.narrowed(f"{PRINTS} AND speaker_no IS NOT NULL", number),
    }
    return {name: rows for name, rows in found.items() if rows.count}


def _number(tables: Tables, node: str) -> int:
    """The number of a node by its id; one that no row has where there is none."""
    found = tables.store.frame("SELECT node_no FROM nodes WHERE id = ?", [node])["node_no"]
    return int(found.iloc[0]) if len(found) else -1


def nodes_of(tables: Tables, ids: set[str]) -> tuple[dict[str, str], dict[str, str]]:
    """The names of some actors and publishers, and what kind each is; ids that the tables do not have are not among them."""
    wanted = sorted(ids)
    marks = ", ".join("?" * len(wanted)) or "NULL"
    actors = tables.store.frame(f"SELECT id, name, kind FROM actors WHERE id IN ({marks})", wanted)
    sources = tables.store.frame(
        f"""SELECT DISTINCT publisher AS id, publisher_name AS name FROM documents WHERE publisher IN ({marks})""", wanted
    )
    names = dict(zip(sources["id"], sources["name"], strict=True)) | dict(zip(actors["id"], actors["name"], strict=True))
    kinds = dict.fromkeys(sources["id"], "media") | dict(zip(actors["id"], actors["kind"], strict=True))
    return names | {node: name for node, name in UNKNOWN.items() if node in ids}, kinds
