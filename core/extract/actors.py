"""Names in a document become mentions, mentions become actors."""

from collections.abc import Sequence

from spacy.tokens import Doc, Span

from core.extract.cast import Cast
from core.extract.gazetteer import hits, known_actors
from core.records import Actor, ActorKind, Document, Mention, Noise, slug

KIND_OF_LABEL = {"PERSON": ActorKind.PERSON, "ORG": ActorKind.ORGANIZATION}
RULES = {
    "name": "name of the state or body",
    "short": "abbreviation",
    "adjective": "nationality adjective stands for state",
    "people": "demonym stands for state",
    "capital": "capital stands for state",
    "seat": "seat of government stands for state",
}


def actors(doc: Doc, document: Document, noise: Sequence[Noise]) -> Cast:
    """The cast of a document, from its parse and its metadata; `noise` marks stretches in which nobody acts."""
    found: dict[str, Actor] = {}
    mentions: list[Mention] = []
    taken: set[int] = set()

    def add(actor: Actor, start: int, end: int, rule: str) -> None:
        if any(at in taken for at in range(start, end)):
            return
        taken.update(range(start, end))
        found.setdefault(actor.id, actor)
        mentions.append(Mention(document.doc, start, end, doc.text[start:end], actor.id, rule))

    people = [span for span in doc.ents if span.label_ == "PERSON"]
    full = {span[-1].text: span.text for span in people if len(span) > 1}
    for hit in hits(doc.text):
        add(known_actors()[hit.known.actor], hit.start, hit.end, RULES[hit.known.sort])
    for span in doc.ents:
        if span.label_ in KIND_OF_LABEL:
            start, end = _bounds(span)
            name = full.get(doc.text[start:end], doc.text[start:end])
            if slug(name):
                add(Actor(slug(name), name, KIND_OF_LABEL[span.label_]), start, end, "name")
    return Cast(doc, found.values(), mentions)


def _bounds(span: Span) -> tuple[int, int]:
    start = span.start_char + (4 if span.text.lower().startswith("the ") else 0)
    end = span.end_char
    for tail in ("'s", "’s"):
        if span.text.endswith(tail):
            end -= len(tail)
    return start, end
