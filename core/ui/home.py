"""What home says of a corpus: how much it holds, what is new, what is contested, what was left out, how well it was read."""

from collections.abc import Mapping
from dataclasses import asdict
from pathlib import Path

import pandas as pd
import streamlit as st

from core import measured, news, queries, settings
from core.measured import Measured
from core.queries import Filters, Kept
from core.tables import Tables
from core.ui import corpora
from core.ui.frame import many, page_files, page_link, page_name
from core.ui.markdown import plain
from core.ui.rows import pick
from core.ui.transfers import CLAIM_COLUMNS, claim_facts

# Where the rows behind each count are.
WHERE = {
    "documents": ("pages/6_Documents.py", {}),
    "sources": ("pages/5_Sources.py", {}),
    "actors": ("pages/2_Network.py", {}),
    "quotes": ("pages/4_Quotes.py", {}),
    "tellings": ("pages/3_Transfers.py", {"view": "telling"}),
    "claims": ("pages/3_Transfers.py", {"view": "claim"}),
}
# The question that each page answers.
ANSWERS = {
    "Timeline": "When did it happen, and when was it printed?",
    "Network": "Who gives to whom, who speaks of whom?",
    "Transfers": "What exactly, how much, according to whom, and who denies it?",
    "Quotes": "Who said it, in which words, and who prints them?",
    "Sources": "Which source tells what, and who copies whom?",
    "Documents": "What does the text itself say?",
    "Search": "Where do these words stand?",
    "Review": "Is what the program read right?",
    "Briefing": "What goes on a slide, and what into a file?",
}
CONTESTED_COLUMNS = {
    "label": st.column_config.TextColumn("Claim", width=205),
    "contested": st.column_config.TextColumn("Contested", width=150),
    "documents": CLAIM_COLUMNS["documents"],
    "claim_origins": CLAIM_COLUMNS["claim_origins"],
}
# Widths fit half a page on a screen of 1440 px.
NEWS_COLUMNS = {
    "what": st.column_config.TextColumn("What", width=125),
    "label": st.column_config.TextColumn("Document or claim", width=205),
    "before": st.column_config.NumberColumn("Then", width=48, help="tellings of it in the build before"),
    "tellings": st.column_config.NumberColumn("Now", width=46, help="tellings of it in this build"),
}
PROBLEM_COLUMNS = {
    "path": st.column_config.TextColumn("File", width=120),
    "reason": st.column_config.TextColumn("Reason", width=230),
    "left_out": st.column_config.TextColumn("What was done", width=120),
}


def holdings(counts: Mapping[str, int]) -> None:
    """The counts side by side, each with a link to its rows."""
    for place, (name, count) in zip(st.columns(len(counts)), counts.items(), strict=True):
        page, parameters = WHERE[name]
        with place.container(border=True, gap=None):
            st.metric(name.capitalize(), f"{count:,}")
            if (settings.ROOT / page).exists():
                page_link(page, f"Open {name}", **parameters)


def periods(documents: Kept, told: Kept, tables: Tables) -> None:
    """The corpus on its clocks: printed from when to when, and said to have happened from when to when."""
    printed = queries.counted(documents, undated="published IS NULL")
    if not printed["all"]:
        held = tables.manifest.documents
        st.info("No document matches these filters." if held else "The corpus holds no document.")
        return
    clocks = (
        f"Documents printed {_from_to(queries.days_of(documents))}; {many(printed['undated'], 'document')} without a day."
    )
    happened = queries.counted(told, undated="NOT dated")
    if happened["all"]:
        clocks += (
            f" Transfers are said to have happened {_from_to(queries.days_of(told, 'first_day', 'last_day'))}; "
            f"the time is left open by {happened['undated']:,} of {many(happened['all'], 'telling')}."
        )
    st.caption(clocks)


def _from_to(days: tuple[object, object] | None) -> str:
    return f"from {days[0]:%-d %b %Y} to {days[1]:%-d %b %Y}" if days else "on days that are not stated"


