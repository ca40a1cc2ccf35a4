"""The state that a report is written from, by its dateline: "BEIRA, Mozambique —", "NAIROBI, 3 May (Agency)"."""

import re
from collections.abc import Iterator, Sequence
from functools import cache

from core.extract.countries import capitals_of_states, state_names, states
from core.extract.towns import country_of
from core.names import plain
from core.records import Noise, NoiseKind

# What a dateline begins with: a place, and what it lies in.
PLACES = re.compile(r"(?P<place>[^,(/\d–—-]+)(?:,\s*(?P<within>[^,(/\d–—-]+))?")


@cache
def _by_code() -> dict[str, str]:
    return {state.code: state.id for state in states().values() if state.code}


def home(text: str, noise: Sequence[Noise]) -> str | None:
    """The id of the state whose name, capital or town a dateline of the text gives; None where none does for certain."""
    lines = (text[mark.start : mark.end] for mark in noise if mark.kind is NoiseKind.DATELINE)
    return next((state for line in lines for state in _states_of(line)), None)


def _states_of(line: str) -> Iterator[str]:
    match = PLACES.match(line)
    place, within = (part.strip() if part else "" for part in match.groups()) if match else ("", "")
    named = state_names().get(within)
    if named is not None:
        yield named.state
    capital = capitals_of_states().get(plain(place).lower())
    if capital is not None:
        yield capital
    town = country_of(place if not place.isupper() else place.title(), _by_code())
    if town is not None:
        yield _by_code()[town]
