"""Readers meet the old tables or the new ones, whatever happens to a build."""

import os
import signal
import subprocess
import sys
import time
from pathlib import Path
from threading import Thread

import pytest
from examples import document, manifest, rows, written

from core import settings, swap, tables
from core.manifest import BusyError, locked

# Swaps tables of ever more documents into a folder until it is killed; says when it begins.
BUILDER = """
import sys
from pathlib import Path
from examples import document, manifest, rows
from core import swap
from core.manifest import locked
folder = Path(sys.argv[1])
print("began", flush=True)
for size in range(2, 10_000):
    with locked(folder):
        swap.replace(folder, rows(documents=[document(f"{n}.txt", f"text {n}") for n in range(size)]), manifest())
"""


def put(folder: Path, *texts: str) -> tables.Manifest:
    with locked(folder):
        return swap.replace(folder, rows(documents=[document(f"{text}.txt", text) for text in texts]), manifest())


def test_new_tables_take_the_place_of_old_ones(tmp_path: Path) -> None:
    before, after = put(tmp_path, "one"), put(tmp_path, "one", "two")
    assert tables.manifest(tmp_path) == after
    assert (before.documents, after.documents) == (1, 2)
    assert before.fingerprint != after.fingerprint


def test_what_has_not_changed_is_not_written(tmp_path: Path) -> None:
    before = put(tmp_path, "one")
    stamps = {path: path.stat().st_mtime_ns for path in tmp_path.rglob("*.parquet")}
    assert put(tmp_path, "one") == before
    assert {path: path.stat().st_mtime_ns for path in tmp_path.rglob("*.parquet")} == stamps


def test_the_same_rows_have_the_same_fingerprint_anywhere(tmp_path: Path) -> None:
    assert put(tmp_path / "a", "one").fingerprint == put(tmp_path / "b", "one").fingerprint


def test_a_reader_still_in_the_old_tables_finishes_and_older_ones_are_removed(tmp_path: Path) -> None:
    first, second, third = (put(tmp_path, *"abc"[:size]) for size in (1, 2, 3))
    assert not (tmp_path / first.folder).exists()
    assert (tmp_path / second.folder / "documents.parquet").exists()
    assert (tmp_path / third.folder / "documents.parquet").exists()


def test_tables_with_a_file_missing_are_written_again(tmp_path: Path) -> None:
    (tmp_path / put(tmp_path, "one").folder / "quotes.parquet").unlink()
    put(tmp_path, "one")
    assert tables.load(tmp_path).quotes.empty


@pytest.mark.parametrize("delay", [0.02, 0.05, 0.09, 0.16, 0.3])
def test_a_build_killed_at_any_moment_leaves_whole_tables(tmp_path: Path, delay: float) -> None:
    written(tmp_path, documents=[document("0.txt", "text 0")])
    paths = os.pathsep.join([str(settings.ROOT), str(Path(__file__).parent)])
    command = [sys.executable, "-c", BUILDER, str(tmp_path)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, env=os.environ | {"PYTHONPATH": paths}) as builder:
        assert builder.stdout and builder.stdout.readline() == b"began\n"
        time.sleep(delay)
        builder.send_signal(signal.SIGKILL)
    found = tables.load(tmp_path)
    assert len(found.documents) == found.manifest.documents >= 1
    assert put(tmp_path, "after").documents == 1  # the lock died with its holder
    assert len(list(tmp_path.glob("build-*"))) <= 2


def test_a_reader_never_meets_half_a_swap(tmp_path: Path) -> None:
    put(tmp_path, "0")
    writer = Thread(target=lambda: [put(tmp_path, *map(str, range(size))) for size in range(2, 25)])
    writer.start()
    while writer.is_alive():
        assert len(tables.frame(tmp_path, "documents")) >= 1
        assert tables.manifest(tmp_path).documents >= 1
    writer.join()


def test_a_second_build_is_told_that_it_must_wait(tmp_path: Path) -> None:
    with (
        locked(tmp_path),
        pytest.raises(BusyError, match="still running"),
        locked(tmp_path, patience=0.1),
    ):
        pass
