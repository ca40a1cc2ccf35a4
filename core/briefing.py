"""What a picture or a file that leaves the program must say of itself: corpus, filters, how many rows, which day."""

from datetime import date

import pandas as pd

from core.queries import Filters, names, source_names
from core.records import slug
from core.tables import Tables

DAY = "%-d %b %Y"
LONGEST_NAME = 110  # letters of a file name before its ending; Windows and zip tools fail near 255 with the path
SAMPLE = "sample of digests, not the publishers’ texts"


def in_words(filters: Filters, tables: Tables) -> str:
    """The filters in force as a phrase: "printed 1 Jan 2024 to 31 Dec 2024; status: denied"; "no filter" without any."""
    actors, sources = names(tables), source_names(tables)
    parts = [_period(filters)] if filters.start or filters.end else []
    for name, values, shown in (
        ("actor", filters.actors, actors),
        ("category", filters.categories, {}),
        ("status", filters.statuses, {}),
        ("source", filters.sources, sources),
    ):
        if values:
            parts.append(f"{name}: {', '.join(str(shown.get(value, value)) for value in values)}")
    return "; ".join(parts) or "no filter"


def _period(filters: Filters) -> str:
    if filters.start and filters.end:
        return f"{filters.clock} {filters.start:{DAY}} to {filters.end:{DAY}}"
    return f"{filters.clock} from {filters.start:{DAY}}" if filters.start else f"{filters.clock} up to {filters.end:{DAY}}"


def source_line(tables: Tables, filters: Filters, rows: pd.DataFrame, unit: str, today: date | None = None) -> str:
    """The line under a picture: where its numbers come from, how many rows they are, and what was left out."""
    corpus = f"{tables.manifest.corpus}{f' ({SAMPLE})' if tables.manifest.sample else ''}"
    documents = f"{rows['doc'].nunique():,} of {len(tables.documents):,} documents"
    return (
        f"Source: Claimline, corpus {corpus}. n = {len(rows):,} {unit} in {documents}. "
        f"Filters: {in_words(filters, tables)}. {today or date.today():{DAY}}"
    )


def file_name(tables: Tables, filters: Filters, what: str, ending: str, rows: int | None = None) -> str:
    """A file name that says corpus, content, rows and filters: "sample-transfers-378-rows-no-filter.csv"."""
    counted = f" {rows} rows" if rows is not None else ""
    return (
        f"{slug(f'{tables.manifest.corpus} {what}{counted} {in_words(filters, tables)}')[:LONGEST_NAME].strip('-')}.{ending}"
    )
