"""What two wordings have in common: names without articles and endings, and the head word of an item.

The rules are those of the guidelines' scorer, so that grouping and scoring mean the same by "the same item".
"""

import re

from core import lexicon

WORD = re.compile(r"[a-z0-9][a-z0-9'-]*")


def plain(name: str) -> str:
    """A name or item in lower case, without article, possessive ending and surplus space: "the Orvans'" is "orvans"."""
    text = re.sub(r"\s+", " ", name.replace("’", "'").replace("‘", "'")).strip().casefold()
    return re.sub(r"^the ", "", re.sub(r"'s?$", "", text))


def singular(word: str) -> str:
    """The singular of an English noun in lower case, by its ending alone."""
    if word.endswith("ies") and len(word) > 4:
        return f"{word[:-3]}y"
    if word.endswith(("ches", "shes", "sses", "xes")):
        return word[:-2]
    if word.endswith("s") and not word.endswith("ss") and len(word) > 3:
        return word[:-1]
    return word


def head(item: str | None) -> str:
    """The head word of an item, singular: "short-range missiles of two types" gives "missile"; "" where there is none."""
    listed = lexicon.table("item_heads")
    words = words_of(item or "")
    while words:
        cut = next((place for place, word in enumerate(words) if place and word in listed["attachers"]), len(words))
        last = words[cut - 1]
        if last not in listed["carriers"]:
            return last
        if words[cut : cut + 1] in (["of"], ["to"]) and words[cut + 1 :]:
            words = words[cut + 1 :]
            continue
        return words[cut - 2] if cut > 1 else last
    return ""


def thing(item: str) -> str:
    """The head word of an item, or the first of the words that mean the same: "troops" are "soldier"."""
    word = head(item)
    return next((alike[0] for alike in lexicon.table("item_heads")["alike"] if word in alike), word)


def contains(longer: str, shorter: str) -> bool:
    """Whether every word of one item stands in the other: "artillery" in "artillery and shells"."""
    return set(words_of(shorter)) <= set(words_of(longer))


def words_of(item: str) -> list[str]:
    """The words of an item, each in lower case and singular."""
    return [singular(word) for word in WORD.findall(plain(item))]
