"""The tables of a corpus brought up to date: what changed costs what it is and what it touches, the rest stands.

    tables, ledger = update(docs, changed, problems, Ledger(), {}, reading)            # everything is new
    tables, ledger = update(docs, changed, problems, ledger, standing, reading)        # some documents are

There is one way to make tables, and a build from nothing is the one in which every document is new. What ties documents to
each other is found from small things that the ledger keeps of all of them (counts of names, hashes of shingles, figures);
rows are made, and texts compared, only for documents that changed and for those that what changed gives another actor,
another neighbour or another origin.
"""

from bisect import bisect_left, bisect_right
from collections import Counter, defaultdict
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property, lru_cache, partial
from operator import attrgetter
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc

import core
from core import arrays, checks, claims, copies, corpus, retelling, utterances
from core.checks import Broken, Rows
from core.corpus import Text
from core.ledger import Entry, Ledger
from core.linking import Joined, linked, rewritten
from core.records import KEYS, TABLES, Actor, Direction, Document, Problem, Reading, Source, Transfer
from core.tables import records, schema, to_arrow
from core.workers import Read

SPANNED = ("noise", "mentions", "dates", "quotes", "attitudes", "transfers")
OF_ONE_DOCUMENT = ("documents", *SPANNED)
SPANS = attrgetter("doc", "start", "end")
TEXTS_HELD = 512  # texts compared with each other, held at a time
Tables = Mapping[str, pa.Table]
Party = tuple[str | None, str | None, str]


class StaleError(Exception):
    """What a ledger counts on is no longer there: the tables have to be made from nothing."""


@dataclass(frozen=True, slots=True)
class Changed:
    """A document that is new, or not as it was: its text, what was read from it, and the key of that in the cache."""

    text: Text
    read: Read
    key: str


@dataclass(frozen=True, slots=True)
class Updated:
    """Tables brought up to date, rows left out by rule, and what to remember of them."""

    tables: dict[str, pa.Table]
    dropped: dict[str, int]
    ledger: Ledger


def update(
    docs: Sequence[str],
    changed: Mapping[str, Changed],
    problems: Iterable[Problem],
    before: Ledger,
    standing: Tables,
    reading: Callable[[str], Reading],
) -> Updated:
    """The tables of the documents `docs`, in order of their names, of which those in `changed` are not as `before`.

    `standing` holds the tables that `before` was written with; `reading` gives what was read under a key of the cache, and
    raises `LookupError` where that is gone. `before` is used up. Raises `StaleError` where a reading, or a row that should
    stand, is not there.
    """
    joined, actors = _linked(docs, changed, before, reading)
    moved = {id for id in {*joined, *before.joined} if joined.get(id) != before.joined.get(id)} | _come_or_gone(
        actors, standing
    )
    same = [doc for doc in docs if doc not in changed]
    relinked = [doc for doc in same if not moved.isdisjoint(_entry(before, doc).actors)]
    touched = {*changed, *relinked}
    sources = corpus.merge_sources(
        source for doc in docs if (source := changed[doc].text.source if doc in changed else _entry(before, doc).source)
    )
    now = Now(standing, touched, {*before.entries} - {*docs})
    rows, broken = _rows(changed, relinked, sources, actors, joined, now, before, reading)
    now.put(rows)
    stirred = touched | now.of_publishers(_renamed(standing, sources))
    publishers = {source.id: source for source in sources}
    found = _copies(now, stirred, publishers, before.sketches)
    entries = _entries(docs, changed, touched, rows, broken, before)
    compared = _changes(now, stirred, entries, before.compared)
    now.set_origins()
    _claims(now)
    heard = _utterances(now, actors, before.heard)
    now.tables |= {"sources": to_arrow("sources", rows["sources"]), "actors": to_arrow("actors", rows["actors"])}
    told = [*problems, *(entry.problem for entry in entries.values() if entry.problem)]
    now.tables["problems"] = to_arrow("problems", sorted(told, key=attrgetter("path", "reason")))
    ledger = Ledger(before.made_by, before.memory, entries, before.stock, joined, found, compared, heard)
    return Updated({name: now.tables[name] for name in TABLES}, _dropped(entries, broken), ledger)


