"""Work shared among processes: the same results in the same order, whoever did it and whoever died of it."""

import os

import pytest

from core.hands import Hands

HERE = os.getpid()


def doubled(number: int) -> tuple[int, int]:
    return 2 * number, os.getpid()


def fatal_elsewhere(here: int) -> bool:
    """Ends every process but the one whose id is given."""
    if os.getpid() != here:
        os._exit(1)
    return True


@pytest.mark.parametrize("processes", [0, 1, 2, 3])
def test_results_come_in_the_order_of_the_tasks(processes: int) -> None:
    with Hands(processes) as hands:
        assert [found for found, _ in hands.each(doubled, range(50))] == [2 * number for number in range(50)]


def test_others_take_a_part() -> None:
    with Hands(2) as hands:
        assert len({who for _, who in hands.each(doubled, range(50))}) == 2


def test_one_task_starts_no_process() -> None:
    with Hands(8) as hands:
        assert list(hands.each(doubled, [1])) == [(2, HERE)]
        assert hands._pool is None


def test_tasks_of_a_process_that_dies_are_done_here() -> None:
    with Hands(3) as hands:
        assert list(hands.each(fatal_elsewhere, [HERE] * 20)) == [True] * 20
        assert [found for found, _ in hands.each(doubled, range(3))] == [0, 2, 4]


def test_a_fault_is_that_of_the_task() -> None:
    with Hands(2) as hands, pytest.raises(TypeError):
        list(hands.each(len, [1, 2, 3]))  # type: ignore[list-item]
