"""The words of a document with their characters, and the 5-word shingles of what it says in its own words.

Bylines, captions and furniture (the noise table) are left out. Words in quotation marks make no shingles, as two reporters
at one press conference are no copies, but keep their places, so that a shared passage can be shown whole.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from hashlib import blake2b

import numpy as np
from numpy.typing import NDArray

Hashes = NDArray[np.uint64]
Places = NDArray[np.int64]
Spans = Iterable[tuple[int, int]]

WORD = re.compile(r"\w+(?:['’.,]\w+)*")
SHINGLE = 5
# An odd factor keeps all 64 bits in play; the value is that of Knuth's MMIX generator.
FACTOR = np.uint64(6364136223846793005)


@dataclass(frozen=True, slots=True, eq=False)  # a text is itself and no other, so that it can be remembered
class Words:
    """The words of one document in order. `starts` and `ends` are characters, `ids` hashes of the words without case."""

    starts: list[int]
    ends: list[int]
    ids: Hashes

    def __len__(self) -> int:
        return len(self.starts)


def words_of(text: str, noise: Spans) -> Words:
    """The words of a text, quoted ones too, outside its noise; `noise` is spans of characters."""
    found = [match for start, end in _between(len(text), noise) for match in WORD.finditer(text, start, end)]
    ids = _ids(match.group() for match in found)
    return Words([match.start() for match in found], [match.end() for match in found], ids)


def shingles_of(text: str, left_out: Spans) -> Hashes:
    """The shingles of a text, each once, in the order of their hashes; none reaches into or over what is left out."""
    pieces = (_ids(WORD.findall(text, start, end)) for start, end in _between(len(text), left_out))
    return np.unique(np.concatenate([rolled(piece) for piece in pieces] or [rolled(_ids(()))]))


def rolled(ids: Hashes) -> Hashes:
    """One hash for every five words in a row; none where there are fewer."""
    count = max(len(ids) - SHINGLE + 1, 0)
    hashes = np.zeros(count, dtype=np.uint64)
    for place in range(SHINGLE if count else 0):
        hashes = hashes * FACTOR + ids[place : place + count]
    return _mixed(hashes)


def _mixed(hashes: Hashes) -> Hashes:
    """Spreads every bit over all others, so that a share of the values is a fair sample (finaliser of MurmurHash3)."""
    hashes = (hashes ^ (hashes >> np.uint64(33))) * np.uint64(0xFF51AFD7ED558CCD)
    hashes = (hashes ^ (hashes >> np.uint64(33))) * np.uint64(0xC4CEB9FE1A85EC53)
    return hashes ^ (hashes >> np.uint64(33))


def _ids(words: Iterable[str]) -> Hashes:
    return np.fromiter(map(_id, words), dtype=np.uint64)


@lru_cache(maxsize=1 << 20)
def _id(word: str) -> int:
    """A hash of a word without case, the same on every machine; a curly apostrophe is a straight one."""
    return int.from_bytes(blake2b(word.casefold().replace("’", "'").encode(), digest_size=8).digest(), "little")


def _between(length: int, spans: Spans) -> Iterator[tuple[int, int]]:
    """What is left of so many characters without some spans, which may overlap."""
    last = 0
    for start, end in sorted(spans):
        if start > last:
            yield last, start
        last = max(last, end)
    if length > last:
        yield last, length
