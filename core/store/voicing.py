"""Who speaks, as a page asks it: what the words of a text say of its speakers, read once when the store is made.

Distinct words are read, not rows: cues, namings of speakers, and the few characters around a person's first mentions.
"""

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import islice
from typing import TYPE_CHECKING, Any

import pyarrow as pa

from core import arrays
from core.speaking import (
    AFTER,
    AT_MOST,
    BEFORE,
    KINDS,
    NO_CUE,
    NO_SIDE,
    NOBODY,
    UNATTRIBUTED,
    cue_class,
    nouns,
    role_beside,
    role_in,
    sides,
)

if TYPE_CHECKING:
    import duckdb

TABLES = ("quotes", "attitudes")
Read = Callable[[str], str | None]
IN_ONE = 50_000  # rows read from the database at a time
# Persons who speak in a document where no naming has told their role, and the text around the first mentions of each. The
# mentions are chosen first: a text that is sorted with each of them takes a gigabyte where a document is long.
AROUND = f"""
CREATE TABLE memory.speaking AS
SELECT DISTINCT q.doc, q.speaker FROM ({" UNION ALL ".join(f"SELECT doc, speaker FROM raw_{name}" for name in TABLES)}) q
JOIN raw_actors a ON a.id = q.speaker AND a.kind = 'person';

CREATE TABLE memory.firsts AS
SELECT m.doc, m.actor AS speaker, m.start, m."end"
FROM raw_mentions m JOIN speaking s ON s.doc = m.doc AND s.speaker = m.actor
QUALIFY row_number() OVER (PARTITION BY m.doc, m.actor ORDER BY m.start) <= {AT_MOST};

CREATE TABLE memory.around AS
SELECT m.doc, m.speaker, m.start,
    substr(d.text, greatest(m.start - {BEFORE}, 0) + 1, least(m.start, {BEFORE})) AS before,
    substr(d.text, m."end" + 1, {AFTER}) AS after
FROM memory.firsts m JOIN raw_documents d ON d.doc = m.doc;
"""
TOLD = """
CREATE TABLE memory.told_{table} AS
SELECT doc, speaker, first(r.role ORDER BY q.start, q."end", q.id) AS role
FROM raw_{table} q JOIN role_words r ON r.words = q.speaker_text WHERE speaker IS NOT NULL GROUP BY ALL;
"""
# What is asked of every row: a state that speaks through "officials" speaks in their role there only.
COLUMNS = f"""
    coalesce(speaker.name, '{UNATTRIBUTED}') AS voice,
    coalesce(role_words.role,
        CASE WHEN speaker.kind = 'person' THEN coalesce(told_{{table}}.role, beside.role) END,
        general.role, '{NOBODY}') AS role,
    CASE WHEN q.speaker IS NULL THEN '{UNATTRIBUTED}' ELSE coalesce(sides.side, '{NO_SIDE}') END AS side,
    coalesce(cue_words.class, '{NO_CUE}') AS cue_class
"""
JOINS = """
LEFT JOIN role_words ON role_words.words = q.speaker_text
LEFT JOIN told_{table} ON told_{table}.doc = q.doc AND told_{table}.speaker = q.speaker
LEFT JOIN beside ON beside.doc = q.doc AND beside.speaker = q.speaker
LEFT JOIN general ON general.kind = speaker.kind
LEFT JOIN sides ON sides.actor = q.speaker
LEFT JOIN cue_words ON cue_words.words = q.cue
"""


def prepare(connection: "duckdb.DuckDBPyConnection") -> None:
    """Makes the tables that `COLUMNS` and `JOINS` ask, from the views `raw_…`."""
    _words(connection, "cue_words", "class", "cue", cue_class)
    _words(connection, "role_words", "role", "speaker_text", role_in)
    actors = connection.sql("SELECT id, name, kind, country, part_of FROM raw_actors").fetchall()
    _table(connection, "sides", ("actor", "side"), sides(actors).items())
    _table(connection, "general", ("kind", "role"), KINDS.items())
    connection.execute(AROUND)
    for table in TABLES:
        connection.execute(TOLD.format(table=table))
    _table(connection, "beside", ("doc", "speaker", "role"), _beside(connection))


def _words(connection: "duckdb.DuckDBPyConnection", name: str, column: str, of: str, read: Read) -> None:
    """A table of the distinct words of a column and what is read in them; words in which nothing is read are left out."""
    distinct = " UNION ".join(f"SELECT {of} FROM raw_{table} WHERE {of} IS NOT NULL" for table in TABLES)
    found = ((words, read(words)) for (words,) in _rows(connection, distinct))
    _table(connection, name, ("words", column), ((words, said) for words, said in found if said))


def _beside(connection: "duckdb.DuckDBPyConnection") -> Iterator[tuple[str, str, str]]:
    """Document, speaker and the role that stands beside one of the first mentions, the first that has one."""
    named = "|".join(re.escape(noun) for noun in nouns())
    query = """SELECT doc, speaker, before, after FROM around WHERE regexp_matches(lower(before || ' ' || after), ?)
        ORDER BY doc, speaker, start"""
    last = None
    for doc, speaker, before, after in _rows(connection, query, [named]):
        if (doc, speaker) != last and (role := role_beside(before, after)):
            last = doc, speaker
            yield doc, speaker, role


def _rows(connection: "duckdb.DuckDBPyConnection", query: str, values: Sequence[str] = ()) -> Iterator[tuple[Any, ...]]:
    """The rows of a query, read on a cursor of their own some at a time."""
    cursor = connection.cursor()
    cursor.execute(query, list(values))
    while rows := cursor.fetchmany(IN_ONE):
        yield from rows


def _table(
    connection: "duckdb.DuckDBPyConnection", name: str, columns: Sequence[str], rows: Iterable[Sequence[str]]
) -> None:
    """A table of words, written some rows at a time."""
    shape = pa.schema([(column, pa.string()) for column in columns])
    connection.execute(f"CREATE TABLE memory.{name} ({', '.join(f'{column} VARCHAR' for column in columns)})")
    left = iter(rows)
    while some := list(islice(left, IN_ONE)):
        connection.register("fresh", pa.table([arrays.words(column) for column in zip(*some, strict=True)], schema=shape))
        connection.execute(f"INSERT INTO memory.{name} SELECT * FROM fresh")
        connection.unregister("fresh")
