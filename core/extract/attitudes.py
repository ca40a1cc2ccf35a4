"""What somebody is told to back, condemn, fear, deny or want, and the bare topics and short forms of speech.

Every rule looks at one cue word: a verb with its object or preposition, an adjective, a noun. The lexicon says whether
what hangs on it is speech or attitude.
"""

from collections.abc import Iterator

from core.extract import cues
from core.extract.cues import lemma
from core.extract.parsed import Token
from core.extract.said import (
    RELATIVE,
    VERBAL,
    Attribution,
    agent,
    child,
    comma_at,
    only_names,
    speaker_of,
    subtree,
    trimmed,
    verb_group,
)

# Verbs that only carry a noun of saying: "made the claim that", "voiced concern about".
LIGHT = frozenset(
    {"make", "express", "voice", "raise", "have", "offer", "issue", "give", "present", "produce", "hold", "repeat", "take"}
)
# Those that put it into words: "expressed the hope that".
UTTERS = frozenset({"produce", "make", "express", "voice", "issue", "give", "offer", "present", "repeat", "take"})
# With a bare topic these tell what was talked about, or a charge by its name: "spoke of peace", "accused of treason".
TELLS_OF = frozenset({"speak", "talk", "tell", "write", "accuse"})
COPULAS = frozenset({"be", "feel", "seem", "become", "remain", "get"})
# "word that", "the message that" tell words; "a message to" names none.
NEWS = frozenset({"word", "message", "threat", "guarantee", "comment", "news"})
# A noun of saying with one of these tells what about, not what.
TOPICAL = frozenset({"on", "about", "over", "in", "to", "against"})
OCCASIONS = frozenset({"DATE", "TIME", "ORG", "WORK_OF_ART", "EVENT", "GPE", "FAC", "LOC"})
HOLDERS = frozenset({"ORG", "GPE", "NORP", "PERSON"})
# Prepositions that carry on what is said of an object; "in", "at" and "on" tell where and when it is said.
WITH_OBJECT = frozenset(
    {"for", "as", "of", "from", "against", "with", "to", "about", "over", "into", "than", "between", "toward"}
)


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
    if passive and not amounts_to_clause(target):
        kind = "attitude"
    elif lemma(verb) == "acknowledge" and not any(one.like_num for one in target.subtree):
        kind = "attitude"  # "acknowledged the loan" names a topic, "acknowledged 40 deaths" says something
    content = set(without_aside(target))
    for kid in verb.children:
        if kid.i > target.i and not passive and _belongs(kid):
            content |= set(without_aside(kid))
    score = 0.7 if speaker is not None else 0.4
    yield Attribution(trimmed(verb.doc, sorted(content)), verb_group(verb), speaker, kind, "object", score)


def _accused_by(verb: Token) -> Iterator[Attribution]:
    """ "Kenya has been accused by Mali of selling arms": the charge of whoever stands behind "by"."""
    speaker = agent(verb) if lemma(verb) == "accuse" else None
    of = next((kid for kid in verb.children if kid.lower_ == "of" and kid.i > verb.i), None)
    charge = child(of, "pcomp") if of is not None else None
    if speaker is not None and charge is not None:
        yield Attribution(without_aside(charge), verb_group(verb, of), speaker, "speech", "phrase", 0.7)


def _belongs(kid: Token) -> bool:
    """Whether a phrase after the object is part of what is said, not of when and where it is said."""
    if kid.dep_ in {"advmod", "conj"}:
        return kid.pos_ in {"ADJ", "NOUN", "PROPN"}
    if kid.dep_ == "dobj":
        return comma_at(kid.left_edge.i - 1, kid.doc)  # the rest of a list
    if kid.dep_ in {"xcomp", "advcl"}:
        return kid.dep_ == "xcomp" or not comma_at(kid.left_edge.i - 1, kid.doc)
    if kid.dep_ != "prep":
        return False
    if kid.lower_ in WITH_OBJECT:
        return True
    target = child(kid, "pobj", "pcomp")
    if target is None or kid.lower_ not in {"in", "at", "on"} or comma_at(kid.i - 1, kid.doc):
        return False
    return target.ent_type_ not in OCCASIONS and not cues.is_occasion(target)


