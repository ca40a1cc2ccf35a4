"""Data as Markdown that shows exactly its characters."""

import re

# Everything that Streamlit's Markdown gives a meaning to: emphasis, links, code, maths, directives, HTML.
MARKDOWN = re.compile(r"([\\`*_{}\[\]()<>#+\-.!|~$:&^=])")


def plain(text: object) -> str:
    """Data as Markdown that shows exactly its characters, on one line: no HTML, link, formula or directive."""
    return MARKDOWN.sub(r"\\\1", " ".join(str(text).split()))
