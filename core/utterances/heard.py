"""What the search for utterances keeps of a corpus from one build to the next: its printings as a table.

Rows are in the order of `Printing.key`: words are joined by spaces, which come before every character of a word.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import partial
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from numpy.typing import NDArray

from core import arrays
from core.records import Document, Quote
from core.utterances.printings import Printing, printed

Numbers = NDArray[np.int64]
SHAPE = pa.schema(
    [
        ("forms", pa.string()),
        ("first", pa.string()),  # of its quotes: what a printing is known by
        ("quotes", pa.list_(pa.string())),
        ("doc", pa.string()),
        ("start", pa.int64()),
        ("end", pa.int64()),
        ("in_words", pa.bool_()),
        ("content", pa.string()),
        ("figures", pa.list_(pa.float64())),
        ("speakers", pa.list_(pa.string())),
        ("lineage", pa.list_(pa.string())),
        ("said_on", pa.date32()),
        ("published", pa.date32()),
    ]
)


def no_numbers() -> Numbers:
    return np.empty(0, np.int64)


def no_likes() -> NDArray[np.float64]:
    return np.empty(0, np.float64)


def table_of(printings: Iterable[Printing]) -> pa.Table:
    """Printings as a table, in their order, without the places of their words."""
    rows = list(printings)
    columns: dict[str, Sequence[Any]] = {
        "forms": [" ".join(one.forms) for one in rows],
        "first": [one.quotes[0] for one in rows],
        "content": [" ".join(one.content) for one in rows],
        "figures": [sorted(one.figures) for one in rows],
        "lineage": [sorted(one.lineage) for one in rows],
    }
    made = (columns.get(column.name) or [getattr(one, column.name, None) for one in rows] for column in SHAPE)
    return pa.Table.from_arrays(
        [arrays.array(values, column.type) for column, values in zip(SHAPE, made, strict=True)], schema=SHAPE
    )


def listed(documents: Iterable[Document], quotes: Mapping[str, list[Quote]], above: Mapping[str, str | None]) -> pa.Table:
    """The printings of some documents as a table: their quotes, by document, and what each actor belongs to.

    A few hundred documents at a time: as records they take many times the memory.
    """
    return table_of(
        printing for one in documents for printing in printed(quotes.get(one.doc, ()), {one.doc: one.published}, above)
    )


def ordered(table: pa.Table) -> Numbers:
    """The places of the printings of a table in the order of their keys."""
    places = pc.sort_indices(table, [("forms", "ascending"), ("first", "ascending")])
    return arrays.numbers(places).astype(np.int64)


def of_places(table: pa.Table, places: Sequence[int] | Numbers) -> Iterator[Printing]:
    """The printings at some places of a table, without the places of their words."""
    for row in table.take(arrays.array(np.asarray(places).tolist(), pa.int64())).to_pylist():
        del row["first"]
        words = {name: tuple(row[name].split()) for name in ("forms", "content")}
        sets = {name: frozenset(row[name]) for name in ("figures", "lineage")}
        lists = {name: tuple(row[name]) for name in ("quotes", "speakers")}
        yield Printing(**(row | words | sets | lists), words=())


@dataclass(slots=True)
class Heard:
    """The printings of a corpus, and how alike those are that are of one utterance."""

    printings: pa.Table = field(default_factory=partial(table_of, ()))
    # In order; of two places, the first times how many there are plus the second.
    pairs: Numbers = field(default_factory=no_numbers)
    likes: NDArray[np.float64] = field(default_factory=no_likes)  # of each pair

    def to_arrays(self) -> dict[str, Any]:
        """What is not in the table of printings."""
        return {"pairs": self.pairs, "likes": self.likes}

    @classmethod
    def from_arrays(cls, printings: pa.Table, held: Any) -> "Heard":
        """From a table and what `to_arrays` gave; raises `LookupError` or `ValueError` where they do not fit."""
        pairs, likes, count = held["pairs"], held["likes"], printings.num_rows
        if not printings.schema.equals(SHAPE) or len(pairs) != len(likes) or (len(pairs) and pairs.max() >= count * count):
            raise ValueError("likenesses that are not of these printings")
        return cls(printings.combine_chunks(), pairs, likes)
