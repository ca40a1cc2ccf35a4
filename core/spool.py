"""Values that are many and not needed for a while: on disk until they are asked for, not in memory.

    texts: Spool[Text] = Spool(folder)
    texts.put("one.txt", text)
    texts["one.txt"]

The file has no name that anybody else could open, and is gone with the spool.
"""

import pickle
from collections.abc import Iterator, Mapping
from pathlib import Path
from tempfile import TemporaryFile
from typing import TypeVar

T = TypeVar("T")


class Spool(Mapping[str, T]):
    """Values by name, in the order in which they were put there."""

    def __init__(self, folder: Path) -> None:
        """`folder` has room for all of them; raises `OSError` where it cannot be written to."""
        self._file = TemporaryFile(dir=folder)  # noqa: SIM115 (it is closed with the spool)
        self._places: dict[str, tuple[int, int]] = {}  # first byte of each, and the one behind its last
        self._end = 0

    def put(self, name: str, value: T) -> None:
        """Keeps a value, in place of the one there was by that name."""
        self._file.seek(self._end)
        pickle.dump(value, self._file, pickle.HIGHEST_PROTOCOL)
        self._places[name] = self._end, self._file.tell()
        _, self._end = self._places[name]

    def packed(self, name: str) -> bytes:
        """A value as the pickle that it waits in; raises `KeyError` where there is none."""
        first, end = self._places[name]
        self._file.seek(first)
        return self._file.read(end - first)

    def __getitem__(self, name: str) -> T:
        found: T = pickle.loads(self.packed(name))
        return found

    def __contains__(self, name: object) -> bool:
        return name in self._places

    def __iter__(self) -> Iterator[str]:
        return iter(self._places)

    def __len__(self) -> int:
        return len(self._places)
