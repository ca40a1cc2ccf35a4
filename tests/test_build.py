"""A build redoes what changed and nothing else, names what it could not read, and does not mind the order of things."""

import json
from multiprocessing import get_context
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given
from hypothesis import settings as tries
from hypothesis import strategies as st
from readers import DeadlyProgress, deadly_reader, plain_reader

from core import build as building
from core import settings, tables
from core.build import BuildError, build
from core.records import row_id
from core.workers import Job, extract

TEXTS = {
    "one.txt": "Orvana sent tents to Selvia. Nobody denies it.",
    "two.txt": "Selvia got tents from Orvana.",
    "three.txt": "Ilmar is far away from all of this.",
}


@pytest.fixture
def articles(texts: Path) -> Path:
    for name, text in TEXTS.items():
        (texts / name).write_text(text, encoding="utf-8")
    return texts


def made(corpus: Path, folder: Path) -> building.BuildReport:
    return build(corpus, folder, reader=plain_reader, processes=0)


def rows(folder: Path) -> dict[str, list[object]]:
    return {name: tables.read_table(folder, name) for name in tables.TABLES}


def written(folder: Path) -> dict[Path, int]:
    """When each file was written, but for the one that says which files of the corpus need no look any more."""
    return {path: path.stat().st_mtime_ns for path in folder.rglob("*.*") if path.name != "files.json"}


def test_a_build_makes_tables_of_a_folder(articles: Path, tmp_path: Path) -> None:
    report = made(articles, tmp_path / "t")
    data = tables.load(tmp_path / "t")
    assert (report.read, report.kept, report.left_out) == (3, 0, 0)
    assert data.documents["doc"].tolist() == sorted(TEXTS)
    assert data.actors["id"].tolist() == ["ilmar", "orvana", "selvia"]
    assert data.claims[["supplier", "documents"]].values.tolist() == [["orvana", 2]]
    assert data.manifest.corpus == "texts"
    assert str(tmp_path) not in (tmp_path / "t" / "manifest.json").read_text()


def test_a_second_build_reads_and_writes_nothing(articles: Path, tmp_path: Path) -> None:
    first = made(articles, tmp_path / "t")
    stamps = written(tmp_path / "t")
    second = build(articles, tmp_path / "t", reader=deadly_reader)
    assert (second.read, second.kept, second.manifest) == (0, 3, first.manifest)
    assert written(tmp_path / "t") == stamps


def test_only_a_changed_document_is_read_again(articles: Path, tmp_path: Path) -> None:
    made(articles, tmp_path / "t")
    (articles / "three.txt").write_text("Ilmar has moved closer to Selvia.", encoding="utf-8")
    report = made(articles, tmp_path / "t")
    assert (report.read, report.kept) == (1, 2)


