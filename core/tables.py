"""Records to Parquet and back, with every row checked on the way in.

A folder of tables holds one Parquet file a table and a `manifest.json`, written last: a folder without one is unfinished
and is never read. A build writes a fresh folder beside the old one and swaps them, so that a build killed at any moment
leaves the last good tables in place.
"""

import dataclasses
import types
from collections.abc import Iterable
from datetime import date
from enum import StrEnum
from pathlib import Path
from typing import Any, Union, get_args, get_origin, get_type_hints

import pyarrow as pa
import pyarrow.parquet as pq

from core.records import TABLES

SCALARS: dict[type, pa.DataType] = {
    str: pa.string(),
    int: pa.int64(),
    float: pa.float64(),
    bool: pa.bool_(),
    date: pa.date32(),
}


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
    table = pa.Table.from_pylist([dataclasses.asdict(row) for row in rows], schema=schema(record))
    for column in table.schema:
        missing = table[column.name].null_count
        if missing and not column.nullable:
            raise ValueError(f"{name}.{column.name} is required, but None in {missing} rows")
    return table


def _value(hint: Any, raw: Any) -> Any:
    if raw is None:
        return None
    if get_origin(hint) in (Union, types.UnionType):
        (inner,) = [part for part in get_args(hint) if part is not type(None)]
        return _value(inner, raw)
    if get_origin(hint) is tuple:
        return tuple(_value(get_args(hint)[0], item) for item in raw)
    if dataclasses.is_dataclass(hint):
        return _record(hint, raw)  # type: ignore[arg-type]
    if issubclass(hint, StrEnum):
        return hint(raw)
    return raw


def _record(record: type, raw: dict[str, Any]) -> Any:
    hints = get_type_hints(record)
    return record(**{name: _value(hints[name], value) for name, value in raw.items()})


def write_table(folder: Path, name: str, rows: Iterable[Any]) -> None:
    """Writes one table into a folder that exists."""
    pq.write_table(to_arrow(name, rows), folder / f"{name}.parquet", compression="zstd")


def read_table(folder: Path, name: str) -> list[Any]:
    """The rows of one table as records, in the order written; raises `FileNotFoundError` where there is none."""
    return [_record(TABLES[name], raw) for raw in pq.read_table(folder / f"{name}.parquet").to_pylist()]
