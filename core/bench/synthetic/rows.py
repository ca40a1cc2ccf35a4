"""A stretch of a made-up corpus as the Arrow tables of `core.records`."""

from collections.abc import Iterator
from hashlib import sha256
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from core.bench.synthetic.columns import (
    Flags,
    choice,
    days,
    distinct,
    ids,
    lists,
    names,
    nothing,
    optional,
    taken,
)
from core.bench.synthetic.drawing import NONE, Kind, Part, Stretch
from core.bench.synthetic.vocabulary import CUES, FIGURES, FIRST_DAY, THINGS, UNITS, VERBS, WANTS, Cast, Places, Words
from core.records import TABLES
from core.tables import schema

Columns = dict[str, Any]
STAGES = ("sought", "agreed", "under-way", "delivered", None, None)
TERMS = ("sale", "aid", "loan", None, None, None, None, None, None, None, None, None)
GENRES = ("news", "news", "news", "analysis", "official", "press-release", "opinion", None)
PLACES = (None,) * 9 + ("the northern port", "the border town", "the eastern front", "the capital")
TYPES = (None,) * 12 + ("Mark II", "Type 59", "S-40")
RULES = ("verbal: gave to", "verbal: gave to, passive", "nominal: delivery of", "verbless", "list")
SCORES = (0.9, 0.85, 0.8, 0.7, 0.6)
OPENED = 0.04  # tellings of which only one end of the time is stated


