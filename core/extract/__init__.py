"""Texts in, rows out: the only code that knows spaCy. Import it where a model is really needed, not before."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import islice

import spacy.tokens

from core.extract import actors, dates, nlp, quotes, transfers
from core.extract.cast import Cast
from core.extract.parsed import Doc
from core.extract.wrapped import as_stored
from core.records import Actor, Document, Noise, Problem, Reading, Transfer
from core.wrapping import unwrapped


def read(documents: Iterable[tuple[Document, Sequence[Noise]]]) -> Iterator[tuple[Reading, Problem | None]]:
    """What each document says, in the order given, with the problem that kept it from being read, if there was one.

    No document stops the others: one that cannot be read yields a `Reading` without rows and a `Problem` in words.
    """
    queue = iter(documents)
    while batch := list(islice(queue, nlp.BATCH)):
        # A text broken at a width is read by its paragraphs, at the same offsets.
        flat = [replace(document, text=unwrapped(document.text)) for document, _ in batch]
        for (document, noise), by_paragraph, doc in zip(batch, flat, _parsed(flat), strict=True):
            reading, problem = _read(by_paragraph, noise, doc)
            yield as_stored(reading, document.text), problem


def _parsed(documents: Sequence[Document]) -> list[spacy.tokens.Doc | Exception]:
    """The parses of a batch; where the batch as a whole fails, each text on its own, or what it failed with."""
    try:
        return list(nlp.parse(document.text for document in documents))
    except Exception as failure:
        if len(documents) == 1:
            return [failure]
        return [parsed for document in documents for parsed in _parsed([document])]


def _read(document: Document, noise: Sequence[Noise], doc: spacy.tokens.Doc | Exception) -> tuple[Reading, Problem | None]:
    try:
        if isinstance(doc, Exception):
            raise doc
        return _reading(document, noise, doc), None
    except Exception as failure:  # any fault of a rule on an odd text: the corpus goes on without this document's rows
        reason = f"could not be analysed ({type(failure).__name__}: {failure}); its text is kept, no rows were read from it"
        return Reading(document.doc), Problem(document.doc, " ".join(reason.split()), left_out=False)


def _reading(document: Document, noise: Sequence[Noise], parse: spacy.tokens.Doc) -> Reading:
    doc = Doc(parse)
    cast = actors.actors(doc, document, noise)
    quoted, attitudes = quotes.quotes(doc, cast, document, noise)
    told = transfers.transfers(doc, cast, quoted, document, noise)
    times = dates.find_dates(doc, document)
    doc.release()
    return Reading(
        document.doc, _acting(cast, told), cast.mentions, tuple(times), tuple(quoted), tuple(attitudes), tuple(told)
    )


def _acting(cast: Cast, told: Sequence[Transfer]) -> tuple[Actor, ...]:
    """The actors of a document, without the state it is written from where that is neither named nor any actor's own."""
    parts = {mention.actor for mention in cast.mentions} | {actor.part_of for actor in cast.actors}
    parts |= {id for row in told for id in (row.supplier, row.recipient, *row.claimants, *row.denied_by)}
    return tuple(actor for actor in cast.actors if actor.id != cast.home or actor.id in parts)
