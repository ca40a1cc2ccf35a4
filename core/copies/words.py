"""The words of a document with their characters, which of them are its own, and the 5-word shingles they make.

Bylines, captions and furniture (the noise table) are left out altogether. Words in quotation marks stay in their places, so
that a shared passage can be shown whole, but make no shingles: two reporters at one press conference are not copies.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from hashlib import blake2b

import numpy as np
from numpy.typing import NDArray

Hashes = NDArray[np.uint64]
Places = NDArray[np.int64]

WORD = re.compile(r"\w+(?:['’.,]\w+)*")
SHINGLE = 5
# An odd factor keeps all 64 bits in play; the value is that of Knuth's MMIX generator.
FACTOR = np.uint64(6364136223846793005)


@dataclass(frozen=True, slots=True)
class Words:
    """The words of one document in order. `starts` and `ends` are characters, `ids` hashes of the words without case."""

    doc: str
    starts: Places
    ends: Places
    ids: Hashes
    own: NDArray[np.bool_]  # False: within quotation marks


def words_of(doc: str, text: str, noise: Iterable[tuple[int, int]], quoted: Iterable[tuple[int, int]]) -> Words:
    """The words of a text outside its noise; `noise` and `quoted` are spans of characters."""
    found = [(match.start(), match.end(), _id(match.group())) for match in WORD.finditer(text)]
    starts = np.array([start for start, _, _ in found], dtype=np.int64)
    ends = np.array([end for _, end, _ in found], dtype=np.int64)
    ids = np.array([word for _, _, word in found], dtype=np.uint64)
    kept = _outside(starts, noise)
    return Words(doc, starts[kept], ends[kept], ids[kept], _outside(starts, quoted)[kept])


def shingles(words: Words) -> tuple[Hashes, Places]:
    """The hashes of all shingles of a document's own words, and the number of the word with which each begins."""
    hashes = rolled(words.ids)
    quoted = np.concatenate(([0], np.cumsum(~words.own)))
    places = np.flatnonzero(quoted[SHINGLE:] == quoted[:-SHINGLE]) if len(hashes) else np.array([], dtype=np.int64)
    return hashes[places], places


def rolled(ids: Hashes) -> Hashes:
    """One hash for every five words in a row, quoted or not; none where there are fewer."""
    count = len(ids) - SHINGLE + 1
    if count <= 0:
        return np.array([], dtype=np.uint64)
    hashes = np.zeros(count, dtype=np.uint64)
    for place in range(SHINGLE):
        hashes = hashes * FACTOR + ids[place : place + count]
    return _mixed(hashes)


def _mixed(hashes: Hashes) -> Hashes:
    """Spreads every bit over all others, so that a share of the values is a fair sample (finaliser of MurmurHash3)."""
    hashes = (hashes ^ (hashes >> np.uint64(33))) * np.uint64(0xFF51AFD7ED558CCD)
    hashes = (hashes ^ (hashes >> np.uint64(33))) * np.uint64(0xC4CEB9FE1A85EC53)
    return hashes ^ (hashes >> np.uint64(33))


@lru_cache(maxsize=1 << 20)
def _id(word: str) -> int:
    """A hash of a word without case, the same on every machine; a curly apostrophe is a straight one."""
    return int.from_bytes(blake2b(word.casefold().replace("’", "'").encode(), digest_size=8).digest(), "little")


def _outside(starts: Places, spans: Iterable[tuple[int, int]]) -> NDArray[np.bool_]:
    kept = np.ones(len(starts), dtype=np.bool_)
    for start, end in spans:
        first, last = np.searchsorted(starts, (start, end))
        kept[first:last] = False
    return kept
