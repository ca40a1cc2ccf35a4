"""Printings of one utterance brought together, and what the outlets made of its words."""

from collections import Counter
from collections.abc import Collection, Iterable, Sequence
from typing import TypeVar

from core.records import Actor, Day, Document, Quote, Utterance, row_id
from core.utterances.alignment import runs_of
from core.utterances.alike import likeness
from core.utterances.candidates import pairs
from core.utterances.drift import ChangeKind, compare
from core.utterances.printings import Printing, printings

HALF = 0.5  # two printings that share no more than this of the fuller one: one is a fragment of the other
REPORTED = "reported"  # not printed in words: nothing can be said of single words
ALIKE = 0.7  # share of its words that a report has from another report, or both from one agency
Link = tuple[float, int, int]
Value = TypeVar("Value", str, Day)


def group(quotes: Iterable[Quote], documents: Iterable[Document], actors: Iterable[Actor]) -> list[Utterance]:
    """The utterances that at least two documents print, in order of their ids.

    Sees rows only, and no text beyond the quotes' own. The order of quotes and documents changes nothing.
    """
    documents = list(documents)
    found = printings(quotes, documents, actors)
    publishers = {document.doc: document.publisher for document in documents}
    groups = [[found[place] for place in places] for places in _grouped(found)]
    several = [together for together in groups if len({printing.doc for printing in together}) > 1]
    return sorted((_utterance(together, publishers) for together in several), key=lambda one: one.id)


def _grouped(found: Sequence[Printing]) -> list[list[int]]:
    """Places of printings by utterance.

    Printings that share half of their words are brought together first. A fragment then goes to the one printing that is
    nearest to it, and to no other: a phrase that stands in two speeches does not make them one.
    """
    links = [(like, one, other) for one, other in pairs(found) if (like := likeness(found[one], found[other])) is not None]
    above = list(range(len(found)))
    for like, one, other in links:
        if like > HALF:
            _join(above, one, other)
    for part, around in _nested(found):
        _join(above, part, around)
    for fragment, whole in _fragments(found, [link for link in links if link[0] <= HALF], above):
        _join(above, fragment, whole)
    groups: dict[int, list[int]] = {}
    for place in range(len(found)):
        groups.setdefault(_top(above, place), []).append(place)
    return list(groups.values())


def _fragments(found: Sequence[Printing], links: Iterable[Link], above: list[int]) -> list[tuple[int, int]]:
    """For each group that only fragments tie to others: one fragment of it, and the printing it is nearest to."""
    best: dict[int, tuple[tuple[object, ...], int, int]] = {}
    for like, one, other in links:
        fragment, whole = (one, other) if len(found[one].content) < len(found[other].content) else (other, one)
        rank = (_days_apart(found[fragment], found[whole]), -like, found[whole].key, found[fragment].key)
        group = _top(above, fragment)
        if group != _top(above, whole) and (group not in best or rank < best[group][0]):
            best[group] = (rank, fragment, whole)
    return [(fragment, whole) for _, fragment, whole in best.values()]


def _nested(found: Sequence[Printing]) -> list[tuple[int, int]]:
    """Printings, and what the same document reports around each, where nobody else speaks in it."""
    by_document: dict[str, list[int]] = {}
    for place in sorted(range(len(found)), key=lambda place: (found[place].doc, found[place].start, -found[place].end)):
        by_document.setdefault(found[place].doc, []).append(place)
    nested = []
    for places in by_document.values():
        around = places[0]
        for place in places[1:]:
            if not found[place].within(found[around]):
                around = place
            elif found[place].speakers in ((), found[around].speakers):
                nested.append((place, around))
    return nested


def _days_apart(one: Printing, other: Printing) -> int:
    if one.published is None or other.published is None:
        return Day.max.toordinal()
    return abs((one.published - other.published).days)


def _top(above: list[int], place: int) -> int:
    while above[place] != place:
        above[place] = above[above[place]]
        place = above[place]
    return place


def _join(above: list[int], one: int, other: int) -> None:
    one, other = sorted((_top(above, one), _top(above, other)))
    above[other] = one


def _utterance(together: list[Printing], publishers: dict[str, str | None]) -> Utterance:
    printed = sorted(together, key=lambda one: (one.published or Day.max, one.doc, one.start, one.quotes))
    whole = outermost(together)
    fullest = fullest_of(whole)
    days = Counter(one.said_on for one in together if one.said_on)
    return Utterance(
        id=row_id("utterance", min(one.quotes[0] for one in together)),
        speaker=_commonest(Counter(speaker for one in together for speaker in one.speakers)),
        said_on=_commonest(days),
        quotes=tuple(quote for one in printed for quote in one.quotes),
        fullest=fullest.quotes[0],
        documents=len({one.doc for one in together}),
        publishers=len({publisher for one in together if (publisher := publishers.get(one.doc))}),
        in_words=sum(one.in_words for one in whole),
        changes=tuple(sorted({name for one in whole if one is not fullest for name in changed(fullest, one)})),
    )


def outermost(together: Sequence[Printing]) -> list[Printing]:
    """Printings without the fragments that stand within a report of the same document: they are part of the report."""
    by_document: dict[str, list[Printing]] = {}
    for one in together:
        by_document.setdefault(one.doc, []).append(one)
    return [one for one in together if not any(_part_of(one, other) for other in by_document[one.doc])]


def _part_of(one: Printing, other: Printing) -> bool:
    """Whether one stands within the other; of two that cover the same characters, whether it comes second."""
    return one is not other and one.within(other) and (not other.within(one) or other.quotes < one.quotes)


def fullest_of(together: Collection[Printing]) -> Printing:
    """The printing with the most of the words themselves, or, where all print only fragments, the fullest report.

    Of equals the earliest printed, then that of the smaller id.
    """
    most = max(len(one.content) for one in together)
    return min(
        together,
        key=lambda one: (
            not one.in_words or len(one.content) < HALF * most,
            -len(one.content),
            one.published or Day.max,
            one.quotes,
        ),
    )


def changed(base: Printing, other: Printing) -> set[str]:
    """How another printing differs from the base: the shifts there are, and the kinds of change that are no shift."""
    in_words = in_the_same_words(base, other)
    found = compare(base.words, other.words, in_words)
    shifts = {str(shift) for change in found for shift in change.shifts}
    kinds = {str(change.kind) for change in found if change.kind is not ChangeKind.KEPT and not change.shifts}
    return shifts | (kinds if in_words else {REPORTED})


def in_the_same_words(one: Printing, other: Printing) -> bool:
    """Whether two printings can be held against each other word by word: both print the words, or report them alike."""
    if one.in_words and other.in_words:
        return True
    kept = sum(size for _, _, size in runs_of(one.forms, other.forms))
    return one.in_words == other.in_words and kept >= ALIKE * max(len(one.forms), len(other.forms))


def _commonest(counts: Counter[Value]) -> Value | None:
    """The value counted most; of equals the smallest."""
    return min(counts, key=lambda value: (-counts[value], value), default=None)
