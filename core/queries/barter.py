"""What is said to be given for what."""

import pandas as pd

from core.queries.filtered import told_of
from core.queries.filters import Filters
from core.queries.kept import Kept
from core.tables import Tables

SIDE = ["id", "claim", "supplier_name", "recipient_name", "item", "category", "status", "quantity_text", "start", "end"]


def barter(tables: Tables, told: Kept) -> pd.DataFrame:
    """One row a telling that one thing was given in return for another, the latest printed last.

    `told` is `queries.told_of`. The columns of the thing given keep their names (`supplier_name`, `item`, `status`,
    `quantity_text`, …), those of its return have `return_` before them; `given` and `returned` name both sides in words.
    `doc`, `start`, `end`, `published`, `source`, `stance`, `claimant_names` are of the telling.
    """
    paid = told.narrowed("in_return_for IS NOT NULL AND NOT repeated").frame()
    everything = told_of(tables, Filters())  # the other half may be outside the filters
    whole = everything.narrowed("id IN (SELECT in_return_for FROM tellings WHERE in_return_for IS NOT NULL)").frame()
    returned = whole[SIDE].rename(columns={name: f"return_{name}" for name in SIDE})
    pairs = paid.merge(returned, left_on="in_return_for", right_on="return_id", how="inner")
    return pairs.assign(
        given=_side(pairs, ""),
        returned=_side(pairs, "return_"),
    ).sort_values(["published", "doc", "start"], na_position="last", ignore_index=True)


def _side(pairs: pd.DataFrame, half: str) -> pd.Series:
    supplier = pairs[f"{half}supplier_name"].fillna("unknown supplier")
    recipient = pairs[f"{half}recipient_name"].fillna("unknown recipient")
    return supplier + " → " + recipient + ": " + pairs[f"{half}item"]
