"""A store opened for reading: SQL and its values in, small frames out, shared by every thread of the program."""

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from pathlib import Path
from tempfile import gettempdir
from threading import local
from typing import TYPE_CHECKING, Any

import pyarrow as pa

from core.shared import Shared
from core.store import known
from core.store.aside import Aside, Asked
from core.store.layout import VERSION

if TYPE_CHECKING:  # an import of 0.2 s that builds with nothing to do are spared
    import duckdb
    import pandas as pd

FILE = f"store-{VERSION}.duckdb"
MEMORY = "600MB"  # for all queries of a program together; what needs more goes through the disk
KEPT, ROOM = 4_000, 60  # answers remembered, and megabytes they may take; a page asks some twenty
ASIDE, ASIDE_ROOM = 100, 150  # tables of rows laid aside, and megabytes they may take of that memory
CELL, SMALL = 60, 5_000  # bytes that a value takes, about; rows up to which an answer is remembered


class StoreError(ValueError):
    """The tables cannot be made into a store."""


def connected(memory: str = MEMORY) -> "duckdb.DuckDBPyConnection":
    """A database that takes no more than so much memory, reads no Python variables and loads nothing from the net."""
    import duckdb

    return duckdb.connect(
        config={
            "python_enable_replacements": False,
            "autoinstall_known_extensions": False,
            "autoload_known_extensions": False,
            "temp_directory": str(Path(gettempdir()) / "claimline-spill"),
            "memory_limit": memory,
            "preserve_insertion_order": True,
        }
    )


def preload() -> None:
    """Imports the database, for a program that is about to need it and has nothing else to do."""
    import duckdb  # noqa: F401


def open_store(path: Path) -> "Store":
    """The store in a file; raises `FileNotFoundError` where there is none."""
    if not path.is_file():
        raise FileNotFoundError(path)
    connection = connected()
    connection.execute(f"ATTACH '{str(path).replace(chr(39), chr(39) * 2)}' AS store (READ_ONLY)")
    connection.execute("SET enable_external_access = false")
    return Store(connection, "store.main")


class Store:
    """A store in one state: as it is, or as known on a day. Its answers are kept, since its rows never change."""

    def __init__(self, connection: "duckdb.DuckDBPyConnection", path: str) -> None:
        self._connection = connection
        self._path = path  # schemas in which a table's name is looked up, the first that has it
        self._cursors = local()
        self._kept = Shared(most=KEPT, megabytes=ROOM)
        self._aside = Shared(most=ASIDE, megabytes=ASIDE_ROOM)

    def frame(
        self, query: str, values: Sequence[Any] = (), nearer: Callable[[], Asked | None] | None = None
    ) -> "pd.DataFrame":
        """The rows of a query as a frame of the reader's own; each `?` in it stands for the next of the values.

        Days are `datetime64[ms]`, whole numbers that may be missing `Int64`, lists lists, a missing word NaN: as in
        `core.tables.frame`. Who asks what another is asking just then waits for that answer. Where the answer is not known
        yet, `nearer` may give the same question of rows laid aside.
        """

        def find() -> "pd.DataFrame":
            asked = nearer() if nearer else None  # held until it is answered
            return self._found(asked.query, asked.values) if asked else self._found(query, values)

        return self._kept.ask((query, repr(values)), find, _bytes).copy(deep=False)

    def _found(self, query: str, values: Sequence[Any]) -> "pd.DataFrame":
        return as_frame(self._cursor().sql(query, params=list(values)).to_arrow_table())

    def laid_aside(self, query: str, values: Sequence[Any], most: int) -> Aside:
        """The rows of a query, where they are no more than `most`, as a table in memory, one for all who ask.

        It stays as long as it is held, or as there is room for it.
        """
        asked = (query, repr(values), most)
        return self._aside.ask(asked, lambda: Aside(self._cursor(), query, values, most), lambda aside: aside.size)

    def columns(self, table: str) -> frozenset[str]:
        """The names of the columns of a table."""
        return frozenset(self.frame(f"SELECT * FROM {table} LIMIT 0").columns)

    def known_on(self, day: date, origins: Mapping[str, str]) -> "Store":
        """The store as of a day of printing; `origins` are the text origins of the documents known by then."""
        schema = known.go_back(self._connection, day, origins)
        then = Store(self._connection, f"{schema},store.main")
        known.forget(then, self._connection, schema)
        return then

    @property
    def whole(self) -> bool:
        """Whether it is the corpus as it is; what was known on a day is a part of it."""
        return self._path == "store.main"

    def value(self, query: str, values: Sequence[Any] = (), nearer: Callable[[], Asked | None] | None = None) -> Any:
        """The one value that a query gives; None where it is missing."""
        row = self.frame(query, values, nearer)
        found = row.iat[0, 0]
        return None if found is None or found != found else found

    def _cursor(self) -> "duckdb.DuckDBPyConnection":
        """A cursor of this thread's own: one connection must not be asked by two threads at a time."""
        if not hasattr(self._cursors, "own"):
            self._cursors.own = self._connection.cursor()
            self._cursors.own.execute(f"SET search_path = '{self._path}'")
        cursor: duckdb.DuckDBPyConnection = self._cursors.own
        return cursor


def _bytes(found: "pd.DataFrame") -> int:
    """What an answer takes, about; a large one more than there is room for, so that it is not kept."""
    return CELL * found.size if len(found) <= SMALL else ROOM * 2_000_000


def as_frame(table: pa.Table) -> "pd.DataFrame":
    """An Arrow table as a frame with the types that `core.tables.frame` gives its columns."""
    import pandas as pd

    fields = [_plain(place) for place in table.schema]
    table = table.cast(pa.schema(fields))
    frame = table.to_pandas(date_as_object=False, types_mapper={pa.int64(): pd.Int64Dtype()}.get)
    for place in fields:
        if pa.types.is_list(place.type):
            lists = [None if values is None else list(values) for values in frame[place.name]]
            frame[place.name] = pd.Series(lists, dtype=object)
        elif place.type == pa.int64() and not table[place.name].null_count:
            frame[place.name] = frame[place.name].astype("int64")
    return frame


def _plain(place: pa.Field) -> pa.Field:
    """The column with one type for whole numbers, and words where the store keeps places in a list of words."""
    if pa.types.is_integer(place.type) or (pa.types.is_decimal(place.type) and place.type.scale == 0):
        return place.with_type(pa.int64())
    return place.with_type(place.type.value_type) if pa.types.is_dictionary(place.type) else place
