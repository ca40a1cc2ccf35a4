"""What became of a promise or a request, where the same sentence tells it.

"The jets that Kesh promised have arrived" tells a gift, "asked for jets but was refused" a refusal: the outcome counts, not
the promise. Both are read off the verb over the thing, or off the one that is joined to the word of asking.
"""

import re
from functools import cache

from core import lexicon
from core.extract.clauses import is_passive
from core.extract.items import Thing, is_wrapper
from core.extract.parsed import Token

# An answer in the negative, behind the name of who speaks or an "A:".
NO = re.compile(r"\s*(?:[A-Z][\w. ]{0,40}:\s*)?[\"'“‘]?(?:No|Never|Not (?:yet|so far|to my knowledge|at all|one|a))\b")
# An answer in the affirmative: "Yes", "They did, jointly with us", "The envoy says so".
YES = re.compile(
    r"\s*(?:[A-Z][\w. ]{0,40}:\s*)?[\"'“‘]?(?:Yes|Yeah|Correct|Right|Indeed|Sure|Absolutely|Of course"
    r"|(?:It|They|He|She|We|I) (?:did|do|does|has|have|is|are|was|were|can|will)(?=[.,;!])|[^.?!:]{1,40} says? so\b)"
)
AUXILIARIES = frozenset(
    {"do", "does", "did", "is", "are", "was", "were", "has", "have", "had", "can", "could", "will", "would"}
)
ANSWER = 12  # tokens in which it begins
HOPS = 6  # from a noun up to the verb that it is the subject of


@cache
def _words(kind: str) -> frozenset[str]:
    return frozenset(lexicon.table("commitment")["outcome"][kind])


def came(anchor: Token, thing: Thing | None) -> Token | None:
    """The verb that says whether a thing promised came: "arrived" in "the jets that Kesh promised arrived"."""
    if thing is None or anchor.dep_ not in {"relcl", "acl"}:
        return None
    noun = thing.head
    for _ in range(HOPS):
        if noun.dep_ in {"nsubj", "nsubjpass"}:
            verb = noun.head
            return verb if verb.lemma_.lower() in _words("coming") and (verb.pos_ == "VERB" or is_passive(verb)) else None
        if noun.dep_ == "prep" or (noun.dep_ == "pobj" and noun.head.lower_ == "of") or is_wrapper(noun):
            noun = noun.head
        else:
            return None
    return None


def refused(anchor: Token) -> bool:
    """Whether a request is told with its refusal: "asked for jets but was turned down", "was asked but declined"."""
    for verb in anchor.children:
        if verb.dep_ != "conj" or verb.pos_ not in {"VERB", "AUX"}:
            continue
        particles = {kid.lower_ for kid in verb.children if kid.dep_ in {"prt", "advmod", "prep"}}
        lemma = verb.lemma_.lower()
        forms = {lemma, *(f"{lemma} {particle}" for particle in particles)}
        if forms & _words("refusing") and not any(kid.dep_ == "neg" for kid in verb.children):
            return True
    return False


def never_came(anchor: Token) -> bool:
    """Whether an order or request is told with its end: "ordered jets and never took them", "asked but did not get any"."""
    return any(
        verb.dep_ == "conj"
        and verb.lemma_.lower() in _words("coming") | _words("taking")
        and any(kid.dep_ == "neg" for kid in verb.children)
        for verb in anchor.children
    )


def still_to_come(anchor: Token) -> bool:
    """ "has yet to send", "is still to be delivered": it has not been done."""
    to = next((kid for kid in anchor.children if kid.lower_ == "to" and kid.dep_ == "aux"), None)
    return to is not None and to.i > 0 and to.nbor(-1).lower_ == "yet"


def answered_no(anchor: Token) -> bool:
    """Whether the giving is asked about and the answer is no: "Has Kesh sent troops? No, it has not."."""
    question, doc = anchor.sent, anchor.doc
    if not question.text.rstrip().endswith("?") or question.end >= len(doc):
        return False
    return bool(NO.match(doc.span(question.end, question.end + ANSWER).text))


