"""What the finders of names share: a proposed naming, and the choice among namings that overlap."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import IntEnum
from functools import lru_cache

from core.extract.parsed import Doc, Token
from core.lexicon import words
from core.records import Actor

FIRST_WORD = re.compile(r"\w+")
# A word as names begin with one: a capital, or a small particle ("al-Burhan", "von der Leyen").
CAPITAL_WORD = re.compile(r"(?<!\w)(?:[^\W\d_a-z]\w*|al|el|von|van|de|bin|ben)(?!\w)")
LINE = re.compile(r"[^\n]+")
WORD = re.compile(r"[^\W\d_][\w’']*")
# A line is in title case when three words in four of at least four letters have capitals; small words tell nothing, and
# a line of fewer than four such words may be a list of names.
# A line that ends as sentences do is none.
SENTENCE = re.compile(r"[a-z]{2}[”\"’]?\.[”\"’]?\s*$")
LONG, TITLE_WORDS, TITLE_SHARE, TITLE_LENGTH = 4, 4, 0.75, 250


# Indices and not tokens: a token keeps its document alive.
CAPITALS = "capital tokens"  # under which a parse keeps them


class Rank(IntEnum):
    """Which naming wins where two overlap: the lower first, and of one rank the longer."""

    NOBODY = 0  # a name that holds names and is no actor itself: "Korean War"
    BODY = 1
    PERSON = 2
    KNOWN = 3
    SHORT = 4


@dataclass(frozen=True, slots=True)
class Naming:
    """A proposal that `text[start:end]` names an actor (None: that it names nobody), and by which rule."""

    start: int
    end: int
    actor: Actor | None
    rule: str
    rank: Rank
    sort: str = "name"


def choose(namings: Iterable[Naming]) -> list[Naming]:
    """Namings that do not overlap, in order; the same span may name several actors where one rule says so."""
    chosen: list[Naming] = []
    taken: dict[int, tuple[int, int, str]] = {}
    for naming in sorted(dict.fromkeys(namings), key=lambda one: (one.rank, one.start - one.end, one.start, one.rule)):
        owner = (naming.start, naming.end, naming.rule)
        holders = {taken[at] for at in range(naming.start, naming.end) if at in taken}
        if holders and holders != {owner}:
            continue
        taken.update(dict.fromkeys(range(naming.start, naming.end), owner))
        chosen.append(naming)
    return sorted(chosen, key=lambda one: (one.start, one.end))


def capital(token: Token) -> bool:
    """Whether a token is a word that begins with a capital letter."""
    return begins_high(token.text)


@lru_cache(maxsize=20_000)
def begins_high(word: str) -> bool:
    """Whether a string is a word that begins with a capital letter."""
    return word[0].isupper() and any(map(str.isalpha, word))


def capital_tokens(doc: Doc) -> Iterator[Token]:
    """The tokens of a parse that begin with a capital letter; where they stand is kept, for every finder of names asks."""
    kept: list[Token] | None = doc.user_data.get(CAPITALS)
    if kept is None:
        kept = doc.user_data[CAPITALS] = [token for token in doc if begins_high(token.text)]
    return iter(kept)


def is_title(token: Token) -> bool:
    """Whether a token is a title or a part of one: "President", "Foreign", "Lt.", in capitals too: "MR."."""
    return _titled(token.text)


@lru_cache(maxsize=20_000)
def _titled(word: str) -> bool:
    return _addresses(word) or word in words("title_parts")


def is_form_of_address(token: Token) -> bool:
    """Whether a token is a whole title, as it stands in the list or in the capitals of a transcript."""
    return _addresses(token.text)


@lru_cache(maxsize=20_000)
def _addresses(word: str) -> bool:
    return word in words("titles") or (word.isupper() and word.capitalize() in words("titles"))


def in_full_name(token: Token) -> bool:
    """Whether the model sees a person of several names here; one word alone it often mistakes for a person."""
    if token.ent_type_ != "PERSON":
        return False
    before = token.i > 0 and token.nbor(-1).ent_type_ == "PERSON"
    after = token.i + 1 < len(token.doc) and token.nbor().ent_type_ == "PERSON" and not token.nbor().is_digit
    return before or after


def bounds(doc: Doc, first: int, last: int) -> tuple[int, int]:
    """Character offsets of the tokens `first` up to and with `last`, possessive ending and article left out."""
    while last > first and (
        doc[last].tag_ == "POS" or doc[last].text in ("'s", "’s", "'", "’", ",", ".") or doc[last].is_space
    ):
        last -= 1
    while first < last and (doc[first].lower_ in ("the", "a", "an") or doc[first].is_space or doc[first].is_quote):
        first += 1
    start, end = doc[first].idx, doc[last].idx + len(doc[last])
    for tail in ("'s", "’s"):
        if doc.text.endswith(tail, start, end) and end - start > 3:
            end -= len(tail)
    return start, end


def run_after(doc: Doc, index: int, limit: int) -> int:
    """Index after the run of capitalised words that begins at `index`, hyphens within words included."""
    at = index
    while at < len(doc) and at - index < limit:
        if capital(doc[at]) and not doc[at].is_space:
            at += 1
        elif _joins(doc, at, index):
            at += 2
        else:
            break
    return at


def _joins(doc: Doc, at: int, first: int) -> bool:
    """Whether the token is a hyphen inside a word that goes on: "Won-sik"."""
    if at == first or at + 1 >= len(doc) or doc[at].text not in ("-", "‑"):
        return False
    return not doc[at - 1].whitespace_ and not doc[at].whitespace_ and doc[at + 1].is_alpha


def occurrences(doc: Doc, forms: Iterable[str]) -> Iterator[tuple[int, int, str]]:
    """Where names stand as words of their own, in order, with the name; the longest of those that begin at one word."""
    text = doc.text
    under: dict[str, list[str]] = {}
    for form in forms:
        first = FIRST_WORD.match(form)
        if first:
            under.setdefault(first.group(), []).append(form)
    for found in under.values():
        found.sort(key=len, reverse=True)
    standing = _capital_words(text)
    places = sorted((start, first) for first in under.keys() & standing.keys() for start in standing[first])
    for start, word in places:
        for form in under[word]:
            end = start + len(form)
            if text.startswith(form, start) and not text[end : end + 1].isalnum():
                yield start, end, form
                break


@lru_cache(maxsize=2)  # many names are looked for in one text, then in the next
def _capital_words(text: str) -> dict[str, list[int]]:
    """Where each word that begins with a capital stands."""
    standing: dict[str, list[int]] = {}
    for word in CAPITAL_WORD.finditer(text):
        standing.setdefault(word.group(), []).append(word.start())
    return standing


@lru_cache(maxsize=2)  # asked for more than once of a text
def headlines(text: str) -> list[tuple[int, int]]:
    """Lines set in title case, where a capital shows no name."""
    found = []
    for line in LINE.finditer(text):
        long = [word for word in WORD.findall(line.group()) if len(word) >= LONG]
        if len(long) >= TITLE_WORDS and len(line.group()) < TITLE_LENGTH and not SENTENCE.search(line.group()):
            capitals = sum(word[0].isupper() for word in long)
            if capitals / len(long) >= TITLE_SHARE:
                found.append(line.span())
    return found
