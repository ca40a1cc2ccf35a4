"""What stands in the slots of a verb of giving: objects, receivers, agents, and parties that a step away are meant."""

from collections.abc import Iterator, Sequence

from core.extract import frames, items, shifted
from core.extract.clauses import antecedent, child, is_free, is_passive, own_subject, phrases, subject
from core.extract.items import Thing
from core.extract.parsed import Token
from core.extract.parties import Parties
from core.records import Category


def agents(verb: Token) -> list[Token]:
    """Who does it in the passive, but not "by the team's account" or "by one estimate"."""
    found = [agent for by in verb.children if by.dep_ == "agent" or by.lower_ == "by" for agent in by.children]
    return [agent for agent in found if agent.lemma_.lower() not in frames.words("measures", "nouns")]


def objects(verb: Token) -> list[Token]:
    """The object phrases of an active verb; in a relative clause without one, the noun that the clause is about."""
    found = [kid for kid in verb.children if kid.dep_ in {"dobj", "attr", "oprd"} and kid.pos_ != "VERB"]
    found = shifted.clefted(verb) or found + [kid for kid in verb.children if kid.dep_ in {"ccomp", "dobj"} and is_free(kid)]
    behind_it = [kid for kid in found if kid.i > verb.i]
    found = behind_it if behind_it and any(kid.tag_ == "WDT" for kid in found) else found  # "the report that Kesh sold arms"
    found += _second_objects(verb)
    found = found or shifted.heavy(verb) or shifted.fronted(verb)
    found = found or [kid for kid in verb.children if kid.dep_ == "dative" and items.thing_of(kid) is not None]
    if found:
        return [kid if antecedent(kid) is kid else listed_from(antecedent(kid)) for kid in found]
    current = verb
    while current.dep_ in {"xcomp", "ccomp"} and current.head.pos_ in {"VERB", "AUX"}:
        current = current.head
    about = current.dep_ == "relcl" or (current.dep_ == "ccomp" and items.thing_of(current.head) is not None)
    if about and (own := own_subject(current)) is not None and own.tag_ not in {"WDT", "WP"}:
        return [listed_from(current.head)]
    nested = child(verb, "ccomp")
    return [kid for kid in nested.children if kid.dep_ in {"nsubj"}] if nested is not None and verb.lemma_ == "let" else []


def _second_objects(verb: Token) -> list[Token]:
    """Counted things that the parser took for a measure or another name: "allotted Peru 20 pumps"."""
    seconds = [kid for kid in verb.children if kid.dep_ == "npadvmod" and kid.i > verb.i]
    seconds += [kid for dative in verb.children if dative.dep_ == "dative" for kid in dative.children if kid.dep_ == "appos"]
    counted = [noun for noun in seconds if child(noun, "nummod") is not None and items.thing_of(noun) is not None]
    return counted + list(_parts(verb)) + list(_ranges(verb))


def _ranges(verb: Token) -> Iterator[Token]:
    """Things counted by a range that the parser took for a place: "sold Peru between 20 and 30 pumps"."""
    for kid in verb.children:
        opens = kid.dep_ == "prep" and kid.lower_ in {"between", "from"} and kid.i > verb.i
        if opens and kid.i + 1 < len(kid.doc) and kid.nbor().like_num:
            yield from (noun for noun in kid.children if noun.dep_ == "pobj" and items.thing_of(noun) is not None)


def _parts(verb: Token) -> Iterator[Token]:
    """Some of many, whose number the parser took for one of the name before: "offers Peru thirty of the jets"."""
    for taker in verb.children:
        for number in taker.children if taker.dep_ in {"dative", "dobj"} else ():
            behind = number.dep_ == "nummod" and taker.i < number.i < len(number.doc) - 1
            if behind and (of := number.nbor(1)).lower_ == "of":
                yield from (kid for kid in of.children if kid.dep_ == "pobj")


def listed_from(noun: Token) -> Token:
    """The first noun of the list that a relative clause closes: "the guns and shells that Kesh sold".

    A list whose nouns have a number each must open with an article: "the 300 soldiers and two trucks that Kesh sent".
    """
    first, bare = noun, True
    while first.dep_ in {"conj", "appos"} and first.head.pos_ in {"NOUN", "PROPN"} and child(first, "det", "poss") is None:
        bare = bare and first.dep_ == "conj" and child(first, "nummod") is None
        first = first.head
        if bare:
            noun = first
    opened = any(kid.dep_ == "det" and kid.lower_ in {"the", "these", "those"} for kid in first.children)
    return first if opened else noun


