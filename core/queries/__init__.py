"""Tables and filters in, the frame behind a page out; no widget, no colour, no file.

Every function takes the whole `Tables` and the reader's `Filters`, or a frame another one made, and returns a new frame, one
row a thing the page shows. Ids stay beside the names they are shown by; what a text does not state stays missing and is
named only when drawn.
"""

from core.queries.barter import barter
from core.queries.claims import CONFLICT, Claims, claims, claims_of, printed_days, tellings_of, with_figures
from core.queries.conflicts import conflicting
from core.queries.copies import KIND_WORDS, SAME_FIGURES, changes_between, copies_of, copy_links
from core.queries.counts import (
    STEPS,
    by_pair,
    by_step,
    counted,
    days_of,
    happened_over_time,
    holdings,
    of_pairs,
    over_time,
    span,
    step_between,
    step_for,
)
from core.queries.edges import UNKNOWN, VIEWS, Edges, behind, edges, nodes_of, parts_of
from core.queries.figures import figures, figures_in_words, relations
from core.queries.filters import NOT_STATED, Clock, Filters
from core.queries.kept import PRINTED, Kept, documents_of, said_of, told_of
from core.queries.keyness import set_apart, texts_of_sources, uses, words_of_side
from core.queries.known import known_on, rebuilt
from core.queries.listed import InHand, Listed, in_hand
from core.queries.panels import in_panels
from core.queries.path import path
from core.queries.printed import of_days, printed_over_time, step_of, unprinted
from core.queries.printings import (
    BETWEEN,
    Compared,
    Segment,
    compared,
    elsewhere,
    listed,
    printings_of,
    utterances,
)
from core.queries.rows import (
    between,
    documents,
    happened,
    in_any,
    in_days,
    most_named,
    names,
    quotes,
    source_names,
    tellings,
)
from core.queries.search import matching
from core.queries.sources import STANCES, by_stance, of_sources, profile, source_of, stances, told_by
from core.queries.standing import NO_COVERAGE, SILENT, matrix, positions
from core.queries.voices import (
    OTHER_SIDES,
    by_cue,
    by_side,
    by_speaker,
    choices,
    chosen,
    heard,
    naming,
    of_sides,
    on_whom,
    ranked_sides,
    speaking_of,
    that_name,
    there,
    unattributed,
)
from core.records import QuoteKind
from core.speaking import NO_CUE, NO_SIDE, UNATTRIBUTED, cue_classes

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
    "UNKNOWN",
    "VIEWS",
    "Claims",
    "Clock",
    "Compared",
    "Edges",
    "Filters",
    "InHand",
    "Kept",
    "Listed",
    "Segment",
    "barter",
    "behind",
    "between",
    "by_cue",
    "by_pair",
    "by_side",
    "by_speaker",
    "by_stance",
    "by_step",
    "changes_between",
    "choices",
    "chosen",
    "claims",
    "claims_of",
    "compared",
    "conflicting",
    "copies_of",
    "copy_links",
    "counted",
    "cue_classes",
    "days_of",
    "documents",
    "documents_of",
    "edges",
    "elsewhere",
    "figures",
    "figures_in_words",
    "happened",
    "happened_over_time",
    "heard",
    "holdings",
    "in_any",
    "in_days",
    "in_hand",
    "in_panels",
    "known_on",
    "listed",
    "matching",
    "matrix",
    "most_named",
    "names",
    "naming",
    "nodes_of",
    "of_days",
    "of_pairs",
    "of_sides",
    "of_sources",
    "on_whom",
    "over_time",
    "parts_of",
    "path",
    "positions",
    "printed_days",
    "printed_over_time",
    "printings_of",
    "profile",
    "quotes",
    "ranked_sides",
    "rebuilt",
    "relations",
    "said_of",
    "set_apart",
    "source_names",
    "source_of",
    "span",
    "speaking_of",
    "stances",
    "step_between",
    "step_for",
    "step_of",
    "tellings",
    "tellings_of",
    "texts_of_sources",
    "that_name",
    "there",
    "told_by",
    "told_of",
    "unattributed",
    "unprinted",
    "uses",
    "utterances",
    "with_figures",
    "words_of_side",
]
