"""The Parquet files of a build made into a store."""

import os
from pathlib import Path
from typing import TYPE_CHECKING
from uuid import uuid4

from core.store import layout, voicing
from core.store.opened import FILE, StoreError, connected

if TYPE_CHECKING:
    import duckdb


MEMORY = "3GB"  # at most, for a large corpus; what needs more goes through the disk


def make(folder: Path, into: Path | None = None) -> Path:
    """Makes the store of a folder of Parquet files, in that folder or in another; returns its file.

    Readers meet a whole store or none: it is written under a name of its own and renamed at the end. Raises `StoreError`
    where the files lack a table or a column, as those of a much older version may.
    """
    import duckdb

    draft = (into or folder) / f"{FILE}.{uuid4().hex[:8]}.new"
    try:
        with connected(MEMORY) as connection:
            for path in sorted(folder.glob("*.parquet")):
                _view(connection, path)
            connection.execute("SET enable_progress_bar = false")
            connection.execute(f"ATTACH '{_quoted(draft)}' AS store")
            connection.execute("SET search_path = 'store.main,memory.main'")
            voicing.prepare(connection)
            for statement in layout.statements():
                connection.execute(statement)
            connection.execute("USE memory")
            connection.execute("DETACH store")
        with draft.open("rb") as written:
            os.fsync(written.fileno())
        return draft.replace((into or folder) / FILE)
    except (duckdb.BinderException, duckdb.CatalogException) as error:
        raise StoreError(str(error).splitlines()[0]) from error
    finally:
        draft.unlink(missing_ok=True)


def _quoted(path: Path) -> str:
    return str(path).replace("'", "''")


def _view(connection: "duckdb.DuckDBPyConnection", path: Path) -> None:
    """A Parquet file as the view `raw_…`, each field of a nested record a column of its own (`quantity_min`)."""
    found = connection.from_parquet(str(path))
    columns = []
    for name, kind in zip(found.columns, found.types, strict=True):
        if kind.id == "struct":
            columns += [f'"{name}"."{inner}" AS "{name}_{inner}"' for inner, _ in kind.children]
        else:
            columns.append(f'"{name}"')
    found.project(", ".join(columns)).create_view(f"raw_{path.stem}")
