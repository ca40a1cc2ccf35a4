"""A stage left out is a stage not read: one example for each, and the command that measures them."""

from pathlib import Path

import pytest

from core import ablation, settings
from core.extract import read
from core.extract.stages import Stage, without
from core.records import Document, Transfer

EXAMPLES = {
    Stage.ALIASES: "Havana shipped sugar to Angola.",
    Stage.REFERENCES: "Ghana and Togo signed the accord. Cuba will send both countries sugar.",
    Stage.UNDERSTOOD: "Ghana sent Togo 40 trucks in May. Another 20 trucks were delivered in June.",
    Stage.LISTS: "Ghana sent Togo trucks, tents and rice.",
    Stage.ACROSS: "Ghana sent Togo 40 mortars, rebels said. Ghana denies it.",
}


def tellings(text: str) -> list[Transfer]:
    ((reading, problem),) = read([(Document("x.txt", "", text), ())])
    assert problem is None
    return [*reading.transfers]


def told(text: str) -> list[tuple[object, ...]]:
    return [(row.supplier, row.recipient, row.item, row.denied_by) for row in tellings(text)]


@pytest.mark.parametrize("stage", Stage)
def test_every_stage_shows_in_its_example(stage: Stage) -> None:
    whole = told(EXAMPLES[stage])
    with without(stage):
        assert told(EXAMPLES[stage]) != whole
    assert told(EXAMPLES[stage]) == whole


def test_an_ablation_reads_with_everything_first_and_then_without_each_stage(tmp_path: Path) -> None:
    (tmp_path / "texts").mkdir()
    (tmp_path / "gold").mkdir()
    name = "d001-milsource-2022-08-15"
    (tmp_path / "texts" / f"{name}.txt").write_bytes((settings.SAMPLE / f"{name}.txt").read_bytes())
    (tmp_path / "gold" / f"{name}.json").write_bytes((settings.SAMPLE_GOLD / f"{name}.json").read_bytes())
    rows = ablation.rows(ablation.ablate([(tmp_path / "texts", tmp_path / "gold")]))
    assert [row[0] for row in rows] == [ablation.WHOLE, *(f"without {stage}" for stage in Stage)]
    assert all(len(row) == 1 + len(ablation.MEASURES) for row in rows)
