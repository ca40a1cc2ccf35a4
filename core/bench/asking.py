"""How long the store takes for what pages ask it, over made-up tellings, and to open."""

import time
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from itertools import cycle, islice, product
from typing import Any

from core import queries, tables
from core.bench import synthetic
from core.bench.measured import Measured, Sizes, median_of, quantile
from core.bench.pages import PAGES
from core.queries import Filters
from core.records import Category, Day, Status
from core.store import Store
from core.tables import Tables

ROUND = 6  # filters in a round, one of each kind


def queries_p95_ms(sizes: Sizes) -> Measured:
    """As `asked`, over the largest tables: milliseconds of the processor, on all its cores together."""
    return p95_ms([of_processor for of_processor, _ in asked(sizes, sizes.most)])


def queries_of_a_million_p95_ms(sizes: Sizes) -> Measured:
    """As `queries_p95_ms`, over the tables behind the dashboard."""
    return p95_ms([of_processor for of_processor, _ in asked(sizes, sizes.tellings)])


def waited_p95_ms(sizes: Sizes) -> Measured:
    """As `asked`, over the largest tables: milliseconds that a reader waits, which what others do on the machine adds to."""
    return p95_ms([waited for _, waited in asked(sizes, sizes.most)])


def waited_of_a_million_p95_ms(sizes: Sizes) -> Measured:
    """As `waited_p95_ms`, over the tables behind the dashboard."""
    return p95_ms([waited for _, waited in asked(sizes, sizes.tellings)])


def p95_ms(rounds: list[list[float]]) -> Measured:
    """Milliseconds within which 95 of 100 queries are answered; rounds are lists of seconds."""
    return median_of([quantile(spent, 0.95) * 1000 for spent in rounds], "ms")


@cache
def asked(sizes: Sizes, tellings: int) -> list[tuple[list[float], list[float]]]:
    """What each query of all pages takes, for filters that nobody asked before: a round each, seconds of the processor and
    seconds of waiting. One run gives both."""
    folder = sizes.work / f"tellings-{tellings}"
    synthetic.make(folder, tellings)
    data = tables.load(folder)
    wanted = _filters(data)
    found = []
    for _ in range(sizes.rounds):
        with _timed() as spent:
            for filters, page in product(list(islice(wanted, ROUND)), PAGES.values()):
                page(data, filters)
        found.append(([cpu for cpu, _ in spent], [waited for _, waited in spent]))
    return found


def opened_ms(sizes: Sizes) -> Measured:
    """Milliseconds until the largest tables are open and their first count is there, in a process that has them not yet."""
    folder = sizes.work / f"tellings-{sizes.most}"
    synthetic.make(folder, sizes.most)
    tables.load(folder)  # which makes the store, where there is none
    found = []
    for _ in range(sizes.rounds):
        began = time.perf_counter()
        _ = queries.told_of(tables.load(folder), Filters(statuses=("denied",))).count
        found.append((time.perf_counter() - began) * 1000)
    return median_of(found, "ms")


@contextmanager
def _timed() -> Iterator[list[tuple[float, float]]]:
    """The seconds of the processor and of waiting of every query that a store answers meanwhile, kept answers left out."""
    spent: list[tuple[float, float]] = []
    asked, frame = set[Any](), Store.frame

    def timed(self: Store, query: str, values: Any = (), nearer: Any = None) -> Any:
        began, since = time.process_time(), time.perf_counter()
        answer = frame(self, query, values, nearer)
        if (key := (query, repr(values))) not in asked:
            spent.append((time.process_time() - began, time.perf_counter() - since))
            asked.add(key)
        return answer

    Store.frame = timed  # type: ignore[method-assign]
    try:
        yield spent
    finally:
        Store.frame = frame  # type: ignore[method-assign]


def _filters(data: Tables) -> Iterator[Filters]:
    """Filters as readers set them, none twice: from a year on, a category, a status too, a year, an actor, a source."""
    actors = list(queries.most_named(data, [], 300))
    sources = list(queries.source_names(data))
    kinds = cycle(product(Category, Status))
    for place, (category, status) in enumerate(kinds):
        start, end = Day(2005 + place % 15, 1 + place % 12, 1), Day(2005 + place % 15, 12, 1 + place % 28)
        yield Filters(start=start)
        yield Filters(start=start, categories=(str(category),))
        yield Filters(start=start, categories=(str(category),), statuses=(str(status),))
        yield Filters(start=start, end=end)
        yield Filters(actors=(actors[7 * place % len(actors)],), end=end)
        yield Filters(sources=(sources[7 * place % len(sources)],))
