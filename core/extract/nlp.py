"""The one pipeline: which model, which pipes, what is done faster than as it comes, and how long texts are fed to it."""

import gc
import re
from collections.abc import Callable, Iterable, Iterator
from functools import lru_cache
from typing import Any

import spacy
from spacy.language import Language
from spacy.pipeline import Tok2Vec
from spacy.tokens import Doc
from thinc.api import Model, NumpyOps
from threadpoolctl import threadpool_limits

from core import settings
from core.extract import entities, lemmas, tag_rules, vectors

# spaCy holds about 1 GB for a million characters at once; pieces this long keep a worker small and cost nothing in speed.
PIECE = 50_000
COLLECTED = 100_000  # objects made before the collector looks for rings among them: the words of some fifty reports
BATCH = 32  # texts that go through the model at once
PARAGRAPH_END = re.compile(r"\n\s*")
QUICKER: tuple[tuple[str, str, Callable[[Any], bool]], ...] = (
    ("attribute_ruler", tag_rules.NAME, tag_rules.understood),
    ("lemmatizer", lemmas.NAME, lemmas.understood),
    ("ner", entities.NAME, entities.understood),
)


@Language.component("claimline_paragraphs", assigns=["token.is_sent_start"])
def paragraphs(doc: Doc) -> Doc:
    """Starts a sentence after every line break, so that a headline never runs into the text below it."""
    words = doc.to_array("ORTH").tolist()
    breaks = {word for word in set(words) if "\n" in doc.vocab.strings[word]}
    for place, word in enumerate(words[:-1], 1):
        if word in breaks:
            doc[place].is_sent_start = True
    return doc


@lru_cache(maxsize=1)
def pipeline(model: str | None = None) -> Language:
    """The loaded pipeline (tok2vec, tagger, parser, attribute ruler, lemmatizer, NER, and our paragraph marks)."""
    nlp = stock(model)
    _multiply_with_numpy(nlp)
    nlp.add_pipe("claimline_paragraphs", before="parser")
    _hasten(nlp)
    # The model is hundreds of thousands of objects that stay: left out of collections, these cost a tenth less of all time.
    gc.collect()
    gc.freeze()
    gc.set_threshold(COLLECTED)
    return nlp


def _hasten(nlp: Language) -> None:
    """Puts our quicker code in the place of those pipes that it knows how to equal, annotation for annotation."""
    for name, quicker, equals in QUICKER:
        if nlp.has_pipe(name) and equals(nlp.get_pipe(name)):
            nlp.add_pipe(quicker, after=name)
            nlp.disable_pipe(name)
    tok2vec = nlp.get_pipe("tok2vec") if nlp.has_pipe("tok2vec") else None
    if isinstance(tok2vec, Tok2Vec) and vectors.understood(tok2vec.model):
        tok2vec.model = vectors.faster(tok2vec.model)


def stock(model: str | None = None) -> Language:
    """The model as it comes, to measure against and to compare with."""
    return spacy.load(model or settings.model_name())


def _multiply_with_numpy(nlp: Language) -> None:
    """Lets numpy's OpenBLAS do the matrix products, on one thread.

    The code that thinc brings along picks a generic kernel on many processors: a parse takes about a third longer with it
    (`python -m core bench` prints the ratio) and comes out the same. More threads would contend with the other workers.
    """
    threadpool_limits(1, user_api="blas")
    for _, pipe in nlp.pipeline:
        model = getattr(pipe, "model", None)
        for layer in model.walk() if isinstance(model, Model) else ():
            layer.ops = NumpyOps(use_blis=False)


def _pieces(text: str) -> list[str]:
    """The text cut after line breaks into pieces of at most PIECE characters, where the line breaks allow it."""
    pieces, start = [], 0
    while len(text) - start > PIECE:
        ends = [match.end() for match in PARAGRAPH_END.finditer(text, start, start + PIECE)]
        end = ends[-1] if ends else start + PIECE
        pieces.append(text[start:end])
        start = end
    return [*pieces, text[start:]]


def parse(texts: Iterable[str], batch_size: int = BATCH) -> Iterator[Doc]:
    """One `Doc` a text, in order, whose `text` equals the input character for character."""
    nlp = pipeline()
    held: list[int] = []

    def pieces() -> Iterator[str]:
        for text in texts:
            parts = _pieces(text)
            held.append(len(parts))
            yield from parts

    docs = nlp.pipe(pieces(), batch_size=batch_size)
    for first in docs:
        parts = [first, *(next(docs) for _ in range(held.pop(0) - 1))]
        yield first if len(parts) == 1 else Doc.from_docs(parts, ensure_whitespace=False)
