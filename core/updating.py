"""The tables of a corpus brought up to date: what changed costs what it is and what it touches, the rest stands.

    tables, ledger = update(docs, changed, problems, Ledger(), {}, reading)            # everything is new
    tables, ledger = update(docs, changed, problems, ledger, standing, reading)        # some documents are

There is one way to make tables, and a build from nothing is the one in which every document is new. What ties documents to
each other is found from small things that the ledger keeps of all of them (counts of names, hashes of shingles, figures);
rows are made, and texts compared, only for documents that changed and for those that what changed gives another actor,
another neighbour or another origin.
"""

import pickle
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import lru_cache, partial
from itertools import islice
from operator import attrgetter
from pathlib import Path
from sys import intern
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from core import arrays, checks, claims, copies, corpus, laid, retelling, utterances
from core.checks import Broken, Checks
from core.corpus import Text
from core.hands import Hands
from core.laid import Laid
from core.ledger import Entry, Ledger
from core.linking import Linked, linked
from core.merging import Now, Tables, whole_groups
from core.news import Touched
from core.records import TABLES, Actor, Direction, Problem, Reading, Source
from core.single import Batch, Packed, added
from core.tables import records, schema, to_arrow
from core.workers import Read

# At a time: texts compared with each other, documents whose rows are made, and their bytes, tellings grouped into claims.
TEXTS_HELD, TOGETHER, BYTES_TOGETHER, TELLINGS_HELD = 512, 256, 500_000, 2_000
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


class Changes(Mapping[str, Changed]):
    """Documents that are new, or not as they were, in order of their names."""

    def packed(self, doc: str) -> Packed:
        """The text of a document and what was read from it, as another process may be given them."""
        raise NotImplementedError


@dataclass(frozen=True, slots=True)
class Updated:
    """Tables brought up to date, rows left out by rule, and what to remember of them."""

    tables: dict[str, pa.Table]
    dropped: dict[str, int]
    ledger: Ledger
    touched: Touched | None  # rows that are not those that stood; None: all


def update(
    docs: Sequence[str],
    changed: Changes,
    problems: Iterable[Problem],
    before: Ledger,
    standing: Tables,
    reading: Callable[[str], Reading],
    hands: Hands,
    folder: Path,
) -> Updated:
    """The tables of the documents `docs`, in order of their names, of which those in `changed` are not as `before`.

    `standing` holds the tables that `before` was written with; `reading` gives what was read under a key of the cache, and
    raises `LookupError` where that is gone. `before` is used up. Raises `StaleError` where a reading, or a row that should
    stand, is not there. `hands` share what can be done to documents, or to pairs of them, by themselves;
    rows that are too many to be held wait in the `folder`, in files without a name.
    """
    entries = _met(docs, changed, before, reading)
    found = linked(before.stock)
    moved = _moved(found, before, standing)
    relinked = {doc for doc in docs if doc not in changed and not moved.isdisjoint(entries[doc].actors)}
    touched = {*changed, *relinked}
    sources = corpus.merge_sources(entry.source for entry in entries.values() if entry.source)
    checked = Checks(sources, found.actors)
    gone = {*before.entries} - {*docs}
    now = Now(standing, touched, gone, folder)
    batches = _batches(sorted(touched), changed, found, checked, now, entries, reading)
    fresh = _Fresh(Laid(folder, utterances.SHAPE))
    now.take(_added(batches, entries, fresh, hands))
    stirred = touched | now.of_publishers(_renamed(standing, checked.sources))
    sketches = _copies(now, stirred, {source.id: source for source in checked.sources}, fresh, before.sketches)
    compared = _changes(now, stirred, entries, fresh, before.compared)
    now.set_origins()
    claims_then_and_now = _claims(now)
    heard = _utterances(now, checked.actors, fresh, before.heard, hands)
    now.tables |= {"sources": to_arrow("sources", checked.sources), "actors": to_arrow("actors", checked.actors)}
    told = [*problems, *(entry.problem for entry in entries.values() if entry.problem)]
    now.tables["problems"] = to_arrow("problems", sorted(told, key=attrgetter("path", "reason")))
    ledger = Ledger(before.made_by, entries, before.stock, found.joined, sketches, compared, heard)
    left = Touched(touched | gone, *claims_then_and_now) if standing else None
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


@dataclass(slots=True)
class _Fresh:
    """What the search for what ties documents to each other needs of those that are touched; each is asked for once."""

    printings: Laid
    shingles: dict[str, copies.Hashes] = field(default_factory=dict)
    figured: dict[str, retelling.Figures] = field(default_factory=dict)


