"""Rows that are too many to be held: laid on disk as Arrow tables while a build goes on, and in memory only where read.

    laid = Laid(folder, schema)
    laid.add(rows)
    table = laid.table()

A table that lies on disk is used as any other. What has been read of it stays in memory until `forget` is called, which may
be at any time: it is there to be read again.
"""

import mmap
from pathlib import Path
from tempfile import TemporaryFile
from typing import IO
from weakref import WeakSet

import pyarrow as pa

HELD = 4 << 20  # bytes of rows that are written together, and that one may have without a file
_maps: WeakSet[mmap.mmap] = WeakSet()


class Laid:
    """Rows of one table, in the order in which they are added."""

    def __init__(self, folder: Path, shape: pa.Schema) -> None:
        """`folder` has room for all of them; the file there has no name that anybody else could open."""
        self._folder = folder
        self._shape = shape
        self._held: list[pa.Table] = [pa.Table.from_batches([], shape)]
        self._file: IO[bytes] | None = None
        self._writer: pa.ipc.RecordBatchStreamWriter | None = None

    def add(self, rows: pa.Table) -> None:
        """Adds rows behind those there are; raises `OSError` where there is no room."""
        if rows.num_rows:
            self._held.append(rows)
            if sum(some.nbytes for some in self._held) >= HELD:
                self._write()

    def table(self) -> pa.Table:
        """All rows; none is added after that."""
        if self._file is None or self._writer is None:
            return self._joined()
        self._write()
        self._writer.close()
        self._file.flush()
        rows = mmap.mmap(self._file.fileno(), 0, access=mmap.ACCESS_READ)  # lasts as long as the table does
        self._file.close()
        _maps.add(rows)
        with pa.ipc.open_stream(pa.py_buffer(rows)) as stream:
            return stream.read_all()

    def _joined(self) -> pa.Table:
        return pa.concat_tables(self._held).combine_chunks()

    def _write(self) -> None:
        if self._writer is None:
            self._file = TemporaryFile(dir=self._folder)  # noqa: SIM115 (it is closed when it is read)
            self._writer = pa.ipc.new_stream(self._file, self._shape)
        self._writer.write_table(self._joined())
        self._held = [pa.Table.from_batches([], self._shape)]


def forget() -> None:
    """Gives back the memory of all that was read of tables on disk, where the system can be told to."""
    if hasattr(mmap, "MADV_DONTNEED"):
        for rows in list(_maps):
            rows.madvise(mmap.MADV_DONTNEED)


def give_back() -> None:
    """Gives back the memory of what was let go too, which is otherwise kept for what may come next."""
    forget()
    pa.default_memory_pool().release_unused()  # a build's pool is the system's: this is what Python and numpy let go as well