# ---------------------------------------------------------------- actors
def _linked(
    docs: Sequence[str], changed: Mapping[str, Changed], before: Ledger, reading: Callable[[str], Reading]
) -> tuple[Joined, list[Actor]]:
    """Which ids are one actor, now that some documents say other things, or are gone."""
    there = set(docs)
    for doc, entry in before.entries.items():
        if doc in changed or doc not in there:
            before.stock.remove(_read(reading, entry.key))
    for one in changed.values():
        before.stock.add(one.read.reading)
    found = linked(before.stock)
    return found.joined, found.actors


def _come_or_gone(actors: Iterable[Actor], standing: Tables) -> set[str]:
    """Actors that the corpus had not before, or has no more: a row that is about them may stand now, or not."""
    return {actor.id for actor in actors} ^ set(standing["actors"]["id"].to_pylist()) if standing else set()


def _read(reading: Callable[[str], Reading], key: str) -> Reading:
    try:
        return reading(key)
    except LookupError:
        raise StaleError(key) from None


def _entry(before: Ledger, doc: str) -> Entry:
    try:
        return before.entries[doc]
    except KeyError:
        raise StaleError(doc) from None


# ---------------------------------------------------------------- rows of single documents
class Now:
    """The rows of all documents: those that stand, and over them those of the documents that are touched."""

    def __init__(self, standing: Tables, touched: Collection[str], gone: Collection[str]) -> None:
        self.standing = standing
        self.touched = touched
        self.left = arrays.words(sorted({*touched, *gone}))  # documents whose rows do not stand
        self.tables: dict[str, pa.Table] = {}
        self._fresh: dict[str, dict[str, list[Any]]] = {}
        self._docs: dict[str, list[str]] = {}

    def put(self, rows: Rows) -> None:
        """Takes in the rows of the documents touched."""
        for name in OF_ONE_DOCUMENT:
            self.tables[name] = self._merged(name, rows[name])
            self._fresh[name] = _by_document(rows[name])
            self._docs[name] = self.tables[name]["doc"].to_pylist()

    def _merged(self, name: str, rows: list[Any]) -> pa.Table:
        fresh = to_arrow(name, rows)
        if name not in self.standing:
            return fresh
        kept = self.standing[name].filter(pc.invert(pc.is_in(self.standing[name]["doc"], self.left)))
        both = pa.concat_tables([kept, fresh])
        return both.take(pc.sort_indices(both, [("doc", "ascending")]))  # a stable sort: within a document, as they come

    def rows(self, name: str, doc: str) -> list[Any]:
        """The rows of one document, in order."""
        if doc in self.touched:
            return self._fresh[name].get(doc, [])
        first, last = bisect_left(self._docs[name], doc), bisect_right(self._docs[name], doc)
        return records(name, self.tables[name].slice(first, last - first))

    def all(self, name: str) -> list[Any]:
        """All rows of a table."""
        if not self.standing:
            return [row for rows in self._fresh[name].values() for row in rows]
        return records(name, self.tables[name])

    def printed(self) -> list[Document]:
        """All documents, without their texts, with who printed them when and from whom."""
        columns = [self.tables["documents"][name].to_pylist() for name in ("doc", "publisher", "published", "origin")]
        return [
            Document(doc, "", "", publisher=publisher, published=day, origin=origin)
            for doc, publisher, day, origin in zip(*columns, strict=True)
        ]

    @cached_property
    def documents(self) -> dict[str, Document]:
        """What `printed` gives, by name."""
        return {one.doc: one for one in self.printed()}

    def of_publishers(self, publishers: Collection[str]) -> set[str]:
        """The documents that some publishers printed."""
        if not publishers:
            return set()
        return {one.doc for one in self.printed() if one.publisher in publishers}

    def set_origins(self) -> None:
        """Says of every document whose text it prints, by the copies found."""
        table = self.tables["documents"]
        columns = [self.tables["copies"][name].to_pylist() for name in ("id", "doc", "of", "containment")]
        links = [retelling.Link(id, doc, of, share, Direction.UNKNOWN) for id, doc, of, share in zip(*columns, strict=True)]
        found = copies.origins({one.doc: one.published for one in self.printed()}, links)
        origins = arrays.words([found[doc] for doc in self._docs["documents"]])
        place = table.schema.get_field_index("origin")
        self.tables["documents"] = table.set_column(place, table.schema.field(place), origins)

    def moved(self) -> set[str]:
        """The documents whose text is another's, or their own, since the standing tables were made."""
        if not self.standing:
            return set()
        before = zip(*(self.standing["documents"][name].to_pylist() for name in ("doc", "origin")), strict=True)
        return {doc for doc, origin in before if doc in self.documents and self.documents[doc].origin != origin}