def _added(batches: Iterable[Batch], entries: dict[str, Entry], fresh: _Fresh, hands: Hands) -> Iterator[Tables]:
    """The rows of the documents that changed or whose actors did, checked, in the order of the tables, in parts.

    What is to be remembered of their rows is added to their `entries`, what is found out about them to `fresh`.
    """
    for found in hands.each(added, batches):
        for doc in found.shingles:
            speakers, broken = tuple(map(intern, found.speakers.get(doc, ()))), found.broken.get(doc, {})
            entries[doc] = replace(entries[doc], speakers=speakers, dropped=tuple(sorted(broken.items())))
        fresh.shingles |= found.shingles
        fresh.figured |= {doc: rows for doc, rows in found.figured.items() if rows}
        fresh.printings.add(found.printings)
        yield found.rows


def _batches(
    touched: Iterable[str],
    changed: Changes,
    found: Linked,
    checked: Checks,
    now: Now,
    entries: Mapping[str, Entry],
    reading: Callable[[str], Reading],
) -> Iterator[Batch]:
    """The documents that changed or whose actors did, in parts."""
    sources = frozenset(source.id for source in checked.sources)
    above = {actor.id: actor.part_of for actor in checked.actors}

    def packed(doc: str) -> Packed:
        return changed.packed(doc) if doc in changed else _stood(now.standing, doc, entries, reading)

    for part in _parts(touched, packed):
        named = {id for doc in part for id in entries[doc].actors}
        joined = {id: found.joined[id] for id in named if id in found.joined}
        known = {up for id in named for up in utterances.lineage(joined[id][0] if id in joined else id, above)}
        yield Batch([*part.values()], joined, sources, {id: above[id] for id in known if id in above})


def _parts(docs: Iterable[str], packed: Callable[[str], Packed]) -> Iterator[dict[str, Packed]]:
    """Documents in their order, some at a time: few enough that processes which share them end together."""
    part: dict[str, Packed] = {}
    size = 0
    for doc in docs:
        part[doc] = packed(doc)
        size += sum(map(len, part[doc]))
        if len(part) >= TOGETHER or size >= BYTES_TOGETHER:
            yield part
            part, size = {}, 0
    if part:
        yield part


def _stood(standing: Tables, doc: str, entries: Mapping[str, Entry], reading: Callable[[str], Reading]) -> Packed:
    """A document that stands as it was, but for its actors."""
    (document,), noise = (
        records(name, standing[name].filter(pc.is_in(standing[name]["doc"], arrays.words([doc]))))
        for name in ("documents", "noise")
    )
    return pickle.dumps(Text(document, tuple(noise))), pickle.dumps(Read(_read(reading, entries[doc].key)))


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
    now: Now, changed: Collection[str], publishers: Mapping[str, Source], fresh: _Fresh, before: copies.Sketches
) -> copies.Sketches:
    columns = [now.tables["documents"][name].to_pylist() for name in ("doc", "publisher", "sha256")]
    printed = {doc: copies.Printed(publisher, digest) for doc, publisher, digest in zip(*columns, strict=True)}

    @lru_cache(maxsize=TEXTS_HELD)
    def text(doc: str) -> copies.Text:
        (document,) = now.rows("documents", doc)
        publisher = publishers.get(document.publisher or "")
        return copies.Text(document, publisher, now.rows("noise", doc), now.rows("quotes", doc))

    def shingles(doc: str) -> copies.Hashes:
        return fresh.shingles.pop(doc) if doc in fresh.shingles else text(doc).shingles

    found = copies.update(printed, changed, shingles, text, before)

    def stands(doc: str, of: str) -> bool:
        return (min(doc, of), max(doc, of)) in found.standing

    _put(now, "copies", found.found, ("doc", "of"), stands, ("doc", "of"))
    return found.sketches


