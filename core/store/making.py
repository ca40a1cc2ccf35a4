"""The Parquet files of a build made into a store."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING
from uuid import uuid4

from core.store import indexing, layout, places, voicing
from core.store.opened import FILE, StoreError, connected

if TYPE_CHECKING:
    import duckdb


# Megabytes that the database takes to make a store: some for any, and several times the files. A corpus whose rows fit into
# the least costs no more memory than a smaller one, and a large one no more than the most. Else the disk is used.
LEAST, MOST, ANY, TIMES = 125, 1500, 60, 5
PLENTY = "4GB"  # where that was too little after all: rows being written, and lists, cannot go through the disk


def make(folder: Path, into: Path | None = None) -> Path:
    """Makes the store of a folder of Parquet files, in that folder or in another; returns its file.

    Readers meet a whole store or none: it is written under a name of its own and renamed at the end. Raises `StoreError`
    where the files lack a table or a column, as those of a much older version may.
    """
    import duckdb

    try:
        return _made(folder, into or folder, memory(folder))
    except duckdb.OutOfMemoryException:
        return _made(folder, into or folder, PLENTY)


def _made(folder: Path, into: Path, most: str) -> Path:
    with drafted(into) as draft, writing(folder, draft, most) as connection:
        for name in tables(folder):
            connection.execute(f"CREATE VIEW memory.raw_{name} AS SELECT * FROM all_{name}")
        connection.execute("SET search_path = 'store.main,memory.main'")
        connection.execute(places.PLACES)
        voicing.prepare(connection)
        for statement in (
            *places.known(),
            *layout.numbering(),
            *layout.of_documents(),
            *layout.INDEXES,
            *indexing.tables(),
        ):
            connection.execute(statement)
        for statement in layout.of_all():
            _again_with_plenty(connection, statement)
        indexing.of_documents(connection)
        indexing.of_all(connection)
    return into / FILE


def _again_with_plenty(connection: "duckdb.DuckDBPyConnection", statement: str) -> None:
    """Executes a statement that may be executed twice; counts of claims keep their words in memory."""
    import duckdb

    try:
        connection.execute(statement)
    except duckdb.OutOfMemoryException:
        connection.execute(f"SET memory_limit = '{PLENTY}'")
        connection.execute(statement)


@contextmanager
def drafted(folder: Path) -> Iterator[Path]:
    """A name for a store that is not whole yet; it takes its place when all has gone well, and is gone otherwise."""
    draft = folder / f"{FILE}.{uuid4().hex[:8]}.new"
    try:
        yield draft
        with draft.open("rb") as written:
            os.fsync(written.fileno())
        draft.replace(folder / FILE)
    finally:
        draft.unlink(missing_ok=True)


@contextmanager
def writing(folder: Path, draft: Path, most: str) -> Iterator["duckdb.DuckDBPyConnection"]:
    """A database of so much memory with a store to write to, `store`, and each Parquet file of a folder as `all_…`."""
    import duckdb

    try:
        with connected(most) as connection:
            for name in tables(folder):
                _view(connection, folder / f"{name}.parquet")
            connection.execute("SET enable_progress_bar = false")
            connection.execute(f"ATTACH '{_quoted(draft)}' AS store")
            yield connection
            connection.execute("USE memory")
            connection.execute("DETACH store")
    except (duckdb.BinderException, duckdb.CatalogException) as error:
        raise StoreError(str(error).splitlines()[0]) from error


def memory(folder: Path) -> str:
    """What the database may take to make the store of a folder of Parquet files, in the words of its settings."""
    size = sum((folder / f"{name}.parquet").stat().st_size for name in tables(folder))
    return f"{min(MOST, max(LEAST, ANY + (TIMES * size >> 20)))}MB"


def tables(folder: Path) -> list[str]:
    """The names of the Parquet files of a build."""
    return sorted(path.stem for path in folder.glob("*.parquet"))


def _quoted(path: Path) -> str:
    return str(path).replace("'", "''")


def _view(connection: "duckdb.DuckDBPyConnection", path: Path) -> None:
    """A Parquet file as the view `all_…`, each field of a nested record a column of its own (`quantity_min`)."""
    found = connection.from_parquet(str(path))
    columns = []
    for name, kind in zip(found.columns, found.types, strict=True):
        if kind.id == "struct":
            columns += [f'"{name}"."{inner}" AS "{name}_{inner}"' for inner, _ in kind.children]
        else:
            columns.append(f'"{name}"')
    found.project(", ".join(columns)).create_view(f"all_{path.stem}")
