"""Tellings over time in small multiples: one panel a pair of parties or a category, those told of most first."""

import pandas as pd

from core.queries.counts import most_told
from core.queries.kept import Kept
from core.queries.printed import printed_over_time

PANELS = ("category", "pair")


def in_panels(told: Kept, about: str, step: str, most: int = 9) -> pd.DataFrame:
    """The `most` panels told of most: `panel`, `category`, `start`, `end` and `count`, as `printed_over_time` counts.

    `about` is one of `PANELS`. Tellings of documents without a day of printing are left out.
    """
    if about not in PANELS:
        raise ValueError(f"no panels by {about!r}")
    printed = told.narrowed("published IS NOT NULL")
    if about == "pair":
        pairs = most_told(printed, most).set_index("pair_no")["pair"]
        largest = list(pairs)
        counts = printed_over_time(told.among("pair_no", list(pairs.index)), "pair_no, category", step)
        counts = counts.assign(pair=counts["pair_no"].map(pairs)).drop(columns="pair_no")
    else:
        largest = list(_categories(printed, most))
        counts = printed_over_time(told.among("category", largest), "category", step)
    place = {panel: number for number, panel in enumerate(largest)}
    return counts.assign(panel=counts[about]).sort_values(["panel"], key=lambda names: names.map(place), kind="stable")


def _categories(told: Kept, most: int) -> "pd.Series[str]":
    query = "SELECT category FROM kept GROUP BY ALL ORDER BY count(*) DESC, category LIMIT ?"
    return told.ask(query, most)["category"]
