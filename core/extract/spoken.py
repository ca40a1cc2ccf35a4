"""The quotes of a document by place: whose words stand around a character."""

from bisect import bisect_left, bisect_right
from collections.abc import Sequence

from core.records import Quote


class Spoken:
    """The quotes of a document, found by place."""

    def __init__(self, quotes: Sequence[Quote]) -> None:
        self._quotes = sorted(quotes, key=lambda quote: quote.start)
        self._starts = [quote.start for quote in self._quotes]
        self._longest = max((quote.end - quote.start for quote in quotes), default=0)

    def around(self, offset: int) -> list[Quote]:
        """The quotes whose content holds a character, in order of their beginnings."""
        first = bisect_left(self._starts, offset - self._longest)
        near = self._quotes[first : bisect_right(self._starts, offset)]
        return [quote for quote in near if offset < quote.end]

    def speakers(self) -> list[str]:
        """The speaker of every quote that has one."""
        return [quote.speaker for quote in self._quotes if quote.speaker]
