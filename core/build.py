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
from collections.abc import Callable, Iterable
from dataclasses import asdict, dataclass, replace
from datetime import UTC, datetime
from operator import attrgetter
from pathlib import Path
from tempfile import TemporaryFile
from typing import Any

import core
from core import cache, checks, claims, copies, corpus, retelling, settings, swap, tables, utterances, workers
from core.cache import Cache, ModelError
from core.checks import Rows
from core.corpus import CorpusError, Text
from core.linking import link
from core.records import KEYS, Problem
from core.tables import Manifest
from core.workers import Job, Read

Progress = Callable[[str, int, int | None], None]  # what is being done, how much of it is done, out of how much if known
SPANS = attrgetter("doc", "start", "end")


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
    corpus_folder: Path,
    folder: Path,
    progress: Progress = quiet,
    readings: Path | None = None,
    reader: workers.Reader = workers.extract,
    processes: int | None = None,
) -> BuildReport:
    """Builds the tables of a corpus into a folder and says what it did.

    `readings` is where rows of single documents are kept (in the tables' folder by default); `reader` and `processes` are
    passed on to `workers.readings`; worker processes import the main script anew, so a script calls this under
    `if __name__ == "__main__"`. Raises `BuildError` where there is no such corpus or model, nothing to read, another
    build in the way, or no room to write.
    """
    began = time.monotonic()
    try:
        texts, problems = _texts(corpus_folder, progress)
        made_by = cache.ingredients()
        keys = {text.document.doc: cache.key(text.document, text.noise, made_by) for text in texts}
        made = _manifest(corpus_folder, texts, keys, problems)
        with swap.locked(folder):
            standing = swap.standing(folder)
            if standing and standing.made_from == made.made_from:
                found = tuple(tables.read_table(folder, "problems"))
                return BuildReport(standing, found, 0, len(texts), time.monotonic() - began)
            known = Cache(readings or folder / "cache")
            read, fresh = _read(texts, keys, known, reader, processes, progress)
            if any(one.lost for one in read):
                made = replace(made, made_from="")
            progress("Linking", 0, None)
            rows, dropped = _rows(texts, read, problems)
            progress("Writing", 0, None)
            made = swap.replace(folder, rows, replace(made, dropped=dropped))
            known.keep_only(keys.values())
    except (CorpusError, ModelError, swap.BusyError) as error:
        raise BuildError(str(error)) from error
    except OSError as error:
        raise BuildError(f"{error.filename or folder}: {error.strerror or error}") from error
    return BuildReport(made, tuple(rows["problems"]), fresh, len(texts) - fresh, time.monotonic() - began)


def _texts(corpus_folder: Path, progress: Progress) -> tuple[list[Text], list[Problem]]:
    texts: list[Text] = []
    problems: list[Problem] = []
    total = corpus.count_files(corpus_folder)
    for item in corpus.read(corpus_folder):
        if isinstance(item, Problem):
            problems.append(item)
        else:
            texts.append(item)
        done = len(texts) + len(problems)
        progress("Reading files", done, total if done <= total else None)  # one file may hold many documents
    return sorted(texts, key=lambda text: text.document.doc), problems


def _read(
    texts: list[Text],
    keys: dict[str, str],
    known: Cache,
    reader: workers.Reader,
    processes: int | None,
    progress: Progress,
) -> tuple[list[Read], int]:
    """What each text says, in the order of the texts, and how many had to be read for it."""
    found = {doc: read for doc, key in keys.items() if (read := known.get(key))}
    jobs = [Job(text.document, text.noise) for text in texts if text.document.doc not in found]
    if jobs:
        progress("Extracting", 0, len(jobs))
    for done, read in enumerate(workers.readings(jobs, reader, processes), 1):
        found[read.reading.doc] = read
        if not read.lost:
            known.put(keys[read.reading.doc], read)
        progress("Extracting", done, len(jobs))
    return [found[text.document.doc] for text in texts], len(jobs)


def _rows(texts: list[Text], read: list[Read], problems: list[Problem]) -> tuple[Rows, dict[str, int]]:
    """The rows of all tables, checked and in an order that does not depend on how they were made."""
    readings, actors = link([one.reading for one in read])
    problems = problems + [one.problem for one in read if one.problem]
    rows: Rows = {
        "documents": [text.document for text in texts],
        "sources": corpus.merge_sources(text.source for text in texts if text.source),
        "noise": [mark for text in texts for mark in text.noise],
        "actors": actors,
        "mentions": [row for reading in readings for row in reading.mentions],
        "dates": [row for reading in readings for row in reading.dates],
        "quotes": [row for reading in readings for row in reading.quotes],
        "attitudes": [row for reading in readings for row in reading.attitudes],
        "transfers": [replace(row, version=core.__version__) for reading in readings for row in reading.transfers],
        "problems": sorted(problems, key=attrgetter("path", "reason")),
    }
    kept, dropped = checks.checked({name: _ordered(name, found) for name, found in rows.items()})
    kept["copies"] = copies.find(kept["documents"], kept["sources"], kept["noise"], kept["quotes"])
    kept["changes"] = retelling.changes(kept["documents"], kept["noise"], kept["quotes"], kept["copies"])
    origins = copies.origins({row.doc: row.published for row in kept["documents"]}, kept["copies"])
    kept["documents"] = [replace(row, origin=origins[row.doc]) for row in kept["documents"]]
    kept["claims"] = claims.group(kept["transfers"], kept["documents"])
    kept["utterances"] = utterances.group(kept["quotes"], kept["documents"], kept["actors"])
    return kept, dropped


def _ordered(name: str, rows: Iterable[Any]) -> list[Any]:
    spanned = name in ("noise", "mentions", "dates", "quotes", "attitudes", "transfers")
    ordered = sorted(rows, key=attrgetter(KEYS[name])) if name in KEYS else list(rows)
    return sorted(ordered, key=SPANS) if spanned else ordered


def _manifest(corpus_folder: Path, texts: list[Text], keys: dict[str, str], problems: list[Problem]) -> Manifest:
    sources = [asdict(text.source) for text in texts if text.source]
    code = cache.code(
        path
        for path in sorted(cache.CORE.iterdir())
        if path.is_file() or path.name in ("claims", "copies", "corpus", "extract")
    )
    return Manifest(
        version=core.__version__,
        corpus=settings.corpus_name(corpus_folder),
        built_at=datetime.now(UTC).isoformat(timespec="seconds"),
        fingerprint="",
        model=cache.model(),
        sample=settings.is_sample(corpus_folder),
        made_from=cache.digest([sorted(keys.items()), sources, [asdict(problem) for problem in problems], code]),
        code=code,
    )


def apart(corpus_folder: Path, folder: Path, progress: Progress = quiet) -> None:
    """Builds in a process of its own, for a program that must stay small and keep its threads, such as the app.

    Raises `BuildError` with the reason where the build fails.
    """
    places = [str(corpus_folder.resolve()), "--tables", str(folder.resolve())]
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
