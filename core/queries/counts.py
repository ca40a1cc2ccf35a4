"""Rows counted: over time on either clock, by speaker, by any column."""

import pandas as pd

from core.queries.claims import how_many
from core.queries.filtered import documents_of, named_in, said_of, told_of
from core.queries.filters import Filters
from core.queries.kept import Kept
from core.queries.strongest import strongest
from core.records import Day
from core.tables import Tables

STEPS = {"day": "D", "week": "W-SUN", "month": "M", "year": "Y"}
# A chart stays readable up to about this many bars: the finest step that needs no more of them is taken.
MOST_BARS = 60
DAYS = {"day": 1, "week": 7, "month": 30, "year": 365}


def step_between(days: tuple[Day, Day] | None) -> str:
    """The finest step of time that shows all from one day to another in a readable number of bars."""
    if days is None or days[0] == days[1]:
        return "month"  # a day alone says nothing of the step
    length = (days[1] - days[0]).days
    return next((step for step, days_of_it in DAYS.items() if length / days_of_it <= MOST_BARS), "year")


def happened_over_time(told: Kept, by: str, step: str) -> pd.DataFrame:
    """Tellings counted in every step of time that what they tell touches, as `printed_over_time` has it.

    A telling begins to count in the step of its first day and ceases after that of its last: so two counts of ends give
    all that stands between them, and no telling is taken apart into its steps.
    """
    ends = told.ask(
        f"""WITH days AS (
            SELECT {by}, first_day AS day, 0 AS past, count(*) AS change FROM kept WHERE dated GROUP BY ALL
            UNION ALL SELECT {by}, last_day, 1, -count(*) FROM kept WHERE dated GROUP BY ALL
        ),
        ends AS (
            SELECT {by}, (date_trunc('{step}', day) + past * INTERVAL 1 {step})::DATE AS step, sum(change) AS change
            FROM days GROUP BY ALL
        )
        SELECT {by}, step, sum(change) OVER (PARTITION BY {by} ORDER BY step) AS count FROM ends ORDER BY {by}, step"""
    )
    parts = [_stretched(rows, step).assign(**{by: value}) for value, rows in ends.groupby(by, sort=False)]
    counts = pd.concat(parts, ignore_index=True) if parts else ends
    return _with_days(counts[counts["count"] > 0], step)


def _stretched(ends: pd.DataFrame, step: str) -> pd.DataFrame:
    """A count at every step between those at which it changes."""
    known = ends.set_index(pd.PeriodIndex(ends["step"], freq=STEPS[step]))["count"]
    every = pd.period_range(known.index[0], known.index[-1], freq=STEPS[step])
    return known.reindex(every).ffill().astype("int64").rename_axis("step").reset_index()


def days_of(kept: Kept, first: str = "published", last: str = "published") -> tuple[Day, Day] | None:
    """The first and the last day of some rows, by the columns that hold their days; None where no day is known."""
    row = kept.ask(f"SELECT min({first}) AS first, max({last}) AS last FROM kept").iloc[0]
    return None if pd.isna(row["first"]) else (row["first"].date(), row["last"].date())


def counted(kept: Kept, **conditions: str) -> dict[str, int]:
    """How many rows there are (`all`), and how many meet each condition, under its name; one look at the rows for all."""
    asked = ", ".join(f"count(*) FILTER (WHERE {condition}) AS {name}" for name, condition in conditions.items())
    row = kept.ask(f"SELECT count(*) AS all_of_them{', ' + asked if asked else ''} FROM kept").iloc[0]
    return {"all": int(row["all_of_them"])} | {name: int(row[name]) for name in conditions}


def over_time(rows: pd.DataFrame, day: str, by: str, step: str) -> pd.DataFrame:
    """Rows by step of time and a column: `start`, `end`, that column and `count`; rows without the day are left out."""
    dated = rows[rows[day].notna()]
    steps = dated[day].dt.to_period(STEPS[step]).rename("step")
    counts = dated.groupby([by, steps], observed=True).size().reset_index(name="count")
    return _with_days(counts, step)


def _with_days(counts: pd.DataFrame, step: str) -> pd.DataFrame:
    """Counts by step, with the first and the last day of each instead."""
    periods = pd.PeriodIndex(counts["step"], freq=STEPS[step])
    return counts.assign(start=periods.start_time, end=periods.end_time.normalize()).drop(columns="step")


def holdings(tables: Tables, filters: Filters) -> dict[str, int]:
    """How much of each thing the filters keep, by the name a reader calls it."""
    kept, told = documents_of(tables, filters), told_of(tables, filters)
    return {
        "documents": kept.count,
        "sources": int(kept.value("SELECT count(DISTINCT publisher) FROM kept")),
        "actors": int(named_in(tables, filters).value("SELECT count(DISTINCT node_no) FROM kept")),
        "quotes": said_of(tables, filters).count,
        "tellings": told.count,
        "claims": how_many(told),
    }


def by_pair(told: Kept, most: int = 40) -> pd.DataFrame:
    """Tellings of the `most` pairs told of most, by supplier and recipient and by category; repeats are left out.

    Columns: `pair`, `category`, `count` and the `total` of the pair, by which the rows are ordered.
    """
    first = told.narrowed("NOT repeated")
    largest = most_told(first, most)
    return first.among("pair_no", list(largest["pair_no"])).ask(
        """WITH counts AS (SELECT pair_no, category, count(*) AS count FROM kept GROUP BY ALL)
        SELECT p.pair, category, count, sum(count) OVER (PARTITION BY pair_no) AS total
        FROM counts JOIN pairs p USING (pair_no) ORDER BY total DESC, p.pair, category"""
    )


def most_told(told: Kept, most: int) -> pd.DataFrame:
    """The `most` pairs that these tellings tell of most: `pair_no`, `pair`, and how often as `strength`."""

    def ask(least: int) -> pd.DataFrame:
        return told.narrowed("pair_no IN (SELECT pair_no FROM pairs WHERE told >= ?)", least).ask(
            """WITH counts AS (SELECT pair_no, count(*) AS strength FROM kept GROUP BY ALL)
            SELECT pair_no, p.pair, strength FROM counts JOIN pairs p USING (pair_no)
            ORDER BY strength DESC, p.pair LIMIT ?""",
            most,
        )

    return strongest(told, "pairs", "told", most, ask)


def of_pairs(told: Kept, pairs: list[str]) -> Kept:
    """The tellings of some pairs, as `by_pair` names them."""
    return told.narrowed("NOT repeated").narrowed(OF_PAIRS, pairs)


OF_PAIRS = "pair_no IN (SELECT p.pair_no FROM pairs p WHERE p.pair IN (SELECT unnest(?::VARCHAR[])))"
