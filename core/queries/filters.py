"""What the reader wants to see, as one frozen value."""

from dataclasses import dataclass
from enum import StrEnum

from core.records import Day

NOT_STATED = "not stated"


class Clock(StrEnum):
    """Which day a period is held against."""

    PRINTED = "printed"
    HAPPENED = "happened"


@dataclass(frozen=True, slots=True)
class Filters:
    """What the reader wants to see; an empty field keeps everything. Hashable, so that it can key a cache."""

    start: Day | None = None
    end: Day | None = None
    clock: Clock = Clock.PRINTED
    actors: tuple[str, ...] = ()
    categories: tuple[str, ...] = ()
    statuses: tuple[str, ...] = ()
    sources: tuple[str, ...] = ()

    @property
    def any(self) -> bool:
        """Whether anything is left out."""
        return self != Filters(clock=self.clock)

    @property
    def by_content(self) -> bool:
        """Whether a row must belong to a telling of some category, status or day of happening."""
        return bool(self.categories or self.statuses) or self.in_period_of_happening

    @property
    def in_period_of_happening(self) -> bool:
        """Whether a period is set, and held against the day of happening."""
        return self.clock is Clock.HAPPENED and (self.start is not None or self.end is not None)
