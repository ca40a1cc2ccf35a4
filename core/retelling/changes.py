"""Rows of changes: along copies, and between documents that give the same person's figures."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from operator import attrgetter

from core.copies import origins
from core.records import Change, Copy, Direction, Document, Noise, Quote, row_id
from core.retelling.aligned import Pair, by_figures, in_copy
from core.retelling.differences import differences
from core.retelling.sentences import Sentence, sentences


@dataclass(frozen=True, eq=False)
class Text:
    """A document with its marks."""

    document: Document
    noise: list[Noise]
    quotes: list[Quote]

    @property
    def speakers(self) -> frozenset[str]:
        return frozenset(quote.speaker for quote in self.quotes if quote.speaker)


@lru_cache(maxsize=256)  # a copy is compared with one or two texts, and its neighbours in the order mostly with the same
def _sentences(text: Text) -> list[Sentence]:
    return sentences(text.document, text.noise, text.quotes)


def changes(
    documents: Iterable[Document], noise: Iterable[Noise], quotes: Iterable[Quote], copies: Iterable[Copy]
) -> list[Change]:
    """What documents tell otherwise than those they copy, or than others who had it from the same person."""
    marks: defaultdict[str, list[Noise]] = defaultdict(list)
    said: defaultdict[str, list[Quote]] = defaultdict(list)
    for mark in noise:
        marks[mark.doc].append(mark)
    for quote in quotes:
        said[quote.doc].append(quote)
    texts = {one.doc: Text(one, marks[one.doc], said[one.doc]) for one in sorted(documents, key=attrgetter("doc"))}
    linked = list(copies)
    found = [*_along_copies(texts, _compared(linked, texts)), *_of_one_origin(texts, linked)]
    return sorted({row.id: row for row in found}.values(), key=attrgetter("doc", "start", "of", "of_start", "id"))


def _compared(copies: list[Copy], texts: dict[str, Text]) -> list[Copy]:
    """The copies to look for changes in: each document against what it is nearest to, and against its origin.

    Ten papers that print one agency are all copies of each other; what two of them have otherwise is not told twice.
    """
    origin = origins({doc: text.document.published for doc, text in texts.items()}, copies)
    ranked = sorted(copies, key=lambda copy: (copy.doc, -copy.containment, copy.of))
    nearest = {copy.doc: copy.of for copy in reversed(ranked)}
    return [copy for copy in ranked if copy.of in (nearest[copy.doc], origin[copy.doc])]


def _along_copies(texts: dict[str, Text], copies: Iterable[Copy]) -> Iterator[Change]:
    """Changes from original to copy; where it is not known which is which, only those that need no direction."""
    for copy in copies:
        for pair in in_copy(_sentences(texts[copy.doc]), _sentences(texts[copy.of])):
            if copy.direction is Direction.UNKNOWN:
                yield from _in_order(*pair, copy.id)
            else:
                yield from _rows(pair, copy.id, copied=True)


def _of_one_origin(texts: dict[str, Text], copies: Iterable[Copy]) -> Iterator[Change]:
    """Changes between documents that are no copies of each other, and have words of the same speaker."""
    linked = {frozenset((copy.doc, copy.of)) for copy in copies}
    telling = (text for text in texts.values() if text.speakers)
    every = (one for text in telling for one in _sentences(text) if one.has_figures and len(one.figures) > 1)
    for before, after in by_figures(every, linked):
        if texts[before.document.doc].speakers & texts[after.document.doc].speakers:
            yield from _in_order(before, after, None)


def _in_order(before: Sentence, after: Sentence, copy: str | None) -> list[Change]:
    """The changes of two accounts; of two of one day, or of an unknown one, the more careful is taken for the first."""
    there = list(_rows((before, after), copy, copied=False))
    if before.document.published and after.document.published and before.document.published != after.document.published:
        return there
    return max(
        there, list(_rows((after, before), copy, copied=False)), key=len
    )  # what is lost one way is not gained the other way


def _rows(pair: Pair, copy: str | None, copied: bool) -> Iterator[Change]:
    before, after = pair
    for change in differences(before, after, copied):
        places = (after.document.doc, after.start, after.end, before.document.doc, before.start, before.end)
        yield Change(
            row_id(*places, change.kind, change.before, change.after),
            *places,
            change.kind,
            change.before,
            change.after,
            change.about,
            copy,
        )
