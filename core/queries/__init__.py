"""Tables and filters in, the frame behind a page out; no widget, no colour, no file.

Every function takes the whole `Tables` and the reader's `Filters`, or a frame another one made, and returns a new frame, one
row a thing the page shows. Ids stay beside the names they are shown by; what a text does not state stays missing and is
named only when drawn.
"""

from core.queries.claims import CONFLICT, claims, conflicting, figures, figures_in_words, tellings_of
from core.queries.counts import STEPS, by_speaker, by_step, counted, happened, over_time, step_for
from core.queries.filters import NOT_STATED, Clock, Filters
from core.queries.rows import between, documents, names, quotes, source_names, tellings
from core.queries.search import matching
from core.queries.sources import STANCES, profile, stances, told_by

__all__ = [
    "CONFLICT",
    "NOT_STATED",
    "STANCES",
    "STEPS",
    "Clock",
    "Filters",
    "between",
    "by_speaker",
    "by_step",
    "claims",
    "conflicting",
    "counted",
    "documents",
    "figures",
    "figures_in_words",
    "happened",
    "matching",
    "names",
    "over_time",
    "profile",
    "quotes",
    "source_names",
    "stances",
    "step_for",
    "tellings",
    "tellings_of",
    "told_by",
]
