"""The lines of the network over some rows: the SQL behind every line, whether all rows are kept or few."""

# By view: the table of the store that has its lines over the whole corpus.
LINES = {"gives": "gives", "speaks of": "speaks", "quotes": "quoting"}


def lines(view: str, kept: str) -> str:
    """A query of one row a line over the relation `kept`, which has the columns of `tellings` ("gives") or of `quotes`.

    Columns: `source`, `target`, `kind`, `origins` (independent voices), `documents`, `said` ("stated", "denied" where it is
    only denied, "open" else) and `rows`. Repeats within a document are left out.
    """
    return {"gives": _gives, "speaks of": _speaks, "quotes": _quotes}[view](kept)


def _gives(kept: str) -> str:
    return f"""
    WITH ends AS MATERIALIZED (
        SELECT coalesce(supplier, 'unknown:supplier') AS source, coalesce(recipient, 'unknown:recipient') AS target,
            category AS kind, doc_no, status, claimants, origin
        FROM {kept} WHERE repeat_of IS NULL
    ),
    told AS (
        SELECT source, target, kind, count(*) AS "rows", count(DISTINCT doc_no) AS documents,
            CASE WHEN bool_or(status = 'asserted') THEN 'stated' WHEN bool_and(status = 'denied') THEN 'denied'
                ELSE 'open' END AS said
        FROM ends GROUP BY ALL
    ),
    voices AS (
        SELECT source, target, kind, count(DISTINCT voice) AS origins FROM (
            SELECT source, target, kind,
                unnest(CASE WHEN len(claimants) > 0 THEN claimants ELSE [chr(10) || origin] END) AS voice FROM ends
        ) GROUP BY ALL
    )
    SELECT source, target, kind, origins, documents, said, "rows" FROM told JOIN voices USING (source, target, kind)"""


def _speaks(kept: str) -> str:
    return _spoken(f"""
    SELECT q.speaker AS source, o.actor AS target, 'speaks of' AS kind, q.doc_no
    FROM {kept} q JOIN quotes_on o USING (no) WHERE q.speaker IS NOT NULL""")


def _quotes(kept: str) -> str:
    return _spoken(f"""
    SELECT publisher AS source, speaker AS target, 'quotes' AS kind, doc_no
    FROM {kept} WHERE speaker IS NOT NULL AND publisher IS NOT NULL AND publisher <> speaker""")


def _spoken(ends: str) -> str:
    """Lines of speech: a document is a voice of its own."""
    return f"""
    SELECT source, target, kind, documents AS origins, documents, 'stated' AS said, "rows" FROM (
        SELECT source, target, kind, count(DISTINCT doc_no) AS documents, count(*) AS "rows" FROM ({ends}) GROUP BY ALL
    )"""


def statements() -> list[str]:
    """The statements that make the lines of the whole corpus."""
    over = {"gives": "tellings", "speaks of": "quotes", "quotes": "quotes"}
    return [
        f"CREATE OR REPLACE TABLE {name} AS {lines(view, over[view])} ORDER BY origins DESC" for view, name in LINES.items()
    ]
