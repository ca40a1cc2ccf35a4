"""States that no list knows, seen from what only states have: an army, a foreign minister, a capital, a treaty."""

from collections import Counter
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache, lru_cache

from core.extract.countries import state_names
from core.extract.naming import Naming, Rank, capital, capital_tokens, in_full_name, is_title
from core.extract.nationalities import by_stem, is_nationality, is_people, looks_like_nationality, names_behind
from core.extract.parsed import Doc, Token
from core.extract.state_signs import Signs, faces
from core.extract.towns import is_town
from core.lexicon import table, words
from core.names import STEM
from core.records import Actor, ActorKind, slug

# Words before a name that belong to it.
COMPASS = frozenset({"North", "South", "East", "West", "New", "Greater", "Upper", "Lower", "Saint", "St.", "Great", "Nova"})
LONGEST = 3  # words in the name of a state that no list knows


@dataclass(slots=True)
class Found:
    """A state of the document by its names so far."""

    nouns: Counter[str] = field(default_factory=Counter)
    adjectives: Counter[str] = field(default_factory=Counter)

    @property
    def name(self) -> str:
        """The noun, else the nationality where the text has no more."""
        best = self.nouns or self.adjectives
        return max(best, key=lambda name: (best[name], name))

    @property
    def adjective(self) -> str:
        """The nationality, else the noun."""
        best = self.adjectives or self.nouns
        return max(best, key=lambda name: (best[name], name))

    @property
    def actor(self) -> Actor:
        """The state as an actor; it has no country code."""
        return Actor(slug(self.name), self.name, ActorKind.STATE)


@cache
def _list(name: str) -> frozenset[str]:
    return frozenset(table("state_nouns")[name])


@cache
def _surnames() -> frozenset[str]:
    """Surnames of persons of public life: "Assad's army" is no state's."""
    return frozenset(facts["known_by"] for facts in table("persons").values() if "known_by" in facts)


def unlisted_states(doc: Doc, closed: set[int], known: Collection[int]) -> list[Found]:
    """The states that the text itself shows to be states.

    `closed` are characters that name something known, `known` the tokens that name a known state.
    """
    nouns: Counter[str] = Counter()
    adjectives: Counter[str] = Counter()
    signs = Signs()
    doubtful: Counter[str] = Counter()
    surnames = {slug(span[-1].text) for span in doc.ents if span.label_ == "PERSON" and len(span) > 1}
    for token in capital_tokens(doc):
        if slug(token.text) in surnames or token.idx in closed or not token.is_alpha or not _may_name_state(token):
            continue
        if is_nationality(doc, token):
            adjectives[token.text] += 1
        elif is_people(doc, token):
            adjectives[token.text[:-1]] += 1
        elif name := _noun_of_state(doc, token):
            nouns[name] += 1
        elif looks_like_nationality(doc, token):
            doubtful[token.text.removesuffix("s")] += 1
        elif _stands_alone(doc, token):
            signs.add(_name(doc, token), token, known)
    proper = _proper(doc, closed)
    stems = by_stem(proper)
    pairs = [(adjective, noun) for adjective in doubtful for noun in names_behind(adjective, stems)]
    for _, noun in pairs:
        signs.share_nationality(noun)
    nouns.update(dict.fromkeys(signs.certain(_own_world(nouns, adjectives, known)), 1))
    nouns.update(_facing(doc, closed, nouns, surnames))
    adjectives.update({adjective: doubtful[adjective] for adjective, noun in pairs if noun in nouns})
    found = _join(nouns, adjectives, proper)
    return [*found, *_formed(doc, closed, {name for state in found for name in state.nouns})]


def _own_world(nouns: Counter[str], adjectives: Counter[str], known: Collection[int]) -> bool:
    """Whether a text names states that only it knows more often than those of this world, or none at all."""
    return nouns.total() + adjectives.total() >= len(known)


def _facing(doc: Doc, closed: set[int], found: Collection[str], surnames: Collection[str]) -> Iterator[str]:
    """Names that deal with a state which only the text knows."""
    own = {token.i for token in capital_tokens(doc) if token.idx not in closed and _name(doc, token) in found}
    for token in capital_tokens(doc) if own else ():
        known = slug(token.text) in surnames or token.idx in closed or not token.is_alpha or token.i in own
        if not known and _may_name_state(token) and _stands_alone(doc, token) and faces(token, own):
            yield _name(doc, token)


