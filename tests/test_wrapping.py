"""Texts broken at a width are read by paragraphs, and no offset moves."""

import textwrap
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.extract.wrapped import as_stored
from core.records import Quote, QuoteKind, Reading
from core.wrapping import unwrapped

PARAGRAPHS = [
    "Harbour town counts its crates",
    "The harbour master of Nordhaven said on Monday that forty crates of lamps had left for the island of Vell. She did "
    "not say who had paid for them, and the council has not been told when more of them will follow.",
    "Nobody on the island of Vell has confirmed that they came. The mayor of Vell City, who was asked about them twice in "
    "the past week, would only say that his town was dark no longer.",
]


def wrapped(width: int, between: str) -> str:
    return between.join(textwrap.fill(paragraph, width) for paragraph in PARAGRAPHS * 2)


@pytest.mark.parametrize("width", [40, 60, 72, 100])
def test_wrapped_paragraphs_become_lines(width: int) -> None:
    text = wrapped(width, "\n\n")
    assert unwrapped(text) == "\n\n".join(PARAGRAPHS * 2)


def test_paragraphs_without_space_between_them_end_at_a_short_line() -> None:
    assert unwrapped(wrapped(60, "\n")).split("\n")[0] == PARAGRAPHS[0]


def test_windows_line_ends_take_two_spaces() -> None:
    text = wrapped(60, "\n\n").replace("\n", "\r\n")
    assert unwrapped(text).replace("  ", " ") == "\r\n\r\n".join(PARAGRAPHS * 2)


def test_a_paragraph_a_line_stays_as_it_is() -> None:
    text = "\n".join(PARAGRAPHS * 3)
    assert unwrapped(text) == text


def test_lists_keep_their_lines() -> None:
    text = "The port sent:\n" + "".join(f"- {what}\n" for what in ("lamps", "oil", "rope", "sails", "tar", "nails", "wood"))
    assert unwrapped(text) == text


@given(st.text(alphabet="ab .\n\r-A", max_size=300))
def test_offsets_hold(text: str) -> None:
    flat = unwrapped(text)
    assert len(flat) == len(text)
    assert all(new == old or (old in "\r\n" and new == " ") for old, new in zip(text, flat, strict=True))


def test_rows_read_from_the_unwrapped_text_show_the_text_as_stored() -> None:
    stored = "The mayor\nsaid that the\nlamps had come."
    row = Quote("1", "a.txt", 24, 38, "lamps had come", QuoteKind.INDIRECT, 0, 39)
    told = replace(row, speaker_text="The mayor", speaker_start=0, speaker_end=9, cue="said that", cue_start=10, cue_end=19)
    whole = replace(told, start=20, text="the lamps had come")
    (quote,) = as_stored(Reading("a.txt", quotes=(whole,)), stored).quotes
    assert (quote.text, quote.speaker_text, quote.cue) == ("the\nlamps had come", "The mayor", "said that")
