"""Learns from annotated texts how much each sign of an open party counts: the weights of `data/lexicon/open_parties.toml`.

    python -m tools.parties                     # prints them
    python -m tools.parties --sets made         # from some of the made-up texts only
    python -m tools.parties --folds 11          # how well it does on documents it has not learned from

Whoever stands in an open role by the annotation is to weigh more than every other party of the text, and more than nobody:
a logistic regression over the candidates of each place, its weights drawn to those set by hand (`prior`). It reads the
folders of `MADE`, the seeds where they are at hand, every second document of the sample (by name) and the examples of
`tests/cases`; never the other half of the sample or `tests/gold/held`.
"""

import argparse
import re
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import minimize

from core import corpus, lexicon
from core.evaluate import Names, Row, read_aliases, read_gold
from core.extract import actors, giving, parsed, quotes, transfers
from core.extract.context import Context
from core.extract.frames import Event
from core.extract.open_parties import Candidates, Pairing, Weighed
from core.extract.open_signs import Open, Read, Signs
from core.extract.parties import Parties
from core.extract.spoken import Spoken
from core.extract.turns import Turns
from core.records import Document, Noise
from core.wording import head

ROOT = Path(__file__).parents[1]
MADE = {name: (ROOT / f"tests/gold/{name}/documents", ROOT / f"tests/gold/{name}") for name in ("made", "other", "wide")}
SAMPLE = (ROOT / "data/sample/documents", ROOT / "tests/gold/sample")
SEEDS = (ROOT.parent / "shared/seeds", ROOT.parent / "shared/gold/seeds")  # where they are at hand
CASES = ROOT / "tests/cases"
# How strongly weights are drawn to the prior; how much a place counts in texts of one war, and in examples of a line or two.
PULL, OF_SAMPLE, OF_CASES = 15.0, 0.3, 0.3


@dataclass(frozen=True, slots=True)
class Example:
    """One open place: the signs of each candidate (the first is nobody), which of them is right, in which document."""

    signs: Sequence[Signs]
    right: int
    doc: str
    counts: float


class Recorder:
    """Candidates that take note of every place they are asked about."""

    def __init__(self, candidates: Candidates) -> None:
        self._candidates = candidates
        self.asked: list[tuple[Open, list[Weighed]]] = []
        self.paired: list[tuple[Open, list[Pairing]]] = []

    def keep(self, read: Read) -> None:
        self._candidates.keep(read)

    def best(self, place: Open) -> Weighed:
        self.asked.append((place, self._candidates.weighed(place)))
        return self._candidates.best(place)

    def best_pair(self, giving: Open, taking: Open) -> Pairing:
        self.paired.append((giving, self._candidates.paired(giving, taking)))
        return self._candidates.best_pair(giving, taking)


# ---------------------------------------------------------------- texts to examples
Annotated = tuple[Document, Sequence[Noise], Sequence[Row]]


def gold(documents: Path, annotations: Path, halved: bool = False) -> list[Annotated]:
    """Annotated documents with their rows; of a folder that is halved the first, third, fifth … by name."""
    annotated = read_gold(annotations)
    rows = {name: annotated[name].get("transfers") or [] for name in sorted(annotated)[:: 2 if halved else 1]}
    texts = [text for text in corpus.read(documents) if isinstance(text, corpus.Text)]
    by_name = [(text.document.doc.removesuffix(".txt"), text) for text in texts]
    return [(text.document, text.noise, rows[name]) for name, text in by_name if name in rows]


def cases() -> list[Annotated]:
    """The examples of the case files with the rows expected of them; a row may point anywhere in its text."""
    found: list[Annotated] = []
    for path in sorted(CASES.glob("*.txt")):
        for number, block in enumerate(re.split(r"\n\s*\n", path.read_text(encoding="utf-8")), 1):
            lines = [line for line in block.splitlines() if not line.startswith(("#", "@"))]
            text = "\n".join(line for line in lines if not line.startswith("  "))
            rows = [_row(line, len(text)) for line in lines if line.startswith("  ") and " | " in line]
            found.append((Document(f"{path.stem}-{number}", "", text), (), rows))
    return [one for one in found if one[2]]


def _row(line: str, length: int) -> Row:
    parties, item, *_ = (field.strip() for field in line.split(" | "))
    supplier, recipient = (None if id.strip() == "?" else id.strip() for id in parties.split(" > "))
    return {"supplier": supplier, "recipient": recipient, "item": item, "start": 0, "end": length}


def examples(texts: Sequence[Annotated], names: Names, counts: float) -> Iterator[Example]:
    """The open places of annotated documents whose right party is known."""
    for (document, noise, rows), doc in zip(texts, parsed.parse([text.text for text, _, _ in texts]), strict=True):
        cast = actors.actors(doc, document, noise)
        quoted, _ = quotes.quotes(doc, cast, document, noise)
        parties = Parties(cast, Spoken(quoted, Turns(cast, document)))
        events = transfers.told_of(doc, parties, noise)
        context = Context(doc, parties, events)
        recorder = Recorder(context.candidates)
        context.candidates = recorder  # type: ignore[assignment]  # asked in the same words
        for event in events:
            recorder.asked.clear()
            recorder.paired.clear()
            transfers.tellings(event, context)
            for place, found in recorder.asked:
                right = _right(place, found, event, rows, names)
                if right is not None:
                    yield Example([one.signs for one in found], right, document.doc, counts)
            for place, pairs in recorder.paired:
                right = _right_pair(place, pairs, event, rows, names)  # such places are few: each counts in full
                yield Example([one.signs for one in pairs], right, document.doc, 1.0)


