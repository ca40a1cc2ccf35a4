"""The words that attribute: which verb, noun or phrase takes what as somebody's words or attitude.

The lists stand in `data/lexicon/cues.toml`; this module only answers what kind of cue a word is.
"""

from collections.abc import Collection
from functools import cache
from typing import Literal

from core.extract.parsed import Token
from core.lexicon import table

Kind = Literal["speech", "attitude"]
# The small model's lemmas for forms it does not know.
LEMMAS = {
    "hop": "hope",
    "retweete": "retweet",
    "tweete": "tweet",
    "critique": "criticize",
    "lambaste": "lambast",
    "blare": "blare",
}


@cache
def _entries(section: str) -> dict[str, Kind]:
    """Entry → kind, of one section of the word table."""
    found: dict[str, Kind] = {}
    kinds: tuple[Kind, ...] = ("attitude", "speech")
    for kind in kinds:
        raw = table("cues")[section].get(kind, [])
        for entry in raw if isinstance(raw, list) else raw.split():
            found[entry] = kind
    return found


@cache
def _words(section: str) -> frozenset[str]:
    return frozenset(table("cues")[section]["verbs"].split())


@cache
def verbs_of(section: str) -> frozenset[str]:
    """The verbs of a section of the word table, those of its phrases with them."""
    entry = table("cues")[section]
    if "verbs" in entry:
        return _words(section)
    phrases = {phrase.split()[0] for phrase in entry.get("phrases", ())}
    return frozenset({words.split()[0] for words in _entries(section)} | phrases)


def lemma(token: Token) -> str:
    """The lower-case lemma of a token, corrected."""
    lemma = token.lemma_.lower()
    return LEMMAS.get(lemma, lemma)


def corrected(lemma: str) -> str:
    """A lower-case lemma, corrected where the model is known to get it wrong."""
    return LEMMAS.get(lemma, lemma)


def clause_cue(verb: Token) -> Kind | None:
    """What a clause under this verb is: "said (that) …"."""
    if lemma(verb) == "go" and not any(child.lower_ == "on" for child in verb.children):
        return None
    return "speech" if _is_phrase(verb) else _entries("clause").get(lemma(verb))


def _is_phrase(verb: Token) -> bool:
    """Whether the verb says something only with a word beside it: "shot back", "let slip", "allowed that"."""
    beside = _beside(lemma(verb))
    if not beside:
        return False
    near = {kid.lower_ for kid in verb.children if kid.dep_ in {"advmod", "prt", "dobj", "ccomp", "xcomp", "prep"}}
    near |= {kid.lower_ for child in verb.children if child.dep_ == "ccomp" for kid in child.children if kid.dep_ == "mark"}
    return bool(beside & near)


def is_beside(verb: Token, word: Token) -> bool:
    """Whether a word is the one without which the verb says nothing: the "slip" of "let slip that …"."""
    return word.lower_ in _beside(lemma(verb))


@cache
def _beside(base: str) -> frozenset[str]:
    phrases = (phrase.split() for phrase in table("cues")["clause"]["phrases"])
    return frozenset(word for verb, word in phrases if verb == base)


def is_speech_verb(base: str) -> bool:
    """Whether the base form of a verb is one of saying."""
    return _entries("clause").get(base) == "speech"


def state_cue(adjective: Token) -> Kind | None:
    """What hangs on an adjective of feeling: "is critical of …", "are confident that …"."""
    return _entries("adjective").get(lemma(adjective))


def infinitive_cue(verb: Token) -> Kind | None:
    """What an infinitive under this verb is: "vowed to …"."""
    return _entries("infinitive").get(lemma(verb))


def object_cue(verb: Token) -> Kind | None:
    """What the object of this verb is: "reported losses"."""
    return _entries("object").get(lemma(verb))


def predicate_cue(verb: Token) -> Kind | None:
    """What is said of the object of this verb: "called the plan a mistake"."""
    return _entries("object_as").get(lemma(verb))


def preposition_cue(verb: Token, preposition: Token) -> Kind | None:
    """What follows the preposition of this verb: "called for …"."""
    return _entries("preposition").get(f"{lemma(verb)} {preposition.lower_}")


def noun_cue(noun: Token) -> Kind | None:
    """What a clause or phrase under this noun is: "the claim that …"."""
    return _entries("noun").get(lemma(noun))


def nouns() -> Collection[str]:
    """The nouns that may have a clause or phrase of words under them, by their corrected lemmas."""
    return _entries("noun").keys()


def unattributed(verb: Token) -> bool:
    """Whether the passive of this verb gives somebody's unnamed opinion: "is expected to …"."""
    return lemma(verb) in _words("passive")


def topical(noun: Token, preposition: Token) -> bool:
    """Whether the noun with its preposition tells of words or feelings even where nobody is named: "calls for …"."""
    return f"{lemma(noun)} {preposition.lower_}" in table("cues")["nobody"]["phrases"]


def is_document(noun: Token) -> bool:
    """Whether the noun is something that speaks for whoever made it: "the report says", "the letter read"."""
    return lemma(noun) in _words("document")


def is_account(noun: Token) -> bool:
    """Whether the noun stands for what somebody says: "by their account", "in his words"."""
    return lemma(noun) in _words("account")


def is_position(noun: Token) -> bool:
    """Whether the noun stands for what somebody answers or holds: "the ministry's answer is that …"."""
    return lemma(noun) in _words("position")


def is_occasion(noun: Token) -> bool:
    """Whether the noun names where or when words are said: "at a rally", "in an interview"."""
    return lemma(noun) in _words("occasion")


def evidential(verb: Token) -> bool:
    """Whether the verb tells what appears to be so: "seems to …"."""
    return lemma(verb) in _words("evidential")


def shows(verb: Token) -> bool:
    """Whether the verb takes things as well as people for its subject: "the pictures show …"."""
    return lemma(verb) in _words("evidence")


def never(verb: Token) -> bool:
    """Whether a clause under the verb is never anybody's words: "made sure that …"."""
    return lemma(verb) in _words("never") and not _is_phrase(verb)
