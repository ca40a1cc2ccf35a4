"""A corpus of files in, documents with their noise out, one at a time; what cannot be read ends in a line of words.

for item in read(Path("folder")):
    match item:
        case Text(document, noise, source): ...
        case Problem(path, reason, left_out): ...

With the `Memory` of an earlier run, `unchanged` says whether there is anything to do, and `read` opens only what changed.
"""

from core.corpus.kept import load, save
from core.corpus.memory import Memory, Same
from core.corpus.raw import CorpusError, Text
from core.corpus.reading import count_files, merge_sources, read, unchanged

__all__ = ["CorpusError", "Memory", "Same", "Text", "count_files", "load", "merge_sources", "read", "save", "unchanged"]
