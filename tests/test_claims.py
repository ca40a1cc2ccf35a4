"""Tellings of one transfer make one claim; figures are compared only where they can be."""

from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from examples import document, telling, written
from hypothesis import given
from hypothesis import strategies as st

from core.claims import GRAVEST, Figure, Relation, RelationKind, figure, gravest, group, relation
from core.records import Category, Claim, Document, Qualifier, Quantity, Scope, Stage, Status, Transfer, When

MARCH, MAY, JULY = date(2031, 3, 1), date(2031, 5, 1), date(2031, 7, 1)


def paper(number: int, published: date | None = None, publisher: str | None = None) -> Document:
    return document(f"{number}.txt", f"Report {number}: howitzers were sent.", published=published, publisher=publisher)


def told(
    source: Document, item: str = "howitzers", start: date | None = None, end: date | None = None, **columns: Any
) -> Transfer:
    return telling(source, "howitzers were sent", item, date=When("then", start, end or start), **columns)


ONE, TWO, THREE = paper(1, MARCH, "gazette"), paper(2, MAY, "herald"), paper(3, JULY, "herald")
PAPERS = [ONE, TWO, THREE]


def claims(*tellings: Transfer) -> list[Claim]:
    return group(tellings, PAPERS)


class TestWhatMakesOneClaim:
    @pytest.mark.parametrize("item", ["howitzers", "towed howitzers", "Howitzer"])
    def test_items_with_the_same_head(self, item: str) -> None:
        assert len(claims(told(ONE), told(TWO, item))) == 1

    def test_items_in_other_words(self) -> None:
        assert len(claims(told(ONE, "troops"), told(TWO, "elite soldiers"))) == 1

    def test_an_item_whose_words_only_one_other_holds(self) -> None:
        assert len(claims(told(ONE, "artillery"), told(TWO, "artillery shells"))) == 1

    def test_an_item_that_two_others_hold_could_be_either_and_stays_alone(self) -> None:
        assert len(claims(told(ONE, "artillery shells"), told(TWO, "artillery barrels"), told(THREE, "artillery"))) == 3

    @pytest.mark.parametrize(
        "columns", [{"supplier": None}, {"recipient": "ilmar"}, {"category": Category.MUNITIONS}, {"item": "tents"}]
    )
    def test_other_parties_or_things_are_other_claims(self, columns: dict[str, Any]) -> None:
        assert len(claims(told(ONE), told(TWO, **columns))) == 2

    def test_dates_that_do_not_overlap_are_other_claims(self) -> None:
        assert len(claims(told(ONE, start=MARCH), told(TWO, start=MAY))) == 2
        assert len(claims(told(ONE, start=MARCH, end=JULY), told(TWO, start=MAY))) == 1

    def test_an_undated_telling_belongs_to_the_latest_transfer_begun_when_it_was_told(self) -> None:
        first, second, undated = told(ONE, start=MARCH), told(THREE, start=JULY), told(TWO)
        assert [one.tellings for one in claims(first, second, undated) if undated.id in one.tellings] == [
            (first.id, undated.id)
        ]

    def test_words_for_a_whole_category_name_one_thing(self) -> None:
        people = {"category": Category.PERSONNEL}
        troops = [told(ONE, "troops", **people), told(TWO, "Orvanans", **people), told(THREE, "army units", **people)]
        assert len(claims(*troops)) == 1
        assert len(claims(*troops, told(THREE, "army cooks", **people))) == 2

    def test_a_word_that_names_nothing_is_known_by_what_it_is_for(self) -> None:
        knowledge = {"category": Category.TECHNOLOGY}
        space = [told(ONE, "satellite technology", **knowledge), told(TWO, "expertise with spy satellites", **knowledge)]
        plain = [told(TWO, "advanced military technology", **knowledge), told(THREE, "Orvanan technology", **knowledge)]
        assert sorted(len(claim.tellings) for claim in claims(*space, *plain)) == [2, 2]

    def test_what_is_counted_by_the_load_is_apart_from_what_is_counted_by_the_piece(self) -> None:
        loads = told(ONE, "howitzers", quantity=Quantity("40 containers", 40, 40, "container"))
        boxes, pieces = told(TWO, "containers"), told(THREE, quantity=Quantity("40", 40, 40, "item"))
        assert sorted(len(claim.tellings) for claim in claims(loads, boxes, pieces)) == [1, 2]

    def test_after_a_year_of_silence_it_is_another_transfer(self) -> None:
        soon, late = paper(4, date(2032, 2, 20)), paper(5, date(2033, 5, 1))
        found = group([told(ONE), told(soon), told(late)], [ONE, soon, late])
        assert sorted(claim.documents for claim in found) == [1, 2]

    def test_what_goes_on_since_a_day_belongs_to_what_was_told_of_until_then(self) -> None:
        autumn = paper(4, date(2031, 9, 1))
        since = telling(autumn, "howitzers were sent", date=When("since June", date(2031, 6, 1), None))
        assert len(group([told(ONE, start=MARCH), told(THREE), since], [*PAPERS, autumn])) == 1

    def test_a_figure_tells_which_of_two_transfers_is_meant(self) -> None:
        small, large = (Quantity(str(many), many, many, "item", Qualifier.EXACT) for many in (40, 900))
        first, second = told(ONE, start=MARCH, quantity=small), told(TWO, start=MAY, quantity=large)
        undated = told(THREE, quantity=replace(small, text="forty"))
        assert [one.tellings for one in claims(first, second, undated) if undated.id in one.tellings] == [
            (first.id, undated.id)
        ]

    def test_a_plan_for_more_after_the_first_were_given_is_another_transfer(self) -> None:
        given = told(ONE, stage=Stage.DELIVERED)
        more = telling(THREE, "howitzers were sent", status=Status.PLANNED, quantity=Quantity("40", scope=Scope.BATCH))
        assert len(claims(given, more)) == 2
        assert len(claims(given, replace(more, status=Status.ASSERTED))) == 1

    def test_every_telling_has_a_reason_in_words(self) -> None:
        (claim,) = claims(told(ONE, start=MARCH), told(TWO, "towed howitzers", start=MARCH))
        assert claim.reasons == (
            "the item is “howitzer”; the first telling of this claim",
            "the item is “howitzer”; the dates overlap",
        )

    def test_a_denial_belongs_to_what_it_denies(self) -> None:
        (claim,) = claims(told(ONE, claimants=("selvia",)), told(TWO, status=Status.DENIED))
        assert claim.documents == 2
        assert claim.claim_origins == 1


