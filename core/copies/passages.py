"""Where two documents say the same: runs of equal words, joined where only a few words between them differ.

Runs are taken longest first and no word serves twice (greedy string tiling, as in METER and JPlag), so a passage that was
moved is still found.
"""

from dataclasses import dataclass
from functools import lru_cache

import numpy as np

from core.copies.words import SHINGLE, Hashes, Places, Words, rolled
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
    """All longest runs of equal words: shingles that both have, side by side in both."""
    if np.array_equal(one.ids, other.ids):
        return [Run(0, 0, len(one))] if len(one) >= SHINGLE else []
    (shingles, _, _), (_, there, order) = _shingled(one), _shingled(other)
    begin, end = np.searchsorted(there, shingles), np.searchsorted(there, shingles, side="right")
    times = end - begin
    times[times > MOST_PLACES] = 0
    first = np.repeat(np.arange(len(shingles)), times)
    within = np.arange(len(first)) - np.repeat(np.cumsum(times) - times, times)
    second = order[np.repeat(begin, times) + within]
    along = np.lexsort((first, second - first))  # diagonal by diagonal
    first, second = first[along], second[along]
    apart = (np.diff(first) != 1) | (np.diff(second) != 1)
    starts = np.flatnonzero(np.append(True, apart)[: len(first)])
    lengths = np.diff(np.append(starts, len(first))) + SHINGLE - 1
    return [Run(*run) for run in zip(first[starts].tolist(), second[starts].tolist(), lengths.tolist(), strict=True)]


@lru_cache(maxsize=256)  # a text is compared with all its copies
def _shingled(words: Words) -> tuple[Hashes, Hashes, Places]:
    """The shingles of a text in its order, in that of their hashes, and the number of the first word of each of those."""
    shingles = rolled(words.ids)
    order = np.argsort(shingles, kind="stable")
    return shingles, shingles[order], order


def _claimed(run: Run, used_one: bytearray, used_other: bytearray) -> list[Run]:
    """The parts of a run, five words long at least, that no longer run has taken; they are taken now."""
    parts = [run] if _is_free(run, used_one, used_other) else _free_parts(run, used_one, used_other)
    for part in parts:
        used_one[part.first : part.first + part.length] = b"\1" * part.length
        used_other[part.second : part.second + part.length] = b"\1" * part.length
    return parts


def _is_free(run: Run, used_one: bytearray, used_other: bytearray) -> bool:
    taken = used_one.find(1, run.first, run.first + run.length), used_other.find(1, run.second, run.second + run.length)
    return taken == (-1, -1)


def _free_parts(run: Run, used_one: bytearray, used_other: bytearray) -> list[Run]:
    parts: list[Run] = []
    start = 0
    for step in range(run.length + 1):
        if step == run.length or used_one[run.first + step] or used_other[run.second + step]:
            if step - start >= SHINGLE:
                parts.append(Run(run.first + start, run.second + start, step - start))
            start = step + 1
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
