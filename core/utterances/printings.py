"""Quotes as printings: the pieces of one utterance in one document, with the words they come to."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from core.records import Actor, Day, Document, Quote, QuoteKind
from core.utterances.words import Word, content, figures, words


@dataclass(frozen=True, slots=True)
class Printing:
    """What one document prints of one utterance."""

    quotes: tuple[str, ...]  # ids of its pieces in order of the text
    doc: str
    start: int
    end: int
    in_words: bool  # direct or partial: the words themselves, not a report of them
    words: tuple[Word, ...]
    forms: tuple[str, ...]
    content: tuple[str, ...]  # stems, each once, in their order: a set takes six times the memory
    figures: frozenset[float]
    speakers: tuple[str, ...]  # in order of their ids; () where nobody is named
    lineage: frozenset[str]  # the speakers, the bodies or states they belong to, and so on up
    said_on: Day | None
    published: Day | None

    @property
    def key(self) -> tuple[tuple[str, ...], str]:
        """An order of printings that does not depend on how documents are ordered or named."""
        return self.forms, self.quotes[0]

    def within(self, other: "Printing") -> bool:
        """Whether this is a part of what the same document reports: a fragment in marks within a clause without them."""
        return self.doc == other.doc and other.start <= self.start and self.end <= other.end


def printings(quotes: Iterable[Quote], documents: Iterable[Document], actors: Iterable[Actor]) -> list[Printing]:
    """The quotes as printings: the pieces of a broken quote together, and the rows of joint speakers.

    They come in the order of `Printing.key`, whatever the order of the quotes.
    """
    published = {document.doc: document.published for document in documents}
    return printed(quotes, published, {actor.id: actor.part_of for actor in actors})


def printed(quotes: Iterable[Quote], published: Mapping[str, Day | None], above: Mapping[str, str | None]) -> list[Printing]:
    """Like `printings`, by the day each document was printed and by what each actor belongs to."""
    pieces: defaultdict[tuple[object, ...], list[Quote]] = defaultdict(list)
    for quote in quotes:
        whole = quote.id if quote.utterance is None else quote.utterance
        pieces[quote.doc, whole, quote.speaker, quote.kind is not QuoteKind.INDIRECT].append(quote)
    joint: defaultdict[tuple[object, ...], list[Quote]] = defaultdict(list)
    for (doc, *_, in_words), together in pieces.items():
        joint[doc, in_words, tuple(sorted((piece.start, piece.end) for piece in together))] += together
    return sorted((_printing(together, published, above) for together in joint.values()), key=lambda one: one.key)


def _printing(pieces: list[Quote], published: Mapping[str, Day | None], above: Mapping[str, str | None]) -> Printing:
    pieces = sorted(pieces, key=lambda piece: (piece.start, piece.end, piece.id))
    spoken: list[Word] = []
    for piece in pieces:
        spoken += [word for word in words(piece.text, piece.start) if not spoken or word.start >= spoken[-1].end]
    forms = tuple(word.form for word in spoken)
    speakers = tuple(sorted({piece.speaker for piece in pieces if piece.speaker}))
    return Printing(
        quotes=tuple(piece.id for piece in pieces),
        doc=pieces[0].doc,
        start=pieces[0].start,
        end=max(piece.end for piece in pieces),
        in_words=pieces[0].kind is not QuoteKind.INDIRECT,
        words=tuple(spoken),
        forms=forms,
        content=tuple(sorted({*content(forms)})),
        figures=frozenset(figures(forms)),
        speakers=speakers,
        lineage=frozenset(actor for speaker in speakers for actor in lineage(speaker, above)),
        said_on=next((piece.said_on for piece in pieces if piece.said_on), None),
        published=published.get(pieces[0].doc),
    )


def lineage(actor: str | None, above: Mapping[str, str | None]) -> tuple[str, ...]:
    """An actor, what it is part of, and so on up; a circle ends where it closes."""
    found: list[str] = []
    while actor is not None and actor not in found:
        found.append(actor)
        actor = above.get(actor)
    return tuple(found)
