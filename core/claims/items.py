"""What a telling says was given, as a name under which tellings of the same thing meet."""

import re
from dataclasses import dataclass
from functools import cache

from core import lexicon
from core.records import Category, Scope, Status, Transfer
from core.wording import head, thing, words_of

STEM = 4  # letters that a nation and its people share: China, Chinese
BY_THE_LOAD = "load"  # no English noun of the lists below: what was carried, told by its packings


@dataclass(frozen=True, slots=True)
class Named:
    """The thing of a telling: the `key` under which it meets others, and in words why it has that key."""

    key: str
    reason: str


def named(telling: Transfer) -> Named:
    """The thing that a telling names.

    Figures of packings ("20,000 containers of shells") tell of loads, whatever is in them, and never meet figures of pieces.
    Words that name the whole category ("troops", "men") are one thing; else the head word of the item decides.
    """
    packings = lexicon.table("general_items")["packings"]["words"]
    counted_in = lexicon.table("general_items")["counted_in"]["words"]
    if telling.quantity.unit in counted_in:
        return Named(BY_THE_LOAD, f"counts by the {telling.quantity.unit}")
    word = head(telling.item)
    if word in packings:
        return Named(BY_THE_LOAD, f"“{telling.item}” names what it was carried in")
    if word in lexicon.table("general_items")["by_modifier"]["words"] and (kind := _kind(telling, word)):
        return Named(kind, f"“{telling.item}” is named by what it is for, “{kind}”")
    general = _general(telling.category)
    if general and (word in general or _people(telling)):
        return Named(general[0], f"“{telling.item}” is a general word for {telling.category}")
    same = thing(telling.item)
    return Named(same, f"the item is “{same}”" if same == word else f"“{word}” is another word for “{same}”")


def _kind(telling: Transfer, word: str) -> str | None:
    """What a head that names nothing is for: "satellite" in "satellite technology" and in "technology for satellites"."""
    plain = lexicon.table("general_items")["by_modifier"]["plain"]
    attachers = lexicon.table("item_heads")["attachers"]
    nations = _stems(telling.supplier) | _stems(telling.recipient)
    listed = words_of(telling.item)
    at = listed.index(word)
    before = [one for one in listed[:at] if one not in plain and one[:STEM] not in nations]
    if before:
        return before[-1]
    behind = listed[at + 1 :]
    cut = next((place for place, one in enumerate(behind[1:], 1) if one in attachers), len(behind))
    named_by = [one for one in behind[1:cut] if one not in plain] if behind and behind[0] in attachers else []
    return named_by[-1] if named_by else None


def _general(category: Category) -> list[str]:
    found: list[str] = lexicon.table("general_items")["classes"].get(category, [])
    return found


def _people(telling: Transfer) -> bool:
    """Whether the item is people named by the nation that sends them: "North Koreans" from North Korea."""
    last = (telling.item.split() or [""])[-1]
    named_after = last[:1].isupper() and last.casefold()[:STEM] in _stems(telling.supplier)
    return telling.category is Category.PERSONNEL and named_after


def _stems(actor: str | None) -> set[str]:
    """The beginnings of the words in an actor's id."""
    return {word[:STEM] for word in (actor or "").split("-") if len(word) >= STEM}


def further(telling: Transfer) -> bool:
    """Whether a telling is of a gift to come that adds to one before: "plans to send another 500 guns"."""
    if telling.status not in (Status.PLANNED, Status.SOUGHT, Status.POSSIBLE):
        return False
    return telling.quantity.scope is Scope.BATCH or bool(_further().search(telling.text))


@cache
def _further() -> re.Pattern[str]:
    listed = "|".join(lexicon.table("general_items")["further"]["words"])
    return re.compile(rf"\b(?:{listed})\b(?!\s+than\b)", re.IGNORECASE)


class Things:
    """The things that one supplier is said to have given one recipient, in the order they come up."""

    def __init__(self) -> None:
        self._shared: dict[str, frozenset[str]] = {}  # by key: the words that all its items have
        self._used: dict[str, frozenset[str]] = {}  # and those that any has
        self._held: dict[str, str] = {}  # keys that go under another one

    def key(self, telling: Transfer) -> Named:
        """The key of a telling's thing; an item that holds, or is held by, all those of one other key goes under it."""
        found, item = named(telling), frozenset(words_of(telling.item))
        if found.key not in self._shared and found.key not in self._held and found.key != BY_THE_LOAD:
            holders = [key for key in self._shared if key != BY_THE_LOAD and self._meets(key, item)]
            if len(holders) == 1:  # "artillery" beside both "artillery shells" and "artillery pieces" could be either
                self._held[found.key] = holders[0]
        if found.key in self._held:
            found = Named(self._held[found.key], f"“{telling.item}” shares its words with “{self._held[found.key]}”")
        self._shared[found.key] = self._shared.get(found.key, item) & item
        self._used[found.key] = self._used.get(found.key, item) | item
        return found

    def _meets(self, key: str, item: frozenset[str]) -> bool:
        return item <= self._shared[key] or self._used[key] <= item
