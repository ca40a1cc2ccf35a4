"""Which documents may share text once some of them have changed, without looking at all of them again.

A pair is told by the shingles that both keep in the sample, and each shingle by itself (`candidates`): what is told of a
pair changes only where it has a shingle in common with a document that changed.
"""

from dataclasses import dataclass
from typing import Self

import numpy as np
from numpy.typing import NDArray

from core import arrays
from core.copies.candidates import LIMIT, enough, meetings
from core.copies.sketches import bounds, owners_of
from core.copies.words import Hashes, Places

Truths = NDArray[np.bool_]


@dataclass(frozen=True, slots=True)
class Sample:
    """The shingles by which documents are compared, whose each is, and how many each document has."""

    hashes: Hashes
    owners: Places  # in order
    sizes: Places

    @classmethod
    def of(cls, hashes: Hashes, sizes: Places, numbers: Places, count: int) -> Self:
        """Of the shingles of some documents, one document's after the other's; `numbers` are theirs among `count`."""
        sampled = np.flatnonzero(hashes < LIMIT)
        owners = numbers[owners_of(sampled, bounds(sizes))]
        return cls(hashes[sampled], owners, np.bincount(owners, minlength=count))

    def of_documents(self, which: Truths) -> Hashes:
        return self.hashes[which[self.owners]]

    def met(self, hashes: Hashes) -> tuple[Places, Places]:
        """The pairs that have some of the shingles given in common, and how many."""
        some = arrays.among(self.hashes, hashes)
        found = [np.empty(0, np.int64), *meetings(self.hashes[some], self.owners[some], len(self.sizes))]
        return np.unique(np.concatenate(found), return_counts=True)


def pairs_again(then: Sample, now: Sample, near: Places, stirred: Truths) -> Places:
    """What `candidates.pairs` finds in the documents as they are now, by what it found in them as they were.

    Documents are numbered in order of their names, those that are gone among them; `stirred` says which do not have the
    shingles that they had. Pairs are one number each, the smaller number times how many documents there are plus the larger.
    """
    count = len(stirred)
    touched = np.concatenate([one.of_documents(stirred) for one in (then, now)])
    (before, times_before), (after, times) = then.met(touched), now.met(touched)
    codes, place = np.unique(np.concatenate([before, after]), return_inverse=True)
    gained = np.bincount(place, np.concatenate([-times_before, times]), len(codes))
    one, other = np.divmod(codes, count)
    changed = codes[(gained != 0) | stirred[one] | stirred[other]]
    one, other = np.divmod(changed, count)
    ends = np.zeros(count, np.bool_)
    ends[np.where(stirred[one], one, other)] = True  # all shingles of one suffice to count what it has in common
    found, times = now.met(now.of_documents(ends))
    found = found[enough(found, times, now.sizes) & np.isin(found, changed)]
    return np.union1d(np.setdiff1d(near, changed), found)
