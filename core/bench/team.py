"""Fifty readers with a shared link at a time, against one of them alone.

What readers do is an assumption, since nobody's log was at hand: after looking for about ten seconds (evenly from none to
twenty) a reader goes to another page with the same filters, changes a filter, opens a row, or turns a page, as often as
`ACTS` says. Filters are drawn from what the corpus itself holds most of, the second half as often as the first and so on
(Zipf), so that most of them were asked before, by oneself or by another. The one alone does the same, after the same
warm-up, with short pauses. How many pages were shown under filters that somebody had shown them under stands beside the
figure.
"""

import json
import re
import time
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack
from dataclasses import dataclass, field, replace
from random import Random
from urllib.parse import urlencode

from core import queries
from core import tables as stored
from core.bench.app import PAGES, over_many
from core.bench.measured import Measured, Sizes, quantile, ratio
from core.bench.viewer import Viewer
from core.queries import Filters, Kept
from core.tables import Tables

ACTS = {"page": 0.3, "filter": 0.3, "row": 0.25, "turn": 0.15}
CLEARED = 0.25  # of changes of filter, those that take all filters off
AT_ONCE = 2  # filters that one reader sets
THINKING, PAUSE = 10.0, 0.2  # seconds from one act to the next, on average, of one among fifty and of one alone
LOOKS = 4  # acts of each reader in a round
WARM_UP = 6  # acts of each reader before the first round
FURTHEST = 4  # page of a table that is turned to
ACTORS = 1_000  # as many as the page offers
QUARTERS = (("10-01", "12-31"), ("07-01", "09-30"), ("04-01", "06-30"), ("01-01", "03-31"))
FIRST_ROW = json.dumps({"selection": {"rows": [0], "columns": [], "cells": []}})
TABLE = re.compile(r"\w+_[0-9a-f]{12}")  # the key of a table whose rows open
Parameters = tuple[tuple[str, str], ...]  # of a link


@dataclass(frozen=True)
class Corpus:
    """What readers may filter by: for each filter the parameters that it has in a link, the most likely first."""

    filters: dict[str, list[Parameters]]

    @classmethod
    def of(cls, tables: Tables) -> "Corpus":
        """What made-up or real tables hold, that which they hold most of first; of days the latest."""
        everything = Filters()
        told, documents = queries.told_of(tables, everything), queries.documents_of(tables, everything)
        days = queries.days_of(documents)
        years = range(days[1].year, days[0].year - 1, -1) if days else range(0)
        spans = [(f"{year}-01-01", f"{year}-12-31") for year in years]
        spans += [(f"{year}-{first}", f"{year}-{last}") for year in years for first, last in QUARTERS]
        chosen = {
            "actor": [*queries.most_named(tables, (), ACTORS)],
            "category": _most_frequent(told, "category"),
            "source": _most_frequent(documents, "publisher"),
        }
        filters: dict[str, list[Parameters]] = {kind: [((kind, one),) for one in values] for kind, values in chosen.items()}
        return cls(filters | {"period": [(("from", first), ("to", last)) for first, last in spans]})

    def draw(self, chance: Random) -> tuple[str, Parameters]:
        """A filter by its kind and what it is set to."""
        kind = chance.choice([kind for kind, values in self.filters.items() if values])
        return kind, drawn(self.filters[kind], chance)


def _most_frequent(kept: Kept, column: str) -> list[str]:
    """The values that a column has, the most frequent first."""
    query = f"SELECT {column} FROM kept WHERE {column} IS NOT NULL GROUP BY 1 ORDER BY count(*) DESC, 1"
    return list(kept.ask(query)[column])


def drawn(values: Sequence[Parameters], chance: Random) -> Parameters:
    """One of some values, the n-th as likely as 1/n beside the first."""
    return chance.choices(values, [1 / place for place in range(1, len(values) + 1)])[0]


@dataclass
class Team:
    """Which pages were shown to anybody under which filters, and how many of those asked for since were among them."""

    known: set[tuple[str, frozenset[Parameters]]] = field(default_factory=set)
    asked: int = 0
    again: int = 0

    def shows(self, page: str, filters: frozenset[Parameters]) -> None:
        """Takes note of a page that is asked for."""
        self.asked, self.again = self.asked + 1, self.again + ((page, filters) in self.known)
        self.known.add((page, filters))


class Member:
    """A reader: looks at a page, does something, looks again."""

    def __init__(self, viewer: Viewer, team: Team, corpus: Corpus, number: int) -> None:
        self._viewer, self._team, self._corpus, self._chance = viewer, team, corpus, Random(number)
        self._page = PAGES[number % len(PAGES)]
        self._filters: dict[str, Parameters] = {}
        self._show()

    def look(self, thinking: float, acts: int = LOOKS) -> list[float]:
        """Seconds until each of some acts was shown, with so many seconds in between on average."""
        found = []
        for _ in range(acts):
            time.sleep(self._chance.uniform(0, 2 * thinking))
            found.append(self._act(self._chance.choices([*ACTS], [*ACTS.values()])[0]))
        return found

    def _act(self, act: str) -> float:
        tables = [key for key in self._viewer.widgets if TABLE.fullmatch(key)]
        turns = [key for key in self._viewer.widgets if key.endswith("_page")]
        if act == "row" and tables:
            self._team.shows(self._page, frozenset(self._filters.values()))
            return self._viewer.change({self._chance.choice(tables): FIRST_ROW}).seconds
        if act == "turn" and turns:
            return self._show((self._chance.choice(turns), str(self._chance.randint(1, FURTHEST))))
        if act == "filter":
            self._refilter()
        else:  # to another page; so does who finds nothing to open or to turn
            self._page = self._chance.choice([page for page in PAGES if page != self._page])
        return self._show()

    def _refilter(self) -> None:
        if self._filters and self._chance.random() < CLEARED:
            self._filters = {}
            return
        kind, parameters = self._corpus.draw(self._chance)
        others = [(name, value) for name, value in self._filters.items() if name != kind]
        self._filters = dict([*others[-(AT_ONCE - 1) :], (kind, parameters)])

    def _show(self, *more: tuple[str, str]) -> float:
        self._team.shows(self._page, frozenset(self._filters.values()))
        parameters = [pair for one in self._filters.values() for pair in one]
        return self._viewer.open(self._page, urlencode([*parameters, *more])).seconds


def fifty_over_one(sizes: Sizes) -> Measured:
    """Seconds within which 95 of 100 acts are shown when all are active, over those when one of them is at a time."""
    with over_many(sizes) as (folder, server), ExitStack() as leaving, ThreadPoolExecutor(sizes.sessions) as threads:
        team, corpus = Team(), Corpus.of(stored.load(folder))
        viewers = [leaving.enter_context(Viewer(server.port)) for _ in range(sizes.sessions)]
        members = [Member(viewer, team, corpus, number) for number, viewer in enumerate(viewers)]
        for member in members:
            member.look(0, WARM_UP)
        team.asked = team.again = 0

        def together() -> float:
            shown = threads.map(lambda member: member.look(THINKING), members)
            return quantile([one for of_one in shown for one in of_one], 0.95)

        def alone() -> float:
            return quantile([one for member in members for one in member.look(PAUSE)], 0.95)

        found = ratio(together, alone, sizes.rounds)
        share = team.again / team.asked
        return replace(found, note=f"{share:.0%} of {team.asked:,} acts on a page shown before under the same filters")
