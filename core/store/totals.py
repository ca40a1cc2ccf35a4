"""Tables that count over the rows of many documents: made over all rows, or anew for what some documents touch.

A row of such a table is known by a key (a claim, a line of the network, a speaker, an actor), and counts the rows that have
it. What changes in a few documents changes the rows of their keys, before and after, and no others: these are taken out and
counted again by the same query, over the rows of these keys alone.
"""

from dataclasses import dataclass

from core.store import lining
from core.store.counting import LABEL, LABELLED, counted

# Actors with the number of documents that name each, and the forms in which texts name it.
ACTORS = """
SELECT a.*, nodes.node_no, coalesce(n.named_in, 0) AS named_in, f.forms
FROM raw_actors a JOIN nodes ON nodes.id = a.id
LEFT JOIN (SELECT actor, count(*) AS named_in FROM {named} GROUP BY actor) n ON n.actor = a.id
LEFT JOIN (SELECT actor, list(text ORDER BY text) AS forms FROM (SELECT DISTINCT actor, text FROM {mentions}) GROUP BY actor)
    f ON f.actor = a.id
"""

# Every claim as the whole corpus has it; filters count anew what they keep of it.
WITH_COUNTS = """(
    SELECT n.claim_no, c.id, c.supplier, c.recipient, c.category, c.item, c.date_start, c.date_end,
        supplier.name AS supplier_name, recipient.name AS recipient_name, counts.* EXCLUDE (claim_no)
    FROM raw_claims c
    JOIN numbered n ON n.id = c.id
    JOIN counts ON counts.claim_no = n.claim_no
    LEFT JOIN raw_actors supplier ON supplier.id = c.supplier
    LEFT JOIN raw_actors recipient ON recipient.id = c.recipient
)"""
ORDER = "claim_origins DESC, told DESC, id"
COUNTS = "CREATE OR REPLACE TEMP TABLE counts AS {counted};"
# Lists of names, which cannot leave memory, are made for a share of the claims at a time: all of ten million tellings take
# four gigabytes.
SHARES = 8

# Claims that have figures for two days or more, and how many tellings give one.
FIGURED = """
SELECT claim_no, count(*)::INTEGER AS told FROM {rows}
WHERE (quantity_min IS NOT NULL OR quantity_max IS NOT NULL) AND as_of IS NOT NULL AND claim_no IS NOT NULL
GROUP BY claim_no HAVING min(as_of) < max(as_of)
"""

# What the documents that go or change touch, while the store still has them, and what they touch when they have come.
TOUCHED = """
CREATE TABLE memory.touched_claims AS
SELECT DISTINCT claim_no FROM store.main.tellings WHERE doc_no IN (SELECT doc_no FROM leaving);

CREATE TABLE memory.touched_lines AS
SELECT DISTINCT source_no, target_no, kind FROM store.main.lines WHERE line_no IN (
    SELECT line_no FROM store.main.tellings WHERE doc_no IN (SELECT doc_no FROM leaving));

CREATE TABLE memory.touched_speakers AS
SELECT DISTINCT speaker_no FROM store.main.quotes WHERE doc_no IN (SELECT doc_no FROM leaving);

CREATE TABLE memory.touched_actors AS
FROM others UNION SELECT actor FROM store.main.named WHERE doc_no IN (SELECT doc_no FROM leaving);
"""
TOUCHED_NOW = """
INSERT INTO memory.touched_claims SELECT DISTINCT claim_no FROM memory.fresh.tellings;

INSERT INTO memory.touched_lines
SELECT DISTINCT source_no, target_no, kind FROM lines WHERE line_no IN (SELECT line_no FROM memory.fresh.tellings);

INSERT INTO memory.touched_speakers SELECT DISTINCT speaker_no FROM memory.fresh.quotes;

INSERT INTO memory.touched_actors SELECT DISTINCT actor FROM memory.fresh.named;
"""


