"""Claims counted over some tellings: the SQL behind every count of a claim, whether all tellings are kept or few.

The same statement makes the counts of the whole corpus when the store is made and those of a filter when a page asks.
"""

from core.claims.figures import ABOUT, PROMISED, STAGES

# Who speaks in a telling: its claimants by their numbers, else the origin of its text, by that of its document with a minus
# before it.
VOICES = "CASE WHEN len(claimant_nos) > 0 THEN claimant_nos ELSE [-origin_no] END"


def counted(kept: str) -> str:
    """As `told_of_each`, with what is said of a claim as such.

    `units` are words in the order first printed; `contested` says who denies it and whether figures conflict.
    """
    return f"""
WITH measured AS MATERIALIZED (
    SELECT no, claim_no, status, stage, place, as_of,
        quantity_unit, quantity_min, quantity_max, quantity_scope, quantity_qualifier
    FROM {kept} WHERE NOT repeated AND claim_no IS NOT NULL AND quantity_unit IS NOT NULL
),
units AS ({_joined("quantity_unit", "measured")}),
conflicts AS ({conflicts("measured")})
SELECT t.*, u.words AS units,
    nullif(concat_ws('; ',
        CASE WHEN denier_names IS NOT NULL THEN 'denied by ' || denier_names
            WHEN list_contains(string_split(statuses, '; '), 'denied') AND statuses <> 'denied'
            THEN 'also told as denied' END,
        CASE WHEN x.claim_no IS NOT NULL THEN 'figures conflict' END
    ), '') AS contested
FROM ({told_of_each(kept)}) t
LEFT JOIN units u USING (claim_no)
LEFT JOIN conflicts x USING (claim_no)
"""


def told_of_each(kept: str) -> str:
    """A query of one row a claim (`claim_no`) over the relation `kept`, which has the columns of `tellings`.

    `told`, `documents`, `publishers`, `text_origins` and `claim_origins` count; `first_printed`, `last_printed` and
    `happened` (first day of the shortest time told) are days; `statuses`, `quantities`, `claimant_names` and `denier_names`
    are words in the order first printed. Repeats within a document are left out.
    """
    return f"""
WITH first AS MATERIALIZED (
    SELECT no, claim_no, doc_no, publisher, origin_no, published, status, date_start, date_end, quantity_text, claimant_nos,
        denied_by
    FROM {kept} WHERE NOT repeated AND claim_no IS NOT NULL
),
numbers AS (
    SELECT claim_no, count(*) AS told, count(DISTINCT doc_no) AS documents, count(DISTINCT publisher) AS publishers,
        count(DISTINCT origin_no) AS text_origins, min(published) AS first_printed, max(published) AS last_printed,
        arg_min(date_start, row(date_end - date_start, date_start))
            FILTER (WHERE date_start IS NOT NULL AND date_end IS NOT NULL) AS happened
    FROM first GROUP BY claim_no
),
voices AS ({voices("first")}),
origins AS (SELECT claim_no, count(DISTINCT voice) AS claim_origins FROM voices GROUP BY claim_no),
statuses AS ({_joined("status", "first")}),
quantities AS ({_joined("quantity_text", "first")}),
cited AS ({_joined("name", _named("claimant_nos", "node_no"))}),
deniers AS ({_joined("name", _named("denied_by", "id"))})
SELECT n.*, coalesce(o.claim_origins, 0) AS claim_origins, s.words AS statuses,
    q.words AS quantities, c.words AS claimant_names, d.words AS denier_names
FROM numbers n
LEFT JOIN origins o USING (claim_no)
LEFT JOIN statuses s USING (claim_no)
LEFT JOIN quantities q USING (claim_no)
LEFT JOIN cited c USING (claim_no)
LEFT JOIN deniers d USING (claim_no)
"""


def voices(rows: str) -> str:
    """Who says it: each claimant named, and each text origin that says it in its own voice; denying is not saying."""
    return f"SELECT claim_no, unnest({VOICES}) AS voice FROM {rows} WHERE status <> 'denied'"


