"""Answers shared by all readers: each found once, those asked for last kept, within a number of answers and of bytes."""

import pickle
from collections import OrderedDict
from collections.abc import Callable, Hashable
from threading import Lock
from typing import Any, TypeVar

T = TypeVar("T")
UNKNOWN = 100_000  # bytes that an answer counts for which cannot be weighed


class _Place:
    """Where one answer is kept; who asks for it while it is being found waits for it."""

    __slots__ = ("answer", "found", "size", "waiting")

    def __init__(self) -> None:
        self.waiting = Lock()
        self.found = False
        self.answer: Any = None
        self.size = 0


class Shared:
    """Answers by what was asked. They are not to be written to: another reader gets the same."""

    def __init__(self, most: int, megabytes: float) -> None:
        self._most, self._bytes = most, int(megabytes * 1_000_000)
        self._places: OrderedDict[Hashable, _Place] = OrderedDict()
        self._lock = Lock()
        self._held = 0

    def ask(self, asked: Hashable, find: Callable[[], T], size: Callable[[T], int] | None = None) -> T:
        """The answer kept, or the one that `find` gives; what it raises is passed on, and nothing kept.

        `size` gives the bytes of an answer where that is known; else it is weighed.
        """
        with self._lock:
            place = self._places.setdefault(asked, _Place())
            self._places.move_to_end(asked)
        with place.waiting:
            if not place.found:
                place.answer = find()
                place.size = (size or weight)(place.answer)
                place.found = True
                self._make_room(asked, place)
        answer: T = place.answer
        return answer

    def _make_room(self, asked: Hashable, place: _Place) -> None:
        """Counts a new answer, and lets those go that were asked for longest ago."""
        with self._lock:
            if self._places.get(asked) is place:
                self._held += place.size
                if place.size > self._bytes:  # it would push out all others and go itself
                    self._held -= self._places.pop(asked).size
            while len(self._places) > self._most or (self._held > self._bytes and self._places):
                _, gone = self._places.popitem(last=False)
                self._held -= gone.size

    @property
    def held(self) -> int:
        """Bytes that the answers kept take, about."""
        return self._held

    def __len__(self) -> int:
        return len(self._places)


def weight(answer: object) -> int:
    """About how many bytes an answer takes: as many as it has written down."""
    try:
        return len(pickle.dumps(answer, protocol=pickle.HIGHEST_PROTOCOL))
    except (pickle.PicklingError, TypeError, AttributeError):
        return UNKNOWN
