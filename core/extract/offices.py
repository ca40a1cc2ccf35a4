"""Who holds what for whom: "Russian Defence Minister X", "X, the head of the agency". The same answer serves a person's
state, and later phrases such as "the minister"."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache

from core.extract.naming import is_title
from core.extract.parsed import Doc, Span, Token
from core.lexicon import table
from core.records import Actor, ActorKind, slug

# How far a title reaches before a name, and a description after it, in tokens.
BEFORE, AFTER = 9, 16
# How far back, in tokens, a state is "the country" of a title: about two sentences.
BACK = 50
COUNTRY = frozenset({"country", "nation", "kingdom", "republic", "emirate"})
LINKS = frozenset({"of", "the", "for", "'s", "’s", "'", "’", "and", "-", "on", "at", "in"})
FORMER = frozenset({"former", "ex", "late", "onetime", "ousted", "then", "exiled", "deposed"})
SAME = {
    "defence": "defense",
    "premier": "minister",
    "spokeswoman": "spokesman",
    "spokesperson": "spokesman",
    "advisor": "adviser",
}
# Words in a description that tell one office from another of the same noun.
PLAIN = frozenset(
    {"of", "the", "for", "and", "'s", "’s", "-", "a", "an", "its", "his", "her", "their", "new", "top", "senior", "on"}
)


@dataclass(frozen=True, slots=True)
class Office:
    """What a person is said to be: the noun, words that narrow it, the state or body it is held for (None: unsaid)."""

    person: str
    role: str
    narrowed: frozenset[str]
    owner: str | None
    former: bool = False


@cache
def roles(*names: str) -> frozenset[str]:
    """Nouns for what people do, by the lists of `data/lexicon/roles.toml`."""
    return frozenset(noun for name in names for noun in table("roles")[name])


@cache
def body_words() -> frozenset[str]:
    """Nouns by which bodies are taken up: "the agency", "the paper"."""
    return frozenset(table("descriptions")["body"])


def role_of(token: Token) -> str:
    """The noun for a role in one spelling: "premier" and "prime minister" are one office."""
    lemma = token.lemma_.lower()
    return SAME.get(lemma, lemma)


def offices(
    doc: Doc, named: Mapping[int, tuple[str, ...]], actors: Mapping[str, Actor], home: str | None = None
) -> list[Office]:
    """Every office the text gives to a person it names, in order; `home` is the state that a report is written from."""
    found: list[Office] = []
    for first, last, person in _persons(named, actors):
        titles = list(_before(doc, first, person, named, actors))
        owner = _state_after(doc, last, named, actors) or _its_owner(doc, first, named, actors)
        found += [title if title.owner or owner is None else replace(title, owner=owner) for title in titles]
        found += _after(doc, last, person, named, actors)
        found += _said_to_be(doc, last, person, named, actors)
    found += _understood(actors, {office.person for office in found if office.owner})
    return list(dict.fromkeys([*found, *_of_the_state_spoken_of(doc, found, named, actors, home)]))


def _of_the_state_spoken_of(
    doc: Doc,
    found: Sequence[Office],
    named: Mapping[int, tuple[str, ...]],
    actors: Mapping[str, Actor],
    home: str | None,
) -> Iterator[Office]:
    """Offices that only states have, of persons with whom no state is named: "Defence Minister X" after "Kesh denied it"."""
    owned = {office.person for office in found if office.owner}
    open_ = {office.person: office for office in found if office.role in roles("of_states") and office.person not in owned}
    at_names = list(_persons(named, actors))
    first_at = {person: first for first, _, person in reversed(at_names) if person in open_}
    first_at |= {person: first for first, last, person in reversed(at_names) if person in open_ and last > first}
    abroad = {(doc[at].sent.start, owner) for at, owner in _held_at(found, named, actors)}
    speaks: dict[int, str] = {}  # the state of whoever acts in a sentence
    for person, first in sorted(first_at.items(), key=lambda one: one[1]):
        sentence = doc[first].sent.start
        state = _state_before(doc, first, named, actors, home)
        if not _acts(doc[first]) and sentence in speaks:
            state = _other_state(doc[first].sent, speaks[sentence], named, actors)
        if state is None or (sentence, state) in abroad:
            continue
        if _acts(doc[first]):
            speaks[sentence] = state
        yield replace(open_[person], owner=state)


def _acts(name: Token) -> bool:
    """Whether a person named does something, or stands beside who does: not "Kesh thanked General X"."""
    top = name.head if name.dep_ == "compound" else name
    return top.dep_ in ("nsubj", "nsubjpass", "appos", "ROOT")


def _other_state(
    sentence: Span, speaker: str, named: Mapping[int, tuple[str, ...]], actors: Mapping[str, Actor]
) -> str | None:
    """Of the two states of a sentence the one that is not the speaker's: "Kesh will arm Orvania, X told President Y"."""
    ids = {id for token in sentence for id in named.get(token.i, ()) if actors[id].kind is ActorKind.STATE}
    return next(iter(ids - {speaker})) if len(ids) == 2 and speaker in ids else None


