"""Quotes as voices: who speaks, in which role, for which side, under which kind of cue, and of whom."""

import re

import numpy as np
import pandas as pd

from core.queries.cue_classes import classes_of
from core.queries.filters import UNATTRIBUTED, Clock, Filters
from core.queries.roles import roles
from core.queries.rows import documents, names, quotes, spoken
from core.queries.sources import source_of
from core.queries.spelling import near
from core.tables import Tables

NO_SIDE = "no state known"
OTHER_SIDES = "other states"
MOST_SIDES = 7  # sides with a colour of their own
SEARCHED = ("text", "speaker_name", "speaker_text", "cue", "publisher_name")
BEYOND = 10**10  # more characters than any document has


def voices(tables: Tables, table: str = "quotes") -> pd.DataFrame:
    """Every quote, or attitude, with the role and side of its speaker, the class of its cue, and the words to search in."""
    frame = quotes(tables, Filters(), table).reset_index(drop=True)
    searched = pd.Series("", index=frame.index, dtype="str")
    for column in SEARCHED:
        searched = searched + "\n" + frame[column].astype("str").fillna("")
    return frame.assign(
        voice=frame["speaker_name"].fillna(UNATTRIBUTED),
        role=roles(frame, tables),
        side=frame["speaker"].map(sides(tables)).fillna(NO_SIDE).where(frame["speaker"].notna(), UNATTRIBUTED),
        cue_class=classes_of(frame["cue"]),
        source=source_of(frame),
        searched=searched.str.casefold(),
    )


def heard(voices: pd.DataFrame, tables: Tables, filters: Filters) -> pd.DataFrame:
    """The voices that the filters keep: the rows that `queries.quotes` gives, with all that is known of them."""
    if filters.sources or (filters.clock is Clock.PRINTED and (filters.start or filters.end)):
        voices = voices[voices["doc"].isin(documents(tables, filters)["doc"])]
    return spoken(voices, tables, filters)


def sides(tables: Tables) -> dict[str, str]:
    """The state each actor belongs to, by name: that of its country, else the state at the top of what it is part of."""
    actors = tables.actors
    known = names(tables)
    kinds = dict(zip(actors["id"], actors["kind"], strict=True))
    above = dict(zip(actors["id"], actors["part_of"], strict=True))
    states = actors[(actors["kind"] == "state") & actors["country"].notna()].sort_values("id", ascending=False)
    by_country = dict(zip(states["country"], states["name"], strict=True))
    found = {}
    for actor, country in zip(actors["id"], actors["country"], strict=True):
        chain = _upwards(actor, above)
        state = next((one for one in chain if kinds.get(one) == "state"), None)
        if not pd.isna(country):
            found[actor] = known[actor] if kinds[actor] == "state" else by_country.get(country, country)
        elif state is not None:
            found[actor] = known[state]
    return found


def _upwards(actor: str, above: dict[str, str]) -> list[str]:
    """An actor, what it is part of, and so on; a circle ends where it closes."""
    chain: list[str] = []
    while isinstance(actor, str) and actor not in chain:
        chain.append(actor)
        actor = above.get(actor, "")
    return chain


def searched(voices: pd.DataFrame, words: str) -> pd.DataFrame:
    """Voices in which every word stands; a word that is nowhere a whole word may be a slip in the name of a speaker."""
    wanted = words.casefold().split()
    if not wanted or voices.empty:
        return voices
    names = voices["speaker_name"].dropna().unique()
    keep = pd.Series(True, index=voices.index)
    for word in wanted:
        there = voices["searched"].str.contains(word, regex=False)
        meant = near(word, names)
        if meant and not voices["searched"].str.contains(rf"\b{re.escape(word)}\b").any():
            there |= voices["speaker_name"].isin(meant)
        keep &= there
    return voices[keep]


def narrowed(voices: pd.DataFrame, **chosen: list[str]) -> pd.DataFrame:
    """Voices with one of the values chosen in each column; an empty list keeps all."""
    keep = pd.Series(True, index=voices.index)
    for column, values in chosen.items():
        if values:
            keep &= voices[column].isin(values)
    return voices[keep]


def spoken_of(voices: pd.DataFrame, tables: Tables) -> pd.DataFrame:
    """Each quote with each actor named within its words, once and without its speaker: `id`, `voice` and `named`."""
    codes = {doc: place for place, doc in enumerate(tables.documents["doc"])}
    mentions = tables.mentions.assign(place=_place(tables.mentions, codes)).sort_values("place")
    places = mentions["place"].to_numpy()
    first = np.searchsorted(places, _place(voices, codes).to_numpy(), side="left")
    last = np.searchsorted(places, (_place(voices, codes, "end")).to_numpy(), side="left")
    counts = last - first
    rows = np.repeat(np.arange(len(voices)), counts)
    offsets = np.arange(len(rows)) - np.repeat(np.cumsum(counts) - counts, counts)
    found = voices[["id", "voice", "speaker"]].iloc[rows].reset_index(drop=True)
    found["actor"] = mentions["actor"].to_numpy()[np.repeat(first, counts) + offsets]
    found = found[found["actor"] != found["speaker"]].drop_duplicates(["id", "actor"])
    return found.assign(named=found["actor"].map(names(tables)))[["id", "voice", "named"]]


def _place(rows: pd.DataFrame, codes: dict[str, int], column: str = "start") -> pd.Series:
    """One number for a place in the whole corpus: documents one behind the other."""
    return rows["doc"].map(codes).astype("int64") * BEYOND + rows[column].astype("int64")


def on_whom(pairs: pd.DataFrame, most: int = 12) -> pd.DataFrame:
    """Who is quoted on whom, counted: `voice`, `named`, `count`; those that speak and are named the most, in that order."""
    voices, named = (_most(pairs[column], most) for column in ("voice", "named"))
    shown = pairs[pairs["voice"].isin(voices) & pairs["named"].isin(named)]
    counts = shown.value_counts(["voice", "named"]).reset_index(name="count")
    order = {name: place for place, name in enumerate(voices)}, {name: place for place, name in enumerate(named)}
    counts = counts.assign(row=counts["voice"].map(order[0]), place=counts["named"].map(order[1]))
    return counts.sort_values(["row", "place"], ignore_index=True).drop(columns=["row", "place"])


def _most(values: pd.Series, most: int) -> list[str]:
    counts = values.value_counts()
    return sorted(counts.index, key=lambda value: (-counts[value], value))[:most]


def by_side(voices: pd.DataFrame, ranked: list[str]) -> pd.DataFrame:
    """Quotes by source and side of the speaker: `source`, `side`, `count`, `total`, `share`; sources that quote most first.

    `ranked` are the sides shown by name (see `ranked_sides`); all others are one.
    """
    named = {*ranked, NO_SIDE, UNATTRIBUTED}
    side = voices["side"].where(voices["side"].isin(named), OTHER_SIDES)
    counts = voices.assign(side=side).groupby(["source", "side"]).size().reset_index(name="count")
    totals = counts.groupby("source")["count"].transform("sum")
    counts = counts.assign(total=totals, share=counts["count"] / totals)
    return counts.sort_values(["total", "source", "side"], ascending=[False, True, True], ignore_index=True)


def ranked_sides(voices: pd.DataFrame, most: int = MOST_SIDES) -> list[str]:
    """The states for which most is said, in the whole corpus: their colours do not change with the filters."""
    counts = voices["side"][~voices["side"].isin([NO_SIDE, UNATTRIBUTED])].value_counts()
    return sorted(counts.index, key=lambda side: (-counts[side], side))[:most]
