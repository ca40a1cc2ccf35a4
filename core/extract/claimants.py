"""Who is named as saying that a transfer took place, and who denies it, also some sentences later.

The speaker of the innermost quote or reported clause around a telling claims it. Where no quote covers it, the same
sentence may still name somebody: an accuser, the owner of an allegation, the bearer of evidence, "according to".
"""

from dataclasses import dataclass
from functools import cache

from core import lexicon
from core.extract.clauses import subject
from core.extract.hedges import SAYING_NOT, is_claim_called_false, is_told_to_end
from core.extract.parsed import Token
from core.extract.parties import Parties
from core.extract.spoken import Spoken
from core.extract.stages import Stage, used
from core.records import Quote, QuoteKind

# Governing verbs whose subject claims what follows, beside plain verbs of saying, which the quotes already hold.
TAG_LENGTH = 7  # tokens of the name behind the dash of a headline


@cache
def cues(kind: str, part: str = "words") -> frozenset[str]:
    """The words of one kind in `claims.toml`."""
    return frozenset(lexicon.table("claims")[kind][part])


@dataclass(frozen=True, slots=True)
class Claimed:
    """Who is named as saying it, and whether the words are theirs at all ("X denied Y's claim that …")."""

    claimants: tuple[str, ...]
    said_by: Quote | None = None
    owned: bool = False  # the words are a claim of theirs that somebody else speaks of


def claimed(anchor: Token, start: int, end: int, spoken: Spoken, parties: Parties) -> Claimed:
    """The claimants of a telling that stands at `start`–`end` and whose word of giving is `anchor`."""
    owner = _as_they_say(anchor, parties) or _owner_of_claim(anchor, parties)
    if owner:
        return Claimed(owner, owned=True)
    covering = _covering(anchor, start, end, spoken)
    if covering and _granted(anchor, covering[0].start):
        covering = []
    if covering:
        speakers = tuple(dict.fromkeys(quote.speaker for quote in covering if quote.speaker))
        return Claimed(speakers, covering[0])
    if _granted(anchor, 0):
        return Claimed(())
    return Claimed(_in_sentence(anchor, parties) or spoken.turn(anchor.idx) or spoken.unfolded(start))


def _as_they_say(anchor: Token, parties: Parties) -> tuple[str, ...]:
    """ "as Kesh claims": whoever a comparison puts the telling into the mouth of."""
    for above in (anchor, *anchor.ancestors):
        for kid in above.children:
            as_clause = kid.dep_ == "advcl" and any(word.lower_ == "as" and word.dep_ == "mark" for word in kid.children)
            if not as_clause or kid.lemma_.lower() not in cues("saying"):
                continue
            if is_passive_of(kid):
                return agents(kid, parties)  # "as was reported by Kesh"
            if (who := subject(kid)) is not None:
                return parties.named(who)
    return ()


def speakers(anchor: Token, spoken: Spoken) -> tuple[str, ...]:
    """Whoever the words around the telling are put into the mouth of."""
    covering = _covering(anchor, anchor.idx, anchor.idx + len(anchor.text), spoken)
    return tuple(dict.fromkeys(quote.speaker for quote in covering if quote.speaker)) or spoken.turn(anchor.idx)


def _covering(anchor: Token, start: int, end: int, spoken: Spoken) -> list[Quote]:
    """The innermost quotes around the word of giving that are more than a fragment; joint speakers share a span."""
    around = [quote for quote in spoken.around(anchor.idx) if not _is_deed(quote) and (quote.cue or used(Stage.ACROSS))]
    whole = [q for q in around if q.kind != QuoteKind.PARTIAL and q.speaker] or [q for q in around if q.speaker]
    if not whole:
        return []
    least = min(quote.end - quote.start for quote in whole)
    inner = [quote for quote in whole if quote.end - quote.start == least]
    first = inner[0]
    return [quote for quote in inner if (quote.start, quote.end) == (first.start, first.end)]


