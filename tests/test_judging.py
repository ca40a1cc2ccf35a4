"""Review as a person does it: a name, a judgement, a second person, a word taken back."""

from collections.abc import Iterator
from pathlib import Path

import pytest
import streamlit as st
from examples import document, quote, written
from streamlit.testing.v1 import AppTest

from core import settings
from core.review import read
from core.tables import Tables

SOURCE = document("one.txt", "Selvia said that Orvana sent howitzers. It added that rice came too.")
ROWS = [quote(SOURCE, "Orvana sent howitzers", speaker="selvia"), quote(SOURCE, "rice came too", speaker="selvia")]


@pytest.fixture
def tables(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Tables]:
    monkeypatch.setenv("CLAIMLINE_TABLES", str(tmp_path / "tables"))
    yield written(tmp_path / "tables", documents=[SOURCE], quotes=ROWS)
    st.cache_resource.clear()


def review(row: str) -> AppTest:
    app = AppTest.from_file(str(settings.ROOT / "app.py"), default_timeout=30)
    app.query_params["table"], app.query_params["row"] = "quotes", row
    return app.switch_page("pages/7_Review.py").run()


def judge(app: AppTest, button: str, by: str, reason: str = "") -> AppTest:
    app.text_input(key="reviewer").set_value(by)
    app.text_area[0].set_value(reason)
    next(one for one in app.button if one.label == button).click()
    return app.run()


def counts(app: AppTest) -> dict[str, str]:
    return {metric.label: str(metric.value) for metric in app.metric}


def test_a_judgement_needs_a_name(tables: Tables, tmp_path: Path) -> None:
    app = judge(review(ROWS[0].id), "Right", " ")
    assert "name" in app.error[0].value
    assert read(settings.decisions(tmp_path / "tables")) == []


def test_two_people_dispute_and_one_takes_it_back(tables: Tables, tmp_path: Path) -> None:
    app = judge(review(ROWS[0].id), "Right", "Ada", "as printed")
    assert counts(app) == {"Unreviewed": "1", "Accepted": "1", "Rejected": "0", "Disputed": "0"}
    app = judge(review(ROWS[0].id), "Wrong", "Bo")
    assert counts(app)["Disputed"] == "1"
    app = judge(review(ROWS[0].id), "Undo", "Bo")
    assert counts(app)["Accepted"] == "1"
    assert [one.action for one in read(settings.decisions(tmp_path / "tables"))] == ["accept", "reject", "restore"]


def test_after_a_judgement_the_next_row_is_open(tables: Tables) -> None:
    app = judge(review(ROWS[0].id), "Right", "Ada")
    assert app.query_params["row"] == ROWS[1].id


def test_a_remark_needs_words_and_changes_no_state(tables: Tables) -> None:
    app = judge(review(ROWS[0].id), "Remark", "Ada")
    assert "Reason" in app.error[0].value
    app = judge(review(ROWS[0].id), "Remark", "Ada", "see page two")
    assert counts(app)["Unreviewed"] == "2"


def test_decisions_whose_rows_are_gone_are_listed(tables: Tables, tmp_path: Path) -> None:
    judge(review(ROWS[0].id), "Wrong", "Ada")
    written(tmp_path / "tables", documents=[SOURCE], quotes=ROWS[1:])
    st.cache_resource.clear()
    app = review(ROWS[1].id)
    assert app.expander[0].label == "Decisions about rows that are no longer there: 1"
