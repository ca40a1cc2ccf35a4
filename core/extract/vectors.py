"""The model's vectors of words in their context, with each distinct word looked up once.

A `tok2vec` layer of spaCy's small models hashes a few features of a word into a vector and then lets four convolutions
look at the neighbours. The first half depends on the word alone and is kept. The convolutions run over blocks that fit the
processor's cache, into arrays that are used again: made anew for every layer and as long as all the texts, as thinc makes
them, they cost as much as the products in them.
"""

from collections.abc import Sequence
from itertools import islice
from typing import Any, cast

import numpy as np
import numpy.typing as npt
from spacy.tokens import Doc
from thinc.api import Model
from thinc.types import Ragged

Layer = Model[Any, Any]
Floats = npt.NDArray[np.float32]
BLOCK = 512  # words whose arrays are in the cache together: 3 · 96 floats each in the widest one
KEPT = 40_000  # distinct words whose vectors are kept: 15 MB at a width of 96
PIECES = 3


class Maxout:
    """A thinc maxout layer with the normalisation after it: of each unit's pieces the largest, then mean 0, variance 1."""

    def __init__(self, maxout: Layer, norm: Layer) -> None:
        weights, bias = parameter(maxout, "W"), parameter(maxout, "b")
        self.units, pieces, width = weights.shape
        # Piece by piece instead of unit by unit, so that the largest is a comparison of whole rows.
        self.weights: Floats = np.ascontiguousarray(weights.swapaxes(0, 1).reshape(pieces * self.units, width).T)
        self.bias: Floats = bias.T.flatten()
        self.scale, self.shift = parameter(norm, "G"), parameter(norm, "b")

    def best(self, products: Floats, out: Floats) -> Floats:
        """From the products of a block (changed in place) to its normalised output."""
        units = self.units
        products += self.bias
        np.maximum(products[:, :units], products[:, units : 2 * units], out=out)
        np.maximum(out, products[:, 2 * units :], out=out)
        out -= out.mean(axis=1, keepdims=True)
        variance = np.einsum("ij,ij->i", out, out) / np.float32(units) + np.float32(1e-8)
        out *= (variance ** np.float32(-0.5))[:, None]
        out *= self.scale
        out += self.shift
        return out


class Vectors:
    """Does what a `tok2vec` layer does (tests/test_nlp.py compares what comes of it)."""

    def __init__(self, tok2vec: Layer) -> None:
        embed, encode = tok2vec.layers
        extract, _, self._hashed, self._mixed = embed.layers[:4]
        self._features: list[int | str] = extract.attrs["columns"]
        self._layers = [Maxout(*_named(layer, "maxout", "layernorm")) for layer in encode.layers[0].layers]
        self.width: int = encode.get_dim("nO")
        # Words feel their neighbours through all layers; between documents stand as many empty places.
        self._pad: int = encode.attrs["pad"]
        self._rows: dict[tuple[int, ...], int] = {}
        self._kept: Floats = np.zeros((1, self.width), np.float32)  # the first row is that of an empty place
        widest = BLOCK + 2 * self._pad
        self._windows: Floats = np.zeros((widest, 3 * self.width), np.float32)
        self._products: Floats = np.zeros((widest, PIECES * self.width), np.float32)
        self._best: Floats = np.zeros((widest, self.width), np.float32)

    def __call__(self, docs: Sequence[Doc]) -> list[Floats]:
        """A matrix for each document: a row of `width` for each word."""
        starts, rows = self._places(docs)
        found = np.empty((len(rows), self.width), np.float32)
        for first in range(0, len(rows), BLOCK):
            # The block, and the words around it that its last layer still feels.
            begin, end = max(0, first - self._pad), min(len(rows), first + BLOCK + self._pad)
            block = self._convolved(self._kept[rows[begin:end]])
            found[first : first + BLOCK] = block[first - begin : first - begin + BLOCK]
        return [found[start : start + len(doc)] for start, doc in zip(starts, docs, strict=True)]

    def _places(self, docs: Sequence[Doc]) -> tuple[list[int], npt.NDArray[np.intp]]:
        """Where each document starts among all places, and the kept row that stands at each place."""
        starts, rows = [], [0] * self._pad
        for known in self._words(docs):
            starts.append(len(rows))
            rows += known
            rows += [0] * self._pad
        return starts, np.array(rows, np.intp)

    def _words(self, docs: Sequence[Doc]) -> list[list[int]]:
        """For each document the kept rows of its words; those not met before are looked up."""
        if len(self._rows) > KEPT:
            self._rows.clear()
            self._kept = self._kept[:1]
        known, before = self._rows, len(self._rows)
        features = [list(map(tuple, doc.to_array(self._features).tolist())) for doc in docs]
        rows = [[known.setdefault(word, len(known) + 1) for word in words] for words in features]
        if len(known) > before:
            fresh = np.array(list(islice(known, before, None)), np.uint64)
            vectors = self._mixed.predict(self._hashed.predict(Ragged(cast(Any, fresh), cast(Any, np.array([len(fresh)])))))
            self._kept = np.concatenate([self._kept, vectors.data])
        return rows

    def _convolved(self, vectors: Floats) -> Floats:
        """A block after all layers (changed in place)."""
        length, width = vectors.shape
        windows, products, best = self._windows[:length], self._products[:length], self._best[:length]
        windows[0, :width] = 0
        windows[-1, 2 * width :] = 0
        for layer in self._layers:
            windows[1:, :width] = vectors[:-1]
            windows[:, width : 2 * width] = vectors
            windows[:-1, 2 * width :] = vectors[1:]
            np.matmul(windows, layer.weights, out=products)
            vectors += layer.best(products, best)
        return vectors


def parameter(layer: Layer, name: str) -> Floats:
    """A layer's weights or biases."""
    return np.asarray(layer.get_param(name), np.float32)


def understood(tok2vec: Layer) -> bool:
    """Whether a layer is of the kind that is done here: hashed features, then convolutions over three words."""
    if len(tok2vec.layers) != 2:
        return False
    embed, encode = tok2vec.layers
    layers = [layer.name.split("(")[0].split(">>")[0] for layer in embed.layers]
    if (
        layers != ["extract_features", "list2ragged", "with_array", "with_array", "ragged2list"]
        or encode.name[:11] != "with_array("
    ):
        return False
    steps = [{part.name: part for part in layer.walk() if not part.layers} for layer in encode.layers[0].layers]
    return all(
        parts.keys() == {"expand_window", "maxout", "layernorm", "dropout"}
        and (parts["expand_window"].attrs["window_size"], parts["maxout"].get_dim("nP")) == (1, PIECES)
        for parts in steps
    )


def faster(tok2vec: Layer) -> Layer:
    """A layer that gives the same vectors, for use in the place of the one given. It cannot be trained."""
    vectors = Vectors(tok2vec)
    return Model("claimline_vectors", lambda model, docs, is_train: (vectors(docs), list), dims={"nO": vectors.width})


def _named(model: Layer, *names: str) -> list[Layer]:
    """The layers within a model that have these names, each there once."""
    found = {layer.name: layer for layer in model.walk()}
    return [found[name] for name in names]
