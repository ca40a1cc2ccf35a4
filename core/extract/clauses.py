"""What stands where in a clause: subjects, objects, prepositional phrases and lists, read off the dependency tree.

The parser attaches a phrase now to the verb, now to the noun before it; these functions look in both places, so that the
rules built on them need not know where it landed.
"""

from collections.abc import Collection, Iterator
from functools import cache

from core import lexicon
from core.extract.parsed import Token

SUBJECTS = frozenset({"nsubj", "nsubjpass", "csubj"})
NOMINAL = frozenset({"NOUN", "PROPN", "PRON", "NUM", "X"})
# Dependents on which a phrase that belongs to their governor may hang.
CARRIERS = frozenset({"dobj", "conj", "attr", "dative", "advmod", "oprd", "appos", "prt", "npadvmod"})
PASSIVE = frozenset({"auxpass", "nsubjpass"})


@cache
def object_control() -> frozenset[str]:
    """Verbs whose object, not whose subject, does what the infinitive after them says."""
    return frozenset(lexicon.table("giving")["control"]["verbs"])


def is_name(token: Token) -> bool:
    """Whether a word is a name by its tag, or by its capital within a sentence."""
    return token.pos_ == "PROPN" or (token.text[:1].isupper() and not token.is_sent_start and token.pos_ == "NOUN")


def child(token: Token, *labels: str) -> Token | None:
    """The first child with one of the dependency labels."""
    for kid in token.children:
        if kid.dep_ in labels:
            return kid
    return None


def listed(head: Token) -> list[Token]:
    """A nominal and what is coordinated with it, in reading order: "shells, rockets and mines" has three."""
    found, queue = [], [head]
    while queue:
        token = queue.pop(0)
        found.append(token)
        queue.extend(kid for kid in token.children if kid.dep_ == "conj" and (kid.pos_ in NOMINAL or kid.tag_ == "VBG"))
    return sorted(found, key=lambda token: token.i)


def is_passive(verb: Token) -> bool:
    """Whether the verb stands in the passive, also as a bare participle ("arms sold by Kesh")."""
    if any(kid.dep_ in PASSIVE for kid in verb.children):
        return True
    if verb.tag_ not in {"VBN", "VBD"}:
        return False
    if own_subject(verb) is not None and child(verb, "agent") is None:
        return False
    if verb.dep_ == "acl" and not _aux(verb):
        return True  # a participle, whatever its tag
    if verb.dep_ == "acl" or (verb.dep_ == "advcl" and not _aux(verb)):
        return verb.tag_ == "VBN" or child(verb, "agent") is not None
    if verb.dep_ == "conj" and verb.head.pos_ in {"VERB", "AUX"} and not own_subject(verb) and not _aux(verb):
        return verb.tag_ == "VBN" and is_passive(verb.head)
    return verb.tag_ == "VBN" and child(verb, "agent") is not None


def _aux(verb: Token) -> bool:
    return any(kid.dep_ == "aux" for kid in verb.children)


def own_subject(verb: Token) -> Token | None:
    """The subject that hangs on this very verb, of several (a dateline, a vocative) the nearest before it."""
    found = [kid for kid in verb.children if kid.dep_ in SUBJECTS] or _opening_name(verb)
    return max((kid for kid in found if kid.i < verb.i), key=lambda kid: kid.i, default=found[0] if found else None)


def _opening_name(verb: Token) -> list[Token]:
    """The name right before the first verb of a sentence, or that opens it, which the parser took for a measure: "Kesh
    shipped guns to …", "Kesh, for its part, shipped guns"."""
    if verb.dep_ != "ROOT" or verb.tag_ not in {"VBD", "VBN"} or child(verb, "aux", "auxpass") is not None:
        return []
    names = (verb.doc[at] for at in (max(verb.i - 1, 0), verb.sent.start))
    return [name for name in names if name.dep_ == "npadvmod" and name.head.i == verb.i and name.pos_ == "PROPN"][:1]


