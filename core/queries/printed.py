"""Rows over the days of printing, counted where they lie."""

import pandas as pd

from core.queries.counts import DAYS, MOST_BARS, STEPS
from core.queries.kept import Kept
from core.records import Day


def unprinted(kept: Kept) -> int:
    """How many of the rows are of documents without a day of printing."""
    return int(kept.value("SELECT count(*) FROM kept WHERE published IS NULL"))


def step_of(kept: Kept) -> str:
    """The finest step of time that shows the days of printing in a readable number of bars."""
    days = kept.ask("SELECT min(published) AS first, max(published) AS last FROM kept").iloc[0]
    if pd.isna(days["first"]) or days["first"] == days["last"]:
        return "month"  # a day alone says nothing of the step
    span = (days["last"] - days["first"]).days
    return next((step for step, length in DAYS.items() if span / length <= MOST_BARS), "year")


def printed_over_time(kept: Kept, by: str, step: str) -> pd.DataFrame:
    """Rows by step of the day of printing and a column: `start`, `end`, that column and `count`."""
    if step not in STEPS:
        raise ValueError(f"no step {step!r}")
    return kept.ask(f"""WITH days AS (SELECT {by}, published, count(*) AS count FROM kept
            WHERE published IS NOT NULL GROUP BY ALL)
        SELECT {by}, date_trunc('{step}', published)::DATE AS start,
            (date_trunc('{step}', published) + INTERVAL 1 {step} - INTERVAL 1 DAY)::DATE AS "end",
            sum(count)::BIGINT AS count
        FROM days GROUP BY ALL ORDER BY ALL""")


def of_days(kept: Kept, column: str, bars: list[tuple[str, Day, Day]]) -> Kept:
    """Rows behind bars of `printed_over_time`: value, first and last day of each; all of them without any."""
    if not bars:
        return kept
    one = f"({column} = ? AND published BETWEEN ? AND ?)"
    return kept.narrowed(" OR ".join([one] * len(bars)), *(value for bar in bars for value in bar))
