"""How alike those printings are that may be of one utterance; what is known of them from before is not compared again."""

from bisect import bisect_left
from collections.abc import Callable, Iterable
from dataclasses import dataclass

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

from core import arrays
from core.utterances.alike import likeness
from core.utterances.candidates import pairs
from core.utterances.differing import Truths, differing
from core.utterances.heard import Heard, Numbers, of_places, ordered

COMPARED = 5_000  # pairs compared at a time
# Where more of the printings than this are new, their pairs are looked for from nothing, which then takes less.
SHARE = 0.1
Likes = NDArray[np.float64]  # of pairs; NaN where they are not of one utterance


@dataclass(frozen=True, slots=True)
class Pairs:
    """Some printings, and pairs of them by their places."""

    printings: pa.Table
    ones: Numbers
    others: Numbers


Each = Callable[[Callable[[Pairs], Likes], Iterable[Pairs]], Iterable[Likes]]


def compared(before: Heard, stands: Truths, fresh: pa.Table, each: Each) -> tuple[Heard, Truths]:
    """What is heard of the printings that stand and of fresh ones, and which of all these are fresh.

    `stands` says of each printing that was heard before whether it is there as it was.
    """
    old, new = before.printings.num_rows, fresh.num_rows
    if new > SHARE * np.count_nonzero(stands):
        kept = arrays.taken(before.printings, np.flatnonzero(stands))
        both = pa.concat_tables([kept, fresh])
        order = ordered(both)
        table = arrays.taken(both, order)
        codes, likes = _alike(table, pairs(table), each)
        return Heard(table, codes, likes), order >= kept.num_rows
    fresh = arrays.taken(fresh, ordered(fresh))
    order = np.insert(np.arange(old), _places_among(before.printings, fresh), old + np.arange(new))
    printings = arrays.taken(pa.concat_tables([before.printings, fresh]), order)
    was = order < old
    now = np.append(stands, np.ones(new, np.bool_))[order]
    changed, found = differing(printings, was, now)
    codes, likes = _alike(printings, found, each)
    kept_codes, kept_likes = _kept(before, np.flatnonzero(was), now)
    same = np.isin(kept_codes, changed, invert=True)
    codes, likes = np.concatenate([kept_codes[same], codes]), np.concatenate([kept_likes[same], likes])
    sorting, count = np.argsort(codes), np.count_nonzero(now)
    one, other = (np.cumsum(now) - 1)[np.stack(np.divmod(codes[sorting], max(len(now), 1)))]
    return Heard(arrays.taken(printings, np.flatnonzero(now)), one * count + other, likes[sorting]), ~was[now]


def _places_among(printings: pa.Table, fresh: pa.Table) -> list[int]:
    """Where fresh printings, in order, go among others that are in order too."""
    forms, first = printings["forms"], printings["first"]

    def key(place: int) -> tuple[str, str]:
        return forms[place].as_py(), first[place].as_py()

    keys = zip(fresh["forms"].to_pylist(), fresh["first"].to_pylist(), strict=True)
    return [bisect_left(range(printings.num_rows), one, key=key) for one in keys]


def _kept(before: Heard, places: Numbers, now: Truths) -> tuple[Numbers, Likes]:
    """The pairs known from before of which both are there now, by their places among all, and how alike they are."""
    one, other = places[np.stack(np.divmod(before.pairs, max(before.printings.num_rows, 1)))]
    there = now[one] & now[other]
    return (one * len(now) + other)[there], before.likes[there]


def _alike(table: pa.Table, codes: Numbers, each: Each) -> tuple[Numbers, Likes]:
    """Those of some pairs that are of one utterance, and how alike they are."""
    parts = (_taken(table, codes[first : first + COMPARED]) for first in range(0, len(codes), COMPARED))
    likes = np.concatenate([np.empty(0, np.float64), *each(likes_of, parts)])
    alike = ~np.isnan(likes)
    return codes[alike], likes[alike]


def _taken(table: pa.Table, codes: Numbers) -> Pairs:
    ends = np.divmod(codes, table.num_rows)
    needed = np.unique(np.concatenate(ends))
    return Pairs(table.take(arrays.of(needed)), *(np.searchsorted(needed, end) for end in ends))


def likes_of(pairs: Pairs) -> Likes:
    """How alike the printings of each pair are."""
    printings = list(of_places(pairs.printings, np.arange(pairs.printings.num_rows)))
    found = (likeness(printings[one], printings[other]) for one, other in zip(pairs.ones, pairs.others, strict=True))
    return np.array([np.nan if like is None else like for like in found], np.float64)
