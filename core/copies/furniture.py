"""What a publisher prints again and again: appeals, house style, stock paragraphs that no list of phrases can foresee.

Shingles that stand in ten documents or more of one publisher are its furniture and make no copy, unless they are most of a
document: then it is the document that was printed ten times.
"""

from collections import Counter
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from core.copies.words import FACTOR, Hashes, Places

OFTEN = 10
LARGEST_SHARE = 0.5


def furniture(hashes: Hashes, sizes: Places, publishers: Sequence[str | None]) -> NDArray[np.bool_]:
    """Of the shingles of all documents, one document's after the other's, which are their publishers' furniture.

    `sizes` says how many each document has; documents without a publisher are one group.
    """
    groups = {publisher: group for group, (publisher, count) in enumerate(Counter(publishers).items()) if count >= OFTEN}
    group = np.repeat(np.array([groups.get(publisher, -1) for publisher in publishers], np.int64), sizes)
    # A shingle of one publisher has a hash of its own: one sort finds those that come often, whoever printed them.
    printed = hashes + group.astype(np.uint64) * FACTOR
    found = _held(printed, _often(printed[group >= 0])) & (group >= 0)
    owners = np.repeat(np.arange(len(sizes)), sizes)
    most = np.bincount(owners, found, len(sizes)) > LARGEST_SHARE * sizes
    return found & ~most[owners]


def _often(hashes: Hashes) -> Hashes:
    """Those that come often, each once and in order."""
    ordered = np.sort(hashes)
    starts = np.flatnonzero(np.append(True, ordered[1:] != ordered[:-1])[: len(ordered)])
    return ordered[starts[np.diff(np.append(starts, len(ordered))) >= OFTEN]]


def _held(hashes: Hashes, among: Hashes) -> NDArray[np.bool_]:
    """Which of some hashes are among others, which are in order."""
    if not len(among):
        return np.zeros(len(hashes), np.bool_)
    found: NDArray[np.bool_] = among[np.minimum(np.searchsorted(among, hashes), len(among) - 1)] == hashes
    return found
