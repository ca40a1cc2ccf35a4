"""Figures side by side: the number that a telling gives, and how two of them stand to each other.

Nothing is converted, added up or averaged. Two figures are compared only where unit, scope, stage and place allow it, and
the reason stands in words beside every result (claim model, figures).
"""

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache
from typing import Any

import numpy as np
from numpy.typing import NDArray

from core.records import Day, Qualifier, Scope, Stage, Status, Transfer

# "About 10,000" covers 9,000 to 11,000 (claim model, figures).
ABOUT = 0.10
PROMISED = frozenset({Stage.SOUGHT, Stage.AGREED, Stage.CANCELLED})
# Where no stage is stated, how the text commits itself tells whether the thing had been given.
STAGES = {Status.PLANNED: Stage.AGREED, Status.SOUGHT: Stage.SOUGHT}


class RelationKind(StrEnum):
    """How two figures stand to each other."""

    NOT_COMPARABLE = "not-comparable"
    AGREES = "agrees"
    UPDATES = "updates"
    CONFLICTS = "conflicts"


# The relation that a reader must see first comes first.
GRAVEST = (RelationKind.CONFLICTS, RelationKind.UPDATES, RelationKind.AGREES, RelationKind.NOT_COMPARABLE)
RANK = {kind: place for place, kind in enumerate(GRAVEST)}


@dataclass(frozen=True, slots=True)
class Relation:
    kind: RelationKind
    reason: str


@dataclass(frozen=True, slots=True)
class Figure:
    """A number that a telling gives, with all that decides what it may be compared with."""

    min: float | None
    max: float | None
    unit: str | None
    qualifier: Qualifier | None = None
    scope: Scope | None = None
    stage: Stage | None = None
    as_of: Day | None = None
    place: str | None = None  # where the things counted are said to be; None: nowhere in particular
    denied: bool = False  # told only as not so

    @property
    def bounded(self) -> bool:
        """Whether it has a number at all: "thousands" has none."""
        return self.min is not None or self.max is not None


def figure(row: Mapping[str, Any]) -> Figure:
    """The figure in a row of the transfers frame (`tables.frame`), read as `figure_of` reads a telling."""
    row = {name: None if value is None or value != value else value for name, value in row.items()}  # NaN is not itself
    as_of, stage = row["as_of"], row["stage"] or STAGES.get(Status(row["status"]))
    return Figure(
        min=row["quantity_min"],
        max=row["quantity_max"],
        unit=row["quantity_unit"],
        qualifier=Qualifier(row["quantity_qualifier"]) if row["quantity_qualifier"] else None,
        scope=scope_of(row["quantity_scope"], row["quantity_unit"]),
        stage=Stage(stage) if stage else None,
        as_of=as_of.date() if hasattr(as_of, "date") else as_of,
        place=row.get("place"),
        denied=row["status"] == Status.DENIED,
    )


def figure_of(telling: Transfer) -> Figure:
    """The figure of a telling; where no stage is stated, a plan counts as a promise."""
    quantity = telling.quantity
    return Figure(
        quantity.min,
        quantity.max,
        quantity.unit,
        quantity.qualifier,
        scope_of(quantity.scope, quantity.unit),
        telling.stage or STAGES.get(telling.status),
        telling.as_of,
        telling.place,
        telling.status is Status.DENIED,
    )


def scope_of(stated: str | None, unit: str | None) -> Scope | None:
    """What a figure counts. One that is marked neither as a batch nor as a rate tells how much was given by its day.

    News states a total without the word ("has sent 1,500 soldiers"), and marks what it adds to one ("another 1,500", "a
    first batch of 20"). Where not even the unit is known, neither is the scope.
    """
    if stated:
        return Scope(stated)
    return Scope.TOTAL if unit else None


@lru_cache(maxsize=100_000)
def relation(one: Figure, other: Figure) -> Relation:
    """How two figures stand to each other, and why, in words; the order of the two makes no difference to the kind."""
    obstacle = _obstacle(one, other)
    if obstacle:
        return Relation(RelationKind.NOT_COMPARABLE, obstacle)
    (low, high), (other_low, other_high) = _range(one), _range(other)
    if low <= other_high and other_low <= high:
        return Relation(RelationKind.AGREES, f"the ranges meet: {_words(one)} and {_words(other)}")
    smaller, larger = (one, other) if high < other_low else (other, one)
    if one.scope is Scope.TOTAL and smaller.as_of and larger.as_of and smaller.as_of < larger.as_of:
        reason = f"both are totals, and the larger is the later one: {_words(smaller)} by {smaller.as_of}, "
        return Relation(RelationKind.UPDATES, f"{reason}{_words(larger)} by {larger.as_of}")
    reason = f"{_words(smaller)} and {_words(larger)} do not meet, and {_no_update(smaller, larger)}"
    return Relation(RelationKind.CONFLICTS, reason)


