"""Claims with their counts over the tellings that the filters keep."""

import pandas as pd

from core.queries.filters import Filters
from core.queries.kept import told_of
from core.records import Status
from core.store import counted
from core.tables import Tables

CONFLICT = "figures conflict"
WIDEST = "claim_origins DESC, told DESC, id"
OF_KEPT = f"""
SELECT c.id, c.supplier, c.recipient, c.category, c.item, c.date_start, c.date_end, c.supplier_name, c.recipient_name,
    c.label, n.*
FROM ({counted("kept")}) n JOIN claims c USING (claim_no)
"""


def claims(tables: Tables, filters: Filters) -> pd.DataFrame:
    """One row a claim of which a telling is kept, most claim origins first; every count is over the tellings kept.

    `contested` says in words who denies it and whether figures conflict; it is missing where neither is told.
    """
    if not filters.any:
        return tables.store.frame(f"SELECT * FROM claims ORDER BY {WIDEST}")
    return told_of(tables, filters).ask(f"{OF_KEPT} ORDER BY {WIDEST}")


def claim_origins(told: pd.DataFrame) -> pd.Series:
    """Claim origins a claim: named claimants, each once, and text origins that say it in their own voice (`core.claims`)."""
    voices = told.loc[told["status"] != Status.DENIED, ["claim", "origin", "claimants"]].explode("claimants")
    # A line break keeps a document's name apart from any actor's id.
    return voices["claimants"].fillna("\n" + voices["origin"]).groupby(voices["claim"]).nunique()


def tellings_of(told: pd.DataFrame, claim: str) -> pd.DataFrame:
    """The tellings of one claim, earliest printed first; repeats within a document among them."""
    return told[told["claim"] == claim].sort_values(["published", "doc", "start"], na_position="last", ignore_index=True)
