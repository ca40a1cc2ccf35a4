"""Counted rows as bars: by name, over time, and on both clocks."""

from collections.abc import Sequence
from typing import Any

import pandas as pd
import plotly.graph_objects as go
from plotly.subplots import make_subplots

from core.charts.colours import PLAIN, colour_of, rank
from core.charts.look import DAY, DAY_MS, ROW, days_axis, finished, hostile, whole
from core.charts.remembered import remembered

FEW_BARS = 12  # a time axis is never shorter than this many bars: a bar alone would fill the page and look like a lot
IN_ONE_LINE = 5  # entries of a legend that fit above half a page; more of them stand beside the bars


@remembered
def bars(counts: pd.DataFrame, label: str, value: str, unit: str, colour: str | None = None, most: int = 20) -> go.Figure:
    """Horizontal bars of the first `most` labels, in the frame's order from the top; stacked by `colour` where given."""
    shown = counts[label].drop_duplicates().head(most)
    frame = counts[counts[label].isin(shown)]
    groups: Sequence[Any] = sorted(frame[colour].unique(), key=rank) if colour else [None]
    figure = go.Figure()
    for group in groups:
        rows = frame[frame[colour] == group] if colour else frame
        colours = colour_of(group) if colour else [colour_of(name) for name in rows[label]]
        figure.add_bar(
            x=rows[value],
            y=[hostile(name) for name in rows[label]],
            customdata=rows[label],
            name=hostile(group or unit),
            marker_color=colours,
            orientation="h",
            hovertemplate=f"%{{y}}: %{{x:,}} {hostile(group or '')} {unit}<extra></extra>",
        )
    figure.update_layout(barmode="stack")
    figure.update_yaxes(categoryorder="array", categoryarray=[hostile(name) for name in shown], autorange="reversed")
    figure.update_xaxes(title_text=f"number of {unit}", **whole(frame.groupby(label)[value].sum()))
    finished(figure, 110 + ROW * len(shown), legend=len(groups) > 1)
    if len(groups) > IN_ONE_LINE:
        figure.update_layout(legend={"orientation": "v", "x": 1.02, "y": 1, "yanchor": "top"}, margin_t=16)
    return figure


@remembered
def months(counts: pd.DataFrame, colour: str, unit: str, clock: str, height: int = 300) -> go.Figure:
    """Bars over days of printing, stacked by a column; the frame is one of `queries.over_time`, `clock` titles the axis."""
    figure = go.Figure()
    add_steps(figure, counts, colour, "printed")
    figure.update_yaxes(title_text=f"number of {unit}", **whole(counts.groupby("start")["count"].sum()))
    figure.update_xaxes(title_text=clock, range=_room([counts]) if len(counts) else None)
    days_axis(figure)
    figure.update_layout(barmode="stack")
    return finished(figure, height)


@remembered
def two_clocks(happened: pd.DataFrame, printed: pd.DataFrame, step: str) -> go.Figure:
    """Tellings by category on both clocks, above one another on one axis of time: when it happened, when it was printed.

    A clock without a single day is not drawn.
    """
    clocks = [("said to have happened", "happened", happened), ("printed", "printed", printed)]
    clocks = [clock for clock in clocks if not clock[2].empty]
    figure = make_subplots(rows=max(len(clocks), 1), shared_xaxes=True, vertical_spacing=0.09)
    named: set[str] = set()
    for row, (title, clock, counts) in enumerate(clocks, start=1):
        add_steps(figure, counts, "category", clock, (row, 1), named)
        named |= set(counts["category"])
        axis = whole(counts.groupby("start")["count"].sum())
        figure.update_yaxes(title_text=f"{title}<br>(tellings a {step})", row=row, col=1, **axis)
    figure.update_layout(barmode="stack")
    days_axis(figure)
    figure.update_xaxes(showticklabels=True, range=_room([counts for _, _, counts in clocks]))
    figure.update_xaxes(title_text="day", row=max(len(clocks), 1), col=1)
    return finished(figure, 470 if len(clocks) > 1 else 300)


def _room(frames: list[pd.DataFrame]) -> list[pd.Timestamp] | None:
    """A stretch of time that gives few bars the width they would have among others; None where there are bars enough."""
    if not frames:
        return None
    first, last = min(frame["start"].min() for frame in frames), max(frame["end"].max() for frame in frames)
    bar = max((frame["end"] - frame["start"]).max() for frame in frames) + pd.Timedelta(days=1)
    missing = FEW_BARS * bar - (last - first)
    return [first - missing / 2, last + missing / 2] if missing > pd.Timedelta(0) else None


def add_steps(
    figure: go.Figure,
    counts: pd.DataFrame,
    colour: str,
    clock: str,
    place: tuple[int, int] | None = None,
    named: set[str] | None = None,
    panel: str | None = None,
) -> None:
    """One trace of bars a value of `colour`, in the row and column of a grid if any; those `named` have their entry already.

    Custom data: clock, value, first and last day, and the panel where there are several.
    """
    where: dict[str, int] = {"row": place[0], "col": place[1]} if place else {}
    more = [] if panel is None else [panel]
    for group in sorted(counts[colour].unique(), key=rank):
        rows = counts[counts[colour] == group]
        length = (rows["end"] - rows["start"]).dt.days + 1
        figure.add_bar(
            x=rows["start"] + (rows["end"] - rows["start"]) / 2,
            y=rows["count"],
            width=length * DAY_MS * 0.86,
            name=hostile(group),
            legendgroup=group,
            showlegend=group not in (named or set()),
            marker_color=colour_of(group),
            customdata=[
                [clock, group, f"{start:%Y-%m-%d}", f"{end:%Y-%m-%d}", *more]
                for start, end in zip(rows["start"], rows["end"], strict=True)
            ],
            text=[_span(start, end) for start, end in zip(rows["start"], rows["end"], strict=True)],
            textposition="none",
            hovertemplate="%{text}<br>" + hostile(group) + ": %{y:,}<extra></extra>",
            **where,
        )


def _span(start: pd.Timestamp, end: pd.Timestamp) -> str:
    return f"{start:{DAY}}" if start.date() == end.date() else f"{start:{DAY}} to {end:{DAY}}"


@remembered
def apart(words: pd.DataFrame, name: str) -> go.Figure:
    """Words by how far they set one side apart, in standard errors; above 0 the words of `name`, below those of the others.

    The frame is that of `queries.set_apart`. Custom data is the word.
    """
    ordered = words.sort_values("z")
    figure = go.Figure(
        go.Bar(
            x=ordered["z"],
            y=[hostile(word) for word in ordered["word"]],
            customdata=ordered["word"],
            orientation="h",
            marker_color=[PLAIN if z > 0 else "#8a8f98" for z in ordered["z"]],
            text=[f"{mine} : {others}" for mine, others in zip(ordered["count"], ordered["other_count"], strict=True)],
            textposition="outside",
            cliponaxis=False,
            hovertemplate="%{y}: %{text} uses<extra></extra>",
        )
    )
    figure.update_xaxes(title_text=f"standard errors; beside each word its uses by {hostile(name, 30)} : by the others")
    return finished(figure, 110 + ROW * len(ordered), legend=False)
