"""Rows counted: over time on either clock, by speaker, by any column."""

import pandas as pd

from core.queries.filters import Filters
from core.queries.rows import documents, quotes, tellings
from core.records import Day
from core.tables import Tables

STEPS = {"day": "D", "week": "W-SUN", "month": "M", "year": "Y"}
# A chart stays readable up to about this many bars: the finest step that needs no more of them is taken.
MOST_BARS = 60
DAYS = {"day": 1, "week": 7, "month": 30, "year": 365}


def step_for(days: pd.Series) -> str:
    """The finest step of time that shows these days in a readable number of bars."""
    known = days.dropna()
    if known.nunique() < 2:
        return "month"  # a day alone says nothing of the step
    span = (known.max() - known.min()).days
    return next((step for step, length in DAYS.items() if span / length <= MOST_BARS), "year")


def over_time(rows: pd.DataFrame, day: str, by: str, step: str) -> pd.DataFrame:
    """Rows by step of time and a column: `start`, `end`, that column and `count`; rows without the day are left out."""
    dated = rows[rows[day].notna()]
    steps = dated[day].dt.to_period(STEPS[step]).rename("step")
    counts = dated.groupby([by, steps], observed=True).size().reset_index(name="count")
    return _with_days(counts, step)


def by_step(rows: pd.DataFrame, first: pd.Series, last: pd.Series, by: str, step: str) -> pd.DataFrame:
    """Rows counted in every step of time that their days, first to last, touch."""
    touched = pd.DataFrame(
        {
            by: rows[by],
            "step": [list(pd.period_range(start, end, freq=STEPS[step])) for start, end in zip(first, last, strict=True)],
        }
    ).explode("step")
    counts = touched.groupby([by, "step"], observed=True).size().reset_index(name="count")
    return _with_days(counts, step)


def _with_days(counts: pd.DataFrame, step: str) -> pd.DataFrame:
    """Counts by step, with the first and the last day of each instead."""
    periods = pd.PeriodIndex(counts["step"], freq=STEPS[step])
    return counts.assign(start=periods.start_time, end=periods.end_time.normalize()).drop(columns="step")


def holdings(tables: Tables, filters: Filters) -> dict[str, int]:
    """How much of each thing the filters keep, by the name a reader calls it."""
    kept = documents(tables, filters)
    told = tellings(tables, filters)
    named = tables.mentions["actor"][tables.mentions["doc"].isin(kept["doc"])]
    return {
        "documents": len(kept),
        "sources": int(kept["publisher"].nunique()),
        "actors": int(named.nunique()),
        "quotes": len(quotes(tables, filters)),
        "tellings": len(told),
        "claims": int(told["claim"].nunique()),
    }


def span(days: pd.Series) -> tuple[Day, Day] | None:
    """The first and the last of some days; None where no day is known."""
    known = days.dropna()
    return (known.min().date(), known.max().date()) if len(known) else None


def by_pair(told: pd.DataFrame) -> pd.DataFrame:
    """Tellings by supplier and recipient, and by category, the pairs told of most first; repeats are left out."""
    first = told[told["repeat_of"].isna()]
    counts = first.assign(pair=_pair(first)).groupby(["pair", "category"]).size().reset_index(name="count")
    totals = counts.groupby("pair")["count"].transform("sum")
    return counts.assign(total=totals).sort_values(["total", "pair"], ascending=[False, True], ignore_index=True)


def of_pairs(told: pd.DataFrame, pairs: list[str]) -> pd.DataFrame:
    """The tellings of some pairs, as `by_pair` names them."""
    return told[_pair(told).isin(pairs) & told["repeat_of"].isna()]


def _pair(told: pd.DataFrame) -> pd.Series:
    return told["supplier_name"].fillna("unknown supplier") + " → " + told["recipient_name"].fillna("unknown recipient")
