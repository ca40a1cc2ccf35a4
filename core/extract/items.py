"""The thing given: which nouns of a phrase name it, how the text words it, and which category it falls into.

The words are in `data/lexicon/items.toml`. A phrase is unwrapped first ("thousands of tonnes of rice" is rice), then taken
apart at its list ("shells, rockets and mines"), and the examples that it introduces ("goods, including helmets") join it.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cache

from core import lexicon
from core.extract import broken_lists, goods
from core.extract.clauses import NOMINAL, child, listed
from core.extract.kinds import DESIGNATION, category_of, designated, forms, listing, modifiers, pairs
from core.extract.parsed import Token
from core.extract.stages import Stage, used
from core.records import Category

EXAMPLES = frozenset({"including", "such", "like", "namely", "especially", "notably"})
WITHIN = 8  # tokens between "and" and the last of a list: "and, on his personal order, forty cows"
PLACE_IN_NAME = frozenset(
    {"compound", "amod", "nmod", "nummod", "quantmod", "punct", "npadvmod", "advmod", "conj", "cc", "dep"}
)


@dataclass(frozen=True, slots=True)
class Thing:
    """One thing given: the noun that names it, its words as a span of the text, and its category."""

    head: Token
    start: int
    end: int
    text: str
    category: Category
    known: bool  # by the lists of items.toml
    concrete: bool = True  # by those or by the open vocabulary
    designation: str | None = None


@cache
def _wrappers(word: str) -> frozenset[str]:
    return frozenset(lexicon.table("items")["wrappers"].get(word, ()))


def is_wrapper(token: Token) -> bool:
    """Whether the noun only counts or wraps what follows "of"."""
    return token.pos_ == "NUM" or token.tag_ == "CD" or any(form in _wrappers("of") for form in forms(token))


def wrapped(token: Token) -> Token | None:
    """The noun that a wrapper holds: "shells" of "thousands of shells"; None where nothing is wrapped."""
    for prep in token.children:
        if prep.dep_ != "prep":
            continue
        if prep.lower_ == "of" and not is_wrapper(token):
            continue
        of_money = token.ent_type_ == "MONEY" and prep.lower_ in {"in", "worth"}  # "$400 million in military aid"
        if of_money or prep.lower_ == "of" or any(form in _wrappers(prep.lower_) for form in forms(token)):
            inner = next((kid for kid in prep.children if kid.dep_ == "pobj" and kid.pos_ in NOMINAL), None)
            if inner is None:
                continue
            if category_of(token) == category_of(inner) == Category.FINANCE:
                continue  # "a loan of 40 million dollars" is no more than a loan
            if category_of(token) is None or _goes_on(inner) or (is_wrapper(inner) and wrapped(inner) is not None):
                return inner
    return None


def _goes_on(inner: Token) -> bool:
    return category_of(inner) is not None or inner.pos_ == "PRON"


def nouns(phrase: Token) -> Iterator[Token]:
    """The nouns of a phrase that may name things: unwrapped, its list taken apart, with the examples it introduces."""
    for head in (*listed(phrase), *_counted_list(phrase)):
        if (but := _nothing_but(head)) is not None:
            yield from nouns(but)
            continue
        load = _carried(head)
        inner = wrapped(head) or (load if load is not None and (is_wrapper(load) or category_of(load)) else None)
        if inner is not None:
            yield from nouns(inner)
        else:
            if (other := _beside_its_kind(head)) is not None:
                yield other
            yield head
            yield from _examples(head)
            yield from _outer_list(head)


def _counted_list(head: Token) -> Iterator[Token]:
    """What a list names behind its first noun where each has a number: "50 tanks, 20 guns and 3,000 shells".

    The parser takes the second for another name of the first; an "and" before the last tells the list from one.
    """
    for kid in head.children:
        if kid.dep_ != "appos" or kid.i < head.i or kid.pos_ != "NOUN" or child(kid, "nummod") is None:
            continue
        joined = any(token.dep_ == "conj" for token in kid.children) or _follows_and(kid, head)
        later = list(_counted_list(kid))
        if joined or later:
            yield from listed(kid)
            yield from later


def _follows_and(noun: Token, head: Token) -> bool:
    """Whether "and" stands between a noun and the end of the list before it."""
    return any(token.dep_ == "cc" for token in noun.doc[max(head.i + 1, noun.left_edge.i - WITHIN) : noun.left_edge.i])


def _beside_its_kind(head: Token) -> Token | None:
    """A thing joined to the modifier of another: "food" in "food and medical supplies", read as supplies of two kinds."""
    for kid in head.children:
        joined = child(kid, "conj")
        if kid.pos_ == "NOUN" and kid.i < head.i and joined is not None and joined.pos_ == "ADJ" and category_of(kid):
            return kid
    return None


def _nothing_but(head: Token) -> Token | None:
    """What is left of "nothing but tents" or "little more than blankets"."""
    if head.lower_ not in {"nothing", "little", "anything", "none"}:
        return None
    preps = (kid for kid in head.subtree if kid.lower_ in {"but", "except", "than", "besides"})
    return next((noun for prep in preps for noun in prep.children if noun.dep_ == "pobj"), None)


def is_vehicle(noun: Token) -> bool:
    """Whether a noun means what carries things."""
    return any(form in listing("vehicles") for form in forms(noun))


def _carried(head: Token) -> Token | None:
    """What a vehicle is said to carry: "flights carrying drones", "trucks loaded with flour"."""
    if not is_vehicle(head):
        return None
    for verb in head.children:
        if verb.dep_ in {"acl", "relcl"} and verb.lemma_.lower() in listing("carrying"):
            for kid in verb.children:
                if kid.dep_ == "dobj" and category_of(kid) is not None:
                    return kid
                if kid.dep_ == "prep" and kid.lower_ in {"with", "of"}:
                    return next((noun for noun in kid.children if noun.dep_ == "pobj"), None)
    return _loaded_with(head)


def _loaded_with(head: Token) -> Token | None:
    """The load of a vehicle in a phrase with "with": "a ship with 23,000 tonnes of wheat"."""
    for prep in head.children:
        if prep.dep_ == "prep" and prep.lower_ == "with":
            load = next((kid for kid in prep.children if kid.dep_ == "pobj"), None)
            if load is not None and (is_wrapper(load) or category_of(load) is not None):
                return load
    return None


def _outer_list(head: Token) -> Iterator[Token]:
    """Things after "as well as" hung inside a phrase of the head: "help with satellites, as well as tanks"."""
    for prep in head.children:
        for inner in prep.children if prep.dep_ == "prep" else ():
            for token in listed(inner) if inner.dep_ == "pobj" else ():
                start = token.left_edge.i
                if token.dep_ == "conj" and head.doc.span(max(0, start - 3), start).text.lower() == "as well as":
                    yield from nouns(token)


def _examples(head: Token) -> Iterator[Token]:
    for kid in head.children:
        if kid.dep_ == "prep" and kid.lower_ in EXAMPLES:
            for inner in kid.subtree:
                if inner.dep_ == "pobj" and inner.head in (kid, *kid.children):
                    yield from nouns(inner)
                    break
        elif kid.dep_ == "appos" and kid.i > head.i and kid.pos_ == "NOUN" and category_of(kid) is not None:
            yield from nouns(kid)
    if head.right_edge.i + 1 < len(head.doc):
        yield from _after_colon(head)


def _after_colon(head: Token) -> Iterator[Token]:
    """Things listed behind a colon after the phrase: "technology that it lacks: boosters, guidance systems"."""
    colon = next((token for token in head.subtree if token.text == ":" and token.i > head.i), None)
    after = head.doc[head.right_edge.i + 1]
    colon = colon or (after if after.text == ":" else None)
    if colon is None or colon.sent.end != head.sent.end:
        return
    for token in head.doc[colon.i + 1 : head.sent.end]:
        if (
            token.pos_ in {"NOUN", "PROPN"}
            and token.dep_ not in {"compound", "pobj", "poss"}
            and category_of(token) is not None
        ):
            yield token


def things(phrase: Token, open_frame: bool) -> list[Thing]:
    """The things a phrase names, in order. An open frame also takes nouns that no list knows, as category other."""
    found: list[Thing] = []
    seen: set[int] = set()
    for noun in nouns(phrase):
        thing = thing_of(noun, open_frame or bool(found))
        if thing is not None and noun.i not in seen:
            seen.add(noun.i)
            found.append(_in_a_list(thing, found))
            if not used(Stage.LISTS):
                break
    return found + _run_on(found) if found and used(Stage.LISTS) else found


def _run_on(found: list[Thing]) -> list[Thing]:
    """Further members of a list that the parser took for something else."""
    last = max(found, key=lambda thing: thing.head.i)
    known = {thing.head.i for thing in found}
    more: list[Thing] = []
    for head in broken_lists.after(last.head):
        for noun in nouns(head):
            thing = thing_of(noun, True) if noun.i not in known else None
            if thing is not None:
                known.add(noun.i)
                more.append(_in_a_list(thing, found))
    return more


def _in_a_list(thing: Thing, before: list[Thing]) -> Thing:
    """What stands in a list of things is one, though no list of goods has it: "fuel, flour and alkylate"."""
    if not before or not before[-1].concrete:
        return thing
    return replace(thing, concrete=True)


def named(word: Token) -> list[Thing]:
    """The things of the head of a bullet, whatever the tagger took a word alone for."""
    found = things(word, True)
    if not found and (category := category_of(word)) is not None:
        end = word.idx + len(word.text)
        found = [Thing(word, word.idx, end, word.text, category, True)]
    return found


def thing_of(noun: Token, open_frame: bool = False) -> Thing | None:
    """The thing a single noun names, or None."""
    if _is_sum(noun):
        return _money(noun)
    named = noun.pos_ == "PROPN" and noun.ent_type_ in {"PERSON", "DATE", "TIME", "GPE"}
    if noun.pos_ not in {"NOUN", "PROPN", "ADJ", "X"} or (named and not designated(noun)):
        return None
    known = category_of(noun)
    concrete = known or (goods.category(forms(noun), modifiers(noun)) if _may_be_thing(noun) else None)
    if concrete is None and not ((open_frame or _is_counted(noun)) and _may_be_thing(noun)):
        return None
    start, end = _extent(noun)
    text = between(noun, start, end)
    category = concrete or Category.OTHER
    return Thing(noun, start, end, text, category, known is not None, concrete is not None, _designation(noun))


def _is_sum(noun: Token) -> bool:
    """Whether a noun phrase is a bare sum: "$3 billion", "€200m", "2 billion crowns"."""
    if any(token.is_currency for token in noun.doc[noun.left_edge.i : noun.i]):
        return category_of(noun) is None
    counted = any(kid.dep_ == "nummod" for kid in noun.children)
    return (noun.ent_type_ == "MONEY" and category_of(noun) is None) or (
        counted and any(form in listing("currencies") for form in forms(noun))
    )


def between(noun: Token, start: int, end: int) -> str:
    """The characters `start`–`end`, which lie in the noun's sentence; `doc.text` would be put together anew each time."""
    around = noun.sent
    return str(around.text[start - around.start_char : end - around.start_char])


