"""Work of one kind on many things, done by this process and, where there are some, by others beside it.

    with Hands(2) as hands:
        for found in hands.each(work, tasks): ...

Others start when there is a second task, so that little work costs no more than doing it. `work` and tasks go to them as
pickles, as do results: it must be a function of a module, and worth the way.
"""

from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Executor, Future
from concurrent.futures.process import BrokenProcessPool
from contextlib import ExitStack
from types import TracebackType
from typing import TypeVar

from core import engines
from core.engines import Processes

Task = TypeVar("Task")
Result = TypeVar("Result")


class Hands:
    """So many processes of this machine, this one among them."""

    def __init__(self, processes: int) -> None:
        """None of the others is started yet; with one process or none, none ever is."""
        self._others = processes - 1
        self._pool: Executor | None = None
        self._open = ExitStack()

    def __enter__(self) -> "Hands":
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        self._open.close()

    def each(self, work: Callable[[Task], Result], tasks: Iterable[Task]) -> Iterator[Result]:
        """What comes of each task, in their order. Few are held at a time; a task whose process dies is done here."""
        waiting: deque[tuple[Task, Future[Result]]] = deque()
        for number, task in enumerate(tasks):
            waiting.append((task, self._begun(work, task, number, waiting)))
            while waiting and waiting[0][1].done():
                yield self._result(work, *waiting.popleft())
        while waiting:
            yield self._result(work, *waiting.popleft())

    def _begun(
        self, work: Callable[[Task], Result], task: Task, number: int, waiting: Iterable[tuple[Task, Future[Result]]]
    ) -> Future[Result]:
        """A task given to another process where one is free, or will be soon; else done here, and now."""
        busy = sum(not future.done() for _, future in waiting)
        if number and busy <= self._others and (pool := self._started()):
            try:
                return pool.submit(work, task)
            except BrokenProcessPool:
                self._others = 0
        found: Future[Result] = Future()
        found.set_result(work(task))
        return found

    def _started(self) -> Executor | None:
        if self._pool is None and self._others > 0:
            self._pool = self._open.enter_context(engines.executor(Processes(self._others)))
        return self._pool if self._others > 0 else None

    def _result(self, work: Callable[[Task], Result], task: Task, future: Future[Result]) -> Result:
        try:
            return future.result()
        except BrokenProcessPool:
            self._others = 0
            return work(task)
