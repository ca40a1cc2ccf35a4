"""Documents read by workers, so that a document that kills its worker costs itself and nothing else.

The parent never loads spaCy: what the model needs of memory is given back when a build ends. This module is imported by
every worker and therefore imports little; `engines` says what workers there are.
"""

from collections import deque
from collections.abc import Callable, Generator, Iterable, Iterator, Sequence
from concurrent.futures import FIRST_COMPLETED, CancelledError, Executor, Future, wait
from dataclasses import dataclass
from itertools import islice
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
# Half of less than this is done in a quarter of a second: no worker waits longer for the last one.
SPLIT_CHARACTERS = 25_000
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
    for this process; or a cluster. Jobs are taken as they are needed, a few batches at a time. Each document comes out once,
    whatever happens to the workers. Raises `EngineError` where a cluster is not there, or no longer.
    """
    queue = _Queue(_batches(jobs))
    if engine is None:
        first = queue.look_ahead(engines.MOST_PROCESSES * CHARACTERS_A_PROCESS)
        engine = suitable(sum(map(_characters, first)))
    if engine == 0:
        while queue:
            yield from reader(queue.take())
        return
    place = Processes(engine, warm=reader is extract) if isinstance(engine, int) else engine
    while queue:
        suspects = yield from _run(queue, reader, place)
        for batch in suspects:
            yield from _alone(batch, reader)


def suitable(characters: int) -> int:
    """How many processes of this machine suit so much text."""
    return engines.suitable(characters, CHARACTERS_A_PROCESS)


class _Queue:
    """Batches in their order, each made when it is its turn."""

    def __init__(self, batches: Iterator[list[Job]]) -> None:
        self._made: deque[list[Job]] = deque()
        self._rest = batches

    def __bool__(self) -> bool:
        return bool(self.look_ahead(1))

    def look_ahead(self, characters: int) -> Iterable[list[Job]]:
        """The next batches, up to so many characters, or all there are; they stay in the queue."""
        held = sum(map(_characters, self._made))
        while (not self._made or held < characters) and (batch := next(self._rest, None)):
            self._made.append(batch)
            held += _characters(batch)
        return self._made

    def take(self, workers: int = 0) -> list[Job]:
        """The next batch; where fewer are left than there are workers, half of it, so that all have done at about one time.

        Raises `IndexError` where there is none.
        """
        self._made.extend(islice(self._rest, max(0, workers + 1 - len(self._made))))
        batch = self._made.popleft()
        if len(self._made) < workers and len(batch) > 1 and _characters(batch) >= SPLIT_CHARACTERS:
            half = len(batch) // 2
            self._made.appendleft(batch[half:])
            batch = batch[:half]
        return batch

    def give_back(self, batch: list[Job]) -> None:
        """Puts a batch before the others."""
        self._made.appendleft(batch)


def _characters(batch: Iterable[Job]) -> int:
    return sum(len(job.document.text) for job in batch)


def _run(queue: _Queue, reader: Reader, place: Engine) -> Generator[Read, None, list[list[Job]]]:
    """Works through the batches until none is left or all workers are lost; returns the batches that came to nothing."""
    running: dict[Future[list[Read]], list[Job]] = {}
    failed: list[list[Job]] = []
    with engines.executor(place) as pool:
        while queue or running:
            if not _fill(running, queue, reader, place, pool):
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
    running: dict[Future[list[Read]], list[Job]], queue: _Queue, reader: Reader, place: Engine, pool: Executor
) -> bool:
    """Hands out batches, one more than there are workers, so that none waits; false where the pool takes no more."""
    wide = engines.width(place, pool)
    while len(running) <= wide and queue:
        batch = queue.take(wide)
        try:
            running[pool.submit(reader, batch)] = batch
        except RuntimeError:  # broken, or shut down
            queue.give_back(batch)
            return False
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


def _alone(batch: list[Job], reader: Reader) -> Iterator[Read]:
    """Reads a batch by itself; where that fails, each half of it, down to the document that fails.

    In a process of this machine, for a cluster too: what has killed its workers would meet the next one while that still
    starts, and whoever watches over it would then give it up for good.
    """
    with engines.executor(Processes(1, warm=reader is extract)) as pool:
        error = _error(future := pool.submit(reader, batch))
    if error is None:
        yield from future.result()
    elif len(batch) == 1:
        yield _lost(batch[0].document, error)
    else:
        half = len(batch) // 2
        yield from _alone(batch[:half], reader)
        yield from _alone(batch[half:], reader)


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
