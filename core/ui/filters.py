"""The filters in the sidebar: one set for every page, kept in the URL.

Each filter is a widget bound to a query parameter of the same name. A page draws its own widgets, so on arriving at a page
their values are set once: from the URL where it names them, else from the page the reader comes from.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

import streamlit as st

from core import queries
from core.queries import NOT_STATED, Clock, Filters
from core.records import Category, Status
from core.tables import Tables

PERIOD = ("from", "to")
CLOCKS = {str(clock): clock for clock in Clock}
PRINTED = str(Clock.PRINTED)
HELD = "claimline_filters"  # the last values seen, by parameter
HERE = "claimline_page"  # the page they were seen on
LONGEST = 80  # a hostile value is shown only this far


@dataclass(frozen=True)
class Choice:
    """A filter of many values: its parameter, its label, and the values by the names they are shown by."""

    key: str
    label: str
    values: Mapping[str, str]
    help: str


def parameters() -> dict[str, str | list[str]]:
    """The filters in force as query parameters, for links."""
    return {key: value for key, value in st.session_state.get(HELD, {}).items() if value}


def sidebar(tables: Tables, page: str) -> tuple[Filters, list[str]]:
    """Draws the filters of a page; returns their values, and a line for each value of the link that was not understood."""
    choices = _choices(tables)
    ignored = _arrive(page, choices)
    with st.sidebar:
        st.subheader("Filters")
        left, right = st.columns(2)
        first = left.date_input("From", value=None, key="from", bind="query-params", format="YYYY-MM-DD", **_days())
        last = right.date_input("To", value=None, key="to", bind="query-params", format="YYYY-MM-DD", **_days())
        clock = st.selectbox(
            "The period counts by the day",
            list(CLOCKS),
            key="clock",
            bind="query-params",
            help="Printed: the day the document was published. Happened: the days on which the transfer is said to have "
            "taken place; tellings without such a day are then left out.",
        )
        chosen = {choice.key: _multiselect(choice) for choice in choices}
        st.button("Clear all filters", on_click=_clear, args=(choices,), width="stretch")
    if first and last and first > last:
        first, last = last, first
    _hold(choices)
    return (
        Filters(
            start=first,
            end=last,
            clock=CLOCKS[clock],
            actors=chosen["actor"],
            categories=chosen["category"],
            statuses=chosen["status"],
            sources=chosen["source"],
        ),
        ignored,
    )


def _days() -> dict[str, Any]:
    return {"min_value": date(1900, 1, 1), "max_value": date(2100, 12, 31)}


def _choices(tables: Tables) -> list[Choice]:
    actors = _unique(queries.names(tables))
    sources = _unique(queries.source_names(tables))
    if tables.documents["publisher"].isna().any():
        sources[NOT_STATED] = NOT_STATED
    return [
        Choice("actor", "Actor", actors, "Who gives, receives, claims, denies or speaks"),
        Choice("category", "Category", _labels(Category), "What kind of thing is given"),
        Choice("status", "Status", _labels(Status), "How the text commits itself to the transfer"),
        Choice("source", "Source", sources, "Who published the document"),
    ]


def _labels(values: type[Category] | type[Status]) -> dict[str, str]:
    return {str(value): str(value) for value in values}


def _unique(names: Mapping[str, str]) -> dict[str, str]:
    """Ids by the name shown, in order of name; a name that two ids share is shown with its id."""
    shown: dict[str, str] = {}
    for key, name in sorted(names.items(), key=lambda pair: (str(pair[1]).casefold(), pair[0])):
        shown[f"{name} ({key})" if name in shown else name] = key
    return shown


def _multiselect(choice: Choice) -> tuple[str, ...]:
    shown = st.multiselect(
        choice.label, list(choice.values), key=choice.key, bind="query-params", help=choice.help, placeholder="all"
    )
    return tuple(choice.values[name] for name in shown)


def _arrive(page: str, choices: list[Choice]) -> list[str]:
    """Sets the widgets of a page the reader has just come to; returns what in the URL was not understood."""
    if st.session_state.get(HERE) == page:
        return list(st.session_state.get("claimline_ignored", []))
    st.session_state[HERE] = page
    held = st.session_state.get(HELD, {})
    ignored: list[str] = []
    for choice in choices:
        asked = st.query_params.get_all(choice.key)
        known = [name for name in (_named(choice, value) for value in asked) if name]
        ignored += [f"{choice.label.lower()} “{value[:LONGEST]}”" for value in asked if not _named(choice, value)]
        values = known if asked else held.get(choice.key, [])
        st.session_state[choice.key] = list(dict.fromkeys(name for name in values if name in choice.values))
    for key in PERIOD:
        st.session_state[key] = _read(key, _day, held, ignored)
    st.session_state["clock"] = _read("clock", _clock, held, ignored) or PRINTED
    st.session_state["claimline_ignored"] = ignored
    return ignored


def _named(choice: Choice, value: str) -> str | None:
    """The name under which a value of the URL, an id or a name in any case, is offered."""
    wanted = value.casefold()
    return next((name for name, key in choice.values.items() if wanted in (name.casefold(), key.casefold())), None)


def _read(key: str, parse: Callable[[str], Any], held: Mapping[str, Any], ignored: list[str]) -> Any:
    asked = st.query_params.get(key)
    if asked is None:
        return parse(held[key]) if held.get(key) else None
    value = parse(asked)
    if value is None and asked:
        ignored.append(f"{key} “{asked[:LONGEST]}”")
    return value


def _day(value: str) -> date | None:
    try:
        day = date.fromisoformat(value)
    except ValueError:
        return None
    return day if 1900 <= day.year <= 2100 else None


def _clock(value: str) -> str | None:
    return next((label for label in CLOCKS if label.casefold() == value.casefold()), None)


def _hold(choices: list[Choice]) -> None:
    """Remembers the values as the URL writes them, for links and for the next page."""
    days = {key: st.session_state[key].isoformat() if st.session_state[key] else "" for key in PERIOD}
    many = {choice.key: list(st.session_state[choice.key]) for choice in choices}
    st.session_state[HELD] = days | {"clock": _unless_usual(st.session_state["clock"])} | many


def _unless_usual(clock: str) -> str:
    return "" if clock == PRINTED else clock


def _clear(choices: list[Choice]) -> None:
    for key in PERIOD:
        st.session_state[key] = None
    st.session_state["clock"] = PRINTED
    for choice in choices:
        st.session_state[choice.key] = []
    st.session_state["claimline_ignored"] = []
