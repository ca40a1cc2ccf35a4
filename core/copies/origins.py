"""Which documents are one text: copies folded into what they copy.

What ten papers print from one agency is one text origin. Documents that share only a paragraph or two have each their own.
"""

from collections.abc import Iterable, Mapping
from typing import Protocol

from core.records import Day

# One word changed in six leaves about a third of a text's 5-word runs whole: below that, a text is more new than copied.
FOLDED = 0.3


class Link(Protocol):
    """A copy, as far as it matters here; `records.Copy` is one."""

    @property
    def doc(self) -> str: ...
    @property
    def of(self) -> str: ...
    @property
    def containment(self) -> float: ...


def origins(published: Mapping[str, Day | None], copies: Iterable[Link]) -> dict[str, str]:
    """For each document of `published` the one whose text it prints, itself where it copies none: the values of some
    documents, each counted once, are their number of independent texts.

    The origin is the document of the group that copies none of the others; of several, the one printed first, then the
    first by name. Copies of documents that are not given are left out, so that a corpus may be seen as it was on a day.
    """
    printed = {doc: day or Day.max for doc, day in published.items()}
    folded = [copy for copy in copies if copy.containment >= FOLDED and copy.doc in printed and copy.of in printed]
    copying = {copy.doc for copy in folded}
    roots = {doc: doc for doc in printed}
    for copy in folded:
        one, other = sorted((_root(copy.doc, roots), _root(copy.of, roots)), key=lambda doc: _rank(doc, copying, printed))
        roots[other] = one
    return {doc: _root(doc, roots) for doc in printed}


def _rank(doc: str, copying: set[str], printed: dict[str, Day]) -> tuple[bool, Day, str]:
    return doc in copying, printed[doc], doc


def _root(doc: str, roots: dict[str, str]) -> str:
    while roots[doc] != doc:
        roots[doc] = roots[roots[doc]]
        doc = roots[doc]
    return doc
