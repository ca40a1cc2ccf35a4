"""Which words set one body of text apart from another: log-odds with an informative Dirichlet prior.

The measure of Monroe, Colaresi and Quinn ("Fightin' Words", Political Analysis 16, 2008): how much more likely a word is in
one than in the other, drawn towards what both have in common, in units of its standard error. So a word used three times
does not pass one used three hundred times, as it would by plain ratios.
"""

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np
import pandas as pd

from core import lexicon

WORD = re.compile(r"[^\W\d_]+(?:[’'-][^\W\d_]+)*")
SHORTEST = 3  # letters; shorter words are function words, initials and scraps
# The prior weighs as much as this many words of both bodies together, and never more than the smaller body itself: enough
# to hold rare words back, little beside a few articles.
PRIOR = 1000
Counts = np.ndarray[tuple[int], np.dtype[np.float64]]  # one number a word
COLUMNS = ["word", "z", "count", "other_count", "per_1000", "other_per_1000", "texts"]


@dataclass(frozen=True, slots=True)
class Words:
    """The words of a body of text: how often each stands in it, and in how many of its texts."""

    uses: Counter[str]
    texts: Counter[str]


def words(text: str, known: "Known | None" = None) -> list[str]:
    """The content words of a text in lower case: without function words, numbers and possessive endings."""
    known = Known() if known is None else known
    return [word for found in WORD.findall(text.casefold()) if (word := known[found])]


class Known(dict[str, str]):
    """Words as they stand in texts → as they are counted, "" for one that is not; each looked at once."""

    def __missing__(self, found: str) -> str:
        word = re.sub(r"[’']s?$", "", found)
        counts = len(word) >= SHORTEST and word not in lexicon.words("function-words")
        return self.setdefault(found, word if counts else "")


def count(texts: Iterable[str]) -> Words:
    """The words of some texts, in one pass."""
    uses: Counter[str] = Counter()
    in_texts: Counter[str] = Counter()
    known = Known()
    for text in texts:
        found = words(text, known)
        uses.update(found)
        in_texts.update(set(found))
    return Words(uses, in_texts)


def set_apart(one: Words, other: Words, fewest: int = 2) -> pd.DataFrame:
    """How far each word sets `one` apart from `other`, the most telling first.

    Columns: `word`; `z` (standard errors by which its log-odds in `one` pass those in `other`; negative where it belongs to
    the other); `count` and `other_count`; `per_1000` and `other_per_1000` words; `texts` of `one` that use it. A word that
    fewer than `fewest` texts of its own side use is left out: it tells of one text, not of a source.
    """
    vocabulary = sorted(one.uses.keys() | other.uses.keys())
    mine, theirs = (np.array([body.uses[word] for word in vocabulary], dtype=float) for body in (one, other))
    if not (mine.sum() and theirs.sum()):
        return pd.DataFrame(columns=COLUMNS)
    weight = min(PRIOR, mine.sum(), theirs.sum())
    prior = weight * (mine + theirs) / (mine + theirs).sum()
    z = (_log_odds(mine, prior) - _log_odds(theirs, prior)) / np.sqrt(1 / (mine + prior) + 1 / (theirs + prior))
    frame = pd.DataFrame(
        {
            "word": vocabulary,
            "z": z,
            "count": mine.astype(int),
            "other_count": theirs.astype(int),
            "per_1000": 1000 * mine / mine.sum(),
            "other_per_1000": 1000 * theirs / theirs.sum(),
            "texts": [one.texts[word] for word in vocabulary],
        }
    )
    own_side = np.where(z > 0, frame["texts"], [other.texts[word] for word in vocabulary])
    return frame[own_side >= fewest].sort_values(["z", "word"], ascending=[False, True], ignore_index=True)


def _log_odds(uses: Counts, prior: Counts) -> Counts:
    seen = uses + prior
    odds: Counts = np.log(seen) - np.log(seen.sum() - seen)
    return odds
