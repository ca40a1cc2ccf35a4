"""Documents: the list of texts, and one of them as stored, with what was read from it marked in it."""

import streamlit as st

from core import marks, queries, ui
from core.ui import copies, documents, reader

filters = ui.page("Documents", "each text as stored, with what was read from it marked in it")
data = ui.tables()
listed = queries.documents_of(data, filters)
if not listed.count and "doc" not in st.query_params:
    ui.nothing_here(ui.none_of("document"))

document = documents.choose(listed, data)
if document is None:
    st.stop()

documents.heading(document, data)
found = marks.in_document(data, document["doc"])
at = st.query_params.get("at", "")
here = marks.at(at, len(document["text"]))
off = st.query_params.get("off", "").split()
ui.ignored({"place": [at] if at and not here else [], "kind": [kind for kind in off if kind not in set(marks.MarkKind)]})
row = st.query_params.get("row", "")
reader.show(document["text"], found, f"{data.manifest.fingerprint} {document['doc']}", here, row)
documents.open_mark(found, reader.chosen_mark(found, here, row), document["doc"], data)
copies.copies(document, data)
