"""What the search for copies keeps of a corpus from one build to the next."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

import numpy as np

from core.copies.words import Hashes, Places

Pair = tuple[str, str]  # documents, the smaller name first


def no_hashes() -> Hashes:
    return np.empty(0, np.uint64)


def no_places() -> Places:
    return np.empty(0, np.int64)


@dataclass(slots=True)
class Sketches:
    """The shingles of all documents, one document's after the other's, which of them are furniture, a mark of those of each
    document that are not, and which documents are near each other: by shingles, and as the same text."""

    docs: list[str] = field(default_factory=list)
    hashes: Hashes = field(default_factory=no_hashes)
    sizes: Places = field(default_factory=no_places)  # how many each document has
    marks: Hashes = field(default_factory=no_hashes)
    near: set[Pair] = field(default_factory=set)
    twins: set[Pair] = field(default_factory=set)
    stock: Places = field(default_factory=no_places)  # places of the shingles that are furniture, in order

    def own(self) -> tuple[Hashes, Places]:
        """The shingles that are no furniture, and how many each document has."""
        return without(self.hashes, self.sizes, self.stock)

    def by_document(self) -> dict[str, tuple[Hashes, int]]:
        """The shingles and the mark of each document."""
        starts = bounds(self.sizes).tolist()
        return {
            doc: (self.hashes[start:end], mark)
            for doc, start, end, mark in zip(self.docs, starts, starts[1:], self.marks.tolist(), strict=False)
        }

    def to_arrays(self) -> dict[str, Any]:
        """The sketches as arrays; the names of the documents are kept elsewhere."""
        number = {doc: place for place, doc in enumerate(self.docs)}
        near, twins = (
            np.array([(number[one], number[other]) for one, other in sorted(pairs)], np.int64).reshape(-1, 2)
            for pairs in (self.near, self.twins)
        )
        return {
            "shingles": self.hashes,
            "sizes": self.sizes,
            "marks": self.marks,
            "near": near,
            "twins": twins,
            "stock": self.stock,
        }

    @classmethod
    def from_arrays(cls, docs: list[str], arrays: Mapping[str, Any]) -> "Sketches":
        """Sketches of these documents; raises `ValueError`, `LookupError` where the arrays do not fit them."""
        hashes, sizes, marks = arrays["shingles"], arrays["sizes"], arrays["marks"]
        if not len(docs) == len(sizes) == len(marks) or sizes.sum() != len(hashes):
            raise ValueError("not as many sketches as documents")
        if len(arrays["stock"]) and arrays["stock"].max() >= len(hashes):
            raise ValueError("furniture that is no shingle")
        near, twins = ({(docs[one], docs[other]) for one, other in arrays[name].tolist()} for name in ("near", "twins"))
        return cls(docs, hashes, sizes, marks, near, twins, arrays["stock"])


def bounds(sizes: Places) -> Places:
    """Where the shingles of each document begin, and where those of the last end."""
    return np.concatenate(([0], np.cumsum(sizes)))


def without(hashes: Hashes, sizes: Places, stock: Places) -> tuple[Hashes, Places]:
    """The shingles of documents without those at some places, and how many each document has left."""
    if not len(stock):
        return hashes, sizes
    return np.delete(hashes, stock), sizes - np.bincount(owners_of(stock, bounds(sizes)), minlength=len(sizes))


def owners_of(places: Places, starts: Places) -> Places:
    """The numbers of the documents that shingles at some places are of, by where each document's begin (`bounds`)."""
    return np.searchsorted(starts, places, side="right") - 1


def marks_of(hashes: Hashes, sizes: Places) -> Hashes:
    """A mark of each document's shingles: two documents' worth of them that differ have different marks."""
    sums = np.zeros(len(hashes) + 1, np.uint64)
    np.cumsum(hashes, out=sums[1:])  # beyond 64 bits it goes round
    ends = bounds(sizes)
    return sums[ends[1:]] - sums[ends[:-1]] + sizes.astype(np.uint64)


def joined(parts: Iterable[Hashes]) -> tuple[Hashes, Places]:
    """The shingles of documents, one document's after the other's, and how many each has."""
    held, sizes = bytearray(), []
    for one in parts:
        held += one.tobytes()
        sizes.append(len(one))
    return np.frombuffer(held, np.uint64), np.array(sizes, np.int64)
