"""Quotes as voices: who speaks, in which role, for which side, under which kind of cue, and of whom.

The store holds all of this with each quote (`core.store.voicing`); here it is filtered, counted and listed.
"""

from collections.abc import Iterable

import pandas as pd

from core.queries import held
from core.queries.filtered import said_of
from core.queries.filters import Filters
from core.queries.kept import Kept, wording
from core.queries.spelling import near
from core.speaking import NO_CUE, NO_SIDE, UNATTRIBUTED
from core.tables import Tables

OTHER_SIDES = "other states"
MOST_SIDES = 7  # sides with a colour of their own
MOST_VALUES = 1000  # of a filter that a reader can choose from; whoever is rarer is found by the search
MOST_SOURCES = 40
# Whose voices there are; numbers are told apart sooner than names.
VOICES = f"""SELECT DISTINCT coalesce(n.name, '{UNATTRIBUTED}') AS voice
    FROM (SELECT DISTINCT speaker_no FROM kept) LEFT JOIN nodes n ON n.node_no = speaker_no"""


def heard(tables: Tables, filters: Filters, table: str = "quotes", words: str = "", **chosen: Iterable[str]) -> Kept:
    """The quotes, or attitudes, that the filters keep, and of these the ones a page has narrowed further.

    `chosen` are values of the columns `voice`, `role`, `side`, `cue_class`, `kind` and `source`, and of `named`: an actor
    that the words name; none of a column keeps all. Every one of `words` must stand in a row; one that is nowhere a whole
    word may be a slip in the name of a speaker.
    """
    kept = said_of(tables, filters, table)
    for column, values in chosen.items():
        if wanted := list(values):
            marks = ", ".join("?" * len(wanted))
            on = f"no IN (SELECT no FROM {table}_on WHERE named IN ({marks}))"
            kept = kept.narrowed(on, *wanted) if column == "named" else kept.among(column, wanted)
    return searched(kept, words)


def searched(kept: Kept, words: str) -> Kept:
    """Rows in which every word stands, as `Kept.holding` looks them up; one that is nowhere a whole word may be a slip."""
    for word in wording(words):
        meant = [] if _whole(kept, word) else sorted(near(word, kept.ask(VOICES)["voice"]))
        query, values = held.numbers(kept.table, [[[word]]])
        if meant:
            kept = kept.narrowed(f"no IN ({query}) OR voice IN ({', '.join('?' * len(meant))})", *values, *meant)
        else:
            kept = kept.looked_up("no", query, *values)
    return kept


def _whole(kept: Kept, word: str) -> bool:
    """Whether the word stands somewhere as a whole word."""
    query, values = held.whole(kept.table, word)
    return bool(kept.value(f"SELECT EXISTS (FROM kept WHERE no IN ({query}))", *values))


def choices(tables: Tables, table: str, column: str) -> list[str]:
    """The values of a column in the whole corpus, the most frequent first; of very many only the first `MOST_VALUES`."""
    of = f"{table}_on" if column == "named" else table
    query = f"SELECT {column} AS value FROM {of} GROUP BY ALL ORDER BY count(*) DESC, value LIMIT {MOST_VALUES}"
    return [str(value) for value in tables.store.frame(query)["value"]]


def there(tables: Tables, table: str, column: str, values: Iterable[str]) -> list[str]:
    """Those of some values that the column of the whole corpus has, in the order given."""
    of = f"{table}_on" if column == "named" else table
    return [value for value in values if tables.store.value(f"SELECT EXISTS (FROM {of} WHERE {column} = ?)", (value,))]


def unattributed(kept: Kept) -> int:
    """Of how many of the rows nobody is named as the speaker."""
    return int(kept.value("SELECT count(*) FROM kept WHERE speaker_no IS NULL"))


def by_cue(kept: Kept, most: int = 20) -> pd.DataFrame:
    """Rows by the words that attribute them, whatever their case, most frequent first: `cue`, `count` and `cue_class`."""
    return kept.ask(f"""SELECT coalesce(lower(cue), '{NO_CUE}') AS cue, count(*) AS count, first(cue_class) AS cue_class
        FROM kept GROUP BY 1 ORDER BY count DESC, 1 LIMIT {int(most)}""")


def by_speaker(kept: Kept, most: int = 20) -> pd.DataFrame:
    """Rows by speaker and kind, the speakers quoted most first: `speaker_name`, `kind`, `count`, `total`."""
    return kept.ask(f"""WITH totals AS MATERIALIZED (
            SELECT coalesce(n.name, '{UNATTRIBUTED}') AS speaker_name, list(speaker_no) AS nos, sum(count) AS total
            FROM (SELECT coalesce(speaker_no, -1) AS speaker_no, count(*) AS count FROM kept GROUP BY ALL)
            LEFT JOIN nodes n ON n.node_no = speaker_no GROUP BY ALL ORDER BY total DESC, speaker_name LIMIT {int(most)}),
        several AS (SELECT speaker_name, total, unnest(nos) AS speaker_no FROM totals),
        counts AS (SELECT coalesce(speaker_no, -1) AS speaker_no, kind, count(*) AS count FROM kept
            WHERE coalesce(speaker_no, -1) IN (SELECT speaker_no FROM several) GROUP BY ALL)
        SELECT speaker_name, kind, sum(count)::BIGINT AS count, total FROM counts JOIN several USING (speaker_no)
        GROUP BY ALL ORDER BY total DESC, speaker_name, kind""")


