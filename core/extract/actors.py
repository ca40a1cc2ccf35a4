"""Names in a document become mentions, mentions become actors."""

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from core.extract.bodies import model_bodies, named_bodies, repeated
from core.extract.capitals import capitals
from core.extract.cast import Cast
from core.extract.described_bodies import described_bodies
from core.extract.discourse import named_tokens
from core.extract.gazetteer import Hit, Known, hits, known_actors
from core.extract.home import home
from core.extract.named_things import named_things
from core.extract.naming import Naming, Rank, capital_tokens, choose, headlines
from core.extract.offices import offices, owners
from core.extract.organs import organs
from core.extract.parsed import Doc, Span
from core.extract.people import persons
from core.extract.placing import blocs, locates, only_place, within_a_name
from core.extract.stages import Stage, used
from core.extract.state_bodies import Owner, of_their_state, state_bodies
from core.extract.unlisted import names_of, unlisted_states
from core.extract.unlisted import namings as namings_of
from core.lexicon import table
from core.records import Actor, ActorKind, Document, Mention, Noise, NoiseKind

RULES = {
    "article": "name with its article",
    "name": "name of the state or body",
    "short": "abbreviation",
    "adjective": "nationality adjective stands for state",
    "people": "demonym stands for state",
    "capital": "capital stands for state",
    "seat": "seat of government stands for state",
}
ALIASES = frozenset(RULES) - {"article", "name"}
# A naming by this rule alone makes no actor: nothing says that the state had a part in what is told.
PLACE = "state as where a place lies"
YEAR = re.compile(r"\b(?:19|20)\d\d\b")
# Rules that go by capitals, which in a headline show nothing.
GUESSES = frozenset({"name with a word for a body", "organisation by the model", "single name"})
SILENT = frozenset({NoiseKind.CREDIT, NoiseKind.BOILERPLATE, NoiseKind.DATELINE})


def actors(doc: Doc, document: Document, noise: Sequence[Noise]) -> Cast:
    """The cast of a document, from its parse and its metadata; `noise` marks stretches in which nobody acts."""
    text = doc.text
    proposed = _namings(doc)
    kept = _once_each(_supported(_heard(text, choose(proposed), noise), headlines(text)))
    mentions = [
        Mention(document.doc, naming.start, naming.end, text[naming.start : naming.end], naming.actor.id, naming.rule)
        for naming in kept
        if naming.actor is not None
    ]
    found = organs(_actors(kept))
    at_home = home(text, noise)
    held = offices(doc, named_tokens(doc, mentions), found, at_home if at_home in found else None)
    if at_home is not None:
        found.setdefault(at_home, known_actors()[at_home])
    states = {naming.actor.id: naming.actor for naming in proposed if naming.actor and naming.actor.kind is ActorKind.STATE}
    return Cast(doc, _belonging(found, owners(held), known_actors() | states).values(), mentions, held, at_home)


def _supported(namings: Sequence[Naming], titles: Sequence[tuple[int, int]]) -> list[Naming]:
    """Drops actors that rest on a place or on the capitals of a headline alone."""
    starts = [start for start, _ in titles]

    def weak(naming: Naming) -> bool:
        if naming.rule == PLACE:
            return True
        line = bisect_right(starts, naming.start) - 1
        in_title = line >= 0 and naming.start < titles[line][1]
        return in_title and naming.rule in GUESSES

    sure = {naming.actor.id for naming in namings if naming.actor and not weak(naming)}
    return [naming for naming in namings if naming.actor and naming.actor.id in sure]


def _once_each(namings: Sequence[Naming]) -> list[Naming]:
    """Drops "South Korea's spy agency" where the text names the National Intelligence Service: one body, not two."""
    named = {
        naming.actor.part_of
        for naming in namings
        if naming.actor and "Intelligence" in naming.actor.name.split() and not naming.actor.id.endswith("-intelligence")
    }
    return [
        naming
        for naming in namings
        if not (naming.actor and naming.actor.id.endswith("-intelligence") and naming.actor.part_of in named)
    ]


