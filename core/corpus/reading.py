"""A corpus as a stream of documents: files in order, facts from sheet, file and text, noise marked, problems in words."""

import time
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from hashlib import sha256
from pathlib import Path
from types import ModuleType

from core.corpus import files, loading
from core.corpus.files import File
from core.corpus.memory import Memory, Met, Printing, Same, hash_of
from core.corpus.metadata import SHEET, Sheet, read_sheet
from core.corpus.raw import CorpusError, Facts, Raw, Text, UnreadableError
from core.records import Problem, Source, SourceKind
from core.remote import Remote

ARCHIVE = ".zip"
EMPTY = ""  # in place of the hash of a text that is none
# A sheet of ten thousand rows whose days cannot be told is one finding, not ten thousand lines.
MOST_WARNINGS = 25


@dataclass(frozen=True, slots=True)
class Listing:
    """The files of a corpus as they were found, none of them opened."""

    name: str  # of the corpus, for messages
    entries: list[File | Problem]  # by name; taken out when they are read
    beside: list[File]  # the sheet beside a corpus of one file
    alone: bool  # whether it is one file
    at: int  # ns since 1970, before the first was looked at

    @property
    def sheets(self) -> list[File]:
        return [*self.beside, *(entry for entry in self.entries if isinstance(entry, File) and _is_sheet(entry))]

    @property
    def count(self) -> int:
        """How many files are opened to read all, for a progress bar; an archive or a file of rows counts once."""
        return sum(isinstance(entry, File) and not _is_sheet(entry) for entry in self.entries)

    def is_as(self, memory: Memory) -> bool:
        """Whether the corpus is, file by file, the one that is remembered."""
        return memory.is_all(self.entries, self.sheets)

    def has_new(self, memory: Memory) -> bool:
        """Whether a file is not as it is remembered, however surely that is known."""
        return any(isinstance(one, File) and not _is_sheet(one) and not memory.has_met(one) for one in self.entries)


def listing(corpus: Path | Remote) -> Listing:
    """What a corpus holds; raises `CorpusError` where it is not there."""
    at, entries = time.time_ns(), list(files.walk(corpus))
    alone = files.is_file(corpus)
    return Listing(files.clean_name(str(corpus)), entries, files.beside(corpus, SHEET) if alone else [], alone, at)


def read(corpus: Path | Remote, before: Memory | None = None, now: Memory | None = None) -> Iterator[Text | Same | Problem]:
    """Documents and problems of a folder, a single file or a zip archive, in the order of their names.

    One document is held at a time. Names, hashes and order are the same on every run and machine. Raises `CorpusError`
    at once where there is no such folder or no file in it. Of the documents that `before` holds, those that stand as they
    were come out as `Same`, in their places; `now`, where it is given, is filled with what the next run may remember.
    """
    return read_listed(listing(corpus), before or Memory(), now if now is not None else Memory())


def read_listed(found: Listing, before: Memory, now: Memory) -> Iterator[Text | Same | Problem]:
    """What `read` gives, of the files that a corpus was found to hold. Raises `CorpusError` where there is none."""
    if not any(isinstance(entry, Problem) or not _is_sheet(entry) for entry in found.entries):
        raise CorpusError(f"{found.name}: holds no file to read")
    now.read_at = found.at
    now.sheets = {sheet.name: sheet.mark for sheet in found.sheets if sheet.mark}
    now.refused = [entry for entry in found.entries if isinstance(entry, Problem)]
    run = _Run(found.alone, before, now, before.same_sheets(found.sheets))
    entries = [*found.entries]
    found.entries.clear()
    return _capped(run.over(entries, found.beside))


def merge_sources(sources: Iterable[Source]) -> list[Source]:
    """One source an id, sorted; kind and country are those of the first record that states them."""
    merged: dict[str, Source] = {}
    for source in sources:
        known = merged.get(source.id, source)
        kind = source.kind if known.kind is SourceKind.OTHER else known.kind
        merged[source.id] = Source(known.id, known.name, kind, known.country or source.country)
    return [merged[key] for key in sorted(merged)]


def _capped(items: Iterable[Text | Same | Problem]) -> Iterator[Text | Same | Problem]:
    """The items, with the warnings of one file of rows or one sheet cut off where they go on and on, and counted."""
    warnings: Counter[str] = Counter()
    for item in items:
        if isinstance(item, Problem) and not item.left_out:
            file = item.path.split("#", 1)[0]
            warnings[file] += 1
            if warnings[file] > MOST_WARNINGS:
                continue
        yield item
    for file, count in warnings.items():
        if count > MOST_WARNINGS:
            yield Problem(file, f"has {count - MOST_WARNINGS:,} more warnings like those above", False)


def _is_sheet(file: File) -> bool:
    return file.name.rsplit("/", 1)[-1] == SHEET


