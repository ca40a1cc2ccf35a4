"""The filters in the sidebar: one set for every page, kept in the URL.

The URL is the state. Where it says something else than was last written into it, because the reader came by a link or went
back, the widgets follow the URL; otherwise the URL follows the widgets. Streamlit's own `bind="query-params"` does the same
within a page, but loses the values on the way from one page of a `pages/` folder to another (tried on 1.67).
"""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Any

import streamlit as st

from core import queries
from core.queries import NOT_STATED, Clock, Filters
from core.records import Category, Status
from core.tables import Tables
from core.ui import corpora
from core.ui.address import rewrite

FROM, TO, KNOWN, CLOCK = "from", "to", "known", "clock"
MANY = ("actor", "category", "status", "source")
PARAMETERS = (FROM, TO, KNOWN, CLOCK, *MANY)
WRITTEN = "claimline_written"  # the page, and what its URL says of each filter
IGNORED = "claimline_ignored"  # what the URL said and nobody here understands
EARLIEST, LATEST = date(1900, 1, 1), date(2100, 12, 31)
MOST_ACTORS = 1_000  # offered in the box; a link, or a click on a name, may choose any other
LONGEST = 80  # a hostile value is shown only this far
Parameters = dict[str, list[str]]


@dataclass(frozen=True)
class Choice:
    """A filter of many values: its parameter, its label, and the name each value is shown by."""

    key: str
    label: str
    names: Mapping[str, str]
    help: str

    @cached_property
    def shown(self) -> dict[str, str]:
        """What each value is shown as: its name, with the value where another has the same name."""
        shared = {name for name, times in Counter(self.names.values()).items() if times > 1}
        return {key: f"{name} ({key})" if name in shared else name for key, name in self.names.items()}

    def known(self, asked: str) -> str | None:
        """The value that a link means, by id or by name, in any case."""
        wanted = asked.casefold()
        if asked in self.names:
            return asked
        return next((key for key, name in self.names.items() if wanted in (key.casefold(), name.casefold())), None)


def parameters() -> Parameters:
    """The filters in force, and the corpus where another is shown, as query parameters for links."""
    _, written = st.session_state.get(WRITTEN, ("", {}))
    return corpora.parameters() | {key: values for key, values in written.items() if values}


def known_on() -> date | None:
    """The day of printing that the corpus is to be shown as of, if one is set. Raises nothing; call it after `sidebar`."""
    day: date | None = st.session_state.get(KNOWN)
    return day


def sidebar(tables: Tables, page: str) -> tuple[Filters, list[str]]:
    """Draws the filters of a page; returns their values, and a line for each value of the URL that was not understood."""
    choices = _choices(tables)
    asked = {key: st.query_params.get_all(key) for key in PARAMETERS}
    if st.session_state.get(WRITTEN) != (page, asked):
        st.session_state[IGNORED] = _follow(asked, choices)
    first, last, known, clock, chosen = _draw(choices)
    _write(page, asked, _named(first, last, known, clock, chosen))
    if first and last and first > last:
        first, last = last, first
    return Filters(first, last, Clock(clock), *(tuple(chosen[key]) for key in MANY)), st.session_state[IGNORED]


def _choices(tables: Tables) -> list[Choice]:
    """The filters of many values; among the actors are whomever the link or the reader has chosen."""
    usual = _choices_of(tables, tables.manifest.fingerprint, ())
    asked = dict.fromkeys([*st.query_params.get_all("actor"), *st.session_state.get("actor", [])])
    rare = tuple(actor for actor in asked if actor not in usual[0].names)
    return _choices_of(tables, tables.manifest.fingerprint, rare) if rare else usual


@st.cache_resource(show_spinner=False, max_entries=100)
def _choices_of(_tables: Tables, fingerprint: str, asked: tuple[str, ...]) -> list[Choice]:
    sources = queries.source_names(_tables)
    if not _tables.store.frame("SELECT 1 FROM documents WHERE publisher IS NULL LIMIT 1").empty:
        sources[NOT_STATED] = NOT_STATED
    actors = queries.most_named(_tables, asked, MOST_ACTORS)
    return [
        Choice("actor", "Actor", _by_name(actors), "Who gives, receives, claims, denies or speaks"),
        Choice("category", "Category", {str(one): str(one) for one in Category}, "What kind of thing is given"),
        Choice("status", "Status", {str(one): str(one) for one in Status}, "How the text commits itself to the transfer"),
        Choice("source", "Source", _by_name(sources), "Who published the document"),
    ]


