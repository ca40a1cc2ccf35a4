"""Values that are many and not needed for a while: on disk until they are asked for, not in memory.

    texts: Spool[Text] = Spool(folder)
    texts.put("one.txt", text)
    texts["one.txt"]

The file has no name that anybody else could open, and is gone with the spool.
"""

import pickle
from array import array
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
        self._places: dict[str, int] = {}  # the number of each
        self._starts = array("q", [0])  # of each number, and the end of the last

    def put(self, name: str, value: T) -> None:
        """Keeps a value, in place of the one there was by that name."""
        self._file.seek(self._starts[-1])
        pickle.dump(value, self._file, pickle.HIGHEST_PROTOCOL)
        self._places[name] = len(self._starts) - 1
        self._starts.append(self._file.tell())

    def packed(self, name: str) -> bytes:
        """A value as the pickle that it waits in; raises `KeyError` where there is none."""
        number = self._places[name]
        first, end = self._starts[number : number + 2]
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
