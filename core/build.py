"""A corpus made into tables; nothing is done again without cause.

    report = build(Path("articles"), Path("data/tables/articles"))

Three levels of cause. Nothing changed at all: the tables stand, and neither spaCy nor a model is loaded. Some documents
changed: only those are read again. Otherwise everything is, document by document, in worker processes.
"""

import json
import os
import subprocess
import sys
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import asdict, dataclass, replace
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from tempfile import TemporaryFile

import pyarrow as pa

import core
from core import cache, corpus, ledger, published, settings, swap, tables, workers
from core.cache import Cache, ModelError
from core.corpus import CorpusError, Memory
from core.engines import Cluster, Engine, EngineError
from core.intake import Place, Progress, Readings, Scan, scanned
from core.ledger import Ledger
from core.records import TABLES, Problem
from core.remote import Remote, RemoteError
from core.spool import Spool
from core.tables import Manifest
from core.updating import StaleError, Updated, update


class BuildError(Exception):
    """The build came to nothing. The message is one line for a person; the tables before it stand."""


@dataclass(frozen=True, slots=True)
class BuildReport:
    """What a build did."""

    manifest: Manifest
    problems: tuple[Problem, ...]
    read: int  # documents read in this build
    kept: int  # documents whose rows were known already
    seconds: float

    @property
    def left_out(self) -> int:
        """Files that are not in the tables."""
        return sum(problem.left_out for problem in self.problems)


def quiet(stage: str, done: int, total: int | None) -> None:
    """A progress callback that says nothing."""


def build(
    corpus_folder: Path | Remote,
    folder: Path | Remote,
    progress: Progress = quiet,
    readings: Path | None = None,
    reader: workers.Reader = workers.extract,
    processes: int | None = None,
    scheduler: str | None = None,
) -> BuildReport:
    """Builds the tables of a corpus into a folder and says what it did. Both may be on object storage.

    `readings` is where rows of single documents are kept (in the tables' folder by default); `reader` and `processes` are
    passed on to `workers.readings`, unless a Dask `scheduler` is given or set; worker processes import the main script
    anew, so a script calls this under `if __name__ == "__main__"`. Raises `BuildError` where there is no such corpus,
    model or cluster, nothing to read, another build in the way, or no room to write.
    """
    if isinstance(folder, Remote):
        here = partial(build, progress=progress, readings=readings, reader=reader, processes=processes, scheduler=scheduler)
        return _published(folder, progress, lambda copy: here(corpus_folder, copy))
    began = time.monotonic()
    scheduler = scheduler or (settings.scheduler() if processes is None else None)
    engine = Cluster(scheduler) if scheduler else processes
    try:
        reads, code = cache.ingredients(), _code()
        made_by = cache.digest([reads, code])
        place = Place(corpus_folder, folder, Cache(readings or folder / "cache"), reads, code, made_by, progress)
        with swap.locked(folder):
            standing = swap.standing(folder)
            memory = ledger.load_memory(folder / standing.folder, made_by) if standing else Memory()
            if standing and corpus.unchanged(corpus_folder, memory):
                progress("Reading files", len(memory.files), len(memory.files))
                return _unchanged(folder, standing, began)
            return _built(place, memory, standing, reader, engine, began)
    except (CorpusError, EngineError, ModelError, swap.BusyError) as error:
        raise BuildError(str(error)) from error
    except OSError as error:
        raise BuildError(f"{error.filename or folder}: {error.strerror or error}") from error


def _published(place: Remote, progress: Progress, build_into: Callable[[Path], BuildReport]) -> BuildReport:
    """Tables on a store brought up to date by way of a copy on this machine."""
    copy = settings.own_folder(place)
    try:
        progress("Fetching tables", 0, None)
        published.fetch(place, copy)
        report = build_into(copy)
        progress("Sending tables", 0, None)
        published.publish(copy, place)
        return report
    except RemoteError as error:
        raise BuildError(str(error)) from error


def _unchanged(folder: Path, standing: Manifest, began: float) -> BuildReport:
    found = tuple(tables.read_table(folder, "problems"))
    return BuildReport(standing, found, 0, standing.documents, time.monotonic() - began)


def _built(
    place: Place,
    memory: Memory,
    standing: Manifest | None,
    reader: workers.Reader,
    engine: Engine | int | None,
    began: float,
) -> BuildReport:
    """Brings the tables up to date with the corpus; what cannot be taken up from is made from nothing."""
    drafted = _drafted(place, memory, standing, reader, engine)
    return _unchanged(place.folder, drafted, began) if isinstance(drafted, Manifest) else _put(place, drafted, began)


