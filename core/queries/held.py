"""Rows looked up in the text index: the SQL of those in which some words stand.

The index has, for each word and block of rows, a bit for each row that holds it (`core.store.indexing`). Blocks of all words
asked for are met first; only what is left of them becomes numbers of rows.
"""

from collections.abc import Sequence
from typing import Any

from core.store.indexing import BLOCK, WHOLE

# Any word that begins so.
BEGINS = "word >= ? AND starts_with(word, ?)"
WORD = """SELECT block, bit_or({column}) AS bits FROM {kind}_postings WHERE word_no IN (
    SELECT word_no FROM {kind}_words WHERE {which}) GROUP BY block"""
# As many bits are looked at as the highest has. No name here is that of a column of rows, so that a question is not taken to
# ask for it (`Kept`).
NUMBERS = f"""SELECT block << {BLOCK} | bit FROM (
    SELECT block, bits, unnest(range(least({1 << BLOCK}, floor(log2(bits))::BIGINT + 2))) AS bit
    FROM ({{blocks}}) WHERE bits <> 0
) WHERE (bits >> bit::UBIGINT) & 1::UBIGINT = 1"""

Asked = tuple[str, tuple[Any, ...]]  # a query and what stands for each `?` in it


def numbers(kind: str, terms: Sequence[Sequence[Sequence[str]]], said: bool = False) -> Asked:
    """The numbers of the rows of a kind in which every term stands, in one of its spellings: all its words, each as the
    beginning of a word in the row; with `said`, in what the row says, not beside it."""
    column = "said" if said else "rows"
    spelled = [[_every([_word(kind, column, BEGINS, word, word) for word in words]) for words in term] for term in terms]
    return _numbered(kind, _every([_either(term) for term in spelled]))


def whole(kind: str, word: str) -> Asked:
    """The numbers of the rows of a kind in which a word stands as it is."""
    return _numbered(kind, _word(kind, "rows", "word = ?", word))


def _numbered(kind: str, blocks: Asked) -> Asked:
    query, values = blocks
    return (f"SELECT block FROM ({query}) WHERE bits <> 0" if kind in WHOLE else NUMBERS.format(blocks=query)), values


def _word(kind: str, column: str, which: str, *values: str) -> Asked:
    return WORD.format(kind=kind, column=column, which=which), values


def _every(found: Sequence[Asked]) -> Asked:
    """The bits that all have."""
    if len(found) == 1:
        return found[0]
    bits = " & ".join(f"b{place}.bits" for place in range(len(found)))
    joined = " JOIN ".join(f"({query}) b{place}" + " USING (block)" * (place > 0) for place, (query, _) in enumerate(found))
    return f"SELECT block, {bits} AS bits FROM {joined}", _values(found)


def _either(found: Sequence[Asked]) -> Asked:
    """The bits that any has."""
    if len(found) == 1:
        return found[0]
    together = " UNION ALL ".join(f"SELECT block, bits FROM ({query})" for query, _ in found)
    return f"SELECT block, bit_or(bits) AS bits FROM ({together}) GROUP BY block", _values(found)


def _values(found: Sequence[Asked]) -> tuple[Any, ...]:
    return tuple(value for _, values in found for value in values)
