"""Bodies that every state has: "the Russian Foreign Ministry", "Seoul's spy agency", "intelligence agencies in X and Y"."""

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache

from core.extract.countries import state_names, states
from core.extract.gazetteer import known_actors
from core.extract.naming import Naming, Rank, capital
from core.extract.parsed import Doc, Span, Token
from core.extract.person_spans import speaking
from core.lexicon import table, words
from core.records import Actor, ActorKind, slug

OWNED = ("adjective", "name", "short", "people")
# Nouns after "intelligence" that leave it the source of what is said.
FINDINGS = frozenset(
    {"finding", "assessment", "report", "estimate", "official", "source", "chief", "director", "officer", "data", "analyst"}
)
ACTS = frozenset({"nsubj", "nsubjpass", "agent"})
BACK = 60  # tokens back to the state that a ministry without one belongs to


@dataclass(frozen=True, slots=True)
class Owner:
    """A state named in the text: tokens `first` up to `stop`, and how it is named."""

    first: int
    stop: int
    state: Actor
    sort: str


@dataclass(frozen=True, slots=True)
class _Phrase:
    first: int
    stop: int
    kind: str
    group: str


@cache
def _phrases() -> dict[str, tuple[tuple[tuple[str, ...], str, str], ...]]:
    """Word sequences for bodies under their last word, longest first, each with the end of its id and its group."""
    under: dict[str, list[tuple[tuple[str, ...], str, str]]] = {}
    for group, kinds in table("state_bodies").items():
        for kind, spellings in kinds.items():
            for spelling in spellings:
                parts = tuple(spelling.split())
                under.setdefault(parts[-1], []).append((parts, kind, group))
    return {word: tuple(sorted(found, key=lambda one: -len(one[0]))) for word, found in under.items()}


def state_bodies(doc: Doc, owners: Sequence[Owner]) -> Iterator[Naming]:
    """Every naming of a body of a state, given where states are named."""
    ends = {owner.stop: owner for owner in owners}
    starts = {owner.first: owner for owner in owners}
    lower = [token.lower_ for token in doc]
    for phrase in _found(lower):
        yield from _namings(doc, phrase, ends, starts)


def _found(lower: Sequence[str]) -> Iterator[_Phrase]:
    """Where the words for bodies stand, the longest reading first."""
    free = len(lower)
    for index in range(len(lower) - 1, -1, -1):
        if lower[index] not in _phrases() or index >= free:
            continue
        for parts, kind, group in _phrases()[lower[index]]:
            first = index + 1 - len(parts)
            if first >= 0 and tuple(lower[first : index + 1]) == parts:
                free = first
                yield _Phrase(first, index + 1, kind, group)
                break


def body_of(state: Actor, kind: str) -> Actor:
    """The body of that kind of that state."""
    if known := _known_body(state.id, kind):
        return known
    adjective = _adjective(state)
    sort = ActorKind.MEDIA if kind in table("state_bodies")["media"] else ActorKind.ORGANIZATION
    name = f"{adjective} {kind.replace('-', ' ').title()}".replace(" Of ", " of ")
    return Actor(f"{slug(adjective)}-{kind}", name, sort, state.country, state.id)


def of_their_state(doc: Doc, bodies: Iterable[Naming], owners: Sequence[Owner]) -> Iterator[Naming]:
    """Bodies whose names every state may have, each with its state: the one named beside it, else the one last named.

    "Foreign Ministry" becomes the Orvanese Foreign Ministry; a body with a name of its own stays as it is.
    """
    ends = {owner.stop: owner for owner in owners}
    firsts = {owner.first: owner for owner in owners}
    stops = sorted(ends)
    for naming in bodies:
        span = doc.char_span(naming.start, naming.end, alignment_mode="expand")
        if span is None or naming.actor is None:
            yield naming
            continue
        inside = firsts.get(span.start)
        core = doc.span(inside.stop if inside else span.start, span.end).text
        if not core:  # the state's own name holds a word for a body: "European Union", "Palestinian Authority"
            continue
        owner = inside or _beside(doc, span, ends, firsts)
        if owner is None and _phrase_kind(core):
            owner = _last(doc, span.start, stops, ends)
        actor = _with_state(naming.actor, core, owner) if owner else naming.actor
        yield replace(naming, actor=_organ(actor, span, firsts))


