"""Rows a page lists a page of: how many there are, some of them in an order, one by its id, all of them for a file."""

from dataclasses import dataclass
from typing import Protocol

import pandas as pd


class Listed(Protocol):
    """What a table on a page needs to know of its rows. `Kept` and `Claims` ask the store, `InHand` has them already."""

    @property
    def count(self) -> int: ...

    def page(self, order: str = "", most: int = 50, first: int = 0) -> pd.DataFrame:
        """At most `most` rows from the place `first` on; `order` is a column in SQL: "item DESC NULLS LAST"."""
        ...

    def one(self, id: str) -> pd.DataFrame:
        """The row of an id, or none."""
        ...

    def frame(self) -> pd.DataFrame:
        """All the rows."""
        ...


@dataclass(frozen=True)
class InHand:
    """Rows of a frame: few by their nature, such as the tellings of one claim."""

    rows: pd.DataFrame

    @property
    def count(self) -> int:
        return len(self.rows)

    @property
    def documents(self) -> int:
        """In how many documents they are."""
        return int(self.rows["doc"].nunique())

    def page(self, order: str = "", most: int = 50, first: int = 0) -> pd.DataFrame:
        rows = self.rows
        if order:
            column, *way = order.split()
            rows = rows.sort_values(column, ascending="DESC" not in way, na_position="last", kind="stable")
        return rows.iloc[first : first + most]

    def one(self, id: str) -> pd.DataFrame:
        return self.rows[self.rows["id"].astype("str") == id].head(1)

    def frame(self) -> pd.DataFrame:
        return self.rows


def in_hand(rows: "pd.DataFrame | Listed") -> Listed:
    """Rows in the form that a table wants, whichever they come in."""
    return InHand(rows) if isinstance(rows, pd.DataFrame) else rows
