"""Figures of speed: how rounds become one figure, and how it is handed on."""

from collections import Counter
from itertools import islice
from pathlib import Path
from random import Random

import pytest

from core import bench, tables
from core.bench import articles, measures, memory, reports, storing, synthetic, team
from core.bench.measured import median_of, quantile, ratio
from core.bench.server import dashboard, stock
from core.bench.viewer import Viewer
from core.records import Document, QuoteKind, Status
from core.workers import Job


def test_a_figure_is_the_median_with_the_least_and_the_most() -> None:
    one = median_of([3.0, 1.0, 2.0])
    assert (one.value, one.low, one.high, one.rounds) == (2.0, 1.0, 3.0, 3)


def test_no_round_gives_no_figure() -> None:
    with pytest.raises(ValueError, match="nothing was measured"):
        median_of([])


def test_a_ratio_takes_both_in_turn_and_changes_who_is_first() -> None:
    order: list[str] = []

    def over() -> float:
        order.append("over")
        return 3.0

    def under() -> float:
        order.append("under")
        return 2.0

    assert ratio(over, under, rounds=2).value == 1.5
    assert order == ["over", "under", "under", "over"]


@pytest.mark.parametrize(("share", "value"), [(0.5, 10), (0.95, 19), (1.0, 20), (0.0, 1)])
def test_a_quantile_is_one_of_the_values(share: float, value: int) -> None:
    assert quantile(list(range(1, 21)), share) == value


def test_figures_are_one_number_a_name_and_say_what_is_missing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def not_here(sizes: bench.Sizes) -> bench.Measured:
        raise bench.NotHereError("no such program")

    monkeypatch.setitem(measures.MEASURES, "quick", measures.Measure("", 2, lambda sizes: median_of([1.0])))
    monkeypatch.setitem(measures.MEASURES, "absent", measures.Measure("", 10, not_here, at_least=True))
    outcomes = list(bench.take(["quick", "absent"], bench.Sizes(tmp_path)))
    figures = bench.figures(outcomes)
    assert figures["quick"] == 1.0
    assert "absent" not in figures
    assert figures["missing"] == {"absent": "no such program"}
    assert bench.row(outcomes[0])[-1] == "≤ 2"
    assert bench.row(outcomes[1])[-1] == "≥ 10"


def test_a_measure_that_fails_costs_none_of_the_others(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def fails(sizes: bench.Sizes) -> bench.Measured:
        raise MemoryError("ten million were too many")

    monkeypatch.setitem(measures.MEASURES, "large", measures.Measure("", 1, fails))
    monkeypatch.setitem(measures.MEASURES, "quick", measures.Measure("", 2, lambda sizes: median_of([1.0])))
    figures = bench.figures(bench.take(["large", "quick"], bench.Sizes(tmp_path)))
    assert (figures["quick"], figures["missing"]) == (1.0, {"large": "failed: MemoryError: ten million were too many"})


def test_a_viewer_changes_a_widget_and_waits_for_the_script(tmp_path: Path) -> None:
    with stock(tmp_path) as server, Viewer(server.port) as viewer:
        viewer.open()
        before = server.cpu()
        shown = viewer.change({"words": "anything"})
        assert viewer.widgets == ("words",)
        assert shown.received > 0
        assert shown.seconds > 0
        assert server.cpu() > before
        assert server.memory() > 1
        with pytest.raises(KeyError):
            viewer.change({"nowhere": "anything"})


def test_what_made_up_reports_are_read_to_say_stands_in_them() -> None:
    texts = {f"{place}.txt": text for place, text in enumerate(islice(reports.reports(), 40))}
    found = reports.read([Job(Document(doc, "", text)) for doc, text in texts.items()])
    rows = [row for one in found for row in (*one.reading.mentions, *one.reading.quotes, *one.reading.transfers)]
    assert all(texts[row.doc][row.start : row.end] == row.text for row in rows)
    assert sum(text.count(" denied that ") for text in texts.values()) == sum(
        telling.status is Status.DENIED for one in found for telling in one.reading.transfers
    )
    assert sum(text.count("“") for text in texts.values()) == sum(
        quote.kind is QuoteKind.DIRECT for one in found for quote in one.reading.quotes
    )


def test_made_up_articles_have_the_length_of_news_and_are_no_two_alike() -> None:
    made = list(islice(articles.articles(), 60))
    assert all(300 < len(text.split()) < 600 for text in made)
    paragraphs = [paragraph for text in made for paragraph in text.split("\n\n")]
    assert 1 < len(paragraphs) / len(set(paragraphs)) < 1.1, "one article in eight prints two paragraphs of another"
    assert made == list(islice(articles.articles(), 60))


@pytest.mark.skipif(not memory.STATUS.is_file(), reason="read from the Linux kernel")
def test_the_most_memory_of_a_build_is_that_of_a_process_of_its_own(tmp_path: Path) -> None:
    assert 20_000 < memory.peak(tmp_path / "texts", 20) < 2_000_000
    assert (tmp_path / "texts-20-tables" / "manifest.json").is_file()


def test_what_a_store_takes_is_said_in_one_line_and_the_store_thrown_away(tmp_path: Path) -> None:
    synthetic.make(tmp_path / "few", 300)
    there = sorted(path.name for path in (tmp_path / "few").rglob("*"))
    processor, _, memory_held, _, disk, _ = storing.made(tmp_path / "few").split()
    assert float(processor) >= 0 < float(memory_held)
    assert float(disk) >= 0
    assert sorted(path.name for path in (tmp_path / "few").rglob("*")) == there


def test_a_value_is_drawn_the_less_often_the_further_down_it_stands() -> None:
    values: list[team.Parameters] = [(("actor", name),) for name in "abcd"]
    chance = Random(1)
    drawn = Counter(team.drawn(values, chance)[0][1] for _ in range(2000))
    assert drawn["a"] > 1.5 * drawn["b"] > 1.5 * drawn["d"] > 0


def test_what_readers_may_filter_by_is_what_the_corpus_holds(tiny_tables: Path) -> None:
    filters = team.Corpus.of(tables.load(tiny_tables)).filters
    assert filters["actor"] == [(("actor", "orvana"),), (("actor", "selvia"),)]
    assert filters["category"] == [(("category", "weapons"),)]
    assert not filters["source"], "its one document names none"


def test_readers_do_all_that_they_may_and_share_what_they_were_shown(tiny_tables: Path) -> None:
    shared, corpus = team.Team(), team.Corpus.of(tables.load(tiny_tables))
    with dashboard(tiny_tables) as server, Viewer(server.port) as one, Viewer(server.port) as other:
        members = [team.Member(viewer, shared, corpus, 3) for viewer in (one, other)]
        assert (shared.asked, shared.again) == (2, 1)
        for member in members:
            assert all(seconds > 0 for seconds in member.look(0, acts=8))
    assert shared.asked == 18
    assert 1 < shared.again < 18
