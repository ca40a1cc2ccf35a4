"""A corpus of files in, documents with their noise out, one at a time; what cannot be read ends in a line of words.

for item in read(Path("folder")):
    match item:
        case Text(document, noise, source): ...
        case Problem(path, reason, left_out): ...

With the `Memory` of an earlier run, a `Listing` says whether there is anything to do, and `read` opens only what changed.
"""

from core.corpus.kept import discard, load, move, save
from core.corpus.memory import Memory, Same
from core.corpus.raw import CorpusError, Text
from core.corpus.reading import Listing, listing, merge_sources, read, read_listed

__all__ = [
    "CorpusError",
    "Listing",
    "Memory",
    "Same",
    "Text",
    "discard",
    "listing",
    "load",
    "merge_sources",
    "move",
    "read",
    "read_listed",
    "save",
]
