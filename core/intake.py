"""What a build takes in: the documents of a corpus as they are found, and what is read from those that changed.

Both are many, and wait on disk until it is their turn (`core.spool`).
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from core import cache, corpus, workers
from core.cache import Cache
from core.corpus import Listing, Memory, Text
from core.engines import Engine
from core.records import Problem, Source
from core.remote import Remote
from core.single import Packed
from core.spool import Spool
from core.updating import Changed, Changes
from core.workers import Job, Read

Progress = Callable[[str, int, int | None], None]  # what is being done, how much of it is done, out of how much if known


@dataclass(frozen=True, slots=True)
class Place:
    """What is built from what, and where."""

    corpus: Path | Remote
    folder: Path
    known: Cache
    reads: str  # hash of what reads single documents: code, model and words
    code: str  # hash of all code
    made_by: str  # of both
    progress: Progress


@dataclass(slots=True)
class Scan:
    """A corpus as it is found: documents that are not as they were, and the names of those that are.

    What to remember of its files is many, and nobody asks for it before the end: it waits in a file of the tables' folder.
    """

    texts: Spool[Text]
    keys: dict[str, str] = field(default_factory=dict)  # in the cache, of the texts
    sources: dict[str, Source] = field(default_factory=dict)  # of the texts that have one
    same: list[str] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    characters: int = 0  # of the texts
    surer: bool = False  # whether more is known for sure of the files than before

    @property
    def docs(self) -> list[str]:
        """All documents by name, in order."""
        return sorted([*self.texts, *self.same])


def scanned(place: Place, listed: Listing, memory: Memory) -> Scan:
    """The corpus as it is found; what stands as it was by a memory of it is not opened."""
    scan, now = Scan(Spool(place.folder)), Memory()
    known: dict[Source, Source] = {}
    total = listed.count
    for done, item in enumerate(corpus.read_listed(listed, memory, now), 1):
        if isinstance(item, Problem):
            scan.problems.append(item)
        elif isinstance(item, Text):
            doc = item.document.doc
            scan.texts.put(doc, item)
            scan.characters += len(item.document.text)
            scan.keys[doc] = cache.key(item.document, item.noise, place.reads)
            if item.source:
                scan.sources[doc] = known.setdefault(item.source, item.source)  # the same for thousands of documents
        else:
            scan.same.append(item.doc)
        place.progress("Reading files", done, total if done <= total else None)  # one file may hold many documents
    scan.surer = now.surer_than(memory)
    corpus.save(now, place.made_by, place.folder)
    return scan


@dataclass(slots=True)
class Readings:
    """What was read from documents, and how many had to be read for it."""

    read: Spool[Read]
    lost: set[str] = field(default_factory=set)  # documents that were not read to the end
    fresh: int = 0

    def take(self, scan: Scan, place: Place, reader: workers.Reader, engine: Engine | int | None) -> None:
        """Reads the texts that were not taken before: from the cache, or by workers."""
        todo = []
        for doc in sorted(doc for doc in scan.texts if doc not in self.read):
            if known := place.known.get(scan.keys[doc]):
                self.read.put(doc, known)
            else:
                todo.append(doc)
        if todo:
            place.progress("Extracting", 0, len(todo))
        for done, read in enumerate(workers.readings(_jobs(scan.texts, todo), reader, engine), 1):
            doc = read.reading.doc
            self.read.put(doc, read)
            if read.lost:
                self.lost.add(doc)
            else:
                place.known.put(scan.keys[doc], read)
            place.progress("Extracting", done, len(todo))
        self.fresh += len(todo)

    def changed(self, scan: Scan) -> Changes:
        """The texts with what was read from them, in order of their names."""
        return _Changes(scan, self)

    def remember(self, place: Place, build: Path) -> None:
        """Puts what is remembered of the files into the folder of a build; a document whose reading was lost is not among
        them: the next build tries again."""
        if self.lost:
            memory = corpus.load(place.folder, place.made_by)
            for doc in sorted(self.lost):
                memory.forget(doc)
            corpus.save(memory, place.made_by, place.folder)
        corpus.move(place.folder, build)


def _jobs(texts: Mapping[str, Text], docs: Iterable[str]) -> Iterator[Job]:
    for doc in docs:
        text = texts[doc]
        yield Job(text.document, text.noise)


class _Changes(Changes):
    """Texts with what was read from them, put together where they are asked for."""

    def __init__(self, scan: Scan, readings: Readings) -> None:
        self._scan = scan
        self._readings = readings
        self._docs = sorted(scan.texts)

    def __getitem__(self, doc: str) -> Changed:
        key = "" if doc in self._readings.lost else self._scan.keys[doc]
        return Changed(self._scan.texts[doc], self._readings.read[doc], key)

    def packed(self, doc: str) -> Packed:
        return self._scan.texts.packed(doc), self._readings.read.packed(doc)

    def __contains__(self, doc: object) -> bool:
        return doc in self._scan.texts

    def __iter__(self) -> Iterator[str]:
        return iter(self._docs)

    def __len__(self) -> int:
        return len(self._docs)
