"""Documents in, copies out: candidates, what they share exactly, which is the copy and of what kind."""

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from operator import attrgetter
from typing import TypeVar

import numpy as np

from core.copies.candidates import pairs
from core.copies.credits import agencies
from core.copies.differing import Sample, pairs_again
from core.copies.furniture import furniture
from core.copies.kinds import Member, kind, order
from core.copies.passages import passages
from core.copies.sketches import Pair, Sketches, bounds, joined, marks_of, without
from core.copies.words import Hashes, Places, Words, shingles_of, words_of
from core.records import Copy, Document, Noise, Passage, Quote, QuoteKind, Source, row_id

# What two texts on one event share by chance stays below a twentieth; two sentences taken over whole are about 40 words.
LEAST_CONTAINMENT, LONG_PASSAGE = 0.15, 40
# Below this many words in common nothing can be told, however short the texts.
FEWEST_WORDS = 15
# Characters of an English word and the space behind it.
LETTERS = 6
# Where more of the documents than this changed, it takes less to look for all pairs from nothing.
SHARE = 0.1
Numbers = tuple[int, int]  # of two documents, the smaller first
Row = TypeVar("Row", Noise, Quote)


@dataclass(frozen=True)
class Text:
    """A document with what the search for copies wants of it."""

    document: Document
    publisher: Source | None
    noise: list[Noise]
    quotes: list[Quote]

    @cached_property
    def words(self) -> Words:
        return words_of(self.document.text, spans(self.noise))

    @cached_property
    def member(self) -> Member:
        return Member(self.document, self.publisher, len(self.words), agencies(self.document, self.noise))

    @cached_property
    def shingles(self) -> Hashes:
        said = [quote for quote in self.quotes if quote.kind is not QuoteKind.INDIRECT]
        return shingles_of(self.document.text, spans(self.noise) + spans(said))


@dataclass(frozen=True, slots=True)
class Printed:
    """What decides, beside its text, which other documents a document is compared with."""

    publisher: str | None
    sha256: str


@dataclass(frozen=True, slots=True)
class Update:
    """Copies among some documents, told apart by whether they were known before."""

    found: Iterator[Copy]  # of pairs that are new, or changed in some respect; each is compared when it is its turn
    standing: set[Pair]  # pairs whose copy, if they made one, stands as it was
    sketches: Sketches


def find(
    documents: Iterable[Document], sources: Iterable[Source], noise: Iterable[Noise], quotes: Iterable[Quote]
) -> list[Copy]:
    """The copies among some documents, by copy and original. The order of what goes in changes nothing."""
    publishers = {source.id: source for source in sources}
    marks, said = _by_document(noise), _by_document(quotes)
    texts = {
        one.doc: Text(one, publishers.get(one.publisher or ""), marks[one.doc], said[one.doc])
        for one in sorted(documents, key=attrgetter("doc"))
    }
    printed = {doc: Printed(text.document.publisher, text.document.sha256) for doc, text in texts.items()}

    def shingles(doc: str) -> Hashes:
        return texts[doc].shingles

    found = update(printed, texts.keys(), shingles, texts.__getitem__, Sketches()).found
    return sorted(found, key=attrgetter("doc", "of"))


def update(
    printed: Mapping[str, Printed],
    changed: Collection[str],
    shingles_of: Callable[[str], Hashes],
    text: Callable[[str], Text],
    before: Sketches,
) -> Update:
    """The copies among the documents `printed`, in order of their names, of which those in `changed` are not as `before`.

    Which documents are near each other is a matter of all of them, and is found anew from the sketches; `shingles_of` is
    asked once of each document that changed. Texts are asked for and compared only where a document changed, or furniture
    took or gave it shingles, or two were not near before.
    """
    kept, docs = before.by_document(), list(printed)
    fresh = {doc for doc in docs if doc in changed or doc not in kept}
    shingles, sizes = joined(shingles_of(doc) if doc in fresh else kept[doc][0] for doc in docs)
    stock = furniture(shingles, sizes, [one.publisher for one in printed.values()])
    own, owned = without(shingles, sizes, stock)
    marks, starts = marks_of(own, owned), bounds(owned)
    stirred = {doc for doc, mark in zip(docs, marks.tolist(), strict=True) if doc in fresh or kept[doc][1] != mark}
    near = _near(before, docs, own, owned, stirred)
    twins = {*_twins([one.sha256 for one in printed.values()])}
    both = _by_story({*near, *twins})
    names = [(docs[one], docs[other]) for one, other in both]
    standing = {pair for pair in names if pair in before.near or pair in before.twins}
    standing = {pair for pair in standing if stirred.isdisjoint(pair)}
    compared = (
        _compared(text, pair, *(own[starts[number] : starts[number + 1]] for number in numbers))
        for pair, numbers in zip(names, both, strict=True)
        if pair not in standing
    )
    by_shingles, same = ({(docs[one], docs[other]) for one, other in some} for some in (near, twins))
    return Update(filter(None, compared), standing, Sketches(docs, shingles, sizes, marks, by_shingles, same, stock))


def _near(before: Sketches, docs: Sequence[str], own: Hashes, owned: Places, stirred: Collection[str]) -> list[Numbers]:
    """Numbers of documents that may share text, smaller number first, by their shingles `own`, of which each has `owned`."""
    gone = {*before.docs} - {*docs}
    if len(stirred) + len(gone) > SHARE * len(docs):
        return _pairs(pairs(own, owned), len(docs))
    every = sorted({*docs, *gone})
    number = {doc: place for place, doc in enumerate(every)}
    numbers, numbers_before = (np.array([number[doc] for doc in some], np.int64) for some in (docs, before.docs))
    then = Sample.of(*before.own(), numbers_before, len(every))
    now = Sample.of(own, owned, numbers, len(every))
    known = np.array([number[one] * len(every) + number[other] for one, other in before.near], np.int64)
    moved = np.array([doc in stirred or doc in gone for doc in every], np.bool_)
    place = {number: place for place, number in enumerate(numbers.tolist())}
    found = _pairs(pairs_again(then, now, known, moved), len(every))
    return [(place[one], place[other]) for one, other in found]


def _pairs(codes: Places, count: int) -> list[Numbers]:
    one, other = np.divmod(codes, max(count, 1))
    return list(zip(one.tolist(), other.tolist(), strict=True))


def _by_story(pairs: Iterable[Numbers]) -> list[Numbers]:
    """Pairs of documents story by story, and within one by the later document: whoever holds the texts that were last asked
    for need not make those again that hundreds of others print."""
    ordered = sorted(pairs)
    first = {other: one for one, other in reversed(ordered)}  # that it is near to
    return sorted(ordered, key=lambda pair: (first[pair[1]], pair[1]))


def _compared(text: Callable[[str], Text], pair: Pair, own: Hashes, others: Hashes) -> Copy | None:
    shared, containment = contained(own, others)
    one, other = map(text, pair)
    if one.document.sha256 == other.document.sha256:
        containment = 1.0
    if containment < LEAST_CONTAINMENT and shared < LONG_PASSAGE // 2:
        return None
    copy = _copy(one, other, containment)
    return copy if _enough(copy) else None


def _twins(hashes: Sequence[str]) -> Iterator[tuple[int, int]]:
    """Each text that is another, character for character, with the first such: also one that is all quotation."""
    first: dict[str, int] = {}
    for number, digest in enumerate(hashes):
        place = first.setdefault(digest, number)
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
