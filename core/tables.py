"""Records to Parquet and back, with every row checked on the way in.

A folder of tables holds `manifest.json` and, in a subfolder that the manifest names, one Parquet file a table and the store
made from them (`core.store`), which the app asks. A build
writes a fresh subfolder and then replaces the manifest in one step, so that a reader meets the old tables or the new ones,
and a build killed at any moment leaves the last good ones in place.
"""

import dataclasses
import os
import types
from collections.abc import Callable, Iterable, Mapping
from datetime import date
from enum import StrEnum
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any, TypeVar, Union, get_args, get_origin, get_type_hints

import pyarrow as pa
import pyarrow.parquet as pq

from core import arrays
from core.manifest import MANIFEST as MANIFEST
from core.manifest import Manifest as Manifest
from core.manifest import manifest as manifest
from core.records import TABLES
from core.store import FILE, Store, make, open_store

if TYPE_CHECKING:  # builds write records and make no frames: they are spared the second that pandas takes to import
    import pandas as pd

T = TypeVar("T")
SCALARS: dict[type, pa.DataType] = {
    str: pa.string(),
    int: pa.int64(),
    float: pa.float64(),
    bool: pa.bool_(),
    date: pa.date32(),
}
# Rows of a Parquet file that are written, and by whoever reads it read, together: about as many bytes, and rows at least.
GROUP, FEWEST = 64 << 20, 4096


def _arrow_type(hint: Any) -> tuple[pa.DataType, bool]:
    """The Arrow type of an annotation, and whether None is allowed."""
    if get_origin(hint) in (Union, types.UnionType):
        (inner,) = [part for part in get_args(hint) if part is not type(None)]
        return _arrow_type(inner)[0], True
    if get_origin(hint) is tuple:
        return pa.list_(_arrow_type(get_args(hint)[0])[0]), False
    if dataclasses.is_dataclass(hint):
        return pa.struct(schema(hint)), False  # type: ignore[arg-type]
    if issubclass(hint, StrEnum):
        return pa.string(), False
    return SCALARS[hint], False


def schema(record: type) -> pa.Schema:
    """The Arrow schema that follows from a record's annotations, with each column's description as metadata."""
    hints = get_type_hints(record)
    fields = []
    for column in dataclasses.fields(record):
        kind, nullable = _arrow_type(hints[column.name])
        about = {"about": column.metadata.get("about", "")}
        fields.append(pa.field(column.name, kind, nullable=nullable, metadata=about))
    return pa.schema(fields)


def to_arrow(name: str, rows: Iterable[Any]) -> pa.Table:
    """Rows of the named table as an Arrow table; raises `ValueError` where a required column holds None."""
    record = TABLES[name]
    table = arrays.table(list(rows), schema(record))
    for column in table.schema:
        missing = table[column.name].null_count
        if missing and not column.nullable:
            raise ValueError(f"{name}.{column.name} is required, but None in {missing} rows")
    return table


Made = Callable[[Any], Any]


def _maker(hint: Any) -> Made | None:
    """How a value of a type is made of a plain one that is not None; None where it is the plain one itself."""
    if get_origin(hint) in (Union, types.UnionType):
        (inner,) = [part for part in get_args(hint) if part is not type(None)]
        return _maker(inner)
    if get_origin(hint) is tuple:
        each = _maker(get_args(hint)[0])
        return tuple if each is None else lambda raw: tuple(map(each, raw))
    if dataclasses.is_dataclass(hint):
        return lambda raw: to_record(hint, raw)  # type: ignore[arg-type]
    if issubclass(hint, StrEnum):
        return {str(member): member for member in hint}.__getitem__
    if hint is date:
        return lambda raw: date.fromisoformat(raw) if isinstance(raw, str) else raw
    return None


@cache
def _makers(record: type) -> dict[str, Made | None]:
    return {name: _maker(hint) for name, hint in get_type_hints(record).items()}


def to_plain(value: Any) -> Any:
    """A record as plain values: dicts for records, lists for tuples. `dataclasses.asdict` copies each value, and is slow."""
    if isinstance(value, tuple):
        return [to_plain(part) for part in value]
    if hasattr(value, "__dataclass_fields__"):
        return {name: to_plain(getattr(value, name)) for name in value.__dataclass_fields__}
    return value


def to_record(record: type, raw: Mapping[str, Any]) -> Any:
    """A record from plain values, as Parquet or JSON hold them: words for enums, lists for tuples, ISO words for days.

    Raises `LookupError` or `TypeError` where they are not those of such a record.
    """
    makers = _makers(record)
    return record(
        **{name: value if value is None or (make := makers[name]) is None else make(value) for name, value in raw.items()}
    )


def write_table(folder: Path, name: str, rows: Iterable[Any]) -> None:
    """Writes one table into a folder that exists."""
    write_arrow(folder, name, to_arrow(name, rows))


