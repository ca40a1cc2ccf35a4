"""Where two documents say the same: runs of equal words, joined where only a few words between them differ.

Runs are taken longest first and no word serves twice (greedy string tiling, as in METER and JPlag), so a passage that was
moved is still found.
"""

from collections import defaultdict
from dataclasses import dataclass
from functools import lru_cache

import numpy as np

from core.copies.words import SHINGLE, Words, rolled
from core.records import Passage

# Between two runs that follow each other in both texts so many words may differ: a clause put in, a hedge left out.
WIDEST_GAP = 12
# A name and a verb recur without copying ("the spokesman of the Ministry of Defence"): fewer words are no passage.
SHORTEST = 8
# A shingle that stands more often than this in one text ("the Ministry of Defence said") is no anchor.
MOST_PLACES = 8


@dataclass(frozen=True, slots=True, order=True)
class Run:
    """`length` equal words from word `first` of one text and word `second` of the other."""

    first: int
    second: int
    length: int

    @property
    def diagonal(self) -> int:
        return self.second - self.first


def passages(one: Words, other: Words) -> list[Passage]:
    """What two documents share, in the order of the first; spans are characters."""
    found = []
    for first, last in _joined(tiles(one, other)):
        if last.first + last.length - first.first < SHORTEST:
            continue
        found.append(
            Passage(
                one.starts[first.first],
                one.ends[last.first + last.length - 1],
                other.starts[first.second],
                other.ends[last.second + last.length - 1],
            )
        )
    return found


def tiles(one: Words, other: Words) -> list[Run]:
    """Runs of at least five equal words, in the order of the first text; no word of either is in two of them."""
    used_one, used_other = bytearray(len(one)), bytearray(len(other))
    kept: list[Run] = []
    for run in sorted(_runs(one, other), key=lambda run: (-run.length, run)):
        kept += _claimed(run, used_one, used_other)
    return sorted(kept)


def _runs(one: Words, other: Words) -> list[Run]:
    """All longest runs of equal words."""
    if np.array_equal(one.ids, other.ids):
        return [Run(0, 0, len(one))] if len(one) >= SHINGLE else []
    there = _places(other)
    going: dict[int, Run] = {}  # by diagonal: the run that may go on
    done: list[Run] = []
    for place, shingle in enumerate(rolled(one.ids).tolist()):
        anchors = there.get(shingle, ())
        for second in anchors if len(anchors) <= MOST_PLACES else ():
            run = going.get(second - place)
            if run and run.first + run.length == place + SHINGLE - 1:
                going[run.diagonal] = Run(run.first, run.second, run.length + 1)
            else:
                done += [run] if run else []
                going[second - place] = Run(place, second, SHINGLE)
    return done + list(going.values())


@lru_cache(maxsize=256)  # a text is compared with all its copies
def _places(words: Words) -> dict[int, list[int]]:
    """Where each shingle of a text begins, by the number of its first word."""
    places: defaultdict[int, list[int]] = defaultdict(list)
    for place, shingle in enumerate(rolled(words.ids).tolist()):
        places[shingle].append(place)
    return dict(places)


def _claimed(run: Run, used_one: bytearray, used_other: bytearray) -> list[Run]:
    """The parts of a run, five words long at least, that no longer run has taken; they are taken now."""
    parts: list[Run] = []
    start = 0
    for step in range(run.length + 1):
        if step == run.length or used_one[run.first + step] or used_other[run.second + step]:
            if step - start >= SHINGLE:
                parts.append(Run(run.first + start, run.second + start, step - start))
            start = step + 1
    for part in parts:
        used_one[part.first : part.first + part.length] = b"\1" * part.length
        used_other[part.second : part.second + part.length] = b"\1" * part.length
    return parts


def _joined(runs: list[Run]) -> list[tuple[Run, Run]]:
    """First and last run of every passage."""
    joined: list[tuple[Run, Run]] = []
    for run in runs:
        if joined and _follows(joined[-1][1], run):
            joined[-1] = (joined[-1][0], run)
        else:
            joined.append((run, run))
    return joined


def _follows(last: Run, run: Run) -> bool:
    gap, gap_there = run.first - last.first - last.length, run.second - last.second - last.length
    return gap <= WIDEST_GAP and 0 <= gap_there <= WIDEST_GAP