def _namings(doc: Doc) -> list[Naming]:
    """Every proposal for a naming: what the lists know first, since the rest builds on where states are named."""
    known = _of_blocs(doc.text, _as_then(doc.text, _certain(doc, list(_known(doc)))))
    known += blocs(doc, {naming.actor.id for naming in known if naming.actor})
    known += _unlisted(doc, known)
    owners = [owner for naming in known if (owner := _owner(doc, naming))]
    sure = [naming for naming in known if " " in doc.text[naming.start : naming.end] or naming.actor is None]
    sure += state_bodies(doc, owners)
    sure += named_things(doc)
    # A state's name may begin a longer one ("Solomon Islands Police Force"), so it closes nothing to bodies.
    closed = _characters(naming for naming in sure if not (naming.actor and naming.actor.kind is ActorKind.STATE))
    bodies = [*of_their_state(doc, named_bodies(doc, closed), owners), *described_bodies(doc, closed | _characters(known))]
    closed |= _characters(bodies)
    people = persons(doc, [(naming.start, naming.end) for naming in [*sure, *bodies]])
    namings = [*known, *sure, *bodies, *people]
    namings += repeated(doc, choose(namings), _characters(namings))
    more = list(model_bodies(doc, _characters(namings)))
    return [*namings, *more, *repeated(doc, more, _characters([*namings, *more]))]


def _certain(doc: Doc, known: list[Naming]) -> list[Naming]:
    """Drops names that other places bear as well, where the text does not bear out that the state is meant."""
    text, names = doc.text, table("states")
    by_name = {naming.actor.id for naming in known if naming.actor and naming.sort != "capital"}
    words = {token.text for token in capital_tokens(doc)}

    def doubtful(naming: Naming) -> bool:
        name = text[naming.start : naming.end]
        if naming.sort == "capital":
            return name in names["namesakes"] and naming.actor is not None and naming.actor.id not in by_name
        return bool(words.intersection(names["parts_of"].get(name, ())))

    return [naming for naming in known if not doubtful(naming)]


def _as_then(text: str, known: list[Naming]) -> list[Naming]:
    """A nationality or capital means the former state where the text names that one only: "German" beside Nazi Germany.

    Not in a text that names a year in which that state was no more.
    """
    named = {naming.actor.id for naming in known if naming.actor and naming.sort == "name"}
    last_year = max(map(int, YEAR.findall(text)), default=0)
    former = {
        words["instead_of"]: key
        for key, words in table("states")["states"].items()
        if key in named and words.get("instead_of") not in (None, *named) and last_year <= words.get("until", last_year)
    }
    return [
        replace(naming, actor=known_actors()[former[naming.actor.id]])
        if naming.actor and naming.actor.id in former and _goes_with(former[naming.actor.id], naming, text)
        else naming
        for naming in known
    ]


def _goes_with(former: str, naming: Naming, text: str) -> bool:
    """Whether a name of today's state was the former one's: its people, and the capital where it had the same."""
    own = table("states")["states"][former]
    return naming.sort in ("adjective", "people") or text[naming.start : naming.end] in (
        *own.get("capital", ()),
        *own.get("seat", ()),
    )


def _of_blocs(text: str, known: list[Naming]) -> list[Naming]:
    """A capital means the bloc that sits there where the text names its state by no other name."""
    by_name = {naming.actor.id for naming in known if naming.actor and naming.sort != "capital"}
    seats = table("states")["seats_of_blocs"]

    def bloc(naming: Naming) -> Actor | None:
        its_own = naming.sort != "capital" or naming.actor is None or naming.actor.id in by_name
        return None if its_own else known_actors().get(seats.get(text[naming.start : naming.end], ""))

    return [replace(naming, actor=found) if (found := bloc(naming)) else naming for naming in known]


def _unlisted(doc: Doc, known: Sequence[Naming]) -> list[Naming]:
    """States that only the text knows, and capitals that it introduces."""
    closed = _characters(known)
    at_states = [token for naming in known if (owner := _owner(doc, naming)) for token in range(owner.first, owner.stop)]
    found = unlisted_states(doc, closed, frozenset(at_states))
    states = list(namings_of(doc, names_of(found), closed, RULES))
    at = {}
    for naming in [*known, *states]:
        span = doc.char_span(naming.start, naming.end, alignment_mode="expand")
        if span is not None and naming.actor and naming.actor.kind is ActorKind.STATE:
            at.update(dict.fromkeys(range(span.start, span.end), naming.actor))
    seats = {name: (actor, "capital") for name, actor in capitals(doc, at).items()}
    closed |= _characters(states)
    return [*states, *(seat for seat in namings_of(doc, seats, closed, RULES) if not _only_locates(doc, seat))]


