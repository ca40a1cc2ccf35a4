"""Documents in, copies out: candidates, what they share exactly, which is the copy and of what kind."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property
from operator import attrgetter
from typing import TypeVar

import numpy as np

from core.copies.candidates import pairs, sample
from core.copies.credits import agencies
from core.copies.furniture import without_furniture
from core.copies.kinds import Member, kind, order
from core.copies.passages import passages
from core.copies.words import Hashes, Words, shingles_of, words_of
from core.records import Copy, Document, Noise, Passage, Quote, QuoteKind, Source, row_id

# What two texts on one event share by chance stays below a twentieth; two sentences taken over whole are about 40 words.
LEAST_CONTAINMENT, LONG_PASSAGE = 0.15, 40
# Below this many words in common nothing can be told, however short the texts.
FEWEST_WORDS = 15
# Characters of an English word and the space behind it.
LETTERS = 6
Row = TypeVar("Row", Noise, Quote)


@dataclass(frozen=True)
class Text:
    """A document with what the search for copies wants of it."""

    document: Document
    publisher: Source | None
    noise: list[Noise]

    @cached_property
    def words(self) -> Words:
        return words_of(self.document.text, spans(self.noise))

    @cached_property
    def member(self) -> Member:
        return Member(self.document, self.publisher, len(self.words), agencies(self.document, self.noise))


def find(
    documents: Iterable[Document], sources: Iterable[Source], noise: Iterable[Noise], quotes: Iterable[Quote]
) -> list[Copy]:
    """The copies among some documents, by copy and original. The order of what goes in changes nothing."""
    publishers = {source.id: source for source in sources}
    marks = _by_document(noise)
    quoted = _by_document(quote for quote in quotes if quote.kind is not QuoteKind.INDIRECT)
    texts = [
        Text(document, publishers.get(document.publisher or ""), marks[document.doc])
        for document in sorted(documents, key=attrgetter("doc"))
    ]
    shingles = without_furniture(
        [shingles_of(text.document.text, spans(text.noise) + spans(quoted[text.document.doc])) for text in texts],
        [text.document.publisher for text in texts],
    )
    return sorted(_copies(texts, shingles), key=attrgetter("doc", "of"))


def _copies(texts: list[Text], shingles: list[Hashes]) -> Iterator[Copy]:
    near = {*pairs([sample(hashes) for hashes in shingles]), *_twins(texts)}
    for one, other in sorted(near):
        shared, containment = contained(shingles[one], shingles[other])
        if texts[one].document.sha256 == texts[other].document.sha256:
            containment = 1.0
        if containment >= LEAST_CONTAINMENT or shared >= LONG_PASSAGE // 2:
            copy = _copy(texts[one], texts[other], containment)
            if _enough(copy):
                yield copy


def _twins(texts: list[Text]) -> Iterator[tuple[int, int]]:
    """Each text that is another, character for character, with the first such: also one that is all quotation."""
    first: dict[str, int] = {}
    for number, text in enumerate(texts):
        place = first.setdefault(text.document.sha256, number)
        if place != number:
            yield place, number


def contained(one: Hashes, other: Hashes) -> tuple[int, float]:
    """How many shingles two texts share, and their share of the smaller text's, 0 to 1; 0 where one has none."""
    smaller = min(len(one), len(other))
    shared = len(np.intersect1d(one, other, assume_unique=True)) if smaller else 0
    return shared, shared / smaller if smaller else 0.0


def _copy(one: Text, other: Text, containment: float) -> Copy:
    """The copy that two documents make."""
    found = order(one.member, other.member)
    copy, original = (one, other) if found.copy is one.member else (other, one)
    doc, of = copy.document.doc, original.document.doc
    return Copy(
        id=row_id(doc, of),
        doc=doc,
        of=of,
        kind=kind(found, containment),
        containment=round(containment, 4),
        direction=found.direction,
        credit_start=found.credit.start,
        credit_end=found.credit.end,
        passages=tuple(passages(copy.words, original.words)),
    )


def _enough(copy: Copy) -> bool:
    if copy.containment >= LEAST_CONTAINMENT:
        return sum(map(_letters, copy.passages)) >= FEWEST_WORDS * LETTERS
    return max(map(_letters, copy.passages), default=0) >= LONG_PASSAGE * LETTERS


def _letters(passage: Passage) -> int:
    return passage.end - passage.start


def _by_document(rows: Iterable[Row]) -> defaultdict[str, list[Row]]:
    found: defaultdict[str, list[Row]] = defaultdict(list)
    for row in rows:
        found[row.doc].append(row)
    return found


def spans(rows: Iterable[Noise | Quote]) -> list[tuple[int, int]]:
    return [(row.start, row.end) for row in rows]
