"""What was measured last is kept for the home page."""

from pathlib import Path

from core import measured
from core.evaluate import Mean, Scores, Tally
from core.measured import Measured

SCORES = Scores(
    {
        "actors id+surface": Tally(9, 10, 10),
        "quotes jaccard50": Tally(8, 10, 10),
        "quotes joint": Tally(7, 10, 10),
        "transfers core": Tally(3, 6, 4),
    },
    {"quote kind": Mean(9, 10)},
)
NOTHING = Scores({"transfers core": Tally()})


def test_the_totals_of_each_folder_are_kept_and_read_again(tmp_path: Path) -> None:
    file = tmp_path / "measured.json"
    measured.keep({"all": SCORES, "made": SCORES, "made/a": SCORES, "made/b": SCORES, "mine": NOTHING}, file)
    assert measured.kept(file) == [
        Measured(measured.TEXTS["made"], 2, 0.9, 0.8, 0.7, 0.75, 0.5),
        Measured("mine", 0, None, None, None, None, None),
    ]


def test_without_a_file_or_with_another_one_nothing_is_claimed(tmp_path: Path) -> None:
    assert measured.kept(tmp_path / "none.json") == []
    (tmp_path / "other.json").write_text('{"measured": [{"texts": 1}]}')
    assert measured.kept(tmp_path / "other.json") == []


def test_the_file_that_comes_with_the_program_can_be_read() -> None:
    assert all(one.right and one.found and one.documents for one in measured.kept())
    assert len(measured.kept()) > 1