def receivers(verb: Token, things: list[Thing], parties: Parties) -> list[Token]:
    """Indirect objects: marked as such, a second object, or read by the parser as part of the thing ("sell Kesh jets")."""
    found = [kid for kid in verb.children if kid.dep_ == "dative" and kid.pos_ not in {"ADP"}]
    heads = {thing.head.i for thing in things}
    before = min(heads, default=0)
    found += [
        kid
        for kid in verb.children
        if kid.dep_ in {"dobj", "npadvmod"} and kid.pos_ != "NUM" and kid.right_edge.i < before  # "barrels" of oil hold it
    ]
    for thing in things[:1]:
        found += [kid for kid in thing.head.children if _stands_apart(kid)]
        wrapping = {
            kid for kid in verb.children if kid.dep_ == "dobj" and kid.i < thing.head.i
        }  # "gives Kesh access to images"
        opened = (parties.opening(noun) for noun in (thing.head, *sorted(wrapping, key=lambda noun: noun.i)))
        found += [named for named in opened if named is not None]
    return found


def _stands_apart(word: Token) -> bool:
    """Whether a word read as part of the thing is a phrase of its own: "grant its ally economic support"."""
    return word.dep_ in {"compound", "nmod"} and word.pos_ == "NOUN" and child(word, "det", "poss") is not None


def plain_objects(verb: Token) -> list[Token]:
    return [antecedent(kid) for kid in verb.children if kid.dep_ in {"dobj", "dative"} and kid.pos_ != "ADP"]


def behind(noun: Token) -> list[Token]:
    """Adjectives behind a noun, which say what becomes of it: "trucks available to Kesh"."""
    return [kid for kid in noun.children if kid.dep_ == "amod" and kid.i > noun.i]


def there_is(verb: Token) -> Token | None:
    """What there is: "nine" in "there are nine of them in Kesh"."""
    asked = any(token.tag_ == "WRB" for token in verb.doc[verb.left_edge.i : verb.i])  # "how many there are"
    return child(verb, "attr") if verb.lemma_ == "be" and child(verb, "expl") is not None and not asked else None


def askers(verb: Token, parties: Parties) -> list[Token]:
    """Who asks another to give, and so is to get it: "Kesh urged Orvania to supply drones"."""
    above = verb.head
    if (
        verb.dep_ not in {"xcomp", "ccomp"}
        or above.lemma_.lower() not in frames.words("control", "asking")
        or is_passive(above)
    ):
        return []
    asker, asked = subject(above), subject(verb)
    if asker is None or asked is None or asker.i == asked.i or set(parties.sides(asker)) & set(parties.sides(asked)):
        return []
    return [asker] if parties.sides(asker) else []


def talked_to(verb: Token) -> list[Token]:
    """With whom a purchase is talked over: "in talks with Kesh to buy", "negotiating with Kesh to buy"."""
    above = verb.head
    over = [above, *(kid for prep in above.children if prep.lower_ == "in" for kid in prep.children)]
    over += [kid for kid in above.children if kid.dep_ == "dobj"]  # "signed a deal with Kesh to buy"
    talks = [word for word in over if word.lemma_.lower() in frames.words("control", "talking")]
    if verb.dep_ not in {"acl", "advcl", "xcomp"}:
        return []
    late = [above] if talks and above not in talks else []
    return [phrase for word in (*talks, *late) for phrase in phrases(word, ["with"], deep=False)]


def is_agreed(verb: Token) -> bool:
    """Whether a verb only says what a deal is about: "signed a deal with Kesh to buy jets"."""
    signed = verb.head if verb.dep_ in {"acl", "advcl", "xcomp"} and child(verb, "aux") is not None else verb
    nouns = (signed, *signed.children) if signed.i != verb.i else ()
    return any(noun.pos_ == "NOUN" and noun.lemma_.lower() in frames.words("control", "deals") for noun in nouns)


def helped(verb: Token, things: Sequence[Thing]) -> Iterator[Token]:
    """For whom people are sent: whom the clause of purpose names ("to help Kesh", "to fight alongside Kesh")."""
    people = [thing.head for thing in things if thing.category == Category.PERSONNEL]
    over = [verb, *people] if people else []
    for purpose in (kid for token in over for kid in token.children if kid.dep_ in {"advcl", "xcomp", "acl", "relcl"}):
        if purpose.lemma_.lower() in frames.words("purpose", "verbs") and child(purpose, "aux") is not None:
            yield from (kid for kid in purpose.children if kid.dep_ == "dobj")
            yield from phrases(purpose, frames.words("purpose", "beside"), deep=False)


def sources(things: list[Thing], parties: Parties) -> list[Token]:
    """Parties from whom the things come by their own phrase."""
    return [phrase for thing in things for phrase in phrases(thing.head, ["from"]) if parties.sides(phrase)]


def targets(measure: Token) -> Iterator[Token]:
    """Against whom a measure is: "a resolution against Kesh", "a proposal to suspend Kesh"."""
    for token in measure.subtree:
        against = token.dep_ == "pobj" and token.head.lower_ in {"against", "on"}
        if against or (token.dep_ == "dobj" and token.head.dep_ in {"acl", "xcomp", "relcl", "pcomp"}):
            yield token
