"""Which sentence of one document tells what a sentence of another tells.

In a copy, the sentence with the most content words in common. Between documents that are no copies but lay words to the same
person, only sentences with two telling figures in common: whoever gives the same two figures speaks of the same thing.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import combinations

from core.records import Day
from core.retelling.sentences import Sentence

# Half of the content words of the shorter sentence, and at least four of them.
LEAST_SHARE, FEWEST_SHARED = 0.5, 4
# A word in more sentences of one text than this points to none of them.
MOST_HOLDING = 50
# Longer "sentences" are lists and texts without stops.
LONGEST = 120
# Accounts of one briefing or report are printed within days of each other.
LONGEST_APART = 7
# Two figures that stand together in more sentences than this are common knowledge.
MOST_SENTENCES = 40
# A sentence with more figures is a row of a table.
MOST_FIGURES = 8
Pair = tuple[Sentence, Sentence]


def in_copy(copy: Iterable[Sentence], original: Iterable[Sentence]) -> Iterator[Pair]:
    """Every sentence of the copy that tells one of the original otherwise, with that one, the original's first."""
    there = list(original)
    same = {_norms(sentence) for sentence in there}
    holding: defaultdict[str, list[int]] = defaultdict(list)
    for number, sentence in enumerate(there):
        for word in sentence.content if len(sentence.tokens) <= LONGEST else ():
            holding[word].append(number)
    for sentence in copy:
        if len(sentence.tokens) > LONGEST:
            continue
        if _norms(sentence) not in same and (best := _nearest(sentence, there, holding)):
            yield best, sentence


def _norms(sentence: Sentence) -> tuple[str, ...]:
    return tuple(token.norm for token in sentence.tokens)


def _nearest(sentence: Sentence, there: list[Sentence], holding: dict[str, list[int]]) -> Sentence | None:
    """The sentence with the most content words in common; the first of several."""
    lists = [numbers for word in sentence.content if len(numbers := holding.get(word, [])) <= MOST_HOLDING]
    near = sorted({number for numbers in lists for number in numbers})
    counts = [(len(sentence.content & there[number].content), -number) for number in near]
    good = [(count, place) for count, place in counts if _enough(count, sentence, there[-place])]
    return there[-max(good)[1]] if good else None


def _enough(shared: int, one: Sentence, other: Sentence) -> bool:
    return shared >= FEWEST_SHARED and shared >= LEAST_SHARE * min(len(one.content), len(other.content))


@dataclass(frozen=True, slots=True)
class Figured:
    """A sentence by the figures that it gives, least first."""

    doc: str
    published: Day | None
    start: int
    figures: tuple[float, ...]


def by_figures(sentences: Iterable[Figured], apart: set[frozenset[str]]) -> Iterator[tuple[Figured, Figured]]:
    """Sentences of different documents with two figures in common that may lay words to the same person.

    `apart` holds pairs of documents that are not to be compared. The earlier sentence comes first.
    """
    telling: defaultdict[tuple[float, float], list[Figured]] = defaultdict(list)
    for sentence in sentences:
        for two in combinations(sentence.figures if len(sentence.figures) <= MOST_FIGURES else (), 2):
            telling[two].append(sentence)
    seen: set[tuple[str, int, str, int]] = set()
    for group in telling.values():
        for one, other in combinations(group if len(group) <= MOST_SENTENCES else (), 2):
            key = (one.doc, one.start, other.doc, other.start)
            if key not in seen and frozenset((one.doc, other.doc)) not in apart and _of_one(one, other):
                seen.add(key)
                yield (one, other) if _printed(one) <= _printed(other) else (other, one)


def _of_one(one: Figured, other: Figured) -> bool:
    near = one.published is None or other.published is None or abs((one.published - other.published).days) <= LONGEST_APART
    return one.doc != other.doc and near


def _printed(sentence: Figured) -> tuple[Day, str]:
    return sentence.published or Day.max, sentence.doc
