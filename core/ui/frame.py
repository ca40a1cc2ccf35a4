"""What every page begins with: its name, the tables, the filters, and a plain way to say that there is nothing."""

import re
from collections.abc import Mapping
from pathlib import Path
from urllib.parse import urlencode

import streamlit as st

from core import settings
from core import tables as stored
from core.queries import Filters
from core.tables import Tables
from core.ui import filters as sidebar

ICON = settings.ROOT / "static" / "icon.png"
# Everything that Streamlit's Markdown gives a meaning to: emphasis, links, code, maths, directives, HTML.
MARKDOWN = re.compile(r"([\\`*_{}\[\]()<>#+\-.!|~$:&^=])")
SAMPLE = (
    "Sample corpus: the documents are digests written for this project of what public reports said, in its own words. "
    "They are not the publishers’ text."
)


def plain(text: object) -> str:
    """Data as Markdown that shows exactly its characters, on one line: no HTML, link, formula or directive."""
    return MARKDOWN.sub(r"\\\1", " ".join(str(text).split()))


def page(title: str, about: str) -> Filters:
    """Begins a page: its name, the tables, the filters, a note on the corpus. Returns the filters in force."""
    st.set_page_config(page_title=f"{title} · Claimline", page_icon=str(ICON), layout="wide")
    st.title(title)
    st.caption(about)
    data = tables()
    filters, ignored = sidebar.sidebar(data, title)
    if ignored:
        st.warning(f"Not in this corpus, and therefore ignored: {plain(', '.join(ignored))}.")
    if data.manifest.sample:
        st.sidebar.caption(SAMPLE)
    return filters


def tables() -> Tables:
    """Every table of the corpus in force, read once a build. Shared by all readers: not to be written to."""
    folder = settings.tables()
    return _load(folder, stored.manifest(folder).fingerprint)


@st.cache_resource(show_spinner="Reading the tables", max_entries=4)
def _load(folder: Path, fingerprint: str) -> Tables:
    return stored.load(folder)


def nothing_here(message: str) -> None:
    """Says that there is nothing to show, and ends the page there."""
    st.info(message)
    st.stop()


def link(page: str, parameters: Mapping[str, str | int | None] | None = None) -> str:
    """The address of a page with the filters in force, relative to any page: "Quotes?actor=Russia"."""
    given = {name: value for name, value in (parameters or {}).items() if value is not None}
    return f"{page}?{urlencode(sidebar.parameters() | given, doseq=True)}"


def document_link(doc: str, start: int, end: int) -> str:
    """The address that opens a document at a stretch of its text, with the filters in force."""
    return link("Documents", {"doc": doc, "at": f"{start}-{end}"})
