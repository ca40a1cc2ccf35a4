"""The rows of the tables that the filters keep, each with what a reader wants to know of its document."""

import pandas as pd

from core.queries.filters import NO_CUE, NOT_STATED, UNATTRIBUTED, Clock, Filters
from core.records import Day
from core.tables import Tables


def names(tables: Tables) -> dict[str, str]:
    """The name each actor is shown by."""
    return dict(zip(tables.actors["id"], tables.actors["name"], strict=True))


def source_names(tables: Tables) -> dict[str, str]:
    """The name each publisher is shown by; a publisher without a row of its own is shown by its id."""
    shown = dict(zip(tables.sources["id"], tables.sources["name"], strict=True))
    printed = tables.documents["publisher"].dropna().unique()
    return {source: source for source in printed} | shown


def _overlaps(start: pd.Series, end: pd.Series, filters: Filters) -> pd.Series:
    """Rows whose days, open where one is missing, meet the period; a row without any day meets none."""
    keep = start.notna() | end.notna()
    if filters.end is not None:
        keep &= start.isna() | (start <= pd.Timestamp(filters.end))
    if filters.start is not None:
        keep &= end.isna() | (end >= pd.Timestamp(filters.start))
    return keep


def _period_set(filters: Filters, clock: Clock) -> bool:
    return filters.clock is clock and (filters.start is not None or filters.end is not None)


def documents(tables: Tables, filters: Filters) -> pd.DataFrame:
    """Documents by source and day of printing, with the publisher's name and kind; the other filters do not apply."""
    frame = tables.documents
    sources = tables.sources.rename(columns={"id": "publisher", "name": "publisher_name", "kind": "publisher_kind"})
    frame = frame.merge(sources[["publisher", "publisher_name", "publisher_kind"]], on="publisher", how="left")
    frame["publisher_name"] = frame["publisher_name"].fillna(frame["publisher"])
    frame["shown_as"] = frame["title"].fillna(frame["doc"])
    frame["origin"] = frame["origin"].fillna(frame["doc"])
    if filters.sources:
        frame = frame[frame["publisher"].fillna(NOT_STATED).isin(filters.sources)]
    if _period_set(filters, Clock.PRINTED):
        frame = frame[_overlaps(frame["published"], frame["published"], filters)]
    return frame


def _in_documents(rows: pd.DataFrame, tables: Tables, filters: Filters) -> pd.DataFrame:
    """Rows of the documents the filters keep, with what a reader wants to know of the document."""
    known = documents(tables, filters)[["doc", "shown_as", "publisher", "publisher_name", "published", "origin"]]
    return rows.merge(known, on="doc", how="inner")


def _has_any(lists: pd.Series, wanted: tuple[str, ...]) -> pd.Series:
    return lists.map(lambda values: not set(wanted).isdisjoint(values)).astype(bool)


def tellings(tables: Tables, filters: Filters) -> pd.DataFrame:
    """Tellings of transfers, with the names of their parties; an actor is anyone who gives, gets, claims or denies."""
    frame = _in_documents(tables.transfers, tables, filters)
    if filters.categories:
        frame = frame[frame["category"].isin(filters.categories)]
    if filters.statuses:
        frame = frame[frame["status"].isin(filters.statuses)]
    if filters.actors:
        parties = frame["supplier"].isin(filters.actors) | frame["recipient"].isin(filters.actors)
        frame = frame[parties | _has_any(frame["claimants"], filters.actors) | _has_any(frame["denied_by"], filters.actors)]
    if _period_set(filters, Clock.HAPPENED):
        frame = frame[_overlaps(frame["date_start"], frame["date_end"], filters)]
    return _with_parties(frame, tables)


def _with_parties(frame: pd.DataFrame, tables: Tables) -> pd.DataFrame:
    """Tellings with the names of those involved, and the claim each belongs to; a repeat belongs to that of its first."""
    known = names(tables)
    claims = tables.claims[["id", "tellings"]].explode("tellings").set_index("tellings")["id"]
    return frame.assign(
        supplier_name=frame["supplier"].map(known),
        recipient_name=frame["recipient"].map(known),
        claimant_names=_listed(frame["claimants"], known),
        denier_names=_listed(frame["denied_by"], known),
        claim=frame["repeat_of"].fillna(frame["id"]).map(claims),
    )


def _listed(actors: pd.Series, known: dict[str, str]) -> pd.Series:
    """The names of lists of actors, in one string; missing where there are none."""
    return actors.map(lambda ids: ", ".join(known.get(one, one) for one in ids) or None).astype("str")


def quotes(tables: Tables, filters: Filters, table: str = "quotes") -> pd.DataFrame:
    """Quotes, or attitudes, with the speaker's name.

    An actor is the speaker or the medium that carries the words. Category, status and a period of happening keep the
    quotes that hold a telling of that kind.
    """
    frame = spoken(_in_documents(getattr(tables, table), tables, filters), tables, filters)
    return frame.assign(speaker_name=frame["speaker"].map(names(tables)))


def spoken(frame: pd.DataFrame, tables: Tables, filters: Filters) -> pd.DataFrame:
    """Of some quotes those that the filters of actor, category, status and time of happening keep."""
    if filters.actors:
        frame = frame[frame["speaker"].isin(filters.actors) | frame["carried_by"].isin(filters.actors)]
    if filters.by_content:
        frame = frame[frame["id"].isin(_around_tellings(frame, tables, filters))]
    return frame


def _around_tellings(spans: pd.DataFrame, tables: Tables, filters: Filters) -> set[str]:
    """Ids of the spans that overlap a telling the filters keep, whoever its actors are."""
    kept = tellings(tables, Filters(filters.start, filters.end, filters.clock, (), filters.categories, filters.statuses))
    pairs = spans[["id", "doc", "start", "end"]].merge(kept[["doc", "start", "end"]], on="doc", suffixes=("", "_telling"))
    meets = (pairs["start"] < pairs["end_telling"]) & (pairs["start_telling"] < pairs["end"])
    return set(pairs.loc[meets, "id"])


def happened(told: pd.DataFrame) -> pd.DataFrame:
    """Tellings that say when it happened, with both ends: an open end is closed at the end that is known."""
    dated = told[told["date_start"].notna() | told["date_end"].notna()]
    return dated.assign(
        date_start=dated["date_start"].fillna(dated["date_end"]), date_end=dated["date_end"].fillna(dated["date_start"])
    )


def between(rows: pd.DataFrame, clock: Clock, first: Day, last: Day) -> pd.DataFrame:
    """Rows of some days, both included, by either clock, as the charts draw them: an open end reaches no further than known.

    Rows without a day on that clock are left out.
    """
    if clock is Clock.HAPPENED:
        known = happened(rows)
        start, end = known["date_start"], known["date_end"]
    else:
        start = end = rows["published"].dropna()
    return rows.loc[start.index[(start <= pd.Timestamp(last)) & (end >= pd.Timestamp(first))]]


def chosen(quotes: pd.DataFrame, speakers: list[str], cues: list[str]) -> pd.DataFrame:
    """Quotes of these speakers and with these cues, as charts name them; an empty list keeps all."""
    keep = pd.Series(True, index=quotes.index)
    if speakers:
        keep &= quotes["speaker_name"].fillna(UNATTRIBUTED).isin(speakers)
    if cues:
        keep &= quotes["cue"].str.casefold().fillna(NO_CUE).isin(cues)
    return quotes[keep]