def _by_document(rows: Iterable[Any]) -> dict[str, list[Any]]:
    found: defaultdict[str, list[Any]] = defaultdict(list)
    for row in rows:
        found[row.doc].append(row)
    return found


def _rows(
    changed: Mapping[str, Changed],
    relinked: Sequence[str],
    sources: list[Source],
    actors: list[Actor],
    joined: Joined,
    now: Now,
    before: Ledger,
    reading: Callable[[str], Reading],
) -> tuple[Rows, Counter[Broken]]:
    """The rows of the documents that changed or whose actors did, checked, in the order of the tables."""
    documents = [one.text.document for one in changed.values()]
    noise = [mark for one in changed.values() for mark in one.text.noise]
    readings = [rewritten(one.read.reading, joined) for one in changed.values()]
    for doc in relinked:
        documents += _stood(now.standing, "documents", doc)
        noise += _stood(now.standing, "noise", doc)
        readings.append(rewritten(_read(reading, before.entries[doc].key), joined))
    rows: Rows = {
        "documents": [replace(document, origin=None) for document in documents],
        "sources": sources,
        "noise": noise,
        "actors": actors,
        "mentions": [row for one in readings for row in one.mentions],
        "dates": [row for one in readings for row in one.dates],
        "quotes": [row for one in readings for row in one.quotes],
        "attitudes": [row for one in readings for row in one.attitudes],
        "transfers": [replace(row, version=core.__version__) for one in readings for row in one.transfers],
    }
    return checks.checked_by_document({name: _ordered(name, found) for name, found in rows.items()})


def _stood(standing: Tables, name: str, doc: str) -> list[Any]:
    return records(name, standing[name].filter(pc.is_in(standing[name]["doc"], arrays.words([doc]))))


def _ordered(name: str, rows: Iterable[Any]) -> list[Any]:
    ordered = sorted(rows, key=attrgetter(KEYS[name])) if name in KEYS else list(rows)
    return sorted(ordered, key=SPANS) if name in SPANNED else ordered


def _entries(
    docs: Sequence[str],
    changed: Mapping[str, Changed],
    touched: Collection[str],
    rows: Rows,
    broken: Counter[Broken],
    before: Ledger,
) -> dict[str, Entry]:
    """What to remember of each document."""
    said = _by_document(rows["quotes"])
    rules: defaultdict[str, list[tuple[str, int]]] = defaultdict(list)
    for (doc, rule), count in sorted(broken.items()):
        rules[doc].append((rule, count))
    found = {}
    for doc in docs:
        entry = before.entries.get(doc, Entry(""))
        if doc in changed:
            one = changed[doc]
            entry = Entry(one.key, one.text.source, one.read.problem, actors=_named(one.read.reading))
        if doc in touched:
            speakers = sorted({row.speaker for row in said.get(doc, ()) if row.speaker})
            entry = replace(entry, speakers=tuple(speakers), dropped=tuple(rules[doc]))
        found[doc] = entry
    return found


def _named(reading: Reading) -> tuple[str, ...]:
    """The ids of all actors in the rows of a document."""
    named: set[str | None] = {actor.id for actor in reading.actors}
    named |= {row.actor for row in reading.mentions}
    for row in (*reading.quotes, *reading.attitudes):
        named |= {row.speaker, row.carried_by}
    for telling in reading.transfers:
        named |= {telling.supplier, telling.recipient, *telling.claimants, *telling.denied_by}
    return tuple(sorted(id for id in named if id))


def _dropped(entries: Mapping[str, Entry], broken: Mapping[Broken, int]) -> dict[str, int]:
    """Rows left out or mended in all documents, those of no document among them."""
    counts: Counter[Broken] = Counter({place: count for place, count in broken.items() if not place[0]})
    for doc, entry in entries.items():
        for rule, count in entry.dropped:
            counts[doc, rule] += count
    return checks.total(counts)


# ---------------------------------------------------------------- what ties documents to each other
def _renamed(standing: Tables, sources: Iterable[Source]) -> set[str]:
    """Publishers of which something else is known than before: their documents may be credited, or copy, otherwise."""
    if not standing:
        return set()
    before = {source.id: source for source in records("sources", standing["sources"])}
    return {source.id for source in sources if before.get(source.id) != source}


