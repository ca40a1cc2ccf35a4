"""Reported speech: clauses under verbs of saying, before, around and behind them, and "according to".

Every rule looks at one cue word of the dependency tree and knows nothing of quotation marks.
"""

from collections.abc import Iterable, Iterator

from spacy.tokens import Doc, Span, Token

from core.extract import cues
from core.extract.cues import lemma
from core.extract.said import (
    CUE_PARTS,
    RELATIVE,
    SUBJECT,
    VERBAL,
    Attribution,
    agent,
    child,
    comma_at,
    is_told,
    speaker_of,
    subtree,
    trimmed,
    verb_group,
)

# "made", up to so many words, "clear that".
REACH_OF_CLEAR = 4
SHORTEST_OPENING = 3
# Tokens to either side in which a semicolon is looked for.
LONGEST_SENTENCE = 200
# After a comma these open what the reporter sets against the words reported.
TURNS = frozenset({"though", "although", "while", "as", "after", "given", "when", "where", "even"})
# What a noun phrase is made of, brackets and possessives included.
OF_A_NAME = frozenset({"DET", "ADJ", "PROPN", "NOUN", "NUM", "PART", "CCONJ"})
INSIDE_A_NAME = frozenset({"of", "for", "at", "-", "(", ")", "&", "’s", "'s", "."})
CIRCUMSTANCE = frozenset({"ADP", "PROPN", "NOUN", "NUM", "PUNCT", "DET", "ADJ", "ADV", "SPACE"})
LONGEST_SOURCE = 16  # tokens
# Verbs whose object is the listener.
ASIDE = frozenset({"despite", "amid", "according", "per"})
FINITE = frozenset({"VBD", "VBZ", "VBP", "MD"})
ADDRESSES = frozenset({"tell", "assure", "remind", "inform"})
ORDERS = frozenset({"ask", "advise", "urge", "order", "request", "caution", "warn", "invite", "convince"})


def clause(verb: Token) -> Iterator[Attribution]:
    """ "The minister said (that) the shells had gone": a clause under a verb of saying, before or after it."""
    kind = cues.clause_cue(verb)
    if kind is None or cues.never(verb) or (verb.dep_ == "acl" and verb.tag_ == "VBN"):
        return
    content = _clausal(verb)
    if content is not None and cues.is_beside(verb, content):
        content = child(content, "ccomp")
    if content is not None and lemma(verb) == "find" and not _is_finite(content):
        content = child(content, "ccomp")  # "found it likely that …", not "found it hard to …"
    if content is None or (lemma(verb) in {"cite", "quote"} and content.left_edge.lower_ == "what"):
        return  # "citing what the agency told lawmakers" only says where it is from
    speaker = speaker_of(verb)
    if _is_asked(verb) or (speaker is not None and speaker.lower_ in {"one", "you"}):
        kind = "attitude"
    tokens = set(_spoken(content, verb))
    if content.i < verb.i:
        opens, ends = _between_semicolons(verb)
        tokens = {i for i in tokens if opens <= i < ends}
    else:
        for more in verb.children:
            if (more.dep_ == "ccomp" and more.i > content.i) or _goes_on(more, content):
                tokens |= set(_spoken(more, verb))
            elif more.lower_ in {"about", "of"} and more.right_edge.i + 1 == min(tokens) and more.i == verb.i + 1:
                tokens |= set(subtree(more))
    score = 0.9 if speaker is not None else 0.6
    told = _up_to_next_speaker(verb.doc, sorted(tokens))
    yield Attribution(trimmed(verb.doc, told), verb_group(verb), speaker, kind, "clause", score)


def _up_to_next_speaker(doc: Doc, tokens: list[int]) -> list[int]:
    """A content up to the semicolon behind which somebody else speaks: "they say it is late; the firm insists that …"."""
    for place, i in enumerate(tokens):
        if doc[i].text == ";" and place and any(_speaks_for_itself(doc[j]) for j in tokens[place:]):
            return tokens[:place]
    return tokens


def _speaks_for_itself(verb: Token) -> bool:
    named = child(verb, "nsubj") if verb.pos_ in VERBAL and cues.clause_cue(verb) == "speech" else None
    return named is not None and named.pos_ != "PRON" and child(verb, "ccomp") is not None


def _is_asked(verb: Token) -> bool:
    """Whether a participle tells that somebody was asked: "Asked what he knew, …", "the firm, asked to pay, …"."""
    return is_told(verb) and lemma(verb) == "ask"


def _is_finite(verb: Token) -> bool:
    """Whether the clause of a verb is more than "it hard" in "find it hard"."""
    return any(one.tag_ in FINITE for one in (verb, *verb.children))


