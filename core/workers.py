"""Documents read in worker processes, so that a document that kills its process costs itself and nothing else.

The parent never loads spaCy: what the model needs of memory is given back when a build ends. Workers are started afresh
(`spawn`), because the parent may hold threads that a fork would break; this module therefore imports little.
"""

import os
import signal
from collections.abc import Callable, Generator, Iterable, Iterator, Sequence
from concurrent.futures import FIRST_COMPLETED, Future, ProcessPoolExecutor, wait
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass
from multiprocessing import get_context, parent_process
from threading import Thread

from core.records import Document, Noise, Problem, Reading

# A second worker loads a model of its own (about 2 s): it pays from a few hundred articles' worth of text on.
CHARACTERS_A_WORKER = 300_000
# A worker holds about 0.5 GB; more than eight are rarely given to one program.
MAX_WORKERS = 8
# Long enough for spaCy to batch, short enough for a progress bar that moves and for little work lost with a worker.
BATCH_CHARACTERS = 60_000
BATCH_DOCUMENTS = 32


@dataclass(frozen=True, slots=True)
class Job:
    """One document to be read."""

    document: Document
    noise: tuple[Noise, ...] = ()


@dataclass(frozen=True, slots=True)
class Read:
    """The rows of one document, and what went wrong with it, if anything did."""

    reading: Reading
    problem: Problem | None = None
    lost: bool = False  # reading it failed: not to be kept, the next build tries again


Reader = Callable[[Sequence[Job]], list[Read]]


def extract(jobs: Sequence[Job]) -> list[Read]:
    """Reads a batch in this process: the one place where extraction, and with it spaCy, is imported."""
    from core.extract import read

    found = read([(job.document, job.noise) for job in jobs])
    return [Read(reading, problem) for reading, problem in found]


def readings(jobs: Iterable[Job], reader: Reader = extract, workers: int | None = None) -> Iterator[Read]:
    """What each document says, batch by batch as they are done, in no particular order.

    `workers` is the number of processes; None for one that suits the machine and the amount of text, 0 for none at all.
    """
    batches = list(_batches(jobs))
    if workers is None:
        workers = _suitable(sum(len(job.document.text) for batch in batches for job in batch))
    if not workers:
        for batch in batches:
            yield from reader(batch)
        return
    while batches:
        suspects = yield from _run(batches, reader, workers)
        for batch in suspects:
            yield from _alone(batch, reader)


def _run(batches: list[list[Job]], reader: Reader, workers: int) -> Generator[Read, None, list[list[Job]]]:
    """Works through the batches until none is left or a worker dies; returns the batches that came to nothing."""
    running: dict[Future[list[Read]], list[Job]] = {}
    failed: list[list[Job]] = []
    with _pool(workers) as pool:
        while batches or running:
            try:
                while batches and len(running) <= workers:  # one more than there are workers, so that none waits
                    running[pool.submit(reader, batches[0])] = batches[0]
                    del batches[0]
            except BrokenProcessPool:
                return [*failed, *running.values()]
            done, _ = wait(running, return_when=FIRST_COMPLETED)
            if any(isinstance(future.exception(), BrokenProcessPool) for future in done):
                return [*failed, *running.values()]
            for future in done:
                batch = running.pop(future)
                if future.exception():
                    failed.append(batch)
                else:
                    yield from future.result()
    return failed


def _alone(batch: list[Job], reader: Reader) -> Iterator[Read]:
    """Reads a batch in a process of its own; where that fails, each half of it, down to the document that fails."""
    try:
        with _pool(1) as pool:
            read = pool.submit(reader, batch).result()
    except Exception as error:  # whatever one document sets off, the others are still read
        if len(batch) == 1:
            yield _lost(batch[0].document, error)
        else:
            half = len(batch) // 2
            yield from _alone(batch[:half], reader)
            yield from _alone(batch[half:], reader)
    else:
        yield from read


def _pool(workers: int) -> ProcessPoolExecutor:
    return ProcessPoolExecutor(workers, mp_context=get_context("spawn"), initializer=_begin)


def _begin() -> None:
    """Makes a worker leave Ctrl-C to its parent, and end when its parent is no more."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    Thread(target=_end_with_parent, daemon=True).start()


def _end_with_parent() -> None:
    parent = parent_process()
    if parent:
        parent.join()
        os._exit(1)


def _lost(document: Document, error: Exception) -> Read:
    what = "the process that read it died" if isinstance(error, BrokenProcessPool) else f"reading it failed ({error!r:.80})"
    reason = f"{what}; its text is kept, nothing was extracted from it"
    return Read(Reading(document.doc), Problem(document.doc, reason, left_out=False), lost=True)


def _batches(jobs: Iterable[Job]) -> Iterator[list[Job]]:
    batch: list[Job] = []
    characters = 0
    for job in jobs:
        batch.append(job)
        characters += len(job.document.text)
        if characters >= BATCH_CHARACTERS or len(batch) >= BATCH_DOCUMENTS:
            yield batch
            batch, characters = [], 0
    if batch:
        yield batch


def _suitable(characters: int) -> int:
    cores = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
    return max(1, min(cores, MAX_WORKERS, characters // CHARACTERS_A_WORKER))
