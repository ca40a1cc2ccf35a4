"""The signs that an open party is nobody of the text, which `open_parties` weighs beside those of every candidate."""

from core.extract.clauses import is_name
from core.extract.open_signs import Open, Signs
from core.records import Category


def of_nobody(place: Open) -> Signs:
    """The signs that nobody of the text is meant."""
    signs = {
        "nobody": 1.0,
        "nobody: people": float(place.category is Category.PERSONNEL),
        "nobody: described": float(place.phrase is not None and not place.kinds),
        "nobody: giver": float(place.supplier),
        "nobody: name": float(place.phrase is not None and is_name(place.phrase)),
        "nobody: pronoun": float(place.phrase is not None and place.phrase.pos_ == "PRON"),
        "nobody: nothing said": float(place.phrase is None),
        "nobody: noun": float(place.anchor.pos_ in {"NOUN", "PROPN"}),
    }
    return {name: value for name, value in signs.items() if value}


def of_no_pair(giving: Open, taking: Open) -> Signs:
    """The signs that a telling which names neither party is not told of two parties of the text."""
    phrases = [place.phrase for place in (giving, taking) if place.phrase is not None]
    signs = {
        "no pair": 1.0,
        "no pair: noun": float(giving.anchor.pos_ in {"NOUN", "PROPN"}),
        "no pair: people": float(giving.category is Category.PERSONNEL),
        "no pair: name": float(any(map(is_name, phrases))),
        "no pair: pronoun": float(any(phrase.pos_ == "PRON" for phrase in phrases)),
        "no pair: described": float(any(phrase.pos_ == "NOUN" for phrase in phrases)),
        "no pair: thing": float(giving.thing is None),
    }
    return {name: value for name, value in signs.items() if value}
