"""Numbers: of documents and of their rows in the order of printing, with room for those that come later, and of others.

Documents are numbered in steps of `STEP`; one that is printed between two others takes a number between theirs. A row's
number is made of its document's and its place in it, so that it does not change with anything outside its document. What
belongs to no document, and is known to rows by a number, keeps it for good.
"""

STEP = 64  # numbers from one document to the next: 30 million documents fit into 31 bits
ROWS = 4096  # rows of one kind in a document that has both its neighbours next to it; others have up to `STEP` times as many

# By table, the column of its numbers and those by which it is known: `known_…` has what the store before had of them.
KNOWN = {
    "claims": ("claim_no", "id"),
    "pairs": ("pair_no", "pair"),
    "kinds": ("bit", "category", "status"),
    "nodes": ("node_no", "id"),
    "lines": ("line_no", "source", "target", "kind"),
}

# Every document in its place, where there are none yet.
PLACES = f"""
CREATE TABLE memory.places AS
SELECT doc, (row_number() OVER (ORDER BY published NULLS LAST, doc) * {STEP})::INTEGER AS doc_no FROM raw_documents;

CREATE VIEW memory.every_place AS SELECT doc, doc_no FROM memory.places;
"""
# Documents of `raw_documents` in their places among those of the store: where they were, if they were and were printed on
# that day, or evenly between their neighbours. Numbers are the same where there is no room.
PLACES_AMONG = f"""
CREATE TABLE memory.places AS
WITH others AS (SELECT doc, published, doc_no FROM store.main.documents ANTI JOIN affected USING (doc)),
same AS (
    SELECT d.doc, d.published, s.doc_no FROM raw_documents d JOIN store.main.documents s USING (doc)
    WHERE s.published IS NOT DISTINCT FROM d.published
),
ordered AS (
    SELECT doc, published, doc_no, max(doc_no) OVER (printed ROWS UNBOUNDED PRECEDING) AS before,
        min(doc_no) OVER (printed ROWS BETWEEN CURRENT ROW AND UNBOUNDED FOLLOWING) AS after
    FROM (FROM others UNION ALL FROM same UNION ALL
        SELECT doc, published, NULL FROM raw_documents ANTI JOIN same USING (doc))
    WINDOW printed AS (ORDER BY published NULLS LAST, doc)
),
fresh AS (
    SELECT doc, coalesce(before, 0) AS before, after, count(*) OVER (PARTITION BY before) AS many,
        row_number() OVER (PARTITION BY before ORDER BY published NULLS LAST, doc) AS place
    FROM ordered WHERE doc_no IS NULL
)
SELECT doc, doc_no FROM same
UNION ALL
SELECT doc, (before + CASE WHEN after IS NULL THEN place * {STEP} ELSE (after - before) * place // (many + 1) END)::INTEGER
FROM fresh;

CREATE VIEW memory.every_place AS
SELECT doc, doc_no FROM memory.places
UNION ALL SELECT doc, doc_no FROM store.main.documents ANTI JOIN memory.affected USING (doc);
"""
# Whether two documents have one number, or rows of one reach into the next.
CROWDED = f"""
SELECT EXISTS (FROM memory.places p JOIN store.main.documents d USING (doc_no) WHERE d.doc NOT IN (SELECT doc FROM affected))
    OR (SELECT count(DISTINCT doc_no) < count(*) FROM memory.places)
    OR EXISTS (FROM (SELECT doc, count(*) AS rows FROM raw_transfers GROUP BY doc UNION ALL
        SELECT doc, count(*) FROM raw_quotes GROUP BY doc UNION ALL SELECT doc, count(*) FROM raw_attitudes GROUP BY doc)
        WHERE rows > {ROWS})
"""


def placed(table: str, rows: str) -> str:
    """The statement that makes `…_placed`: the number of each row of `raw_…`, from what it is known by alone.

    To number rows with all their columns sorts them as a whole, which they are once more to be stored in order.
    """
    return f"""
    CREATE OR REPLACE TEMP TABLE {table}_placed AS
    SELECT r.id, p.doc_no, r.start, r."end",
        p.doc_no::BIGINT * {ROWS} + row_number() OVER (PARTITION BY p.doc_no ORDER BY r.start, r.id) - 1 AS no
    FROM raw_{rows} r JOIN places p USING (doc);
    """


def lasting(table: str, order: str) -> str:
    """The column of the numbers of a table in SQL, where it is joined with `known_…` and `last_of`: what is new, in some
    order, comes behind what is known."""
    number = KNOWN[table][0]
    new = f"row_number() OVER (PARTITION BY known_{table}.{number} IS NULL ORDER BY {order})"
    return f"coalesce(known_{table}.{number}, last + {new})::INTEGER AS {number}"


def last_of(table: str) -> str:
    """The highest number that a table has given, as a relation of one row; -1 where it has none, as bits begin with 0."""
    return f"(SELECT coalesce(max({KNOWN[table][0]}), -1) AS last FROM known_{table})"


def known() -> list[str]:
    """The statements that make `known_…`, still empty."""
    return [
        f"CREATE TABLE memory.known_{table} ({number} INTEGER, {', '.join(f'{name} VARCHAR' for name in names)})"
        for table, (number, *names) in KNOWN.items()
    ]


def known_before() -> list[str]:
    """The statements that fill it from the store before."""
    return [
        f"INSERT INTO memory.known_{table} SELECT {', '.join(columns)} FROM store.main.{table}"
        for table, columns in KNOWN.items()
    ]
