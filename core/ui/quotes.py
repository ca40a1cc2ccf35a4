"""Quotes as the page shows them: its own filters, who speaks, on whom, for which side, and the same words printed twice."""

from datetime import date
from typing import Any

import pandas as pd
import streamlit as st

from core import charts, queries
from core.queries import UNATTRIBUTED, Compared, Filters, Kept, Segment
from core.tables import Tables
from core.ui.brush import brush, clicked
from core.ui.controls import several
from core.ui.frame import many, nothing_here, page_link
from core.ui.markdown import plain
from core.ui.rows import pick, rows

column = st.column_config
VOICE_COLUMNS: dict[str, Any] = {
    "voice": column.TextColumn("Speaker", width=135, pinned=True),
    "role": column.TextColumn("Role", width=108, help="Office or trade that the text names, else the kind of actor"),
    "cue": column.TextColumn("Cue", width=86),
    "cue_class": column.TextColumn("Cue kind", width=78),
    "text": column.TextColumn("Words", width=285),
    "kind": column.TextColumn("Kind", width=65),
    "source": column.TextColumn("Source", width=105),
    "published": "Printed",
}
UTTERANCE_COLUMNS: dict[str, Any] = {
    "voice": column.TextColumn("Speaker", width=150, pinned=True),
    "text": column.TextColumn("Words of the fullest printing", width=390),
    "differs": column.TextColumn("Between printings", width=220),
    "documents": column.NumberColumn("Documents", width=75),
    "texts": column.NumberColumn("Texts", width=55, help="Documents, copies folded into what they copy"),
    "first_printed": "First printed",
}
PRINTING_COLUMNS: dict[str, Any] = {
    "source": column.TextColumn("Source", width=130, pinned=True),
    "published": "Printed",
    "voice": column.TextColumn("Speaker", width=120),
    "cue": column.TextColumn("Cue", width=85),
    "kind": column.TextColumn("Kind", width=65),
    "text": column.TextColumn("Words", width=198),
    "differs": column.TextColumn("Against the fullest", width=170),
    "copy_of": column.TextColumn("Copy of", width=84, help="The document that this one takes its text from"),
}
MOST_ROWS = 200  # of utterances that are listed, those in most documents first
# The page's own filters: label, column of the voices, parameter of the URL, help.
OWN_FILTERS = (
    ("Speaker", "voice", "voice", "Who speaks; unattributed stands among them"),
    ("Role", "role", "role", "Office or trade as named, or the kind of actor"),
    (
        "Kind of cue",
        "cue_class",
        "cue",
        "  \n".join(f"**{name}**: {about}" for name, about in queries.cue_classes().items()),
    ),
    ("Speaks of", "named", "of", "An actor named within the words"),
)
VIEWS = ("in their words", "who on whom", "voices by source", "printed twice")
# How a change looks: never by colour alone.
MARKS = {
    "cut": ":red[~~{}~~]",
    "left out": ":gray[{}]",
    "added": ":green-background[**{}**]",
    "goes on": ":gray[{}]",
    "changed": ":orange-background[*{}*]",
    queries.BETWEEN: ":gray[{}]",
}
LEGEND = (
    ":red[~~struck through~~]: cut by the other. :green-background[**bold on green**]: added. "
    ":orange-background[*slanted on orange*]: worded otherwise. :gray[Grey]: before or after what both print."
)


def heard(tables: Tables, filters: Filters, table: str, kind: str, words: str) -> Kept:
    """The voices that the sidebar and the page's own filters keep; a chip a filter is its multiselect."""
    places = st.columns(4)
    chosen = {}
    for place, (label, column_of, key, help) in zip(places, OWN_FILTERS, strict=True):
        with place:
            chosen[column_of] = several(label, _options(tables, table, column_of, key), key, help=help)
    return queries.heard(tables, filters, table, words, kind=[] if kind == "all" else [kind], **chosen)


def held(found: Kept) -> None:
    """Says how many rows there are, in how many documents, and of how many nobody is named as the speaker."""
    rows_of = f"{many(found.count, found.table.removesuffix('s'))} in {many(found.documents, 'document')}"
    st.caption(f"{rows_of}; {queries.unattributed(found):,} unattributed")