def speakers(kept: Kept) -> pd.DataFrame:
    """Who speaks, those quoted most first: `speaker_name` and `speaker`, at most `MOST_VALUES`, each name once."""
    return kept.ask(f"""SELECT speaker_name, min(speaker) AS speaker FROM kept WHERE speaker_name IS NOT NULL
        GROUP BY speaker_name ORDER BY count(*) DESC, speaker_name LIMIT {MOST_VALUES}""")


def chosen(kept: Kept, speakers: list[str], cues: list[str]) -> Kept:
    """Rows of these speakers and with these cues, as charts name them; an empty list keeps all."""
    kept = kept.among("voice", speakers) if speakers else kept
    return kept.among(f"coalesce(lower(cue), '{NO_CUE}')", cues) if cues else kept


def naming(kept: Kept) -> int:
    """How many of the rows name another actor than their speaker."""
    return int(kept.value("SELECT count(*) FROM kept WHERE named_nos IS NOT NULL"))


def on_whom(kept: Kept, most: int = 12) -> pd.DataFrame:
    """Who is quoted on whom, counted: `voice`, `named`, `count`; those that speak and are named the most, in that order."""
    return kept.ask(f"""WITH spoken AS (
            SELECT coalesce(speaker_no, -1) AS speaker_no, named_nos FROM kept WHERE named_nos IS NOT NULL
        ),
        names AS (SELECT node_no, name FROM nodes UNION ALL SELECT -1, '{UNATTRIBUTED}'),
        voices AS MATERIALIZED (
            SELECT name AS voice, list(node_no) AS nos, row_number() OVER (ORDER BY sum(count) DESC, name) AS place
            FROM (SELECT speaker_no AS node_no, sum(len(named_nos)) AS count FROM spoken GROUP BY ALL)
            JOIN names USING (node_no) GROUP BY name ORDER BY place LIMIT {int(most)}),
        others AS MATERIALIZED (
            SELECT name AS named, list(node_no) AS nos, row_number() OVER (ORDER BY sum(count) DESC, name) AS place
            FROM (SELECT node_no, count(*) AS count FROM (SELECT unnest(named_nos) AS node_no FROM spoken) GROUP BY ALL)
            JOIN nodes USING (node_no) GROUP BY name ORDER BY place LIMIT {int(most)}),
        pairs AS (
            SELECT v.place AS first, node_no, count(*) AS count FROM (
                SELECT speaker_no, unnest(named_nos) AS node_no FROM spoken
                WHERE speaker_no IN (SELECT unnest(nos) FROM voices)
            ) JOIN (SELECT place, unnest(nos) AS speaker_no FROM voices) v USING (speaker_no) GROUP BY ALL
        )
        SELECT voice, named, sum(count)::BIGINT AS count
        FROM pairs JOIN (SELECT named, place, unnest(nos) AS node_no FROM others) o USING (node_no)
        JOIN voices v ON v.place = pairs.first GROUP BY voice, named, v.place, o.place ORDER BY v.place, o.place""")


def speaking_of(kept: Kept, pairs: list[tuple[str, str]]) -> Kept:
    """Rows in which one of these speakers speaks of the actor beside it."""
    one = f"(voice = ? AND no IN (SELECT no FROM {kept.table}_on WHERE named = ?))"
    return kept.narrowed(" OR ".join([one] * len(pairs)), *(name for pair in pairs for name in pair))


def that_name(kept: Kept) -> Kept:
    """Rows that name another actor than their speaker."""
    return kept.narrowed("named_nos IS NOT NULL")


def by_side(kept: Kept, ranked: list[str]) -> pd.DataFrame:
    """Rows by source and side of the speaker: `source`, `side`, `count`, `total`, `share`; sources that quote most first.

    `ranked` are the sides shown by name (see `ranked_sides`); all others are one.
    """
    side, values = _shown_as(ranked)
    return kept.ask(
        f"""WITH counts AS (SELECT source, {side} AS side, count(*) AS count FROM kept GROUP BY ALL),
        totals AS (SELECT source, sum(count) AS total FROM counts GROUP BY ALL ORDER BY total DESC, source
            LIMIT {MOST_SOURCES})
        SELECT source, side, count, total, count / total AS share FROM counts JOIN totals USING (source)
        ORDER BY total DESC, source, side""",
        *values,
    )


def of_sides(kept: Kept, ranked: list[str], parts: list[tuple[str, str]]) -> Kept:
    """Rows of these sources with a speaker of the side beside it, as `by_side` names them."""
    side, values = _shown_as(ranked)
    one = f"(source = ? AND {side} = ?)"
    given = [value for source, name in parts for value in (source, *values, name)]
    return kept.narrowed(" OR ".join([one] * len(parts)), *given)


def _shown_as(ranked: list[str]) -> tuple[str, list[str]]:
    """The side of a row as it is shown, in SQL, and the values of its `?`."""
    named = [*ranked, NO_SIDE, UNATTRIBUTED]
    return f"CASE WHEN side IN ({', '.join('?' * len(named))}) THEN side ELSE '{OTHER_SIDES}' END", named


def ranked_sides(tables: Tables, table: str = "quotes", most: int = MOST_SIDES) -> list[str]:
    """The states for which most is said, in the whole corpus: their colours do not change with the filters."""
    query = f"""SELECT side FROM {table} WHERE side NOT IN (?, ?) GROUP BY ALL ORDER BY count(*) DESC, side
        LIMIT {int(most)}"""
    return [str(side) for side in tables.store.frame(query, (NO_SIDE, UNATTRIBUTED))["side"]]
