"""What the search for retellings keeps of a corpus from one build to the next."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

Figures = list[tuple[int, tuple[float, ...]]]  # of a document: where sentences with two figures or more begin, and these
Meeting = tuple[str, int, str, int]  # document and first character of the sentence before, and of the one after


@dataclass(slots=True)
class Compared:
    """Which sentences give two figures or more, and what was held against what."""

    figured: dict[str, Figures] = field(default_factory=dict)  # by document
    copies: set[str] = field(default_factory=set)  # ids of copies
    met: set[Meeting] = field(default_factory=set)

    def to_plain(self) -> dict[str, Any]:
        """As plain values, for JSON."""
        return {"figured": self.figured, "copies": sorted(self.copies), "met": sorted(self.met)}

    @classmethod
    def from_plain(cls, raw: Mapping[str, Any]) -> "Compared":
        """From what `to_plain` gave; raises `LookupError`, `TypeError` or `ValueError` if damaged."""
        figured = {doc: [(start, tuple(found)) for start, found in rows] for doc, rows in raw["figured"].items()}
        met = {(doc, start, of, of_start) for doc, start, of, of_start in raw["met"]}
        return cls(figured, set(raw["copies"]), met)
