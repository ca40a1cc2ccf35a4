"""Answers shared by readers: found once, bounded in number and in bytes."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from threading import Event

import pytest

from core.shared import UNKNOWN, Shared, weight


def finder(found: list[str], answer: str) -> Callable[[], str]:
    def find() -> str:
        found.append(answer)
        return answer

    return find


def test_an_answer_is_found_once() -> None:
    shared, found = Shared(most=10, megabytes=1), list[str]()
    assert [shared.ask("who", finder(found, "Veld")) for _ in range(3)] == ["Veld"] * 3
    assert found == ["Veld"]


def test_the_answer_asked_for_longest_ago_goes_first() -> None:
    shared, found = Shared(most=2, megabytes=1), list[str]()
    for asked in ("a", "b", "a", "c", "a", "b"):
        shared.ask(asked, finder(found, asked))
    assert found == ["a", "b", "c", "b"]
    assert len(shared) == 2


def test_answers_take_no_more_than_their_bytes() -> None:
    shared = Shared(most=1000, megabytes=0.01)
    for number in range(50):
        shared.ask(number, lambda: "x" * 1000)
    assert 0 < len(shared) <= 10
    assert shared.held <= 10_000


def test_an_answer_larger_than_all_the_room_is_given_and_not_kept() -> None:
    shared = Shared(most=10, megabytes=0.001)
    assert len(shared.ask("large", lambda: "x" * 5000)) == 5000
    assert (len(shared), shared.held) == (0, 0)


def test_what_fails_is_asked_again() -> None:
    shared, found = Shared(most=10, megabytes=1), list[str]()
    with pytest.raises(ZeroDivisionError):
        shared.ask("who", lambda: str(1 // 0))
    assert shared.ask("who", finder(found, "Veld")) == "Veld"


def test_readers_who_ask_at_once_wait_for_the_first() -> None:
    shared, found, begun, go_on = Shared(most=10, megabytes=1), list[str](), Event(), Event()

    def slow() -> str:
        begun.set()
        go_on.wait(5)
        return finder(found, "Veld")()

    with ThreadPoolExecutor(3) as readers:
        first = readers.submit(shared.ask, "who", slow)
        begun.wait(5)
        others = [readers.submit(shared.ask, "who", finder(found, "Orvana")) for _ in range(2)]
        go_on.set()
        assert [one.result(5) for one in (first, *others)] == ["Veld"] * 3
    assert found == ["Veld"]


def test_what_cannot_be_weighed_counts_as_much_as_is_written_down() -> None:
    assert weight("x" * 1000) >= 1000
    assert weight(lambda: None) == UNKNOWN


def test_an_answer_too_large_to_keep_pushes_no_other_out() -> None:
    shared, found = Shared(most=10, megabytes=0.001), list[str]()
    shared.ask("small", finder(found, "Veld"))
    shared.ask("large", lambda: "x" * 5000)
    assert shared.ask("small", finder(found, "Orvana")) == "Veld"
    assert found == ["Veld"]
