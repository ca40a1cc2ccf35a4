"""Utterances and their printings: who prints the same words, and what each made of them."""

from collections.abc import Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import pandas as pd

from core.queries.kept import Kept
from core.queries.strongest import AHEAD, FURTHER, few
from core.records import Document, Quote, QuoteKind, Utterance
from core.tables import Tables
from core.utterances import (
    REPORTED,
    Change,
    ChangeKind,
    Printing,
    Shift,
    changed,
    compare,
    fullest_of,
    in_the_same_words,
    outermost,
    printings,
)

ORDER = "documents DESC, weight DESC, id"
BY_DOCUMENTS = "u.documents DESC, u.weight DESC, u.id"  # the same, of utterances that a query calls `u`
FIRST = f"p.utterance_no IN (SELECT u.utterance_no FROM utterances u ORDER BY {BY_DOCUMENTS} LIMIT {{place}})"
OF_QUOTES = f"""SELECT utterance_no FROM utterances u
    WHERE utterance_no IN (SELECT p.utterance_no FROM pieces p WHERE {{first}} AND p.no IN (SELECT no FROM kept))
    ORDER BY {BY_DOCUMENTS} LIMIT {{most}}"""
SHAPE = tuple(Utterance.__dataclass_fields__)
BETWEEN = "between"  # the kind of what stands between the pieces of a broken quote
IN_WORDS = {
    Shift.FIGURE: "figure changed",
    Shift.NEGATION: "negation changed",
    Shift.HEDGE: "hedge changed",
    ChangeKind.CUT: "words cut",
    ChangeKind.ADDED: "words added",
    ChangeKind.CHANGED: "worded otherwise",
    ChangeKind.LEFT_OUT: "printed in part",
    ChangeKind.GOES_ON: "printed further",
    REPORTED: "only reported",
}
WEIGHTY = ("figure", "negation", "hedge")  # in this order: what touches the claim comes first


@dataclass(frozen=True, slots=True)
class Segment:
    """A stretch of one printing, as it stands: `kind` is a `ChangeKind`, or `BETWEEN`, or None for marks and spaces."""

    text: str
    kind: str | None


@dataclass(frozen=True)
class Compared:
    """Two printings side by side: both as segments, and the changes, those that touch the claim first."""

    base: list[Segment]
    other: list[Segment]
    changes: list[tuple[str, str, str]]  # what it is, the words of the base, those of the other
    in_words: bool

    @property
    def differ(self) -> bool:
        """Whether there is anything that only one of them prints."""
        return any(segment.kind not in (None, ChangeKind.KEPT, BETWEEN) for segment in (*self.base, *self.other))


def utterances(quotes: Kept) -> Kept:
    """The utterances of which at least one quote is among those kept; `ORDER` lists those first that most documents print.

    `texts` are their documents with copies folded into what they copy.
    """
    every = Kept(quotes.tables, "utterances")
    if not quotes.conditions:
        return every
    among = f"utterance_no IN (SELECT utterance_no FROM pieces WHERE no IN (SELECT no FROM ({quotes.sql})))"
    return every.narrowed(among, *quotes.values)


def foremost(quotes: Kept, most: int = 50) -> pd.DataFrame:
    """The `most` of `utterances` that most documents print, as `listed` gives them.

    Which those of the whole corpus are does not depend on the filters: they are met with the quotes kept before others are.
    """
    every = Kept(quotes.tables, "utterances")
    if not quotes.conditions:
        return listed(every, most)
    place = 0 if few(quotes) else most * AHEAD
    while True:
        first = FIRST.format(place=place) if 0 < place < every.count else "true"
        found = list(quotes.ask(OF_QUOTES.format(first=first, most=int(most)))["utterance_no"])
        if len(found) == most or first == "true":
            return listed(every.among("utterance_no", found), most)
        place *= FURTHER


def listed(found: Kept, most: int = 50, first: int = 0, order: str = ORDER) -> pd.DataFrame:
    """At most `most` of some utterances from the place `first` on, with `differs`: how their printings differ, in words.

    Of an utterance that has lost quotes (as known on a day), what follows from its printings is worked out anew.
    """
    rows = found.ask(f"SELECT * FROM kept ORDER BY {order} LIMIT {int(most)} OFFSET {int(first)}")
    lost = rows[rows["lost"].astype(bool)]
    if len(lost):
        columns = list(SHAPE)
        again = still_printed(lost[columns], *_quotes_of(found.tables, lost)).set_index("id")
        rows = rows.set_index("id", drop=False)
        for column in columns[1:]:
            rows.loc[again.index, column] = again[column]
        rows = rows.reset_index(drop=True)
    return rows.assign(differs=rows["changes"].map(in_words))


