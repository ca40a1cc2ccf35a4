"""Which source tells which transfer, how it commits itself, and with which figure."""

import pandas as pd

from core.records import Status

# How a source stands to a claim (claim model, stances): in its own voice, as somebody's word, with a hedge, as denied.
STANCES = ("asserts", "attributes", "hedges", "denies")


def source_of(rows: pd.DataFrame) -> pd.Series:
    """Who prints each row: the publisher, or, where none is stated, the document by its title."""
    return rows["publisher_name"].fillna(rows["shown_as"])


def told_by(told: pd.DataFrame) -> pd.DataFrame:
    """Tellings with the `source` that prints them and the `stance` each takes.

    A source that prints somebody's denial attributes it; it denies only in its own voice.
    """
    denied = told["status"] == Status.DENIED
    voices = told["claimants"].where(~denied, told["denied_by"])
    stance = pd.Series("asserts", index=told.index).mask(denied, "denies").mask(told["status"] == Status.POSSIBLE, "hedges")
    stance = stance.mask((stance != "hedges") & voices.map(len).gt(0).astype(bool), "attributes")
    return told.assign(source=source_of(told), stance=stance)


def of_sources(told: pd.DataFrame, sources: list[str]) -> pd.DataFrame:
    """The tellings that these sources print, with their stances."""
    rows = told_by(told)
    return rows[rows["source"].isin(sources)]


def by_stance(told: pd.DataFrame) -> pd.DataFrame:
    """Tellings by source and stance, the sources that tell the most first: `source`, `stance`, `count`, `total`."""
    counts = told_by(told).groupby(["source", "stance"]).size().reset_index(name="count")
    totals = counts.groupby("source")["count"].transform("sum")
    return counts.assign(total=totals).sort_values(["total", "source"], ascending=[False, True], ignore_index=True)


def stances(told: pd.DataFrame, sources: list[str], claims: pd.DataFrame) -> pd.DataFrame:
    """Claims by sources; a cell is the latest stance with status and figure in words, missing where it tells nothing.

    Rows are the claims given, in their order and under their `label`, that one of the sources tells; the index is the id.
    """
    rows = told_by(told)
    rows = rows[rows["source"].isin(sources) & rows["repeat_of"].isna()].sort_values("published", na_position="first")
    cells = rows.assign(cell=_cell(rows)).groupby(["claim", "source"])["cell"].last().unstack()
    cells = cells.reindex(index=[claim for claim in claims["id"] if claim in cells.index], columns=sources)
    cells.insert(0, "label", claims.set_index("id")["label"].reindex(cells.index))
    return cells


def _cell(rows: pd.DataFrame) -> pd.Series:
    """Stance, status where not plainly told, figure, and whose word: "attributes · planned · about 40 · Ostra"."""
    denied = rows["status"] == Status.DENIED
    told_plainly = rows["status"].isin([Status.ASSERTED, Status.POSSIBLE]) | (rows["stance"] == "denies")
    status = (" · " + rows["status"]).where(~told_plainly, "")
    figure = (" · " + rows["quantity_text"]).where(rows["quantity_text"].notna(), "")
    return rows["stance"] + status + figure + _voices(rows["claimant_names"].where(~denied, rows["denier_names"]))


def _voices(claimants: pd.Series) -> pd.Series:
    """Whose word it is, in few letters: the first of them, and how many more."""
    first, more = claimants.str.split(", ").str[0], claimants.str.count(", ")
    several = " and " + more.astype("str").str.removesuffix(".0") + " more"
    return (" · " + first + several.where(more > 0, "")).fillna("")


def profile(told: pd.DataFrame, quotes: pd.DataFrame, documents: pd.DataFrame) -> pd.DataFrame:
    """One row a source: its documents, quotes and tellings, and how many of the tellings take each stance."""
    printed = documents.assign(source=source_of(documents))
    frame = printed.groupby("source").agg(
        kind=("publisher_kind", "first"),
        documents=("doc", "nunique"),
        first_printed=("published", "min"),
        last_printed=("published", "max"),
    )
    quoted = source_of(quotes).value_counts()
    by_stance = told_by(told).groupby(["source", "stance"]).size().unstack(fill_value=0)
    by_stance = by_stance.reindex(columns=list(STANCES), fill_value=0)
    frame["quotes"] = quoted.reindex(frame.index).fillna(0).astype(int)
    frame["tellings"] = by_stance.sum(axis=1).reindex(frame.index).fillna(0).astype(int)
    for stance in STANCES:
        frame[stance] = by_stance[stance].reindex(frame.index).fillna(0).astype(int)
    return (
        frame.reset_index()
        .assign(id=lambda one: one["source"])
        .sort_values(["documents", "source"], ascending=[False, True], ignore_index=True)
    )
