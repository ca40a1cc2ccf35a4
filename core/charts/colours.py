"""One colour for each category, status, kind of quote, stance and relation, the same on every page.

Colours are mid-tones that keep a contrast of about 3 to 1 on the white and on the dark page, built on Okabe and Ito's
palette for the colour-blind. Fourteen categories are more than hues that stay apart, so none is told by colour alone: each
bar, row and legend entry also bears its name.
"""

from collections.abc import Iterable, Iterator
from typing import Any

from core.queries import KIND_WORDS, SAME_FIGURES
from core.records import Category, CopyKind, QuoteKind, Status

CATEGORY_COLOURS: dict[str, str] = {
    Category.PERSONNEL: "#0072b2",
    Category.MUNITIONS: "#d55e00",
    Category.MISSILES: "#c2477f",
    Category.DRONES: "#009e73",
    Category.WEAPONS: "#92623a",
    Category.TECHNOLOGY: "#7a5cc7",
    Category.INTELLIGENCE: "#3a9bd0",
    Category.COMPONENTS: "#6b7a8f",
    Category.ENERGY: "#b8860b",
    Category.FOOD: "#5e8c31",
    Category.FINANCE: "#2a8c8c",
    Category.TRAINING: "#cc79a7",
    Category.DIPLOMATIC: "#5a6fd0",
    Category.OTHER: "#8a8f98",
}
STATUS_COLOURS: dict[str, str] = {
    Status.ASSERTED: "#0072b2",
    Status.POSSIBLE: "#b8860b",
    Status.PLANNED: "#7a5cc7",
    Status.SOUGHT: "#009e73",
    Status.DENIED: "#c8452f",
}
KIND_COLOURS: dict[str, str] = {
    QuoteKind.DIRECT: "#0072b2",
    QuoteKind.PARTIAL: "#3a9bd0",
    QuoteKind.INDIRECT: "#8a8f98",
}
STANCE_COLOURS: dict[str, str] = {
    "asserts": STATUS_COLOURS[Status.ASSERTED],
    "attributes": "#6b7a8f",
    "hedges": STATUS_COLOURS[Status.POSSIBLE],
    "denies": STATUS_COLOURS[Status.DENIED],
    "silent": "#a8896a",
}
RELATION_COLOURS: dict[str, str] = {
    "conflicts": "#c8452f",
    "updates": "#0072b2",
    "agrees": "#009e73",
    "not-comparable": "#8a8f98",
}
COPY_COLOURS: dict[str, str] = {
    KIND_WORDS[CopyKind.WIRE]: "#0072b2",
    KIND_WORDS[CopyKind.FULL]: "#d55e00",
    KIND_WORDS[CopyKind.PARTIAL]: "#009e73",
    KIND_WORDS[CopyKind.SUMMARY]: "#7a5cc7",
    SAME_FIGURES: "#8a8f98",
}
# "Denied" has the colour of the status; what is stated plainly is the usual blue of bars.
CUE_COLOURS: dict[str, str] = {
    "stated": "#4a7fb5",
    "distanced": "#b8860b",
    "vouched": "#009e73",
    "admitted": "#d55e00",
    "insisted": "#7a5cc7",
    "supposed": "#3a9bd0",
    "warned": "#c2477f",
    "promised": "#5e8c31",
    "demanded": "#92623a",
    "judged": "#cc79a7",
    "other": "#8a8f98",
    "no cue": "#6b7a8f",
}
COLOURS = CATEGORY_COLOURS | STATUS_COLOURS | KIND_COLOURS | STANCE_COLOURS | RELATION_COLOURS | CUE_COLOURS
# Colours of the states that speak most, given out in that order; who has none is grey.
SIDE_COLOURS = ("#0072b2", "#d55e00", "#009e73", "#c2477f", "#b8860b", "#7a5cc7", "#3a9bd0")
REST_COLOURS, NOBODY_COLOUR = ("#92623a", "#6b7a8f"), "#8a8f98"  # other states, no state known; nobody named
ORDER = list(COLOURS)
PLAIN = "#4a7fb5"  # bars that tell one thing only


def colour_of(name: str) -> str:
    """The colour of a category, status, kind or stance; one plain colour for anything else."""
    return COLOURS.get(name, PLAIN)


def parted(by: Iterable[str], **columns: Iterable[Any]) -> Iterator[tuple[str, dict[str, list[Any]]]]:
    """Columns parted by a value that each row has: the values in the order of `rank`, each with its part of every column."""
    found: dict[str, list[tuple[Any, ...]]] = {}
    for value, *row in zip(by, *columns.values(), strict=True):
        found.setdefault(value, []).append(tuple(row))
    for value in sorted(found, key=rank):
        yield value, dict(zip(columns, map(list, zip(*found[value], strict=True)), strict=True))


def rank(name: str) -> int:
    """Where a value stands in legends and stacks: always in the same order."""
    return ORDER.index(name) if name in ORDER else len(ORDER)
