"""Claims with their counts over the tellings that the filters keep."""

from dataclasses import dataclass, replace

import pandas as pd

from core.queries.filtered import told_of
from core.queries.filters import Filters
from core.queries.kept import FROM_A_DAY, Kept, wording
from core.queries.strongest import by_claims, strongest
from core.records import Status
from core.store.counting import told_of_each, voices
from core.tables import Tables

CONFLICT = "figures conflict"
OF_ONE = "claim_no = (SELECT c.claim_no FROM claims c WHERE c.id = ?)"  # tellings of a claim, by its id
WIDEST = "c.claim_origins DESC, c.told DESC, c.id"  # of claims that a query calls `c`
LAST_FROM_A_DAY = "last_printed >= ?"  # claims told on a day or later, by when they were told last
SEARCHED = ("label", "category", "statuses", "quantities", "claimant_names", "denier_names")
# What a claim is, whatever is kept of it; all else counts the tellings kept.
OF_ALL = ("supplier", "recipient", "category", "item", "date_start", "date_end", "supplier_name", "recipient_name",
          "label", "contested")  # fmt: skip
OF_KEPT = f"""
SELECT c.id, {", ".join(f"c.{column}" for column in OF_ALL)}, n.*
FROM ({told_of_each("kept")}) n JOIN claims c USING (claim_no)
"""


# The claims with the most origins, then the most tellings, among those that have so many in the whole corpus.
WIDEST_OF_KEPT = f"""
WITH first AS (
    SELECT claim_no, origin_no, status, claimant_nos FROM kept
    WHERE NOT repeated AND claim_no IN (SELECT claim_no FROM claims WHERE {{contested}} AND claim_origins >= ?)
),
said AS (SELECT claim_no, count(DISTINCT voice) AS origins FROM ({voices("first")}) GROUP BY claim_no),
told AS (SELECT claim_no, count(*) AS times FROM first GROUP BY claim_no)
SELECT claim_no, coalesce(said.origins, 0) AS strength
FROM told LEFT JOIN said USING (claim_no) JOIN claims c USING (claim_no)
ORDER BY strength DESC, told.times DESC, c.id LIMIT ?
"""


@dataclass(frozen=True)
class Claims:
    """The claims of which a telling is kept, chosen but not fetched; their counts are over the tellings kept.

    What is said of a claim as such, its words and whether it is contested, is what the whole corpus says of it: a denial
    outside the filters is a denial still.
    """

    told: Kept
    contested: bool = False  # only those that somebody denies or whose figures conflict
    words: str = ""  # only those in which each of these words stands

    @property
    def count(self) -> int:
        """How many claims there are."""
        if not self.told.conditions:
            return self._those.count
        if self.told.conditions == FROM_A_DAY:
            return self._those.narrowed(LAST_FROM_A_DAY, *self.told.values).count
        return int(self.told_by().value("SELECT count(DISTINCT claim_no) FROM kept WHERE NOT repeated"))

    @property
    def tellings(self) -> int:
        """How many tellings tell them, repeats within a document left out."""
        first = "NOT repeated AND claim_no IS NOT NULL"
        return int(self.told_by().value(f"SELECT count(*) FROM kept WHERE {first}"))

    def page(self, order: str = "", most: int = 50, first: int = 0) -> pd.DataFrame:
        """At most `most` claims from the place `first` on, the most widely told first or by a column ("item DESC")."""
        by = f"c.{order}, {WIDEST}" if order else WIDEST
        if not self.told.conditions:
            return self._those.ask(f"SELECT * FROM kept c ORDER BY {by} LIMIT {int(most)} OFFSET {int(first)}")
        if not order:
            return self._some(self.places(most + first)[first:], by)
        if order.split()[0] in OF_ALL:
            those = "claim_no IN (SELECT claim_no FROM kept WHERE NOT repeated)"
            some = f"SELECT claim_no FROM claims c WHERE {those} ORDER BY {by} LIMIT {int(most)} OFFSET {int(first)}"
            return self._some(list(self.told_by().ask(some)["claim_no"]), by)
        return self.told_by().ask(f"FROM ({OF_KEPT}) c ORDER BY {by} LIMIT {int(most)} OFFSET {int(first)}")

    def places(self, wanted: int) -> list[int]:
        """The places (`claim_no`) of those with the most origins, then the most tellings."""
        told = replace(self, contested=False).told_by()
        contested = "contested IS NOT NULL" if self.contested else "true"

        def ask(least: int) -> pd.DataFrame:
            rows = by_claims(told) if least else told
            return rows.ask(WIDEST_OF_KEPT.format(contested=contested), least, int(wanted))

        return list(strongest(self.told, "claims", "claim_origins", wanted, ask)["claim_no"])

    def _some(self, places: list[int], by: str) -> pd.DataFrame:
        """The claims at some places, with what is kept of them."""
        return by_claims(self.told).among("claim_no", places).ask(f"FROM ({OF_KEPT}) c ORDER BY {by}")

    def one(self, id: str) -> pd.DataFrame:
        """The claim of an id, or none."""
        return replace(self, told=self.told.narrowed(OF_ONE, id).by_claim).frame()

    def frame(self) -> pd.DataFrame:
        """All the claims: for few of them, and for files."""
        if not self.told.conditions:
            return self._those.ask(f"SELECT * FROM kept c ORDER BY {WIDEST}")
        return self.told_by().ask(f"FROM ({OF_KEPT}) c ORDER BY {WIDEST}")

    def told_by(self) -> Kept:
        """The tellings kept of these claims."""
        those = self._those
        if not those.conditions:
            return self.told
        return self.told.looked_up("claim_no", those.only("claim_no"), *those.values)

    @property
    def _those(self) -> Kept:
        """The claims of the corpus that are contested, or say the words, as wanted."""
        found = Kept(self.told.tables, "claims")
        if self.contested:
            found = found.narrowed("contested IS NOT NULL")
        for word in wording(self.words):
            found = found.holding(word)
            if not found.tables.store.whole:  # the index has what the whole corpus says of a claim
                text = f"lower(strip_accents(concat_ws(' ', {', '.join(SEARCHED)})))"
                found = found.narrowed(f"contains({text}, ?)", word)
        return found


