"""The same words printed twice: quotes of one utterance brought together across documents, and how printings differ.

    group(quotes, documents, actors)     # utterances that at least two documents print
    compare(words(one), words(other))    # what the second keeps, cuts, adds and changes

Rows only: nothing here reads a document.
"""

from core.utterances.drift import Change, ChangeKind, Shift, compare
from core.utterances.grouping import REPORTED, changed, fullest_of, group, in_the_same_words, outermost
from core.utterances.printings import Printing, printings
from core.utterances.words import Word, words

__all__ = [
    "REPORTED",
    "Change",
    "ChangeKind",
    "Printing",
    "Shift",
    "Word",
    "changed",
    "compare",
    "fullest_of",
    "group",
    "in_the_same_words",
    "outermost",
    "printings",
    "words",
]
