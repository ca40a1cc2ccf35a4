"""What the store holds, as the SQL that makes it from the tables of a build (`raw_…`, one view each, structs flattened).

Rows are numbered in the order of printing (`no`; documents `doc_no`), since whole numbers are counted, joined and skipped
faster than the ids of the tables, which stay beside them. Rows of documents without a day come last. Numbers have gaps
(`places`), so that documents find room between others; those of claims and words stay theirs for good, in no order.

The tables of `OF_DOCUMENTS` hold rows that each belong to one document: the statements behind them make them for the
documents that `raw_…` gives, all or some. What else there is counts over all of them, and is made whole each time; `all_…`
are the tables of all documents.
"""

from core.store import lining, totals, voicing
from core.store.lining import party
from core.store.places import STEP, last_of, lasting, placed

VERSION = 10  # of this layout: a store of another version is made anew from the Parquet files

# Texts are measured by themselves, so that no other table is joined with a text at hand.
DOCUMENTS = """
CREATE OR REPLACE TEMP TABLE lengths AS
SELECT doc, length(text) AS characters, len(regexp_extract_all(text, '\\S+'))::INTEGER AS words FROM raw_documents;

CREATE TABLE documents AS
SELECT
    p.doc_no,
    coalesce(o.doc_no, p.doc_no) AS origin_no,
    d.* EXCLUDE (text) REPLACE (coalesce(d.origin, d.doc) AS origin),
    coalesce(s.name, d.publisher) AS publisher_name,
    s.kind AS publisher_kind,
    coalesce(d.title, d.doc) AS shown_as,
    coalesce(s.name, d.publisher, d.title, d.doc) AS source,
    coalesce(d.publisher, d.doc) AS source_id,
    lengths.characters,
    lengths.words,
    coalesce(t.times, 0) AS tellings,
    coalesce(q.times, 0) AS quotes,
    coalesce(m.times, 0) AS actors
FROM raw_documents d
JOIN places p USING (doc)
JOIN lengths USING (doc)
LEFT JOIN every_place o ON o.doc = d.origin
LEFT JOIN raw_sources s ON s.id = d.publisher
LEFT JOIN (SELECT doc, count(*)::INTEGER AS times FROM raw_transfers GROUP BY doc) t ON t.doc = d.doc
LEFT JOIN (SELECT doc, count(*)::INTEGER AS times FROM raw_quotes GROUP BY doc) q ON q.doc = d.doc
LEFT JOIN (SELECT doc, count(DISTINCT actor)::INTEGER AS times FROM raw_mentions GROUP BY doc) m ON m.doc = d.doc
ORDER BY p.doc_no;

DROP TABLE lengths;

CREATE TABLE texts AS
SELECT doc_no, doc, text FROM documents JOIN raw_documents USING (doc) ORDER BY doc_no;
"""

# What every row of a document carries of it.
OF_DOCUMENT = """d.doc_no, d.origin_no, d.shown_as, d.publisher, d.publisher_name, d.published, d.origin, d.source,
    d.source_id"""

# Lists of actors by name and by number, in the order of the text: each list once, since most rows share theirs with others.
LISTED = """
CREATE OR REPLACE TEMP TABLE {column}_listed AS
SELECT u.actors, string_agg(coalesce(a.name, u.actor), ', ' ORDER BY u.place) AS names,
    list(nodes.node_no ORDER BY u.place) AS numbers
FROM (SELECT {column} AS actors, unnest({column}) AS actor, generate_subscripts({column}, 1) AS place
      FROM (SELECT DISTINCT {column} FROM raw_transfers)) u
LEFT JOIN raw_actors a ON a.id = u.actor
LEFT JOIN nodes ON nodes.id = u.actor
GROUP BY u.actors;
"""

CLAIMS = f"""
CREATE OR REPLACE TEMP TABLE numbered AS
SELECT {lasting("claims", "c.claim_origins DESC, len(c.tellings) DESC, c.id")}, c.id
FROM raw_claims c LEFT JOIN known_claims USING (id), {last_of("claims")};

CREATE OR REPLACE TABLE members AS
SELECT n.claim_no, c.id AS claim, u.telling, u.reason, u.place
FROM (SELECT id, unnest(tellings) AS telling, unnest(reasons) AS reason, generate_subscripts(tellings, 1)::INTEGER AS place
      FROM raw_claims) u
JOIN raw_claims c ON c.id = u.id JOIN numbered n ON n.id = c.id
ORDER BY n.claim_no, u.place;
"""