@dataclass
class _Run:
    """One pass over a corpus: its sheets, and the printings of texts met so far."""

    alone: bool
    before: Memory
    now: Memory
    same_sheets: bool
    sheets: list[Sheet] = field(default_factory=list)
    texts: dict[str, Met] = field(default_factory=dict)  # the first document that has each
    again: dict[tuple[str, Printing], Met] = field(default_factory=dict)  # others that print one of them

    def over(self, entries: list[File | Problem], beside: list[File]) -> Iterator[Text | Same | Problem]:
        yield from self.entries(entries, beside)
        if not self.alone:
            for sheet in self.sheets:
                yield from sheet.unmet()

    def entries(self, entries: list[File | Problem], beside: Iterable[File] = ()) -> Iterator[Text | Same | Problem]:
        """The sheets of a folder or archive first, then its files; each is taken out of `entries`."""
        sheets = [entry for entry in entries if isinstance(entry, File) and _is_sheet(entry)]
        for file in [*beside, *sheets]:
            yield from self.sheet(file)
        entries.reverse()
        while entries:  # what is remembered of a file takes the place of what was listed of it
            entry = entries.pop()
            if isinstance(entry, Problem):
                self.look_up(entry.path)
                yield entry
            elif not _is_sheet(entry):
                yield from self.file(entry)

    def sheet(self, file: File) -> Iterator[Problem]:
        try:
            sheet, problems = read_sheet(file.name, loading.load(file))
        except UnreadableError as error:
            yield Problem(file.name, str(error), True)
            return
        self.sheets.append(sheet)
        yield from problems

    def file(self, file: File) -> Iterator[Text | Same | Problem]:
        """The documents of one file. Whatever goes wrong with it ends as one problem; the rest of the corpus goes on."""
        self.look_up(file.name)
        held: list[Met | Problem] = []
        if file.mark:
            self.now.files[file.name] = file.mark, held
        if self.before.knows(file) and (known := self.remembered(file)):
            held += known
            for item in known:
                yield from [item] if isinstance(item, Problem) else self.met(item, None)
            return
        try:
            if file.suffix == ARCHIVE:
                yield from self.archive(file)
                return
            for found in _opening().read_file(file):
                if isinstance(found, Problem):
                    held.append(found)
                    yield found
                else:
                    one = self.seen(found)
                    held.append(one)
                    yield from self.met(one, found)
        except UnreadableError as error:
            problem = Problem(file.name, str(error), True)
            held.append(problem)
            yield problem

    def remembered(self, file: File) -> list[Met | Problem]:
        """What a file held, if every document in it was taken in and what is stated about it is the same."""
        _, held = self.before.files[file.name]
        documents = [one for one in held if isinstance(one, Met)]
        return held if all(one.name in self.before.taken and self.stated_as_before(one) for one in documents) else []

    def stated_as_before(self, one: Met) -> bool:
        return self.same_sheets or (not one.own_facts and hash_of(self.look_up(one.name)) == one.stated)

    def archive(self, file: File) -> Iterator[Text | Same | Problem]:
        if file.inside:
            raise UnreadableError("is an archive inside an archive, which is not opened")
        with loading.opened(file) as handle, files.open_archive(handle) as archive:
            yield from self.entries(list(files.members(file, archive)))

    def look_up(self, name: str) -> Facts:
        """What the sheets state of a document; the sheet nearest to it counts first."""
        facts = Facts()
        for sheet in sorted(self.sheets, key=lambda sheet: len(sheet.folder)):
            facts = (sheet.look_up(name) or Facts()).over(facts)
        return facts

    def stated(self, raw: Raw) -> Facts:
        return self.look_up(raw.name).over(raw.facts)

    def seen(self, raw: Raw) -> Met:
        """A document of a file that was opened, as it will be remembered."""
        stated = self.stated(raw)
        printing = stated.publisher, stated.published.isoformat() if stated.published else None, stated.url
        digest = sha256(raw.text.encode()).hexdigest() if raw.text.strip() else EMPTY
        own_facts = raw.facts != Facts()
        return Met(raw.name, digest, printing, hash_of(stated), own_facts, _opening().is_english(raw.text), raw.warnings)

    def met(self, one: Met, raw: Raw | None) -> Iterator[Text | Same | Problem]:
        """One document, after its problems; nothing but a problem where it is empty or was there before.

        `raw` is what its file holds, None where the file was not opened, as it stands as it was.
        """
        if refusal := self.refusal(one):
            yield Problem(one.name, refusal, True)
            return
        if (first := self.texts.setdefault(one.digest, one)) is not one:
            self.again[one.digest, one.printing] = one
            differs = f"has the same text as {first.name}; its publisher, day or address differ, so both are kept"
            yield Problem(one.name, differs, False)
        for warning in one.warnings:
            yield Problem(one.name, warning, False)
        if one.english is False:
            yield Problem(one.name, "does not look like English; rows from it will be few or wrong", False)
        self.now.taken[one.name] = one
        if raw is None or self.before.taken.get(one.name) == one:
            yield Same(one.name)
        else:
            stated = self.stated(raw)
            yield _opening().put_together(raw, one.digest, stated, stated.language or ("en" if one.english else None))

    def refusal(self, one: Met) -> str | None:
        if one.digest == EMPTY:
            return "holds no text"
        if one.name in self.now.taken:
            return "has the name of a document already read"
        first = self.texts.get(one.digest)
        twin = first if first and first.printing == one.printing else self.again.get((one.digest, one.printing))
        if twin:
            return f"has the same text as {twin.name}, which stands for both"
        return None


def _opening() -> ModuleType:
    """What opens files: many patterns and parsers, which a corpus that stands as it was is spared."""
    from core.corpus import opening

    return opening
