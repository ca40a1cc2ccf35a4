"""Claims and tellings as tables, with the same columns on every page."""

from typing import Any

import pandas as pd
import streamlit as st

from core.tables import Tables
from core.ui.frame import many
from core.ui.rows import download, facts, open_row, pick, rows

column = st.column_config
ABOUT_ORIGINS = (
    "Independent voices: each claimant named counts once, and each document that says it in its own voice. Ten papers that "
    "cite one agency are one origin."
)
TELLING_WORDS = ["supplier_name", "recipient_name", "item", "category", "status", "claimant_names", "denier_names"]
CLAIM_COLUMNS: dict[str, Any] = {
    "supplier_name": column.TextColumn("Supplier", width=95, pinned=True),
    "recipient_name": column.TextColumn("Recipient", width=95, pinned=True),
    "item": column.TextColumn("Item", width=130),
    "category": column.TextColumn("Category", width=90),
    "quantities": column.TextColumn("Quantities as printed", width=150),
    "date_start": "From",
    "date_end": "To",
    "statuses": column.TextColumn("Status", width=85),
    "claimant_names": column.TextColumn("According to", width=125),
    "contested": column.TextColumn("Contested", width=125),
    "told": column.NumberColumn("Told", width=45, help="Tellings: places in the documents that state it"),
    "documents": column.NumberColumn("Docs", width=45, help="Documents that tell it"),
    "publishers": column.NumberColumn("Publ.", width=45, help="Publishers that tell it"),
    "text_origins": column.NumberColumn(
        "Texts", width=50, help="Text origins: documents, copies folded into what they copy"
    ),
    "claim_origins": column.NumberColumn("Origins", width=55, help=ABOUT_ORIGINS),
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


def telling_rows(told: pd.DataFrame, tables: Tables, key: str) -> None:
    """Tellings as a table whose rows open; with the reason why each belongs to its claim, where the frame has one."""
    reason = {"reason": column.TextColumn("Why it belongs here", width=260)} if "reason" in told else {}
    rows(spoken(told), tables, key, TELLING_COLUMNS | reason)


def claim_rows(claims: pd.DataFrame, tables: Tables) -> pd.Series | None:
    """Claims as a table; the one selected is returned, and named in the URL."""
    claim = pick(spoken(claims), "claims", CLAIM_COLUMNS, opens="claim", alt="Claims, the most widely told first")
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
    held = tables.claims.set_index("id").loc[claim]
    why = dict(zip(held["tellings"], held["reasons"], strict=True))
    return tellings.assign(reason=tellings["id"].map(why).fillna("repeats a telling of the same document"))


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
