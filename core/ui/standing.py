"""Who stands where on a claim: stances as rows, the matrix of sources, the path from text to text, what changed on it."""

from typing import Any

import pandas as pd
import streamlit as st

from core import charts, queries
from core.queries import Filters, Kept
from core.tables import Tables
from core.ui.brush import clicked
from core.ui.controls import choice, number
from core.ui.frame import many, once
from core.ui.markdown import plain
from core.ui.rows import open_row, rows
from core.ui.transfers import open_first

column = st.column_config
STANCE_COLUMNS: dict[str, Any] = {
    "source_name": column.TextColumn("Source", width=170, pinned=True),
    "role": column.TextColumn("Role", width=80, help="Publisher: it prints it. Cited: it is named as claiming or denying"),
    "stance": column.TextColumn("Stance", width=90),
    "of_whom": column.TextColumn("Whose word, or told by", width=210),
    "denies": column.TextColumn("Denies", width=80, help="The whole claim, only its figure, or only an item of it"),
    "published": "Printed",
    "changed": column.CheckboxColumn("Changed", width=75, help="Differs from the stance of this source before"),
}
PATH_COLUMNS: dict[str, Any] = {
    "published": "Printed",
    "source": column.TextColumn("Source", width=170),
    "stance": column.TextColumn("Stance", width=90),
    "claimant_names": column.TextColumn("According to", width=190),
    "how": column.TextColumn("From where it has it", width=330),
}
BARTER_COLUMNS: dict[str, Any] = {
    "given": column.TextColumn("Given", width=215, pinned=True),
    "quantity_text": column.TextColumn("How much", width=90),
    "status": column.TextColumn("Status", width=72),
    "returned": column.TextColumn("Said to be in return", width=215),
    "return_quantity_text": column.TextColumn("How much", width=90),
    "return_status": column.TextColumn("Status", width=72),
    "source": column.TextColumn("Source", width=105),
    "published": "Printed",
}
MOST_CHANGES = 20
NO_COVERAGE_MEANS = (
    "Select a cell for its sentence. A dot is no coverage: within the filters, it printed nothing that names both parties "
    "near the days on which the claim was told. To be silent is not to deny."
)


def stance_rows(positions: pd.DataFrame, told: pd.DataFrame, tables: Tables, key: str) -> None:
    """Stances as a table in order of time; each opens its sentence, a silence the place where both parties are named."""
    shown = _openable(positions, told, tables).sort_values(["published", "source_name"], na_position="last")
    rows(shown.fillna({"of_whom": "–", "denies": "–"}), tables, key, STANCE_COLUMNS, opens="stance")


def _openable(positions: pd.DataFrame, told: pd.DataFrame, tables: Tables) -> pd.DataFrame:
    """Stances with what opening a row needs: an id, the sentence, the rule and the document's publisher and title."""
    of_telling = told.set_index("id")[["sentence_start", "sentence_end", "rule", "score"]]
    found = positions.reset_index(drop=True).join(of_telling, on="telling")
    found = found.join(queries.printed_as(tables, found["doc"])[["publisher_name", "shown_as"]], on="doc")
    quiet = "names both parties within 30 days of a telling, and does not tell it"
    found = found.fillna({"rule": quiet, "score": 1.0})
    found["sentence_start"] = found["sentence_start"].fillna(found["start"]).astype(int)
    found["sentence_end"] = found["sentence_end"].fillna(found["end"]).astype(int)
    return found.assign(id=found["role"] + "-" + found["source"] + "-" + found["telling"].fillna(found["doc"]))


def stance_matrix(tables: Tables, filters: Filters) -> None:
    """Claims by publishers, a letter a cell; a cell opens its sentence."""
    left, middle, right = st.columns([4, 3, 4], vertical_alignment="bottom")
    with left:
        order = choice("Claims in the order", list(queries.ORDERS), "order")
    with middle:
        most = number("Claims and sources shown", ["20", "40", "60"], "cells")
    with right:
        which = choice("Claims", list(queries.WHICH), "which")
    every = queries.told_of(tables, filters)
    cells, labels, names = once(_standing, every, filters, which, order, most)
    if not labels:
        st.caption("No claim is of that kind within the filters.")
        return
    picked = clicked(charts.matrix(cells, labels, names), "matrix_cells", "Claims by sources: the latest stance of each")
    if not picked:
        st.caption(NO_COVERAGE_MEANS)
        return
    claim, source = picked[0]
    st.markdown(f"**{plain(names[source])}** on **{plain(labels[claim])}**")
    told = queries.tellings_of(every, claim)
    positions = queries.positions(tables, told, filters, [claim])
    of_cell = positions[(positions["role"] == "publisher") & (positions["source"] == source)]
    for _, row in _openable(of_cell, told, tables).iterrows():
        open_row(row, tables)


