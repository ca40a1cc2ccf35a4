"""How well tellings are grouped into claims, against claims that a person made of hand-annotated tellings.

The gold is a file `claims/NAME.json` beside the folder NAME of gold annotations: under `claims`, each with `about`,
`supplier`, `recipient`, `category` and `tellings` (`doc`, `start`, `end`, `item`). Only tellings that the program found can
be grouped at all, so the measures are over the gold tellings that one of its own answers.

    claims pairwise   of all pairs of tellings, those that both put into one claim
    claims B3         for each telling, the share of its claim that the other side puts with it too (Bagga and Baldwin, 1998)
"""

import json
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from math import comb
from pathlib import Path
from typing import Any

from core import tables
from core.evaluate import ALL, Mean, Names, Scores, Tally, read_aliases
from core.records import Claim, Transfer
from core.wording import head

Row = dict[str, Any]
PAIRWISE, B_CUBED, ANSWERED = "claims pairwise", "claims B3", "claims tellings answered"


def with_claims(scores: Mapping[str, Scores], pairs: Iterable[tuple[Path, Path]]) -> dict[str, Scores]:
    """Scores of `evaluate` for the same tables and gold, with those of claims added where there is gold for them."""
    found = dict(scores)
    for folder, gold in pairs:
        file = gold.resolve().parent / "claims" / f"{gold.resolve().name}.json"
        if file.is_file():
            grouped = compare(json.loads(file.read_text(encoding="utf-8"))["claims"], folder, Names(read_aliases(gold)))
            for name in (ALL, gold.resolve().name):
                found[name] = found.get(name, Scores()) + grouped
    return found


def compare(gold: list[Row], folder: Path, names: Names) -> Scores:
    """Scores of the claims in a folder of tables against gold claims."""
    claims: list[Claim] = tables.read_table(folder, "claims")
    transfers: list[Transfer] = tables.read_table(folder, "transfers")
    of_telling = {telling: claim.id for claim in claims for telling in claim.tellings}
    wanted = [(str(number), claim | telling) for number, claim in enumerate(gold) for telling in claim["tellings"]]
    answers = _answers([row for _, row in wanted], transfers, names)
    both = [
        (name, of_telling[answer.repeat_of or answer.id])
        for (name, _), answer in zip(wanted, answers, strict=True)
        if answer
    ]
    return Scores(
        {PAIRWISE: pairwise(both)},
        {B_CUBED: b_cubed(both), ANSWERED: Mean(len(both), len(wanted))},
    )


def pairwise(both: Iterable[tuple[str, str]]) -> Tally:
    """Pairs of tellings that gold and program put together, from the gold's and the program's claim of each telling."""
    listed = list(both)
    return Tally(*(_pairs(groups) for groups in (listed, [gold for gold, _ in listed], [found for _, found in listed])))


def b_cubed(both: Iterable[tuple[str, str]]) -> Mean:
    """The B³ F1 of each telling, from the gold's and the program's claim of each."""
    listed = list(both)
    together = Counter(listed)
    golds, founds = Counter(gold for gold, _ in listed), Counter(found for _, found in listed)
    values = [2 * together[one] / (golds[one[0]] + founds[one[1]]) for one in listed]
    return Mean(sum(values), len(values))


def _pairs(groups: Iterable[Any]) -> int:
    return sum(comb(size, 2) for size in Counter(groups).values())


def _answers(gold: list[Row], found: list[Transfer], names: Names) -> list[Transfer | None]:
    """For each gold telling the one of the program that answers it: spans overlap, parties and category agree, once each."""
    by_doc: defaultdict[str, list[Transfer]] = defaultdict(list)
    for row in found:
        by_doc[row.doc].append(row)
    rivals = [
        (_likeness(row, answer), place, number)
        for place, row in enumerate(gold)
        for number, answer in enumerate(by_doc[row["doc"]])
        if _same_parties(row, answer, names) and _shared(row, answer)
    ]
    chosen: list[Transfer | None] = [None] * len(gold)
    taken: set[tuple[str, int]] = set()
    for _, place, number in sorted(rivals, key=lambda one: (-one[0], one[1], one[2])):
        doc = gold[place]["doc"]
        if chosen[place] is None and (doc, number) not in taken:
            chosen[place] = by_doc[doc][number]
            taken.add((doc, number))
    return chosen


def _same_parties(gold: Row, answer: Transfer, names: Names) -> bool:
    parties = [names.one(answer.supplier), names.one(answer.recipient), str(answer.category)]
    return parties == [names.one(gold["supplier"]), names.one(gold["recipient"]), gold["category"]]


def _shared(gold: Row, answer: Transfer) -> int:
    start, end = int(gold["start"]), int(gold["end"])
    return max(0, min(end, answer.end) - max(start, answer.start))


def _likeness(gold: Row, answer: Transfer) -> float:
    """How well an answer fits, 0 to 2: the same head of the item counts as much as the same span."""
    union = max(int(gold["end"]), answer.end) - min(int(gold["start"]), answer.start)
    return (1.0 if head(gold["item"]) == head(answer.item) else 0.0) + _shared(gold, answer) / union
