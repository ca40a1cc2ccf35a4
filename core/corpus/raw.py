"""What a reader hands on: the text of a file, what the file says of itself, and what went wrong; and what comes of it."""

from dataclasses import dataclass, fields, replace

from core.records import Day, Document, Genre, Noise, Source, SourceKind


class CorpusError(Exception):
    """The corpus as a whole cannot be read. The message is one line for a person."""


class UnreadableError(Exception):
    """One file or row cannot be read. The message says why, in one line, without the file's name."""


@dataclass(frozen=True, slots=True)
class Facts:
    """What is known about a document. Publisher is a name here, not yet the id of a source. None: not stated."""

    title: str | None = None
    publisher: str | None = None
    publisher_country: str | None = None
    publisher_kind: SourceKind | None = None
    author: str | None = None
    published: Day | None = None
    url: str | None = None
    retrieved_at: Day | None = None
    language: str | None = None
    genre: Genre | None = None
    credit: str | None = None

    def over(self, other: "Facts") -> "Facts":
        """These facts, with gaps filled from the other ones. Country and kind belong to their publisher's name."""
        stated = {f.name: value for f in fields(self) if (value := getattr(self, f.name)) is not None}
        if self.publisher and self.publisher != other.publisher:
            other = replace(other, publisher_country=None, publisher_kind=None)
        return replace(other, **stated)


@dataclass(frozen=True, slots=True)
class Raw:
    """One text as a reader found it: its name within the corpus, the facts its file states, and warnings in words."""

    name: str
    text: str
    facts: Facts = Facts()
    warnings: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Text:
    """One document, what in it is not the report itself, and who published it where that is known."""

    document: Document
    noise: tuple[Noise, ...] = ()
    source: Source | None = None
