"""Organisations, media and armed groups named beside a noun that says what they are: "the airline X", "Y, a militia"."""

from collections.abc import Iterator

from core.extract.bodies import starts_sentence_only
from core.extract.naming import Naming, Rank, bounds, capital, capital_tokens
from core.extract.nationalities import of_a_region
from core.extract.parsed import Doc, Token
from core.extract.towns import is_town
from core.lexicon import table, words
from core.records import Actor, ActorKind, slug

# How many words a description has before the noun that says what it describes.
DESCRIPTION = 5
LONGEST = 6  # words of a name that a noun stands beside
ARTICLES = frozenset({"the", "a", "an"})
# What the model may take a firm of one word for.
MISTAKEN = frozenset({"PERSON", "GPE", "NORP"})
# What joins the words of a name.
JOINS = frozenset(
    {"-", "‑", "&", "de", "del", "della", "di", "da", "do", "dos", "du", "des", "la", "le", "y", "e", "et", "und"}
)


def described_bodies(doc: Doc, closed: set[int]) -> Iterator[Naming]:
    """Names beside a noun that says what they are: "the airline Iran Air", "his company Concord", "Varn rebels"."""
    yield from _explained(doc, closed)
    yield from _units(doc, closed)
    nouns = _nouns()
    for token in doc:
        kind = nouns.get(token.lemma_.lower()) if token.pos_ in ("NOUN", "PROPN") and not capital(token) else None
        if kind is None:
            continue
        yield from _after_noun(doc, token, kind, closed)
        if kind is ActorKind.ARMED_GROUP and not _is_weapon(token):
            yield from _before_noun(doc, token, kind, closed)
        if token.lower_ == "forces" and token.i and of_a_region(doc[token.i - 1].text):  # "Tigrayan forces"
            yield from _before_noun(doc, token, ActorKind.ARMED_GROUP, closed)
        if token.tag_ == "NNS" and kind is ActorKind.ORGANIZATION:
            yield from _enumerated(doc, token, kind, closed)


def _nouns() -> dict[str, ActorKind]:
    table_ = table("body_nouns")
    return {
        noun: kind
        for kind in (ActorKind.ORGANIZATION, ActorKind.MEDIA, ActorKind.ARMED_GROUP)
        for noun in table_[kind.value]
    }


def _is_weapon(noun: Token) -> bool:
    """Whether "fighter" is an aircraft: "Su-30 fighters", "MiG fighter jets"."""
    if noun.lemma_.lower() != "fighter":
        return False
    after = noun.nbor().lemma_.lower() if noun.i + 1 < len(noun.doc) else ""
    before = noun.nbor(-1).text if noun.i else ""
    return after in ("jet", "plane", "aircraft", "bomber") or before[-1:].isdigit() or not before[1:].islower()


def _after_noun(doc: Doc, token: Token, kind: ActorKind, closed: set[int]) -> Iterator[Naming]:
    first = token.i + 1
    apart = first < len(doc) and doc[first].text == "," and any(child.lower_ in ARTICLES for child in token.lefts)
    first += apart
    stop = _name_end(doc, first)
    if stop == first or token.is_sent_end or not (token.whitespace_ or apart) or token.text.endswith("s"):
        return
    if apart and not (stop < len(doc) and doc[stop].text == ","):
        return  # "the manufacturer, Keld Motors, said"
    start, end = bounds(doc, first, stop - 1)
    free = not closed.intersection(range(start, end)) or (stop - first > 1 and end - 1 not in closed)
    alone = stop - first == 1 and doc[first].ent_type_ in MISTAKEN and not apart and any(token.lefts)
    alone = alone and not is_town(doc[first].text) and doc[first].text not in words("places")
    if free and (stop - first > 1 or alone or doc[first].ent_type_ not in ("PERSON", "DATE", "GPE", "NORP")):
        name = doc.text[start:end]
        if name not in words("not_names") and (alone or doc[first].ent_type_ != "PERSON") and _stays(doc, stop):
            yield Naming(start, end, Actor(slug(name), name, kind), f"name after the noun {token.lower_}", Rank.BODY)


def _name_end(doc: Doc, first: int) -> int:
    """Index after a name, small words and hyphens within it included: "Gas del Sur", "Ala-Too Works", "Dorn & Vale"."""
    stop = first
    while stop < len(doc) and stop - first < LONGEST:
        if capital(doc[stop]) and doc[stop].text not in words("titles"):
            stop += 1
        elif first < stop < len(doc) - 1 and doc[stop].lower_ in JOINS and capital(doc[stop + 1]):
            stop += 2
        else:
            break
    return stop


