"""Where each source stands on each claim, in order of time: what it tells, what it leaves out, and what it could not tell.

A source is a publisher (a document without one stands for itself). Beside the publishers stand the voices they cite: whoever
is named as claiming or denying. All stances are those of the claim model; every row has the characters it rests on.
"""

from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import numpy as np
import pandas as pd

from core.queries.filters import Filters
from core.queries.rows import documents, names
from core.queries.sources import told_by
from core.records import Status
from core.tables import Tables

SILENT, NO_COVERAGE = "silent", "no-coverage"
# Silence needs an occasion to speak: a text about both parties this near to a telling (claim model, stances).
WINDOW = timedelta(days=30)
COLUMNS = [
    "claim", "source", "source_name", "role", "stance", "of_whom", "denies", "changed", "latest",
    "published", "doc", "start", "end", "telling",
]  # fmt: skip


def positions(tables: Tables, told: pd.DataFrame, filters: Filters, claims: list[str] | None = None) -> pd.DataFrame:
    """Every stance on some claims (all that `told` tells, by default), by claim and source in order of time.

    `told` is `queries.tellings` for the same filters. Columns: `claim`; `source` (id of the publisher, document or actor)
    and `source_name`; `role` ("publisher" or "cited"); `stance`; `of_whom` (in names: whose word or denial a publisher
    passes on, or who cites a voice); `denies` ("whole", "figure" or "item"; missing where it does not deny); `changed`
    (differs from that source's stance before); `latest` (its last one on the claim); `published`, `doc`, `start`, `end`,
    and the `telling` (missing for a silence, which points to where a text has named both parties).
    """
    first = told[told["repeat_of"].isna() & told["claim"].notna()]
    if claims is not None:
        first = first[first["claim"].isin(claims)]
    rows = pd.concat([_printed(first, tables), _cited(first, tables)], ignore_index=True)
    rows = rows.sort_values(["claim", "role", "source", "published", "doc", "start"], na_position="last", ignore_index=True)
    by_source = rows.groupby(["claim", "role", "source"], sort=False)
    rows["changed"] = by_source["stance"].shift().fillna(rows["stance"]) != rows["stance"]
    rows["latest"] = ~rows.duplicated(["claim", "role", "source"], keep="last")
    silent = silences(tables, first, filters)
    found = pd.concat([rows, silent], ignore_index=True) if len(silent) else rows
    return found.reindex(columns=COLUMNS).sort_values(
        ["claim", "role", "source", "published", "doc", "start"], na_position="last", ignore_index=True
    )


def sources(rows: pd.DataFrame) -> pd.Series:
    """The id of the source that prints each row: its publisher, else the document itself."""
    return rows["publisher"].fillna(rows["doc"])


def _printed(first: pd.DataFrame, tables: Tables) -> pd.DataFrame:
    """The stance of the publisher in each telling."""
    rows = told_by(first)
    denied = rows["status"] == Status.DENIED
    return pd.DataFrame(
        {
            "claim": rows["claim"],
            "source": sources(rows),
            "source_name": rows["source"],
            "role": "publisher",
            "stance": rows["stance"],
            "of_whom": rows["claimant_names"].where(~denied, rows["denier_names"]),
            "denies": _denied_part(rows, tables).where(denied),
            "published": rows["published"],
            "doc": rows["doc"],
            "start": rows["start"],
            "end": rows["end"],
            "telling": rows["id"],
        }
    )


def _cited(first: pd.DataFrame, tables: Tables) -> pd.DataFrame:
    """The stances of those whom the tellings name: claimants assert or hedge, deniers deny."""
    known = names(tables)
    told = told_by(first)
    told["denies"] = _denied_part(told, tables)
    said = told[told["status"] != Status.DENIED].explode("claimants").dropna(subset="claimants")
    hedged = said["status"] == Status.POSSIBLE
    said = said.assign(actor=said["claimants"], stance="asserts", denies=None)
    said["stance"] = said["stance"].mask(hedged, "hedges")
    denied = told.explode("denied_by").dropna(subset="denied_by")
    denied = denied.assign(actor=denied["denied_by"], stance="denies")
    rows = pd.concat([said, denied], ignore_index=True) if len(denied) else said
    return pd.DataFrame(
        {
            "claim": rows["claim"],
            "source": rows["actor"],
            "source_name": rows["actor"].map(known).fillna(rows["actor"]),
            "role": "cited",
            "stance": rows["stance"],
            "of_whom": rows["source"],
            "denies": rows["denies"],
            "published": rows["published"],
            "doc": rows["doc"],
            "start": rows["start"],
            "end": rows["end"],
            "telling": rows["id"],
        }
    )


