"""Rows counted: over time on either clock, by speaker, by any column."""

import pandas as pd

STEPS = {"day": "D", "week": "W-SUN", "month": "M", "year": "Y"}
# A chart stays readable up to about this many bars: the finest step that needs no more of them is taken.
MOST_BARS = 60
DAYS = {"day": 1, "week": 7, "month": 30, "year": 365}


def counted(rows: pd.DataFrame, column: str, missing: str) -> pd.DataFrame:
    """How often each value of a column occurs, most frequent first: that column and `count`."""
    counts = rows[column].astype("str").fillna(missing).value_counts()
    return counts.rename_axis(column).reset_index(name="count").sort_values(["count", column], ascending=[False, True])


def by_speaker(quotes: pd.DataFrame) -> pd.DataFrame:
    """Quotes by speaker and kind, the speakers quoted most first; those without a speaker are "unattributed"."""
    named = quotes.assign(speaker_name=quotes["speaker_name"].fillna("unattributed"))
    counts = named.groupby(["speaker_name", "kind"], observed=True).size().reset_index(name="count")
    totals = counts.groupby("speaker_name")["count"].transform("sum")
    return counts.assign(total=totals).sort_values(["total", "speaker_name"], ascending=[False, True], ignore_index=True)


def step_for(days: pd.Series) -> str:
    """The finest step of time that shows these days in a readable number of bars."""
    known = days.dropna()
    span = (known.max() - known.min()).days if len(known) else 0
    return next((step for step, length in DAYS.items() if span / length <= MOST_BARS), "year")


def over_time(rows: pd.DataFrame, day: str, by: str, step: str) -> pd.DataFrame:
    """Rows by step of time and a column: `start`, `end`, that column and `count`; rows without the day are left out."""
    dated = rows[rows[day].notna()]
    return by_step(dated, dated[day], dated[day], by, step)


def happened(told: pd.DataFrame) -> pd.DataFrame:
    """Tellings that say when it happened, with both ends: an open end is closed at the end that is known."""
    dated = told[told["date_start"].notna() | told["date_end"].notna()]
    return dated.assign(
        date_start=dated["date_start"].fillna(dated["date_end"]), date_end=dated["date_end"].fillna(dated["date_start"])
    )


def by_step(rows: pd.DataFrame, first: pd.Series, last: pd.Series, by: str, step: str) -> pd.DataFrame:
    """Rows counted in every step of time that their days, first to last, touch."""
    touched = pd.DataFrame(
        {
            by: rows[by],
            "step": [list(pd.period_range(start, end, freq=STEPS[step])) for start, end in zip(first, last, strict=True)],
        }
    ).explode("step")
    counts = touched.groupby([by, "step"], observed=True).size().reset_index(name="count")
    periods = pd.PeriodIndex(counts["step"], freq=STEPS[step])
    return counts.assign(start=periods.start_time, end=periods.end_time.normalize()).drop(columns="step")
