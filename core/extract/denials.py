"""Denials that name no thing of their own, and the tellings they answer, also some sentences before.

"Both deny these transfers" goes to the nearest tellings before it in which the denier, or his side, is a party.
"""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from core.extract.claimants import agents, cues, is_passive_of, possessor
from core.extract.clauses import subject
from core.extract.hedges import SAYING_NOT
from core.extract.kinds import category_of
from core.extract.parsed import Doc, Token
from core.extract.parties import Parties
from core.extract.stages import Stage, used
from core.records import Category, Status, Transfer
from core.wording import head

# Behind who speaks: "No.", "It is not.", "That is not true", "Absolutely not".
NO_REPLY = re.compile(
    r"[^\n:]{1,80}:\s+(?:No[.,;!]|Never[.,;!]|Not (?:true|at all|so)\b|(?:Of course|Absolutely|Certainly) not\b"
    r"|(?:It|That|This|They|We) (?:is|are|has|have|was|were|does|do|did)(?: not|n['’]t)"
    r"(?:[.,;!]| (?:true|so|correct|the case)\b))"
)
ARMS = frozenset({Category.WEAPONS, Category.MUNITIONS, Category.MISSILES, Category.DRONES})
REACH = 4  # sentences back to which a denial without a thing of its own may point


@dataclass(frozen=True, slots=True)
class Denial:
    """A denial that names no thing: who denies, and where."""

    deniers: tuple[str, ...]
    at: int
    sentence: int
    subject: tuple[int, ...]  # tokens that say what is denied


def answered(rows: Sequence[Transfer], doc: Doc, parties: Parties) -> list[Transfer]:
    """The tellings, in reading order, with those who deny them elsewhere in the text."""
    spans = [(row.start, row.end) for row in rows]
    starts = [sentence.start_char for sentence in doc.sents]
    places = [row.start for row in rows]
    rows = list(rows)
    found = [*replies(doc, parties, starts), *denials(doc, parties, spans)] if used(Stage.ACROSS) else []
    for denial in found:
        kinds = _denied_kinds(denial, doc)
        sides = {parties.cast.side(id) for id in denial.deniers} - {None}
        unplaced = not sides  # whose side he is on is not known: he answers what somebody is named as claiming
        sides |= set(denial.deniers)
        floor = starts[max(0, denial.sentence - REACH)]
        meant = [
            i
            for i in range(bisect_left(places, floor), bisect_left(places, denial.at))
            if rows[i].status != Status.DENIED
            and (sides & {rows[i].supplier, rows[i].recipient} or (unplaced and rows[i].claimants))
            and not set(rows[i].claimants) & set(denial.deniers)
            and (not kinds or rows[i].category in kinds)
        ]
        if not meant:
            continue
        nearest = rows[meant[-1]].sentence_start
        for i in meant:
            if rows[i].sentence_start == nearest:
                joined = tuple(dict.fromkeys((*rows[i].denied_by, *denial.deniers)))
                rows[i] = replace(rows[i], denied_by=joined)
    return _met_by_denials(rows, starts) if used(Stage.ACROSS) else rows


def _met_by_denials(rows: list[Transfer], starts: Sequence[int]) -> list[Transfer]:
    """The tellings, with those who deny in a telling of their own what others claimed right before.

    "The envoy says that Kesh sells rockets. Kesh has never sold any weapons": the second telling answers the first.
    """
    places = [row.start for row in rows]
    for row in rows:
        if row.status != Status.DENIED or not row.denied_by:
            continue
        floor = starts[max(0, bisect_right(starts, row.start) - 1 - REACH)]
        for i in range(bisect_left(places, floor), bisect_left(places, row.start)):
            if _is_answered(rows[i], row):
                rows[i] = replace(rows[i], denied_by=tuple(dict.fromkeys((*rows[i].denied_by, *row.denied_by))))
    return rows


