"""The files of a corpus, by name, in one order on every machine: a single file, a folder of any depth, a zip archive."""

import os
import re
import stat
import unicodedata
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from dataclasses import dataclass
from operator import itemgetter
from pathlib import Path, PurePosixPath
from typing import IO, Any
from zipfile import BadZipFile, ZipFile, ZipInfo

from core.corpus.raw import CorpusError, UnreadableError
from core.records import Problem
from core.remote import Object, Remote, RemoteError

# What file managers leave behind; nobody means it to be read.
CLUTTER = frozenset({"Thumbs.db", "desktop.ini", "__MACOSX"})
# An archive may claim any number of members; a corpus of news does not come near this.
MAX_MEMBERS = 200_000
# Ten thousand reports with pictures; a bomb claims a thousand times as much as it takes on disk.
MAX_UNPACKED_BYTES = 10_000_000_000
# Control characters, and halves of surrogate pairs, which a name may hold and no table can.
UNPRINTABLE = re.compile("[\x00-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069\ud800-\udfff]")


Mark = tuple[
    int, int, int
]  # size in bytes, time of the last change in ns, place on disk: who changes a file changes one of these


Opener = Callable[[Any], AbstractContextManager[IO[bytes]]]


@dataclass(frozen=True, slots=True)
class File:
    """One file: its name within the corpus with "/" on every system, its size in bytes, where what `opener` opens has it,
    whether it lies inside an archive, and by what a change of it is told (None inside an archive)."""

    name: str
    size: int
    opener: Opener  # one for all files of a place: a function for each would be most of what a million files take
    at: str | ZipInfo
    inside: bool = False
    mark: Mark | None = None

    def open(self) -> AbstractContextManager[IO[bytes]]:
        """Opens the file to be read."""
        return self.opener(self.at)

    @property
    def suffix(self) -> str:
        return PurePosixPath(self.name).suffix.lower()


def clean_name(name: str) -> str:
    """A file name as one printable line in Unicode's composed form, the same whichever system stored it."""
    return UNPRINTABLE.sub("\ufffd", unicodedata.normalize("NFC", name))


def _is_clutter(name: str) -> bool:
    return any(map(_clutters, PurePosixPath(name).parts))


def _clutters(part: str) -> bool:
    return part in CLUTTER or part.startswith((".", "~$"))


def walk(corpus: Path | Remote) -> Iterator[File | Problem]:
    """The files below a folder, or the one file, sorted by name; raises `CorpusError` where there is neither.

    Links are followed only within the folder. What is neither a file nor a folder (a device, a pipe) is never opened.
    """
    if isinstance(corpus, Remote):
        yield from _objects(corpus)
        return
    if corpus.is_file():
        yield _file(corpus.name, corpus, corpus.stat())
        return
    if not corpus.is_dir():
        raise CorpusError(f"{clean_name(str(corpus))}: no such folder or file")
    try:
        next(corpus.iterdir(), None)
    except OSError as error:
        raise CorpusError(f"{clean_name(str(corpus))}: {error.strerror or 'cannot be opened'}") from error
    root = corpus.resolve()
    found = sorted(_entries(corpus), key=itemgetter(0), reverse=True)
    while found:  # what the system says of a file is let go as soon as it is known
        name, entry = found.pop()
        if isinstance(entry, os.DirEntry) and entry.is_file(follow_symlinks=False):
            yield _file(name, entry.path, entry.stat(follow_symlinks=False))
        else:
            path = Path(entry)
            yield _refusal(name, path, root) or _file(name, path, path.stat())


def _entries(corpus: Path) -> Iterator[tuple[str, os.DirEntry[str] | Path]]:
    """Every entry that is not a folder to walk into, with its name; folders that cannot be opened count as entries."""
    folders: list[tuple[str, Path]] = [("", corpus)]
    while folders:
        within, folder = folders.pop()
        try:
            with os.scandir(folder) as found:
                entries = [entry for entry in found if not _clutters(entry.name)]
        except OSError:
            yield clean_name(within.removesuffix("/")), folder
            continue
        for entry in entries:
            name = f"{within}{entry.name}"
            if entry.is_dir(follow_symlinks=False):
                folders.append((f"{name}/", Path(entry.path)))
            else:
                yield clean_name(name), entry


