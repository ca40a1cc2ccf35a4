"""Quotation marks as they really are: a stretch a line, and what must never pair."""

import pytest

from core.extract.marks import outermost, quoted


def stretches(text: str) -> list[str]:
    return [text[one.start : one.end] for one in quoted(text)]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ('"We sail at dawn," she said. "All of us."', ['"We sail at dawn,"', '"All of us."']),
        ("“We sail at dawn,” she said.", ["“We sail at dawn,”"]),
        ("„Wir segeln“, sagte sie.", ["„Wir segeln“"]),
        ("»Wir segeln«, sagte sie.", ["»Wir segeln«"]),
        ("« Nous partons », dit-elle.", ["« Nous partons »"]),
        ("«\xa0Nous partons\xa0», dit-elle.", ["«\xa0Nous partons\xa0»"]),
        ("''We sail,'' she said. It's ''time.''", ["''We sail,''", "''time.''"]),
        ("``We sail,'' she said.", ["``We sail,''"]),
        ("‘We sail,’ she said, and it’s the sailors’ wish.", ["‘We sail,’"]),
        ("'We sail,' she said, and it's the sailors' wish.", ["'We sail,'"]),
        ("'The sailors' wish is law,' she said.", ["'The sailors' wish is law,'"]),
        ("”We sail,“ she said.", ["”We sail,“"]),
        ("“We sail,“ she said. “All of us.“", ["“We sail,“", "“All of us.“"]),
    ],
)
def test_marks_of_every_shape_pair(text: str, found: list[str]) -> None:
    assert stretches(text) == found


def test_marks_inside_marks_give_a_stretch_inside_a_stretch() -> None:
    text = "“He told us ‘no’ and left,” she said."
    assert stretches(text) == ["“He told us ‘no’ and left,”", "‘no’"]
    assert [text[one.start : one.end] for one in outermost(quoted(text))] == ["“He told us ‘no’ and left,”"]


def test_a_quote_that_goes_on_over_paragraphs_opens_again() -> None:
    text = "“The harbour is closed.\n\n“It will stay closed.”"
    first, second = quoted(text)
    assert (first.runs_on, second.runs_on) == (True, False)
    assert text[first.start : first.end] == "“The harbour is closed."


def test_a_mark_left_open_costs_only_its_paragraph() -> None:
    text = "“The harbour is closed.\n\nNobody came. “We wait,” he said."
    assert stretches(text) == ["“We wait,”"]


def test_a_missing_opening_mark_is_read_from_the_start_of_the_paragraph() -> None:
    assert stretches('The harbour is closed," he said.') == ['The harbour is closed,"']


@pytest.mark.parametrize("text", ['A 6-foot" plank.', "It's the '90s, and they'd left 'em.", '"' * 40, '" ' * 40, ""])
def test_what_is_no_quotation_pairs_with_nothing(text: str) -> None:
    assert stretches(text) == []