def without_aside(head: Token) -> tuple[int, ...]:
    """The tokens under a head without what a comma sets off behind it: ", which …", ", a move that …" is the reporter's."""
    asides = [kid for kid in head.subtree if kid.i > head.i and _is_aside(kid)]
    return subtree(head, asides)


def _is_aside(token: Token) -> bool:
    if not comma_at(token.left_edge.i - 1, token.doc):
        return False
    if token.dep_ == "relcl":
        return True
    opener = token.doc[token.left_edge.i].lower_
    return token.dep_ == "appos" and opener in {"a", "an", "another"} and child(token, "relcl", "acl") is not None


def phrase(verb: Token) -> Iterator[Attribution]:
    """ "He called for talks", "she warned of floods": a phrase under a verb of saying and its preposition."""
    if child(verb, "auxpass") is not None:
        yield from _accused_by(verb)
        return
    listener = child(verb, "dobj") if lemma(verb) in {"tell", "accuse", "inform", "assure", "remind"} else None
    if listener is not None and listener.pos_ == "NOUN":
        listener = None
    for preposition in [*verb.children, *(listener.children if listener is not None else ())]:
        if preposition.dep_ not in {"prep", "prt"} or preposition.i < verb.i:
            continue
        kind = cues.preposition_cue(verb, preposition)
        target = child(preposition, "pobj", "pcomp")
        if kind is None or target is None:
            continue
        speaker = speaker_of(verb)
        content = {i for i in without_aside(preposition) if i != preposition.i}
        held = child(verb, "dobj")
        cue = verb_group(verb, preposition)
        accuses = lemma(verb) == "accuse" and target.dep_ == "pcomp"
        if accuses:  # the parser hangs the rest of a list on the verb
            behind = [kid for kid in verb.children if kid.i > target.i and kid.pos_ not in VERBAL]
            more = [kid for kid in behind if kid.dep_ in {"conj", "npadvmod", "dobj"} or kid.lower_ == "of"]
            content |= {i for kid in more for i in without_aside(kid)}
        if held is not None and held.i < preposition.i and not accuses:
            content |= {*subtree(held), preposition.i}
            cue = verb_group(verb)
        follows = child(verb, "xcomp")
        if follows is not None and follows.i > target.i:
            content |= {*subtree(follows)}
            kind = "speech" if lemma(verb) in {"call", "appeal"} else kind
        elif lemma(verb) == "appeal" and preposition.lower_ == "to":
            return  # what "appeals to voters" pleases them
        elif lemma(verb) in TELLS_OF and not amounts_to_clause(target):
            kind = "attitude"
        yield Attribution(
            trimmed(verb.doc, sorted(content)), cue, speaker, kind, "phrase", 0.7 if speaker is not None else 0.4
        )
        return


def amounts_to_clause(target: Token) -> bool:
    """Whether a phrase says something of its own, with a verb or a figure in it, and is no bare topic."""
    return any(one.pos_ in VERBAL or one.like_num or one.tag_ in {"VBG", "VBN"} for one in target.subtree)


def predicate(verb: Token) -> Iterator[Attribution]:
    """ "She called the plan a mistake", "described it as dead": the object and what is said of it."""
    kind = cues.predicate_cue(verb)
    passive = child(verb, "auxpass") is not None
    if kind is None or only_names(verb) or (passive and agent(verb) is None):
        return
    target = child(verb, "nsubjpass" if passive else "dobj")
    places = [*verb.children, *(target.children if target is not None else ())]
    said_as = next((kid for kid in places if kid.dep_ == "prep" and kid.lower_ == "as" and kid.i > verb.i), None)
    said = child(verb, "oprd", "acomp", "ccomp") or said_as
    if target is None and said is not None and said.dep_ in {"oprd", "ccomp"}:
        target = said
    if said is None and target is not None and _names_then_quotes(target):
        said = target
    if said is None or target is None or said.i < verb.i:
        return
    content = {*without_aside(target), *without_aside(said)}
    for kid in verb.children:
        if kid.i > said.i and kid.dep_ in {"advmod", "conj"} and _belongs(kid):
            content |= {*without_aside(kid)}
        if kid.i > said.i and kid.dep_ in {"ccomp", "xcomp"} and target.lower_ == "it":
            content |= {*without_aside(kid)}  # "called it likely that …"
    if verb.dep_ == "relcl" or any(kid.tag_ in RELATIVE for kid in verb.children):
        kind = "attitude"  # "what he called a mistake" tells nobody's whole words
    speaker = speaker_of(verb)
    if speaker is None:
        kind = "attitude"
    score = 0.8 if speaker is not None else 0.5
    yield Attribution(tuple(sorted(content)), verb_group(verb), speaker, kind, "predicate", score)


