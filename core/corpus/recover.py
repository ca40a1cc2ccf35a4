"""Title, author, publisher and day of printing, where the text itself states them.

A day that would have to be worked out ("yesterday", a dateline without its year) is not stated. Nor is a title that only
might be one: a first line that is a sentence of the report stays text.
"""

import re
from collections.abc import Sequence

from core.corpus import outlets
from core.corpus.bylines import bylines_of
from core.corpus.datelines import Dateline, datelines_of
from core.corpus.lines import Span, lines_of
from core.corpus.raw import Facts
from core.records import Day, Noise, NoiseKind

# A headline stands above the report, below a kicker or a caption at most.
HEAD = 4
# Lines among which it is looked for, noise included.
TOP = 40
# Longer lines are paragraphs, shorter ones are kickers ("World", "Exclusive").
LONGEST_TITLE, FEWEST_TITLE_WORDS = 200, 3
# A caption without a mark of one may stand above the headline; it is a short sentence.
LONGEST_CAPTION = 160
NO_TITLE = re.compile(
    r"By\s|FILE\b|https?://|www\.|[-•*–—>]\s|\(.*\)$|(?:Source|Details|Summary|Note|Quote|Background|Correction|Update|Topic)s?:",
    re.IGNORECASE,
)
MARKDOWN_TITLE = re.compile(r"^#{1,2}\s+(?P<title>\S.*?)\s*#*$")
OWN_ADDRESS = re.compile(r"(?:url|link|source|source url|original|original url)\s*:\s*<?(?P<url>https?://[^\s<>]+)>?", re.I)
RIGHTS = re.compile(
    r"(?:©|\(c\)|copyright)\s*(?:©|\(c\))?\s*(?:\d{4}(?:\s*[-–]\s*\d{4})?,?)?\s*(?P<owner>[^.,|©\n]{2,60})", re.IGNORECASE
)


def facts_in(text: str, marks: Sequence[Noise]) -> Facts:
    """What a text says of itself; what it does not state is None."""
    bylines, datelines = bylines_of(text), datelines_of(text)
    named = next((byline.publisher for byline in bylines if byline.publisher), None)
    return Facts(
        title=_title(text, marks),
        author=next((byline.authors for byline in bylines if byline.authors), None),
        publisher=named or _agency(datelines) or _owner(text),
        published=_day(datelines),
        url=_own_address(text),
    )


def _title(text: str, marks: Sequence[Noise]) -> str | None:
    """The headline: a line without a full stop above the report, past what is marked as noise."""
    top = lines_of(text)[:TOP]
    noise = [mark for mark in marks if top and mark.start < top[-1].end and mark.kind is not NoiseKind.REPEAT]
    lines = [line for line in top if not _covered(line, noise)]
    for line in lines[:HEAD]:
        heading = MARKDOWN_TITLE.match(line.text)
        if heading:
            return heading["title"]
        if _is_headline(line) and line is not lines[-1]:
            return line.text
        above_headline = line is lines[0] and len(line.text) <= LONGEST_CAPTION and _is_capitalised(lines[1:2])
        if line.words > FEWEST_TITLE_WORDS and not above_headline:  # the report has begun
            return None
    return None


def _is_headline(line: Span) -> bool:
    return (
        line.words >= FEWEST_TITLE_WORDS
        and len(line.text) <= LONGEST_TITLE
        and (not line.text.endswith((".", ":", ";", ",", ".”", ".’", '."')) or _is_capitalised([line]))
        and not NO_TITLE.match(line.text)
    )


def _is_capitalised(lines: Sequence[Span]) -> bool:
    """Whether the first of some lines is set as American headlines are, with a capital to nearly every longer word."""
    words = [word for word in re.findall(r"[^\W\d_][\w’'-]*", lines[0].text) if len(word) > 3] if lines else []
    return len(words) >= FEWEST_TITLE_WORDS and sum(word[0].isupper() for word in words) >= 0.8 * len(words)


def _covered(line: Span, marks: Sequence[Noise]) -> bool:
    return any(mark.start < line.end and line.start < mark.end for mark in marks)


def _day(datelines: Sequence[Dateline]) -> Day | None:
    """The one day the datelines state with its year; None where they state two: which is the printing is not said."""
    days = {dateline.day for dateline in datelines if dateline.day}
    return days.pop() if len(days) == 1 else None


def _agency(datelines: Sequence[Dateline]) -> str | None:
    """The agency in the dateline: its report, whoever carries it."""
    return next((dateline.agency for dateline in datelines if dateline.agency), None)


def _own_address(text: str) -> str | None:
    """The address that a line at head or foot gives as the text's own: "URL: https://…"; other links are named otherwise."""
    lines = lines_of(text)
    for line in [*lines[:TOP], *lines[-HEAD:]]:
        if found := OWN_ADDRESS.fullmatch(line.text):
            return found["url"]
    return None


def _owner(text: str) -> str | None:
    """The owner in a line of rights at the foot, where it is a well-known outlet."""
    for line in lines_of(text)[-HEAD:]:
        rights = RIGHTS.search(line.text)
        outlet = outlets.known(rights["owner"].strip()) if rights else None
        if outlet:
            return outlet.name
    return None
