"""The quotes and turns of a document by place: whose words stand around a character."""

from bisect import bisect_left, bisect_right
from collections.abc import Sequence

from core.extract.turns import Turns
from core.records import Quote, QuoteKind

# A question in place of what was said: the answer follows.
UNFOLDS = frozenset({"how", "what", "where", "why", "which", "whom"})
LONGEST_ACCOUNT = 600  # characters behind it that may still be the answer


class Spoken:
    """The quotes and turns of a document, found by place."""

    def __init__(self, quotes: Sequence[Quote], turns: Turns | None = None, text: str = "") -> None:
        self._turns, self._text = turns, text
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

    def unfolded(self, offset: int) -> tuple[str, ...]:
        """Whoever has announced in the paragraph what is told at a character: "She described how it went. Planes took …"."""
        place = bisect_left(self._starts, offset) - 1
        if place < 0:
            return ()
        last = self._quotes[place]
        announced = last.speaker and last.text.split(maxsplit=1)[0].lower() in UNFOLDS and last.kind == QuoteKind.INDIRECT
        if not announced or offset - last.end > LONGEST_ACCOUNT or "\n" in self._text[last.end : offset]:
            return ()
        return (last.speaker,) if last.speaker else ()

    def turn(self, offset: int) -> tuple[str, ...]:
        """The person whose turn it is in a transcript."""
        return self._turns.at(offset) if self._turns is not None else ()

    def replies(self) -> list[tuple[int, tuple[str, ...]]]:
        """The turns of a transcript that answer a question, with whose they are."""
        return self._turns.replies() if self._turns is not None else []

    def first_person(self, offset: int) -> tuple[str, ...]:
        """Whom "we" means at a character: the speaker of the nearest quote around it, else by turn or issuer."""
        around = [quote for quote in self.around(offset) if quote.speaker]
        nearest = min(around, key=lambda quote: quote.end - quote.start, default=None)
        if nearest is not None and nearest.speaker:
            return (nearest.speaker,)
        return self._turns.first_person(offset) if self._turns is not None else ()

    def second_person(self, offset: int) -> tuple[str, ...]:
        """Whom "you" means at a character outside quotes: whoever is asked in a transcript."""
        quoted = any(quote.speaker for quote in self.around(offset))
        return self._turns.second_person(offset) if self._turns is not None and not quoted else ()
