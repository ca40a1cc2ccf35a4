"""Which source tells which transfer, how it commits itself, and with which figure."""

from collections.abc import Sequence

import pandas as pd

from core.queries.claims import WIDEST
from core.queries.filtered import documents_of, said_of, told_of
from core.queries.filters import Filters
from core.queries.kept import Kept
from core.queries.strongest import by_claims
from core.records import Status
from core.tables import Tables

SOME = "SELECT claim_no FROM kept"
# The last that each source tells of each claim, as a cell needs it; whose word it is, by a column of `nodes`.
LATEST = """SELECT claim_no, claim, source, stance, status, quantity_text, claimant_nos, denied_by FROM kept
    QUALIFY row_number() OVER (PARTITION BY claim_no, source ORDER BY published DESC NULLS LAST, no DESC) = 1"""
VOICES = (("claimant_nos", "node_no", int), ("denied_by", "id", str))
MOST_CLAIMS = 200  # side by side: nobody reads further down
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


def by_stance(told: Kept, most: int = 20) -> pd.DataFrame:
    """Tellings by source and stance, the sources that tell the most first: `source`, `stance`, `count`, `total`."""
    return told.ask(f"""WITH counts AS (SELECT source, stance, count(*) AS count FROM kept GROUP BY ALL),
        totals AS (SELECT source, sum(count) AS total FROM counts GROUP BY ALL ORDER BY total DESC, source
            LIMIT {int(most)})
        SELECT source, stance, count, total FROM counts JOIN totals USING (source) ORDER BY total DESC, source, stance""")


def stances(told: Kept, sources: Sequence[str], several: bool = False, most: int = MOST_CLAIMS) -> pd.DataFrame:
    """Claims by sources; a cell is the latest stance with status and figure in words, missing where it tells nothing.

    Rows are the claims that one of the sources tells (`several`: that two or more of them tell), the most widely told
    first and at most `most` of them, under their `label`; the index is the id.
    """
    rows = told.among("source", sources).narrowed("NOT repeated AND claim_no IS NOT NULL")
    those = "SELECT claim_no FROM kept GROUP BY claim_no HAVING count(DISTINCT source) > 1" if several else SOME
    shown = rows.ask(f"SELECT claim_no, label FROM claims c WHERE claim_no IN ({those}) ORDER BY {WIDEST} LIMIT {int(most)}")
    latest = by_claims(rows).among("claim_no", list(shown["claim_no"])).ask(LATEST)
    claimants, deniers = (_names(told.tables, latest[column], by, of) for column, by, of in VOICES)
    latest = shown.merge(latest.assign(claimant_names=claimants, denier_names=deniers), on="claim_no")
    cells = latest.assign(cell=_cell(latest)).pivot(index="claim", columns="source", values="cell")
    cells = cells.reindex(index=latest["claim"].drop_duplicates(), columns=list(sources))
    cells.insert(0, "label", latest.drop_duplicates("claim").set_index("claim")["label"])
    return cells


def _names(tables: Tables, lists: pd.Series, by: str, of: type[int] | type[str]) -> pd.Series:
    """The names of those in each list, who are known by a column of `nodes`, with commas; missing where there are none."""
    wanted = [of(one) for one in lists.explode().dropna().unique()]
    query = f"SELECT {by}, coalesce(name, id) AS name FROM nodes WHERE {by} IN ({', '.join('?' * len(wanted)) or 'NULL'})"
    names = dict(tables.store.frame(query, wanted).itertuples(index=False))
    joined = [", ".join(names[one] for one in those) if those else None for those in lists]
    return pd.Series(joined, lists.index, dtype="str")


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


def profile(tables: Tables, filters: Filters) -> pd.DataFrame:
    """One row a source: its documents, quotes and tellings, and how many of the tellings take each stance."""
    frame = (
        documents_of(tables, filters)
        .ask("""SELECT source, first(publisher_kind) AS kind, count(*) AS documents,
        min(published) AS first_printed, max(published) AS last_printed FROM kept GROUP BY ALL""")
        .set_index("source")
    )
    quoted = said_of(tables, filters).ask("SELECT source, count(*) AS quotes FROM kept GROUP BY ALL").set_index("source")
    counts = ", ".join(f"count(*) FILTER (WHERE stance = '{stance}') AS {stance}" for stance in STANCES)
    told = told_of(tables, filters).ask(f"SELECT source, count(*) AS tellings, {counts} FROM kept GROUP BY ALL")
    frame = frame.join(quoted).join(told.set_index("source"))
    figures = ["quotes", "tellings", *STANCES]
    frame[figures] = frame[figures].fillna(0).astype(int)
    return (
        frame.reset_index()
        .assign(id=lambda one: one["source"])
        .sort_values(["documents", "source"], ascending=[False, True], ignore_index=True)
    )
