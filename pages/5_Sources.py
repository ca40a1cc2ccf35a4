"""Sources: which source tells which transfer, with which status and figure."""

import streamlit as st

from core import charts, queries, ui

filters = ui.page("Sources", "which source tells which transfer, in whose name, with which status and figure")
data = ui.tables()
documents = ui.ask(queries.documents, data, filters)
if documents.empty:
    ui.nothing_here("No document matches these filters.")
told = ui.ask(queries.tellings, data, filters)
quotes = ui.ask(queries.quotes, data, filters)
profiles = queries.profile(told, quotes, documents)

claims = ui.ask(queries.claims, data, filters)
st.header("Who stands where", anchor=False)
ui.stance_matrix(claims, told, data, filters)

st.header("Side by side", anchor=False)
names = ui.sources_to_compare(profiles)
matrix = queries.stances(told, names, claims)
if matrix.empty:
    st.caption("None of these sources tells a transfer that matches the filters.")
else:
    shared = ui.choice("Claims", ["told by any of them", "told by two or more"], "claims")
    matrix = matrix if shared == "told by any of them" else matrix[matrix[names].notna().sum(axis=1) > 1]
    ui.matrix(matrix, names, told, data)

st.header("Who copies whom", anchor=False)
ui.copy_graph(documents, data, filters)

st.header("How each source commits itself", anchor=False)
figure = charts.bars(queries.by_stance(told), "source", "count", "tellings", colour="stance", most=15)
clicked = ui.clicked(figure, "by_stance", "Tellings by source and stance: asserts, attributes, hedges, denies")
if clicked:
    ui.telling_rows(queries.of_sources(told, clicked), data, "of_source")

st.header("Wording", anchor=False)
ui.wording(documents, quotes, data)

st.header("Each source", anchor=False)
source = ui.pick(profiles, "profiles", ui.PROFILE_COLUMNS, opens="open", alt="Sources with their counts")
ui.download(profiles, data, "sources")
if source is not None:
    ui.source_opened(source, told, documents, data, filters)
