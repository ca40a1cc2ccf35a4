"""A parse as plain lists, made once a document: asking a list costs a tenth of asking a spaCy token.

For the passes over all words, most of which look for a few words and pass over the rest.
"""

from collections.abc import Collection
from dataclasses import dataclass, field
from weakref import WeakKeyDictionary

from spacy.tokens import Doc

_kept: WeakKeyDictionary[Doc, "Columns"] = WeakKeyDictionary()


@dataclass(frozen=True, slots=True)
class Columns:
    """What stands at each place of a parse; `lower` and `lemma` in lower case, `pos` as spaCy names it."""

    text: list[str]
    lower: list[str]
    lemma: list[str]
    pos: list[str]
    opens: list[bool]  # whether a sentence begins there
    _places: dict[str, list[int]] = field(default_factory=dict)

    def places(self, words: Collection[str]) -> list[int]:
        """Where one of some lower-case words stands, by its form or its lemma, in reading order."""
        if not self._places:
            for place, (lower, lemma) in enumerate(zip(self.lower, self.lemma, strict=True)):
                self._places.setdefault(lower, []).append(place)
                if lemma != lower:
                    self._places.setdefault(lemma, []).append(place)
        return sorted({place for word in self._places.keys() & words for place in self._places[word]})


def columns(doc: Doc) -> Columns:
    """The columns of a parse whose annotation is finished."""
    found = _kept.get(doc)
    if found is None:
        strings = doc.vocab.strings
        numbers = doc.to_array(["ORTH", "LOWER", "LEMMA", "POS", "SENT_START"]).T.tolist() if len(doc) else [[]] * 5
        named = ({number: strings[number] for number in set(column)} for column in numbers[:-1])
        text, lower, lemma, pos = (
            [names[number] for number in column] for names, column in zip(named, numbers, strict=False)
        )
        opens = [start == 1 for start in numbers[-1]]
        found = _kept[doc] = Columns(text, lower, [word.lower() for word in lemma], pos, opens)
    return found
