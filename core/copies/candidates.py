"""Pairs of documents that may share text, found without comparing all with all.

Every document keeps the quarter of its shingles whose hashes are lowest in value (a scaled MinHash, as FracMinHash in
genomics): the same shingle is kept in every document or in none, so that shares of a sample estimate shares of the whole,
whatever the lengths. Shingles are sorted once; documents that meet in one are a pair: n log n in the words of the corpus.

Measured on 4,000 documents of `core.planted` by `python -m core bench --copies` (recall of pairs with half of the smaller
text shared, candidates, processor seconds): this 1.000, 4,605, 0.1; rensa 0.5's LSH with 64 bands of two 0.941, 2,910, 1.1,
with 128 of one 1.000, 104,636, 1.4; datasketch 2.0's LSH Ensemble for containment 0.936, 3,441, 20 at 0.5 and 1.000, 17,806,
20 at 0.3. rensa compares by Jaccard, which long texts and short digests of them hardly share; datasketch's Ensemble by
containment, as this does.
"""

from collections.abc import Iterator

import numpy as np
from numpy.typing import NDArray

from core import arrays
from core.copies.sketches import bounds, owners_of
from core.copies.words import Hashes, Places

# One shingle in four: of the 20 shingles that half of a text of 45 words has, none is kept once in 300 texts.
RATE = 4
LIMIT = np.uint64(2**64 // RATE)
# A story printed by hundreds, or a phrase that everybody uses: each document then meets only the first so many.
MOST = 32
# Two shingles in common may be a phrase of six words; fewer than this share of the smaller sample is no copy either.
FEWEST, LEAST = 2, 0.05
AT_ONCE = 1 << 16  # shingles, each of which meets up to `MOST` others


def pairs(hashes: Hashes, sizes: Places) -> Places:
    """Documents that may share text, as one number each: the smaller number times how many there are, plus the larger.

    `hashes` are the shingles of all documents, one document's after the other's, and `sizes` says how many each has.
    """
    sampled = np.flatnonzero(hashes < LIMIT)
    owners = owners_of(sampled, bounds(sizes))
    kept = np.bincount(owners, minlength=len(sizes))
    found = [np.empty(0, np.int64)]
    for met in meetings(hashes[sampled], owners, len(sizes)):
        codes, shared = np.unique(met, return_counts=True)
        found.append(codes[enough(codes, shared, kept)])
    return np.sort(np.concatenate(found))


def enough(pairs: Places, shared: Places, sizes: Places) -> NDArray[np.bool_]:
    """Which pairs share enough, by how many shingles both have of the sample, and each document has."""
    smaller = np.minimum(*(sizes[end] for end in np.divmod(pairs, len(sizes))))
    return (shared >= np.minimum(FEWEST, smaller)) & (shared >= LEAST * smaller)


def meetings(hashes: Hashes, owners: Places, count: int) -> Iterator[Places]:
    """Every two of `count` documents with the same shingle, as one number; a pair comes as often as it has shingles in
    common, and in one part. `owners` says whose each shingle is, and is in order."""
    twice = arrays.repeated(hashes, 2)
    hashes, owners = hashes[twice], owners[twice]
    order = np.argsort(hashes, kind="stable")
    hashes, owners = hashes[order], owners[order]
    starts = np.flatnonzero(np.append(True, hashes[1:] != hashes[:-1])[: len(hashes)])
    rank = np.arange(len(hashes)) - np.repeat(starts, np.diff(np.append(starts, len(hashes))))
    for later in _by_owner(owners, rank):
        yield _meetings(owners, rank, later, count)


def _by_owner(owners: Places, rank: Places) -> Iterator[Places]:
    """The shingles that an earlier document has too, some documents' at a time: in a corpus of copies each meets many."""
    later = np.flatnonzero(rank)
    later = later[np.argsort(owners[later], kind="stable")]
    whose, first = owners[later], 0
    while first < len(later):
        last = whose[min(first + AT_ONCE, len(later)) - 1]
        behind = int(np.searchsorted(whose, last, side="right"))
        yield later[first:behind]
        first = behind


def _meetings(owners: Places, rank: Places, later: Places, count: int) -> Places:
    """Every two documents with the same shingle, as one number; a pair comes as often as it has shingles in common."""
    found = [np.array([], dtype=np.int64)]
    for back in range(1, MOST + 1):  # the one `back` places before, within the group
        later = later[rank[later] >= back]
        near = later[rank[later] <= MOST]
        found.append(owners[near - back] * count + owners[near])
        far = later[rank[later] > MOST]  # in a large group, those that stand first in it
        found.append(owners[far - rank[far] + back - 1] * count + owners[far])
    return np.concatenate(found)
