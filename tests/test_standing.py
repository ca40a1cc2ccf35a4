"""Where sources stand on a claim, what was known when, and what JSON says of it. Invented states and papers."""

import json
from collections.abc import Sequence
from dataclasses import replace
from itertools import product
from pathlib import Path
from typing import Any

import duckdb
import pandas as pd
import pytest
from examples import document, mention, telling, written
from hypothesis import given, settings
from hypothesis import strategies as st

from core import claims, export, queries
from core.copies import origins
from core.queries import Filters
from core.records import (
    Copy,
    CopyKind,
    Day,
    Direction,
    Document,
    Qualifier,
    Quantity,
    Scope,
    Source,
    Stage,
    Status,
    Transfer,
)
from core.store.counting import conflicts
from core.tables import Tables, as_frame, to_arrow

WORDS = "Orvana and Selvia: howitzers were sent."
PAPERS = ("courier", "gazette", "herald", "mirror", "observer")


def paper(publisher: str, day: int, text: str = WORDS, **facts: Any) -> Document:
    """One text of a publisher, printed on a day of March 2031."""
    return document(
        f"{publisher}-{day}.txt", f"{publisher} {day}. {text}", publisher=publisher, published=Day(2031, 3, day), **facts
    )


def told(source: Document, **columns: Any) -> Transfer:
    return telling(source, "howitzers were sent", **columns)


def tables(folder: Path, documents: list[Document], transfers: list[Transfer], copies: list[Copy] | None = None) -> Tables:
    """Tables as a build makes them of these rows; every document names both states where its text does."""
    roots = origins({one.doc: one.published for one in documents}, copies or [])
    documents = [replace(one, origin=roots[one.doc]) for one in documents]
    names = [mention(one, name, name.lower()) for one in documents for name in ("Orvana", "Selvia") if name in one.text]
    return written(
        folder,
        documents=documents,
        sources=[
            Source(name, name.capitalize())
            for name in sorted({*PAPERS} | {one.publisher for one in documents if one.publisher})
        ],
        mentions=names,
        transfers=transfers,
        copies=copies or [],
        claims=claims.group(transfers, documents),
    )


def stances(data: Tables) -> dict[str, str]:
    """The latest stance of each publisher on the one claim there is."""
    claims = list(data.claims["id"])
    shown = queries.matrix(queries.latest(queries.told_of(data, Filters()), Filters(), claims, 20), claims)
    shown = shown.reindex(columns=list(PAPERS), fill_value=queries.NO_COVERAGE)
    return dict(shown.iloc[0])


class TestStances:
    def test_each_in_a_word(self, tmp_path: Path) -> None:
        courier, gazette, herald, mirror = (paper(name, 5) for name in PAPERS[:4])
        rows = [
            told(courier),
            told(gazette, claimants=("selvia",)),
            told(herald, status=Status.POSSIBLE),
            told(mirror, status=Status.DENIED),
        ]
        found = stances(tables(tmp_path, [courier, gazette, herald, mirror], rows))
        assert list(found.values()) == ["asserts", "attributes", "hedges", "denies", "no-coverage"]

    def test_whoever_wrote_of_both_at_the_time_and_did_not_tell_it_is_silent(self, tmp_path: Path) -> None:
        late = document("late.txt", WORDS, publisher="herald", published=Day(2031, 4, 20))
        documents = [paper("courier", 5), paper("gazette", 20), late, paper("mirror", 6, "Orvana sent howitzers.")]
        found = stances(tables(tmp_path, documents, [told(documents[0])]))
        assert found == {
            "courier": "asserts", "gazette": "silent", "herald": "no-coverage", "mirror": "no-coverage",
            "observer": "no-coverage",
        }  # fmt: skip

    def test_without_its_text_a_silent_paper_has_no_coverage(self, tmp_path: Path) -> None:
        courier, gazette = paper("courier", 5), paper("gazette", 20)
        assert stances(tables(tmp_path / "both", [courier, gazette], [told(courier)]))["gazette"] == "silent"
        assert stances(tables(tmp_path / "one", [courier], [told(courier)]))["gazette"] == "no-coverage"

    def test_a_silence_points_to_where_both_have_been_named(self, tmp_path: Path) -> None:
        courier, gazette = paper("courier", 5), paper("gazette", 20)
        data = tables(tmp_path, [courier, gazette], [told(courier)])
        found = queries.positions(data, queries.tellings(data, Filters()), Filters())
        (row,) = found[found["stance"] == queries.SILENT].itertuples()
        assert (row.doc, gazette.text[row.start : row.end]) == (gazette.doc, "Selvia")

    def test_the_latest_stands_and_a_change_is_marked(self, tmp_path: Path) -> None:
        early, late = paper("courier", 5), paper("courier", 9)
        data = tables(tmp_path, [early, late], [told(early, status=Status.POSSIBLE), told(late)])
        found = queries.positions(data, queries.tellings(data, Filters()), Filters())
        assert list(zip(found["stance"], found["changed"], found["latest"], strict=True)) == [
            ("hedges", False, False),
            ("asserts", True, True),
        ]

    def test_those_who_are_cited_stand_beside_the_papers(self, tmp_path: Path) -> None:
        courier = paper("courier", 5)
        data = tables(tmp_path, [courier], [told(courier, claimants=("selvia",), denied_by=("orvana",))])
        found = queries.positions(data, queries.tellings(data, Filters()), Filters())
        cited = found[found["role"] == "cited"]
        assert dict(zip(cited["source"], cited["stance"], strict=True)) == {"selvia": "asserts", "orvana": "denies"}
        assert set(cited["of_whom"]) == {"Courier"}

    @pytest.mark.parametrize(
        ("columns", "part"),
        [
            ({}, "whole"),
            ({"quantity": Quantity("forty", 40, 40, "item")}, "figure"),
            ({"item": "towed howitzers"}, "item"),
        ],
    )
    def test_a_denial_says_what_it_denies(self, columns: dict[str, Any], part: str, tmp_path: Path) -> None:
        one, two, three = paper("courier", 5), paper("gazette", 6), paper("herald", 7)
        rows = [told(one), told(two), told(three, status=Status.DENIED, **columns)]
        data = tables(tmp_path, [one, two, three], rows)
        found = queries.positions(data, queries.tellings(data, Filters()), Filters())
        assert list(found["denies"].dropna()) == [part]


