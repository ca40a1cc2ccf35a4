"""Which corpus the page shows: the one the server was started with, or one of uploaded files that the URL names."""

from pathlib import Path

import streamlit as st

from core import published, settings
from core.remote import Remote, RemoteError

CORPUS = "corpus"  # the parameter of the URL; without it, the corpus the server was started with


def chosen() -> str | None:
    """The corpus of uploaded files that the URL names, if there is one of that name."""
    named = st.query_params.get(CORPUS)
    return named if named and settings.uploaded(named) else None


def unknown() -> list[str]:
    """What the URL names that is no corpus, in words."""
    named = st.query_params.get(CORPUS)
    return [f"corpus “{named[:80]}”"] if named and not chosen() else []


def parameters() -> dict[str, list[str]]:
    """The corpus as a parameter of links."""
    name = chosen()
    return {CORPUS: [name]} if name else {}


def corpus() -> Path | Remote:
    """The texts of the page."""
    name = chosen()
    return (name and settings.uploaded(name)) or settings.corpus()


def tables() -> Path:
    """The folder of tables of the page."""
    return settings.tables(corpus()) if chosen() else settings.tables()


def bring() -> str | None:
    """Brings the tables of the page here, where they are on object storage; why that failed, or None.

    Looked for once a minute, by one reader for all.
    """
    place = settings.published()
    return _fetched(place.url) if place and not chosen() else None


@st.cache_data(ttl=60, show_spinner="Fetching the tables")
def _fetched(url: str) -> str | None:
    place = Remote(url)
    try:
        there = published.fetch(place, settings.own_folder(place))
    except (RemoteError, OSError) as error:
        return str(error)
    return None if there else f"{place}: no build has finished there"
