"""Python's values as Arrow arrays and back, by the buffers that Arrow lays them out in.

`pa.array`, `pa.scalar` and `Array.to_numpy` import pandas the first time they are called, to ask whether what they were
given is one of its frames: a second of processor time, as much as all else in a build that adds one document.
"""

from array import array as packed
from collections.abc import Iterator, Sequence
from datetime import date
from typing import Any

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

EPOCH = date(1970, 1, 1).toordinal()
# Offsets into the words of an array take 31 bits: this many rows of a table stay below, were each as long as a book.
ROWS = 4096
AT_ONCE = 1 << 20  # numbers counted together
RUN = 64  # rows that stand together, on average, of a table that is put together from slices
BITS = 20  # of a number, by which it is first looked up among others
# An odd factor that carries every bit of a number into the first ones of their product (Knuth: the golden ratio of 2^64).
SPREAD = np.uint64(0x9E3779B97F4A7C15)
WIDTHS: dict[pa.DataType, type[np.generic]] = {
    pa.int64(): np.int64,
    pa.int32(): np.int32,
    pa.uint64(): np.uint64,
    pa.uint32(): np.uint32,
    pa.float64(): np.float64,
    pa.date32(): np.int32,
}


def table(rows: Sequence[Any], schema: pa.Schema) -> pa.Table:
    """Records as a table: one row each, in their order; a column holds the attribute of its name.

    Raises `TypeError` where a value is not of its column's type, `OverflowError` where a number is too large for it.
    """
    return pa.Table.from_batches(
        (pa.RecordBatch.from_arrays([_attributes(some, place) for place in schema], schema=schema) for some in _some(rows)),
        schema,
    )


