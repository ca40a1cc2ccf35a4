"""The store as of a day of printing: the same names, each a view of what had been printed by then.

Rows are numbered in the order of printing, so what was known on a day is a beginning of each table. What follows from other
rows (text origins, counts of claims, the wording that most tellings use) is made anew from those left.
"""

import datetime
from collections.abc import Mapping
from typing import TYPE_CHECKING
from weakref import finalize

import pyarrow as pa

from core.store import lining
from core.store.counting import LABELLED, counted

if TYPE_CHECKING:
    import duckdb

# `core.wording.plain` in SQL: lower case, without article, possessive ending and surplus space.
PLAIN = r"""regexp_replace(regexp_replace(lower(trim(regexp_replace(translate(item, '’‘', ''''''), '\s+', ' ', 'g'))),
    '''s?$', ''), '^the ', '')"""
LOWER, UPPER = "abcdefghijklmnopqrstuvwxyz", "ABCDEFGHIJKLMNOPQRSTUVWXYZ"

ORIGINS = pa.schema([("doc", pa.string()), ("origin", pa.string())])
OF_A_DOCUMENT = ("documents", "tellings", "quotes", "attitudes")
FOLDED = """
CREATE TABLE origins AS SELECT f.doc, f.origin, d.doc_no AS origin_no
FROM folded f LEFT JOIN store.main.documents d ON d.doc = f.origin
"""
VIEWS = """
CREATE VIEW {name} AS SELECT r.* REPLACE (coalesce(o.origin, r.doc) AS origin, coalesce(o.origin_no, r.doc_no) AS origin_no)
FROM store.main.{name} r LEFT JOIN {schema}.origins o ON o.doc = r.doc
WHERE r.doc_no <= {last};
"""
OTHERS = """
CREATE VIEW by_claim AS SELECT * FROM {schema}.tellings;
CREATE VIEW by_kind AS SELECT * FROM {schema}.tellings;
CREATE VIEW mentions AS SELECT * FROM store.main.mentions WHERE doc_no <= {last};
CREATE VIEW named AS SELECT * FROM store.main.named WHERE doc_no <= {last};
CREATE VIEW quotes_on AS SELECT * FROM store.main.quotes_on
WHERE no <= (SELECT coalesce(max(no), 0) FROM store.main.quotes WHERE doc_no <= {last});
CREATE VIEW attitudes_on AS SELECT * FROM store.main.attitudes_on
WHERE no <= (SELECT coalesce(max(no), 0) FROM store.main.attitudes WHERE doc_no <= {last});
CREATE VIEW utterances AS
WITH printed AS (
    SELECT p.utterance_no, count(DISTINCT q.doc_no) AS documents, count(DISTINCT q.publisher) AS publishers,
        count(DISTINCT q.origin) AS texts, min(q.published) AS first_printed, count(*) AS left_over
    FROM store.main.pieces p JOIN {schema}.quotes q USING (no) GROUP BY ALL
)
SELECT u.* REPLACE (p.documents AS documents, p.publishers AS publishers, p.texts AS texts,
    p.first_printed AS first_printed, p.left_over < len(u.quotes) AS lost)
FROM store.main.utterances u JOIN printed p USING (utterance_no) WHERE p.documents > 1;
CREATE VIEW noise AS SELECT * FROM store.main.noise WHERE doc IN (SELECT doc FROM {schema}.documents);
CREATE VIEW dates AS SELECT * FROM store.main.dates WHERE doc IN (SELECT doc FROM {schema}.documents);
CREATE VIEW copies AS SELECT * FROM store.main.copies
WHERE doc IN (SELECT doc FROM {schema}.documents) AND "of" IN (SELECT doc FROM {schema}.documents);
CREATE VIEW changes AS SELECT * FROM store.main.changes
WHERE doc IN (SELECT doc FROM {schema}.documents) AND "of" IN (SELECT doc FROM {schema}.documents);
CREATE VIEW sources AS SELECT * FROM store.main.sources WHERE id IN (SELECT publisher FROM {schema}.documents);
CREATE VIEW parts AS SELECT * FROM store.main.parts
WHERE no <= (SELECT coalesce(max(no), 0) FROM store.main.tellings WHERE doc_no <= {last});
CREATE TABLE actors AS
WITH there AS (SELECT actor FROM {schema}.named UNION SELECT actor FROM {schema}.parts),
forms AS (SELECT actor, list(DISTINCT text ORDER BY text) AS forms FROM {schema}.mentions GROUP BY actor)
SELECT a.* REPLACE (f.forms AS forms) FROM store.main.actors a LEFT JOIN forms f ON f.actor = a.id
WHERE id IN (SELECT actor FROM there)
    OR id IN (SELECT part_of FROM store.main.actors WHERE id IN (SELECT actor FROM there))
ORDER BY id;
"""
CLAIMS = f"""
CREATE TABLE claims AS
WITH left_over AS (SELECT * FROM {{schema}}.tellings WHERE NOT repeated AND claim_no IS NOT NULL),
days AS (SELECT claim_no, min(date_start) AS date_start, max(date_end) AS date_end FROM left_over GROUP BY claim_no),
worded AS (SELECT claim_no, item, {PLAIN} AS plain FROM left_over),
said AS (SELECT claim_no, item, count(*) OVER (PARTITION BY claim_no, plain) AS times FROM worded),
items AS (SELECT claim_no, first(item ORDER BY times DESC, length(item), translate(item, '{LOWER + UPPER}',
    '{UPPER + LOWER}')) AS item FROM said GROUP BY claim_no),
kept AS (
    SELECT c.claim_no, c.id, c.supplier, c.recipient, c.category,
        CASE WHEN n.told < c.told THEN i.item ELSE c.item END AS item,
        d.date_start, d.date_end, c.supplier_name, c.recipient_name, n.* EXCLUDE (claim_no)
    FROM ({counted("{schema}.tellings")}) n JOIN store.main.claims c USING (claim_no)
    JOIN days d USING (claim_no) JOIN items i USING (claim_no)
)
{LABELLED.format(claims="kept")} ORDER BY claim_origins DESC, told DESC, id;
"""


