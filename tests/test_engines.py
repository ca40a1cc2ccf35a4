"""Who reads makes no difference: processes or a cluster, many or one, in batches of any size, with workers lost."""

import os
import time
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import pytest
from readers import deadly_reader, plain_reader

from core import tables, workers
from core.build import BuildError, build
from core.engines import Cluster, EngineError
from core.records import Document
from core.workers import Job, Read

NAMES = [f"{number:02}.txt" for number in range(40)]


def jobs(names: Sequence[str] = NAMES) -> list[Job]:
    return [Job(Document(name, "", f"Orvana sent Selvia {name[:2]} tents. Ilmar saw it.")) for name in names]


@pytest.fixture
def cluster() -> Iterator[Any]:
    distributed = pytest.importorskip("distributed")
    from dask import config

    # By default a task may cost four workers, here two, before it is given up; each takes seconds to come back.
    with (
        config.set({"distributed.scheduler.allowed-failures": 1}),
        distributed.LocalCluster(n_workers=2, threads_per_worker=1, dashboard_address=None, silence_logs=50) as made,
    ):
        yield made


def slow_reader(batch: Sequence[Job]) -> list[Read]:
    time.sleep(0.2)
    return plain_reader(batch)


def reader_that_dies_once(batch: Sequence[Job]) -> list[Read]:
    """Takes its worker with it the first time it meets the tenth document; the mark of that is the document's title."""
    for job in batch:
        mark = Path(job.document.title or "")
        if job.document.doc == "10.txt" and not mark.exists():
            mark.touch()
            os._exit(1)
    return plain_reader(batch)


def in_order(read: Iterator[Read]) -> list[Read]:
    return sorted(read, key=lambda one: one.reading.doc)


@pytest.mark.parametrize("size", [1, 7, 1000])
@pytest.mark.parametrize("processes", [1, 2])
def test_the_same_rows_from_any_number_of_processes_and_any_size_of_batch(
    processes: int, size: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("core.workers.BATCH_DOCUMENTS", size)
    few = jobs(NAMES[:8])
    assert in_order(workers.readings(few, plain_reader, processes)) == plain_reader(few)


def test_the_same_rows_from_a_cluster(cluster: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("core.workers.BATCH_DOCUMENTS", 3)
    assert in_order(workers.readings(jobs(), plain_reader, Cluster(cluster.scheduler_address))) == plain_reader(jobs())


def test_a_worker_lost_in_the_middle_costs_nothing_and_nothing_comes_twice(
    cluster: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("core.workers.BATCH_DOCUMENTS", 4)
    read = []
    for one in workers.readings(jobs(), slow_reader, Cluster(cluster.scheduler_address)):
        if not read:
            next(iter(cluster.workers.values())).process.process.kill()
        read.append(one)
    assert in_order(iter(read)) == plain_reader(jobs())


def test_a_process_lost_in_the_middle_costs_nothing_and_nothing_comes_twice(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("core.workers.BATCH_DOCUMENTS", 4)
    titled = [Job(Document(job.document.doc, "", job.document.text, title=str(tmp_path / "mark"))) for job in jobs()]
    assert in_order(workers.readings(titled, reader_that_dies_once, 2)) == plain_reader(titled)
    assert (tmp_path / "mark").exists()


def test_a_document_that_kills_a_clusters_workers_is_named_and_the_rest_is_read(
    cluster: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("core.workers.BATCH_DOCUMENTS", 2)
    read = in_order(workers.readings(jobs(["one.txt", *NAMES[:3]]), deadly_reader, Cluster(cluster.scheduler_address)))
    assert [one.problem.path for one in read if one.problem] == ["one.txt"]
    assert [one.reading.doc for one in read if one.reading.actors] == NAMES[:3]


def test_a_build_on_a_cluster_makes_the_same_tables(cluster: Any, texts: Path, tmp_path: Path) -> None:
    for job in jobs(NAMES[:5]):
        (texts / job.document.doc).write_text(job.document.text, encoding="utf-8")
    there = build(texts, tmp_path / "there", reader=plain_reader, scheduler=cluster.scheduler_address)
    here = build(texts, tmp_path / "here", reader=plain_reader, processes=0)
    assert there.manifest.fingerprint == here.manifest.fingerprint
    assert tables.read_table(tmp_path / "there", "claims")


def test_a_cluster_that_stays_without_workers_is_given_up_with_one_clear_line(monkeypatch: pytest.MonkeyPatch) -> None:
    distributed = pytest.importorskip("distributed")
    monkeypatch.setattr("core.engines.DESERTED", 0.2)
    monkeypatch.setattr("core.workers.LOOK", 0.1)
    with (
        distributed.LocalCluster(n_workers=0, dashboard_address=None, silence_logs=50) as nobody,
        pytest.raises(EngineError, match="no workers left"),
    ):
        list(workers.readings(jobs(NAMES[:2]), plain_reader, Cluster(nobody.scheduler_address)))


def test_no_cluster_at_an_address_is_one_clear_line(texts: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("core.engines.PATIENCE", 0.5)
    monkeypatch.setenv("CLAIMLINE_SCHEDULER", "tcp://127.0.0.1:9")
    (texts / "one.txt").write_text("Orvana is near Selvia.", encoding="utf-8")
    with pytest.raises(BuildError, match="no Dask scheduler answers"):
        build(texts, tmp_path / "t", reader=plain_reader)


def test_jobs_are_made_as_they_are_needed_and_not_all_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("core.workers.BATCH_DOCUMENTS", 2)
    made = 0

    def counted() -> Iterator[Job]:
        nonlocal made
        for job in jobs():
            made += 1
            yield job

    read = workers.readings(counted(), plain_reader, 0)
    assert next(read).reading.doc == NAMES[0]
    assert made < 6
    assert len(list(read)) == len(NAMES) - 1


def test_the_last_batches_are_halved_so_that_workers_have_done_at_about_one_time(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(workers, "SPLIT_CHARACTERS", 200)
    queue = workers._Queue(iter([jobs()[first : first + 8] for first in range(0, 32, 8)]))
    taken = [queue.take(2) for _ in range(6)]
    assert [len(batch) for batch in taken] == [8, 8, 4, 4, 4, 4]
    assert [job for batch in taken for job in batch] == jobs()[:32]
    assert not queue
