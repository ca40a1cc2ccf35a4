"""Where batches of documents are read: in processes of this machine, or on the workers of a Dask cluster.

Both are `concurrent.futures` executors, so that nothing else knows which one it has:

    with executor(Processes(2)) as pool: pool.submit(reader, batch)
    with executor(Cluster("tcp://127.0.0.1:8786")) as pool: ...

A cluster's workers need this program on their path, the same model, and one thread each (`dask worker --nthreads 1`).
"""

import os
import signal
import sys
from collections.abc import Iterator
from concurrent.futures import Executor, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager
from dataclasses import dataclass
from multiprocessing import get_all_start_methods, get_context, parent_process
from multiprocessing.context import BaseContext
from pathlib import Path
from threading import Thread

# More processes than this are rarely given to one program.
MOST_PROCESSES = 8
# What a process holds of its own beside the model it shares with the others, and what is left to the rest of the machine.
BYTES_A_PROCESS, BYTES_LEFT = 400_000_000, 1_000_000_000
# Seconds until a cluster that does not answer is given up.
PATIENCE = 20
# Seconds for which a cluster may have no worker before a build gives it up. A worker lost is back within seconds, but on a
# machine with six times as much to do as it has processors it took more than a minute.
DESERTED = 120
WARM = "core.warm"


class EngineError(RuntimeError):
    """There is no such cluster, or it went away. The message is one line for a person."""


@dataclass(frozen=True, slots=True)
class Processes:
    """So many processes of this machine; `warm` where they will use the model, which is then loaded once for all."""

    count: int
    warm: bool = False


@dataclass(frozen=True, slots=True)
class Cluster:
    """The workers of a Dask scheduler, by its address."""

    address: str


Engine = Processes | Cluster


@contextmanager
def executor(engine: Engine) -> Iterator[Executor]:
    """An executor on an engine, closed behind it. Raises `EngineError` where a cluster cannot be reached."""
    if isinstance(engine, Cluster):
        with _dask(engine.address) as pool:
            yield pool
    else:
        model = os.environ.get("CLAIMLINE_MODEL", "")
        with ProcessPoolExecutor(engine.count, _context(engine.warm), _begin, (model,)) as pool:
            yield pool


def warm_up() -> None:
    """Lets the process that others are forked from load the model, where the system has such, and does not wait for it."""
    if _context(warm=True).get_start_method() == "forkserver":
        from multiprocessing.forkserver import ensure_running

        ensure_running()


def width(engine: Engine, pool: Executor) -> int:
    """How many batches an engine works on at once, by now: workers of a cluster come and go."""
    if isinstance(engine, Processes):
        return engine.count
    threads: dict[str, int] = pool._client.nthreads()  # type: ignore[attr-defined]
    return max(1, sum(threads.values()))


def deserted(engine: Engine, pool: Executor) -> bool:
    """Whether a cluster has no worker at this moment; processes of this machine say so themselves when they die."""
    return isinstance(engine, Cluster) and not pool._client.nthreads()  # type: ignore[attr-defined]


def is_death(error: BaseException) -> bool:
    """Whether a batch came to nothing because the process that read it died."""
    return isinstance(error, BrokenProcessPool) or type(error).__name__ == "KilledWorker"


def suitable(characters: int, characters_a_process: int) -> int:
    """How many processes suit so many characters on this machine, by its cores and its memory."""
    cores = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
    room = max(memory() - BYTES_LEFT, 0) // BYTES_A_PROCESS
    return max(1, min(cores, MOST_PROCESSES, room, characters // characters_a_process))


def memory() -> int:
    """Bytes of memory this program may use: the machine's, or its container's where that has fewer."""
    found = [os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES")] if hasattr(os, "sysconf") else [1 << 62]
    for limit in ("/sys/fs/cgroup/memory.max", "/sys/fs/cgroup/memory/memory.limit_in_bytes"):
        try:
            found.append(int(Path(limit).read_text()))
        except (OSError, ValueError):  # no container, or one without a limit: "max"
            continue
    return min(found)


# ---------------------------------------------------------------- processes of this machine
def _context(warm: bool) -> BaseContext:
    """How processes are started: forked from a server that holds the model, where the system can; else afresh.

    The program itself is never forked: it may hold threads, which a fork would break.
    """
    if "forkserver" not in get_all_start_methods():
        return get_context("spawn")
    context = get_context("forkserver")
    context.set_forkserver_preload([WARM, "core.workers"] if warm else ["core.workers"])
    return context


def _begin(model: str) -> None:
    """Makes a worker leave Ctrl-C to its parent, and end when its parent is no more.

    The server it was forked from may have been started when another model was in force.
    """
    if os.environ.get("CLAIMLINE_MODEL", "") != model:
        os.environ["CLAIMLINE_MODEL"] = model
        if "core.extract.nlp" in sys.modules:
            sys.modules["core.extract.nlp"].pipeline.cache_clear()
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    Thread(target=_end_with_parent, daemon=True).start()


def _end_with_parent() -> None:
    parent = parent_process()
    if parent:
        parent.join()
        os._exit(1)


# ---------------------------------------------------------------- a cluster
@contextmanager
def _dask(address: str) -> Iterator[Executor]:
    try:
        from distributed import Client
    except ImportError:
        raise EngineError("a cluster needs dask.distributed: pip install distributed") from None
    try:
        client = Client(address, timeout=PATIENCE, set_as_default=False)  # type: ignore[no-untyped-call]
    except (OSError, TimeoutError, ValueError) as error:
        raise EngineError(f"{address}: no Dask scheduler answers there ({type(error).__name__})") from None
    with client:
        pool = client.get_executor(pure=False)  # type: ignore[no-untyped-call]  # a batch sent again is read again
        yield pool
        pool.shutdown(wait=False)
