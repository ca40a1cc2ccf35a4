"""Stages of reading that can be left out, so that it can be measured what each one adds (`python -m core ablate`)."""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from enum import StrEnum


class Stage(StrEnum):
    """What reading does beyond names, verbs and nouns as they stand."""

    ALIASES = "aliases"  # surnames, abbreviations, capitals and nationalities stand for whoever the full name names
    REFERENCES = "back-references"  # pronouns and descriptions stand for somebody named before
    UNDERSTOOD = "understood parties"  # a party that the clause leaves open is the one of the tellings around it
    LISTS = "lists"  # every item of a list is given, below a line that leads it in as well
    ACROSS = "claimants across sentences"  # who speaks on, and who denies, in another sentence than the telling's


_left_out: ContextVar[frozenset[Stage]] = ContextVar("left_out", default=frozenset())


def used(stage: Stage) -> bool:
    """Whether a stage takes part in the reading that is going on."""
    return stage not in _left_out.get()


@contextmanager
def without(*stages: Stage) -> Iterator[None]:
    """Leaves stages out of all reading done inside, in this process."""
    token = _left_out.set(_left_out.get() | set(stages))
    try:
        yield
    finally:
        _left_out.reset(token)
