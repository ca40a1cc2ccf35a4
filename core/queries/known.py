"""As known on a day: the tables as they would stand had nothing later been printed."""

from dataclasses import replace

import pandas as pd

from core.claims import commonest
from core.copies import origins
from core.queries.claims import claim_origins
from core.queries.printings import still_printed
from core.records import Copy, CopyKind, Day, Direction
from core.tables import Tables


def known_on(tables: Tables, day: Day) -> Tables:
    """The tables as of a day of printing, that day included; a document without a day of printing is left out.

    Rows, text origins, claims and their counts are those of a corpus that ended on that day; ids stay. It holds because
    claims are grouped in the order of printing (`core.claims.grouping`), and every query may be asked of the tables it
    gives. Nothing given is changed. Actors keep the names that the whole corpus gave them.
    """
    origins = _origins(tables, day)
    made = replace(tables.manifest, fingerprint=f"{tables.manifest.fingerprint} {day}")
    then = Tables(made, tables.store.known_on(day, origins), lambda name: _frame(tables, then, name, day, origins))
    return then


def _origins(tables: Tables, day: Day) -> dict[str, str]:
    """The text that each document prints which shares one with another, by the copies known on a day."""
    linked = tables.store.frame(
        """SELECT c.id, c.doc, c."of", c.kind, c.containment, c.direction, d.published AS day, o.published AS of_day
        FROM copies c JOIN documents d ON d.doc = c.doc JOIN documents o ON o.doc = c."of"
        WHERE d.published <= ? AND o.published <= ?""",
        (day, day),
    )
    days = dict(zip(linked["doc"], linked["day"].dt.date, strict=True))
    days |= dict(zip(linked["of"], linked["of_day"].dt.date, strict=True))
    columns = ["id", "doc", "of", "kind", "containment", "direction"]
    copies = [
        Copy(id, doc, of, CopyKind(kind), containment, Direction(direction))
        for id, doc, of, kind, containment, direction in linked[columns].itertuples(index=False)
    ]
    return origins(days, copies)


def _frame(tables: Tables, then: Tables, name: str, day: Day, origins: dict[str, str]) -> pd.DataFrame:
    """One table as of a day, as a frame."""
    frame = tables.frame(name)
    if name == "documents":
        known = frame[frame["published"] <= pd.Timestamp(day)]
        named = [origins.get(doc, doc) for doc in known["doc"]]
        return known.assign(origin=pd.Series(named, known.index, frame["origin"].dtype))
    links = [column for column in ("doc", "of") if column in frame]
    if links:  # a copy, or a change, needs both of its documents
        return frame[frame[links].isin(set(then.documents["doc"])).all(axis=1)]
    if name == "sources":
        return frame[frame["id"].isin(then.documents["publisher"])]
    if name == "actors":
        return _named(frame, then)
    if name == "claims":
        return rebuilt(frame, then.transfers, then.documents)
    return still_printed(frame, then.quotes, then.documents) if name == "utterances" else frame


def _named(actors: pd.DataFrame, then: Tables) -> pd.DataFrame:
    """The actors that are named, or have a part in a telling, and what they belong to."""
    told = then.transfers
    named = set(then.mentions["actor"]) | set(told["supplier"]) | set(told["recipient"])
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
