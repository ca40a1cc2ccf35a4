"""How a text commits itself to a transfer: asserted, possible, planned, sought or denied, and how far it had come.

The words of commitment are `data/lexicon/commitment.toml`. They count where they govern the word of giving or stand on it
or on its thing; a hedge outranks a plan (guidelines, "Settled cases").
"""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from spacy.tokens import Token

from core import lexicon
from core.extract import outcomes
from core.extract.clauses import is_passive, own_subject, subject, talks
from core.extract.counting import figure_on
from core.extract.frames import Event
from core.extract.items import Thing
from core.records import Stage, Status

DETERMINERS_OF_NONE = frozenset({"no", "neither", "nor", "none", "nobody", "nothing"})
SAYING_NOT = frozenset({"deny", "dismiss", "refute", "reject", "dispute", "rebut", "contradict", "disavow", "decry"})
COMMITTED = (Status.DENIED, Status.POSSIBLE, Status.SOUGHT, Status.PLANNED)
EVENT_MODIFIERS = frozenset({"amod", "advmod", "compound", "nmod", "acomp"})


@dataclass(frozen=True, slots=True)
class Commitment:
    """What the text says of the fact of one giving: status, stage, and who denies it in the same breath."""

    status: Status
    stage: Stage | None
    deniers: tuple[Token, ...] = ()
    banned: bool = False
    called_false: bool = False  # "reports that Kesh sent tanks are false": whoever says so denies


@cache
def _words(group: str, kind: str) -> frozenset[str]:
    return frozenset(lexicon.table("commitment")[group].get(kind, ()))


@cache
def _claim_nouns() -> frozenset[str]:
    return frozenset(lexicon.table("claims")["nouns"]["words"])


def governors(anchor: Token) -> Iterator[Token]:
    """The verbs and nouns above a word of giving that may bear on the fact, nearest first, up to the end of its clause."""
    current = anchor
    while current.head.i != current.i:
        head, label = current.head, current.dep_
        if head.pos_ in {"VERB", "AUX"}:
            if label in {"xcomp", "pcomp", "dobj", "nsubjpass", "pobj", "prep", "attr", "acomp", "oprd", "ccomp", "agent"}:
                yield head
            elif label == "nsubj" and anchor.pos_ == "NOUN" and current is not None:
                yield head
                return
            elif label in {"conj", "dep"}:
                if head.pos_ != anchor.pos_ or any(kid.dep_ in {"nsubj", "nsubjpass"} for kid in current.children):
                    return
            elif label == "advcl" and _follows_at_once(current, head):
                yield head
            elif label in {"advcl", "relcl", "npadvmod", "parataxis"}:
                return
        elif head.pos_ in {"NOUN", "PROPN", "ADJ", "ADV"}:
            if label == "relcl" or _only_says_which(current):
                return
            if label not in {"conj", "appos", "compound", "poss"}:
                yield head
        current = head


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
    banned = any(token.lemma_.lower() in _words("bans", "verbs") and _is_ban(token, anchor) for token in above)
    banned = banned or _may_not(anchor)
    banned = banned or any(token.lemma_.lower() in _words("bans", "nouns") and token.pos_ == "NOUN" for token in above)
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
        if above.pos_ != "NOUN" or above.lemma_.lower() not in _claim_nouns():
            continue
        verb = above.head
        said = [kid for kid in verb.children if kid.dep_ in {"acomp", "attr", "oprd", "prep", "xcomp"} and kid.i > above.i]
        if any(kid.dep_ == "neg" for kid in verb.children):
            return False, None
        untrue = any(token.lemma_.lower() in false for kid in said for token in kid.subtree)
        if untrue and above.dep_ == "nsubj":
            return True, None
        if untrue and above.dep_ == "dobj" and verb.lemma_.lower() in calling:
            return True, subject(verb)
    return False, None


def _may_not(anchor: Token) -> bool:
    """ "may not export", "no state may buy": law, not news."""
    verbs = [anchor, *(above for above in governors(anchor) if above.pos_ == "VERB")]
    for verb in verbs[:2]:
        may = any(kid.lower_ in {"may", "can", "must"} and kid.dep_ == "aux" for kid in verb.children)
        no = any(kid.dep_ == "neg" or (kid.dep_ in {"nsubj", "nsubjpass"} and _says_none(kid)) for kid in verb.children)
        if may and no:
            return True
    return False


def _is_ban(token: Token, anchor: Token) -> bool:
    return token.lemma_ != "stop" or any(kid.lower_ == "from" for kid in token.children)