def _held_at(
    found: Sequence[Office], named: Mapping[int, tuple[str, ...]], actors: Mapping[str, Actor]
) -> Iterator[tuple[int, str]]:
    """Where persons are named whose state is known, with that state: who stands beside them may be somebody else's."""
    owner = {office.person: office.owner for office in found if office.owner}
    yield from ((first, owner[person]) for first, _, person in _persons(named, actors) if person in owner)


def _state_before(
    doc: Doc, first: int, named: Mapping[int, tuple[str, ...]], actors: Mapping[str, Actor], home: str | None
) -> str | None:
    """The state spoken of before a name: the one that does or owns something in its sentence, or where its paragraph opens;
    else any in the sentence, the last that does or owns something; else the one that the report is written from, the last.
    """
    sentence, paragraph = doc[first].sent.start, _paragraph(doc, first)
    itself_acts = _acts(doc[first])
    best, found = (0, home) if home is not None else (-1, None)
    for at in range(first - 1, max(-1, first - BACK), -1):
        actor = actors[named[at][0]] if at in named else None
        state = actor.id if actor and actor.kind is ActorKind.STATE else actor.part_of if actor else None
        if state is None or state not in actors or actors[state].kind is not ActorKind.STATE:
            continue
        acts = doc[at].dep_ in ("nsubj", "nsubjpass", "poss") and doc[at].head.dep_ not in ("relcl", "acl", "advcl")
        opens = acts and doc[at].sent.start <= paragraph <= at
        rank = (5 if acts and itself_acts else 2) if at >= sentence else 4 if opens else int(acts)
        if rank > best:
            best, found = rank, state
    return found


def _paragraph(doc: Doc, at: int) -> int:
    """The first token of the paragraph of a token, at most so far back as a state is looked for."""
    start = at
    while start > max(0, at - BACK) and "\n" not in doc[start - 1].text:
        start -= 1
    return start


def _understood(actors: Mapping[str, Actor], stated: set[str]) -> Iterator[Office]:
    """Offices of persons so widely known that the text need not say whose they are."""
    known = {slug(full): facts for full, facts in table("persons").items()}
    for id in actors:
        facts = known.get(id, {})
        if "leads" in facts:
            yield Office(id, "leader", frozenset(), facts["leads"])
        elif "of" in facts and id not in stated:
            yield Office(id, "official", frozenset(), facts["of"])


def _persons(named: Mapping[int, tuple[str, ...]], actors: Mapping[str, Actor]) -> Iterator[tuple[int, int, str]]:
    """First and last token of every naming of one person."""
    for index in sorted(named):
        ids = named[index]
        if len(ids) == 1 and actors[ids[0]].kind is ActorKind.PERSON and named.get(index - 1) != ids:
            last = index
            while named.get(last + 1) == ids:
                last += 1
            yield index, last, ids[0]


def _before(
    doc: Doc, first: int, person: str, named: Mapping[int, tuple[str, ...]], actors: Mapping[str, Actor]
) -> Iterator[Office]:
    """The title before a name: "Russian Foreign Ministry spokeswoman X", "the head of the company, X"."""
    at = first - 1
    if at >= 0 and doc[at].text == ",":
        at -= 1
    stop = at
    while at >= 0 and first - at <= BEFORE and (at in named or _of_title(doc[at])) and not doc[at].is_sent_end:
        at -= 1
    yield from _read(doc.span(at + 1, stop + 1), person, named, actors)


