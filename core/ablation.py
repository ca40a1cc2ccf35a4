"""What each stage of reading adds: the corpora with gold read whole, and again without one stage at a time."""

from collections.abc import Iterable, Iterator
from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

from core import build
from core.evaluate import ALL, Scores, evaluate

# By the heading a person reads. The last two are over the tellings that were found.
MEASURES = {
    "actors": "actors id+surface",
    "quotes": "quotes joint",
    "core": "transfers core",
    "strict": "transfers strict",
    "claimants": "transfer claimants (set F1)",
    "deniers": "transfer denied_by (set F1)",
}
WHOLE = "everything"


@dataclass(frozen=True, slots=True)
class Ablation:
    """The scores of all gold together, read without one stage (`WHOLE` where none is left out)."""

    without: str
    scores: Scores


def ablate(pairs: Iterable[tuple[Path, Path]]) -> Iterator[Ablation]:
    """The scores with every stage, then without each. `pairs` are corpora and their gold folders.

    Raises `BuildError` where a corpus cannot be read and `GoldError` where a gold folder holds nothing.
    """
    from core.extract.stages import Stage, without  # the model is loaded only when it is needed

    listed = list(pairs)
    yield Ablation(WHOLE, _scores(listed, nullcontext()))
    for stage in Stage:
        yield Ablation(str(stage), _scores(listed, without(stage)))


def _scores(pairs: Iterable[tuple[Path, Path]], stages: AbstractContextManager[None]) -> Scores:
    """Read in this process, into tables of their own: nothing that a build has kept takes part."""
    with TemporaryDirectory() as folder, stages:
        made = []
        for number, (texts, gold) in enumerate(pairs):
            tables = Path(folder) / str(number)
            build.build(texts, tables, processes=0)
            made.append((tables, gold))
        return evaluate(made)[ALL]


def rows(found: Iterable[Ablation]) -> list[tuple[str, ...]]:
    """A row a stage: its name and, for each of `MEASURES`, the F1 of everything, or how far that is missed without it."""
    whole: dict[str, float] = {}
    listed = []
    for one in found:
        values = {measure: _value(one.scores, measure) for measure in MEASURES.values()}
        whole = whole or values
        cells = (f"{value:.3f}" if one.without == WHOLE else f"{value - whole[name]:+.3f}" for name, value in values.items())
        listed.append((one.without if one.without == WHOLE else f"without {one.without}", *cells))
    return listed


def _value(scores: Scores, measure: str) -> float:
    return (scores.found[measure].f1 if measure in scores.found else scores.accuracy[measure].value) or 0.0
