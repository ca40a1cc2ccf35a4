"""Pairs of printings worth a closer look, found by what they share that few others have.

A bucket of an index with more than `MOST` printings says little: in it each is paired with the next only, so that pairs grow
with the printings and not with their square. Printings come in the order of their words: those that hundreds of papers print
alike stand side by side, and are paired all the same.
"""

from array import array
from collections.abc import Iterable, Sequence

import numpy as np
from numpy.typing import NDArray

from core.utterances.printings import Printing

SHINGLE = 3  # words in a row
MOST = 40  # printings in a bucket
RAREST = 8  # stems by which a report is looked for
SHARED_STEMS = 2  # rare stems that two reports of one speaker share at least
AT_ONCE = 1 << 20  # about as many runs of words are looked at together
Pair = tuple[int, int]
Numbers = NDArray[np.int64]


def pairs(printings: Sequence[Printing]) -> list[Pair]:
    """Places, in the sequence, of printings that may be of one utterance; the smaller first, in order.

    The sequence is in the order of `Printing.key`.
    """
    count = len(printings)
    found = np.union1d(_by_words(printings), _by_content(printings))
    return list(zip((found // count).tolist(), (found % count).tolist(), strict=True)) if count else []


def _by_words(printings: Sequence[Printing]) -> Numbers:
    """Printings of the words themselves that share a run of words; a shorter fragment is met by its content only."""
    places = [place for place, one in enumerate(printings) if one.in_words]
    number = _numbered(word for place in places for word in printings[place].forms)
    words = _packed(number[word] for place in places for word in printings[place].forms)
    owners = np.repeat(np.array(places, np.int64), [len(printings[place].forms) for place in places])
    whole = owners[: -SHINGLE + 1] == owners[SHINGLE - 1 :]  # a run of words does not go on into the next printing
    base = np.int64(len(number) + 1)
    runs = (words[:-2] * base + words[1:-1]) * base + words[2:]
    runs, owners = runs[whole], owners[: -SHINGLE + 1][whole]
    passes = len(runs) // AT_ONCE + 1
    return _distinct(
        _paired(runs[one], owners[one], len(printings)) for one in (runs % passes == at for at in range(passes))
    )


def _by_content(printings: Sequence[Printing]) -> Numbers:
    """Printings of one speaker, or of a speaker and the body it belongs to, that share some of their rarest stems."""
    number = _numbered(stem for one in printings for stem in one.content)
    stems = _packed(number[stem] for one in printings for stem in one.content)
    times = np.bincount(stems, minlength=len(number)) if len(stems) else np.zeros(0, np.int64)
    actors = _numbered(actor for one in printings for actor in one.lineage)
    keys, owners = array("q"), array("q")
    first = 0
    for place, one in enumerate(printings):
        own = stems[first : first + len(one.content)]
        first += len(one.content)
        rarest = own[np.lexsort((own, times[own]))[:RAREST]].tolist()
        for actor in one.lineage:
            keys.extend(actors[actor] * len(number) + stem for stem in rarest)
            owners.extend([place] * len(rarest))
    found, shared = np.unique(
        _paired(np.array(keys, np.int64), np.array(owners, np.int64), len(printings)), return_counts=True
    )
    return found[shared >= SHARED_STEMS]


def _numbered(words: Iterable[str]) -> dict[str, int]:
    """Words with their numbers, in alphabetical order."""
    return {word: number for number, word in enumerate(sorted({*words}))}


def _packed(numbers: Iterable[int]) -> Numbers:
    return np.fromiter(numbers, np.int64)


def _distinct(found: Iterable[Numbers]) -> Numbers:
    return np.unique(np.concatenate([np.unique(some) for some in found]))


def _paired(keys: Numbers, owners: Numbers, count: int) -> Numbers:
    """Every two owners of one key, as one number: the smaller place times `count`, plus the larger; a pair comes as often
    as it has keys in common. Of more than `MOST` owners, each with the next only."""
    order = np.lexsort((owners, keys))
    keys, owners = keys[order], owners[order]
    once = np.flatnonzero(np.append(True, (keys[1:] != keys[:-1]) | (owners[1:] != owners[:-1]))[: len(keys)])
    keys, owners = keys[once], owners[once]
    starts = np.flatnonzero(np.append(True, keys[1:] != keys[:-1])[: len(keys)])
    sizes = np.diff(np.append(starts, len(keys)))
    rank = np.arange(len(keys)) - np.repeat(starts, sizes)
    farthest = np.where(np.repeat(sizes, sizes) <= MOST, rank, np.minimum(rank, 1))
    return np.concatenate([_back(owners, farthest, back, count) for back in range(1, MOST)])


def _back(owners: Numbers, farthest: Numbers, back: int, count: int) -> Numbers:
    """The pairs of those that stand so many places apart within the owners of a key."""
    later = np.flatnonzero(farthest >= back)
    return owners[later - back] * count + owners[later]
