"""Lists that the parser took apart, read by the order of their words: "1,200 shells, 50 canisters and, in May, two guns".

The parser often hangs the second member of a list on the verb, above all where every member has a number of its own. A list
is told by what closes it: "and", "or", "as well as" before its last member.
"""

from core.extract.clauses import SUBJECTS
from core.extract.parsed import Token

CLOSING = frozenset({"and", "or", "plus", "&"})
BEFORE_NOUN = frozenset({"DET", "NUM", "ADJ", "NOUN", "PROPN", "SYM"})
HOW_MANY = frozenset(
    {"about", "nearly", "almost", "around", "roughly", "over", "more", "less", "than", "at", "least", "most", "up", "to"}
)
INNER = frozenset({"of", "for"})  # phrases within a member: "tonnes of rice", "spare parts for trucks"
ASIDE = 12  # tokens of a remark inside a list: "and, as nobody denied, two guns"
LONGEST = 10  # tokens of one member up to its noun


def after(noun: Token) -> list[Token]:
    """The heads of the members that follow right after a noun, in reading order; none where nothing closes the list.

    Behind a phrase ("parts for trucks, guns and shells") only members with a number are sure to belong to the noun itself.
    """
    found: list[Token] = []
    at = _behind(noun)
    counted_only = at > noun.i + 1
    while True:
        start, closes = _separator(noun, at)
        head = head_of_phrase(noun, start) if start > at else None
        if head is None or _has_a_verb(head, noun) or (counted_only and not _is_counted(noun, start, head)):
            return []
        found.append(head)
        if closes:
            return found
        at = _behind(head)
        counted_only = counted_only or (at > head.i + 1 and not _is_measure(head))


def _separator(noun: Token, at: int) -> tuple[int, bool]:
    """Where the next member begins, and whether it is the last; `at` itself where no list goes on there."""
    doc, end, start, closes = noun.doc, noun.sent.end, at, False
    if start < end and doc[start].text == ",":
        start += 1
    if start < end and doc[start].lower_ in CLOSING:
        start, closes = start + 1, True
    elif doc.span(start, start + 3).text.lower() == "as well as" and start + 3 < end:
        start, closes = start + 3, True
    if closes and start < end and doc[start].text == ",":  # a remark: "and, in 1992, two guns"
        start = next((i + 1 for i in range(start + 1, min(end, start + ASIDE)) if doc[i].text == ","), at)
    return start, closes


def head_of_phrase(noun: Token, start: int) -> Token | None:
    """The head of the noun phrase that begins at a token, None for any other phrase."""
    doc, head = noun.doc, None
    for token in doc[start : min(noun.sent.end, start + LONGEST)]:
        joint = token.tag_ == "HYPH" or token.is_currency
        how_many = token.lower_ in HOW_MANY and not (token.lower_ == "to" and token.nbor(-1).lower_ != "up")
        if token.pos_ not in BEFORE_NOUN and not (how_many or joint or token.tag_ in {"PRP$", "POS"} or token.text == "’"):
            break
        head = token
    return head if head is not None and head.pos_ in {"NOUN", "NUM", "PROPN"} else None


def _behind(head: Token) -> int:
    """The token after a member, with the one phrase that may stand behind its noun."""
    doc, at = head.doc, head.i + 1
    if at < head.sent.end and doc[at].lower_ in INNER and (inner := head_of_phrase(head, at + 1)) is not None:
        return inner.i + 1
    return at


def _is_measure(head: Token) -> bool:
    """Whether "of" behind a noun holds what it measures: "250 tonnes of rice"."""
    return head.i + 1 < len(head.doc) and head.nbor(1).lower_ == "of"


def _is_counted(noun: Token, start: int, head: Token) -> bool:
    return any(token.pos_ == "NUM" for token in noun.doc[start : head.i])


def _has_a_verb(head: Token, noun: Token) -> bool:
    """Whether a noun is what a clause of its own is about: "sold tanks, and guns were fired"."""
    return head.dep_ in SUBJECTS and head.head.i != noun.head.i and head.head.i > head.i
