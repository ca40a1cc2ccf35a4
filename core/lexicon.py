"""Word lists from `data/lexicon/`: `.txt` one entry a line, `.toml` tables. Words are data, rules are code.

A `#` starts a comment. A list that is missing or empty raises, so that a lost file can never pass for an empty table.
"""

import tomllib
from functools import cache
from hashlib import blake2b
from pathlib import Path
from typing import Any

FOLDER = Path(__file__).parents[1] / "data" / "lexicon"


@cache
def lines(name: str) -> tuple[str, ...]:
    """The entries of `data/lexicon/<name>.txt` in order, without comments; raises `ValueError` where there are none."""
    raw = (FOLDER / f"{name}.txt").read_text(encoding="utf-8").splitlines()
    entries = tuple(entry for line in raw if (entry := line.split("#", 1)[0].strip()))
    if not entries:
        raise ValueError(f"word list {name} is empty")
    return entries


@cache
def words(name: str) -> frozenset[str]:
    """The entries of a list as a set."""
    return frozenset(lines(name))


@cache
def table(name: str) -> dict[str, Any]:
    """The content of `data/lexicon/<name>.toml`; raises `ValueError` where it is empty."""
    content = tomllib.loads((FOLDER / f"{name}.toml").read_text(encoding="utf-8"))
    if not content:
        raise ValueError(f"word table {name} is empty")
    return content


@cache
def fingerprint() -> str:
    """A hash of every word list, by name and content: what was read with other words is read again."""
    digest = blake2b(digest_size=8)
    for path in sorted(FOLDER.iterdir()):
        digest.update(path.name.encode() + b"\0" + path.read_bytes() + b"\0")
    return digest.hexdigest()
