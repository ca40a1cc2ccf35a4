"""Tellings of one transfer grouped into a claim, and how the figures of two tellings stand to each other.

A telling is one place in one text; a claim is what several of them tell. Grouping sees rows only and settles nothing: who
denies a claim belongs to it as much as who makes it.
"""

import math
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from core.records import Category, Claim, Day, Document, Qualifier, Scope, Stage, Status, Transfer, row_id
from core.wording import contains, plain, thing

EARLIEST, LATEST = Day.min, Day.max
# "About 10,000" covers 9,000 to 11,000 (claim model, figures).
ABOUT = 0.10


def group(tellings: Iterable[Transfer], documents: Iterable[Document]) -> list[Claim]:
    """The claims that tellings make, in order of their ids.

    Tellings make one claim when supplier, recipient and category agree, their items agree (same head word or one that
    means the same, or one holds the other's words) and their dates overlap or are not stated. A telling that repeats
    another of its document is left out. The order of tellings changes nothing.
    """
    printed = {document.doc: document for document in documents}
    parties: defaultdict[tuple[str, str, Category], list[Transfer]] = defaultdict(list)
    for telling in tellings:
        if telling.repeat_of is None:
            parties[telling.supplier or "", telling.recipient or "", telling.category].append(telling)
    claims = [
        _claim(name, among, printed, first=place == 0)
        for alike in parties.values()
        for name, same in _by_item(alike).items()
        for place, among in enumerate(_by_date(same, printed))
    ]
    return sorted(claims, key=lambda claim: claim.id)


def _by_item(tellings: list[Transfer]) -> dict[str, list[Transfer]]:
    """Tellings by the head word of their item; a head that only one other group's items hold goes to that group."""
    groups: defaultdict[str, list[Transfer]] = defaultdict(list)
    for telling in tellings:
        groups[thing(telling.item)].append(telling)
    for name in sorted(groups):
        holders = [other for other in sorted(groups) if other != name and _holds(groups[other], groups[name])]
        if len(holders) == 1:  # "artillery" beside both "artillery shells" and "artillery pieces" could be either
            groups[holders[0]] += groups.pop(name)
    return groups


def _holds(longer: list[Transfer], shorter: list[Transfer]) -> bool:
    items, others = {one.item for one in longer}, {one.item for one in shorter}
    return all(any(contains(item, other) for item in items) for other in others)


def _by_date(tellings: list[Transfer], printed: Mapping[str, Document]) -> list[list[Transfer]]:
    """Tellings whose dates overlap, earliest first; an undated one goes to the latest that had begun when it was told."""
    dated = sorted((one for one in tellings if one.date.start or one.date.end), key=_interval)
    stretches: list[list[Transfer]] = []
    end = EARLIEST
    for telling in dated:
        if not stretches or _interval(telling)[0] > end:
            stretches.append([])
        stretches[-1].append(telling)
        end = max(end, _interval(telling)[1])
    if not stretches:
        return [tellings]
    begun = [_interval(stretch[0])[0] for stretch in stretches]
    for telling in tellings:
        if not (telling.date.start or telling.date.end):
            told = telling.said_on or printed[telling.doc].published or LATEST
            stretches[max(0, sum(start <= told for start in begun) - 1)].append(telling)
    return stretches


def _interval(telling: Transfer) -> tuple[Day, Day]:
    return telling.date.start or EARLIEST, telling.date.end or LATEST


def _claim(name: str, tellings: list[Transfer], printed: Mapping[str, Document], first: bool) -> Claim:
    """One claim. The first of its parties and item has an id that later ones, as more is reported, never change."""
    told = sorted(tellings, key=lambda one: (printed[one.doc].published or LATEST, one.doc, one.start, one.id))
    starts = [one.date.start for one in told if one.date.start]
    ends = [one.date.end for one in told if one.date.end]
    one = told[0]
    since = "" if first else min(starts, default="")
    return Claim(
        id=row_id(one.supplier or "", one.recipient or "", one.category, name, since),
        supplier=one.supplier,
        recipient=one.recipient,
        category=one.category,
        item=_commonest(one.item for one in told),
        date_start=min(starts, default=None),
        date_end=max(ends, default=None),
        tellings=tuple(one.id for one in told),
        first_told=one.id if printed[one.doc].published else None,
        documents=len({one.doc for one in told}),
        publishers=len({publisher for one in told if (publisher := printed[one.doc].publisher)}),
        claim_origins=_origins(told),
    )


