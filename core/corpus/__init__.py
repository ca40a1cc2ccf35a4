"""A corpus of files in, documents with their noise out, one at a time; what cannot be read ends in a line of words.

for item in read(Path("folder")):
    match item:
        case Text(document, noise, source): ...
        case Problem(path, reason, left_out): ...
"""

from core.corpus.raw import CorpusError
from core.corpus.reading import Text, count_files, merge_sources, read

__all__ = ["CorpusError", "Text", "count_files", "merge_sources", "read"]
