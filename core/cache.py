"""What was read from single documents, kept between builds: one JSON file a document, named by everything it depends on.

The key covers the text, the facts stated about the document, its noise, the word lists, the model and the code that
reads. Nothing is ever looked up by name or date alone, so a stale reading cannot be met. A file that is cut short or
damaged counts as absent.
"""

import dataclasses
import json
import os
from collections.abc import Iterable
from pathlib import Path
from uuid import uuid4

from core.ingredients import digest
from core.records import Document, Noise, Problem, Reading
from core.tables import to_plain, to_record
from core.workers import Read


class Cache:
    """A folder of readings."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def get(self, key: str) -> Read | None:
        """The reading under a key, or None where there is none that is whole."""
        try:
            raw = json.loads((self.folder / f"{key}.json").read_text(encoding="utf-8"))
            problem = raw["problem"]
            return Read(to_record(Reading, raw["reading"]), problem and to_record(Problem, problem))
        except (OSError, ValueError, KeyError, TypeError):
            return None

    def reading(self, key: str) -> Reading:
        """The rows under a key; raises `LookupError` where there are none that are whole."""
        read = self.get(key) if key else None
        if read is None:
            raise LookupError(f"no reading {key}")
        return read.reading

    def put(self, key: str, read: Read) -> None:
        """Keeps a reading; a reader meets all of it or nothing."""
        self.folder.mkdir(parents=True, exist_ok=True)
        draft = self.folder / f"{key}.{uuid4().hex[:8]}.new"
        draft.write_text(json.dumps(to_plain(read), default=str, ensure_ascii=False), encoding="utf-8")
        draft.replace(self.folder / f"{key}.json")

    def keep_only(self, keys: Iterable[str]) -> None:
        """Removes every reading but these, and drafts that a killed build left."""
        if not self.folder.is_dir():
            return
        with os.scandir(self.folder) as found:
            names = {entry.name for entry in found}
        for name in names.difference(f"{key}.json" for key in keys):
            (self.folder / name).unlink(missing_ok=True)


def key(document: Document, noise: Iterable[Noise], reader: str) -> str:
    """The name of a document's reading: equal keys mean equal rows. `reader` is what `core.ingredients.reads` gives."""
    facts = to_plain(dataclasses.replace(document, text=""))  # the text is in its hash
    return digest([facts, [to_plain(mark) for mark in noise], reader])
