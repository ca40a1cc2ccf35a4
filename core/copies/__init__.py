"""Who copies whom: documents that print what others print, what they share, and which texts are independent.

found = find(documents, sources, noise, quotes)
origin = origins({document.doc: document.published for document in documents}, found)

`update` does the same for documents of which most stand as they were when `Sketches` were made of them.
"""

from core.copies.finding import Printed, Text, find, update
from core.copies.origins import origins
from core.copies.sketches import Sketches
from core.copies.words import Hashes

__all__ = ["Hashes", "Printed", "Sketches", "Text", "find", "origins", "update"]
