"""Whose words a text is in where no quote says so: the turns of a transcript, the voice of a statement."""

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass

from core import lexicon
from core.extract.cast import Cast
from core.extract.nlp import text_of
from core.records import ActorKind, Document, Genre, slug

# A line that opens with a name and a colon: "GALOKALE: We have", "QUESTION (ABC): Has it", "The Minister (Mr Obi): No".
LABEL = re.compile(r"^([A-ZÀ-Þ][^\n:.!?“”\"()]{0,60}?)(?:[  ]\(([^)\n]{1,60})\))?:[  ]+(?=\S)", re.MULTILINE)
# A line that only says who speaks or asks next: "Lord Averill asked the Government:".
HANDS_OVER = re.compile(r"^[^\n]+:[  ]*$", re.MULTILINE)
# A label that stands less often than this, is not in capitals and names nobody may be any line with a colon.
FEWEST = 2
# A text with fewer labels is no transcript; where they name persons with their titles, fewer will do.
LEAST, LEAST_NAMED = 3, 2
# Whoever writes the news does not speak of their country as "we".
REPORTS = frozenset({Genre.NEWS, Genre.ANALYSIS})


class Turns:
    """Who speaks at each place of a document, as far as its form shows it."""

    def __init__(self, cast: Cast, document: Document) -> None:
        self._cast = cast
        self.voice = _voice(cast, document)
        self._turns = _turns(cast)
        self._starts = [start for start, _ in self._turns]

    def at(self, offset: int) -> tuple[str, ...]:
        """The person whose turn it is; () outside transcripts and where nobody is named."""
        place = bisect_right(self._starts, offset) - 1
        return self._turns[place][1] if place >= 0 else ()

    def first_person(self, offset: int) -> tuple[str, ...]:
        """Whom "we" means outside quotes: the side of the person whose turn it is, else whoever issued the text."""
        here = self.at(offset)
        if any(self._cast.side(id) is not None for id in here):
            return here
        return (self.voice,) if self.voice is not None else here


@dataclass(frozen=True, slots=True)
class _Label:
    """The opening of a turn: its first character, the words before the colon, and whom they name."""

    start: int
    words: str
    ids: tuple[str, ...]
    titled: bool


def _turns(cast: Cast) -> list[tuple[int, tuple[str, ...]]]:
    """The turns of a transcript by their first character."""
    people = {slug(actor.name).rpartition("-")[2]: actor.id for actor in cast.actors if actor.kind is ActorKind.PERSON}
    labels = [_label(match, people) for match in LABEL.finditer(text_of(cast.doc))]
    often = Counter(label.words for label in labels)
    labels = [label for label in labels if label.titled or label.words.isupper() or often[label.words] >= FEWEST]
    if len(labels) < LEAST and sum(label.titled for label in labels) < LEAST_NAMED:
        return []
    handed_over = [(match.start(), ()) for match in HANDS_OVER.finditer(text_of(cast.doc))]
    return sorted([*handed_over, *((label.start, label.ids) for label in labels)])


def _label(match: re.Match[str], people: Mapping[str, str]) -> _Label:
    """What opens a turn, with the person whose surname ends the label or what stands in brackets behind it."""
    words, inside = match.group(1), match.group(2) or ""
    titled = any(word in lexicon.words("titles") for word in (*words.split(), *inside.split()))
    ids = _named(words, people) or (_named(inside, people) if titled else ())
    return _Label(match.start(), words, ids, titled and bool(ids))


def _named(label: str, people: Mapping[str, str]) -> tuple[str, ...]:
    """The person whose surname ends a label."""
    id = people.get(slug(label).rpartition("-")[2])
    return (id,) if id is not None else ()


def _voice(cast: Cast, document: Document) -> str | None:
    """Whoever issued the text: its publisher where that is an actor of it, else the state in the publisher's name."""
    if document.publisher is None or document.genre in REPORTS:
        return None
    for actor in cast.actors:
        if actor.id == document.publisher and actor.kind is not ActorKind.MEDIA:
            return actor.id
    states = [actor.id for actor in cast.actors if actor.kind is ActorKind.STATE]
    return next((id for id in states if document.publisher.startswith(f"{id}-")), None)