def copied(original: Document, publisher: str) -> tuple[Document, Copy]:
    copy = paper(publisher, 28)
    return copy, Copy(f"{copy.doc} of {original.doc}", copy.doc, original.doc, CopyKind.FULL, 0.9, Direction.EARLIER)


def test_ten_copies_move_documents_and_publishers_only(tmp_path: Path) -> None:
    original = paper("courier", 5)
    copies = [copied(original, f"paper{number}") for number in range(10)]
    documents, links = [original, *(copy for copy, _ in copies)], [link for _, link in copies]
    alone = tables(tmp_path / "one", [original], [told(original)])
    whole = tables(tmp_path / "all", documents, [told(one) for one in documents], links)
    counts = ["documents", "publishers", "text_origins", "claim_origins"]
    assert list(alone.claims.loc[0, counts]) == [1, 1, 1, 1]
    assert list(whole.claims.loc[0, counts]) == [11, 11, 1, 1]
    assert list(queries.claims(whole, Filters()).loc[0, counts]) == [11, 11, 1, 1]


class TestKnownOn:
    DAYS = st.integers(1, 28)

    def test_counts_stances_and_references_are_those_of_that_day(self, tmp_path: Path) -> None:
        courier = paper("courier", 5)
        copy, link = copied(courier, "gazette")
        rows = [told(courier, status=Status.POSSIBLE), told(copy, claimants=("selvia",))]
        data = tables(tmp_path, [courier, copy, paper("herald", 20)], rows, [link])
        then = queries.known_on(data, Day(2031, 3, 19))
        counts = ["documents", "publishers", "text_origins", "claim_origins"]
        assert list(then.claims.loc[0, counts]) == [1, 1, 1, 1]
        assert list(data.claims.loc[0, counts]) == [2, 2, 1, 2]
        assert (len(then.copies), len(then.sources)) == (0, 1)
        assert stances(then)["herald"] == "no-coverage"
        assert stances(data)["herald"] == "silent"

    def test_a_document_without_a_day_is_not_known_on_any(self, tmp_path: Path) -> None:
        undated = document("undated.txt", WORDS)
        data = tables(tmp_path, [undated, paper("courier", 5)], [told(undated)])
        then = queries.known_on(data, Day(2032, 1, 1))
        assert list(then.documents["doc"]) == ["courier-5.txt"]
        assert then.claims.empty

    @settings(deadline=None)
    @given(st.lists(st.tuples(DAYS, st.sampled_from(["howitzers", "guns", "artillery"])), min_size=1, max_size=7), DAYS)
    def test_its_claims_are_those_of_a_corpus_that_ended_then(self, told_on: list[tuple[int, str]], day: int) -> None:
        documents = [replace(paper("courier", on), doc=f"{number}.txt") for number, (on, _) in enumerate(told_on)]
        rows = [told(one, item=item, id=one.doc) for one, (_, item) in zip(documents, told_on, strict=True)]
        early = [one for one in documents if one.published and one.published.day <= day]
        kept = [row for row in rows if row.doc in {one.doc for one in early}]
        left = queries.rebuilt(
            frame("claims", claims.group(rows, documents)), frame("transfers", kept), frame("documents", early)
        )
        assert {(one.id, one.item, tuple(one.tellings), one.claim_origins) for one in left.itertuples()} == {
            (one.id, one.item, one.tellings, one.claim_origins) for one in claims.group(kept, early)
        }


def frame(name: str, rows: Sequence[Any]) -> pd.DataFrame:
    """Rows as the frame that queries read."""
    return as_frame(to_arrow(name, rows))