def _of_title(token: Token) -> bool:
    return is_title(token) or token.lower_ in LINKS or token.pos_ in ("NOUN", "ADJ", "PROPN") or token.text == "."


def _state_after(doc: Doc, last: int, named: Mapping[int, tuple[str, ...]], actors: Mapping[str, Actor]) -> str | None:
    """The state in "President X of Kesh"."""
    at = last + 2
    if at >= len(doc) or doc[last + 1].lower_ != "of":
        return None
    owner = named.get(at if doc[at].lower_ != "the" else at + 1)
    return owner[0] if owner and actors[owner[0]].kind is ActorKind.STATE else None


def _its_owner(doc: Doc, first: int, named: Mapping[int, tuple[str, ...]], actors: Mapping[str, Actor]) -> str | None:
    """The state or body last named before "the country's foreign minister, X" or "the head of the company, X"."""
    title = doc.span(max(0, first - BEFORE), first)
    owner = next((token for token in title if token.lower_ in COUNTRY or token.lower_ in body_words()), None)
    if owner is None or not any(child.lower_ in ("the", "its", "this", "that") for child in owner.lefts):
        return None
    wants_state = owner.lower_ in COUNTRY
    for at in range(owner.i - 1, max(-1, owner.i - BACK), -1):
        actor = actors[named[at][0]] if at in named else None
        if actor is None or actor.kind is ActorKind.PERSON:
            continue
        if wants_state == (actor.kind is ActorKind.STATE):
            return actor.id
        if wants_state and actor.part_of:
            return actor.part_of
    return None


def _after(
    doc: Doc, last: int, person: str, named: Mapping[int, tuple[str, ...]], actors: Mapping[str, Actor]
) -> Iterator[Office]:
    """The description after a name: "X, the agency's head,", "X, who leads the group"."""
    at = last + 1
    if at >= len(doc) or doc[at].text != ",":
        return
    at += 1
    first = at
    while (
        at < len(doc)
        and at - first < AFTER
        and doc[at].text not in (",", ".", ";", ":", "”", '"')
        and "\n" not in doc[at].text
    ):
        if doc[at].tag_ in ("VBD", "VBZ", "VBP", "MD", "CC", "WP", "WDT") or doc[at].dep_ == "relcl":
            break
        at += 1
    yield from _read(doc.span(first, at), person, named, actors)


def _said_to_be(
    doc: Doc, last: int, person: str, named: Mapping[int, tuple[str, ...]], actors: Mapping[str, Actor]
) -> Iterator[Office]:
    """The description in "X is Kenya's president"."""
    name = doc[last]
    if name.dep_ == "nsubj" and name.head.lemma_ == "be":
        for noun in name.head.children:
            if noun.dep_ == "attr" and noun.i > last:
                phrase = doc.span(noun.left_edge.i, min(noun.right_edge.i + 1, noun.i + BEFORE))
                yield from _read(phrase, person, named, actors)


def _read(
    tokens: Sequence[Token] | Iterable[Token],
    person: str,
    named: Mapping[int, tuple[str, ...]],
    actors: Mapping[str, Actor],
) -> Iterator[Office]:
    """The offices in a stretch of title or description."""
    words = list(tokens)
    nouns = [token for token in words if role_of(token) in roles("office", "trade", "head") and token.i not in named]
    if not nouns:
        return
    owner, narrowed = None, set()
    to = False
    for token in words:
        to = token.lower_ == "to" or (to and token.lower_ in ("the",))
        if token.i in named:
            holder = named[token.i][0]
            if not to and actors[holder].kind is not ActorKind.PERSON and owner is None:
                owner = holder
        elif token not in nouns and token.lower_ not in PLAIN and token.is_alpha:
            narrowed.add(SAME.get(token.lower_, token.lower_))
    former = bool(narrowed & FORMER)
    for noun in nouns:
        yield Office(person, role_of(noun), frozenset(narrowed - FORMER), owner, former)


def owners(found: Iterable[Office]) -> dict[str, str]:
    """For whom each person acts: the state or body their offices name most often; former offices do not count."""
    votes: dict[str, Counter[str]] = defaultdict(Counter)
    for office in found:
        if office.owner and not office.former and office.role in roles("office", "head"):
            votes[office.person][office.owner] += 1
    return {person: max(count, key=lambda owner: (count[owner], owner)) for person, count in votes.items()}