def _effective(anchor: Token) -> Iterator[Token]:
    """Governors whose meaning reaches the fact: a noun as subject only of verbs that tell its course."""
    course = _words("phases", "verbs") | _words("denied", "verbs")
    nouns = _claim_nouns() | _words("bans", "nouns") | {noun for status in COMMITTED for noun in _words(status, "nouns")}
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
        return _on_verb(verb)
    found: set[Status] = set()
    if event.status is not None:
        found.add(event.status)
    if event.status == Status.SOUGHT and outcomes.refused(anchor):
        found.add(Status.DENIED)
    if event.verbal or event.frame == "noun seek":
        found |= _on_verb(anchor)
    if not event.verbal:
        found |= _on_noun(anchor)
    path = anchor
    for token in above:
        lemma = _with_particle(token)
        if token.pos_ in {"VERB", "AUX"}:
            found |= _by_verb(token, lemma, path)
        elif token.pos_ in {"NOUN", "PROPN"}:
            if any(kid.lower_ == "no" for kid in token.children) and lemma in _words("planned", "nouns"):
                found.add(Status.DENIED)  # "no plans to sell"
            by_noun = {status for status in Status if status != Status.ASSERTED and lemma in _words(status, "nouns")}
            about = _link(token, anchor) in {"about", "over", "at"}  # "concern about": taken for granted
            found |= by_noun - {Status.POSSIBLE} if about else by_noun
        else:
            found |= {status for status in Status if status != Status.ASSERTED and lemma in _words(status, "adjectives")}
        path = token
    if thing is not None:
        found |= _on_thing(thing)
    return found | _by_clause(anchor)


def _by_clause(anchor: Token) -> set[Status]:
    """What the clause around makes of it: a condition, a doubt of the whole, an aim of talks."""
    found = {Status.SOUGHT} if talks(anchor) is not None else set()
    if outcomes.called_untrue(anchor):
        found.add(Status.DENIED)
    if outcomes.lacks_evidence(anchor):
        found.add(Status.POSSIBLE)
    if _conditional(anchor) or outcomes.unconfirmed(anchor):
        found.add(Status.POSSIBLE)
    return found


def _with_particle(token: Token) -> str:
    """The lemma, with the particle that makes another verb of it where a list has it: "turn down", "rule out"."""
    lemma = token.lemma_.lower()
    for kid in token.children:
        if kid.dep_ == "prt" and f"{lemma} {kid.lower_}" in _words("denied", "verbs"):
            return f"{lemma} {kid.lower_}"
    return lemma


def _link(above: Token, below: Token) -> str:
    """The word by which one token hangs under another: "about" in "concerns about the sale"."""
    return next((kid.lower_ for kid in above.children if kid.i == below.i or kid.is_ancestor(below)), "")


def _on_verb(verb: Token) -> set[Status]:
    """Modals, adverbs and negation on a verb."""
    found = {Status.DENIED} if outcomes.still_to_come(verb) else set()
    for kid in (*verb.children, *_shared(verb)):
        lower = kid.lower_
        if figure_on(kid) is not None:  # "perhaps 500": a remark on the figure
            continue
        if kid.dep_ == "aux" or kid.tag_ == "MD":
            found |= _by_modal(kid, verb)
        elif kid.dep_ in {"advmod", "acomp", "npadvmod"}:
            if lower in _words("possible", "adverbs") or (kid.dep_ == "acomp" and lower in _words("possible", "adjectives")):
                found.add(Status.POSSIBLE)
            if lower in _words("denied", "adverbs"):
                found.add(Status.DENIED)
        if kid.dep_ == "neg" and not _harmless(kid, verb):
            found.add(Status.DENIED)
        if _says_none(kid) and (kid.dep_ in {"nsubj", "nsubjpass"} or (kid.dep_ == "dobj" and lower == "none")):
            found.add(Status.DENIED)
        if kid.dep_ in {"preconj", "cc", "advmod"} and lower == "neither":
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
        status for status in (Status.POSSIBLE, Status.SOUGHT, Status.PLANNED) if modal.lower_ in _words(status, "modals")
    }


def _shared(verb: Token) -> Iterator[Token]:
    """Auxiliaries that a verb shares with the one it is joined to: "will buy tanks and send them", "did not buy or sell"."""
    if verb.dep_ != "conj" or verb.head.tag_ != verb.tag_ or own_subject(verb) is not None:
        return
    if verb.tag_ not in {"VB", "VBN"} or any(kid.dep_ in {"aux", "auxpass"} for kid in verb.children):
        return
    or_ = any(kid.lower_ in {"or", "nor"} for kid in verb.head.children if kid.dep_ == "cc")
    for kid in verb.head.children:
        if kid.dep_ == "aux" or (kid.dep_ == "neg" and or_):
            yield kid


def _is_to(verb: Token) -> bool:
    """ "is to be sent", "Kesh to send tanks" as headlines have it."""
    if verb.lemma_ == "be" and any(kid.dep_ == "xcomp" and kid.tag_ == "VB" for kid in verb.children):
        return True
    to = any(kid.lower_ == "to" and kid.dep_ == "aux" for kid in verb.children)
    return (verb.dep_ == "xcomp" and verb.head.lemma_ == "be") or (to and own_subject(verb) is not None)


