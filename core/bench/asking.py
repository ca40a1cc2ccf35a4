"""How long the store takes for what a page asks it, over ten million made-up tellings."""

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from itertools import islice, product
from typing import Any

from core import queries, tables
from core.bench import synthetic
from core.bench.measured import Measured, Sizes, median_of, quantile
from core.queries import Filters, Kept
from core.records import Category, Day, Status
from core.store import Store
from core.tables import Tables

CHANGES = 8  # of the filters, in a round
Page = Callable[[Tables, Filters], object]


def queries_p95_ms(sizes: Sizes) -> Measured:
    """Milliseconds within which 95 of 100 queries of the pages are answered, for filters that nobody asked before."""
    folder = sizes.work / f"tellings-{sizes.most}"
    synthetic.make(folder, sizes.most)
    data = tables.load(folder)
    wanted = _filters()
    found = []
    for _ in range(sizes.rounds):
        with _timed() as spent:
            for filters, page in product(list(islice(wanted, CHANGES)), PAGES.values()):
                page(data, filters)
        found.append(quantile(spent, 0.95) * 1000)
    return median_of(found, "ms")


@contextmanager
def _timed() -> Iterator[list[float]]:
    """The seconds of every query that a store answers meanwhile, kept answers left out."""
    spent: list[float] = []
    asked, frame = set[Any](), Store.frame

    def timed(self: Store, query: str, values: Any = ()) -> Any:
        began = time.perf_counter()
        answer = frame(self, query, values)
        if (key := (query, repr(values))) not in asked:
            spent.append(time.perf_counter() - began)
            asked.add(key)
        return answer

    Store.frame = timed  # type: ignore[method-assign]
    try:
        yield spent
    finally:
        Store.frame = frame  # type: ignore[method-assign]


def _filters() -> Iterator[Filters]:
    """A category with a status, a category in a year, a year: as readers set them, none twice."""
    for year, category, status in product(range(2023, 2004, -1), Category, Status):
        yield Filters(categories=(str(category),), statuses=(str(status),), start=Day(year, 1, 1))
        yield Filters(categories=(str(category),), start=Day(year, 1, 1), end=Day(year, 12, 31 - len(status)))


def _transfers(data: Tables, filters: Filters) -> None:
    told = queries.told_of(data, filters)
    _ = told.count, told.documents
    told.page(most=50)


def _quotes(data: Tables, filters: Filters) -> None:
    said = queries.heard(data, filters)
    _ = said.count, said.documents, queries.unattributed(said)
    queries.by_speaker(said)
    queries.by_cue(said)
    queries.printed_over_time(said, "kind", queries.step_of(said))
    said.page(most=50)


def _on_whom(data: Tables, filters: Filters) -> None:
    said = queries.heard(data, filters)
    queries.on_whom(said)
    queries.by_side(said, queries.ranked_sides(data))
    queries.listed(queries.utterances(said))


def _sources(data: Tables, filters: Filters) -> None:
    told = queries.told_of(data, filters)
    queries.profile(data, filters)
    busiest = list(queries.by_stance(told)["source"].drop_duplicates().head(6))
    queries.stances(told, busiest)
    shown = queries.most_telling(told, "all", "most widely told", 20)
    few: Kept = told.among("claim", list(shown["id"]))
    queries.positions(data, few.page(most=2000), filters, list(shown["id"]))


PAGES: dict[str, Page] = {
    "Transfers": _transfers,
    "Quotes": _quotes,
    "Quotes, who on whom": _on_whom,
    "Sources": _sources,
}