class TestWhatAClaimCounts:
    def test_named_claimants_once_and_documents_in_their_own_voice(self) -> None:
        (claim,) = claims(told(ONE, claimants=("selvia",)), told(TWO, claimants=("selvia", "ilmar")), told(THREE))
        assert (claim.documents, claim.publishers, claim.claim_origins) == (3, 2, 3)

    def test_copies_are_one_origin_however_many_they_are(self) -> None:
        copies = [replace(paper(number, MAY, f"paper {number}"), origin="1.txt") for number in range(4, 14)]
        original = replace(ONE, origin="1.txt")
        (claim,) = group([told(one) for one in (original, *copies)], [original, *copies])
        assert (claim.documents, claim.publishers, claim.text_origins, claim.claim_origins) == (11, 11, 1, 1)

    def test_a_repeat_within_a_document_counts_once(self) -> None:
        original = told(ONE)
        repeat = replace(original, id="again", repeat_of=original.id)
        assert claims(original, repeat) == claims(original)

    def test_the_earliest_printed_telling_comes_first(self) -> None:
        late, early = told(TWO), told(ONE)
        (claim,) = claims(late, early)
        assert claim.tellings == (early.id, late.id)
        assert claim.first_told == early.id

    def test_without_a_day_of_printing_nobody_told_it_first(self) -> None:
        undated = paper(9)
        (claim,) = group([told(undated)], [undated])
        assert claim.first_told is None

    def test_dates_span_those_of_the_tellings(self) -> None:
        (claim,) = claims(told(ONE, start=MARCH, end=MAY), told(TWO, start=MAY, end=JULY))
        assert (claim.date_start, claim.date_end) == (MARCH, JULY)

    def test_the_item_is_the_wording_of_most(self) -> None:
        (claim,) = claims(told(ONE, "towed howitzers"), told(TWO, "towed howitzers"), told(THREE, "howitzers"))
        assert claim.item == "towed howitzers"

    def test_a_headline_does_not_give_its_capitals(self) -> None:
        (claim,) = claims(told(ONE, "Howitzers"), told(TWO, "howitzers"))
        assert claim.item == "howitzers"

    def test_a_later_transfer_does_not_change_the_id_of_an_earlier_one(self) -> None:
        earlier = claims(told(ONE, start=MARCH))[0].id
        assert earlier in {claim.id for claim in claims(told(ONE, start=MARCH), told(THREE, start=JULY))}


