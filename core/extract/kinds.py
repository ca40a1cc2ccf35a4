"""Which category a noun falls into, by its own word, the words before it and the phrase behind it.

The words are in `data/lexicon/items.toml`; what they mean to say is in its comments.
"""

import re
from functools import cache, lru_cache

from core import lexicon
from core.extract.clauses import child, listed
from core.extract.parsed import Token
from core.records import Category

WORD = re.compile(r"\w+(?:[-‑–]\w+)*")
# A type designation: capitals and a number joined by a hyphen or nothing (KN-23, T72, MiG-29), plural allowed.
DESIGNATION = re.compile(r"(?:[A-Z][A-Za-z]{0,7}-?\d{1,4}[A-Za-z]{0,3}(?:-\d+)?|[A-Z]{2,6}-\d+)(?:s)?$")
ARGUMENTS = frozenset({"nsubj", "nsubjpass", "dobj", "prep", "ccomp", "xcomp"})


@cache
def _categories() -> dict[str, Category]:
    table = lexicon.table("items")["heads"]
    return {word: Category(category) for category, words in table.items() for word in words}


@cache
def _kinds() -> tuple[frozenset[str], dict[str, Category], dict[str, Category]]:
    table = lexicon.table("items")["kinds"]
    modifiers = {word: Category(category) for category, words in table["modifiers"].items() for word in words}
    return frozenset(table["heads"]), {word: Category(c) for word, c in table["alone"].items()}, modifiers


@cache
def pairs() -> dict[str, Category | None]:
    """Two words that decide together, with their category; None where they name no thing."""
    return {pair: Category(c) if c else None for pair, c in lexicon.table("items")["pairs"].items()}


@cache
def listing(name: str) -> frozenset[str]:
    """A word list of `items.toml`."""
    return frozenset(lexicon.table("items")[name]["words"])


@lru_cache(maxsize=20_000)
def _singular(word: str) -> str:
    if word.endswith("ies") and len(word) > 4:
        return word[:-3] + "y"
    if re.search(r"(ches|shes|sses|xes)$", word):
        return word[:-2]
    return word[:-1] if word.endswith("s") and not word.endswith("ss") and len(word) > 3 else word


def forms(token: Token) -> tuple[str, ...]:
    """The lower-case forms under which a word may stand in a list: its lemma, itself, and its plain singular."""
    return _forms(token.lower_, token.lemma_.lower())


@lru_cache(maxsize=20_000)
def _forms(lower: str, lemma: str) -> tuple[str, ...]:
    if lower == "arms":  # the lemma "arm" is a limb or a branch
        return ("arms",)
    return (lower,) if lemma == "arm" else tuple(dict.fromkeys((lemma, lower, _singular(lower))))


def _is_plural(token: Token) -> bool:
    return token.tag_ in {"NNS", "NNPS"} or token.lower_.endswith("s")


def _first(table: dict[str, Category], words: tuple[str, ...]) -> Category | None:
    return next((table[word] for word in words if word in table), None)


def modifiers(head: Token) -> list[str]:
    """The words of the noun phrase before its head, lower case, nearest first; hyphenated words stay whole."""
    left = head.doc.span(head.left_edge.i, head.i).text
    words = [match.group().lower() for match in WORD.finditer(left)]
    return words[::-1]


def category_of(head: Token) -> Category | None:
    """The category of the thing a noun names, read with the words before it; None where it names no known thing."""
    words, before = forms(head), modifiers(head)
    if "part" in words and not _is_plural(head):  # "took part"
        return None
    near = (before[0], _singular(before[0])) if before else ()
    for modifier in near:
        for word in words:
            if f"{modifier} {word}" in pairs():
                return pairs()[f"{modifier} {word}"]
    if any(word in listing("aircraft") for word in words) and is_of_a_type(head):
        return Category.WEAPONS
    heads, alone, kinds = _kinds()
    if any(word in heads for word in words):
        found = _by_modifier(before, kinds) or _by_phrase(head, kinds) or _by_type(head) or _by_clause(head)
        if found:
            return Category.PERSONNEL if found == Category.OTHER and _means_people(words) else found
        return _first(alone, words) or _first(_categories(), words) or (Category.OTHER if _of_a_kind(head) else None)
    return _first(_categories(), words) or _by_ending(words) or designated(head)


def is_of_a_type(head: Token) -> bool:
    """Whether a named type stands before a noun, so that "fighters" are aircraft and no people: "MiG fighters"."""
    before = head.doc[head.left_edge.i : head.i]
    return any(
        DESIGNATION.match(token.text) or (token.text[:1].isupper() and _first(_types(), forms(token))) for token in before
    )


