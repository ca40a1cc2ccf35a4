"""How well it reads must not fall below `floors.json`."""

import json
from pathlib import Path

import pytest

from core import settings
from core.agreement import with_claims
from core.evaluate import ALL, Scores, evaluate

FLOORS = json.loads((Path(__file__).parent / "floors.json").read_text(encoding="utf-8"))


@pytest.fixture(scope="module")
def sample(sample_tables: Path) -> Scores:
    pairs = [(sample_tables, settings.SAMPLE_GOLD)]
    return with_claims(evaluate(pairs), pairs)[ALL]


@pytest.fixture(scope="module")
def both(sample_tables: Path, seeds_tables: Path, shared: Path) -> dict[str, Scores]:
    return evaluate([(sample_tables, settings.SAMPLE_GOLD), (seeds_tables, shared / "gold" / "seeds")])


@pytest.mark.parametrize("measure", FLOORS["sample"])
def test_the_sample_is_read_as_well_as_before(measure: str, sample: Scores) -> None:
    assert reached(sample, measure) >= FLOORS["sample"][measure]


@pytest.mark.parametrize(("which", "measure"), [(which, measure) for which in ("seeds", ALL) for measure in FLOORS[which]])
def test_the_seeds_and_all_together_are_read_as_well_as_before(which: str, measure: str, both: dict[str, Scores]) -> None:
    assert reached(both[which], measure) >= FLOORS[which][measure]


def reached(scores: Scores, measure: str) -> float:
    """The value of a measure, rounded as it is printed: its F1, its precision where asked for, or an accuracy."""
    name = measure.removesuffix(" precision")
    if name not in scores.found:
        value = scores.accuracy[name].value
    else:
        value = scores.found[name].f1 if name == measure else scores.found[name].precision
    assert value is not None
    return round(value, 3)