@dataclass(slots=True)
class _Draft:
    """Tables that are not written yet, and what to say of them."""

    scan: Scan
    read: Readings
    found: Updated
    made: Manifest


def _drafted(
    place: Place,
    memory: Memory,
    standing: Manifest | None,
    reader: workers.Reader,
    engine: Engine | int | None,
) -> _Draft | Manifest:
    """The tables of the corpus; where those that stand are these, their manifest."""
    scan = scanned(place, memory)
    with ThreadPoolExecutor(1) as loader:  # while workers read, or load their model
        loading = loader.submit(_before, place, standing)
        read = Readings(Spool(place.folder))
        if scan.texts and scan.same:
            read.take(scan, place, reader, engine)
        before, tables_before = loading.result()
    if any(doc not in before.entries for doc in scan.same):
        scan = scanned(place, Memory())
    made = _manifest(place, scan, before)
    if standing and standing.made_from == made.made_from:
        if scan.memory.surer_than(memory):
            ledger.save_memory(scan.memory, place.made_by, place.folder / standing.folder)
        return standing
    try:
        read.take(scan, place, reader, engine)
        place.progress("Linking", 0, None)
        found = update(scan.docs, read.changed(scan), scan.problems, before, tables_before, place.known.reading)
    except StaleError:
        scan = scanned(place, Memory())
        read.take(scan, place, reader, engine)
        found = update(scan.docs, read.changed(scan), scan.problems, Ledger(place.made_by), {}, place.known.reading)
    made = replace(made, dropped=found.dropped, made_from="" if read.lost else made.made_from)
    return _Draft(scan, read, found, made)


def _put(place: Place, drafted: _Draft, began: float) -> BuildReport:
    """Puts tables in place. What was written is let go, since the store takes as much memory again."""
    scan, read = drafted.scan, drafted.read
    rows, touched, last = drafted.found.tables, drafted.found.touched, [drafted.found.ledger]
    del drafted.found  # whoever called holds the draft
    problems = tuple(tables.records("problems", rows["problems"]))
    documents, keys = rows["documents"].num_rows, {entry.key for entry in last[0].entries.values()}

    def remember(folder: Path) -> None:
        kept = last.pop()
        kept.memory = read.remembered(scan.memory)
        ledger.save(kept, folder)

    place.progress("Writing", 0, None)
    made = swap.put(place.folder, rows, drafted.made, remember, touched)
    place.known.keep_only(keys)
    return BuildReport(made, problems, read.fresh, documents - read.fresh, time.monotonic() - began)


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


def _code() -> str:
    """A hash of all code that decides what is in the tables."""
    shown = ("bench", "charts", "export", "queries", "ui")
    return cache.code(path for path in sorted(cache.CORE.iterdir()) if path.name not in shown)


def _manifest(place: Place, scan: Scan, before: Ledger) -> Manifest:
    docs = scan.docs
    keys = [scan.keys[doc] if doc in scan.texts else before.entries[doc].key for doc in docs]
    sources = [scan.sources.get(doc) if doc in scan.texts else before.entries[doc].source for doc in docs]
    made_from = [
        list(zip(docs, keys, strict=True)),
        [asdict(source) for source in sources if source],
        [asdict(problem) for problem in scan.problems],
        place.made_by,
    ]
    return Manifest(
        version=core.__version__,
        corpus=settings.corpus_name(place.corpus),
        built_at=datetime.now(UTC).isoformat(timespec="seconds"),
        fingerprint="",
        model=cache.model(),
        sample=settings.is_sample(place.corpus),
        made_from=cache.digest(made_from),
        code=place.code,
    )


def apart(corpus_folder: Path | Remote, folder: Path, progress: Progress = quiet) -> None:
    """Builds in a process of its own, for a program that must stay small and keep its threads, such as the app.

    Raises `BuildError` with the reason where the build fails.
    """
    texts = corpus_folder.url if isinstance(corpus_folder, Remote) else str(corpus_folder.resolve())
    places = [texts, "--tables", str(folder.resolve())]
    command = [sys.executable, "-m", "core", "build", *places, "--progress", "json"]
    surroundings = os.environ | {"PYTHONUTF8": "1"}
    with TemporaryFile("w+", encoding="utf-8") as complaints:
        with subprocess.Popen(
            command,
            cwd=settings.ROOT,
            env=surroundings,
            stdout=subprocess.PIPE,
            stderr=complaints,
            text=True,
            encoding="utf-8",
        ) as process:
            for line in process.stdout or ():
                progress(*json.loads(line))
        complaints.seek(0)
        said = complaints.read().strip().splitlines()
    if process.returncode:
        raise BuildError(said[-1].removeprefix("claimline: ") if said else "the build ended without a word")
