"""One figure of several rounds: their median, and how far they spread."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from math import ceil
from pathlib import Path
from statistics import median

ROUNDS = 5


class NotHereError(RuntimeError):
    """A measure needs something that is not there; the message says what, in one line."""


@dataclass(frozen=True, slots=True)
class Sizes:
    """How much is measured. Goals are those for the sizes that stand here."""

    work: Path  # folder for what is made to be measured; what is there already is used again
    rounds: int = ROUNDS
    documents: int = 400  # read for the figures of reading
    corpus: int = 10_000  # documents to which one is added
    tellings: int = 1_000_000  # in the tables behind the dashboard
    most: int = 10_000_000  # in the tables of the largest queries
    sessions: int = 50


@dataclass(frozen=True, slots=True)
class Measured:
    """The median of some rounds, the least and the most of them, and their unit ("×" for a ratio)."""

    value: float
    low: float
    high: float
    rounds: int
    unit: str = "×"
    note: str = ""  # what else was counted, in words


def median_of(values: Sequence[float], unit: str = "×") -> Measured:
    """Rounds as one figure; raises `ValueError` where there is none."""
    if not values:
        raise ValueError("nothing was measured")
    return Measured(median(values), min(values), max(values), len(values), unit)


def ratio(over: Callable[[], float], under: Callable[[], float], rounds: int = ROUNDS) -> Measured:
    """What one thing costs over another; both are asked for their seconds in turn, so that a busy machine weighs on both.

    The order changes from round to round: what runs second finds warm caches.
    """
    found = []
    for place in range(rounds):
        if place % 2:
            below = under()
            found.append(over() / below)
        else:
            above = over()
            found.append(above / under())
    return median_of(found)


def quantile(values: Sequence[float], share: float) -> float:
    """The value that a share of the values does not pass: 0.95 for p95. The nearest of the values, never one in between."""
    ordered = sorted(values)
    return ordered[max(0, ceil(len(ordered) * share) - 1)]
