"""The words that made-up rows are put together from, as one array of strings; everywhere else a word is its place in it."""

from dataclasses import dataclass
from itertools import cycle, product

import numpy as np
import numpy.typing as npt
import pyarrow as pa

from core.records import Category, SourceKind, Status, slug

Places = npt.NDArray[np.int64]

STATES = 200
YEARS = 20
FIRST_DAY = np.datetime64("2005-01-01")
DAYS = YEARS * 365 + YEARS // 4
# Of those who are no states, how many are of each kind.
SHARES = {"person": 0.55, "organization": 0.33, "armed-group": 0.05, "media": 0.07}
THINGS = {
    Category.PERSONNEL: ("troops", "engineers", "instructors", "guards", "workers"),
    Category.MUNITIONS: ("shells", "rockets", "mines", "mortar rounds", "cartridges"),
    Category.MISSILES: ("ballistic missiles", "cruise missiles", "interceptors"),
    Category.DRONES: ("drones", "loitering munitions", "surveillance drones"),
    Category.WEAPONS: ("howitzers", "rifles", "tanks", "launchers", "patrol boats"),
    Category.TECHNOLOGY: ("radar technology", "blueprints", "software", "guidance technology"),
    Category.INTELLIGENCE: ("satellite images", "intelligence", "intercepts"),
    Category.COMPONENTS: ("microchips", "engines", "ball bearings", "circuit boards"),
    Category.ENERGY: ("crude oil", "diesel", "coal", "natural gas"),
    Category.FOOD: ("wheat", "rice", "flour", "food parcels"),
    Category.FINANCE: ("loans", "grants", "cash", "credit"),
    Category.TRAINING: ("flight training", "drills", "courses"),
    Category.DIPLOMATIC: ("recognition", "a seat at the talks", "guarantees"),
    Category.OTHER: ("tents", "blankets", "generators", "vehicles"),
}
UNITS = {Category.PERSONNEL: "person", Category.MUNITIONS: "round", Category.ENERGY: "tonne", Category.FOOD: "tonne"}
# How often each category is told of: what a war is about leads, as in real corpora.
WEIGHTS = (20, 18, 9, 11, 12, 5, 3, 6, 5, 4, 3, 2, 1, 1)
VERBS = {
    Status.ASSERTED: " sent ",
    Status.POSSIBLE: " may have sent ",
    Status.PLANNED: " will send ",
    Status.SOUGHT: " was asked to send ",
    Status.DENIED: " never sent ",
}
CUES = ("said", "told reporters", "claimed", "admitted", "warned", "denied", "wrote", "insisted", "announced", "suggested")
WANTS = ("wants", "fears", "backs", "condemns")
PHRASES = (
    "we will not comment on", "there is no doubt about", "the world is watching", "nobody should trust",
    "talks will go on with", "sanctions must be tightened against", "this changes nothing for", "we stand with",
)  # fmt: skip
AIMS = ("an end to the war", "new sanctions", "more deliveries", "a ceasefire", "closer ties", "the new agreement")
FIGURES = tuple(sorted({base * scale for base in (1, 2, 3, 4, 5, 6, 8, 12, 15, 25) for scale in (1, 10, 100, 1000, 10_000)}))
ENDING = "Sign up for our newsletter. "
SOMEBODY, SOMEONE_ELSE = "Somebody", "an unknown recipient"
ONSETS = ("b", "d", "f", "g", "k", "l", "m", "n", "p", "r", "s", "t", "v", "z", "br", "dr", "kr", "st", "tr", "sh")
VOWELS = ("a", "e", "i", "o", "u", "ai", "ou")
SYLLABLES = tuple(onset + vowel for onset, vowel in product(ONSETS, VOWELS))


class Words:
    """Strings with a place each; `at` gives the place, or the first of several places in a row."""

    def __init__(self) -> None:
        self._found: list[str] = [""]
        self._first: dict[str, int] = {"": 0}

    def add(self, name: str, *words: str) -> None:
        """Words that stand one behind the other under a name."""
        self._first[name] = len(self._found)
        self._found += words

    def at(self, name: str) -> int:
        return self._first[name]

    def array(self) -> pa.Array:
        return pa.array(self._found, pa.string())


@dataclass(frozen=True)
class Cast:
    """Who takes part: actors and publishers, those of low number the most often."""

    actors: list[tuple[str, str, str, str | None, str | None]]  # id, name, kind, country, part of
    sources: list[tuple[str, str, str, str | None]]  # id, name, kind, country


def cast(actors: int, sources: int, seed: int) -> Cast:
    """So many actors, the first `STATES` of them states, and so many sources; no two share a name."""
    chance = np.random.default_rng([seed, 1])
    names = _names(actors + sources, chance)
    countries = [a + b for a, b in product("ABCDEFGHIJKLMNOPQRST", "ABCDEFGHIJ")]
    found: list[tuple[str, str, str, str | None, str | None]] = []
    kinds = chance.choice(list(SHARES), size=actors, p=list(SHARES.values()))
    for place, name in enumerate(names[:actors]):
        if place < STATES:
            found.append((slug(name), name, "state", countries[place], None))
        else:
            state = found[min(int(chance.exponential(20)), STATES - 1)]
            part = state[0] if kinds[place] == "organization" and place % 3 else None
            found.append((slug(name), name, str(kinds[place]), state[3] if place % 5 else None, part))
    papers = [f"{name} {title}" for name, title in zip(names[actors:], cycle(("Times", "News", "Agency")), strict=False)]
    kinds_of_source = chance.choice([str(kind) for kind in SourceKind], size=sources)
    return Cast(found, [(slug(name), name, str(kinds_of_source[n]), countries[n % STATES]) for n, name in enumerate(papers)])


def _names(count: int, chance: np.random.Generator) -> list[str]:
    """Invented names of two to four syllables, every one once."""
    found: dict[str, None] = {}
    while len(found) < count:
        lengths = chance.integers(2, 5, size=count)
        picks = chance.integers(0, len(SYLLABLES), size=(count, 4))
        for length, pick in zip(lengths.tolist(), picks.tolist(), strict=True):
            found["".join(SYLLABLES[one] for one in pick[:length]).capitalize()] = None
    return list(found)[:count]


def words(people: Cast) -> Words:
    """Every word of the texts, each group under a name of its own."""
    found = Words()
    found.add("actors", *(name for _, name, *_ in people.actors))
    found.add("nobody", SOMEBODY, SOMEONE_ELSE)
    found.add("things", *(thing for things in THINGS.values() for thing in things))
    found.add("verbs", *VERBS.values())
    found.add("figures", *(f"{figure} " for figure in FIGURES))
    days = FIRST_DAY + np.arange(-400, DAYS + 400)
    found.add("months", *(day.strftime(" in %B %Y") for day in days.astype(object)))
    found.add("days", *(day.strftime(" on %-d %B %Y") for day in days.astype(object)))
    found.add("that", *(f" {cue} that " for cue in CUES))
    found.add("said", *(f" {cue}. " for cue in CUES))
    found.add("wants", *(f" {verb} " for verb in WANTS))
    found.add("phrases", *PHRASES)
    found.add("aims", *AIMS)
    found.add("marks", '"', '," ', ". ", " to ", " ", ENDING)
    return found
