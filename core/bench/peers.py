"""The same question asked of another program over the same rows: Datasette, a filter and three facets."""

import asyncio
import sqlite3
import time
from collections.abc import Iterator
from contextlib import closing
from itertools import islice, pairwise, product
from pathlib import Path
from statistics import median
from typing import Any

from core import tables
from core.bench import synthetic
from core.bench.measured import Measured, NotHereError, Sizes, median_of
from core.queries import Filters
from core.queries.filtered import told_of
from core.records import Category, Day
from core.tables import Tables

COLUMNS = ("id", "doc", "published", "publisher_name", "supplier_name", "recipient_name", "category", "status",
           "item", "quantity_text", "quantity_unit", "date_start", "text")  # fmt: skip
INDEXED = ("published", "publisher_name", "supplier_name", "recipient_name", "category", "status", "date_start")
FACETS = ("status", "supplier_name", "publisher_name")
IN_ONE, SHOWN, QUESTIONS = 100_000, 50, 3
# Datasette gives up facets after a fifth of a second and queries after one; here it may finish them.
LIMITS = {"sql_time_limit_ms": 60_000, "facet_time_limit_ms": 60_000, "default_page_size": SHOWN}


def datasette_over_facets(sizes: Sizes) -> Measured:
    """Seconds of Datasette for a filter, three facets and a page of rows, over ours; both without network and browser."""
    try:
        from datasette.app import Datasette
    except ImportError as error:
        raise NotHereError("Datasette is not installed (requirements-dev.txt)") from error
    folder = sizes.work / f"tellings-{sizes.tellings}"
    synthetic.make(folder, sizes.tellings)
    data = tables.load(folder)
    database = _database(data, folder / "peer.db")
    questions = _questions()
    found = []
    peer = Datasette([str(database)], settings=LIMITS)
    for _ in range(sizes.rounds):
        asked = list(islice(questions, QUESTIONS))
        theirs = median(asyncio.run(_theirs(peer, *question)) for question in asked)
        found.append(theirs / median(_ours(data, *question) for question in asked))
    return median_of(found)


def _questions() -> Iterator[tuple[Category, Day]]:
    """A category and a first day of printing, another pair each time, so that nobody has the answer already."""
    for year, category in product((2005, 2012, 2018), Category):
        yield category, Day(year, 1, 1)


def _ours(data: Tables, category: Category, first: Day) -> float:
    began = time.perf_counter()
    kept = told_of(data, Filters(start=first, categories=(str(category),)))
    _ = kept.count
    for facet in FACETS:
        kept.ask(f"SELECT {facet}, count(*) AS count FROM kept GROUP BY ALL ORDER BY count DESC LIMIT 30")
    kept.page(most=SHOWN)
    return time.perf_counter() - began


async def _theirs(peer: Any, category: Category, first: Day) -> float:
    facets = "&".join(f"_facet={facet}" for facet in FACETS)
    began = time.perf_counter()
    answer = await peer.client.get(f"/peer/tellings.json?category={category}&published__gte={first}&{facets}")
    spent = time.perf_counter() - began
    if answer.status_code != 200:
        raise NotHereError(f"Datasette answered {answer.status_code}")
    return spent


def _database(data: Tables, path: Path) -> Path:
    """The tellings in SQLite with an index on each column that is filtered by or counted."""
    if path.is_file():
        return path
    draft = path.with_suffix(".new")
    draft.unlink(missing_ok=True)
    marks = ", ".join("?" * len(COLUMNS))
    with closing(sqlite3.connect(draft)) as database:
        database.execute(f"CREATE TABLE tellings ({', '.join(COLUMNS)}, PRIMARY KEY (id))")
        # Numbers of rows have gaps: every so many rows, the number of one.
        parts = f"SELECT no FROM tellings QUALIFY row_number() OVER (ORDER BY no DESC) % {IN_ONE} = 1 ORDER BY no"
        for first, last in pairwise([-1, *data.store.frame(parts)["no"]]):
            columns = ", ".join(f"{name}::VARCHAR AS {name}" for name in COLUMNS)
            rows = data.store.frame(f"SELECT {columns} FROM tellings WHERE no > ? AND no <= ?", (int(first), int(last)))
            rows = rows.astype(object).where(rows.notna(), None)
            database.executemany(f"INSERT INTO tellings VALUES ({marks})", rows.itertuples(index=False, name=None))
        for column in INDEXED:
            database.execute(f"CREATE INDEX by_{column} ON tellings ({column})")
        database.execute("ANALYZE")
        database.commit()
    return draft.replace(path)