def go_back(connection: "duckdb.DuckDBPyConnection", day: datetime.date, origins: Mapping[str, str]) -> str:
    """Makes the views of a day, that day included, in a schema of their own, and returns its name.

    `origins` gives each document known by then the one whose text it prints; one that it does not name prints its own. A
    document without a day of printing is not known on any.
    """
    schema = f"memory.known_{day:%Y%m%d}_{id(origins)}"
    cursor = connection.cursor()
    cursor.execute(f"CREATE SCHEMA {schema}; SET search_path = '{schema},store.main'")
    folded = [(doc, origin) for doc, origin in origins.items() if doc != origin]
    rows = pa.table({"doc": [doc for doc, _ in folded], "origin": [origin for _, origin in folded]}, ORIGINS)
    cursor.register("folded", rows)
    cursor.execute(FOLDED)
    cursor.unregister("folded")
    found = cursor.execute(
        "SELECT coalesce(max(doc_no), 0) FROM store.main.documents WHERE published <= ?", [day]
    ).fetchone()
    last = int(found[0]) if found else 0
    for name in OF_A_DOCUMENT:
        cursor.execute(VIEWS.format(name=name, schema=schema, last=last))
    cursor.execute(OTHERS.format(schema=schema, last=last))
    cursor.execute(CLAIMS.format(schema=schema))
    for statement in lining.statements():
        cursor.execute(statement)
    return schema


def forget(owner: object, connection: "duckdb.DuckDBPyConnection", schema: str) -> None:
    """Drops the views of a day once nobody holds their owner any more."""
    finalize(owner, lambda: connection.cursor().execute(f"DROP SCHEMA {schema} CASCADE")).atexit = False
