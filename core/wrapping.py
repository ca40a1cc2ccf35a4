"""Texts broken at a width, as mail and text pasted from a PDF is: which line breaks end a paragraph, which only a line.

The rest of the program takes a line for a paragraph. A wrapped text is read through `unwrapped`, which swaps the breaks
inside paragraphs for spaces one for one, so that offsets into the text as stored hold.
"""

import re

# A break between two lines that both hold something; of "\r\n" both characters are swapped.
BREAK = re.compile(r"(?<=\S)[ \t]*(?P<break>\r?\n)(?=[ \t]*(?P<next>\S+))")
BULLET = re.compile(r"[-•*–▪■●>#|]|\(?\d{1,2}[.)]")
STOPS = (".", "!", "?", ":", ";", "”", '"', ")", "…")
# Lines that go on in lower case are rare where a line is a paragraph; where text is wrapped, most do.
FEWEST, SHARE = 4, 0.25
# Wider lines are no lines of a page. A full line leaves no room for the next word, give or take proportional type; a
# list of words in lower case has short ones.
WIDEST, FULL, SHORT = 130, 0.85, 0.5


def unwrapped(text: str) -> str:
    """The text with the breaks inside its paragraphs as spaces; a text with a paragraph a line comes back as it is."""
    breaks = list(BREAK.finditer(text))
    widths = sorted(len(line) for line in text.splitlines() if line.strip())
    width = widths[len(widths) * 9 // 10] if widths else 0
    going_on = sum(_goes_on(text, match, width) for match in breaks)
    if width > WIDEST or going_on < max(FEWEST, SHARE * len(breaks)):
        return text
    spaced = bool(re.search(r"\n[ \t]*\r?\n", text))
    pieces, done = [], 0
    for match in breaks:
        if _goes_on(text, match, width) or _is_full(text, match, width, spaced):
            pieces += [text[done : match.start("break")], " " * len(match["break"])]
            done = match.end("break")
    return "".join([*pieces, text[done:]])


def _goes_on(text: str, match: re.Match[str], width: int) -> bool:
    line = _line(text, match)
    return match["next"][0].islower() and not line.endswith((".", "!", "?", ":")) and len(line) >= SHORT * width


def _is_full(text: str, match: re.Match[str], width: int, spaced: bool) -> bool:
    """Whether a line is as long as lines go. Where paragraphs have no space between them, a stop may end one."""
    line = _line(text, match)
    if BULLET.match(match["next"]) or not (spaced or not line.endswith(STOPS)):
        return False
    return len(line) + 1 + len(match["next"]) > FULL * width


def _line(text: str, match: re.Match[str]) -> str:
    """The line that a break ends."""
    return text[text.rfind("\n", 0, match.start()) + 1 : match.start()]
