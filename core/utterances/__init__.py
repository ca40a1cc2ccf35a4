"""The same words printed twice: quotes of one utterance brought together across documents, and how printings differ.

    group(quotes, documents, actors)     # utterances that at least two documents print
    compare(words(one), words(other))    # what the second keeps, cuts, adds and changes

Rows only: nothing here reads a document. `update` does the same for documents of which most stand as they were `Heard`.
"""

from core.utterances.drift import Change, ChangeKind, Shift, compare
from core.utterances.grouping import REPORTED, changed, fullest_of, group, in_the_same_words, outermost, update
from core.utterances.heard import SHAPE, Heard, listed
from core.utterances.printings import Printing, lineage, printings
from core.utterances.words import Word, words

__all__ = [
    "REPORTED",
    "SHAPE",
    "Change",
    "ChangeKind",
    "Heard",
    "Printing",
    "Shift",
    "Word",
    "changed",
    "compare",
    "fullest_of",
    "group",
    "in_the_same_words",
    "lineage",
    "listed",
    "outermost",
    "printings",
    "update",
    "words",
]
