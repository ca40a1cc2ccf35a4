"""What stands at each place of a parse, as plain lists: for passes over all words that look for a few of them."""

from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Columns:
    """The words of a parse by place; `lower` and `lemma` in lower case, `pos` as spaCy names it."""

    text: list[str]
    lower: list[str]
    lemma: list[str]
    pos: list[str]
    opens: list[bool]  # whether a sentence begins there
    _places: defaultdict[str, list[int]] = field(default_factory=lambda: defaultdict(list))

    def places(self, words: Collection[str]) -> list[int]:
        """Where one of some lower-case words stands, by its form or its lemma, in reading order."""
        known = self._by_word()
        return sorted({place for word in known.keys() & words for place in known[word]})

    def hold(self, words: Collection[str]) -> bool:
        """Whether one of some lower-case words stands anywhere, by its form or its lemma."""
        return not self._by_word().keys().isdisjoint(words)

    def _by_word(self) -> dict[str, list[int]]:
        if not self._places:
            for place, (lower, lemma) in enumerate(zip(self.lower, self.lemma, strict=True)):
                self._places[lower].append(place)
                if lemma != lower:
                    self._places[lemma].append(place)
        return self._places
