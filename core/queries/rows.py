"""The rows of the tables that the filters keep, each with what a reader wants to know of its document."""

import pandas as pd

from core.queries.filters import Clock, Filters
from core.queries.kept import documents_of, said_of, told_of
from core.records import Day
from core.tables import Tables


def names(tables: Tables) -> dict[str, str]:
    """The name each actor is shown by."""
    return dict(zip(tables.actors["id"], tables.actors["name"], strict=True))


def source_names(tables: Tables) -> dict[str, str]:
    """The name each publisher is shown by; a publisher without a row of its own is shown by its id."""
    shown = dict(zip(tables.sources["id"], tables.sources["name"], strict=True))
    printed = tables.documents["publisher"].dropna().unique()
    return {source: source for source in printed} | shown


def documents(tables: Tables, filters: Filters) -> pd.DataFrame:
    """All the documents of `documents_of` with their texts, in the order of their names; for few of them, and for files."""
    return documents_of(tables, filters).ask("SELECT kept.*, text FROM kept JOIN texts USING (doc_no) ORDER BY kept.doc")


def tellings(tables: Tables, filters: Filters) -> pd.DataFrame:
    """All the tellings of `told_of`, with the names of their parties and their claim, in the order printed.

    For files and for few rows; a page lists, counts and draws what it shows by `told_of` itself.
    """
    return told_of(tables, filters).frame()


def quotes(tables: Tables, filters: Filters, table: str = "quotes") -> pd.DataFrame:
    """All the quotes, or attitudes, of `said_of`, with the speaker's name, in the order printed."""
    return said_of(tables, filters, table).frame()


def happened(told: pd.DataFrame) -> pd.DataFrame:
    """Tellings that say when it happened, with both ends: an open end is closed at the end that is known."""
    dated = told[told["date_start"].notna() | told["date_end"].notna()]
    return dated.assign(
        date_start=dated["date_start"].fillna(dated["date_end"]), date_end=dated["date_end"].fillna(dated["date_start"])
    )


def between(rows: pd.DataFrame, clock: Clock, first: Day, last: Day) -> pd.DataFrame:
    """Rows of some days, both included, by either clock, as the charts draw them: an open end reaches no further than known.

    Rows without a day on that clock are left out.
    """
    if clock is Clock.HAPPENED:
        known = happened(rows)
        start, end = known["date_start"], known["date_end"]
    else:
        start = end = rows["published"].dropna()
    return rows.loc[start.index[(start <= pd.Timestamp(last)) & (end >= pd.Timestamp(first))]]
