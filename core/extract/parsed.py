"""A parse as the rules read it: spaCy's `Doc`, `Span` and `Token`, copied once into plain objects.

Every attribute of a spaCy token makes a Python object, looks up a string or walks the tree anew each time it is asked for,
and the rules ask some hundreds of times a word. Here it is a field, filled for the whole document from spaCy's own arrays.
The names are spaCy's and mean what they mean there (`tests/test_parsed.py` holds each to it); what no rule asks for is left
out. A copy does not change, and a word is the same object wherever it is met.
"""

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from itertools import chain, pairwise, repeat
from typing import Any, Literal, overload

import numpy as np
import spacy.tokens
from numpy.typing import NDArray

from core.extract import nlp
from core.extract.columns import Columns

NAMED = ("ORTH", "LOWER", "LEMMA", "POS", "TAG", "DEP", "ENT_TYPE")
NUMBERS = ("IDX", "HEAD", "SENT_START", "SPACY", "IS_SPACE", "ENT_IOB")
FLAGS = ("IS_PUNCT", "IS_ALPHA", "IS_TITLE", "IS_LOWER", "IS_DIGIT", "LIKE_NUM", "IS_QUOTE", "IS_CURRENCY", "IS_STOP")
IOB = ("", "I", "O", "B")
MOST_NAMES = 200_000  # strings remembered between documents: some 20 MB
_names: dict[int, str] = {}
BEGINS = 1  # in the column SENT_START: a sentence begins here


class _Flag:
    """A field that few rules ask for: kept as a column of the document, by spaCy's name."""

    def __init__(self, name: str) -> None:
        self.name = name

    def __get__(self, token: "Token", kind: type) -> bool:
        return token.doc.flags[self.name][token.i]


class Token:
    """A word or mark of a document. Two are equal when they are the same one."""

    __slots__ = (
        "children",
        "dep_",
        "doc",
        "ent_type_",
        "head",
        "i",
        "idx",
        "is_sent_start",
        "is_space",
        "lemma_",
        "lower_",
        "pos_",
        "tag_",
        "text",
        "whitespace_",
    )
    head: "Token"

    def __init__(
        self,
        doc: "Doc",
        i: int,
        idx: int,
        text: str,
        lower_: str,
        lemma_: str,
        pos_: str,
        tag_: str,
        dep_: str,
        ent_type_: str,
        whitespace_: str,
        is_sent_start: bool,
        is_space: bool,
    ) -> None:
        self.doc = doc
        self.i = i
        self.idx = idx
        self.text = text
        self.lower_ = lower_
        self.lemma_ = lemma_
        self.pos_ = pos_
        self.tag_ = tag_
        self.dep_ = dep_
        self.ent_type_ = ent_type_
        self.whitespace_ = whitespace_
        self.is_sent_start = is_sent_start
        self.is_space = is_space
        self.children: Sequence[Token] = ()

    def __len__(self) -> int:
        return len(self.text)

    def __repr__(self) -> str:
        return self.text

    # ------------------------------------------------------------ the tree
    @property
    def lefts(self) -> list["Token"]:
        """The children before the word."""
        return [kid for kid in self.children if kid.i < self.i]

    @property
    def rights(self) -> list["Token"]:
        """The children behind the word."""
        return [kid for kid in self.children if kid.i > self.i]

    @property
    def left_edge(self) -> "Token":
        """The first word of the subtree."""
        return self.doc[self.doc.left_edges[self.i]]

    @property
    def right_edge(self) -> "Token":
        """The last word of the subtree."""
        return self.doc[self.doc.right_edges[self.i]]

    @property
    def subtree(self) -> list["Token"]:
        """The word and all that hangs on it; each after what hangs on it to its left."""
        doc, i = self.doc, self.i
        if doc.crossed and doc.sentence_of[i].start in doc.crossed:
            return list(_walked(self))
        return doc[doc.left_edges[i] : doc.right_edges[i] + 1]

    @property
    def ancestors(self) -> Iterator["Token"]:
        """What the word hangs on, and what that hangs on, to the root."""
        token = self
        while token.head is not token:
            token = token.head
            yield token

    def is_ancestor(self, descendant: "Token") -> bool:
        """Whether another word hangs on this one, directly or not."""
        return any(above is self for above in descendant.ancestors)

    @property
    def conjuncts(self) -> tuple["Token", ...]:
        """The words that this one is coordinated with."""
        first = self
        while first.dep_ == "conj" and first.head is not first:
            first = first.head
        joined = [first]
        for token in joined:  # grows while it is walked
            joined += [kid for kid in token.rights if kid.dep_ == "conj"]
        return tuple(token for token in joined if token is not self)

    # ------------------------------------------------------------ where it stands
    def nbor(self, i: int = 1) -> "Token":
        """The word so many places further on; raises IndexError outside the document."""
        if not 0 <= self.i + i < len(self.doc):
            raise IndexError(f"no word {i} from {self.i}")
        return self.doc[self.i + i]

    @property
    def sent(self) -> "Span":
        """The sentence it stands in."""
        return self.doc.sentence_of[self.i]

    @property
    def is_sent_end(self) -> bool:
        """Whether a sentence ends with it."""
        doc = self.doc
        return self.i + 1 == len(doc) or doc[self.i + 1].is_sent_start

    # ------------------------------------------------------------ what it looks like
    is_punct = _Flag("IS_PUNCT")
    is_alpha = _Flag("IS_ALPHA")
    is_title = _Flag("IS_TITLE")
    is_lower = _Flag("IS_LOWER")
    is_digit = _Flag("IS_DIGIT")
    like_num = _Flag("LIKE_NUM")
    is_quote = _Flag("IS_QUOTE")
    is_currency = _Flag("IS_CURRENCY")
    is_stop = _Flag("IS_STOP")

    @property
    def ent_iob_(self) -> str:
        """ "B" where the model's name begins, "I" further inside it, "O" outside."""
        return IOB[self.doc.iob[self.i]]


