"""Whether a text is English, by its commonest words. No model: the answer only warns the reader of a table."""

import re

from core import lexicon

WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)?")
# Running English has about 40–50 % of these words and headlines about 20 %; other languages share a few ("a", "in", "as").
ENGLISH_SHARE = 0.2
# Fewer words do not tell; more than these add nothing.
FEWEST, MOST = 20, 2_000


def is_english(text: str) -> bool | None:
    """Whether a text is English; None where it is too short to tell. Which other language it is, is not looked into."""
    words = [match.group().lower() for _, match in zip(range(MOST), WORD.finditer(text), strict=False)]
    if len(words) < FEWEST:
        return None
    common = lexicon.words("function-words")
    return sum(word in common for word in words) >= ENGLISH_SHARE * len(words)
