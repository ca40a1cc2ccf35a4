"""The search over everything: what is found, in which order, what is marked, and names with a slip."""

import time
from pathlib import Path

import pytest
from examples import document, mention, quote, telling, written

from core.queries import Filters
from core.queries.everywhere import KINDS, Question, best_part, search_everywhere, snippet, terms
from core.records import Category, Claim, Day, Source, SourceKind
from core.tables import Tables

ONE = document(
    "one.txt",
    "Selvia said on Monday that Orvana had sent it 40 howitzers. The guns came by sea.",
    title="Howitzers for Selvia",
    publisher="courier",
    published=Day(2031, 3, 4),
)
TWO = document("two.txt", "Nothing was said of guns <b>or</b> ships in Orvana.", published=Day(2031, 3, 9))
ALL = Filters()
TOLD = telling(ONE, "Orvana had sent it 40 howitzers", claimants=("selvia",))


@pytest.fixture(scope="module")
def data(tmp_path_factory: pytest.TempPathFactory) -> Tables:
    return written(
        tmp_path_factory.mktemp("everywhere") / "tables",
        documents=[ONE, TWO],
        sources=[Source("courier", "Courier", SourceKind.NEWSPAPER)],
        mentions=[mention(ONE, "Selvia", "selvia"), mention(ONE, "Orvana", "orvana"), mention(TWO, "Orvana", "orvana")],
        quotes=[quote(ONE, "Orvana had sent it 40 howitzers", speaker="selvia", cue="said")],
        transfers=[TOLD],
        claims=[Claim("c1", "orvana", "selvia", Category.WEAPONS, "howitzers", None, None, (TOLD.id,), documents=1)],
    )


def found(data: Tables, words: str, filters: Filters = ALL) -> dict[str, list[str]]:
    """The ids found, by kind."""
    hits = search_everywhere(data, filters, words).hits
    return {kind: list(hits.loc[hits["kind"] == kind, "id"]) for kind in KINDS if (hits["kind"] == kind).any()}


def test_one_question_finds_rows_of_every_kind(data: Tables) -> None:
    by_kind = found(data, "orvana")
    assert list(by_kind) == ["actor", "claim", "telling", "quote", "document"]
    assert by_kind["actor"] == ["orvana"]
    assert by_kind["document"] == ["one.txt", "two.txt"]


def test_every_word_must_stand_in_any_order_at_the_beginning_of_a_word(data: Tables) -> None:
    assert found(data, "howitz MONDAY") == {"document": ["one.txt"]}
    assert found(data, "40 HOWITZ")["telling"] == [TOLD.id]
    assert found(data, "witzers") == {}


def test_words_in_quotation_marks_stand_together(data: Tables) -> None:
    assert found(data, '"came by sea"')["document"] == ["one.txt"]
    assert found(data, '"sea by came"') == {}
    assert found(data, "sea came by")["document"] == ["one.txt"]


def test_the_filters_hold(data: Tables) -> None:
    assert found(data, "guns", Filters(start=Day(2031, 3, 5))) == {"document": ["two.txt"]}
    assert found(data, "orvana", Filters(sources=("courier",)))["document"] == ["one.txt"]


def test_a_name_with_a_slip_is_read_as_the_name_and_said(data: Tables) -> None:
    answer = search_everywhere(data, ALL, "Ovrana howitzers")
    assert answer.read_as == {"Ovrana": ("orvana",)}
    assert answer.counts["claim"] == 1
    assert search_everywhere(data, ALL, "guns").read_as == {}, "a word that stands somewhere is left as it is"


def test_counts_are_of_all_and_hits_of_one_page(data: Tables) -> None:
    first = search_everywhere(data, ALL, "orvana", limit=1, kinds=["document"])
    second = search_everywhere(data, ALL, "orvana", limit=1, skip=1, kinds=["document"])
    assert first.counts["document"] == 2
    assert [*first.hits["id"], *second.hits["id"]] == ["one.txt", "two.txt"]


def test_a_document_opens_at_the_words_found(data: Tables) -> None:
    hits = search_everywhere(data, ALL, "guns came", kinds=["document"]).hits
    (hit,) = hits.to_dict("records")
    assert ONE.text[int(hit["start"]) : int(hit["end"])] == "guns"


@pytest.mark.parametrize("words", ["", "  ", '"', "“”", "---", "(", ".*", "\x00"])
def test_what_holds_no_word_asks_nothing(words: str, data: Tables) -> None:
    assert found(data, words) == {}


@pytest.mark.parametrize("words", ["(", "[a", ".*", "a|b", "\\", "<b>", "a" * 10_000, "word " * 500])
def test_words_are_never_a_pattern(words: str, data: Tables) -> None:
    assert "orvana" not in found(data, f"{words} orvan.")


def test_the_words_of_a_question_are_few_and_short() -> None:
    assert terms('guns "by sea" guns “on land”') == ["guns", "by sea", "on land"]
    assert len(terms("one two three four five six seven eight nine ten")) == 8
    assert len(terms("a" * 500)[0]) == 60


def test_what_is_shown_holds_most_of_the_words_and_marks_them() -> None:
    text = "A gun here. " + "Nothing of note was told. " * 40 + "The ship had a gun and a crew. " + "More of it. " * 40
    question = Question((("ship",), ("gun",)))
    pieces = snippet(text, best_part(text, question), question)
    assert [words for words, mark in pieces if mark] == ["ship", "gun"]
    assert pieces[0] == ("… ", False)
    assert pieces[-1] == (" …", False)
    assert "".join(words for words, _ in pieces[1:-1]) in text


def test_a_long_text_is_searched_in_one_pass() -> None:
    text = "gun ship " * 100_000
    began = time.process_time()
    best_part(text, Question((("ship",), ("gun",))))
    assert time.process_time() - began < 5


def test_what_was_found_is_shown_as_its_characters(data: Tables) -> None:
    hits = search_everywhere(data, ALL, "ships", kinds=["document"]).hits
    assert "".join(words for words, _ in hits["snippet"].iloc[0]) == TWO.text


def test_the_tables_of_a_page_without_rows_are_searched_too(tmp_path: Path) -> None:
    assert search_everywhere(written(tmp_path / "tables", actors=[]), ALL, "guns").counts["document"] == 0
