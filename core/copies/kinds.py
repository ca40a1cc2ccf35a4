"""What kind of copy a document is, and which of two documents is the copy."""

from dataclasses import dataclass

from core.copies.credits import Credit, credit, reprint
from core.records import CopyKind, Direction, Document, Source, SourceKind

# A summary is clearly shorter than what it sums up, and mostly made of its words; one word changed in eight leaves half
# of the shingles, so "mostly" is 0.4.
SUMMARY_LENGTH, SUMMARY_SHARE = 2 / 3, 0.4
# A full copy leaves out or adds a sentence at most, and changes few words.
FULL_LENGTH, FULL_SHARE = 0.75, 0.75


@dataclass(frozen=True, slots=True)
class Member:
    """One of two documents that share text: the document, its publisher, and how many words of its own it has."""

    document: Document
    publisher: Source | None
    words: int
    agencies: frozenset[str] = frozenset()  # whose text it says it is


@dataclass(frozen=True, slots=True)
class Order:
    """Which of two documents is the copy, how that is known, and the words that say so."""

    copy: Member
    original: Member
    direction: Direction
    credit: Credit


def order(one: Member, other: Member) -> Order:
    """The copy and the original: by the credit that only one gives, else by day of printing; else the shorter copies."""
    credits = [(a, b, _credited(a, b)) for a, b in ((one, other), (other, one))]
    given = [(a, b, words) for a, b, words in credits if words]
    if len(given) == 1:
        copy, original, words = given[0]
        return Order(copy, original, Direction.CREDITED, words or Credit())
    days = one.document.published, other.document.published
    if days[0] and days[1] and days[0] != days[1]:
        copy, original = (one, other) if days[0] > days[1] else (other, one)
        return Order(copy, original, Direction.EARLIER, Credit())
    original, copy = sorted((one, other), key=lambda member: (-member.words, member.document.doc))
    return Order(copy, original, Direction.UNKNOWN, Credit())


def _credited(copy: Member, original: Member) -> Credit | None:
    """The words by which one document credits the other's publisher, or itself says that it is a copy."""
    if found := credit(copy.document, original.publisher):
        return found
    return reprint(copy.document) if original.publisher is None or copy.publisher is None else None


def kind(found: Order, containment: float) -> CopyKind:
    """Summary, full or partial by length and share; wire where an agency's text is printed at something like its length."""
    copy, original = found.copy, found.original
    if copy.words <= SUMMARY_LENGTH * original.words and containment >= SUMMARY_SHARE:
        return CopyKind.SUMMARY
    if copy.agencies & original.agencies or (_is_wire(original) and found.direction is not Direction.UNKNOWN):
        return CopyKind.WIRE
    alike = min(copy.words, original.words) >= FULL_LENGTH * max(copy.words, original.words)
    return CopyKind.FULL if alike and containment >= FULL_SHARE else CopyKind.PARTIAL


def _is_wire(member: Member) -> bool:
    return member.publisher is not None and member.publisher.kind is SourceKind.WIRE
