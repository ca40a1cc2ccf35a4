"""The same words printed twice: quotes of one utterance brought together across documents, and how printings differ.

    group(quotes, documents, actors)     # utterances that at least two documents print
    compare(words(one), words(other))    # what the second keeps, cuts, adds and changes

Rows only: nothing here reads a document.
"""

from core.utterances.drift import Change, ChangeKind, Shift, compare
from core.utterances.grouping import fullest_of, group
from core.utterances.printings import Printing, printings
from core.utterances.words import Word, words

__all__ = ["Change", "ChangeKind", "Printing", "Shift", "Word", "compare", "fullest_of", "group", "printings", "words"]