def _joined(column: str, rows: str) -> str:
    """The distinct words of a column for each claim, in the order first printed, in one string."""
    return f"""SELECT claim_no, string_agg(word, '; ' ORDER BY earliest, word) AS words FROM (
        SELECT claim_no, {column} AS word, min(no) AS earliest FROM {rows} WHERE {column} IS NOT NULL GROUP BY ALL
    ) GROUP BY claim_no"""


def _named(column: str, by: str) -> str:
    """The names of those in a list of nodes, known by a column of `nodes`, each once a claim."""
    return f"""(SELECT claim_no, no, coalesce(n.name, n.id) AS name
        FROM (
            SELECT claim_no, node, min(no) AS no FROM (SELECT claim_no, no, unnest({column}) AS node FROM first) GROUP BY ALL
        ) u
        JOIN nodes n ON n.{by} = u.node)"""


def conflicts(rows: str) -> str:
    """Claims of which two figures conflict: what `core.claims.relation` says of every pair, for all claims at once.

    Two figures conflict when their ranges do not meet and neither is an update: for totals, when the smaller is not the
    earlier. So it is enough to know, for each day, the highest low end and the lowest high end, on it and before it; which
    costs as much as sorting, where comparing each with each would cost its square (claim model, figures).
    """
    alike = "claim_no, quantity_unit, scope, promised, denied, place"
    stages = " ".join(f"WHEN '{status}' THEN '{stage}'" for status, stage in STAGES.items())
    promised = ", ".join(f"'{stage}'" for stage in sorted(PROMISED))
    return f"""
    WITH ranges AS (
        SELECT claim_no, quantity_unit, coalesce(quantity_scope, 'total') AS scope, as_of,
            coalesce(coalesce(stage, CASE status {stages} END) IN ({promised}), false) AS promised,
            status = 'denied' AS denied, coalesce(place, '') AS place,
            CASE WHEN quantity_qualifier = 'about' THEN {ABOUT} ELSE 0 END AS about,
            coalesce(quantity_min, 0.0) * (1 - about) AS low,
            coalesce(quantity_max, 'infinity'::DOUBLE) * (1 + about) AS high
        FROM {rows}
        WHERE quantity_unit IS NOT NULL AND (quantity_min IS NOT NULL OR quantity_max IS NOT NULL)
    ),
    days AS (
        SELECT {alike}, as_of, max(low) AS low, min(high) AS high FROM ranges
        WHERE scope = 'total' AND as_of IS NOT NULL GROUP BY ALL
    ),
    ordered AS (SELECT *, max(low) OVER (PARTITION BY {alike} ORDER BY as_of ROWS BETWEEN UNBOUNDED PRECEDING
        AND 1 PRECEDING) AS before FROM days),
    undated AS (
        SELECT claim_no, as_of, low, high, min(high) OVER (PARTITION BY {alike}) AS lowest_high,
            max(low) OVER (PARTITION BY {alike}) AS highest_low
        FROM ranges WHERE scope = 'total'
    )
    SELECT claim_no FROM (
        SELECT claim_no FROM ranges WHERE scope <> 'total' GROUP BY {alike} HAVING max(low) > min(high)
        UNION SELECT claim_no FROM ordered WHERE low > high OR before > high
        UNION SELECT claim_no FROM undated WHERE as_of IS NULL AND (low > lowest_high OR high < highest_low)
    )"""


# A claim is named by its parties and item; claims that these do not tell apart have their time behind it. Loads are units of
# packings (claim model, units): what is in a container is not said by how many there are.
LABEL = """
    coalesce(supplier_name, 'unknown supplier') || ' → ' || coalesce(recipient_name, 'unknown recipient') || ': ' || item
    || CASE WHEN len(list_filter(string_split(units, '; '),
        lambda unit: unit NOT IN ('container', 'railcar', 'vehicle-load', 'shipment'))) = 0 THEN ', by the load' ELSE '' END
"""
WHEN = """
    coalesce(strftime(happened, '%b %Y'), 'told from ' || strftime(first_printed, '%b %Y'), 'time not stated')
"""
LABELLED = f"""
SELECT * EXCLUDE (short), CASE WHEN count(*) OVER (PARTITION BY short) > 1 THEN short || ' (' || {WHEN} || ')'
    ELSE short END AS label
FROM (SELECT *, {LABEL} AS short FROM {{claims}})
"""
