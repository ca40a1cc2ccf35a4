"""Which words set a source, or a side, apart from the others, and where it uses them."""

import re
from collections.abc import Iterator

import pandas as pd

from core import keyness
from core.queries.kept import Kept
from core.records import NoiseKind
from core.tables import Tables

# What is not the report itself says nothing of how a source words it.
NOT_THE_REPORT = tuple(str(kind) for kind in NoiseKind)
# Enough texts, or quotes, for a word that sets a side apart to show; a page has no time to read a million.
MOST_TEXTS, MOST_QUOTES = 400, 3000
# At most so many of some places, evenly spread over their order.
SPREAD = """SELECT place FROM ({places})
    QUALIFY (row_number() OVER (ORDER BY place) - 1) % ((count(*) OVER () + {most} - 1) // {most}) = 0"""
# No other quote of a speaker in its document reaches over it.
OUTERMOST = """NOT EXISTS (FROM quotes o WHERE o.doc_no = quotes.doc_no AND o.speaker IS NOT NULL AND o.no <> quotes.no
    AND o.start <= quotes.start AND o."end" >= quotes."end"
    AND (o.start < quotes.start OR o."end" > quotes."end" OR o.no < quotes.no))"""
SENTENCE_END = re.compile(r"[.!?…][”’\"')\]]*\s+|\n+")


def texts_of_sources(printed: Kept, sources: list[str]) -> tuple[pd.DataFrame, pd.DataFrame]:
    """The texts of some sources among documents kept, and those of all others.

    Both are frames of stretches (`doc`, `start`, `end`). Sources are named as `queries.source_of` names them. Captions,
    bylines, boilerplate and repeats are left out, and of copies of one text each side keeps the first printed: words copied
    are chosen once. Of more than `MOST_TEXTS` on a side, so many are taken, spread evenly over the days of printing.
    """
    others = printed.narrowed(f"source NOT IN ({', '.join('?' * len(sources))})", *sources)
    return _reports(printed.among("source", sources)), _reports(others)


def words_of_side(quotes: Kept, actors: list[str]) -> tuple[pd.DataFrame, pd.DataFrame]:
    """What some actors, and all that belong to them, are quoted with in quotes kept, and what all others are.

    Of a quote within a quote the outer one counts; quotes without a speaker are on no side. Of more than `MOST_QUOTES` on a
    side, so many are taken, spread evenly over the days of printing.
    """
    side = """WITH RECURSIVE side AS (
        SELECT unnest(?::VARCHAR[]) AS id UNION SELECT a.id FROM actors a JOIN side ON a.part_of = side.id
    ) SELECT id FROM side"""
    said = quotes.narrowed("speaker IS NOT NULL")
    mine, theirs = (said.narrowed(f"speaker {how} ({side})", actors).narrowed(OUTERMOST) for how in ("IN", "NOT IN"))
    columns = 'doc, start, "end"'
    return _spread(mine, MOST_QUOTES, columns), _spread(theirs, MOST_QUOTES, columns)


def _spread(kept: Kept, most: int, columns: str) -> pd.DataFrame:
    """At most so many rows, evenly spread over the order of printing."""
    return _at(kept, kept.ask(SPREAD.format(places=f"SELECT {kept.place} AS place FROM kept", most=most)), columns)


def _at(kept: Kept, places: pd.DataFrame, columns: str) -> pd.DataFrame:
    """Some columns of the rows at some places, in the order of printing."""
    those = Kept(kept.tables, kept.table).among(kept.place, list(places["place"]))
    return those.ask(f"SELECT {columns} FROM kept ORDER BY {kept.place}")


def set_apart(tables: Tables, one: pd.DataFrame, other: pd.DataFrame, most: int = 25) -> pd.DataFrame:
    """The words that set some stretches apart from others, at most `most` on either side, the most telling first.

    Columns as `core.keyness.set_apart` gives them; words of `one` have a `z` above 0, those of the other side below.
    """
    texts = _texts(tables, pd.concat([one["doc"], other["doc"]]))
    mine, theirs = (keyness.count(_by_document(texts, side)) for side in (one, other))
    found = keyness.set_apart(mine, theirs)
    return pd.concat([found[found["z"] > 0].head(most), found[found["z"] < 0].tail(most)], ignore_index=True)


def uses(tables: Tables, stretches: pd.DataFrame, word: str) -> pd.DataFrame:
    """Where a word stands in some stretches, each use with its sentence: `doc`, `start`, `end`, `text`, `sentence_start`,
    `sentence_end`, and the document's `published`, `publisher` and `title`, in the order printed."""
    texts = _texts(tables, stretches["doc"])
    alone = re.compile(rf"(?<![\w’'-]){re.escape(word)}(?:[’']s?)?(?![\w-])", re.IGNORECASE)
    found = [
        (doc, match.start(), match.end(), match.group(), *_sentence(texts[doc], match.start(), match.end()))
        for doc, start, end in stretches[["doc", "start", "end"]].itertuples(index=False)
        for match in alone.finditer(texts[doc], start, end)
    ]
    rows = pd.DataFrame(found, columns=["doc", "start", "end", "text", "sentence_start", "sentence_end"])
    rows = rows.merge(_facts(tables, rows["doc"]), on="doc", how="left")
    return rows.sort_values(["published", "doc", "start"], na_position="last", ignore_index=True)


def _texts(tables: Tables, docs: "pd.Series[str]") -> dict[str, str]:
    """The texts of some documents, by name."""
    places = "SELECT doc_no FROM documents WHERE doc IN (SELECT unnest(?::VARCHAR[])) ORDER BY doc_no"
    wanted = list(tables.store.frame(places, [sorted(set(docs))])["doc_no"])
    texts = Kept(tables, "texts").among("doc_no", wanted)  # fetched by their numbers
    return dict(texts.ask("SELECT doc, text FROM kept").itertuples(index=False))


def _facts(tables: Tables, docs: "pd.Series[str]") -> pd.DataFrame:
    """What is shown of some documents."""
    query = """SELECT doc, title, publisher, publisher_name, shown_as, published FROM documents
        WHERE doc IN (SELECT unnest(?::VARCHAR[]))"""
    return tables.store.frame(query, [sorted(set(docs))])


def _by_document(texts: dict[str, str], stretches: pd.DataFrame) -> Iterator[str]:
    """The words of each document, its stretches joined."""
    found: dict[str, list[str]] = {}
    for doc, start, end in stretches[["doc", "start", "end"]].itertuples(index=False):
        found.setdefault(doc, []).append(texts[doc][start:end])
    return ("\n".join(parts) for parts in found.values())


def _reports(printed: Kept) -> pd.DataFrame:
    """The stretches of some documents between what is not the report."""
    tables = printed.tables
    firsts = "SELECT min(doc_no) AS place FROM kept GROUP BY origin_no"
    docs = _at(printed, printed.ask(SPREAD.format(places=firsts, most=MOST_TEXTS)), "doc, characters")
    kinds = ", ".join(f"'{kind}'" for kind in NOT_THE_REPORT)
    query = f"""SELECT doc, start, "end" FROM noise WHERE kind IN ({kinds})
        AND doc IN (SELECT unnest(?::VARCHAR[])) ORDER BY doc, start, "end" """
    noise = tables.store.frame(query, [list(docs["doc"])])
    marked = {doc: list(zip(rows["start"], rows["end"], strict=True)) for doc, rows in noise.groupby("doc")}
    kept = [
        (doc, start, end)
        for doc, length in docs.itertuples(index=False)
        for start, end in _between(marked.get(doc, []), length)
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
