"""What a row must keep before it may be written. A row that breaks a rule is left out and counted, never in silence.

A reference that leads nowhere (a publisher, a parent actor, a repeated telling) is cleared instead, and counted likewise:
the row is sound without it.
"""

import dataclasses
from collections import Counter, defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from hashlib import sha256
from operator import attrgetter
from typing import Any

from core.records import KEYS, TABLES, TimeExpression, Transfer

Rows = dict[str, list[Any]]
Broken = Mapping[str, Mapping[str, int]]  # how many rows broke which rule, by document; "" for those that belong to none
Counted = defaultdict[str, Counter[str]]  # the same, being counted
OF_CORPUS = ("sources", "actors")


@dataclass(frozen=True, slots=True)
class Known:
    """What rows may point to."""

    texts: Mapping[str, str]
    sources: frozenset[str]
    actors: frozenset[str]


Rule = Callable[[Any, Known], bool]


def checked(rows: Mapping[str, Iterable[Any]]) -> tuple[Rows, dict[str, int]]:
    """The rows that keep every rule, by table, and how many were left out or mended, by table and rule.

    Tables that are absent come back empty; the order of rows is kept; of rows that are there twice the first one stays.
    """
    checks = Checks(rows.get("sources", ()), rows.get("actors", ()))
    sources, actors = ({one.id for one in found} for found in (checks.sources, checks.actors))
    of_documents = kept(rows, sources, actors, checks.broken)
    return of_documents | {"sources": checks.sources, "actors": checks.actors}, total(checks.broken.values())


class Checks:
    """The rules, held over the sources and actors of a corpus."""

    def __init__(self, sources: Iterable[Any], actors: Iterable[Any]) -> None:
        self.broken: Counted = defaultdict(Counter)
        nothing = Known({}, frozenset(), frozenset())
        self.sources = list(_kept("sources", sources, nothing, self.broken))
        self.actors = list(_kept("actors", actors, nothing, self.broken))
        _clear(self.actors, "actors", "part_of", {actor.id for actor in self.actors}, self.broken)


def kept(rows: Mapping[str, Iterable[Any]], sources: Collection[str], actors: Collection[str], broken: Counted) -> Rows:
    """The rows of some documents that keep every rule, by table; a reference that leads nowhere is cleared.

    `sources` and `actors` are ids of those of the corpus; what breaks a rule is counted in `broken`. All rows of one
    document come together: no rule looks from one document into another.
    """
    found: Rows = {name: [] for name in TABLES}
    known = Known({}, frozenset(sources), frozenset(actors))
    found["documents"] = list(_kept("documents", rows.get("documents", ()), known, broken))
    known = dataclasses.replace(known, texts={one.doc: one.text for one in found["documents"]})
    for name in TABLES:
        if name not in ("documents", *OF_CORPUS):
            found[name] = list(_kept(name, rows.get(name, ()), known, broken))
    tellings = {row.id for row in found["transfers"]}
    _clear(found["documents"], "documents", "publisher", known.sources, broken)
    _clear(found["transfers"], "transfers", "repeat_of", tellings, broken)
    _clear(found["transfers"], "transfers", "in_return_for", tellings, broken)
    return found


def _clear(rows: list[Any], name: str, column: str, there: Collection[str], broken: Counted) -> None:
    for place, row in enumerate(rows):
        target = getattr(row, column)
        if target is not None and target not in there:
            rows[place] = dataclasses.replace(row, **{column: None})
            broken[_document(row)][f"{name}: {column} led nowhere, cleared"] += 1


def total(counts: Iterable[Mapping[str, int]]) -> dict[str, int]:
    """How many rows broke each rule, in all documents together."""
    found: Counter[str] = Counter()
    for one in counts:
        found.update(one)
    return dict(sorted(found.items()))


def _kept(name: str, rows: Iterable[Any], known: Known, counts: Counted) -> Iterator[Any]:
    seen: set[object] = set()
    for row in rows:
        broken = next((about for about, keeps in RULES.get(name, ()) if not keeps(row, known)), None)
        marks = [(what, mark(row)) for what, mark in ONCE.get(name, {}).items()]
        broken = broken or next((f"{what} is there twice" for what, mark in marks if (what, mark) in seen), None)
        if broken:
            counts[_document(row)][f"{name}: {broken}"] += 1
        else:
            seen.update(marks)
            yield row


def _document(row: Any) -> str:
    return str(getattr(row, "doc", ""))


def _document_known(row: Any, known: Known) -> bool:
    return row.doc in known.texts