# Who is said to give to whom, by name, the pairs told of most first: tellings are counted by the number of their pair.
PAIRS = f"""
CREATE OR REPLACE TABLE pairs AS
SELECT {lasting("pairs", "told DESC, pair")}, pair, told FROM (
    SELECT coalesce(s.name, 'unknown supplier') || ' → ' || coalesce(r.name, 'unknown recipient') AS pair,
        sum(told)::INTEGER AS told
    FROM (SELECT supplier, recipient, count(*) AS told FROM all_transfers GROUP BY ALL) t
    LEFT JOIN raw_actors s ON s.id = t.supplier
    LEFT JOIN raw_actors r ON r.id = t.recipient
    GROUP BY pair
) LEFT JOIN known_pairs USING (pair), {last_of("pairs")} ORDER BY told DESC, pair;
"""

# Who gives to whom with their names, each two once.
ENDS = """
CREATE OR REPLACE TEMP TABLE ends AS
SELECT t.supplier, t.recipient, s.name AS supplier_name, r.name AS recipient_name, pairs.pair, pairs.pair_no
FROM (SELECT DISTINCT supplier, recipient FROM raw_transfers) t
LEFT JOIN raw_actors s ON s.id = t.supplier
LEFT JOIN raw_actors r ON r.id = t.recipient
JOIN pairs ON pairs.pair = coalesce(s.name, 'unknown supplier') || ' → ' || coalesce(r.name, 'unknown recipient');
"""

# Whoever can stand at an end of a line of the network, or behind a telling: actors, publishers, and parties not named.
NODES = f"""
CREATE OR REPLACE TABLE nodes AS
SELECT {lasting("nodes", "id")}, id, name
FROM (
    SELECT id, any_value(name) AS name FROM (
        SELECT id, name FROM raw_actors
        UNION ALL SELECT unnest([{", ".join(f"'{node}'" for node in lining.UNKNOWN.values())}]), NULL
        UNION ALL SELECT DISTINCT publisher, NULL FROM all_documents WHERE publisher IS NOT NULL
    ) GROUP BY id
) LEFT JOIN known_nodes USING (id), {last_of("nodes")} ORDER BY id;
"""

# Who is said to give whom what category: tellings are counted by the number of their line.
GIVING = f"""
CREATE OR REPLACE TABLE lines AS
SELECT {lasting("lines", "source, target, kind")}, source, target, kind, s.node_no AS source_no, t.node_no AS target_no
FROM (
    SELECT DISTINCT {party("t", "supplier")} AS source, {party("t", "recipient")} AS target, category AS kind
    FROM all_transfers t
) LEFT JOIN known_lines USING (source, target, kind)
LEFT JOIN nodes s ON s.id = source LEFT JOIN nodes t ON t.id = target, {last_of("lines")} ORDER BY source, target, kind;
"""

# What a document says more than once: the others of its rows need not be compared to be counted by documents.
SEVERAL = {
    "tellings": f"""
CREATE OR REPLACE TEMP TABLE tellings_several AS
SELECT doc, {party("t", "supplier")} AS source, {party("t", "recipient")} AS target, category AS kind
FROM raw_transfers t WHERE repeat_of IS NULL GROUP BY ALL HAVING count(*) > 1;
""",
    **{
        table: f"""
CREATE OR REPLACE TEMP TABLE {table}_several AS
SELECT doc, speaker FROM raw_{table} WHERE speaker IS NOT NULL GROUP BY ALL HAVING count(*) > 1;
"""
        for table in voicing.TABLES
    },
}

