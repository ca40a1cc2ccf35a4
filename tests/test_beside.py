"""Copies in the app: which documents share text with one, and two of them side by side."""

from pathlib import Path

import pytest
from examples import document, written
from streamlit.testing.v1 import AppTest

from core import marks, network, queries, settings
from core.beside import Side, side_by_side
from core.marks import MarkKind
from core.queries import Filters
from core.records import Change, ChangeKind, Copy, CopyKind, Direction, Passage
from core.tables import Tables

WORDS = "carried diesel from the refinery at Lorn to the islands."
FIRST = document("first.txt", f"The tankers probably {WORDS}", title="Tankers at Lorn")
SECOND = document("second.txt", f"By the sea. The tankers {WORDS}")
THIRD = document("third.txt", "The mayor counted 30 tankers and 40 barges.")
LINK = Copy(
    "link",
    "second.txt",
    "first.txt",
    CopyKind.PARTIAL,
    0.6,
    Direction.EARLIER,
    passages=(Passage(24, len(SECOND.text), 21, len(FIRST.text)),),
)
CHANGE = Change(
    "change",
    "second.txt",
    12,
    len(SECOND.text),
    "first.txt",
    0,
    len(FIRST.text),
    ChangeKind.HEDGE_DROPPED,
    "probably",
    "",
    "“probably” is gone",
    "link",
)
APART = Change(
    "apart", "third.txt", 0, 43, "first.txt", 0, 20, ChangeKind.OR_BECAME_AND, "or", "and", "“or” became “and”", None
)


@pytest.fixture
def data(tmp_path: Path) -> Tables:
    return written(tmp_path / "tables", documents=[FIRST, SECOND, THIRD], copies=[LINK], changes=[CHANGE, APART])


def marked(side: Side, link: int) -> str:
    """The words of one side that belong to a link."""
    pieces = [piece for paragraph in side.paragraphs for piece in paragraph]
    return "".join(words for words, places in pieces if link in {side.links[place] for place in places})


def test_a_document_lists_its_copies_and_who_told_its_figures_otherwise(data: Tables) -> None:
    found = queries.copies_of(data, "first.txt")
    assert found[["id", "part", "changes"]].to_numpy().tolist() == [
        ["second.txt", "it copies this text", 1],
        ["third.txt", "neither copies the other", 1],
    ]
    assert queries.copies_of(data, "second.txt")[["id", "part", "shown_as"]].to_numpy().tolist() == [
        ["first.txt", "this text copies it", "Tankers at Lorn"]
    ]


def test_the_copy_graph_leads_from_the_copy_to_the_original(data: Tables) -> None:
    links = queries.copy_links(data, data.documents)
    edges = network.copy_edges(links, {doc: doc for doc in data.documents["doc"]})
    assert edges[["source", "target", "kind", "said"]].to_numpy().tolist() == [
        ["second.txt", "first.txt", "part of the text", "stated"],
        ["third.txt", "first.txt", "same figures, own words", "open"],
    ]
    assert set(edges["rows"].explode()) == set(links["id"])


def test_the_copy_graph_of_sources_leaves_out_what_a_source_prints_twice(data: Tables) -> None:
    links = queries.copy_links(data, data.documents)
    edges = network.copy_edges(links, {"first.txt": "paper", "second.txt": "paper", "third.txt": "agency"})
    assert edges[["source", "target"]].to_numpy().tolist() == [["agency", "paper"]]


def test_documents_that_share_text_or_figures_are_those_the_filters_keep(data: Tables) -> None:
    assert set(queries.copied(data, Filters())["doc"]) == {"first.txt", "second.txt", "third.txt"}
    assert set(queries.copied(data, Filters(), most=1)["doc"]) == {"first.txt", "second.txt"}


def test_links_are_among_the_documents_given(data: Tables) -> None:
    assert list(queries.copy_links(data, data.documents[:2])["id"]) == ["second.txt.first.txt"]


def test_side_by_side_the_same_link_holds_what_answers_to_each_other(data: Tables) -> None:
    left, right, links = side_by_side(data, "second.txt", "first.txt")
    assert [link.kind for link in links] == ["copy", "change", "words"]
    assert marked(left, 0) == marked(right, 0) == WORDS
    assert (marked(left, 1), marked(right, 1)) == (f"The tankers {WORDS}", FIRST.text)
    assert (marked(left, 2), marked(right, 2)) == ("", "probably")


def test_the_pieces_of_a_side_are_its_text(data: Tables) -> None:
    for side, source in zip(side_by_side(data, "second.txt", "first.txt")[:2], (SECOND, FIRST), strict=True):
        assert "".join(words for paragraph in side.paragraphs for words, _ in paragraph) == source.text


def test_the_reader_marks_what_is_printed_elsewhere_too_in_both_texts(data: Tables) -> None:
    for source, other in ((FIRST, "second.txt"), (SECOND, "first.txt")):
        (mark,) = [mark for mark in marks.in_document(data, source.doc) if mark.kind is MarkKind.COPY]
        assert (source.text[mark.start : mark.end], mark.row) == (WORDS, other)


@pytest.mark.parametrize("nodes", ["documents", "sources"])
def test_the_sources_page_draws_who_copies_whom(
    nodes: str, data: Tables, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("CLAIMLINE_TABLES", str(tmp_path / "tables"))
    app = AppTest.from_file(str(settings.ROOT / "app.py"), default_timeout=60)
    app.switch_page("pages/5_Sources.py")
    app.query_params["copies_by"] = nodes
    app.run()
    assert not app.exception
    assert "Who copies whom" in [header.value for header in app.header]
    assert any("original_name" in shown.value.columns for shown in app.dataframe)


@pytest.mark.parametrize("other", ["", "second.txt", "third.txt", "no such document"])
def test_the_page_shows_copies_and_the_one_that_the_link_names(
    other: str, data: Tables, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("CLAIMLINE_TABLES", str(tmp_path / "tables"))
    app = AppTest.from_file(str(settings.ROOT / "app.py"), default_timeout=60)
    app.switch_page("pages/6_Documents.py")
    app.query_params["doc"] = "first.txt"
    if other:
        app.query_params["beside"] = other
    app.run()
    assert not app.exception
    assert "Copies of this document" in [header.value for header in app.header]
    tables_shown = [list(shown.value.columns) for shown in app.dataframe]
    assert any("about" in columns for columns in tables_shown) is (other.endswith(".txt"))
