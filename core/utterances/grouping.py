"""Printings of one utterance brought together, and what the outlets made of its words."""

from collections import Counter
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import TypeVar

from core.records import Actor, Day, Document, Quote, Utterance, row_id
from core.utterances.alignment import runs_of
from core.utterances.alike import likeness
from core.utterances.candidates import pairs
from core.utterances.drift import ChangeKind, compare
from core.utterances.heard import Heard, Likeness
from core.utterances.printings import Printing, lineage, printed

HALF = 0.5  # two printings that share no more than this of the fuller one: one is a fragment of the other
REPORTED = "reported"  # not printed in words: nothing can be said of single words
ALIKE = 0.7  # share of its words that a report has from another report, or both from one agency
Link = tuple[float, int, int]
Value = TypeVar("Value", str, Day)


@dataclass(frozen=True, slots=True)
class Update:
    """Utterances of some documents, told apart by whether they were known before."""

    found: list[Utterance]  # those with a printing that is new, or not as it was, or goes with others than before
    standing: set[frozenset[str]]  # the quotes of each that stands as it was
    heard: Heard


def group(quotes: Iterable[Quote], documents: Iterable[Document], actors: Iterable[Actor]) -> list[Utterance]:
    """The utterances that at least two documents print, in order of their ids.

    Sees rows only, and no text beyond the quotes' own. The order of quotes and documents changes nothing.
    """
    said: dict[str, list[Quote]] = {}
    for quote in quotes:
        said.setdefault(quote.doc, []).append(quote)
    known = {document.doc: document for document in documents}
    docs = {doc: known.get(doc, Document(doc, "", "")) for doc in sorted(said)}
    found = update(docs, actors, docs.keys(), said.__getitem__, Heard(), set())
    return sorted(found.found, key=lambda one: one.id)


def update(
    documents: Mapping[str, Document],
    actors: Iterable[Actor],
    changed: Collection[str],
    quotes: Callable[[str], list[Quote]],
    before: Heard,
    standing: Collection[frozenset[str]],
) -> Update:
    """The utterances that at least two of the documents print, of which those in `changed` are not as `before`.

    `standing` holds the quotes of each utterance found before. Which printings may be of one utterance is a matter of all
    of them; two are compared, and an utterance is put together, only where something about them is not as it was.
    """
    above = {actor.id: actor.part_of for actor in actors}
    light: dict[str, list[Printing]] = {}
    lineages: dict[frozenset[str], frozenset[str]] = {}  # a speaker's is the same in all printings: it is held once
    stirred: set[str] = set()
    for doc, document in documents.items():
        if doc in changed or doc not in before.printings:
            light[doc] = [
                replace(one, words=(), doc=doc, lineage=lineages.setdefault(one.lineage, one.lineage))
                for one in printed(quotes(doc), {doc: document.published}, above)
            ]
            stirred.update(one.quotes[0] for one in light[doc])
        else:
            light[doc] = [_placed(one, above, stirred) for one in before.printings[doc]]
    found = sorted((one for listed in light.values() for one in listed), key=lambda one: one.key)
    likes = _likes(found, stirred, before.likeness)
    groups = [[found[place] for place in places] for places in _grouped(found, likes)]
    full = _Full(documents, above, quotes)
    fresh: list[Utterance] = []
    kept: set[frozenset[str]] = set()
    for together in groups:
        if len({one.doc for one in together}) > 1:
            whole = frozenset(quote for one in together for quote in one.quotes)
            if whole in standing and not any(one.quotes[0] in stirred for one in together):
                kept.add(whole)
            else:
                fresh.append(_utterance([full.of(one) for one in together], documents))
    return Update(fresh, kept, Heard(light, {(found[a].quotes[0], found[b].quotes[0]): like for like, a, b in likes}))


def _placed(one: Printing, above: Mapping[str, str | None], stirred: set[str]) -> Printing:
    """A printing that is as it was but for what its speakers belong to."""
    higher = frozenset(actor for speaker in one.speakers for actor in lineage(speaker, above))
    if higher == one.lineage:
        return one
    stirred.add(one.quotes[0])
    return replace(one, lineage=higher)


@dataclass(frozen=True)
class _Full:
    """Printings with the places of their words, made where they are asked for."""

    documents: Mapping[str, Document]
    above: Mapping[str, str | None]
    quotes: Callable[[str], list[Quote]]
    made: dict[str, dict[str, Printing]] = field(default_factory=dict)

    def of(self, light: Printing) -> Printing:
        if light.doc not in self.made:
            found = printed(self.quotes(light.doc), {light.doc: self.documents[light.doc].published}, self.above)
            self.made[light.doc] = {one.quotes[0]: one for one in found}
        return self.made[light.doc][light.quotes[0]]


def _likes(found: Sequence[Printing], stirred: Collection[str], before: Likeness) -> list[tuple[float | None, int, int]]:
    """All pairs that may be of one utterance, with their likeness: as it was, where neither is stirred."""
    likes = []
    for one, other in pairs(found):
        names = found[one].quotes[0], found[other].quotes[0]
        known = names in before and names[0] not in stirred and names[1] not in stirred
        likes.append((before[names] if known else likeness(found[one], found[other]), one, other))
    return likes


def _grouped(found: Sequence[Printing], likes: Iterable[tuple[float | None, int, int]]) -> list[list[int]]:
    """Places of printings by utterance.

    Printings that share half of their words are brought together first. A fragment then goes to the one printing that is
    nearest to it, and to no other: a phrase that stands in two speeches does not make them one.
    """
    links = [(like, one, other) for like, one, other in likes if like is not None]
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


def _utterance(together: list[Printing], documents: Mapping[str, Document]) -> Utterance:
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
        publishers=len({publisher for one in together if (publisher := documents[one.doc].publisher)}),
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