def numbers(draw: st.DrawFn) -> dict[str, Any]:
    low = draw(st.none() | st.integers(1, 9))
    high = draw(st.none() | st.integers(low or 1, 12)) if low else draw(st.integers(1, 12))
    scope = draw(st.none() | st.sampled_from(Scope))
    qualifier = draw(st.none() | st.just(Qualifier.ABOUT))
    return {
        "quantity": Quantity("some", low, high, draw(st.sampled_from(["item", "tonne", None])), qualifier, scope),
        "as_of": draw(st.none() | st.sampled_from([Day(2031, 3, 1), Day(2031, 3, 2), Day(2031, 3, 3)])),
        "status": draw(st.sampled_from(Status)),
        "stage": draw(st.none() | st.sampled_from(Stage)),
        "place": draw(st.none() | st.just("Selm")),
    }


@settings(max_examples=60, deadline=None)
@given(st.lists(st.composite(numbers)(), max_size=6))
def test_claims_with_figures_that_conflict_are_those_of_which_a_pair_does(figures: list[dict[str, Any]]) -> None:
    source = paper("courier", 5)
    rows = frame("transfers", [told(source, id=str(place), **columns) for place, columns in enumerate(figures)])
    rows = rows.assign(claim="one", claimant_names=None, publisher_name=None, published=pd.NaT)
    pairs = queries.relations(rows)
    with duckdb.connect() as base:
        base.register("rows_told", rows.assign(claim_no=1))
        found = base.execute(conflicts("rows_told")).fetchall()
    assert bool(found) == bool((pairs["relation"] == "conflicts").any())


def test_the_path_leads_from_who_told_it_first(tmp_path: Path) -> None:
    courier, herald, mirror = paper("courier", 5), paper("herald", 7), paper("mirror", 9)
    copy, link = copied(courier, "gazette")
    rows = [told(courier, claimants=("selvia",)), told(herald, claimants=("selvia",)), told(mirror), told(copy)]
    data = tables(tmp_path, [courier, herald, mirror, copy], rows, [link])
    found = queries.path(data, queries.tellings(data, Filters()), data.claims["id"][0])
    assert list(zip(found["source"], found["how"], strict=True)) == [
        ("Courier", "told first"),
        ("Herald", "same claimant as Courier"),
        ("Mirror", "in its own voice"),
        ("Gazette", "copies Courier (full)"),
    ]


def test_both_halves_of_a_barter_stand_side_by_side(tmp_path: Path) -> None:
    courier = paper("courier", 5, "Orvana and Selvia: howitzers were sent for grain.")
    grain = telling(courier, "grain", "grain", supplier="selvia", recipient="orvana")
    data = tables(tmp_path, [courier], [told(courier, in_return_for=grain.id), grain])
    (row,) = queries.barter(data, queries.told_of(data, Filters(sources=("courier",)))).itertuples()
    assert (row.given, row.returned) == ("Orvana → Selvia: howitzers", "Selvia → Orvana: grain")


def test_json_holds_claims_in_full(tmp_path: Path) -> None:
    early, late, silent = paper("courier", 5), paper("gazette", 9), paper("herald", 7)
    few, many = (Quantity(str(number), number, number, "item") for number in (40, 90))
    rows = [
        told(early, quantity=few, stage=Stage.DELIVERED, as_of=early.published),
        told(late, quantity=many, stage=Stage.DELIVERED, as_of=late.published),
    ]
    tables(tmp_path / "t", [early, late, silent], rows)
    export.write("json", tmp_path / "t", tmp_path / "all.json")
    (claim,) = json.loads((tmp_path / "all.json").read_text(encoding="utf-8"))["claims"]
    assert [claim[count] for count in ("documents", "publishers", "text_origins", "claim_origins")] == [2, 2, 2, 2]
    assert [early.text[one["start"] : one["end"]] for one in claim["tellings"] if one["doc"] == early.doc] == [
        "howitzers were sent"
    ]
    assert claim["relations"] == [
        {
            "one": rows[0].id, "other": rows[1].id, "relation": "updates",
            "reason": "both are totals, and the larger is the later one: 40 by 2031-03-05, 90 by 2031-03-09",
        }
    ]  # fmt: skip
    assert {one["doc"]: one["max"] for one in claim["figures"]} == {early.doc: 40, late.doc: 90}
    assert {one["source"]: (one["stance"], one["doc"]) for one in claim["stances"]} == {
        "courier": ("asserts", early.doc), "gazette": ("asserts", late.doc), "herald": ("silent", silent.doc),
    }  # fmt: skip


def test_the_claims_that_head_a_matrix(tmp_path: Path) -> None:
    courier, gazette = paper("courier", 5), paper("gazette", 6)
    data = tables(tmp_path, [courier, gazette], [told(courier), told(gazette, status=Status.DENIED)])
    kept = queries.told_of(data, Filters())
    for which, order in product(queries.WHICH, queries.ORDERS):
        assert list(queries.most_telling(kept, which, order, 5)["id"]) == list(data.claims["id"])
    alone = queries.told_of(data, Filters(sources=("courier",)))
    assert queries.most_telling(alone, "told by two or more", "latest printed", 5).empty
