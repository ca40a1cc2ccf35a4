"""Who is said to have said, written or thought what, read off the dependency tree: cue, speaker and content.

A rule looks at one cue word and yields `Attribution`s; `reported` tries the rules in order and the first that answers
wins. Nothing is written to the `Doc`, and nothing here knows of quotation marks.
"""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from spacy.tokens import Doc, Token

from core.extract import cues
from core.extract.cues import Kind, lemma
from core.extract.marks import Quoted

SUBJECT = frozenset({"nsubj", "csubj"})
VERBAL = frozenset({"VERB", "AUX"})
NOMINAL = frozenset({"NOUN", "PROPN", "PRON", "NUM", "ADJ", "DET"})
CUE_PARTS = frozenset({"aux", "auxpass", "neg", "prt"})
RELATIVE = frozenset({"WDT", "WP", "WP$"})
# A verb without a subject of its own borrows that of the verb it hangs on by one of these.
CLIMBS = frozenset({"conj", "xcomp", "advcl", "prep", "dep", "ccomp"})
# "made", up to so many words, "clear that".
REACH_OF_CLEAR = 4
# Verbs that only carry a noun of saying: "made the claim that", "voiced concern about".
LIGHT = frozenset(
    {"make", "express", "voice", "raise", "have", "offer", "issue", "give", "present", "produce", "hold", "repeat"}
)
OCCASIONS = frozenset({"DATE", "TIME", "ORG", "WORK_OF_ART", "EVENT", "GPE", "FAC", "LOC"})
# After a comma these open what the reporter sets against the words reported.
TURNS = frozenset({"though", "although", "while", "as", "after", "given", "when", "where", "even"})
# Verbs whose object is the listener.
ADDRESSES = frozenset({"tell", "assure", "remind", "inform"})
HOLDERS = frozenset({"ORG", "GPE", "NORP", "PERSON"})
# Prepositions that carry on what is said of an object; "in", "at" and "on" tell where and when it is said.
WITH_OBJECT = frozenset(
    {"for", "as", "of", "from", "against", "with", "to", "about", "over", "into", "than", "between", "toward"}
)
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


def reported(doc: Doc, skip: frozenset[int] = frozenset()) -> list[Attribution]:
    """All attributions of a document by its cue words, in reading order; the tokens in `skip` are not tried as cues."""
    found: list[Attribution] = []
    for token in doc:
        if token.i in skip or token.is_space:
            continue
        for rule in RULES.get(token.pos_, ()):
            answer = list(rule(token))
            if answer:
                found += answer
                break
    return [one for one in found if one.content]


# ---------------------------------------------------------------- spans


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


# ---------------------------------------------------------------- speaker


def child(token: Token, *labels: str) -> Token | None:
    """The first child with one of the labels."""
    return next((kid for kid in token.children if kid.dep_ in labels), None)


def speaker_of(verb: Token) -> Token | None:
    """The head of the noun phrase that does what the verb says; None where the text names nobody."""
    if child(verb, "auxpass") is not None or child(verb, "nsubjpass") is not None:
        return _agent(verb)
    if verb.tag_ == "VBN" and verb.dep_ == "advcl" and child(verb, "aux", *SUBJECT) is None:
        return _agent(verb)
    current = verb
    for _ in range(8):
        own = child(current, *SUBJECT, "nsubjpass")
        if own is not None:
            empty = own.tag_ == "EX" or (own.lower_ == "it" and current is not verb and lemma(current) == "be")
            return None if empty else own
        if current.dep_ == "xcomp" and (told := _ordered(current)) is not None:
            return told
        if current.dep_ in {"acl", "relcl"}:
            return _agent(current) if current.tag_ == "VBN" else _behind_noun(current.head)
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


def _ordered(verb: Token) -> Token | None:
    """Whom somebody else makes do what an infinitive says: the crew of "they pressed the crew to deny it"."""
    governor = verb.head
    told = child(governor, "dobj")
    if told is None or not governor.i < told.i < verb.i or lemma(governor) in {"promise", "threaten", "use", "have"}:
        return None
    return told


def _agent(verb: Token) -> Token | None:
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


# ---------------------------------------------------------------- rules for verbs


