"""The tables of a corpus brought up to date: what changed costs what it is and what it touches, the rest stands.

    tables, ledger = update(docs, changed, problems, Ledger(), {}, reading)            # everything is new
    tables, ledger = update(docs, changed, problems, ledger, standing, reading)        # some documents are

There is one way to make tables, and a build from nothing is the one in which every document is new. What ties documents to
each other is found from small things that the ledger keeps of all of them (counts of names, hashes of shingles, figures);
rows are made, and texts compared, only for documents that changed and for those that what changed gives another actor,
another neighbour or another origin.
"""

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache, partial
from itertools import islice
from operator import attrgetter
from sys import intern
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc

import core
from core import arrays, checks, claims, copies, corpus, retelling, utterances
from core.checks import Broken, Checks, Rows
from core.corpus import Text
from core.ledger import Entry, Ledger
from core.linking import Joined, Linked, linked, rewritten
from core.merging import SPANNED, Now, Tables, whole_groups
from core.records import KEYS, TABLES, Actor, Direction, Document, Noise, Problem, Reading, Source
from core.tables import records, schema, to_arrow
from core.workers import Read

SPANS = attrgetter("doc", "start", "end")
# Held at a time: texts compared with each other, documents whose rows are made, tellings grouped into claims.
TEXTS_HELD, TOGETHER, TELLINGS_HELD = 512, 256, 2_000
PARTIES = ("supplier", "recipient", "category")
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
    touched: set[str] | None  # documents whose rows are not those that stood, gone ones among them; None: all


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
    entries = _met(docs, changed, before, reading)
    found = linked(before.stock)
    moved = _moved(found, before, standing)
    relinked = {doc for doc in docs if doc not in changed and not moved.isdisjoint(entries[doc].actors)}
    touched = {*changed, *relinked}
    sources = corpus.merge_sources(entry.source for entry in entries.values() if entry.source)
    checked = Checks(sources, found.actors)
    gone = {*before.entries} - {*docs}
    now = Now(standing, touched, gone)
    now.take(_parts(sorted(touched), changed, found.joined, now, entries, checked, reading))
    stirred = touched | now.of_publishers(_renamed(standing, checked.sources))
    sketches = _copies(now, stirred, {source.id: source for source in checked.sources}, before.sketches)
    compared = _changes(now, stirred, entries, before.compared)
    now.set_origins()
    _claims(now)
    heard = _utterances(now, checked.actors, before.heard)
    now.tables |= {"sources": to_arrow("sources", checked.sources), "actors": to_arrow("actors", checked.actors)}
    told = [*problems, *(entry.problem for entry in entries.values() if entry.problem)]
    now.tables["problems"] = to_arrow("problems", sorted(told, key=attrgetter("path", "reason")))
    ledger = Ledger(before.made_by, entries, before.stock, found.joined, sketches, compared, heard)
    left = touched | gone if standing else None
    return Updated({name: now.tables[name] for name in TABLES}, _dropped(entries, checked.broken), ledger, left)


# ---------------------------------------------------------------- single documents
def _met(
    docs: Sequence[str], changed: Mapping[str, Changed], before: Ledger, reading: Callable[[str], Reading]
) -> dict[str, Entry]:
    """What to remember of each document before actors are linked; the stock counts what documents say by now."""
    there = set(docs)
    for doc, entry in before.entries.items():
        if doc in changed or doc not in there:
            before.stock.remove(_read(reading, entry.key))
    entries = {}
    for doc in docs:
        if doc in changed:
            one = changed[doc]
            before.stock.add(one.read.reading)
            entries[doc] = Entry(one.key, one.text.source, one.read.problem, _named(one.read.reading))
        else:
            entries[doc] = _entry(before, doc)
    return entries


def _moved(found: Linked, before: Ledger, standing: Tables) -> set[str]:
    """Ids that are not the actors they were, and actors that the corpus had not before, or has no more."""
    moved = {id for id in {*found.joined, *before.joined} if found.joined.get(id) != before.joined.get(id)}
    if standing:
        moved |= {actor.id for actor in found.actors} ^ set(standing["actors"]["id"].to_pylist())
    return moved


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


