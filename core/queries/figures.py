"""The figures of one claim side by side: who gives which, as of when, and how any two of them stand to each other."""

from itertools import combinations

import pandas as pd

from core.claims import Figure, Relation, figure, gravest, relation
from core.queries.claims import tellings_of
from core.queries.kept import Kept

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
A_NUMBER = "quantity_min IS NOT NULL OR quantity_max IS NOT NULL"
CHARTED = ["id", "label", "unit", "low", "high", "as_of", "quantity_text", "status", "scope", "stage", "relation", "reason"]
MOST = 300  # figures of one claim that are compared each with each; beyond, only the first of equal ones are


def numbered(told: pd.DataFrame) -> pd.DataFrame:
    """The tellings that give a number; repeats within a document are left out."""
    return told[(told["quantity_min"].notna() | told["quantity_max"].notna()) & told["repeat_of"].isna()]


def figures(told: pd.DataFrame) -> pd.DataFrame:
    """One row a telling with a number, by unit, the latest said first, as a reader looks for the newest figure.

    Beside the columns of a telling: `low` and `high` (missing where open), `unit`, `scope` (as it is compared), a `label` of
    who says it and when, and `relation` with `reason`: the gravest in which it stands to another figure of these tellings
    (conflicts, updates, agrees, not-comparable), missing where it stands alone.
    """
    rows = numbered(told)
    voice = rows["claimant_names"].fillna(rows["publisher_name"]).fillna("publisher not stated")
    day = rows["as_of"].dt.strftime("%-d %b %Y").fillna("day not stated")
    stands = _standing(told)
    return rows.assign(
        low=rows["quantity_min"],
        high=rows["quantity_max"],
        unit=rows["quantity_unit"].fillna("unit not stated"),
        scope=[one.scope for one in _read(rows)],
        label=voice.str.slice(0, 40) + ", " + day,
        relation=rows["id"].map({id: str(how.kind) for id, how in stands.items()}),
        reason=rows["id"].map({id: how.reason for id, how in stands.items()}),
    ).sort_values(["unit", "as_of"], ascending=[True, False], na_position="last", ignore_index=True)


def figures_of(told: Kept, claim: str) -> pd.DataFrame:
    """The figures of one claim, of the tellings kept, with the columns that a chart of them needs."""
    return figures(tellings_of(told.narrowed(A_NUMBER), claim))[CHARTED]


def figures_in_words(told: pd.DataFrame) -> list[str]:
    """Quantities that are words only ("thousands"), which no axis can show."""
    words = told[told["quantity_min"].isna() & told["quantity_max"].isna()]["quantity_text"]
    return sorted(words.dropna().unique())


def relations(told: pd.DataFrame) -> pd.DataFrame:
    """Every two figures of some tellings: `one`, `other` (ids of tellings, earlier printed first), `relation`, `reason`.

    Of more than `MOST` figures, only the first of those that are equal in all that matters is compared.
    """
    rows = _compared(told)
    read = list(zip(rows["id"], _read(rows), strict=True))
    found = [(one, other, relation(first, second)) for (one, first), (other, second) in combinations(read, 2)]
    pairs = [(one, other, str(how.kind), how.reason) for one, other, how in found]
    return pd.DataFrame(pairs, columns=["one", "other", "relation", "reason"])


def _standing(told: pd.DataFrame) -> dict[str, Relation]:
    """For each figure, by the id of its telling, the gravest relation in which it stands to another."""
    rows = _compared(told)
    return {id: how for id, how in zip(rows["id"], gravest(_read(rows)), strict=True) if how}


def _compared(told: pd.DataFrame) -> pd.DataFrame:
    """The tellings whose figures are compared, in the order of printing."""
    rows = numbered(told).sort_values(["published", "doc", "start"], na_position="last")
    return rows if len(rows) <= MOST else rows.drop_duplicates(COMPARED)


def _read(rows: pd.DataFrame) -> list[Figure]:
    return [figure(row) for row in rows[COMPARED].to_dict("records")]
