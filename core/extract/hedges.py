"""What single words make of a transfer: modals, adverbs and negation on a verb, a noun or a thing, conditions.

The words are `data/lexicon/commitment.toml`.
"""

from collections.abc import Iterator
from functools import cache

from core import lexicon
from core.extract import outcomes
from core.extract.clauses import is_passive, own_subject
from core.extract.counting import figure_on
from core.extract.items import Thing
from core.extract.parsed import Token
from core.records import Status

DETERMINERS_OF_NONE = frozenset({"no", "neither", "nor", "none", "nobody", "nothing"})
SAYING_NOT = frozenset({"deny", "dismiss", "refute", "reject", "dispute", "rebut", "contradict", "disavow", "decry"})
CAUSING = frozenset({"let", "make", "help", "have"})  # their tense and modals are those of the verb below them
EVENT_MODIFIERS = frozenset({"amod", "advmod", "compound", "nmod", "acomp"})


@cache
def listed(group: str, kind: str) -> frozenset[str]:
    """The words of one kind in one group of the list, none where it has no such kind."""
    return frozenset(lexicon.table("commitment")[group].get(kind, ()))


def with_particle(token: Token) -> str:
    """The lemma, with the particle that makes another verb of it where a list has it: "turn down", "rule out"."""
    lemma = token.lemma_.lower()
    for kid in token.children:
        if kid.dep_ == "prt" and f"{lemma} {kid.lower_}" in listed("denied", "verbs"):
            return f"{lemma} {kid.lower_}"
    return lemma


def on_verb(verb: Token) -> set[Status]:
    """Modals, adverbs and negation on a verb."""
    found = {Status.DENIED} if outcomes.still_to_come(verb) else set()
    for kid in (*verb.children, *_shared(verb)):
        lower = kid.lower_
        if figure_on(kid) is not None:  # "perhaps 500": a remark on the figure
            continue
        if kid.dep_ == "aux" or kid.tag_ == "MD":
            found |= _by_modal(kid, verb)
        elif kid.dep_ in {"advmod", "acomp", "npadvmod"}:
            if lower in listed("possible", "adverbs") or (kid.dep_ == "acomp" and lower in listed("possible", "adjectives")):
                found.add(Status.POSSIBLE)
            if lower in listed("denied", "adverbs"):
                found.add(Status.DENIED)
        if kid.dep_ == "neg" and not _harmless(kid, verb):
            found.add(Status.DENIED)
        if says_none(kid) and (kid.dep_ in {"nsubj", "nsubjpass"} or (kid.dep_ == "dobj" and lower == "none")):
            found.add(Status.DENIED)
        if kid.dep_ in {"preconj", "cc", "advmod"} and (lower == "neither" or (lower == "nor" and kid.i < verb.i)):
            found.add(Status.DENIED)
        if kid.dep_ in {"prep", "dobj", "dative"} and kid.i and any(t.lower_ in {"neither"} for t in (kid, *kid.children)):
            found.add(Status.DENIED)
    if _is_to(verb):
        found.add(Status.PLANNED)
    return found


def _by_modal(modal: Token, verb: Token) -> set[Status]:
    if modal.lower_ == "should" and _inverted(modal, verb):
        return {Status.POSSIBLE}
    return {
        status for status in (Status.POSSIBLE, Status.SOUGHT, Status.PLANNED) if modal.lower_ in listed(status, "modals")
    }


def _shared(verb: Token) -> Iterator[Token]:
    """Auxiliaries that a verb shares with the one it is joined to: "will buy tanks and send them", "did not buy or sell"."""
    if verb.dep_ != "conj" or verb.head.tag_ != verb.tag_ or own_subject(verb) is not None:
        return
    if verb.tag_ not in {"VB", "VBN"} or any(kid.dep_ in {"aux", "auxpass"} for kid in verb.children):
        return
    or_ = any(kid.lower_ in {"or", "nor"} for kid in verb.head.children if kid.dep_ == "cc")
    for kid in verb.head.children:
        if kid.dep_ == "aux" or (kid.dep_ in {"neg", "preconj"} and or_):
            yield kid


def _is_to(verb: Token) -> bool:
    """ "is to be sent", "Kesh to send tanks" as headlines have it."""
    if verb.lemma_ == "be" and any(kid.dep_ == "xcomp" and kid.tag_ == "VB" for kid in verb.children):
        return True
    to = any(kid.lower_ == "to" and kid.dep_ == "aux" for kid in verb.children)
    return (verb.dep_ == "xcomp" and verb.head.lemma_ == "be") or (to and own_subject(verb) is not None)


def says_none(subject_: Token) -> bool:
    """Whether a noun phrase says that there is nobody or nothing: "no tanks", "neither side"."""
    return subject_.lower_ in DETERMINERS_OF_NONE or any(
        kid.lower_ in {"no", "neither"} and kid.dep_ in {"det", "preconj"} for kid in subject_.children
    )


def _harmless(negation: Token, verb: Token) -> bool:
    """ "not only", "not for free": the giving itself is told."""
    after = negation.doc.span(negation.i + 1, verb.sent.end).text.lower()
    words = lexicon.table("commitment")["not_negating"]["after"]
    clause = after.split(",")[0]
    return any(after.startswith(word) or f" {word}" in f" {clause}" for word in words)


def on_noun(noun: Token) -> set[Status]:
    """Adjectives and determiners on a noun of giving."""
    found: set[Status] = set()
    for kid in noun.children:
        if kid.dep_ in EVENT_MODIFIERS:
            found |= {
                s for s in Status if s != Status.ASSERTED and kid.lower_ in listed(s, "adjectives") | listed(s, "adverbs")
            }
        if kid.lower_ in {"no"} and kid.dep_ == "det":
            found.add(Status.DENIED)
    return found