def _organ(actor: Actor, span: Span, firsts: Mapping[int, Owner]) -> Actor:
    """The body as a part of the state in the middle of its name: "Royal Solomon Islands Police Force"."""
    named = next((firsts[at] for at in range(span.start + 1, span.end) if at in firsts), None)
    organ = any(token.text in words("state_organs") for token in span)
    return replace(actor, part_of=named.state.id) if named and organ and not actor.part_of else actor


def _beside(doc: Doc, span: Span, ends: Mapping[int, Owner], firsts: Mapping[int, Owner]) -> Owner | None:
    """The state right before a name ("Russia's", "Russian") or after it ("of Ukraine", "in Kyiv")."""
    at = span.start
    if at and doc[at - 1].tag_ == "POS":
        at -= 1
    if at in ends:
        return ends[at]
    if span.end + 1 < len(doc) and doc[span.end].lower_ == "of":
        return firsts.get(span.end + 1) or firsts.get(span.end + 2)
    return _seated(doc, span.end)


def _seated(doc: Doc, at: int) -> Owner | None:
    """The state in whose capital a body sits: "the Joint Chiefs of Staff in Seoul"."""
    if at + 1 >= len(doc) or doc[at].lower_ != "in":
        return None
    for stop in (at + 3, at + 2):
        name = state_names().get(doc.span(at + 1, stop).text)
        if name is not None and name.sort == "capital":
            return Owner(at + 1, stop, known_actors()[name.state], name.sort)
    return None


def _last(doc: Doc, index: int, stops: Sequence[int], ends: Mapping[int, Owner]) -> Owner | None:
    """The state last named before, in the same paragraph or the one before."""
    at = bisect_right(stops, index) - 1
    if at < 0:
        return None
    between = doc.span(stops[at], index).text
    return ends[stops[at]] if len([part for part in between.split("\n") if part.strip()]) <= 2 else None


def _with_state(actor: Actor, core: str, owner: Owner) -> Actor:
    """The body under its state where its name is one that every state may have."""
    if kind := _phrase_kind(core):
        return body_of(owner.state, kind)
    generic = all(word in words("generic_names") for word in core.split())
    if not generic:
        return actor
    if "National" in core.split():
        return replace(actor, part_of=owner.state.id)
    adjective = _adjective(owner.state)
    return Actor(slug(f"{adjective} {core}"), f"{adjective} {core}", actor.kind, owner.state.country, owner.state.id)


def _phrase_kind(core: str) -> str | None:
    """The kind of body that a name without its state is the usual phrase for: "Foreign Ministry"."""
    lower = core.lower()
    return next((kind for parts, kind, _ in _phrases().get(lower.split()[-1], ()) if " ".join(parts) == lower), None)


def _known_body(state: str, kind: str) -> Actor | None:
    """The body that has a name of its own: the Israeli military is the Israel Defense Forces."""
    for id, words_ in table("bodies").items():
        if words_.get("is") == kind and words_.get("part_of") == state:
            return known_actors()[id]
    return None


def _adjective(state: Actor) -> str:
    """How a state stands in the names of its bodies."""
    known = states().get(state.id)
    return known.adjective if known else state.name


def _namings(doc: Doc, phrase: _Phrase, ends: Mapping[int, Owner], starts: Mapping[int, Owner]) -> Iterator[Naming]:
    head = doc[phrase.stop - 1]
    if not _is_head(doc, phrase, head) or _in_longer_name(doc, phrase, ends):
        return
    owner, direct = _owner_before(doc, phrase, ends)
    acts = {"forces": _acts, "media": _claims}.get(phrase.group)
    if owner and (acts is None or acts(head)):
        if phrase.group == "intelligence" and not direct and not _speaks(head):
            return
        if phrase.group == "media" and capital(head):  # "Kabul Radio" is a name of its own
            return
        start = doc[owner.first].idx if direct else doc[phrase.first].idx
        yield _named(doc, phrase, start, owner, "body of its state")
        return
    after = list(_owners_after(doc, phrase, starts))
    for owner in after:
        yield _named(doc, phrase, doc[phrase.first].idx, owner, "body of the states named after it")
    if not after and phrase.group == "ministries" and not capital(head) and phrase.kind != "embassy":
        seat = _seated(doc, phrase.stop) or _seated(doc, phrase.stop + 1)  # "an interior ministry official in Quito"
        understood = seat or (_spoken_of(doc, phrase, ends) if _speaks(head) else None)
        if understood is not None:
            yield _named(doc, phrase, doc[phrase.first].idx, understood, "body of the state spoken of")


