"""Captions under pictures and the credits of those who took them."""

import re
from collections.abc import Iterator
from functools import cache

from core import lexicon
from core.corpus import outlets
from core.corpus.lines import Span, lines_of, sentences_of, span
from core.records import NoiseKind

Mark = tuple[Span, NoiseKind]
# A caption is a sentence or two; a paragraph that only mentions a photograph is longer.
LONGEST = 500
# "Photo: Ministry of Defence" only credits; with more words the label stands before a caption.
CREDIT_WORDS = 8
LONGEST_SIGN_OFF = 60
SHOWN = re.compile(
    r"\b(?:in|from) this (?:\w+,? ){0,4}?(?:photo|photograph|picture|image|handout|screen ?grab|screenshot|frame)\b"
    r"|\b(?:file|undated|handout|archive|pool|stock|undated handout|combination) (?:photo|photograph|picture|image)\b"
    r"|^Getty Images\s*[A-Z]"
    r"|\bundated (?:photo|picture|image)\b"
    r"|\((?:photo|image|picture|file|pictured)\b[^()]{0,60}\)",
    re.IGNORECASE,
)
# "Minister An Lee, left, shakes hands": who is who in a picture, of people only.
SIDE = re.compile(
    r"(?:(?<=[a-z]), |\()(?:(?:pictured|seen|second|third|fourth|top|bottom|front|back|far|from|on|the|at)[ ,]+)*"
    r"(?:left|right|cent(?:er|re))(?:,|\)| and\b)"
)
FILE_LABEL = re.compile(r"FILE(?: PHOTO)?\s*[-–—:]\s+\S")


def _any_of(entry: str) -> str:
    """The words of an entry of the lexicon as alternatives of a pattern, the longest first."""
    return "|".join(re.escape(words) for words in sorted(lexicon.table("captions")[entry], key=len, reverse=True))


@cache
def _label() -> re.Pattern[str]:
    names = _any_of("labels")
    return re.compile(rf"(?:the\s+)?(?:{names})(?:\s*[:/]|\s+by\b|\s+courtesy of\b)\s*(?=\S)", re.IGNORECASE)


@cache
def _tail() -> re.Pattern[str]:
    """A credit at the end of a line: "KCNA via REUTERS", "(AP Photo/Ann Lee)", "[YONHAP]", "image.AFP"."""
    one, person = f"(?:{_any_of('agencies')})", r"(?:[A-ZÀ-Þ][\w.'’-]*)(?: [A-ZÀ-Þ][\w.'’-]*){0,3}"
    chain = rf"{one}(?: (?:Photo|file))?(?:\s*(?:/|via|,)\s*(?:{one}|{person})(?: (?:Photo|file))?)*"
    return re.compile(
        rf"[(\[]\s*(?:(?i:photos?|image|picture|source|credit)(?:\s*:|\s+by)?\s*)?(?P<closed>(?:{person}\s*/\s*)?{chain})\s*[)\]]$"
        rf"|(?:(?<=[.!?\s])|(?<=[a-z]\.))(?P<open>{chain})\.?$"
    )


def captions_of(text: str) -> Iterator[Mark]:
    """Captions and credits in order. Where a line is a caption with its credit, each has a span of its own."""
    for line in lines_of(text):
        found = list(_labelled(text, line)) or list(_credited(text, line))
        yield from found or ([(line, NoiseKind.CAPTION)] if _is_caption(line) else _sign_off(line))


def _labelled(text: str, line: Span) -> Iterator[Mark]:
    """Sentences that begin with "Photo:", "Image credit:", "Photo by", and the caption before them."""
    for sentence in sentences_of(text, line):
        match = _label().match(sentence.text)
        if not match or len(sentence.text) > LONGEST:
            continue
        before = span(text, line.start, sentence.start)
        if before and sentence.end == line.end and _is_caption(before):
            yield before, NoiseKind.CAPTION
        credited = _tail().search(sentence.text)
        credit = len(sentence.text[match.end() :].split()) <= CREDIT_WORDS and not (credited and credited["closed"])
        yield sentence, NoiseKind.CREDIT if credit else NoiseKind.CAPTION


def _credited(text: str, line: Span) -> Iterator[Mark]:
    """A caption that ends with whose picture it is. An agency's bare name in brackets may also sign a report."""
    match = _tail().search(line.text) if len(line.text) <= LONGEST else None
    if not match:
        return
    name = match["closed"] or match["open"]
    of_picture = bool(re.search(r"/|\bvia\b|Photo|Getty|Images|Shutterstock", name)) or _is_caption(line)
    before = span(text, line.start, line.start + match.start())
    if not of_picture and (match["open"] or (before and not before.text.endswith((".", "!", "?", "”", '"')))):
        return
    if before and of_picture:
        yield before, NoiseKind.CAPTION
    yield Span(line.start + match.start(), line.end, match.group()), NoiseKind.CREDIT


def _is_caption(line: Span) -> bool:
    if len(line.text) > LONGEST:
        return False
    return bool(FILE_LABEL.match(line.text) or SHOWN.search(line.text) or SIDE.search(line.text))


def _sign_off(line: Span) -> Iterator[Mark]:
    """An agency alone on its line, or as "Source: …": whose report it is."""
    if len(line.text) > LONGEST_SIGN_OFF:
        return
    name = re.sub(r"^(?:source|via)\s*:\s*", "", line.text.strip("()[]—–- "), flags=re.IGNORECASE)
    if outlets.known(name):
        yield line, NoiseKind.CREDIT