def _stands_alone(doc: Doc, token: Token) -> bool:
    """Whether a name is one word, a point of the compass aside: nobody's title, given name or surname."""
    if token.pos_ != "PROPN" or in_full_name(token) or token.text in state_names() or is_town(token.text):
        return False
    first = _first(doc, token)
    name = doc.text[doc[first].idx : token.idx + len(token)]
    if is_town(name) or name in words("places"):
        return False
    before = doc[first - 1] if first else None
    after = doc[token.i + 1] if token.i + 1 < len(doc) else None
    if before is not None and before.whitespace_ and ((capital(before) and not before.is_sent_start) or is_title(before)):
        return False
    return after is None or not (token.whitespace_ and capital(after) and after.pos_ == "PROPN")


def _formed(doc: Doc, closed: set[int], named: Collection[str]) -> Iterator[Found]:
    """States by a form of state in their names: "the Dravian Federation", "the Kestrel Islands"."""
    found: dict[str, Found] = {}
    for token in capital_tokens(doc):
        if token.text not in _list("formed") | _list("isles") or token.i < 2 or token.idx in closed:
            continue
        before = doc[token.i - 1]
        if not capital(before) or before.idx in closed or before.text in words("generic_names") or before.text in named:
            continue
        if doc[token.i - 2].lower_ != "the" or not _may_name_state(before) or before.lower_ in words("state_forms"):
            continue
        if token.text in _list("isles") or before.text.endswith(tuple(_list("endings"))):
            name = f"{before.text} {token.text}"
            state = found.setdefault(name, Found(Counter(), Counter()))
            state.nouns[name] += 1
            state.adjectives[before.text] += 1  # "Dravian troops", "the Kestrel police"
    yield from found.values()


def _may_name_state(token: Token) -> bool:
    return not token.is_stop and not is_title(token) and _may_be_state(token.text, token.lower_)


@lru_cache(maxsize=20_000)
def _may_be_state(text: str, lower: str) -> bool:
    if lower in _list("of") | _list("is") | _list("had"):
        return False
    if text in _surnames() or text in words("not_names") or text in words("places"):
        return False
    return len(text) > STEM and not text.isupper() and text not in words("bodies_by_word")


def _noun_of_state(doc: Doc, token: Token) -> str | None:
    """The name that ends at a token, where what is around it shows a state."""
    if token.i + 1 < len(doc) and capital(doc[token.i + 1]) and token.whitespace_ and doc[token.i + 1].pos_ == "PROPN":
        return None
    name = _name(doc, token)
    if token.ent_type_ == "PERSON" and " " in name:
        return None
    if _has(doc, token) or _stands_after_of(doc, token) or _is_called_state(doc, token) or _does(token):
        return name
    return None


def _name(doc: Doc, token: Token) -> str:
    return doc.text[doc[_first(doc, token)].idx : token.idx + len(token)]


def _first(doc: Doc, token: Token) -> int:
    """Index of the first word of a name: points of the compass, and what the model sees as one place with it."""
    first = token.i
    while first > 0 and doc[first - 1].text in COMPASS:
        first -= 1
    while first > 0 and doc[first].ent_iob_ == "I" and doc[first].ent_type_ == "GPE" and _joins_place(doc[first - 1]):
        first -= 1
    return first


def _joins_place(token: Token) -> bool:
    return token.ent_type_ == "GPE" and capital(token) and token.pos_ == "PROPN" and not is_title(token)


def _has(doc: Doc, token: Token) -> bool:
    """ "Orvania's army"."""
    if (
        token.i + 2 >= len(doc)
        or doc[token.i + 1].tag_ != "POS"
        or (token.ent_type_ == "PERSON" and token.i and capital(doc[token.i - 1]))
    ):
        return False
    for other in doc[token.i + 2 : token.i + 5]:
        if other.lemma_.lower() in _list("had"):
            return True
        if other.pos_ not in ("ADJ", "NOUN", "PROPN"):
            return False
    return False


def _stands_after_of(doc: Doc, token: Token) -> bool:
    """ "the government of Orvania", "the Kingdom of Kesh"."""
    if token.i < 2:
        return False
    at = token.i - 1
    if doc[at].lower_ == "the":
        at -= 1
    return at > 0 and doc[at].lower_ == "of" and doc[at - 1].lemma_.lower() in _list("of")


