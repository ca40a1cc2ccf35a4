"""Headlines: "Seoul: troops already there", "Troops already there — Seoul", "Troops Already There, Seoul Says".

Title case misleads the tagger, so these rules go by the shape of the line: a short name at one edge, parted by a colon,
a dash or a verb of saying, and what is said on the other side.
"""

from collections.abc import Iterator, Sequence

from core.extract import cues
from core.extract.naming import is_title
from core.extract.parsed import Doc, Token
from core.extract.said import Attribution, trimmed

LONGEST_LINE, LONGEST_NAME, SHORTEST_CONTENT = 32, 7, 3
# So short a proper name at the edge of a headline is a source even where the model does not know it.
LONGEST_BARE_NAME = 1
LONGEST_LISTENER = 4  # words: "Zara Tells Grain Traders"
DASHES = frozenset({"—", "–", "-", "--", "―"})
NAMES = frozenset({"PERSON", "ORG", "GPE", "NORP"})
SOURCES = frozenset(
    {
        "poll",
        "survey",
        "study",
        "report",
        "official",
        "officials",
        "police",
        "minister",
        "ministry",
        "source",
        "sources",
        "analyst",
    }
    | {"analysts", "expert", "experts", "lawmaker", "lawmakers", "president", "spokesman", "spokeswoman", "chief", "agency"}
)
# Labels of a newsroom, not speakers.
LABELS = frozenset(
    {
        "photo",
        "video",
        "watch",
        "update",
        "updated",
        "details",
        "quote",
        "source",
        "background",
        "opinion",
        "analysis",
        "read",
    }
    | {
        "exclusive",
        "breaking",
        "fact",
        "note",
        "editor",
        "live",
        "related",
        "more",
        "topics",
        "tags",
        "published",
        "by",
        "what",
        "transcript",
        "text",
        "statement",
        "interview",
        "correction",
        "factbox",
        "explainer",
        "timeline",
        "summary",
        "profile",
        "subject",
        "date",
    }
)


def headlines(doc: Doc) -> list[Attribution]:
    """The attributions of lines that are headlines by their shape."""
    lines = ((line, number == 0) for number, line in enumerate(_lines(doc)) if SHORTEST_CONTENT < len(line) <= LONGEST_LINE)
    return [found for line, first in lines if (found := _headline([doc[place] for place in line], first)) is not None]


def _lines(doc: Doc) -> Iterator[list[int]]:
    """The places of the words of each line that has any."""
    words = doc.columns.text
    start = 0
    for stop in (*(place for place, word in enumerate(words) if "\n" in word), len(words)):
        line = [place for place in range(start, stop) if not words[place].isspace()]
        if line:
            yield line
        start = stop + 1


def _headline(line: Sequence[Token], first: bool) -> Attribution | None:
    if line[-1].text in {".", "!"} and not first:
        return None
    return _by_colon(line) or _by_dash(line) or _by_verb(line)


def _by_colon(line: Sequence[Token]) -> Attribution | None:
    """Name: what is said. Also, where the first half is a sentence: what is said: Name."""
    colons = [place for place, token in enumerate(line) if token.text == ":"]
    if len(colons) != 1:
        return None
    left, right = line[: colons[0]], line[colons[0] + 1 :]
    cue = (line[colons[0]].i,)
    if line[-1].text == "?" or _is_title_of_text(right):
        return None
    if len(right) >= SHORTEST_CONTENT and is_name(left):
        return _row(left, cue, right, "headline with colon")
    if len(left) >= SHORTEST_CONTENT and is_name(right):
        return _row(right, cue, left, "headline with colon")
    return None


def _is_title_of_text(words: Sequence[Token]) -> bool:
    """Whether the line names a text and does not quote it: "Statement on the talks", "Weekly press briefing"."""
    if any(token.tag_ in {"VBZ", "VBD", "VBP", "MD", "VBN"} for token in words):
        return False
    inside = {token.i for token in words}
    root = next((token for token in words if token.head.i not in inside or token.head.i == token.i), None)
    return root is not None and (cues.is_document(root) or cues.is_occasion(root))


def _by_dash(line: Sequence[Token]) -> Attribution | None:
    """What is said — Name."""
    dashes = [place for place, token in enumerate(line) if token.text in DASHES and token.idx and _spaced(token)]
    if not dashes:
        return None
    left, right = line[: dashes[-1]], line[dashes[-1] + 1 :]
    if len(left) < SHORTEST_CONTENT or not is_name(right):
        return None
    return _row(right, (line[dashes[-1]].i,), left, "headline with dash")


def _by_verb(line: Sequence[Token]) -> Attribution | None:
    """What Is Said, Name Says. Name Says What Is Said, where title case hides the clause from the parser."""
    for place, token in enumerate(line):
        if token.tag_ == "VBG" or not _says(token):
            continue
        left, right = line[:place], line[place + 1 :]
        if len(right) >= SHORTEST_CONTENT and token.text[:1].isupper() and is_name(left):
            return _row(left, (token.i,), right, "headline with verb")
        commas = [at for at, word in enumerate(left) if word.text == ","]
        told = len(right) <= LONGEST_LISTENER and token.lower_ in {"tells", "informs", "assures", "warns"}
        if (len(right) <= 1 or told) and commas and commas[-1] >= SHORTEST_CONTENT and is_name(left[commas[-1] + 1 :]):
            return _row(left[commas[-1] + 1 :], (token.i,), left[: commas[-1]], "headline with verb")
        if commas and commas[-1] == place - 1 >= SHORTEST_CONTENT - 1 and is_name(right):
            return _row(right, (token.i,), left[:-1], "headline with verb")
    return None


def _says(token: Token) -> bool:
    word = token.lower_
    return word.endswith("s") and cues.is_speech_verb(word.removesuffix("s"))


def _spaced(token: Token) -> bool:
    return bool(token.whitespace_) and token.doc[token.i - 1].whitespace_ != ""


def is_name(tokens: Sequence[Token]) -> bool:
    """Whether a few words name somebody who can speak, and do nothing else."""
    words = [token for token in tokens if not token.is_punct]
    if not 0 < len(words) <= LONGEST_NAME or words[0].lower_ in LABELS:
        return False
    if any(token.tag_ in {"VBZ", "VBD", "VBP", "MD"} and token.ent_type_ not in NAMES for token in words):
        return False
    last = words[-1]
    known = len(words) <= LONGEST_BARE_NAME or is_title(words[0]) or any(token.ent_type_ in NAMES for token in words)
    return last.lower_ in SOURCES or (last.pos_ == "PROPN" and known)


def _row(name: Sequence[Token], cue: tuple[int, ...], content: Sequence[Token], rule: str) -> Attribution | None:
    inside = trimmed(content[0].doc, [token.i for token in content])
    words = [token for token in name if not token.is_punct]
    head = next(
        (token for token in words if token.head.i not in {word.i for word in words} or token.head.i == token.i), words[-1]
    )
    return Attribution(inside, cue, head, "speech", rule, 0.7) if inside else None
