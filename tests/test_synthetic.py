"""Made-up tables are as valid as built ones: every check passes, spans hold, counts are right, and a seed repeats."""

from pathlib import Path

import pytest

from core import checks, queries, tables
from core.bench import synthetic
from core.records import TABLES

TELLINGS = 3000


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    made = tmp_path_factory.mktemp("synthetic")
    synthetic.make(made, TELLINGS)
    return made


def test_no_check_finds_anything_to_leave_out(folder: Path) -> None:
    rows = {name: tables.read_table(folder, name) for name in TABLES}
    kept, dropped = checks.checked(rows)
    assert not dropped
    assert {name: len(found) for name, found in kept.items()} == dict(tables.manifest(folder).counts)
    assert abs(len(kept["transfers"]) - TELLINGS) < TELLINGS / 5


def test_cues_and_speakers_stand_where_they_are_said_to(folder: Path) -> None:
    texts = {one.doc: one.text for one in tables.read_table(folder, "documents")}
    for row in tables.read_table(folder, "quotes"):
        assert texts[row.doc][row.cue_start : row.cue_end] == row.cue
        assert texts[row.doc][row.speaker_start : row.speaker_end] == row.speaker_text


def test_claims_count_what_their_tellings_say(folder: Path) -> None:
    data = tables.load(folder)
    counts = ["documents", "publishers", "text_origins", "claim_origins", "date_start", "date_end"]
    again = queries.rebuilt(data.claims, data.transfers, data.documents).set_index("id")[counts]
    made = data.claims.set_index("id")[counts]
    assert again.loc[made.index].equals(made)


def test_rows_are_skewed_as_real_ones_are(folder: Path) -> None:
    told = tables.load(folder).transfers
    assert told["supplier"].value_counts(normalize=True).iloc[:5].sum() > 0.3
    assert told["category"].nunique() > 6
    for column in ("supplier", "recipient", "date_start", "quantity_min", "claimants"):
        missing = told[column].map(len).eq(0).mean() if column == "claimants" else told[column].isna().mean()
        assert 0.01 < missing < 0.9, column
    assert told["denied_by"].map(len).gt(0).any()
    assert told["repeat_of"].notna().any()


def test_the_same_seed_makes_the_same_rows_and_another_others(folder: Path, tmp_path: Path) -> None:
    synthetic.make(tmp_path / "again", TELLINGS)
    synthetic.make(tmp_path / "other", TELLINGS, seed=8)
    same, other = (tables.frame(tmp_path / name, "transfers") for name in ("again", "other"))
    assert tables.frame(folder, "transfers").equals(same)
    assert not same.equals(other)


def test_tables_that_are_there_are_left_alone(folder: Path) -> None:
    before = (folder / "manifest.json").stat().st_mtime_ns
    assert synthetic.make(folder, TELLINGS).counts == tables.manifest(folder).counts
    assert (folder / "manifest.json").stat().st_mtime_ns == before
