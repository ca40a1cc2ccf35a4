"""Whether a known name acts here, only locates, or is part of another name; and blocs named like a compass point."""

from collections.abc import Iterator

from spacy.tokens import Doc, Span, Token

from core.extract.gazetteer import Known
from core.extract.naming import Naming, Rank, capital, is_title
from core.lexicon import words
from core.records import Actor, ActorKind

WEST = Actor("west", "the West", ActorKind.ORGANIZATION)
# Prepositions after which a capital is where something happened; "to" and "from" may as well name the state.
AT = frozenset({"in", "at", "near", "outside", "around", "across", "inside", "via"})
GOES = frozenset(
    {
        "travel",
        "fly",
        "go",
        "arrive",
        "return",
        "visit",
        "trip",
        "land",
        "journey",
        "flight",
        "stay",
        "stop",
        "live",
        "bear",
        "drive",
        "move",
    }
)
# Whoever is "in Moscow" as one of these speaks for the state.
SEATED = frozenset(
    {
        "leader",
        "government",
        "regime",
        "leadership",
        "official",
        "authority",
        "ruler",
        "alarm",
        "concern",
        "worry",
        "fear",
        "anger",
        "policymaker",
    }
    | {"administration", "capital", "power", "patron", "ally", "master", "friend", "partner", "sponsor", "backer"}
)
# Nouns that may have a capital after "Western" without making a place of it: "Western States".
POWERS = frozenset({"state", "power", "ally", "nation", "country", "official", "government", "leader", "capital"})


def locates(span: Span, known: Known) -> bool:
    """Whether a name only says where: a capital after "in", a building after "at the", a state as owner of its capital."""
    after = span.doc[span.end] if span.end < len(span.doc) else None
    if known.sort == "adjective":
        return after is not None and after.lemma_.lower() == "capital"
    if known.sort == "seat" or known.actor == "pentagon":
        return _after(span, AT) is not None
    if known.sort != "capital":
        return False
    return _capital_locates(span, after)


def _capital_locates(span: Span, after: Token | None) -> bool:
    preposition = _after(span, AT | {"to", "from", "for"})
    if (
        after is not None
        and after.text == ","
        and span.end + 1 < len(span.doc)
        and span.doc[span.end + 1].ent_type_ == "GPE"
    ):
        return True
    if preposition is None:
        return _described_as_city(span) or (span.root.head.lemma_ in GOES and span.root.dep_ in ("dobj", "npadvmod"))
    governor = preposition.head
    if preposition.lower_ in AT:
        return governor.lemma_.lower() not in SEATED
    return governor.lemma_.lower() in GOES


def _after(span: Span, prepositions: frozenset[str]) -> Token | None:
    """The preposition that governs a name, articles, titles and the names before it in a list aside."""
    token = span.root
    while token.dep_ == "conj" and token.head != token:
        token = token.head
    if token.dep_ == "pobj" and token.head.lower_ in prepositions:
        return token.head
    return None


def _described_as_city(span: Span) -> bool:
    """Whether the name stands in apposition to "capital": "the South Korean capital, Seoul"."""
    root = span.root
    return root.dep_ in ("appos", "compound") and root.head.lemma_.lower() in ("capital", "city", "town")


def within_a_name(span: Span) -> bool:
    """Whether a known name is only part of another: "BRICS summit", "Korean War", "Pyongyang International Airport"."""
    doc = span.doc
    if span.end >= len(doc) or not doc[span.end - 1].whitespace_:
        return False
    after = doc[span.end]
    if after.lemma_.lower() in words("name_within") or after.lower_ in words("name_within"):
        return True
    stop = span.end
    while stop < len(doc) and stop - span.end < 4 and capital(doc[stop]) and not is_title(doc[stop]):
        stop += 1
    return stop > span.end and doc[stop - 1].text in words("not_actors")


def blocs(doc: Doc) -> Iterator[Naming]:
    """The West, and what is Western."""
    for token in doc:
        if token.text == "West" and token.i and doc[token.i - 1].lower_ in ("the", "collective", "political"):
            if token.i + 1 < len(doc) and (capital(doc[token.i + 1]) or doc[token.i + 1].text == "of"):
                continue
            yield Naming(token.idx, token.idx + 4, WEST, "name of the bloc", Rank.KNOWN)
        elif token.text == "Western" and token.i + 1 < len(doc):
            after = doc[token.i + 1]
            if not capital(after) or after.lemma_.lower() in POWERS:
                yield Naming(token.idx, token.idx + 7, WEST, "adjective stands for the bloc", Rank.KNOWN, "adjective")
