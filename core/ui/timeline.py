"""What the timeline says beside its charts: what has no day, and what stands behind a bar or a brush."""

from datetime import date
from typing import Any

import pandas as pd
import streamlit as st

from core import charts, queries
from core.queries import Clock
from core.tables import Tables
from core.ui.brush import clicked, set_period
from core.ui.controls import choice, select
from core.ui.frame import many
from core.ui.transfers import open_first, telling_rows

SAID = {Clock.PRINTED: "printed", Clock.HAPPENED: "of what is said to have happened"}


def missing_days(place: Any, told: pd.DataFrame, happened: pd.DataFrame) -> None:
    """Says how many tellings a clock cannot show; they are counted here, never dropped in silence."""
    undated, unprinted = len(told) - len(happened), int(told["published"].isna().sum())
    place.caption(
        f"{many(len(told), 'telling')}: {undated:,} without a time of happening, and so not on the upper clock; "
        f"{unprinted:,} in documents without a day of printing, and so not on the lower one."
    )


def without_days(told: pd.DataFrame, tables: Tables) -> None:
    """The tellings that a clock cannot show, as a list."""
    unknown = {
        "when it happened": told["date_start"].isna() & told["date_end"].isna(),
        "when it was printed": told["published"].isna(),
    }
    clock = choice("Not stated is", list(unknown), "unknown")
    rows = told[unknown[clock]]
    if rows.empty:
        st.caption(f"Every telling here states {clock}.")
        return
    st.caption(f"{many(len(rows), 'telling')} of {len(told):,}")
    telling_rows(rows, tables, "without_days")


def no_days(told: pd.DataFrame, tables: Tables) -> None:
    """Shows the tellings as a list where none has a day on either clock, and ends the page there."""
    st.info("None of these tellings says when it happened, and none of their documents when it was printed.")
    without_days(told, tables)
    st.stop()


def of_bars(told: pd.DataFrame, tables: Tables, bars: list[Any]) -> None:
    """The tellings behind the bars clicked, and a way to make their days the period of every page."""
    if not bars:
        st.caption("Click a bar for its sentences.")
        return
    clock, first, last = Clock(bars[0][0]), _day(min(bar[2] for bar in bars)), _day(max(bar[3] for bar in bars))
    parts = [queries.between(told[told["category"] == bar[1]], Clock(bar[0]), _day(bar[2]), _day(bar[3])) for bar in bars]
    found = pd.concat(parts).drop_duplicates("id")
    left, right = st.columns([3, 1], vertical_alignment="center")
    left.markdown(f"**{many(len(found), 'telling')} {SAID[clock]} between {first:%-d %b %Y} and {last:%-d %b %Y}**")
    right.button("Make this the period", on_click=set_period, args=(first, last, clock), width="stretch")
    if len(found):
        telling_rows(found, tables, "of_bars")


def _day(text: str) -> date:
    return date.fromisoformat(text)


def figures_over_time(claims: pd.DataFrame, told: pd.DataFrame, tables: Tables) -> None:
    """The figures of one claim, of the reader's choice, in one unit at a time, by the day they hold for."""
    numbered = told[told["quantity_min"].notna() | told["quantity_max"].notna()].dropna(subset=["as_of"])
    counts = numbered.groupby("claim")["as_of"].nunique()
    several = claims[claims["id"].isin(counts[counts > 1].index)]
    if several.empty:
        st.caption("No claim has figures for two days or more within the filters.")
        return
    left, right = st.columns([3, 1])
    with left:
        labels = dict(zip(several["label"], several["id"], strict=True))
        claim = labels[select("Claim", list(labels), "of_claim")]
    found = queries.figures(queries.tellings_of(told, claim))
    dated = found[found["as_of"].notna()]
    with right:
        unit = select("Unit", list(dated["unit"].value_counts().index), "unit")
    opened = clicked(charts.over_time(found, unit), "over_time", "Figures of one claim by the day they hold for")
    open_first(told, tables, opened)
    st.caption("Marks tell how a figure stands to the others of its unit, scope and stage; nothing is added up.")
