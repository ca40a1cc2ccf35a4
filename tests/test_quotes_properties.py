"""Whatever a text looks like: no exception, no span outside it, and time that grows with its length."""

import itertools
import time

import pytest
import spacy.tokens
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from spacy.vocab import Vocab
from test_quotes import read

from core.extract.attributions import attributions
from core.extract.marks import outermost, quoted
from core.extract.parsed import Doc

MARKS = "\"“”„‟«»'‘’‚‹›`＂\xa0 ,.:—-\n"
WORDS = st.sampled_from(["We", "sail", "said", "the mayor", "that", "according to", "it’s", "ships'", "told", "Kerr"])
MANGLED = st.lists(st.one_of(WORDS, st.sampled_from(list(MARKS)), st.just(" ")), max_size=60).map("".join)


@given(st.one_of(MANGLED, st.text(max_size=200)))
def test_stretches_lie_inside_the_text_and_nest(text: str) -> None:
    stretches = quoted(text)
    for one in stretches:
        assert 0 <= one.start <= one.inner_start <= one.inner_end <= one.end <= len(text)
        assert "\n" not in text[one.start : one.end]
    outer = outermost(stretches)
    assert all(first.end <= second.start for first, second in itertools.pairwise(outer))


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.one_of(MANGLED, st.text(max_size=120)))
def test_rows_hold_the_text_whatever_it_is(text: str) -> None:
    found, attitudes = read(text)
    for row in found + attitudes:
        assert text[row.start : row.end] == row.text != ""
        assert 0 <= row.sentence_start <= row.start < row.end <= row.sentence_end <= len(text)


def test_a_stray_mark_costs_no_other_paragraph() -> None:
    clean = "“We sail,” the mayor said.\n\n“All of us,” she added."
    broken = "“We sail,” the mayor said.\n\nA “stray mark.\n\n“All of us,” she added."
    assert {row.text for row in read(clean)[0]} <= {row.text for row in read(broken)[0]}


@pytest.mark.parametrize("unit", ['" ', "“”", "“We.” "])
def test_ten_megabytes_of_marks_take_seconds(unit: str) -> None:
    text = unit * (10_000_000 // len(unit))
    began = time.process_time()
    quoted(text)
    assert time.process_time() - began < 60


def test_a_text_without_a_parse_yields_nothing() -> None:
    assert attributions(Doc(spacy.tokens.Doc(Vocab())), []) == []