class Span:
    """Words `start` up to, not including, `end` of a document; with a label where the model names something."""

    __slots__ = ("doc", "end", "label_", "start")

    def __init__(self, doc: "Doc", start: int, end: int, label_: str = "") -> None:
        self.doc = doc
        self.start = start
        self.end = end
        self.label_ = label_

    def __len__(self) -> int:
        return self.end - self.start

    def __iter__(self) -> Iterator[Token]:
        return iter(self.doc[self.start : self.end])

    def __reversed__(self) -> Iterator[Token]:
        return reversed(self.doc[self.start : self.end])

    @overload
    def __getitem__(self, place: int) -> Token: ...
    @overload
    def __getitem__(self, place: slice) -> "Span": ...
    def __getitem__(self, place: int | slice) -> "Token | Span":
        within = range(self.start, self.end)[place]
        if isinstance(within, int):
            return self.doc[within]
        return Span(self.doc, within.start, max(within.start, within.stop))

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, Span):
            return NotImplemented
        return (self.start, self.end, self.label_) == (other.start, other.end, other.label_) and self.doc is other.doc

    def __hash__(self) -> int:
        return hash((self.start, self.end, self.label_))

    def __repr__(self) -> str:
        return self.text

    @property
    def start_char(self) -> int:
        """Where its first word begins in the text."""
        starts = self.doc.starts
        return starts[self.start] if self.start < len(starts) else len(self.doc.text)

    @property
    def end_char(self) -> int:
        """Where its last word ends in the text."""
        if self.start == self.end:
            return self.start_char
        last = self.doc[self.end - 1]
        return last.idx + len(last.text)

    @property
    def text(self) -> str:
        """Its characters, without the space behind the last word."""
        return self.doc.text[self.start_char : self.end_char]

    @property
    def sent(self) -> "Span":
        """The sentence that its first word stands in."""
        return self.doc[self.start].sent

    @property
    def root(self) -> Token:
        """The word nearest to the root of the sentence, the first of several."""
        doc = self.doc
        outward = [token for token in self if token.head is token or not self.start <= token.head.i < self.end]
        return min(outward, key=_steps_up, default=doc[self.start])


