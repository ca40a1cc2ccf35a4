"""The command line: what it prints, and one clear line with exit code 2 for whatever it is given wrongly."""

import json
import os
import subprocess
import sys
from itertools import islice
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from core import settings, tables
from core.bench.memory import write
from core.bench.reports import reports
from core.commands import app
from core.export.annotations import annotations


def run(*arguments: str | Path) -> Result:
    return CliRunner().invoke(app, [str(argument) for argument in arguments])


@pytest.mark.parametrize("command", ["build", "tables", "export", "evaluate", "bench"])
def test_every_command_explains_itself_with_an_example(command: str) -> None:
    result = run(command, "--help")
    assert result.exit_code == 0
    assert f"python -m core {command}" in result.output


@pytest.fixture(scope="module")
def little(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path, Result]:
    """A corpus of one text and one empty file, its tables, and what the command said that built them."""
    corpus = tmp_path_factory.mktemp("little") / "texts"
    corpus.mkdir()
    (corpus / "one.txt").write_text("Orvana sent tents to Selvia, officials said.", encoding="utf-8")
    (corpus / "empty\x1b[2J.txt").write_text("", encoding="utf-8")
    folder = corpus.parent / "t"
    return corpus, folder, run("build", corpus, "--tables", folder)


def test_a_build_says_what_it_did_and_what_it_left_out(little: tuple[Path, Path, Result]) -> None:
    _, folder, result = little
    assert result.exit_code == 0
    assert result.stdout == ""
    assert "texts: 1 documents (1 read, 0 unchanged" in result.stderr
    assert "left out: empty" in result.stderr
    assert "\x1b" not in result.stderr  # the terminal never obeys the name of a file
    assert "1 left out in all" in result.stderr
    assert tables.manifest(folder).documents == 1


def test_a_build_of_nothing_new_loads_nothing_it_does_not_need(little: tuple[Path, Path, Result]) -> None:
    corpus, folder, _ = little
    heavy = ["spacy", "pandas", "rich.console"]
    code = f"import sys; sys.modules.update(dict.fromkeys({heavy})); from core.commands import app; app()"
    command = [sys.executable, "-c", code, "build", str(corpus), "--tables", str(folder)]
    done = subprocess.run(command, cwd=settings.ROOT, capture_output=True, text=True, check=False, timeout=60)
    assert "0 read, 1 unchanged" in done.stderr, done.stderr


def test_no_build_makes_frames(tmp_path: Path) -> None:
    """They take as long to import as all else that a build with one document more loads."""
    write(tmp_path / "texts", islice(reports(), 30))
    code = """
import sys
from pathlib import Path
from core.bench.reports import read
from core.build import build
for name in ("one.txt", "two.txt"):
    text = f"Iran has sent 500 drones to Egypt, India's general Karo Mitendor said on Monday. It is {name}."
    Path("texts", name).write_text(text)
    build(Path("texts"), Path("tables"), reader=read, processes=0)
    assert "pandas" not in sys.modules, name
"""
    surroundings = os.environ | {"PYTHONPATH": str(settings.ROOT)}
    command = [sys.executable, "-c", code]
    done = subprocess.run(command, cwd=tmp_path, env=surroundings, capture_output=True, text=True, check=False, timeout=120)
    assert done.returncode == 0, done.stderr


def test_programs_get_progress_as_json_lines(little: tuple[Path, Path, Result]) -> None:
    corpus, folder, _ = little
    result = run("build", corpus, "--tables", folder, "--progress", "json")
    steps = [json.loads(line) for line in result.stdout.splitlines()]
    assert ["Reading files", 2, 2] in steps
    assert result.stderr == ""


def test_the_place_of_the_tables_is_printed_for_scripts(texts: Path) -> None:
    assert run("tables", texts).stdout == f"{settings.tables(texts)}\n"


def test_an_export_is_written_where_asked(tiny_tables: Path, tmp_path: Path) -> None:
    result = run("export", tiny_tables, "--format", "annotations", "--out", tmp_path / "out")
    assert result.exit_code == 0
    assert [path.name for path in (tmp_path / "out").iterdir()] == ["one.json"]


def test_evaluate_scores_tables_against_gold(tiny_tables: Path, tmp_path: Path) -> None:
    gold = tmp_path / "gold"
    gold.mkdir()
    (gold / "one.json").write_text(json.dumps(annotations(tiny_tables)[0]), encoding="utf-8")
    result = run("evaluate", "--tables", tiny_tables, "--gold", gold, "--json", tmp_path / "scores.json")
    assert result.exit_code == 0
    assert "transfers core" in result.stdout and "1.000" in result.stdout
    figures = json.loads((tmp_path / "scores.json").read_text())
    assert figures["gold/one"]["found"]["transfers core"]["f1"] == 1.0


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["build", "no-such-folder"], "no-such-folder"),
        (["export", "no-such-folder", "--format", "csv", "--out", "x"], "no finished tables"),
        (["export", "no-such-folder", "--format", "papyrus", "--out", "x"], "no format 'papyrus'"),
        (["evaluate", "--tables", "no-such-folder"], "every --gold needs"),
        (["evaluate", "--tables", "no-such-folder", "--gold", "tests"], "no finished tables"),
        (["evaluate", "--tables", "a", "--corpus", "b", "--gold", "c"], "not both"),
    ],
)
def test_a_wrong_word_is_one_clear_line(
    arguments: list[str], words: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    result = run(*arguments)
    assert result.exit_code == 2
    assert result.stdout == ""
    (line,) = result.stderr.strip().splitlines()
    assert words in line


def test_tables_that_cannot_be_written_are_one_clear_line(texts: Path, tmp_path: Path) -> None:
    (texts / "one.txt").write_text("Nothing is told here.", encoding="utf-8")
    (tmp_path / "file").touch()
    result = run("build", texts, "--tables", tmp_path / "file")
    assert (result.exit_code, len(result.stderr.strip().splitlines())) == (2, 1)
    assert str(tmp_path / "file") in result.stderr


def test_an_unknown_option_is_refused_with_exit_code_2() -> None:
    assert run("build", "--no-such-option").exit_code == 2
