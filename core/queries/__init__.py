"""Tables and filters in, the frame behind a page out; no widget, no colour, no file.

Every function takes the whole `Tables` and the reader's `Filters`, or a frame another one made, and returns a new frame, one
row a thing the page shows. Ids stay beside the names they are shown by; what a text does not state stays missing and is
named only when drawn.
"""

from core.queries.barter import barter
from core.queries.claims import CONFLICT, claims, tellings_of
from core.queries.conflicts import conflicting
from core.queries.copies import KIND_WORDS, SAME_FIGURES, changes_between, copies_of, copy_links
from core.queries.counts import (
    STEPS,
    by_cue,
    by_pair,
    by_speaker,
    by_step,
    holdings,
    of_pairs,
    over_time,
    span,
    step_for,
)
from core.queries.cue_classes import cue_classes
from core.queries.figures import figures, figures_in_words, relations
from core.queries.filters import NO_CUE, NOT_STATED, UNATTRIBUTED, Clock, Filters
from core.queries.kept import PRINTED, Kept, documents_of, said_of, told_of
from core.queries.keyness import set_apart, texts_of_sources, uses, words_of_side
from core.queries.known import known_on, rebuilt
from core.queries.path import path
from core.queries.printings import BETWEEN, Compared, Segment, among, compared, printings_of, utterances
from core.queries.rows import between, chosen, documents, happened, names, quotes, source_names, tellings
from core.queries.search import matching
from core.queries.sources import STANCES, by_stance, of_sources, profile, source_of, stances, told_by
from core.queries.standing import NO_COVERAGE, SILENT, matrix, positions
from core.queries.voices import (
    NO_SIDE,
    OTHER_SIDES,
    by_side,
    heard,
    narrowed,
    on_whom,
    ranked_sides,
    searched,
    spoken_of,
    voices,
)
from core.records import QuoteKind

QUOTE_KINDS = tuple(str(kind) for kind in QuoteKind)

__all__ = [
    "BETWEEN",
    "CONFLICT",
    "KIND_WORDS",
    "NOT_STATED",
    "NO_COVERAGE",
    "NO_CUE",
    "NO_SIDE",
    "OTHER_SIDES",
    "PRINTED",
    "QUOTE_KINDS",
    "SAME_FIGURES",
    "SILENT",
    "STANCES",
    "STEPS",
    "UNATTRIBUTED",
    "Clock",
    "Compared",
    "Filters",
    "Kept",
    "Segment",
    "among",
    "barter",
    "between",
    "by_cue",
    "by_pair",
    "by_side",
    "by_speaker",
    "by_stance",
    "by_step",
    "changes_between",
    "chosen",
    "claims",
    "compared",
    "conflicting",
    "copies_of",
    "copy_links",
    "cue_classes",
    "documents",
    "documents_of",
    "figures",
    "figures_in_words",
    "happened",
    "heard",
    "holdings",
    "known_on",
    "matching",
    "matrix",
    "names",
    "narrowed",
    "of_pairs",
    "of_sources",
    "on_whom",
    "over_time",
    "path",
    "positions",
    "printings_of",
    "profile",
    "quotes",
    "ranked_sides",
    "rebuilt",
    "relations",
    "said_of",
    "searched",
    "set_apart",
    "source_names",
    "source_of",
    "span",
    "spoken_of",
    "stances",
    "step_for",
    "tellings",
    "tellings_of",
    "texts_of_sources",
    "told_by",
    "told_of",
    "uses",
    "utterances",
    "voices",
    "words_of_side",
]