class Doc(list[Token]):
    """A parsed document: the list of its words, with its text, its sentences and the names that the model sees."""

    def __init__(self, parse: spacy.tokens.Doc) -> None:
        """Copies a parse whose annotation is finished."""
        asked: list[int | str] = [*NAMED, *NUMBERS, *FLAGS]
        numbers = parse.to_array(asked).T if len(parse) else np.zeros((len(asked), 0), np.uint64)
        named = _named(numbers[: len(NAMED)].tolist(), parse.vocab.strings)
        starts, heads, begins, spaces, blank, iob = numbers[len(NAMED) : -len(FLAGS)].astype(np.int64)
        self.starts: list[int] = starts.tolist()
        opens: list[bool] = (begins == BEGINS).tolist()
        behind = [" " if space else "" for space in spaces.tolist()]
        text, lower, lemma, pos, *_, labels = named
        self.text = "".join(chain.from_iterable(zip(text, behind, strict=True)))
        self.ends = [*self.starts[1:], len(self.text)]  # of each word with the space behind it
        self.columns = Columns(text, lower, [word.lower() for word in lemma], pos, opens)
        places = range(len(text))
        super().__init__(map(Token, repeat(self), places, self.starts, *named, behind, opens, (blank > 0).tolist()))
        self.flags: dict[str, list[bool]] = dict(zip(FLAGS, (numbers[-len(FLAGS) :] > 0).tolist(), strict=True))
        self.iob: list[int] = iob.tolist()
        self.ents = [Span(self, start, end, labels[start]) for start, end in _entities(self.iob)]
        self._part(opens)
        self._grow(heads + np.arange(len(heads)))
        self.user_data: dict[Any, Any] = {}
        self._spans: dict[tuple[int, int, str], Span | None] = {}

    def release(self) -> None:
        """Lets go of the words and spans, which hold each other: else each document waits for the collector to find it.

        Nothing can be asked of them afterwards.
        """
        for token in self:
            del token.head, token.children, token.doc
        self.clear()
        vars(self).clear()

    def _part(self, opens: Sequence[bool]) -> None:
        """Parts the words into sentences."""
        first = [place for place, begins in enumerate(opens) if begins or not place]
        self.sentences = [Span(self, start, end) for start, end in pairwise([*first, len(opens)])]
        self.sentence_of = [sentence for sentence in self.sentences for _ in range(len(sentence))]

    def _grow(self, above: NDArray[np.int64]) -> None:
        """Hangs every word on its head, and finds how far what hangs on it reaches."""
        heads = above.tolist()
        kids: dict[int, list[Token]] = {}
        for token, head in zip(self, heads, strict=True):
            token.head = self[head]
            if head != token.i:
                kids.setdefault(head, []).append(token)
        for head, hanging in kids.items():
            self[head].children = hanging
        self.left_edges = _edges(heads, range(len(heads)))
        self.right_edges = _edges(heads, range(len(heads) - 1, -1, -1))
        crossing = _crossing(above, np.array(self.left_edges, np.int64), np.array(self.right_edges, np.int64))
        self.crossed = {self.sentence_of[place].start for place in crossing}

    def span(self, start: int, end: int) -> Span:
        """The words of a slice together; places outside the document are left out, as with any slice."""
        if 0 <= start <= end <= len(self):
            return Span(self, start, end)
        within = range(len(self))[start:end]
        return Span(self, within.start, max(within.start, within.stop))

    @property
    def sents(self) -> list[Span]:
        """Its sentences in reading order."""
        return self.sentences

    def char_span(
        self, start: int, end: int, alignment_mode: Literal["strict", "contract", "expand"] = "strict"
    ) -> Span | None:
        """The words that `text[start:end]` is made of; None where it begins or ends within one.

        Of those it holds in part, "expand" takes all in and "contract" none; None where no word is left.
        """
        asked = start, end, alignment_mode
        if asked not in self._spans:  # many rules ask for the same names
            self._spans[asked] = self._char_span(start, end, alignment_mode)
        return self._spans[asked]

    def _char_span(self, start: int, end: int, alignment_mode: str) -> Span | None:
        first, last = self._at(start), self._at(end - 1)
        if first is None or last is None:
            return None
        begins, ends = first.i, last.i + 1
        if alignment_mode == "expand":
            return Span(self, begins + (start == first.idx + len(first)), ends)  # the space behind a word is none of it
        before, behind = first.idx < start, end < last.idx + len(last)
        if alignment_mode == "contract":
            begins, ends = begins + before, ends - behind
            return Span(self, begins, ends) if begins < ends else None
        return None if start != first.idx or end != last.idx + len(last) else Span(self, begins, ends)

    def _at(self, char: int) -> Token | None:
        """The word that holds a character, or has it as the space behind it."""
        place = bisect_right(self.starts, char) - 1
        inside = place >= 0 and char < self.ends[place]
        return self[place] if inside else None


