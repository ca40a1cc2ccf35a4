"""What the filters of a reader keep of each table, as conditions in SQL with values beside them."""

from dataclasses import replace

from core.queries.filters import NOT_STATED, Clock, Filters
from core.queries.kept import FROM_A_DAY, Kept
from core.tables import Tables


def documents_of(tables: Tables, filters: Filters) -> Kept:
    """Documents by source and day of printing; the other filters do not apply. Their texts are not among the columns."""
    return _printed(Kept(tables, "documents"), filters)


def named_in(tables: Tables, filters: Filters) -> Kept:
    """Who is named in the documents of `documents_of`: a row an actor and document."""
    return _printed(Kept(tables, "named"), filters)


def told_of(tables: Tables, filters: Filters) -> Kept:
    """Tellings of transfers; an actor is anyone who gives, gets, claims or denies."""
    told = _parts(_content(_printed(Kept(tables, "tellings"), filters), filters), filters)
    told = replace(told, again="by_kind") if filters.categories else told
    return told if _by_kind_and_day(filters) else _kept_by_filters(told)


def said_of(tables: Tables, filters: Filters, table: str = "quotes") -> Kept:
    """Quotes, or attitudes. An actor is the speaker or the medium that carries the words.

    Category, status and a period of happening keep the quotes that hold a telling of that kind, whoever its actors are.
    """
    return _kept_by_filters(_said(tables, filters, table))


def _kept_by_filters(kept: Kept) -> Kept:
    """Rows of which many questions will be asked under the conditions that they have by now."""
    return replace(kept, base=kept) if kept.conditions else kept


def _said(tables: Tables, filters: Filters, table: str) -> Kept:
    kept = _printed(Kept(tables, table), filters)
    if filters.actors:
        marks = ", ".join("?" * len(filters.actors))
        kept = kept.narrowed(f"speaker IN ({marks}) OR carried_by IN ({marks})", *filters.actors, *filters.actors)
    if not filters.by_content:
        return kept
    if not filters.in_period_of_happening:
        kinds = _content(Kept(tables, "kinds"), filters)
        return kept.narrowed(f"holds & (SELECT bit_or(1::HUGEINT << bit) FROM ({kinds.sql})) <> 0", *kinds.values)
    tellings = _content(Kept(tables, "tellings"), filters)
    held = f"""EXISTS (FROM ({tellings.sql}) t WHERE t.doc_no = {table}.doc_no
        AND t.start < {table}."end" AND {table}.start < t."end")"""
    return kept.narrowed(held, *tellings.values)


def _by_kind_and_day(filters: Filters) -> bool:
    """Whether the tellings kept lie together as they are, and are not read sooner from a place of their own."""
    scattered = filters.actors or filters.sources or filters.in_period_of_happening
    return not scattered and bool(filters.categories or not filters.statuses)


def _printed(kept: Kept, filters: Filters) -> Kept:
    """Rows of documents by source, and by day of printing where that is the clock."""
    if filters.sources:
        named = [source for source in filters.sources if source != NOT_STATED]
        marks = ", ".join("?" * len(named))
        conditions = [f"publisher IN ({marks})"] * bool(named) + ["publisher IS NULL"] * (NOT_STATED in filters.sources)
        kept = kept.narrowed(" OR ".join(conditions), *named)
    if filters.clock is Clock.PRINTED:
        kept = kept.narrowed(*FROM_A_DAY, filters.start) if filters.start else kept
        kept = kept.narrowed("published <= ?", filters.end) if filters.end else kept
    return kept


def _content(kept: Kept, filters: Filters) -> Kept:
    """Tellings by category, status and, where that is the clock, time of happening."""
    kept = kept.among("category", filters.categories) if filters.categories else kept
    kept = kept.among("status", filters.statuses) if filters.statuses else kept
    if filters.in_period_of_happening:
        kept = kept.narrowed("dated")  # an end that is not stated is open; without any day there is no time to meet
        kept = kept.narrowed("date_end IS NULL OR date_end >= ?", filters.start) if filters.start else kept
        kept = kept.narrowed("date_start IS NULL OR date_start <= ?", filters.end) if filters.end else kept
    return kept


def _parts(kept: Kept, filters: Filters) -> Kept:
    if not filters.actors:
        return kept
    marks = ", ".join("?" * len(filters.actors))
    return kept.narrowed(f"no IN (SELECT no FROM parts WHERE actor IN ({marks}))", *filters.actors)
