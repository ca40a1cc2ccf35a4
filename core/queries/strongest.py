"""The few things counted most over the rows kept, without counting all of them.

A filter only takes rows away: what the whole corpus counts of a thing, known since the store was made, is as much as any
filter leaves of it. So what is much in the whole corpus is counted first, and nothing else can be among the few once all of
these have as much as any other could.
"""

from collections.abc import Callable

import pandas as pd

from core.queries.kept import Kept

AHEAD, FURTHER = 4, 8  # times as many things as are wanted are counted first, then that many times more
FEW = 200_000  # rows that are counted all at once


def few(kept: Kept) -> bool:
    """Whether so few rows are kept that all of them are counted at once."""
    return kept.count <= FEW


def by_claims(told: Kept) -> Kept:
    """Tellings of some claims, read in the order of claims where those of all are many."""
    return told if few(told) else told.by_claim


def strongest(kept: Kept, counts: str, column: str, wanted: int, ask: Callable[[int], pd.DataFrame]) -> pd.DataFrame:
    """At most `wanted` rows, the strongest first, as `ask` gives them.

    `counts` is the table with the counts of the whole corpus, in `column` (SQL; whole numbers above 0). `ask` counts over
    the rows kept, as `strength`, the things that count at least the number given, and returns at most `wanted` of
    them, the strongest first.
    """
    if few(kept):
        return ask(0)
    place = wanted * AHEAD
    query = f"SELECT {column} AS bound FROM {counts} ORDER BY bound DESC LIMIT 1 OFFSET ?"
    while True:
        next_one = kept.tables.store.frame(query, [place])["bound"]
        least = int(next_one.iloc[0]) if len(next_one) else 0
        found = ask(least)
        if not least or (len(found) == wanted and found["strength"].iloc[-1] >= least):
            return found
        if len(found) == wanted:
            return ask(int(found["strength"].iloc[-1]))
        place *= FURTHER
