"""Names found in spite of a slip of the pen."""

import re
from collections.abc import Callable, Iterable

from rapidfuzz.distance import OSA

LETTERS = re.compile(r"[^\W\d_]+")
# Letters from which on one slip, or two, may be made: a slip in a shorter word makes another word.
ONE_SLIP, TWO_SLIPS = 4, 8


def near(word: str, names: Iterable[str]) -> set[str]:
    """The names of which one word is spelled as given, or nearly: letters left out, added, changed or swapped."""
    fits = _fitting(word)
    return {name for name in names if any(map(fits, LETTERS.findall(name.casefold())))}


def spellings(word: str, names: Iterable[str]) -> set[str]:
    """The words of some names, in small letters, that are spelled as a word is, or nearly."""
    return set(filter(_fitting(word), {part for name in names for part in LETTERS.findall(name.casefold())}))


def _fitting(word: str) -> Callable[[str], bool]:
    wanted = word.casefold()
    slips = (len(wanted) >= ONE_SLIP) + (len(wanted) >= TWO_SLIPS)
    return lambda part: bool(OSA.distance(wanted, part, score_cutoff=slips) <= slips)