def _money(noun: Token) -> Thing:
    """A bare sum: the item is "money" (guidelines, "Settled cases")."""
    phrase = noun.doc.span(noun.left_edge.i, noun.i + 1)
    words = [token for token in phrase if token.ent_type_ == "MONEY" or token.like_num or token.is_currency] or [noun]
    end = words[-1].idx + len(words[-1].text)
    return Thing(noun, words[0].idx, end, "money", Category.FINANCE, True)


def _may_be_thing(noun: Token) -> bool:
    """Whether a noun that no list of goods has may still be one: no measure, no act, none of `not_things`."""
    if noun.pos_ != "NOUN" or is_wrapper(noun) or noun.tag_ == "VBG":
        return False
    if any(f"{word} {form}" in pairs() for word in modifiers(noun)[:1] for form in forms(noun)) or goods.is_person(
        forms(noun)
    ):
        return False
    return not any(form in listing("not_things") for form in forms(noun)) and noun.ent_type_ not in {
        "DATE",
        "TIME",
        "PERCENT",
    }


def _is_counted(noun: Token) -> bool:
    """Whether a noun is a countable thing by its number alone: "two tugs"."""
    return noun.tag_ == "NNS" and any(kid.dep_ == "nummod" for kid in noun.children)


def _extent(noun: Token) -> tuple[int, int]:
    """The characters of an item: the noun with the words that say what it is, without article, quantity and owner."""
    first = noun
    while first.i > noun.left_edge.i:
        before = first.nbor(-1)
        if DESIGNATION.match(before.text):
            first = before
            continue
        glued = not before.whitespace_
        if not glued and (
            before.dep_ not in PLACE_IN_NAME or before.pos_ in {"DET", "NUM", "VERB", "ADV"} or before.text == ","
        ):
            break
        if not glued and (
            before.lower_ in listing("loose") or before.ent_type_ in {"NORP", "GPE", "CARDINAL", "QUANTITY", "MONEY"}
        ):
            break
        if (before.is_punct or (before.dep_ == "cc" and before.head == _beside_its_kind(noun))) and not glued:
            break
        if any(kid.dep_ in {"det", "poss"} for kid in before.children):  # a phrase of its own: "its ally economic support"
            break
        first = before
    while first.i < noun.i and (
        first.pos_ in {"CCONJ", "PUNCT", "ADV", "PART", "DET"} or first.lower_ in listing("loose") or first.lower_ == "'s"
    ):
        first = first.nbor(1)
    end = noun.idx + len(noun.text)
    if (model := child(noun, "nummod")) is not None and model.i == noun.i + 1:  # "Boeing 737"
        end = model.idx + len(model.text)
    if any(form in listing("open_headed") for form in forms(noun)):
        end = max(
            [
                end,
                *(
                    _phrase_end(kid)
                    for kid in noun.children
                    if kid.dep_ == "prep" and kid.lower_ in {"of", "for", "in", "with", "on"}
                ),
            ]
        )
    return first.idx, end


def _phrase_end(prep: Token) -> int:
    last = prep
    for token in prep.subtree:
        if token.dep_ in {"relcl", "advcl", "acl"} or token.text in {".", ";", "—", "–"}:
            break
        if token.i > last.i:
            last = token
    while last.i > prep.i and (last.is_punct or last.pos_ in {"CCONJ", "SCONJ"}):
        last = last.nbor(-1)
    return int(last.idx + len(last.text))


def _designation(noun: Token) -> str | None:
    """The named type or model beside the noun ("KN-23 missiles", "Pantsir-class vehicle"), else None."""
    start, _ = _extent(noun)
    names = [
        token
        for token in noun.doc[noun.left_edge.i : noun.i + 1]
        if token.idx >= start
        and (DESIGNATION.match(token.text) or (token.pos_ == "PROPN" and token.i < noun.i and not token.ent_type_))
    ]
    return noun.doc.span(names[0].i, names[-1].i + 1).text if names else None
