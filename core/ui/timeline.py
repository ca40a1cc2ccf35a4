"""What the timeline says beside its charts: what has no day, and what stands behind a bar or a brush."""

from datetime import date
from typing import Any

import pandas as pd
import streamlit as st

from core import queries
from core.queries import Clock
from core.tables import Tables
from core.ui.brush import set_period
from core.ui.rows import rows
from core.ui.transfers import TELLING_COLUMNS


def missing_days(place: Any, told: pd.DataFrame, happened: pd.DataFrame) -> None:
    """Says how many tellings a clock cannot show; they are counted here, never dropped in silence."""
    undated, unprinted = len(told) - len(happened), int(told["published"].isna().sum())
    place.caption(
        f"{len(told):,} tellings. {undated:,} do not say when it happened and stand on the lower clock only; "
        f"{unprinted:,} are in documents without a day of printing."
    )


def brushed(told: pd.DataFrame, tables: Tables, bars: list[Any], days: tuple[date, date] | None) -> None:
    """The tellings behind the bars clicked, or within the days brushed, and a way to keep these days as the period."""
    if days and not bars:
        bars = []
    if not bars and not days:
        st.caption("Click a bar for its sentences. Drag across the chart to choose a period.")
        return
    clock = Clock(bars[0][0]) if bars else Clock.PRINTED
    first, last = days or (_day(bars[0][2]), _day(bars[0][3]))
    found = queries.between(told, clock, first, last)
    if not days:
        found = found[found["category"].isin({bar[1] for bar in bars})]
    left, right = st.columns([3, 1], vertical_alignment="center")
    left.markdown(f"**{len(found):,} tellings {clock} between {first:%-d %b %Y} and {last:%-d %b %Y}**")
    right.button("Make this the period", on_click=set_period, args=(first, last, clock), width="stretch")
    if len(found):
        rows(found, tables, "brushed", TELLING_COLUMNS)


def _day(text: str) -> date:
    return date.fromisoformat(text)
