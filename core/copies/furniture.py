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
    found = arrays.among(printed, _often(printed if grouped.all() else printed[grouped]))
    found = found[grouped[found]]
    owners = owners_of(found, bounds(sizes))
    most = np.bincount(owners, minlength=len(sizes)) > LARGEST_SHARE * sizes
    return found[~most[owners]]


def _often(hashes: Hashes) -> Hashes:
    """Those that come often, each once and in order."""
    hashes = np.sort(hashes[arrays.repeated(hashes, OFTEN)])
    behind = hashes[OFTEN - 1 :]
    return np.unique(behind[hashes[: len(behind)] == behind])