def left_open(anchor: Token) -> bool:
    """Whether the giving is asked about, yes or no, and the answer does not say yes: "Are engines being sold or not?"."""
    question, doc = anchor.sent, anchor.doc
    if not question.text.rstrip().endswith("?") or not _asks_whether(anchor):
        return False
    return not YES.match(doc.span(question.end, question.end + ANSWER).text) if question.end < len(doc) else True


def _asks_whether(anchor: Token) -> bool:
    """Whether the clause of the giving, or the one that asks to confirm it, opens with its auxiliary."""
    verb = anchor
    if verb.dep_ == "acl" and any(kid.dep_ == "auxpass" for kid in verb.children):
        verb = verb.head  # "Are engines being sold?", read as "engines that are being sold"
    while verb.pos_ not in {"VERB", "AUX"} and verb.head.i != verb.i:
        verb = verb.head
    if verb.dep_ in {"ccomp", "xcomp"} and verb.head.lemma_.lower() in _words("answering"):
        verb = verb.head
    who = next((kid for kid in verb.children if kid.dep_ in {"nsubj", "nsubjpass", "expl"}), None)
    if who is None:
        return False
    opener = next((kid for kid in (*verb.lefts, verb) if kid.i < who.i and kid.lower_ in AUXILIARIES), None)
    asks_what = any(kid.tag_ in {"WP", "WDT", "WRB", "WP$"} and kid.i < who.i for kid in verb.subtree)
    return opener is not None and not asks_what


def called_untrue(anchor: Token) -> bool:
    """Whether a clause that tells the giving is called false: "it is untrue that …", "that Kesh sold arms is not true"."""
    be = anchor.head
    if be.lemma_ != "be" or anchor.dep_ not in {"ccomp", "csubj"} or not any(t.lower_ == "that" for t in anchor.subtree):
        return False
    said = [kid.lemma_.lower() for kid in be.children if kid.dep_ in {"acomp", "attr", "oprd"}]
    not_so = any(kid.dep_ == "neg" for kid in be.children)
    false, true = frozenset(lexicon.table("claims")["false"]["words"]), _words("confirming")
    return any(word in (true if not_so else false) for word in said)


def called_possible(anchor: Token, words: frozenset[str]) -> bool:
    """Whether a clause that tells the giving is called possible: "it is likely that …", "that Kesh sold is doubtful"."""
    top = anchor
    while top.dep_ in {"ccomp", "xcomp"} and top.tag_ == "VB" and top.head.pos_ == "VERB":
        top = top.head
    be = top.head
    if be.lemma_ != "be" or top.dep_ not in {"ccomp", "csubj"}:
        return False
    return any(kid.dep_ in {"acomp", "attr"} and kid.lemma_.lower() in words for kid in be.children)


def lacks_evidence(anchor: Token) -> bool:
    """Whether the giving is told as what nobody has shown: "there is no evidence that Kesh sold arms"."""
    noun = anchor.head
    return (
        anchor.dep_ in {"acl", "relcl", "ccomp"}
        and noun.lemma_.lower() in _words("showing")
        and any(kid.dep_ == "det" and kid.lower_ == "no" for kid in noun.children)
    )


def unconfirmed(anchor: Token) -> bool:
    """Whether the sentence calls in question what it is about: "If confirmed, the delivery would …", "if true"."""
    for above in anchor.ancestors:
        for clause in above.children:
            if clause.dep_ == "advcl" and clause.i != anchor.i and _is_if_true(clause):
                return True
        if above.dep_ in {"ccomp", "relcl", "advcl"}:
            return False
    return False


def _is_if_true(clause: Token) -> bool:
    conditional = any(kid.dep_ in {"mark", "advmod"} and kid.lower_ == "if" for kid in clause.children)
    said = (clause, *(kid for kid in clause.children if kid.dep_ in {"acomp", "attr"}))
    return conditional and any(token.lemma_.lower() in _words("confirming") for token in said)
