"""What a reader still has in mind: who was lately named or described, how prominently. By it "he" and "they" are read."""

from collections import deque
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from core.extract.parsed import Token

# How many words joined by "and" or standing beside one another are followed to the one they hang on.
CHAIN = 8
# How many phrases, and how many sentences back, a pronoun may reach; both keep the cost linear in the text.
PHRASES = 60
SENTENCES = 3
# Prominence of a phrase by its part in its sentence: who acts is taken up again first.
SUBJECT = 3.0
SUBORDINATE = 2.2
OBJECT = 1.2
OTHER = 0.8
SPEAKER = 0.6
# What a sentence of distance costs, and what it costs to reach out of a quotation or into one.
DISTANCE = 1.1
ACROSS_MARKS = 1.5
# What a possessive gains by staying in its sentence: "thanked Kenya for its support".
OWN_SENTENCE = 1.0
# Of two phrases alike, the nearer: the whole of a memory's length weighs less than any step above.
NEARER = 0.3 / PHRASES


@dataclass(slots=True)
class Seen:
    """One phrase of the text so far: whom it means (() unknown), where it stands, and what may take it up."""

    ids: tuple[str, ...]
    token: Token
    sentence: int
    weight: float
    person: bool
    plural: bool
    quoted: bool


def weight(token: Token) -> float:
    """How prominent a phrase is by the part it has in its sentence."""
    head = token
    for _ in range(CHAIN):
        if head.dep_ not in ("conj", "appos", "compound") or head.head == head:
            break
        head = head.head
    if head.dep_ in ("nsubj", "nsubjpass", "csubj") and not _owns(head):
        return SUBJECT if head.head.dep_ in ("ROOT", "conj", "ccomp") else SUBORDINATE
    if head.dep_ == "ROOT":
        return SUBORDINATE
    if head.dep_ in ("dobj", "dative", "agent") or (head.dep_ == "pobj" and head.head.dep_ in ("agent", "dative")):
        return OBJECT
    return OTHER


def _owns(name: Token) -> bool:
    """Whether a name that was parsed as a subject is an owner: "halting Kesh's offensive", not "Kesh is offensive"."""
    after = name.nbor(1).lower_ if name.i + 1 < len(name.doc) else ""
    return after in ("'s", "’s") and name.head.pos_ not in ("VERB", "AUX")


class Memory:
    """The latest phrases, oldest forgotten."""

    def __init__(self) -> None:
        self._seen: deque[Seen] = deque(maxlen=PHRASES)

    def add(self, seen: Seen) -> None:
        """Keeps a phrase in mind."""
        self._seen.append(seen)

    def recent(self, sentence: int, back: int = SENTENCES) -> Iterator[Seen]:
        """The phrases of the last sentences, latest first."""
        for seen in reversed(self._seen):
            if sentence - seen.sentence > back:
                return
            yield seen

    def best(self, token: Token, sentence: int, quoted: bool, candidates: Iterable[Seen]) -> Seen | None:
        """The most prominent of the candidates for a pronoun at `token`; None where there is none."""
        best: tuple[float, Seen] | None = None
        others = list(candidates)
        excluded = {seen.ids for seen in others if clashes(token, seen.token)}
        for rank, seen in enumerate(others):
            if seen.ids in excluded:
                continue
            value = seen.weight - DISTANCE * (sentence - seen.sentence) - NEARER * rank
            value -= ACROSS_MARKS if seen.quoted != quoted else 0.0
            value += OWN_SENTENCE if token.dep_ == "poss" and seen.sentence == sentence else 0.0
            if best is None or value > best[0]:
                best = (value, seen)
        return best[1] if best else None


def clashes(pronoun: Token, other: Token) -> bool:
    """Whether grammar forbids the two to be one: "Putin told him" is not about Putin."""
    if _told_by_its_people(pronoun, other):
        return True
    if pronoun.dep_ in ("poss", "nsubj", "nsubjpass") and pronoun.head != other.head:
        return False
    if pronoun.tag_ == "PRP$":
        return pronoun.head == other
    clause = pronoun.head if pronoun.dep_ != "pobj" else pronoun.head.head
    governor = other.head
    for _ in range(CHAIN):
        if governor.dep_ != "conj" or governor.head == governor or governor.pos_ == "VERB":
            break
        governor = governor.head
    return clause == governor and other.dep_ in ("nsubj", "nsubjpass", "dobj", "conj")


def _told_by_its_people(pronoun: Token, other: Token) -> bool:
    """Whether people named by their state speak of "it", which is another: "Kesh officials say that it has sent troops"."""
    people = other.head
    if pronoun.lower_ not in ("it", "its") or other.dep_ not in ("amod", "compound", "poss") or people.tag_ != "NNS":
        return False
    if people.dep_ != "nsubj" or people.i > pronoun.i:
        return False
    clause = pronoun.head if pronoun.dep_ != "poss" else pronoun.head.head
    for _ in range(CHAIN):
        if clause.dep_ == "ccomp" and clause.head == people.head:
            return True
        if clause.head == clause:
            return False
        clause = clause.head
    return False
