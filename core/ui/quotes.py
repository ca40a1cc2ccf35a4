"""Quotes as the page shows them: its own filters, who speaks, on whom, for which side, and the same words printed twice."""

from typing import Any

import pandas as pd
import streamlit as st

from core import charts, queries
from core.queries import UNATTRIBUTED, Compared, Filters, Segment
from core.tables import Tables
from core.ui.brush import brush, clicked
from core.ui.controls import several
from core.ui.frame import many, nothing_here, page_link
from core.ui.markdown import plain
from core.ui.rows import pick, rows
from core.ui.timeline import within

column = st.column_config
VOICE_COLUMNS: dict[str, Any] = {
    "voice": column.TextColumn("Speaker", width=135, pinned=True),
    "role": column.TextColumn("Role", width=108, help="Office or trade that the text names, else the kind of actor"),
    "cue": column.TextColumn("Cue", width=86),
    "cue_class": column.TextColumn("Cue kind", width=78),
    "text": column.TextColumn("Words", width=335),
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
    "text": column.TextColumn("Words", width=248),
    "differs": column.TextColumn("Against the fullest", width=170),
    "copy_of": column.TextColumn("Copy of", width=84, help="The document that this one takes its text from"),
}
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


def voices(tables: Tables, table: str) -> pd.DataFrame:
    """All quotes, or attitudes, as voices; read once a build and shared by all readers: not to be written to."""
    return _voices(tables, table, tables.manifest.fingerprint)


@st.cache_resource(show_spinner=False, max_entries=8)
def _voices(_tables: Tables, table: str, fingerprint: str) -> pd.DataFrame:
    return queries.voices(_tables, table)


@st.cache_resource(show_spinner=False, max_entries=8)
def _pairs(_tables: Tables, _voices: pd.DataFrame, table: str, fingerprint: str) -> pd.DataFrame:
    return queries.spoken_of(_voices, _tables)


@st.cache_resource(show_spinner=False, max_entries=4)
def _utterances(_tables: Tables, fingerprint: str) -> pd.DataFrame:
    return queries.utterances(_tables)


def heard(all_voices: pd.DataFrame, tables: Tables, filters: Filters, table: str) -> pd.DataFrame:
    """The voices that the sidebar and the page's own filters keep; a chip a filter is its multiselect."""
    kept = queries.heard(all_voices, tables, filters)
    places = st.columns(4)
    chosen = {}
    for place, (label, column_of, key, help) in zip(places, OWN_FILTERS, strict=False):
        with place:
            chosen[column_of] = several(label, _most_frequent(all_voices[column_of]), key, help=help)
    pairs = _pairs(tables, all_voices, table, tables.manifest.fingerprint)
    with places[3]:
        named = several("Speaks of", _most_frequent(pairs["named"]), "of", help="An actor named within the words")
    kept = queries.narrowed(kept, **chosen)
    return kept[kept["id"].isin(pairs.loc[pairs["named"].isin(named), "id"])] if named else kept


def held(found: pd.DataFrame, table: str) -> None:
    """Says how many rows there are, in how many documents, and of how many nobody is named as the speaker."""
    unattributed = int(found["speaker"].isna().sum())
    rows_of = f"{many(len(found), table.removesuffix('s'))} in {many(found['doc'].nunique(), 'document')}"
    st.caption(f"{rows_of}; {unattributed:,} unattributed")


def no_voices(all_voices: pd.DataFrame, table: str, words: str) -> None:
    """Says why there is nothing to show, and what to try; ends the page there."""
    wider = f" Fewer words may find more than “{plain(words)}”." if words else ""
    none_at_all = f" The documents here hold no {table} at all." if all_voices.empty else ""
    nothing_here(f"None of the {table} matches these words and filters.{wider}{none_at_all}")


def _most_frequent(values: pd.Series) -> list[str]:
    counts = values.value_counts()
    return sorted(counts.index, key=lambda value: (-counts[value], value))


def in_their_words(found: pd.DataFrame, tables: Tables, table: str) -> None:
    """Who speaks, under which words, when; and the rows behind what the reader clicks."""
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
    bars = _over_time(found, table)
    st.header("In their words", anchor=False)
    row = rows(within(queries.chosen(found, speakers, cues), bars), tables, table, VOICE_COLUMNS)
    if row is not None and table == "quotes":
        _elsewhere(row, tables)


def _elsewhere(row: pd.Series, tables: Tables) -> None:
    """Where other documents print the same utterance: how many, and the way to what they made of it."""
    for _, one in queries.among(_utterances(tables, tables.manifest.fingerprint), pd.Series([row["id"]])).iterrows():
        label = f"The same words in {many(one['documents'] - 1, 'other document')}: {one['differs']}"
        page_link("pages/4_Quotes.py", plain(label), view=VIEWS[-1], utterance=one["id"])


