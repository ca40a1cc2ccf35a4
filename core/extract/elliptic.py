"""Phrases that leave out the noun of the thing given: "another six", "the rest", "a first batch of four", "them".

Which thing they mean is found among the things told of before, by number: "them" after "sold two frigates" are frigates.
The words are `data/lexicon/giving.toml`, "counts".
"""

from bisect import bisect_left, insort
from collections.abc import Iterable

from core.extract import items, kinds
from core.extract.clauses import child
from core.extract.counting import measures, named_in
from core.extract.frames import Event, words
from core.extract.items import Thing
from core.extract.parsed import Token
from core.records import Category

BACK = 120  # tokens back to the thing that a bare count or pronoun means
CLOSE = 60  # tokens back to the thing that "it" means
PLURAL = frozenset({"they", "them", "these", "those"})
PRONOUNS = PLURAL | {"it"}
MANY = frozenset({"some", "others", "more", "many", "several", "dozens", "hundreds", "thousands", "most"})
RELATIVE = frozenset({"which", "whom"})
NO_COUNT = frozenset({"DATE", "TIME", "PERCENT", "MONEY"})
# Roles in which a noun is what the talk is about, so that a pronoun may mean it.
CENTRAL = frozenset({"nsubj", "nsubjpass", "dobj", "attr", "conj"})


def stands_in(phrase: Token) -> Token | None:
    """The word of a phrase that stands for a thing named before: its number, measure or pronoun; None where none does."""
    if phrase.ent_type_ in NO_COUNT and phrase.lower_ not in words("counts", "words"):
        return None
    if phrase.lower_ in PRONOUNS:
        return phrase
    if child(phrase, "relcl", "acl") is not None and phrase.pos_ != "NUM":
        return None  # "all that it has given"
    held = _held(phrase)
    if held is not None and _is_measure(held) and _is_part(phrase):
        return phrase  # "two cargoes of 300,000 barrels"
    if phrase.pos_ == "NUM" or phrase.lower_ in words("counts", "words"):
        out_of = any(prep.lower_ == "in" and any(t.like_num for t in prep.children) for prep in phrase.children)
        return phrase if not out_of and (held is None or _points_back(held)) else None  # "7 in 10"
    if held is not None and _is_part(phrase):
        return held if held.pos_ == "NUM" else phrase if _points_back(held) else None
    if held is not None or child(phrase, "compound", "poss") is not None:
        return None
    if _is_measure(phrase):
        return phrase if child(phrase, "nummod") is not None else None
    return phrase if _is_further_part(phrase) else None


def _is_part(phrase: Token) -> bool:
    return any(form in words("counts", "parts") for form in kinds.forms(phrase))


def _is_measure(phrase: Token) -> bool:
    """Whether a noun only weighs or measures: tonnes, barrels, doses."""
    return measures().get(named_in(phrase, measures()) or "") in words("counts", "units")


def _held(phrase: Token) -> Token | None:
    """What stands behind the "of" of a phrase: "them" in "8,000 of them"."""
    return next((kid for of in phrase.children if of.lower_ == "of" for kid in of.children if kid.dep_ == "pobj"), None)


def _points_back(word: Token) -> bool:
    return word.lower_ in PRONOUNS | RELATIVE or (word.lower_ == "own" and child(word, "poss") is not None)


def _is_further_part(phrase: Token) -> bool:
    """Whether a part of something is counted on from those before: "a second batch", "the first pair", "another load"."""
    if not _is_part(phrase):
        return False
    return any(kid.lower_ in words("counts", "further") for kid in phrase.children)


class Antecedents:
    """The things told of in a document, by place: what a phrase that leaves out its noun may mean."""

    def __init__(self, events: Iterable[Event]) -> None:
        found = {thing.head.i: thing for event in events for thing in event.things}
        self._heads = sorted(found)
        self._things = found

    def keep(self, word: Token, thing: Thing) -> None:
        """Takes note that `word` meant a thing, so that the next phrase may mean the same one."""
        if word.i not in self._things:
            insort(self._heads, word.i)
        self._things[word.i] = thing

    def meant(self, word: Token, frame: str) -> Thing | None:
        """The nearest thing told of before `word` that agrees with it; people only where people are said to stay."""
        if (named := _related(word)) is not None:
            return named
        reach = CLOSE if word.lower_ in PRONOUNS else BACK
        place = bisect_left(self._heads, word.i)
        late: Thing | None = None  # arms that are somewhere, where no people are meant
        for head in reversed(self._heads[:place]):
            if word.i - head > reach:
                break
            thing = self._things[head]
            if _agrees(word, thing) and not (word.lower_ in PRONOUNS and _has_rival(word, thing)):
                if frame != "stay" or thing.category == Category.PERSONNEL:
                    return thing
                late = late or thing
        if late is not None and (held := _held(word)) is not None and held.lower_ in PLURAL:
            return late
        if word.lower_ in PRONOUNS:
            return _untold(word)
        return _last_many(word, frame) if word.pos_ == "NUM" or word.lower_ in MANY else None


