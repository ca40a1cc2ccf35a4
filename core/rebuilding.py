"""The tables of a corpus made, or brought up to date, where something in it has changed: what `core.build` leads to.

What reads texts and writes tables is imported here: a build that finds nothing new never comes this far.
"""

from concurrent.futures import ThreadPoolExecutor
from dataclasses import asdict, dataclass, replace
from datetime import UTC, datetime
from pathlib import Path

import pyarrow as pa

import core
from core import corpus, ingredients, ledger, settings, store, swap, tables, workers
from core.corpus import Listing, Memory
from core.engines import Engine
from core.hands import Hands
from core.intake import Place, Readings, Scan, scanned
from core.ledger import Ledger
from core.manifest import Manifest
from core.merging import Tables
from core.records import TABLES, Problem
from core.spool import Spool
from core.updating import StaleError, Updated, update


@dataclass(frozen=True, slots=True)
class Rebuilt:
    """The tables in force, and how many documents were read for them."""

    made: Manifest
    problems: tuple[Problem, ...]
    read: int = 0


def rebuilt(
    place: Place,
    listed: Listing,
    memory: Memory,
    standing: Manifest | None,
    reader: workers.Reader,
    engine: Engine | int | None,
) -> Rebuilt | Manifest:
    """Brings the tables up to date with the corpus; what cannot be taken up from is made from nothing.

    Where the tables that stand are these all the same, their manifest is what comes back.
    """
    # Arrow's own pool keeps what it was given back: after ten thousand short reports a sixth of all that the build holds.
    pa.set_memory_pool(pa.system_memory_pool())
    drafted = _drafted(place, listed, memory, standing, reader, engine)
    return drafted if isinstance(drafted, Manifest) else _put(place, drafted)


@dataclass(slots=True)
class _Draft:
    """Tables that are not written yet, and what to say of them."""

    scan: Scan
    read: Readings
    found: Updated
    made: Manifest


def _drafted(
    place: Place,
    listed: Listing,
    memory: Memory,
    standing: Manifest | None,
    reader: workers.Reader,
    engine: Engine | int | None,
) -> _Draft | Manifest:
    """The tables of the corpus; where those that stand are these, their manifest."""
    scan = scanned(place, listed, memory)
    with ThreadPoolExecutor(1) as loader:  # while workers read, or load their model
        loading = loader.submit(_before, place, standing)
        loader.submit(store.preload)
        read = Readings(Spool(place.folder))
        if scan.texts and scan.same:
            read.take(scan, place, reader, engine)
        before, tables_before = loading.result()
    if any(doc not in before.entries for doc in scan.same):
        scan = scanned(place, corpus.listing(place.corpus), Memory())
    made = _manifest(place, scan, before)
    if standing and standing.made_from == made.made_from:
        if scan.surer:
            corpus.move(place.folder, place.folder / standing.folder)
        else:
            corpus.discard(place.folder)
        return standing
    try:
        read.take(scan, place, reader, engine)
        found = _updated(place, scan, read, before, tables_before, engine)
    except StaleError:
        scan = scanned(place, corpus.listing(place.corpus), Memory())
        read.take(scan, place, reader, engine)
        found = _updated(place, scan, read, Ledger(place.made_by), {}, engine)
    made = replace(made, dropped=found.dropped, made_from="" if read.lost else made.made_from)
    return _Draft(scan, read, found, made)


def _updated(
    place: Place, scan: Scan, read: Readings, before: Ledger, standing: Tables, engine: Engine | int | None
) -> Updated:
    """Tables brought up to date by as many processes of this machine as read, or would read, the texts."""
    place.progress("Linking", 0, None)
    processes = engine if isinstance(engine, int) else workers.suitable(scan.characters)
    with Hands(processes) as hands:
        return update(
            scan.docs, read.changed(scan), scan.problems, before, standing, place.known.reading, hands, place.folder
        )


def _put(place: Place, drafted: _Draft) -> Rebuilt:
    """Puts tables in place. What was written is let go, since the store takes as much memory again."""
    read = drafted.read
    rows, touched, last = drafted.found.tables, drafted.found.touched, [drafted.found.ledger]
    del drafted.found, drafted.scan  # whoever called holds the draft
    problems = tuple(tables.records("problems", rows["problems"]))
    keys = {entry.key for entry in last[0].entries.values()}

    def remember(folder: Path) -> None:
        ledger.save(last.pop(), folder)
        read.remember(place, folder)

    place.progress("Writing", 0, None)
    made = swap.put(place.folder, rows, drafted.made, remember, touched)
    place.known.keep_only(keys)
    return Rebuilt(made, problems, read.fresh)


def _before(place: Place, standing: Manifest | None) -> tuple[Ledger, dict[str, pa.Table]]:
    """What the tables that stand were made with, and these; nothing where either is damaged."""
    nothing: tuple[Ledger, dict[str, pa.Table]] = Ledger(place.made_by), {}
    if standing is None:
        return nothing
    before = ledger.load(place.folder / standing.folder, place.made_by)
    if not before.entries:
        return nothing
    try:
        return before, {name: tables.read_arrow(place.folder / standing.folder, name) for name in TABLES}
    except (OSError, pa.ArrowInvalid):
        return nothing


def _manifest(place: Place, scan: Scan, before: Ledger) -> Manifest:
    docs = scan.docs
    keys = [scan.keys[doc] if doc in scan.texts else before.entries[doc].key for doc in docs]
    sources = [scan.sources.get(doc) if doc in scan.texts else before.entries[doc].source for doc in docs]
    facts = {source: asdict(source) for source in {*sources} if source}  # the same of thousands of documents
    made_from = [
        list(zip(docs, keys, strict=True)),
        [facts[source] for source in sources if source],
        [asdict(problem) for problem in scan.problems],
        place.made_by,
    ]
    return Manifest(
        version=core.__version__,
        corpus=settings.corpus_name(place.corpus),
        built_at=datetime.now(UTC).isoformat(timespec="seconds"),
        fingerprint="",
        model=ingredients.model(),
        sample=settings.is_sample(place.corpus),
        made_from=ingredients.digest(made_from),
        code=place.code,
    )