def _clausal(verb: Token) -> Token | None:
    """The clause under a verb: "said [that] it works"."""
    for kid in verb.children:
        if kid.dep_ == "ccomp" and (
            kid.pos_ in VERBAL or child(kid, "nsubj", "nsubjpass", "mark") is not None or kid.i < verb.i
        ):
            return kid
    return None


def clause(verb: Token) -> Iterator[Attribution]:
    """ "The minister said (that) the shells had gone": a clause under a verb of saying, before or after it."""
    content = _clausal(verb)
    kind = cues.clause_cue(verb)
    if content is None or kind is None or cues.never(verb):
        return
    speaker = speaker_of(verb)
    tokens = set(_spoken(content, verb))
    if content.i > verb.i:
        for more in verb.children:
            if (more.dep_ == "ccomp" and more.i > content.i) or _goes_on(more, content):
                tokens |= set(_spoken(more, verb))
            elif more.dep_ == "prep" and more.right_edge.i + 1 == min(tokens) and more.i == verb.i + 1:
                tokens |= set(subtree(more))
    score = 0.9 if speaker is not None else 0.6
    yield Attribution(trimmed(verb.doc, sorted(tokens)), verb_group(verb), speaker, kind, "clause", score)


def _spoken(content: Token, verb: Token) -> tuple[int, ...]:
    """The tokens of a reported clause without the verb that reports it and without what the reporter adds behind it."""
    added = [verb] if verb in content.subtree else []
    if content.i > verb.i:
        added += [kid for kid in content.subtree if kid.i > verb.i and _is_reporters(kid, content)]
    return subtree(content, added)


def _is_reporters(token: Token, content: Token) -> bool:
    """Whether a part of the clause is the reporter's: ", who …" at its end, ", and others said …", ", adding …"."""
    if not _comma_at(token.left_edge.i - 1, token.doc):
        return token.dep_ == "conj" and token.head == content and _speaks_anew(token)
    if token.dep_ == "relcl":
        return token.right_edge.i >= content.right_edge.i - 1 and token.doc[token.left_edge.i].tag_ in RELATIVE
    if token.dep_ == "advcl" and token.tag_ == "VBG":
        return cues.clause_cue(token) == "speech" or cues.predicate_cue(token) == "speech"
    if token.dep_ == "advcl" and token.right_edge.i >= content.right_edge.i - 1:
        mark = child(token, "mark", "advmod", "prep")
        return mark is not None and mark.lower_ in TURNS
    return token.dep_ == "conj" and token.head == content and _speaks_anew(token)


def _speaks_anew(verb: Token) -> bool:
    return cues.clause_cue(verb) == "speech" and child(verb, "ccomp") is not None and child(verb, "nsubj") is not None


def _goes_on(token: Token, content: Token) -> bool:
    """Whether a clause joined to the verb of saying belongs to what is said, as its shifted tense tells ("and would …")."""
    if token.dep_ != "conj" or token.i < content.i or token.pos_ not in VERBAL:
        return False
    return any(kid.dep_ == "aux" and kid.lower_ in {"would", "had", "could"} for kid in token.children)


def condition(verb: Token) -> Iterator[Attribution]:
    """ "She asked if the road was open": a clause with "if" or "whether" under a verb of asking."""
    if lemma(verb) not in {"ask", "wonder", "question", "inquire", "enquire"}:
        return
    for kid in verb.children:
        mark = child(kid, "mark")
        if kid.dep_ == "advcl" and kid.i > verb.i and mark is not None and mark.lower_ in {"if", "whether"}:
            yield Attribution(subtree(kid), verb_group(verb), speaker_of(verb), "speech", "condition", 0.8)
            return


def made_clear(verb: Token) -> Iterator[Attribution]:
    """ "The minister made (it) clear that …", "left no doubt that …"."""
    if lemma(verb) not in {"make", "leave"}:
        return
    for word in verb.subtree:
        if word.lower_ not in {"clear", "plain", "doubt", "known"} or not verb.i < word.i <= verb.i + REACH_OF_CLEAR:
            continue
        for kid in [*word.children, *verb.children]:
            if (
                kid.i > word.i
                and kid.pos_ in VERBAL
                and kid.dep_ in {"ccomp", "acl", "relcl"}
                and child(kid, "mark") is not None
            ):
                yield Attribution(subtree(kid), verb_group(verb, word), speaker_of(verb), "speech", "made clear", 0.8)
                return


