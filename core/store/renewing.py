"""The store of a build made from the one before it: what changed takes the place of what it was, the rest stands.

The documents that are not as they were are made into a small store of their own, by the statements that make every store;
its rows then replace theirs in a copy of the store before. What counts over all documents is made anew by the same
statements, from rows that are there. So a store comes out as one made from nothing would, but for its numbers.
"""

import os
import shutil
from collections.abc import Collection
from pathlib import Path
from typing import TYPE_CHECKING

import pyarrow as pa

from core import arrays
from core.store import indexing, layout, places, totals, voicing
from core.store.making import drafted, make, memory, tables, writing
from core.store.opened import FILE, StoreError

if TYPE_CHECKING:
    import duckdb

# Beyond this share of the documents a store is made from nothing. What is replaced leaves gaps on the disk, and an order of
# its own: so the documents are counted that were replaced since a store was made from nothing.
SHARE = 0.2
OF_ONE_DOCUMENT = ("documents", "noise", "mentions", "dates", "quotes", "attitudes", "transfers")

# The documents whose rows are not those of the store before: `touched` is what the build says, and beside that all to which
# something else gives another origin, publisher, actor or claim.
AFFECTED = """
CREATE TABLE memory.others AS
WITH RECURSIVE others AS (
    SELECT id FROM (
        (SELECT id, name, kind, country, part_of FROM raw_actors
            EXCEPT SELECT id, name, kind, country, part_of FROM store.main.actors)
        UNION ALL (SELECT id, name, kind, country, part_of FROM store.main.actors
            EXCEPT SELECT id, name, kind, country, part_of FROM raw_actors)
    )
    UNION SELECT a.id FROM raw_actors a JOIN others o ON a.part_of = o.id
)
FROM others;

CREATE TABLE memory.affected AS
WITH printers AS (
    SELECT id FROM ((FROM raw_sources EXCEPT FROM store.main.sources)
        UNION ALL (FROM store.main.sources EXCEPT FROM raw_sources))
),
told AS (
    SELECT telling FROM (
        (SELECT id AS claim, unnest(tellings) AS telling FROM raw_claims
            EXCEPT SELECT claim, telling FROM store.main.members)
        UNION ALL (SELECT claim, telling FROM store.main.members EXCEPT SELECT id, unnest(tellings) FROM raw_claims)
    )
)
SELECT doc FROM touched
UNION SELECT coalesce(d.doc, s.doc) FROM all_documents d FULL JOIN store.main.documents s USING (doc)
    WHERE d.doc IS NULL OR s.doc IS NULL OR coalesce(d.origin, d.doc) <> s.origin
UNION SELECT doc FROM all_documents WHERE publisher IN (FROM printers) OR origin IN (FROM touched)
UNION SELECT doc FROM all_transfers WHERE id IN (FROM told)
UNION SELECT doc FROM store.main.tellings WHERE id IN (FROM told) OR no IN (
    SELECT no FROM store.main.parts WHERE actor IN (FROM others))
UNION SELECT doc FROM store.main.documents WHERE doc_no IN (
    SELECT doc_no FROM store.main.named WHERE actor IN (FROM others)
    UNION SELECT doc_no FROM store.main.quotes WHERE speaker IN (FROM others)
    UNION SELECT doc_no FROM store.main.attitudes WHERE speaker IN (FROM others));

CREATE TABLE memory.leaving AS SELECT doc, doc_no FROM store.main.documents JOIN affected USING (doc);
"""
# Numbers of the actors that are counted anew, those that are no more among them.
TOUCHED_NODES = """(SELECT node_no FROM nodes WHERE id IN (FROM memory.touched_actors)
    UNION SELECT node_no FROM memory.known_nodes WHERE id IN (FROM memory.touched_actors))"""
REPLACED = """
CREATE TABLE IF NOT EXISTS store.main.replaced (documents BIGINT);
INSERT INTO store.main.replaced SELECT count(*) FROM affected;
"""
MANY = f"""
SELECT (SELECT sum(documents) FROM store.main.replaced) > {SHARE} * (SELECT count(*) FROM all_documents)
"""


def renew(folder: Path, before: Path, touched: Collection[str]) -> Path:
    """Makes the store of a folder of Parquet files from that of the build before, in the folder `before`; returns its file.

    `touched` are the documents of which any row changed, new ones and those that are gone among them. Where there is no
    such store, or too much has changed, it is made from nothing.
    """
    if not (before / FILE).is_file() or not _renewed(folder, before / FILE, touched):
        make(folder)
    return folder / FILE


class _AnewError(Exception):
    """A store from nothing costs less, or there is no room between the numbers of this one."""


def _renewed(folder: Path, before: Path, touched: Collection[str]) -> bool:
    import duckdb

    try:
        with drafted(folder) as draft:
            _copy(before, draft)
            with writing(folder, draft, memory(folder)) as connection:
                _replace(connection, tables(folder), touched)
    except (_AnewError, StoreError, duckdb.OutOfMemoryException):  # the store before may lack a table, of another layout
        return False
    return True


def _copy(before: Path, draft: Path) -> None:
    """Copies a file; where the file system can, the two share what neither changes."""
    if not hasattr(os, "copy_file_range"):
        shutil.copyfile(before, draft)
        return
    with before.open("rb") as source, draft.open("wb") as target:
        while os.copy_file_range(source.fileno(), target.fileno(), 1 << 30):
            pass


def _replace(connection: "duckdb.DuckDBPyConnection", names: Collection[str], touched: Collection[str]) -> None:
    connection.register("given", pa.Table.from_arrays([arrays.words(sorted(touched))], names=["doc"]))
    connection.execute("CREATE TABLE memory.touched AS SELECT doc FROM given")
    for name in set(names).difference(OF_ONE_DOCUMENT):
        connection.execute(f"CREATE VIEW memory.raw_{name} AS SELECT * FROM all_{name}")
    connection.execute(AFFECTED)
    connection.execute(REPLACED)
    if _true(connection, MANY):
        raise _AnewError
    for name in OF_ONE_DOCUMENT:
        connection.execute(f"CREATE TABLE memory.raw_{name} AS SELECT * FROM all_{name} WHERE doc IN (FROM affected)")
    connection.execute(totals.TOUCHED)
    connection.execute(places.PLACES_AMONG)
    if _true(connection, places.CROWDED):
        raise _AnewError
    connection.execute("SET search_path = 'store.main,memory.main'")
    for statement in (*places.known(), *places.known_before(), *layout.numbering()):
        connection.execute(statement)
    voicing.prepare(connection)
    connection.execute("CREATE SCHEMA memory.fresh")
    connection.execute("SET search_path = 'memory.fresh,store.main,memory.main'")
    for statement in layout.of_documents(shares=1):
        connection.execute(statement)
    connection.execute(totals.TOUCHED_NOW)
    for kind in indexing.PLACES:
        connection.execute(indexing.left_out(kind))
    for table, leaving in layout.OF_DOCUMENTS.items():
        connection.execute(f"DELETE FROM store.main.{table} WHERE {leaving}")
        connection.execute(f"INSERT INTO store.main.{table} BY NAME SELECT * FROM memory.fresh.{table}")
    indexing.of_documents(connection)
    connection.execute("SET search_path = 'store.main,memory.main'")
    for statement in (*layout.of_none(), *totals.renewed()):
        connection.execute(statement)
    indexing.of_some(connection, {"claims": "memory.touched_claims", "actors": TOUCHED_NODES})


def _true(connection: "duckdb.DuckDBPyConnection", question: str) -> bool:
    answer = connection.execute(question).fetchone()
    return bool(answer and answer[0])
