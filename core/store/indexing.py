r"""The full-text index: which rows hold which word, as two tables of the store for each kind of row.

`…_words` are the distinct words in order, so that all that begin alike lie together; `…_postings` the rows of each, in
order. An index within the store is asked in one statement with the filters, where one beside it (SQLite's FTS5, tantivy)
would hand over the numbers of all rows found first. Measured over a million tellings, CPU ms to count the rows of a rare
word, of one that stands in 2 % of them, of one that stands in 83 %: here 3, 5, 6; FTS5 0, 1, 27, and 250 to hand the last
over; tantivy 0, 0, 5, and 91. Their sizes: 11, 60 and 26 MB.
"""

# By kind of row: the column that numbers its rows, the words it is found by, and the relation they stand in.
KINDS = {
    "tellings": (
        "t.no",
        "t.pair, t.item, t.category, t.status, t.designation, t.claimant_names, t.denier_names, "
        "substr(d.text, t.sentence_start + 1, t.sentence_end - t.sentence_start)",
        "tellings t JOIN texts d USING (doc_no)",
    ),
    "quotes": ("no", "voice, speaker_text, cue, source, text", "quotes"),
    "attitudes": ("no", "voice, speaker_text, cue, source, text", "attitudes"),
    "documents": ("d.doc_no", "d.title, d.doc, d.publisher_name, t.text", "documents d JOIN texts t USING (doc_no)"),
    "claims": ("claim_no", "label, category, statuses, quantities, claimant_names, denier_names", "claims"),
}
WORD = r"[\pL\pN]+"
# The words of some text, in lower case and without accents, as `core.queries.kept.wording` reads those asked for. One that
# stands twice in a row is there twice, which changes no answer and costs less than to look for such.
WORDS = f"regexp_extract_all(lower(strip_accents(concat_ws(' ', {{columns}}))), '{WORD}')"
TABLES = """
CREATE OR REPLACE TABLE {kind}_words (word_no INTEGER, word VARCHAR);
CREATE OR REPLACE TABLE {kind}_postings (word_no INTEGER, no BIGINT);
"""
# Words first, then rows by their numbers: whole numbers are sorted in a fraction of the room that words take. Words that
# the index has keep their numbers.
INDEX = f"""
CREATE OR REPLACE TEMP TABLE {{kind}}_said AS SELECT {{number}} AS no, {WORDS} AS words FROM {{rows}};

INSERT INTO {{kind}}_words
SELECT last + row_number() OVER (ORDER BY word), word
FROM (SELECT DISTINCT unnest(words) AS word FROM {{kind}}_said) ANTI JOIN {{kind}}_words USING (word),
    (SELECT coalesce(max(word_no), 0) AS last FROM {{kind}}_words)
ORDER BY word;

INSERT INTO {{kind}}_postings
SELECT w.word_no, s.no FROM (SELECT no, unnest(words) AS word FROM {{kind}}_said) s JOIN {{kind}}_words w USING (word)
ORDER BY w.word_no, s.no;

DROP TABLE {{kind}}_said;
"""
# Kinds of row that belong to one document, and the column that numbers them.
PLACES = {"tellings": "no", "quotes": "no", "attitudes": "no", "documents": "doc_no"}


def tables() -> list[str]:
    """The statements that begin an index of the rows of documents."""
    return [TABLES.format(kind=kind) for kind in PLACES]


def of_documents() -> list[str]:
    """The statements that take the rows of documents into the index."""
    return [_index(kind) for kind in PLACES]


def left_out(kind: str) -> str:
    """The statement that takes the rows of the documents `leaving` out of the index, while the store has them."""
    place = PLACES[kind]
    return f"""DELETE FROM store.main.{kind}_postings WHERE no IN (
        SELECT {place} FROM store.main.{kind} WHERE doc_no IN (SELECT doc_no FROM leaving))"""


def of_claims() -> list[str]:
    """The statements that index all claims anew."""
    return [TABLES.format(kind="claims"), _index("claims")]


def _index(kind: str) -> str:
    number, columns, rows = KINDS[kind]
    return INDEX.format(kind=kind, number=number, columns=columns, rows=rows)
