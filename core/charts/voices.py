"""Voices drawn: who is quoted on whom, and for which side those whom a source quotes speak."""

import pandas as pd

from core.charts.colours import NOBODY_COLOUR, PLAIN, REST_COLOURS, SIDE_COLOURS
from core.charts.drawing import Chart
from core.charts.look import ROW, SMALL, finished, hostile
from core.charts.remembered import remembered

LARGEST, SMALLEST = 34, 18  # px across of the marks for the most and the fewest quotes
CELL = 36  # px that a row of the crossing takes
ROOM_FOR_NAME = 0.2  # share of a bar from which on a side's name fits into it
ROOM_FOR_COUNT = 0.035
NAME = 24  # letters of a name on an axis


@remembered
def crossing(counts: pd.DataFrame, row: str, column: str, unit: str) -> Chart:
    """Rows against columns, a mark with its count where they meet; rows and columns in the frame's order."""
    rows, columns = list(dict.fromkeys(counts[row])), _by_total(counts, column)
    most = counts["count"].max()
    chart = Chart()
    chart.add(
        "scatter",
        x=[hostile(name, NAME) for name in counts[column]],
        y=[hostile(name, NAME) for name in counts[row]],
        customdata=counts[[row, column]].to_numpy().tolist(),
        mode="markers+text",
        text=[f"{count:,}" for count in counts["count"]],
        textfont={"size": SMALL, "color": "white"},
        marker={
            "size": SMALLEST + (LARGEST - SMALLEST) * (counts["count"] / most) ** 0.5,
            "color": PLAIN,
            "symbol": "square",
            "line": {"width": 0},
        },
        unselected={"marker": {"opacity": 0.45}},
        hovertemplate=f"%{{y}} on %{{x}}: %{{text}} {unit}<extra></extra>",
    )
    names = [hostile(name, NAME) for name in columns]
    chart.x(
        categoryorder="array",
        categoryarray=names,
        side="top",
        tickangle=-35,
        title={"text": "named in the words"},
        range=[-0.6, len(columns) - 0.4],
    )
    speakers = [hostile(name, NAME) for name in rows]
    chart.y(categoryorder="array", categoryarray=speakers, autorange="reversed", title={"text": "speaker"})
    return finished(chart, 170 + CELL * len(rows), legend=False)


def _by_total(counts: pd.DataFrame, column: str) -> list[str]:
    """The values of a column, those with the highest counts first."""
    totals = counts.groupby(column)["count"].sum()
    return sorted(totals.index, key=lambda name: (-totals[name], name))


@remembered
def shares(counts: pd.DataFrame, ranked: list[str], rest: list[str], nobody: str, most: int = 14) -> Chart:
    """Sources as bars of one length, divided by the side of those who speak; the counts stand in the parts.

    `ranked` are the states with a colour of their own, `rest` what else has a name, `nobody` the quotes without a speaker.
    """
    shown = counts["source"].drop_duplicates().head(most)
    frame = counts[counts["source"].isin(shown)]
    totals = frame.drop_duplicates("source").set_index("source")["total"]
    labels = {source: f"{hostile(source, NAME)} ({total:,})" for source, total in totals.items()}
    chart = Chart()
    for side in [*ranked, *rest, nobody]:
        rows = frame[frame["side"] == side]
        if rows.empty:
            continue
        chart.add(
            "bar",
            x=rows["share"],
            y=rows["source"].map(labels),
            customdata=rows[["source", "side"]].to_numpy().tolist(),
            name=hostile(side, NAME),
            text=[_inside(side, count, share) for count, share in zip(rows["count"], rows["share"], strict=True)],
            textposition="inside",
            insidetextanchor="middle",
            textangle=0,
            textfont={"size": SMALL, "color": "white"},
            marker=_look(side, ranked, rest, nobody),
            orientation="h",
            hovertext=[f"{count:,} of {total:,}" for count, total in zip(rows["count"], rows["total"], strict=True)],
            hovertemplate=f"%{{y}}: {hostile(side)} %{{hovertext}}<extra></extra>",
        )
    chart.set(barmode="stack")
    chart.y(categoryorder="array", categoryarray=[labels[source] for source in shown], autorange="reversed")
    chart.x(tickformat=".0%", range=[0, 1], title={"text": "share of quotes; figures in the bars are counts"})
    return finished(chart, 120 + ROW * len(shown))


def _inside(side: str, count: int, share: float) -> str:
    if share >= ROOM_FOR_NAME:
        return f"{hostile(side, 16)} {count:,}"
    return f"{count:,}" if share >= ROOM_FOR_COUNT else ""


def _look(side: str, ranked: list[str], rest: list[str], nobody: str) -> dict[str, object]:
    """The colour of a side; who is not named is hatched as well, so that it cannot be taken for a state."""
    if side in ranked:
        return {"color": SIDE_COLOURS[ranked.index(side) % len(SIDE_COLOURS)]}
    if side == nobody:
        return {
            "color": NOBODY_COLOUR,
            "pattern": {"shape": "/", "fillmode": "overlay", "fgcolor": REST_COLOURS[-1], "size": 6, "solidity": 0.2},
        }
    return {"color": REST_COLOURS[rest.index(side) % len(REST_COLOURS)]}
