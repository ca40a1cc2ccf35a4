"""The telephone game: what a statement loses and gains from one document to the next, found by comparing sentences.

rows = changes(documents, noise, quotes, copies)

`update` does the same for documents of which most stand as they were when they were `Compared`.
"""

from core.retelling.changes import Account, Link, Text, changes, update
from core.retelling.compared import Compared, Figures

__all__ = ["Account", "Compared", "Figures", "Link", "Text", "changes", "update"]