def _clausal(verb: Token) -> Token | None:
    """The clause under a verb: "said [that] it works"; one behind the verb before one ahead of it."""
    found = [kid for kid in verb.children if kid.dep_ == "ccomp" and not _past_semicolon(kid, verb)]
    behind = [kid for kid in found if kid.i > verb.i and (kid.pos_ in VERBAL or child(kid, *SUBJECT, "nsubjpass", "mark"))]
    inside = [clause for kid in verb.children if (clause := _that_clause_inside(kid)) is not None]
    ahead = [kid for kid in found if kid.i < verb.i and not any(one.text == ";" for one in verb.doc[kid.i : verb.i])]
    return next(iter([*behind, *inside, *ahead]), None)


def _past_semicolon(clause: Token, verb: Token) -> bool:
    """Whether a semicolon parts a clause from a verb before it: "they left, she says; the road is open"."""
    return clause.i > verb.i and clause.doc[clause.left_edge.i - 1].text == ";"


def _that_clause_inside(phrase: Token) -> Token | None:
    """The clause of "said in a statement that …", which the parser hangs on the statement."""
    noun = child(phrase, "pobj") if phrase.dep_ == "prep" else None
    if noun is None:
        return None
    for kid in noun.children:
        opener = kid.doc[kid.left_edge.i]
        if kid.dep_ in {"acl", "relcl", "ccomp"} and opener.lower_ == "that":
            subject = child(kid, "nsubj", "nsubjpass")
            if subject is not None and subject != opener:
                return kid
    return None


def _spoken(content: Token, verb: Token) -> tuple[int, ...]:
    """The tokens of a reported clause without the verb that reports it and without what the reporter adds behind it."""
    added = [verb] if verb in content.subtree else []
    if content.i > verb.i:
        added += [kid for kid in content.subtree if kid.i > verb.i and _is_reporters(kid, content)]
    return subtree(content, added)


def _is_reporters(token: Token, content: Token) -> bool:
    """Whether a part of the clause is the reporter's: ", who …" at its end, ", and others said …", ", adding …"."""
    if not comma_at(token.left_edge.i - 1, token.doc):
        return token.dep_ == "conj" and token.head == content and _speaks_anew(token)
    if token.dep_ == "relcl":
        return token.right_edge.i >= content.right_edge.i - 1 and token.doc[token.left_edge.i].tag_ in RELATIVE
    if token.dep_ == "advcl" and token.tag_ == "VBG":
        return "speech" in {cues.clause_cue(token), cues.predicate_cue(token)} or cues.object_cue(token) is not None
    if token.dep_ == "appos" and token.right_edge.i >= content.right_edge.i - 1:
        return token.doc[token.left_edge.i].lower_ in {"a", "an", "another"} and child(token, "relcl", "acl") is not None
    if token.dep_ == "prep" and token.lower_ in ASIDE and token.right_edge.i >= content.right_edge.i - 1:
        return True
    if token.dep_ == "advcl" and token.right_edge.i >= content.right_edge.i - 1:
        mark = child(token, "mark", "advmod", "prep")
        return mark is not None and mark.lower_ in TURNS
    return token.dep_ == "conj" and token.head == content and _speaks_anew(token)


def _speaks_anew(verb: Token) -> bool:
    """Whether a joined clause reports on its own: "…, and others said that …"; in the passive it is reported itself."""
    own = child(verb, "nsubj")
    if own is None:
        return _goes_on_saying(verb)
    if cues.clause_cue(verb) == "speech" and child(verb, "ccomp") is not None:
        return True
    named = any(token.pos_ == "PROPN" for token in own.subtree)
    return named and cues.predicate_cue(verb) == "speech" and comma_at(verb.left_edge.i - 2, verb.doc)


def _goes_on_saying(verb: Token) -> bool:
    """Whether a joined verb without subject is the speaker's again: "confirms it has the ship but calls it old"."""
    reporter = verb.head.head
    same = verb.tag_ == reporter.tag_ and reporter.pos_ in VERBAL
    but = any(kid.dep_ == "cc" and kid.lower_ == "but" for kid in verb.head.children)
    return same and but and cues.predicate_cue(verb) == "speech" and child(verb, "oprd", "dobj") is not None


def _goes_on(token: Token, content: Token) -> bool:
    """Whether a clause joined to the verb of saying belongs to what is said, as its shifted tense tells ("and would …")."""
    if token.dep_ != "conj" or token.i < content.i or token.pos_ not in VERBAL:
        return False
    if cues.clause_cue(token) == "speech" and child(token, "nsubjpass") is None:
        return False
    own = child(token, *SUBJECT)
    if own is not None and own.pos_ == "PRON" and not comma_at(token.left_edge.i - 2, token.doc):
        return True
    helpers = [kid for kid in token.children if kid.dep_ in {"aux", "auxpass"}]
    if token.head.tag_ == "VBD" and any(one.tag_ in {"VBZ", "VBP"} for one in (token, *helpers)):
        return True
    return any(kid.lower_ in {"would", "had", "could"} for kid in helpers)


