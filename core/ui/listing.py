"""A page of rows as readers see it: read, put into words and into the form that is sent once for all who turn to it."""

import pickle
from collections.abc import Callable, Hashable
from dataclasses import dataclass
from hashlib import blake2b

import pandas as pd
import pyarrow as pa

from core.queries import Claims, Kept, Listed
from core.ui.frame import ANSWERS, asked_of, document_links, function_name

ON_A_PAGE = 100  # rows that are sent to the browser at a time
Words = Callable[[pd.DataFrame], pd.DataFrame]


def as_they_are(rows: pd.DataFrame) -> pd.DataFrame:
    """Rows that need no other words for a reader."""
    return rows


@dataclass(frozen=True)
class Linked:
    """Words rows, and gives each the address of its document at its words."""

    shown: Words
    documents: str  # the address of the list of documents, with the filters in force

    @property
    def name(self) -> tuple[str, str] | None:
        words = function_name(self.shown)
        return (words, self.documents) if words else None

    def __call__(self, page: pd.DataFrame) -> pd.DataFrame:
        places = page[["doc", "start", "end"]].itertuples(index=False, name=None)
        return self.shown(page).assign(in_document=list(document_links(self.documents, places)))


@dataclass(frozen=True)
class Page:
    """A page of rows as readers see it; shared by those who turn to the same, so not to be written to."""

    rows: pd.DataFrame
    ids: list[str]
    sent: pd.DataFrame | pa.Table  # the columns shown


def page_of(every: Listed, order: str, first: int, columns: tuple[str, ...], shown: Words) -> Page:
    """The page of the rows that begins at a place, made once for all readers where its rows and their words have a name."""

    def made(rows: pd.DataFrame) -> Page:
        worded = shown(rows)
        return Page(worded, [str(one) for one in worded["id"]], _sent(worded[list(columns)]))

    words = shown.name if isinstance(shown, Linked) else function_name(shown)
    if words is None:
        return made(every.page(order, ON_A_PAGE, first))
    if (rows := _named(every)) is not None:
        return ANSWERS.ask((rows, order, first, columns, words), lambda: made(every.page(order, ON_A_PAGE, first)))
    page = every.page(order, ON_A_PAGE, first)
    content = blake2b(pickle.dumps(page), digest_size=16).digest()
    return ANSWERS.ask((content, columns, words), lambda: made(page))


def _named(rows: Listed) -> Hashable | None:
    """What names rows of the store; those in hand have no name."""
    if isinstance(rows, Kept):
        return asked_of(rows)
    return (*asked_of(rows.told), rows.contested, rows.words) if isinstance(rows, Claims) else None


def _sent(columns: pd.DataFrame) -> pd.DataFrame | pa.Table:
    """The columns in Arrow's form, which Streamlit sends as it is; a frame, which it mends, where Arrow has none for it."""
    try:
        return pa.Table.from_pandas(columns, preserve_index=False)
    except (pa.ArrowException, OverflowError):
        return columns
