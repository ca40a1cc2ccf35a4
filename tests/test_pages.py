"""Every page runs, by itself and as the first a reader opens, on full tables, on few and on none."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
import streamlit as st
from opening import opened, words

from core import build, settings, swap
from core.build import BuildError
from core.intake import Progress
from core.records import (
    TABLES,
    Actor,
    ActorKind,
    Category,
    Claim,
    Day,
    Document,
    Mention,
    Problem,
    Quantity,
    Quote,
    QuoteKind,
    Source,
    SourceKind,
    Status,
    Transfer,
    Utterance,
    When,
)
from core.tables import Manifest

PAGES = [path.relative_to(settings.ROOT).as_posix() for path in sorted((settings.ROOT / "pages").glob("*.py"))]
HOSTILE = "<script>alert(1)</script> [x](javascript:alert(2)) $a$ :red[b] =cmd|'/c calc'!A0"
TEXT = f"The ministry of Ostra said on Monday that Veld had sent 300 trucks. {HOSTILE} Veld denied it."
CLAUSE = "Veld had sent 300 trucks"
START = TEXT.index(CLAUSE)


def rows_of_one_document(name: str = "Ostra", title: str = "Trucks") -> dict[str, list[object]]:
    """One document with one quote and one telling, about invented states."""
    end = START + len(CLAUSE)
    sentence = TEXT.index(".") + 1
    quote = Quote(
        "q1",
        "one.txt",
        START,
        end,
        CLAUSE,
        QuoteKind.INDIRECT,
        0,
        sentence,
        speaker="ostra",
        cue="said",
        rule="said",
        score=0.9,
    )
    telling = Transfer(
        "t1", "one.txt", START, end, CLAUSE, 0, sentence, "veld", None, "trucks", Category.WEAPONS, Status.ASSERTED,
        quantity=Quantity("300", 300, 300, "item"), date=When("Monday", Day(2031, 3, 3), None),
        claimants=("ostra",), denied_by=("veld",), rule="sent", score=0.9,
    )  # fmt: skip
    return {
        "documents": [Document("one.txt", "0", TEXT, title=title, publisher="courier", published=Day(2031, 3, 4))],
        "sources": [Source("courier", "Courier", SourceKind.NEWSPAPER)],
        "actors": [Actor("ostra", name, ActorKind.STATE), Actor("veld", "Veld", ActorKind.STATE)],
        "mentions": [Mention("one.txt", START, START + 4, "Veld", "veld", "name")],
        "quotes": [quote],
        "attitudes": [replace(quote, id="a1")],
        "transfers": [telling],
        "claims": [
            Claim(
                "c1", "veld", None, Category.WEAPONS, "trucks", Day(2031, 3, 3), None, ("t1",), ("the first",), "t1",
                documents=1, publishers=1, text_origins=1, claim_origins=1,
            )
        ],
        "problems": [Problem("broken.pdf", "not a readable PDF", left_out=True)],
    }  # fmt: skip


Serve = Callable[..., None]


@pytest.fixture
def serve(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Serve:
    """Puts tables of some rows in force."""

    def put(rows: dict[str, list[object]], sample: bool = False) -> None:
        made = Manifest("0", "examples", "2031-03-05T10:00:00+00:00", "", "model", sample=sample)
        (tmp_path / "tables").mkdir()
        swap.replace(tmp_path / "tables", {name: [] for name in TABLES} | rows, made)
        monkeypatch.setenv("CLAIMLINE_TABLES", str(tmp_path / "tables"))
        st.cache_resource.clear()

    return put


@pytest.mark.parametrize("page", ["app.py", *PAGES])
def test_page_runs_on_one_document(page: str, serve: Serve) -> None:
    serve(rows_of_one_document())
    assert not opened(page).exception


@pytest.mark.parametrize("page", ["app.py", *PAGES])
def test_page_runs_on_no_document(page: str, serve: Serve) -> None:
    serve({})
    assert not opened(page).exception


def test_documents_that_tell_of_no_transfer_are_no_empty_chart_and_no_count_of_nothing(serve: Serve) -> None:
    serve(rows_of_one_document() | {"transfers": [], "claims": []})
    assert "the time is left open" not in words(opened("app.py"))
    sources = opened("pages/5_Sources.py")
    assert "The corpus holds no telling of a transfer." in words(sources)


@pytest.mark.parametrize("page", ["pages/1_Timeline.py", "pages/3_Transfers.py", "pages/8_Briefing.py"])
@pytest.mark.parametrize(
    ("rows", "parameters", "said"),
    [
        (rows_of_one_document(), {"to": "1950-01-01"}, "No telling of a transfer matches these filters."),
        ({}, {}, "The corpus holds no telling of a transfer."),
    ],
)
def test_a_corpus_that_holds_nothing_is_told_apart_from_filters_that_keep_nothing(
    page: str, rows: dict[str, Any], parameters: dict[str, str], said: str, serve: Serve
) -> None:
    serve(rows)
    assert said in words(opened(page, **parameters))


@pytest.mark.parametrize("picture", ["when", "claims"])
def test_a_picture_on_clocks_without_a_day_says_so(picture: str, serve: Serve) -> None:
    rows: dict[str, Any] = rows_of_one_document()
    [document], [telling], [claim] = rows["documents"], rows["transfers"], rows["claims"]
    rows["documents"] = [replace(document, published=None)]
    rows["transfers"] = [replace(telling, date=When())]
    rows["claims"] = [replace(claim, date_start=None, date_end=None)]
    serve(rows)
    assert "None of these tellings says when it happened" in words(opened("pages/8_Briefing.py", picture=picture))


@pytest.mark.parametrize("page", ["app.py", *PAGES])
def test_page_runs_when_nothing_matches(page: str, serve: Serve) -> None:
    serve(rows_of_one_document())
    assert not opened(page, **{"from": "2040-01-01"}).exception


@pytest.mark.parametrize("page", ["app.py", *PAGES])
def test_page_runs_with_a_long_name_and_hostile_words(page: str, serve: Serve) -> None:
    serve(rows_of_one_document(name="Very " * 60 + HOSTILE, title=HOSTILE))
    app = opened(page, row="t1", claim="c1", doc="one.txt", at="45-69")
    assert not app.exception
    assert "<script>" not in words(app), "data in Markdown is escaped"


@pytest.mark.parametrize("page", ["app.py", *PAGES])
def test_values_of_a_link_that_mean_nothing_are_ignored_and_said(page: str, serve: Serve) -> None:
    serve(rows_of_one_document())
    app = opened(page, actor=["Veld", "<b>Nowhere</b>"], category="spaceships", **{"from": "soon", "clock": "13"})
    assert not app.exception
    warned = app.warning[0].value
    for nonsense in ("Nowhere", "spaceships", "soon", "13"):
        assert nonsense in warned
    assert app.multiselect(key="actor").value == ["veld"]


def test_a_reversed_period_is_sorted(serve: Serve) -> None:
    serve(rows_of_one_document())
    app = opened("pages/4_Quotes.py", **{"from": "2031-12-31", "to": "2031-01-01"})
    assert "1 quote in 1 document;" in words(app)


@pytest.mark.parametrize("view", ["in their words", "who on whom", "voices by source", "printed twice"])
@pytest.mark.parametrize("table", ["quotes", "attitudes"])
def test_every_view_of_the_quotes_runs(view: str, table: str, serve: Serve) -> None:
    serve(rows_of_one_document(name=HOSTILE))
    app = opened("pages/4_Quotes.py", view=view, table=table)
    assert not app.exception
    assert "in 1 document; 0 unattributed" in words(app)


def rows_of_two_printings() -> dict[str, list[object]]:
    """The quote of the one document, and another document that prints it with another figure and hostile words."""
    rows = rows_of_one_document()
    said = f"Veld had perhaps sent 900 trucks {HOSTILE}"
    other = f"Ostra said {said}"
    (first,) = rows["quotes"]
    assert isinstance(first, Quote)
    second = replace(first, id="q2", doc="two.txt", start=11, end=len(other), text=said, sentence_end=len(other))
    rows["documents"] += [Document("two.txt", "1", other, title=HOSTILE, published=Day(2031, 3, 5), origin="one.txt")]
    rows["quotes"] += [second]
    rows["utterances"] = [
        Utterance("u1", "ostra", None, ("q1", "q2"), "q2", documents=2, publishers=1, changes=("figure", "hedge"))
    ]
    return rows


def test_two_printings_stand_side_by_side(serve: Serve) -> None:
    serve(rows_of_two_printings())
    app = opened("pages/4_Quotes.py", view="printed twice", utterance="u1")
    assert not app.exception
    said = words(app)
    assert "**figure changed**: “900” → “300”" in said
    assert "**hedge changed**: “perhaps” → nothing" in said
    assert "<script>" not in said
    assert "copy of" in said


def test_a_quote_that_is_opened_leads_to_its_other_printings(serve: Serve) -> None:
    serve(rows_of_two_printings())
    app = opened("pages/4_Quotes.py", row="q1")
    assert any("The same words in 1 other document" in link.label for link in app.get("page_link"))


def test_quotes_are_found_by_a_name_with_a_slip(serve: Serve) -> None:
    serve(rows_of_one_document())
    assert "1 quote in 1 document;" in words(opened("pages/4_Quotes.py", q="Osrta"))


def test_the_filters_of_the_quotes_are_in_the_link(serve: Serve) -> None:
    serve(rows_of_one_document())
    kept = opened("pages/4_Quotes.py", voice="Ostra", role="a state", cue="stated", of="Veld", kind="indirect")
    assert "1 quote in 1 document;" in words(kept)
    assert [kept.multiselect(key=key).value for key in ("voice", "role", "cue", "of")] == [
        ["Ostra"], ["a state"], ["stated"], ["Veld"],
    ]  # fmt: skip
    assert "None of the quotes matches" in words(opened("pages/4_Quotes.py", kind="direct"))


def test_a_filter_of_the_quotes_that_is_not_there_is_said(serve: Serve) -> None:
    serve(rows_of_one_document())
    app = opened("pages/4_Quotes.py", role="<b>wizard</b>")
    assert not app.exception
    assert "wizard" in app.warning[0].value


def test_a_link_opens_its_row(serve: Serve) -> None:
    serve(rows_of_one_document())
    app = opened("pages/4_Quotes.py", row="q1")
    assert "Why this row" in words(app)
    assert "Courier · 4 Mar 2031 · Trucks" in words(app)


def test_a_link_to_a_row_that_is_not_there_says_so(serve: Serve) -> None:
    serve(rows_of_one_document())
    assert "does not have" in words(opened("pages/4_Quotes.py", row="<b>x"))


def test_a_link_opens_a_claim_with_its_figures_and_tellings(serve: Serve) -> None:
    serve(rows_of_one_document())
    app = opened("pages/3_Transfers.py", claim="c1")
    assert r"unknown recipient\: trucks" in words(app)
    assert "denied by Veld" in words(app)


def test_filters_are_offered_by_name_and_found_by_id(serve: Serve) -> None:
    serve(rows_of_one_document())
    app = opened("pages/3_Transfers.py", actor="ostra", source="courier", status="asserted")
    assert app.multiselect(key="actor").value == ["ostra"]
    assert app.multiselect(key="source").value == ["courier"]
    assert not app.warning


def test_clear_all_filters_shows_everything_again(serve: Serve) -> None:
    serve(rows_of_one_document())
    app = opened("pages/4_Quotes.py", category="food")
    assert "None of the quotes matches" in words(app)
    next(button for button in app.button if button.label == "Clear all filters").click().run()
    assert "1 quote in 1 document;" in words(app)


def test_the_url_follows_the_widgets(serve: Serve) -> None:
    serve(rows_of_one_document())
    app = opened("pages/4_Quotes.py", clock="happened")
    app.multiselect(key="actor").select("ostra").run()
    app.selectbox(key="clock").select("printed").run()
    assert set(app.query_params) == {"actor"}
    assert "ostra" in app.query_params["actor"]


def test_the_widgets_follow_the_url(serve: Serve) -> None:
    serve(rows_of_one_document())
    app = opened("pages/4_Quotes.py", actor="ostra")
    app.query_params["actor"] = "veld"  # as when the reader goes back
    app.run()
    assert app.multiselect(key="actor").value == ["veld"]


def test_tables_that_are_not_there_are_built_first(serve: Serve, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def build_these(corpus: Path, folder: Path, progress: Progress) -> None:
        progress("Reading", 1, 2)
        progress("Writing", 0, None)
        serve(rows_of_one_document())

    monkeypatch.setenv("CLAIMLINE_TABLES", str(tmp_path / "tables"))
    monkeypatch.setattr(build, "apart", build_these)
    app = opened("pages/4_Quotes.py")
    assert not app.exception
    assert "1 quote in 1 document;" in words(app)


def test_a_build_that_fails_says_why(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*args: object) -> None:
        raise BuildError("articles: no such folder")

    monkeypatch.setenv("CLAIMLINE_TABLES", str(tmp_path / "nothing"))
    monkeypatch.setattr(build, "apart", fail)
    app = opened("app.py")
    assert not app.exception
    assert "no such folder" in app.error[0].value


def test_home_names_what_was_left_out(serve: Serve) -> None:
    serve(rows_of_one_document())
    app = opened("app.py")
    assert "1 file was left out" in words(app)
    assert any("not a readable PDF" in str(table.value.to_dict()) for table in app.dataframe)


@pytest.mark.parametrize("page", ["app.py", *PAGES])
def test_the_sample_says_that_it_is_one(page: str, serve: Serve) -> None:
    serve(rows_of_one_document(), sample=True)
    assert "digests" in words(opened(page))


def test_as_known_on_a_day_before_a_document_leaves_it_out_everywhere(serve: Serve) -> None:
    serve(rows_of_one_document())
    before = opened("pages/4_Quotes.py", known="2031-03-03")
    assert "1 document printed later" in words(before)
    assert "None of the quotes matches" in words(before)
    on_that_day = opened("pages/4_Quotes.py", known="2031-03-04")
    assert "1 quote in 1 document;" in words(on_that_day)


def test_an_opened_claim_shows_who_stands_where_and_its_path(serve: Serve) -> None:
    serve(rows_of_one_document())
    app = opened("pages/3_Transfers.py", claim="c1")
    assert [header.value for header in app.subheader][:5] == [
        "Figures, as told",
        "Tellings",
        "Who stands where",
        "First told, and the path from there",
        "What changed on the way",
    ]
    assert "text origin" in words(app)


def test_barter_says_where_there_is_none(serve: Serve) -> None:
    serve(rows_of_one_document())
    assert "in return for another" in words(opened("pages/3_Transfers.py", view="barter"))


def test_filters_in_force_are_chips_that_can_be_taken_off(serve: Serve) -> None:
    serve(rows_of_one_document())
    app = opened("pages/3_Transfers.py", actor="ostra", known="2031-03-04")
    labels = [button.label for button in app.button if str(button.key).startswith("chip_")]
    assert labels == [r"As known on\: 4 Mar 2031 ×", r"Actor\: Ostra ×", "Clear all"]
    next(button for button in app.button if button.key == "chip_actor_ostra").click().run()
    assert app.multiselect(key="actor").value == []
    assert set(app.query_params) == {"known"}


def test_a_page_offers_its_own_address(serve: Serve) -> None:
    serve(rows_of_one_document())
    app = opened("pages/3_Transfers.py", actor="ostra", claim="c1")
    assert "actor=ostra" in app.code[0].value
    assert "claim=c1" in app.code[0].value


def test_tables_of_another_version_are_named_and_not_guessed_at(serve: Serve) -> None:
    serve(rows_of_one_document())
    folder = settings.tables()
    for path in folder.glob("build-*/claims.parquet"):
        path.unlink()
    app = opened("app.py")
    assert not app.exception
    assert "another version" in app.error[0].value


def test_what_a_link_looks_for_is_found_by_kind(serve: Serve) -> None:
    serve(rows_of_one_document(name=HOSTILE))
    app = opened("pages/0_Search.py", find="trucks veld")
    assert not app.exception
    assert [header.value for header in app.header] == ["Claims · 1", "Tellings · 1", "Quotes · 1", "Documents · 1"]
    assert ":primary-background[trucks]" in words(app)
    assert "<script>" not in words(app)


def test_one_kind_of_what_was_found_alone(serve: Serve) -> None:
    serve(rows_of_one_document())
    app = opened("pages/0_Search.py", find="trucks", kind="quotes")
    assert [header.value for header in app.header] == ["Quotes · 1"]


def test_a_search_that_finds_nothing_says_so(serve: Serve) -> None:
    serve(rows_of_one_document())
    assert "Nothing within the filters" in words(opened("pages/0_Search.py", find="zeppelins"))


def test_a_page_of_hits_that_is_not_there_is_said(serve: Serve) -> None:
    serve(rows_of_one_document())
    app = opened("pages/0_Search.py", find="trucks", kind="quotes", hits="9" * 5000)
    assert not app.exception
    assert "page" in app.warning[0].value
