"""Who copies whom: documents that print what others print, what they share, and which texts are independent.

found = find(documents, sources, noise, quotes)
origin = origins({document.doc: document.published for document in documents}, found)
"""

from core.copies.finding import find
from core.copies.origins import origins

__all__ = ["find", "origins"]
