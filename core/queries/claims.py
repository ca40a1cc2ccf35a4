"""Claims with their counts over the tellings that the filters keep, and the figures of one claim side by side."""

from itertools import combinations

import pandas as pd

from core.claims import RelationKind, figure, relation
from core.queries.filters import Filters
from core.queries.rows import names, tellings
from core.records import Status
from core.tables import Tables

CONFLICT = "figures conflict"
# What decides how two figures stand to each other; equal rows need to be compared only once.
COMPARED = [
    "quantity_min",
    "quantity_max",
    "quantity_unit",
    "quantity_qualifier",
    "quantity_scope",
    "stage",
    "status",
    "as_of",
    "place",
]


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
    counts["claim_origins"] = _origins(first).reindex(counts.index, fill_value=0)
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
    supplier = frame["supplier_name"].fillna("unknown supplier")
    return supplier + " → " + frame["recipient_name"].fillna("unknown recipient") + ": " + frame["item"]


def _origins(told: pd.DataFrame) -> pd.Series:
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


def conflicting(told: pd.DataFrame) -> set[str]:
    """Claims of which two figures conflict (claim model, figures)."""
    numbered = told[told["quantity_min"].notna() | told["quantity_max"].notna()]
    numbered = numbered.dropna(subset=["quantity_unit", "quantity_scope"]).drop_duplicates(["claim", *COMPARED])
    return {str(claim) for claim, rows in numbered.groupby("claim") if len(rows) > 1 and _conflict(rows)}


def _conflict(rows: pd.DataFrame) -> bool:
    compared = [figure(row) for row in rows[COMPARED].to_dict("records")]
    return any(relation(one, other).kind is RelationKind.CONFLICTS for one, other in combinations(compared, 2))


def tellings_of(told: pd.DataFrame, claim: str) -> pd.DataFrame:
    """The tellings of one claim, earliest printed first; repeats within a document among them."""
    return told[told["claim"] == claim].sort_values(["published", "doc", "start"], na_position="last", ignore_index=True)


def figures(told: pd.DataFrame) -> pd.DataFrame:
    """One row a telling with a number: `low` and `high` (missing where open), `unit`, and a `label` of who says it and when.

    Repeats within a document are left out. Latest said first, as a reader looks for the newest figure.
    """
    numbered = told[(told["quantity_min"].notna() | told["quantity_max"].notna()) & told["repeat_of"].isna()]
    voice = numbered["claimant_names"].fillna(numbered["publisher_name"]).fillna("publisher not stated")
    day = numbered["as_of"].dt.strftime("%-d %b %Y").fillna("day not stated")
    return numbered.assign(
        low=numbered["quantity_min"],
        high=numbered["quantity_max"],
        unit=numbered["quantity_unit"].fillna("unit not stated"),
        label=voice.str.slice(0, 40) + ", " + day,
    ).sort_values(["unit", "as_of"], ascending=[True, False], na_position="last", ignore_index=True)


def figures_in_words(told: pd.DataFrame) -> list[str]:
    """Quantities that are words only ("thousands"), which no axis can show."""
    words = told[told["quantity_min"].isna() & told["quantity_max"].isna()]["quantity_text"]
    return sorted(words.dropna().unique())
