"""Reported speech: clauses under verbs of saying. `asides` and `told_otherwise` hold what is reported in other ways.

Every rule of the three looks at one cue word of the dependency tree and knows nothing of quotation marks.
"""

from collections.abc import Iterator

from core.extract import cues
from core.extract.cues import lemma
from core.extract.parsed import Doc, Token
from core.extract.said import (
    RELATIVE,
    SUBJECT,
    VERBAL,
    Attribution,
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
# Tokens to either side in which a semicolon is looked for.
LONGEST_SENTENCE = 200
# After a comma these open what the reporter sets against the words reported.
TURNS = frozenset({"though", "although", "while", "as", "after", "given", "when", "where", "even"})
ASIDE = frozenset({"despite", "amid", "according", "per"})
FINITE = frozenset({"VBD", "VBZ", "VBP", "MD"})
# Verbs whose object is the listener.
ADDRESSES = frozenset({"tell", "assure", "remind", "inform"})


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
    if is_asked(verb) or (speaker is not None and speaker.lower_ in {"one", "you"}):
        kind = "attitude"
    tokens = set(spoken(content, verb))
    if content.i < verb.i:
        opens, ends = between_semicolons(verb)
        tokens = {i for i in tokens if opens <= i < ends}
        tokens |= {i for more in verb.children if _goes_on_behind(more, verb) for i in subtree(more)}
    else:
        for more in verb.children:
            if (more.dep_ == "ccomp" and more.i > content.i) or _goes_on(more, content):
                tokens |= set(spoken(more, verb))
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


def is_asked(verb: Token) -> bool:
    """Whether a participle tells that somebody was asked: "Asked what he knew, …", "the firm, asked to pay, …"."""
    return is_told(verb) and lemma(verb) == "ask"


def _is_finite(verb: Token) -> bool:
    """Whether the clause of a verb is more than "it hard" in "find it hard"."""
    return any(one.tag_ in FINITE for one in (verb, *verb.children))


def _clausal(verb: Token) -> Token | None:
    """The clause under a verb: "said [that] it works"; one behind the verb before one ahead of it."""
    found = [kid for kid in verb.children if kid.dep_ == "ccomp" and not past_semicolon(kid, verb)]
    behind = [kid for kid in found if kid.i > verb.i and (kid.pos_ in VERBAL or child(kid, *SUBJECT, "nsubjpass", "mark"))]
    inside = [clause for kid in verb.children if (clause := _that_clause_inside(kid)) is not None]
    ahead = [kid for kid in found if kid.i < verb.i and not any(one.text == ";" for one in verb.doc[kid.i : verb.i])]
    return next(iter([*behind, *inside, *ahead]), None)


def past_semicolon(clause: Token, verb: Token) -> bool:
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


def spoken(content: Token, verb: Token) -> tuple[int, ...]:
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


def _goes_on_behind(token: Token, verb: Token) -> bool:
    """Whether a clause behind the cue is said too: "…, it said, and would lend two boats", "…, and they were sold".

    Its tense is shifted without a subject of its own, or things are spoken of that have no part in saying it.
    """
    if token.dep_ != "conj" or token.i < verb.i or token.pos_ not in VERBAL or verb.tag_ != "VBD":
        return False
    own = child(token, *SUBJECT, "nsubjpass")
    if not comma_at((own.left_edge.i if own is not None else token.left_edge.i) - 2, token.doc):
        return False
    if own is not None:
        return own.dep_ == "nsubjpass" and own.lower_ in {"they", "it"}
    return any(kid.lower_ in {"would", "had"} and kid.dep_ == "aux" for kid in token.children)


def condition(verb: Token) -> Iterator[Attribution]:
    """ "She asked if the road was open": a clause with "if" or "whether" under a verb of asking."""
    if lemma(verb) not in {"ask", "wonder", "question", "inquire", "enquire"}:
        return
    for kid in verb.children:
        mark = child(kid, "mark")
        if kid.dep_ == "advcl" and kid.i > verb.i and mark is not None and mark.lower_ in {"if", "whether"}:
            kind: cues.Kind = "attitude" if is_asked(verb) else "speech"
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


def between_semicolons(token: Token) -> tuple[int, int]:
    """The stretch of the sentence around a token that no semicolon cuts, as first token and the one behind the last."""
    opens, ends = token.sent.start, token.sent.end
    ahead = range(token.i, max(opens, token.i - LONGEST_SENTENCE), -1)
    behind = range(token.i, min(ends, token.i + LONGEST_SENTENCE))
    first = next((i for i in ahead if token.doc[i - 1].text == ";"), opens)
    return first, next((i for i in behind if token.doc[i].text == ";"), ends)