def antecedent(token: Token) -> Token:
    """The noun a relative pronoun stands for, else the token itself."""
    if token.tag_ not in {"WDT", "WP", "WP$"} and not (token.lower_ == "that" and token.dep_ in SUBJECTS | {"dobj"}):
        return token
    for verb in token.ancestors:
        if verb.dep_ == "relcl":
            return verb.head
        if verb.dep_ == "ccomp" and token.dep_ in SUBJECTS and (focus := _focus(verb.head)) is not None:
            return focus
        if verb.dep_ in {"ROOT", "ccomp", "advcl"}:
            break
    return token


def _focus(verb: Token) -> Token | None:
    """Whom a cleft sentence singles out: "Kesh" in "it was Kesh that sent the tanks"."""
    opens = any(kid.dep_ in SUBJECTS and kid.lower_ == "it" for kid in verb.children)
    return child(verb, "attr") if opens and verb.lemma_ == "be" else None


def subject(verb: Token) -> Token | None:
    """Who or what the verb is said of, also through coordination, infinitives, participles and relative clauses."""
    seen: set[int] = set()
    current: Token | None = verb
    while current is not None and current.i not in seen:
        seen.add(current.i)
        own = own_subject(current)
        if own is not None:
            return antecedent(own)
        if current.dep_ in {"acl", "relcl"} and (above := _next_up(current)) is not None and above.lemma_ == "be":
            current = above
            continue
        if current.dep_ == "acl" and (near := _right_before(current)) is not None:
            return near
        if current.dep_ == "acl":
            return _owner(current.head) if child(current, "aux") is not None else current.head
        if current.dep_ == "relcl":
            return None if _has_relative(current) else current.head
        if (controlled := _controlled(current)) is not None:
            return antecedent(controlled)
        if current.dep_ == "pcomp" and (noun := current.head.head).pos_ in {"NOUN", "PROPN"}:
            blamed = noun.dep_ == "dobj" and noun.head.lemma_.lower() in object_control()  # "suspects Kesh of selling"
            return noun if blamed else _owner(noun)
        current = _next_up(current)
    return None


def _right_before(gerund: Token) -> Token | None:
    """The name right before a gerund that hangs on a noun further up: "concerns in Seoul over Kesh supplying arms"."""
    if gerund.tag_ != "VBG" or not gerund.left_edge.i:
        return None
    before = gerund.left_edge.nbor(-1)
    inside = before.dep_ == "pobj" and before.i > gerund.head.i and before.pos_ in {"PROPN", "PRON"}
    return before if inside and before.head.lower_ in {"of", "over", "about", "by", "on"} else None


def _controlled(verb: Token) -> Token | None:
    """The object of a governing verb that does what this verb says: "Iran" in "asked Iran to send"."""
    if verb.dep_ not in {"xcomp", "ccomp", "pcomp"}:
        return None
    if verb.dep_ == "pcomp" and verb.head.lower_ in {"by", "after", "before", "without", "while", "despite", "in"}:
        return None
    above = verb.head.head if verb.dep_ == "pcomp" else verb.head
    if (called := _called_upon(above)) is not None and child(above, "dobj") is None:
        return called
    return child(above, "dobj", "nsubjpass") if above.lemma_.lower() in object_control() else None


def _called_upon(verb: Token) -> Token | None:
    """Whom a verb of asking names after its preposition: "called on Kesh to send", "appealed to Kesh to send"."""
    table: dict[str, list[str]] = lexicon.table("giving")["control"]["through"]
    words = table.get(verb.lemma_.lower(), [])
    return next((kid for prep in verb.children if prep.lower_ in words for kid in prep.children if kid.dep_ == "pobj"), None)


def _next_up(verb: Token) -> Token | None:
    """The verb or adjective whose subject this verb shares, None where the clause has a frame of its own."""
    head = verb.head
    infinitive = any(kid.lower_ == "to" and kid.dep_ == "aux" for kid in verb.children)
    if head.i == verb.i or (verb.dep_ == "ccomp" and child(verb, "mark") is not None and not infinitive):
        return None
    if infinitive and head.dep_ in {"attr", "acomp"} and head.head.pos_ in {"AUX", "VERB"}:
        return head.head  # "was the first to report"
    if verb.dep_ == "pcomp":
        return head.head
    if verb.dep_ in {"xcomp", "acomp"} and head.pos_ == "ADJ":
        return head
    shares = verb.dep_ in {"conj", "xcomp", "acomp", "advcl", "prep", "dep", "ccomp"} and head.pos_ in {"VERB", "AUX", "ADP"}
    return head if shares else None