def _changes(
    now: Now, changed: Collection[str], entries: Mapping[str, Entry], fresh: _Fresh, before: retelling.Compared
) -> retelling.Compared:
    printed = zip(*(now.tables["documents"][name].to_pylist() for name in ("doc", "published")), strict=True)
    accounts = {doc: retelling.Account(day, entries[doc].speakers) for doc, day in printed}
    columns = [now.tables["copies"][name].to_pylist() for name in ("id", "doc", "of", "containment", "direction")]
    links = [retelling.Link(id, doc, of, share, Direction(way)) for id, doc, of, share, way in zip(*columns, strict=True)]

    @lru_cache(maxsize=TEXTS_HELD)
    def text(doc: str) -> retelling.Text:
        (document,) = now.rows("documents", doc)
        return retelling.Text(document, now.rows("noise", doc), now.rows("quotes", doc))

    def figures(doc: str) -> retelling.Figures:
        return fresh.figured.get(doc, []) if doc in now.touched else text(doc).figured

    found = retelling.update(accounts, links, changed, figures, text, before)

    def stands(copy: str | None, doc: str, start: int, of: str, of_start: int) -> bool:
        if copy is not None:
            return copy in found.copies
        return (of, of_start, doc, start) in found.met or (doc, start, of, of_start) in found.met

    order = ("doc", "start", "of", "of_start", "id")
    rows = {row.id: row for row in found.found}.values()
    _put(now, "changes", rows, ("copy", "doc", "start", "of", "of_start"), stands, order)
    return found.compared


def _claims(now: Now) -> tuple[pa.Table, pa.Table]:
    """The claims of those who gave each other what, in documents that are touched or whose origin is another now.

    Returns those that do not stand, as they were and as they are.
    """
    stirred = {*now.left.to_pylist(), *now.moved()}
    parties: set[Party] = set()
    for tables in (now.standing, now.tables):
        if "transfers" in tables:
            told = tables["transfers"].select(["doc", *PARTIES])
            told = told.filter(pc.is_in(told["doc"], arrays.words(sorted(stirred))))
            parties |= set(zip(*(told[name].to_pylist() for name in PARTIES), strict=True))
    found = (
        claim
        for table in whole_groups(_between(now, parties), PARTIES, TELLINGS_HELD)
        for claim in claims.group(records("transfers", table), now.of(table))
    )
    return _put(now, "claims", found, PARTIES, lambda *party: party not in parties, ("id",))


def _between(now: Now, parties: Collection[Party]) -> pa.Table:
    """The tellings of what some give others."""
    table = now.tables["transfers"]
    if not now.standing:
        return table
    columns = [table[name].to_pylist() for name in PARTIES]
    return table.filter(arrays.array([one in parties for one in zip(*columns, strict=True)], pa.bool_()))


def _utterances(
    now: Now, actors: Iterable[Actor], fresh: _Fresh, before: utterances.Heard, hands: Hands
) -> utterances.Heard:
    known = now.standing["utterances"]["quotes"].to_pylist() if now.standing else []
    quotes = partial(now.rows, "quotes")
    said = {frozenset(one) for one in known}
    found = utterances.update(now.documents, actors, now.touched, fresh.printings.table(), quotes, before, said, hands.each)
    _put(now, "utterances", found.found, ("quotes",), lambda told: frozenset(told) in found.standing, ("id",))
    return found.heard


def _put(
    now: Now,
    name: str,
    fresh: Iterable[Any],
    by: Sequence[str],
    stands: Callable[..., bool],
    order: Sequence[str],
) -> tuple[pa.Table, pa.Table]:
    """Joins fresh rows of a table with those that stand by some of their columns, in the order of others.

    Returns the rows that do not stand, and those that are fresh.
    """
    laid.give_back()  # what it took to find out which rows are fresh
    rows = _sorted(name, fresh, order, now.folder)
    laid.give_back()
    if name not in now.standing:
        now.tables[name] = rows
        return rows.slice(0, 0), rows
    table = now.standing[name]
    columns = [table[column].to_pylist() for column in by]
    kept = arrays.array([stands(*row) for row in zip(*columns, strict=True)], pa.bool_())
    both = pa.concat_tables([table.filter(kept), rows])
    places = pc.sort_indices(both, [(column, "ascending") for column in order])
    now.tables[name] = arrays.taken(both, arrays.numbers(places).astype(np.int64)).cast(schema(TABLES[name]))
    return table.filter(pc.invert(kept)), rows


def _sorted(name: str, fresh: Iterable[Any], order: Sequence[str], folder: Path) -> pa.Table:
    """Rows as they come, in the order of columns that tell all of them apart; as records, few are held at a time."""
    held, left = Laid(folder, schema(TABLES[name])), iter(fresh)
    while some := list(islice(left, arrays.ROWS)):
        held.add(to_arrow(name, some))
    rows = held.table()
    places = pc.sort_indices(rows, [(column, "ascending") for column in order])
    return arrays.taken(rows, arrays.numbers(places).astype(np.int64))