class Rows:
    """The tables of one stretch. Spans follow from the words of the parts, ids from the number of the stretch."""

    def __init__(self, stretch: Stretch, first: int, people: Cast, words: Words) -> None:
        self._stretch, self._people, self._words = stretch, people, words
        self._vocabulary = words.array()
        self._actors = pa.array([actor for actor, *_ in people.actors], pa.string())
        said = stretch.sentences
        self._chance = np.random.default_rng([3, stretch.number])
        self._lengths = pc.binary_length(self._vocabulary).to_numpy().astype(np.int64)[said.parts]
        whole = self._lengths.sum(axis=1)
        behind = np.cumsum(whole)
        self._bounds = np.searchsorted(said.doc, np.arange(len(stretch.documents.printed) + 1))
        before = np.concatenate([[0], behind])[self._bounds]
        self._start = behind - whole - before[said.doc]
        self._end = self._start + whole - 1  # without the space behind it
        self._clause = self._joined(range(Part.FIRST, Part.CLOSE))
        self._clause_start = self._start + self._lengths[:, : Part.FIRST].sum(axis=1)
        self._clause_end = self._clause_start + self._lengths[:, Part.FIRST : Part.CLOSE].sum(axis=1)
        self._docs = names(first, len(stretch.documents.printed))
        self._repeats: Places | None = None

    def tables(self) -> Iterator[tuple[str, pa.Table]]:
        """Every table that has rows of a stretch, by name, in the form that a build writes."""
        makers = {
            "documents": self._documents,
            "noise": self._noise,
            "mentions": self._mentions,
            "dates": self._dates,
            "quotes": self._quotes,
            "attitudes": self._attitudes,
            "transfers": self._transfers,
            "claims": self._claims,
            "utterances": self._utterances,
            "copies": self._copies,
            "changes": self._changes,
        }
        for name, made in makers.items():
            shape = schema(TABLES[name])
            columns = made()
            yield name, pa.Table.from_arrays([_as(columns[field.name], field.type) for field in shape], schema=shape)

    def _joined(self, parts: range) -> pa.Array:
        pieces = [self._vocabulary.take(pa.array(self._stretch.sentences.parts[:, part])) for part in parts]
        return pc.binary_join_element_wise(*pieces, "")

    def _part_start(self, part: int) -> Places:
        return np.asarray(self._start + self._lengths[:, :part].sum(axis=1), dtype=np.int64)

    def _of(self, rows: Places) -> Columns:
        """The span of each row's clause, and the sentence around it."""
        return {
            "doc": self._docs.take(pa.array(self._stretch.sentences.doc[rows])),
            "start": self._clause_start[rows],
            "end": self._clause_end[rows],
            "text": self._clause.take(pa.array(rows)),
            "sentence_start": self._start[rows],
            "sentence_end": self._end[rows],
        }

    # ------------------------------------------------------------ documents
    def _documents(self) -> Columns:
        one = self._stretch.documents
        count = len(one.printed)
        before, behind = self._joined(range(Part.FIRST)), self._joined(range(Part.CLOSE, len(Part)))
        texts = _joined_up(pc.binary_join_element_wise(before, self._clause, behind, ""), self._bounds)
        about = self._words.at("actors") + one.printed % len(self._people.actors)
        heads = pc.binary_join_element_wise("Report on ", self._vocabulary.take(pa.array(about)), "")
        titled, dated, published = np.arange(count) % 19 > 0, one.stated, one.publisher >= 0
        origin = np.array(["metadata", "not stated"])
        return {
            "doc": self._docs,
            "sha256": pa.array([sha256(text.as_buffer()).hexdigest() for text in texts]),
            "text": texts,
            "title": pc.if_else(pa.array(titled), heads, None),
            "title_from": origin[(~titled).astype(int)],
            "author": nothing(count),
            "author_from": choice(("not stated",), np.zeros(count, np.int64)),
            "publisher": taken(pa.array([source for source, *_ in self._people.sources]), one.publisher),
            "publisher_from": origin[(~published).astype(int)],
            "published": days(one.printed, dated),
            "published_from": origin[(~dated).astype(int)],
            "url": nothing(count),
            "retrieved_at": nothing(count, pa.date32()),
            "language": choice(("en",), np.zeros(count, np.int64)),
            "genre": choice(GENRES, np.arange(count) % len(GENRES)),
            "credit": nothing(count),
            "origin": self._docs.take(pa.array(one.original)),
        }

    def _noise(self) -> Columns:
        rows = np.flatnonzero(self._stretch.sentences.kind == Kind.ENDS)
        of = self._of(rows)
        none = nothing(len(rows), pa.int64())
        return {
            "doc": of["doc"], "start": self._start[rows], "end": self._end[rows],
            "kind": choice(("boilerplate",), np.zeros(len(rows), np.int64)), "of_start": none, "of_end": none,
        }  # fmt: skip

    def _mentions(self) -> Columns:
        said, first = self._stretch.sentences, self._words.at("actors")
        rows, parts, actors = [], [], []
        for part in (Part.HEAD, Part.FIRST, Part.SECOND, Part.TAIL):
            word = said.parts[:, part]
            found = np.flatnonzero((word >= first) & (word < first + len(self._people.actors)))
            rows.append(found)
            parts.append(np.full(len(found), part))
            actors.append(word[found] - first)
        row, places, actor = np.concatenate(rows), np.concatenate(parts), np.concatenate(actors)
        order = np.lexsort((places, row))
        row, places, actor = row[order], places[order], actor[order]
        before = np.cumsum(np.hstack([np.zeros((len(said.doc), 1), np.int64), self._lengths]), axis=1)
        start = self._start[row] + before[row, places]
        return {
            "doc": self._docs.take(pa.array(said.doc[row])),
            "start": start,
            "end": start + self._lengths[row, places],
            "text": self._vocabulary.take(pa.array(first + actor)),
            "actor": self._actors.take(pa.array(actor)),
            "rule": choice(("name",), np.zeros(len(row), np.int64)),
        }

    def _dates(self) -> Columns:
        rows = np.flatnonzero(self._stretch.sentences.parts[:, Part.WHEN] > 0)
        start = self._part_start(Part.WHEN)[rows]
        when, _ = self._when(rows)
        text = when.field("text")
        ends = self._clause_end[rows]
        return {
            "doc": self._docs.take(pa.array(self._stretch.sentences.doc[rows])),
            "start": start + 1,  # behind the space
            "end": ends,
            "text": text,
            "first": when.field("start"),
            "last": when.field("end"),
            "precision": when.field("precision"),
        }

    # ------------------------------------------------------------ quotes
    def _quotes(self) -> Columns:
        rows = self._quoting()
        kind = self._stretch.sentences.kind[rows]
        reports = kind == Kind.REPORTS_A_TELLING
        partial = (kind == Kind.QUOTES) & (self._stretch.sentences.same[rows] % 9 == 0)
        return self._said(
            "quotes",
            rows,
            choice(("direct", "partial", "indirect"), np.where(reports, 2, np.where(partial, 1, 0))),
            np.where(reports, Part.HEAD, Part.TAIL),
            np.where(reports, Part.THAT, Part.SAID),
            CUES,
        )

    def _quoting(self) -> Places:
        kind = self._stretch.sentences.kind
        return np.flatnonzero((kind != Kind.TELLS) & (kind != Kind.HOLDS) & (kind != Kind.ENDS))

    def _attitudes(self) -> Columns:
        rows = np.flatnonzero(self._stretch.sentences.kind == Kind.HOLDS)
        heads, verbs = np.full(len(rows), Part.HEAD), np.full(len(rows), Part.THAT)
        return self._said("attitudes", rows, choice(("indirect",), np.zeros(len(rows), np.int64)), heads, verbs, WANTS)

    def _said(self, table: str, rows: Places, kind: pa.Array, head: Places, verb: Places, cues: tuple[str, ...]) -> Columns:
        said = self._stretch.sentences
        before = np.cumsum(np.hstack([np.zeros((len(rows), 1), np.int64), self._lengths[rows]]), axis=1)
        at = np.arange(len(rows))
        speaker_start = self._start[rows] + before[at, head]
        cue_start = self._start[rows] + before[at, verb] + 1
        cue = said.cue[rows]
        sizes = np.array([len(one) for one in cues])
        on = self._stretch.documents.printed[said.doc[rows]] - self._chance.integers(0, 3, len(rows))
        known = self._stretch.documents.stated[said.doc[rows]] & (said.same[rows] % 5 < 2)
        return self._of(rows) | {
            "id": ids(table, self._stretch.number, rows),
            "kind": kind,
            "speaker": taken(self._actors, said.speaker[rows]),
            "speaker_text": self._vocabulary.take(pa.array(said.parts[rows, head])),
            "speaker_start": speaker_start,
            "speaker_end": speaker_start + self._lengths[rows, head],
            "cue": choice(cues, cue),
            "cue_start": cue_start,
            "cue_end": cue_start + sizes[cue],
            "utterance": nothing(len(rows), pa.int64()),
            "carried_by": nothing(len(rows)),
            "said_on": days(on, known),
            "rule": choice(("cue after", "cue before", "quotation marks"), rows % 3),
            "score": np.array(SCORES)[rows % len(SCORES)],
        }

    # ------------------------------------------------------------ tellings
    def _telling(self) -> Places:
        return np.flatnonzero(self._stretch.sentences.claim >= 0)

    def _repeated(self) -> Places:
        """For each telling the sentence of the same claim that stands before it in its document, else -1."""
        if self._repeats is None:
            rows, said = self._telling(), self._stretch.sentences
            key = said.doc[rows] * len(self._stretch.claims.category) + said.claim[rows]
            _, first, group = np.unique(key, return_index=True, return_inverse=True)
            earliest = rows[first[group]]
            self._repeats = np.where(earliest == rows, NONE, earliest)
        return self._repeats

    def _transfers(self) -> Columns:
        rows, said, number = self._telling(), self._stretch.sentences, self._stretch.number
        claims, claim, same = self._stretch.claims, said.claim[rows], said.same[rows]
        when, as_of_told = self._when(rows)
        printed, stated = self._stretch.documents.printed[said.doc[rows]], self._stretch.documents.stated[said.doc[rows]]
        on_stated = stated & (same % 5 < 2)
        as_of = np.where(as_of_told >= 0, as_of_told - 400, printed)
        paid = np.where((same % 37 == 0) & (np.roll(said.doc[rows], 1) == said.doc[rows]), np.roll(rows, 1), NONE)
        claimants, claimed = self._claimants(rows)
        denied = said.status[rows] == len(VERBS) - 1
        deniers = denied & (claims.supplier[claim] >= 0) & (same % 3 > 0)
        repeat = self._repeated()
        return self._of(rows) | {
            "id": ids("transfers", number, rows),
            "supplier": taken(self._actors, claims.supplier[claim]),
            "recipient": taken(self._actors, claims.recipient[claim]),
            "item": self._vocabulary.take(pa.array(said.parts[rows, Part.THING])),
            "category": choice(tuple(THINGS), claims.category[claim]),
            "status": choice(tuple(VERBS), said.status[rows]),
            "quantity": self._quantity(rows),
            "date": when,
            "claimants": lists(self._actors.take(pa.array(claimants)), claimed),
            "denied_by": lists(self._actors.take(pa.array(claims.supplier[claim][deniers])), deniers.astype(np.int64)),
            "place": choice(PLACES, same % len(PLACES)),
            "designation": choice(TYPES, same % len(TYPES)),
            "stage": choice(STAGES, same % len(STAGES)),
            "said_on": days(printed, on_stated),
            "as_of": days(as_of, (as_of_told >= 0) | stated),
            "terms": choice(TERMS, same % len(TERMS)),
            "in_return_for": _or_null(ids("transfers", number, np.maximum(paid, 0)), paid >= 0),
            "repeat_of": _or_null(ids("transfers", number, np.maximum(repeat, 0)), repeat >= 0),
            "rule": choice(RULES, same % len(RULES)),
            "score": np.array(SCORES)[same % len(SCORES)],
            "version": choice(("synthetic",), np.zeros(len(rows), np.int64)),
        }

    def _claimants(self, rows: Places) -> tuple[Places, Places]:
        """Who is named as saying each telling, one behind the other, and how many of them each has."""
        said = self._stretch.sentences
        speaker = said.speaker[rows]
        spoken = (speaker >= 0) & (said.status[rows] != len(VERBS) - 1)
        return speaker[spoken], spoken.astype(np.int64)

    def _quantity(self, rows: Places) -> pa.Array:
        said = self._stretch.sentences
        figure, same = said.figure[rows], said.same[rows]
        units = tuple(UNITS.get(category, "item") for category in THINGS)
        category = np.where(figure >= 0, self._stretch.claims.category[said.claim[rows]], NONE)
        way = np.where(figure >= 0, same % 8, NONE)  # exact, mostly; about, at least, up to
        qualifier = np.select([way < 0, way < 4, way < 6, way == 6], [NONE, 0, 1, 2], 3)
        amount = np.array(FIGURES, np.float64)[figure]
        return self._struct("transfers", "quantity", {
            "text": choice(tuple(str(one) for one in FIGURES), figure),
            "min": optional(amount, (figure >= 0) & (qualifier != 3)),
            "max": optional(amount, (figure >= 0) & (qualifier != 2)),
            "unit": choice(units, category),
            "qualifier": choice(("exact", "about", "at-least", "up-to"), qualifier),
            "scope": choice(("total", "batch", "rate"), np.where(figure >= 0, np.array([0, 0, 0, 1, 2])[same % 5], NONE)),
        })  # fmt: skip

    def _when(self, rows: Places) -> tuple[pa.Array, Places]:
        """When each telling says it happened, and the last day of that, 400 days on; -1 where it does not say."""
        said = self._stretch.sentences
        happened = self._stretch.claims.happened[said.claim[rows]]
        to_the_day = said.same[rows] % 3 == 0
        day = FIRST_DAY + np.maximum(happened, 0) - 400
        month = day.astype("datetime64[M]")
        first = np.where(to_the_day, day, month.astype("datetime64[D]"))
        last = np.where(to_the_day, day, (month + 1).astype("datetime64[D]") - np.timedelta64(1, "D"))
        since = (first - FIRST_DAY).astype(np.int64), (last - FIRST_DAY).astype(np.int64)
        stated = happened >= 0
        opened = stated & (said.same[rows] % int(1 / OPENED) == 1)
        text = self._vocabulary.take(pa.array(said.parts[rows, Part.WHEN]))
        precision = np.select([~stated, opened, to_the_day], [NONE, 2, 0], 1)
        when = self._struct("transfers", "date", {
            "text": _or_null(pc.utf8_ltrim_whitespace(text), stated),
            "start": days(since[0], stated),
            "end": days(since[1], stated & ~opened),
            "precision": choice(("day", "month", "range"), precision),
        })  # fmt: skip
        return when, np.where(stated & ~opened, since[1] + 400, NONE)

    def _struct(self, table: str, column: str, parts: Columns) -> pa.Array:
        kind = schema(TABLES[table]).field(column).type
        return pa.StructArray.from_arrays([_as(parts[field.name], field.type) for field in kind], fields=list(kind))

    # ------------------------------------------------------------ across documents
    def _claims(self) -> Columns:
        said, documents, number = self._stretch.sentences, self._stretch.documents, self._stretch.number
        everything, repeats = self._telling(), self._repeated()
        rows = everything[repeats < 0]  # a repeat belongs to its first
        printed = np.where(documents.stated, documents.printed, np.iinfo(np.int64).max)[said.doc[rows]]
        rows = rows[np.lexsort((rows, printed, said.claim[rows]))]
        claim, doc = said.claim[rows], said.doc[rows]
        told, group = np.unique(claim, return_inverse=True)
        size, count = np.bincount(group), len(told)
        origin = documents.original[doc]
        _, voices = self._claimants(rows)
        own = (said.status[rows] != len(VERBS) - 1) & (voices == 0)
        voice = np.where(own, len(self._people.actors) + origin, np.where(voices > 0, said.speaker[rows], NONE))
        when, _ = self._when(rows)
        spans = [_ends(when.field(at).cast(pa.int32()), group, count, least) for at, least in ((1, True), (2, False))]
        first = np.concatenate([[0], np.cumsum(size)[:-1]])
        dated = documents.stated[doc[first]]
        telling = ids("transfers", number, rows)
        of = self._stretch.claims
        return {
            "id": ids("claims", number, told),
            "supplier": taken(self._actors, of.supplier[told]),
            "recipient": taken(self._actors, of.recipient[told]),
            "category": choice(tuple(THINGS), of.category[told]),
            "item": self._vocabulary.take(pa.array(self._words.at("things") + of.thing[told])),
            "date_start": spans[0],
            "date_end": spans[1],
            "tellings": lists(telling, size),
            "reasons": lists(choice(("same parties, thing and time",), np.zeros(len(rows), np.int64)), size),
            "first_told": _or_null(telling.take(pa.array(first)), dated),
            "documents": distinct(group, doc, count),
            "publishers": distinct(group, documents.publisher[doc], count),
            "text_origins": distinct(group, origin, count),
            "claim_origins": distinct(group, voice, count),
        }

    def _utterances(self) -> Columns:
        """Quotes that a document and its copies print."""
        said, documents, number = self._stretch.sentences, self._stretch.documents, self._stretch.number
        rows = self._quoting()
        rows = rows[np.lexsort((rows, said.same[rows]))]
        same, group = np.unique(said.same[rows], return_inverse=True)
        several = np.bincount(group) > 1
        rows = rows[several[group]]
        same, group = np.unique(said.same[rows], return_inverse=True)
        size, count = np.bincount(group, minlength=len(same)), len(same)
        first = np.concatenate([[0], np.cumsum(size)])[:-1]
        quote = ids("quotes", number, rows)
        return {
            "id": ids("utterances", number, same),
            "speaker": taken(self._actors, said.speaker[rows[first]]),
            "said_on": nothing(count, pa.date32()),
            "quotes": lists(quote, size),
            "fullest": quote.take(pa.array(first)),
            "documents": size,
            "publishers": distinct(group, documents.publisher[said.doc[rows]], count),
            "in_words": np.where(said.kind[rows[first]] == Kind.REPORTS_A_TELLING, 0, size),
            "changes": lists(pa.array([], pa.string()), np.zeros(count, np.int64)),
        }

    def _copies(self) -> Columns:
        original = self._stretch.documents.original
        docs = np.flatnonzero(original != np.arange(len(original)))
        ends = self._text_lengths()[docs]
        zeros = np.zeros(len(docs), np.int64)
        shared = pa.StructArray.from_arrays(
            [pa.array(one) for one in (zeros, ends, zeros, ends)],
            fields=list(schema(TABLES["copies"]).field("passages").type.value_type),
        )
        none = nothing(len(docs), pa.int64())
        return {
            "id": ids("copies", self._stretch.number, docs),
            "doc": self._docs.take(pa.array(docs)),
            "of": self._docs.take(pa.array(original[docs])),
            "kind": choice(("full",), zeros),
            "containment": np.ones(len(docs)),
            "direction": choice(("earlier",), zeros),
            "credit_start": none,
            "credit_end": none,
            "passages": lists(shared.filter(pa.array(ends > 0)), (ends > 0).astype(np.int64)),
        }

    def _text_lengths(self) -> Places:
        whole = np.concatenate([[0], np.cumsum(self._lengths.sum(axis=1))])
        return np.asarray(np.diff(whole[self._bounds]), dtype=np.int64)

    def _changes(self) -> Columns:
        """One in twenty copies is said to have told a sentence otherwise."""
        said, original = self._stretch.sentences, self._stretch.documents.original
        docs = np.flatnonzero((original != np.arange(len(original))) & (np.diff(self._bounds) > 0))[::20]
        rows = self._bounds[docs]
        number = self._stretch.number
        return {
            "id": ids("changes", number, docs),
            "doc": self._docs.take(pa.array(docs)),
            "start": self._start[rows],
            "end": self._end[rows],
            "of": self._docs.take(pa.array(original[docs])),
            "of_start": self._start[rows],
            "of_end": self._end[rows],
            "kind": choice(("hedge dropped",), np.zeros(len(docs), np.int64)),
            "before": choice(("may",), np.zeros(len(docs), np.int64)),
            "after": choice(("",), np.zeros(len(docs), np.int64)),
            "about": choice(("“may” is gone",), said.doc[rows] * 0),
            "copy": ids("copies", number, docs),
        }


