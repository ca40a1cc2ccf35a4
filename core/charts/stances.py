"""Who stands where: claims by sources, each cell a letter on a colour; and the path of one claim from text to text."""

import pandas as pd

from core.charts.colours import colour_of, parted, rank
from core.charts.drawing import Chart
from core.charts.look import HOVER_DAY, days_axis, finished, hostile
from core.charts.remembered import remembered

# A letter for each stance, so that no cell is told by its colour alone.
LETTERS = {"asserts": "A", "attributes": "W", "hedges": "H", "denies": "D", "silent": "S", "no-coverage": "·"}
MEANINGS = {
    "asserts": "A: asserts, in its own voice",
    "attributes": "W: attributes, on somebody’s word",
    "hedges": "H: hedges, as possible",
    "denies": "D: denies",
    "silent": "S: silent, wrote of both parties then",
}
CELL = 24  # px of a row
LONGEST = 24  # characters of a source's name
TOP, RIGHT = 150, 120  # px for names of that length set at a slant; plotly leaves out a name that its margin cannot hold


@remembered
def matrix(cells: pd.DataFrame, claims: dict[str, str], sources: dict[str, str]) -> Chart:
    """Claims (rows) by sources (columns), each cell the letter of the latest stance; without coverage it is a dot.

    `cells` is the frame of `queries.matrix`; `claims` and `sources` give the label of each id, in the order of the frame. A
    cell's custom data is [claim id, source id].
    """
    rows = {claim: place for place, claim in enumerate(cells.index)}
    columns = {source: place for place, source in enumerate(cells.columns)}
    chart = Chart()
    every = [[claim, source] for source in columns for claim in rows]
    for stance, told in parted(cells.to_numpy().T.ravel(), cells=every):
        empty = stance == "no-coverage"
        chart.add(
            "scatter",
            x=[columns[source] for _, source in told["cells"]],
            y=[rows[claim] for claim, _ in told["cells"]],
            customdata=told["cells"],
            mode="text" if empty else "markers+text",
            marker={"symbol": "square", "size": 19, "color": colour_of(stance)},
            text=LETTERS[stance],
            textfont={"size": 12, "color": "#8a8f98" if empty else "#ffffff"},
            name=MEANINGS.get(stance, ""),
            showlegend=not empty,
            hoverinfo="skip" if empty else "text",
            hovertext=[
                f"{hostile(sources[source])}<br>{stance}<br>{hostile(claims[claim], 90)}" for claim, source in told["cells"]
            ],
        )
    names = [hostile(sources[source], LONGEST) for source in cells.columns]
    labels = [f"{hostile(claims[claim], 64)}  " for claim in cells.index]
    chart.x(
        tickvals=list(columns.values()),
        ticktext=names,
        side="top",
        tickangle=-45,
        ticklabeloverflow="allow",
        range=[-0.6, len(columns) - 0.4],
        showgrid=False,
    )
    chart.y(tickvals=list(rows.values()), ticktext=labels, range=[len(rows) - 0.4, -0.6], showgrid=False)
    finished(chart, TOP + 40 + CELL * len(rows))
    return chart.set(margin={"t": TOP, "b": 44, "r": RIGHT}, legend={"y": 0, "yanchor": "top"})


@remembered
def path(steps: pd.DataFrame) -> Chart:
    """The documents that tell a claim by day and source, each with a line from the one it has it from.

    The frame is that of `queries.path`; documents without a day of printing are left out. Custom data is the telling's id.
    """
    dated = steps[steps["published"].notna()]
    places = dated.set_index("doc")[["published", "source"]]
    chart = Chart()
    for row in dated[dated["from_doc"].isin(places.index)].itertuples():
        begun = places.loc[row.from_doc]
        chart.add(
            "scatter",
            x=[begun["published"], row.published],
            y=[hostile(begun["source"]), hostile(row.source)],
            mode="lines",
            line={"color": "#8a8f98", "width": 1.4, "dash": "solid" if row.how.startswith("copies") else "dot"},
            hoverinfo="skip",
            showlegend=False,
        )
    for stance in sorted(dated["stance"].unique(), key=rank):
        told = dated[dated["stance"] == stance]
        chart.add(
            "scatter",
            x=told["published"],
            y=[hostile(source) for source in told["source"]],
            customdata=told["id"],
            mode="markers+text",
            marker={"size": 17, "symbol": "square", "color": colour_of(stance)},
            text=LETTERS[stance],
            textfont={"size": 11, "color": "#ffffff"},
            name=MEANINGS[stance],
            hovertext=[hostile(how, 90) for how in told["how"]],
            hovertemplate=f"{HOVER_DAY}<br>%{{hovertext}}<extra></extra>",
        )
    order = [hostile(source) for source in dict.fromkeys(dated["source"])]
    chart.y(categoryorder="array", categoryarray=order, autorange="reversed")
    chart.x(title={"text": "day of printing"})
    days_axis(chart)
    return finished(chart, 130 + CELL * max(len(order), 2))
