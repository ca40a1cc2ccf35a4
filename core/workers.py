"""Documents read by workers, so that a document that kills its worker costs itself and nothing else.

The parent never loads spaCy: what the model needs of memory is given back when a build ends. This module is imported by
every worker and therefore imports little; `engines` says what workers there are.
"""

from collections.abc import Callable, Generator, Iterable, Iterator, Sequence
from concurrent.futures import FIRST_COMPLETED, CancelledError, Executor, Future, wait
from dataclasses import dataclass
from threading import Lock
from time import monotonic

from core import engines
from core.engines import Engine, EngineError, Processes
from core.records import Document, Noise, Problem, Reading

# A second process takes a moment to start: it pays from some dozens of articles' worth of text on.
CHARACTERS_A_PROCESS = 100_000
# Long enough for spaCy to batch, short enough for a progress bar that moves and for little work lost with a worker.
BATCH_CHARACTERS = 60_000
BATCH_DOCUMENTS = 32
# Seconds between looks at whether a cluster still has workers.
LOOK = 5.0
_reading = Lock()


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

    with _reading:  # a cluster's worker may have several threads, the model serves one at a time
        found = list(read([(job.document, job.noise) for job in jobs]))
    return [Read(reading, problem) for reading, problem in found]


def readings(jobs: Iterable[Job], reader: Reader = extract, engine: Engine | int | None = None) -> Iterator[Read]:
    """What each document says, batch by batch as they are done, in no particular order.

    `engine` is where they are read: a number of processes, None for one that suits the machine and the amount of text, 0
    for this process; or a cluster. Each document comes out once, whatever happens to the workers. Raises `EngineError`
    where a cluster is not there, or no longer.
    """
    batches = list(_batches(jobs))
    if engine is None:
        characters = sum(len(job.document.text) for batch in batches for job in batch)
        engine = engines.suitable(characters, CHARACTERS_A_PROCESS)
    if engine == 0:
        for batch in batches:
            yield from reader(batch)
        return
    place = Processes(engine, warm=reader is extract) if isinstance(engine, int) else engine
    while batches:
        suspects = yield from _run(batches, reader, place)
        for batch in suspects:
            yield from _alone(batch, reader, place)


def _run(batches: list[list[Job]], reader: Reader, place: Engine) -> Generator[Read, None, list[list[Job]]]:
    """Works through the batches until none is left or all workers are lost; returns the batches that came to nothing."""
    running: dict[Future[list[Read]], list[Job]] = {}
    failed: list[list[Job]] = []
    with engines.executor(place) as pool:
        while batches or running:
            if not _fill(running, batches, reader, place, pool):
                return [*failed, *running.values()]
            done = _some_done(running, place, pool)
            for future in done:
                error = _error(future)
                if error is None:
                    yield from future.result()
                elif isinstance(place, Processes) and engines.is_death(error):
                    return [*failed, *running.values()]  # which of them killed the process is not known
                else:
                    failed.append(running[future])
                del running[future]
    return failed


def _fill(
    running: dict[Future[list[Read]], list[Job]],
    batches: list[list[Job]],
    reader: Reader,
    place: Engine,
    pool: Executor,
) -> bool:
    """Hands out batches, one more than there are workers, so that none waits; false where the pool takes no more."""
    wide = engines.width(place, pool)
    while batches and len(running) <= wide:
        try:
            running[pool.submit(reader, batches[0])] = batches[0]
        except RuntimeError:  # broken, or shut down
            return False
        del batches[0]
    return True


def _some_done(running: Iterable[Future[list[Read]]], place: Engine, pool: Executor) -> set[Future[list[Read]]]:
    """The batches that are done, once one is. Raises `EngineError` where a cluster stays without a worker."""
    lonely_since: float | None = None
    while True:
        done, _ = wait(running, timeout=LOOK, return_when=FIRST_COMPLETED)
        if done:
            return done
        if not engines.deserted(place, pool):
            lonely_since = None
        elif lonely_since is None:
            lonely_since = monotonic()
        elif monotonic() - lonely_since > engines.DESERTED:
            raise EngineError("the cluster has no workers left; what they had read is kept")


def _error(future: Future[list[Read]]) -> BaseException | None:
    try:
        return future.exception()
    except CancelledError:
        raise EngineError("the cluster went away in the middle of the build; what it had read is kept") from None


def _alone(batch: list[Job], reader: Reader, place: Engine) -> Iterator[Read]:
    """Reads a batch by itself; where that fails, each half of it, down to the document that fails."""
    single = Processes(1, place.warm) if isinstance(place, Processes) else place
    with engines.executor(single) as pool:
        future = pool.submit(reader, batch)
        _some_done([future], single, pool)
        error = _error(future)
    if error is None:
        yield from future.result()
    elif len(batch) == 1:
        yield _lost(batch[0].document, error)
    else:
        half = len(batch) // 2
        yield from _alone(batch[:half], reader, place)
        yield from _alone(batch[half:], reader, place)


def _lost(document: Document, error: BaseException) -> Read:
    what = "the process that read it died" if engines.is_death(error) else f"reading it failed ({error!r:.80})"
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