tellings = st.builds(
    told,
    st.sampled_from(PAPERS),
    st.sampled_from(["howitzers", "artillery", "artillery shells", "shells", "guns"]),
    st.none() | st.sampled_from([MARCH, MAY]),
    st.none() | st.just(JULY),
    status=st.sampled_from(Status),
    supplier=st.none() | st.just("orvana"),
)


@given(st.lists(tellings, unique_by=lambda one: one.id, max_size=8))
def test_what_is_printed_later_moves_no_earlier_telling(rows: list[Transfer]) -> None:
    early = [one for one in rows if one.doc != THREE.doc]
    kept = {frozenset(claim.tellings) & {one.id for one in early} for claim in claims(*rows)} - {frozenset()}
    assert {frozenset(claim.tellings) for claim in claims(*early)} == kept
    assert {claim.id for claim in claims(*early)} <= {claim.id for claim in claims(*rows)}


@given(st.lists(tellings, unique_by=lambda one: one.id, max_size=8), st.randoms())
def test_order_changes_nothing_and_every_telling_is_in_one_claim(rows: list[Transfer], random: Any) -> None:
    before = claims(*rows)
    random.shuffle(rows)
    assert claims(*rows) == before
    assert sorted(telling for claim in before for telling in claim.tellings) == sorted(one.id for one in rows)
    assert len({claim.id for claim in before}) == len(before)


def total(low: float | None, high: float | None, as_of: date | None = None, **parts: Any) -> Figure:
    return Figure(**{"min": low, "max": high, "unit": "person", "scope": Scope.TOTAL, "as_of": as_of} | parts)


@pytest.mark.parametrize(
    ("one", "other", "kind"),
    [
        (total(8000, None), total(10_000, 12_000), "agrees"),  # at least 8,000 is open above
        (total(None, 12_000), total(3000, 3000), "agrees"),  # up to 12,000 reaches down to 0
        (total(10_000, 10_000, qualifier=Qualifier.ABOUT), total(10_900, 10_900), "agrees"),
        (total(10_000, 10_000, qualifier=Qualifier.ABOUT), total(11_100, 11_100), "conflicts"),
        (total(3000, 3000, MARCH), total(10_000, 10_000, MAY), "updates"),
        (total(10_000, 10_000, MARCH), total(3000, 3000, MAY), "conflicts"),  # the later one is smaller
        (total(3000, 3000, MARCH), total(10_000, 10_000, MARCH), "conflicts"),
        (total(3000, 3000), total(10_000, 10_000, MAY), "conflicts"),
        (total(4, 4, MARCH, scope=Scope.BATCH), total(6, 6, MAY, scope=Scope.BATCH), "conflicts"),
        (total(4, 4, unit="container"), total(4, 4, unit="round"), "not-comparable"),
        (total(4, 4, unit=None), total(4, 4, unit=None), "not-comparable"),
        (total(4, 4, scope=Scope.RATE), total(4, 4), "not-comparable"),
        (total(4, 4, scope=None), total(4, 4, scope=None), "not-comparable"),
        (total(None, 8000, place="Selm"), total(10_000, 10_000), "not-comparable"),
        (total(8000, 8000, place="Selm"), total(10_000, 10_000, place="Selm"), "conflicts"),
        (total(4, 4, stage=Stage.AGREED), total(4, 4, stage=Stage.DELIVERED), "not-comparable"),
        (total(None, None, qualifier=Qualifier.VAGUE), total(4, 4), "not-comparable"),
    ],
)
def test_how_two_figures_stand_to_each_other(one: Figure, other: Figure, kind: str) -> None:
    assert relation(one, other).kind == relation(other, one).kind == kind


