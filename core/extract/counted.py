"""What a bare count counts, and what a container holds, by the words around."""

from spacy.tokens import Token

from core.extract import items
from core.extract.frames import words
from core.extract.items import Thing
from core.records import Category

BACK = 120  # tokens searched for the noun that "8,000 of them" counts


def meant(phrase: Token, frame: str) -> Thing | None:
    """The thing that a bare count stands for: the nearest countable thing before it."""
    nearest: Thing | None = None
    for i in range(phrase.i - 1, max(-1, phrase.i - BACK), -1):
        token = phrase.doc[i]
        if token.pos_ not in {"NOUN", "PROPN"} or token.tag_ not in {"NNS", "NNPS"}:
            continue
        thing = items.thing_of(token)
        if thing is None or (frame == "stay" and thing.category != Category.PERSONNEL):
            continue
        if frame != "go" or thing.category == Category.PERSONNEL or token.dep_ in {"nsubj", "nsubjpass"}:
            return thing
        nearest = nearest or thing
    return nearest


def contents(thing: Thing) -> Category:
    """The category of a container: that of what this sentence or the next says it held, else its own."""
    if thing.category != Category.OTHER or thing.head.lemma_.lower() not in words("containers", "words"):
        return thing.category
    doc, here = thing.head.doc, thing.head.sent
    until = doc[here.end].sent.end if here.end < len(doc) else here.end
    for token in doc[thing.head.i + 1 : until]:
        if token.pos_ == "NOUN" and token.dep_ in {"dobj", "pobj", "conj", "attr"}:
            category = items.category_of(token)
            if category not in (None, Category.OTHER, Category.PERSONNEL) and _holds(token):
                return category or Category.OTHER
    return thing.category


def _holds(noun: Token) -> bool:
    """Whether a verb of holding stands over the noun: "the cargo could hold shells"."""
    held = words("containers", "verbs")
    for above in noun.ancestors:
        if above.pos_ in {"VERB", "AUX"}:
            return above.lemma_.lower() in held
    return False
