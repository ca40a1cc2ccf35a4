"""One stretch of a made-up corpus, drawn by chance: documents, the claims they tell, and the sentences that tell them.

Everything is a column of numbers: a word is its place in `vocabulary.words`, an actor its place in the cast, a day the days
since `FIRST_DAY`; -1 is what is not stated.
"""

from dataclasses import dataclass
from enum import IntEnum
from math import log

import numpy as np

from core.bench.synthetic.vocabulary import (
    AIMS,
    CUES,
    DAYS,
    FIGURES,
    PHRASES,
    STATES,
    THINGS,
    VERBS,
    WANTS,
    WEIGHTS,
    Places,
    Words,
)

# Means a document; tellings and quotes are bunched: many documents have none, some have dozens.
TELLINGS, QUOTES, ATTITUDES, ENDINGS = 7.0, 2.5, 0.8, 0.3
MOST_IN_ONE = 60
COPIED = 0.1  # documents that print another's text, as a share of the others
TOLD_OF_A_CLAIM = 4
UNKNOWN_SUPPLIER, UNKNOWN_RECIPIENT, UNDATED, NO_FIGURE = 0.12, 0.08, 0.25, 0.45
NO_PUBLISHER, NO_DAY, UNATTRIBUTED = 0.03, 0.04, 0.12
STATUS_SHARES = (0.62, 0.12, 0.1, 0.07, 0.09)
NONE = -1


class Kind(IntEnum):
    """What a sentence does."""

    TELLS = 0
    QUOTES_A_TELLING = 1
    REPORTS_A_TELLING = 2
    QUOTES = 3
    HOLDS = 4  # an attitude
    ENDS = 5  # words that are no report


class Part(IntEnum):
    """The parts of every sentence, in this order; a part that a kind does not have is the empty word."""

    OPEN = 0
    HEAD = 1
    THAT = 2
    FIRST = 3  # supplier, or what is said
    VERB = 4
    FIGURE = 5
    THING = 6
    TO = 7
    SECOND = 8  # recipient, or whom the words name
    WHEN = 9
    CLOSE = 10
    TAIL = 11
    SAID = 12


@dataclass(frozen=True)
class Claims:
    """What is told, one column a property; claims are in the order of time."""

    supplier: Places
    recipient: Places
    category: Places
    thing: Places
    happened: Places


@dataclass(frozen=True)
class Documents:
    """Where it is told; documents are in the order of printing, undated ones among them."""

    printed: Places
    stated: "np.typing.NDArray[np.bool_]"  # whether the day of printing is
    publisher: Places
    original: Places  # the document whose text it prints, itself where it copies none


@dataclass(frozen=True)
class Sentences:
    """In the order of reading; `same` is shared by a sentence and its copies."""

    doc: Places
    same: Places
    kind: Places
    claim: Places
    status: Places
    figure: Places
    speaker: Places
    named: Places
    cue: Places
    parts: Places  # one column a `Part`


@dataclass(frozen=True)
class Stretch:
    """Some documents in a row, and all that is in them."""

    number: int
    documents: Documents
    claims: Claims
    sentences: Sentences


def rare(count: int, size: int, chance: np.random.Generator) -> Places:
    """Numbers below `count`, each the less often the higher it is (Zipf's law)."""
    return (np.exp(chance.random(size) * log(count)) - 1).astype(np.int64)