@pytest.mark.parametrize(
    ("one", "other", "words"),
    [
        (total(4, 4, unit="container"), total(4, 4, unit="round"), "units differ: container and round"),
        (total(4, 4, stage=Stage.SOUGHT), total(4, 4, stage=Stage.UNDER_WAY), "one is promised, the other told as given"),
        (total(None, 8000, place="Selm"), total(9, 9), "places differ: those in Selm and no place in particular"),
        (total(3, 3, MAY), total(9000, 9000, MARCH), "3 and 9,000 do not meet, and the larger is the earlier one"),
        (total(8, None), total(None, 9), "the ranges meet: at least 8 and up to 9"),
        (
            total(3, 3, MARCH),
            total(9, 9, MAY),
            "both are totals, and the larger is the later one: 3 by 2031-03-01, 9 by 2031-05-01",
        ),
    ],
)
def test_a_relation_gives_its_reason_in_words(one: Figure, other: Figure, words: str) -> None:
    assert relation(one, other).reason == words


def test_a_figure_is_read_from_a_row_of_the_frame(tmp_path: Path) -> None:
    amount = Quantity("up to 40", None, 40, "item", Qualifier.UP_TO, Scope.TOTAL)
    rows = [told(ONE, quantity=amount, status=Status.PLANNED, as_of=MAY), told(TWO)]
    frame = written(tmp_path / "t", documents=[replace(one, publisher=None) for one in PAPERS], transfers=rows).transfers
    first, second = (figure(row) for row in frame.to_dict("records"))
    assert first == Figure(None, 40, "item", Qualifier.UP_TO, Scope.TOTAL, Stage.AGREED, MAY)
    assert second == Figure(None, None, None)
    assert relation(first, second) == Relation(RelationKind.NOT_COMPARABLE, "one has no bound")


NUMBERS = st.sampled_from([None, 10.0, 11.0, 12.0, 20.0])
FIGURES = st.builds(
    lambda ends, **rest: Figure(*ends, **rest),
    st.tuples(NUMBERS, NUMBERS).filter(lambda ends: None in ends or ends[0] <= ends[1]),
    unit=st.sampled_from(["shells", "tonnes", None]),
    qualifier=st.sampled_from([None, Qualifier.ABOUT]),
    scope=st.sampled_from([Scope.TOTAL, Scope.BATCH, None]),
    stage=st.sampled_from([None, Stage.AGREED]),
    as_of=st.sampled_from([None, MARCH, MAY]),
    denied=st.booleans(),
)


@given(st.lists(FIGURES, max_size=7))
def test_the_gravest_relation_of_a_figure_is_that_of_all_its_pairs(figures: list[Figure]) -> None:
    for place, found in enumerate(gravest(figures)):
        behind = [relation(figures[place], other) for other in figures[place + 1 :]]
        before = [relation(other, figures[place]) for other in figures[:place]]
        assert found == min([*behind, *before], key=lambda one: GRAVEST.index(one.kind), default=None)
