"""Pairs of printings worth a closer look, found by what they share that few others have.

A bucket of an index with more than `MOST` printings says little: in it each is paired with the next only, so that pairs grow
with the printings and not with their square. Printings come in the order of their words: those that hundreds of papers print
alike stand side by side, and are paired all the same.
"""

from collections.abc import Iterable

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from core import arrays
from core.utterances.heard import Numbers

SHINGLE = 3  # words in a row
MOST = 40  # printings in a bucket
RAREST = 8  # stems by which a report is looked for
SHARED_STEMS = 2  # rare stems that two reports of one speaker share at least
AT_ONCE = 1 << 20  # about as many runs of words are looked at together


def pairs(printings: pa.Table) -> Numbers:
    """Printings that may be of one utterance: the smaller place times their number, plus the larger; in order.

    `printings` are a table of `heard`, in the order of `Printing.key`.
    """
    return arrays.distinct(np.concatenate([_by_words(printings), _by_content(printings)]))


def _by_words(printings: pa.Table) -> Numbers:
    """Printings of the words themselves that share a run of words; a shorter fragment is met by its content only."""
    words, owners, dictionary = _numbered(_split(printings["forms"]))
    ours = arrays.numbers(printings["in_words"].combine_chunks())[owners]
    words, owners = words[ours], owners[ours]
    whole = owners[: -SHINGLE + 1] == owners[SHINGLE - 1 :]  # a run of words does not go on into the next printing
    base = np.int64(len(dictionary) + 1)
    runs = words[:-2] * base
    runs += words[1:-1]
    runs *= base
    runs += words[2:]  # in place: there are as many as words in all that is quoted
    runs, owners = runs[whole], owners[: -SHINGLE + 1][whole]
    passes = len(runs) // AT_ONCE + 1
    return _distinct(
        _paired(runs[one], owners[one], printings.num_rows) for one in (runs % passes == at for at in range(passes))
    )


def _by_content(printings: pa.Table) -> Numbers:
    """Printings of one speaker, or of a speaker and the body it belongs to, that share some of their rarest stems."""
    count = printings.num_rows
    stems, owners = _rarest(printings)
    sizes = np.bincount(owners, minlength=count)
    starts = np.cumsum(sizes) - sizes
    actors, speaking, _ = _numbered(printings["lineage"].combine_chunks())
    each = np.repeat(np.arange(len(actors)), sizes[speaking])  # every actor of a printing with every stem of it
    within = np.arange(len(each)) - np.repeat(np.cumsum(sizes[speaking]) - sizes[speaking], sizes[speaking])
    keys = actors[each] * (stems.max(initial=0) + 1) + stems[starts[speaking[each]] + within]
    found, shared = np.unique(_paired(keys, speaking[each], count), return_counts=True)
    return found[shared >= SHARED_STEMS]


def _rarest(printings: pa.Table) -> tuple[Numbers, Numbers]:
    """Of each printing the stems that the fewest others have, of as many the first by the alphabet; and whose they are."""
    stems, owners, dictionary = _numbered(_split(printings["content"]))
    alphabet = np.empty(len(dictionary), np.int64)
    alphabet[arrays.numbers(pc.sort_indices(dictionary)).astype(np.int64)] = np.arange(len(dictionary))
    times = np.bincount(stems, minlength=len(dictionary))
    rarest = np.lexsort((alphabet, times))
    rank = np.empty(len(dictionary), np.int64)
    rank[rarest] = np.arange(len(dictionary))
    owners, ranks = np.divmod(np.sort(owners * len(dictionary) + rank[stems]), max(len(dictionary), 1))
    stems = rarest[ranks]
    starts = np.flatnonzero(np.append(True, owners[1:] != owners[:-1])[: len(owners)])
    rank = np.arange(len(owners)) - np.repeat(starts, np.diff(np.append(starts, len(owners))))
    return stems[rank < RAREST], owners[rank < RAREST]


def _split(words: pa.ChunkedArray) -> pa.ListArray:
    return pc.split_pattern(words.combine_chunks(), " ")


def _numbered(lists: pa.ListArray) -> tuple[Numbers, Numbers, pa.Array]:
    """The words of some lists as numbers, whose each is, and the words that the numbers stand for; empty ones left out."""
    owners = np.repeat(np.arange(len(lists)), arrays.numbers(lists.value_lengths()))
    words = lists.flatten()
    there = arrays.numbers(pc.binary_length(words)) > 0
    found = words.dictionary_encode()
    return arrays.numbers(found.indices)[there].astype(np.int64), owners[there], found.dictionary


def _distinct(found: Iterable[Numbers]) -> Numbers:
    return arrays.distinct(np.concatenate([arrays.distinct(some) for some in found]))


def _paired(keys: Numbers, owners: Numbers, count: int) -> Numbers:
    """Every two owners of one key, as one number: the smaller place times `count`, plus the larger; a pair comes as often
    as it has keys in common. Of more than `MOST` owners, each with the next only. Owners come in their order."""
    several = arrays.repeated(keys, 2)
    keys, owners = keys[several], owners[several]
    order = np.argsort(keys, kind="stable")
    keys, owners = keys[order], owners[order]
    once = np.flatnonzero(np.append(True, (keys[1:] != keys[:-1]) | (owners[1:] != owners[:-1]))[: len(keys)])
    keys, owners = keys[once], owners[once]
    starts = np.flatnonzero(np.append(True, keys[1:] != keys[:-1])[: len(keys)])
    sizes = np.diff(np.append(starts, len(keys)))
    rank = np.arange(len(keys)) - np.repeat(starts, sizes)
    farthest = np.where(np.repeat(sizes, sizes) <= MOST, rank, np.minimum(rank, 1))
    return np.concatenate([_back(owners, farthest, back, count) for back in range(1, MOST)])


def _back(owners: Numbers, farthest: Numbers, back: int, count: int) -> Numbers:
    """The pairs of those that stand so many places apart within the owners of a key."""
    later = np.flatnonzero(farthest >= back)
    return owners[later - back] * count + owners[later]
