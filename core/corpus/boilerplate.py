"""What publishers print around their reports: links to other stories, appeals, rights, disclaimers, end marks."""

import re
from collections.abc import Iterator
from functools import cache

from core import lexicon
from core.corpus.lines import Span, lines_of, sentences_of

# Appeals and disclaimers are short; a longer sentence with one of their phrases in it is the report.
LONGEST = 400
FRONT_MATTER = re.compile(r"---[ \t]*\r?\n.*?\r?\n(?:---|\.\.\.)[ \t]*(?=\r?\n|$)", re.DOTALL)
# An address alone on its line, or after a word that says what it leads to.
ADDRESS = re.compile(r"(?:[A-Z][\w ]{1,30}:\s*)?<?(?P<url>https?://\S+?)>?")
BULLET = re.compile(r"^[\s\-–—•*>»▶►+|]+")


@cache
def _labels() -> re.Pattern[str]:
    names = "|".join(re.escape(name) for name in lexicon.table("boilerplate")["labels"])
    return re.compile(rf"(?:{names})\s*(?::|\||[-–—»>]\s|$)", re.IGNORECASE)


def boilerplate_of(text: str) -> Iterator[Span]:
    """Boilerplate in order: whole lines, and sentences of a line."""
    for line in lines_of(text):
        if _is_link(line.text):
            yield line
        else:
            yield from (sentence for sentence in sentences_of(text, line) if _is_furniture(sentence.text))


def _is_link(line: str) -> bool:
    bare = BULLET.sub("", line)
    return len(line) <= LONGEST and bool(_labels().match(bare) or ADDRESS.fullmatch(bare))


def _is_furniture(sentence: str) -> bool:
    if len(sentence) > LONGEST:
        return False
    table = lexicon.table("boilerplate")
    plain = BULLET.sub("", sentence).lower()
    bare = plain.strip("()[]{}<>#-–—. ")
    if bare in table["alone"] or (sentence and not re.search(r"\w", sentence)):
        return True
    return plain.startswith(tuple(table["openings"])) or any(phrase in plain for phrase in table["phrases"])
