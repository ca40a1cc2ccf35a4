"""Names in a document become mentions, mentions become actors."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from spacy.tokens import Doc

from core.extract.bodies import described_bodies, model_bodies, named_bodies, repeated
from core.extract.cast import Cast
from core.extract.gazetteer import Hit, hits, known_actors
from core.extract.naming import Naming, Rank, choose
from core.extract.offices import offices, owners
from core.extract.people import persons
from core.extract.placing import blocs, locates, within_a_name
from core.extract.references import named_tokens
from core.extract.state_bodies import Owner, state_bodies
from core.records import Actor, ActorKind, Document, Mention, Noise, NoiseKind

RULES = {
    "name": "name of the state or body",
    "short": "abbreviation",
    "adjective": "nationality adjective stands for state",
    "people": "demonym stands for state",
    "capital": "capital stands for state",
    "seat": "seat of government stands for state",
}
SILENT = frozenset({NoiseKind.CREDIT, NoiseKind.BOILERPLATE, NoiseKind.DATELINE})


def actors(doc: Doc, document: Document, noise: Sequence[Noise]) -> Cast:
    """The cast of a document, from its parse and its metadata; `noise` marks stretches in which nobody acts."""
    namings = choose(_namings(doc))
    kept = [naming for naming in namings if naming.actor is not None and _heard(naming, noise)]
    mentions = [
        Mention(document.doc, naming.start, naming.end, doc.text[naming.start : naming.end], naming.actor.id, naming.rule)
        for naming in kept
        if naming.actor is not None
    ]
    found = _actors(kept)
    held = offices(doc, named_tokens(doc, mentions), found)
    return Cast(doc, _belonging(found, owners(held)).values(), mentions, held)


def _namings(doc: Doc) -> list[Naming]:
    """Every proposal for a naming: what the lists know first, since the rest builds on where states are named."""
    known = list(_known(doc))
    owners = [_owner(doc, naming) for naming in known if naming.actor and naming.actor.kind is ActorKind.STATE]
    sure = [naming for naming in known if " " in doc.text[naming.start : naming.end] or naming.actor is None]
    sure += state_bodies(doc, [owner for owner in owners if owner])
    closed = _characters(sure)
    bodies = [*named_bodies(doc, closed), *described_bodies(doc, closed | _characters(known))]
    closed |= _characters(bodies)
    people = persons(doc, [(naming.start, naming.end) for naming in sure])
    namings = [*known, *sure, *bodies, *people]
    namings += repeated(doc, choose(namings), _characters(namings))
    more = list(model_bodies(doc, _characters(namings)))
    return [*namings, *more, *repeated(doc, more, _characters([*namings, *more]))]


def _characters(namings: Iterable[Naming]) -> set[int]:
    return {at for naming in namings for at in range(naming.start, naming.end)}


def _known(doc: Doc) -> Iterator[Naming]:
    """Namings from the lists, where they do name the actor and not only a place."""
    for hit in hits(doc.text):
        span = doc.char_span(hit.start, hit.end, alignment_mode="expand")
        if span is None:
            continue
        if within_a_name(span):
            yield Naming(hit.start, hit.end, None, "part of another name", Rank.KNOWN)
        elif not locates(span, hit.known):
            yield _naming(hit)
    yield from blocs(doc)


def _naming(hit: Hit) -> Naming:
    actor = known_actors()[hit.known.actor]
    rank = Rank.KNOWN
    if " " in hit.known.text and actor.kind is not ActorKind.STATE:
        rank = Rank.BODY
    return Naming(hit.start, hit.end, actor, RULES[hit.known.sort], rank, hit.known.sort)


def _owner(doc: Doc, naming: Naming) -> Owner | None:
    span = doc.char_span(naming.start, naming.end, alignment_mode="expand")
    if span is None or naming.actor is None:
        return None
    return Owner(span.start, span.end, naming.actor, naming.sort)


def _heard(naming: Naming, noise: Sequence[Noise]) -> bool:
    """Whether a naming stands where somebody may act: not in a credit, dateline or footer; of a byline only the author."""
    for stretch in noise:
        if stretch.start <= naming.start < stretch.end:
            if stretch.kind in SILENT:
                return False
            if stretch.kind is NoiseKind.BYLINE:
                return naming.actor is not None and naming.actor.kind is ActorKind.PERSON
    return True


def _actors(namings: Sequence[Naming]) -> dict[str, Actor]:
    """The actors named, each once, by id."""
    found: dict[str, Actor] = {}
    for naming in namings:
        if naming.actor is not None:
            held = found.setdefault(naming.actor.id, naming.actor)
            found[held.id] = replace(held, part_of=held.part_of or naming.actor.part_of)
    return found


def _belonging(found: dict[str, Actor], owner: dict[str, str]) -> dict[str, Actor]:
    """The actors with whom each belongs to; a state that is only understood, as behind its ministry, is brought along."""
    for person, body in owner.items():
        found[person] = replace(found[person], part_of=body)
    for actor in list(found.values()):
        while actor.part_of and actor.part_of not in found and actor.part_of in known_actors():
            actor = found[actor.part_of] = known_actors()[actor.part_of]
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
