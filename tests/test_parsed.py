"""The copy of a parse that rules read says what spaCy's own objects say."""

import gc
import weakref
from typing import Literal

import pytest
import spacy.tokens
from hypothesis import given, settings
from hypothesis import strategies as st
from spacy.vocab import Vocab

from core.extract import nlp, parsed

TEXT = """Orvania's navy — the region's “oldest” — got 12 boats and $3 million from Kesh.

A hearing was scheduled on the issue today, which nobody had asked for! Did Ana Berg
say that they came?  "Yes", she said,   twice…"""
PLAIN = [
    *("i", "idx", "text", "lower_", "lemma_", "pos_", "tag_", "dep_", "ent_type_", "ent_iob_", "whitespace_", "is_punct"),
    *("is_space", "is_alpha", "is_title", "is_lower", "is_digit", "like_num", "is_quote", "is_currency", "is_stop"),
    "is_sent_end",
]
WORDS = ("head", "left_edge", "right_edge")
LISTS = ("children", "lefts", "rights", "subtree", "ancestors", "conjuncts")
VOCAB = Vocab()


@pytest.fixture(scope="module")
def both() -> tuple[parsed.Doc, spacy.tokens.Doc]:
    (theirs,) = nlp.parse([TEXT])
    return parsed.Doc(theirs), theirs


def tree(heads: list[int]) -> spacy.tokens.Doc:
    """A sentence of "w" with these heads; "conj" wherever a word hangs on one before it."""
    labels = ["ROOT" if at == head else "conj" if head < at else "det" for at, head in enumerate(heads)]
    return spacy.tokens.Doc(VOCAB, words=["w"] * len(heads), heads=heads, deps=labels)


def assert_same_trees(ours: parsed.Doc, theirs: spacy.tokens.Doc) -> None:
    for one, other in zip(ours, theirs, strict=True):
        for name in WORDS:
            assert getattr(one, name).i == getattr(other, name).i, (name, one.i)
        for name in LISTS:
            assert [word.i for word in getattr(one, name)] == [word.i for word in getattr(other, name)], (name, one.i)


@pytest.mark.parametrize("name", PLAIN)
def test_fields_of_a_word(both: tuple[parsed.Doc, spacy.tokens.Doc], name: str) -> None:
    ours, theirs = both
    assert [getattr(word, name) for word in ours] == [getattr(word, name) for word in theirs]


def test_text_sentences_and_names(both: tuple[parsed.Doc, spacy.tokens.Doc]) -> None:
    ours, theirs = both
    assert ours.text == theirs.text == TEXT

    def facts(spans: list[parsed.Span] | list[spacy.tokens.Span]) -> list[tuple[object, ...]]:
        return [(s.start, s.end, s.start_char, s.end_char, s.text, s.label_, s.root.i) for s in spans]

    assert facts(ours.sents) == facts(list(theirs.sents)) and len(ours.sents) > 2
    assert facts(ours.ents) == facts(list(theirs.ents)) and ours.ents
    assert [word.sent.start for word in ours] == [word.sent.start for word in theirs]


def test_what_hangs_on_what(both: tuple[parsed.Doc, spacy.tokens.Doc]) -> None:
    assert_same_trees(*both)


@pytest.mark.parametrize("mode", ["strict", "contract", "expand"])
def test_words_of_characters(
    both: tuple[parsed.Doc, spacy.tokens.Doc], mode: Literal["strict", "contract", "expand"]
) -> None:
    ours, theirs = both
    for start in range(len(TEXT)):
        for end in range(start + 1, min(start + 12, len(TEXT) + 2)):
            one = ours.char_span(start, end, alignment_mode=mode)
            other = theirs.char_span(start, end, alignment_mode=mode)
            assert (None if one is None else (one.start, one.end, one.text)) == (
                None if other is None else (other.start, other.end, other.text)
            )


def test_the_word_over_any_words(both: tuple[parsed.Doc, spacy.tokens.Doc]) -> None:
    ours, theirs = both
    for start in range(len(ours)):
        for end in range(start + 1, len(ours) + 1):
            assert ours.span(start, end).root.i == theirs[start:end].root.i, (start, end)


def test_slices_reach_no_further_than_the_text(both: tuple[parsed.Doc, spacy.tokens.Doc]) -> None:
    ours, theirs = both
    for place in (slice(-3, None), slice(2, 10_000), slice(5, 3), slice(None, 4)):
        assert [word.i for word in ours[place]] == [word.i for word in theirs[place]]
        assert ours.span(2, 9)[place].text == theirs[2:9][place].text
    assert ours.span(-3, 10_000).text == theirs[-3:10_000].text and not ours.span(5, 3)
    assert ours[-1].i == len(ours) - 1 == ours.span(3, len(ours))[-1].i
    with pytest.raises(IndexError):
        ours[0].nbor(-1)


@settings(deadline=None)
@given(st.integers(0, 9), st.permutations(range(10)), st.lists(st.integers(0, 9), min_size=9, max_size=9))
def test_trees_whose_branches_cross(root: int, order: list[int], drawn: list[int]) -> None:
    """Any tree over ten words: each hangs on one that was placed before it."""
    placed, heads = [root], [root] * 10
    for word, head in zip((word for word in order if word != root), drawn, strict=True):
        heads[word] = placed[head % len(placed)]
        placed.append(word)
    theirs = tree(heads)
    ours = parsed.Doc(theirs)
    for one, other in zip(ours, theirs, strict=True):
        for name in LISTS:
            assert [word.i for word in getattr(one, name)] == [word.i for word in getattr(other, name)], (heads, name, one.i)


def test_a_text_without_words() -> None:
    empty = parsed.Doc(spacy.tokens.Doc(VOCAB))
    assert not empty and empty.text == "" and not list(empty.sents) and empty.char_span(0, 1) is None


def test_a_word_is_one_object(both: tuple[parsed.Doc, spacy.tokens.Doc]) -> None:
    ours, _ = both
    assert all(kid.head is word for word in ours for kid in word.children)
    assert ours[4] is ours.span(2, 6)[2] and len({ours.span(2, 6), ours.span(2, 6)}) == 1


def test_what_is_released_needs_no_collector() -> None:
    (theirs,) = nlp.parse([TEXT])
    doc = parsed.Doc(theirs)
    assert doc.char_span(0, 7, alignment_mode="expand") and doc[3].sent.root
    held = weakref.ref(doc)
    gc.disable()
    try:
        doc.release()
        del doc
        assert held() is None
    finally:
        gc.enable()
