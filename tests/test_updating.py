"""Tables brought up to date are those of a build from nothing: the same rows, ids and order, whatever changed before."""

import random
import shutil
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sentences import sentences_reader

from core import tables
from core.build import BuildReport, build
from core.manifest import Manifest

STORY = (
    "The convoy left the northern harbour before dawn with its lamps covered and its engines muffled by blankets. "
    "Along the river the farmers watched it pass and counted the wagons, though none of them would say later how many. "
    "By noon the road over the pass was closed to everybody else, and the guards at the bridge had been doubled. "
)
PARTS = [
    "Orvana gave Selvia 40 tents.",
    "Orvana gave Selvia 55 tents.",
    "Orvana gave Ilmar 40 lorries.",
    "Ilmar gave Selvia 12 boats.",
    "Mira Zelensky said “The harvest failed in three provinces and the granaries will be empty by March”.",
    "Mira Zelenskyy said “The harvest failed in three provinces and the granaries will be empty”.",
    "Zelensky said “We counted 340 wagons and 1,200 men on the pass”.",
    "Jon Zelensky said “Nobody counted anything”.",
    "He spoke of 340 wagons and of 1,200 men who had crossed the pass since dawn.",
    "He may have spoken of 340 wagons and of 1,500 men who had crossed the pass since dawn.",
    STORY,
    STORY.replace("muffled", "quietened").replace("before dawn", "after dusk"),
    "The Courier reports from the coast.",
]
NAMES = [f"{letter}.txt" for letter in "abcdefgh"]
HEADS = [
    "",
    "---\npublished: 2031-03-05\npublisher: The Courier\n---\n",
    "---\npublished: 2031-03-07\npublisher: The Herald\n---\n",
]
Step = tuple[str, int, tuple[int, ...]]  # name, head, parts; a document without parts goes away
steps = st.tuples(
    st.sampled_from(NAMES),
    st.integers(0, len(HEADS) - 1),
    st.lists(st.integers(0, len(PARTS) - 1), max_size=5).map(tuple),
)


@pytest.fixture(autouse=True)
def quick(monkeypatch: pytest.MonkeyPatch) -> None:
    """The store is made from the tables, and the code does not change in between: neither is tested here."""
    monkeypatch.setattr("core.swap.store.make", lambda folder: None)
    monkeypatch.setattr("core.ingredients.reads", lambda: "the same words")
    monkeypatch.setattr("core.ingredients.all_code", lambda: "the same code")


def take(step: Step, corpus: Path) -> None:
    name, head, parts = step
    path = corpus / name.replace(".txt", ".md")
    if parts:
        path.write_text(HEADS[head] + "\n".join(PARTS[part] for part in parts) + "\n", encoding="utf-8")
    elif path.exists() and len(list(corpus.iterdir())) > 1:
        path.unlink()


def made(corpus: Path, folder: Path) -> BuildReport:
    return build(corpus, folder, reader=sentences_reader, processes=0)


def rows(folder: Path) -> dict[str, list[object]]:
    return {name: tables.read_table(folder, name) for name in tables.TABLES}


def same_as_from_nothing(corpus: Path, folder: Path) -> None:
    """Tables in a folder are, row by row and in the hash of all, those that a build into an empty folder makes."""
    fresh = folder.with_name("fresh")
    shutil.rmtree(fresh, ignore_errors=True)
    there = made(corpus, fresh).manifest
    here = tables.manifest(folder)
    assert rows(folder) == rows(fresh)
    of_the_way_there = {"built_at": "", "folder": "", "since": "", "news": {}, "read_anew": False}
    assert replace(here, **of_the_way_there) == replace(there, **of_the_way_there)


@settings(max_examples=8, deadline=None, suppress_health_check=list(HealthCheck))
@given(first=st.lists(steps, min_size=1, max_size=8), then=st.lists(st.lists(steps, max_size=3), min_size=1, max_size=3))
def test_any_additions_changes_and_deletions(
    first: list[Step], then: list[list[Step]], tmp_path_factory: pytest.TempPathFactory
) -> None:
    place = tmp_path_factory.mktemp("updating")
    corpus = place / "texts"
    corpus.mkdir()
    (corpus / "z.md").write_text("Ilmar is far away.", encoding="utf-8")
    for taken in [first, *then]:
        for step in taken:
            take(step, corpus)
        made(corpus, place / "kept")
    same_as_from_nothing(corpus, place / "kept")


