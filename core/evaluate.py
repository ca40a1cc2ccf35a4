"""How well tables agree with hand-made annotations: the measures of the guidelines' scorer.

Pairs are one to one, chosen so that as many rows as possible match, and among those choices the best fitting pairs.

    actors id+surface   a common surface form and the same id          quotes jaccard50   spans agree by half or more
    actors surface      a common surface form                          quotes exact       spans are equal
    transfers core      spans overlap; supplier, recipient, category   quotes joint       jaccard50 and the same speaker
    transfers strict    core, and quantity (min, max) and status

Accuracies are over the pairs of `actors id+surface`, `quotes jaccard50` and `transfers core`.
"""

import json
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from core.export.annotations import annotations
from core.records import QuoteKind, slug
from core.wording import head, plain

Row = dict[str, Any]
Annotation = dict[str, Any]
Fits = Callable[[Row, Row], bool]
Better = Callable[[Row, Row], float]
ALL = "all"
NOT_DOCUMENTS = ("aliases.json", "SOURCES.json")
# A pair that fits outweighs any number of better fits (each at most 1) among the rows of one document.
A_PAIR = 1000.0
# A span longer than this points at nothing in particular.
MAX_EVIDENCE = 1000


class GoldError(Exception):
    """A gold folder cannot be read. The message is one line for a person."""


@dataclass(frozen=True, slots=True)
class Tally:
    """How many rows of gold and prediction matched. Without rows on either side there is nothing to measure."""

    matched: int = 0
    gold: int = 0
    predicted: int = 0

    def __add__(self, other: "Tally") -> "Tally":
        return Tally(self.matched + other.matched, self.gold + other.gold, self.predicted + other.predicted)

    @property
    def precision(self) -> float:
        return self.matched / self.predicted if self.predicted else 0.0

    @property
    def recall(self) -> float:
        return self.matched / self.gold if self.gold else 0.0

    @property
    def f1(self) -> float | None:
        both = self.gold + self.predicted
        return 2 * self.matched / both if both else None


@dataclass(frozen=True, slots=True)
class Mean:
    """A mean over matched pairs."""

    total: float = 0.0
    count: int = 0

    def __add__(self, other: "Mean") -> "Mean":
        return Mean(self.total + other.total, self.count + other.count)

    @property
    def value(self) -> float | None:
        return self.total / self.count if self.count else None


@dataclass(frozen=True, slots=True)
class Scores:
    """Every measure of one document or of many."""

    found: Mapping[str, Tally] = field(default_factory=dict)
    accuracy: Mapping[str, Mean] = field(default_factory=dict)

    def __add__(self, other: "Scores") -> "Scores":
        return Scores(
            {**self.found, **{name: self.found.get(name, Tally()) + tally for name, tally in other.found.items()}},
            {**self.accuracy, **{name: self.accuracy.get(name, Mean()) + mean for name, mean in other.accuracy.items()}},
        )


class Names:
    """Ids compared as slugs, through a table of aliases."""

    def __init__(self, aliases: Mapping[str, Iterable[str]]) -> None:
        self.canonical = {slug(name): slug(main) for main, others in aliases.items() for name in (main, *others)}

    def one(self, actor: str | None) -> str | None:
        """The canonical id of an actor, None for none."""
        return self.canonical.get(slug(actor), slug(actor)) if actor else None

    def all(self, actors: Iterable[str] | None) -> set[str | None]:
        return {self.one(actor) for actor in actors or () if actor}


def evaluate(pairs: Iterable[tuple[Path, Path]]) -> dict[str, Scores]:
    """Scores of folders of tables against gold folders: by gold folder, by document, and `all` together.

    Keys are `all`, the names of the gold folders, and `folder/document`. Raises `GoldError` where a gold folder holds
    nothing to compare with, `FileNotFoundError` where there are no tables.
    """
    scores = {ALL: Scores()}
    for tables, gold in pairs:
        name = gold.resolve().name
        found = {annotation["doc"].removesuffix(".txt"): annotation for annotation in annotations(tables)}
        by_document = compare(read_gold(gold), found, Names(read_aliases(gold)))
        together = sum(by_document.values(), Scores())
        scores |= {f"{name}/{doc}": one for doc, one in by_document.items()}
        scores[name] = scores.get(name, Scores()) + together
        scores[ALL] += together
    return scores


