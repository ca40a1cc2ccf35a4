"""The rows of all documents: those that stand, and in their place those of documents that are touched.

Rows are held as Arrow tables, in order of their documents; records are made of those of one document when it is asked for.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from functools import cached_property
from itertools import pairwise
from pathlib import Path
from sys import intern
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from numpy.typing import NDArray

from core import arrays, copies, laid, retelling
from core.laid import Laid
from core.records import TABLES, Direction, Document
from core.single import OF_ONE_DOCUMENT
from core.tables import records, schema

READ_AGAIN = ("documents", "noise", "quotes")  # tables of which the rows of single documents are asked for
AHEAD = 128  # documents
SPLICED = 256  # documents, one by one; beyond that it is quicker to sort the rows of all
Tables = Mapping[str, pa.Table]


class Now:
    """The rows of all documents: those that stand, and over them those of the documents that are touched."""

    def __init__(self, standing: Tables, touched: Collection[str], gone: Collection[str], folder: Path) -> None:
        """Rows that are too many to be held wait in the folder."""
        self.folder = folder
        self.standing = standing
        self.touched = touched
        self.left = arrays.words(sorted({*touched, *gone}))  # documents whose rows do not stand
        self.tables: dict[str, pa.Table] = {}
        self._places: dict[str, int] = {}  # of each document among all
        self._starts: dict[str, NDArray[np.int64]] = {}  # of each document's rows, and where the last end
        self._ahead: dict[str, tuple[int, list[list[Any]]]] = {}  # rows last read: place of the first document, and all

    def take(self, parts: Iterable[Tables]) -> None:
        """Takes in the rows of the documents touched, some documents at a time, in order of their names."""
        fresh = {name: Laid(self.folder, schema(TABLES[name])) for name in OF_ONE_DOCUMENT}
        for rows in parts:
            for name, held in fresh.items():
                held.add(rows[name])
        for name, held in fresh.items():
            self.tables[name] = self._merged(name, held.table())
        self._places = {doc: place for place, doc in enumerate(self.tables["documents"]["doc"].to_pylist())}
        self._starts = {name: self._starts_of(self.tables[name]) for name in READ_AGAIN}

    def _merged(self, name: str, fresh: pa.Table) -> pa.Table:
        if name not in self.standing:
            return fresh
        standing = self.standing[name]
        if len(self.left) <= SPLICED:
            return pa.concat_tables(_spliced(standing, fresh, self.left.to_pylist()))
        kept = standing.filter(pc.invert(pc.is_in(standing["doc"], self.left)))
        both = pa.concat_tables([kept, fresh])
        return both.take(pc.sort_indices(both, [("doc", "ascending")]))  # a stable sort: within a document, as they come

    def _starts_of(self, table: pa.Table) -> NDArray[np.int64]:
        starts = np.zeros(len(self._places) + 1, np.int64)
        if table.num_rows:
            places = pc.index_in(table["doc"].combine_chunks(), self.tables["documents"]["doc"].combine_chunks())
            np.cumsum(np.bincount(arrays.numbers(places), minlength=len(self._places)), out=starts[1:])
        return starts

    def rows(self, name: str, doc: str) -> list[Any]:
        """The rows of one document, in order."""
        place = self._places[doc]
        first, ahead = self._ahead.get(name, (0, []))
        if not first <= place < first + len(ahead):
            # Who asks for one document after the other is given many at a time: a row by itself takes ten times as long.
            count = AHEAD if place == first + len(ahead) else 1
            ahead = self._read(name, place, count)
            self._ahead[name] = place, ahead
            first = place
        return ahead[place - first]

    def _read(self, name: str, place: int, count: int) -> list[list[Any]]:
        """The rows of some documents in a row, document by document."""
        starts = self._starts[name][place : place + count + 1].tolist()
        found = records(name, self.tables[name].slice(starts[0], starts[-1] - starts[0]))
        laid.forget()
        return [found[start - starts[0] : end - starts[0]] for start, end in pairwise(starts)]

    @cached_property
    def documents(self) -> dict[str, Document]:
        """All documents by name, without their texts, with who printed them when and, by the copies found, from whom."""
        columns = [self.tables["documents"][name].to_pylist() for name in ("publisher", "published", "origin")]
        known = {doc: doc for doc in self._places}  # a name is held once, however many documents have it for their origin
        return {
            doc: Document(doc, "", "", publisher=publisher and intern(publisher), published=day, origin=known.get(origin))
            for doc, publisher, day, origin in zip(known, *columns, strict=True)
        }

    def of(self, rows: pa.Table) -> list[Document]:
        """The documents that some rows are of."""
        return [self.documents[doc] for doc in rows["doc"].unique().to_pylist()]

    def of_publishers(self, publishers: Collection[str]) -> set[str]:
        """The documents that some publishers printed."""
        if not publishers:
            return set()
        columns = zip(*(self.tables["documents"][name].to_pylist() for name in ("doc", "publisher")), strict=True)
        return {doc for doc, publisher in columns if publisher in publishers}

    def set_origins(self) -> None:
        """Says of every document whose text it prints, by the copies found."""
        table = self.tables["documents"]
        columns = [self.tables["copies"][name].to_pylist() for name in ("id", "doc", "of", "containment")]
        links = [retelling.Link(id, doc, of, share, Direction.UNKNOWN) for id, doc, of, share in zip(*columns, strict=True)]
        found = copies.origins(dict(zip(self._places, table["published"].to_pylist(), strict=True)), links)
        origins = arrays.words([found[doc] for doc in self._places])
        place = table.schema.get_field_index("origin")
        self.tables["documents"] = table.set_column(place, table.schema.field(place), origins)

    def moved(self) -> set[str]:
        """The documents whose text is another's, or their own, since the standing tables were made."""
        if not self.standing:
            return set()
        tables = self.tables["documents"], self.standing["documents"]
        now, before = (dict(zip(table["doc"].to_pylist(), table["origin"].to_pylist(), strict=True)) for table in tables)
        return {doc for doc, origin in before.items() if doc in now and now[doc] != origin}


