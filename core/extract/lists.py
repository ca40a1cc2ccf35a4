"""Lists below a line that leads them in: "Kesh has supplied Orvania with:" and its bullets."""

import re
from collections.abc import Iterator

from core.extract import items, kinds
from core.extract.broken_lists import head_of_phrase
from core.extract.clauses import SUBJECTS
from core.extract.items import Thing
from core.extract.parsed import Doc, Span, Token

ENDING = 3  # tokens in which a question ends: its mark, a closing quotation mark, a line end
BULLET = re.compile(r"^\s*(?:[-–—•*·▪◦]|\(?\w{1,2}[.)])\s*\S")


def led_in(doc: Doc) -> Iterator[tuple[int, list[Thing]]]:
    """For each sentence that ends in a colon before a list: its first token and the things that the bullets name."""
    for sentence in doc.sents:
        if _ends_with(sentence, ":") and "\n" in sentence.text:
            things = [thing for bullet in _bullets(doc, sentence.end) for thing in _named(bullet)]
            if things:
                yield sentence.start, things


def answered(doc: Doc) -> Iterator[tuple[int, list[Thing]]]:
    """For each question that asks what was given: its first token and the things that a verbless answer names."""
    before: Span | None = None
    for sentence in doc.sents:
        if before is not None and _asks(before) and (named := _answer(sentence)):
            yield before.start, named
        before = sentence


def _ends_with(sentence: Span, mark: str) -> bool:
    """Whether a mark ends a sentence, but for white space."""
    last = next((token for token in reversed(sentence) if not token.is_space), None)
    return last is not None and last.text.endswith(mark)


def _asks(question: Span) -> bool:
    if all(token.text != "?" for token in question[-ENDING:]):
        return False
    opening = [token for token in question if token.is_alpha][:2]
    return any(token.lower_ in {"what", "which", "how"} for token in opening)


def _answer(sentence: Span) -> list[Thing]:
    """The things of an answer that is only a noun phrase, or one behind "with": "Two trucks", "With timber," she said."""
    words = [token for token in sentence if not (token.is_space or token.is_punct)]
    with_it = bool(words) and words[0].lower_ in {"with", "in"}
    start = next((token for token in words[with_it:]), None)
    head = head_of_phrase(start, start.i) if start is not None and start.lower_ not in {"no", "not"} else None
    if head is None or head.i + 1 >= len(head.doc):
        return []
    quoted = head.nbor(1).is_punct and head.i + 2 < len(head.doc) and head.nbor(2).is_quote
    if head.dep_ in SUBJECTS and not quoted:
        return []
    return items.things(head, False)


def _bullets(doc: Doc, start: int) -> Iterator[Span]:
    """The lines from a token on that begin with a bullet, up to the first that does not."""
    while start < len(doc):
        end = next((i for i in range(start, len(doc)) if "\n" in doc[i].text), len(doc))
        line = doc.span(start, end)
        if not BULLET.match(line.text):
            return
        yield line
        start = end + 1


def _named(bullet: Span) -> list[Thing]:
    """The things of a bullet that is a noun phrase; none for one that is a sentence of its own."""
    if any(token.dep_ in {"nsubj", "nsubjpass"} and token.head.pos_ in {"VERB", "AUX"} for token in bullet):
        return []
    return [thing for token in bullet if _tops(token, bullet) for thing in items.named(token)]


def _tops(token: Token, bullet: Span) -> bool:
    """Whether a noun stands over the rest of its bullet."""
    inside = bullet.start < token.head.i < bullet.end and token.head.i != token.i
    alone = sum(other.is_alpha for other in bullet) == 1  # the tagger guesses at a word alone
    return not inside and (token.pos_ in {"NOUN", "PROPN", "NUM"} or (alone and kinds.category_of(token) is not None))