def _by_ending(words: tuple[str, ...]) -> Category | None:
    """The category of a noun written in one piece: "gunboat", "minehunter"."""
    for category, endings in lexicon.table("items")["endings"].items():
        if any(word.endswith(ending) and word != ending for word in words for ending in endings):
            return Category(category)
    return None


def _by_modifier(before: list[str], kinds: dict[str, Category]) -> Category | None:
    """The category that one of the words before a noun gives it; who is to use a thing ("infantry vehicles") gives none."""
    for word in before[:4]:
        by_noun = _categories().get(_singular(word))
        if found := kinds.get(word) or kinds.get(_singular(word)) or (by_noun if by_noun != Category.PERSONNEL else None):
            return found
    return None


def _means_people(words: tuple[str, ...]) -> bool:
    """Whether a noun of [kinds] means people: a "medical crew" is no relief goods."""
    return any(word in lexicon.table("items")["kinds"]["people"]["words"] for word in words)


def _by_type(head: Token) -> Category | None:
    """What a named type right before a noun makes of it: a "Patriot system" is a weapon, though Stingers are missiles."""
    left = head.doc.span(head.left_edge.i, head.i).text.split()
    name = left[-1] if left else ""
    if not name[:1].isupper():
        return None
    named = _types().get(name.lower()) or (Category.WEAPONS if DESIGNATION.match(name) else None)
    return Category.WEAPONS if named == Category.MISSILES else named


def _by_clause(head: Token) -> Category | None:
    """Help with no kind of its own in a clause about a launch or a reactor is technical: "it flew with Kesh's help"."""
    if not any(form in {"help", "assistance"} for form in forms(head)):
        return None
    verb = next((above for above in head.ancestors if above.pos_ in {"VERB", "AUX"}), None)
    if verb is None:
        return None
    near = (t for kid in verb.children if kid.dep_ in ARGUMENTS for t in kid.subtree)
    return Category.TECHNOLOGY if any(t.lemma_.lower() in listing("helped") for t in near) else None


def is_technical(verb: Token) -> bool:
    """Whether what the verb is done to is technology: "build a satellite", "develop nuclear submarines"."""
    return any(kid.dep_ == "dobj" and names_technology(kid) for kid in verb.children)


def names_technology(phrase: Token) -> bool:
    """Whether a phrase has one of the words that make help technical."""
    return any(token.lemma_.lower() in listing("technical") for token in phrase.subtree)


def _of_a_kind(head: Token) -> bool:
    """Whether a noun before says what kind of aid it is, though no list knows the kind: "police aid"."""
    return any(kid.dep_ == "compound" and kid.pos_ == "NOUN" for kid in head.children)


def _by_phrase(head: Token, kinds: dict[str, Category]) -> Category | None:
    """The category of "assistance with satellites" or "help in food": that of what the preposition introduces."""
    if not any(form in listing("open_headed") for form in forms(head)):
        return None
    if head.lower_ == "data" and names_technology(head):  # "data on earlier launches" is no reconnaissance
        return Category.TECHNOLOGY
    for prep in head.children:
        if prep.dep_ != "prep" or prep.lower_ not in {"with", "in", "for", "on", "of"}:
            continue
        if any(token.lemma_.lower() in listing("technical") for token in prep.subtree):
            return Category.TECHNOLOGY
        if prep.lower_ in {"for", "on", "of"}:
            continue
        for noun in prep.children:
            if noun.dep_ == "pobj" and noun.pos_ == "NOUN":
                for token in listed(noun):
                    if found := _first(_categories(), forms(token)) or _by_modifier(modifiers(token), kinds):
                        return found
    return None


def designated(head: Token) -> Category | None:
    """The category of a thing named by its type: "two Stingers", "T-72s"."""
    if head.text[:1].isupper() and (found := _first(_types(), forms(head)) or _numbered(head)):
        return found
    return Category.WEAPONS if DESIGNATION.match(head.text) and head.ent_type_ != "GPE" else None


def _numbered(maker: Token) -> Category | None:
    """The category of a maker's name with the number of a model: "a Boeing 737"; Boeing alone is a company."""
    model = child(maker, "nummod")
    named = model is not None and model.i == maker.i + 1 and any(form in listing("makers") for form in forms(maker))
    return Category.WEAPONS if named else None


@cache
def _types() -> dict[str, Category]:
    return {name: Category(category) for category, names in lexicon.table("items")["types"].items() for name in names}
