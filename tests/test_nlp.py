"""The one pipeline: texts come back character for character, and a line break ends a sentence."""

import pytest
import spacy
from hypothesis import given, settings
from hypothesis import strategies as st
from spacy.tokens import Doc, Token

from core.extract import entities, lemmas, nlp, tag_rules, vectors
from core.settings import SAMPLE


@pytest.mark.parametrize(
    "text",
    ["", " ", "One line.", "A headline without a stop\nA line below it.", "Odd\u00a0space \t and “marks”…\r\n\r\nEnd"],
)
def test_the_text_comes_back_as_it_went_in(text: str) -> None:
    (doc,) = nlp.parse([text])
    assert doc.text == text


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


def test_every_token_is_annotated_as_by_the_model_as_it_comes(sample_texts: list[str]) -> None:
    """Only our paragraph marks are added, so these are left out on one side and set on the other."""
    stock = nlp.stock()
    stock.add_pipe("claimline_paragraphs", before="parser")
    for ours, theirs in zip(nlp.parse(sample_texts), stock.pipe(sample_texts), strict=True):
        assert annotated(ours) == annotated(theirs)


def test_the_quicker_pipes_are_in_use() -> None:
    """Without them the test above would compare the model with itself."""
    assert {"claimline_tag_rules", "claimline_lemmas", "claimline_entities"} <= set(nlp.pipeline().pipe_names)
    assert not {"attribute_ruler", "lemmatizer", "ner"} & set(nlp.pipeline().pipe_names)


def test_words_forgotten_are_looked_up_again(monkeypatch: pytest.MonkeyPatch, sample_texts: list[str]) -> None:
    before = [annotated(doc) for doc in nlp.parse(sample_texts[:6])]
    monkeypatch.setattr(vectors, "KEPT", 50)
    monkeypatch.setattr(lemmas, "KEPT", 50)
    assert [annotated(doc) for doc in nlp.parse(sample_texts[:6], batch_size=2)] == before


def test_another_kind_of_model_is_left_as_it_comes() -> None:
    blank = spacy.blank("en")
    assert not entities.understood(blank.add_pipe("beam_ner"))
    assert not tag_rules.understood(blank.add_pipe("entity_ruler"))


ODD = [
    "",
    "\n\n",
    " \t ",
    "Kim",
    "Kim Jong Un",
    "gonna gotta ain't let's c'mon y'all",
    "There's a deal; there are two.\nIt is I who gave it to him.",
    "The United\nNations and the United  Nations met on\nJan. 5,\n2024 in\tSeoul\n",
    "$5 million, 12 per cent of “The Times of London”’s 3,000 men … — 🚀 ünïcödé 北京",
]


@pytest.fixture(scope="module")
def sample_texts() -> list[str]:
    return [*ODD, *(path.read_text(encoding="utf-8") for path in sorted(SAMPLE.glob("*.txt")))]


def annotated(doc: Doc) -> list[tuple[object, ...]]:
    def of(word: Token) -> tuple[object, ...]:
        grammar = (word.tag_, word.pos_, str(word.morph), word.lemma_, word.dep_, word.head.i, word.is_sent_start)
        return (*grammar, word.ent_iob_, word.ent_type_)

    return [of(word) for word in doc]
