"""Tellings over time in small multiples: one panel a pair of parties or a category, those told of most first."""

import pandas as pd

from core.queries.kept import Kept
from core.queries.printed import printed_over_time

PANELS = ("category", "pair")


def in_panels(told: Kept, about: str, step: str, most: int = 9) -> pd.DataFrame:
    """The `most` panels told of most: `panel`, `category`, `start`, `end` and `count`, as `printed_over_time` counts.

    `about` is one of `PANELS`. Tellings of documents without a day of printing are left out.
    """
    if about not in PANELS:
        raise ValueError(f"no panels by {about!r}")
    largest = told.ask(
        f"""SELECT {about} AS panel FROM kept WHERE published IS NOT NULL GROUP BY panel
        ORDER BY count(*) DESC, panel LIMIT ?""",
        most,
    )["panel"]
    counts = printed_over_time(told.among(about, list(largest)), ", ".join(dict.fromkeys((about, "category"))), step)
    place = {panel: number for number, panel in enumerate(largest)}
    return counts.assign(panel=counts[about]).sort_values(["panel"], key=lambda names: names.map(place), kind="stable")
