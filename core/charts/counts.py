"""Counted rows as bars: by name, over time, and on both clocks."""

from datetime import datetime

import pandas as pd

from core.charts.colours import PLAIN, colour_of, parted
from core.charts.drawing import Chart, plain
from core.charts.look import DAY, DAY_MS, ROW, days_axis, finished, hostile, whole
from core.charts.remembered import remembered

FEW_BARS = 12  # a time axis is never shorter than this many bars: a bar alone would fill the page and look like a lot
IN_ONE_LINE = 5  # entries of a legend that fit above half a page; more of them stand beside the bars


@remembered
def bars(counts: pd.DataFrame, label: str, value: str, unit: str, colour: str | None = None, most: int = 20) -> Chart:
    """Horizontal bars of the first `most` labels, in the frame's order from the top; stacked by `colour` where given."""
    shown = counts[label].drop_duplicates().head(most)
    frame = counts[counts[label].isin(shown)]
    groups = dict(parted(frame[colour] if colour else [""] * len(frame), x=frame[value], names=frame[label]))
    chart = Chart()
    for group, rows in groups.items():
        chart.add(
            "bar",
            x=rows["x"],
            y=[hostile(name) for name in rows["names"]],
            customdata=rows["names"],
            name=hostile(group or unit),
            marker={"color": colour_of(group) if colour else [colour_of(name) for name in rows["names"]]},
            orientation="h",
            hovertemplate=f"%{{y}}: %{{x:,}} {hostile(group)} {unit}<extra></extra>",
        )
    chart.set(barmode="stack")
    chart.y(categoryorder="array", categoryarray=[hostile(name) for name in shown], autorange="reversed")
    chart.x(title={"text": f"number of {unit}"}, **whole(frame.groupby(label)[value].sum()))
    finished(chart, 110 + ROW * len(shown), legend=len(groups) > 1)
    if len(groups) > IN_ONE_LINE:
        chart.set(legend={"orientation": "v", "x": 1.02, "y": 1, "yanchor": "top"}, margin={"t": 16})
    return chart


@remembered
def months(counts: pd.DataFrame, colour: str, unit: str, clock: str, height: int = 300) -> Chart:
    """Bars over days of printing, stacked by a column; the frame is one of `queries.over_time`, `clock` titles the axis."""
    chart = Chart()
    add_steps(chart, counts, colour, "printed")
    chart.y(title={"text": f"number of {unit}"}, **whole(counts.groupby("start")["count"].sum()))
    chart.x(title={"text": clock}, range=_room([counts]) if len(counts) else None)
    days_axis(chart)
    chart.set(barmode="stack")
    return finished(chart, height)


@remembered
def two_clocks(happened: pd.DataFrame, printed: pd.DataFrame, step: str) -> Chart:
    """Tellings by category on both clocks, above one another on one axis of time: when it happened, when it was printed.

    A clock without a single day is not drawn.
    """
    clocks = [("said to have happened", "happened", happened), ("printed", "printed", printed)]
    clocks = [clock for clock in clocks if not clock[2].empty]
    lowest = max(len(clocks), 1)
    chart = Chart(rows=lowest, gaps=(0.09, 0))
    named: set[str] = set()
    for row, (title, clock, counts) in enumerate(clocks, start=1):
        add_steps(chart, counts, "category", clock, row, named)
        named |= set(counts["category"])
        axis = whole(counts.groupby("start")["count"].sum())
        chart.y(row, title={"text": f"{title}<br>(tellings a {step})"}, **axis)
        chart.x(row, matches=f"x{lowest}" if row < lowest else None)
    chart.set(barmode="stack")
    days_axis(chart)
    chart.x(range=_room([counts for _, _, counts in clocks]))
    chart.x(lowest, title={"text": "day"})
    return finished(chart, 470 if len(clocks) > 1 else 300)


def _room(frames: list[pd.DataFrame]) -> list[pd.Timestamp] | None:
    """A stretch of time that gives few bars the width they would have among others; None where there are bars enough."""
    if not frames:
        return None
    first, last = min(frame["start"].min() for frame in frames), max(frame["end"].max() for frame in frames)
    bar = max((frame["end"] - frame["start"]).max() for frame in frames) + pd.Timedelta(days=1)
    missing = FEW_BARS * bar - (last - first)
    return [first - missing / 2, last + missing / 2] if missing > pd.Timedelta(0) else None


def add_steps(
    chart: Chart,
    counts: pd.DataFrame,
    colour: str,
    clock: str,
    cell: int = 1,
    named: set[str] | None = None,
    panel: str | None = None,
) -> None:
    """One trace of bars a value of `colour`, in a cell of a grid if any; those `named` have their entry already.

    Custom data: clock, value, first and last day, and the panel where there are several.
    """
    more = [] if panel is None else [panel]
    starts, ends, length = counts["start"], counts["end"], counts["end"] - counts["start"]
    middles, widths = plain(starts + length / 2), plain((length.dt.days + 1) * DAY_MS * 0.86)
    days = list(zip(starts.dt.to_pydatetime(), ends.dt.to_pydatetime(), strict=True))
    for group, rows in parted(counts[colour], x=middles, y=counts["count"], width=widths, days=days):
        chart.add(
            "bar",
            cell,
            x=rows["x"],
            y=rows["y"],
            width=rows["width"],
            name=hostile(group),
            legendgroup=group,
            showlegend=group not in (named or set()),
            marker={"color": colour_of(group)},
            customdata=[[clock, group, f"{start:%Y-%m-%d}", f"{end:%Y-%m-%d}", *more] for start, end in rows["days"]],
            text=[_span(start, end) for start, end in rows["days"]],
            textposition="none",
            hovertemplate="%{text}<br>" + hostile(group) + ": %{y:,}<extra></extra>",
        )


def _span(start: datetime, end: datetime) -> str:
    return f"{start:{DAY}}" if start.date() == end.date() else f"{start:{DAY}} to {end:{DAY}}"


@remembered
def apart(words: pd.DataFrame, name: str) -> Chart:
    """Words by how far they set one side apart, in standard errors; above 0 the words of `name`, below those of the others.

    The frame is that of `queries.set_apart`. Custom data is the word.
    """
    ordered = words.sort_values("z")
    chart = Chart()
    chart.add(
        "bar",
        x=ordered["z"],
        y=[hostile(word) for word in ordered["word"]],
        customdata=ordered["word"],
        orientation="h",
        marker={"color": [PLAIN if z > 0 else "#8a8f98" for z in ordered["z"]]},
        text=[f"{mine} : {others}" for mine, others in zip(ordered["count"], ordered["other_count"], strict=True)],
        textposition="outside",
        cliponaxis=False,
        hovertemplate="%{y}: %{text} uses<extra></extra>",
    )
    about = f"standard errors; beside each word its uses by {hostile(name, 30)} : by the others"
    chart.x(title={"text": about})
    return finished(chart, 110 + ROW * len(ordered), legend=False)
