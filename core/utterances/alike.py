"""Whether two printings are of one utterance, and how much of the fuller one both have."""

from collections.abc import Iterable, Sequence

from core.utterances.alignment import runs_of
from core.utterances.printings import Printing
from core.utterances.words import is_function

# A fragment all of which stands in the other, in a row, is the other's words if it has this many words of content.
FRAGMENT, FRAGMENT_UNSIGNED = 2, 4
# Otherwise it needs this share of the shorter printing's content, in runs of two or more words, and this many words of it.
KEPT, KEPT_WORDS, KEPT_WORDS_UNSIGNED = 0.65, 4, 6
# Two speakers who have nothing to do with each other: only for a long stretch, nearly whole.
KEPT_OF_ANOTHER, KEPT_WORDS_OF_ANOTHER = 0.85, 8
# From this many words of content on, the words themselves outweigh what was made of the days.
BEYOND_CHANCE = 8
# Reports: share of the shorter one's content, Dice's coefficient of both, words of content.
REPORTED, REPORTED_DICE, REPORTED_WORDS = 0.6, 0.5, 4
DAYS_FRAGMENT = 14  # days between the printings of a fragment and of the whole
DAYS_REPORTED = 3  # days between two reports of one statement
# Two reports whose figures have nothing in common are of one statement only if all else agrees to this Dice coefficient.
OTHER_FIGURE = 0.75


def likeness(one: Printing, other: Printing) -> float | None:
    """How much of the fuller printing's content both have, 0 to 1; None where they are not of one utterance."""
    if not one.content or not other.content:
        return None
    if one.in_words and other.in_words:
        return _likeness_in_words(one, other)
    return _likeness_reported(one, other)


def _likeness_in_words(one: Printing, other: Printing) -> float | None:
    shorter, longer = sorted((one, other), key=lambda printing: (len(printing.forms), printing.key))
    size, there = _size(shorter.forms), frozenset(longer.forms)
    if _size(form for form in shorter.forms if form in there) < KEPT * size:
        return None  # in whatever order: most pairs are told apart without being aligned
    run, shared = _shared(shorter.forms, longer.forms)
    if shared < BEYOND_CHANCE and not _same_day(one, other):
        return None
    signed = _related(one, other)
    if one.speakers and other.speakers and not signed:
        kept = shared >= KEPT_WORDS_OF_ANOTHER and shared >= KEPT_OF_ANOTHER * size
    elif run == len(shorter.forms) and size < KEPT_WORDS_UNSIGNED:
        kept = size >= (FRAGMENT if signed else FRAGMENT_UNSIGNED) and _near(one, other, DAYS_FRAGMENT)
    else:
        kept = shared >= KEPT * size and shared >= (KEPT_WORDS if signed else KEPT_WORDS_UNSIGNED)
    return shared / _size(longer.forms) if kept else None


def _size(forms: Iterable[str]) -> int:
    """How many words of content there are."""
    return sum(not is_function(form) for form in forms)


def _shared(shorter: Sequence[str], longer: Sequence[str]) -> tuple[int, int]:
    """The longest run of words both have, and the words of content in runs of two or more that both have in order."""
    runs = [shorter[start : start + size] for start, _, size in runs_of(shorter, longer)]
    return max(map(len, runs), default=0), sum(_size(run) for run in runs if len(run) > 1)


def _likeness_reported(one: Printing, other: Printing) -> float | None:
    """Reports are matched only for a speaker whom both name, across documents, and near in time."""
    if one.doc == other.doc or not _related(one, other) or not _same_day(one, other):
        return None
    if not _near(one, other, DAYS_REPORTED):
        return None
    shared = len({*one.content} & {*other.content})
    few, many = sorted((len(one.content), len(other.content)))
    dice = 2 * shared / (few + many)
    least = OTHER_FIGURE if one.figures and other.figures and not one.figures & other.figures else REPORTED_DICE
    return shared / many if shared >= max(REPORTED_WORDS, REPORTED * few) and dice >= least else None


def _related(one: Printing, other: Printing) -> bool:
    """Whether both name the same speaker, or one names what the other's speaker belongs to."""
    return bool(one.lineage.intersection(other.speakers) or other.lineage.intersection(one.speakers))


def _same_day(one: Printing, other: Printing) -> bool:
    """Whether both may have been said on one day; a day apart is a matter of time zones."""
    return not one.said_on or not other.said_on or abs((one.said_on - other.said_on).days) <= 1


def _near(one: Printing, other: Printing, days: int) -> bool:
    if one.said_on and other.said_on:
        return True  # the days themselves decide
    return not one.published or not other.published or abs((one.published - other.published).days) <= days
