"""Which documents share text or figures with one, and what they tell otherwise."""

from collections.abc import Iterable

import pandas as pd

from core.queries.filtered import documents_of
from core.queries.filters import Filters
from core.queries.standing import printed_as
from core.records import CopyKind, Direction
from core.tables import Tables

KIND_WORDS = {
    CopyKind.FULL: "whole text",
    CopyKind.PARTIAL: "part of the text",
    CopyKind.SUMMARY: "summary",
    CopyKind.WIRE: "agency text",
}
DIRECTION_WORDS = {
    Direction.CREDITED: "the copy credits it",
    Direction.EARLIER: "printed earlier",
    Direction.UNKNOWN: "not known which is the copy",
}
MOST_PAIRS = 1000  # that are drawn or listed
SAME_FIGURES = "same figures, own words"


def copies_of(tables: Tables, doc: str) -> pd.DataFrame:
    """The documents that share text with one, or tell the same figures of the same person otherwise; most alike first.

    Columns: `id` (the other document), `shown_as`, `source`, `published`, `part` (which of the two is the copy), `kind`,
    `known_by` and `share` (containment; missing where only figures are shared), `changes` (how many).
    """
    pairs = tables.store.frame('SELECT * FROM copies WHERE doc = ? OR "of" = ? ORDER BY doc, "of"', [doc, doc])
    found = [
        {
            "id": copy.of if copy.doc == doc else copy.doc,
            "part": _part(copy.doc == doc, Direction(copy.direction)),
            "kind": KIND_WORDS[CopyKind(copy.kind)],
            "known_by": DIRECTION_WORDS[Direction(copy.direction)],
            "share": copy.containment,
        }
        for copy in pairs.itertuples()
    ]
    apart = _otherwise(tables, doc) - {row["id"] for row in found}
    found += [
        {"id": other, "part": "neither copies the other", "kind": SAME_FIGURES, "known_by": None, "share": None}
        for other in sorted(apart)
    ]
    frame = pd.DataFrame(found, columns=["id", "part", "kind", "known_by", "share"])
    frame["share"] = frame["share"].astype("float64")
    others = printed_as(tables, frame["id"]).loc[frame["id"]]
    frame = frame.assign(
        shown_as=others["shown_as"].to_numpy(),
        source=others["publisher_name"].to_numpy(),
        published=others["published"].to_numpy(),
        changes=[len(changes_between(tables, doc, other)) for other in frame["id"]],
    )
    return frame.sort_values(["share", "id"], ascending=[False, True], na_position="last", ignore_index=True)


def copied(tables: Tables, filters: Filters, most: int = MOST_PAIRS) -> pd.DataFrame:
    """The documents that the filters keep and that print the text of another of them, or tell its figures otherwise.

    Of more than `most` such pairs, the documents of those most alike.
    """
    kept = documents_of(tables, filters)
    top = kept.ask(f"""WITH pairs AS (
            SELECT doc, "of", containment FROM copies UNION ALL SELECT DISTINCT doc, "of", NULL FROM changes
        )
        SELECT doc, "of" FROM pairs WHERE doc IN (SELECT doc FROM kept) AND "of" IN (SELECT doc FROM kept)
        ORDER BY containment DESC NULLS LAST, doc, "of" LIMIT {int(most)}""")
    those = sorted({*top["doc"], *top["of"]})
    return tables.store.frame("SELECT * FROM documents WHERE doc IN (SELECT unnest(?::VARCHAR[])) ORDER BY doc_no", [those])


def copy_links(tables: Tables, documents: pd.DataFrame) -> pd.DataFrame:
    """Every copy among some documents, and every pair that is none but tells the same figures of one person otherwise.

    Columns: `id` ("COPY.ORIGINAL"), `doc`, `of`, `kind`, `known_by` and `share` (missing where neither copies the other),
    `changes`; most alike first.
    """
    here = set(documents["doc"])
    among = """WHERE doc IN (SELECT unnest(?::VARCHAR[])) AND "of" IN (SELECT unnest(?::VARCHAR[]))"""
    values = [sorted(here)] * 2
    changed = tables.store.frame(f'SELECT doc, "of" FROM changes {among}', values).groupby(["doc", "of"]).size()
    copies = tables.store.frame(f'SELECT doc, "of", kind, direction, containment FROM copies {among}', values)
    copies = copies.assign(
        kind=copies["kind"].map(KIND_WORDS),
        known_by=copies["direction"].map(DIRECTION_WORDS),
        share=copies["containment"].astype("float64"),
    )
    linked = set(map(frozenset, copies[["doc", "of"]].to_numpy().tolist()))
    apart = [pair for pair in changed.index if frozenset(pair) not in linked]
    others = pd.DataFrame(apart, columns=["doc", "of"]).assign(kind=SAME_FIGURES)
    columns = ["doc", "of", "kind", "known_by", "share"]
    found = pd.concat([copies[columns], others]).reset_index(drop=True) if apart else copies[columns]
    found = found[found["doc"].isin(here) & found["of"].isin(here)]
    pairs = list(zip(found["doc"], found["of"], strict=True))
    return found.assign(
        id=[f"{doc}.{of}" for doc, of in pairs], changes=[int(changed.get(pair, 0)) for pair in pairs]
    ).sort_values(["share", "doc", "of"], ascending=[False, True, True], na_position="last", ignore_index=True)


def copies_among(tables: Tables, filters: Filters) -> tuple[pd.DataFrame, pd.DataFrame]:
    """The documents of `copied`, and what links them, as `copy_links` has it."""
    documents = copied(tables, filters)
    return documents, copy_links(tables, documents)


def _part(is_copy: bool, direction: Direction) -> str:
    if direction is Direction.UNKNOWN:
        return "one copies the other"
    return "this text copies it" if is_copy else "it copies this text"


def _otherwise(tables: Tables, doc: str) -> set[str]:
    query = 'SELECT "of" AS other FROM changes WHERE doc = ? UNION SELECT doc FROM changes WHERE "of" = ?'
    return set(tables.store.frame(query, [doc, doc])["other"])


def changes_between(tables: Tables, one: str, other: str) -> pd.DataFrame:
    """What either of two documents tells otherwise than the other, in the order of the text that changed it."""
    query = """SELECT * FROM changes WHERE doc = ? AND "of" = ? OR doc = ? AND "of" = ? ORDER BY doc, start, id"""
    return tables.store.frame(query, [one, other, other, one])


def changes_among(tables: Tables, docs: Iterable[str]) -> pd.DataFrame:
    """What some documents tell otherwise than others of them, in the order of the texts that changed it."""
    query = """SELECT * FROM changes WHERE doc IN (SELECT unnest(?::VARCHAR[])) AND "of" IN (SELECT unnest(?::VARCHAR[]))
        ORDER BY doc, start, id"""
    return tables.store.frame(query, [sorted(set(docs))] * 2)