def _as(values: Any, kind: pa.DataType) -> pa.Array:
    """A column in the type that its record has."""
    column = values if isinstance(values, pa.Array) else pa.array(values)
    return column if column.type == kind else column.cast(kind)


def _or_null(values: pa.Array, stated: Flags) -> pa.Array:
    return pc.if_else(pa.array(stated), values, pa.scalar(None, values.type))


def _joined_up(sentences: pa.Array, bounds: Places) -> pa.Array:
    """Sentences as texts: the same letters, with an end only where a document ends."""
    _, offsets, letters = sentences.buffers()
    ends = np.frombuffer(offsets, np.int32)[sentences.offset :][bounds]
    return pa.StringArray.from_buffers(len(bounds) - 1, pa.py_buffer(ends.astype(np.int32).tobytes()), letters)


def _ends(days_told: pa.Array, group: Places, count: int, least: bool) -> pa.Array:
    """The first, or the last, of the days in each group; null where none is told."""
    told = days_told.is_valid().to_numpy(zero_copy_only=False)
    beyond = np.iinfo(np.int32).max if least else np.iinfo(np.int32).min
    ends = np.full(count, beyond, np.int32)
    (np.minimum if least else np.maximum).at(ends, group[told], days_told.drop_null().to_numpy())
    return pa.array(ends, mask=ends == beyond).cast(pa.date32())