@pytest.mark.parametrize("what", ["word lists", "model", "code"])
def test_everything_is_read_again_by_other_words_another_model_or_other_code(
    what: str, articles: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    made(articles, tmp_path / "t")
    if what == "word lists":
        monkeypatch.setattr("core.lexicon.fingerprint", lambda: "other")
    elif what == "model":
        (tmp_path / "model").mkdir()
        (tmp_path / "model" / "meta.json").write_text("{}")
        monkeypatch.setenv("CLAIMLINE_MODEL", str(tmp_path / "model"))
    else:
        monkeypatch.setattr("core.ingredients.READERS", ())
    assert made(articles, tmp_path / "t").read == 3


def test_metadata_that_matters_reads_a_document_again(articles: Path, tmp_path: Path) -> None:
    made(articles, tmp_path / "t")
    (articles / "metadata.csv").write_text("doc,published\none.txt,2031-03-01\n", encoding="utf-8")
    assert made(articles, tmp_path / "t").read == 1


def test_removing_a_document_changes_only_its_rows_and_what_is_counted_from_them(articles: Path, tmp_path: Path) -> None:
    made(articles, tmp_path / "t")
    before = rows(tmp_path / "t")
    (articles / "one.txt").unlink()
    made(articles, tmp_path / "t")
    after = rows(tmp_path / "t")
    for name in ("documents", "mentions", "transfers"):
        assert after[name] == [row for row in before[name] if row.doc != "one.txt"]  # type: ignore[attr-defined]
    assert after["actors"] == before["actors"]
    assert [claim.documents for claim in after["claims"]] == [1]  # type: ignore[attr-defined]


def test_a_damaged_reading_is_read_again(articles: Path, tmp_path: Path) -> None:
    made(articles, tmp_path / "t")
    (articles / "three.txt").write_text("Ilmar has moved.", encoding="utf-8")
    for path in (tmp_path / "t" / "cache").iterdir():
        path.write_bytes(path.read_bytes()[:-7])
    assert made(articles, tmp_path / "t").read == 3


def test_what_is_no_longer_needed_is_not_kept(articles: Path, tmp_path: Path) -> None:
    made(articles, tmp_path / "t")
    (articles / "one.txt").unlink()
    made(articles, tmp_path / "t")
    assert len(list((tmp_path / "t" / "cache").iterdir())) == 2


@tries(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(names=st.permutations(["a.txt", "b.txt", "c.txt"]))
def test_the_order_of_documents_changes_nothing_but_their_names(
    names: list[str], tmp_path_factory: pytest.TempPathFactory
) -> None:
    corpus = tmp_path_factory.mktemp("order")
    for name, text in zip(names, TEXTS.values(), strict=True):
        (corpus / name).write_text(text, encoding="utf-8")
    made(corpus, corpus / ".." / f"{corpus.name}-t")
    data = tables.load(corpus / ".." / f"{corpus.name}-t")
    assert sorted(data.mentions["text"]) == ["Ilmar", "Orvana", "Orvana", "Selvia", "Selvia"]
    assert data.claims["id"].tolist() == [row_id("orvana", "selvia", "other", "tent", "")]


def test_a_document_that_kills_its_process_costs_itself_only_and_is_tried_again(articles: Path, tmp_path: Path) -> None:
    report = build(articles, tmp_path / "t", reader=deadly_reader)
    assert [(problem.path, problem.reason.split(";")[0], problem.left_out) for problem in report.problems] == [
        ("one.txt", "the process that read it died", False),
        ("two.txt", "reading it failed (ValueError('odd text'))", False),
    ]
    data = tables.load(tmp_path / "t")
    assert data.documents["doc"].tolist() == sorted(TEXTS)
    assert data.mentions["text"].tolist() == ["Ilmar"]
    report = made(articles, tmp_path / "t")
    assert (report.read, report.kept, report.problems) == (2, 1, ())


@pytest.mark.parametrize("stage", ["Reading files", "Extracting", "Linking", "Writing"])
def test_a_build_killed_at_any_stage_leaves_the_last_good_tables(stage: str, articles: Path, tmp_path: Path) -> None:
    before = made(articles, tmp_path / "t").manifest
    (articles / "four.txt").write_text("Selvia is near Ilmar.", encoding="utf-8")
    process = get_context("spawn").Process(
        target=build, args=(articles, tmp_path / "t", DeadlyProgress(stage), None, plain_reader, 0)
    )
    process.start()
    process.join()
    assert process.exitcode == 9
    assert tables.load(tmp_path / "t").manifest == before
    report = made(articles, tmp_path / "t")
    assert report.manifest.documents == 4
    assert report.read == (1 if stage == "Reading files" else 0)  # what was read before the kill is not lost


@pytest.mark.parametrize("missing", ["no-such-folder", "texts"])
def test_nothing_to_read_is_one_clear_line_and_the_old_tables_stand(missing: str, articles: Path, tmp_path: Path) -> None:
    made(articles, tmp_path / "t")
    for path in articles.iterdir():
        path.unlink()
    with pytest.raises(BuildError) as caught:
        made(tmp_path / missing, tmp_path / "t")
    assert missing in str(caught.value)
    assert "\n" not in str(caught.value)
    assert tables.manifest(tmp_path / "t").documents == 3


def test_progress_counts_up_to_the_total(articles: Path, tmp_path: Path) -> None:
    seen: list[tuple[str, int, int | None]] = []
    build(articles, tmp_path / "t", lambda *step: seen.append(step), reader=plain_reader, processes=0)
    assert ("Reading files", 3, 3) in seen
    assert [step[1:] for step in seen if step[0] == "Extracting"] == [(0, 3), (1, 3), (2, 3), (3, 3)]


def test_a_build_apart_reports_progress_and_problems(texts: Path, tmp_path: Path) -> None:
    (texts / "empty.txt").write_text("", encoding="utf-8")
    seen: list[str] = []
    building.apart(texts, tmp_path / "t", lambda stage, done, total: seen.append(stage))
    assert tables.frame(tmp_path / "t", "problems")["path"].tolist() == ["empty.txt"]
    assert seen[0] == "Reading files"
    with pytest.raises(BuildError, match="no-such-folder"):
        building.apart(tmp_path / "no-such-folder", tmp_path / "t")


def test_two_corpora_of_the_same_name_have_tables_of_their_own(tmp_path: Path) -> None:
    assert settings.tables(tmp_path / "a" / "articles") != settings.tables(tmp_path / "b" / "articles")
    assert settings.tables(settings.SAMPLE).name == "sample"


def test_the_sample_is_built_whole_and_without_a_problem(sample_tables: Path) -> None:
    data = tables.load(sample_tables)
    assert data.manifest.sample
    assert data.manifest.documents == 60
    assert data.problems.empty
    assert not data.manifest.dropped, json.dumps(dict(data.manifest.dropped))
    assert min(len(data.quotes), len(data.transfers), len(data.claims)) > 50


def test_a_document_is_read_alike_alone_and_in_any_company(sample_tables: Path) -> None:
    documents = tables.read_table(sample_tables, "documents")[::7]
    noise = tables.read_table(sample_tables, "noise")
    jobs = [Job(one, tuple(mark for mark in noise if mark.doc == one.doc)) for one in documents]
    together = extract(jobs)
    assert extract(jobs[::-1]) == together[::-1]
    assert extract(jobs[:1]) == together[:1]
