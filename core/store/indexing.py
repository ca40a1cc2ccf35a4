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
# The words of some text, once each: in lower case and without accents, as `core.queries.kept.wording` reads those asked for.
WORDS = f"list_distinct(regexp_extract_all(lower(strip_accents(concat_ws(' ', {{columns}}))), '{WORD}'))"
# Words first, then rows by their numbers: whole numbers are sorted in a fraction of the room that words take.
INDEX = f"""
CREATE TEMP TABLE {{kind}}_said AS SELECT {{number}} AS no, {WORDS} AS words FROM {{rows}};

CREATE TABLE {{kind}}_words AS
SELECT row_number() OVER (ORDER BY word)::INTEGER AS word_no, word, times FROM (
    SELECT word, count(*)::INTEGER AS times FROM (SELECT unnest(words) AS word FROM {{kind}}_said) GROUP BY word
) ORDER BY word;

CREATE TABLE {{kind}}_postings AS
SELECT w.word_no, s.no FROM (SELECT no, unnest(words) AS word FROM {{kind}}_said) s JOIN {{kind}}_words w USING (word)
ORDER BY w.word_no, s.no;

DROP TABLE {{kind}}_said;
"""


def statements() -> list[str]:
    """The statements that index the rows of a store, once its tables are made."""
    return [
        INDEX.format(kind=kind, number=number, columns=columns, rows=rows) for kind, (number, columns, rows) in KINDS.items()
    ]
