"""The model's lemmas, each looked up once for a word of one part of speech and morphology.

spaCy's lemmatizer keeps only some of what it finds, and looks for words in lists of tens of thousands, entry by entry.
"""

from typing import Any, cast

import numpy as np
from spacy.lang.en.lemmatizer import EnglishLemmatizer
from spacy.language import Language
from spacy.tokens import Doc

NAME = "claimline_lemmas"
KEPT = 200_000  # words of one part of speech and morphology


class Lemmas:
    """Does what the rules of the English lemmatizer do (tests/test_nlp.py compares them)."""

    def __init__(self, lemmatizer: EnglishLemmatizer) -> None:
        self._lemmatizer = lemmatizer
        self._known: dict[tuple[int, int, int], int] = {}
        index = lemmatizer.lookups.get_table("lemma_index")
        for part, words in list(index.items()):
            index[part] = frozenset(words)

    def __call__(self, doc: Doc) -> Doc:
        """Sets the lemma of every token that has none yet."""
        if len(self._known) > KEPT:
            self._known.clear()
        if not len(doc):
            return doc
        lemmas = []
        for place, (word, part, morphology, lemma) in enumerate(doc.to_array(["ORTH", "POS", "MORPH", "LEMMA"]).tolist()):
            if not lemma:
                lemma = self._known.get((word, part, morphology))
                if lemma is None:
                    lemma = doc.vocab.strings.add(self._lemmatizer.lemmatize(doc[place])[0])
                    self._known[word, part, morphology] = lemma
            lemmas.append(lemma)
        doc.from_array(["LEMMA"], cast(Any, np.array(lemmas, np.uint64)))
        return doc


def understood(lemmatizer: Any) -> bool:
    """Whether it is the lemmatizer done here: English, by rules, leaving lemmas that are set."""
    return type(lemmatizer) is EnglishLemmatizer and lemmatizer.mode == "rule" and not lemmatizer.overwrite


@Language.factory(NAME, assigns=["token.lemma"])
def make(nlp: Language, name: str) -> Lemmas:
    """The lemmatizer that stands in a pipeline."""
    lemmatizer = nlp.get_pipe("lemmatizer")
    assert isinstance(lemmatizer, EnglishLemmatizer)
    return Lemmas(lemmatizer)
