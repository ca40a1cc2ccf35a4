"""Queries by example: a small corpus about invented states, filtered and counted."""

from pathlib import Path
from tempfile import TemporaryDirectory

import pandas as pd
import pytest

from core import claims, queries, swap, tables
from core.queries import Clock, Filters
from core.records import (
    TABLES,
    Actor,
    ActorKind,
    Category,
    Day,
    Document,
    Qualifier,
    Quantity,
    Quote,
    QuoteKind,
    Scope,
    Source,
    Stage,
    Status,
    Transfer,
    When,
)
from core.tables import Manifest, Tables

MARCH, APRIL = Day(2031, 3, 5), Day(2031, 4, 20)


def telling(id: str, doc: str = "a.txt", **said: object) -> Transfer:
    """Veld gave trucks to Ostra, in the document's own voice, unless said otherwise."""
    plain: dict[str, object] = {
        "start": 0, "end": 10, "text": "some words", "sentence_start": 0, "sentence_end": 20,
        "supplier": "veld", "recipient": "ostra", "item": "trucks", "category": Category.WEAPONS, "status": Status.ASSERTED,
    }  # fmt: skip
    return Transfer(id=id, doc=doc, **(plain | said))  # type: ignore[arg-type]


def figure(number: float | None, to: float | None = None, unit: str | None = "item", **more: object) -> Quantity:
    return Quantity(f"{number or to} of them", number, to, unit, scope=Scope.TOTAL, **more)  # type: ignore[arg-type]


def corpus(*transfers: Transfer, quotes: tuple[Quote, ...] = ()) -> Tables:
    """Two documents, one printed in March and one in April, a third without day or publisher, and some rows."""
    documents = [
        Document("a.txt", "1", "x" * 50, title="First", publisher="courier", published=MARCH),
        Document("b.txt", "2", "x" * 50, title="Second", publisher="herald", published=APRIL),
        Document("c.txt", "3", "x" * 50),
    ]
    rows: dict[str, list[object]] = {
        "documents": documents,
        "sources": [Source("courier", "The Courier"), Source("herald", "The Herald")],
        "actors": [Actor(name, name.capitalize(), ActorKind.STATE) for name in ("veld", "ostra", "mira")],
        "transfers": list(transfers),
        "quotes": list(quotes),
        "claims": claims.group(transfers, documents),
    }
    return stored(rows)


def stored(rows: dict[str, list[object]]) -> Tables:
    """Rows as the app reads them: written, and loaded again."""
    with TemporaryDirectory() as folder:
        swap.replace(Path(folder), {name: rows.get(name, []) for name in TABLES}, Manifest("0", "examples", "", "", ""))
        return tables.load(Path(folder))


def quote(id: str, doc: str = "a.txt", start: int = 0, end: int = 10, **said: object) -> Quote:
    return Quote(id, doc, start, end, "x" * (end - start), QuoteKind.INDIRECT, 0, 30, **said)  # type: ignore[arg-type]


def ids(frame: pd.DataFrame) -> list[str]:
    return sorted(frame["id"])


