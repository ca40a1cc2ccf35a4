"""Claims with their counts over the tellings that the filters keep."""

import pandas as pd

from core.queries.conflicts import conflicting
from core.queries.filters import Filters
from core.queries.rows import names, tellings
from core.records import Status
from core.tables import Tables

CONFLICT = "figures conflict"
# Units of packings (claim model, units).
LOADS = frozenset({"container", "railcar", "vehicle-load", "shipment"})


def claims(tables: Tables, filters: Filters) -> pd.DataFrame:
    """One row a claim of which a telling is kept, most claim origins first; every count is over the tellings kept.

    `contested` says in words who denies it and whether figures conflict; it is missing where neither is told.
    """
    told = tellings(tables, filters)
    first = told[told["repeat_of"].isna() & told["claim"].notna()].sort_values("published", na_position="last")
    by_claim = first.groupby("claim", sort=False)
    counts = by_claim.agg(
        told=("id", "size"),
        documents=("doc", "nunique"),
        publishers=("publisher", "nunique"),
        text_origins=("origin", "nunique"),
        first_printed=("published", "min"),
        last_printed=("published", "max"),
    )
    counts["claim_origins"] = claim_origins(first).reindex(counts.index, fill_value=0)
    counts["happened"] = _happened(first).reindex(counts.index)
    counts["statuses"] = _joined(first, "status")
    counts["quantities"] = _joined(first, "quantity_text")
    counts["units"] = _joined(first, "quantity_unit")
    counts["claimant_names"] = _joined_names(first, "claimants", tables)
    counts["denier_names"] = _joined_names(first, "denied_by", tables)
    counts["contested"] = _contested(counts, conflicting(first))
    kept = tables.claims[["id", "supplier", "recipient", "category", "item", "date_start", "date_end"]]
    frame = kept.merge(counts, left_on="id", right_index=True, how="inner")
    known = names(tables)
    frame = frame.assign(supplier_name=frame["supplier"].map(known), recipient_name=frame["recipient"].map(known))
    frame["label"] = _label(frame)
    return frame.sort_values(["claim_origins", "told", "id"], ascending=[False, False, True], ignore_index=True)


def _label(frame: pd.DataFrame) -> pd.Series:
    """Supplier, recipient and item; claims that these do not tell apart have their time behind it."""
    supplier = frame["supplier_name"].fillna("unknown supplier")
    label = supplier + " → " + frame["recipient_name"].fillna("unknown recipient") + ": " + frame["item"]
    by_the_load = [isinstance(units, str) and LOADS.issuperset(units.split("; ")) for units in frame["units"]]
    label = label.mask(pd.Series(by_the_load, frame.index, dtype=bool), label + ", by the load")
    told_from = "told from " + frame["first_printed"].dt.strftime("%b %Y")
    when = frame["happened"].dt.strftime("%b %Y").fillna(told_from).fillna("time not stated")
    return label.mask(label.duplicated(keep=False), label + " (" + when + ")")


def _happened(told: pd.DataFrame) -> pd.Series:
    """The first day of the shortest time that a telling of each claim states; an open time states none."""
    dated = told.dropna(subset=["date_start", "date_end"])
    shortest = dated.assign(days=dated["date_end"] - dated["date_start"]).sort_values(["days", "date_start"])
    return shortest.drop_duplicates("claim").set_index("claim")["date_start"]


def claim_origins(told: pd.DataFrame) -> pd.Series:
    """Claim origins a claim: named claimants, each once, and text origins that say it in their own voice (`core.claims`)."""
    voices = told.loc[told["status"] != Status.DENIED, ["claim", "origin", "claimants"]].explode("claimants")
    # A line break keeps a document's name apart from any actor's id.
    return voices["claimants"].fillna("\n" + voices["origin"]).groupby(voices["claim"]).nunique()


def _joined(told: pd.DataFrame, column: str) -> pd.Series:
    """The distinct words of a column for each claim, in the order first printed."""
    distinct = told[["claim", column]].dropna().drop_duplicates()
    return distinct.groupby("claim")[column].agg("; ".join)


def _joined_names(told: pd.DataFrame, column: str, tables: Tables) -> pd.Series:
    each = told[["claim", column]].explode(column).dropna()
    return _joined(each.assign(**{column: each[column].map(names(tables)).fillna(each[column])}), column)


def _contested(counts: pd.DataFrame, conflicts: set[str]) -> pd.Series:
    statuses = counts["statuses"].fillna("")
    told_as_denied = statuses.str.contains(Status.DENIED) & (statuses != Status.DENIED)
    deniers = "denied by " + counts["denier_names"].astype("str")
    denial = deniers.where(
        counts["denier_names"].notna(), pd.Series("also told as denied", counts.index).where(told_as_denied)
    )
    conflict = pd.Series(CONFLICT, counts.index).where(counts.index.isin(conflicts))
    return (denial.fillna("") + "; " + conflict.fillna("")).str.strip("; ").replace("", None)


def tellings_of(told: pd.DataFrame, claim: str) -> pd.DataFrame:
    """The tellings of one claim, earliest printed first; repeats within a document among them."""
    return told[told["claim"] == claim].sort_values(["published", "doc", "start"], na_position="last", ignore_index=True)
