"""What stands in a folder of tables: the manifest that names the build in force, and the lock that one build holds.

Asked first by every build, and by one that finds nothing new it is all: so no tables are imported here.
"""

import dataclasses
import json
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from filelock import FileLock, Timeout

from core.records import TABLES

MANIFEST = "manifest.json"
# A build of thousands of documents takes minutes; whoever waits longer than this is better told so.
PATIENCE = 600.0


@dataclass(frozen=True, slots=True)
class Manifest:
    """What a folder of tables holds, and what it was made from."""

    version: str  # of the program
    corpus: str  # name of the corpus folder, never a path of one machine
    built_at: str  # ISO 8601, UTC
    fingerprint: str  # hash of the tables' content: a key for caches, the same on every machine
    model: str  # name and version of the spaCy model
    counts: Mapping[str, int] = field(default_factory=dict)  # rows by table
    dropped: Mapping[str, int] = field(default_factory=dict)  # rows left out, by the rule they broke
    sample: bool = False  # whether the corpus is the sample that comes with the program
    folder: str = "."  # subfolder with the Parquet files
    made_from: str = ""  # hash of the texts and of the code: a build from the same has nothing to do
    code: str = ""  # hash of the code that read it
    since: str = ""  # when the build before was made, ISO 8601, UTC; empty for the first
    news: Mapping[str, int] = field(default_factory=dict)  # what differs from the build before (`core.news`), counted
    read_anew: bool = False  # whether other code or another model read the build before, so that rows may differ by that

    @property
    def documents(self) -> int:
        return self.counts.get("documents", 0)


class BusyError(RuntimeError):
    """Another build of the same tables has not finished."""


@contextmanager
def locked(folder: Path, patience: float = PATIENCE) -> Iterator[None]:
    """Holds the folder for one build, waiting up to `patience` seconds for another; a killed build holds nothing.

    Raises `BusyError` when the other takes longer.
    """
    folder.mkdir(parents=True, exist_ok=True)
    try:
        with FileLock(folder / ".lock", timeout=patience):
            yield
    except Timeout:
        raise BusyError(f"another build of {folder.name} is still running") from None


def manifest(folder: Path) -> Manifest:
    """The manifest of a folder of tables; raises `FileNotFoundError` where no build has finished there."""
    raw = json.loads((folder / MANIFEST).read_text(encoding="utf-8"))
    known = {column.name for column in dataclasses.fields(Manifest)}
    return Manifest(**{name: value for name, value in raw.items() if name in known})


def standing(folder: Path) -> Manifest | None:
    """The manifest in force, if its files are all there."""
    try:
        before = manifest(folder)
    except (FileNotFoundError, ValueError, TypeError):
        return None
    return before if all((folder / before.folder / f"{name}.parquet").is_file() for name in TABLES) else None
