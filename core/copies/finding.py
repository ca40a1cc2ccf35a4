"""Documents in, copies out: candidates, what they share exactly, which is the copy and of what kind."""

from collections import defaultdict
from collections.abc import Iterable
from operator import attrgetter
from typing import TypeVar

import numpy as np

from core.copies.candidates import pairs, sample
from core.copies.credits import agencies
from core.copies.kinds import Member, kind, order
from core.copies.passages import passages
from core.copies.words import Words, shingles, words_of
from core.records import Copy, Document, Noise, Passage, Quote, QuoteKind, Source, row_id

# What two texts on one event share by chance stays below a twentieth; two sentences taken over whole are about 40 words.
LEAST_CONTAINMENT, LONG_PASSAGE = 0.15, 40
# Below this many words in common nothing can be told, however short the texts.
FEWEST_WORDS = 15
Row = TypeVar("Row", Noise, Quote)


def find(
    documents: Iterable[Document], sources: Iterable[Source], noise: Iterable[Noise], quotes: Iterable[Quote]
) -> list[Copy]:
    """The copies among some documents, by copy and original. The order of what goes in changes nothing."""
    held = sorted(documents, key=attrgetter("doc"))
    publishers = {source.id: source for source in sources}
    marks = _by_document(noise)
    quoted = _by_document(quote for quote in quotes if quote.kind is not QuoteKind.INDIRECT)
    members, words = [], []
    for document in held:
        own = words_of(document.doc, document.text, _spans(marks[document.doc]), _spans(quoted[document.doc]))
        signed = agencies(document, marks[document.doc])
        members.append(Member(document, publishers.get(document.publisher or ""), len(own.ids), signed))
        words.append(own)
    near = pairs([sample(shingles(one)[0]) for one in words])
    made = (_copy(members[one], members[other], words[one], words[other]) for one, other in near)
    return sorted((copy for copy in made if copy), key=attrgetter("doc", "of"))


def _copy(one: Member, other: Member, words: Words, others: Words) -> Copy | None:
    """The copy that two documents make, or None where they share too little."""
    containment = contained(words, others)
    found = order(one, other)
    if found.copy is other:
        words, others = others, words
    shared = passages(words, others)
    if not shared or not _enough(containment, shared, found.copy.document.text):
        return None
    doc, of = words.doc, others.doc
    return Copy(
        id=row_id(doc, of),
        doc=doc,
        of=of,
        kind=kind(found, containment),
        containment=round(containment, 4),
        direction=found.direction,
        credit_start=found.credit.start,
        credit_end=found.credit.end,
        passages=tuple(shared),
    )


def contained(words: Words, others: Words) -> float:
    """The share of the smaller text's shingles that the other has, 0 to 1; 0 where one has none."""
    one, other = (np.unique(shingles(text)[0]) for text in (words, others))
    smaller = min(len(one), len(other))
    return len(np.intersect1d(one, other, assume_unique=True)) / smaller if smaller else 0.0


def _enough(containment: float, shared: list[Passage], text: str) -> bool:
    lengths = [len(text[passage.start : passage.end].split()) for passage in shared]
    if containment >= LEAST_CONTAINMENT:
        return sum(lengths) >= FEWEST_WORDS
    return containment > 0 and max(lengths) >= LONG_PASSAGE


def _by_document(rows: Iterable[Row]) -> defaultdict[str, list[Row]]:
    found: defaultdict[str, list[Row]] = defaultdict(list)
    for row in rows:
        found[row.doc].append(row)
    return found


def _spans(rows: Iterable[Noise | Quote]) -> list[tuple[int, int]]:
    return [(row.start, row.end) for row in rows]
