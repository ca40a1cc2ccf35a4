"""Printings of one utterance brought together, and what the outlets made of its words."""

from collections import Counter, deque
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import islice
from typing import Any, TypeVar

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from core import arrays
from core.records import Actor, Day, Document, Quote, Utterance, row_id
from core.utterances.alignment import runs_of
from core.utterances.comparing import Each, compared
from core.utterances.differing import Truths
from core.utterances.drift import ChangeKind, compare
from core.utterances.heard import SHAPE, Heard, Numbers, listed
from core.utterances.joining import joined
from core.utterances.printings import Printing, lineage, printed

HALF = 0.5  # two printings that share no more than this of the fuller one: one is a fragment of the other
REPORTED = "reported"  # not printed in words: nothing can be said of single words
TOLD = 20_000  # printings told to be an utterance or not at a time
DOCUMENTS_HELD = 512  # whose printings are held with the places of their words
ALIKE = 0.7  # share of its words that a report has from another report, or both from one agency
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
    actors = list(actors)
    fresh = listed(docs.values(), said, {actor.id: actor.part_of for actor in actors})
    found = update(docs, actors, docs.keys(), fresh, said.__getitem__, Heard(), set())
    return sorted(found.found, key=lambda one: one.id)


def update(
    documents: Mapping[str, Document],
    actors: Iterable[Actor],
    changed: Collection[str],
    fresh: pa.Table,
    quotes: Callable[[str], list[Quote]],
    before: Heard,
    standing: Collection[frozenset[str]],
    each: Each = map,
) -> Update:
    """The utterances that at least two of the documents print, of which those in `changed` are not as `before`.

    `fresh` are the printings of these, `listed`; `standing` holds the quotes of each utterance found before. Which printings
    may be of one utterance is a matter of all of them; two are compared, and an utterance is put together, only where
    something about them is not as it was. `each` may share the comparing with other processes.
    """
    above = {actor.id: actor.part_of for actor in actors}
    stands = _stands(before.printings, documents, changed)
    moved, again = _moved(before.printings, above)
    again = arrays.taken(again, np.flatnonzero(stands[moved]))
    heard, stirred = compared(before, stands & ~moved, pa.concat_tables([fresh, again]), each)
    table = heard.printings

    @lru_cache(maxsize=DOCUMENTS_HELD)
    def whole(doc: str) -> dict[str, Printing]:
        found = printed(quotes(doc), {doc: documents[doc].published}, above)
        return {one.quotes[0]: one for one in found}

    found: list[Utterance] = []
    still: set[frozenset[str]] = set()
    for places, told in _across(table, joined(table, heard.pairs, heard.likes)):
        pieces = frozenset(quote for row in told for quote in row["quotes"])
        if pieces in standing and not stirred[places].any():
            still.add(pieces)
        else:
            found.append(_utterance([whole(row["doc"])[row["first"]] for row in told], documents))
    return Update(found, still, heard)


def _across(table: pa.Table, groups: Iterable[Numbers]) -> Iterator[tuple[Numbers, list[dict[str, Any]]]]:
    """The groups of printings of which no document holds all, each with its rows.

    Those of the same documents stand beside each other, since texts that print one another have many utterances in common.
    """
    docs = arrays.numbers(table["doc"].combine_chunks().dictionary_encode().indices)
    within = sorted((np.unique(docs[places]).tolist(), place, places) for place, places in enumerate(groups))
    across = deque(places for among, _, places in within if len(among) > 1)
    named = table.select(["first", "doc", "quotes"])
    while across:
        some = [across.popleft()]
        while across and sum(map(len, some)) < TOLD:
            some.append(across.popleft())
        rows = iter(named.take(arrays.of(np.concatenate(some))).to_pylist())
        for places in some:
            yield places, list(islice(rows, len(places)))


def _stands(table: pa.Table, documents: Mapping[str, Document], changed: Collection[str]) -> Truths:
    """Which printings are of documents that are there and did not change."""
    docs = [doc for doc in table["doc"].unique().to_pylist() if doc in documents and doc not in changed]
    return arrays.numbers(pc.is_in(table["doc"].combine_chunks(), value_set=arrays.words(docs)))


def _moved(table: pa.Table, above: Mapping[str, str | None]) -> tuple[Truths, pa.Table]:
    """Which printings have speakers who belong to something else by now, and these with what they belong to."""
    speakers, before = (_distinct(table[name]) for name in ("speakers", "lineage"))
    higher = [
        sorted({actor for speaker in ids.split() for actor in lineage(speaker, above)})
        for ids in speakers.dictionary.to_pylist()
    ]
    place = {ids: code for code, ids in enumerate(before.dictionary.to_pylist())}
    now = np.array([place.get(" ".join(ids), -1) for ids in higher], np.int64)
    speaker = arrays.numbers(speakers.indices)
    moved = now[speaker] != arrays.numbers(before.indices)
    column = SHAPE.get_field_index("lineage")
    found = arrays.array([higher[code] for code in speaker[moved].tolist()], SHAPE.field(column).type)
    return moved, arrays.taken(table, np.flatnonzero(moved)).set_column(column, SHAPE.field(column), found)


def _distinct(ids: pa.ChunkedArray) -> pa.DictionaryArray:
    """Lists of ids, each distinct one once, its ids with spaces between them: an id has none."""
    return pc.binary_join(ids.combine_chunks(), arrays.words([" "])[0]).dictionary_encode()


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
