"""Rows of changes: along copies, and between documents that give the same person's figures."""

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from operator import attrgetter

from core.copies import origins
from core.records import Change, Copy, Day, Direction, Document, Noise, Quote, row_id
from core.retelling.aligned import Figured, Pair, by_figures, in_copy
from core.retelling.compared import Compared, Figures, Meeting
from core.retelling.differences import differences
from core.retelling.sentences import Sentence, sentences


@dataclass(frozen=True, eq=False)
class Text:
    """A document with its marks."""

    document: Document
    noise: list[Noise]
    quotes: list[Quote]

    @cached_property
    def sentences(self) -> list[Sentence]:
        return sentences(self.document, self.noise, self.quotes)

    @property
    def speakers(self) -> frozenset[str]:
        return frozenset(quote.speaker for quote in self.quotes if quote.speaker)

    @cached_property
    def figured(self) -> Figures:
        """Where its sentences with two figures or more begin, and the figures."""
        found = (one for one in self.sentences if one.has_figures and len(one.figures) > 1)
        return [(one.start, tuple(sorted(one.figures))) for one in found]


@dataclass(frozen=True, slots=True)
class Account:
    """What decides, beside its text, what a document is held against."""

    published: Day | None
    speakers: Collection[str]  # whom it quotes


@dataclass(frozen=True, slots=True)
class Link:
    """A copy, without what the two texts share."""

    id: str
    doc: str
    of: str
    containment: float
    direction: Direction


@dataclass(frozen=True, slots=True)
class Update:
    """Changes between some documents, told apart by whether they were known before."""

    found: list[Change]  # of copies and sentences that are new to each other, or stand in documents that changed
    copies: set[str]  # ids of copies the changes along which stand
    met: set[Meeting]  # sentences the changes between which stand
    compared: Compared


def changes(
    documents: Iterable[Document], noise: Iterable[Noise], quotes: Iterable[Quote], copies: Iterable[Copy]
) -> list[Change]:
    """What documents tell otherwise than those they copy, or than others who had it from the same person."""
    marks: defaultdict[str, list[Noise]] = defaultdict(list)
    said: defaultdict[str, list[Quote]] = defaultdict(list)
    for mark in noise:
        marks[mark.doc].append(mark)
    for quote in quotes:
        said[quote.doc].append(quote)
    texts = {one.doc: Text(one, marks[one.doc], said[one.doc]) for one in sorted(documents, key=attrgetter("doc"))}
    accounts = {doc: Account(text.document.published, text.speakers) for doc, text in texts.items()}
    links = [Link(copy.id, copy.doc, copy.of, copy.containment, copy.direction) for copy in copies]

    def figures(doc: str) -> Figures:
        return texts[doc].figured

    return ordered(update(accounts, links, texts.keys(), figures, texts.__getitem__, Compared()).found)


def ordered(rows: Iterable[Change]) -> list[Change]:
    """Each row once, in the order of the table."""
    return sorted({row.id: row for row in rows}.values(), key=attrgetter("doc", "start", "of", "of_start", "id"))


def update(
    accounts: Mapping[str, Account],
    links: Iterable[Link],
    changed: Collection[str],
    figures: Callable[[str], Figures],
    text: Callable[[str], Text],
    before: Compared,
) -> Update:
    """The changes between the documents of `accounts`, in order of their names, of which those in `changed` are not as
    `before`; `figures`, which gives what `Text.figured` does, is asked of these, and texts only where a document, or what it
    is held against, is not as it was."""
    links = list(links)
    figured = {doc: figures(doc) if doc in changed else before.figured.get(doc, []) for doc in accounts}
    figured = {doc: rows for doc, rows in figured.items() if rows}
    along = _compared(links, {doc: account.published for doc, account in accounts.items()})
    standing = {link.id for link in along if link.id in before.copies and not {link.doc, link.of} & set(changed)}
    met = set(_meetings(figured, accounts, {frozenset((link.doc, link.of)) for link in links}))
    still = {one for one in met & before.met if one[0] not in changed and one[2] not in changed}
    found = [*_along(text, (link for link in along if link.id not in standing)), *_between(text, sorted(met - still))]
    return Update(found, standing, still, Compared(figured, {link.id for link in along}, met))


def _compared(links: list[Link], published: Mapping[str, Day | None]) -> list[Link]:
    """The copies to look for changes in: each document against what it is nearest to, and against its origin.

    Ten papers that print one agency are all copies of each other; what two of them have otherwise is not told twice.
    """
    origin = origins(published, links)
    ranked = sorted(links, key=lambda copy: (copy.doc, -copy.containment, copy.of))
    nearest = {copy.doc: copy.of for copy in reversed(ranked)}
    return [copy for copy in ranked if copy.of in (nearest[copy.doc], origin[copy.doc])]


def _along(text: Callable[[str], Text], links: Iterable[Link]) -> Iterator[Change]:
    """Changes from original to copy; where it is not known which is which, only those that need no direction."""
    for copy in links:
        for pair in in_copy(text(copy.doc).sentences, text(copy.of).sentences):
            if copy.direction is Direction.UNKNOWN:
                yield from _in_order(*pair, copy.id)
            else:
                yield from _rows(pair, copy.id, copied=True)


def _meetings(
    figured: Mapping[str, list[tuple[int, tuple[float, ...]]]],
    accounts: Mapping[str, Account],
    linked: set[frozenset[str]],
) -> Iterator[Meeting]:
    """Sentences of documents that are no copies of each other, have words of the same speaker and give his figures."""
    every = (
        Figured(doc, accounts[doc].published, start, figures)
        for doc, rows in figured.items()
        if accounts[doc].speakers
        for start, figures in rows
    )
    for before, after in by_figures(every, linked):
        if not {*accounts[before.doc].speakers}.isdisjoint(accounts[after.doc].speakers):
            yield before.doc, before.start, after.doc, after.start


def _between(text: Callable[[str], Text], meetings: Iterable[Meeting]) -> Iterator[Change]:
    for doc, start, of, of_start in meetings:
        before = next(one for one in text(doc).sentences if one.start == start)
        after = next(one for one in text(of).sentences if one.start == of_start)
        yield from _in_order(before, after, None)


def _in_order(before: Sentence, after: Sentence, copy: str | None) -> list[Change]:
    """The changes of two accounts; of two of one day, or of an unknown one, the more careful is taken for the first."""
    there = list(_rows((before, after), copy, copied=False))
    if before.document.published and after.document.published and before.document.published != after.document.published:
        return there
    return max(
        there, list(_rows((after, before), copy, copied=False)), key=len
    )  # what is lost one way is not gained the other way


def _rows(pair: Pair, copy: str | None, copied: bool) -> Iterator[Change]:
    before, after = pair
    for change in differences(before, after, copied):
        places = (after.document.doc, after.start, after.end, before.document.doc, before.start, before.end)
        yield Change(
            row_id(*places, change.kind, change.before, change.after),
            *places,
            change.kind,
            change.before,
            change.after,
            change.about,
            copy,
        )
