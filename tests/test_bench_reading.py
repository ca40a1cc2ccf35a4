"""Reading stays quick: bounds that only a real loss of speed passes, on the sample that comes with the program."""

from pathlib import Path

import pytest

from core import settings
from core.bench import reading, stages
from core.bench.measured import Sizes


@pytest.fixture(autouse=True)
def _on_the_sample(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(stages, "ATTRIBUTIONS", settings.SAMPLE)


def test_our_parse_takes_well_under_that_of_the_model_as_it_comes(tmp_path: Path) -> None:
    assert reading.parse_over_stock_parse(Sizes(tmp_path, rounds=1, documents=40)).value < 0.8


def test_extraction_adds_less_than_the_stock_parse_costs(tmp_path: Path) -> None:
    """The sample tells of transfers in nearly every sentence: other news costs about half as much."""
    assert reading.extraction_over_parse(Sizes(tmp_path, rounds=1, documents=40)).value < 4


def test_a_build_is_set_against_the_stock_parse_of_the_same_texts(tmp_path: Path) -> None:
    found = reading.build_over_stock_parse(Sizes(tmp_path, rounds=2, documents=12))
    assert found.low > 0.1
    assert found.rounds == 2
