"""Lesser signs that a name no list knows is a state's: how it is formed, whom it deals with, beside whom it stands.

One sign alone proves nothing (towns and firms show each of them), two of different kinds do. What certainly belongs to a
state ("its army", "the government of") is read in `unlisted`.
"""

from collections import defaultdict
from collections.abc import Collection, Iterator

from core.extract.clauses import subject
from core.extract.parsed import Token
from core.lexicon import table

# How many words of a list are looked at for a known state in it.
LISTED = 6
PLACES = frozenset({"GPE", "NORP", "LOC"})
COMING = frozenset({"from", "of", "in", "for"})
TOWARDS = frozenset({"to", "from", "against", "with", "by"})
AMONG = frozenset({"between", "with", "to", "from", "against", "by"})
# Signs of what a name looks like, and of a part in dealings.
LOOKS = frozenset({"place", "shape"})
DEALINGS = frozenset({"deals", "takes"})


class Signs:
    """The kinds of sign found for each name of a document."""

    def __init__(self) -> None:
        self._kinds: dict[str, set[str]] = defaultdict(set)

    def add(self, name: str, token: Token, states: Collection[int]) -> None:
        """Takes note of what the place of a name shows; `states` are the tokens that name a state."""
        self._kinds[name].update(_signs(token, states))

    def share_nationality(self, name: str) -> None:
        """Takes note that a word of the text is made of a name as nationalities are: "Morland" and "Morlander"."""
        if name in self._kinds:
            self._kinds[name].add("nation")

    def certain(self, own_world: bool) -> Iterator[str]:
        """Names that two signs of different kinds prove; in a world of the text's own what is only a place's will do."""
        for name, kinds in self._kinds.items():
            dealing = bool(kinds & LOOKS and kinds & DEALINGS)
            if kinds - LOOKS - DEALINGS:
                proved = len(kinds) > 1
            elif own_world:
                proved = dealing or kinds >= LOOKS
            else:
                proved = dealing and bool(kinds & {"shape", "deals"})
            if proved and kinds != {"place"}:
                yield name


def _signs(token: Token, states: Collection[int]) -> Iterator[str]:
    if token.ent_type_ in PLACES:
        yield "place"
    if token.ent_type_ != "PERSON" and token.text.endswith(tuple(_words("shapes"))):
        yield "shape"
    top = _first_listed(token)
    if _has_article(top):
        return
    if any(other.i in states for other in _list_of(top)):
        yield "beside"
    if top.dep_ in ("nsubj", "agent") and top.head.lemma_.lower() in _words("deals"):
        yield "deals"
    if top.dep_ in ("dative", "dobj", "nsubjpass") and top.head.lemma_.lower() in _words("deals"):
        yield "takes"
    if top.dep_ != "pobj":
        return
    preposition, governor = top.head, top.head.head
    noun = governor.lemma_.lower() if governor.pos_ in ("NOUN", "PROPN") else ""
    if preposition.lower_ in COMING and noun in _words("had"):
        yield "people"
    elif preposition.lower_ in AMONG and noun in _words("between"):
        yield "relations"
    elif preposition.lower_ in TOWARDS and (governor.lemma_.lower() in _words("deals")):
        yield "takes"


def faces(token: Token, states: Collection[int]) -> bool:
    """Whether a name gives to or takes from a state of the text's own world: "Orvania sent 400 soldiers to Keldoria".

    `states` are tokens that name states which no list knows. Where the world is invented, so are the names beside them;
    in the real one a name that no list knows is a town or firm.
    """
    top = _first_listed(token)
    if _has_article(top):
        return False
    deal = _deal_of(top)
    if deal is None:
        return False
    verb = next((above for above in (deal, *deal.ancestors) if above.pos_ == "VERB"), deal)
    others = [kid for kid in (*deal.children, *verb.children) if kid.dep_ in ("agent", "nsubjpass", "poss")]
    if (doer := subject(verb)) is not None:
        others.append(doer)
    named = {inner.i for kid in others for inner in (kid, *kid.children)}
    return not named.isdisjoint(states)


def _deal_of(top: Token) -> Token | None:
    """The word of dealing in goods by which a name stands as a party other than the subject."""
    if top.dep_ in ("dative", "dobj") and top.head.lemma_.lower() in _words("deals"):
        return top.head
    if top.dep_ == "pobj" and top.head.lower_ in ("to", "from"):
        deal = top.head.head
        if deal.dep_ in ("dobj", "nsubjpass") and deal.head.pos_ == "VERB" and deal.lemma_.lower() not in _words("deals"):
            deal = deal.head
        return deal if deal.lemma_.lower() in _words("deals") else None
    return None


def _first_listed(token: Token) -> Token:
    """The first name of the list that a name stands in."""
    for _ in range(LISTED):
        if token.dep_ != "conj":
            break
        token = token.head
    return token


def _list_of(first: Token) -> Iterator[Token]:
    """The names of a list by its first one."""
    token: Token | None = first
    for _ in range(LISTED):
        if token is None:
            return
        yield token
        token = next((kid for kid in token.children if kid.dep_ == "conj"), None)


def _has_article(token: Token) -> bool:
    return any(kid.lower_ in ("the", "a", "an") for kid in token.lefts)


def _words(name: str) -> frozenset[str]:
    return frozenset(table("state_nouns")[name])