def _names_then_quotes(target: Token) -> bool:
    """Whether the parser made one phrase of a thing and what it is called in marks: "calls this “an invention”"."""
    ahead: list[Token] = []
    for i in range(target.left_edge.i, target.right_edge.i + 1):
        token = target.doc[i]
        if token.is_quote or token.text in {"``", "''"}:
            return any(one.pos_ in {"NOUN", "PROPN", "PRON"} or one.lower_ in {"this", "that", "it"} for one in ahead)
        ahead.append(token)
    return False


def unattributed(verb: Token) -> Iterator[Attribution]:
    """ "The talks are expected to fail", "he is known as a hawk": somebody's view, but nobody's name."""
    subject = child(verb, "nsubjpass") if cues.unattributed(verb) else None
    if subject is None or child(verb, "agent") is not None:
        return
    content = set() if subject.lower_ == "it" else set(subtree(subject))
    for rest in verb.children:
        opens = rest.dep_ in {"xcomp", "oprd", "ccomp", "attr", "dobj"} or (
            rest.dep_ == "prep" and rest.lower_ in {"as", "for", "of", "with"}
        )
        if opens and rest.i > verb.i:
            content |= set(subtree(rest))
    yield Attribution(tuple(sorted(content)), verb_group(verb), None, "attitude", "unattributed", 0.4)


def evidential(verb: Token) -> Iterator[Attribution]:
    """ "The plan seems to work": what appears to be so, to whom is not said."""
    if not cues.evidential(verb):
        return
    subject = child(verb, "nsubj")
    rest = child(verb, "xcomp", "oprd", "acomp", "ccomp")
    if subject is None or rest is None:
        return
    content = {*subtree(rest)} if subject.lower_ == "it" else {*subtree(subject), *subtree(rest)}
    yield Attribution(tuple(sorted(content)), verb_group(verb), None, "attitude", "evidential", 0.5)


def state(verb: Token) -> Iterator[Attribution]:
    """ "The union is critical of the plan", "they were confident that …": a feeling told by an adjective."""
    feeling = child(verb, "acomp") if lemma(verb) in COPULAS else None
    kind = cues.state_cue(feeling) if feeling is not None else None
    if feeling is None or kind is None:
        return
    speaker = speaker_of(verb)
    for kid in feeling.children:
        target = child(kid, "pobj", "pcomp") if kid.dep_ == "prep" else kid if kid.dep_ in {"ccomp", "xcomp"} else None
        if target is not None and target.i > feeling.i and speaker is not None:
            cue = verb_group(verb, feeling, kid if kid.dep_ == "prep" else None)
            yield Attribution(subtree(target), cue, speaker, kind, "state", 0.5)
            return


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
    if preposition is None and (lemma(token) in NEWS or _is_of_a_view(token)):
        kind = "speech"
    elif preposition is not None and preposition.lower_ in TOPICAL:
        kind = "attitude"
    yield Attribution(content, cue, holder, kind, "noun", 0.6 if holder is not None else 0.4)


