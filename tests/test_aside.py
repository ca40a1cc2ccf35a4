"""What a filter keeps is laid aside in memory, and answers from there as from the tables themselves."""

import gc
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from importlib import import_module
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from core import queries, tables
from core.bench import synthetic
from core.queries import Clock, Filters, Kept
from core.records import Category, Day, Status
from core.store.aside import COLUMNS, NUMBERED
from core.store.layout import NARROW
from core.tables import Tables

OVER_TELLINGS = (
    "SELECT category, stance, count(*) AS count, count(DISTINCT doc_no) AS documents FROM kept GROUP BY ALL ORDER BY ALL",
    "SELECT claim_no, list(no ORDER BY no) AS nos, min(first_day) AS day FROM kept WHERE NOT repeated GROUP BY 1 ORDER BY 1",
    "SELECT node_no, source, count(*) AS count FROM (SELECT unnest(claimant_nos) AS node_no, source FROM kept) GROUP BY ALL "
    "ORDER BY ALL",
    "SELECT supplier, item FROM kept ORDER BY no",
    "SELECT * FROM kept ORDER BY no",
)
OVER_QUOTES = (
    "SELECT voice, side, kind, cue_class, count(*) AS count FROM kept GROUP BY ALL ORDER BY ALL",
    "SELECT speaker_no, named_nos, count(*) AS count FROM kept GROUP BY ALL ORDER BY ALL",
    'SELECT "start", text FROM kept ORDER BY no',
)


@pytest.fixture(scope="module")
def data(tmp_path_factory: pytest.TempPathFactory) -> Tables:
    folder: Path = tmp_path_factory.mktemp("made-up")
    synthetic.make(folder, 5_000)
    return tables.load(folder)


@pytest.fixture(scope="module")
def then(data: Tables) -> Tables:
    return queries.known_on(data, Day(2014, 6, 1))


def laid(of: Tables) -> list[str]:
    """The names of the tables that lie aside."""
    query = "SELECT table_name FROM duckdb_tables() WHERE table_name LIKE 'aside%' ORDER BY 1"
    return [name for (name,) in of.store._cursor().execute(query).fetchall()]


def filters_of(data: Tables) -> st.SearchStrategy[Filters]:
    def some(values: Any) -> st.SearchStrategy[tuple[str, ...]]:
        return st.lists(st.sampled_from([str(value) for value in values]), max_size=2, unique=True).map(tuple)

    return st.builds(
        Filters,
        start=st.none() | st.dates(Day(2004, 1, 1), Day(2016, 1, 1)),
        end=st.none() | st.dates(Day(2010, 1, 1), Day(2022, 1, 1)),
        clock=st.sampled_from(Clock),
        actors=some(queries.most_named(data, [], 12)),
        categories=some(Category),
        statuses=some(Status),
        sources=some([*queries.source_names(data)][:6]),
    )


@settings(max_examples=10, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture])
@given(drawn=st.data())
def test_rows_laid_aside_answer_as_the_tables_do(data: Tables, then: Tables, drawn: st.DataObject) -> None:
    """Whatever a query names, and whether the corpus is asked as it is or as it was known on a day."""
    filters = drawn.draw(filters_of(data))
    for of in (data, then):
        asked = [(queries.told_of(of, filters), query) for query in OVER_TELLINGS]
        for table in ("quotes", "attitudes"):
            asked += [(queries.said_of(of, filters, table), query) for query in OVER_QUOTES]
        for kept, query in asked:
            for rows in (kept, kept.narrowed("published >= ?", Day(2011, 1, 1)), kept.holding("weapons")):
                plainly = of.store._found(rows._over(query), rows.values)  # as if nothing was asked before
                assert rows.ask(query).equals(plainly)
                assert rows.count == replace(rows, base=None).narrowed("true").count


def test_a_filter_is_looked_for_once(data: Tables, monkeypatch: pytest.MonkeyPatch) -> None:
    told = queries.told_of(data, Filters(statuses=("denied",), start=Day(2009, 1, 1)))
    before, asked = laid(data), list[str]()
    found = data.store._found
    monkeypatch.setattr(data.store, "_found", lambda query, values: asked.append(query) or found(query, values))
    for query in OVER_TELLINGS[:3]:
        told.ask(query)
    assert len(laid(data)) == len(before) + 1
    assert [("aside" in query) for query in asked if "kept" in query] == [False, True, True, True]  # how many, then of them


