"""How the words that attribute a quote stand to it: stated, distanced ("claimed"), admitted, denied and so on."""

import re
from functools import cache

from core import lexicon
from core.utterances.words import stem

NO_CUE = "no cue"
NEUTRAL = "stated"
OTHER = "other"
LETTERS = re.compile(r"[^\W\d_]+(?:[-’'][^\W\d_]+)*")


def cue_classes() -> dict[str, str]:
    """Every class with what it means, in the order of the list."""
    found = {name: entry["about"] for name, entry in lexicon.table("cue_classes").items()}
    return found | {OTHER: "a cue of another kind", NO_CUE: "attributed without a cue, or not at all"}


@cache
def _words() -> dict[str, str]:
    """The class of each stem; the first class of the list that has it."""
    found: dict[str, str] = {}
    for name, entry in lexicon.table("cue_classes").items():
        for word in entry["words"].split():
            found.setdefault(stem(word), name)
    return found


@cache
def _phrases() -> list[tuple[re.Pattern[str], str]]:
    table = lexicon.table("cue_classes")
    return [(re.compile(rf"\b{re.escape(one)}\b"), name) for name, entry in table.items() for one in entry["phrases"]]


@cache
def cue_class(cue: str) -> str:
    """The class of a cue as it stands: of its phrases, else of its words, what is not neutral first."""
    words = cue.casefold()
    if not LETTERS.search(words):
        return NEUTRAL  # a colon or a dash attributes and says nothing more
    found = [name for phrase, name in _phrases() if phrase.search(words)]
    found += [name for word in LETTERS.findall(words) if (name := _class(word))]
    return next((name for name in found if name != NEUTRAL), found[0] if found else OTHER)


def _class(word: str) -> str | None:
    """The class of one word. An adverb shares the stem of a verb and says something else: "repeatedly" repeats nothing."""
    if word.endswith("ly") and word not in _listed():
        return None
    return _words().get(stem(word))


@cache
def _listed() -> frozenset[str]:
    return frozenset(word for entry in lexicon.table("cue_classes").values() for word in entry["words"].split())
