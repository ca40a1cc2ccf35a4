"""Which words set a source, or a side, apart from the others, and where it uses them."""

import re
from collections.abc import Iterator

import pandas as pd

from core import keyness
from core.queries.sources import source_of
from core.records import NoiseKind
from core.tables import Tables

# What is not the report itself says nothing of how a source words it.
NOT_THE_REPORT = tuple(str(kind) for kind in NoiseKind)
SENTENCE_END = re.compile(r"[.!?…][”’\"')\]]*\s+|\n+")


def texts_of_sources(tables: Tables, documents: pd.DataFrame, sources: list[str]) -> tuple[pd.DataFrame, pd.DataFrame]:
    """The texts of some sources and those of all others: two frames of stretches (`doc`, `start`, `end`).

    `documents` is `queries.documents`; sources are named as `queries.source_of` names them. Captions, bylines, boilerplate
    and repeats are left out, and of copies of one text each side keeps the first printed: words copied are chosen once.
    """
    mine = source_of(documents).isin(sources)
    return _reports(tables, documents[mine]), _reports(tables, documents[~mine])


def words_of_side(tables: Tables, quotes: pd.DataFrame, actors: list[str]) -> tuple[pd.DataFrame, pd.DataFrame]:
    """What some actors, and all that belong to them, are quoted with, and what all others are (`queries.quotes`).

    Of a quote within a quote the outer one counts; quotes without a speaker are on no side.
    """
    side = set(actors)
    while more := set(tables.actors.loc[tables.actors["part_of"].isin(side), "id"]) - side:
        side |= more
    spoken = quotes[quotes["speaker"].notna()].sort_values(["doc", "start", "end"], ascending=[True, True, False])
    spoken = spoken.drop_duplicates(["doc", "start"])
    inner = spoken["end"] <= spoken.groupby("doc")["end"].transform(lambda ends: ends.cummax().shift(fill_value=-1))
    outer = spoken[~inner]
    mine = outer["speaker"].isin(side)
    return outer.loc[mine, ["doc", "start", "end"]], outer.loc[~mine, ["doc", "start", "end"]]


def set_apart(tables: Tables, one: pd.DataFrame, other: pd.DataFrame, most: int = 25) -> pd.DataFrame:
    """The words that set some stretches apart from others, at most `most` on either side, the most telling first.

    Columns as `core.keyness.set_apart` gives them; words of `one` have a `z` above 0, those of the other side below.
    """
    texts = _texts(tables)
    mine, theirs = (keyness.count(_by_document(texts, side)) for side in (one, other))
    found = keyness.set_apart(mine, theirs)
    return pd.concat([found[found["z"] > 0].head(most), found[found["z"] < 0].tail(most)], ignore_index=True)


def uses(tables: Tables, stretches: pd.DataFrame, word: str) -> pd.DataFrame:
    """Where a word stands in some stretches, each use with its sentence: `doc`, `start`, `end`, `text`, `sentence_start`,
    `sentence_end`, and the document's `published`, `publisher` and `title`, in the order printed."""
    texts = _texts(tables)
    alone = re.compile(rf"(?<![\w’'-]){re.escape(word)}(?:[’']s?)?(?![\w-])", re.IGNORECASE)
    found = [
        (doc, match.start(), match.end(), match.group(), *_sentence(texts[doc], match.start(), match.end()))
        for doc, start, end in stretches[["doc", "start", "end"]].itertuples(index=False)
        for match in alone.finditer(texts[doc], start, end)
    ]
    rows = pd.DataFrame(found, columns=["doc", "start", "end", "text", "sentence_start", "sentence_end"])
    rows = rows.merge(tables.documents[["doc", "title", "publisher", "published"]], on="doc", how="left")
    return rows.sort_values(["published", "doc", "start"], na_position="last", ignore_index=True)


def _texts(tables: Tables) -> dict[str, str]:
    return dict(zip(tables.documents["doc"], tables.documents["text"], strict=True))


def _by_document(texts: dict[str, str], stretches: pd.DataFrame) -> Iterator[str]:
    """The words of each document, its stretches joined."""
    for doc, rows in stretches.groupby("doc"):
        yield "\n".join(texts[str(doc)][start:end] for start, end in zip(rows["start"], rows["end"], strict=True))


def _reports(tables: Tables, documents: pd.DataFrame) -> pd.DataFrame:
    """The stretches of some documents between what is not the report."""
    first = documents.sort_values(["published", "doc"], na_position="last").drop_duplicates("origin")
    noise = tables.noise[tables.noise["doc"].isin(first["doc"]) & tables.noise["kind"].isin(NOT_THE_REPORT)]
    marked = {doc: list(zip(rows["start"], rows["end"], strict=True)) for doc, rows in noise.groupby("doc")}
    kept = [
        (doc, start, end)
        for doc, text in first[["doc", "text"]].itertuples(index=False)
        for start, end in _between(sorted(marked.get(doc, [])), len(text))
    ]
    return pd.DataFrame(kept, columns=["doc", "start", "end"])


def _between(marks: list[tuple[int, int]], length: int) -> Iterator[tuple[int, int]]:
    """What some marks leave of a text."""
    at = 0
    for start, end in marks:
        if start > at:
            yield at, start
        at = max(at, end)
    if at < length:
        yield at, length


def _sentence(text: str, start: int, end: int) -> tuple[int, int]:
    """The sentence around some characters, by stops and line breaks."""
    before = 0
    for match in SENTENCE_END.finditer(text, max(0, start - 600), start):
        before = match.end()
    after = SENTENCE_END.search(text, end)
    stop = after.start() + 1 if after and text[after.start()] != "\n" else (after.start() if after else len(text))
    return before or max(0, start - 600), stop
