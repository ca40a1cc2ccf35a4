"""Speakers who stand beside what they say: in a clause between commas, behind the sentence, in "as the agency noted",
"according to" and "by their account". What they say is the clause around.
"""

from collections.abc import Iterable, Iterator

from core.extract import cues
from core.extract.cues import lemma
from core.extract.parsed import Span, Token
from core.extract.said import (
    CUE_PARTS,
    RELATIVE,
    SUBJECT,
    VERBAL,
    Attribution,
    agent,
    child,
    comma_at,
    subtree,
    trimmed,
    verb_group,
)
from core.extract.speech import ADDRESSES, FINITE, between_semicolons, past_semicolon

SHORTEST_OPENING = 3
# What a noun phrase is made of, brackets and possessives included.
OF_A_NAME = frozenset({"DET", "ADJ", "PROPN", "NOUN", "NUM", "PART", "CCONJ"})
INSIDE_A_NAME = frozenset({"of", "for", "at", "-", "(", ")", "&", "’s", "'s", "."})
CIRCUMSTANCE = frozenset({"ADP", "PROPN", "NOUN", "NUM", "PUNCT", "DET", "ADJ", "ADV", "SPACE"})
LONGEST_SOURCE = 16  # tokens
MANNER = frozenset({"prep", "npadvmod", "advmod", "tmod"})


def as_told(verb: Token) -> Iterator[Attribution]:
    """ "As the agency noted, …", "as reported by the agency": the clause that the phrase hangs on."""
    if verb.dep_ not in {"advcl", "acl", "parataxis"} or not (cues.clause_cue(verb) == "speech" or puts_it(verb)):
        return
    mark = next((kid for kid in verb.children if kid.lower_ == "as" and kid.i < verb.i), None)
    if mark is None:
        return
    if child(verb, "ccomp", "xcomp", "acomp", "advcl") is not None or lemma(verb) == "go":
        return
    phrases = [kid for kid in verb.children if kid.dep_ == "prep"]
    if any(kid.lower_ not in {"in", "on", "at", "during"} or comma_at(kid.i - 1, kid.doc) for kid in phrases):
        return
    if child(verb, "dobj") is not None and not puts_it(verb) and lemma(verb) not in ADDRESSES:
        return
    speaker = child(verb, "nsubj") if child(verb, "auxpass") is None and child(verb, "agent") is None else agent(verb)
    head = verb.head
    while head.pos_ not in VERBAL and head.head.i != head.i:
        head = head.head
    content = subtree(head, [verb])
    finite = any(verb.doc[i].tag_ in FINITE for i in content)
    if speaker is not None and head.pos_ in VERBAL and finite:
        yield Attribution(content, verb_group(verb, mark), speaker, "speech", "as told", 0.8)


def puts_it(verb: Token) -> bool:
    """Whether the verb is that of "as she put it"."""
    return lemma(verb) == "put" and any(kid.lower_ == "it" and kid.i == verb.i + 1 for kid in verb.children)


def parenthesis(verb: Token) -> Iterator[Attribution]:
    """ "The shells, the minister said, had gone", "they had gone, the team added": cue and speaker between commas."""
    speaker = child(verb, *SUBJECT) if cues.clause_cue(verb) == "speech" else None
    if speaker is None:
        return
    if any(kid.dep_ in {"ccomp", "xcomp"} and kid.i > verb.i and not past_semicolon(kid, verb) for kid in verb.children):
        return
    told = child(verb, "dobj") if lemma(verb) in ADDRESSES else None
    if child(verb, "dobj") is not None and told is None:
        return
    parts = [verb, speaker, *([told] if told is not None else []), *(k for k in verb.children if k.dep_ in CUE_PARTS)]
    first = min(part.left_edge.i if part is not verb else verb.i for part in parts)
    last = max(part.right_edge.i if part is not verb else verb.i for part in parts)
    doc = verb.doc
    last = _with_manner(verb, last)
    opens, ends = between_semicolons(verb)
    opens = next((i + 1 for i in range(first - 1, opens, -1) if doc[i].text == ":"), opens)
    if first <= opens + 1 or not comma_at(first - 1, doc):
        return
    before = list(range(opens, first))
    after = list(range(last + 1, ends)) if comma_at(last + 1, doc) else []
    if not after and not _only_circumstance(doc.span(last + 1, ends)):
        return
    inside = verb.dep_ in {"relcl", "acl"} and not (after and verb.head.dep_ in {*SUBJECT, "nsubjpass"})
    if doc[first].dep_ == "mark" or (inside and verb.right_edge.i < ends - 2):
        return  # "the tanks, officials said, have gone" is read as if officials had said the tanks
    if after and len(before) <= SHORTEST_OPENING and doc[before[0]].pos_ in {"ADP", "ADV", "CCONJ", "SCONJ"}:
        before = []  # "In all, they add, …": the opening belongs to neither
    elif after and doc[first - 2].tag_ in RELATIVE:
        before = []  # "…, for which, they say, …": what stands before the relative is another clause
    content = trimmed(doc, [*before, *after])
    if not any(doc[i].tag_ in FINITE for i in content):
        return
    yield Attribution(content, verb_group(verb), speaker, "speech", "parenthesis", 0.8)