def read_gold(folder: Path) -> dict[str, Annotation]:
    """The annotations in a gold folder by name of document; raises `GoldError` where there are none."""
    if not folder.is_dir():
        raise GoldError(f"{folder}: no such folder of gold files")
    paths = [path for path in sorted(folder.glob("*.json")) if path.name not in NOT_DOCUMENTS]
    if not paths:
        raise GoldError(f"{folder}: no gold files in it")
    return {path.stem: _json(path) for path in paths}


def read_aliases(folder: Path) -> dict[str, list[str]]:
    """Aliases of actor ids: those beside the gold files and those in the folder above."""
    paths = [path for path in (folder.resolve().parent / "aliases.json", folder / "aliases.json") if path.is_file()]
    return {name: others for path in paths for name, others in _json(path).items()}


def compare(gold: Mapping[str, Annotation], found: Mapping[str, Annotation], names: Names) -> dict[str, Scores]:
    """Scores by document; a gold document without a prediction counts as an empty one, others are left out."""
    return {doc: _document(annotation, found.get(doc, {}), names) for doc, annotation in gold.items()}


def _document(gold: Annotation, found: Annotation, names: Names) -> Scores:
    """The scores of one document. A table that the annotation does not mark at all has nothing to be measured by."""
    measures = {"actors": _actors, "quotes": _quotes, "transfers": _transfers}
    parts = [
        measure(gold.get(table) or [], (found.get(table) or []) if table in gold else [], names)
        for table, measure in measures.items()
    ]
    return Scores(
        {name: tally for part in parts for name, tally in part.found.items()},
        {name: mean for part in parts for name, mean in part.accuracy.items()},
    )


def _actors(gold: list[Row], found: list[Row], names: Names) -> Scores:
    forms = {id(row): {plain(surface) for surface in row.get("surface") or ()} for row in (*gold, *found)}

    def share(one: Row, other: Row) -> bool:
        return bool(forms[id(one)] & forms[id(other)])

    def same(one: Row, other: Row) -> bool:
        return names.one(one.get("id")) == names.one(other.get("id"))

    def better(one: Row, other: Row) -> float:
        shared, either = forms[id(one)] & forms[id(other)], forms[id(one)] | forms[id(other)]
        return 0.5 * same(one, other) + 0.5 * len(shared) / (len(either) or 1)

    matched = _pairs(gold, found, lambda one, other: share(one, other) and same(one, other), better)
    return Scores(
        {
            "actors id+surface": Tally(len(matched), len(gold), len(found)),
            "actors surface": Tally(len(_pairs(gold, found, share, better)), len(gold), len(found)),
        },
        {
            "actor kind": _mean(one.get("kind") == other.get("kind") for one, other in matched),
            "actor surfaces (set F1)": _mean(_set_f1(forms[id(one)], forms[id(other)]) for one, other in matched),
        },
    )


def _quotes(gold: list[Row], found: list[Row], names: Names) -> Scores:
    def close(one: Row, other: Row) -> bool:
        return _jaccard(one, other) >= 0.5

    def equal(one: Row, other: Row) -> bool:
        return _span(one) == _span(other) != (0, 0)

    def speaker(one: Row, other: Row) -> bool:
        return names.one(one.get("speaker")) == names.one(other.get("speaker"))

    def kind(one: Row, other: Row) -> bool:
        return bool(one.get("kind") == other.get("kind"))

    def better(one: Row, other: Row) -> float:
        return 0.4 * speaker(one, other) + 0.3 * kind(one, other) + 0.3 * _jaccard(one, other)

    def joint(one: Row, other: Row) -> bool:
        return close(one, other) and speaker(one, other)

    measures: dict[str, Fits] = {"jaccard50": close, "exact": equal, "joint": joint}
    found_by: dict[str, Tally] = {}
    for of, wanted in [("", None), *((f" [{kind}]", kind) for kind in QuoteKind)]:
        golds = [row for row in gold if wanted in (None, row.get("kind"))]
        rows = [row for row in found if wanted in (None, row.get("kind"))]
        for measure, fits in measures.items():
            matched = _pairs(golds, rows, fits, better)
            found_by[f"quotes{of} {measure}"] = Tally(len(matched), len(golds), len(rows))
    pairs = _pairs(gold, found, close, better)
    return Scores(
        found_by,
        {
            "quote speaker": _mean(speaker(one, other) for one, other in pairs),
            "quote speaker (named)": _mean(speaker(one, other) for one, other in pairs if one.get("speaker")),
            "quote kind": _mean(kind(one, other) for one, other in pairs),
        },
    )


