"""What the timeline says beside its charts: what has no day, and what stands behind a bar or a brush."""

from datetime import date
from typing import Any

import streamlit as st

from core import charts, queries
from core.queries import Clock, Kept
from core.tables import Tables
from core.ui.brush import clicked, set_period
from core.ui.controls import choice, select
from core.ui.frame import many, once
from core.ui.transfers import open_first, telling_rows

SAID = {Clock.PRINTED: "printed", Clock.HAPPENED: "of what is said to have happened"}


UNKNOWN = {"when it happened": "NOT dated", "when it was printed": "published IS NULL"}


def missing_days(place: Any, told: Kept) -> None:
    """Says how many tellings a clock cannot show; they are counted here, never dropped in silence."""
    counts = queries.counted(told, undated="NOT dated", unprinted="published IS NULL")
    place.caption(
        f"{many(counts['all'], 'telling')}: {counts['undated']:,} without a time of happening, and so not on the upper "
        f"clock; {counts['unprinted']:,} in documents without a day of printing, and so not on the lower one."
    )


def without_days(told: Kept, tables: Tables) -> None:
    """The tellings that a clock cannot show, as a list."""
    clock = choice("Not stated is", list(UNKNOWN), "unknown")
    rows = told.narrowed(UNKNOWN[clock])
    if not rows.count:
        st.caption(f"Every telling here states {clock}.")
        return
    st.caption(f"{many(rows.count, 'telling')} of {told.count:,}")
    telling_rows(rows, tables, "without_days")


def no_days(told: Kept, tables: Tables) -> None:
    """Shows the tellings as a list where none has a day on either clock, and ends the page there."""
    st.info("None of these tellings says when it happened, and none of their documents when it was printed.")
    without_days(told, tables)
    st.stop()


def of_bars(told: Kept, tables: Tables, bars: list[Any]) -> None:
    """The tellings behind the bars clicked, and a way to make their days the period of every page."""
    if not bars:
        st.caption("Click a bar for its sentences.")
        return
    clock, first, last = Clock(bars[0][0]), _day(min(bar[2] for bar in bars)), _day(max(bar[3] for bar in bars))
    found = queries.in_any(told, [(Clock(bar[0]), bar[1], _day(bar[2]), _day(bar[3])) for bar in bars])
    left, right = st.columns([3, 1], vertical_alignment="center")
    left.markdown(f"**{many(found.count, 'telling')} {SAID[clock]} between {first:%-d %b %Y} and {last:%-d %b %Y}**")
    right.button("Make this the period", on_click=set_period, args=(first, last, clock), width="stretch")
    if found.count:
        telling_rows(found, tables, "of_bars")


def in_panels(told: Kept, tables: Tables, about: str, step: str) -> None:
    """Tellings over the days of printing, a panel a category or pair; a bar clicked opens its tellings."""
    counts = queries.in_panels(told, about, step)
    if counts.empty:
        st.info("No document of these tellings says when it was printed.")
        return
    alt = f"Tellings over the days of printing, a panel a {about}; the axes of all panels are the same"
    bars = clicked(charts.panels(counts, step), "panel_bars", alt)
    shown, every = counts["panel"].nunique(), int(told.value(f"SELECT count(DISTINCT {about}) FROM kept"))
    st.caption(f"The {shown} told of most, of {every:,}. " + ("" if bars else "Click a bar for its sentences."))
    if bars:
        of_one = told.among(about, list(dict.fromkeys(bar[4] for bar in bars)))
        found = queries.in_any(of_one, [(Clock(bar[0]), bar[1], _day(bar[2]), _day(bar[3])) for bar in bars])
        telling_rows(found, tables, "of_panels")


def _day(text: str) -> date:
    return date.fromisoformat(text)


def figures_over_time(told: Kept, tables: Tables) -> None:
    """The figures of one claim, of the reader's choice, in one unit at a time, by the day they hold for."""
    several = once(queries.with_figures, told)
    if several.empty:
        st.caption("No claim has figures for two days or more within the filters.")
        return
    left, right = st.columns([3, 1])
    with left:
        labels = dict(zip(several["label"], several["id"], strict=True))
        claim = labels[select("Claim", list(labels), "of_claim")]
    found = once(queries.figures_of, told, claim)
    dated = found[found["as_of"].notna()]
    with right:
        unit = select("Unit", list(dated["unit"].value_counts().index), "unit")
    opened = clicked(charts.over_time(found, unit), "over_time", "Figures of one claim by the day they hold for")
    open_first(told, tables, opened)
    st.caption("Marks tell how a figure stands to the others of its unit, scope and stage; nothing is added up.")
