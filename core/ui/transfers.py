"""Claims and tellings as tables, with the same columns on every page."""

from typing import Any

import pandas as pd
import streamlit as st

from core.queries import Claims, Kept
from core.tables import Tables
from core.ui.frame import many
from core.ui.rows import download, facts, open_row, pick, rows

column = st.column_config
ABOUT_ORIGINS = (
    "Independent voices: each claimant named counts once, and each document that says it in its own voice. Ten papers that "
    "cite one agency are one origin."
)
TELLING_WORDS = ["supplier_name", "recipient_name", "item", "category", "status", "claimant_names", "denier_names"]
# Widths add up to less than a table has on a screen of 1440 px beside the filters: 1,040 px, 32 of them for the boxes.
CLAIM_COLUMNS: dict[str, Any] = {
    "supplier_name": column.TextColumn("Supplier", width=85, pinned=True),
    "recipient_name": column.TextColumn("Recipient", width=85, pinned=True),
    "item": column.TextColumn("Item", width=115),
    "quantities": column.TextColumn("Quantities as printed", width=130),
    "date_start": "From",
    "statuses": column.TextColumn("Status", width=75),
    "claimant_names": column.TextColumn("According to", width=110),
    "contested": column.TextColumn("Contested", width=110),
    "documents": column.NumberColumn("Docs", width=42, help="Documents that tell it"),
    "publishers": column.NumberColumn("Publ.", width=42, help="Publishers that tell it"),
    "text_origins": column.NumberColumn("Texts", width=45, help="Text origins: documents, without their copies"),
    "claim_origins": column.NumberColumn("Origins", width=52, help=ABOUT_ORIGINS),
}
TELLING_COLUMNS: dict[str, Any] = {
    "supplier_name": column.TextColumn("Supplier", width=90, pinned=True),
    "recipient_name": column.TextColumn("Recipient", width=90, pinned=True),
    "item": column.TextColumn("Item", width=96),
    "quantity_text": column.TextColumn("Quantity as printed", width=112),
    "date_start": "From",
    "status": column.TextColumn("Status", width=75),
    "claimant_names": column.TextColumn("According to", width=105),
    "denier_names": column.TextColumn("Denied by", width=100),
    "publisher_name": column.TextColumn("Source", width=92),
    "published": "Printed",
}
# The tellings of one claim share their parties; why each belongs to it takes their place.
OF_CLAIM = {name: shown for name, shown in TELLING_COLUMNS.items() if name not in ("supplier_name", "recipient_name")} | {
    "reason": column.TextColumn("Why it belongs here", width=180)
}


SILENT = {
    "supplier_name": "unknown supplier",
    "recipient_name": "unknown recipient",
    "claimant_names": "nobody named",
    "denier_names": "nobody named",
    "contested": "no",
}


def spoken(frame: pd.DataFrame) -> pd.DataFrame:
    """The rows with words where a text names nobody, which is more than leaving something unstated."""
    return frame.fillna({name: words for name, words in SILENT.items() if name in frame})


def telling_rows(told: pd.DataFrame | Kept, tables: Tables, key: str) -> None:
    """Tellings as a table whose rows open; those of one claim with the reason why each belongs to it."""
    of_claim = isinstance(told, pd.DataFrame) and "reason" in told
    rows(told, tables, key, OF_CLAIM if of_claim else TELLING_COLUMNS, shown=spoken)


def claim_rows(claims: Claims, tables: Tables) -> pd.Series | None:
    """Claims as a table; the one selected is returned, and named in the URL."""
    alt = "Claims, the most widely told first"
    claim = pick(claims, "claims", CLAIM_COLUMNS, opens="claim", alt=alt, shown=spoken)
    download(claims, tables, "claims")
    return claim


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
                f"{many(claim['told'], 'telling')}, {many(claim['documents'], 'document')}, "
                f"{many(claim['publishers'], 'publisher')}, {many(claim['text_origins'], 'text origin')}, "
                f"{many(claim['claim_origins'], 'claim origin')}",
            ),
        ]
    )


def reasons(tellings: pd.DataFrame, claim: str, tables: Tables) -> pd.DataFrame:
    """Tellings with the `reason` for which each belongs to the claim."""
    held = tables.store.frame("SELECT telling, reason FROM members WHERE claim = ?", [claim])
    why = dict(zip(held["telling"], held["reason"], strict=True))
    return tellings.assign(reason=tellings["id"].map(why).fillna("repeats a telling of the same document"))


def _period(first: Any, last: Any) -> str | None:
    if pd.isna(first) and pd.isna(last):
        return None
    begun, ended = ("open" if pd.isna(day) else f"{day:%-d %b %Y}" for day in (first, last))
    return begun if begun == ended else f"{begun} to {ended}"


def open_first(told: pd.DataFrame | Kept, tables: Tables, ids: list[Any]) -> None:
    """Opens the first of the tellings with these ids, for a click on a chart; nothing where none was clicked."""
    if not ids:
        return
    found = told.among("id", ids).page(most=1) if isinstance(told, Kept) else told[told["id"].isin(ids)]
    if len(found):
        open_row(found.iloc[0], tables)
