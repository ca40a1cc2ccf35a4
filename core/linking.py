"""Actors of single documents joined into actors of the corpus. Sees rows only, never text."""

from collections import defaultdict
from collections.abc import Iterable

from core.records import Actor, Reading


def link(readings: Iterable[Reading]) -> tuple[list[Reading], list[Actor]]:
    """The readings with corpus-wide ids, and one actor an id, sorted; the order of documents does not matter."""
    kept = list(readings)
    told: dict[str, list[Actor]] = defaultdict(list)
    for reading in kept:
        for actor in reading.actors:
            told[actor.id].append(actor)
    return kept, [_most_told(told[key]) for key in sorted(told)]


def _most_told(actors: list[Actor]) -> Actor:
    """The record most documents agree on; of equals the first by its columns."""
    return max(sorted(set(actors), key=repr), key=actors.count)