def contested(tables: Tables, filters: Filters) -> None:
    """The contested claims most widely told; the one selected opens, with a link to its figures and sentences."""
    found = queries.claims_of(tables, filters, contested=True)
    if not found.count:
        st.caption("No claim that matches the filters is denied by anybody, and no figures conflict.")
        return
    claim = pick(found, "contested", CONTESTED_COLUMNS, opens="claim", height=390, alt="Contested claims")
    left, right = st.columns([3, 2], vertical_alignment="center")
    left.caption(
        f"{found.count:,} of {many(queries.claims_of(tables, filters).count, 'claim')} contested. Select one to open it."
    )
    page_link("pages/3_Transfers.py", "All contested claims", right, show="contested")
    if claim is not None:
        with st.container(border=True):
            st.markdown(f"**{plain(claim['label'])}**")
            claim_facts(claim)
            page_link("pages/3_Transfers.py", "Figures and sentences", claim=claim["id"])


def problems(tables: Tables) -> None:
    """What the build left out or did not trust, file by file, and rows dropped because they failed a check."""
    found = tables.problems
    if found.empty:
        st.caption(f"Nothing: every document of the corpus was read ({tables.manifest.documents:,}).")
    else:
        left_out = int(found["left_out"].sum())
        were = "was" if left_out == 1 else "were"
        st.caption(f"{many(left_out, 'file')} {were} left out; {len(found) - left_out:,} read with a warning.")
        shown = found.assign(left_out=found["left_out"].map({True: "left out", False: "read with a warning"}))
        st.dataframe(shown[list(PROBLEM_COLUMNS)], column_config=PROBLEM_COLUMNS, hide_index=True, alt="Files with problems")
    for rule, rows in sorted(tables.manifest.dropped.items()):
        st.caption(plain(f"{many(rows, 'row')} dropped: {rule}"))


def whats_new(tables: Tables) -> None:
    """What differs from the build before: counts, and a list whose rows lead to their document or claim."""
    made = tables.manifest
    if not made.since:
        st.caption(f"This is the first build of the corpus, of {_moment(made.built_at)}.")
        return
    counts = [many(made.news[name], name.split()[0].removesuffix("s")) + f" {name.split()[1]}" for name in sorted(made.news)]
    st.caption(f"Since the build of {_moment(made.since)}: {'; '.join(counts) or 'nothing'}.")
    if made.read_anew:
        st.caption("The program that reads has changed since then too: some of this may be its doing, and not the corpus’.")
    found = _news(corpora.tables(), made.folder, made.fingerprint)
    if found.empty:
        return
    opened = pick(found, "news", NEWS_COLUMNS, opens="new", height=300, alt="What differs from the build before")
    if opened is None:
        st.caption("Select one to go to it.")
    elif opened["change"] == news.Change.REMOVED:
        st.caption(plain(f"{opened['label']} is no longer there."))
    elif opened["table"] == "documents":
        page_link("pages/6_Documents.py", plain(f"Open {opened['label']}"), doc=opened["id"])
    else:
        page_link("pages/3_Transfers.py", plain(f"Open {opened['label']}"), claim=opened["id"])


@st.cache_data(show_spinner=False, max_entries=4)
def _news(folder: Path, build: str, fingerprint: str) -> pd.DataFrame:
    rows = [asdict(one) | {"what": f"{one.table.removesuffix('s')} {one.change}"} for one in news.read(folder / build)]
    return pd.DataFrame(rows)


def _moment(at: str) -> str:
    return f"{pd.Timestamp(at):%-d %b %Y, %H:%M} UTC"


def reads_how_well(tables: Tables) -> None:
    """Which program and model read the corpus, and how well it was measured to read, on texts like and unlike the sample."""
    made = tables.manifest
    st.caption(plain(f"Read {_moment(made.built_at)} by Claimline {made.version} with {made.model}."))
    for one in measured.kept():
        st.markdown(f"- On {plain(one.texts)} ({many(one.documents, 'text')}): {_shares(one)}")
    st.caption(
        "Measured against annotations made by hand; expect the lower of these on a corpus of your own. Every row is found "
        "by rules and may be wrong: its sentence, rule and score stand beside it."
    )


def _shares(one: Measured) -> str:
    """Shares as a sentence; what was not measured is left out."""
    said = (
        ("of the tellings it shows, {} are right", one.right),
        ("of those in the texts, {} are shown", one.found),
        ("quotes {}", one.quotes),
        ("with the right speaker {}", one.speakers),
        ("names {} (F1)", one.names),
    )
    return "; ".join(words.format(f"**{share:.0%}**") for words, share in said if share is not None) + "."


def where_to_go() -> None:
    """The pages by the question each answers; the filters in force go along."""
    for path in page_files():
        if (name := page_name(path)) in ANSWERS:
            page_link(path, f"**{name}**: {ANSWERS[name]}")