def _says_none(subject_: Token) -> bool:
    return subject_.lower_ in DETERMINERS_OF_NONE or any(
        kid.lower_ in {"no", "neither"} and kid.dep_ in {"det", "preconj"} for kid in subject_.children
    )


def _harmless(negation: Token, verb: Token) -> bool:
    """ "not only", "not for free": the giving itself is told."""
    after = negation.doc[negation.i + 1 : verb.sent.end].text.lower()
    words = lexicon.table("commitment")["not_negating"]["after"]
    clause = after.split(",")[0]
    return any(after.startswith(word) or f" {word}" in f" {clause}" for word in words)


def _on_noun(noun: Token) -> set[Status]:
    """Adjectives and determiners on a noun of giving."""
    found: set[Status] = set()
    for kid in noun.children:
        if kid.dep_ in EVENT_MODIFIERS:
            found |= {
                s for s in Status if s != Status.ASSERTED and kid.lower_ in _words(s, "adjectives") | _words(s, "adverbs")
            }
        if kid.lower_ in {"no"} and kid.dep_ == "det":
            found.add(Status.DENIED)
    return found


def _by_verb(verb: Token, lemma: str, path: Token) -> set[Status]:
    """What a governing verb with its own modals and negation makes of what it governs."""
    denies = lemma in SAYING_NOT
    negated = any(kid.dep_ == "neg" and not _harmless(kid, verb) for kid in verb.children)
    if denies or lemma in _words("denied", "verbs"):
        return set() if negated else {Status.DENIED}
    content = path.dep_ in {"ccomp", "pobj", "pcomp"} and path.pos_ in {"VERB", "AUX"}
    found: set[Status] = set()
    if is_passive(verb) and lemma in _words("possible", "passive"):
        found.add(Status.POSSIBLE)
    for status in (Status.POSSIBLE, Status.SOUGHT, Status.PLANNED):
        if lemma in _words(status, "verbs"):
            found.add(status)
    if lemma in _words("planned", "infinitive") and path.dep_ == "xcomp":
        found.add(Status.PLANNED)
    if found and negated:
        return {Status.DENIED}
    if not content or lemma in _words("neutral", "verbs"):
        found |= _on_verb(verb) if not content else set()
    elif found and Status.PLANNED not in found:
        found |= _on_verb(verb) & {Status.POSSIBLE}
    if Status.POSSIBLE in _on_verb(verb) and found:
        found.add(Status.POSSIBLE)
    return found


def _on_thing(thing: Thing) -> set[Status]:
    """Hedges and negation that stand with one thing of a list: "and potentially other weaponry", "no shells"."""
    found: set[Status] = set()
    head = thing.head
    for token in head.doc[head.left_edge.i : head.i]:
        if token.lower_ in _words("possible", "adverbs") and figure_on(token) is None:
            found.add(Status.POSSIBLE)
        fewer = token.i + 1 < head.i and token.nbor(1).lower_ in {"fewer", "less", "more", "later"}
        if token.lower_ in {"no", "neither"} and token.head.i == head.i and not fewer:
            found.add(Status.DENIED)
    opening = head.doc[head.left_edge.i : head.left_edge.i + 3].text.lower()
    if opening.startswith(("not one ", "not a single ", "not a ")):
        found.add(Status.DENIED)  # "not one tank has been delivered"
    before = head.left_edge
    if before.i and before.nbor(-1).lower_ in _words("possible", "adverbs") and figure_on(before.nbor(-1)) is None:
        found.add(Status.POSSIBLE)
    return found


def _conditional(anchor: Token) -> bool:
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
        return Stage.CANCELLED if lemmas & _words("stage", "cancelled") else None
    if status == Status.SOUGHT:
        return Stage.SOUGHT
    if lemmas & _words("stage", "agreed") or anchor.lemma_.lower() in _words("stage", "agreed"):
        return Stage.AGREED
    if status == Status.PLANNED:
        return None
    if status == Status.POSSIBLE and not any(kid.lower_ in {"have", "has", "had"} for kid in anchor.children):
        return None
    if lemmas & _words("stage", "under_way") or anchor.tag_ == "VBG":
        return Stage.UNDER_WAY
    if not event.verbal:
        return None
    auxiliaries = {kid.lower_ for kid in anchor.children if kid.dep_ in {"aux", "auxpass"}}
    if anchor.tag_ in {"VBD", "VBN"} and "being" not in auxiliaries and not auxiliaries & {"may", "might", "could"}:
        return Stage.DELIVERED
    if "have" in auxiliaries or "has" in auxiliaries or "had" in auxiliaries:
        return Stage.DELIVERED
    return Stage.UNDER_WAY if anchor.tag_ in {"VBZ", "VBP"} else None