# What a telling has of other tables by its id: looked up with few columns at hand, so that its row, which is wide, need not
# go through the disk for each table that memory cannot hold.
TOLD = f"""
CREATE OR REPLACE TEMP TABLE told AS
SELECT t.id, p.no, p.doc_no, lines.line_no, tellings_several.doc IS NULL AS alone, m.claim, m.claim_no
FROM raw_transfers t
JOIN tellings_placed p ON p.id = t.id
JOIN lines
    ON lines.source = {party("t", "supplier")} AND lines.target = {party("t", "recipient")} AND lines.kind = t.category
LEFT JOIN tellings_several
    ON tellings_several.doc = t.doc AND tellings_several.source = lines.source
    AND tellings_several.target = lines.target AND tellings_several.kind = lines.kind
LEFT JOIN members m ON m.telling = coalesce(t.repeat_of, t.id);

DROP TABLE tellings_placed;
DROP TABLE tellings_several;
"""

# A source that prints somebody's denial attributes it; it denies only in its own voice (claim model, stances).
TELLINGS = f"""
CREATE TABLE tellings AS
SELECT
    p.no,
    t.*,
    {OF_DOCUMENT},
    ends.supplier_name,
    ends.recipient_name,
    ends.pair,
    ends.pair_no,
    p.line_no,
    p.alone,
    claimants_listed.numbers AS claimant_nos,
    claimants_listed.names AS claimant_names,
    denied_by_listed.names AS denier_names,
    p.claim,
    p.claim_no,
    CASE
        WHEN t.status = 'possible' THEN 'hedges'
        WHEN len(CASE WHEN t.status = 'denied' THEN t.denied_by ELSE t.claimants END) > 0 THEN 'attributes'
        WHEN t.status = 'denied' THEN 'denies'
        ELSE 'asserts'
    END AS stance,
    t.repeat_of IS NOT NULL AS repeated,
    t.date_start IS NOT NULL OR t.date_end IS NOT NULL AS dated,
    coalesce(t.date_start, t.date_end) AS first_day,
    coalesce(t.date_end, t.date_start) AS last_day
FROM raw_transfers t
JOIN told p ON p.id = t.id
JOIN documents d ON d.doc_no = p.doc_no
JOIN ends ON ends.supplier IS NOT DISTINCT FROM t.supplier AND ends.recipient IS NOT DISTINCT FROM t.recipient
LEFT JOIN claimants_listed ON claimants_listed.actors = t.claimants
LEFT JOIN denied_by_listed ON denied_by_listed.actors = t.denied_by
ORDER BY p.no;

DROP TABLE told;
"""

# Tellings twice more, with what they are filtered and counted by: the rows of a few claims lie together, or those of a
# category and a status, however many there are of others.
NARROW = (
    "claim_no", "no", "doc_no", "origin_no", "pair_no", "line_no", "claim", "publisher", "source", "source_id", "published",
    "category", "status", "stance", "repeated", "alone", "dated", "date_start", "date_end", "first_day", "last_day", "as_of",
    "quantity_text", "quantity_min", "quantity_max", "claimant_nos", "denied_by",
)  # fmt: skip
AGAIN = f"""
CREATE TABLE by_claim AS SELECT {", ".join(NARROW)} FROM tellings ORDER BY claim_no, no;

CREATE TABLE by_kind AS FROM by_claim ORDER BY category, status, no;
"""

# Who has which part in a telling; sorted so that the rows of one actor lie together.
PARTS = """
CREATE TABLE parts AS
SELECT actor, part, no FROM (
    SELECT supplier AS actor, 'gives' AS part, no FROM tellings WHERE supplier IS NOT NULL
    UNION ALL SELECT recipient, 'receives', no FROM tellings WHERE recipient IS NOT NULL
    UNION ALL SELECT DISTINCT unnest(claimants), 'claims', no FROM tellings
    UNION ALL SELECT DISTINCT unnest(denied_by), 'denies', no FROM tellings
) ORDER BY actor, no;
"""

# What a row may hold, a bit each: a telling of a category with a status.
KINDS = f"""
CREATE OR REPLACE TABLE kinds AS
SELECT {lasting("kinds", "category, status")}, category, status
FROM (SELECT DISTINCT category, status FROM all_transfers)
LEFT JOIN known_kinds USING (category, status), {last_of("kinds")};
"""

