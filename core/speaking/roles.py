"""In which role somebody speaks: the office or trade a text names with the speaker, else the kind of actor.

The words come from the text: from how the quote names its speaker ("a ministry spokesman"), from how another quote of the
same document does, or from what stands right before or after the speaker's name ("Defence Minister X", "X, an analyst at").
"""

import re
from functools import cache

from core import lexicon

NOT_NAMED = "not named"
NOBODY = "nobody named"
KINDS = {
    "state": "a state",
    "organization": "an organisation",
    "armed-group": "an armed group",
    "media": "a medium",
    "person": NOT_NAMED,
}
# What ends the words of one office: "a spokesman for the president" is a spokesman.
BREAK = re.compile(r"\s(?:for|of|at|in|to|from|with|on|who|and)\s|[,;()]")
LETTERS = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")
BEFORE, AFTER = 48, 60  # characters around a name in which its role stands: a line of print
AT_MOST = 3  # mentions of a speaker in one document that are looked at: a role stands with the first
END = re.compile(r"[.!?;:\n”\"]")


@cache
def _nouns() -> dict[str, str]:
    """Words for roles in singular and plural, and the name each goes by."""
    table = lexicon.table("roles")
    same = {"spokesman": "spokesperson", "spokeswoman": "spokesperson", "advisor": "adviser", "chairwoman": "chairman",
            "congresswoman": "congressman", "businesswoman": "businessman"}  # fmt: skip
    nouns = [noun for noun in (*table["office"], *table["trade"]) if noun not in ("man", "woman")]
    singular = {noun: same.get(noun, noun) for noun in nouns}
    plural = {_plural(noun): name for noun, name in singular.items()}
    return plural | singular


def _plural(noun: str) -> str:
    if noun.endswith("man"):
        return f"{noun[:-3]}men"
    return f"{noun[:-1]}ies" if noun.endswith("y") and noun[-2] not in "aeiou" else f"{noun}s"


@cache
def role_in(words: str) -> str | None:
    """The office or trade that some words name: the last noun of the first stretch that has one; None where none has."""
    for stretch in BREAK.split(words.casefold()):
        nouns = [
            noun for word in LETTERS.findall(stretch) if (noun := _nouns().get(word) or _nouns().get(word.split("-")[0]))
        ]
        if nouns:
            return nouns[-2] if nouns[1:] and nouns[-1] == "general" else nouns[-1]  # "attorney general" is an attorney
    return None


def role_beside(before: str, after: str) -> str | None:
    """The role in the words right before a name, or in the apposition after it; None where neither names one.

    `before` and `after` are the text around the name: `BEFORE` characters, and `AFTER` from where it ends.
    """
    role = role_in(re.split(r"[.!?;:,\n]|\s(?:and|by|to|with)\s", before)[-1])
    if role is None and after[:2] == ", ":
        role = role_in(re.split(END, after[2:])[0].split(",")[0])
    return role


def nouns() -> list[str]:
    """Every word that names a role, in lower case: text without any of them names none."""
    return sorted(_nouns())