def condition(verb: Token) -> Iterator[Attribution]:
    """ "She asked if the road was open": a clause with "if" or "whether" under a verb of asking."""
    if lemma(verb) not in {"ask", "wonder", "question", "inquire", "enquire"}:
        return
    for kid in verb.children:
        mark = child(kid, "mark")
        if kid.dep_ == "advcl" and kid.i > verb.i and mark is not None and mark.lower_ in {"if", "whether"}:
            kind: cues.Kind = "attitude" if _is_asked(verb) else "speech"
            yield Attribution(subtree(kid), verb_group(verb), speaker_of(verb), kind, "condition", 0.8)
            return


def made_clear(verb: Token) -> Iterator[Attribution]:
    """ "The minister made (it) clear that …", "left no doubt that …"."""
    if lemma(verb) not in {"make", "leave"}:
        return
    for word in verb.subtree:
        if word.lower_ not in {"clear", "plain", "doubt", "known"} or not verb.i < word.i <= verb.i + REACH_OF_CLEAR:
            continue
        for kid in [*word.children, *verb.children]:
            hangs_on = kid.dep_ in {"ccomp", "acl", "relcl", "advcl"} and kid.i > word.i
            if hangs_on and kid.pos_ in VERBAL and child(kid, "mark") is not None:
                yield Attribution(subtree(kid), verb_group(verb, word), speaker_of(verb), "speech", "made clear", 0.8)
                return


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


def command(verb: Token) -> Iterator[Attribution]:
    """ "He told the crew to leave", "she urges the crew to stay": an order or advice to somebody."""
    told = child(verb, "dobj")
    if lemma(verb) == "urge" and told is not None and told.i > verb.i and child(verb, "auxpass") is None:
        for kid in told.children:
            if kid.tag_ == "VB" and child(kid, "aux") is not None:
                yield Attribution(subtree(told), verb_group(verb), speaker_of(verb), "speech", "command", 0.7)
                return
    order = child(verb, "xcomp") if lemma(verb) in {"tell", "instruct", "beg", "implore", "command"} else None
    if order is None or child(verb, "dobj") is None:
        return
    if order.i > verb.i and child(order, "aux") is not None and child(verb, "auxpass") is None:
        yield Attribution(subtree(order), verb_group(verb), speaker_of(verb), "speech", "command", 0.7)


def parenthesis(verb: Token) -> Iterator[Attribution]:
    """ "The shells, the minister said, had gone", "they had gone, the team added": cue and speaker between commas."""
    speaker = child(verb, *SUBJECT) if cues.clause_cue(verb) == "speech" else None
    if speaker is None:
        return
    if any(kid.dep_ in {"ccomp", "xcomp"} and kid.i > verb.i and not _past_semicolon(kid, verb) for kid in verb.children):
        return
    told = child(verb, "dobj") if lemma(verb) in ADDRESSES else None
    if child(verb, "dobj") is not None and told is None:
        return
    parts = [verb, speaker, *([told] if told is not None else []), *(k for k in verb.children if k.dep_ in CUE_PARTS)]
    first = min(part.left_edge.i if part is not verb else verb.i for part in parts)
    last = max(part.right_edge.i if part is not verb else verb.i for part in parts)
    doc = verb.doc
    opens, ends = _between_semicolons(verb)
    if first <= opens + 1 or not comma_at(first - 1, doc):
        return
    before = list(range(opens, first))
    after = list(range(last + 1, ends)) if comma_at(last + 1, doc) else []
    if not after and not _only_circumstance(doc[last + 1 : ends]):
        return
    if doc[first].dep_ == "mark" or (verb.dep_ in {"relcl", "acl"} and verb.right_edge.i < ends - 2):
        return
    if after and len(before) <= SHORTEST_OPENING and doc[before[0]].pos_ in {"ADP", "ADV", "CCONJ", "SCONJ"}:
        before = []  # "In all, they add, …": the opening belongs to neither
    elif after and doc[first - 2].tag_ in RELATIVE:
        before = []  # "…, for which, they say, …": what stands before the relative is another clause
    content = trimmed(doc, [*before, *after])
    if not any(doc[i].tag_ in FINITE for i in content):
        return
    yield Attribution(content, verb_group(verb), speaker, "speech", "parenthesis", 0.8)


