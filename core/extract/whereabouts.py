"""The named place, smaller than a state, where the thing given is said to be or to have gone: "in the port of Rason"."""

from collections.abc import Collection, Iterator

from core.extract.parsed import Span, Token
from core.extract.parties import Parties
from core.lexicon import words

# After these a name is a place, whatever the parse takes it for, unless it is plainly something else; "to" and "on" may as
# well bring a person or a day.
INSIDE = frozenset({"in", "inside", "into", "within", "near", "around", "across", "throughout"})
AT = INSIDE | {"to", "at", "on"}
PLACES = frozenset({"GPE", "LOC", "FAC"})
NO_PLACES = frozenset({"DATE", "TIME", "EVENT", "LAW", "WORK_OF_ART", "LANGUAGE", "NORP", "ORG", "MONEY"})
LONGEST = 4  # words of a name: "the Gulf of Aden", no enumeration


def place_of(span: Span, anchor: Token, thing: Token | None, parties: Parties) -> str | None:
    """The name of the place, without kind and owner ("Russia’s Kursk region" is "Kursk"); None where the clause names none.

    The preposition must hang on the verb or noun of giving, on the thing, or on what ties the two together; states and
    whatever else acts in the document are parties, not places.
    """
    tied = _tied(anchor, thing)
    for token in span:
        if token.dep_ == "prep" and token.lower_ in AT and token.head.i in tied:
            for head in (child for child in token.children if child.dep_ == "pobj"):
                name = _name(head, token.lower_ in INSIDE)
                if name and not parties.cast.within(name[0].idx, name[-1].idx + len(name[-1])):
                    return span.doc.span(name[0].i, name[-1].i + 1).text
    return None


def _tied(anchor: Token, thing: Token | None) -> Collection[int]:
    """The verb or noun of giving, the thing, and every word on the way from one to the other."""
    found = {anchor.i}
    if thing is not None:
        found.add(thing.i)
        for end in (thing, anchor):
            found |= {token.i for token in end.ancestors if token.pos_ in ("VERB", "AUX") and token.sent == anchor.sent}
    return found


def _name(head: Token, inside: bool) -> list[Token]:
    """The words of a place's name within the phrase that a noun heads; none where the phrase names no place."""
    if head.pos_ == "PROPN":
        place = head.ent_type_ in PLACES or (inside and head.ent_type_ not in NO_PLACES)
        return _compound(head) if place else []
    if head.lemma_.lower() not in words("place_nouns"):
        return []
    for child in (*head.lefts, *_of(head)):
        if child.pos_ == "PROPN" and child.dep_ in ("compound", "nmod", "amod", "pobj", "appos"):
            return _compound(child)
    return []


def _of(head: Token) -> Iterator[Token]:
    """What stands behind "of": "the port of Rason"."""
    for child in head.children:
        if child.dep_ == "prep" and child.lower_ == "of":
            yield from child.children
        elif child.dep_ == "appos":
            yield child


def _compound(last: Token) -> list[Token]:
    """A name with the names before it that belong to it."""
    parts = [child for child in last.lefts if child.dep_ == "compound" and child.pos_ == "PROPN"]
    name = [*parts, last]
    whole = name[-1].i - name[0].i + 1 == len(name)
    return name if whole and len(name) <= LONGEST else [last]