def as_told(verb: Token) -> Iterator[Attribution]:
    """ "As the agency noted, …", "as reported by the agency": the clause that the phrase hangs on."""
    mark = next((kid for kid in verb.children if kid.lower_ == "as" and kid.i < verb.i), None)
    if mark is None or verb.dep_ not in {"advcl", "acl", "parataxis"} or cues.clause_cue(verb) != "speech":
        return
    if child(verb, "ccomp", "dobj", "xcomp", "acomp", "advcl", "prep") is not None or lemma(verb) == "go":
        return
    speaker = child(verb, "nsubj") if child(verb, "auxpass") is None and child(verb, "agent") is None else _agent(verb)
    head = verb.head
    while head.pos_ not in VERBAL and head.head.i != head.i:
        head = head.head
    if speaker is not None and head.pos_ in VERBAL and speaker.i not in {verb.head.i}:
        yield Attribution(subtree(head, [verb]), verb_group(verb, mark), speaker, "speech", "as told", 0.8)


def command(verb: Token) -> Iterator[Attribution]:
    """ "He told the crew to leave": an order or advice to somebody."""
    order = child(verb, "xcomp")
    if lemma(verb) not in {"tell", "instruct", "beg", "implore", "command"} or order is None or child(verb, "dobj") is None:
        return
    if order.i > verb.i and child(order, "aux") is not None and child(verb, "auxpass") is None:
        yield Attribution(subtree(order), verb_group(verb), speaker_of(verb), "speech", "command", 0.7)


def parenthesis(verb: Token) -> Iterator[Attribution]:
    """ "The shells, the minister said, had gone", "they had gone, the team added": cue and speaker between commas."""
    speaker = child(verb, *SUBJECT)
    if cues.clause_cue(verb) != "speech" or speaker is None or child(verb, "mark", "ccomp", "xcomp") is not None:
        return
    told = child(verb, "dobj") if lemma(verb) in ADDRESSES else None
    if child(verb, "dobj") is not None and told is None:
        return
    parts = [verb, speaker, *([told] if told is not None else []), *(k for k in verb.children if k.dep_ in CUE_PARTS)]
    first = min(part.left_edge.i if part is not verb else verb.i for part in parts)
    last = max(part.right_edge.i if part is not verb else verb.i for part in parts)
    sentence, doc = verb.sent, verb.doc
    if first <= sentence.start + 1 or not _comma_at(first - 1, doc):
        return
    before = list(range(sentence.start, first))
    after = list(range(last + 1, sentence.end)) if _comma_at(last + 1, doc) else []
    if not after and not _only_circumstance(doc[last + 1 : sentence.end]):
        return
    if any(doc[i].dep_ == "mark" and doc[i].head == verb for i in before):
        return
    content = trimmed(doc, [*before, *after])
    yield Attribution(content, verb_group(verb), speaker, "speech", "parenthesis", 0.8)


def _only_circumstance(rest: Iterable[Token]) -> bool:
    """Whether the rest of a sentence only tells when and where it was said: "on Tuesday", "in a statement"."""
    return not any(token.tag_ in {"VBD", "VBZ", "VBP", "MD"} or token.text == ":" for token in rest)


def _comma_at(i: int, doc: Doc) -> bool:
    return 0 <= i < len(doc) and doc[i].text in {",", "–", "—", "-", "--"}


def infinitive(verb: Token) -> Iterator[Attribution]:
    """ "The firm promised to deliver more": an infinitive under a verb of promising, refusing, wanting."""
    content = child(verb, "xcomp")
    if content is None or content.i < verb.i:
        return
    gerund = verb.doc[content.left_edge.i].tag_ == "VBG"
    kind = cues.object_cue(verb) if gerund else cues.infinitive_cue(verb)
    if kind is None or (not gerund and child(content, "aux") is None):
        return
    if child(verb, "auxpass") is not None:
        return
    speaker = speaker_of(verb)
    yield Attribution(subtree(content), verb_group(verb), speaker, kind, "infinitive", 0.8 if speaker is not None else 0.4)