def is_told_to_end(verb: Token, lemma: str) -> bool:
    """Whether the giving is what somebody is asked to end: "urged Kesh to stop supplying drones" takes it for a fact."""
    over = verb.head
    asked = over.pos_ in {"VERB", "NOUN"} and over.lemma_.lower() in listed("sought", "verbs") | listed("sought", "nouns")
    return lemma in listed("ending", "verbs") and verb.dep_ in {"xcomp", "ccomp", "acl", "advcl"} and asked


def _is_naming(verb: Token, lemma: str) -> bool:
    """Whether "call" gives a name and asks for nothing: "called the charge of arms sales groundless"."""
    asks = any(kid.dep_ == "xcomp" or kid.lower_ in {"for", "on", "upon"} for kid in verb.children)
    return lemma == "call" and not asks


def _only_less(verb: Token) -> bool:
    """Whether what is cut goes on at a lower rate: "cut shipments by half", "to the lowest level in a year"."""
    after = verb.doc.span(verb.i + 1, verb.right_edge.i + 1)
    return any(token.lower_ in listed("denied", "unless_to") for token in after)


def by_verb(verb: Token, lemma: str, path: Token) -> set[Status]:
    """What a governing verb with its own modals and negation makes of what it governs."""
    if lemma == "cut" and _only_less(verb):
        return set()
    denies = lemma in SAYING_NOT
    negated = any(kid.dep_ == "neg" and not _harmless(kid, verb) for kid in verb.children)
    if denies or lemma in listed("denied", "verbs"):
        return set() if negated else {Status.DENIED}
    content = path.dep_ in {"ccomp", "pobj", "pcomp"} and path.pos_ in {"VERB", "AUX"} and lemma not in CAUSING
    found: set[Status] = set()
    if is_passive(verb) and lemma in listed("possible", "passive"):
        found.add(Status.POSSIBLE)
    for status in (Status.POSSIBLE, Status.SOUGHT, Status.PLANNED):
        if lemma in listed(status, "verbs") and not _is_naming(verb, lemma):
            found.add(status)
    if lemma in listed("planned", "infinitive") and path.dep_ == "xcomp":
        found.add(Status.PLANNED)
    if found and negated:
        return {Status.DENIED}
    if not content or lemma in listed("neutral", "verbs"):
        found |= on_verb(verb) if not content else set()
    elif found and Status.PLANNED not in found:
        found |= on_verb(verb) & {Status.POSSIBLE}
    if Status.POSSIBLE in on_verb(verb) and found:
        found.add(Status.POSSIBLE)
    return found


def on_thing(thing: Thing) -> set[Status]:
    """Hedges and negation that stand with one thing of a list: "and potentially other weaponry", "no shells"."""
    found: set[Status] = set()
    head = thing.head
    for token in head.doc[head.left_edge.i : head.i]:
        if token.lower_ in listed("possible", "adverbs") and figure_on(token) is None:
            found.add(Status.POSSIBLE)
        fewer = token.i + 1 < head.i and token.nbor(1).lower_ in {"fewer", "less", "more", "later"}
        if token.lower_ in {"no", "neither"} and token.head.i == head.i and not fewer:
            found.add(Status.DENIED)
    opening = head.doc.span(head.left_edge.i, head.left_edge.i + 3).text.lower()
    if opening.startswith(("not one ", "not a single ", "not a ")):
        found.add(Status.DENIED)  # "not one tank has been delivered"
    before = head.left_edge
    if before.i and before.nbor(-1).lower_ in listed("possible", "adverbs") and figure_on(before.nbor(-1)) is None:
        found.add(Status.POSSIBLE)
    return found


def conditional(anchor: Token) -> bool:
    """Whether the giving stands in the if-clause itself."""
    current = anchor
    while current.head.i != current.i:
        if current.head.lower_ == "were" and current.dep_ in {"advcl", "xcomp"} and _inverted(current.head, current.head):
            return True
        if any(kid.dep_ in {"mark", "advmod"} and kid.lower_ in {"if", "whether", "unless"} for kid in current.children):
            return current.pos_ in {"VERB", "AUX"}
        had = next((kid for kid in current.children if kid.dep_ == "aux" and kid.lower_ == "had"), None)
        if had is not None and current.dep_ == "advcl" and _inverted(had, current):
            return True  # "had Kesh sold them, …"
        own = any(kid.dep_ in {"nsubj", "nsubjpass"} for kid in current.children)
        if current.dep_ in {"advcl", "relcl"} or (current.dep_ == "conj" and own):
            return False
        current = current.head
    return any(kid.dep_ == "mark" and kid.lower_ == "if" for kid in current.children)


def _inverted(auxiliary: Token, verb: Token) -> bool:
    """ "Should Kesh send …, it would …", "Were Kesh to send …": a condition by word order."""
    who = own_subject(verb)
    return who is not None and auxiliary.i < who.i and not verb.sent.text.rstrip().endswith("?")


def is_claim_called_false(word: Token) -> bool:
    """Whether claims that the parser took for a verb are called false: "US claims that Kesh sent tanks are gossip"."""
    if word.tag_ != "VBZ":
        return False
    false = frozenset(lexicon.table("claims")["false"]["words"])
    verbs = [kid for kid in word.children if kid.lemma_ == "be" and kid.i > word.i and own_subject(kid) is None]
    said = [kid for verb in verbs for kid in verb.children if kid.dep_ in {"attr", "acomp", "prep", "oprd"}]
    negated = any(kid.dep_ == "neg" for verb in verbs for kid in verb.children)
    return not negated and any(token.lemma_.lower() in false for kid in said for token in kid.subtree)