def _copies(
    now: Now, changed: Collection[str], publishers: Mapping[str, Source], before: copies.Sketches
) -> copies.Sketches:
    columns = [now.tables["documents"][name].to_pylist() for name in ("doc", "publisher", "sha256")]
    printed = {doc: copies.Printed(publisher, digest) for doc, publisher, digest in zip(*columns, strict=True)}

    @lru_cache(maxsize=TEXTS_HELD)
    def text(doc: str) -> copies.Text:
        (document,) = now.rows("documents", doc)
        publisher = publishers.get(document.publisher or "")
        return copies.Text(document, publisher, now.rows("noise", doc), now.rows("quotes", doc))

    found = copies.update(printed, changed, text, before)

    def stands(doc: str, of: str) -> bool:
        return (min(doc, of), max(doc, of)) in found.standing

    _put(now, "copies", found.found, ("doc", "of"), stands, ("doc", "of"))
    return found.sketches


def _changes(
    now: Now, changed: Collection[str], entries: Mapping[str, Entry], before: retelling.Compared
) -> retelling.Compared:
    accounts = {one.doc: retelling.Account(one.published, frozenset(entries[one.doc].speakers)) for one in now.printed()}
    columns = [now.tables["copies"][name].to_pylist() for name in ("id", "doc", "of", "containment", "direction")]
    links = [retelling.Link(id, doc, of, share, Direction(way)) for id, doc, of, share, way in zip(*columns, strict=True)]

    @lru_cache(maxsize=TEXTS_HELD)
    def text(doc: str) -> retelling.Text:
        (document,) = now.rows("documents", doc)
        return retelling.Text(document, now.rows("noise", doc), now.rows("quotes", doc))

    found = retelling.update(accounts, links, changed, text, before)

    def stands(copy: str | None, doc: str, start: int, of: str, of_start: int) -> bool:
        if copy is not None:
            return copy in found.copies
        return (of, of_start, doc, start) in found.met or (doc, start, of, of_start) in found.met

    order = ("doc", "start", "of", "of_start", "id")
    fresh = {row.id: row for row in found.found}.values()
    _put(now, "changes", fresh, ("copy", "doc", "start", "of", "of_start"), stands, order)
    return found.compared


def _claims(now: Now) -> None:
    """The claims of those who gave each other what, in documents that are touched or whose origin is another now."""
    stirred = {*now.left.to_pylist(), *now.moved()}
    parties: set[Party] = set()
    for tables in (now.standing, now.tables):
        if "transfers" in tables:
            columns = [tables["transfers"][name].to_pylist() for name in ("doc", "supplier", "recipient", "category")]
            rows = zip(*columns, strict=True)
            parties |= {(supplier, recipient, kind) for doc, supplier, recipient, kind in rows if doc in stirred}
    found = claims.group(_between(now, parties), now.documents.values())
    _put(now, "claims", found, ("supplier", "recipient", "category"), lambda *party: party not in parties, ("id",))


def _between(now: Now, parties: Collection[Party]) -> list[Transfer]:
    """The tellings of what some give others."""
    if not now.standing:
        return now.all("transfers")
    table = now.tables["transfers"]
    columns = [table[name].to_pylist() for name in ("supplier", "recipient", "category")]
    return records(
        "transfers", table.filter(arrays.array([one in parties for one in zip(*columns, strict=True)], pa.bool_()))
    )


def _utterances(now: Now, actors: Iterable[Actor], before: utterances.Heard) -> utterances.Heard:
    known = now.standing["utterances"]["quotes"].to_pylist() if now.standing else []
    quotes = partial(now.rows, "quotes")
    found = utterances.update(now.documents, actors, now.touched, quotes, before, {frozenset(one) for one in known})
    _put(now, "utterances", found.found, ("quotes",), lambda told: frozenset(told) in found.standing, ("id",))
    return found.heard


def _put(
    now: Now,
    name: str,
    fresh: Iterable[Any],
    by: Sequence[str],
    stands: Callable[..., bool],
    order: Sequence[str],
) -> None:
    """Joins fresh rows of a table with those that stand by some of their columns, in the order of others."""
    rows = to_arrow(name, sorted(fresh, key=attrgetter(*order)))
    if name in now.standing:
        table = now.standing[name]
        columns = [table[column].to_pylist() for column in by]
        kept = table.filter(arrays.array([stands(*row) for row in zip(*columns, strict=True)], pa.bool_()))
        rows = pa.concat_tables([kept, rows])
        rows = rows.take(pc.sort_indices(rows, [(column, "ascending") for column in order]))
    now.tables[name] = rows.cast(schema(TABLES[name]))
