"""What a publisher prints again and again: appeals, house style, stock paragraphs that no list of phrases can foresee.

Shingles that stand in ten documents or more of one publisher are its furniture and make no copy, unless they are most of a
document: then it is the document that was printed ten times.
"""

from collections import defaultdict
from collections.abc import Sequence

import numpy as np

from core.copies.words import Hashes

OFTEN = 10
LARGEST_SHARE = 0.5


def without_furniture(shingles: Sequence[Hashes], publishers: Sequence[str | None]) -> list[Hashes]:
    """The shingles of each document without its publisher's furniture; documents without a publisher are one group."""
    groups: defaultdict[str | None, list[int]] = defaultdict(list)
    for number, publisher in enumerate(publishers):
        groups[publisher].append(number)
    kept = list(shingles)
    for members in groups.values():
        if len(members) >= OFTEN:
            furniture = _often([shingles[number] for number in members])
            for number in members:
                kept[number] = _own(shingles[number], furniture)
    return kept


def _often(shingles: Sequence[Hashes]) -> Hashes:
    found, counts = np.unique(np.concatenate(list(shingles)), return_counts=True)
    return found[counts >= OFTEN]


def _own(shingles: Hashes, furniture: Hashes) -> Hashes:
    own = np.setdiff1d(shingles, furniture, assume_unique=True)
    return own if len(own) >= (1 - LARGEST_SHARE) * len(shingles) else shingles