@dataclass(frozen=True, slots=True)
class Total:
    """A table by the query that makes it over some `rows`: the condition for rows that have a key touched, and that for
    rows of the table itself."""

    query: str
    rows: str
    of_rows: str
    of_table: str


SPOKEN = "speaker_no IN (FROM memory.touched_speakers)"
CLAIM = "claim_no IN (FROM memory.touched_claims)"
LINE = "line_no IN (SELECT line_no FROM lines SEMI JOIN memory.touched_lines USING (source_no, target_no, kind))"
TOTALS = {
    "figured": Total(FIGURED, "tellings", CLAIM, CLAIM),
    "gives": Total(
        lining.lines("gives", "{rows}"), "tellings", LINE, "(source, target, kind) IN (FROM memory.touched_lines)"
    ),
    "speaks": Total(lining.lines("speaks of", "{rows}"), "quotes", SPOKEN, "source IN (FROM memory.touched_speakers)"),
    "quoting": Total(lining.lines("quotes", "{rows}"), "quotes", SPOKEN, "target IN (FROM memory.touched_speakers)"),
}

# A claim is labelled by what others of the same parties and thing there are: with those touched go those that are, or were,
# labelled alike.
CLAIMS_TOUCHED = f"""
CREATE TEMP TABLE labelling AS
WITH alike AS (
    SELECT {LABEL} AS short FROM claims WHERE claim_no IN (FROM memory.touched_claims)
    UNION SELECT {LABEL} FROM {WITH_COUNTS}
)
SELECT * FROM {WITH_COUNTS}
UNION ALL BY NAME SELECT * EXCLUDE (label) FROM claims
WHERE claim_no NOT IN (SELECT claim_no FROM memory.touched_claims WHERE claim_no IS NOT NULL) AND {LABEL} IN (FROM alike);

INSERT INTO memory.touched_claims SELECT claim_no FROM labelling;

DELETE FROM claims WHERE {CLAIM};

INSERT INTO claims BY NAME {LABELLED.format(claims="labelling")};
"""


def made() -> list[str]:
    """The statements that make all of them, in place of what is there."""
    return [
        f"CREATE OR REPLACE TABLE actors AS {ACTORS.format(named='named', mentions='mentions')} ORDER BY a.id",
        COUNTS.format(counted=counted(_share(0))),
        *(f"INSERT INTO counts {counted(_share(place))}" for place in range(1, SHARES)),
        f"CREATE OR REPLACE TABLE claims AS {LABELLED.format(claims=WITH_COUNTS)} ORDER BY {ORDER}",
        f"CREATE OR REPLACE TABLE figured AS {FIGURED.format(rows='tellings')} ORDER BY told DESC, claim_no",
        *lining.statements(),
    ]


def _share(place: int) -> str:
    """The tellings of one of `SHARES` shares of the claims."""
    return f"(SELECT * FROM tellings WHERE claim_no % {SHARES} = {place})"


def renewed() -> list[str]:
    """The statements that count anew what is touched, in a store whose rows of documents are as they are to be."""
    actor = "actor IN (FROM memory.touched_actors)"
    named, mentions = (f"(SELECT * FROM {name} WHERE {actor})" for name in ("named", "mentions"))
    statements = [
        "DELETE FROM actors WHERE id IN (FROM memory.touched_actors)",
        f"INSERT INTO actors BY NAME {ACTORS.format(named=named, mentions=mentions)} "
        "WHERE a.id IN (FROM memory.touched_actors)",
        COUNTS.format(counted=counted(f"(SELECT * FROM tellings WHERE {CLAIM})")),
        CLAIMS_TOUCHED,
    ]
    for name, one in TOTALS.items():
        rows = f"(SELECT * FROM {one.rows} WHERE {one.of_rows})"
        statements += [
            f"DELETE FROM {name} WHERE {one.of_table}",
            f"INSERT INTO {name} BY NAME {one.query.format(rows=rows)}",
        ]
    return statements
