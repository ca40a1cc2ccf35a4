"""The store: made from the tables and from nothing else, asked in SQL with values beside it, the same as known on a day."""

import time
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pandas as pd
import pyarrow.parquet as pq
import pytest
from examples import document, quote, telling, written

from core import queries, store, tables
from core.queries import Filters
from core.records import Day
from core.store import FILE, StoreError, making, opened
from core.tables import Tables

ONE = document("one.txt", "Orvana sent 40 howitzers to Selvia.", title="Howitzers", published=Day(2031, 3, 5))
TWO = document("two.txt", "Selvia’s Zelé said “no howitzer came”.", published=Day(2031, 3, 9))
EVERYTHING = Filters()


@pytest.fixture
def made(tmp_path: Path) -> Tables:
    return written(
        tmp_path / "t",
        documents=[ONE, TWO],
        transfers=[
            telling(ONE, "Orvana sent 40 howitzers", claimants=("selvia",)),
            telling(TWO, "no howitzer came", item="howitzer"),
        ],
        quotes=[quote(TWO, "no howitzer came", speaker="selvia", cue="said")],
    )


def folder(made: Tables, tmp_path: Path) -> Path:
    return tmp_path / "t" / made.manifest.folder


def test_tables_without_a_store_are_given_one_when_they_are_opened(made: Tables, tmp_path: Path) -> None:
    (folder(made, tmp_path) / FILE).unlink()
    again = tables.load(tmp_path / "t")
    assert queries.told_of(again, EVERYTHING).count == 2
    assert (folder(made, tmp_path) / FILE).is_file()


def test_tables_that_lack_a_column_are_said_to(made: Tables, tmp_path: Path) -> None:
    path = folder(made, tmp_path) / "transfers.parquet"
    pq.write_table(pq.read_table(path).drop_columns(["status"]), path)
    with pytest.raises(StoreError, match="status"):
        store.make(folder(made, tmp_path))
    assert not list(folder(made, tmp_path).glob("*.new*"))


@pytest.mark.parametrize(
    ("words", "found"),
    [("howitzer", 2), ("HOWITZERS", 1), ("zele", 1), ("sent 40", 1), ("", 2), ("ent", 0), ("' OR 1=1 --", 0), ("%", 2)],
)
def test_words_are_looked_up_from_their_beginning_in_any_case(made: Tables, words: str, found: int) -> None:
    assert queries.told_of(made, EVERYTHING).holding(words).count == found


def test_a_value_from_a_reader_is_never_part_of_a_query(made: Tables) -> None:
    hostile = Filters(actors=("x') OR 1=1 --",), categories=("'; DROP TABLE tellings",), sources=("\x00",))
    assert queries.told_of(made, hostile).count == 0
    assert queries.told_of(made, EVERYTHING).count == 2


def test_an_answer_is_the_readers_own(made: Tables) -> None:
    first = queries.told_of(made, EVERYTHING).frame()
    first.loc[0, "item"] = "changed"
    assert "changed" not in set(queries.told_of(made, EVERYTHING).frame()["item"])


def test_a_page_of_rows_is_part_of_all_of_them(made: Tables) -> None:
    told = queries.told_of(made, EVERYTHING)
    pages = [told.page(order, most=1, first=place) for order in ("", "item DESC NULLS LAST") for place in (0, 1)]
    assert [list(page["item"]) for page in pages] == [["howitzers"], ["howitzer"], ["howitzers"], ["howitzer"]]
    assert told.page(most=5, first=7).empty


def test_a_small_corpus_is_given_little_memory_and_a_large_one_no_more_than_enough(tmp_path: Path) -> None:
    for size, given in ((0, "125MB"), (50 << 20, "310MB"), (2 << 30, "1500MB")):
        with (tmp_path / "transfers.parquet").open("wb") as file:
            file.truncate(size)
        assert making.memory(tmp_path) == given


def test_a_store_for_which_memory_was_too_little_is_made_with_more(
    made: Tables, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(making, "memory", lambda folder: "1MB")
    (tmp_path / "again").mkdir()
    store.make(folder(made, tmp_path), tmp_path / "again")
    assert [path.name for path in (tmp_path / "again").iterdir()] == [FILE]


def test_a_store_is_read_only(made: Tables) -> None:
    with pytest.raises(Exception, match="read-only"):
        made.store.frame("DELETE FROM tellings")


def test_the_store_as_known_on_a_day_agrees_with_the_tables_of_that_day(sample_tables: Path) -> None:
    data = tables.load(sample_tables)
    for day in (Day(2024, 6, 30), Day(2024, 12, 1), Day(2030, 1, 1)):
        then = queries.known_on(data, day)
        asked, counted = (rows.set_index("id").sort_index() for rows in (queries.claims(then, EVERYTHING), then.claims))
        columns = ["item", "documents", "publishers", "text_origins", "claim_origins", "date_start", "date_end"]
        pd.testing.assert_frame_equal(asked[columns], counted[columns], check_dtype=False)
        assert len(queries.tellings(then, EVERYTHING)) == len(then.transfers)
        for name in ("documents", "quotes", "attitudes", "copies", "changes", "sources", "actors", "mentions"):
            assert then.store.value(f"SELECT count(*) FROM {name}") == len(then.frame(name)), name


def test_what_several_ask_at_a_time_is_looked_for_once(tiny_tables: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    store = tables.load(tiny_tables).store
    looked: list[str] = []

    def slow(query: str, values: Sequence[object]) -> pd.DataFrame:
        looked.append(query)
        time.sleep(0.2)
        return pd.DataFrame({"count": [len(looked)]})

    monkeypatch.setattr(store, "_found", slow)
    with ThreadPoolExecutor(4) as readers:
        answers = list(readers.map(lambda _: store.value("SELECT something"), range(4)))
    assert answers == [1] * 4
    assert looked == ["SELECT something"]


def test_an_answer_of_many_rows_is_not_kept(tiny_tables: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    store = tables.load(tiny_tables).store
    asked: list[int] = []

    def many(query: str, values: Sequence[object]) -> pd.DataFrame:
        asked.append(1)
        return pd.DataFrame({"number": range(opened.SMALL + 1)})

    monkeypatch.setattr(store, "_found", many)
    assert [len(store.frame("SELECT many")) for _ in range(2)] == [opened.SMALL + 1] * 2
    assert len(asked) == 2
