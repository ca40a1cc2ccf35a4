"""A link opens what it names; what it names that is not there is ignored, and said. Without a browser."""

from pathlib import Path

import pytest
from examples import written
from hostile import corpus
from opening import opened, words

PAIR = "Orvana → Selvia"
HOSTILE = "<script>alert(1)</script>"


@pytest.fixture(scope="module")
def tables(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("links") / "tables"
    written(folder, **corpus())
    return folder


@pytest.fixture(autouse=True)
def served(tables: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The tables of two documents are in force."""
    monkeypatch.setenv("CLAIMLINE_TABLES", str(tables))


def warnings(page: str, **parameters: str | list[str]) -> list[str]:
    app = opened(page, **parameters)
    assert not app.exception
    return [str(warning.value) for warning in app.warning]


def test_a_bar_that_a_link_names_opens_its_rows() -> None:
    assert "Select a row to read its sentence." in words(opened("app.py", pairs=PAIR))
    assert "Select a row to read its sentence." not in words(opened("app.py"))


def test_a_bar_that_is_not_there_is_ignored_and_said() -> None:
    app = opened("app.py", pairs=HOSTILE)
    assert "Not on this chart, and therefore ignored" in words(app)
    assert HOSTILE not in words(app), "data in Markdown is escaped"


def test_a_selection_is_taken_back() -> None:
    app = opened("app.py", pairs=PAIR)
    app.button(key="clear_pairs").click().run()
    assert "pairs" not in app.query_params


def test_a_control_follows_the_link() -> None:
    app = opened("pages/3_Transfers.py", view="telling")
    assert "2 tellings in 2 documents" in words(app)
    assert not app.warning


@pytest.mark.parametrize(
    ("page", "parameters"),
    [
        ("pages/0_Search.py", {"find": "howitzers", "kind": HOSTILE}),
        ("pages/0_Search.py", {"find": "howitzers", "kind": "quotes", "hits": "9" * 5000}),
        ("pages/1_Timeline.py", {"step": HOSTILE}),
        ("pages/2_Network.py", {"nodes": HOSTILE}),
        ("pages/2_Network.py", {"unknown": HOSTILE}),
        ("pages/2_Network.py", {"node": HOSTILE}),
        ("pages/2_Network.py", {"edge": HOSTILE}),
        ("pages/6_Documents.py", {"doc": "one.txt", "at": HOSTILE}),
        ("pages/6_Documents.py", {"doc": "one.txt", "off": HOSTILE}),
        ("pages/3_Transfers.py", {"view": HOSTILE}),
        ("pages/4_Quotes.py", {"voice": ["Selvia", HOSTILE]}),
        ("pages/5_Sources.py", {"compare": HOSTILE}),
        ("pages/7_Review.py", {"state": HOSTILE}),
        ("pages/8_Briefing.py", {"picture": HOSTILE}),
    ],
    ids=lambda value: "-".join(value) if isinstance(value, dict) else value,
)
def test_a_control_ignores_what_it_does_not_offer_and_says_so(page: str, parameters: dict[str, str | list[str]]) -> None:
    (said,) = warnings(page, **parameters)
    assert "therefore ignored" in said
    assert HOSTILE not in said, "data in Markdown is escaped"


@pytest.mark.parametrize(
    ("page", "parameter"),
    [("pages/3_Transfers.py", "claim"), ("pages/5_Sources.py", "open"), ("pages/7_Review.py", "row")],
)
def test_a_row_that_is_not_there_is_said(page: str, parameter: str) -> None:
    assert "not in this table" in words(opened(page, **{parameter: HOSTILE}))


def test_what_a_reader_chooses_is_in_the_link_and_what_is_usual_is_not() -> None:
    app = opened("pages/4_Quotes.py", voice="Selvia")
    app.multiselect(key="role").select("a state").run()
    assert "a state" in app.query_params["role"]
    app.multiselect(key="voice").unselect("Selvia").run()
    assert "voice" not in app.query_params


def test_home_says_that_a_first_build_has_no_news_and_how_well_it_reads() -> None:
    said = words(opened("app.py"))
    assert "This is the first build of the corpus" in said
    assert "Measured against annotations made by hand" in said
