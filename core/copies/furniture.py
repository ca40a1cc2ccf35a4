"""What a publisher prints again and again: appeals, house style, stock paragraphs that no list of phrases can foresee.

Shingles that stand in ten documents or more of one publisher are its furniture and make no copy, unless they are most of a
document: then it is the document that was printed ten times.
"""

from collections import Counter
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from core.copies.words import Hashes, Places

OFTEN = 10
LARGEST_SHARE = 0.5


def furniture(hashes: Hashes, sizes: Places, publishers: Sequence[str | None]) -> NDArray[np.bool_]:
    """Of the shingles of all documents, one document's after the other's, which are their publishers' furniture.

    `sizes` says how many each document has; documents without a publisher are one group.
    """
    groups = {publisher: group for group, (publisher, count) in enumerate(Counter(publishers).items()) if count >= OFTEN}
    group = np.repeat(np.array([groups.get(publisher, -1) for publisher in publishers], np.int64), sizes)
    order = np.lexsort((hashes, group))
    alike = (hashes[order][1:] == hashes[order][:-1]) & (group[order][1:] == group[order][:-1])
    starts = np.flatnonzero(np.append(True, ~alike)[: len(order)])
    times = np.diff(np.append(starts, len(order)))
    found = np.empty(len(hashes), np.bool_)
    found[order] = np.repeat(times >= OFTEN, times)
    found &= group >= 0
    owners = np.repeat(np.arange(len(sizes)), sizes)
    most = np.bincount(owners, found, len(sizes)) > LARGEST_SHARE * sizes
    return found & ~most[owners]