class TestFilters:
    def test_none_keeps_everything(self) -> None:
        data = corpus(telling("1"), telling("2", "b.txt"), telling("3", "c.txt"))
        assert ids(queries.tellings(data, Filters())) == ["1", "2", "3"]

    def test_a_period_of_printing_keeps_what_was_printed_in_it(self) -> None:
        data = corpus(telling("1"), telling("2", "b.txt"), telling("undated", "c.txt"))
        assert ids(queries.tellings(data, Filters(start=Day(2031, 4, 1)))) == ["2"]
        assert ids(queries.tellings(data, Filters(end=MARCH))) == ["1"]

    def test_a_period_of_happening_keeps_what_overlaps_it(self) -> None:
        winter = When("in winter", Day(2030, 12, 1), Day(2031, 2, 28))
        since = When("since May", Day(2030, 5, 1), None)
        data = corpus(telling("winter", date=winter), telling("since", date=since), telling("undated"))
        february = Filters(Day(2031, 2, 1), Day(2031, 2, 28), Clock.HAPPENED)
        assert ids(queries.tellings(data, february)) == ["since", "winter"]
        before = Filters(None, Day(2030, 4, 30), Clock.HAPPENED)
        assert ids(queries.tellings(data, before)) == []

    @pytest.mark.parametrize("part", ["supplier", "recipient"])
    def test_an_actor_is_a_party(self, part: str) -> None:
        data = corpus(telling("1", **{part: "mira"}), telling("2"))
        assert ids(queries.tellings(data, Filters(actors=("mira",)))) == ["1"]

    @pytest.mark.parametrize("part", ["claimants", "denied_by"])
    def test_an_actor_is_who_claims_or_denies(self, part: str) -> None:
        data = corpus(telling("1", **{part: ("mira",)}), telling("2"))
        assert ids(queries.tellings(data, Filters(actors=("mira",)))) == ["1"]

    def test_category_status_and_source_hold_together(self) -> None:
        data = corpus(
            telling("1", category=Category.FOOD, status=Status.DENIED),
            telling("2", category=Category.FOOD),
            telling("3", "b.txt", category=Category.FOOD, status=Status.DENIED),
        )
        wanted = Filters(categories=("food",), statuses=("denied",), sources=("courier",))
        assert ids(queries.tellings(data, wanted)) == ["1"]

    def test_a_document_without_publisher_is_a_source_that_is_not_stated(self) -> None:
        data = corpus(telling("1"), telling("2", "c.txt"))
        assert ids(queries.tellings(data, Filters(sources=(queries.NOT_STATED,)))) == ["2"]

    def test_a_category_keeps_the_quotes_that_hold_such_a_telling(self) -> None:
        inside, apart = quote("inside"), quote("apart", start=20, end=30)
        data = corpus(telling("1", category=Category.FOOD), quotes=(inside, apart))
        assert ids(queries.quotes(data, Filters(categories=("food",)))) == ["inside"]
        assert ids(queries.quotes(data, Filters(categories=("energy",)))) == []

    def test_a_medium_that_carries_words_is_found_as_an_actor(self) -> None:
        data = corpus(quotes=(quote("1", speaker="ostra", carried_by="mira"), quote("2", speaker="ostra")))
        assert ids(queries.quotes(data, Filters(actors=("mira",)))) == ["1"]

    def test_one_more_filter_never_adds_a_row(self) -> None:
        data = corpus(telling("1"), telling("2", "b.txt", status=Status.DENIED), telling("3", "b.txt"))
        wide = queries.tellings(data, Filters(sources=("herald",)))
        for status in Status:
            narrow = queries.tellings(data, Filters(sources=("herald",), statuses=(status,)))
            assert set(narrow["id"]) <= set(wide["id"])


class TestClaims:
    def test_counts_are_over_the_tellings_kept(self) -> None:
        data = corpus(telling("1"), telling("2"), telling("3", "b.txt", claimants=("mira",)))
        (everything,) = queries.claims(data, Filters()).to_dict("records")
        assert (everything["told"], everything["documents"], everything["publishers"]) == (3, 2, 2)
        assert everything["claim_origins"] == 2, "the first document's own voice, and Mira"
        (one,) = queries.claims(data, Filters(sources=("herald",))).to_dict("records")
        assert (one["told"], one["documents"], one["claim_origins"]) == (1, 1, 1)

    def test_counts_agree_with_those_of_the_build(self) -> None:
        data = corpus(telling("1"), telling("2", claimants=("mira", "ostra")), telling("3", "b.txt", status=Status.DENIED))
        (claim,) = queries.claims(data, Filters()).to_dict("records")
        (built,) = data.claims.to_dict("records")
        assert [claim[name] for name in ("documents", "publishers", "claim_origins")] == [
            built[name] for name in ("documents", "publishers", "claim_origins")
        ]

    def test_a_repeat_within_a_document_does_not_count_but_is_shown_with_its_claim(self) -> None:
        data = corpus(telling("1"), telling("again", repeat_of="1"))
        told = queries.tellings(data, Filters())
        (claim,) = queries.claims(data, Filters()).to_dict("records")
        assert claim["told"] == 1
        assert ids(queries.tellings_of(told, claim["id"])) == ["1", "again"]

    def test_a_claim_somebody_denies_is_contested(self) -> None:
        data = corpus(telling("1", denied_by=("veld",)), telling("2", item="grain", category=Category.FOOD))
        contested = queries.claims(data, Filters()).set_index("item")["contested"]
        assert contested["trucks"] == "denied by Veld"
        assert pd.isna(contested["grain"])

    def test_a_claim_told_only_as_denied_is_not_contested(self) -> None:
        data = corpus(telling("1", status=Status.DENIED))
        assert queries.claims(data, Filters())["contested"].isna().all()

    def test_a_claim_told_as_fact_and_as_denied_is_contested(self) -> None:
        data = corpus(telling("1"), telling("2", "b.txt", status=Status.DENIED))
        assert list(queries.claims(data, Filters())["contested"]) == ["also told as denied"]

    def test_figures_of_the_same_day_that_do_not_meet_conflict(self) -> None:
        said = {"as_of": MARCH, "stage": Stage.DELIVERED}
        data = corpus(telling("1", quantity=figure(40, 40), **said), telling("2", quantity=figure(90, 90), **said))
        assert list(queries.claims(data, Filters())["contested"]) == [queries.CONFLICT]

    def test_figures_in_different_units_do_not_conflict(self) -> None:
        said = {"as_of": MARCH, "stage": Stage.DELIVERED}
        data = corpus(
            telling("1", quantity=figure(40, 40), **said), telling("2", quantity=figure(9, 9, "container"), **said)
        )
        assert queries.claims(data, Filters())["contested"].isna().all()

    def test_figures_keep_open_ends_open_and_name_who_says_them(self) -> None:
        at_least = figure(40, qualifier=Qualifier.AT_LEAST)
        data = corpus(
            telling("1", quantity=at_least, claimants=("mira",), as_of=MARCH), telling("words", quantity=Quantity("many"))
        )
        told = queries.tellings(data, Filters())
        (row,) = queries.figures(told).to_dict("records")
        assert (row["low"], row["label"]) == (40, "Mira, 5 Mar 2031")
        assert pd.isna(row["high"])
        assert queries.figures_in_words(told) == ["many"]


