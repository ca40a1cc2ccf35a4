"""The one pipeline: texts come back character for character, and a line break ends a sentence."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from core.extract import nlp


@pytest.mark.parametrize(
    "text",
    ["", " ", "One line.", "A headline without a stop\nA line below it.", "Odd\u00a0space \t and “marks”…\r\n\r\nEnd"],
)
def test_the_text_comes_back_as_it_went_in(text: str) -> None:
    (doc,) = nlp.parse([text])
    assert doc.text == text
    assert nlp.text_of(doc) == text


def test_a_headline_is_a_sentence_of_its_own() -> None:
    (doc,) = nlp.parse(["Ghana ships rice to Togo\n\nThe rice arrived on Monday."])
    assert [sent.text.strip() for sent in doc.sents][-1] == "The rice arrived on Monday."


def test_long_texts_are_read_in_pieces_that_join_again(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(nlp, "PIECE", 60)
    text = "\n".join(f"Ghana shipped {number} tonnes of rice to Togo." for number in range(9))
    short = "Togo paid."
    long, other = nlp.parse([text, short])
    assert (long.text, other.text) == (text, short)
    assert sum(1 for _ in long.sents) == 9


@settings(max_examples=30, deadline=None)
@given(st.lists(st.text(max_size=40), max_size=4))
def test_any_texts_come_back_in_order(texts: list[str]) -> None:
    assert [doc.text for doc in nlp.parse(texts)] == texts
