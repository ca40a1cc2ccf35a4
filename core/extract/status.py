"""How a text commits itself to a transfer: asserted, possible, planned, sought or denied, and how far it had come.

The words of commitment (`hedges`) count where they govern the word of giving or stand on it
or on its thing; a hedge outranks a plan (guidelines, "Settled cases").
"""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from core import lexicon
from core.extract import outcomes
from core.extract.clauses import is_passive, own_subject, parted, subject, talks
from core.extract.frames import Event
from core.extract.hedges import (
    SAYING_NOT,
    by_verb,
    conditional,
    is_claim_called_false,
    is_told_to_end,
    listed,
    on_noun,
    on_thing,
    on_verb,
    says_none,
    with_particle,
)
from core.extract.items import Thing
from core.extract.parsed import Token
from core.records import Stage, Status

FINITE = frozenset({"VBD", "VBZ", "VBP", "VBN"})  # a bare participle is a past tense that the tagger took for one
COMMITTED = (Status.DENIED, Status.POSSIBLE, Status.SOUGHT, Status.PLANNED)


@dataclass(frozen=True, slots=True)
class Commitment:
    """What the text says of the fact of one giving: status, stage, and who denies it in the same breath."""

    status: Status
    stage: Stage | None
    deniers: tuple[Token, ...] = ()
    banned: bool = False
    called_false: bool = False  # "reports that Kesh sent tanks are false": whoever says so denies


@cache
def _claim_nouns() -> frozenset[str]:
    return frozenset(lexicon.table("claims")["nouns"]["words"])


def governors(anchor: Token) -> Iterator[Token]:
    """The verbs and nouns above a word of giving that may bear on the fact, nearest first, up to the end of its clause."""
    current = anchor
    while current.head.i != current.i:
        head, label = current.head, current.dep_
        if label == "ccomp" and parted(current, head):
            return
        if head.pos_ in {"VERB", "AUX"}:
            if label in {"xcomp", "pcomp", "dobj", "nsubjpass", "pobj", "prep", "attr", "acomp", "oprd", "ccomp", "agent"}:
                yield head
            elif label == "nsubj" and anchor.pos_ == "NOUN" and current is not None:
                yield head
                return
            elif label == "advcl" and _follows_at_once(current, head):
                yield head
            elif _ends_the_clause(current, anchor):
                return
        elif head.pos_ in {"NOUN", "PROPN", "ADJ", "ADV"}:
            if label == "relcl" or _only_says_which(current):
                return
            if label not in {"conj", "appos", "compound", "poss"}:
                yield head
        current = head


def _ends_the_clause(verb: Token, anchor: Token) -> bool:
    """Whether what stands above a verb says nothing of it: another clause, or one that is only joined to it."""
    if verb.dep_ in {"conj", "dep"}:
        return verb.head.pos_ != anchor.pos_ or _stands_alone(verb)
    return verb.dep_ in {"advcl", "relcl", "npadvmod", "parataxis"}


def _stands_alone(verb: Token) -> bool:
    """Whether a joined verb has a subject of its own, or a tense that the verb before it has not: the parser then hangs it
    too low ("called upon Kesh to stop and voiced concern that …")."""
    if any(kid.dep_ in {"nsubj", "nsubjpass"} for kid in verb.children):
        return True
    return verb.tag_ in FINITE and verb.head.tag_ == "VB" and not any(kid.dep_ == "aux" for kid in verb.children)


def _only_says_which(verb: Token) -> bool:
    """Whether a participle only tells which thing is meant: what is said of "the jets sent to Kesh" is of the jets."""
    return verb.dep_ == "acl" and verb.tag_ in {"VBN", "VBD"} and own_subject(verb) is None


def _follows_at_once(gerund: Token, verb: Token) -> bool:
    """Whether a gerund stands right behind its verb, as what is done: "ruled out sending"."""
    before = gerund.left_edge.nbor(-1) if gerund.left_edge.i else gerund
    return gerund.tag_ == "VBG" and (before.i == verb.i or (before.dep_ == "prt" and before.head.i == verb.i))