# The first place of an actor in a document is its start and its end in one whole number: least is first.
MENTIONS = """
CREATE TABLE mentions AS
SELECT d.doc_no, m.* FROM raw_mentions m JOIN documents d ON d.doc = m.doc ORDER BY d.doc_no, m.start;

CREATE OR REPLACE TEMP TABLE firsts AS
SELECT actor, doc_no, count(*)::INTEGER AS times, min(start::BIGINT << 32 | "end") AS first
FROM mentions GROUP BY actor, doc_no;

CREATE TABLE named AS
SELECT n.node_no, f.actor, doc_no, d.published, d.publisher, times, (first >> 32)::INTEGER AS first_start,
    (first & 4294967295)::INTEGER AS first_end
FROM firsts f JOIN nodes n ON n.id = f.actor JOIN documents d USING (doc_no) ORDER BY n.node_no, doc_no;

DROP TABLE firsts;
"""

# Which actors are named within the words of each row. Lists that grow cannot leave memory: so a few documents at a time.
NAMING = """
CREATE OR REPLACE TEMP TABLE {table}_naming (no BIGINT, nos INTEGER[]);
"""
NAMED_IN_SOME = """
INSERT INTO {table}_naming
SELECT p.no, list_sort(list_distinct(list(n.node_no)))
FROM {table}_placed p JOIN mentions m ON m.doc_no = p.doc_no AND m.start >= p.start AND m.start < p."end"
JOIN nodes n ON n.id = m.actor
WHERE p.doc_no // {step} % {shares} = {share} GROUP BY p.no;
"""
SHARES = 8  # of the documents: of ten million quotes, lists of each take some hundred megabytes

# What a quote has of other tables by its number, with few columns at hand as for tellings. `holds` has the bits of those
# tellings that overlap the words.
HEARD = """
CREATE OR REPLACE TEMP TABLE {table}_holding AS
SELECT p.no, bit_or(1::HUGEINT << kinds.bit) AS holds
FROM {table}_placed p JOIN tellings t ON t.doc_no = p.doc_no AND t.start < p."end" AND p.start < t."end"
JOIN kinds USING (category, status) GROUP BY p.no;

CREATE OR REPLACE TEMP TABLE {table}_heard AS
SELECT p.id, p.no, p.doc_no, holding.holds, naming.nos
FROM {table}_placed p LEFT JOIN {table}_holding holding USING (no) LEFT JOIN {table}_naming naming USING (no);

DROP TABLE {table}_placed;
DROP TABLE {table}_holding;
DROP TABLE {table}_naming;
"""

# `named_nos` are who but the speaker is named in the words, each once; like `holds` missing where there is none. `alone`
# is a row whose speaker has no other in the document.
SPOKEN = """
CREATE TABLE {table} AS
SELECT
    p.no,
    q.*,
    {of_document},
    speaker.name AS speaker_name,
    p.holds,
    spoken.node_no AS speaker_no,
    printed.node_no AS publisher_no,
    {table}_several.doc IS NULL AS alone,
    nullif(list_filter(p.nos, lambda named: named IS DISTINCT FROM spoken.node_no), []) AS named_nos,
    {voice}
FROM raw_{table} q
JOIN {table}_heard p ON p.id = q.id
JOIN documents d ON d.doc_no = p.doc_no
LEFT JOIN nodes spoken ON spoken.id = q.speaker
LEFT JOIN nodes printed ON printed.id = d.publisher
LEFT JOIN {table}_several ON {table}_several.doc = q.doc AND {table}_several.speaker = q.speaker
LEFT JOIN raw_actors speaker ON speaker.id = q.speaker
{joins}
ORDER BY p.no;

DROP TABLE {table}_heard;
"""

# Each quote with each actor named within its words, once and without its speaker.
SPEAKS_OF = """
CREATE TABLE {table}_on AS
SELECT q.no, n.id AS actor, n.name AS named
FROM (SELECT no, unnest(named_nos) AS node_no FROM {table}) q JOIN nodes n USING (node_no)
ORDER BY named, q.no;
"""