def _is_called_state(doc: Doc, token: Token) -> bool:
    """ "Orvania, a small country", "neighbouring Kesh", "the country of Kesh"."""
    if token.i and doc[token.i - 1].lower_ in ("neighbouring", "neighboring"):
        return True
    if token.i + 3 < len(doc) and doc[token.i + 1].text == "," and doc[token.i + 2].lower_ in ("a", "an", "another", "the"):
        for other in doc[token.i + 3 : token.i + 7]:
            if other.lemma_.lower() in _list("is"):
                return True
            if other.pos_ not in ("ADJ", "NOUN", "PUNCT", "ADV"):
                return False
    return False


def _does(token: Token) -> bool:
    """A place that does what states do: "Orvania denied having sold the shells"."""
    if token.ent_type_ not in ("GPE", "NORP"):
        return False
    verb = token.head if token.dep_ == "nsubj" else token.head.head if token.head.dep_ == "agent" else None
    if verb is None:
        return False
    to_do = (kid for kid in verb.children if kid.dep_ == "xcomp" and verb.lemma_ == "be")  # "is to receive"
    return next(to_do, verb).lemma_.lower() in _list("does")


def _proper(doc: Doc, closed: set[int]) -> set[str]:
    """Every name in capitals inside a sentence, as a noun to which a nationality may belong."""
    return {
        token.text
        for token in capital_tokens(doc)
        if token.pos_ == "PROPN" and token.is_alpha and token.idx not in closed and _may_name_state(token)
    }


def _join(nouns: Counter[str], adjectives: Counter[str], proper: set[str]) -> list[Found]:
    """Nouns and nationalities of one state brought together by their stem."""
    found: dict[str, Found] = {}
    for noun in nouns:
        found[noun] = Found(Counter({noun: nouns[noun]}))
    stems = by_stem({*nouns, *proper} - {form for one in adjectives for form in (one, f"{one}s")})
    for adjective in sorted(adjectives):
        best = max(names_behind(adjective, stems), key=lambda noun: (noun in nouns, len(noun), noun), default=None)
        state = found.setdefault(best or adjective, Found(Counter({best: 1}) if best else Counter()))
        state.adjectives[adjective] += adjectives[adjective]
    return [found[key] for key in sorted(found)]


def names_of(states: list[Found]) -> dict[str, tuple[Actor, str]]:
    """Every name of these states with its actor and sort, plurals of nationalities included."""
    names: dict[str, tuple[Actor, str]] = {}
    for state in states:
        for noun in state.nouns:
            names[noun] = (state.actor, "name")
        for adjective in state.adjectives:
            names[adjective] = (state.actor, "adjective")
            if not adjective.endswith("ese"):
                names[adjective + "s"] = (state.actor, "people")
    return names


def namings(
    doc: Doc, names: Mapping[str, tuple[Actor, str]], closed: set[int], rules: Mapping[str, str]
) -> Iterator[Naming]:
    """Every place where one of these names stands as a word of its own."""
    last_words = {name.split()[-1] for name in names}
    for token in capital_tokens(doc):
        if token.text not in last_words or token.idx in closed:
            continue
        end = token.idx + len(token)
        name = next((form for form in _forms(doc, token) if form in names), None)
        if name is not None:
            actor, sort = names[name]
            start = end - len(name)
            if sort == "name" and (formal := _formal_start(doc, token)) is not None:
                start = formal
            yield Naming(start, end, actor, rules[sort], Rank.KNOWN, sort)


def _forms(doc: Doc, token: Token) -> Iterator[str]:
    """What may be the name that ends at a token, longest first: "Kestrel Islands", "South Ossia", one word."""
    first = token.i
    while first > 0 and token.i - first < LONGEST - 1 and capital(doc[first - 1]):
        first -= 1
    yield from (doc.text[doc[at].idx : token.idx + len(token)] for at in range(first, token.i))
    yield token.text


def _formal_start(doc: Doc, token: Token) -> int | None:
    """Where the form of state begins that stands before a name: "the Kingdom of Kesh"."""
    if token.i < 2 or doc[token.i - 1].lower_ != "of" or doc[token.i - 2].text not in _list("form_of"):
        return None
    first = token.i - 2
    while first > 0 and capital(doc[first - 1]) and f"{doc[first - 1].text} {doc[first].text}" in _list("form_of"):
        first -= 1
    return doc[first].idx
