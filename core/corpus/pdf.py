"""PDF files: printed lines put together to paragraphs, and the title and author in the file's properties.

A page breaks lines where it is full, not where a sentence ends. What ends a paragraph is told from the page: more space
below a line, another size of type, an indent, a bullet, or a short line with a full stop.
"""

import logging
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise
from statistics import median
from typing import IO, Any

from pypdf import PageObject, PdfReader

from core import lexicon
from core.corpus.encoding import without_surrogates
from core.corpus.files import File
from core.corpus.loading import MAX_CHARACTERS, MAX_MEDIA_BYTES, opened_anywhere
from core.corpus.metadata import from_properties, one_line
from core.corpus.raw import Raw, UnreadableError

# What it has to say of a damaged file ends in a line of our own.
logging.getLogger("pypdf").setLevel(logging.CRITICAL)
BULLET = re.compile(r"[-•*–▪■●]\s|\(?\d{1,2}[.)]\s")
STOPS = (".", "!", "?", ":", "”", '"', ")", "…")
# Letters that type joins into one ("oﬃce"); no word list would know the word.
LIGATURES = str.maketrans({"ﬀ": "ff", "ﬁ": "fi", "ﬂ": "fl", "ﬃ": "ffi", "ﬄ": "ffl", "ﬅ": "st", "ﬆ": "st"})
# Lines of one paragraph are set 1.1 to 1.4 times their size apart; what is wider by this much stands between paragraphs.
WIDER = 1.3
# Points by which a first line is indented at least, and by which sizes of type differ to the eye.
INDENT, SIZE_STEP = 5.0, 1.0
# A last line is seldom full; a heading seldom fills half a line.
NOT_FULL, HALF = 0.85, 0.5
# Running heads stand among this many lines at the head and foot of a page.
EDGE = 2


@dataclass(frozen=True, slots=True)
class Line:
    """A printed line: its text, its place on the page in points from the lower left corner, and its size of type."""

    text: str
    x: float = 0.0
    y: float = 0.0
    size: float = 1.0


def read_pdf(file: File) -> Raw:
    """A PDF's text and properties; raises `UnreadableError` where it is broken, locked or only pictures."""
    with opened_anywhere(file, MAX_MEDIA_BYTES) as handle:
        try:
            return _read(file.name, handle)
        except UnreadableError:
            raise
        except Exception as error:  # a parser fed with damaged files may raise anything
            raise UnreadableError(f"is not a PDF that can be read ({one_line(str(error))[:100]})") from error


def _read(name: str, handle: IO[bytes]) -> Raw:
    reader = PdfReader(handle)
    if reader.is_encrypted and not reader.decrypt(""):
        raise UnreadableError("is locked with a password")
    pages: list[list[Line]] = []
    length = 0
    for page in reader.pages:
        pages.append(list(_lines(page)))
        length += sum(len(line.text) for line in pages[-1])
        if length > MAX_CHARACTERS:
            raise UnreadableError(f"is too long (more than {MAX_CHARACTERS:,} characters)")
    if not length:
        raise UnreadableError("holds no text: its pages are pictures (a scan), which would need text recognition")
    about = reader.metadata
    facts = from_properties(about.title if about else None, about.author if about else None)
    return Raw(name, "\n".join(paragraphs(pages)), facts)


def _lines(page: PageObject) -> Iterator[Line]:
    """The lines of a page in the order in which the file draws them, without empty ones."""
    pieces: list[tuple[str, float, float, float]] = []

    def visit(text: str, outer: list[float], inner: list[float], _font: Any, size: float) -> None:
        x = inner[4] * outer[0] + inner[5] * outer[2] + outer[4]
        y = inner[4] * outer[1] + inner[5] * outer[3] + outer[5]
        pieces.append((text, x, y, abs(size * inner[3] * outer[3]) or size))

    page.extract_text(visitor_text=visit)
    held: list[tuple[str, float, float, float]] = []
    for text, *place in pieces:
        for number, part in enumerate(re.split(r"\r?\n", without_surrogates(text).translate(LIGATURES))):
            if number:
                yield from _line(held)
                held = []
            held.append((part, place[0], place[1], place[2]))
    yield from _line(held)