def made(verb: Token) -> Iterator[Attribution]:
    """ "They voiced concern about …", "he made the claim that …": a light verb with a noun of saying or feeling."""
    target = child(verb, "dobj") if lemma(verb) in LIGHT else None
    kind = cues.noun_cue(target) if target is not None else None
    if target is None or kind is None or child(target, "poss") is not None:
        return
    if verb.doc[target.left_edge.i - 1].is_quote or verb.doc[target.left_edge.i].is_quote:
        return  # "voiced “deep concern about …”": the marks hold the noun as well
    told = _told_by(target, True)
    if told is not None:
        content, preposition = told
        cue = verb_group(verb, target, preposition)
        speaker = speaker_of(verb)
        if lemma(verb) in UTTERS and (preposition is None or lemma(target) == "evidence"):
            kind = "speech"
        elif preposition is not None and preposition.lower_ in TOPICAL:
            kind = "attitude"
        yield Attribution(content, cue, speaker, kind, "made", 0.7 if speaker is not None else 0.4)


def amounts_to(verb: Token) -> Iterator[Attribution]:
    """ "The ministry's answer is that …": a noun of saying and a clause, with "be" between them."""
    named, told = child(verb, "nsubj"), child(verb, "ccomp")
    if lemma(verb) != "be" or named is None or told is None or not cues.is_position(named):
        return
    holder = _holder(named)
    if told.i > verb.i and child(told, "mark") is not None and holder is not None:
        yield Attribution(subtree(told), verb_group(verb, named), holder, "speech", "amounts to", 0.7)


def _is_said_in(token: Token) -> bool:
    """Whether the noun only names the occasion: "said in a statement that …", "they voiced concern that …"."""
    governor = token.head
    if token.dep_ == "pobj" and child(token, "poss") is None:
        return cues.clause_cue(governor.head) == "speech" and governor.dep_ == "prep"
    return token.dep_ == "dobj" and lemma(governor) in LIGHT and child(token, "poss") is None


def _is_of_a_view(token: Token) -> bool:
    """Whether the noun is that of "the council is of the view that …"."""
    return token.dep_ == "pobj" and token.head.lower_ == "of" and lemma(token.head.head) == "be"


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
    if token.dep_ == "pobj" and (governor.lower_ in {"with", "to", "from"} or _is_of_a_view(token)):
        governor = governor.head
    elif token.dep_ != "dobj":
        return None
    if governor.pos_ not in VERBAL or cues.object_cue(governor) is not None or cues.predicate_cue(governor) is not None:
        return None
    return speaker_of(governor)


def _is_told_clause(clause: Token) -> bool:
    """Whether a clause with "that", taken for a relative one, lacks nothing: "a report by X that Y had sold arms"."""
    that = clause.left_edge
    if clause.dep_ != "relcl" or that.lower_ != "that" or child(clause, "nsubj", "nsubjpass") in {None, that}:
        return False
    return sum(kid.dep_ == "dobj" for kid in clause.children) > 1 or child(clause, "nsubjpass", "attr") is not None


def _told_by(token: Token, named: bool) -> tuple[tuple[int, ...], Token | None] | None:
    """What a noun of saying tells, and the preposition that leads to it."""
    for kid in token.children:
        if kid.i < token.i:
            continue
        infinitive = kid.tag_ in {"VB", "VBN"} and any(one.lower_ == "to" and one.dep_ == "aux" for one in kid.children)
        if _is_told_clause(kid):
            return subtree(kid)[1:], None
        if kid.dep_ in {"acl", "ccomp"} and kid.pos_ in VERBAL and (infinitive or child(kid, "mark") is not None):
            return subtree(kid), None
        leads = named and kid.lower_ in {"of", "for", "about", "on", "over", "against", "to", "in"}
        if kid.dep_ == "prep" and (leads or cues.topical(token, kid)) and child(kid, "pobj", "pcomp") is not None:
            told = [one.i for one in kid.subtree if one != kid]
            following = token.doc[told[-1] + 1] if told[-1] + 1 < len(token.doc) else token
            if following.tag_ == "VBG":  # "claims of the town being lost", which the parser tears apart
                told += [one.i for one in following.subtree if one.i > told[-1]]
            return trimmed(token.doc, told), kid
    return None
