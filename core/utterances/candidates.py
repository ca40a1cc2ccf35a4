"""Pairs of printings worth a closer look, found by what they share that few others have.

A bucket of an index with more than `MOST` printings says little: in it each is paired with the next only, so that pairs grow
with the printings and not with their square. Printings come in the order of their words: those that hundreds of papers print
alike stand side by side, and are paired all the same.
"""

from collections.abc import Iterable

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from numpy.typing import NDArray

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
    runs, owners = runs_of(printings)
    passes = len(runs) // AT_ONCE + 1
    return _distinct(
        paired(runs[one], owners[one], printings.num_rows) for one in (runs % passes == at for at in range(passes))
    )


def runs_of(printings: pa.Table) -> tuple[Numbers, Numbers]:
    """The runs of words of the printings of the words themselves, as numbers, and whose they are."""
    words, owners, dictionary = numbered(split(printings["forms"]))
    ours = arrays.numbers(printings["in_words"].combine_chunks())[owners]
    words, owners = words[ours], owners[ours]
    whole = owners[: -SHINGLE + 1] == owners[SHINGLE - 1 :]  # a run of words does not go on into the next printing
    base = np.int64(len(dictionary) + 1)
    runs = words[:-2] * base
    runs += words[1:-1]
    runs *= base
    runs += words[2:]  # in place: there are as many as words in all that is quoted
    return runs[whole], owners[: -SHINGLE + 1][whole]


def _by_content(printings: pa.Table) -> Numbers:
    """Printings of one speaker, or of a speaker and the body it belongs to, that share some of their rarest stems."""
    stems, owners, alphabet = stems_of(printings)
    rare = rarest(stems, owners, alphabet)
    keys, each = with_actors(printings, stems[rare], owners[rare])
    found, shared = np.unique(paired(keys, owners[rare][each], printings.num_rows), return_counts=True)
    return found[shared >= SHARED_STEMS]


def stems_of(printings: pa.Table) -> tuple[Numbers, Numbers, Numbers]:
    """The stems of printings as numbers, whose each is, and the place of each number's stem in the alphabet."""
    stems, owners, dictionary = numbered(split(printings["content"]))
    alphabet = np.empty(len(dictionary), np.int64)
    alphabet[arrays.numbers(pc.sort_indices(dictionary)).astype(np.int64)] = np.arange(len(dictionary))
    return stems, owners, alphabet


def rarest(stems: Numbers, owners: Numbers, alphabet: Numbers) -> NDArray[np.bool_]:
    """Which stems are, of each printing, those that the fewest others have; of as many the first by the alphabet."""
    times = np.bincount(stems, minlength=len(alphabet))
    rank = np.empty(len(alphabet), np.int64)
    rank[np.lexsort((alphabet, times))] = np.arange(len(alphabet))
    order = np.argsort(owners * len(alphabet) + rank[stems])
    sizes = np.bincount(owners)
    place = np.arange(len(owners)) - np.repeat(np.cumsum(sizes) - sizes, sizes)
    found = np.zeros(len(stems), np.bool_)
    found[order[place < RAREST]] = True
    return found


def with_actors(printings: pa.Table, stems: Numbers, owners: Numbers) -> tuple[Numbers, Numbers]:
    """Each actor of a printing with each of its stems, as one number, and the place of that stem among those given."""
    actors, speaking, _ = numbered(printings["lineage"].combine_chunks())
    sizes = np.bincount(speaking, minlength=printings.num_rows)
    times = sizes[owners]
    each = np.repeat(np.arange(len(stems)), times)
    within = np.arange(len(each)) - np.repeat(np.cumsum(times) - times, times)
    starts = np.cumsum(sizes) - sizes
    return actors[starts[owners[each]] + within] * (stems.max(initial=0) + 1) + stems[each], each


def split(words: pa.ChunkedArray) -> pa.ListArray:
    return pc.split_pattern(words.combine_chunks(), " ")


def numbered(lists: pa.ListArray) -> tuple[Numbers, Numbers, pa.Array]:
    """The words of some lists as numbers, whose each is, and the words that the numbers stand for; empty ones left out."""
    owners = np.repeat(np.arange(len(lists)), arrays.numbers(lists.value_lengths()))
    words = lists.flatten()
    there = arrays.numbers(pc.binary_length(words)) > 0
    found = words.dictionary_encode()
    return arrays.numbers(found.indices)[there].astype(np.int64), owners[there], found.dictionary


def _distinct(found: Iterable[Numbers]) -> Numbers:
    return arrays.distinct(np.concatenate([arrays.distinct(some) for some in found]))


def paired(keys: Numbers, owners: Numbers, count: int) -> Numbers:
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