def _transfers(gold: list[Row], found: list[Row], names: Names) -> Scores:
    def parties(row: Row) -> tuple[str | None, ...]:
        return names.one(row.get("supplier")), names.one(row.get("recipient")), row.get("category")

    def core(one: Row, other: Row) -> bool:
        start, end = _span(other)
        return end - start <= MAX_EVIDENCE and _overlap(one, other) > 0 and parties(one) == parties(other)

    def agreement(one: Row, other: Row) -> dict[str, float]:
        return {
            "item head": head(one.get("item")) == head(other.get("item")),
            "quantity": _quantity(one) == _quantity(other),
            "status": one.get("status") == other.get("status"),
            "claimants (set F1)": _set_f1(names.all(one.get("claimants")), names.all(other.get("claimants"))),
            "denied_by (set F1)": _set_f1(names.all(one.get("denied_by")), names.all(other.get("denied_by"))),
            "date": _dates(one) == _dates(other),
        }

    def better(one: Row, other: Row) -> float:
        parts = agreement(one, other)
        return 0.4 * parts["item head"] + 0.5 * sum(parts.values()) / len(parts) + 0.1 * _jaccard(one, other)

    def strict(one: Row, other: Row) -> bool:
        return core(one, other) and _quantity(one) == _quantity(other) and one.get("status") == other.get("status")

    matched = _pairs(gold, found, core, better)
    compared = [agreement(one, other) for one, other in matched]
    stated = [_quantity(one) == _quantity(other) for one, other in matched if (one.get("quantity") or {}).get("text")]
    return Scores(
        {
            "transfers core": Tally(len(matched), len(gold), len(found)),
            "transfers strict": Tally(len(_pairs(gold, found, strict, better)), len(gold), len(found)),
        },
        {f"transfer {name}": _mean(parts[name] for parts in compared) for name in agreement({}, {})}
        | {"transfer quantity (stated)": _mean(stated)},
    )


def _pairs(gold: list[Row], found: list[Row], fits: Fits, better: Better) -> list[tuple[Row, Row]]:
    """One-to-one pairs that fit: as many as can be, and among those the best by `better` (0 to 1)."""
    if not gold or not found:
        return []
    import numpy as np
    from scipy.optimize import linear_sum_assignment  # a second to import, and needed nowhere else on the command line

    weights = np.array([[A_PAIR + better(one, other) if fits(one, other) else 0.0 for other in found] for one in gold])
    chosen = zip(*linear_sum_assignment(weights, maximize=True), strict=True)
    return [(gold[row], found[column]) for row, column in chosen if weights[row, column]]


def _mean(values: Iterable[float]) -> Mean:
    listed = [float(value) for value in values]
    return Mean(sum(listed), len(listed))


def _set_f1(one: set[Any], other: set[Any]) -> float:
    both = len(one) + len(other)
    return 2 * len(one & other) / both if both else 1.0


def _span(row: Row) -> tuple[int, int]:
    start, end = row.get("start"), row.get("end")
    return (start, end) if isinstance(start, int) and isinstance(end, int) and start < end else (0, 0)


def _overlap(one: Row, other: Row) -> int:
    (start, end), (other_start, other_end) = _span(one), _span(other)
    return max(0, min(end, other_end) - max(start, other_start))


def _jaccard(one: Row, other: Row) -> float:
    shared = _overlap(one, other)
    union = sum(end - start for start, end in (_span(one), _span(other))) - shared
    return shared / union if union else 0.0


def _quantity(row: Row) -> tuple[float | None, ...]:
    stated = row.get("quantity") or {}
    return tuple(float(value) if isinstance(value := stated.get(bound), int | float) else None for bound in ("min", "max"))


def _dates(row: Row) -> tuple[str | None, str | None]:
    stated = row.get("date") or {}
    return stated.get("start") or None, stated.get("end") or None


def _json(path: Path) -> dict[str, Any]:
    try:
        content = json.loads(path.read_text(encoding="utf-8"))
    except ValueError as error:
        raise GoldError(f"{path.name}: not JSON: {error}") from None
    if not isinstance(content, dict):
        raise GoldError(f"{path.name}: not a JSON object")
    return content
