"""Towns by name, and the states they lie in (`data/lexicon/towns.txt`, made by `tools/towns.py`)."""

from collections.abc import Collection
from functools import cache

from core import lexicon


@cache
def _countries() -> dict[str, tuple[str, ...]]:
    towns = (line.split(": ", 1) for line in lexicon.lines("towns"))
    return {name: tuple(codes.split()) for name, codes in towns}


def is_town(name: str) -> bool:
    """Whether a name is a town's. Capitals are none: they stand for their states."""
    return name in _countries()


def country_of(name: str, among: Collection[str]) -> str | None:
    """The one country among several (ISO 3166-1 alpha-2) that has a town of that name; None where none has, or two have."""
    found = [code for code in _countries().get(name, ()) if code in among]
    return found[0] if len(found) == 1 else None
