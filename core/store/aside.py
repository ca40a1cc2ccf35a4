"""Rows laid aside: those of a table that meet some conditions, once more in memory with the columns that are counted.

What a page asks under a filter that keeps few rows of many, some twenty questions, is asked of them: the rows are looked for
once, and read where they lie together.
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
# By table, the columns that are laid aside; a question that names another is asked of the table itself.
COLUMNS = {"tellings": NARROW, "quotes": SPOKEN, "attitudes": SPOKEN}
MOST_ROWS = 250_000  # of more, what a page asks takes about as long wherever they lie
VALUE = 10  # bytes that a value takes, about, among made-up tellings and quotes
_number = count(1)


class Aside:
    """A table in memory, by its `name` in SQL and the `size` in bytes it takes, about; it goes when nobody holds it."""

    def __init__(self, cursor: "duckdb.DuckDBPyConnection", query: str, values: Sequence[Any]) -> None:
        self.name = f"memory.main.aside_{next(_number)}"
        made = cursor.execute(f"CREATE TABLE {self.name} AS {query}", list(values)).fetchall()
        columns = cursor.execute(f"SELECT * FROM {self.name} LIMIT 0").description
        self.size = int(made[0][0]) * len(columns) * VALUE
        finalize(self, _drop, cursor.cursor(), self.name).atexit = False


def _drop(cursor: "duckdb.DuckDBPyConnection", name: str) -> None:
    cursor.execute(f"DROP TABLE {name}")


class Asked(NamedTuple):
    """A question of rows laid aside, which stay as long as it is held."""

    query: str
    values: tuple[Any, ...]
    rows: Aside