def gravest(figures: Sequence[Figure]) -> list[Relation | None]:
    """For each figure the gravest relation in which it stands to another, as `GRAVEST` orders them; None where it is alone.

    Of relations as grave as each other it is that to the next figure, the first coming after the last. Only the kinds of all
    pairs are worked out, which numbers decide, and words are put to those that are returned.
    """
    count = len(figures)
    if count < 2:
        return [None] * count
    kinds = _Kinds(figures)
    distance = np.arange(count)
    found: list[Relation | None] = []
    for place in range(count):
        # Behind itself in the order comes the next one first, and itself last, which its rank leaves no chance.
        ranks = np.roll(kinds.ranks(place), -place - 1)
        other = (place + 1 + int(np.argmin(ranks * count + distance))) % count
        found.append(relation(figures[min(place, other)], figures[max(place, other)]))
    return found


class _Kinds:
    """Figures as columns of numbers: all that decides of which kind the relation of two of them is."""

    def __init__(self, figures: Sequence[Figure]) -> None:
        groups: dict[object, int] = {}
        comparable = [_comparable_with(figure) or number for number, figure in enumerate(figures)]
        self.group = np.array([groups.setdefault(group, len(groups)) for group in comparable])
        self.low, self.high = np.array([_range(figure) for figure in figures]).T
        self.total = np.array([figure.scope is Scope.TOTAL for figure in figures])
        self.day = np.array([figure.as_of.toordinal() if figure.as_of else math.nan for figure in figures])

    def ranks(self, place: int) -> NDArray[np.int64]:
        """The place in `GRAVEST` of the relation of one figure to each; a place behind all where that is itself."""
        low, high, day = self.low[place], self.high[place], self.day[place]
        updates = self.total & (((high < self.low) & (day < self.day)) | ((self.high < low) & (self.day < day)))
        ranks = np.where((low <= self.high) & (self.low <= high), RANK[RelationKind.AGREES], RANK[RelationKind.CONFLICTS])
        ranks[updates] = RANK[RelationKind.UPDATES]
        ranks[self.group != self.group[place]] = RANK[RelationKind.NOT_COMPARABLE]
        ranks[place] = len(GRAVEST)
        return ranks


def _comparable_with(figure: Figure) -> object:
    """What figures that may be compared have in common (`_obstacle`); None for one that is comparable with none."""
    if not figure.bounded or figure.unit is None or figure.scope is None:
        return None
    return figure.unit, figure.scope, figure.stage in PROMISED, figure.denied, figure.place


def _obstacle(one: Figure, other: Figure) -> str | None:
    """Why two figures cannot be compared; None where they can."""
    if not (one.bounded and other.bounded):
        return "one has no bound"
    if one.unit is None or other.unit is None:
        return "a unit is not known"
    if one.unit != other.unit:
        return f"units differ: {one.unit} and {other.unit}"
    if one.scope is None or other.scope is None:
        return "it is not known whether both are totals, batches or rates"
    if one.scope != other.scope:
        return f"one is a {one.scope}, the other a {other.scope}"
    if (one.stage in PROMISED) != (other.stage in PROMISED):
        return "one is promised, the other told as given"
    if one.denied != other.denied:
        return "one is told only as denied"
    return f"places differ: {_where(one)} and {_where(other)}" if one.place != other.place else None


def _where(figure: Figure) -> str:
    return f"those in {figure.place}" if figure.place else "no place in particular"


def _words(figure: Figure) -> str:
    """A range in words, as it is compared: "at least 8,000", "9,000 to 11,000"."""
    low, high = _range(figure)
    if high == math.inf:
        return f"at least {low:,.10g}"
    if figure.min is None:
        return f"up to {high:,.10g}"
    return f"{low:,.10g}" if low == high else f"{low:,.10g} to {high:,.10g}"


def _range(figure: Figure) -> tuple[float, float]:
    """What a figure covers: open above without a highest value, down to 0 without a lowest, wider when it is `about`."""
    low = 0.0 if figure.min is None else figure.min
    high = math.inf if figure.max is None else figure.max
    return (low * (1 - ABOUT), high * (1 + ABOUT)) if figure.qualifier is Qualifier.ABOUT else (low, high)


def _no_update(smaller: Figure, larger: Figure) -> str:
    if smaller.scope is not Scope.TOTAL:
        return "they are not totals"
    if not (smaller.as_of and larger.as_of):
        return "the day of one is not known"
    return "both are of the same day" if smaller.as_of == larger.as_of else "the larger is the earlier one"