def _over_time(found: pd.DataFrame, table: str) -> list[Any]:
    st.header("When printed", anchor=False)
    unknown = int(found["published"].isna().sum())
    if unknown == len(found):
        st.caption(f"None of the documents with these {table} states when it was printed.")
        return []
    if unknown:
        st.caption(f"{unknown:,} in documents without a day of printing are not on this chart.")
    step = queries.step_for(found["published"])
    counts = queries.over_time(found, "published", "kind", step)
    figure = charts.months(counts, "kind", table, f"day of printing (bars by {step})", height=240)
    return brush(figure, "printed", f"{table} by kind over the days of printing")


def who_on_whom(found: pd.DataFrame, all_voices: pd.DataFrame, tables: Tables, table: str) -> None:
    """Speakers against the actors named within their words."""
    pairs = _pairs(tables, all_voices, table, tables.manifest.fingerprint)
    pairs = pairs[pairs["id"].isin(found["id"])]
    st.header("Who is quoted on whom", anchor=False)
    if pairs.empty:
        nothing_here(f"No actor is named within these {table}.")
    st.caption(
        f"{many(pairs['id'].nunique(), table.removesuffix('s'))} of {len(found):,} name another actor. The dozen that speak "
        "most against the dozen spoken of most; click a mark for its rows."
    )
    figure = charts.crossing(queries.on_whom(pairs), "voice", "named", table)
    cells = clicked(figure, "on_whom", f"{table}: speakers against the actors they speak of")
    if cells:
        pairs = pairs[_among(pairs["voice"], pairs["named"], cells)]
    rows(found[found["id"].isin(pairs["id"])], tables, f"{table}_on_whom", VOICE_COLUMNS)


def by_source(found: pd.DataFrame, all_voices: pd.DataFrame, tables: Tables, table: str) -> None:
    """For which side those speak whom each source quotes."""
    st.header("Which sides get to speak", anchor=False)
    st.caption(
        "The side of a speaker is the state of its country, or the one it is part of. Hatched: nobody is named. The number "
        "after a source is how many it prints; click a part for its rows."
    )
    ranked = queries.ranked_sides(all_voices)
    counts = queries.by_side(found, ranked)
    figure = charts.shares(counts, ranked, [queries.OTHER_SIDES, queries.NO_SIDE], UNATTRIBUTED)
    parts = clicked(figure, "sides", f"Share of {table} by source and side of the speaker")
    named = [*ranked, queries.NO_SIDE, UNATTRIBUTED]
    side = found["side"].where(found["side"].isin(named), queries.OTHER_SIDES)
    if parts:
        found = found[_among(found["source"], side, parts)]
    rows(found, tables, f"{table}_by_side", VOICE_COLUMNS)


def _among(one: pd.Series, other: pd.Series, picked: list[Any]) -> pd.Series:
    """Rows whose two values are a pair that the reader clicked."""
    return pd.MultiIndex.from_arrays([one, other]).isin([tuple(pair) for pair in picked if pair])


def printed_twice(found: pd.DataFrame, all_voices: pd.DataFrame, tables: Tables) -> None:
    """Utterances that several documents print; the one opened with its printings, two of them side by side."""
    shown = queries.among(_utterances(tables, tables.manifest.fingerprint), found["id"])
    st.header("The same words printed twice", anchor=False)
    if shown.empty:
        nothing_here(
            "No utterance here is printed by two documents. Quotes are matched by their words, reports by speaker and "
            "content."
        )
    st.caption(f"{many(len(shown), 'utterance')} in more than one document. Select one for what each printing made of it.")
    opened = pick(shown, "utterances", UTTERANCE_COLUMNS, "utterance", 320, alt="Utterances printed by several documents")
    if opened is None:
        opened = shown.iloc[0]
    printings, by_id = queries.printings_of(tables, all_voices, opened)
    counts = f"{many(len(printings), 'printing')}, {many(opened['texts'], 'text')}"
    st.subheader(plain(f"{opened['voice']}: {counts}"), anchor=False)
    base = printings.iloc[0]
    shown_as = printings.assign(copy_of=printings["copy_of"].fillna("–"))
    row = rows(shown_as, tables, "printings", PRINTING_COLUMNS, height=250)
    other = row if row is not None and row["id"] != base["id"] else printings.iloc[min(1, len(printings) - 1)]
    if other["id"] != base["id"]:
        _side_by_side(base, other, queries.compared(by_id[base["id"]], by_id[other["id"]], tables))


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