def _denied_part(rows: pd.DataFrame, tables: Tables) -> pd.Series:
    """What a denial denies: a telling given only as denied denies its figure where it has one, and a narrower item than the
    claim's where it names one; else the whole."""
    own = rows["status"] == Status.DENIED
    claimed = rows["claim"].map(tables.claims.set_index("id")["item"])
    narrower = [
        isinstance(item, str) and len(one.split()) > len(item.split())
        for one, item in zip(rows["item"], claimed, strict=True)
    ]
    number = rows["quantity_min"].notna() | rows["quantity_max"].notna()
    part = pd.Series("whole", index=rows.index).mask(own & pd.Series(narrower, rows.index, dtype=bool), "item")
    return part.mask(own & number, "figure")


# ---------------------------------------------------------------- silence
def silences(tables: Tables, told: pd.DataFrame, filters: Filters) -> pd.DataFrame:
    """Sources that tell nothing of a claim though they had occasion to: one row each, with the first such occasion.

    An occasion is a document of theirs that names both supplier and recipient, printed within `WINDOW` of a telling. A claim
    without both parties, or told on no known day, leaves nobody silent.
    """
    printed = documents(tables, filters)
    printed = printed[printed["published"].notna()].assign(source=lambda one: sources(one)).reset_index(drop=True)
    days = printed["published"].to_numpy("datetime64[D]").astype("int64")
    naming = _Naming(tables, printed)
    found = [row for claim in _claims_told(tables, told) for row in _silent_on(claim, naming, printed, days)]
    frame = pd.DataFrame(found, columns=["claim", "place", "doc", "start", "end"])
    of = printed.loc[frame["place"]].reset_index(drop=True)
    return frame.drop(columns="place").assign(
        source=of["source"],
        source_name=of["publisher_name"].fillna(of["shown_as"]),
        role="publisher",
        stance=SILENT,
        changed=False,
        latest=True,
        published=of["published"],
    )


class _Naming:
    """Which documents name which actor, and where first."""

    def __init__(self, tables: Tables, printed: pd.DataFrame) -> None:
        places = pd.Series(printed.index, index=printed["doc"])
        mentions = tables.mentions[tables.mentions["doc"].isin(places.index)].sort_values(["doc", "start"])
        first = mentions.drop_duplicates(["doc", "actor"])
        first = first.assign(place=first["doc"].map(places)).sort_values("place")
        self._by_actor: dict[Any, pd.DataFrame] = dict(iter(first.groupby("actor")[["place", "start", "end"]]))
        self._both: dict[tuple[str, str], pd.DataFrame] = {}

    def both(self, one: str, other: str) -> pd.DataFrame:
        """The documents that name both, with the place where the second of the two is first named."""
        if (one, other) not in self._both:
            none = pd.DataFrame({"place": [], "start": [], "end": []}, dtype="int64")
            rows = self._by_actor.get(one, none).merge(self._by_actor.get(other, none), on="place", suffixes=("", "_other"))
            later = rows["start_other"] > rows["start"]
            rows["start"] = rows["start"].mask(later, rows["start_other"])
            rows["end"] = rows["end"].mask(later, rows["end_other"])
            self._both[one, other] = rows[["place", "start", "end"]]
        return self._both[one, other]


def _claims_told(tables: Tables, told: pd.DataFrame) -> Iterator[dict[str, Any]]:
    """Claims with both parties, the days they were told, and who told them."""
    parties = tables.claims.set_index("id")[["supplier", "recipient"]].dropna()
    for claim, rows in told[told["claim"].isin(parties.index)].groupby("claim"):
        days = np.sort(rows["published"].dropna().to_numpy("datetime64[D]").astype("int64"))
        if len(days):
            supplier, recipient = parties.loc[claim]
            yield {"id": claim, "supplier": supplier, "recipient": recipient, "days": days, "by": set(sources(rows))}


def _silent_on(
    claim: dict[str, Any], naming: _Naming, printed: pd.DataFrame, days: np.ndarray[Any, Any]
) -> Iterator[tuple[str, int, str, int, int]]:
    both = naming.both(claim["supplier"], claim["recipient"])
    when, told = days[both["place"]], claim["days"]
    after = np.searchsorted(told, when)
    gap = np.minimum(np.abs(told[np.minimum(after, len(told) - 1)] - when), np.abs(when - told[np.maximum(after - 1, 0)]))
    near = both[gap <= WINDOW.days]
    near = near.assign(source=printed["source"].to_numpy()[near["place"]], day=days[near["place"]])
    near = near[~near["source"].isin(claim["by"])].sort_values(["day", "place"]).drop_duplicates("source")
    for row in near.itertuples():
        yield claim["id"], row.place, printed.at[row.place, "doc"], row.start, row.end


def matrix(positions: pd.DataFrame, claims: list[str], sources: list[str]) -> pd.DataFrame:
    """Claims by publishers: the latest stance of each in a word, `silent` and `no-coverage` among them.

    `positions` is that frame; rows and columns keep the order given (ids of claims, ids of sources).
    """
    of_publishers = positions[(positions["role"] == "publisher") & positions["latest"]]
    cells = of_publishers.pivot(index="claim", columns="source", values="stance")
    return cells.reindex(index=claims, columns=sources).astype("object").fillna(NO_COVERAGE)
