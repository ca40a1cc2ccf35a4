"""Whose words a text is in where no quote says so: the turns of a transcript, the voice of a statement."""

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass

from core import lexicon
from core.extract.cast import Cast
from core.extract.clauses import subject
from core.records import ActorKind, Document, Genre, slug

# A line that opens with a name and a colon: "GALOKALE: We have", "QUESTION (ABC): Has it", "The Minister (Mr Obi): No".
LABEL = re.compile(r"^([A-ZÀ-Þ][^\n:!?“”\"()]{0,60}?)(?:[  ]\(([^)\n]{1,60})\))?:[  ]+(?=\S)", re.MULTILINE)
# A line that only says who speaks or asks next: "Lord Averill asked the Government:".
HANDS_OVER = re.compile(r"^[^\n]+:[  ]*$", re.MULTILINE)
# A line that ends in what follows: "… released the following statement on Sunday:", "His statement reads as follows:".
STATEMENT = re.compile(
    r"\b(?P<verb>released|issued|made|gave|published|delivered|sent|read out|carried|wrote)\b[^\n:.]{0,60}\bfollowing\b"
    r"[^\n:.]{0,20}\b(?:statement|remarks|address|message|letter|commentary|declaration|text|speech)\b[^\n:.]{0,60}:\s*\n"
)
# A paragraph of one's words, of two sentences or more, behind who speaks, at what occasion.
ENTRY = re.compile(
    r"^(?:\d{1,2}[:.h]\d{2}(?:[  ]?[ap]\.?m\.?)?[  ]*[-–—|]?[  ]*)?"
    r"([A-ZÀ-Þ][^\n:.!?“”\"]{2,60}[  ](?:at|in|on|to|after|during|before)[  ][^\n:.!?“”\"]{2,60}):[  ]+[A-Z][^\n]+[.!?]$",
    re.MULTILINE,
)
# A label that stands less often than this, is not in capitals and names nobody may be any line with a colon.
FEWEST = 2
# A text with fewer labels is no transcript; where they name persons with their titles, fewer will do.
LEAST, LEAST_NAMED = 3, 2
LONGEST_NAME = 5  # words of a label
LONGEST_TITLE = 5  # characters of a title that ends in a full stop: "Prof."
# Whoever writes the news does not speak of their country as "we".
REPORTS = frozenset({Genre.NEWS, Genre.ANALYSIS})


class Turns:
    """Who speaks at each place of a document, as far as its form shows it."""

    def __init__(self, cast: Cast, document: Document) -> None:
        self._cast = cast
        self.voice = _voice(cast, document)
        self._turns = _turns(cast)
        self._starts = [start for start, _ in self._turns]
        self.host = _host(cast, self._starts[0]) if self._starts else None

    def at(self, offset: int) -> tuple[str, ...]:
        """The person whose turn it is; () outside transcripts and where nobody is named."""
        place = bisect_right(self._starts, offset) - 1
        return self._turns[place][1] if place >= 0 else ()

    def replies(self) -> list[tuple[int, tuple[str, ...]]]:
        """The turns of named persons behind a question, by their first character."""
        pairs = zip(self._turns, self._turns[1:], strict=False)
        return [(start, ids) for (_, asked), (start, ids) in pairs if ids and not asked]

    def first_person(self, offset: int) -> tuple[str, ...]:
        """Whom "we" means outside quotes: the side of the person whose turn it is, else whoever issued the text."""
        here = self.at(offset)
        if any(self._cast.side(id) is not None for id in here):
            return here
        issuer = self.voice or (self.host if here else None)
        return (issuer,) if issuer is not None else here

    def second_person(self, offset: int) -> tuple[str, ...]:
        """Whom "you" means in a question of a transcript: whoever has the turn behind it; () elsewhere."""
        place = bisect_right(self._starts, offset) - 1
        if place < 0 or self._turns[place][1]:
            return ()
        after = next((start for start, ids in self._turns[place + 1 :] if ids), None)
        return self.first_person(after) if after is not None else ()


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
    labels = [_label(match, people) for match in LABEL.finditer(cast.doc.text) if not _holds_a_sentence(match.group(1))]
    often = Counter(label.words for label in labels)
    sure = [label for label in labels if label.titled or label.words.isupper() or often[label.words] >= FEWEST]
    if len(sure) < LEAST and sum(label.titled for label in sure) < LEAST_NAMED:
        return [*_statements(cast), *_entries(cast)]
    labels = [label for label in labels if label in sure or _is_name(label.words)]  # "Radio North:" asks but once
    handed_over = [(match.start(), ()) for match in HANDS_OVER.finditer(cast.doc.text)]
    return sorted([*handed_over, *((label.start, label.ids) for label in labels)])


def _holds_a_sentence(label: str) -> bool:
    """Whether a full stop in what stands before a colon ends more than a short title or an initial: not "MR. ORST"."""
    return any(word.endswith(".") and len(word) > LONGEST_TITLE for word in label.split())


def _is_name(label: str) -> bool:
    """Whether the words of a label are all in capitals, as those of a name are."""
    return len(label.split()) <= LONGEST_NAME and all(word[:1].isupper() for word in label.split())


def _statements(cast: Cast) -> list[tuple[int, tuple[str, ...]]]:
    """The rest of a text behind a line that hands over to a statement: "The envoy released the following statement:"."""
    found = []
    for match in STATEMENT.finditer(cast.doc.text):
        span = cast.doc.char_span(match.start("verb"), match.end("verb"), alignment_mode="expand")
        who = subject(span[0]) if span is not None else None
        if who is not None and (ids := cast.of(who)):
            found.append((match.end(), ids))
    return found[:1]


def _entries(cast: Cast) -> list[tuple[int, tuple[str, ...]]]:
    """Paragraphs opened by who speaks and where: "10:15 Orst at her press conference: Norway has …", each to its end."""
    found: list[tuple[int, tuple[str, ...]]] = []
    for match in ENTRY.finditer(cast.doc.text):
        named = cast.within(match.start(1), match.end(1))
        ids = tuple(mention.actor for mention in named if cast.actor(mention.actor).kind is ActorKind.PERSON)
        if len(ids) == 1:
            found += [(match.start(1), ids), (match.end(), ())]
    return found


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


def _host(cast: Cast, first: int) -> str | None:
    """The one state, or body of its own, that the lines before the first turn name: "Ministry of Defence of Keldia"."""
    sides = {cast.side(mention.actor) for mention in cast.within(0, first)} - {None}
    return sides.pop() if len(sides) == 1 else None


def _voice(cast: Cast, document: Document) -> str | None:
    """Whoever issued the text: its publisher where that is an actor of it, else the state in the publisher's name."""
    if document.publisher is None or document.genre in REPORTS:
        return None
    for actor in cast.actors:
        if actor.id == document.publisher and actor.kind is not ActorKind.MEDIA:
            return actor.id
    states = [actor.id for actor in cast.actors if actor.kind is ActorKind.STATE]
    return next((id for id in states if document.publisher.startswith(f"{id}-")), None)
