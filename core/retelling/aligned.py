"""Which sentence of one document tells what a sentence of another tells.

In a copy, the sentence with the most content words in common. Between documents that are no copies but lay words to the same
person, only sentences with two telling figures in common: whoever gives the same two figures speaks of the same thing.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator
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


def by_figures(sentences: Iterable[Sentence], apart: set[frozenset[str]]) -> Iterator[Pair]:
    """Sentences of different documents with two figures in common that lay words to the same person.

    `apart` holds pairs of documents that are not to be compared. The earlier sentence comes first.
    """
    telling: defaultdict[tuple[float, float], list[Sentence]] = defaultdict(list)
    for sentence in sentences:
        figures = sorted(sentence.figures)
        for two in combinations(figures if len(figures) <= MOST_FIGURES else (), 2):
            telling[two].append(sentence)
    seen: set[tuple[str, int, str, int]] = set()
    for group in telling.values():
        for one, other in combinations(group if len(group) <= MOST_SENTENCES else (), 2):
            key = (one.document.doc, one.start, other.document.doc, other.start)
            if key not in seen and frozenset((one.document.doc, other.document.doc)) not in apart and _of_one(one, other):
                seen.add(key)
                yield (one, other) if _printed(one) <= _printed(other) else (other, one)


def _of_one(one: Sentence, other: Sentence) -> bool:
    days = one.document.published, other.document.published
    near = days[0] is None or days[1] is None or abs((days[0] - days[1]).days) <= LONGEST_APART
    return one.document.doc != other.document.doc and near


def _printed(sentence: Sentence) -> tuple[Day, str]:
    return sentence.document.published or Day.max, sentence.document.doc
