"""The lines of the network over some rows: the SQL behind every line, whether all rows are kept or few.

Ends and voices are whole numbers (`nodes`, `lines`): what is told apart by words takes ten times as long to tell apart.
"""

from core.store.counting import VOICES

# By view: the table of the store that has its lines over the whole corpus.
LINES = {"gives": "gives", "speaks of": "speaks", "quotes": "quoting"}
# By part in a telling: the node that stands for a party that no text names.
UNKNOWN = {"supplier": "unknown:supplier", "recipient": "unknown:recipient"}


def party(rows: str, part: str) -> str:
    """The node of a party of the tellings `rows`, in SQL."""
    return f"coalesce({rows}.{part}, '{UNKNOWN[part]}')"


def lines(view: str, kept: str) -> str:
    """A query of one row a line over the relation `kept`, which has the columns of `tellings` ("gives") or of `quotes`.

    Columns: `source` and `target` (numbers of `nodes`), `kind`, `origins` (independent voices), `documents`, `said`
    ("stated", "denied" where it is only denied, "open" else) and `rows`. Repeats within a document are left out.
    """
    return {"gives": _gives, "speaks of": _speaks, "quotes": _quotes}[view](kept)


def _gives(kept: str) -> str:
    return f"""
    WITH first AS (
        SELECT line_no, doc_no, status, alone, claimant_nos, origin_no FROM {kept} WHERE NOT repeated
    ),
    told AS (
        SELECT line_no, count(*) AS "rows", count(*) FILTER (alone) AS alone,
            CASE WHEN bool_or(status = 'asserted') THEN 'stated' WHEN bool_and(status = 'denied') THEN 'denied'
                ELSE 'open' END AS said
        FROM first GROUP BY line_no
    ),
    several AS (
        SELECT line_no, count(*) AS documents FROM (SELECT DISTINCT line_no, doc_no FROM first WHERE NOT alone)
        GROUP BY line_no
    ),
    voices AS (
        SELECT line_no, count(*) AS origins FROM (
            SELECT DISTINCT line_no, unnest({VOICES}) AS voice FROM first
        ) GROUP BY line_no
    )
    SELECT source_no AS source, target_no AS target, kind, origins, alone + coalesce(several.documents, 0) AS documents,
        said, "rows"
    FROM told JOIN voices USING (line_no) LEFT JOIN several USING (line_no) JOIN lines USING (line_no)"""


def _speaks(kept: str) -> str:
    return _spoken(
        "speaks of",
        f"""
    SELECT speaker_no AS source, unnest(named_nos) AS target, doc_no, alone
    FROM {kept} WHERE speaker_no IS NOT NULL AND named_nos IS NOT NULL""",
    )


def _quotes(kept: str) -> str:
    return _spoken(
        "quotes",
        f"""
    SELECT publisher_no AS source, speaker_no AS target, doc_no, alone
    FROM {kept} WHERE speaker_no IS NOT NULL AND publisher_no IS NOT NULL AND publisher_no <> speaker_no""",
    )


def _spoken(kind: str, ends: str) -> str:
    """Lines of speech: a document is a voice of its own."""
    return f"""
    WITH ends AS ({ends}),
    said AS (SELECT source, target, count(*) AS "rows", count(*) FILTER (alone) AS alone FROM ends GROUP BY ALL),
    several AS (
        SELECT source, target, count(*) AS documents FROM (SELECT DISTINCT source, target, doc_no FROM ends WHERE NOT alone)
        GROUP BY ALL
    )
    SELECT source, target, '{kind}' AS kind, alone + coalesce(several.documents, 0) AS origins, origins AS documents,
        'stated' AS said, "rows"
    FROM said LEFT JOIN several USING (source, target)"""


def statements() -> list[str]:
    """The statements that make the lines of the whole corpus."""
    over = {"gives": "tellings", "speaks of": "quotes", "quotes": "quotes"}
    return [
        f"CREATE OR REPLACE TABLE {name} AS {lines(view, over[view])} ORDER BY origins DESC" for view, name in LINES.items()
    ]