# Utterances with what a page lists of them, and which quotes each is made of. `lost` says whether a quote of it is left out.
UTTERANCES = """
CREATE OR REPLACE TABLE pieces AS
SELECT u.utterance_no, q.no FROM (
    SELECT row_number() OVER (ORDER BY id)::INTEGER AS utterance_no, unnest(quotes) AS quote FROM raw_utterances
) u JOIN quotes q ON q.id = u.quote ORDER BY q.no;

CREATE OR REPLACE TABLE utterances AS
WITH printed AS (
    SELECT p.utterance_no, count(DISTINCT q.origin) AS texts, min(q.published) AS first_printed
    FROM pieces p JOIN quotes q USING (no) GROUP BY ALL
)
SELECT u.*, coalesce(speaker.name, 'unattributed') AS voice, q.text, p.texts, p.first_printed, false AS lost,
    len(list_intersect(u.changes, ['figure', 'negation', 'hedge'])) AS weight
FROM (SELECT row_number() OVER (ORDER BY id)::INTEGER AS utterance_no, * FROM raw_utterances) u
JOIN printed p USING (utterance_no)
LEFT JOIN raw_actors speaker ON speaker.id = u.speaker
LEFT JOIN quotes q ON q.id = u.fullest
ORDER BY documents DESC, weight DESC, u.id;
"""

# Tables that a page shows as they are: rows of one document, and others.
PLAIN, PLAIN_OF_ALL = ("noise", "dates"), ("sources", "copies", "changes", "problems")

ROWS = "no IN (SELECT no FROM store.main.{table} WHERE doc_no IN (SELECT doc_no FROM leaving))"
DOCUMENT, NAMED = "doc_no IN (SELECT doc_no FROM leaving)", "doc IN (SELECT doc FROM leaving)"
# By table, in SQL, whether a row is one of the documents `leaving`; tables by which others tell that come after them.
OF_DOCUMENTS = {
    "parts": ROWS.format(table="tellings"),
    **{f"{table}_on": ROWS.format(table=table) for table in voicing.TABLES},
    **dict.fromkeys(
        ("by_claim", "by_kind", "tellings", *voicing.TABLES, "mentions", "named", "texts", "documents"), DOCUMENT
    ),
    **dict.fromkeys(PLAIN, NAMED),
}


# Few rows of a page, and few texts, are fetched by their numbers one by one, however many there are. The numbers of
# documents are left out: beside its text, a document has little that is not read for all of them.
INDEXES = [
    "CREATE UNIQUE INDEX texts_by_number ON texts (doc_no)",
    *(f"CREATE UNIQUE INDEX {table}_by_number ON {table} (no)" for table in ("tellings", *voicing.TABLES)),
]


def numbering() -> list[str]:
    """The statements that give numbers to what belongs to no document, before the rows that carry them."""
    return [CLAIMS, PAIRS, KINDS, NODES, GIVING]


def of_documents(shares: int = SHARES) -> list[str]:
    """The statements that make the rows of those documents that the views `raw_…` hold, in so many shares where lists of
    names would not fit into memory."""
    return [
        DOCUMENTS,
        *(LISTED.format(column=column) for column in ("claimants", "denied_by")),
        placed("tellings", "transfers"),
        ENDS,
        *SEVERAL.values(),
        TOLD,
        TELLINGS,
        AGAIN,
        PARTS,
        MENTIONS,
        *(statement for table in voicing.TABLES for statement in _spoken(table, shares)),
        *(SPEAKS_OF.format(table=table) for table in voicing.TABLES),
        *(f"CREATE TABLE {name} AS SELECT * FROM raw_{name}" for name in PLAIN),
    ]


def of_all() -> list[str]:
    """The statements that make what counts over all documents, in place of what is there."""
    return [*of_none(), *totals.made()]


def of_none() -> list[str]:
    """The statements that make the tables of rows that belong to no document, in place of what is there."""
    return [UTTERANCES, *(f"CREATE OR REPLACE TABLE {name} AS SELECT * FROM raw_{name}" for name in PLAIN_OF_ALL)]


def _spoken(table: str, shares: int) -> list[str]:
    voice, joins = voicing.COLUMNS.format(table=table), voicing.JOINS.format(table=table)
    some = [NAMED_IN_SOME.format(table=table, step=STEP, shares=shares, share=share) for share in range(shares)]
    return [
        placed(table, table),
        NAMING.format(table=table),
        *some,
        HEARD.format(table=table),
        SPOKEN.format(table=table, of_document=OF_DOCUMENT, voice=voice, joins=joins),
    ]