def claims_of(tables: Tables, filters: Filters, contested: bool = False, words: str = "") -> Claims:
    """The claims of which the filters keep a telling; only contested ones, or with some words, where so wanted."""
    return Claims(told_of(tables, filters), contested, words)


def how_many(told: Kept) -> int:
    """How many claims some tellings tell, those that only repeat what their document has said among them."""
    if told.conditions == FROM_A_DAY:
        return Kept(told.tables, "claims").narrowed(LAST_FROM_A_DAY, *told.values).count
    return int(told.value("SELECT count(DISTINCT claim_no) FROM kept"))


def claims(tables: Tables, filters: Filters) -> pd.DataFrame:
    """All the claims of `claims_of`, one row each, most claim origins first: for few of them, and for files.

    `contested` says in words who denies it and whether figures conflict; it is missing where neither is told.
    """
    return claims_of(tables, filters).frame()


def of_claims(told: Kept, claims: list[str]) -> Kept:
    """The tellings of some claims, by their ids."""
    places = told.tables.store.frame("SELECT claim_no FROM claims WHERE id IN (SELECT unnest(?::VARCHAR[]))", [claims])
    return by_claims(told).among("claim_no", list(places["claim_no"]))


def printed_days(told: Kept, claims: list[str]) -> pd.DataFrame:
    """The days on which tellings of some claims were printed, each once: `claim`, `published`."""
    return of_claims(told, claims).ask(
        "SELECT DISTINCT claim, published FROM kept WHERE published IS NOT NULL ORDER BY published, claim"
    )


def with_figures(told: Kept, most: int = 200) -> pd.DataFrame:
    """The `most` claims told most whose figures hold for two days or more: `id` and `label`, the most widely told first."""

    def ask(least: int) -> pd.DataFrame:
        return told.ask(FIGURED_OF_KEPT, least, most)

    found = strongest(told, "figured", "told", most, ask)
    those = Kept(told.tables, "claims").among("claim_no", list(found["claim_no"]))
    return those.ask(f"SELECT id, label FROM kept c ORDER BY {WIDEST}")


FIGURED_OF_KEPT = f"""
WITH several AS (
    SELECT claim_no, count(*) AS strength FROM kept
    WHERE (quantity_min IS NOT NULL OR quantity_max IS NOT NULL) AND as_of IS NOT NULL
        AND claim_no IN (SELECT claim_no FROM figured WHERE told >= ?)
    GROUP BY claim_no HAVING min(as_of) < max(as_of)
)
SELECT claim_no, strength FROM several JOIN claims c USING (claim_no) ORDER BY strength DESC, {WIDEST} LIMIT ?
"""


def claim_origins(told: pd.DataFrame) -> pd.Series:
    """Claim origins a claim: named claimants, each once, and text origins that say it in their own voice (`core.claims`)."""
    voices = told.loc[told["status"] != Status.DENIED, ["claim", "origin", "claimants"]].explode("claimants")
    # A line break keeps a document's name apart from any actor's id.
    return voices["claimants"].fillna("\n" + voices["origin"]).groupby(voices["claim"]).nunique()


def tellings_of(told: pd.DataFrame | Kept, claim: str) -> pd.DataFrame:
    """The tellings of one claim, earliest printed first; repeats within a document among them."""
    if isinstance(told, Kept):
        return told.narrowed(OF_ONE, claim).frame()
    return told[told["claim"] == claim].sort_values(["published", "doc", "start"], na_position="last", ignore_index=True)
