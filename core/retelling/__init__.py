"""The telephone game: what a statement loses and gains from one document to the next, found by comparing sentences.

rows = changes(documents, noise, quotes, copies)
"""

from core.retelling.changes import changes

__all__ = ["changes"]
