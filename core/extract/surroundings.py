"""What stands around the quotation marks of a document: the tokens before and behind each stretch, and how it ends."""

import re
from bisect import bisect_left
from collections.abc import Sequence

from core.extract.marks import DOUBLE, SINGLE, Quoted
from core.extract.parsed import Doc, Token

STOPS = frozenset({".", "!", "?", ";"})
LONGEST_NICKNAME = 2
# Tokens around the marks that are looked at; no sentence of a report is longer.
LONGEST_FRAME = 150


# Characters beside a stretch that are looked at for a bullet, a label and the line break.
LONGEST_LABEL = 40
LABEL = re.compile(r"(?:quote|verbatim|in full)\s*:\s*$", re.IGNORECASE)


class Frames:
    """The tokens of a document outside its quotation marks, and how they lie around each stretch in marks."""

    def __init__(self, doc: Doc, stretches: Sequence[Quoted]) -> None:
        self.doc = doc
        self.text = doc.text
        self.stretches = list(stretches)
        starts = doc.starts
        self.first = [bisect_left(starts, one.start) for one in stretches]
        self.last = [bisect_left(starts, one.end) for one in stretches]
        self.inside: dict[int, int] = {
            i: number for number in range(len(self.stretches)) for i in range(self.first[number], self.last[number])
        }
        named = {number for number in range(len(self.stretches)) if self._is_name(number)}
        self.names = {i for i, number in self.inside.items() if number in named}

    def _is_name(self, number: int) -> bool:
        """Whether the marks only set off a word or two within a name: Marcia "Cia" Price."""
        words = inner(self.text, self.stretches[number])
        return len(words.split()) <= LONGEST_NICKNAME and words[-1:].isalnum()

    def speaks(self, i: int) -> bool:
        """Whether a token stands in marks that are more than a nickname or term."""
        return i in self.inside and i not in self.names

    def tokens(self, number: int) -> range:
        """Numbers of the tokens of a stretch, marks included."""
        return range(self.first[number], self.last[number])

    def before(self, number: int) -> list[Token]:
        """The tokens of the sentence before a stretch, back to a full stop, a line break or other marks."""
        return self._back_from(self.first[number] - 1)

    def after(self, number: int) -> list[Token]:
        """The tokens of the sentence after a stretch, up to a full stop, a line break or other marks."""
        found: list[Token] = []
        for i in range(self.last[number], min(len(self.doc), self.last[number] + LONGEST_FRAME)):
            token = self.doc[i]
            if self.speaks(i) or "\n" in token.text or token.text in STOPS:
                break
            if not token.is_space:
                found.append(token)
        return found

    def label(self, number: int) -> str:
        """The label that opens the line of a stretch and stands right before it ("Quote:"), "" where there is none."""
        before = self.text[max(0, self.stretches[number].start - LONGEST_LABEL) : self.stretches[number].start]
        line = before.rpartition("\n")[2]
        found = LABEL.search(line)
        return found.group() if found and not line[: found.start()].strip() else ""

    def lines_above(self, number: int) -> list[Token]:
        """The tokens of the line above that of a stretch, blank lines skipped."""
        i = self.first[number] - 1
        stop = max(0, i - LONGEST_FRAME)
        while i > stop and "\n" not in self.doc[i].text:
            i -= 1
        while i > stop and self.doc[i].is_space:
            i -= 1
        line: list[Token] = []
        while i >= stop and "\n" not in self.doc[i].text:
            line.insert(0, self.doc[i])
            i -= 1
        return [token for token in line if not token.is_space]

    def line_above(self, number: int) -> list[Token]:
        """The last sentence of the line above a stretch that opens its line, where that sentence ends in a colon."""
        i = self.first[number] - 1
        while i >= 0 and self.doc[i].is_space:
            i -= 1
        above = "\n" in self.doc.span(i + 1, self.first[number]).text
        if i < 0 or not above or self.doc[i].text != ":" or not opens_paragraph(self.text, self.stretches[number]):
            return []
        return self._back_from(i)

    def _back_from(self, i: int) -> list[Token]:
        found: list[Token] = []
        stop = max(0, i - LONGEST_FRAME)
        while i >= stop:
            token = self.doc[i]
            if self.speaks(i) or "\n" in token.text or token.text in STOPS:
                break
            if not token.is_space:
                found.append(token)
            i -= 1
        return found[::-1]


def inner(text: str, one: Quoted) -> str:
    """What stands between the marks, without marks and white space at the edges."""
    return text[one.inner_start : one.inner_end].strip(f"{DOUBLE}{SINGLE}` \t\xa0")


def opens_paragraph(text: str, one: Quoted) -> bool:
    """Whether nothing but white space, a bullet or a label ("Quote:") stands before the stretch in its line."""
    before = text[max(0, one.start - LONGEST_LABEL) : one.start]
    if one.start > LONGEST_LABEL and "\n" not in before:
        return False
    return not LABEL.sub("", before.rpartition("\n")[2]).strip(" \t\xa0•*–—-")


def closes_paragraph(text: str, one: Quoted) -> bool:
    """Whether nothing but white space or a stop stands behind the stretch in its line."""
    after = text[one.end : one.end + LONGEST_LABEL]
    if one.end + LONGEST_LABEL < len(text) and "\n" not in after:
        return False
    return not after.partition("\n")[0].strip(" \t\xa0.")


def is_clause(tokens: Sequence[Token]) -> bool:
    """Whether the words could stand as a sentence of their own: a finite verb, or an order that opens with its verb."""
    words = [token for token in tokens if token.is_alpha or token.like_num]
    return any(token.tag_ in {"VBD", "VBZ", "VBP", "MD"} for token in words) or bool(words and words[0].tag_ == "VB")
