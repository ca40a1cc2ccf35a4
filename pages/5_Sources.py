"""Sources: which source tells which transfer, with which status and figure."""

import streamlit as st

from core import queries, ui

filters = ui.page("Sources", "which source tells which transfer, in whose name, with which status and figure")
data = ui.tables()
profiles = ui.ask(queries.profile, data, filters)
if profiles.empty:
    ui.nothing_here(ui.none_of("document"))
told = queries.told_of(data, filters)

st.header("Who stands where", anchor=False)
ui.stance_matrix(data, filters)

st.header("Side by side", anchor=False)
names = ui.sources_to_compare(data, filters)
shared = ui.choice("Claims", ["told by any of them", "told by two or more"], "claims")
matrix = ui.once(queries.stances, told, tuple(names), shared == "told by two or more")
if matrix.empty:
    st.caption("None of these sources tells such a transfer that matches the filters.")
else:
    ui.matrix(matrix, names, told)

st.header("Who copies whom", anchor=False)
ui.copy_graph(data, filters)

st.header("How each source commits itself", anchor=False)
ui.commitments(told)

st.header("Wording", anchor=False)
ui.wording(data, filters)

st.header("Each source", anchor=False)
source = ui.pick(profiles, "profiles", ui.PROFILE_COLUMNS, opens="open", alt="Sources with their counts")
ui.download(profiles, data, "sources")
if source is not None:
    ui.source_opened(source, told, data, filters)
