"""Tries the rules of speech and attitude on every word of a document."""

from spacy.tokens import Doc

from core.extract.attitudes import amounts_to, evidential, made, noun, object_phrase, phrase, predicate, state, unattributed
from core.extract.said import Attribution, Rule
from core.extract.speech import (
    according,
    account,
    as_told,
    clause,
    command,
    condition,
    infinitive,
    made_clear,
    parenthesis,
    put_at,
    told_by,
)

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
    amounts_to,
    predicate,
    infinitive,
    put_at,
    told_by,
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
