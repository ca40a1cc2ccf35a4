"""The words of a text, as the text index has them and as questions are asked: lower case, no accents, letters and figures.

One text is cut by `words`, a column of them by `split`; both cut alike.
"""

import re
from typing import Any
from unicodedata import combining, normalize

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from numpy.typing import NDArray

from core import arrays

WORD = re.compile(r"[^\W_]+")
# Dashes, quotation marks and others that English prints among its letters; in UTF-8 these two bytes and one more.
PUNCTUATION = re.compile("[\u2000-\u203f]+")
LEAD, SECOND = 0xE2, 0x80
# What becomes of each byte of such a text: its letter or figure, else a space.
PLAIN = "".join(mark.lower() if (mark := chr(code)).isalnum() else " " for code in range(128))
BYTES = PLAIN.encode() + b" " * 128

Numbers = NDArray[np.integer[Any]]


def words(text: str) -> list[str]:
    """The words of one text, in its order."""
    if not text.isascii():
        text = PUNCTUATION.sub(" ", text)
    if not text.isascii():
        text = " ".join(piece if piece.isascii() else _unmarked(piece) for piece in text.split())
        if not text.isascii():
            return WORD.findall(text.lower())
    return text.translate(PLAIN).split()


def _unmarked(text: str) -> str:
    return "".join(mark for mark in normalize("NFD", text.lower()) if not combining(mark))


def split(texts: pa.StringArray) -> tuple[list[str], Numbers, Numbers]:
    """The distinct words of many texts, and for each time that one stands there its place among them and its text's place.

    Texts in plain letters and the punctuation of English, nearly all, are cut as one run of bytes; no text may be missing.
    Times are in no order.
    """
    plain = _in_plain_letters(texts)
    if plain.all():
        return _cut(_spaced(texts), np.arange(len(texts)))
    others, places = np.flatnonzero(~plain), np.flatnonzero(plain)
    spelled = arrays.words([" ".join(words(text)) for text in texts.take(arrays.of(others)).to_pylist()])
    clean = pa.concat_arrays([_spaced(texts.take(arrays.of(places))), spelled])
    return _cut(clean, np.concatenate([places, others]))


def _in_plain_letters(texts: pa.StringArray) -> NDArray[np.bool_]:
    """Whether each text has only ASCII and `PUNCTUATION`."""
    offsets, letters = _bytes(texts)
    beyond = letters >= 0x80
    lead = np.flatnonzero((letters[:-2] == LEAD) & (letters[1:-1] == SECOND))
    for place in range(3):
        beyond[lead + place] = False
    plain = np.ones(len(texts), np.bool_)
    plain[np.searchsorted(offsets, np.flatnonzero(beyond), "right") - 1] = False
    return plain


def _bytes(texts: pa.StringArray) -> tuple[NDArray[np.int32], NDArray[np.uint8]]:
    """Where each text begins and the last one ends, and the bytes of all."""
    _, offsets, letters = texts.buffers()
    begins = np.frombuffer(offsets, np.int32)[texts.offset : texts.offset + len(texts) + 1]
    found = np.frombuffer(letters or b"", np.uint8)[begins[0] : begins[-1]]
    return begins - begins[0], found


def _spaced(texts: pa.StringArray) -> pa.StringArray:
    """Texts in plain letters in lower case, with spaces for what is no letter or figure."""
    offsets, letters = _bytes(texts)
    spaced = letters.tobytes().translate(BYTES)
    return pa.StringArray.from_buffers(len(texts), pa.py_buffer(offsets), pa.py_buffer(spaced))


def _cut(texts: pa.StringArray, places: Numbers) -> tuple[list[str], Numbers, Numbers]:
    """As `split`, of texts whose words have spaces between them, each in its place."""
    lists = pc.ascii_split_whitespace(texts)
    found = lists.flatten().dictionary_encode()
    distinct, codes = found.dictionary.to_pylist(), arrays.numbers(found.indices)
    of = places[arrays.numbers(pc.list_parent_indices(lists))]
    if "" in distinct:  # what stands before the first space of a text, and behind the last
        there = codes != distinct.index("")
        codes, of = codes[there], of[there]
    return distinct, codes, of
