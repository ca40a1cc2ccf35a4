r"""The full-text index: which rows hold which word, as two tables of the store for each kind of row.

`…_words` are the distinct words in order, so that all that begin alike lie together. `…_postings` have, for each word, the
blocks of 64 numbers in which rows hold it, a bit a row: rows of one document mostly say the same things, and a block of them
is sorted, stored and met with another word's in place of each row. `said` are the rows that have the word in what they say,
`rows` those that have it there or beside it (who claims it, where it is printed).

An index within the store is asked in one statement with the filters, where one beside it (SQLite's FTS5, tantivy) would hand
over the numbers of all rows found first. Words are cut from the text in Python, a block of rows at a time: a dictionary has
the number of each word, and what a row says twice is there once.
"""

from collections import defaultdict
from collections.abc import Mapping
from typing import TYPE_CHECKING

import numpy as np
import pyarrow as pa

from core import arrays
from core.store.words import Numbers, split

if TYPE_CHECKING:
    import duckdb

SPOKEN = "coalesce(speaker_name, speaker_text, voice), cue, text"
# By kind of row: the column that numbers its rows, the words it says, those beside them, and the relation they stand in.
KINDS = {
    "tellings": (
        "t.no",
        "t.pair, t.item, t.category, t.text",
        "t.status, t.designation, t.claimant_names, t.denier_names, "
        "substr(d.text, t.sentence_start + 1, t.sentence_end - t.sentence_start)",
        "tellings t JOIN texts d USING (doc_no)",
    ),
    "quotes": ("no", SPOKEN, "voice, speaker_text, source", "quotes"),
    "attitudes": ("no", SPOKEN, "voice, speaker_text, source", "attitudes"),
    "documents": ("d.doc_no", "d.title, d.doc, d.publisher_name, t.text", "", "documents d JOIN texts t USING (doc_no)"),
    "claims": ("claim_no", "label, category, statuses, quantities, claimant_names, denier_names", "", "claims"),
    "actors": ("node_no", "name, array_to_string(forms, ' ')", "", "actors"),
}
BLOCK = 6  # two to the power of it: rows in a block
WHOLE = ("documents",)  # kinds of which every row is a block of its own: between two documents there is room for others
TABLES = """
CREATE OR REPLACE TABLE {kind}_words (word_no INTEGER, word VARCHAR);
CREATE OR REPLACE TABLE {kind}_postings (word_no INTEGER, block BIGINT, rows UBIGINT, said UBIGINT);
"""
SAYING = "SELECT {number}, concat_ws(' ', {said}), concat_ws(' ', {beside}) FROM {rows} WHERE {which}"
FOUND = "CREATE TABLE memory.found (id INTEGER, block BIGINT, rows UBIGINT, said UBIGINT)"
# Numbers are given in the order of words, so that those that begin alike lie together in the postings too. Words that the
# index has keep theirs.
INDEX = """
INSERT INTO {kind}_words
SELECT last + row_number() OVER (ORDER BY word), word
FROM memory.said ANTI JOIN {kind}_words USING (word), (SELECT coalesce(max(word_no), 0) AS last FROM {kind}_words)
ORDER BY word;

INSERT INTO {kind}_postings
SELECT w.word_no, f.block, f.rows, f.said
FROM memory.found f JOIN memory.said s USING (id) JOIN {kind}_words w USING (word)
ORDER BY w.word_no, f.block;

DROP TABLE memory.found;
DROP TABLE memory.said;
"""
OF_ALL = ("claims", "actors")  # kinds of which a row belongs to no document
# The others, and the column that numbers them.
PLACES = {"tellings": "no", "quotes": "no", "attitudes": "no", "documents": "doc_no"}
MOST, IN_ONE = 5_000, {"documents": 250}  # rows read at a time: sentences, and whole texts
ROOM = 32  # bits for a row among those: its block, and its place in it


def tables() -> list[str]:
    """The statements that begin an index of the rows of documents."""
    return [TABLES.format(kind=kind) for kind in PLACES]


def of_documents(connection: "duckdb.DuckDBPyConnection") -> None:
    """Takes the rows of documents into the index."""
    for kind in PLACES:
        _index(connection, kind)


def of_all(connection: "duckdb.DuckDBPyConnection") -> None:
    """Indexes all claims and actors anew."""
    for kind in OF_ALL:
        connection.execute(TABLES.format(kind=kind))
        _index(connection, kind)


