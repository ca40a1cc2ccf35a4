"""Pairs of printings worth a closer look, found by what they share that few others have.

A bucket of an index with more than `MOST` printings says little: in it each is paired with the next only, so that pairs grow
with the printings and not with their square. Printings come in the order of their words: those that hundreds of papers print
alike stand side by side, and are paired all the same.
"""

from collections import Counter, defaultdict
from collections.abc import Hashable, Iterable, Iterator, Sequence
from itertools import combinations, pairwise

from core.utterances.printings import Printing

SHINGLE = 3  # words in a row
MOST = 40  # printings in a bucket
RAREST = 8  # stems by which a report is looked for
SHARED_STEMS = 2  # rare stems that two reports of one speaker share at least
Pair = tuple[int, int]


def pairs(printings: Sequence[Printing]) -> list[Pair]:
    """Places, in the sequence, of printings that may be of one utterance; the smaller first, in order.

    The sequence is in the order of `Printing.key`.
    """
    return sorted(_by_words(printings) | _by_content(printings))


def _by_words(printings: Sequence[Printing]) -> set[Pair]:
    """Printings of the words themselves that share a run of words; a shorter fragment is met by its content only."""
    index: defaultdict[Hashable, list[int]] = defaultdict(list)
    for place, printing in enumerate(printings):
        if printing.in_words:
            for shingle in set(_shingles(printing.forms)):
                index[shingle].append(place)
    return set(_paired(index.values()))


def _shingles(forms: Sequence[str]) -> Iterator[tuple[str, ...]]:
    for first in range(len(forms) - SHINGLE + 1):
        yield tuple(forms[first : first + SHINGLE])


def _by_content(printings: Sequence[Printing]) -> set[Pair]:
    """Printings of one speaker, or of a speaker and the body it belongs to, that share some of their rarest stems."""
    times = Counter(stem for printing in printings for stem in printing.content)
    index: defaultdict[Hashable, list[int]] = defaultdict(list)
    for place, printing in enumerate(printings):
        rarest = sorted(printing.content, key=lambda stem: (times[stem], stem))[:RAREST]
        for actor in printing.lineage:
            for stem in rarest:
                index[actor, stem].append(place)
    shared = Counter(_paired(index.values()))
    return {pair for pair, times in shared.items() if times >= SHARED_STEMS}


def _paired(buckets: Iterable[list[int]]) -> Iterator[Pair]:
    for bucket in buckets:
        yield from combinations(bucket, 2) if len(bucket) <= MOST else pairwise(bucket)
