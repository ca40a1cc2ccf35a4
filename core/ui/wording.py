"""Wording: which words set a source, or what a side is quoted with, apart from the others; each opens its sentences."""

from typing import Any

import pandas as pd
import streamlit as st

from core import charts, queries
from core.queries import Filters, Kept
from core.tables import Tables
from core.ui import sources
from core.ui.brush import clicked
from core.ui.controls import choice, select
from core.ui.frame import ask, many, once
from core.ui.rows import rows

column = st.column_config
USE_COLUMNS: dict[str, Any] = {
    "text": column.TextColumn("Word", width=110, pinned=True),
    "sentence": column.TextColumn("Its sentence", width=560),
    "publisher_name": column.TextColumn("Source", width=170),
    "published": "Printed",
}
READ_SO = (
    "Right of the line: used more than by the others; left: less. Counted in standard errors of the log-odds, so that rare "
    "words do not win by chance. Click a word for its sentences. A word is a trace of a choice, no proof of one."
)
SOURCE, SIDE = "a source", "what a side says"


def wording(tables: Tables, filters: Filters) -> None:
    """The words that set one source or side apart, as bars; the word clicked shows where it stands."""
    left, right = st.columns([1, 2], vertical_alignment="bottom")
    with left:
        kind = choice("Words of", [SOURCE, SIDE], "words_of")
    with right:
        name, stretches, found = _chosen(kind, tables, filters)
    if found is None:
        st.caption("There is nobody else within the filters to compare with.")
        return
    if found.empty:
        st.caption("No word is used in two texts or more on either side.")
        return
    words = clicked(
        charts.apart(found, name), "apart", f"Words that set {name} apart, and those it uses less than the others"
    )
    if not words:
        st.caption(READ_SO)
        return
    _uses(tables, stretches, str(words[0]))


def _chosen(kind: str, tables: Tables, filters: Filters) -> tuple[str, pd.DataFrame, pd.DataFrame | None]:
    """Who is compared with all others: the name, the stretches of text of both, and the words; None without others."""
    if kind == SOURCE:
        name = select("Source", ask(sources.names, tables, filters), "words_source")
        return name, *once(_of_source, queries.documents_of(tables, filters), name)
    speakers = queries.speakers(queries.said_of(tables, filters))
    ids = dict(zip(speakers["speaker_name"], speakers["speaker"], strict=True))
    name = select("Speaker, with those who belong to it", list(ids) or ["nobody"], "words_side")
    return name, *once(_of_side, queries.said_of(tables, filters), ids.get(name, ""))


def _of_source(printed: Kept, name: str) -> tuple[pd.DataFrame, pd.DataFrame | None]:
    return _set_apart(printed.tables, *queries.texts_of_sources(printed, [name]))


def _of_side(said: Kept, actor: str) -> tuple[pd.DataFrame, pd.DataFrame | None]:
    return _set_apart(said.tables, *queries.words_of_side(said, [actor] if actor else []))


def _set_apart(tables: Tables, mine: pd.DataFrame, others: pd.DataFrame) -> tuple[pd.DataFrame, pd.DataFrame | None]:
    found = queries.set_apart(tables, mine, others, most=12) if len(mine) and len(others) else None
    return pd.concat([mine, others]), found


def _uses(tables: Tables, stretches: pd.DataFrame, word: str) -> None:
    found = queries.uses(tables, stretches, word)
    whole = found["doc"].map(queries.as_printed(tables, found["doc"])["text"])
    bounds = zip(whole, found["sentence_start"], found["sentence_end"], strict=True)
    found = found.assign(
        sentence=[" ".join(text[start:end].split()) for text, start, end in bounds],
        id=found["doc"] + ":" + found["start"].astype("str"),
        rule=f"the word {word}",
        score=1.0,
    )
    st.caption(f"{many(len(found), 'use')} of “{word}” in {many(found['doc'].nunique(), 'document')}")
    rows(found, tables, "uses", USE_COLUMNS, opens="use")
