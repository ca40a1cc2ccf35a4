"""What one printing of an utterance does to the words of another: what it keeps, cuts, adds and changes.

Words are aligned one by one. Between words and a report of them ("he said that they would") only those that carry content
are aligned, by their stems, since grammar makes the others differ.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum

from core.utterances.alignment import runs_of
from core.utterances.words import Word, figures, is_function, is_hedge, is_negation, stem

Stretch = tuple[int, int]


class ChangeKind(StrEnum):
    KEPT = "kept"
    CUT = "cut"  # between words that are kept
    ADDED = "added"
    CHANGED = "changed"
    LEFT_OUT = "left out"  # before the first or after the last word that is kept: the other prints only a part
    GOES_ON = "goes on"  # the other prints more, before or after


class Shift(StrEnum):
    """A change that touches what is claimed, and not only its wording."""

    FIGURE = "figure"
    NEGATION = "negation"
    HEDGE = "hedge"


@dataclass(frozen=True, slots=True)
class Change:
    """A stretch of words on one or both sides; offsets are those of each side's document, None where it has no words."""

    kind: ChangeKind
    base: Stretch | None
    other: Stretch | None
    base_words: tuple[str, ...] = ()
    other_words: tuple[str, ...] = ()
    shifts: tuple[Shift, ...] = ()


def compare(base: Sequence[Word], other: Sequence[Word], in_words: bool = True) -> list[Change]:
    """The words of two printings side by side, in order, as changes from the first to the second.

    `in_words`: both print the words themselves; else at least one reports them, and only content is compared.
    """
    if not in_words:
        base, other = _content(base), _content(other)
    forms = [[word.form if in_words else stem(word.form) for word in side] for side in (base, other)]
    found: list[Change] = []
    before = (0, 0)
    for start, there, size in [*runs_of(*forms), (len(base), len(other), 0)]:
        edge = before == (0, 0) or size == 0
        found += _unlike(base[before[0] : start], other[before[1] : there], edge)
        if size:
            found.append(_change(ChangeKind.KEPT, base[start : start + size], other[there : there + size]))
        before = start + size, there + size
    return found


def _unlike(ours: Sequence[Word], theirs: Sequence[Word], edge: bool) -> list[Change]:
    """What stands between two runs; at either `edge` of what both print, the rest of each side."""
    if not ours and not theirs:
        return []
    if edge:
        left_out = [_change(ChangeKind.LEFT_OUT, ours, ())] if ours else []
        return left_out + ([_change(ChangeKind.GOES_ON, (), theirs)] if theirs else [])
    if ours and theirs:
        return [_change(ChangeKind.CHANGED, ours, theirs)]
    return [_change(ChangeKind.CUT if ours else ChangeKind.ADDED, ours, theirs)]


def _content(side: Iterable[Word]) -> list[Word]:
    return [word for word in side if not is_function(word.form) or is_hedge(word.form)]


def _change(kind: ChangeKind, ours: Sequence[Word], theirs: Sequence[Word]) -> Change:
    mine, yours = tuple(word.form for word in ours), tuple(word.form for word in theirs)
    within = kind in (ChangeKind.CUT, ChangeKind.ADDED, ChangeKind.CHANGED)
    return Change(kind, _place(ours), _place(theirs), mine, yours, tuple(_shifts(mine, yours)) if within else ())


def _place(side: Sequence[Word]) -> Stretch | None:
    return (side[0].start, side[-1].end) if side else None


def _shifts(ours: Sequence[str], theirs: Sequence[str]) -> list[Shift]:
    found = []
    if sorted(figures(ours)) != sorted(figures(theirs)):
        found.append(Shift.FIGURE)
    if sum(map(is_negation, ours)) != sum(map(is_negation, theirs)):
        found.append(Shift.NEGATION)
    if set(filter(is_hedge, ours)) != set(filter(is_hedge, theirs)):
        found.append(Shift.HEDGE)
    return found