def draw(number: int, of: int, documents: int, actors: int, sources: int, words: Words, seed: int) -> Stretch:
    """The stretch of a number out of so many, with about so many documents; the years are shared out among stretches."""
    chance = np.random.default_rng([seed, 2, number])
    base = max(int(documents / (1 + COPIED)), 1)
    first, last = DAYS * number // of, max(DAYS * (number + 1) // of, DAYS * number // of + 1)
    days = np.sort(chance.integers(first, last, size=base))
    tellings = _bunched(TELLINGS, base, chance)
    claims = _claims(max(int(tellings.sum()) // TOLD_OF_A_CLAIM, 1), first, last, actors, chance)
    plain = _sentences(tellings, claims, actors, words, chance)
    printed = _documents(days, sources, chance)
    return Stretch(number, printed, claims, _copied(plain, printed.original))


def _bunched(mean: float, size: int, chance: np.random.Generator) -> Places:
    return np.minimum(chance.poisson(chance.gamma(0.9, mean / 0.9, size)), MOST_IN_ONE).astype(np.int64)


def _claims(count: int, first: int, last: int, actors: int, chance: np.random.Generator) -> Claims:
    supplier, recipient = rare(STATES * 2, count, chance) % actors, rare(STATES, count, chance) % actors
    recipient = np.where(recipient == supplier, (recipient + 1) % STATES, recipient)
    category = chance.choice(len(THINGS), size=count, p=np.array(WEIGHTS) / sum(WEIGHTS))
    sizes = np.array([len(things) for things in THINGS.values()])
    thing = np.concatenate([[0], np.cumsum(sizes)[:-1]])[category] + rare(8, count, chance) % sizes[category]
    told = np.linspace(first, last, count, endpoint=False).astype(np.int64)
    happened = told - np.minimum(chance.exponential(45, count), 390).astype(np.int64)
    hidden = chance.random(count)  # one of the two parties is always known
    return Claims(
        np.where(hidden < UNKNOWN_SUPPLIER, NONE, supplier),
        np.where(hidden > 1 - UNKNOWN_RECIPIENT, NONE, recipient),
        category.astype(np.int64),
        thing.astype(np.int64),
        np.where(chance.random(count) < UNDATED, NONE, happened + 400),
    )


def _told(where: "np.typing.NDArray[np.float64]", claims: int, chance: np.random.Generator) -> Places:
    """The claim of each telling: one of those days, mostly, or a great one that all tell again for long."""
    lag = rare(max(claims // 8, 2), len(where), chance)
    place = np.maximum((where * claims).astype(np.int64) - lag, 0)
    block = chance.choice([1, 16, 256, 4096], size=len(where), p=[0.5, 0.25, 0.2, 0.05])
    return np.asarray(place // block * block, dtype=np.int64)


def _sentences(tellings: Places, claims: Claims, actors: int, words: Words, chance: np.random.Generator) -> Sentences:
    """The sentences of documents that copy none."""
    base = len(tellings)
    ending = chance.random(base) < ENDINGS
    counts = (tellings, _bunched(QUOTES, base, chance), _bunched(ATTITUDES, base, chance), ending.astype(np.int64))
    doc = np.concatenate([np.repeat(np.arange(base), count) for count in counts])
    kind = np.repeat([Kind.TELLS, Kind.QUOTES, Kind.HOLDS, Kind.ENDS], [count.sum() for count in counts]).astype(np.int64)
    telling = chance.choice([Kind.TELLS, Kind.QUOTES_A_TELLING, Kind.REPORTS_A_TELLING], size=len(kind), p=[0.6, 0.15, 0.25])
    kind = np.where(kind == Kind.TELLS, telling, kind)
    order = np.lexsort((np.where(kind == Kind.ENDS, 2.0, chance.random(len(kind))), doc))
    doc, kind = doc[order], kind[order]
    size = len(doc)
    tells = kind <= Kind.REPORTS_A_TELLING
    claim = np.where(tells, _told(doc / base, len(claims.category), chance), NONE)
    status = np.where(tells, chance.choice(len(VERBS), size=size, p=STATUS_SHARES), NONE)
    figure = np.where(tells & (chance.random(size) > NO_FIGURE), rare(len(FIGURES), size, chance), NONE)
    speaks = (kind != Kind.TELLS) & (kind != Kind.ENDS)
    hidden = (kind == Kind.QUOTES) & (chance.random(size) < UNATTRIBUTED)
    speaker = np.where(speaks & ~hidden, rare(actors, size, chance), NONE)
    named = np.where(kind == Kind.QUOTES, rare(actors, size, chance), NONE)
    cue = np.where(
        speaks, np.where(kind == Kind.HOLDS, chance.integers(0, len(WANTS), size), rare(len(CUES), size, chance)), NONE
    )
    drawn = Sentences(
        doc, np.arange(size), kind, claim, status, figure, speaker, named, cue, np.zeros((size, len(Part)), np.int64)
    )
    _worded(drawn, claims, words, chance)
    return drawn


def _worded(drawn: Sentences, claims: Claims, words: Words, chance: np.random.Generator) -> None:
    """Fills in the words of each part."""
    parts, kind, claim = drawn.parts, drawn.kind, drawn.claim
    size = len(kind)
    tells, quotes, reports = kind <= Kind.REPORTS_A_TELLING, kind == Kind.QUOTES, kind == Kind.REPORTS_A_TELLING
    marked, holds, ends = quotes | (kind == Kind.QUOTES_A_TELLING), kind == Kind.HOLDS, kind == Kind.ENDS
    mark, actors, nobody = words.at("marks"), words.at("actors"), words.at("nobody")
    speaker = np.where(drawn.speaker >= 0, actors + drawn.speaker, nobody)
    supplier, recipient = claims.supplier[claim], claims.recipient[claim]
    first = np.where(supplier >= 0, actors + supplier, nobody)
    first = np.where(quotes, words.at("phrases") + chance.integers(0, len(PHRASES), size), first)
    first = np.where(holds, words.at("aims") + chance.integers(0, len(AIMS), size), first)
    second = np.where(recipient >= 0, actors + recipient, nobody + 1)
    to_the_day = words.at("days") + claims.happened[claim]
    when = np.where(drawn.same % 3 == 0, to_the_day, words.at("months") + claims.happened[claim])
    parts[:, Part.OPEN] = np.where(marked, mark, 0)
    parts[:, Part.HEAD] = np.where(reports | holds, speaker, 0)
    parts[:, Part.THAT] = np.select([reports, holds], [words.at("that") + drawn.cue, words.at("wants") + drawn.cue], 0)
    parts[:, Part.FIRST] = np.where(ends, mark + 5, first)
    parts[:, Part.VERB] = np.select([tells, quotes], [words.at("verbs") + drawn.status, np.full(size, mark + 4)], 0)
    parts[:, Part.FIGURE] = np.where(drawn.figure >= 0, words.at("figures") + drawn.figure, 0)
    parts[:, Part.THING] = np.where(tells, words.at("things") + claims.thing[claim], 0)
    parts[:, Part.TO] = np.where(tells, mark + 3, 0)
    parts[:, Part.SECOND] = np.select([tells, quotes], [second, actors + drawn.named], 0)
    parts[:, Part.WHEN] = np.where(tells & (claims.happened[claim] >= 0), when, 0)
    parts[:, Part.CLOSE] = np.select([marked, ends], [np.full(size, mark + 1), np.zeros(size)], mark + 2)
    parts[:, Part.TAIL] = np.where(marked, speaker, 0)
    parts[:, Part.SAID] = np.where(marked, words.at("said") + drawn.cue, 0)


def _documents(days: Places, sources: int, chance: np.random.Generator) -> Documents:
    """Documents and their copies, in the order of printing."""
    base = len(days)
    copied = chance.integers(0, base, size=int(base * COPIED))
    text = np.concatenate([np.arange(base), copied])
    printed = np.concatenate([days, days[copied] + np.minimum(chance.exponential(1.5, len(copied)), 9).astype(np.int64)])
    order = np.lexsort((text, np.arange(len(text)) >= base, printed))
    place = np.empty(len(order), np.int64)
    place[order] = np.arange(len(order))
    publisher = np.where(chance.random(len(text)) < NO_PUBLISHER, NONE, rare(sources, len(text), chance))
    stated = chance.random(len(text)) >= NO_DAY
    return Documents(np.minimum(printed[order], DAYS - 1), stated, publisher, place[text][order])


def _copied(plain: Sentences, original: Places) -> Sentences:
    """The sentences of all documents, where each prints those of its original. Originals are numbered as they come."""
    bases, text = np.unique(original, return_inverse=True)
    ranks = np.empty(len(bases), np.int64)
    firsts = np.flatnonzero(original == np.arange(len(original)))
    ranks[:] = np.searchsorted(firsts, bases)
    starts = np.searchsorted(plain.doc, ranks)
    counts = np.searchsorted(plain.doc, ranks, side="right") - starts
    rows = ragged(starts[text], counts[text])
    doc = np.repeat(np.arange(len(original)), counts[text])
    return Sentences(
        doc, plain.same[rows], plain.kind[rows], plain.claim[rows], plain.status[rows], plain.figure[rows],
        plain.speaker[rows], plain.named[rows], plain.cue[rows], plain.parts[rows],
    )  # fmt: skip


def ragged(starts: Places, counts: Places) -> Places:
    """The numbers of stretches of different length, one stretch behind the other."""
    before = np.cumsum(counts) - counts
    return np.repeat(starts - before, counts) + np.arange(int(counts.sum()))