def unattributed(verb: Token) -> Iterator[Attribution]:
    """ "The talks are expected to fail", "he is known as a hawk": somebody's view, but nobody's name."""
    subject = child(verb, "nsubjpass")
    if subject is None or not cues.unattributed(verb) or child(verb, "agent") is not None:
        return
    content = set() if subject.lower_ == "it" else set(subtree(subject))
    for rest in verb.children:
        opens = rest.dep_ in {"xcomp", "oprd", "ccomp", "attr", "dobj"} or (
            rest.dep_ == "prep" and rest.lower_ in {"as", "for", "of", "with"}
        )
        if opens and rest.i > verb.i:
            content |= set(subtree(rest))
    yield Attribution(tuple(sorted(content)), verb_group(verb), None, "attitude", "unattributed", 0.4)


def state(verb: Token) -> Iterator[Attribution]:
    """ "The union is critical of the plan", "they were confident that …": a feeling told by an adjective."""
    feeling = child(verb, "acomp")
    kind = cues.state_cue(feeling) if feeling is not None else None
    if feeling is None or kind is None or lemma(verb) not in {"be", "feel", "seem", "become", "remain", "get"}:
        return
    speaker = speaker_of(verb)
    for kid in feeling.children:
        target = child(kid, "pobj", "pcomp") if kid.dep_ == "prep" else kid if kid.dep_ in {"ccomp", "xcomp"} else None
        if target is not None and target.i > feeling.i and speaker is not None:
            cue = verb_group(verb, feeling, kid if kid.dep_ == "prep" else None)
            yield Attribution(subtree(target), cue, speaker, kind, "state", 0.5)
            return


def evidential(verb: Token) -> Iterator[Attribution]:
    """ "The plan seems to work": what appears to be so, to whom is not said."""
    subject = child(verb, "nsubj")
    rest = child(verb, "xcomp", "oprd", "acomp", "ccomp")
    if subject is None or rest is None or not cues.evidential(verb):
        return
    content = {*subtree(rest)} if subject.lower_ == "it" else {*subtree(subject), *subtree(rest)}
    yield Attribution(tuple(sorted(content)), verb_group(verb), None, "attitude", "evidential", 0.5)


def predicate(verb: Token) -> Iterator[Attribution]:
    """ "She called the plan a mistake", "described it as dead": the object and what is said of it."""
    kind = cues.predicate_cue(verb)
    if kind is None or child(verb, "auxpass") is not None:
        return
    target = child(verb, "dobj")
    said_as = next(
        (kid for kid in verb.children if kid.dep_ == "prep" and kid.lower_ in {"as", "of"} and kid.i > verb.i), None
    )
    said = child(verb, "oprd", "acomp", "ccomp") or (said_as if said_as is not None and said_as.lower_ == "as" else None)
    if target is None and said is not None and said.dep_ in {"oprd", "ccomp"}:
        target = said
    if said is None or target is None or said.i < verb.i:
        return
    content = sorted({*_without_aside(target), *_without_aside(said)})
    speaker = speaker_of(verb)
    yield Attribution(tuple(content), verb_group(verb), speaker, kind, "predicate", 0.8 if speaker is not None else 0.5)


def phrase(verb: Token) -> Iterator[Attribution]:
    """ "He called for talks", "she warned of floods": a phrase under a verb of saying and its preposition."""
    if child(verb, "auxpass") is not None:
        return
    for preposition in verb.children:
        if preposition.dep_ not in {"prep", "prt"} or preposition.i < verb.i:
            continue
        kind = cues.preposition_cue(verb, preposition)
        target = child(preposition, "pobj", "pcomp")
        if kind is None or target is None:
            continue
        speaker = speaker_of(verb)
        content = {one.i for one in preposition.subtree if one != preposition}
        held = child(verb, "dobj")
        if held is not None and held.i < preposition.i:
            content |= {*subtree(held), preposition.i}
            cue = verb_group(verb)
        else:
            cue = verb_group(verb, preposition)
        follows = child(verb, "xcomp")
        if follows is not None and follows.i > target.i:
            content |= {*subtree(follows)}
        yield Attribution(
            trimmed(verb.doc, sorted(content)), cue, speaker, kind, "phrase", 0.7 if speaker is not None else 0.4
        )
        return