def _refusal(name: str, path: Path, root: Path) -> Problem | None:
    """Why an entry is not opened at all, or None."""
    try:
        mode = path.stat().st_mode
        if path.is_symlink() and not path.resolve().is_relative_to(root):
            return Problem(name, "is a link that leads out of the folder; links are followed only within it", True)
        if stat.S_ISDIR(mode):
            reason = "is a link to a folder; its files are read where they are" if path.is_symlink() else "cannot be opened"
            return Problem(name, reason, True)
        if not stat.S_ISREG(mode):
            return Problem(name, "is neither a file nor a folder", True)
    except (OSError, RuntimeError) as error:  # a link that leads nowhere, or round in a circle
        return Problem(name, f"cannot be opened: {getattr(error, 'strerror', None) or 'a link in a circle'}", True)
    return None


def is_file(corpus: Path | Remote) -> bool:
    """Whether a corpus is one file; raises `CorpusError` where it cannot be asked for."""
    try:
        return corpus.is_file()
    except RemoteError as error:
        raise CorpusError(str(error)) from error


def _objects(corpus: Remote) -> Iterator[File | Problem]:
    """The objects of a place on a store; what in it leads elsewhere is not followed."""
    try:
        found = [one for one in corpus.objects() if not _is_clutter(one.name)]
        alone = len(found) == 1 and corpus.is_file()
    except RemoteError as error:
        raise CorpusError(str(error)) from error
    if not found:
        raise CorpusError(f"{clean_name(str(corpus))}: holds no file to read")
    for one in sorted(found, key=lambda one: one.name):
        if one.is_link:
            yield Problem(clean_name(one.name), "is a link; links are not followed in a URL", True)
        else:
            yield _object(corpus, one, "" if alone else one.name)


def _object(corpus: Remote, one: Object, within: str) -> File:
    mark = None if one.changed_ns is None else (one.size, one.changed_ns, one.version)
    return File(clean_name(one.name), one.size, corpus.opened, within, mark=mark)


def beside(file: Path | Remote, name: str) -> list[File]:
    """The file of that name in the same folder as a corpus of one file, if there is one."""
    if isinstance(file, Remote):
        other = file.beside(name)
        return [_object(other, one, "") for one in other.objects() if one.name == name] if is_file(other) else []
    path = file.parent / name
    return [_file(name, path, path.stat())] if path.is_file() else []


def _file(name: str, path: Path | str, found: os.stat_result) -> File:
    mark = found.st_size, max(found.st_mtime_ns, found.st_ctime_ns), found.st_ino
    return File(clean_name(name), found.st_size, _opened, str(path), mark=mark)


def _opened(path: str) -> IO[bytes]:
    return Path(path).open("rb")


def open_archive(handle: IO[bytes]) -> ZipFile:
    """The zip archive in an open file; raises `UnreadableError` where it is none."""
    try:
        archive = ZipFile(handle)
    except (BadZipFile, OSError, ValueError, NotImplementedError) as error:
        raise UnreadableError(f"is not a zip archive that can be opened ({error})") from error
    if len(archive.infolist()) > MAX_MEMBERS:
        raise UnreadableError(f"holds more than {MAX_MEMBERS:,} files")
    unpacked = sum(info.file_size for info in archive.infolist())
    if unpacked > MAX_UNPACKED_BYTES:
        raise UnreadableError(f"unpacks to {unpacked / 1e9:,.0f} GB; at most {MAX_UNPACKED_BYTES / 1e9:,.0f} GB are read")
    return archive


def members(file: File, archive: ZipFile) -> Iterator[File | Problem]:
    """The files in an archive, sorted by name, named `archive.zip/inner/name.txt`. Nothing is unpacked to disk."""
    for info in sorted(archive.infolist(), key=lambda info: info.filename):
        inner = info.filename.replace("\\", "/")  # as old archivers on Windows write it
        name = f"{file.name}/{clean_name(inner)}"
        if _escapes(inner):
            yield Problem(name, "has a path that leads out of its archive", True)
        elif inner.endswith("/") or _is_clutter(inner):
            continue
        elif info.flag_bits & 1:
            yield Problem(name, "is locked with a password", True)
        else:
            yield File(name, info.file_size, archive.open, info, inside=True)


def _escapes(name: str) -> bool:
    return ".." in name.split("/") or name.startswith("/") or bool(re.match(r"[A-Za-z]:", name))