def commitment(event: Event, thing: Thing | None) -> Commitment:
    """The commitment of the text to one thing of an event."""
    anchor = event.anchor
    above = list(_effective(anchor))
    deniers = _deniers(above)
    banned = any(token.lemma_.lower() in listed("bans", "verbs") and _is_ban(token, anchor) for token in above)
    banned = banned or _may_not(anchor)
    banned = banned or any(token.lemma_.lower() in listed("bans", "nouns") and token.pos_ == "NOUN" for token in above)
    found = _found(event, anchor, above, thing)
    if outcomes.answered_no(anchor):
        found.add(Status.DENIED)
    status = _strongest(found, event)
    called_false, critic = _called_false(anchor)
    if called_false:
        return Commitment(Status.DENIED, None, (critic,) if critic is not None else (), banned, called_false=True)
    return Commitment(status, _stage(status, anchor, above, event), deniers, banned)


def _called_false(anchor: Token) -> tuple[bool, Token | None]:
    """Whether the claim that holds the giving is called false, and by whom where a verb of calling says so.

    "Reports that Kesh sent tanks are baseless", "Kesh called reports of its deliveries a fabrication".
    """
    false = frozenset(lexicon.table("claims")["false"]["words"])
    calling = frozenset(lexicon.table("claims")["calling"]["words"])
    for above in anchor.ancestors:
        if above.lemma_.lower() in _claim_nouns() and is_claim_called_false(above):
            return True, subject(above.head)
        if above.pos_ != "NOUN" or above.lemma_.lower() not in _claim_nouns():
            continue
        verb = above.head
        said = [kid for kid in verb.children if kid.dep_ in {"acomp", "attr", "oprd", "prep", "xcomp"} and kid.i > above.i]
        if any(kid.dep_ == "neg" for kid in verb.children):
            true = frozenset(lexicon.table("claims")["true"]["words"])  # "do not correspond to reality"
            return above.dep_ == "nsubj" and any(token.lemma_.lower() in true for kid in said for token in kid.subtree), None
        untrue = _lacks_basis(verb) or any(token.lemma_.lower() in false for kid in said for token in kid.subtree)
        if untrue and above.dep_ == "nsubj":
            return True, None
        if untrue and above.dep_ == "dobj" and verb.lemma_.lower() in calling:
            return True, subject(verb)
        if untrue and above.dep_ == "nsubjpass" and verb.lemma_.lower() in calling:
            return True, next((kid for by in verb.children if by.dep_ == "agent" for kid in by.children), None)
    return False, None


def _lacks_basis(verb: Token) -> bool:
    """Whether a verb says of a claim that nothing bears it out: "have no basis", "lack any foundation"."""
    bases = frozenset(lexicon.table("claims")["true"]["words"])
    missing = [kid for kid in verb.children if kid.dep_ == "dobj" and kid.lemma_.lower() in bases]
    no = any(kid.lower_ == "no" for base in missing for kid in base.children)
    return bool(missing) and (verb.lemma_.lower() == "lack" or (verb.lemma_.lower() == "have" and no))


def _may_not(anchor: Token) -> bool:
    """ "may not export", "no state may buy": law, not news."""
    verbs = [anchor, *(above for above in governors(anchor) if above.pos_ == "VERB")]
    for verb in verbs[:2]:
        may = any(kid.lower_ in {"may", "can", "must"} and kid.dep_ == "aux" for kid in verb.children)
        no = any(kid.dep_ == "neg" or (kid.dep_ in {"nsubj", "nsubjpass"} and says_none(kid)) for kid in verb.children)
        if may and no:
            return True
    return False


def _is_ban(token: Token, anchor: Token) -> bool:
    return token.lemma_ != "stop" or any(kid.lower_ == "from" for kid in token.children)


def _effective(anchor: Token) -> Iterator[Token]:
    """Governors whose meaning reaches the fact: a noun as subject only of verbs that tell its course."""
    course = listed("phases", "verbs") | listed("denied", "verbs")
    nouns = _claim_nouns() | listed("bans", "nouns") | {noun for status in COMMITTED for noun in listed(status, "nouns")}
    for token in governors(anchor):
        if token.pos_ == "NOUN" and anchor.pos_ == "NOUN" and token.lemma_.lower() not in nouns:
            return  # "the value of these deliveries is disputed"
        if _is_subject_of(anchor, token) and token.lemma_.lower() not in course and not is_passive(token):
            return
        yield token


def _is_subject_of(anchor: Token, verb: Token) -> bool:
    return anchor.pos_ != "VERB" and any(
        kid.dep_ in {"nsubj"} and anchor.i in {t.i for t in kid.subtree} for kid in verb.children
    )


