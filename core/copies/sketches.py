"""What the search for copies keeps of a corpus from one build to the next."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

import numpy as np

from core.copies.words import Hashes

Pair = tuple[str, str]  # documents, the smaller name first
Mark = tuple[int, int]


@dataclass(slots=True)
class Sketches:
    """The shingles of each document, a mark of those that are no furniture, and which documents are near each other."""

    docs: list[str] = field(default_factory=list)
    shingles: list[Hashes] = field(default_factory=list)
    marks: dict[str, Mark] = field(default_factory=dict)
    near: set[Pair] = field(default_factory=set)

    def by_document(self) -> dict[str, tuple[Hashes, Mark]]:
        """The shingles and the mark of each document."""
        return {doc: (hashes, self.marks[doc]) for doc, hashes in zip(self.docs, self.shingles, strict=True)}

    def to_arrays(self) -> dict[str, Any]:
        """The sketches as arrays; the names of the documents are kept elsewhere."""
        number = {doc: place for place, doc in enumerate(self.docs)}
        near = [(number[one], number[other]) for one, other in sorted(self.near)]
        return {
            "shingles": np.concatenate(self.shingles) if self.shingles else np.empty(0, np.uint64),
            "sizes": np.array([len(one) for one in self.shingles], np.int64),
            "marks": np.array([self.marks[doc] for doc in self.docs], np.uint64).reshape(-1, 2),
            "near": np.array(near, np.int64).reshape(-1, 2),
        }

    @classmethod
    def from_arrays(cls, docs: list[str], arrays: Mapping[str, Any]) -> "Sketches":
        """Sketches of these documents; raises `ValueError`, `LookupError` where the arrays do not fit them."""
        shingles = np.split(arrays["shingles"], np.cumsum(arrays["sizes"])[:-1]) if docs else []
        marks = {doc: (size, total) for doc, (size, total) in zip(docs, arrays["marks"].tolist(), strict=True)}
        near = {(docs[one], docs[other]) for one, other in arrays["near"].tolist()}
        if len(shingles) != len(docs):
            raise ValueError("not as many sketches as documents")
        return cls(docs, shingles, marks, near)


def mark_of(hashes: Hashes) -> Mark:
    """A mark of some shingles: two documents' worth of them that differ have different marks."""
    return len(hashes), int(np.add.reduce(hashes)) if len(hashes) else 0
