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
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from tempfile import TemporaryFile
from typing import TYPE_CHECKING

from core import corpus, engines, ingredients, manifest, settings, workers
from core.corpus import CorpusError, Memory
from core.engines import Cluster, EngineError
from core.ingredients import ModelError
from core.manifest import Manifest
from core.records import Problem
from core.remote import Remote, RemoteError

if TYPE_CHECKING:
    from core.intake import Progress


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
    progress: "Progress" = quiet,
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
        reads, code = ingredients.reads(), ingredients.all_code()
        made_by = ingredients.digest([reads, code])
        with manifest.locked(folder):
            standing = manifest.standing(folder)
            memory = corpus.load(folder / standing.folder, made_by) if standing else Memory()
            listed = corpus.listing(corpus_folder)
            if standing and listed.is_as(memory):
                progress("Reading files", len(memory.files), len(memory.files))
                return _unchanged(folder, standing, began)
            if reader is workers.extract and not scheduler and listed.has_new(memory):
                engines.warm_up()  # while all else is loaded
            # What reads texts and writes tables takes longer to import than a build that finds nothing new may take.
            from core.cache import Cache
            from core.intake import Place
            from core.rebuilding import rebuilt

            place = Place(corpus_folder, folder, Cache(readings or folder / "cache"), reads, code, made_by, progress)
            found = rebuilt(place, listed, memory, standing, reader, engine)
        if isinstance(found, Manifest):
            return _unchanged(folder, found, began)
        kept = found.made.documents - found.read
        return BuildReport(found.made, found.problems, found.read, kept, time.monotonic() - began)
    except (CorpusError, EngineError, ModelError, manifest.BusyError) as error:
        raise BuildError(str(error)) from error
    except OSError as error:
        raise BuildError(f"{error.filename or folder}: {error.strerror or error}") from error


def _published(place: Remote, progress: "Progress", build_into: Callable[[Path], BuildReport]) -> BuildReport:
    """Tables on a store brought up to date by way of a copy on this machine."""
    copy = settings.own_folder(place)
    from core import published

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
    found: tuple[Problem, ...] = ()
    if standing.counts.get("problems"):
        from core import tables  # with Arrow, which most builds that find nothing new are spared

        found = tuple(tables.read_table(folder, "problems"))
    return BuildReport(standing, found, 0, standing.documents, time.monotonic() - began)


def apart(corpus_folder: Path | Remote, folder: Path, progress: "Progress" = quiet) -> None:
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
