"""Lists below a line that leads them in: "Kesh has supplied Orvania with:" and its bullets."""

import re
from collections.abc import Iterator

from spacy.tokens import Doc, Span

from core.extract import items
from core.extract.items import Thing

BULLET = re.compile(r"^\s*(?:[-–—•*·▪◦]|\(?\w{1,2}[.)])\s*\S")


def led_in(doc: Doc) -> Iterator[tuple[int, list[Thing]]]:
    """For each sentence that ends in a colon before a list: its first token and the things that the bullets name."""
    sentences = list(doc.sents)
    for place, sentence in enumerate(sentences):
        if sentence.text.rstrip().endswith(":") and "\n" in sentence.doc.text[sentence.end_char - 2 : sentence.end_char + 1]:
            things = [thing for bullet in _bullets(sentences[place + 1 :]) for thing in _named(bullet)]
            if things:
                yield sentence.start, things


def _bullets(sentences: list[Span]) -> Iterator[Span]:
    for sentence in sentences:
        if not sentence.text.strip():
            continue
        if not BULLET.match(sentence.text):
            return
        yield sentence


def _named(bullet: Span) -> list[Thing]:
    """The things of a bullet that is a noun phrase; none for one that is a sentence of its own."""
    if any(token.dep_ in {"nsubj", "nsubjpass"} and token.head.pos_ in {"VERB", "AUX"} for token in bullet):
        return []
    return items.things(bullet.root, True) if bullet.root.pos_ in {"NOUN", "PROPN", "NUM"} else []