class TestTime:
    def test_an_interval_counts_in_every_month_it_touches(self) -> None:
        data = corpus(telling("1", date=When("winter", Day(2030, 12, 20), Day(2031, 2, 3))), telling("undated"))
        counts = queries.happened_over_time(queries.told_of(data, Filters()), "category", "month")
        assert [f"{day:%Y-%m}" for day in counts["start"]] == ["2030-12", "2031-01", "2031-02"]

    def test_an_open_end_is_closed_where_it_is_known(self) -> None:
        data = corpus(telling("1", date=When("since March", MARCH, None)))
        (row,) = queries.happened(queries.tellings(data, Filters())).to_dict("records")
        assert row["date_end"].date() == MARCH

    @pytest.mark.parametrize(
        ("last", "step"), [("2031-03-20", "day"), ("2031-12-01", "week"), ("2035-01-01", "month"), ("2060-01-01", "year")]
    )
    def test_steps_grow_with_the_span(self, last: str, step: str) -> None:
        assert queries.step_between((Day(2031, 3, 1), Day.fromisoformat(last))) == step

    def test_rows_behind_a_bar_are_as_many_as_the_bar_counts(self) -> None:
        until = When("by March", None, MARCH)
        data = corpus(telling("1", date=until), telling("2", date=When("March", Day(2031, 3, 1), Day(2031, 3, 31))))
        told = queries.tellings(data, Filters())
        assert ids(queries.between(told, Clock.HAPPENED, Day(2031, 3, 1), Day(2031, 3, 31))) == ["1", "2"]
        assert ids(queries.between(told, Clock.HAPPENED, Day(2031, 2, 1), Day(2031, 2, 28))) == []

    def test_between_includes_both_days(self) -> None:
        data = corpus(telling("1"), telling("2", "b.txt"), telling("undated", "c.txt"))
        told = queries.tellings(data, Filters())
        assert ids(queries.between(told, Clock.PRINTED, MARCH, APRIL)) == ["1", "2"]


