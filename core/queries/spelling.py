"""Names found in spite of a slip of the pen."""

import re
from collections.abc import Iterable

from rapidfuzz.distance import OSA

LETTERS = re.compile(r"[^\W\d_]+")
# Letters from which on one slip, or two, may be made: a slip in a shorter word makes another word.
ONE_SLIP, TWO_SLIPS = 4, 8


def near(word: str, names: Iterable[str]) -> set[str]:
    """The names of which one word is spelled as given, or nearly: letters left out, added, changed or swapped."""
    wanted = word.casefold()
    slips = (len(wanted) >= ONE_SLIP) + (len(wanted) >= TWO_SLIPS)
    return {name for name in names if any(_near(wanted, part, slips) for part in LETTERS.findall(name.casefold()))}


def _near(wanted: str, part: str, slips: int) -> bool:
    return bool(OSA.distance(wanted, part, score_cutoff=slips) <= slips)
