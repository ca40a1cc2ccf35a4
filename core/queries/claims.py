"""Claims with their counts over the tellings that the filters keep."""

from dataclasses import dataclass
from typing import Any

import pandas as pd

from core.queries.filters import Filters
from core.queries.kept import INDEXED, Kept, told_of, wording
from core.records import Status
from core.store import counted
from core.store.counting import voices
from core.tables import Tables

CONFLICT = "figures conflict"
WIDEST = "claim_origins DESC, told DESC, id"
SEARCHED = ("label", "category", "statuses", "quantities", "claimant_names", "denier_names")
OF_KEPT = f"""
SELECT c.id, c.supplier, c.recipient, c.category, c.item, c.date_start, c.date_end, c.supplier_name, c.recipient_name,
    c.label, n.*
FROM ({counted("kept")}) n JOIN claims c USING (claim_no)
"""


# The places of the claims with the most origins, then the most tellings, among those kept.
WIDEST_OF_KEPT = f"""
WITH first AS (
    SELECT claim_no, origin, status, claimants FROM kept WHERE repeat_of IS NULL AND claim_no IS NOT NULL
),
said AS (SELECT claim_no, count(DISTINCT voice) AS origins FROM ({voices("first")}) GROUP BY claim_no),
told AS (SELECT claim_no, count(*) AS times FROM first GROUP BY claim_no)
SELECT claim_no FROM told LEFT JOIN said USING (claim_no) JOIN claims c USING (claim_no)
ORDER BY coalesce(said.origins, 0) DESC, told.times DESC, c.id LIMIT ? OFFSET ?
"""


@dataclass(frozen=True)
class Claims:
    """The claims of which a telling is kept, chosen but not fetched; every count of one is over the tellings kept."""

    told: Kept
    contested: bool = False  # only those that somebody denies or whose figures conflict
    words: str = ""  # only those in which each of these words stands

    @property
    def count(self) -> int:
        """How many claims there are."""
        if self.contested or self.words:
            return int(self._value("count(*)"))
        return int(self.told.value("SELECT count(DISTINCT claim_no) FROM kept WHERE repeat_of IS NULL"))

    @property
    def tellings(self) -> int:
        """How many tellings tell them, repeats within a document left out."""
        return int(self._value("sum(told)") or 0)

    def page(self, order: str = "", most: int = 50, first: int = 0) -> pd.DataFrame:
        """At most `most` claims from the place `first` on, the most widely told first or by a column ("item DESC")."""
        if self.told.conditions and not (order or self.contested or self.words):
            widest = self.told.ask(WIDEST_OF_KEPT, int(most), int(first))  # only claims on the page are put into words
            return Claims(self.told.among("claim_no", list(widest["claim_no"])))._frame(f"ORDER BY {WIDEST}")
        by = f"{order}, {WIDEST}" if order else WIDEST
        return self._frame(f"ORDER BY {by} LIMIT {int(most)} OFFSET {int(first)}")

    def one(self, id: str) -> pd.DataFrame:
        """The claim of an id, or none."""
        return Claims(self.told.narrowed("claim = ?", id), self.contested, self.words).page(most=1)

    def frame(self) -> pd.DataFrame:
        """All the claims: for few of them, and for files."""
        return self._frame(f"ORDER BY {WIDEST}")

    def told_by(self) -> Kept:
        """The tellings kept of these claims."""
        if not self.contested and not self.words:
            return self.told
        sql, values = self._claims
        return self.told.narrowed(f"claim_no IN (WITH kept AS ({self.told.sql}) SELECT claim_no FROM ({sql}))", *values)

    def _frame(self, tail: str) -> pd.DataFrame:
        sql, values = self._claims
        return self.told.tables.store.frame(f"WITH kept AS ({self.told.sql}) FROM ({sql}) {tail}", values)

    def _value(self, select: str) -> Any:
        sql, values = self._claims
        return self.told.tables.store.value(f"WITH kept AS ({self.told.sql}) SELECT {select} FROM ({sql})", values)

    @property
    def _claims(self) -> tuple[str, tuple[Any, ...]]:
        """The query that gives the claims, with the values of the tellings kept and its own; counts kept serve for all."""
        wanted = ["contested IS NOT NULL"] * self.contested
        values = list(self.told.values)
        for word in wording(self.words):
            # The index has what the whole corpus says of a claim; a filter, or an earlier day, may know less of it.
            text = f"lower(strip_accents(concat_ws(' ', {', '.join(SEARCHED)})))"
            wanted.append(f"claim_no IN ({INDEXED.format(kind='claims')}) AND contains({text}, ?)")
            values += [word, word, word]
        claims = OF_KEPT if self.told.conditions else "SELECT * FROM claims"
        return f"SELECT * FROM ({claims}){' WHERE ' + ' AND '.join(wanted) if wanted else ''}", tuple(values)


def claims_of(tables: Tables, filters: Filters, contested: bool = False, words: str = "") -> Claims:
    """The claims of which the filters keep a telling; only contested ones, or with some words, where so wanted."""
    return Claims(told_of(tables, filters), contested, words)


def claims(tables: Tables, filters: Filters) -> pd.DataFrame:
    """All the claims of `claims_of`, one row each, most claim origins first: for few of them, and for files.

    `contested` says in words who denies it and whether figures conflict; it is missing where neither is told.
    """
    return claims_of(tables, filters).frame()


def printed_days(told: Kept, claims: list[str]) -> pd.DataFrame:
    """The days on which tellings of some claims were printed, each once: `claim`, `published`."""
    return told.among("claim", claims).ask(
        "SELECT DISTINCT claim, published FROM kept WHERE published IS NOT NULL ORDER BY published, claim"
    )


def with_figures(told: Kept, most: int = 200) -> pd.DataFrame:
    """The `most` claims told most whose figures hold for two days or more: `id` and `label`, the most widely told first."""
    return told.ask(
        """WITH several AS (
            SELECT claim_no, count(*) AS told FROM kept
            WHERE (quantity_min IS NOT NULL OR quantity_max IS NOT NULL) AND as_of IS NOT NULL AND claim_no IS NOT NULL
            GROUP BY claim_no HAVING min(as_of) < max(as_of) ORDER BY told DESC, claim_no LIMIT ?
        )
        SELECT id, label FROM claims c JOIN several USING (claim_no) ORDER BY c.claim_origins DESC, c.told DESC, id""",
        most,
    )


def claim_origins(told: pd.DataFrame) -> pd.Series:
    """Claim origins a claim: named claimants, each once, and text origins that say it in their own voice (`core.claims`)."""
    voices = told.loc[told["status"] != Status.DENIED, ["claim", "origin", "claimants"]].explode("claimants")
    # A line break keeps a document's name apart from any actor's id.
    return voices["claimants"].fillna("\n" + voices["origin"]).groupby(voices["claim"]).nunique()


def tellings_of(told: pd.DataFrame | Kept, claim: str) -> pd.DataFrame:
    """The tellings of one claim, earliest printed first; repeats within a document among them."""
    if isinstance(told, Kept):
        return told.narrowed("claim = ?", claim).frame()
    return told[told["claim"] == claim].sort_values(["published", "doc", "start"], na_position="last", ignore_index=True)
