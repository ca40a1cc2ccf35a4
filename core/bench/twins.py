"""Candidates for copies as MinHash libraries find them, beside our own search, among the same shingles of planted copies.

    pip install -r requirements-peers.txt
    python -m core bench --copies

A candidate costs a comparison and a copy that is no candidate is lost: both are counted, beside processor seconds of all
threads. What stands on many documents is taken out before, for all alike.
"""

import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial
from typing import Any

import numpy as np

from core.copies.candidates import pairs
from core.copies.furniture import furniture
from core.copies.sketches import bounds, joined, owners_of
from core.copies.words import Hashes, Places, shingles_of
from core.planted import Corpus, clear_pairs, planted

DOCUMENTS = 4_000
PERMUTATIONS = 128  # as many as both libraries take where nothing is said
SEED = 1
Pairs = set[tuple[int, int]]


@dataclass(frozen=True, slots=True)
class Searched:
    """What one search found: its share of the pairs that are clear copies, all pairs it names, processor seconds."""

    by: str
    recall: float
    candidates: int
    seconds: float

    @property
    def row(self) -> tuple[str, str]:
        """The search as a person reads it."""
        return self.by, f"recall {self.recall:.3f}, {self.candidates:,} candidates, {self.seconds:.1f} s"


def searched(documents: int = DOCUMENTS) -> Iterator[Searched]:
    """Each search over one made-up corpus of so many documents, ours first; libraries not installed are left out."""
    corpus = planted(documents)
    numbers = {one.doc: number for number, one in enumerate(corpus.documents)}
    clear = {_pair(*(numbers[doc] for doc in pair)) for pair in clear_pairs(corpus)}
    own, sizes = _shingles(corpus)
    for by, search in _searches():
        began = time.process_time()
        try:
            found = search(own, sizes)
        except ImportError:
            continue
        seconds = time.process_time() - began
        yield Searched(by, len(clear & found) / len(clear), len(found), seconds)


def _searches() -> Iterator[tuple[str, Callable[[Hashes, Places], Pairs]]]:
    yield "ours: a quarter of the shingles", _ours
    for bands in (64, PERMUTATIONS):
        yield f"rensa, LSH of {bands} bands", partial(_rensa, bands=bands)
    for containment in (0.5, 0.3):
        yield f"datasketch, LSH Ensemble from containment {containment}", partial(_datasketch, containment=containment)


def _ours(own: Hashes, sizes: Places) -> Pairs:
    one, other = np.divmod(pairs(own, sizes), len(sizes))
    return set(zip(one.tolist(), other.tolist(), strict=True))


def _rensa(own: Hashes, sizes: Places, bands: int) -> Pairs:
    from rensa import RMinHash, RMinHashLSH

    sketches = []
    for shingles in _by_document(own, sizes):
        sketch = RMinHash(num_perm=PERMUTATIONS, seed=SEED)
        sketch.update([shingle.tobytes() for shingle in shingles])
        sketches.append(sketch)
    index = RMinHashLSH(threshold=0.5, num_perm=PERMUTATIONS, num_bands=bands)  # bands decide; what is asked is not verified
    index.insert_many(sketches)
    return _met(index.query(sketch) for sketch in sketches)


def _datasketch(own: Hashes, sizes: Places, containment: float) -> Pairs:
    from datasketch import MinHash, MinHashLSHEnsemble

    sketches: list[Any] = []
    for shingles in _by_document(own, sizes):
        sketch = MinHash(num_perm=PERMUTATIONS, seed=SEED)
        sketch.update_batch([shingle.tobytes() for shingle in shingles])
        sketches.append(sketch)
    index = MinHashLSHEnsemble(threshold=containment, num_perm=PERMUTATIONS)
    counts = sizes.tolist()  # the index takes no document without a shingle
    index.index((number, sketches[number], count) for number, count in enumerate(counts) if count)
    return _met(index.query(sketch, count) if count else () for sketch, count in zip(sketches, counts, strict=True))


def _met(answers: Iterator[Any]) -> Pairs:
    """The pairs in what an index answered for each document in turn."""
    return {_pair(number, other) for number, answer in enumerate(answers) for other in answer if other != number}


def _pair(one: int, other: int) -> tuple[int, int]:
    return min(one, other), max(one, other)


def _by_document(own: Hashes, sizes: Places) -> Iterator[Hashes]:
    starts = bounds(sizes)
    return (own[start:end] for start, end in zip(starts[:-1].tolist(), starts[1:].tolist(), strict=True))


def _shingles(corpus: Corpus) -> tuple[Hashes, Places]:
    """The shingles of all documents, one after the other, without what a publisher prints everywhere; how many each has."""
    shingles, sizes = joined(shingles_of(one.text, ()) for one in corpus.documents)
    stock = furniture(shingles, sizes, [one.publisher for one in corpus.documents])
    owners = owners_of(stock, bounds(sizes))
    return np.delete(shingles, stock), sizes - np.bincount(owners, minlength=len(sizes))
