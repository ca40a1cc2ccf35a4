"""What is remembered of the files of a corpus, in a file beside the tables made from them.

It is a memory, not a source: where it is missing, damaged or made by other code, every file is opened again.
"""

import json
from pathlib import Path

from core.corpus.memory import Memory

FILES = "files.json"
DAMAGE = (OSError, ValueError, LookupError, TypeError, AttributeError)


def save(memory: Memory, made_by: str, folder: Path) -> None:
    """Writes what is remembered into a folder; `made_by` is a hash of the code that read the files."""
    draft = (folder / FILES).with_suffix(".new")
    draft.write_text(json.dumps({"made_by": made_by} | memory.to_plain(), ensure_ascii=False), encoding="utf-8")
    draft.replace(folder / FILES)


def move(folder: Path, to: Path) -> None:
    """Moves what is remembered from one folder into another on the same disk."""
    (folder / FILES).replace(to / FILES)


def discard(folder: Path) -> None:
    """Removes what is remembered from a folder."""
    (folder / FILES).unlink(missing_ok=True)


def load(folder: Path, made_by: str) -> Memory:
    """What is remembered; nothing where it is not whole, or was written by other code."""
    try:
        raw = json.loads((folder / FILES).read_text(encoding="utf-8"))
        return Memory.from_plain(raw) if raw["made_by"] == made_by else Memory()
    except DAMAGE:
        return Memory()
