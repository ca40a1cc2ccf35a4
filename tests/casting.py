"""Casts of example texts: parsed once, asked by the words that stand in them."""

from functools import cache

from core.corpus.noise import mark
from core.extract import parsed
from core.extract.actors import actors
from core.extract.cast import Cast
from core.extract.parsed import Token
from core.records import Document


@cache
def cast_of(text: str) -> Cast:
    """The cast of a text without metadata, with the noise that the corpus reader would mark."""
    (doc,) = parsed.parse([text])
    return actors(doc, Document("example.txt", "0", text), mark("example.txt", text))


def surfaces(text: str) -> dict[str, set[str]]:
    """For each actor id the distinct words that name it."""
    cast = cast_of(text)
    found: dict[str, set[str]] = {actor.id: set() for actor in cast.actors}
    for mention in cast.mentions:
        found[mention.actor].add(mention.text)
    return found


def word(text: str, words: str, number: int = 1) -> Token:
    """The head token of the words at their `number`th occurrence in the text."""
    cast = cast_of(text)
    start = -1
    for _ in range(number):
        start = text.index(words, start + 1)
    span = cast.doc.char_span(start, start + len(words), alignment_mode="expand")
    assert span is not None
    return span.root


def meant(text: str, words: str, number: int = 1) -> tuple[str, ...]:
    """Whom the words mean at their `number`th occurrence."""
    return cast_of(text).of(word(text, words, number))
