"""Decisions outlive builds, crashes and disagreement."""

from pathlib import Path

import pytest
from examples import document, telling, written

from core import review
from core.records import Action, Status
from core.review import State, decide, read, reviewed

DOC = document("a.txt", "Orvana sent 40 howitzers to Selvia. Selvia said it paid with grain.")
ROW = telling(DOC, "Orvana sent 40 howitzers to Selvia")


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "made-up.decisions.jsonl"


def said(file: Path, action: Action, by: str = "Mara", row: object = ROW) -> None:
    columns = {"id": row.id, "start": row.start, "end": row.end}
    decide(file, "transfers", columns, DOC.sha256, action, by, "because\nof a line\u2028separator")


@pytest.mark.parametrize(
    ("words", "state"),
    [
        ([], State.UNREVIEWED),
        ([("Mara", Action.ACCEPT)], State.ACCEPTED),
        ([("Mara", Action.COMMENT)], State.UNREVIEWED),
        ([("Mara", Action.ACCEPT), ("Mara", Action.REJECT)], State.REJECTED),
        ([("Mara", Action.ACCEPT), ("Teo", Action.ACCEPT)], State.ACCEPTED),
        ([("Mara", Action.ACCEPT), ("Teo", Action.REJECT)], State.DISPUTED),
        ([("Mara", Action.ACCEPT), ("Teo", Action.REJECT), ("Teo", Action.RESTORE)], State.ACCEPTED),
        ([("Mara", Action.REJECT), ("Mara", Action.RESTORE)], State.UNREVIEWED),
    ],
)
def test_the_last_word_of_each_person_counts(file: Path, words: list[tuple[str, Action]], state: State) -> None:
    for by, action in words:
        said(file, action, by)
    assert review.state(read(file)) is state


def test_nothing_is_ever_taken_out_of_the_file(file: Path) -> None:
    said(file, Action.ACCEPT)
    before = file.read_bytes()
    said(file, Action.RESTORE)
    assert file.read_bytes().startswith(before)
    assert [decision.action for decision in read(file)] == [Action.ACCEPT, Action.RESTORE]


def test_a_line_cut_short_costs_itself_only(file: Path) -> None:
    said(file, Action.ACCEPT, "Mara")
    said(file, Action.ACCEPT, "Teo")
    file.write_bytes(file.read_bytes()[:-20])
    said(file, Action.REJECT, "Ilse")
    assert [decision.by for decision in read(file)] == ["Mara", "Ilse"]


def test_a_decision_finds_its_row_by_id(file: Path, tmp_path: Path) -> None:
    data = written(tmp_path / "tables", documents=[DOC], transfers=[ROW])
    said(file, Action.ACCEPT)
    assert reviewed(data, "transfers", read(file)).state(ROW.id) is State.ACCEPTED
    assert reviewed(data, "quotes", read(file)).state(ROW.id) is State.UNREVIEWED


def test_a_row_read_anew_keeps_its_decisions_by_hash_and_span(file: Path, tmp_path: Path) -> None:
    said(file, Action.REJECT)
    anew = telling(DOC, "Orvana sent 40 howitzers to Selvia", status=Status.POSSIBLE)
    assert anew.id != ROW.id
    data = written(tmp_path / "tables", documents=[DOC], transfers=[anew])
    assert reviewed(data, "transfers", read(file)).state(anew.id) is State.REJECTED


def test_what_no_longer_fits_is_listed(file: Path, tmp_path: Path) -> None:
    said(file, Action.REJECT)
    two = [telling(DOC, "Orvana sent 40 howitzers to Selvia", item) for item in ("guns", "shells")]
    data = written(tmp_path / "tables", documents=[DOC], transfers=two)
    found = reviewed(data, "transfers", read(file))
    assert not found.by_row
    assert [decision.row for decision in found.unplaced] == [ROW.id]


def test_a_changed_text_is_not_the_text_that_was_judged(file: Path, tmp_path: Path) -> None:
    said(file, Action.ACCEPT)
    other = document("a.txt", DOC.text + " It is not true.")
    data = written(tmp_path / "tables", documents=[other], transfers=[telling(other, ROW.text)])
    assert len(reviewed(data, "transfers", read(file)).unplaced) == 1


def test_a_decision_needs_a_name_and_a_reviewed_table(file: Path) -> None:
    columns = {"id": "x", "start": 0, "end": 1}
    with pytest.raises(ValueError, match="name"):
        decide(file, "transfers", columns, DOC.sha256, Action.ACCEPT, "  ")
    with pytest.raises(ValueError, match="documents"):
        decide(file, "documents", columns, DOC.sha256, Action.ACCEPT, "Mara")
    assert not file.exists()
