"""Data as Markdown that shows exactly its characters."""

import re
from collections.abc import Iterable

# Everything that Streamlit's Markdown gives a meaning to: emphasis, links, code, maths, directives, HTML.
MARKDOWN = re.compile(r"([\\`*_{}\[\]()<>#+\-.!|~$:&^=])")


def plain(text: object) -> str:
    """Data as Markdown that shows exactly its characters, on one line: no HTML, link, formula or directive."""
    return MARKDOWN.sub(r"\\\1", " ".join(str(text).split()))


def marked(pieces: Iterable[tuple[str, bool]]) -> str:
    """Stretches of data, each with whether it is to be marked, as Markdown of one line; white space between them stays."""
    return "".join(_piece(words, mark) for words, mark in pieces)


def _piece(words: str, mark: bool) -> str:
    if not words.strip():
        return " " * bool(words)
    shown = f":primary-background[{plain(words)}]" if mark else plain(words)
    return " " * words[0].isspace() + shown + " " * words[-1].isspace()
