"""Which pairs of printings are worth a closer look now and were not before, or the other way round, as some come and go.

A pair is worth it by what stands in one of two indexes (`candidates`). An index is a matter of all printings, but its
buckets are not of each other: what is told of a pair changes only where a printing enters or leaves a bucket of both.
"""

from dataclasses import dataclass

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

from core import arrays
from core.utterances.candidates import SHARED_STEMS, paired, rarest, runs_of, stems_of, with_actors
from core.utterances.heard import Numbers

Truths = NDArray[np.bool_]


@dataclass(frozen=True, slots=True)
class _Index:
    """An index of some printings as they were and as they are: what each stands under."""

    keys: Numbers
    owners: Numbers  # in order
    was: Truths  # whether the printing stood under the key before
    now: Truths
    count: int  # printings
    least: int  # keys by which two must meet

    def changed(self) -> Numbers:
        """The pairs that meet by more or fewer keys than before."""
        some = arrays.among(self.keys, self.keys[self.was != self.now])
        (before, times_before), (now, times) = (self._met(some[there[some]]) for there in (self.was, self.now))
        codes, place = np.unique(np.concatenate([before, now]), return_inverse=True)
        gained = np.bincount(place, np.concatenate([-times_before, times]), len(codes))
        changed: Numbers = codes[gained != 0]
        return changed

    def meeting(self, pairs: Numbers, ends: Numbers) -> Numbers:
        """Those of some pairs that meet often enough now; `ends` has one printing of each."""
        there = np.zeros(self.count, np.bool_)
        there[ends] = True
        some = arrays.among(self.keys, self.keys[there[self.owners] & self.now])
        found, times = self._met(some[self.now[some]])
        return np.intersect1d(found[times >= self.least], pairs, assume_unique=True)

    def _met(self, entries: Numbers) -> tuple[Numbers, Numbers]:
        found, times = np.unique(paired(self.keys[entries], self.owners[entries], self.count), return_counts=True)
        return found, times


def differing(printings: pa.Table, was: Truths, now: Truths) -> tuple[Numbers, Numbers]:
    """The pairs of which something is told in another way than before, and those of them worth a closer look now.

    `printings` are those of before and of now in one table, in the order of `Printing.key`; `was` and `now` say which are
    which. Pairs are as in `candidates.pairs`.
    """
    indexes = _of_words(printings, was, now), _of_content(printings, was, now)
    changed = arrays.distinct(np.concatenate([index.changed() for index in indexes]))
    one, other = np.divmod(changed, max(printings.num_rows, 1))
    still = now[one] & now[other]
    ends = np.where(was[one], other, one)  # the keys of what is new have been looked at
    found = [index.meeting(changed[still], ends[still]) for index in indexes]
    return changed, arrays.distinct(np.concatenate(found))


def _of_words(printings: pa.Table, was: Truths, now: Truths) -> _Index:
    runs, owners = runs_of(printings)
    return _Index(runs, owners, was[owners], now[owners], printings.num_rows, 1)


def _of_content(printings: pa.Table, was: Truths, now: Truths) -> _Index:
    """By the rarest stems of each printing: which these are may change with every printing that comes."""
    stems, owners, alphabet = stems_of(printings)
    rare_then, rare = (np.zeros(len(stems), np.bool_) for _ in range(2))
    for there, found in ((was[owners], rare_then), (now[owners], rare)):
        found[there] = rarest(stems[there], owners[there], alphabet)
    either = rare_then | rare
    keys, each = with_actors(printings, stems[either], owners[either])
    place = np.flatnonzero(either)[each]
    return _Index(keys, owners[place], rare_then[place], rare[place], printings.num_rows, SHARED_STEMS)