def no_voices(found: Kept, words: str) -> None:
    """Says why there is nothing to show, and what to try; ends the page there."""
    wider = f" Fewer words may find more than “{plain(words)}”." if words else ""
    every = queries.said_of(found.tables, Filters(), found.table).count
    none_at_all = f" The documents here hold no {found.table} at all." if not every else ""
    nothing_here(f"None of the {found.table} matches these words and filters.{wider}{none_at_all}")


def _options(tables: Tables, table: str, column: str, key: str) -> list[str]:
    """The values to choose from, the most frequent first; one that a link names is among them however rare it is."""
    options = queries.choices(tables, table, column)
    known = set(options)
    return options + queries.there(tables, table, column, [one for one in st.query_params.get_all(key) if one not in known])


def in_their_words(found: Kept) -> None:
    """Who speaks, under which words, when; and the rows behind what the reader clicks."""
    table = found.table
    left, right = st.columns(2, gap="large")
    with left:
        st.header("Who speaks", anchor=False)
        figure = charts.bars(queries.by_speaker(found), "speaker_name", "count", table, colour="kind", most=12)
        speakers = clicked(figure, "speakers", f"{table} by speaker and kind, the most frequent speakers")
    with right:
        st.header("Under which words", anchor=False)
        figure = charts.bars(queries.by_cue(found), "cue", "count", table, colour="cue_class", most=12)
        cues = clicked(
            figure, "cues", f"{table} by the words that attribute them, the most frequent, coloured by kind of cue"
        )
    bars = _over_time(found)
    st.header("In their words", anchor=False)
    row = voice_rows(queries.of_days(queries.chosen(found, speakers, cues), "kind", bars), table)
    if row is not None and table == "quotes":
        _elsewhere(row, found.tables)


def voice_rows(found: Kept, key: str) -> pd.Series | None:
    """Quotes, or attitudes, as a table whose rows open."""
    return rows(found, found.tables, key, VOICE_COLUMNS)


def _elsewhere(row: pd.Series, tables: Tables) -> None:
    """Where other documents print the same utterance: how many, and the way to what they made of it."""
    for _, one in queries.elsewhere(tables, row["id"]).iterrows():
        label = f"The same words in {many(one['documents'] - 1, 'other document')}: {one['differs']}"
        page_link("pages/4_Quotes.py", plain(label), view=VIEWS[-1], utterance=one["id"])


def _over_time(found: Kept) -> list[tuple[str, date, date]]:
    """Rows by kind over the days of printing; returns the bars clicked: kind, first and last day."""
    st.header("When printed", anchor=False)
    table, unknown = found.table, queries.unprinted(found)
    if unknown == found.count:
        st.caption(f"None of the documents with these {table} states when it was printed.")
        return []
    if unknown:
        st.caption(f"{unknown:,} in documents without a day of printing are not on this chart.")
    step = queries.step_of(found)
    counts = queries.printed_over_time(found, "kind", step)
    figure = charts.months(counts, "kind", table, f"day of printing (bars by {step})", height=240)
    bars = brush(figure, "printed", f"{table} by kind over the days of printing")
    return [(kind, date.fromisoformat(first), date.fromisoformat(last)) for _, kind, first, last in bars]


def who_on_whom(found: Kept) -> None:
    """Speakers against the actors named within their words."""
    table = found.table
    st.header("Who is quoted on whom", anchor=False)
    counts = queries.on_whom(found)
    if counts.empty:
        nothing_here(f"No actor is named within these {table}.")
    st.caption(
        f"{many(queries.naming(found), table.removesuffix('s'))} of {found.count:,} name another actor. The dozen that "
        "speak most against the dozen spoken of most; click a mark for its rows."
    )
    figure = charts.crossing(counts, "voice", "named", table)
    cells = clicked(figure, "on_whom", f"{table}: speakers against the actors they speak of")
    picked = [(cell[0], cell[1]) for cell in cells if cell]
    voice_rows(queries.speaking_of(found, picked) if picked else queries.that_name(found), f"{table}_on_whom")