def _parts(
    touched: Iterable[str],
    changed: Mapping[str, Changed],
    joined: Joined,
    now: Now,
    entries: dict[str, Entry],
    checked: Checks,
    reading: Callable[[str], Reading],
) -> Iterator[Rows]:
    """The rows of the documents that changed or whose actors did, checked, in the order of the tables, in parts.

    What is to be remembered of their rows is added to their `entries`.
    """
    left = iter(touched)
    while docs := list(islice(left, TOGETHER)):
        documents: list[Document] = []
        noise: list[Noise] = []
        readings: list[Reading] = []
        for doc in docs:
            if doc in changed:
                one = changed[doc]
                documents.append(one.text.document)
                noise += one.text.noise
                readings.append(rewritten(one.read.reading, joined))
            else:
                documents += _stood(now.standing, "documents", doc)
                noise += _stood(now.standing, "noise", doc)
                readings.append(rewritten(_read(reading, entries[doc].key), joined))
        rows = checked.kept(_rows(documents, noise, readings))
        _remember(docs, rows, checked.broken, entries)
        yield rows


def _rows(documents: Iterable[Document], noise: Iterable[Noise], readings: Sequence[Reading]) -> Rows:
    rows: Rows = {
        "documents": [replace(document, origin=None) for document in documents],
        "noise": list(noise),
        "mentions": [row for one in readings for row in one.mentions],
        "dates": [row for one in readings for row in one.dates],
        "quotes": [row for one in readings for row in one.quotes],
        "attitudes": [row for one in readings for row in one.attitudes],
        "transfers": [replace(row, version=core.__version__) for one in readings for row in one.transfers],
    }
    return {name: _ordered(name, found) for name, found in rows.items()}


def _stood(standing: Tables, name: str, doc: str) -> list[Any]:
    return records(name, standing[name].filter(pc.is_in(standing[name]["doc"], arrays.words([doc]))))


def _ordered(name: str, rows: Iterable[Any]) -> list[Any]:
    ordered = sorted(rows, key=attrgetter(KEYS[name])) if name in KEYS else list(rows)
    return sorted(ordered, key=SPANS) if name in SPANNED else ordered


def _remember(docs: Iterable[str], rows: Rows, broken: Broken, entries: dict[str, Entry]) -> None:
    """Adds to what is remembered of some documents whom their rows quote, and which rows were left out."""
    speakers: defaultdict[str, set[str]] = defaultdict(set)
    for row in rows["quotes"]:
        if row.speaker:
            speakers[row.doc].add(intern(row.speaker))
    for doc in docs:
        rules = sorted(broken[doc].items()) if doc in broken else ()
        entries[doc] = replace(entries[doc], speakers=tuple(sorted(speakers[doc])), dropped=tuple(rules))


def _named(reading: Reading) -> tuple[str, ...]:
    """The ids of all actors in the rows of a document."""
    named: set[str | None] = {actor.id for actor in reading.actors}
    named |= {row.actor for row in reading.mentions}
    for row in (*reading.quotes, *reading.attitudes):
        named |= {row.speaker, row.carried_by}
    for telling in reading.transfers:
        named |= {telling.supplier, telling.recipient, *telling.claimants, *telling.denied_by}
    return tuple(sorted(intern(id) for id in named if id))


def _dropped(entries: Mapping[str, Entry], broken: Broken) -> dict[str, int]:
    """Rows left out or mended in all documents, those of no document among them."""
    return checks.total([broken.get("", {}), *(dict(entry.dropped) for entry in entries.values())])


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
    printed = zip(*(now.tables["documents"][name].to_pylist() for name in ("doc", "published")), strict=True)
    accounts = {doc: retelling.Account(day, frozenset(entries[doc].speakers)) for doc, day in printed}
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
            told = tables["transfers"].select(["doc", *PARTIES])
            told = told.filter(pc.is_in(told["doc"], arrays.words(sorted(stirred))))
            parties |= set(zip(*(told[name].to_pylist() for name in PARTIES), strict=True))
    found = [
        claim
        for table in whole_groups(_between(now, parties), PARTIES, TELLINGS_HELD)
        for claim in claims.group(records("transfers", table), now.of(table))
    ]
    _put(now, "claims", found, PARTIES, lambda *party: party not in parties, ("id",))


def _between(now: Now, parties: Collection[Party]) -> pa.Table:
    """The tellings of what some give others."""
    table = now.tables["transfers"]
    if not now.standing:
        return table
    columns = [table[name].to_pylist() for name in PARTIES]
    return table.filter(arrays.array([one in parties for one in zip(*columns, strict=True)], pa.bool_()))


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