def _untold(pronoun: Token) -> Thing | None:
    """A thing not told of yet: the object of the verb before ("will pull out troops and send them to Kesh"), or the nearest
    before a passive that names giver and taker ("The drones are old. They were sold to Kesh by Orvania")."""
    verb = pronoun.head
    if pronoun.dep_ == "dobj" and verb.dep_ == "conj":
        before = (
            token for token in reversed(pronoun.doc[pronoun.sent.start : verb.i]) if token.dep_ in {"dobj", "nsubjpass"}
        )
        many = pronoun.lower_ in PLURAL
        alike = (token for token in before if token.pos_ == "NOUN" and (token.tag_ == "NNS") == many)
        return next((thing for token in alike for thing in items.things(token, False)), None)
    if pronoun.dep_ in {"dobj", "pobj"} and (thing := _spoken_of(pronoun)) is not None:
        return thing
    if pronoun.lower_ not in PLURAL:
        return None
    both = child(verb, "agent") is not None and any(kid.lower_ == "to" for kid in verb.children)
    thing = _last_many(pronoun, "give") if pronoun.dep_ == "nsubjpass" and both else None
    return thing if thing is not None and pronoun.i - thing.head.i <= CLOSE and not _has_rival(pronoun, thing) else None


def _spoken_of(pronoun: Token) -> Thing | None:
    """The thing that the talk is about: "shows off four boats. It thanks Kesh for them"; None where a rival is nearer."""
    many = pronoun.lower_ in PLURAL
    for i in range(pronoun.i - 1, max(-1, pronoun.i - CLOSE), -1):
        token = pronoun.doc[i]
        if token.pos_ != "NOUN" or token.dep_ not in CENTRAL or (token.tag_ == "NNS") != many:
            continue
        thing = items.thing_of(token)
        if thing is not None and thing.known and thing.category != Category.PERSONNEL:
            return thing
        if thing is None and token.ent_type_ not in NO_COUNT:
            return None
    return None


def _related(word: Token) -> Thing | None:
    """The noun of a relative clause about part of it: "six jets, of which two have arrived", "jets, two of which …"."""
    over = (word, word.head) if word.head.pos_ in {"VERB", "AUX"} else (word,)
    for of in (kid for token in over for kid in token.children if kid.lower_ == "of"):
        if any(kid.lower_ in RELATIVE for kid in of.children):
            if word.head.dep_ == "relcl" and (thing := items.thing_of(word.head.head)) is not None:
                return thing
            before = (token for token in reversed(word.doc[word.sent.start : of.i]) if token.dep_ != "pobj")
            return next((thing for token in before if (thing := items.thing_of(token)) is not None), None)
    return None


def _last_many(word: Token, frame: str) -> Thing | None:
    """The nearest noun in the plural that names a thing, though nothing has been told of it yet."""
    for i in range(word.i - 1, max(-1, word.i - BACK), -1):
        token = word.doc[i]
        thing = items.thing_of(token) if token.tag_ in {"NNS", "NNPS"} else None
        if thing is None or (frame == "stay" and thing.category != Category.PERSONNEL):
            continue
        if frame != "go" or thing.category == Category.PERSONNEL or token.dep_ in {"nsubj", "nsubjpass"}:
            return thing
    return None


def _agrees(word: Token, thing: Thing) -> bool:
    """Whether a thing can be meant by a word: many by "them", one or a mass by "it", what is weighed by tonnes."""
    if word.lemma_.lower() in {"sum", "amount"}:
        return thing.category == Category.FINANCE
    if thing.category == Category.TRAINING or thing.text == "money" or not thing.known:
        return False
    head, over = thing.head, _counted_by(thing.head)
    plural = bool({head.tag_, over.tag_} & {"NNS", "NNPS"}) or thing.designation is not None
    plural = plural or any(kid.dep_ == "nummod" for kid in head.children)
    pronoun = _held(word) if word.lower_ not in PRONOUNS else word
    if pronoun is not None and pronoun.lower_ in PLURAL:
        return plural
    if pronoun is not None and pronoun.lower_ == "it":
        return not plural or head.tag_ == "NNP"
    if _is_measure(word) and child(word, "nummod") is not None:
        return head.tag_ not in {"NNS", "NNPS"} or items.is_wrapper(head) or thing.category == Category.FOOD
    if word.pos_ == "NUM":
        return plural or (head.tag_ == "NN" and _counted_before(head))
    return True


def _counted_by(head: Token) -> Token:
    """What counts a thing: "cargoes" in "eight cargoes of fuel", else the thing itself."""
    over = head.head.head if head.dep_ == "pobj" and head.head.lower_ == "of" else head
    return over if items.is_wrapper(over) else head


def _counted_before(head: Token) -> bool:
    """Whether a thing in the singular was counted: "40,000 doses of vaccine", "a tanker"."""
    return _counted_by(head).i != head.i or child(head, "det") is not None


def _has_rival(pronoun: Token, thing: Thing) -> bool:
    """Whether another noun, nearer and as central, agrees with a pronoun: "sold trucks; the drivers left. They …"."""
    plural = pronoun.lower_ in PLURAL
    for token in pronoun.doc[thing.head.i + 1 : pronoun.i]:
        if token.pos_ != "NOUN" or token.dep_ not in CENTRAL or (token.tag_ == "NNS") != plural:
            continue
        if items.thing_of(token) is None and token.ent_type_ not in NO_COUNT:
            return True
    return False