def _with_manner(verb: Token, last: int) -> int:
    """The last token of a cue between commas with how, when and where it was said: ", he tells us without a blush,"."""
    end = max((kid.right_edge.i for kid in verb.children if kid.i > last and kid.dep_ in MANNER), default=last)
    return end if end > last and comma_at(end + 1, verb.doc) else last


def behind(verb: Token) -> Iterator[Attribution]:
    """ "Rockets have reached Kesh, Orvania's Defence Staff said Thursday": a source that closes the sentence.

    After a name and a comma the parser often takes the source for an apposition, and its verb for anything else, so this
    rule goes by the order of words: a comma, a noun phrase, the verb, and no more than when, where or whom it cites.
    """
    if verb.tag_ not in {"VBD", "VBN", "VBZ"} or child(verb, *SUBJECT, "nsubjpass", "auxpass", "agent", "dobj") is not None:
        return
    doc, first = verb.doc, verb.i
    opens, ends = between_semicolons(verb)
    while first > opens and verb.i - first < LONGEST_SOURCE and _may_name(doc[first - 1]):
        first -= 1
    if not (comma_at(first - 1, doc) and first - 1 > opens and _closes(doc.span(verb.i + 1, ends))):
        return
    source = [token for token in doc[first : verb.i] if token.pos_ in {"PROPN", "NOUN"}]
    inside = range(first, verb.i)
    head = next((token for token in source if token.head.i not in inside), None)
    content = trimmed(doc, list(range(opens, first)))
    if head is None or len(content) < SHORTEST_OPENING or not any(doc[i].tag_ in FINITE for i in content):
        return
    yield Attribution(content, (verb.i,), head, "speech", "parenthesis", 0.7)


def _may_name(token: Token) -> bool:
    return token.pos_ in OF_A_NAME or token.lower_ in INSIDE_A_NAME


def _closes(rest: Span) -> bool:
    """Whether a sentence ends with the time, place or occasion of a statement, or with whom its bearer cites."""
    cites = next((token.i for token in rest if token.lower_ in {"citing", "quoting"}), None)
    rest = rest if cites is None else rest.doc.span(rest.start, cites)
    return all(token.pos_ in CIRCUMSTANCE for token in rest) and (
        not len(rest) or rest[0].pos_ in {"ADP", "PUNCT", "ADV", "SPACE"} or rest[0].ent_type_ in {"DATE", "TIME"}
    )


def _only_circumstance(rest: Iterable[Token]) -> bool:
    """Whether the rest of a sentence only tells when and where it was said: "on Tuesday", "in a statement"."""
    return not any(token.tag_ in FINITE or token.text == ":" for token in rest)


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
    opens, ends = between_semicolons(token)
    if _closes_clause(token):
        ends = token.i
    content = trimmed(token.doc, [i for i in subtree(_main_clause(token), [token, to]) if opens <= i < ends])
    yield Attribution(content, (token.i, to.i), speaker, "speech", "according", 0.9)


def _closes_clause(token: Token) -> bool:
    """Whether another clause is joined behind the phrase: "they left, according to the crew, and the ship sank"."""
    doc, last = token.doc, token.right_edge.i
    if token.i <= token.sent.start + 1 or last + 2 >= len(doc) or doc[last + 1].text != "," or doc[last + 2].dep_ != "cc":
        return False
    joined = child(doc[last + 2].head, "conj")
    return joined is not None and joined.i > last and child(joined, *SUBJECT, "nsubjpass") is not None


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
        comma_at(token.i - 1, token.doc) and token.right_edge.i >= token.sent.end - 3
    )
    while head.head.i != head.i and (head.dep_ == "conj" or (at_edge and head.dep_ in {"ccomp", "advcl", "relcl", "acl"})):
        head = head.head
        while head.pos_ not in VERBAL and head.head.i != head.i:
            head = head.head
    return head
