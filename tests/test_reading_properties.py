"""What holds of reading whatever the texts: order changes nothing, a document's rows are its own, any text can be read."""

from collections.abc import Callable
from dataclasses import replace
from functools import cache
from random import Random
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from core import corpus
from core.corpus import Text
from core.extract import read
from core.linking import link
from core.records import Document, Reading
from core.settings import SAMPLE

WORDS = st.sampled_from(
    [
        "Kesh",
        "Orvania",
        "Togo",
        "sent",
        "gave",
        "to",
        "from",
        "40",
        "tanks",
        "rice",
        "“",
        "”",
        "'",
        "said,",
        "denied",
        "that",
        "it",
        "they",
        ".",
        "\n",
        ":",
        "-",
        "and",
        "by",
        "3.5",
        "million",
        "in",
        "May",
    ]
)


@cache
def texts() -> tuple[Text, ...]:
    """Every fourth document of the sample."""
    return tuple(item for item in corpus.read(SAMPLE) if isinstance(item, Text))[::4]


def readings(some: list[Text]) -> list[Reading]:
    found = list(read([(text.document, text.noise) for text in some]))
    assert not [problem for _, problem in found if problem]
    return [reading for reading, _ in found]


@cache
def in_order() -> dict[str, Reading]:
    return {reading.doc: reading for reading in readings(list(texts()))}


@settings(max_examples=3, deadline=None)
@given(random=st.randoms(use_true_random=False))
def test_the_order_of_documents_changes_no_row(random: Random) -> None:
    shuffled = list(texts())
    random.shuffle(shuffled)
    assert {reading.doc: reading for reading in readings(shuffled)} == in_order()


@settings(max_examples=15, deadline=None)
@given(random=st.randoms(use_true_random=False))
def test_the_order_of_documents_changes_no_link(random: Random) -> None:
    shuffled = list(in_order().values())
    random.shuffle(shuffled)
    assert linked(shuffled) == linked(list(in_order().values()))


def linked(some: list[Reading], seen: Callable[[Reading], Any] = lambda reading: reading) -> dict[str, Any]:
    return {reading.doc: seen(reading) for reading in link(some)[0]}


@settings(max_examples=15, deadline=None)
@given(gone=st.integers(min_value=0, max_value=14))
def test_a_document_removed_takes_only_its_own_rows(gone: int) -> None:
    """Which spelling of a person's name is the most common, and so gives the id, is counted from all documents."""
    whole = list(in_order().values())
    rest = [reading for place, reading in enumerate(whole) if place != gone]
    expected = linked(whole, without_ids)
    del expected[whole[gone].doc]
    assert linked(rest, without_ids) == expected


def without_ids(reading: Reading) -> tuple[object, ...]:
    quotes = [replace(row, speaker=None, carried_by=None) for row in (*reading.quotes, *reading.attitudes)]
    nobody: dict[str, Any] = {"supplier": None, "recipient": None, "claimants": (), "denied_by": ()}
    told = [replace(row, **nobody) for row in reading.transfers]
    return quotes, told, [(mention.start, mention.end, mention.rule) for mention in reading.mentions]


@settings(max_examples=25, deadline=None)
@given(st.lists(st.one_of(WORDS, st.text(max_size=6)), max_size=60))
def test_any_text_is_read_and_every_row_is_where_it_says(words: list[str]) -> None:
    text = " ".join(words)
    ((reading, problem),) = read([(Document("x.txt", "", text), ())])
    assert problem is None
    for row in (*reading.quotes, *reading.attitudes, *reading.transfers):
        assert text[row.start : row.end] == row.text
        assert 0 <= row.start < row.end <= len(text)
    for mention in reading.mentions:
        assert text[mention.start : mention.end] == mention.text


@pytest.mark.parametrize("text", ["sent 0A ß\x83", "Orvania sold from", "Kesh gave Togo 40"])
def test_a_text_may_break_off_anywhere(text: str) -> None:
    ((_, problem),) = read([(Document("x.txt", "", text), ())])
    assert problem is None