def _enumerated(doc: Doc, noun: Token, kind: ActorKind, closed: set[int]) -> Iterator[Naming]:
    """The names that a plural announces: "two firms, Alda and Berin Air,", "companies such as Alda, Berin and Corva"."""
    at = noun.i + 1
    if doc.span(at, at + 2).text.lower() == "such as":
        at += 2
    elif at < len(doc) and doc[at].lower_ in (",", ":", "including", "like", "–", "—"):
        at += 1
    elif (comma := _after_its_place(doc, at)) is not None:
        at = comma + 1
    else:
        return
    while at < len(doc) and capital(doc[at]):
        stop = max(_name_end(doc, at), at + 1)
        start, end = bounds(doc, at, stop - 1)
        name = doc.text[start:end]
        if not closed.intersection(range(start, end)) and name not in words("not_names") and doc[at].ent_type_ != "PERSON":
            yield Naming(start, end, Actor(slug(name), name, kind), f"name that the noun {noun.lower_} announces", Rank.BODY)
        while stop < len(doc) and doc[stop].lower_ in (",", "and", "or"):
            stop += 1
        if stop == at or doc[stop - 1].lower_ not in (",", "and", "or"):
            return
        at = stop


def _after_its_place(doc: Doc, at: int) -> int | None:
    """Index of the comma after a short phrase of place: "two firms on the list, Alda and Berin,"."""
    if at >= len(doc) or doc[at].pos_ != "ADP":
        return None
    return next((index for index in range(at + 1, min(at + DESCRIPTION, len(doc))) if doc[index].text == ","), None)


def _units(doc: Doc, closed: set[int]) -> Iterator[Naming]:
    """Units and bands whose noun belongs to the name: "the Tariq Ibn Ziyad brigade", "the Mahal clan"."""
    units = table("body_nouns")["units"]
    for token in map(doc.__getitem__, doc.columns.places(units)):
        if token.lemma_.lower() not in units or capital(token) or token.i == 0 or not capital(doc[token.i - 1]):
            continue
        first = token.i
        while first > 0 and token.i - first < DESCRIPTION and capital(doc[first - 1]) and doc[first - 1].pos_ == "PROPN":
            first -= 1
        if first == token.i or doc[first - 1].lower_ != "the" or doc[token.i - 1].ent_type_ in ("NORP", "GPE", "DATE"):
            continue
        start, end = doc[first].idx, token.idx + len(token)
        name = doc.text[start:end]
        if not closed.intersection(range(start, end)) and not any(mark.isdigit() for mark in name):
            yield Naming(start, end, Actor(slug(name), name, ActorKind.ARMED_GROUP), "name with its noun", Rank.BODY)


def _explained(doc: Doc, closed: set[int]) -> Iterator[Naming]:
    """Names that a description after a comma shows to be bodies: "Damen, the Dutch shipyard"."""
    nouns = _nouns()
    for token in capital_tokens(doc):
        if token.i + 3 >= len(doc) or doc[token.i + 1].text != "," or doc[token.i + 2].lower_ not in ("a", "an", "the"):
            continue
        for other in doc[token.i + 3 : token.i + 3 + DESCRIPTION]:
            kind = nouns.get(other.lemma_.lower()) if other.pos_ == "NOUN" else None
            after = doc[other.i + 1] if other.i + 1 < len(doc) else None
            apposed = after is None or after.pos_ not in ("NOUN", "PROPN", "VERB", "AUX")  # not "in Keld, the outlet said"
            if kind and apposed:
                yield from _named_before(doc, token.i + 1, kind, other, closed)
            if kind or other.pos_ not in ("ADJ", "NOUN", "PROPN", "PUNCT"):
                break


def _stays(doc: Doc, stop: int) -> bool:
    """Whether the name ends here: no possessive, no role or name after it."""
    return stop >= len(doc) or not (capital(doc[stop]) or doc[stop].tag_ == "POS")


def _before_noun(doc: Doc, token: Token, kind: ActorKind, closed: set[int]) -> Iterator[Naming]:
    yield from _named_before(doc, token.i, kind, token, closed)


def _named_before(doc: Doc, stop: int, kind: ActorKind, noun: Token, closed: set[int]) -> Iterator[Naming]:
    """The name in capitals that ends right before a token, as a body of that kind.

    A people before "rebels" is no name without the noun: "the Korrish rebels".
    """
    first = stop
    while first > 0 and stop - first < 5 and _goes_on(doc, first - 1, stop):
        first -= 1
    looks_a_person = doc[stop - 1].ent_type_ == "PERSON" and noun.lemma_.lower() not in table("body_nouns")["no_person"]
    if first == stop or (looks_a_person and (stop - first > 1 or kind is ActorKind.ARMED_GROUP)):
        return
    people = noun.i == stop and stop - first == 1 and doc[first].text.endswith(tuple(table("state_nouns")["endings"]))
    start, end = bounds(doc, first, stop if people else stop - 1)
    name = doc.text[start:end]
    if not closed.intersection(range(start, end)) and name not in words("not_names") and slug(name):
        yield Naming(start, end, Actor(slug(name), name, kind), f"name with the noun {noun.lower_} beside it", Rank.BODY)


def _goes_on(doc: Doc, index: int, stop: int) -> bool:
    """Whether a token belongs to the name behind it, small words between hyphens included: "Hezb-i-Islami"."""
    token = doc[index]
    if capital(token):
        return (stop - index <= 3 and not starts_sentence_only(token)) or not token.whitespace_
    return index + 1 < stop and not token.whitespace_ and (token.text == "-" or token.is_alpha)
