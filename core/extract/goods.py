"""What kind of thing a noun names that no list of goods has: the open vocabulary behind `items`.

`data/lexicon/goods.txt` is derived from WordNet (see `tools/goods.py`): each noun with the category of the thing that
it names most of the time.
"""

from collections.abc import Sequence
from functools import cache

from core import lexicon
from core.records import Category

PERSON = "person"


@cache
def _known() -> dict[str, str]:
    return dict(line.split(": ", 1) for line in lexicon.lines("goods"))


def category(forms: Sequence[str], before: Sequence[str] = ()) -> Category | None:
    """The category of the thing a noun names, given its forms and the words before it, nearest first; else None."""
    found = _found(forms, before)
    return Category(found) if found and found != PERSON else None


def is_person(forms: Sequence[str]) -> bool:
    """Whether the noun means people who are no personnel: "guest", "parliament"."""
    return _found(forms) == PERSON


def _found(forms: Sequence[str], before: Sequence[str] = ()) -> str | None:
    compounds = [f"{word} {form}" for word in before[:1] for form in forms]
    return next((_known()[word] for word in (*compounds, *forms) if word in _known()), None)