def _by_name(names: Mapping[str, str]) -> dict[str, str]:
    return dict(sorted(names.items(), key=lambda pair: (pair[1].casefold(), pair[0])))


def _follow(asked: Parameters, choices: list[Choice]) -> list[str]:
    """Sets the widgets to what the URL says; returns what in it was not understood."""
    ignored = []
    for choice in choices:
        meant = {value: choice.known(value) for value in asked[choice.key]}
        st.session_state[choice.key] = list(dict.fromkeys(key for key in meant.values() if key))
        ignored += [f"{choice.label.lower()} “{value[:LONGEST]}”" for value, key in meant.items() if not key]
    for key in (FROM, TO, KNOWN):
        days = [_day(value) for value in asked[key][:1]]
        st.session_state[key] = next(iter(days), None)
        ignored += [f"{key} “{value[:LONGEST]}”" for value, day in zip(asked[key], days, strict=False) if not day]
    clocks = [value for value in asked[CLOCK] if value in list(Clock)]
    st.session_state[CLOCK] = next(iter(clocks), str(Clock.PRINTED))
    return ignored + [f"clock “{value[:LONGEST]}”" for value in asked[CLOCK] if value not in clocks]


def _day(text: str) -> date | None:
    try:
        day = date.fromisoformat(text)
    except ValueError:
        return None
    return day if EARLIEST <= day <= LATEST else None


def _draw(choices: list[Choice]) -> tuple[date | None, date | None, date | None, str, dict[str, list[str]]]:
    with st.sidebar:
        st.subheader("Filters", anchor=False)
        left, right = st.columns(2, gap="xsmall")
        days: dict[str, Any] = {"value": None, "format": "YYYY-MM-DD", "min_value": EARLIEST, "max_value": LATEST}
        first = left.date_input("From", key=FROM, **days)
        last = right.date_input("To", key=TO, **days)
        clock = st.selectbox(
            "The period counts by the day",
            [str(one) for one in Clock],
            key=CLOCK,
            help="Printed: the day the document was published. Happened: the days on which the transfer is said to have "
            "taken place; tellings without such a day are then left out.",
        )
        known = st.date_input(
            "As known on",
            key=KNOWN,
            help="Every table, count and stance as it stood on that day: what was printed later, or on no stated day, is "
            "left out as if it did not exist.",
            **days,
        )
        chosen = {choice.key: _multiselect(choice) for choice in choices}
        st.button("Clear all filters", on_click=clear, width="stretch")
    return first, last, known, clock, chosen


def _multiselect(choice: Choice) -> list[str]:
    return st.multiselect(
        choice.label,
        list(choice.names),
        format_func=choice.shown.__getitem__,
        key=choice.key,
        help=choice.help,
        placeholder="all",
    )


def _named(
    first: date | None, last: date | None, known: date | None, clock: str, chosen: dict[str, list[str]]
) -> Parameters:
    """The filters as the URL names them; the usual clock goes without saying."""
    days = {key: [day.isoformat()] if day else [] for key, day in ((FROM, first), (TO, last), (KNOWN, known))}
    return days | {CLOCK: [clock] if clock != Clock.PRINTED else []} | chosen


def _write(page: str, asked: Parameters, wanted: Parameters) -> None:
    """Brings the URL into line with the widgets."""
    rewrite({key: wanted[key] for key in PARAMETERS if wanted[key] != asked[key]})
    st.session_state[WRITTEN] = (page, wanted)


def clear() -> None:
    """Takes off every filter; for a button's `on_click`."""
    st.session_state[FROM] = st.session_state[TO] = st.session_state[KNOWN] = None
    st.session_state[CLOCK] = str(Clock.PRINTED)
    for key in MANY:
        st.session_state[key] = []
    st.session_state[IGNORED] = []


def take_off(key: str, value: str) -> None:
    """Takes off one filter, or one value of a filter of many; for a button's `on_click`."""
    if key in MANY:
        st.session_state[key] = [one for one in st.session_state[key] if one != value]
    else:
        st.session_state[key] = str(Clock.PRINTED) if key == CLOCK else None


def names_of(tables: Tables) -> dict[str, Mapping[str, str]]:
    """By filter of many values: the name that each value is shown by."""
    return {choice.key: choice.names for choice in _choices(tables)}