def _standing(
    every: Kept, filters: Filters, which: str, order: str, most: int
) -> tuple[pd.DataFrame, dict[str, str], dict[str, str]]:
    """Where publishers stand on the claims that head the matrix, the label of each claim, and the name of each publisher."""
    shown = queries.most_telling(every, which, order, most)
    claims = list(shown["id"])
    standing = queries.latest(every, filters, claims, most)
    labels = dict(zip(claims, shown["label"], strict=True))
    return queries.matrix(standing, claims), labels, dict(zip(standing["source"], standing["source_name"], strict=True))


def path_of(claim: str, told: pd.DataFrame, tables: Tables) -> None:
    """First told, and the way from there: a picture where several documents tell it, and a row a document."""
    steps = queries.path(tables, told, claim)
    if steps["published"].notna().sum() > 1:
        opened = clicked(charts.path(steps), "path", "The documents that tell the claim, by day of printing and source")
        open_first(told, tables, opened)
        st.caption("A solid line leads from a text to its copy, a dotted one to the next text that cites the same claimant.")
    facts = told.set_index("id")[["sentence_start", "sentence_end", "rule", "score", "publisher_name"]]
    rows(steps.join(facts, on="id").fillna({"claimant_names": "nobody named"}), tables, "path", PATH_COLUMNS, opens="step")


def changes_of(tellings: pd.DataFrame, tables: Tables) -> None:
    """What was told otherwise from one text to the next, both sentences side by side."""
    changes = queries.changes_among(tables, tellings["doc"])
    told = tellings.groupby("doc").agg(first=("sentence_start", "min"), last=("sentence_end", "max"))
    bounds = changes.join(told, on="doc")
    changes = changes[(bounds["start"] < bounds["last"]) & (bounds["end"] > bounds["first"])]
    if changes.empty:
        st.caption("No hedge, attribution, number, unit or negation was found to change between these texts.")
        return
    printed = queries.as_printed(tables, [*changes["doc"].head(MOST_CHANGES), *changes["of"].head(MOST_CHANGES)])
    for _, change in changes.head(MOST_CHANGES).iterrows():
        with st.container(border=True):
            st.markdown(f"**{plain(change['kind']).capitalize()}**: {plain(change['about'])}")
            left, right = st.columns(2)
            _side(left, "Before", change["of"], change["of_start"], change["of_end"], change["before"], printed)
            _side(right, "After", change["doc"], change["start"], change["end"], change["after"], printed)
    if len(changes) > MOST_CHANGES:
        st.caption(f"{many(len(changes) - MOST_CHANGES, 'change')} more in the JSON export.")


def _side(place: Any, title: str, doc: str, start: int, end: int, words: str, printed: pd.DataFrame) -> None:
    document = printed.loc[doc]
    day = "day not stated" if pd.isna(document["published"]) else f"{document['published']:%-d %b %Y}"
    publisher = document["publisher_name"] if isinstance(document["publisher_name"], str) else document["shown_as"]
    place.caption(plain(f"{title} · {publisher} · {day}"))
    sentence = document["text"][start:end]
    at = sentence.find(words) if words else -1
    if at < 0:
        place.markdown(plain(sentence))
        return
    before, after = sentence[:at], sentence[at + len(words) :]
    marked = f"{plain(before)} :primary-background[{plain(words)}] {plain(after)}"
    place.markdown(marked.strip())


def barter_rows(told: queries.Kept, tables: Tables) -> None:
    """What is said to be given for what."""
    found = queries.barter(tables, told)
    if found.empty:
        st.info("Nobody is said to have given one thing in return for another, within these filters.")
        return
    st.caption(
        f"{many(len(found), 'telling')} of something given in return for something else. Nothing is valued or added up."
    )
    rows(found, tables, "barter", BARTER_COLUMNS)