def object_phrase(verb: Token) -> Iterator[Attribution]:
    """ "The ministry reported losses", "the union backs the strike": a noun phrase under a verb of saying or feeling."""
    kind = cues.object_cue(verb)
    if kind is None:
        return
    passive = child(verb, "auxpass") is not None
    target = child(verb, "nsubjpass") if passive else child(verb, "dobj")
    if target is None or (target.i < verb.i and not passive and target.tag_ not in RELATIVE):
        return
    speaker = speaker_of(verb)
    if speaker is None and kind == "attitude":
        return
    content = set(_without_aside(target))
    for kid in verb.children:
        if kid.i > target.i and not passive and _belongs(kid):
            content |= set(_without_aside(kid))
    score = 0.7 if speaker is not None else 0.4
    yield Attribution(trimmed(verb.doc, sorted(content)), verb_group(verb), speaker, kind, "object", score)


def _without_aside(head: Token) -> tuple[int, ...]:
    """The tokens under a head without a relative clause that a comma sets off: that is the reporter's."""
    asides = [kid for kid in head.subtree if kid.dep_ == "relcl" and _comma_at(kid.left_edge.i - 1, kid.doc)]
    return subtree(head, asides)


def _belongs(kid: Token) -> bool:
    """Whether a phrase after the object is part of what is said, not of when and where it is said."""
    if kid.dep_ in {"advmod", "conj"}:
        return kid.pos_ in {"ADJ", "NOUN", "PROPN"}
    if kid.dep_ in {"xcomp", "advcl"}:
        return kid.dep_ == "xcomp" or not _comma_at(kid.left_edge.i - 1, kid.doc)
    if kid.dep_ != "prep":
        return False
    if kid.lower_ in WITH_OBJECT:
        return True
    target = child(kid, "pobj", "pcomp")
    if target is None or kid.lower_ not in {"in", "at", "on"} or _comma_at(kid.i - 1, kid.doc):
        return False
    return target.ent_type_ not in OCCASIONS and not cues.is_occasion(target)


# ---------------------------------------------------------------- rules for other words


def according(token: Token) -> Iterator[Attribution]:
    """ "According to the agency, …": the clause the phrase hangs on."""
    if token.lower_ != "according":
        return
    to = next((kid for kid in token.children if kid.lower_ == "to"), None)
    if to is None and token.i + 1 < len(token.doc) and token.doc[token.i + 1].lower_ == "to":
        to = token.doc[token.i + 1]
    speaker = child(to, "pobj") if to is not None else None
    if to is None or speaker is None:
        return
    content = subtree(_main_clause(token), [token, to])
    yield Attribution(content, (token.i, to.i), speaker, "speech", "according", 0.9)


def account(token: Token) -> Iterator[Attribution]:
    """ "By their account, …", "in the minister's view, …", "in the words of the envoy": the clause it hangs on."""
    noun = child(token, "pobj") if token.lower_ in {"by", "in"} and token.dep_ == "prep" else None
    if noun is None or not cues.is_account(noun) or token.head.pos_ not in VERBAL:
        return
    of = next((kid for kid in noun.children if kid.dep_ == "prep" and kid.lower_ == "of"), None)
    speaker = child(noun, "poss") or (child(of, "pobj") if of is not None else None)
    if speaker is not None and token.i <= token.sent.start + 1:
        yield Attribution(subtree(token.head, [token]), (token.i, noun.i), speaker, "speech", "account", 0.8)


def _main_clause(token: Token) -> Token:
    """The verb of the clause that "according to" reports: the whole sentence where the phrase stands at its edge."""
    head = token.head
    while head.pos_ not in VERBAL and head.head.i != head.i:
        head = head.head
    at_edge = token.i <= token.sent.start + 1 or (
        _comma_at(token.i - 1, token.doc) and token.right_edge.i >= token.sent.end - 3
    )
    while head.head.i != head.i and (head.dep_ == "conj" or (at_edge and head.dep_ in {"ccomp", "advcl", "relcl", "acl"})):
        head = head.head
        while head.pos_ not in VERBAL and head.head.i != head.i:
            head = head.head
    return head


