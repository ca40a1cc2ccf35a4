"""What home says of a corpus: how much it holds, what is contested, what was left out."""

from collections.abc import Mapping

import pandas as pd
import streamlit as st

from core import queries, settings
from core.tables import Tables
from core.ui.frame import many, page_link
from core.ui.markdown import plain
from core.ui.rows import pick
from core.ui.transfers import CLAIM_COLUMNS, claim_facts

# Where the rows behind each count are.
WHERE = {
    "documents": ("pages/6_Documents.py", {}),
    "sources": ("pages/5_Sources.py", {}),
    "actors": ("pages/2_Network.py", {}),
    "quotes": ("pages/4_Quotes.py", {}),
    "tellings": ("pages/3_Transfers.py", {"view": "telling"}),
    "claims": ("pages/3_Transfers.py", {"view": "claim"}),
}


CONTESTED_COLUMNS = {
    "label": st.column_config.TextColumn("Claim", width=205),
    "contested": st.column_config.TextColumn("Contested", width=150),
    "documents": CLAIM_COLUMNS["documents"],
    "claim_origins": CLAIM_COLUMNS["claim_origins"],
}


def holdings(counts: Mapping[str, int]) -> None:
    """The counts side by side, each with a link to its rows."""
    for place, (name, count) in zip(st.columns(len(counts)), counts.items(), strict=True):
        page, parameters = WHERE[name]
        with place.container(border=True, gap=None):
            st.metric(name.capitalize(), f"{count:,}")
            if (settings.ROOT / page).exists():
                page_link(page, f"Open {name}", **parameters)


def periods(documents: pd.DataFrame, told: pd.DataFrame, tables: Tables) -> None:
    """The corpus on its clocks: printed from when to when, and said to have happened from when to when."""
    if documents.empty:
        st.info("No document matches these filters." if len(tables.documents) else "The corpus holds no document.")
        return
    happened = queries.happened(told)
    printed = _from_to(queries.span(documents["published"]))
    stated = _from_to(queries.span(pd.concat([happened["date_start"], happened["date_end"]])))
    st.caption(
        f"Documents printed {printed}; {documents['published'].isna().sum():,} bear no day. Transfers are said to have "
        f"happened {stated}; {len(told) - len(happened):,} of {len(told):,} tellings do not say when."
    )


def _from_to(days: tuple[object, object] | None) -> str:
    return f"from {days[0]:%-d %b %Y} to {days[1]:%-d %b %Y}" if days else "on days that are not stated"


def contested(claims: pd.DataFrame) -> None:
    """The contested claims most widely told; the one selected opens, with a link to its figures and sentences."""
    found = claims[claims["contested"].notna()]
    if found.empty:
        st.caption("No claim that matches the filters is denied by anybody, and no figures conflict.")
        return
    claim = pick(found, "contested", CONTESTED_COLUMNS, opens="claim", height=390, alt="Contested claims")
    left, right = st.columns([3, 2], vertical_alignment="center")
    left.caption(f"{len(found):,} of {many(len(claims), 'claim')} contested. Select one to open it.")
    page_link("pages/3_Transfers.py", "All contested claims", right, show="contested")
    if claim is not None:
        with st.container(border=True):
            st.markdown(f"**{plain(claim['label'])}**")
            claim_facts(claim)
            page_link("pages/3_Transfers.py", "Figures and sentences", claim=claim["id"])


def problems(tables: Tables) -> None:
    """What the build left out or did not trust, file by file, and rows dropped because they failed a check."""
    found = tables.problems
    if found.empty:
        st.caption(f"Nothing: all {tables.manifest.documents:,} documents of the corpus were read.")
    else:
        left_out = int(found["left_out"].sum())
        were = "was" if left_out == 1 else "were"
        st.caption(f"{many(left_out, 'file')} {were} left out; {len(found) - left_out:,} read with a warning.")
        shown = found.assign(left_out=found["left_out"].map({True: "left out", False: "read with a warning"}))
        names = {"path": "File", "reason": "Reason", "left_out": "What was done"}
        st.dataframe(shown[list(names)], column_config=names, hide_index=True, alt="Files with problems")
    for rule, rows in sorted(tables.manifest.dropped.items()):
        st.caption(plain(f"{many(rows, 'row')} dropped: {rule}"))


def reads_how_well(tables: Tables) -> None:
    """Which program and model read the corpus, when, and where its measured quality stands."""
    made = tables.manifest
    st.caption(
        plain(f"Built {made.built_at[:16].replace('T', ' ')} UTC by Claimline {made.version} with {made.model}.")
        + " Every row is found by rules and may be wrong: its sentence, rule and score stand beside it. How often rows are "
        "right is measured on annotated texts: see the README, or run `python -m core evaluate`."
    )