def _right(place: Open, found: Sequence[Weighed], event: Event, rows: Sequence[Row], names: Names) -> int | None:
    """Which candidate the annotation names (0: nobody); None where it has no such telling, or a party nobody found."""
    mine, other = ("supplier", "recipient") if place.supplier else ("recipient", "supplier")
    known = {names.one(id) for id in place.known}
    wanted = {names.one(row[mine]) for row in _told(place, event, rows) if names.one(row[other]) in known}
    fitting = [number for number, one in enumerate(found) if names.one(one.id) in wanted]
    return fitting[0] if fitting else None


def _right_pair(place: Open, found: Sequence[Pairing], event: Event, rows: Sequence[Row], names: Names) -> int:
    """Which pair the annotation names; 0, nobody, where it has no such telling: one with wrong parties is none either."""
    wanted = {(names.one(row["supplier"]), names.one(row["recipient"])) for row in _told(place, event, rows)}
    fitting = [number for number, one in enumerate(found) if (names.one(one.supplier), names.one(one.recipient)) in wanted]
    return next((number for number in fitting if number), 0)


def _told(place: Open, event: Event, rows: Sequence[Row]) -> list[Row]:
    """The rows of the annotation that tell of the things of an event where it does."""
    span = giving.extent(event)
    things = {head(thing.text) for thing in event.things if place.thing is None or thing.head.i == place.thing.i}
    same = [row for row in rows if row["start"] < span.end_char and row["end"] > span.start_char]
    return [row for row in same if not things or head(row["item"]) in things]


# ---------------------------------------------------------------- examples to weights
def fitted(learned: Sequence[Example], signs: Sequence[str], pull: float = PULL) -> dict[str, float]:
    """The weight of each sign under which the right candidates are likeliest."""
    at = {name: number for number, name in enumerate(signs)}
    prior = np.array([lexicon.table("open_parties")["prior"][name] for name in signs])
    tables = []
    for example in learned:
        table = np.zeros((len(example.signs), len(signs)))
        for row, candidate in enumerate(example.signs):
            for name, value in candidate.items():
                table[row, at[name]] = value
        tables.append(table)

    def loss(weights: NDArray[np.float64]) -> tuple[float, NDArray[np.float64]]:
        off = weights - prior
        total, slope = pull * float(off @ off) / 2, pull * off
        for example, table in zip(learned, tables, strict=True):
            scores = table @ weights
            likely = np.exp(scores - scores.max())
            likely /= likely.sum()
            total -= example.counts * float(np.log(likely[example.right] + 1e-12))
            slope = slope + example.counts * (likely @ table - table[example.right])
        return total, slope

    found = minimize(loss, prior, jac=True, method="L-BFGS-B").x
    return {name: round(float(weight), 2) for name, weight in zip(signs, found, strict=True)}


def chosen(example: Example, weights: dict[str, float]) -> int:
    """The candidate that weighs most."""
    scores = [sum(weights[name] * value for name, value in one.items()) for one in example.signs]
    return int(np.argmax(scores))


def by_table(learned: Sequence[Example]) -> dict[str, list[Example]]:
    """The examples of each of the two tables: places with one party open, and with both."""
    pairs = [one for one in learned if "no pair" in one.signs[0]]
    return {"weights": [one for one in learned if "no pair" not in one.signs[0]], "pair": pairs}


def cross_validated(learned: Sequence[Example], signs: Sequence[str], folds: int, pull: float = PULL) -> tuple[float, float]:
    """Share of places, weighed, and of those that count in full, that are read right by weights learned elsewhere."""
    docs = sorted({example.doc for example in learned})
    fold = {doc: number % folds for number, doc in enumerate(docs)}
    right: list[tuple[float, bool]] = []
    for number in range(folds):
        for examples_ in by_table(learned).values():
            weights = fitted([one for one in examples_ if fold[one.doc] != number], signs, pull)
            right += [(one.counts, chosen(one, weights) == one.right) for one in examples_ if fold[one.doc] == number]
    full = [good for counts, good in right if counts == 1]
    return sum(c * g for c, g in right) / sum(c for c, _ in right), sum(full) / max(1, len(full))


def read(sets: Sequence[str]) -> tuple[list[Example], list[str]]:
    """Every example, of the made-up texts those of some sets, and the names of the signs in the order of the table."""
    found: list[Example] = []
    for documents, annotations in (MADE[name] for name in sets):
        if annotations.is_dir():
            found += examples(gold(documents, annotations), Names(read_aliases(annotations)), 1.0)
    found += examples(gold(*SAMPLE, halved=True), Names(read_aliases(SAMPLE[1])), OF_SAMPLE)
    if SEEDS[1].is_dir():
        found += examples(gold(*SEEDS), Names(read_aliases(SEEDS[1])), OF_SAMPLE)
    found += examples(cases(), Names({}), OF_CASES)
    return found, list(lexicon.table("open_parties")["prior"])


def main(arguments: Sequence[str]) -> None:
    """Prints the weights, or with `--folds` how well they do on documents left out."""
    parser = argparse.ArgumentParser(description="how much each sign of an open party counts")
    parser.add_argument("--folds", type=int, default=0)
    parser.add_argument("--sets", nargs="+", default=list(MADE), choices=list(MADE))
    asked = parser.parse_args(arguments)
    found, signs = read(asked.sets)
    if asked.folds:
        weighed, full = cross_validated(found, signs, asked.folds)
        sys.stdout.write(f"{len(found)} places; right {weighed:.3f}, of those that count in full {full:.3f}\n")
        return
    for table, learned in by_table(found).items():
        lines = [f'"{name}" = {weight}' for name, weight in fitted(learned, signs).items()]
        sys.stdout.write("\n".join([f"[{table}]", *lines, "", ""]))


if __name__ == "__main__":
    main(sys.argv[1:])