def _granted(anchor: Token, start: int) -> bool:
    """Whether the telling is only taken for granted inside what is said, which begins at the character `start`.

    "The soldiers whom Kesh sent have been beaten", "concern about the delivery", "urged Kesh to end the sale": a definite
    noun with a clause that tells which one is meant, the object of a feeling, or what somebody is asked to end.
    """
    if any(above.pos_ == "VERB" and is_told_to_end(above, above.lemma_.lower()) for above in anchor.ancestors):
        return True
    top = anchor
    while top.dep_ in {"xcomp", "conj"} and top.head.pos_ in {"VERB", "AUX"}:
        top = top.head
    if top.dep_ in {"relcl", "acl"} and anchor.pos_ in {"VERB", "AUX"}:
        noun = top.head  # before the words it is their speaker or label: "The envoy: …"
        definite = noun.pos_ == "PROPN" or any(kid.dep_ == "det" and kid.lower_ == "the" for kid in noun.children)
        return definite and noun.idx >= start
    feeling = lexicon.table("commitment")["possible"]["nouns"]
    over = next((above for above in anchor.ancestors if above.pos_ == "NOUN" and above.lemma_.lower() in feeling), None)
    if over is None or anchor.pos_ in {"VERB", "AUX"}:
        return False
    return any(kid.lower_ in {"about", "over", "at"} and kid.is_ancestor(anchor) for kid in over.children)


def _is_deed(quote: Quote) -> bool:
    """Whether the cue is a deed and no claim: who agrees or refuses to sell does not say that a sale took place."""
    return bool(quote.cue) and any(word.lower().startswith(tuple(cues("deeds"))) for word in (quote.cue or "").split())


def _owner_of_claim(anchor: Token, parties: Parties) -> tuple[str, ...]:
    """The owner of a claim noun right above the telling: "Kesh's claims that …", "US allegations of …"."""
    for above in anchor.ancestors:
        if above.pos_ == "NOUN" and above.lemma_.lower() in cues("nouns"):
            if ids := possessor(above, parties):
                return ids
            verb = _carrier(above)
            if verb is None or verb.lemma_.lower() in SAYING_NOT:
                return ()
            who = subject(verb)
            return parties.named(who) if who is not None and verb.lemma_.lower() in cues("bearing") else ()
        if above.lemma_.lower() in cues("nouns") and is_claim_called_false(above):
            who = subject(above)
            return parties.named(who) if who is not None else ()
        if above.pos_ == "VERB" and above.lemma_.lower() in cues("accusing"):
            who = subject(above)
            return parties.named(who) if who is not None and not is_passive_of(above) else agents(above, parties)
        if above.dep_ in {"relcl", "ROOT"} and above.pos_ in {"VERB", "AUX"} and above.lemma_.lower() not in cues("passing"):
            return ()
    return ()


def is_passive_of(verb: Token) -> bool:
    """Whether a verb of saying stands in the passive, also bare: "stands accused of"."""
    bare = verb.tag_ == "VBN" and not any(kid.dep_ == "aux" for kid in verb.children)  # "stands accused of"
    return bare or any(kid.dep_ in {"auxpass", "nsubjpass"} for kid in verb.children)


def agents(verb: Token, parties: Parties) -> tuple[str, ...]:
    """Actor ids after "by"."""
    return tuple(id for by in verb.children if by.dep_ == "agent" for kid in by.children for id in parties.named(kid))


def possessor(noun: Token, parties: Parties) -> tuple[str, ...]:
    """Actor ids of whoever owns a claim: "Kesh's claims", "allegations by Kesh", "Orvanese allegations"."""
    for kid in noun.children:
        if kid.dep_ == "poss" and (ids := parties.named(kid)):
            return ids
        if kid.dep_ == "prep" and kid.lower_ in {"by", "from"}:
            for named in kid.children:
                if named.dep_ == "pobj" and (ids := parties.named(named)):
                    return ids
    return parties.nationality(noun)


def _carrier(noun: Token) -> Token | None:
    return noun.head if noun.dep_ in {"dobj", "attr", "nsubjpass"} and noun.head.pos_ == "VERB" else None


def _in_sentence(anchor: Token, parties: Parties) -> tuple[str, ...]:
    """Who says it in the telling's own sentence or headline, where no quote was found there."""
    for above in (anchor, *anchor.ancestors):
        if ids := _by_source(above, parties) or _beside(above, parties):
            return ids
        over = above.head.head if above.head.pos_ == "ADJ" else above.head  # "considers it likely that"
        if above.dep_ in {"ccomp", "acl"} and (holder := _holder(above, over)) is not None:
            return parties.named(holder)
    return _reported(anchor, parties) or _tag(anchor, parties)