def noun(token: Token) -> Iterator[Attribution]:
    """ "Their claim that …", "the minister's call for …": a clause or phrase under a noun of saying or feeling."""
    kind = cues.noun_cue(token)
    if kind is None or _is_said_in(token):
        return
    holder = _holder(token)
    told = _told_by(token, holder is not None)
    if told is None:
        return
    content, preposition = told
    cue = (token.i,) if preposition is None else (token.i, preposition.i)
    yield Attribution(content, cue, holder, kind, "noun", 0.6 if holder is not None else 0.4)


def made(verb: Token) -> Iterator[Attribution]:
    """ "They voiced concern about …", "he made the claim that …": a light verb with a noun of saying or feeling."""
    target = child(verb, "dobj")
    kind = cues.noun_cue(target) if target is not None else None
    if target is None or kind is None or lemma(verb) not in LIGHT or child(target, "poss") is not None:
        return
    told = _told_by(target, True)
    if told is not None:
        content, preposition = told
        cue = verb_group(verb, target, preposition)
        speaker = speaker_of(verb)
        yield Attribution(content, cue, speaker, kind, "made", 0.7 if speaker is not None else 0.4)


def _is_said_in(token: Token) -> bool:
    """Whether the noun only names the occasion: "said in a statement that …", "they voiced concern that …"."""
    governor = token.head
    if token.dep_ == "pobj" and child(token, "poss") is None:
        return cues.clause_cue(governor.head) == "speech" and governor.dep_ == "prep"
    return token.dep_ == "dobj" and lemma(governor) in LIGHT and child(token, "poss") is None


def _holder(token: Token) -> Token | None:
    """Whose claim it is: "their claim", "a claim by them", "a German claim", "support among voters"."""
    own = child(token, "poss")
    if own is not None:
        return own
    for kid in token.children:
        if kid.dep_ == "prep" and kid.lower_ in {"by", "from", "among"} and (named := child(kid, "pobj")) is not None:
            return named
    named = next((kid for kid in token.children if kid.dep_ in {"amod", "compound"} and kid.ent_type_ in HOLDERS), None)
    return named if named is not None else _maker(token)


def _maker(token: Token) -> Token | None:
    """Who makes the claim of "they unveiled a proposal to …"; nobody is named in "they deny claims that …"."""
    governor = token.head
    if token.dep_ == "pobj" and governor.lower_ in {"with", "to", "from"}:
        governor = governor.head
    elif token.dep_ != "dobj":
        return None
    if governor.pos_ not in VERBAL or cues.object_cue(governor) is not None or cues.predicate_cue(governor) is not None:
        return None
    return speaker_of(governor)


def _told_by(token: Token, named: bool) -> tuple[tuple[int, ...], Token | None] | None:
    """What a noun of saying tells, and the preposition that leads to it."""
    for kid in token.children:
        if kid.i < token.i:
            continue
        infinitive = kid.tag_ == "VB" and child(kid, "aux") is not None
        if kid.dep_ in {"acl", "ccomp"} and kid.pos_ in VERBAL and (infinitive or child(kid, "mark") is not None):
            return subtree(kid), None
        leads = named and kid.lower_ in {"of", "for", "about", "on", "over", "against", "to", "in"}
        if kid.dep_ == "prep" and (leads or cues.topical(token, kid)) and child(kid, "pobj", "pcomp") is not None:
            return trimmed(token.doc, [one.i for one in kid.subtree if one != kid]), kid
    return None


Rule = Callable[[Token], Iterator[Attribution]]
VERB_RULES: tuple[Rule, ...] = (
    according,
    as_told,
    clause,
    condition,
    made_clear,
    command,
    parenthesis,
    unattributed,
    evidential,
    state,
    made,
    predicate,
    infinitive,
    phrase,
    object_phrase,
)
RULES: dict[str, tuple[Rule, ...]] = {
    "VERB": VERB_RULES,
    "AUX": VERB_RULES,
    "NOUN": (noun,),
    "ADP": (according, account),
    "SCONJ": (according,),
    "ADV": (according,),
}
