"""What every page begins with: its name, the tables, the filters, and a plain way to say that there is nothing."""

import gc
from base64 import b64encode
from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping
from datetime import date
from functools import cache, lru_cache
from pathlib import Path
from typing import Any, TypeVar
from urllib.parse import urlencode

import streamlit as st

from core import queries, settings
from core import tables as stored
from core.build import BuildError
from core.queries import Filters, Kept
from core.shared import Shared
from core.tables import Tables
from core.ui import corpora
from core.ui import filters as sidebar
from core.ui.building import build_watched
from core.ui.chips import chips, link_here
from core.ui.markdown import plain
from core.ui.search_box import search_box

# As an address that holds the picture: a file would be read and looked through in every run of a page.
ICON = f"data:image/png;base64,{b64encode((settings.ROOT / 'static' / 'icon.png').read_bytes()).decode()}"
HOME, UPLOAD = "Home", "Upload"
Answer = TypeVar("Answer")
ANSWERS = Shared(most=2_000, megabytes=150)  # of all readers, each for the tables of one build
SIDEBAR = 320  # px: two dates fit side by side
SAMPLE = (
    "**Sample corpus.** Its documents are digests, written for this project in its own words, of what public reports said; "
    "they are not the publishers’ text."
)
OUTDATED = (
    "These tables were made by another version of Claimline and cannot be shown. Build them again, with the folder of texts "
    "they were made from: python -m core build FOLDER"
)
# Streamlit leaves six lines empty above a title; our own words only, never data.
STYLE = """<style>
div.stMainBlockContainer.block-container {padding: 2.2rem 2.6rem 3rem}
[data-testid=stSidebarHeader] {height: 2rem}
/* A date that is set needs the room of the button that opens the calendar; Alt and the down key open it still. */
[data-testid=stSidebar] [data-testid=stDateInputClearButton] + button {display: none}
</style>"""


def many(count: int, thing: str) -> str:
    """A count with its noun: "1 document", "1,200 documents"."""
    return f"{count:,} {thing}" if count == 1 else f"{count:,} {thing}s"


def page(title: str, about: str) -> Filters:
    """Begins a page: its name, the way to the others, the tables, the filters. Returns the filters in force.

    Where no tables are there yet, they are built first, with visible progress.
    """
    name = HOME if title == "Claimline" else title
    st.set_page_config(
        page_title="Claimline" if name == HOME else f"{name} · Claimline",
        page_icon=ICON,
        layout="wide",
        initial_sidebar_state=SIDEBAR,
    )
    st.html(STYLE)
    search_box()
    menu = st.sidebar.container(gap="xxsmall")
    head, link_place = st.columns([6, 1], vertical_alignment="bottom")
    head.title(title, anchor=False)
    head.caption(about)
    filters_place = st.container()
    data = _stored()
    if data.manifest.sample:
        st.caption(SAMPLE)
    if name_of := corpora.chosen():
        st.caption(f"Corpus of uploaded files: **{plain(name_of)}**")
    filters, ignored = sidebar.sidebar(data, name)
    _contents(menu)
    link_here(link_place)
    with filters_place:
        chips(sidebar.names_of(data))
    _as_known(data)
    if ignored := [*corpora.unknown(), *ignored]:
        st.warning(f"Not in this corpus, and therefore ignored: {plain(', '.join(ignored))}.")
    return filters


def _as_known(data: Tables) -> None:
    """Says, where the corpus is shown as of a day, what that leaves out."""
    if (day := sidebar.known_on()) is None:
        return
    counts = "SELECT count(*) FILTER (WHERE published > ?), count(*) FILTER (WHERE published IS NULL) FROM documents"
    later, undated = (int(count) for count in data.store.frame(counts, [day]).iloc[0])
    left_out = f"{many(later, 'document')} printed later and {many(undated, 'document')} without a day of printing"
    st.info(f"As known on {day:%-d %b %Y}: {left_out} are left out, and every count is made without them.")


def _contents(menu: Any) -> None:
    """The pages in their order. Streamlit's own menu would call the first one "app"."""
    with menu:
        page_link("app.py", HOME)
        for path in page_files():
            page_link(path, page_name(path))


def page_link(page: str | Path, label: str, place: Any = st, **parameters: str) -> None:
    """A link, at some place of this page, to another page; the filters in force go with it."""
    place.page_link(page, label=label, query_params=sidebar.parameters() | parameters)


def page_files() -> list[Path]:
    """The files of the pages after home, in the order their names give; that of uploads only where the host takes files."""
    return [path for path in _numbered() if page_name(path) != UPLOAD or settings.uploads() is not None]


@cache
def _numbered() -> list[Path]:
    return sorted((settings.ROOT / "pages").glob("[0-9]*_*.py"), key=lambda path: int(path.name.partition("_")[0]))


