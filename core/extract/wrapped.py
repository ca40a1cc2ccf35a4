"""Rows read from an unwrapped text, given back the words of the text as stored."""

from dataclasses import replace
from typing import TypeVar

from core.records import Mention, Quote, Reading, TimeExpression, Transfer

Row = TypeVar("Row", Mention, TimeExpression, Quote, Transfer)


def as_stored(reading: Reading, text: str) -> Reading:
    """The rows with every text that has a span as it stands in the stored text; spans and ids stay."""
    return replace(
        reading,
        mentions=tuple(_whole(row, text) for row in reading.mentions),
        dates=tuple(_whole(row, text) for row in reading.dates),
        quotes=tuple(_quote(row, text) for row in reading.quotes),
        attitudes=tuple(_quote(row, text) for row in reading.attitudes),
        transfers=tuple(_whole(row, text) for row in reading.transfers),
    )


def _whole(row: Row, text: str) -> Row:
    return replace(row, text=text[row.start : row.end])


def _quote(row: Quote, text: str) -> Quote:
    return replace(
        _whole(row, text),
        speaker_text=_piece(row.speaker_text, text, row.speaker_start, row.speaker_end),
        cue=_piece(row.cue, text, row.cue_start, row.cue_end),
    )


def _piece(words: str | None, text: str, start: int | None, end: int | None) -> str | None:
    """The words at a span that may be missing; words without a span stay as they are."""
    return words if words is None or start is None or end is None else text[start:end]