def write_arrow(folder: Path, name: str, table: pa.Table) -> None:
    """Writes one table that is in Arrow's form already, some megabytes at a time."""
    rows = max(1, GROUP * table.num_rows // max(table.nbytes, 1))
    pq.write_table(table, folder / f"{name}.parquet", row_group_size=max(rows, FEWEST), compression="zstd")


def read_arrow(current: Path, name: str) -> pa.Table:
    """One table of the subfolder of a build."""
    return _read(current, name)


def read_table(folder: Path, name: str) -> list[Any]:
    """The rows of one table as records, in the order written; raises `FileNotFoundError` where there is none."""
    arrow = _from_current(folder, lambda current: _read(current, name))
    return records(name, arrow)


def records(name: str, table: pa.Table) -> list[Any]:
    """The rows of a table as records, in their order."""
    return [to_record(TABLES[name], raw) for raw in table.to_pylist()]


class Tables:
    """One build: its store, which pages ask, and its tables as frames, each read whole when it is first asked for.

    The files are opened at once, so that all that is ever read is of one and the same build, whatever is built meanwhile.
    """

    def __init__(self, manifest: Manifest, store: Store, read: "Callable[[str], pd.DataFrame]") -> None:
        self.manifest = manifest
        self.store = store
        self._read = read
        self._frames: dict[str, pd.DataFrame] = {}

    def frame(self, name: str) -> "pd.DataFrame":
        """One table as a frame (see `frame` below for the types of its columns): all its rows, so not for large tables."""
        if name not in self._frames:
            self._frames[name] = self._read(name)
        return self._frames[name]

    @property
    def documents(self) -> "pd.DataFrame":
        return self.frame("documents")

    @property
    def sources(self) -> "pd.DataFrame":
        return self.frame("sources")

    @property
    def noise(self) -> "pd.DataFrame":
        return self.frame("noise")

    @property
    def actors(self) -> "pd.DataFrame":
        return self.frame("actors")

    @property
    def mentions(self) -> "pd.DataFrame":
        return self.frame("mentions")

    @property
    def dates(self) -> "pd.DataFrame":
        return self.frame("dates")

    @property
    def quotes(self) -> "pd.DataFrame":
        return self.frame("quotes")

    @property
    def attitudes(self) -> "pd.DataFrame":
        return self.frame("attitudes")

    @property
    def transfers(self) -> "pd.DataFrame":
        return self.frame("transfers")

    @property
    def claims(self) -> "pd.DataFrame":
        return self.frame("claims")

    @property
    def utterances(self) -> "pd.DataFrame":
        return self.frame("utterances")

    @property
    def copies(self) -> "pd.DataFrame":
        return self.frame("copies")

    @property
    def changes(self) -> "pd.DataFrame":
        return self.frame("changes")

    @property
    def problems(self) -> "pd.DataFrame":
        return self.frame("problems")


def frame(folder: Path, name: str) -> "pd.DataFrame":
    """One table as a frame, for queries; raises `FileNotFoundError` where there is none.

    Nested records become columns of their own (`quantity_min`, `date_start`), tuples become lists. Days are
    `datetime64[ms]` with NaT, offsets that may be missing `Int64` with NA; a missing word or figure is NaN.
    """
    return _from_current(folder, lambda current: as_frame(_read(current, name)))


def load(folder: Path) -> Tables:
    """The tables of one and the same build; raises `FileNotFoundError` where no build has finished there.

    A build by an older version of the program has no store that this one can read: it is made now, from the same Parquet
    files. Raises `StoreError`, a `ValueError`, where they lack a column that it needs.
    """
    try:
        return _opened(folder, manifest(folder))
    except FileNotFoundError:  # a build swapped it away in between
        return _opened(folder, manifest(folder))


def _opened(folder: Path, made: Manifest) -> Tables:
    current = folder / made.folder
    files = {name: pq.ParquetFile(current / f"{name}.parquet") for name in TABLES}
    return Tables(made, store_of(current), lambda name: as_frame(files[name].read()))


def store_of(current: Path) -> Store:
    """The store beside some Parquet files, made where it is missing; elsewhere where their folder cannot be written to."""
    try:
        return open_store(current / FILE)
    except FileNotFoundError:
        pass
    if os.access(current, os.W_OK):
        return open_store(make(current))
    with TemporaryDirectory() as elsewhere:  # an open file outlives its name
        return open_store(make(current, Path(elsewhere)))


def _from_current(folder: Path, read: Callable[[Path], T]) -> T:
    """What `read` makes of the current subfolder; tried again where a build swapped it away in between."""
    try:
        return read(folder / manifest(folder).folder)
    except FileNotFoundError:
        return read(folder / manifest(folder).folder)


def _read(current: Path, name: str) -> pa.Table:
    with pq.ParquetFile(current / f"{name}.parquet") as file:  # `pq.read_table` imports pandas
        return file.read()


def as_frame(table: pa.Table) -> "pd.DataFrame":
    """An Arrow table of records as `frame` would read it from a file."""
    import pandas as pd

    flat = _flattened(table)
    frame = flat.to_pandas(date_as_object=False, types_mapper={pa.int64(): pd.Int64Dtype()}.get)
    for column in flat.schema:
        if pa.types.is_list(column.type):
            frame[column.name] = pd.Series([list(values) for values in frame[column.name]], dtype=object)
        elif column.type == pa.int64() and not column.nullable:
            frame[column.name] = frame[column.name].astype("int64")
    return frame


def _flattened(table: pa.Table) -> pa.Table:
    """The table with each struct column replaced by its fields, named `column_field`."""
    columns = {}
    for place in table.schema:
        values = table[place.name]
        if pa.types.is_struct(place.type):
            for inner, part in zip(place.type, values.flatten(), strict=True):
                columns[f"{place.name}_{inner.name}"] = (inner, part)
        else:
            columns[place.name] = (place, values)
    fields = [inner.with_name(name) for name, (inner, _) in columns.items()]
    return pa.table([part for _, part in columns.values()], schema=pa.schema(fields))
