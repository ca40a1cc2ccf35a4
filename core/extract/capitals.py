"""Capitals that a text introduces: "its capital, Keld", "Keld, the capital of Orvania", "the government in Keld"."""

from bisect import bisect_right
from collections.abc import Iterator, Mapping

from core.extract.countries import state_names
from core.extract.naming import capital
from core.extract.parsed import Doc, Token
from core.extract.towns import is_town
from core.records import Actor

# What sits in a capital.
GOVERNMENT = frozenset({"government", "regime", "junta", "leadership", "rulers", "cabinet", "ministers"})


def capitals(doc: Doc, owner_at: Mapping[int, Actor]) -> dict[str, Actor]:
    """Capitals the text introduces: "its capital, Keld", "in the Orvanese capital Keld", "Keld, the capital of Orvania"."""
    found: dict[str, Actor] = {}
    owned = sorted(owner_at)
    for token in map(doc.__getitem__, doc.columns.places({"capital"})):
        if token.lower_ != "capital":
            continue
        city = _city(doc, token)
        before = bisect_right(owned, token.i)
        owner = _owner_of_capital(doc, token, owner_at) or (owner_at[owned[before - 1]] if before else None)
        if city is not None and owner is not None and city.text not in state_names():
            found[city.text] = owner
    for city in _seats(doc):
        before = bisect_right(owned, city.i)
        owner = owner_at[owned[before - 1]] if before else None
        if owner is not None and owner.country is None and city.text not in state_names() and not is_town(city.text):
            found.setdefault(city.text, owner)
    return found


def _seats(doc: Doc) -> Iterator[Token]:
    """Cities where a government is said to sit: "the government in Keld"."""
    for place in doc.columns.places(GOVERNMENT):
        city = doc[place + 2] if place + 2 < len(doc) and doc[place + 1].lower_ == "in" else None
        if city is not None and capital(city) and city.pos_ == "PROPN":
            yield city


def _city(doc: Doc, token: Token) -> Token | None:
    """The name of the capital: right after the word, or right before it with a comma."""
    at = token.i + 1
    if at < len(doc) and doc[at].lower_ == "of":
        at = token.i - 2
        while at > 0 and doc[at].text != ",":
            at -= 1
            if token.i - at > 4:
                return None
        return doc[at - 1] if at > 0 and capital(doc[at - 1]) else None
    if at < len(doc) and doc[at].text in (",", "–", "—", ":"):
        at += 1
    if at < len(doc) and capital(doc[at]) and doc[at].is_alpha and doc[at].pos_ == "PROPN":
        return doc[at]
    return None


def _owner_of_capital(doc: Doc, token: Token, owner_at: Mapping[int, Actor]) -> Actor | None:
    """The state whose capital it is: before the word, or after "of"."""
    for at in range(token.i - 1, max(-1, token.i - 4), -1):
        if at in owner_at:
            return owner_at[at]
    for at in range(token.i + 1, min(len(doc), token.i + 4)):
        if at in owner_at and doc[token.i + 1].lower_ == "of":
            return owner_at[at]
    return None
