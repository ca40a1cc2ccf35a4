"""What the files of a corpus came to when they were last read, so that those that stand as they were need no reading.

A file is known by its size, its time of change and its place on disk, as version control systems know it; a file changed
within seconds of being read is read again. A memory is for one version of the code that reads: the caller sees to that.
"""

from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass, field
from functools import lru_cache
from hashlib import blake2b
from typing import Any

from core.corpus.files import File, Mark
from core.corpus.raw import Facts
from core.records import Problem

# Some systems keep times of change in steps of two seconds: what changed later than this before it was read may have
# changed once more, and show the same time.
UNSETTLED_NS = 3_000_000_000
Printing = tuple[str | None, str | None, str | None]


@dataclass(frozen=True, slots=True)
class Same:
    """A document that is in every respect as it was."""

    doc: str


@dataclass(frozen=True, slots=True)
class Met:
    """A document as it was met: all that decides what becomes of it, without its text."""

    name: str
    digest: str  # hash of its text
    printing: Printing  # who is stated to have printed it, when (ISO) and where
    stated: str  # hash of all that is stated about it
    own_facts: bool  # whether its file states any of it
    english: bool | None
    warnings: tuple[str, ...] = ()


@dataclass(slots=True)
class Memory:
    """The files of a corpus by name, each with its mark and what it held; and the documents that were taken in."""

    files: dict[str, tuple[Mark, list[Met | Problem]]] = field(default_factory=dict)
    sheets: dict[str, Mark] = field(default_factory=dict)
    refused: list[Problem] = field(default_factory=list)  # what was not opened at all
    taken: dict[str, Met] = field(default_factory=dict)
    read_at: int = 0  # ns since 1970, before the first file was opened

    def knows(self, file: File) -> bool:
        """Whether a file is the one that was read."""
        known = self.files.get(file.name)
        return bool(known and self._settled(known[0]) and known[0] == file.mark)

    def has_met(self, file: File) -> bool:
        """Whether a file looks as it did when it was read, though it may have been written to since."""
        known = self.files.get(file.name)
        return known is not None and known[0] == file.mark

    def same_sheets(self, sheets: Iterable[File]) -> bool:
        """Whether the sheets are those that were read."""
        found = {file.name: file.mark for file in sheets}
        return found == self.sheets and all(self._settled(mark) for mark in self.sheets.values())

    def is_all(self, entries: Iterable[File | Problem], sheets: list[File]) -> bool:
        """Whether nothing in a corpus has changed: the same files, sheets among them, and no others."""
        if not self.read_at or not self.same_sheets(sheets):
            return False
        others = {sheet.name for sheet in sheets}
        files = [entry for entry in entries if isinstance(entry, File) and entry.name not in others]
        refused = [entry for entry in entries if isinstance(entry, Problem)]
        return len(files) == len(self.files) and refused == self.refused and all(map(self.knows, files))

    def _settled(self, mark: Mark | None) -> bool:
        return mark is not None and mark[1] < self.read_at - UNSETTLED_NS

    def forget(self, doc: str) -> None:
        """Takes a document for one that was never read: its file is opened again."""
        one = self.taken.pop(doc, None)
        for name in [name for name, (_, items) in self.files.items() if one in items or doc.startswith(f"{name}/")]:
            del self.files[name]

    def surer_than(self, before: "Memory") -> bool:
        """Whether it knows files, unchanged since, that an earlier memory could not be sure of."""
        return sum(self._settled(mark) for mark, _ in self.files.values()) > sum(map(before._stands, self.files.items()))

    def _stands(self, file: tuple[str, tuple[Mark, object]]) -> bool:
        known = self.files.get(file[0])
        return bool(known and known[0] == file[1][0] and self._settled(known[0]))

    def to_plain(self) -> dict[str, Any]:
        """The memory as plain values, for a file of JSON."""
        files = {name: [mark, [_plain(one) for one in items]] for name, (mark, items) in self.files.items()}
        refused = [asdict(problem) for problem in self.refused]
        inside = {one.name for _, items in self.files.values() for one in items if isinstance(one, Met)}
        members = [_plain(one) for one in self.taken.values() if one.name not in inside]  # of archives
        taken = {"taken": list(self.taken), "members": members}
        return {"files": files, "sheets": self.sheets, "refused": refused, "read_at": self.read_at} | taken

    @classmethod
    def from_plain(cls, raw: Mapping[str, Any]) -> "Memory":
        """A memory from what `to_plain` gave, after JSON; raises `LookupError`, `TypeError` or `ValueError` if damaged."""
        files = {name: (_mark(mark), [_item(one) for one in items]) for name, (mark, items) in raw["files"].items()}
        met = {one.name: one for _, items in files.values() for one in items if isinstance(one, Met)}
        met |= {one.name: one for one in map(_item, raw["members"]) if isinstance(one, Met)}
        sheets = {name: _mark(mark) for name, mark in raw["sheets"].items()}
        refused = [Problem(**one) for one in raw["refused"]]
        return cls(files, sheets, refused, {doc: met[doc] for doc in raw["taken"]}, raw["read_at"])


@lru_cache(maxsize=1024)  # nothing is stated about most, and then one hash is held for all of them
def hash_of(facts: Facts) -> str:
    """A hash of all that is stated about a document."""
    return blake2b(repr(facts).encode(), digest_size=8).hexdigest()


def _mark(raw: Any) -> Mark:
    size, changed, place = raw
    return size, changed, place


def _plain(item: Met | Problem) -> list[Any]:
    if isinstance(item, Problem):
        return [item.path, item.reason, item.left_out]
    return [item.name, item.digest, item.printing, item.stated, item.own_facts, item.english, item.warnings]


def _item(raw: list[Any]) -> Met | Problem:
    if len(raw) == 3:
        return Problem(*raw)
    name, digest, (publisher, published, url), stated, own_facts, english, warnings = raw
    return Met(name, digest, (publisher, published, url), stated, own_facts, english, tuple(warnings))
