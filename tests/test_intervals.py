"""Date words and the days they state, read against a day of printing."""

import time
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from core.extract.calendars import Printing
from core.extract.intervals import expressions, interval, when
from core.records import Precision

FRIDAY = date(2024, 10, 25)


def days(text: str, *, printed: date | None = FRIDAY, ahead: bool = False) -> tuple[str | None, str | None]:
    (expression,) = expressions(text)
    start, end = interval(expression, Printing(printed, ahead))
    return start and str(start), end and str(end)


@pytest.mark.parametrize(
    ("text", "start", "end"),
    [
        ("on 2019-02-03", "2019-02-03", "2019-02-03"),
        ("on March 7, 2019", "2019-03-07", "2019-03-07"),
        ("on the 7th of March 2019", "2019-03-07", "2019-03-07"),
        ("on Monday, March 4, 2019", "2019-03-04", "2019-03-04"),
        ("on Oct. 8 and 13", "2024-10-08", "2024-10-13"),
        ("on October 30", "2023-10-30", "2023-10-30"),
        ("in June 2019", "2019-06-01", "2019-06-30"),
        ("in December", "2023-12-01", "2023-12-31"),
        ("last October", "2023-10-01", "2023-10-31"),
        ("in May last year", "2023-05-01", "2023-05-31"),
        ("in early April", "2024-04-01", "2024-04-10"),
        ("in mid-August", "2024-08-11", "2024-08-20"),
        ("in late February", "2024-02-21", "2024-02-29"),
        ("in 2021", "2021-01-01", "2021-12-31"),
        ("early in 2021", "2021-01-01", None),
        ("mid-2022", "2022-05-01", "2022-08-31"),
        ("in the 1980s", "1980-01-01", "1989-12-31"),
        ("in the final quarter of 2023", "2023-10-01", "2023-12-31"),
        ("in the first half of 2025", "2025-01-01", "2025-06-30"),
        ("in Q3 2020", "2020-07-01", "2020-09-30"),
        ("in the summer of 2020", "2020-06-01", "2020-08-31"),
        ("yesterday", "2024-10-24", "2024-10-24"),
        ("on Tuesday", "2024-10-22", "2024-10-22"),
        ("last Friday", "2024-10-18", "2024-10-18"),
        ("last week", "2024-10-14", "2024-10-20"),
        ("last month", "2024-09-01", "2024-09-30"),
        ("last year", "2023-01-01", "2023-12-31"),
        ("this week", "2024-10-21", "2024-10-25"),
        ("earlier this year", "2024-01-01", "2024-10-25"),
        ("later this year", "2024-10-25", "2024-12-31"),
        ("before the year was out", "2024-10-25", "2024-12-31"),
        ("three days ago", "2024-10-22", "2024-10-22"),
        ("two years ago", "2022-01-01", "2022-12-31"),
        ("over the past two months", "2024-08-25", "2024-10-25"),
        ("in recent weeks", None, "2024-10-25"),
        ("in the first three months of 2022", "2022-01-01", "2022-03-31"),
        ("in the second week of May", "2024-05-08", "2024-05-14"),
        ("over the weekend", "2024-10-19", "2024-10-20"),
        ("the end of 2023", "2023-12-01", "2023-12-31"),
        ("in the early 1990s", "1990-01-01", "1993-12-31"),
        ("earlier in October", "2024-10-01", "2024-10-25"),
    ],
)
def test_times_of_what_happened(text: str, start: str | None, end: str | None) -> None:
    assert days(text) == (start, end)


@pytest.mark.parametrize(
    ("text", "start", "end"),
    [
        ("since early October", "2024-10-01", None),
        ("beginning in May 2020", "2020-05-01", None),
        ("from 2019 on", "2019-01-01", None),
        ("by June 2025", None, "2025-06-30"),
        ("before June 2025", None, "2025-05-31"),
        ("after June 2020", "2020-07-01", None),
        ("since the coup in July", "2024-07-01", None),
        ("through 2027", None, "2027-12-31"),
        ("from 3 to 5 May 2021", "2021-05-03", "2021-05-05"),
        ("between 2014 and early 2022", "2014-01-01", "2022-04-30"),
        ("by the end of the year", None, "2024-12-31"),
        ("as of February 16", None, "2024-02-16"),
        ("between September 7 and October 1", "2024-09-07", "2024-10-01"),
        ("between mid-August and early October 2022", "2022-08-11", "2022-10-10"),
        ("between January and mid-December 2023", "2023-01-01", "2023-12-15"),
        ("from November to March 2021", "2020-11-01", "2021-03-31"),
        ("from 2019 to 2021", "2019-01-01", "2021-12-31"),
        ("in January and February", "2024-01-01", "2024-02-29"),
    ],
)
def test_bounds_and_spans(text: str, start: str | None, end: str | None) -> None:
    assert days(text) == (start, end)


@pytest.mark.parametrize(
    ("text", "start", "end"),
    [
        ("on Tuesday", "2024-10-29", "2024-10-29"),
        ("in March", "2025-03-01", "2025-03-31"),
        ("next month", "2024-11-01", "2024-11-30"),
        ("this year", "2024-10-25", "2024-12-31"),
        ("over the next two weeks", "2024-10-25", "2024-11-08"),
    ],
)
def test_times_of_what_is_to_come(text: str, start: str, end: str) -> None:
    assert days(text, ahead=True) == (start, end)


@pytest.mark.parametrize(
    "text", ["last month", "on Tuesday", "in June", "recently", "before the war", "on February 30, 2021"]
)
def test_what_cannot_be_known_keeps_its_words_and_has_no_days(text: str) -> None:
    (expression,) = expressions(text)
    stated = when(expression, Printing(None))
    assert (stated.text, stated.start, stated.end, stated.precision) == (text, None, None, None)


@pytest.mark.parametrize(
    "text", ["They may send it.", "They march north.", "2021 men", "a second time", "the month", "5 to 7"]
)
def test_words_that_name_no_time(text: str) -> None:
    assert not list(expressions(text))


@pytest.mark.parametrize(
    ("text", "precision"),
    [("on May 3, 2020", "day"), ("in May 2020", "month"), ("in 2020", "year"), ("since 2020", "range")],
)
def test_precision(text: str, precision: str) -> None:
    (expression,) = expressions(text)
    assert when(expression, Printing(FRIDAY)).precision == Precision(precision)


PIECES = [
    "since ",
    "last ",
    "month ",
    "May ",
    "31 ",
    "February ",
    "2020",
    "0001-01-01",
    " and ",
    "mid-",
    "the ",
    "999 years ago ",
    "Q9",
    "\n",
]


@settings(deadline=None)
@given(st.lists(st.sampled_from(PIECES) | st.text(max_size=4)).map("".join), st.none() | st.dates(), st.booleans())
def test_any_mix_of_date_words_is_read_without_error(text: str, printed: date | None, ahead: bool) -> None:
    for expression in expressions(text):
        assert text[expression.start : expression.end] == expression.text
        interval(expression, Printing(printed, ahead))


@pytest.mark.parametrize("unit", ["May ", "in the ", "2020-", "the aa bb ", "last month and "])
def test_long_odd_text_takes_linear_time(unit: str) -> None:
    def seconds(text: str) -> float:
        start = time.process_time()
        list(expressions(text))
        return time.process_time() - start

    seconds(unit)
    assert seconds(unit * 10_000) < 40 * max(seconds(unit * 1_000), 0.005)