def _commonest(items: Iterable[str]) -> str:
    """The wording most tellings use; of equally common ones the shortest, without a headline's capitals where it can be."""
    wordings = list(items)
    counts = Counter(plain(item) for item in wordings)
    return min(wordings, key=lambda item: (-counts[plain(item)], len(item), item.swapcase()))


def _origins(tellings: Iterable[Transfer]) -> int:
    """Named claimants, each once, and each document that says it in its own voice. Denying a claim does not make it."""
    origins: set[tuple[str, str]] = set()
    for telling in tellings:
        if telling.status is not Status.DENIED:
            origins |= {("actor", claimant) for claimant in telling.claimants} or {("document", telling.doc)}
    return len(origins)


class RelationKind(StrEnum):
    """How two figures stand to each other (claim model, figures)."""

    NOT_COMPARABLE = "not-comparable"
    AGREES = "agrees"
    UPDATES = "updates"
    CONFLICTS = "conflicts"


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


PROMISED = frozenset({Stage.SOUGHT, Stage.AGREED, Stage.CANCELLED})
GIVEN = frozenset({Stage.UNDER_WAY, Stage.DELIVERED})
PLANS = {Status.PLANNED: Stage.AGREED, Status.SOUGHT: Stage.SOUGHT}


def figure(row: Mapping[str, Any]) -> Figure:
    """The figure in a row of the transfers frame (`tables.frame`); where no stage is stated, a plan counts as a promise."""
    row = {name: None if value is None or value != value else value for name, value in row.items()}  # NaN is not itself
    as_of = row["as_of"]
    stage = row["stage"] or PLANS.get(Status(row["status"]))
    return Figure(
        min=row["quantity_min"],
        max=row["quantity_max"],
        unit=row["quantity_unit"],
        qualifier=Qualifier(row["quantity_qualifier"]) if row["quantity_qualifier"] else None,
        scope=Scope(row["quantity_scope"]) if row["quantity_scope"] else None,
        stage=Stage(stage) if stage else None,
        as_of=as_of.date() if hasattr(as_of, "date") else as_of,
    )


def relation(one: Figure, other: Figure) -> Relation:
    """How two figures stand to each other, and why, in words; the order of the two makes no difference to the kind."""
    obstacle = _obstacle(one, other)
    if obstacle:
        return Relation(RelationKind.NOT_COMPARABLE, obstacle)
    (low, high), (other_low, other_high) = _range(one), _range(other)
    if low <= other_high and other_low <= high:
        return Relation(RelationKind.AGREES, "the ranges meet")
    smaller, larger = (one, other) if high < other_low else (other, one)
    if one.scope is Scope.TOTAL and smaller.as_of and larger.as_of and smaller.as_of < larger.as_of:
        return Relation(RelationKind.UPDATES, f"both are totals, and the larger is the later one ({larger.as_of})")
    return Relation(RelationKind.CONFLICTS, f"the ranges do not meet, and {_no_update(smaller, larger)}")


def _obstacle(one: Figure, other: Figure) -> str | None:
    """Why two figures cannot be compared; None where they can."""
    stages = {one.stage, other.stage}
    obstacles = (
        (one.unit is None or other.unit is None, "a unit is not known"),
        (one.unit != other.unit, f"units differ: {one.unit} and {other.unit}"),
        (one.scope is None or other.scope is None, "it is not known whether both are totals, batches or rates"),
        (one.scope != other.scope, f"one is a {one.scope}, the other a {other.scope}"),
        (bool(stages & PROMISED and stages & GIVEN), "one is promised, the other given"),
        (None in (_bound(one), _bound(other)), "one has no bound"),
    )
    return next((words for stands, words in obstacles if stands), None)


def _bound(figure: Figure) -> float | None:
    return figure.max if figure.min is None else figure.min


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