def test_many_rows_are_asked_where_they_stand(data: Tables, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(COLUMNS, "tellings", ((NARROW, 10),))
    before = laid(data)
    told = queries.told_of(data, Filters(statuses=("denied",), start=Day(2008, 1, 1)))
    assert told.count > 10
    assert len(told.ask(OVER_TELLINGS[0]))
    assert laid(data) == before


@pytest.mark.parametrize("filters", [Filters(start=Day(2009, 3, 3)), Filters(categories=("food",), statuses=("planned",))])
def test_rows_that_lie_together_stay_where_they_are(filters: Filters, data: Tables) -> None:
    before = laid(data)
    assert queries.told_of(data, filters).ask(OVER_TELLINGS[0])["count"].sum()
    assert laid(data) == before


def test_words_are_looked_up_once_for_all_filters(data: Tables, monkeypatch: pytest.MonkeyPatch) -> None:
    asked, found = list[str](), data.store._found
    monkeypatch.setattr(data.store, "_found", lambda query, values: asked.append(query) or found(query, values))
    before = len(laid(data))
    for day in (Day(2009, 5, 5), Day(2009, 6, 6)):
        assert queries.told_of(data, Filters(statuses=("asserted",), start=day)).holding("personnel").documents > 0
    counted = [query for query in asked if "DISTINCT doc_no" in query]
    assert len(counted) == 2
    assert not any("postings" in query for query in counted)
    assert len(laid(data)) == before + 3  # the rows of two filters, and the numbers of those with the word


def test_more_numbers_than_there_is_room_for_are_looked_up_each_time(data: Tables, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(import_module("core.queries.kept"), "MOST_FOUND", 5)
    before = laid(data)
    kept = Kept(data, "tellings").holding("weap")
    assert kept.ask("SELECT no FROM kept").equals(data.store._found(kept._over("SELECT no FROM kept"), kept.values))
    assert kept.count > 5
    assert laid(data) == before


@pytest.fixture
def few(data: Tables, monkeypatch: pytest.MonkeyPatch) -> Iterator[Tables]:
    """A store with room for two tables aside."""
    store = data.store
    monkeypatch.setattr(store, "_aside", type(store._aside)(most=2, megabytes=10))
    yield data


def test_what_was_laid_aside_longest_ago_goes(few: Tables) -> None:
    before, days = laid(few), [Day(2009, month, 1) for month in range(1, 7)]
    for day in days:
        queries.told_of(few, Filters(statuses=("denied",), start=day)).ask(OVER_TELLINGS[1])
    assert len(laid(few)) == len(before) + 2


def test_several_ask_at_a_time_while_tables_come_and_go(few: Tables) -> None:
    """Rows that one thread asks stay until they have answered, though others push them out."""
    before = laid(few)

    def ask(number: int) -> bool:
        told = queries.told_of(few, Filters(statuses=("denied",), start=Day(2010, 1 + number % 12, 1 + number // 12)))
        query = f"SELECT doc_no, count(*) AS count, {number} AS number FROM kept GROUP BY ALL ORDER BY ALL"
        return bool(told.ask(query).equals(few.store._found(told._over(query), told.values)))

    with ThreadPoolExecutor(8) as threads:
        assert all(threads.map(ask, range(60)))
    assert len(laid(few)) == len(before) + 2


def test_the_rows_of_a_day_go_with_it(data: Tables) -> None:
    before = laid(data)
    then = queries.known_on(data, Day(2012, 3, 4))
    assert queries.told_of(then, Filters(statuses=("denied",))).ask(OVER_TELLINGS[0])["count"].sum()
    assert len(laid(data)) == len(before) + 1
    del then
    gc.collect()
    assert laid(data) == before


def test_columns_laid_aside_are_those_of_the_table(data: Tables) -> None:
    for table, shapes in COLUMNS.items():
        for columns, _ in shapes:
            assert data.store.columns(table).issuperset(columns)


def test_of_many_quotes_numbers_are_laid_aside(data: Tables, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(COLUMNS, "quotes", ((NUMBERED, 1_000_000),))
    said = queries.said_of(data, Filters(categories=("weapons",), start=Day(2007, 7, 7)))
    for query, numbers in zip(OVER_QUOTES, (False, True, False), strict=True):
        assert (said._nearer(query, ()) is not None) == numbers
        assert said.ask(query).equals(data.store._found(said._over(query), said.values))
