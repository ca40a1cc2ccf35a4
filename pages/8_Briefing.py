"""Briefing: a picture fit for a slide, and the rows behind it as files."""

import streamlit as st

from core import briefing, queries, ui
from core.ui import briefing as page

filters = ui.page("Briefing", "a picture that can stand alone, and the rows behind it as files")
data = ui.tables()
presenting = page.presenting()
picture, title, dark, ending = page.controls()
told = queries.told_of(data, filters)
source = briefing.source_line(data, filters, told, "tellings")
if not told.count:
    st.info(f"{ui.none_of('telling of a transfer')} There is no picture to draw.")
elif picture == "network":
    page.network_slide(
        told, data, title, source, briefing.file_name(data, filters, f"briefing {picture}", "png", told.count)
    )
else:
    file = briefing.file_name(data, filters, f"briefing {picture}", ending, told.count)
    chart = page.figure(picture, told, data, filters)
    if chart is None:
        st.info(page.NO_DAYS)
    else:
        page.slide(chart, title, source, file, dark=dark, ending=ending, alone=presenting)

with st.container(key="files"):
    if not presenting:
        ui.page_link("pages/8_Briefing.py", "The slide alone", present="1")
    st.header("The rows behind it", anchor=False)
    st.caption(ui.plain(f"Filters: {briefing.in_words(filters, data)}"))
    page.downloads(data, filters)
