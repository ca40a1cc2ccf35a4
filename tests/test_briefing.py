"""What pictures and files say of themselves, and which rows they take along."""

from datetime import date
from pathlib import Path

import plotly.graph_objects as go
import pytest
from examples import document, quote, telling, written

from core import briefing, queries, settings
from core.queries import Clock, Filters
from core.records import Action, Category, Day, Source
from core.review import decide, read
from core.tables import Tables

ONE = document("one.txt", "Orvana sent howitzers.", publisher="courier", published=Day(2030, 3, 1))
TWO = document("two.txt", "Orvana sent rice, it said.")


@pytest.fixture
def tables(tmp_path: Path) -> Tables:
    return written(
        tmp_path / "tables",
        documents=[ONE, TWO],
        sources=[Source("courier", "The <b>Courier</b>")],
        quotes=[quote(TWO, "Orvana sent rice", speaker="orvana")],
        transfers=[
            telling(ONE, "Orvana sent howitzers"),
            telling(TWO, "Orvana sent rice", "rice", category=Category.FOOD),
        ],
    )


@pytest.mark.parametrize(
    ("filters", "words"),
    [
        (Filters(), "no filter"),
        (Filters(start=Day(2030, 1, 5)), "printed from 5 Jan 2030"),
        (Filters(end=Day(2030, 1, 5), clock=Clock.HAPPENED), "happened up to 5 Jan 2030"),
        (Filters(start=Day(2030, 1, 5), end=Day(2030, 2, 5)), "printed 5 Jan 2030 to 5 Feb 2030"),
        (Filters(actors=("orvana", "selvia"), categories=("food",)), "actor: Orvana, Selvia; category: food"),
    ],
)
def test_filters_in_words(filters: Filters, words: str, tables: Tables) -> None:
    assert briefing.in_words(filters, tables) == words


def test_the_source_line_names_corpus_rows_filters_and_day(tables: Tables) -> None:
    filters = Filters(categories=("food",))
    line = briefing.source_line(tables, filters, queries.told_of(tables, filters), "tellings", date(2031, 5, 6))
    assert (
        line == "Source: Claimline, corpus made-up. n = 1 tellings in 1 of 2 documents. Filters: category: food. 6 May 2031"
    )


def test_a_file_name_is_safe_and_says_what_is_in_it(tables: Tables) -> None:
    filters = Filters(sources=("courier",))
    assert briefing.file_name(tables, filters, "quotes", "csv", 7) == "made-up-quotes-7-rows-source-the-b-courier-b.csv"
    assert len(briefing.file_name(tables, Filters(actors=("orvana",) * 90), "quotes", "csv")) < 130


def test_files_take_the_filtered_rows_and_name_the_filters(tables: Tables, tmp_path: Path) -> None:
    made, about = briefing.filtered(tmp_path / "tables", tables, Filters(categories=("food",)))
    assert list(made["transfers"]["item"]) == ["rice"]
    assert len(made["quotes"]) == 1
    assert about["filters"] == "category: food"
    assert about["rows of transfers"] == 1
    assert {"sentence", "permalink", "state"} <= set(made["transfers"].columns)


def test_what_a_page_counts_is_what_the_files_hold(tables: Tables, tmp_path: Path) -> None:
    howitzers = queries.tellings(tables, Filters()).iloc[0]
    sha256 = tables.store.value("SELECT sha256 FROM documents WHERE doc = ?", [howitzers["doc"]])
    file = settings.decisions(tmp_path / "tables")
    decide(file, "transfers", howitzers.to_dict(), sha256, Action.REJECT, "Ada")
    for rejected in (False, True):
        for filters in (Filters(), Filters(categories=("food",)), Filters(start=Day(2030, 1, 1))):
            made, about = briefing.filtered(tmp_path / "tables", tables, filters, rejected)
            counts = briefing.counted(tables, filters, read(file), rejected)
            assert counts.pop(briefing.LEFT_OUT) == about[briefing.LEFT_OUT]
            assert counts == {name: len(rows) for name, rows in made.items()}


def test_a_slide_shows_hostile_words_as_words() -> None:
    slide = briefing.slide(go.Figure(), "<b>Bold</b> & <a href='x'>", "Source: <i>it</i>")
    assert slide.layout.title.text == "&lt;b&gt;Bold&lt;/b&gt; &amp; &lt;a href='x'&gt;"
    assert slide.layout.annotations[0].text == "Source: &lt;i&gt;it&lt;/i&gt;"
