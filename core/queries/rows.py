"""The rows of the tables that the filters keep, each with what a reader wants to know of its document."""

from collections.abc import Iterable, Sequence
from typing import Any

import pandas as pd

from core.queries.filtered import documents_of, said_of, told_of
from core.queries.filters import Clock, Filters
from core.queries.kept import READ, Kept
from core.records import Day
from core.tables import Tables


def names(tables: Tables) -> dict[str, str]:
    """The name each actor is shown by."""
    known = tables.store.frame("SELECT id, name FROM actors")
    return dict(zip(known["id"], known["name"], strict=True))


def names_of(tables: Tables, actors: Iterable[Any]) -> dict[str, str]:
    """The names of some actors, by id; what is missing among the ids is passed over."""
    wanted = sorted({actor for actor in actors if isinstance(actor, str)})
    known = tables.store.frame("SELECT id, name FROM actors WHERE id IN (SELECT unnest(?::VARCHAR[]))", [wanted])
    return dict(zip(known["id"], known["name"], strict=True))


def source_names(tables: Tables) -> dict[str, str]:
    """The name each publisher is shown by; a publisher without a row of its own is shown by its id."""
    known = tables.store.frame(
        """SELECT id, name FROM sources
        UNION ALL SELECT DISTINCT publisher, publisher FROM documents
        WHERE publisher IS NOT NULL AND publisher NOT IN (SELECT id FROM sources)"""
    )
    return dict(zip(known["id"], known["name"], strict=True))


def most_named(tables: Tables, asked: Sequence[str], most: int) -> dict[str, str]:
    """The names of the `most` actors named in most documents, and of those asked for by id or by name, in any case."""
    known = tables.store.frame("""SELECT id, name FROM actors ORDER BY named_in DESC, id LIMIT ?""", (most,))
    found = dict(zip(known["id"], known["name"], strict=True))
    wanted = [value.lower() for value in asked]
    if wanted:
        marks = ", ".join("?" * len(wanted))
        named = f"SELECT id, name FROM actors WHERE lower(id) IN ({marks}) OR lower(name) IN ({marks})"
        others = tables.store.frame(named, (*wanted, *wanted))
        found |= dict(zip(others["id"], others["name"], strict=True))
    return found


def documents(tables: Tables, filters: Filters) -> pd.DataFrame:
    """All the documents of `documents_of` with their texts, in the order of their names; for few of them, and for files."""
    return documents_of(tables, filters).ask("SELECT kept.*, text FROM kept JOIN texts USING (doc_no) ORDER BY kept.doc")


def document(tables: Tables, doc: str) -> pd.DataFrame:
    """The document of a name with its text, or none."""
    query = """SELECT d.*, text FROM documents d JOIN texts USING (doc_no) WHERE d.doc = ?
        AND doc_no = (SELECT doc_no FROM documents WHERE doc = ?)"""
    return tables.store.frame(query, [doc, doc])


def within(tables: Tables, table: str, doc: str) -> pd.DataFrame:
    """The rows of one document in a table of the store, in the order of its text."""
    known = table in ("tellings", "quotes", "attitudes", "mentions")
    place = "doc_no = (SELECT doc_no FROM documents WHERE doc = ?)" if known else "doc = ?"
    return tables.store.frame(f'SELECT {READ.get(table, "*")} FROM {table} WHERE {place} ORDER BY start, "end"', [doc])


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


def in_days(kept: Kept, clock: Clock, first: Day, last: Day) -> Kept:
    """As `between`, of rows that are not fetched."""
    ends = ("first_day", "last_day") if clock is Clock.HAPPENED else ("published", "published")
    return kept.narrowed(f"{ends[0]} <= ? AND {ends[1]} >= ?", last, first)


def in_any(kept: Kept, bars: list[tuple[Clock, str, Day, Day]]) -> Kept:
    """Tellings behind some bars of a chart: each of a clock, a category, and a first and a last day."""
    parts = [in_days(kept.narrowed("category = ?", category), clock, first, last) for clock, category, first, last in bars]
    own = [(part.conditions[len(kept.conditions) :], part.values[len(kept.values) :]) for part in parts]
    either = " OR ".join("(" + " AND ".join(f"({condition})" for condition in conditions) + ")" for conditions, _ in own)
    return kept.narrowed(either or "false", *(value for _, values in own for value in values))
