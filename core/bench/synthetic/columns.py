"""Columns of numbers into Arrow columns, without a Python object a row."""

from typing import Any

import numpy as np
import numpy.typing as npt
import pyarrow as pa

from core.bench.synthetic.vocabulary import FIRST_DAY, Places

Flags = npt.NDArray[np.bool_]
HEX = np.frombuffer(b"0123456789abcdef", np.uint8)
BITS = 48  # of an id: 12 digits, as `records.row_id` makes them
ODD = 0x5DEECE66D7B1  # an odd factor maps the numbers of 48 bits onto themselves, so that no two ids are alike
SALTS = {"quotes": 1, "attitudes": 2, "transfers": 3, "claims": 4, "utterances": 5, "copies": 6, "changes": 7}
ROWS = 1 << 26  # of one table in one stretch, at most


def ids(table: str, stretch: int, rows: Places) -> pa.Array:
    """The id of each row of a table: 12 hexadecimal digits, another one for every stretch, row and table."""
    serial = (np.uint64(SALTS[table]) << np.uint64(44)) | (np.uint64(stretch * ROWS) + rows.astype(np.uint64))
    mixed = (serial * np.uint64(ODD)) & np.uint64((1 << BITS) - 1)
    shifts = np.arange(BITS - 4, -4, -4, dtype=np.uint64)
    return fixed(HEX[((mixed[:, None] >> shifts) & np.uint64(15)).astype(np.uint8)])


def names(first: int, count: int, before: bytes = b"text-", after: bytes = b".txt") -> pa.Array:
    """Names of documents by their number, eight digits, so that they sort as they are numbered."""
    numbers = np.arange(first, first + count, dtype=np.int64)
    digits = (numbers[:, None] // 10 ** np.arange(7, -1, -1) % 10 + ord("0")).astype(np.uint8)
    ends = [np.tile(np.frombuffer(part, np.uint8), (count, 1)) for part in (before, after)]
    return fixed(np.hstack([ends[0], digits, ends[1]]))


def fixed(letters: npt.NDArray[np.uint8]) -> pa.Array:
    """One string a row of letters."""
    rows, length = letters.shape
    offsets = np.arange(rows + 1, dtype=np.int32) * length
    return pa.StringArray.from_buffers(rows, pa.py_buffer(offsets.tobytes()), pa.py_buffer(np.ascontiguousarray(letters)))


def taken(values: pa.Array, places: Places) -> pa.Array:
    """The value at each place; null where the place is negative."""
    return values.take(pa.array(places, mask=places < 0))


def choice(words: tuple[Any, ...], places: Places) -> pa.Array:
    """The word at each place; null where the place is negative."""
    return taken(pa.array([None if word is None else str(word) for word in words], pa.string()), places)


def days(numbers: Places, stated: Flags) -> pa.Array:
    """Days since `FIRST_DAY` as days; null where not stated."""
    since = int(FIRST_DAY.astype("datetime64[D]").astype(np.int64))
    return pa.array((numbers + since).astype(np.int32), pa.int32(), mask=~stated).cast(pa.date32())


def optional(values: "npt.NDArray[Any]", stated: Flags) -> pa.Array:
    """Numbers; null where not stated."""
    return pa.array(values, mask=~stated)


def lists(values: pa.Array, lengths: Places) -> pa.Array:
    """Values one behind the other as lists of these lengths."""
    offsets = np.concatenate([[0], np.cumsum(lengths)]).astype(np.int32)
    return pa.ListArray.from_arrays(pa.array(offsets), values)


def nothing(count: int, kind: pa.DataType | None = None) -> pa.Array:
    """Nulls."""
    return pa.nulls(count, kind or pa.string())


def distinct(groups: Places, values: Places, count: int) -> Places:
    """How many different values each of so many groups has; negative values are none."""
    stated = values >= 0
    pairs = np.unique(groups[stated] * (int(values.max(initial=0)) + 1) + values[stated])
    return np.bincount(pairs // (int(values.max(initial=0)) + 1), minlength=count).astype(np.int64)