def by_source(found: Kept) -> None:
    """For which side those speak whom each source quotes."""
    table = found.table
    st.header("Which sides get to speak", anchor=False)
    st.caption(
        "The side of a speaker is the state of its country, or the one it is part of. Hatched: nobody is named. The number "
        "after a source is how many it prints; click a part for its rows."
    )
    ranked = queries.ranked_sides(found.tables, table)
    counts = queries.by_side(found, ranked)
    figure = charts.shares(counts, ranked, [queries.OTHER_SIDES, queries.NO_SIDE], UNATTRIBUTED)
    parts = clicked(figure, "sides", f"Share of {table} by source and side of the speaker")
    picked = [(part[0], part[1]) for part in parts if part]
    voice_rows(queries.of_sides(found, ranked, picked) if picked else found, f"{table}_by_side")


def printed_twice(found: Kept) -> None:
    """Utterances that several documents print; the one opened with its printings, two of them side by side."""
    several = queries.utterances(found)
    shown = queries.foremost(found, MOST_ROWS)
    st.header("The same words printed twice", anchor=False)
    if shown.empty:
        nothing_here(
            "No utterance here is printed by two documents. Quotes are matched by their words, reports by speaker and "
            "content."
        )
    st.caption(
        f"{many(several.count, 'utterance')} in more than one document, those in most documents first. Select one for what "
        "each printing made of it."
    )
    opened = pick(shown, "utterances", UTTERANCE_COLUMNS, "utterance", 320, alt="Utterances printed by several documents")
    if opened is None:
        named = st.query_params.get("utterance")
        linked = queries.listed(several.narrowed("id = ?", named)) if named else shown
        opened = (shown if linked.empty else linked).iloc[0]
    printings, by_id = queries.printings_of(found.tables, opened)
    counts = f"{many(len(printings), 'printing')}, {many(opened['texts'], 'text')}"
    st.subheader(plain(f"{opened['voice']}: {counts}"), anchor=False)
    base = printings.iloc[0]
    shown_as = printings.assign(copy_of=printings["copy_of"].fillna("–"))
    row = rows(shown_as, found.tables, "printings", PRINTING_COLUMNS, height=250)
    other = row if row is not None and row["id"] != base["id"] else printings.iloc[min(1, len(printings) - 1)]
    if other["id"] != base["id"]:
        _side_by_side(base, other, queries.compared(by_id[base["id"]], by_id[other["id"]], found.tables))


def _side_by_side(base: pd.Series, other: pd.Series, found: Compared) -> None:
    sides = (("The fullest printing", base, found.base), ("Beside it", other, found.other))
    for place, (what, row, segments) in zip(st.columns(2, border=True), sides, strict=True):
        place.caption(plain(f"{what}: {_named(row)}"))
        place.markdown("".join(_marked(segment) for segment in segments))
    if not found.differ:
        st.caption("Both print the same words.")
        return
    st.caption(LEGEND if found.in_words else f"At least one only reports: words of content are compared. {LEGEND}")
    for what, mine, yours in found.changes:
        st.markdown(f"- **{what}**: {_said(mine)} → {_said(yours)}")


def _named(row: pd.Series) -> str:
    day = "day not stated" if pd.isna(row["published"]) else f"{row['published']:%-d %b %Y}"
    copied = "" if pd.isna(row["copy_of"]) else f" · copy of {row['copy_of']}"
    return f"{row['source']} · {day} · {row['kind']}{copied}"


def _said(words: str) -> str:
    return f"“{plain(words)}”" if words else "nothing"


def _marked(segment: Segment) -> str:
    """A segment as Markdown; spaces stay outside of the marks, which Markdown wants to touch their words."""
    words = segment.text.strip()
    if not words:
        return " " if segment.text else ""
    before = " " if segment.text[:1].isspace() else ""
    after = " " if segment.text[-1:].isspace() else ""
    return before + MARKS.get(segment.kind or "", "{}").replace("{}", plain(words)) + after