def _found(event: Event, anchor: Token, above: list[Token], thing: Thing | None) -> set[Status]:
    if (verb := outcomes.came(anchor, thing)) is not None and event.status == Status.PLANNED:
        return on_verb(verb)
    found = _by_event(event)
    if not event.verbal:
        found |= on_noun(anchor)
    path = anchor
    for token in above:
        lemma = with_particle(token)
        if is_told_to_end(token, lemma):
            break
        if token.pos_ in {"VERB", "AUX"}:
            found |= by_verb(token, lemma, path)
        elif token.pos_ in {"NOUN", "PROPN"}:
            if any(kid.lower_ == "no" for kid in token.children) and lemma in listed("planned", "nouns"):
                found.add(Status.DENIED)  # "no plans to sell"
            by_noun = {status for status in Status if status != Status.ASSERTED and lemma in listed(status, "nouns")}
            about = _link(token, anchor) in {"about", "over", "at"}  # "concern about": taken for granted
            found |= by_noun - {Status.POSSIBLE} if about else by_noun
        else:
            found |= {status for status in Status if status != Status.ASSERTED and lemma in listed(status, "adjectives")}
        path = token
    if thing is not None:
        found |= on_thing(thing)
    return found | _by_clause(anchor)


def _by_event(event: Event) -> set[Status]:
    """What the word of giving itself makes of it, with what became of an order or request in the same sentence."""
    found = {event.status} if event.status is not None else set()
    if event.status == Status.SOUGHT and outcomes.refused(event.anchor):
        found.add(Status.DENIED)
    if event.status in {Status.SOUGHT, Status.PLANNED} and outcomes.never_came(event.anchor):
        found.add(Status.DENIED)
    if event.verbal or event.frame == "noun seek":
        found |= on_verb(event.anchor)
    return found


def _by_clause(anchor: Token) -> set[Status]:
    """What the clause around makes of it: a condition, a doubt of the whole, an aim of talks."""
    found = {Status.SOUGHT} if talks(anchor) is not None else set()
    if outcomes.called_untrue(anchor):
        found.add(Status.DENIED)
    if outcomes.lacks_evidence(anchor) or outcomes.called_possible(anchor, listed("possible", "adjectives")):
        found.add(Status.POSSIBLE)
    if conditional(anchor) or outcomes.unconfirmed(anchor) or outcomes.left_open(anchor):
        found.add(Status.POSSIBLE)
    return found


def _link(above: Token, below: Token) -> str:
    """The word by which one token hangs under another: "about" in "concerns about the sale"."""
    return next((kid.lower_ for kid in above.children if kid.i == below.i or kid.is_ancestor(below)), "")


def _strongest(found: set[Status], event: Event) -> Status:
    """A denial outranks a hedge, a hedge a plan; what is only asked for stays asked for."""
    if Status.DENIED in found:
        return Status.DENIED
    if Status.SOUGHT in found:
        return Status.SOUGHT
    if Status.POSSIBLE in found:
        return Status.POSSIBLE
    return Status.PLANNED if Status.PLANNED in found else Status.ASSERTED


def _deniers(above: list[Token]) -> tuple[Token, ...]:
    for token in above:
        if token.lemma_.lower() in SAYING_NOT and not any(kid.dep_ == "neg" for kid in token.children):
            who = subject(token)
            return (who,) if who is not None and not is_passive(token) else ()
    return ()


def _stage(status: Status, anchor: Token, above: list[Token], event: Event) -> Stage | None:
    lemmas = {token.lemma_.lower() for token in above}
    if status == Status.DENIED:
        return Stage.CANCELLED if lemmas & listed("stage", "cancelled") else None
    if status == Status.SOUGHT:
        return Stage.SOUGHT
    if lemmas & listed("stage", "agreed") or anchor.lemma_.lower() in listed("stage", "agreed"):
        return Stage.AGREED
    if status == Status.PLANNED:
        return None
    if status == Status.POSSIBLE and not any(kid.lower_ in {"have", "has", "had"} for kid in anchor.children):
        return None
    if lemmas & listed("stage", "under_way") or anchor.tag_ == "VBG":
        return Stage.UNDER_WAY
    if not event.verbal:
        return None
    auxiliaries = {kid.lower_ for kid in anchor.children if kid.dep_ in {"aux", "auxpass"}}
    if anchor.tag_ in {"VBD", "VBN"} and "being" not in auxiliaries and not auxiliaries & {"may", "might", "could"}:
        return Stage.DELIVERED
    if "have" in auxiliaries or "has" in auxiliaries or "had" in auxiliaries:
        return Stage.DELIVERED
    return Stage.UNDER_WAY if anchor.tag_ in {"VBZ", "VBP"} else None