def _quotes_of(tables: Tables, utterances: pd.DataFrame) -> tuple[pd.DataFrame, pd.DataFrame]:
    """The quotes of some utterances, and their documents."""
    wanted = [int(number) for number in utterances["utterance_no"]]
    quotes = Kept(tables, "quotes").narrowed(
        f"no IN (SELECT no FROM pieces WHERE utterance_no IN ({', '.join('?' * len(wanted))}))", *wanted
    )
    documents = f"SELECT * FROM documents WHERE doc_no IN (SELECT doc_no FROM ({quotes.sql}))"
    return quotes.frame("doc, start"), tables.store.frame(documents, quotes.values)


def elsewhere(tables: Tables, quote: str) -> pd.DataFrame:
    """The utterances that a quote, by its id, is a piece of."""
    return listed(utterances(Kept(tables, "quotes").narrowed("id = ?", quote)))


def still_printed(utterances: pd.DataFrame, quotes: pd.DataFrame, documents: pd.DataFrame) -> pd.DataFrame:
    """The utterances that two of the documents given still print, with all that follows from their printings."""
    by_id = quotes.set_index("id", drop=False)
    publishers = documents.set_index("doc")["publisher"]
    found = []
    for row in utterances.to_dict("records"):
        left = [quote for quote in row["quotes"] if quote in by_id.index]
        docs = {by_id.at[quote, "doc"] for quote in left}
        if len(docs) < 2:
            continue
        if len(left) < len(row["quotes"]):
            together = _outermost(by_id.loc[left], documents)
            base = fullest_of(together)
            row |= {
                "quotes": left,
                "fullest": base.quotes[0],
                "documents": len(docs),
                "publishers": publishers.reindex(sorted(docs)).nunique(),
                "in_words": sum(one.in_words for one in together),
                "changes": sorted({name for one in together if one is not base for name in changed(base, one)}),
            }
        found.append(row)
    return pd.DataFrame(found, columns=utterances.columns).astype(utterances.dtypes.to_dict())


def in_words(changes: Iterable[str]) -> str:
    """Kinds of change as a reader reads them, those that touch the claim first; "the same words" where there are none."""
    found = set(changes)
    return ", ".join(words for name, words in IN_WORDS.items() if name in found) or "the same words"


def printings_of(tables: Tables, utterance: pd.Series) -> tuple[pd.DataFrame, dict[str, Printing]]:
    """The printings of an utterance, the fullest first, then in order of printing, one row each with its first quote's
    columns; and the printings by the id of that quote.

    A fragment within a report of the same document stands with the report. `copy_of` names the document that a copied
    document takes its text from.
    """
    rows, documents = _quotes_of(tables, utterance.to_frame().T)
    whole = _outermost(rows, documents)
    base = fullest_of(whole)
    order = {one.quotes[0]: (one is not base, place) for place, one in enumerate(sorted(whole, key=lambda one: _when(one)))}
    frame = rows[rows["id"].isin(order)].copy()
    by_id = {one.quotes[0]: one for one in whole}
    texts = _texts(tables, frame["doc"])
    frame["text"] = [_text(by_id[one], texts) for one in frame["id"]]
    frame["differs"] = [_differs(base, by_id[one]) for one in frame["id"]]
    origin = frame["doc"].map(dict(zip(documents["doc"], documents["origin"], strict=True)))
    titles = _titles(tables, origin)
    frame["copy_of"] = origin.where(origin != frame["doc"]).map(lambda doc: titles.get(doc, doc), na_action="ignore")
    return frame.sort_values("id", key=lambda ids: ids.map(order), ignore_index=True), by_id


def _texts(tables: Tables, docs: Iterable[str]) -> "pd.Series[str]":
    """The texts of a few documents, by name."""
    wanted = sorted(set(docs))
    query = f"SELECT doc, text FROM texts WHERE doc IN ({', '.join('?' * len(wanted))})"
    return tables.store.frame(query, wanted).set_index("doc")["text"]


def _titles(tables: Tables, docs: Iterable[str]) -> dict[str, str]:
    wanted = sorted(set(docs))
    query = f"SELECT doc, title FROM documents WHERE title IS NOT NULL AND doc IN ({', '.join('?' * len(wanted))})"
    return dict(tables.store.frame(query, wanted).itertuples(index=False))


