"""One attribution, and the grammar that all rules share: spans of tokens, and who does what a verb says."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from core.extract import cues
from core.extract.cues import Kind, lemma
from core.extract.marks import Quoted
from core.extract.parsed import Doc, Token

SUBJECT = frozenset({"nsubj", "csubj"})
VERBAL = frozenset({"VERB", "AUX"})
NOMINAL = frozenset({"NOUN", "PROPN", "PRON", "NUM", "ADJ", "DET"})
CUE_PARTS = frozenset({"aux", "auxpass", "neg", "prt"})
RELATIVE = frozenset({"WDT", "WP", "WP$"})
# A verb without a subject of its own borrows that of the verb it hangs on by one of these.
CLIMBS = frozenset({"conj", "xcomp", "advcl", "prep", "dep", "ccomp"})
PHRASES = frozenset({"prep", "pobj", "acomp", "attr", "dobj", "conj"})
EDGE = frozenset({",", ";", ":", ".", "-", "–", "—", "--", "(", ")", "[", "]", "...", "…", "•"})


@dataclass(frozen=True, slots=True)
class Attribution:
    """One cue with its speaker and content; all spans are token numbers, content in reading order."""

    content: tuple[int, ...]
    cue: tuple[int, ...]
    speaker: Token | None
    """The head of the speaker's noun phrase as it stands beside the cue."""
    kind: Kind
    rule: str
    score: float
    pieces: tuple[Quoted, ...] = ()
    """The stretches in marks that are the speaker's own words, where the content is nothing else."""


def subtree(head: Token, without: Iterable[Token] = ()) -> tuple[int, ...]:
    """The tokens under a head, less those under others, trimmed of punctuation at both ends."""
    dropped = {token.i for other in without for token in other.subtree}
    return trimmed(head.doc, [token.i for token in head.subtree if token.i not in dropped])


def trimmed(doc: Doc, tokens: list[int]) -> tuple[int, ...]:
    """Token numbers without white space, and without punctuation or a conjunction left over at the edges."""
    kept = [i for i in tokens if not doc[i].is_space]
    while kept and (doc[kept[-1]].text in EDGE or (doc[kept[-1]].dep_ == "cc")):
        kept.pop()
    while kept and doc[kept[0]].text in EDGE:
        kept.pop(0)
    return tuple(kept)


def verb_group(verb: Token, *more: Token | None) -> tuple[int, ...]:
    """The verb with its auxiliaries, negation and particle, and what else belongs to the cue."""
    parts = {verb.i} | {child.i for child in verb.children if child.dep_ in CUE_PARTS}
    parts |= {token.i for token in more if token is not None}
    return tuple(sorted(parts))


def child(token: Token, *labels: str) -> Token | None:
    """The first child with one of the labels."""
    for kid in token.children:
        if kid.dep_ in labels:
            return kid
    return None


def comma_at(i: int, doc: Doc) -> bool:
    return 0 <= i < len(doc) and doc[i].text in {",", "–", "—", "-", "--"}


def speaker_of(verb: Token) -> Token | None:
    """The head of the noun phrase that does what the verb says; None where the text names nobody."""
    if child(verb, "auxpass") is not None or child(verb, "nsubjpass") is not None:
        return agent(verb)
    if is_told(verb) or (verb.tag_ == "VBN" and verb.dep_ == "advcl" and child(verb, "aux", *SUBJECT) is None):
        return agent(verb)
    if (quoted := quoted_as(verb)) is not None:
        return child(quoted, "dobj", "nsubjpass")
    current = verb
    for _ in range(8):
        own = child(current, *SUBJECT, "nsubjpass")
        if own is not None:
            empty = own.tag_ == "EX" or (own.lower_ == "it" and current is not verb and lemma(current) == "be")
            return None if empty else own
        if current.dep_ == "xcomp" and (told := _ordered(current)) is not None:
            return told
        if current.dep_ in {"acl", "relcl"}:
            return agent(current) if current.tag_ == "VBN" else _behind_noun(current.head)
        if current.dep_ == "pcomp":
            current = current.head
        if current.dep_ not in CLIMBS or current.head.i == current.i:
            return None
        current = current.head
        while current.pos_ not in VERBAL and current.dep_ in PHRASES:
            current = current.head
        if current.pos_ not in VERBAL:
            return None
    return None


def is_told(verb: Token) -> bool:
    """Whether a participle has for its object whom it is hung on: "Asked what he knew, …", "the firm, told to pay, …"."""
    if verb.lower_ not in {"asked", "told"}:
        return False
    if verb.i and verb.doc[verb.i - 1].text == "," and child(verb, "dobj", "aux") is None:
        later = child(verb, "conj")  # taken for the first of two verbs
        if later is not None and child(verb, "cc") is None and comma_at(later.i - 1, verb.doc):
            return True
    return verb.dep_ in {"advcl", "acl"} and child(verb, "aux", "auxpass", "dobj", *SUBJECT) is None


def only_names(verb: Token) -> bool:
    """Whether a participle gives a thing its title: a book called “Tides”, the so-called “tide line”."""
    bare = verb.tag_ in {"VBN", "VBD"} and child(verb, "aux", "nsubj", "agent") is None
    prefixed = verb.i > 1 and verb.doc[verb.i - 1].text == "-" and not verb.doc[verb.i - 1].whitespace_
    return prefixed or (bare and verb.dep_ in {"acl", "amod"} and cues.predicate_cue(verb) is not None)


def quoted_as(verb: Token) -> Token | None:
    """The verb of quoting above "quoted the envoy as saying"."""
    if verb.tag_ != "VBG" or verb.head.lower_ != "as" or lemma(verb.head.head) not in {"quote", "cite"}:
        return None
    return verb.head.head


def _ordered(verb: Token) -> Token | None:
    """Whom somebody else makes do what an infinitive says: the crew of "they pressed the crew to deny it"."""
    governor = verb.head
    told = child(governor, "dobj")
    if told is None or not governor.i < told.i < verb.i or lemma(governor) in {"promise", "threaten", "use", "have"}:
        return None
    return told


def agent(verb: Token) -> Token | None:
    """Who stands behind the "by" of a passive."""
    by = child(verb, "agent")
    return child(by, "pobj") if by is not None else None


def _behind_noun(noun: Token) -> Token:
    """Who speaks through a noun: the owner of "his letter saying …", the subject of "they issued a letter saying …"."""
    owner = child(noun, "poss")
    if owner is not None and cues.noun_cue(noun) is not None:
        return owner
    if noun.dep_ == "dobj" and noun.head.pos_ in VERBAL and noun.pos_ == "NOUN":
        return speaker_of(noun.head) or noun
    return noun


Rule = Callable[[Token], Iterator[Attribution]]
"""A rule looks at one cue word and yields what it attributes, nothing where it is no such cue."""