def _owner(noun: Token) -> Token | None:
    """Whose act a noun with an infinitive or gerund is: "Kesh's plan to sell", "the process of buying", said of Kesh."""
    for kid in noun.children:
        if kid.dep_ == "poss":
            return kid
        if kid.dep_ == "prep" and kid.lower_ == "by":
            return child(kid, "pobj")
        if kid.dep_ == "amod" and kid.ent_type_ == "NORP":
            return noun
    top = noun
    while top.dep_ in {"pobj", "prep"} and top.head.pos_ in NOMINAL | {"ADP"}:
        top = top.head
    if top.dep_ in {"dobj", "prep", "attr"} and top.head.pos_ in {"VERB", "AUX"} and not is_passive(top.head):
        return subject(top.head)
    return None


def _has_relative(verb: Token) -> bool:
    return any(kid.tag_ in {"WDT", "WP"} for kid in verb.subtree)


def phrases(token: Token, words: Collection[str], deep: bool = True) -> Iterator[Token]:
    """Heads of the prepositional phrases opened by one of the words, on the token or on the nouns it governs."""
    for prep in _preps(token, deep):
        opener = prep.lower_
        if opener in words or (opener == "out" and "out of" in words):
            for kid in prep.children:
                if opener == "for" and kid.lower_ in {"part", "parts"} and child(kid, "poss") is not None:
                    continue  # "Kesh, for its part, sent guns"
                if kid.dep_ in {"pobj", "pcomp"} and (kid.pos_ in NOMINAL or kid.lower_ == "other" or is_free(kid)):
                    yield antecedent(kid)
                elif kid.dep_ == "prep" and kid.lower_ == "of":
                    yield from (of for of in kid.children if of.dep_ == "pobj")


def is_free(clause: Token) -> bool:
    """Whether a clause stands for a thing: "what it called a small number of drones"."""
    return clause.pos_ in {"VERB", "AUX"} and clause.doc[clause.left_edge.i].tag_ == "WP"


def _preps(token: Token, deep: bool) -> Iterator[Token]:
    """Prepositions under a token: its own first, then those on its objects, list members and adverbs."""
    queue = [token]
    while queue:
        current = queue.pop(0)
        for kid in current.children:
            if kid.dep_ in {"prep", "dative", "agent"} and kid.pos_ in {"ADP", "SCONJ", "PART"}:
                yield kid
                yield from (other for other in kid.children if other.dep_ == "conj" and other.pos_ == "ADP")
                if deep:
                    queue.extend(of for of in kid.children if of.dep_ == "pobj")
            elif deep and kid.lower_ == "worth":
                queue += [kid, *kid.children]
            elif deep and kid.dep_ in CARRIERS and kid.pos_ not in {"VERB", "AUX"}:
                queue.append(kid)


def left_edge(token: Token) -> Token:
    """First token of the noun phrase, without the clause before it."""
    return token.doc[token.left_edge.i]


def parted(clause: Token, verb: Token) -> bool:
    """Whether a semicolon parts a clause from the verb behind it, under which the parser hangs it all the same."""
    last = clause.right_edge.i
    return last + 1 < verb.i and clause.doc[last + 1].text == ";"


def talks(verb: Token) -> Token | None:
    """The noun of talks that a verb is the aim of: "talks" in "is in talks with Kesh to buy a reactor"; None for none."""
    over = verb.head
    if over.lemma_ != "be" or verb.dep_ not in {"advcl", "xcomp"} or child(verb, "aux") is None:
        return None
    nouns = (noun for prep in over.children if prep.lower_ == "in" for noun in prep.children)
    return next((noun for noun in nouns if noun.lemma_.lower() in {"talk", "negotiation", "discussion"}), None)
