"""Rows laid aside: those of a table that meet some conditions, once more in memory with the columns that are counted.

What a page asks under a filter that keeps few rows of many, some twenty questions, is asked of them: the rows are looked for
once, and read where they lie together. So are the numbers of rows in which a word stands, which are those of every filter.
"""

from collections.abc import Sequence
from itertools import count
from typing import TYPE_CHECKING, Any, NamedTuple
from weakref import finalize

from core.store.layout import NARROW

if TYPE_CHECKING:
    import duckdb

SPOKEN = (
    "no", "doc_no", "origin_no", "publisher", "source", "published", "kind", "speaker", "speaker_name", "cue", "cue_class",
    "voice", "role", "side", "speaker_no", "publisher_no", "alone", "named_nos",
)  # fmt: skip
# Of more quotes, what tells them apart by numbers: which of them a category keeps must be looked for among all.
NUMBERED = ("no", "doc_no", "origin_no", "source", "published", "kind", "speaker_no", "publisher_no", "alone", "named_nos")
# By table, the columns that are laid aside, and of how many rows at most: tellings of a category, or of some days, lie
# together as they stand. A question that names another column is asked of the table itself.
COLUMNS = {
    "tellings": ((NARROW, 250_000),),
    **dict.fromkeys(("quotes", "attitudes"), ((SPOKEN, 250_000), (NUMBERED, 1_000_000))),
}
MOST_FOUND = 2_000_000  # numbers of rows
VALUE = 10  # bytes that a value takes, about, among made-up tellings and quotes
_number = count(1)


class Aside:
    """A table in memory, by its `name` in SQL and the `size` in bytes it takes, about; it goes when nobody holds it.

    Of a query that gives more than `most` rows none are kept, and there is no name.
    """

    def __init__(self, cursor: "duckdb.DuckDBPyConnection", query: str, values: Sequence[Any], most: int) -> None:
        name = f"memory.main.aside_{next(_number)}"
        made = cursor.execute(f"CREATE TABLE {name} AS FROM ({query}) LIMIT {most + 1}", list(values)).fetchall()
        rows, columns = int(made[0][0]), cursor.execute(f"SELECT * FROM {name} LIMIT 0").description
        self.name, self.size = (name, rows * len(columns) * VALUE) if rows <= most else ("", 0)
        dropping = finalize(self, _drop, cursor.cursor(), name)
        dropping.atexit = False
        if not self.name:
            dropping()


def _drop(cursor: "duckdb.DuckDBPyConnection", name: str) -> None:
    cursor.execute(f"DROP TABLE {name}")


class Asked(NamedTuple):
    """A question of what is laid aside, which stays as long as the question is held."""

    query: str
    values: tuple[Any, ...]
    aside: tuple[Aside, ...]
