"""Files that readers bring, put into a corpus: names made safe, nothing written over, what is not taken said in words.

A name that comes with a file is never a path: only its last part is used, and of that only what every system takes as a
name. What the files hold is not looked at here: a corpus is read with every care (`core.corpus`) when its tables are built.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from core.corpus.files import clean_name
from core.corpus.metadata import SHEET
from core.corpus.readers import READERS
from core.records import slug

ENDINGS = (*sorted(READERS), ".zip")
# A folder of news of a busy year; more is brought by whoever runs the host, with a file manager.
MOST_FILES = 20_000
MOST_BYTES = 2_000_000_000
MOST_CORPORA = 50
LONGEST_NAME = 120  # bytes; file systems take 255, and an archive's members stand behind the name
LONGEST_CORPUS = 40  # letters of its name
NEW = "uploads"  # what a corpus is called that nobody gave a name
# What Windows, or a shell, makes something else of; U+FFFD stands for characters that cannot be printed.
FORBIDDEN = re.compile(r'[<>:"|?*\x00-\x1f\ufffd]+')
DEVICES = re.compile(r"(?:con|prn|aux|nul|com\d|lpt\d)(?:\.|$)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Brought:
    """What became of one file: the name it is kept under, or why it is not kept."""

    given: str
    name: str | None = None
    reason: str | None = None


def safe_name(given: str) -> str:
    """The name a file is kept under: the last part of the given one, printable, taken by every system, its ending kept."""
    last = re.split(r"[/\\]", given)[-1]
    name = FORBIDDEN.sub("_", clean_name(last)).lstrip(" .~$").rstrip(" .")
    if DEVICES.match(name):
        name = f"_{name}"
    ending = PurePosixPath(name).suffix if len(PurePosixPath(name).suffix) <= LONGEST_NAME // 2 else ""
    stem = name.removesuffix(ending).encode()[: LONGEST_NAME - len(ending.encode())].decode(errors="ignore")
    return f"{stem.rstrip(' .')}{ending}"


def corpus_name(given: str) -> str:
    """The name of a corpus as a folder has it: small letters, figures and hyphens."""
    return slug(given)[:LONGEST_CORPUS].strip("-") or NEW


def put(folder: Path, given: str, content: bytes) -> Brought:
    """Puts one file into a corpus, which is made where it is not there; raises `OSError` where the disk does not take it.

    A file that is there already stays as it is: the same content is not kept twice, other content goes under "name (2).txt".
    """
    name = safe_name(given)
    if reason := _refusal(folder, name, content):
        return Brought(given, reason=reason)
    folder.mkdir(parents=True, exist_ok=True)
    for other in _names(name):
        try:
            with (folder / other).open("xb") as file:  # never through a link, never over a file
                file.write(content)
        except FileExistsError:
            if (folder / other).is_file() and (folder / other).read_bytes() == content:
                return Brought(given, reason=f"is there already, as {other}")
            if name == SHEET:
                return Brought(given, reason="is there already with other content; a corpus has one such sheet")
            continue
        return Brought(given, other)
    return Brought(given, reason="has the name of too many files that are there")


def _refusal(folder: Path, name: str, content: bytes) -> str | None:
    """Why a file is not taken, or None."""
    if PurePosixPath(name).suffix.lower() not in ENDINGS:
        return f"is of a kind that is not read; read are {', '.join(ENDINGS)}"
    if not content:
        return "is empty"
    there = [path.stat().st_size for path in folder.iterdir() if path.is_file()] if folder.is_dir() else []
    if len(there) >= MOST_FILES:
        return f"finds no room: the corpus has {MOST_FILES:,} files"
    if sum(there) + len(content) > MOST_BYTES:
        return f"finds no room: the corpus would hold more than {MOST_BYTES / 1e9:,.0f} GB"
    return None


def _names(name: str) -> Iterator[str]:
    ending = PurePosixPath(name).suffix
    yield name
    for number in range(2, 100):
        yield f"{name.removesuffix(ending)} ({number}){ending}"
