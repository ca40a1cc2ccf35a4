"""Whether a known name acts here, only locates, or is part of another name; and blocs named like a compass point."""

from collections.abc import Collection, Iterator

from core.extract.clauses import child
from core.extract.countries import state_names
from core.extract.gazetteer import Known, known_actors
from core.extract.naming import Naming, Rank, capital, capital_tokens, is_title
from core.extract.parsed import Doc, Span, Token
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
BLOC_WORDS = frozenset({"Western", "West", "North", "South", "Korean", "Korea"})
# Nouns that may have a capital after "Western" without making a place of it: "Western States".
POWERS = frozenset({"states", "powers", "allies", "nations", "countries", "officials", "governments", "leaders", "capitals"})


def locates(span: Span, known: Known) -> bool:
    """Whether a name only says where: a capital after "in", a building after "at the", a state as owner of its capital."""
    after = span.doc[span.end] if span.end < len(span.doc) else None
    if known.sort == "adjective":
        return after is not None and after.lemma_.lower() == "capital"
    if known.sort == "seat" or known.actor == "pentagon":
        return _after(span, AT) is not None
    if known.sort == "capital":
        return _capital_locates(span, after)
    return _after_city(span) if known.sort == "name" else False


def _after_city(span: Span) -> bool:
    """Whether a state only follows its city: "Brussels, Belgium"."""
    doc = span.doc
    if span.start < 2 or doc[span.start - 1].text != ",":
        return False
    city = doc[span.start - 2]
    after = doc[span.end].text if span.end < len(doc) else "."
    if after not in (",", ".", ")", ";", "(") and "\n" not in after:
        return False
    sort = state_names().get(city.text)
    return sort.sort == "capital" if sort else city.ent_type_ == "GPE" and city.head.dep_ == "prep"


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
        goal = span.root.head.lemma_ in GOES and span.root.dep_ in ("dobj", "npadvmod")
        return _described_as_city(span) or only_place(span) or goal
    governor = preposition.head
    if preposition.lower_ in AT:
        return governor.lemma_.lower() not in SEATED
    return governor.lemma_.lower() in GOES and not _moves_things(governor)


def _moves_things(verb: Token) -> bool:
    """Whether a verb of motion says that something is taken there: "gold was flown to Madrid", "flew shells to Madrid"."""
    return child(verb, "dobj", "nsubjpass") is not None


def _after(span: Span, prepositions: frozenset[str]) -> Token | None:
    """The preposition that governs a name, articles, titles and the names before it in a list aside."""
    token = span.root
    while token.dep_ == "conj" and token.head != token:
        token = token.head
    if token.dep_ == "pobj" and token.head.lower_ in prepositions:
        return token.head
    return None


def only_place(span: Span) -> bool:
    """Whether a state is named only as where a place lies: "a region of Georgia"."""
    root = span.root
    if root.dep_ != "pobj" or root.head.lower_ != "of":
        return False
    return root.head.head.lemma_.lower() in words("place_nouns")


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


def blocs(doc: Doc, states: Collection[str]) -> Iterator[Naming]:
    """The West and what is Western; with one or both Koreas among the `states` named, "the North" and "Korean"."""
    for token in capital_tokens(doc):
        if token.text not in BLOC_WORDS:
            continue
        before = doc[token.i - 1] if token.i else None
        after = doc[token.i + 1] if token.i + 1 < len(doc) else None
        if token.text == "Western":
            if after is not None and (not capital(after) or after.lower_ in POWERS):
                yield _bloc(token, WEST, "adjective stands for the bloc", "adjective")
        elif token.text == "West":
            if _called("the", before, after) or (before is not None and before.lower_ in ("collective", "political")):
                yield _bloc(token, WEST, "name of the bloc", "name")
        elif korea := _korea(token, before, after, states):
            rule = "short name of the state" if token.text in ("North", "South") else "the only Korea named"
            yield _bloc(token, known_actors()[korea], rule, "adjective" if token.text == "Korean" else "name")


def _bloc(token: Token, actor: Actor, rule: str, sort: str) -> Naming:
    return Naming(token.idx, token.idx + len(token), actor, rule, Rank.SHORT, sort)


def _called(article: str, before: Token | None, after: Token | None) -> bool:
    """Whether a word stands alone behind its article: "the North", not "the North Pole" or "the north of"."""
    if before is None or before.lower_ != article:
        return False
    return after is None or not (capital(after) or after.lower_ in ("of", "-", "pole"))


def _korea(token: Token, before: Token | None, after: Token | None, states: Collection[str]) -> str | None:
    """Which Korea a word means, where the text has named it in full."""
    if token.text in ("North", "South"):
        korea = f"{token.text.lower()}-korea"
        return korea if korea in states and _called("the", before, after) else None
    if before is not None and before.text in ("North", "South", "N.", "S.", "of", "-", "–"):
        return None
    if after is not None and (capital(after) or after.lemma_.lower() in ("peninsula", "war", "language")):
        return None
    named = [korea for korea in ("north-korea", "south-korea") if korea in states]
    return named[0] if len(named) == 1 else None