def _outermost(quotes: pd.DataFrame, documents: pd.DataFrame) -> list[Printing]:
    """Quotes as printings; a fragment within a report of the same document stands with the report."""
    days = documents[documents["doc"].isin(quotes["doc"])]
    found = printings(
        (_quote(row) for row in quotes.to_dict("records")),
        (Document(doc, "", "", published=_stated(day)) for doc, day in zip(days["doc"], days["published"], strict=True)),
        [],
    )
    return outermost(found)


def _when(one: Printing) -> tuple[bool, Any, str, int]:
    return one.published is None, one.published, one.doc, one.start


def _differs(base: Printing, other: Printing) -> str:
    return "the fullest printing" if other is base else in_words(changed(base, other))


def compared(base: Printing, other: Printing, tables: Tables) -> Compared:
    """Two printings side by side. What one only reports is compared by its words of content."""
    texts = _texts(tables, (base.doc, other.doc))
    pieces = [*base.quotes, *other.quotes]
    query = f'SELECT id, start, "end" FROM quotes WHERE id IN ({", ".join("?" * len(pieces))})'
    spans = tables.store.frame(query, pieces).set_index("id")
    together = in_the_same_words(base, other)
    found = compare(base.words, other.words, together)
    return Compared(
        _segments(texts[base.doc], _pieces(base, spans), [(one.base, one.kind) for one in found]),
        _segments(texts[other.doc], _pieces(other, spans), [(one.other, one.kind) for one in found]),
        _listed(found, texts[base.doc], texts[other.doc], together),
        together,
    )


def _pieces(printing: Printing, spans: pd.DataFrame) -> list[tuple[int, int]]:
    """The stretches of text that a printing's pieces cover, each character once."""
    found: list[tuple[int, int]] = []
    for start, end in sorted({(int(spans.at[one, "start"]), int(spans.at[one, "end"])) for one in printing.quotes}):
        start = max(start, found[-1][1]) if found else start
        if start < end:
            found.append((start, end))
    return found


def _segments(
    text: str, pieces: Sequence[tuple[int, int]], stretches: Iterable[tuple[tuple[int, int] | None, ChangeKind]]
) -> list[Segment]:
    """The pieces of a printing cut where the kind of change changes; joined, they are the pieces to the letter."""
    found: list[Segment] = []
    marked = [(*stretch, str(kind)) for stretch, kind in stretches if stretch]
    for first, last in pieces:
        at = first
        found += [Segment(" … ", BETWEEN)] if found else []
        for start, end, kind in marked:
            start, end = max(start, at), min(end, last)
            if start >= end:
                continue
            found += [Segment(text[at:start], None)] if at < start else []
            found.append(Segment(text[start:end], kind))
            at = end
        found += [Segment(text[at:last], None)] if at < last else []
    return found


def _listed(found: Iterable[Change], base: str, other: str, together: bool) -> list[tuple[str, str, str]]:
    """The changes in words: all of them between words, between reports those that touch the claim."""
    changes = []
    for one in found:
        mine, yours = base[slice(*one.base)] if one.base else "", other[slice(*one.other)] if one.other else ""
        for shift in one.shifts:
            changes.append((WEIGHTY.index(shift), IN_WORDS[shift], mine, yours))
        if together and not one.shifts and one.kind in (ChangeKind.CUT, ChangeKind.ADDED, ChangeKind.CHANGED):
            changes.append((len(WEIGHTY), IN_WORDS[one.kind], mine, yours))
    return [(what, mine, yours) for _, what, mine, yours in sorted(changes, key=lambda change: change[0])]


def _text(printing: Printing, texts: "pd.Series[str]") -> str:
    return str(texts[printing.doc][printing.start : printing.end])


def _quote(row: Mapping[Hashable, Any]) -> Quote:
    return Quote(
        row["id"], row["doc"], row["start"], row["end"], row["text"], QuoteKind(row["kind"]),
        row["sentence_start"], row["sentence_end"], speaker=_stated(row["speaker"]), utterance=_stated(row["utterance"]),
        said_on=_stated(row["said_on"]),
    )  # fmt: skip


def _stated(value: Any) -> Any:
    if value is None or pd.isna(value):
        return None
    return value.date() if isinstance(value, pd.Timestamp) else value
