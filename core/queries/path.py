"""First told, and the path from there: how one claim went from text to text."""

import pandas as pd

from core.queries.sources import told_by
from core.tables import Tables


def path(tables: Tables, told: pd.DataFrame, claim: str) -> pd.DataFrame:
    """The documents that tell a claim in the order they were printed, one row each, and from where each has it.

    `told` is `queries.tellings`. Columns: `doc`, `start`, `end` and `id` of the document's first telling, `published`,
    `source`, `shown_as`, `stance`, `claimant_names`; `from_doc` (the earlier document whose text it prints, or that first
    cited the same claimant; missing where there is none) and `how` in words: "told first", "copies …", "same claimant as …",
    "a claimant of its own", "in its own voice". Documents without a day of printing come last and are never first.
    """
    rows = told[(told["claim"] == claim) & told["repeat_of"].isna()]
    rows = told_by(rows).sort_values(["published", "doc", "start"], na_position="last")
    voices = rows.groupby("doc", sort=False)["claimants"].agg(lambda lists: sorted({one for each in lists for one in each}))
    first = rows.drop_duplicates("doc").set_index("doc", drop=False)
    copied = _copied(tables, first)
    cited: dict[str, str] = {}  # by claimant: the document that first cited them
    steps: list[tuple[str | None, str]] = []
    for place, doc in enumerate(first.index):
        steps.append(_step(doc, place, first, copied, voices[doc], cited))
        for claimant in voices[doc]:
            cited.setdefault(claimant, doc)
    columns = ["doc", "start", "end", "id", "published", "source", "shown_as", "stance", "claimant_names"]
    return first[columns].assign(from_doc=[of for of, _ in steps], how=[how for _, how in steps]).reset_index(drop=True)


def _copied(tables: Tables, first: pd.DataFrame) -> dict[str, tuple[str, str]]:
    """For each of some documents that is a copy of another of them, the original it shares most with, and how."""
    docs = sorted(first.index)
    query = """SELECT doc, "of", kind, containment FROM copies
        WHERE doc IN (SELECT unnest(?::VARCHAR[])) AND "of" IN (SELECT unnest(?::VARCHAR[]))"""
    copies = tables.store.frame(query, [docs, docs])
    copies = copies.sort_values(["containment", "of"], ascending=[False, True]).drop_duplicates("doc")
    return {doc: (of, kind) for doc, of, kind in copies[["doc", "of", "kind"]].itertuples(index=False)}


def _step(
    doc: str,
    place: int,
    first: pd.DataFrame,
    copied: dict[str, tuple[str, str]],
    claimants: list[str],
    cited: dict[str, str],
) -> tuple[str | None, str]:
    if doc in copied:
        of, kind = copied[doc]
        return of, f"copies {first.at[of, 'source']} ({kind})"
    if place == 0 and pd.notna(first.at[doc, "published"]):
        return None, "told first"
    known = next((cited[one] for one in claimants if one in cited), None)
    if known is not None:
        return known, f"same claimant as {first.at[known, 'source']}"
    return None, "a claimant of its own" if claimants else "in its own voice"
