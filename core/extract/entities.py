"""The model's named entities, decided for all words at once.

spaCy's recogniser goes through a text word by word and weighs its seventy-odd moves at each. But outside an entity a move
depends on nothing decided before, so these moves are weighed for all words in one product. Only from words that may begin
an entity do we go on word by word, side by side, until each such stretch has found its last word.
"""

from collections.abc import Iterable, Iterator, Sequence
from itertools import islice
from typing import Any

import numpy as np
import numpy.typing as npt
from spacy.language import Language
from spacy.pipeline import EntityRecognizer
from spacy.tokens import Doc, Span

from core.extract.vectors import Floats, Vectors, parameter
from core.extract.vectors import understood as vectors_understood

NAME = "claimline_entities"
_OPENING = ("B-", "U-")
Places = npt.NDArray[np.intp]
Marks = npt.NDArray[np.bool_]
BLOCK = 2048  # words weighed in one product, so that what comes of it stays in the processor's cache


class Entities:
    """Does what an entity recogniser does on a text without entities (tests/test_nlp.py compares them)."""

    def __init__(self, recognizer: EntityRecognizer) -> None:
        read, lower, upper = recognizer.model.layers
        self._vectors = Vectors(read.layers[0])
        self._narrow = read.layers[-1]
        # What a word adds to a state by its part in it: as the next word, as the first of an entity, as its last so far.
        self._parts: Floats = _by_piece(parameter(lower, "W")).transpose(0, 2, 1)
        self._absent: Floats = _by_piece(parameter(lower, "pad")[0])
        self._bias: Floats = parameter(lower, "b").T.reshape(-1)
        self._weights, self._base = parameter(upper, "W"), parameter(upper, "b")
        moves = [recognizer.moves.get_class_name(move) for move in range(recognizer.moves.n_moves)]
        # The moves that there are outside an entity; a unit is an entity of one word, and one without a label is never made.
        opening = [place for place, move in enumerate(moves) if move[:2] in _OPENING and move not in _OPENING]
        self._outside = np.array(sorted([moves.index("O"), *opening]))
        self._begin, self._unit = (np.array([moves[place][:2] == kind for place in self._outside]) for kind in _OPENING)
        self._labels = [moves[place][2:] for place in self._outside]
        place_of = {move: place for place, move in enumerate(moves)}
        self._inner = np.array([place_of.get(f"I-{label}", -1) for label in self._labels])
        self._last = np.array([place_of.get(f"L-{label}", -1) for label in self._labels])

    def pipe(self, docs: Iterable[Doc], batch_size: int) -> Iterator[Doc]:
        """Sets the entities of parsed documents, a batch at a time."""
        queue = iter(docs)
        while batch := list(islice(queue, batch_size)):
            yield from self._set(batch)

    def __call__(self, doc: Doc) -> Doc:
        """Sets the entities of one parsed document."""
        return self._set([doc])[0]

    def _set(self, docs: list[Doc]) -> list[Doc]:
        words = np.concatenate([np.zeros((0, self._vectors.width), np.float32), *self._vectors(docs)])
        words = self._narrow.predict(words)
        space, ending = _marks(docs)
        moves = self._moves(words, space, ending)
        opening = np.flatnonzero(self._begin[moves] | self._unit[moves])
        kinds = moves[opening]
        ends = opening + 1
        longer = self._begin[kinds]
        ends[longer] = self._ends(words, ending, opening[longer], kinds[longer])
        found = zip(opening.tolist(), ends.tolist(), kinds.tolist(), strict=True)
        first, span = 0, next(found, None)
        for doc in docs:
            spans, taken = [], first
            while span and span[0] < first + len(doc):
                start, end, kind = span
                if start >= taken:  # else an entity before it holds this word
                    spans.append(Span(doc, start - first, end - first, label=self._labels[kind]))
                    taken = end
                span = next(found, None)
            doc.set_ents(spans, default="outside")
            first += len(doc)
        return docs

    def _moves(self, words: Floats, space: Marks, ending: Marks) -> Places:
        """For each word the move the model makes there outside an entity, by its place among these moves."""
        moves = np.zeros(len(words), np.intp)
        for first in range(0, len(words), BLOCK):
            block = slice(first, first + BLOCK)
            state = words[block] @ self._parts[0] + self._absent[1] + self._absent[2]
            scores = self._hidden(state) @ self._weights[self._outside].T + self._base[self._outside]
            scores[np.ix_(ending[block] | space[block], self._begin)] = -np.inf
            scores[np.ix_(space[block], self._unit)] = -np.inf
            moves[block] = scores.argmax(axis=1)
        return moves

    def _ends(self, words: Floats, ending: Marks, starts: Places, kinds: Places) -> Places:
        """For entities that begin at some words, the place after their last word."""
        ends = starts + 1
        going = np.arange(len(starts))
        opened = words[starts] @ self._parts[1]
        while len(going):
            at = ends[going]
            state = words[at] @ self._parts[0] + opened[going] + words[at - 1] @ self._parts[2]
            hidden = self._hidden(state)
            inner, last = (
                np.einsum("ij,ij->i", hidden, self._weights[move]) + self._base[move]
                for move in (self._inner[kinds[going]], self._last[kinds[going]])
            )
            ends[going] += 1
            going = going[(inner > last) & ~ending[at]]
        return ends

    def _hidden(self, state: Floats) -> Floats:
        state += self._bias
        half = state.shape[1] // 2
        return np.maximum(state[:, :half], state[:, half:])


def understood(recognizer: Any) -> bool:
    """Whether a recogniser is of the kind that is done here: greedy, with vectors of its own and states of three words."""
    if type(recognizer) is not EntityRecognizer:
        return False
    model = recognizer.model
    return bool(
        recognizer.cfg["beam_width"] == 1
        and model.name == "parser_model"
        and model.attrs["has_upper"]
        and not model.attrs["unseen_classes"]
        and (model.layers[1].get_dim("nF"), model.layers[1].get_dim("nP")) == (3, 2)
        and vectors_understood(model.layers[0].layers[0])
    )


def _by_piece(weights: Floats) -> Floats:
    """Weights by part, unit, piece (and width) in the order part, piece and unit, so that the larger is one comparison."""
    parts, units, pieces, *width = weights.shape
    return np.ascontiguousarray(weights.swapaxes(1, 2).reshape(parts, pieces * units, *width))


def _marks(docs: Sequence[Doc]) -> tuple[Marks, Marks]:
    """For all words of some documents: whether it is white space; whether a sentence or the text ends with it."""
    marks = [doc.to_array(["IS_SPACE", "SENT_START"]) for doc in docs]
    ending = [np.append(mark[1:, 1] == 1, True)[: len(mark)] for mark in marks]
    return np.concatenate([mark[:, 0] == 1 for mark in marks]), np.concatenate(ending)


@Language.factory(NAME, assigns=["doc.ents", "token.ent_iob", "token.ent_type"])
def make(nlp: Language, name: str) -> Entities:
    """The recogniser that stands in a pipeline."""
    recognizer = nlp.get_pipe("ner")
    assert isinstance(recognizer, EntityRecognizer)
    return Entities(recognizer)
