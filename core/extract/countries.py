"""States by every name the press gives them: names, adjectives, peoples, capitals, seats of government.

The facts come from the package `countryinfo`; `data/lexicon/states.toml` adds what it lacks and drops what it has wrong.
"""

import re
from dataclasses import dataclass
from functools import cache
from typing import Any

from countryinfo import CountryInfo, all_countries

from core.lexicon import table
from core.names import plain
from core.records import slug

# An alternative spelling of the package counts where it is English, as formal names are ("Republic of …").
FORMAL = re.compile(r"\b(Republic|Kingdom|Federation|Confederation|Emirates|Union|State|States|Sultanate|Commonwealth)\b")
LATIN = re.compile(r"[A-Za-zÀ-ɏ.'’\- ]+")
SAME_IN_PLURAL = ("ese", "ish", "nch", "tch", "sh", "yz", "x", "s")


@dataclass(frozen=True, slots=True)
class State:
    """A state: `id` as in the tables, the `name` it is shown by, its ISO 3166-1 alpha-2 `code` (None: historic)."""

    id: str
    name: str
    code: str | None
    adjective: str


@dataclass(frozen=True, slots=True)
class StateName:
    """One way to name a state; `sort` is name, short, adjective, people, capital or seat."""

    text: str
    state: str
    sort: str


def plural(people: str) -> str:
    """The plural of a word for a people: Russians, the Chinese, Frenchmen."""
    if people.endswith(("chman", "shman")):
        return people[:-3] + "men"
    return people if people.endswith(SAME_IN_PLURAL) else people + "s"


@cache
def _entries() -> list[dict[str, Any]]:
    """Every state with its own words: the package's facts under the id that the word table gives them, else their slug."""
    own: dict[str, dict[str, Any]] = table("states")["states"]
    by_code = {
        words["code"]: key for key, words in own.items() if words.get("code") and key not in ("scotland", "hong-kong")
    }
    left_out = set(table("states")["not_states"])
    entries: dict[str, dict[str, Any]] = {}
    for country in all_countries():
        code = country.iso(2) or None
        if code in left_out:
            continue
        key = by_code.get(code or "") or slug(country.name())
        if country.name() in ("Scotland", "Wales"):
            key, code = slug(country.name()), "GB"
        entry = entries.setdefault(key, {"id": key, "code": code, "name": [], "adjective": [], "capital": []})
        _add_facts(entry, country)
    for key, words in own.items():
        entry = entries.setdefault(key, {"id": key, "code": words.get("code"), "name": [], "adjective": [], "capital": []})
        for sort in ("name", "short", "adjective", "people", "capital", "seat", "drop"):
            entry[sort] = [*entry.get(sort, []), *words.get(sort, [])]
    return list(entries.values())


def _add_facts(entry: dict[str, Any], country: CountryInfo) -> None:
    """Adds what the package knows of a country to its entry."""
    name = re.sub(r"^The ", "", country.name())
    formal = [alt for alt in country.alt_spellings() if FORMAL.search(alt) and LATIN.fullmatch(alt) and "," not in alt]
    entry["name"] += [name, *(re.sub(r"^[Tt]he ", "", alt) for alt in formal)]
    entry["adjective"] += [word for word in re.split(r",|/| and ", country.demonym() or "") if word.strip()]
    capital = country.capital()
    entry["capital"] += [capital] if isinstance(capital, str) and capital else []


@cache
def states() -> dict[str, State]:
    """Every state by id."""
    known = {}
    for entry in _entries():
        names = [name for name in entry["name"] if name not in entry.get("drop", [])]
        adjectives = [word for word in entry["adjective"] if word not in entry.get("drop", [])]
        own = table("states")["states"].get(entry["id"], {})
        adjectives = [*([own["of_bodies"]] if "of_bodies" in own else []), *adjectives]
        shown = {"us": "United States", "turkey": "Turkey"}.get(entry["id"]) or (
            names[0]
            if slug(names[0]) == entry["id"]
            else next((n for n in own.get("name", []) if slug(n) == entry["id"]), names[0])
        )
        known[entry["id"]] = State(entry["id"], shown, entry["code"], adjectives[0] if adjectives else shown)
    return known


def _spellings(name: str) -> set[str]:
    """A name with straight and with curly apostrophes, with and without its accents left to the text."""
    return {name, name.replace("'", "’"), name.replace("’", "'")}


@cache
def state_names() -> dict[str, StateName]:
    """Every name of every state, by the name as written; where two states share one, the first sort and entry keeps it."""
    found: dict[str, StateName] = {}
    for sort in ("name", "short", "adjective", "people", "capital", "seat"):
        for entry in _entries():
            dropped = set(entry.get("drop", []))
            for word in entry.get(sort, []):
                if word in dropped or not LATIN.fullmatch(word):
                    continue
                for text in _spellings(word):
                    found.setdefault(text, StateName(text, entry["id"], sort))
    for entry in _entries():
        for people in [*entry["adjective"], *entry.get("people", [])]:
            if (
                people not in entry.get("drop", [])
                and plural(people) not in found
                and " " not in people.replace("North ", "").replace("South ", "")
            ):
                found[plural(people)] = StateName(plural(people), entry["id"], "people")
    return found


@cache
def capitals_of_states() -> dict[str, str]:
    """States by their capitals, in lower case and without accents."""
    return {plain(name.text).lower(): name.state for name in state_names().values() if name.sort == "capital"}
