"""What a build changed against the one before it: documents and claims that came, went or are told otherwise.

Worked out once, by the build itself, and kept beside its tables, so that a page need not read two builds to say it.
"""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from core import arrays

FILE = "news.parquet"
MOST = 500  # rows kept for each kind of news; the counts are of all
# What makes a document another one; `origin` follows from other documents, and is none of its own.
OF_A_DOCUMENT = ("sha256", "title", "author", "publisher", "published", "url")
COLUMNS = {
    "documents": ("doc", *OF_A_DOCUMENT),
    "transfers": ("doc",),
    "claims": ("id", "supplier", "recipient", "item", "tellings"),
    "actors": ("id", "name"),
}


class Change(StrEnum):
    ADDED = "added"
    CHANGED = "changed"
    REMOVED = "removed"


@dataclass(frozen=True, slots=True)
class Item:
    """One document or claim that is not what it was in the build before."""

    table: str  # documents or claims
    change: str
    id: str
    label: str  # title of a document; supplier, recipient and item of a claim
    tellings: int  # rows that tell a claim, now or, where it is gone, then; of a document, those read from it
    before: int  # the same in the build before


Build = Mapping[str, pa.Table]


@dataclass(frozen=True, slots=True)
class Touched:
    """What a build has not from the one before as it was: documents, and claims, as they were and as they are."""

    docs: Collection[str]  # gone ones among them
    claims_before: pa.Table
    claims: pa.Table


def news(before: Build, now: Build, touched: Touched | None = None) -> list[Item]:
    """Everything that differs between two builds, the most told first within each kind of change.

    `touched` says what need be looked at, where that is known.

    A claim goes by its id, and where that is new, by the telling it shares with one that is gone: an earlier telling that
    turns up gives a claim another id, and leaves it the same claim.
    """
    if touched is not None:
        before = _of(before, touched.docs) | {"claims": touched.claims_before}
        now = _of(now, touched.docs) | {"claims": touched.claims}
    found = [*_documents(before, now), *_claims(before, now)]
    return sorted(found, key=lambda one: (one.table, one.change, -one.tellings, one.label, one.id))


def counted(found: Iterable[Item]) -> dict[str, int]:
    """How much of each kind of news there is, by "documents added" and so on."""
    counts: dict[str, int] = {}
    for one in found:
        name = f"{one.table} {one.change}"
        counts[name] = counts.get(name, 0) + 1
    return counts


def kept(found: Iterable[Item]) -> list[Item]:
    """The first `MOST` of each kind of news."""
    seen: dict[tuple[str, str], int] = {}
    few = []
    for one in found:
        place = seen[one.table, one.change] = seen.get((one.table, one.change), 0) + 1
        if place <= MOST:
            few.append(one)
    return few


def write(folder: Path, found: Iterable[Item]) -> None:
    """Keeps news beside the tables of a build."""
    words = {name: pa.string() for name in ("table", "change", "id", "label")}
    numbers = {name: pa.int64() for name in ("tellings", "before")}
    pq.write_table(arrays.table(kept(found), pa.schema(list((words | numbers).items()))), folder / FILE)


def read(folder: Path) -> list[Item]:
    """The news kept in the folder of a build; nothing where there are none."""
    try:
        with pq.ParquetFile(folder / FILE) as file:
            return [Item(**row) for row in file.read().to_pylist()]
    except FileNotFoundError:
        return []


def earlier(folder: Path) -> Build:
    """Of the tables of a build, the columns that news are made of."""
    found = {}
    for name, columns in COLUMNS.items():
        with pq.ParquetFile(folder / f"{name}.parquet") as file:  # `pq.read_table` imports pandas
            found[name] = file.read(columns=list(columns))
    return found


def _of(build: Build, docs: Collection[str]) -> dict[str, pa.Table]:
    """The documents of a build that are among some, what they tell, and all actors."""
    names = arrays.words(sorted(docs))
    tables = {name: build[name] for name in ("documents", "transfers")}
    found = {name: table.filter(pc.is_in(table["doc"], names)) for name, table in tables.items()}
    return found | {"actors": build["actors"]}


def _documents(before: Build, now: Build) -> Iterable[Item]:
    then, here = _texts(before["documents"]), _texts(now["documents"])
    told_then, told = _by_document(before), _by_document(now)
    for doc in then | here:
        change = _change(then.get(doc), here.get(doc))
        if change:
            title = (here.get(doc) or then[doc])[OF_A_DOCUMENT.index("title")]
            yield Item("documents", change, doc, str(title or doc), told.get(doc, 0), told_then.get(doc, 0))


def _texts(documents: pa.Table) -> dict[str, tuple[object, ...]]:
    columns = [documents[name].to_pylist() for name in ("doc", *OF_A_DOCUMENT)]
    return {row[0]: row[1:] for row in zip(*columns, strict=True)}


def _by_document(build: Build) -> dict[str, int]:
    counts = build["transfers"]["doc"].value_counts()
    return {one["values"]: one["counts"] for one in counts.to_pylist()}


def _change(then: object, here: object) -> Change | None:
    if then == here:
        return None
    return Change.ADDED if then is None else Change.REMOVED if here is None else Change.CHANGED


def _claims(before: Build, now: Build) -> Iterable[Item]:
    then, here = _told(before["claims"]), _told(now["claims"])
    labels = _labels(before) | _labels(now)
    gone = {telling: claim for claim in then.keys() - here.keys() for telling in then[claim]}
    same = {
        claim: next((gone[one] for one in told if one in gone), claim) for claim, told in here.items() if claim not in then
    }
    for claim, told in here.items():
        was = then.get(same.get(claim, claim))
        if was != told:
            yield Item("claims", Change.CHANGED if was else Change.ADDED, claim, labels[claim], len(told), len(was or ()))
    for claim in then.keys() - here.keys() - set(same.values()):
        yield Item("claims", Change.REMOVED, claim, labels[claim], 0, len(then[claim]))


def _told(claims: pa.Table) -> dict[str, frozenset[str]]:
    return dict(zip(claims["id"].to_pylist(), map(frozenset, claims["tellings"].to_pylist()), strict=True))


def _labels(build: Build) -> dict[str, str]:
    names = dict(zip(build["actors"]["id"].to_pylist(), build["actors"]["name"].to_pylist(), strict=True))
    columns = [build["claims"][name].to_pylist() for name in ("id", "supplier", "recipient", "item")]
    return {
        claim: f"{names.get(giver, giver or 'unknown supplier')} → {names.get(taker, taker or 'unknown recipient')}: {item}"
        for claim, giver, taker, item in zip(*columns, strict=True)
    }
