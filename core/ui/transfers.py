"""Claims and tellings as tables, with the same columns on every page."""

from typing import Any

import pandas as pd
import streamlit as st

from core.tables import Tables
from core.ui.rows import facts, open_row

column = st.column_config
ABOUT_ORIGINS = (
    "Independent voices: each claimant named counts once, and each document that says it in its own voice. Ten papers that "
    "cite one agency are one origin."
)
TELLING_WORDS = ["supplier_name", "recipient_name", "item", "category", "status", "claimant_names", "denier_names"]
CLAIM_COLUMNS: dict[str, Any] = {
    "supplier_name": column.TextColumn("Supplier", width=110, pinned=True),
    "recipient_name": column.TextColumn("Recipient", width=110, pinned=True),
    "item": column.TextColumn("Item", width=150),
    "category": column.TextColumn("Category", width=90),
    "quantities": column.TextColumn("Quantities as printed", width=190),
    "units": column.TextColumn("Unit", width=80),
    "date_start": "From",
    "date_end": "To",
    "statuses": column.TextColumn("Status", width=100),
    "claimant_names": column.TextColumn("According to", width=150),
    "contested": column.TextColumn("Contested", width=140),
    "told": column.NumberColumn("Told", width=50, help="Tellings: places in the documents that state it"),
    "documents": column.NumberColumn("Docs", width=50, help="Documents that tell it"),
    "publishers": column.NumberColumn("Publ.", width=50, help="Publishers that tell it"),
    "claim_origins": column.NumberColumn("Origins", width=60, help=ABOUT_ORIGINS),
}
TELLING_COLUMNS: dict[str, Any] = {
    "supplier_name": column.TextColumn("Supplier", width=110, pinned=True),
    "recipient_name": column.TextColumn("Recipient", width=110, pinned=True),
    "item": column.TextColumn("Item", width=150),
    "category": column.TextColumn("Category", width=90),
    "quantity_text": column.TextColumn("Quantity as printed", width=140),
    "quantity_unit": column.TextColumn("Unit", width=80),
    "date_start": "From",
    "date_end": "To",
    "status": column.TextColumn("Status", width=80),
    "claimant_names": column.TextColumn("According to", width=150),
    "denier_names": column.TextColumn("Denied by", width=120),
    "publisher_name": column.TextColumn("Source", width=130),
    "published": "Printed",
}


def claim_facts(claim: pd.Series) -> None:
    """What is known of a claim at a glance: its time, its voices, who denies it, and the four counts together."""
    facts(
        [
            ("Said to have happened", _period(claim["date_start"], claim["date_end"])),
            ("According to", claim["claimant_names"]),
            ("Contested", claim["contested"]),
            ("Status", claim["statuses"]),
            (
                "Told by",
                f"{claim['told']:,} tellings, {claim['documents']:,} documents, {claim['publishers']:,} publishers, "
                f"{claim['claim_origins']:,} claim origins",
            ),
        ]
    )


def _period(first: Any, last: Any) -> str | None:
    if pd.isna(first) and pd.isna(last):
        return None
    begun, ended = ("open" if pd.isna(day) else f"{day:%-d %b %Y}" for day in (first, last))
    return begun if begun == ended else f"{begun} to {ended}"


def open_first(told: pd.DataFrame, tables: Tables, ids: list[Any]) -> None:
    """Opens the first of the tellings with these ids, for a click on a chart; nothing where none was clicked."""
    found = told[told["id"].isin(ids)]
    if len(found):
        open_row(found.iloc[0], tables)