@pytest.mark.parametrize(("spliced", "share"), [(0, 0.1), (256, 9)])
def test_many_documents_that_share_all_there_is_to_share(
    spliced: int, share: float, texts: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("core.merging.SPLICED", spliced)  # rows put between others one document at a time, or sorted
    monkeypatch.setattr("core.utterances.comparing.SHARE", share)  # pairs found from what changed, or from nothing
    monkeypatch.setattr("core.copies.finding.SHARE", share)
    chance = random.Random(7)
    for number in range(40):
        parts = tuple(chance.randrange(len(PARTS)) for _ in range(chance.randrange(1, 6)))
        take((f"{number:02}.txt", chance.randrange(len(HEADS)), parts), texts)
    made(texts, tmp_path / "kept")
    for number in range(0, 40, 9):
        take((f"{number:02}.txt", chance.randrange(len(HEADS)), (number % len(PARTS), 4, 8)), texts)
        take((f"{number + 1:02}.txt", 0, ()), texts)
        take((f"{number + 50:02}.txt", 1, (10, 0, 6)), texts)
        made(texts, tmp_path / "kept")
    kept = rows(tmp_path / "kept")
    assert all(kept[name] for name in ("claims", "copies", "changes", "utterances", "actors"))
    same_as_from_nothing(texts, tmp_path / "kept")


def test_a_sheet_that_changes_is_read_into_every_document_it_names(texts: Path, tmp_path: Path) -> None:
    for name in NAMES[:3]:
        (texts / name).write_text(f"{STORY}{PARTS[0]} {name}", encoding="utf-8")
    made(texts, tmp_path / "kept")
    (texts / "metadata.csv").write_text("doc,published,publisher\na.txt,2031-03-01,The Courier\n", encoding="utf-8")
    report = made(texts, tmp_path / "kept")
    assert (report.read, report.kept) == (1, 2)
    same_as_from_nothing(texts, tmp_path / "kept")


def test_of_two_files_with_one_text_the_second_stands_in_when_the_first_goes(texts: Path, tmp_path: Path) -> None:
    for name in ("a.txt", "b.txt"):
        (texts / name).write_text(PARTS[0], encoding="utf-8")
    assert made(texts, tmp_path / "kept").left_out == 1
    (texts / "a.txt").unlink()
    assert made(texts, tmp_path / "kept").left_out == 0
    same_as_from_nothing(texts, tmp_path / "kept")


@pytest.mark.parametrize("name", ["ledger.json", "ledger.npz", "printings.arrow", "files.json", "transfers.parquet"])
def test_what_is_remembered_may_be_lost_or_damaged(name: str, texts: Path, tmp_path: Path) -> None:
    for part, doc in zip(PARTS, NAMES, strict=False):
        (texts / doc).write_text(part, encoding="utf-8")
    made(texts, tmp_path / "kept")
    (file,) = (tmp_path / "kept").glob(f"build-*/{name}")
    file.write_bytes(file.read_bytes()[:-9])
    (texts / "new.txt").write_text(PARTS[2], encoding="utf-8")
    made(texts, tmp_path / "kept")
    same_as_from_nothing(texts, tmp_path / "kept")


def made_of_shared_parts(texts: Path, folder: Path) -> Manifest:
    """The tables, made in a folder, of documents each of which shares parts with the next."""
    for number, doc in enumerate(NAMES):
        (texts / doc).write_text("\n".join(PARTS[number : number + 4]), encoding="utf-8")
    return made(texts, folder).manifest


def test_rows_taken_in_one_document_at_a_time_are_those_taken_in_at_once(
    texts: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    whole = made_of_shared_parts(texts, tmp_path / "whole")
    monkeypatch.setattr("core.updating.TOGETHER", 1)
    monkeypatch.setattr("core.updating.TELLINGS_HELD", 1)
    monkeypatch.setattr("core.updating.TEXTS_HELD", 1)
    monkeypatch.setattr("core.merging.AHEAD", 1)
    assert made(texts, tmp_path / "parts").manifest.fingerprint == whole.fingerprint
    assert tables.read_table(tmp_path / "parts", "claims")


def test_rows_made_by_two_processes_are_those_made_by_one(
    texts: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    whole = made_of_shared_parts(texts, tmp_path / "whole")
    monkeypatch.setattr("core.updating.TOGETHER", 1)
    monkeypatch.setattr("core.utterances.comparing.COMPARED", 1)
    shared = build(texts, tmp_path / "shared", reader=sentences_reader, processes=2).manifest
    assert shared.fingerprint == whole.fingerprint