def _line(pieces: list[tuple[str, float, float, float]]) -> Iterator[Line]:
    text = re.sub(r"[^\S\u00a0]+", " ", "".join(piece[0] for piece in pieces)).strip()
    if text:
        _, x, y, size = next(piece for piece in pieces if piece[0].strip())
        yield Line(text, x, y, size)


def paragraphs(pages: list[list[Line]]) -> Iterator[str]:
    """Paragraphs from the lines of pages.

    Page numbers and running heads belong to the paper, not to the text, and would stand in the middle of sentences.
    """
    lines = [line for page in _without_furniture(pages) for line in page]
    measure = _Measure.of(lines)
    held = ""
    for line, following in zip(lines, [*lines[1:], None], strict=True):
        held = _joined(held, line.text)
        if following is None or measure.ends_paragraph(line, following):
            yield held
            held = ""


def _without_furniture(pages: list[list[Line]]) -> Iterator[list[Line]]:
    """The lines of each page without its number and what stands at head or foot of most pages."""
    counts = Counter(key for page in pages for key in {_without_numbers(line) for line in _edges(page)})
    running = {key for key, count in counts.items() if count >= 2 and count > len(pages) / 2}
    for page in pages:
        edges = _edges(page)
        yield [line for line in page if line not in edges or _without_numbers(line) not in {"", *running}]


def _edges(page: list[Line]) -> list[Line]:
    by_height = sorted(page, key=lambda line: -line.y)
    return [*by_height[:EDGE], *by_height[EDGE:][-EDGE:]]


def _without_numbers(line: Line) -> str:
    """A line without its numbers, which differ from page to page; "" for "- 3 -" or "Page 3 of 12"."""
    words = re.sub(r"[\d\W_]+", " ", line.text).lower().split()
    return " ".join(word for word in words if word not in ("page", "of", "p"))


@dataclass(frozen=True, slots=True)
class _Measure:
    """How a document is set: how far its lines lie apart for their size, and how long a full line is for its size."""

    leading: float
    width: float

    @classmethod
    def of(cls, lines: list[Line]) -> "_Measure":
        gaps = [gap for above, below in pairwise(lines) if (gap := (above.y - below.y) / above.size) > 0.5]
        widths = sorted(len(line.text) * line.size for line in lines)
        return cls(median(gaps) if gaps else 0.0, widths[len(widths) * 9 // 10] if widths else 0.0)

    def ends_paragraph(self, line: Line, following: Line) -> bool:
        """Whether a paragraph ends with a line. At the foot of a page or column only the words can tell."""
        if BULLET.match(following.text) or abs(line.size - following.size) >= SIZE_STEP:
            return True
        fill = len(line.text) * line.size / (self.width or 1.0)
        if fill < NOT_FULL and line.text.endswith(STOPS):
            return True
        gap = (line.y - following.y) / line.size
        if gap > 0 and self.leading and gap > WIDER * self.leading:
            return True
        if gap > 0 and INDENT <= following.x - line.x <= 5 * line.size and line.text.endswith(STOPS):
            return True
        goes_on = line.text.split()[-1] in lexicon.words("function-words") or line.text.endswith((",", "-", "–", "—"))
        return fill < HALF and not goes_on and not following.text[0].islower()


def _joined(held: str, line: str) -> str:
    """Two lines as one; a word broken at the line's end is mended, a compound ("short-range") keeps its hyphen."""
    if not held:
        return line
    if held.endswith("\u00ad"):
        return held[:-1] + line
    if re.search(r"[^\W\d_]-$", held) and re.match(r"[a-z]", line):
        first, second = held.split()[-1], line.split()[0]
        compound = first.lower() in lexicon.words("hyphen-firsts") or "-" in first[:-1] or "-" in second
        return held + line if compound else held[:-1] + line
    return f"{held} {line}"
