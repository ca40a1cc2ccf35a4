"""Printings brought together, two by two, into those of one utterance."""

from collections.abc import Iterator

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from numpy.typing import NDArray

from core import arrays
from core.records import Day
from core.utterances.heard import Numbers

HALF = 0.5  # two printings that share no more than this of the fuller one: one is a fragment of the other
Pair = tuple[int, int]


def joined(table: pa.Table, pairs: Numbers, likes: NDArray[np.float64]) -> list[Numbers]:
    """Places of printings by utterance, where it has more than one; the table of `heard`, its pairs, how alike they are.

    Printings that share half of their words are brought together first. A fragment then goes to the one printing that is
    nearest to it, and to no other: a phrase that stands in two speeches does not make them one.
    """
    above = list(range(table.num_rows))
    for one, other in _places(pairs[likes > HALF], table.num_rows):
        _join(above, one, other)
    for part, around in _nested(table):
        _join(above, part, around)
    parts = likes <= HALF
    for fragment, whole in _fragments(table, pairs[parts], likes[parts], above):
        _join(above, fragment, whole)
    tops = np.array(above, np.int64)
    while not np.array_equal(tops, tops[tops]):
        tops = tops[tops]
    several = np.flatnonzero(np.bincount(tops)[tops] > 1)
    order = several[np.argsort(tops[several], kind="stable")]
    return np.split(order, np.flatnonzero(np.diff(tops[order])) + 1) if len(order) else []


def _places(pairs: Numbers, count: int) -> Iterator[Pair]:
    one, other = np.divmod(pairs, max(count, 1))
    return zip(one.tolist(), other.tolist(), strict=True)


def _nested(table: pa.Table) -> list[Pair]:
    """Printings, and what the same document reports around each, where nobody else speaks in it."""
    docs = table["doc"].combine_chunks().dictionary_encode()
    doc = arrays.numbers(docs.indices).astype(np.int64)
    start, end = (arrays.numbers(table[name].combine_chunks()) for name in ("start", "end"))
    order = np.lexsort((-end, start, doc))
    reach = doc[order] * (end.max(initial=0) + 1) + end[order]  # beyond all that documents before it reach
    farthest = np.maximum.accumulate(reach)
    first = np.diff(farthest, prepend=-1) > 0
    around = np.maximum.accumulate(np.where(first, np.arange(len(order)), 0))
    rows = order[~first]
    speakers = (table["speakers"].take(arrays.of(one)).to_pylist() for one in (rows, order[around[~first]]))
    pairs = zip(rows.tolist(), order[around[~first]].tolist(), *speakers, strict=True)
    return [(part, whole) for part, whole, own, others in pairs if own in ([], others)]


def _fragments(table: pa.Table, pairs: Numbers, likes: NDArray[np.float64], above: list[int]) -> list[Pair]:
    """For each group that only fragments tie to others: one fragment of it, and the printing it is nearest to."""
    some = np.unique(np.stack(np.divmod(pairs, max(table.num_rows, 1))))
    told = table.select(["content", "published"]).take(arrays.of(some))
    sizes, published = (
        dict(zip(some.tolist(), values.to_pylist(), strict=True))
        for values in (pc.count_substring(told["content"], " "), told["published"])
    )
    best: dict[int, tuple[tuple[object, ...], int, int]] = {}
    for (one, other), like in zip(_places(pairs, table.num_rows), likes.tolist(), strict=True):
        fragment, whole = (one, other) if sizes[one] < sizes[other] else (other, one)
        rank = (_days_apart(published[fragment], published[whole]), -like, whole, fragment)
        group = _top(above, fragment)
        if group != _top(above, whole) and (group not in best or rank < best[group][0]):
            best[group] = (rank, fragment, whole)
    return [(fragment, whole) for _, fragment, whole in best.values()]


def _days_apart(one: Day | None, other: Day | None) -> int:
    if one is None or other is None:
        return Day.max.toordinal()
    return abs((one - other).days)


def _top(above: list[int], place: int) -> int:
    while above[place] != place:
        above[place] = above[above[place]]
        place = above[place]
    return place


def _join(above: list[int], one: int, other: int) -> None:
    one, other = sorted((_top(above, one), _top(above, other)))
    above[other] = one