class TestSources:
    def test_the_four_stances(self) -> None:
        data = corpus(
            telling("asserts"),
            telling("attributes", claimants=("mira",)),
            telling("hedges", status=Status.POSSIBLE, claimants=("mira",)),
            telling("denies", status=Status.DENIED),
        )
        told = queries.told_by(queries.tellings(data, Filters()))
        assert dict(zip(told["id"], told["stance"], strict=True)) == {name: name for name in queries.STANCES}

    def test_a_cell_tells_stance_status_figure_and_whose_word(self) -> None:
        data = corpus(
            telling("1", status=Status.PLANNED, claimants=("mira", "ostra"), quantity=Quantity("about 40", 40, 40))
        )
        cells = queries.stances(queries.told_of(data, Filters()), ["The Courier", "The Herald"])
        assert cells["The Courier"].iloc[0] == "attributes · planned · about 40 · Mira and 1 more"
        assert pd.isna(cells["The Herald"].iloc[0])

    def test_who_prints_a_denial_attributes_it_and_does_not_deny(self) -> None:
        data = corpus(telling("1", status=Status.DENIED, denied_by=("mira",)))
        cells = queries.stances(queries.told_of(data, Filters()), ["The Courier"])
        assert cells["The Courier"].iloc[0] == "attributes · denied · Mira"
        assert queries.stances(queries.told_of(data, Filters()), ["The Courier"], several=True).empty

    def test_a_source_without_tellings_has_a_profile_of_zeros(self) -> None:
        data = corpus(telling("1"), quotes=(quote("q"),))
        profile = queries.profile(data, Filters()).set_index("source")
        assert list(profile.loc["The Courier", ["documents", "quotes", "tellings", "asserts"]]) == [1, 1, 1, 1]
        assert list(profile.loc["The Herald", ["documents", "quotes", "tellings"]]) == [1, 0, 0]
        assert "c.txt" in profile.index, "a document without a publisher stands under its own name"


def test_holdings_count_what_the_filters_keep() -> None:
    data = corpus(telling("1"), telling("2", "b.txt"), quotes=(quote("q"),))
    assert queries.holdings(data, Filters(sources=("courier",))) == {
        "documents": 1, "sources": 1, "actors": 0, "quotes": 1, "tellings": 1, "claims": 1,
    }  # fmt: skip


def test_quotes_without_a_speaker_count_as_unattributed() -> None:
    data = corpus(quotes=(quote("1"), quote("2", speaker="veld", cue="Said"), quote("3", speaker="veld", cue="said")))
    found = queries.heard(data, Filters())
    assert list(queries.by_speaker(found)["speaker_name"]) == ["Veld", queries.UNATTRIBUTED]
    assert list(queries.by_cue(found)["cue"]) == ["said", queries.NO_CUE]
    assert ids(queries.chosen(found, [queries.UNATTRIBUTED], []).frame()) == ["1"]
    assert ids(queries.chosen(found, [], ["said"]).frame()) == ["2", "3"]


def test_pairs_name_a_party_that_is_not_known() -> None:
    data = corpus(telling("1", supplier=None), telling("2"))
    told = queries.told_of(data, Filters())
    assert sorted(queries.by_pair(told)["pair"]) == ["Veld → Ostra", "unknown supplier → Ostra"]
    assert ids(queries.of_pairs(told, ["unknown supplier → Ostra"]).frame()) == ["1"]


def test_every_query_works_on_no_rows_at_all() -> None:
    data = stored({})
    none = Filters()
    told = queries.tellings(data, none)
    assert queries.documents(data, none).empty
    assert queries.claims(data, none).empty
    assert queries.figures(told).empty
    assert queries.profile(data, none).empty
    assert queries.by_pair(queries.told_of(data, none)).empty
    assert queries.by_stance(queries.told_of(data, none)).empty
    assert queries.stances(queries.told_of(data, none), ["Nobody"]).empty
    assert queries.most_telling(queries.told_of(data, none), "all", "most contested", 5).empty
    assert queries.positions(data, told, none).empty
    assert queries.copied(data, none).empty
    assert set(queries.holdings(data, none).values()) == {0}


def test_each_telling_of_the_sample_belongs_to_one_claim(sample_tables: Path) -> None:
    data = tables.load(sample_tables)
    found = queries.claims(data, Filters())
    assert found["told"].sum() == data.transfers["repeat_of"].isna().sum()


def test_panels_are_those_told_of_most_each_with_its_categories() -> None:
    told = [telling("1", category=Category.FOOD), telling("2", category=Category.ENERGY), telling("3", supplier="mira")]
    data = queries.told_of(corpus(*told, telling("undated", "c.txt", supplier="mira")), Filters())
    (pair,) = set(queries.in_panels(data, "pair", "year", most=1)["panel"])
    assert pair == data.ask("SELECT pair FROM kept WHERE id = '1'")["pair"][0]
    assert queries.in_panels(data, "category", "year")["count"].sum() == 3
    with pytest.raises(ValueError, match="no panels"):
        queries.in_panels(data, "supplier; DROP TABLE tellings", "year")