def behind(verb: Token) -> Iterator[Attribution]:
    """ "Rockets have reached Kesh, Orvania's Defence Staff said Thursday": a source that closes the sentence.

    After a name and a comma the parser often takes the source for an apposition, and its verb for anything else, so this
    rule goes by the order of words: a comma, a noun phrase, the verb, and no more than when, where or whom it cites.
    """
    if verb.tag_ not in {"VBD", "VBN", "VBZ"} or child(verb, *SUBJECT, "nsubjpass", "auxpass", "agent", "dobj") is not None:
        return
    doc, first = verb.doc, verb.i
    opens, ends = _between_semicolons(verb)
    while first > opens and verb.i - first < LONGEST_SOURCE and _may_name(doc[first - 1]):
        first -= 1
    if not (comma_at(first - 1, doc) and first - 1 > opens and _closes(doc[verb.i + 1 : ends])):
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
    rest = rest if cites is None else rest.doc[rest.start : cites]
    return all(token.pos_ in CIRCUMSTANCE for token in rest) and (
        not len(rest) or rest[0].pos_ in {"ADP", "PUNCT", "ADV", "SPACE"} or rest[0].ent_type_ in {"DATE", "TIME"}
    )


def _between_semicolons(token: Token) -> tuple[int, int]:
    """The stretch of the sentence around a token that no semicolon cuts, as first token and the one behind the last."""
    opens, ends = token.sent.start, token.sent.end
    ahead = range(token.i, max(opens, token.i - LONGEST_SENTENCE), -1)
    behind = range(token.i, min(ends, token.i + LONGEST_SENTENCE))
    first = next((i for i in ahead if token.doc[i - 1].text == ";"), opens)
    return first, next((i for i in behind if token.doc[i].text == ";"), ends)


def _only_circumstance(rest: Iterable[Token]) -> bool:
    """Whether the rest of a sentence only tells when and where it was said: "on Tuesday", "in a statement"."""
    return not any(token.tag_ in FINITE or token.text == ":" for token in rest)


def infinitive(verb: Token) -> Iterator[Attribution]:
    """ "The firm promised to deliver more": an infinitive under a verb of promising, refusing, wanting."""
    content = child(verb, "xcomp")
    if content is None or content.i < verb.i:
        return
    gerund = verb.doc[content.left_edge.i].tag_ == "VBG"
    kind = (cues.clause_cue(verb) or cues.object_cue(verb)) if gerund else cues.infinitive_cue(verb)
    if kind is None or (not gerund and child(content, "aux") is None):
        return
    if child(verb, "auxpass") is not None or (lemma(verb) == "ask" and lemma(content) in {"name", "identify"}):
        return  # "who asked not to be named"
    kind = "attitude" if _is_asked(verb) else kind
    speaker = speaker_of(verb)
    score = 0.8 if speaker is not None else 0.4
    yield Attribution(_spoken(content, verb), verb_group(verb), speaker, kind, "infinitive", score)


def put_at(verb: Token) -> Iterator[Attribution]:
    """ "The agency put the number of dead at 600", "the attaché puts it at 300 at most": a figure somebody gives."""
    counted = child(verb, "dobj") if lemma(verb) == "put" else None
    at = next((kid for kid in verb.children if kid.lower_ == "at" and counted is not None and kid.i > counted.i), None)
    figure = child(at, "pobj", "advmod", "pcomp") if at is not None else None
    if counted is None or at is None or figure is None or not any(one.like_num for one in figure.subtree):
        return
    speaker = speaker_of(verb)
    if speaker is None:
        return
    more = {i for kid in verb.children if kid.dep_ == "prep" and kid.i == at.right_edge.i + 1 for i in subtree(kid)}
    content, cue = {*subtree(counted), *subtree(at)}, verb_group(verb)
    if counted.pos_ == "PRON":
        content, cue = {*subtree(at), *more} - {at.i}, verb_group(verb, counted, at)
    yield Attribution(tuple(sorted(content)), cue, speaker, "speech", "put at", 0.8)


def told_by(verb: Token) -> Iterator[Attribution]:
    """ "Kesh is said by the monitors to have paid": a passive of saying with its speaker behind "by"."""
    subject, speaker = child(verb, "nsubjpass"), agent(verb)
    if subject is None or speaker is None or cues.clause_cue(verb) != "speech":
        return
    told = next((kid for kid in verb.children if kid.dep_ in {"xcomp", "oprd"} and kid.i > verb.i), None)
    if told is None or (lemma(verb) in ADDRESSES | ORDERS):
        return
    content = {*subtree(subject), *subtree(told)}
    yield Attribution(tuple(sorted(content)), verb_group(verb), speaker, "speech", "told by", 0.7)


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
    opens, ends = _between_semicolons(token)
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
