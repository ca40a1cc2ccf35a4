"""What a search everywhere found, by kind; each hit opens its row, or its document at the place."""

from collections.abc import Mapping
from typing import Any

import pandas as pd
import streamlit as st

from core.queries import Filters
from core.queries.everywhere import KINDS, Found, search_everywhere
from core.tables import Tables
from core.ui.controls import choice, page_number, text
from core.ui.frame import page_link
from core.ui.markdown import marked, plain
from core.ui.search_box import HELP, WORDS

ONLY, NUMBER = "kind", "hits"  # parameters of the URL: the one kind that is shown, and which page of its hits
EVERY = "everything"
NAMES = {"actor": "actors", "claim": "claims", "telling": "tellings", "quote": "quotes", "document": "documents"}
FEW, PAGE_OF = 5, 20  # hits of each kind side by side; hits on a page of one kind


def search_words() -> str:
    """The box of the page itself, whose words are in the URL."""
    hint = "words, names, “words that stand together”, then Enter"
    return text("Search in documents, quotes, claims, tellings and actors", WORDS, hint, type="search", help=HELP)


def search_results(words: str, tables: Tables, filters: Filters) -> None:
    """What was found, a few rows of each kind, or all of one kind page by page."""
    kinds = {name: kind for kind, name in NAMES.items()}
    only = kinds.get(choice("Show", [EVERY, *kinds], ONLY, "A few of each kind, or one kind alone, all of it."))
    found = _found(tables, tables.manifest.fingerprint, filters, words, FEW, 0, "")
    for term, names in found.read_as.items():
        st.info(f"“{plain(term)}” stands nowhere; read as {plain(' or '.join(names))}.")
    shown = [kind for kind, count in found.counts.items() if count and only in (None, kind)]
    if not shown:
        st.info(f"Nothing within the filters has all of these words{f' among the {NAMES[only]}' if only else ''}.")
    for kind in shown:
        st.header(f"{NAMES[kind].capitalize()} · {found.counts[kind]:,}", anchor=False)
        if only:
            _page_by_page(kind, found.counts[kind], words, tables, filters)
        else:
            _few(kind, found.counts[kind], found.hits[found.hits["kind"] == kind])


def _page_by_page(kind: str, count: int, words: str, tables: Tables, filters: Filters) -> None:
    place = st.container()
    number = page_number(-(-count // PAGE_OF), NUMBER)
    found = _found(tables, tables.manifest.fingerprint, filters, words, PAGE_OF, (number - 1) * PAGE_OF, kind)
    with place:
        _hits(found.hits)


@st.cache_data(show_spinner="Searching", max_entries=100)
def _found(_tables: Tables, fingerprint: str, filters: Filters, words: str, limit: int, skip: int, kind: str) -> Found:
    return search_everywhere(_tables, filters, words, limit, skip, [kind] if kind else KINDS)


def _few(kind: str, count: int, hits: pd.DataFrame) -> None:
    _hits(hits)
    if count > len(hits):
        st.button(f"All {count:,} {NAMES[kind]}", key=f"all_{kind}", on_click=_show, args=(kind,))


def _show(kind: str) -> None:
    st.query_params[ONLY] = NAMES[kind]


def _hits(hits: pd.DataFrame) -> None:
    with st.container(border=True, gap="small"):
        for hit in hits.to_dict("records"):
            with st.container(gap=None):
                _hit(hit)


def _hit(hit: Mapping[str, Any]) -> None:
    """The title of a hit, which opens it, what stands there, and where that is."""
    with st.container(horizontal=True, gap="medium", vertical_alignment="center"):
        page, parameters = _opens(hit)
        page_link(page, f"**{marked(hit['title'])}**", **parameters)
        if hit["kind"] in ("telling", "quote"):
            place = f"{hit['start']}-{hit['end']}"
            page_link("pages/6_Documents.py", "In its document", doc=hit["doc"], at=place, row=hit["id"])
    if hit["snippet"]:
        st.markdown(marked(hit["snippet"]))
    st.caption(plain(hit["about"]))


def _opens(hit: Mapping[str, Any]) -> tuple[str, dict[str, str]]:
    """The page that shows a hit, and what a link names there."""
    match hit["kind"]:
        case "actor":
            return "pages/2_Network.py", {"node": hit["id"]}
        case "claim":
            return "pages/3_Transfers.py", {"claim": hit["id"]}
        case "telling":
            return "pages/3_Transfers.py", {"view": "telling", "row": hit["id"]}
        case "quote":
            return "pages/4_Quotes.py", {"row": hit["id"]}
    place = {} if pd.isna(hit["start"]) else {"at": f"{int(hit['start'])}-{int(hit['end'])}"}
    return "pages/6_Documents.py", {"doc": hit["doc"]} | place