def _is_answered(told: Transfer, denial: Transfer) -> bool:
    """Whether a denial covers what somebody else claims: the same supplier and kind of thing, no other recipient."""
    claimed = bool(told.claimants) and not set(told.claimants) & set(denial.denied_by)
    if told.status == Status.DENIED or not claimed or told.supplier is None or told.supplier != denial.supplier:
        return False
    same_taker = denial.recipient in {None, told.recipient}
    arms = head(denial.item) in cues("any_arms")
    return same_taker and (told.category == denial.category or (arms and told.category in ARMS))


def _denied_kinds(denial: Denial, doc: Doc) -> set[Category]:
    """What kinds of thing the words of a denial single out ("the part about missiles was wrong"); empty for all."""
    nouns = [doc[i] for i in denial.subject if doc[i].pos_ == "NOUN"]
    if any(noun.lemma_.lower() in cues("any_arms") for noun in nouns):
        return set(ARMS)  # "there is no arms trade"
    return {category for noun in nouns if (category := category_of(noun)) is not None}


def replies(doc: Doc, parties: Parties, starts: Sequence[int]) -> Iterator[Denial]:
    """The answers of a transcript that say no to what the question tells: "MR. ORST: It is not."."""
    text = doc.text
    for start, ids in parties.replies():
        if NO_REPLY.match(text, start):
            yield Denial(ids, start, bisect_right(starts, start) - 1, ())


def denials(doc: Doc, parties: Parties, tellings: Iterable[tuple[int, int]]) -> Iterator[Denial]:
    """Denials outside the tellings that carry a denial of their own, in reading order."""
    own = list(tellings)
    order = {sentence.start: number for number, sentence in enumerate(doc.sents)}
    for token in map(doc.__getitem__, doc.columns.places({*SAYING_NOT, *cues("false"), *cues("told"), "denial"})):
        if not (_is_denial(token) or _says_none(token)) or (token.pos_ == "VERB" and _holds(token, own)):
            continue
        if deniers := _who_denies(token, parties):
            top = token.head if token.dep_ in {"acomp", "attr", "oprd"} else token
            words = tuple(kid.i for kid in top.subtree if not kid.is_ancestor(token))
            yield Denial(deniers, token.idx, order[token.sent.start], words)


def _holds(verb: Token, tellings: list[tuple[int, int]]) -> bool:
    """Whether the denied words are a telling themselves ("denied sending tanks")."""
    return any(start <= kid.idx < end for start, end in tellings for kid in verb.subtree)


def _is_denial(token: Token) -> bool:
    lemma = token.lemma_.lower()
    if token.pos_ in {"VERB"} and lemma in SAYING_NOT:
        return not any(kid.dep_ == "neg" for kid in token.children)
    if token.pos_ == "NOUN" and lemma == "denial":
        return True
    return (
        token.pos_ in {"ADJ", "NOUN"}
        and lemma in cues("false")
        and token.dep_ in {"acomp", "attr", "oprd", "ccomp", "amod", "pobj", "xcomp"}
    )


def _says_none(token: Token) -> bool:
    """Whether somebody says that there is no such thing: "both say there is no arms trade"."""
    be = token.head
    none = any(kid.dep_ == "det" and kid.lower_ == "no" for kid in token.children)
    there = be.lemma_ == "be" and any(kid.dep_ == "expl" for kid in be.children)
    return token.pos_ == "NOUN" and token.lemma_.lower() in cues("told") and none and there


def _who_denies(token: Token, parties: Parties) -> tuple[str, ...]:
    if token.pos_ == "NOUN" and token.lemma_ == "denial":
        return possessor(token, parties)
    if token.pos_ == "VERB":
        who = subject(token)
        return parties.named(who) if who is not None and not is_passive_of(token) else agents(token, parties)
    for above in token.ancestors:
        if above.pos_ == "VERB" and above.lemma_.lower() in cues("calling") | cues("saying"):
            who = subject(above)
            return parties.named(who) if who is not None else ()
    return parties.speaking_at(token.idx)