def _holder(content: Token, verb: Token) -> Token | None:
    """Whoever says, thinks or fears what a clause tells: "say that", "fear that", "are sure that", "voiced fears that"."""
    if content.head.pos_ == "ADJ" and content.head.lemma_.lower() in cues("holding", "adjectives"):
        return subject(content.head) or subject(verb)
    if content.dep_ == "ccomp" and verb.lemma_.lower() in cues("saying") | cues("holding"):
        return subject(verb)
    noun = content.head
    feeling = noun.pos_ == "NOUN" and noun.lemma_.lower() in lexicon.table("commitment")["possible"]["nouns"]
    if (
        content.dep_ == "acl"
        and feeling
        and noun.dep_ == "dobj"
        and noun.head.lemma_.lower() in cues("bearing") | cues("voicing")
    ):
        return subject(noun.head)
    return None


def _beside(verb: Token, parties: Parties) -> tuple[str, ...]:
    """Whoever is put between commas as thinking so, or speaks in a clause before a colon.

    "In return, officials in Kesh believe, tanks will be sent", "the staff reported on new aid: Kesh will give tanks".
    """
    for kid in verb.children:
        if kid.dep_ not in {"parataxis", "ccomp"} or kid.i > verb.i:
            continue
        lemma, colon = kid.lemma_.lower(), kid.doc[kid.right_edge.i + 1].text == ":"
        alone = not any(below.i > kid.i and below.dep_ in {"ccomp", "xcomp", "dobj"} for below in kid.children)
        if (lemma in cues("holding") and alone) or (lemma in cues("saying") | cues("reporting") and colon):
            return parties.named(who) if (who := subject(kid)) is not None else ()
    return ()


def _by_source(word: Token, parties: Parties) -> tuple[str, ...]:
    """Whom an "according to" on a word names."""
    for kid in word.children:
        if kid.lower_ == "according" and (ids := _according(kid, parties)):
            return ids
    return ()


def _according(token: Token, parties: Parties) -> tuple[str, ...]:
    """ "according to X", or "according to reports citing X"."""
    for named in (kid for to in token.children for kid in to.children if kid.dep_ == "pobj"):
        if ids := parties.named(named):
            return ids
        for cited in named.subtree:
            if cited.lemma_.lower() in {"cite", "quote"}:
                return tuple(id for kid in cited.children if kid.dep_ == "dobj" for id in parties.named(kid))
    return ()


def _reported(anchor: Token, parties: Parties) -> tuple[str, ...]:
    """ "X reported the delivery of tanks", "X mentioned shells sold to Y": the giving is the object of the report."""
    below = anchor
    for above in anchor.ancestors:
        if above.pos_ == "VERB":
            joined = below.dep_ == "conj" and below.pos_ == "ADP"  # "pointed to the loan and to buses given by Kesh"
            told = (below.dep_ in {"dobj", "prep"} or joined) and above.lemma_.lower() in cues("reporting")
            if not told or any(kid.dep_ == "neg" for kid in above.children):
                return ()
            who = subject(above)
            return parties.named(who) if who is not None else ()
        below = above
    return ()


def _tag(anchor: Token, parties: Parties) -> tuple[str, ...]:
    """The name behind the dash of a headline: "Tanks have reached Kesh – Orvanese army"."""
    doc, last = anchor.doc, anchor.i
    while last + 1 < len(doc) and "\n" not in doc[last].text and "\n" not in doc[last].whitespace_:
        last += 1
    dash = next((i for i in range(last, anchor.i, -1) if doc[i].text in {"–", "—", "-"} and doc[i].whitespace_), None)
    if dash is None or last - dash > TAG_LENGTH or any(token.text == "." for token in doc[dash : last + 1]):
        return ()
    named = parties.cast.within(doc[dash].idx, doc[last].idx + len(doc[last].text))
    return tuple(dict.fromkeys(mention.actor for mention in named))[:1]