def _only_locates(doc: Doc, naming: Naming) -> bool:
    span = doc.char_span(naming.start, naming.end, alignment_mode="expand")
    return span is None or naming.actor is None or locates(span, Known(span.text, naming.actor.id, naming.sort))


def _characters(namings: Iterable[Naming]) -> set[int]:
    return {at for naming in namings for at in range(naming.start, naming.end)}


def _known(doc: Doc) -> Iterator[Naming]:
    """Namings from the lists, where they do name the actor and not only a place."""
    for hit in hits(doc.text):
        span = doc.char_span(hit.start, hit.end, alignment_mode="expand")
        if span is None or (hit.known.sort in ALIASES and not used(Stage.ALIASES)):
            continue
        if within_a_name(span):
            yield Naming(hit.start, hit.end, None, "part of another name", Rank.KNOWN)
        elif not locates(span, hit.known):
            yield _naming(hit, span)


def _naming(hit: Hit, span: Span) -> Naming:
    actor = known_actors()[hit.known.actor]
    rule = RULES[hit.known.sort]
    if actor.kind is ActorKind.STATE and hit.known.sort == "name" and only_place(span):
        rule = PLACE
    rank = Rank.BODY if " " in hit.known.text and actor.kind is not ActorKind.STATE else Rank.KNOWN
    return Naming(hit.start, hit.end, actor, rule, rank, hit.known.sort)


def _owner(doc: Doc, naming: Naming) -> Owner | None:
    span = doc.char_span(naming.start, naming.end, alignment_mode="expand")
    if span is None or naming.actor is None or naming.actor.kind is not ActorKind.STATE:
        return None
    return Owner(span.start, span.end, naming.actor, naming.sort)


def _heard(text: str, namings: Sequence[Naming], noise: Sequence[Noise]) -> list[Naming]:
    """The namings that stand where somebody may act: not in a credit, dateline or footer; of a byline only the author.

    In a caption persons and states act; bodies there are the agencies of the picture, unless the report names them too.
    """
    starts = [stretch.start for stretch in noise]
    heard, captioned = [], []
    for naming in namings:
        at = bisect_right(starts, naming.start) - 1
        kind = noise[at].kind if at >= 0 and naming.start < noise[at].end else None
        person = naming.actor is not None and naming.actor.kind is ActorKind.PERSON
        if naming.actor is None or kind in SILENT:
            continue
        if kind is NoiseKind.CAPTION and not person and naming.actor.kind is not ActorKind.STATE:
            captioned.append(naming)
        elif kind is not NoiseKind.BYLINE or person or text[max(0, naming.start - 4) : naming.start].lower().endswith("by "):
            heard.append(naming)
    named = {naming.actor.id for naming in heard if naming.actor}
    heard += [naming for naming in captioned if naming.actor and naming.actor.id in named]
    return sorted(heard, key=lambda naming: (naming.start, naming.end))


def _actors(namings: Sequence[Naming]) -> dict[str, Actor]:
    """The actors named, each once, by id."""
    found: dict[str, Actor] = {}
    for naming in namings:
        if naming.actor is not None:
            held = found.setdefault(naming.actor.id, naming.actor)
            found[held.id] = replace(held, part_of=held.part_of or naming.actor.part_of)
    return found


def _belonging(found: dict[str, Actor], owner: dict[str, str], known: dict[str, Actor]) -> dict[str, Actor]:
    """The actors with whom each belongs to; a state that is only understood, as behind its ministry, is brought along."""
    for person, body in owner.items():
        found[person] = replace(found[person], part_of=body)
    for actor in list(found.values()):
        while actor.part_of and actor.part_of not in found and actor.part_of in known:
            understood = known[actor.part_of]
            actor = found[understood.id] = understood
    return {id: replace(actor, country=actor.country or _country(actor, found)) for id, actor in found.items()}


def _country(actor: Actor, found: dict[str, Actor]) -> str | None:
    """The country of whom an actor belongs to."""
    seen = {actor.id}
    while actor.part_of and actor.part_of in found and actor.part_of not in seen:
        actor = found[actor.part_of]
        seen.add(actor.id)
        if actor.country:
            return actor.country
    return None