def of_some(connection: "duckdb.DuckDBPyConnection", numbers: Mapping[str, str]) -> None:
    """Indexes some claims and actors anew, by their numbers as a relation of one column; those that are gone are left out.

    Rows of a block share the entries of the index, so that whole blocks are indexed.
    """
    for kind, some in numbers.items():
        number = KINDS[kind][0]
        connection.execute(f"CREATE TABLE memory.blocks AS SELECT DISTINCT {number} >> {BLOCK} AS block FROM {some}")
        connection.execute(f"DELETE FROM {kind}_postings WHERE block IN (FROM memory.blocks)")
        _index(connection, kind, f"{number} >> {BLOCK} IN (FROM memory.blocks)")
        connection.execute("DROP TABLE memory.blocks")


def left_out(kind: str) -> str:
    """The statement that takes the rows of the documents `leaving` out of the index, while the store has them."""
    place = PLACES[kind]
    return f"""DELETE FROM store.main.{kind}_postings WHERE block IN (
        SELECT {place} >> {_shift(kind)} FROM store.main.{kind} WHERE doc_no IN (SELECT doc_no FROM leaving))"""


def _index(connection: "duckdb.DuckDBPyConnection", kind: str, which: str = "true") -> None:
    number, said, beside, rows = KINDS[kind]
    numbers: defaultdict[str, int] = defaultdict()
    numbers.default_factory = numbers.__len__
    connection.execute(FOUND)
    reading = connection.cursor()
    reading.execute(f"SET search_path = '{_path(connection)}'")
    saying = reading.sql(SAYING.format(number=number, said=said, beside=beside or "''", rows=rows, which=which))
    for rows in saying.to_arrow_reader(IN_ONE.get(kind, MOST)):
        _append(connection, "INSERT INTO memory.found FROM given", _found(rows, numbers, _shift(kind)))
    given = pa.table([arrays.of(np.arange(len(numbers), dtype=np.int32)), arrays.words([*numbers])], ["id", "word"])
    _append(connection, "CREATE TABLE memory.said AS FROM given", given)
    connection.execute(INDEX.format(kind=kind))


def _path(connection: "duckdb.DuckDBPyConnection") -> str:
    return str(connection.execute("SELECT current_setting('search_path')").fetchall()[0][0])


def _append(connection: "duckdb.DuckDBPyConnection", statement: str, given: pa.Table) -> None:
    connection.register("given", given)
    connection.execute(statement)
    connection.unregister("given")


def _shift(kind: str) -> int:
    return 0 if kind in WHOLE else BLOCK


def _found(rows: pa.RecordBatch, numbers: defaultdict[str, int], shift: int) -> pa.Table:
    """The blocks of some rows in which each word stands; a word that `numbers` has not takes the next number.

    One whole number is sorted for each time that a word stands in a row: word, block, row in it, whether the row says it.
    """
    nos = arrays.numbers(rows[0])
    blocks, block = np.unique(nos >> shift, return_inverse=True)
    row = block << BLOCK | nos & (1 << shift) - 1
    times = np.sort(np.concatenate([_times(rows[place], row, numbers) << 1 | said for place, said in ((1, 1), (2, 0))]))
    group = times >> BLOCK + 1
    first = np.flatnonzero(np.diff(group, prepend=-1))
    bits = np.uint64(1) << (times >> 1 & (1 << BLOCK) - 1).astype(np.uint64)
    either = np.bitwise_or.reduceat(bits, first) if len(first) else bits
    says = np.bitwise_or.reduceat(np.where(times & 1, bits, np.uint64(0)), first) if len(first) else bits
    id, held = group[first] >> ROOM - BLOCK, blocks[group[first] & (1 << ROOM - BLOCK) - 1]
    columns = (id.astype(np.int32), held, either, says)
    return pa.table([*map(arrays.of, columns)], ["id", "block", "rows", "said"])


def _times(texts: pa.StringArray, row: Numbers, numbers: defaultdict[str, int]) -> Numbers:
    """The number of a word and its row, as one number for each time that it stands there."""
    distinct, words, places = split(texts)
    ids = np.array([numbers[word] if word else -1 for word in distinct], np.int64)
    return ids[words] << ROOM | row[places]
