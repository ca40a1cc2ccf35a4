"""A made-up corpus with planted copies, and how many of them are found: what finding copies costs and what it misses.

Texts are words drawn as words of a language are drawn (few often, most rarely), with stock phrases and a footer a publisher,
so that documents share what real ones share without copying. Whole, partial and summary copies of some of them are added,
with words changed here and there. The same seed makes the same corpus.
"""

import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from hashlib import sha256
from itertools import combinations, islice, product
from random import Random
from string import ascii_lowercase

from core import copies
from core.copies.finding import contained
from core.copies.words import shingles_of
from core.records import Copy, Document, Source

DOCUMENTS = 20_000
# Of all documents so many are copies; a story is copied up to so many times.
COPIED, MOST_COPIES = 0.3, 6
# Words that an editor changes, in a hundred.
CHANGED = 0.03
# A pair counts as one to be found from this containment on.
CLEAR = 0.5
VOCABULARY, PHRASES, PUBLISHERS = 40_000, 300, 80


@dataclass(frozen=True, slots=True)
class Corpus:
    """Documents, and by story the documents that print it."""

    documents: list[Document]
    sources: list[Source]
    stories: list[list[str]] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Found:
    """How well planted copies were found, and in how many seconds."""

    documents: int
    planted: int  # pairs of documents that print one story, with at least half of the smaller text shared
    found: int  # of these
    reported: int  # pairs reported as copies
    wrong: int  # of these, pairs that share no story
    seconds: float

    @property
    def recall(self) -> float:
        return self.found / self.planted if self.planted else 1.0

    @property
    def precision(self) -> float:
        return 1 - self.wrong / self.reported if self.reported else 1.0


def measure(documents: int = DOCUMENTS) -> Found:
    """Makes a corpus of so many documents, looks for copies in it and counts."""
    corpus = planted(documents)
    began = time.monotonic()
    reported = copies.find(corpus.documents, corpus.sources, (), ())
    seconds = time.monotonic() - began
    return _counted(corpus, reported, seconds)


def rows(found: Found) -> list[tuple[str, str]]:
    """The figures as a person reads them."""
    return [
        ("documents", f"{found.documents:,}"),
        ("planted pairs that share half of the smaller text", f"{found.planted:,}"),
        ("recall", f"{found.recall:.4f}"),
        ("precision", f"{found.precision:.4f} ({found.wrong} of {found.reported:,} pairs share no story)"),
        ("time", f"{found.seconds:.1f} s"),
    ]


def _counted(corpus: Corpus, reported: list[Copy], seconds: float) -> Found:
    pairs = {frozenset((copy.doc, copy.of)) for copy in reported}
    clear = clear_pairs(corpus)
    return Found(len(corpus.documents), len(clear), len(clear & pairs), len(pairs), len(pairs - _related(corpus)), seconds)


def clear_pairs(corpus: Corpus) -> set[frozenset[str]]:
    """The pairs of documents that print one story and share at least half of the smaller text: those to be found."""
    texts = {one.doc: one.text for one in corpus.documents}
    shingles = {doc: shingles_of(texts[doc], ()) for story in corpus.stories for doc in story}
    return {pair for pair in _related(corpus) if contained(*(shingles[doc] for doc in pair))[1] >= CLEAR}


def _related(corpus: Corpus) -> set[frozenset[str]]:
    return {frozenset(pair) for story in corpus.stories for pair in combinations(story, 2)}


def planted(documents: int, seed: int = 5) -> Corpus:
    """A corpus of so many documents, about a third of them copies of others."""
    maker = Maker(Random(seed))
    sources = [Source(f"paper-{number}", f"Paper {number}") for number in range(PUBLISHERS)]
    made = Corpus([], sources)
    while len(made.documents) < documents:
        story = maker.story()
        texts = [story, *maker.copies(story)] if maker.random.random() < COPIED / 2 else [story]
        names = []
        for text in texts[: documents - len(made.documents)]:
            source = maker.random.choice(sources)
            names.append(f"{len(made.documents):06}.txt")
            made.documents.append(maker.document(names[-1], text, source))
        if len(names) > 1:
            made.stories.append(names)
    return made


Sentences = list[list[str]]


class Maker:
    """Makes texts out of one stream of chance."""

    def __init__(self, random: Random) -> None:
        self.random = random
        self.words = ["".join(letters) for letters in islice(product(ascii_lowercase, repeat=4), VOCABULARY)]
        self.weights = _cumulated(1 / (rank + 3) for rank in range(VOCABULARY))
        self.phrases = [self.drawn(random.randint(5, 8)) for _ in range(PHRASES)]
        self.footers = {number: self.drawn(25) for number in range(PUBLISHERS)}

    def drawn(self, count: int) -> list[str]:
        return self.random.choices(self.words, cum_weights=self.weights, k=count)

    def story(self) -> Sentences:
        """Eight to sixty sentences, some with a stock phrase."""
        sentences = [self.drawn(self.random.randint(8, 30)) for _ in range(self.random.randint(8, 60))]
        for sentence in sentences:
            if self.random.random() < 0.15:
                sentence += self.random.choice(self.phrases)
        return sentences

    def copies(self, story: Sentences) -> Iterator[Sentences]:
        """Some copies of a story: whole, a part with new sentences around it, or every third or fourth sentence."""
        for _ in range(self.random.randint(1, MOST_COPIES)):
            kind = self.random.choice(("full", "partial", "summary"))
            if kind == "full":
                yield [self.edited(sentence) for sentence in story]
            elif kind == "partial":
                first = self.random.randrange(len(story) // 2)
                taken = story[first : first + self.random.randint(len(story) // 4 + 2, len(story) // 2 + 2)]
                yield self.story()[: len(taken)] + [self.edited(sentence) for sentence in taken]
            else:
                yield [self.edited(sentence) for sentence in story[:: self.random.choice((3, 4))]]

    def edited(self, sentence: list[str]) -> list[str]:
        return [self.drawn(1)[0] if self.random.random() < CHANGED else word for word in sentence]

    def document(self, doc: str, sentences: Sentences, source: Source) -> Document:
        footer = self.footers[int(source.id.split("-")[1])]
        text = "\n".join(" ".join(sentence).capitalize() + "." for sentence in [*sentences, footer])
        return Document(doc, sha256(text.encode()).hexdigest(), text, publisher=source.id)


def _cumulated(weights: Iterator[float]) -> list[float]:
    total, sums = 0.0, []
    for weight in weights:
        total += weight
        sums.append(total)
    return sums