def repeated(values: NDArray[np.integer[Any]], times: int) -> NDArray[np.bool_]:
    """Which of some whole numbers may come at least so many times: all that do, and a few others.

    Counting them by some of their bits takes a fraction of the time that sorting takes, and leaves little to be sorted.
    """
    bits = (4 * len(values) // times + 1).bit_length()
    counts = np.zeros(1 << bits, np.int64)
    parts = [slice(first, first + AT_ONCE) for first in range(0, len(values), AT_ONCE)]

    def buckets(part: slice) -> NDArray[np.int64]:
        return ((values[part].view(np.uint64) * SPREAD) >> np.uint64(64 - bits)).astype(np.int64)

    for part in parts:
        counts += np.bincount(buckets(part), minlength=len(counts))
    often = counts >= times
    found = np.empty(len(values), np.bool_)
    for part in parts:
        found[part] = often[buckets(part)]
    return found


def distinct(values: NDArray[np.int64]) -> NDArray[np.int64]:
    """Whole numbers in order, each once: `np.unique` looks them up in a table, which for millions of them takes several
    times as long."""
    ordered = np.sort(values)
    found: NDArray[np.int64] = ordered[np.append(True, ordered[1:] != ordered[:-1])[: len(ordered)]]
    return found


def among(values: NDArray[np.integer[Any]], others: NDArray[np.integer[Any]]) -> NDArray[np.int64]:
    """The places of those whole numbers that are among a few others of their type, in order."""
    others = np.unique(others)
    if not len(others):
        return np.empty(0, np.int64)

    def buckets(some: NDArray[np.integer[Any]]) -> NDArray[np.int64]:
        return ((some.view(np.uint64) * SPREAD) >> np.uint64(64 - BITS)).astype(np.int64)

    likely = np.zeros(1 << BITS, np.bool_)
    likely[buckets(others)] = True
    found = [np.empty(0, np.int64)]
    for first in range(0, len(values), AT_ONCE):
        places = np.flatnonzero(likely[buckets(values[first : first + AT_ONCE])]) + first
        some = values[places]
        nearest = others[np.minimum(np.searchsorted(others, some), len(others) - 1)]
        found.append(places[nearest == some])
    return np.concatenate(found)


def _some(rows: Sequence[Any]) -> Iterator[Sequence[Any]]:
    for first in range(0, len(rows), ROWS):
        yield rows[first : first + ROWS]


def _attributes(rows: Sequence[Any], place: pa.Field) -> pa.Array:
    return array([None if row is None else getattr(row, place.name) for row in rows], place.type)


def array(values: Sequence[Any], kind: pa.DataType) -> pa.Array:
    """Values of one type, None among them, as an array; tuples and lists make lists, records structs."""
    missing = np.fromiter((value is None for value in values), np.bool_, len(values))
    valid = pa.py_buffer(np.packbits(~missing, bitorder="little")) if missing.any() else None
    if pa.types.is_struct(kind):
        return pa.Array.from_buffers(kind, len(values), [valid], children=[_attributes(values, place) for place in kind])
    if pa.types.is_list(kind):
        inner = array([part for value in values if value is not None for part in value], kind.value_type)
        return pa.Array.from_buffers(kind, len(values), [valid, _offsets(values)], children=[inner])
    if pa.types.is_string(kind):
        words = [b"" if value is None else value.encode() for value in values]
        return pa.Array.from_buffers(kind, len(values), [valid, _offsets(words), pa.py_buffer(b"".join(words))])
    return pa.Array.from_buffers(kind, len(values), [valid, _plain(values, kind)])


def _offsets(values: Sequence[Sequence[Any] | None]) -> pa.Buffer:
    ends = np.zeros(len(values) + 1, np.int64)
    np.cumsum(np.fromiter((len(value) if value is not None else 0 for value in values), np.int64, len(values)), out=ends[1:])
    if ends[-1] > np.iinfo(np.int32).max:
        raise OverflowError(f"{ends[-1]:,} characters or parts in {len(values):,} rows are too many for one array")
    return pa.py_buffer(ends.astype(np.int32))


def _plain(values: Sequence[Any], kind: pa.DataType) -> pa.Buffer:
    if pa.types.is_boolean(kind):
        truths = np.fromiter((_truth(value) for value in values), np.bool_, len(values))
        return pa.py_buffer(np.packbits(truths, bitorder="little"))
    if pa.types.is_floating(kind):
        return pa.py_buffer(packed("d", [0.0 if value is None else value for value in values]))
    if pa.types.is_date(kind):
        values = [None if value is None else value.toordinal() - EPOCH for value in values]
    whole = packed("Q" if kind == pa.uint64() else "q", [0 if value is None else value for value in values])
    return pa.py_buffer(np.frombuffer(whole, whole.typecode).astype(WIDTHS[kind], copy=False))


def _truth(value: Any) -> bool:
    if value is None or isinstance(value, bool):
        return bool(value)
    raise TypeError(f"{value!r} is neither true nor false")


def taken(table: pa.Table, places: NDArray[np.int64]) -> pa.Table:
    """The rows at some places of a table, in the order of the places and in one piece.

    `Table.take` first puts all words of a table together that is in several pieces, however few rows are asked for, and
    looks at each row by itself also where thousands stand together.
    """
    firsts = np.flatnonzero(np.diff(places, prepend=-2) != 1)
    if len(firsts) * RUN <= len(places):
        sizes = np.diff(firsts, append=len(places))
        runs = [table.slice(first, size) for first, size in zip(places[firsts].tolist(), sizes.tolist(), strict=True)]
        return pa.concat_tables([table.slice(0, 0), *runs]).combine_chunks()
    order = np.argsort(places, kind="stable")
    within = places[order]
    parts, first = [table.slice(0, 0)], 0
    for piece in table.to_batches():
        begin, end = np.searchsorted(within, (first, first + piece.num_rows))
        if end > begin:
            parts.append(pa.Table.from_batches([piece]).take(of(within[begin:end] - first)))
        first += piece.num_rows
    back = np.empty(len(order), np.int64)
    back[order] = np.arange(len(order))
    return pa.concat_tables(parts).combine_chunks().take(of(back))


def words(values: Sequence[str | None]) -> pa.Array:
    """Words, None among them, as an array."""
    return array(values, pa.string())


def of(values: NDArray[Any]) -> pa.Array:
    """Numbers as an array, which shares their memory; raises `LookupError` where there is no type for them."""
    kind = next((kind for kind, width in WIDTHS.items() if values.dtype == width), None)
    if kind is None:
        raise LookupError(f"no array for {values.dtype}")
    return pa.Array.from_buffers(kind, len(values), [None, pa.py_buffer(np.ascontiguousarray(values))])


def numbers(values: pa.Array) -> NDArray[Any]:
    """Whole numbers, figures, days (since 1970) or truths, none of them missing, as numpy has them; not to be written to."""
    first, last = values.offset, values.offset + len(values)
    if pa.types.is_boolean(values.type):
        bits = np.frombuffer(values.buffers()[1] or b"", np.uint8)
        return np.unpackbits(bits, bitorder="little")[first:last].astype(np.bool_)
    found: NDArray[Any] = np.frombuffer(values.buffers()[1] or b"", WIDTHS[values.type])[first:last]
    return found


def letters(values: pa.Array) -> memoryview:
    """The words of an array that is not empty, one after the other without a mark between them."""
    _, offsets, held = values.buffers()
    ends = np.frombuffer(offsets, np.int32)[values.offset : values.offset + len(values) + 1]
    return memoryview(held or b"")[ends[0] : ends[-1]]