def page_name(path: Path) -> str:
    """The name of a page, which is also its address: "4_Quotes.py" is "Quotes"."""
    return path.stem.partition("_")[2]


def tables() -> Tables:
    """Every table of the corpus in force, as known on the day that the reader has set, if any.

    Shared by all readers: not to be written to.
    """
    data, day = _stored(), sidebar.known_on()
    return _known(data, data.manifest.fingerprint, day) if day else data


def _stored() -> Tables:
    """The tables as they stand, read once a build."""
    folder = corpora.tables()
    failed = corpora.bring()
    try:
        fingerprint = _fingerprint(folder)  # where a store cannot be reached, that of the copy brought last
    except FileNotFoundError:
        if failed:
            st.error(f"The tables could not be fetched: {plain(failed)}")
            st.stop()
        _build(folder)
        fingerprint = _fingerprint(folder)
    try:
        return _load(folder, fingerprint)
    except (FileNotFoundError, KeyError, ValueError):  # a table or a column is not there
        st.error(OUTDATED)
        st.stop()


def _fingerprint(folder: Path) -> str:
    """That of the build in force; raises `FileNotFoundError` where there is none."""
    stands = (folder / stored.MANIFEST).stat()
    return _manifest(folder, stands.st_mtime_ns, stands.st_size, stands.st_ino).fingerprint


@lru_cache(maxsize=16)
def _manifest(folder: Path, changed: int, size: int, file: int) -> stored.Manifest:
    """A manifest, read once as long as its file is the same: a build puts another in its place."""
    return stored.manifest(folder)


@st.cache_resource(show_spinner="Reading the tables", max_entries=4)
def _load(folder: Path, fingerprint: str) -> Tables:
    loaded = stored.load(folder)
    # What is kept for good need not be looked through each time that garbage is collected.
    gc.collect()
    gc.freeze()
    return loaded


@st.cache_resource(show_spinner="Going back to that day", max_entries=8)
def _known(_data: Tables, fingerprint: str, day: date) -> Tables:
    return queries.known_on(_data, day)


def ask(query: Callable[[Tables, Filters], Answer], data: Tables, filters: Filters) -> Answer:
    """The answer of a query, remembered for every reader as long as the tables stand; not to be written to."""
    return ANSWERS.ask((_named(query), data.manifest.fingerprint, repr(filters)), lambda: query(data, filters))


def once(query: Callable[..., Answer], kept: Kept, *more: Hashable) -> Answer:
    """As `ask`, of a query over rows kept, and whatever else it asks for. Readers draw its answer in every run of a page."""
    return ANSWERS.ask((_named(query), asked_of(kept), repr(more)), lambda: query(kept, *more))


def asked_of(kept: Kept) -> tuple[str, str]:
    """What names rows kept among all that readers ask: of which build, and under which conditions."""
    return kept.tables.manifest.fingerprint, repr((kept.table, kept.conditions, kept.values))


def _named(query: Callable[..., Any]) -> str:
    name = function_name(query)
    if name is None:
        raise ValueError(f"{query} has no name by which its answer could be asked for again")
    return name


def function_name(function: Callable[..., Any]) -> str | None:
    """What names a function among all; None for one made within another, since what it answers may depend on more."""
    return None if "<locals>" in function.__qualname__ else f"{function.__module__}.{function.__qualname__}"


def _build(folder: Path) -> None:
    """Builds the tables of the corpus in force while the reader watches; ends the page where that fails."""
    corpus = corpora.corpus()
    try:
        build_watched(corpus, folder, f"Reading {settings.corpus_name(corpus)} for the first time")
    except BuildError as error:
        st.error(f"The tables could not be built: {plain(error)}")
        st.stop()


def none_of(thing: str) -> str:
    """What a page says where it has no such row: the filters keep none or, where nothing is filtered, there is none."""
    filtered = sidebar.parameters().keys() & set(sidebar.PARAMETERS)
    return f"No {thing} matches these filters." if filtered else f"The corpus holds no {thing}."


def nothing_here(message: str) -> None:
    """Says that there is nothing to show, and ends the page there."""
    st.info(message)
    st.stop()


def link(page: str, parameters: Mapping[str, str | int | None] | None = None) -> str:
    """The address of a page with the filters in force, relative to any page: "Quotes?actor=Russia"."""
    given = {name: value for name, value in (parameters or {}).items() if value is not None}
    return f"{page}?{urlencode(sidebar.parameters() | given, doseq=True)}"


def document_links(documents: str, places: Iterable[tuple[str, int, int]]) -> Iterator[str]:
    """The addresses that open documents at stretches of their texts; `documents` is the one of their list, by `link`."""
    first = documents if documents.endswith("?") else f"{documents}&"
    return (f"{first}{urlencode({'doc': doc, 'at': f'{start}-{end}'})}" for doc, start, end in places)
