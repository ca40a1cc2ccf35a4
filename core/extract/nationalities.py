"""Nationalities of states that no list knows, and the names they are made of: "Morlandic", "the Morlanders", "Morland"."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from functools import cache

from core.extract.naming import capital, in_full_name, is_title
from core.extract.parsed import Doc, Token
from core.lexicon import table, words
from core.names import STEM, nationality_of


def _list(name: str) -> frozenset[str]:
    return frozenset(table("state_nouns")[name])


@cache
def _regions() -> dict[str, list[str]]:
    """Parts of states under their first letters."""
    return by_stem(words("places"))


def of_a_region(word: str) -> bool:
    """Whether a word is made of the name of a part of a state, as nationalities are of states: "Bavarian"."""
    return bool(names_behind(word, _regions()))


def is_nationality(doc: Doc, token: Token) -> bool:
    """ "the Orvanese defence ministry": an ending of nationality, before a noun for what states have."""
    if not token.text.endswith(tuple(_list("endings"))) or token.i + 1 >= len(doc) or in_full_name(token):
        return False
    if of_a_region(token.text):  # "Bavarian police"
        return False
    in_a_name = capital(doc[token.i + 1]) and not is_title(doc[token.i + 1])
    if in_a_name and (token.ent_type_ not in ("GPE", "NORP") or (token.i and capital(doc[token.i - 1]))):
        return False
    following = doc.span(token.i + 1, token.i + 4)
    for other in following:
        if other.lemma_.lower() in _list("had"):
            return not (other.i == token.i + 1 and other.lemma_.lower() == "leader" and token.ent_type_ == "ORG")
        if other.pos_ not in ("ADJ", "NOUN", "PROPN") or (capital(other) and not is_title(other)):
            return False
    return False


def is_people(doc: Doc, token: Token) -> bool:
    """ "The Orvanians": a nationality in the plural, with its article and without a noun."""
    if not token.text.endswith(tuple(f"{ending}s" for ending in _list("endings"))) or token.pos_ not in ("PROPN", "NOUN"):
        return False
    after = doc[token.i + 1] if token.i + 1 < len(doc) else None
    alone = after is None or not (after.pos_ in ("NOUN", "PROPN") or capital(after))
    return alone and token.i > 0 and token.nbor(-1).lower_ == "the" and (token.ent_type_ == "NORP" or _deals(token))


def looks_like_nationality(doc: Doc, token: Token) -> bool:
    """Whether a word may be a nationality if the text has the name that it is made of: "Morlander", "Kesmari rangers"."""
    bare = token.text.removesuffix("s")
    if not bare.endswith((*_list("endings"), *_list("rarer_endings"))) or in_full_name(token):
        return False
    after = doc[token.i + 1] if token.i + 1 < len(doc) else None
    if bare != token.text:
        return after is None or after.pos_ not in ("NOUN", "PROPN")
    return after is not None and after.pos_ in ("NOUN", "ADJ") and not capital(after)


def _deals(token: Token) -> bool:
    return token.dep_ in ("nsubj", "agent") and token.head.lemma_.lower() in _list("deals")


def by_stem(nouns: Iterable[str]) -> dict[str, list[str]]:
    """Names under their first letters, which a nationality keeps."""
    under: dict[str, list[str]] = defaultdict(list)
    for noun in sorted(nouns):
        under[noun[:STEM]].append(noun)
    return under


def names_behind(adjective: str, stems: Mapping[str, Sequence[str]]) -> list[str]:
    """The names that a nationality may be made of."""
    endings = _list("endings") | _list("rarer_endings")
    return [
        noun
        for noun in stems.get(adjective[:STEM], ())
        if noun not in (adjective, f"{adjective}s") and nationality_of(noun, adjective, endings)
    ]