def _spoken_of(doc: Doc, phrase: _Phrase, ends: Mapping[int, Owner]) -> Owner | None:
    """The state last named before "the foreign ministry" or "its foreign ministry", in its paragraph."""
    if phrase.first == 0 or doc[phrase.first - 1].lower_ not in ("the", "its", "their"):
        return None
    for at in range(phrase.first - 1, max(0, phrase.first - BACK), -1):
        if "\n" in doc[at].text:
            return None
        if at in ends:
            return ends[at]
    return None


def _in_longer_name(doc: Doc, phrase: _Phrase, ends: Mapping[int, Owner]) -> bool:
    """Whether the words only end a longer name: "Foreign Intelligence Service"."""
    first = phrase.first
    if first == 0 or first in ends or not capital(doc[first]):
        return False
    before = doc[first - 1]
    return capital(before) and before.text not in words("titles") and before.lower_ not in ("the", "a", "an", "its", "their")


def _named(doc: Doc, phrase: _Phrase, start: int, owner: Owner, rule: str) -> Naming:
    last = doc[phrase.stop - 1]
    return Naming(start, last.idx + len(last), body_of(owner.state, phrase.kind), rule, Rank.BODY)


def _is_head(doc: Doc, phrase: _Phrase, head: Token) -> bool:
    """Whether the words are a phrase of their own and not the front of another ("army commander", "military campaign")."""
    if phrase.stop >= len(doc) or phrase.group == "ministries":
        return True
    after = doc[phrase.stop]
    if after.pos_ not in ("NOUN", "PROPN") or not head.whitespace_:
        return not (after.text == "-" and not head.whitespace_)
    return phrase.group == "intelligence" and after.lemma_.lower() in FINDINGS


def _owner_before(doc: Doc, phrase: _Phrase, ends: Mapping[int, Owner]) -> tuple[Owner | None, bool]:
    """The state named before the body, and whether the two make one name ("Russian army", not "Russia's army")."""
    at = phrase.first
    if at in ends and ends[at].sort in OWNED:
        return ends[at], True
    if at >= 2 and doc[at - 1].tag_ == "POS" and at - 1 in ends:
        return ends[at - 1], False
    if at >= 2 and doc[at - 1].pos_ in ("ADJ", "NOUN", "PROPN") and doc[at - 1].head.i in range(phrase.first, phrase.stop):
        if at - 1 in ends and ends[at - 1].sort in OWNED:
            return ends[at - 1], False
        if at >= 3 and doc[at - 2].tag_ == "POS" and at - 2 in ends:
            return ends[at - 2], False
    return None, False


def _owners_after(doc: Doc, phrase: _Phrase, starts: Mapping[int, Owner]) -> Iterator[Owner]:
    """States after "of" or "in": "Ministry of Defence of Ukraine", "intelligence agencies in X, Y and Z"."""
    at = phrase.stop
    if at >= len(doc) or doc[at].lower_ not in ("of", "in") or (phrase.kind == "embassy" and doc[at].lower_ == "in"):
        return
    if doc[at].lower_ == "in" and not doc[phrase.stop - 1].lower_.endswith("s"):
        return
    at += 1
    while at < len(doc):
        if doc[at].lower_ in ("the", "both") or (doc[at].lower_ in words("state_forms") and at not in starts):
            at += 1
        elif at in starts:
            yield starts[at]
            at = starts[at].stop
            while at < len(doc) and doc[at].lower_ in (",", "and"):
                at += 1
        else:
            return


def _acts(head: Token) -> bool:
    """Whether the body does something in its sentence; an army that only takes or is fought stands for its state."""
    return head.dep_ in ACTS or (head.dep_ == "pobj" and head.head.lower_ == "by") or head.text[0].isupper()


def _claims(head: Token) -> bool:
    """Whether an outlet known only by its country says something."""
    if head.dep_ == "pobj" and head.head.lower_ in ("to", "by"):
        return head.head.head.lemma_.lower() in speaking() | {"accord"}
    return head.dep_ in ACTS and head.head.lemma_.lower() in speaking()


def _speaks(head: Token) -> bool:
    """Whether the body claims or denies something, or is cited."""
    if head.text[0].isupper():
        return True
    if head.dep_ in ACTS:
        return head.head.pos_ in ("VERB", "AUX")
    return (
        head.dep_ == "pobj"
        and (head.head.lower_ in ("to", "by", "from"))
        and head.head.head.pos_ in ("VERB", "SCONJ", "ADP", "NOUN")
    )
