"""What the app costs a reader and a host: reruns against an empty page, filters nobody asked before, memory over time.

A change of filter is the change of a widget in the sidebar, to a value that was not asked before on that server. Processor
time of a rerun is all that the server spends until it is quiet again: Streamlit collects garbage after the script has ended.
"""

import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack, contextmanager
from functools import partial
from itertools import cycle, islice, product
from pathlib import Path
from random import Random
from statistics import median

from core import build, settings
from core.bench import synthetic
from core.bench.measured import Measured, Sizes, median_of, quantile
from core.bench.server import Server, dashboard, stock
from core.bench.viewer import Value, Viewer
from core.records import Category, Status

PAGES = ("", "Timeline", "Network", "Transfers", "Quotes", "Sources", "Documents", "Briefing")
WARM_UP = 3  # changes of a filter that come before those that count
CHANGES = 8  # of a filter in a round
# A viewer looks at what is shown before the next change: so many seconds, on average.
THINKING, PAUSE = 10.0, 0.2
LOOKS = 4  # changes in a round
QUIET, SOON, LONGEST = 0.001, 0.03, 3.0  # processor seconds within so many seconds, waited for at most so long
RERUNS, SETTLED = 1500, 300  # of the measure of memory; memory is first taken when the server has settled
Change = dict[str, Value]


def filter_change_over_empty_page(sizes: Sizes) -> Measured:
    """Seconds until a change of filter on the sample is shown, over those of a rerun of an empty page."""
    tables = sizes.work / "sample"
    build.build(settings.SAMPLE, tables)
    with dashboard(tables) as ours, _beside(sizes, ours) as (_, _, reader, nobody):
        changes = _opened(nobody, reader, "")
        return median_of([_shown(reader, changes) / _shown(nobody, _words()) for _ in range(sizes.rounds)])


def _shown(viewer: Viewer, changes: Iterator[Change]) -> float:
    """Seconds of the median change in a round."""
    return median(viewer.change(change).seconds for change in islice(changes, CHANGES))


def rerun_over_empty_stock(sizes: Sizes) -> Measured:
    """Processor time of a rerun of every page over made-up tables, over that of a rerun of an empty page.

    Nothing is changed: it is what a reader causes who opens a row, turns a page or comes back to filters set before.
    """
    return _over_empty(sizes, lambda reader, _: reader.rerun())


def filter_over_empty_stock(sizes: Sizes) -> Measured:
    """As `rerun_over_empty_stock`, after a change of filter to one that was not asked before."""
    return _over_empty(sizes, lambda reader, changes: reader.change(next(changes)))


def _over_empty(sizes: Sizes, act: Callable[[Viewer, Iterator[Change]], object]) -> Measured:
    found = []
    with over_many(sizes) as (_, server), _beside(sizes, server) as (ours, empty, reader, nobody):
        words = _words()
        for page in PAGES:
            changes = _opened(nobody, reader, page)
            for _ in range(sizes.rounds):
                spent = _spent(ours, partial(act, reader, changes))
                found.append(spent / _spent(empty, lambda: nobody.change(next(words))))
    return median_of(found)


def _spent(server: Server, act: Callable[[], object]) -> float:
    """Processor seconds of the median act in a round."""
    found = []
    for _ in range(CHANGES):
        before = server.cpu()
        act()
        found.append(_quiet(server) - before)
    return median(found)


def _quiet(server: Server) -> float:
    """The processor time of a server once it does nothing."""
    until, now = time.monotonic() + LONGEST, server.cpu()
    while time.monotonic() < until:
        time.sleep(SOON)
        before, now = now, server.cpu()
        if now - before < QUIET:
            break
    return now


def new_filters_over_one(sizes: Sizes) -> Measured:
    """Seconds within which 95 of 100 changes of filter are shown to fifty viewers, over those when one of them is active.

    The worst case: every change is to a filter that nobody asked before, and nobody does anything else. What a team does
    is that of `core.bench.team`.
    """
    with over_many(sizes) as (_, server), ExitStack() as leaving, ThreadPoolExecutor(sizes.sessions) as threads:
        viewers = [leaving.enter_context(Viewer(server.port)) for _ in range(sizes.sessions)]
        readers = [Reader(viewer, number) for number, viewer in enumerate(viewers)]
        found = []
        for _ in range(sizes.rounds):
            alone = [one for reader in readers[: len(PAGES)] for one in reader.look(PAUSE)]
            together = [one for seconds in threads.map(lambda reader: reader.look(THINKING), readers) for one in seconds]
            found.append(quantile(together, 0.95) / quantile(alone, 0.95))
    return median_of(found)


class Reader:
    """A viewer who looks at a page, changes a filter, looks again."""

    def __init__(self, viewer: Viewer, number: int) -> None:
        self._viewer, self._chance = viewer, Random(number)
        viewer.open(PAGES[number % len(PAGES)])
        self._changes = _filters(number)
        viewer.change(next(self._changes))

    def look(self, thinking: float) -> list[float]:
        """Seconds until each of a few changes was shown, with so many seconds in between on average."""
        found = []
        for change in islice(self._changes, LOOKS):
            time.sleep(self._chance.uniform(0, 2 * thinking))
            found.append(self._viewer.change(change).seconds)
        return found


def memory_after_reruns(sizes: Sizes) -> Measured:
    """Memory of the server after many changes of filter on every page, over that after the first few hundred."""
    with over_many(sizes) as (_, server), Viewer(server.port) as reader:
        every = cycle(PAGES)
        turns = RERUNS // CHANGES
        held = []
        for turn in range(turns):
            reader.open(next(every))
            _shown(reader, _filters(turn))
            held.append(server.memory())
    settled = held[SETTLED // CHANGES]
    return median_of([one / settled for one in held[-sizes.rounds :]])


@contextmanager
def _beside(sizes: Sizes, ours: Server) -> Iterator[tuple[Server, Server, Viewer, Viewer]]:
    """Our server and one with an empty page, and a viewer of each."""
    with stock(sizes.work / "stock") as empty, Viewer(ours.port) as reader, Viewer(empty.port) as nobody:
        yield ours, empty, reader, nobody


@contextmanager
def over_many(sizes: Sizes) -> Iterator[tuple[Path, Server]]:
    """The dashboard on made-up tables, and their folder."""
    folder = sizes.work / f"tellings-{sizes.tellings}"
    synthetic.make(folder, sizes.tellings)
    with dashboard(folder) as server:
        yield folder, server


def _opened(nobody: Viewer, reader: Viewer, page: str) -> Iterator[Change]:
    """Opens both pages and warms them up; returns the changes that follow."""
    nobody.open()
    reader.open(page)
    changes = _filters(PAGES.index(page))
    for _ in range(WARM_UP):
        reader.change(next(changes))
        nobody.change(next(_words()))
    return changes


def _filters(first: int) -> Iterator[Change]:
    """Pairs of category and status, each once, then again; from another one on for each first number."""
    pairs = list(product(Category, Status))
    Random(0).shuffle(pairs)
    first = first * CHANGES % len(pairs)
    for category, status in cycle(pairs[first:] + pairs[:first]):
        yield {"category": [str(category)], "status": [str(status)]}


def _words() -> Iterator[Change]:
    """What is typed into the empty page."""
    for number in cycle(range(1000)):
        yield {"words": f"{time.monotonic_ns()}-{number}"}
