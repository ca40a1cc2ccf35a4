"""Who repeats whom in the sample, as the README of its facts documents it, and what was changed on the way."""

import json
from pathlib import Path

import pytest

from core import export, settings, tables
from core.build import build
from core.records import Change, ChangeKind, Copy, CopyKind, Direction, Document

REUTERS, CENSOR = "d028-reuters-monitors-2024-04-29.txt", "d029-censor-2024-04-30.txt"
RUSI, KYIV_POST = "d014-rusi-2023-10-16.txt", "d015-kyivpost-2023-10-17.txt"
INTEREST, MATTERS = "d055-nationalinterest-kragh.txt", "d054-russiamatters-2025-01-27.txt"
KUNA, RBC = "d023-kuna-2024-02-27.txt", "d024-rbcua-2024-02-27.txt"


@pytest.fixture(scope="module")
def copies(sample_tables: Path) -> dict[str, Copy]:
    return {copy.doc: copy for copy in tables.read_table(sample_tables, "copies")}


@pytest.fixture(scope="module")
def found(sample_tables: Path) -> list[Change]:
    return tables.read_table(sample_tables, "changes")


@pytest.fixture(scope="module")
def documents(sample_tables: Path) -> dict[str, Document]:
    return {document.doc: document for document in tables.read_table(sample_tables, "documents")}


def test_every_documented_repeat_within_the_sample_is_found_and_nothing_else(copies: dict[str, Copy]) -> None:
    assert {(copy.doc, copy.of) for copy in copies.values()} == {(KYIV_POST, RUSI), (CENSOR, REUTERS), (MATTERS, INTEREST)}


@pytest.mark.parametrize(
    ("doc", "kind"), [(KYIV_POST, CopyKind.PARTIAL), (CENSOR, CopyKind.WIRE), (MATTERS, CopyKind.SUMMARY)]
)
def test_each_is_of_its_kind_and_credits_what_it_repeats(doc: str, kind: CopyKind, copies: dict[str, Copy]) -> None:
    assert (copies[doc].kind, copies[doc].direction) == (kind, Direction.CREDITED)


def test_a_copy_has_the_origin_of_what_it_repeats(documents: dict[str, Document]) -> None:
    assert {doc: row.origin for doc, row in documents.items() if row.origin != doc} == {
        KYIV_POST: RUSI,
        CENSOR: REUTERS,
        MATTERS: INTEREST,
    }


def test_passages_lie_in_both_texts_and_begin_and_end_with_the_same_words(
    copies: dict[str, Copy], documents: dict[str, Document]
) -> None:
    for copy in copies.values():
        for passage in copy.passages:
            here = documents[copy.doc].text[passage.start : passage.end].casefold().split()
            there = documents[copy.of].text[passage.of_start : passage.of_end].casefold().split()
            assert (here[:4], here[-1]) == (there[:4], there[-1])


def test_censor_net_repeats_reuters_with_another_hedge_and_a_firmer_verb(found: list[Change]) -> None:
    assert {(change.kind, change.before, change.after) for change in found if change.doc == CENSOR} >= {
        (ChangeKind.HEDGE_CHANGED, "probably", "likely"),
        (ChangeKind.MADE_FIRMER, "concluded", "confirmed"),
    }


def test_three_million_or_half_a_million_became_and(found: list[Change], documents: dict[str, Document]) -> None:
    (change,) = [change for change in found if change.kind is ChangeKind.OR_BECAME_AND]
    assert (change.of, change.doc, change.copy) == (KUNA, RBC, None)
    assert change.before in documents[KUNA].text[change.of_start : change.of_end]
    assert change.after in documents[RBC].text[change.start : change.end]


def test_the_digest_among_the_seeds_is_a_summary_of_its_article(tmp_path: Path) -> None:
    seeds = settings.SHARED / "seeds"
    if not seeds.is_dir():
        pytest.skip("the seeds are not beside the project")
    build(seeds, tmp_path)
    (copy,) = tables.read_table(tmp_path, "copies")
    assert (copy.doc[:3], copy.of[:3], copy.kind) == ("000", "001", CopyKind.SUMMARY)


def test_the_export_has_passages_and_changes_with_each_copy(sample_tables: Path, tmp_path: Path) -> None:
    export.write("json", sample_tables, tmp_path / "out.json")
    rows = {row["doc"]: row for row in json.loads((tmp_path / "out.json").read_text(encoding="utf-8"))["copies"]}
    assert {"doc", "of", "kind", "containment", "direction", "passages", "changes"} <= set(rows[CENSOR])
    assert {"start", "end", "of_start", "of_end"} == set(rows[CENSOR]["passages"][0])
    assert {change["kind"] for change in rows[CENSOR]["changes"]} >= {"hedge changed", "made firmer"}
