"""Network: who gives to whom, who speaks of whom, who quotes whom."""

import streamlit as st

from core import briefing, charts, queries, ui
from core.ui import network as picture
from core.ui import opened

DRAWN = {
    "gives": "transfer with both parties stated",
    "speaks of": "quote that names an actor",
    "quotes": "quote with a speaker",
}
VIEWS = {"gives": "Who gives to whom", "speaks of": "Who speaks of whom", "quotes": "Who quotes whom"}

filters = ui.page("Network", "who gives to whom, who speaks of whom, who quotes whom")
data = ui.tables()
told = queries.told_of(data, filters)
quotes = queries.said_of(data, filters)

left, middle, right = st.columns([3, 2, 2], vertical_alignment="bottom")
with left:
    view = ui.choice("Lines show who", list(VIEWS), "lines")
with middle:
    most = picture.how_many()
with right:
    unknown = view == "gives" and ui.switch("Unknown parties too", "unknown")

rows = told if view == "gives" else quotes
edges = ui.once(queries.edges, rows, view, most, unknown)
drawn = edges.drawn
if drawn.empty:
    ui.nothing_here(ui.none_of("telling of a transfer" if unknown else DRAWN[view]))
names, kinds = queries.nodes_of(data, {*drawn["source"], *drawn["target"], *st.query_params.get_all("node")})
colours = charts.CATEGORY_COLOURS if view == "gives" else {view: charts.PLAIN}
picture.draw(
    picture.built(drawn, names, kinds, colours),
    colours,
    title=VIEWS[view],
    note=briefing.source_line(data, filters, rows, "tellings" if view == "gives" else "quotes"),
    file=briefing.file_name(data, filters, f"network {view}", "png"),
)
st.caption(picture.left_out(view, edges, told, unknown))
picture.graphml_button(drawn, names, briefing.file_name(data, filters, f"network {view}", "graphml", len(drawn)))

edge = drawn[drawn["id"] == st.query_params.get("edge")]
node = st.query_params.get("node")
if not edge.empty:
    opened.open_edge(edge.iloc[0], told, quotes, data, names)
elif node in names:
    opened.open_node(node, told, quotes, data, names)
ui.ignored(
    {
        "line": [name for name in st.query_params.get_all("edge") if edge.empty],
        "actor": [name for name in st.query_params.get_all("node") if name not in names],
    }
)

st.header("The same lines as a table", anchor=False)
picture.table(drawn, names)
