"""Which claims hold figures that conflict: what `core.claims.relation` says of every pair, for all claims at once."""

import numpy as np
import pandas as pd

from core.claims.figures import ABOUT, PROMISED, STAGES
from core.queries.filters import NOT_STATED
from core.records import Qualifier, Scope, Status

# Figures that differ in one of these are not comparable.
ALIKE = ["claim", "quantity_unit", "scope", "promised", "denied", "place"]


def conflicting(told: pd.DataFrame) -> set[str]:
    """Claims of which two figures conflict (claim model, figures).

    Two figures conflict when their ranges do not meet and neither is an update: for totals, when the smaller is not the
    earlier. So it is enough to know, for each day, the highest low end and the lowest high end, on it and before it; which
    costs as much as sorting, where comparing each with each would cost its square.
    """
    rows = _ranges(told)
    totals = rows[(rows["scope"] == Scope.TOTAL)]
    found = _apart(rows[rows["scope"] != Scope.TOTAL], ALIKE)
    found |= _apart(totals.dropna(subset="as_of"), [*ALIKE, "as_of"])
    return found | _smaller_later(totals.dropna(subset="as_of")) | _of_no_day(totals)


def _ranges(told: pd.DataFrame) -> pd.DataFrame:
    """The figures that can be compared at all, with `low` and `high` as they are compared."""
    rows = told[(told["quantity_min"].notna() | told["quantity_max"].notna()) & told["repeat_of"].isna()]
    rows = rows.dropna(subset=["quantity_unit", "claim"])
    about = (rows["quantity_qualifier"] == Qualifier.ABOUT) * ABOUT
    stage = rows["stage"].fillna(rows["status"].map({str(status): str(stage) for status, stage in STAGES.items()}))
    return pd.DataFrame(
        {
            "claim": rows["claim"],
            "quantity_unit": rows["quantity_unit"],
            "scope": rows["quantity_scope"].fillna(str(Scope.TOTAL)),
            "promised": stage.isin([str(stage) for stage in PROMISED]),
            "denied": rows["status"] == Status.DENIED,
            "place": rows["place"].fillna(NOT_STATED),
            "as_of": rows["as_of"],
            "low": rows["quantity_min"].fillna(0.0) * (1 - about),
            "high": rows["quantity_max"].fillna(np.inf) * (1 + about),
        }
    )


def _apart(rows: pd.DataFrame, alike: list[str]) -> set[str]:
    """Claims of which two rows that are alike do not meet."""
    ends = rows.groupby(alike, sort=False).agg(low=("low", "max"), high=("high", "min"))
    return set(ends[ends["low"] > ends["high"]].index.get_level_values("claim"))


def _smaller_later(rows: pd.DataFrame) -> set[str]:
    """Claims of which a later total lies below an earlier one."""
    days = rows.groupby([*ALIKE, "as_of"]).agg(low=("low", "max"), high=("high", "min"))
    of_alike = days.groupby(level=ALIKE)["low"]
    before = of_alike.cummax().groupby(level=ALIKE).shift()
    return set(days[before > days["high"]].index.get_level_values("claim"))


def _of_no_day(rows: pd.DataFrame) -> set[str]:
    """Claims of which a total of no known day does not meet some other total."""
    alike = rows.groupby(ALIKE)
    lowest_high, highest_low = alike["high"].transform("min"), alike["low"].transform("max")
    apart = rows["as_of"].isna() & ((rows["low"] > lowest_high) | (rows["high"] < highest_low))
    return set(rows.loc[apart, "claim"])
