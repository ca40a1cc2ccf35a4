"""What a container holds, by the words around."""

from core.extract import kinds
from core.extract.frames import words
from core.extract.items import Thing
from core.extract.parsed import Token
from core.records import Category


def contents(thing: Thing) -> Category:
    """The category of a container: that of what this sentence or the next says it held, else its own."""
    if thing.category != Category.OTHER or thing.head.lemma_.lower() not in words("containers", "words"):
        return thing.category
    doc, here = thing.head.doc, thing.head.sent
    until = doc[here.end].sent.end if here.end < len(doc) else here.end
    for token in doc[thing.head.i + 1 : until]:
        if token.pos_ == "NOUN" and token.dep_ in {"dobj", "pobj", "conj", "attr"}:
            category = kinds.category_of(token)
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
