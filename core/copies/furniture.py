"""What a publisher prints again and again: appeals, house style, stock paragraphs that no list of phrases can foresee.

Shingles that stand in ten documents or more of one publisher are its furniture and make no copy, unless they are most of a
document: then it is the document that was printed ten times.
"""

from collections import Counter
from collections.abc import Sequence

import numpy as np

from core import arrays
from core.copies.sketches import bounds, owners_of
from core.copies.words import FACTOR, Hashes, Places

OFTEN = 10
LARGEST_SHARE = 0.5
AT_ONCE = 1 << 18  # shingles looked up together
BITS = 20  # of a hash, by which it is first looked up
MASK = np.uint64((1 << BITS) - 1)


def furniture(hashes: Hashes, sizes: Places, publishers: Sequence[str | None]) -> Places:
    """The places of those shingles that are their publishers' furniture, in order, of all documents' one after the other's.

    `sizes` says how many each document has; documents without a publisher are one group.
    """
    groups = {publisher: group for group, (publisher, count) in enumerate(Counter(publishers).items()) if count >= OFTEN}
    group = np.array([groups.get(publisher, -1) for publisher in publishers], np.int64)
    grouped = np.repeat(group >= 0, sizes)
    # A shingle of one publisher has a hash of its own: one sort finds those that come often, whoever printed them.
    printed = np.repeat(group.astype(np.uint64) * FACTOR, sizes)
    printed += hashes
    found = _held(printed, _often(printed if grouped.all() else printed[grouped]))
    found = found[grouped[found]]
    owners = owners_of(found, bounds(sizes))
    most = np.bincount(owners, minlength=len(sizes)) > LARGEST_SHARE * sizes
    return found[~most[owners]]


def _often(hashes: Hashes) -> Hashes:
    """Those that come often, each once and in order."""
    hashes = np.sort(hashes[arrays.repeated(hashes, OFTEN)])
    behind = hashes[OFTEN - 1 :]
    return np.unique(behind[hashes[: len(behind)] == behind])


def _held(hashes: Hashes, among: Hashes) -> Places:
    """The places of those hashes that are among others, which are in order."""
    if not len(among):
        return np.empty(0, np.int64)
    likely = np.zeros(1 << BITS, np.bool_)
    likely[among & MASK] = True
    found = []
    for first in range(0, len(hashes), AT_ONCE):
        places = np.flatnonzero(likely[hashes[first : first + AT_ONCE] & MASK]) + first
        some = hashes[places]
        nearest = among[np.minimum(np.searchsorted(among, some), len(among) - 1)]
        found.append(places[nearest == some])
    return np.concatenate(found)
