"""What a search everywhere found, by kind; each hit opens its row, or its document at the place."""

from collections.abc import Mapping
from typing import Any

import pandas as pd
import streamlit as st

from core.queries import Filters
from core.queries.everywhere import KINDS, Found, search_everywhere
from core.tables import Tables
from core.ui.frame import page_link
from core.ui.markdown import marked, plain
from core.ui.search_box import HELP, WORDS

ONLY = "kind"  # the parameter of the URL that names the one kind that is shown
NAMES = {"actor": "actors", "claim": "claims", "telling": "tellings", "quote": "quotes", "document": "documents"}
FEW, PAGE_OF = 5, 20  # hits of each kind side by side; hits on a page of one kind


def search_words() -> str:
    """The box of the page itself, whose words are in the URL."""
    options: dict[str, Any] = {"type": "search", "live": True, "placeholder": "words, names, “words that stand together”"}
    words = st.text_input(
        "Search in documents, quotes, claims, tellings and actors", key=WORDS, bind="query-params", help=HELP, **options
    )
    return words or ""


def search_results(words: str, tables: Tables, filters: Filters) -> None:
    """What was found, a few rows of each kind, or all of one kind page by page."""
    counts = _found(tables, tables.manifest.fingerprint, filters, words, 0, 0, "")
    total = sum(counts.counts.values())
    for term, names in counts.read_as.items():
        st.info(f"“{plain(term)}” stands nowhere; read as {plain(' or '.join(names))}.")
    if not total:
        st.info("Nothing within the filters has all of these words.")
        return
    only = _one_kind(counts.counts)
    if only is None:
        found = _found(tables, tables.manifest.fingerprint, filters, words, FEW, 0, "")
        for kind, count in counts.counts.items():
            if count:
                _group(kind, count, found.hits[found.hits["kind"] == kind])
        return
    pages = -(-counts.counts[only] // PAGE_OF)
    number = st.pagination(pages, key=f"page_{only}", bind="query-params") if pages > 1 else 1
    found = _found(tables, tables.manifest.fingerprint, filters, words, PAGE_OF, (number - 1) * PAGE_OF, only)
    st.header(f"{NAMES[only].capitalize()} · {counts.counts[only]:,}", anchor=False)
    _hits(found.hits)


def _one_kind(counts: Mapping[str, int]) -> str | None:
    """The kind chosen to be shown alone, if any."""
    names = {name: kind for kind, name in NAMES.items()}
    chosen = st.segmented_control(
        "Show", list(names), key=ONLY, bind="query-params", help="One kind alone, all of it; else a few of each kind."
    )
    return names[chosen] if chosen and counts[names[chosen]] else None


@st.cache_data(show_spinner="Searching", max_entries=100)
def _found(_tables: Tables, fingerprint: str, filters: Filters, words: str, limit: int, skip: int, kind: str) -> Found:
    return search_everywhere(_tables, filters, words, limit, skip, [kind] if kind else KINDS)


def _group(kind: str, count: int, hits: pd.DataFrame) -> None:
    st.header(f"{NAMES[kind].capitalize()} · {count:,}", anchor=False)
    _hits(hits)
    if count > len(hits):
        st.button(f"All {count:,} {NAMES[kind]}", key=f"all_{kind}", on_click=_show, args=(kind,))


def _show(kind: str) -> None:
    st.session_state[ONLY] = NAMES[kind]


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
