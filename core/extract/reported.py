"""Tries the rules of speech and attitude on every word of a document."""

from functools import cache

from core.extract import cues
from core.extract.asides import according, account, as_told, behind, parenthesis
from core.extract.attitudes import (
    COPULAS,
    LIGHT,
    amounts_to,
    evidential,
    made,
    noun,
    object_phrase,
    phrase,
    predicate,
    state,
    unattributed,
)
from core.extract.parsed import Doc
from core.extract.said import VERBAL, Attribution, Rule
from core.extract.speech import clause, condition, made_clear
from core.extract.told_otherwise import command, infinitive, put_at, told_by

Words = frozenset[str]
ASKING = frozenset({"ask", "wonder", "question", "inquire", "enquire"})
ORDERING = frozenset({"tell", "instruct", "beg", "implore", "command", "urge"})


@cache
def _verb_rules() -> tuple[tuple[Rule, Words | None], ...]:
    """The rules for verbs in the order they are tried, each with the verbs it can fire on (None: on any)."""
    saying = cues.verbs_of("clause")
    return (
        (according, None),
        (as_told, saying | {"put"}),
        (behind, saying),
        (clause, saying),
        (condition, ASKING),
        (made_clear, frozenset({"make", "leave"})),
        (command, ORDERING),
        (parenthesis, saying),
        (unattributed, cues.verbs_of("passive")),
        (evidential, cues.verbs_of("evidential")),
        (state, COPULAS),
        (made, LIGHT),
        (amounts_to, frozenset({"be"})),
        (predicate, cues.verbs_of("object_as")),
        (infinitive, saying | cues.verbs_of("object") | cues.verbs_of("infinitive")),
        (put_at, frozenset({"put"})),
        (told_by, saying),
        (phrase, cues.verbs_of("preposition") | {"accuse"}),
        (object_phrase, cues.verbs_of("object")),
    )


# The rules for other words, by what they are and as what they stand.
OTHER_RULES: dict[tuple[str, str], tuple[Rule, ...]] = {
    ("according", "ADP"): (according,),
    ("according", "SCONJ"): (according,),
    ("according", "ADV"): (according,),
    ("by", "ADP"): (account,),
    ("in", "ADP"): (account,),
}


@cache
def _rules_for(base: str) -> tuple[Rule, ...]:
    """The rules that can fire on a verb, by its lemma: most verbs attribute nothing, and are not tried at all."""
    return tuple(rule for rule, verbs in _verb_rules() if verbs is None or base in verbs)


def reported(doc: Doc, skip: frozenset[int] = frozenset()) -> list[Attribution]:
    """All attributions of a document by its cue words, in reading order; the tokens in `skip` are not tried as cues."""
    found: list[Attribution] = []
    words, nouns = doc.columns, cues.nouns()
    rules: tuple[Rule, ...]
    for place, pos in enumerate(words.pos):
        if pos in VERBAL:
            rules = _rules_for(cues.corrected(words.lemma[place]))
        elif pos == "NOUN":
            rules = (noun,) if cues.corrected(words.lemma[place]) in nouns else ()
        else:
            rules = OTHER_RULES.get((words.lower[place], pos), ())
        if not rules or place in skip or words.text[place].isspace():
            continue
        for rule in rules:
            answer = list(rule(doc[place]))
            if answer:
                found += answer
                break
    return [one for one in found if one.content]
