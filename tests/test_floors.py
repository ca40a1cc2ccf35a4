"""How well it reads must not fall below `floors.json`."""

import json
from pathlib import Path

import pytest

from core import settings
from core.evaluate import ALL, Scores, evaluate

FLOORS = json.loads((Path(__file__).parent / "floors.json").read_text(encoding="utf-8"))


@pytest.fixture(scope="module")
def sample(sample_tables: Path) -> Scores:
    return evaluate([(sample_tables, settings.SAMPLE_GOLD)])[ALL]


@pytest.fixture(scope="module")
def together(sample_tables: Path, seeds_tables: Path, shared: Path) -> Scores:
    return evaluate([(sample_tables, settings.SAMPLE_GOLD), (seeds_tables, shared / "gold" / "seeds")])[ALL]


@pytest.mark.parametrize("measure", FLOORS["sample"])
def test_the_sample_is_read_as_well_as_before(measure: str, sample: Scores) -> None:
    assert reached(sample, measure) >= FLOORS["sample"][measure]


@pytest.mark.parametrize("measure", FLOORS["all"])
def test_sample_and_seeds_together_are_read_as_well_as_before(measure: str, together: Scores) -> None:
    assert reached(together, measure) >= FLOORS["all"][measure]


def reached(scores: Scores, measure: str) -> float:
    """The value of a measure, rounded as it is printed."""
    value = scores.found[measure].f1 if measure in scores.found else scores.accuracy[measure].value
    assert value is not None
    return round(value, 3)