def _hash_holds(row: Any, known: Known) -> bool:
    return bool(sha256(row.text.encode()).hexdigest() == row.sha256)


def _span_inside(row: Any, known: Known) -> bool:
    return bool(0 <= row.start < row.end <= len(known.texts[row.doc]))


def _text_stands(row: Any, known: Known) -> bool:
    return bool(known.texts[row.doc][row.start : row.end] == row.text)


def _trimmed(row: Any, known: Known) -> bool:
    return bool(row.text == row.text.strip())


def _sentence_around(row: Any, known: Known) -> bool:
    return bool(0 <= row.sentence_start <= row.start and row.end <= row.sentence_end <= len(known.texts[row.doc]))


def _part_stands(row: Any, known: Known, words: str) -> bool:
    """A part has no place, or one within the text."""
    start, end, text = getattr(row, f"{words}_start"), getattr(row, f"{words}_end"), known.texts[row.doc]
    if start is None or end is None:
        return start is None and end is None
    return bool(0 <= start < end <= len(text))


def _speaker_stands(row: Any, known: Known) -> bool:
    return _part_stands(row, known, "speaker")


def _cue_stands(row: Any, known: Known) -> bool:
    return _part_stands(row, known, "cue")


def _actors_known(*ids: str | None, known: Known) -> bool:
    return all(actor is None or actor in known.actors for actor in ids)


def _parties_differ(row: Transfer, known: Known) -> bool:
    return row.supplier != row.recipient  # equal also where both are unknown: such a row names no transfer


def _figures_in_order(row: Transfer, known: Known) -> bool:
    low, high = row.quantity.min, row.quantity.max
    return low is None or high is None or low <= high


def _days_in_order(row: Transfer, known: Known) -> bool:
    start, end = row.date.start, row.date.end
    return start is None or end is None or start <= end


def _first_before_last(row: TimeExpression, known: Known) -> bool:
    return row.first is None or row.last is None or row.first <= row.last


SPAN: tuple[tuple[str, Rule], ...] = (
    ("document is not there", _document_known),
    ("span is not within the text", _span_inside),
)
WORDS: tuple[tuple[str, Rule], ...] = (
    *SPAN,
    ("words are not those at the span", _text_stands),
    ("span begins or ends in white space", _trimmed),
)
QUOTE: tuple[tuple[str, Rule], ...] = (
    *WORDS,
    ("sentence does not hold the span", _sentence_around),
    ("speaker's span is not within the text", _speaker_stands),
    ("cue's span is not within the text", _cue_stands),
    ("actor is not there", lambda row, known: _actors_known(row.speaker, row.carried_by, known=known)),
)
RULES: dict[str, tuple[tuple[str, Rule], ...]] = {
    "documents": (("key is empty", lambda row, known: bool(row.doc)), ("hash is not that of the text", _hash_holds)),
    "sources": (("key is empty", lambda row, known: bool(row.id)),),
    "actors": (("key is empty", lambda row, known: bool(row.id)),),
    "noise": SPAN,
    "mentions": (*WORDS, ("actor is not there", lambda row, known: _actors_known(row.actor, known=known))),
    "dates": (*WORDS, ("days are out of order", _first_before_last)),
    "quotes": QUOTE,
    "attitudes": QUOTE,
    "transfers": (
        *WORDS,
        ("sentence does not hold the span", _sentence_around),
        (
            "actor is not there",
            lambda row, known: _actors_known(row.supplier, row.recipient, *row.claimants, *row.denied_by, known=known),
        ),
        ("supplier and recipient are the same", _parties_differ),
        ("item is empty", lambda row, known: bool(row.item.strip())),
        ("figures are out of order", _figures_in_order),
        ("days are out of order", _days_in_order),
    ),
}
# What no two rows of a table may share; the guidelines want one row for each of these.
QUOTED = ("doc", "start", "end", "kind", "speaker")
ONCE: dict[str, dict[str, Callable[[Any], object]]] = {name: {"key": attrgetter(key)} for name, key in KEYS.items()}
ONCE["mentions"] = {"naming": attrgetter("doc", "start", "end", "actor")}
ONCE["dates"] = {"time": attrgetter("doc", "start", "end")}
ONCE["quotes"] |= {"quote": attrgetter(*QUOTED)}
ONCE["attitudes"] |= {"attitude": attrgetter(*QUOTED)}
ONCE["transfers"] |= {"telling": attrgetter("doc", "start", "end", "supplier", "recipient", "item")}
