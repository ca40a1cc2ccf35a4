"""Rows that the filters keep, chosen but not fetched: what a page counts, draws and lists a page of, it asks for one by one.

    told = told_of(tables, filters)                  # of `core.queries.filtered`; nothing is read yet
    told.count                                       # 10,000,000
    told.ask("SELECT category, count(*) AS count FROM kept GROUP BY ALL")
    told.narrowed("claim = ?", "4f2a").page("published, doc, start", most=50)

Values travel beside the SQL, as `?`; no value from a reader or a text is ever part of it.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Any

import pandas as pd

from core.queries import held
from core.store.aside import COLUMNS, MOST_FOUND, Aside, Asked
from core.store.words import words as words_of
from core.tables import Tables

MOST_WORDS = 12  # a pasted page costs no more than a question
PLACES = {
    "documents": "doc_no",
    "tellings": "no",
    "quotes": "no",
    "attitudes": "no",
    "claims": "claim_no",
    "actors": "node_no",
}
# What is read of a row: all columns but those that only conditions ask.
READ = dict.fromkeys(("quotes", "attitudes"), "* EXCLUDE (holds)")
# A word of a query that may be a column of the rows kept: none behind the name of another relation, and none that is given.
NAME = re.compile(r'(?<![.\w"])(?<!AS )(?:kept\.)?"?([a-z_]+)')
WHOLE_ROWS = re.compile(r"SELECT \*|kept\.\*")
COUNT = "SELECT count(*) FROM kept"
FROM_A_DAY = ("published >= ?",)  # the condition of a filter that keeps what was printed from a day on
OF_PRINTING = frozenset({"published", "publisher"})  # columns that say the same of a row and of its document
PRINTED = "published NULLS LAST, doc, start, id"  # the order in which rows were printed


@dataclass(frozen=True)
class Kept:
    """The rows of one table of the store (`tellings`, `quotes`, `attitudes`, `documents`, `claims`) that meet conditions."""

    tables: Tables
    table: str
    conditions: tuple[str, ...] = ()
    values: tuple[Any, ...] = ()
    # The table in which these rows stand once more, with few of their columns, where they lie closer together there: it is
    # read for a query that names no other column.
    again: str = ""
    # What the filters keep, of which these are some: many questions are asked of it.
    base: "Kept | None" = None
    # Those of the conditions, as they are worded, that look rows up by their numbers.
    lookups: tuple[str, ...] = ()

    def narrowed(self, condition: str, *values: Any) -> "Kept":
        """Those of them that meet one more condition, in SQL with a `?` for each value."""
        return replace(self, conditions=(*self.conditions, condition), values=(*self.values, *values))

    def looked_up(self, place: str, query: str, *values: Any) -> "Kept":
        """Those with a number in the column `place` that a query gives; it is asked once for all filters."""
        condition = f"{place} IN ({query})"
        return replace(self.narrowed(condition, *values), lookups=(*self.lookups, condition))

    def among(self, column: str, wanted: Sequence[str] | Sequence[int]) -> "Kept":
        """Those with one of some values in a column; of no value at all there are none."""
        marks = ", ".join("?" * len(wanted))
        return self.narrowed(f"{column} IN ({marks})" if wanted else "false", *wanted)

    def ask(self, query: str, *values: Any) -> pd.DataFrame:
        """The answer of a query over these rows, which it calls `kept`; `values` are those of its own `?`."""
        return self.tables.store.frame(self._over(query), (*self.values, *values), lambda: self._nearer(query, values))

    def value(self, query: str, *values: Any) -> Any:
        """The one value that a query over these rows gives."""
        return self.tables.store.value(self._over(query), (*self.values, *values), lambda: self._nearer(query, values))

    def _nearer(self, query: str, values: tuple[Any, ...]) -> Asked | None:
        """The question of what is laid aside, where it can be asked of that."""
        kept, rows = self._among_few(query)
        kept, numbers = kept._with_numbers()
        return Asked(kept._over(query), (*kept.values, *values), (*rows, *numbers)) if rows or numbers else None

    def _among_few(self, query: str) -> tuple["Kept", list[Aside]]:
        """The same rows, of those that the filters keep laid aside, where these are few and have all that it may name."""
        if not (base := self.base):
            return self, []
        first = len(base.conditions)
        left = replace(self, table=base.table, conditions=self.conditions[first:], values=self.values[len(base.values) :])
        if query == COUNT and not left.conditions:  # by which it is known whether they are few
            return self, []
        for columns, most in COLUMNS[base.table]:
            if not left._lacks(columns, query) and base.count <= most:
                read = ", ".join(columns)
                some = replace(base, table=base._table_for(read)).only(read)
                rows = self.tables.store.laid_aside(some, base.values, most)
                return replace(left, table=rows.name, again=""), [rows]
        return self, []

    def _with_numbers(self) -> tuple["Kept", list[Aside]]:
        """The same rows, looked up by numbers that are laid aside."""
        kept, found, first = replace(self, conditions=(), values=()), [], 0
        for condition in self.conditions:
            given = self.values[first : first + condition.count("?")]
            first += len(given)
            if condition in self.lookups:
                place, _, query = condition.removesuffix(")").partition(" IN (")
                numbers = self.tables.store.laid_aside(query, given, MOST_FOUND)
                if numbers.name:
                    found.append(numbers)
                    condition, given = f"{place} IN (FROM {numbers.name})", ()
            kept = kept.narrowed(condition, *given)
        return kept, found

    def _over(self, query: str) -> str:
        """A query with these rows as the first of the relations that it names, if it names any of its own."""
        own = query.lstrip()
        kept = replace(self, table=self._table_for(query)).sql
        return f"WITH kept AS ({kept}){', ' + own[5:] if own.startswith('WITH ') else ' ' + own}"

    def _table_for(self, query: str) -> str:
        """The table that is read for a query: `again` where that has all columns that it may name."""
        if not self.again or self._lacks(self.tables.store.columns(self.again), query):
            return self.table
        return self.again

    def _lacks(self, columns: Iterable[str], query: str) -> bool:
        """Whether the conditions or a query may name a column of the table that is not among some of its columns."""
        asked = " ".join((*self.conditions, query))
        lacking = self.tables.store.columns(self.table).difference(columns)
        return bool(WHOLE_ROWS.search(asked) or lacking.intersection(NAME.findall(asked)))

    @property
    def sql(self) -> str:
        """The query that gives these rows, with a `?` for each of `values`."""
        return self.only(self._read)

    def only(self, columns: str) -> str:
        """The query that gives some columns of these rows, with a `?` for each of `values`."""
        where = " AND ".join(f"({condition})" for condition in self.conditions)
        return f"SELECT {columns} FROM {self.table}{f' WHERE {where}' if where else ''}"

    @property
    def by_claim(self) -> "Kept":
        """The same tellings, read where they stand in the order of their claims if that is enough."""
        return replace(self, again="by_claim")

    @property
    def _read(self) -> str:
        return READ.get(self.table, "*")

    @property
    def count(self) -> int:
        """How many rows there are."""
        return int(self.value(COUNT))

    @property
    def documents(self) -> int:
        """In how many documents they are."""
        if self.table in ("tellings", "quotes") and OF_PRINTING.issuperset(NAME.findall(" ".join(self.conditions))):
            printed = replace(self, table="documents", base=None).narrowed(f"{self.table} > 0")  # documents count their rows
            return printed.count
        return int(self.value("SELECT count(DISTINCT doc_no) FROM kept"))

    def page(self, order: str = "", most: int = 50, first: int = 0) -> pd.DataFrame:
        """At most `most` of the rows from the place `first` on, in the order printed or in one in SQL of our own.

        Their places come first, from the columns that conditions and order need; only the rows of those are read whole.
        """
        some = f"LIMIT {int(most)} OFFSET {int(first)}"
        if self.table not in PLACES:
            return self.ask(f"SELECT * FROM kept {f'ORDER BY {order}' if order else ''} {some}")
        by = f"{order}, {self.place}" if order else self.place
        return self.at(list(self.ask(f"SELECT {self.place} FROM kept ORDER BY {by} {some}")[self.place]))

    def at(self, places: list[int]) -> pd.DataFrame:
        """The rows at some places, in their order. One far from others costs as much as all columns read of it."""
        if not places:
            return self.ask("SELECT * FROM kept LIMIT 0")
        marks = ", ".join("?" * len(places))
        some = f"SELECT {self._read} FROM {self.table} WHERE {self.place} IN ({marks}) AND {self.place} BETWEEN ? AND ?"
        found = self.tables.store.frame(some, (*places, min(places), max(places)))
        return found.set_index(self.place, drop=False).loc[places].reset_index(drop=True)

    @property
    def place(self) -> str:
        """The column that numbers the rows in the order printed."""
        return PLACES[self.table]

    def one(self, id: str) -> pd.DataFrame:
        """The row of an id, or none."""
        return self.narrowed(f"{'doc' if self.table == 'documents' else 'id'} = ?", id).page(most=1)

    def frame(self, order: str = PRINTED) -> pd.DataFrame:
        """All the rows: for few of them, and for files."""
        return self.ask(f"SELECT * FROM kept ORDER BY {order}")

    def saying(self, terms: Iterable[Iterable[str]], of_claim: bool = False) -> "Kept":
        """Those that say each of some terms in one of its spellings, as in `holding`; one without a word keeps all.

        What stands beside a row, as who claims it, it does not say. With `of_claim`, tellings of claims in which the terms
        stand, by what the whole corpus says of them.
        """
        spelled = [[wording(words) for words in term] for term in terms]
        wanted = [term for term in spelled if all(term)]
        if not wanted:
            return self
        kind, place = ("claims", "claim_no") if of_claim else (self.table, self.place)
        query, values = held.numbers(kind, wanted, said=True)
        return self.looked_up(place, query, *values)

    def holding(self, words: str) -> "Kept":
        """Those in which every word stands, in any order and case, at the beginning of a word: "artill" finds artillery.

        Looked up in the text index (`core.store.indexing` says what each kind of row is found by); never a pattern.
        """
        if not (wanted := wording(words)):
            return self
        query, values = held.numbers(self.table, [[wanted]])
        return self.looked_up(self.place, query, *values)


def wording(words: str) -> list[str]:
    """The words that somebody asks for, as the text index has them: lower case, no accents, letters and figures only."""
    return list(dict.fromkeys(words_of(words)))[:MOST_WORDS]