def _spliced(standing: pa.Table, fresh: pa.Table, left: Sequence[str]) -> Iterator[pa.Table]:
    """Slices of a table and of its fresh rows, both in order of their documents, without the rows that stood of some.

    No row is copied, and none is looked at but those where the documents `left`, in order, are or would be.
    """
    done = 0
    for doc in left:
        first, behind = _rows_of(standing, doc)
        yield standing.slice(done, first - done)
        done = behind
        first, behind = _rows_of(fresh, doc)
        yield fresh.slice(first, behind - first)
    yield standing.slice(done)


def _rows_of(table: pa.Table, doc: str) -> tuple[int, int]:
    """The first row of a document in a table that is in order of its documents, and the first behind it."""
    docs = table["doc"]

    def named(row: int) -> str:
        name: str = docs[row].as_py()
        return name

    rows = range(table.num_rows)
    return bisect_left(rows, doc, key=named), bisect_right(rows, doc, key=named)


def whole_groups(table: pa.Table, by: Sequence[str], size: int) -> Iterator[pa.Table]:
    """The rows of a table in parts of at least `size`, none of which parts rows with the same values in some columns.

    Rows of the same values stay in the order of the table.
    """
    if not table.num_rows:
        return
    codes = np.zeros(table.num_rows, np.int64)
    for column in by:
        words = table[column].combine_chunks().dictionary_encode("encode")
        codes = np.unique(codes * (len(words.dictionary) + 1) + arrays.numbers(words.indices), return_inverse=True)[1]
    order = np.argsort(codes, kind="stable")
    ends = [*(np.flatnonzero(np.diff(codes[order])) + 1).tolist(), len(order)]
    first = 0
    for end in ends:
        if end - first >= size or end == len(order) > first:
            yield arrays.taken(table, order[first:end])
            laid.forget()
            first = end