def parse(texts: Iterable[str]) -> Iterator[Doc]:
    """The parses of some texts, in order."""
    return map(Doc, nlp.parse(texts))


def _named(columns: Sequence[Sequence[int]], strings: Any) -> list[list[str]]:
    """What the numbers of the string store in some columns stand for.

    A number is the hash of its string, whatever the model; so what one document looked up, the next ones need not.
    """
    if len(_names) > MOST_NAMES:
        _names.clear()
    _names.update((number, strings[number]) for number in set().union(*columns).difference(_names))
    return [list(map(_names.__getitem__, column)) for column in columns]


def _entities(iob: Sequence[int]) -> Iterator[tuple[int, int]]:
    """Where the names that the model sees begin and end."""
    for start, mark in enumerate(iob):
        if IOB[mark] == "B":
            end = start + 1
            while end < len(iob) and IOB[iob[end]] == "I":
                end += 1
            yield start, end


def _edges(above: Sequence[int], places: Sequence[int]) -> list[int]:
    """For every word the first place, in the order of `places`, of its subtree.

    Whoever comes first reaches all words above it that nobody before has reached, so that each is set once.
    """
    edges: list[int | None] = [None] * len(above)
    for place in places:
        at = place
        while edges[at] is None:
            edges[at] = place
            at = above[at]
    return [edge if edge is not None else place for place, edge in enumerate(edges)]


def _crossing(above: NDArray[np.int64], left: NDArray[np.int64], right: NDArray[np.int64]) -> list[int]:
    """Words whose subtree holds their head, or a word of a sibling's: not all that hangs on those above stands together."""
    places = np.arange(len(above))
    before, behind = places < above, places > above
    over_head = before & (right >= above) | behind & (left <= above)
    hanging = np.flatnonzero(before | behind)
    order = hanging[np.argsort(above[hanging], kind="stable")]
    one, other = order[:-1], order[1:]
    over_sibling = one[(above[one] == above[other]) & (right[one] >= left[other])]
    found: list[int] = [*np.flatnonzero(over_head).tolist(), *over_sibling.tolist()]
    return found


def _walked(token: Token) -> Iterator[Token]:
    """The subtree of a word, with what hangs on it to the left, itself, and what hangs on it to the right."""
    waiting: list[tuple[Token, bool]] = [(token, False)]
    while waiting:
        current, open_ = waiting.pop()
        if open_ or not current.children:
            yield current
            continue
        waiting += [(kid, False) for kid in reversed(current.rights)]
        waiting.append((current, True))
        waiting += [(kid, False) for kid in reversed(current.lefts)]


def _steps_up(token: Token) -> int:
    """How far the root is; marks and blanks are further away than any word, unless something hangs on them."""
    if (token.is_punct or token.is_space) and not token.children and token.head is not token:
        return len(token.doc) - 1
    return sum(1 for _ in token.ancestors)
