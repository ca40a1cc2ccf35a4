"""As known on a day: the tables as they would stand had nothing later been printed."""

from dataclasses import replace
from typing import Any

import pandas as pd

from core.claims import commonest
from core.copies import origins
from core.queries.claims import claim_origins
from core.queries.printings import still_printed
from core.records import TABLES, Copy, CopyKind, Day, Direction
from core.tables import Tables


def known_on(tables: Tables, day: Day) -> Tables:
    """The tables as of a day of printing, that day included; a document without a day of printing is left out.

    Rows, text origins, claims and their counts are those of a corpus that ended on that day; ids stay. It holds because
    claims are grouped in the order of printing (`core.claims.grouping`), and every query may be asked of the tables it
    gives. Nothing given is changed. Actors keep the names that the whole corpus gave them.
    """
    printed = tables.documents["published"] <= pd.Timestamp(day)
    docs = set(tables.documents.loc[printed, "doc"])
    rows: dict[str, Any] = {}
    for name in TABLES:
        frame: pd.DataFrame = getattr(tables, name)
        links = [column for column in ("doc", "of") if column in frame]
        if links:  # a copy, or a change, needs both of its documents
            rows[name] = frame[frame[links].isin(docs).all(axis=1)]
    rows["documents"] = rows["documents"].assign(origin=_origins(rows["documents"], rows["copies"]))
    rows["sources"] = tables.sources[tables.sources["id"].isin(rows["documents"]["publisher"])]
    rows["actors"] = _named(tables.actors, rows)
    rows["claims"] = rebuilt(tables.claims, rows["transfers"], rows["documents"])
    rows["utterances"] = still_printed(tables.utterances, rows["quotes"], rows["documents"])
    store = tables.store.known_on(day, dict(zip(rows["documents"]["doc"], rows["documents"]["origin"], strict=True)))
    made = replace(tables.manifest, fingerprint=f"{tables.manifest.fingerprint} {day}")
    return tables.replaced(made, store, **rows)


def _origins(documents: pd.DataFrame, copies: pd.DataFrame) -> pd.Series:
    days = dict(zip(documents["doc"], documents["published"].dt.date, strict=True))
    columns = ["id", "doc", "of", "kind", "containment", "direction"]
    linked = [
        Copy(id, doc, of, CopyKind(kind), containment, Direction(direction))
        for id, doc, of, kind, containment, direction in copies[columns].itertuples(index=False)
    ]
    return documents["doc"].map(origins(days, linked)).astype(documents["origin"].dtype)


def _named(actors: pd.DataFrame, rows: dict[str, pd.DataFrame]) -> pd.DataFrame:
    """The actors that are named, or have a part in a telling, and what they belong to."""
    told = rows["transfers"]
    named = set(rows["mentions"]["actor"]) | set(told["supplier"]) | set(told["recipient"])
    named |= set(told["claimants"].explode()) | set(told["denied_by"].explode())
    named |= set(actors.loc[actors["id"].isin(named), "part_of"])
    return actors[actors["id"].isin(named)]


def rebuilt(claims: pd.DataFrame, transfers: pd.DataFrame, documents: pd.DataFrame) -> pd.DataFrame:
    """The claims of which a telling is left, with everything that follows from their tellings worked out anew."""
    each = claims[["id", "tellings", "reasons"]].explode(["tellings", "reasons"]).rename(columns={"id": "claim"})
    facts = transfers[["id", "doc", "item", "status", "claimants", "date_start", "date_end"]]
    left = each.merge(facts, left_on="tellings", right_on="id", how="inner")
    left = left.merge(documents[["doc", "publisher", "origin"]], on="doc", how="left")
    left["origin"] = left["origin"].fillna(left["doc"])
    by_claim = left.groupby("claim", sort=False)
    found = by_claim.agg(
        tellings=("tellings", list),
        reasons=("reasons", list),
        date_start=("date_start", "min"),
        date_end=("date_end", "max"),
        first_told=("tellings", "first"),
        documents=("doc", "nunique"),
        publishers=("publisher", "nunique"),
        text_origins=("origin", "nunique"),
    )
    found["claim_origins"] = claim_origins(left).reindex(found.index, fill_value=0)
    rebuilt = claims[["id", "supplier", "recipient", "category", "item"]].merge(found, left_on="id", right_index=True)
    rebuilt["item"] = rebuilt["item"].mask(*_renamed(claims, rebuilt, left))
    return rebuilt[list(claims.columns)].astype({name: claims[name].dtype for name in claims.columns})


def _renamed(claims: pd.DataFrame, rebuilt: pd.DataFrame, left: pd.DataFrame) -> tuple[pd.Series, pd.Series]:
    """Which claims have lost a telling, and what the others call the item."""
    lost = rebuilt["tellings"].str.len() < claims.loc[rebuilt.index, "tellings"].str.len()
    items = left[left["claim"].isin(rebuilt.loc[lost, "id"])].groupby("claim")["item"].agg(commonest)
    return lost, rebuilt["id"].map(items)
