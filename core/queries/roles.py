"""In which role somebody speaks: the office or trade a text names with the speaker, else the kind of actor.

The words come from the text: from how the quote names its speaker ("a ministry spokesman"), from how another quote of the
same document does, or from what stands right before or after the speaker's name ("Defence Minister X", "X, an analyst at").
"""

import re
from functools import cache

import pandas as pd

from core import lexicon
from core.tables import Tables

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


def roles(quotes: pd.DataFrame, tables: Tables) -> pd.Series:
    """The role of each quote's speaker."""
    named = quotes["speaker_text"].map({words: role_in(words) for words in quotes["speaker_text"].dropna().unique()})
    found = pd.DataFrame({"doc": quotes["doc"], "speaker": quotes["speaker"], "role": named.astype(object)})
    told = found.dropna().drop_duplicates(["doc", "speaker"]).set_index(["doc", "speaker"])["role"].to_dict()
    kinds = dict(zip(tables.actors["id"], tables.actors["kind"], strict=True))
    persons = [actor for actor, kind in kinds.items() if kind == "person"]
    speaking = found[found["speaker"].isin(persons)].drop_duplicates(["doc", "speaker"])
    around = _beside_names(speaking, tables) | told
    other = pd.Series(list(zip(found["doc"], found["speaker"], strict=True)), index=found.index).map(around)
    general = found["speaker"].map(kinds).map(KINDS).fillna(NOBODY)
    # A state that speaks through "officials" speaks in their role here only; elsewhere in the document it is a state.
    other = other.where(found["speaker"].isin(persons))
    return found["role"].fillna(other).fillna(general).astype("str")


def _beside_names(speaking: pd.DataFrame, tables: Tables) -> dict[tuple[str, str], str]:
    """The role that stands beside the first mentions of a speaker, by document and speaker."""
    mentions = tables.mentions.merge(
        speaking[["doc", "speaker"]], left_on=["doc", "actor"], right_on=["doc", "speaker"], how="inner"
    )
    first = mentions.sort_values(["doc", "start"]).groupby(["doc", "actor"]).head(AT_MOST)
    texts = dict(zip(tables.documents["doc"], tables.documents["text"], strict=True))
    found: dict[tuple[str, str], str] = {}
    for doc, actor, start, end in zip(first["doc"], first["actor"], first["start"], first["end"], strict=True):
        if (doc, actor) not in found and (role := _beside(texts[doc], start, end)):
            found[doc, actor] = role
    return found


def _beside(text: str, start: int, end: int) -> str | None:
    """The role in the words right before a name, or in the apposition after it."""
    before = re.split(r"[.!?;:,\n]|\s(?:and|by|to|with)\s", text[max(0, start - BEFORE) : start])[-1]
    role = role_in(before)
    if role is None and text[end : end + 2] == ", ":
        role = role_in(re.split(END, text[end + 2 : end + AFTER])[0].split(",")[0])
    return role
