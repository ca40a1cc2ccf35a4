"""Whose words they are in the end: the speaker apart from the medium that passes the words on, quote apart from attitude.

"The paper reported losses, citing the ministry" is the ministry's; "the envoy said so, according to the agency" is the
envoy's, and the agency carried it. What pictures or figures show is nobody's words unless somebody is named.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from core.extract import cues
from core.extract.cast import Cast
from core.extract.cues import Kind, lemma
from core.extract.parsed import Token
from core.extract.said import NOMINAL, Attribution, agent, child, quoted_as
from core.extract.speakers import Voices
from core.records import ActorKind

# Subjects by which the sentence says that the words were not said.
NOBODY = frozenset({"nobody", "none", "neither", "nothing"})


@dataclass(frozen=True, slots=True)
class Settled:
    """An attribution with its last word on speaker, medium and kind."""

    words: Attribution
    speaker: Token | None
    ids: tuple[str, ...]
    carrier: str | None
    kind: Kind


def settled(found: Sequence[Attribution], cast: Cast) -> list[Settled]:
    """The attributions with speaker and medium told apart; those that only say who passed words on are left out."""
    answer = []
    voices = Voices(cast, cast.doc)
    by_cue = {one.cue[0]: one for one in found if one.cue}
    passing = {i: one for one in found if one.rule == "according" for i in (*one.content, *one.cue)}
    named = {at for mention in cast.mentions for at in range(mention.start, mention.end)}
    for one in found:
        if one.cue and cast.doc[one.cue[0]].idx in named:  # "States", taken for a verb of saying
            continue
        if one.rule == "according" and _speech_inside(one, by_cue) is not None:
            continue
        source = _cited(one, cast)
        medium = _who_quotes(one) if source is not None else _passed_on_by(one, passing)
        speaker = source if source is not None else one.speaker
        ids = voices.named(speaker)
        answer.append(Settled(one, speaker, ids, _medium(cast, medium), _kind(one, ids)))
    return answer


def _speech_inside(passed: Attribution, by_cue: Mapping[int, Attribution]) -> Attribution | None:
    """The speech that makes up nearly all of what a source passes on: the envoy said so, according to the agency."""
    whole = set(passed.content)
    for one in (by_cue[i] for i in passed.content if i in by_cue):
        if one is passed or one.kind != "speech" or one.speaker is None or one.rule in ACTS:
            continue
        parts = {*one.content, *one.cue, *(token.i for token in one.speaker.subtree)}
        if set(one.cue) <= whole and len(whole - parts) <= len(whole) // 4:
            return one
    return None


# Promises and topics are told of somebody; whoever tells them is the speaker.
ACTS = frozenset({"infinitive", "object", "phrase", "noun", "made", "command"})


def _passed_on_by(one: Attribution, passing: Mapping[int, Attribution]) -> Token | None:
    """Who passed these words on: with an "according to" around or behind them, or by quoting the speaker."""
    if not one.cue:
        return None
    verb = _cue_verb(one)
    if verb is not None and (quoting := quoted_as(verb)) is not None:
        return child(quoting, "nsubj") or agent(quoting)
    for i in (one.cue[0], *range(one.cue[-1] + 1, one.cue[-1] + REACH_OF_PASSING + 1)):
        other = passing.get(i)
        if other is not None and other is not one and (i in other.cue or set(one.cue) <= set(other.content)):
            return other.speaker
    return None


def _cue_verb(one: Attribution) -> Token | None:
    """The last verb of a cue, where the cue has a speaker beside it."""
    if one.speaker is None:
        return None
    return next((one.speaker.doc[i] for i in reversed(one.cue) if one.speaker.doc[i].pos_ == "VERB"), None)


# Tokens between "wrote" and "according to" that follows it.
REACH_OF_PASSING = 3


def _cited(one: Attribution, cast: Cast) -> Token | None:
    """The source behind a report: the ministry of "reported losses, citing the ministry".

    A person who speaks "citing the figures" gives a reason and remains the speaker.
    """
    if one.speaker is None or not one.cue or one.kind != "speech":
        return _referred_to(one, cast)
    doc = one.speaker.doc
    verb = _cue_verb(one)
    if verb is not None and lemma(verb) in {"quote", "cite"}:
        return _whom_it_quotes(verb)
    beside = [kid for kid in one.speaker.children if kid.i < one.cue[0]] + list(doc[one.cue[0]].children)
    between = [kid for kid in beside if one.speaker.i < kid.i < one.cue[0]]
    for token in [*between, *doc[one.cue[-1] + 1 : one.speaker.sent.end]]:
        if token.lower_ in {"citing", "quoting"} and token.i > 0 and doc[token.i - 1].text == ",":
            source = child(token, "dobj") or _whom_it_tells_of(token)
            people = [id for id in cast.of(one.speaker) if cast.actor(id).kind is ActorKind.PERSON]
            return None if people or one.pieces else source
    return _referred_to(one, cast)


def _referred_to(one: Attribution, cast: Cast) -> Token | None:
    """The source in "the paper, referring to the ministry, wrote that …", where it is an actor."""
    if not one.cue or one.kind != "speech" or one.pieces or one.rule != "clause":
        return None
    for kid in cast.doc[one.cue[-1]].children:
        to = child(kid, "prep") if kid.dep_ == "advcl" and kid.lower_ == "referring" and kid.i < one.cue[-1] else None
        source = child(to, "pobj") if to is not None and to.lower_ == "to" else None
        if source is not None and cast.of(source):
            return source
    return None


def _whom_it_tells_of(verb: Token) -> Token | None:
    """The speaker in "citing what the agency told lawmakers"."""
    told = child(verb, "ccomp")
    return child(told, "nsubj") if told is not None else None


def _who_quotes(one: Attribution) -> Token | None:
    """The medium of a report with a source: the subject of the report, or the one behind "was quoted by"."""
    verb = _cue_verb(one)
    if verb is not None and child(verb, "nsubjpass") is not None:
        return agent(verb)
    return one.speaker


def _whom_it_quotes(verb: Token) -> Token | None:
    """Whose words a verb of quoting gives: the envoy of "the agency quoted the envoy as saying", "citing the envoy"."""
    if child(verb, "nsubjpass") is not None:
        return child(verb, "nsubjpass")
    told = child(verb, "dobj")
    if told is None or told.pos_ not in NOMINAL:
        return None
    words = told.pos_ == "NOUN" and told.ent_type_ == "" and cues.is_document(told)
    return None if words and child(told, "prep", "acl", "relcl", "poss") is None else told


def _medium(cast: Cast, head: Token | None) -> str | None:
    if head is None:
        return None
    return next((id for id in cast.of(head) if cast.actor(id).kind is ActorKind.MEDIA), None)


def _kind(one: Attribution, ids: tuple[str, ...]) -> Kind:
    """Quote or attitude, once it is known whether the speaker is an actor; documents and data speak, pictures do not.

    Nobody's words are what somebody does not say, and the writer's own "I say".
    """
    if _is_unsaid(one) or _is_the_writers(one):
        return "attitude"
    if one.rule not in {"clause", "object"} or one.speaker is None or ids:
        return one.kind
    if cues.is_document(one.speaker) and one.rule == "clause":
        return one.kind
    return "attitude" if any(cues.shows(one.speaker.doc[i]) for i in one.cue) else one.kind


def _is_unsaid(one: Attribution) -> bool:
    """Whether the cue is negated: "did not say", "nobody will admit", "declined to confirm"."""
    verb = _cue_verb(one)
    if verb is None or one.speaker is None or one.pieces:
        return False
    nobody = one.speaker.lower_ in NOBODY or any(kid.lower_ == "no" and kid.dep_ == "det" for kid in one.speaker.children)
    nobody = nobody or any(kid.lower_ == "no" for i in one.cue for kid in verb.doc[i].children if kid.dep_ == "det")
    kept_back = verb.dep_ == "xcomp" and lemma(verb.head) in {"decline", "refuse", "fail", "avoid"}
    return nobody or kept_back or (child(verb, "neg") is not None and lemma(verb) not in {"deny", "dispute"})


def _is_the_writers(one: Attribution) -> bool:
    """Whether the writer of the text speaks: an "I" outside all marks."""
    return one.speaker is not None and one.speaker.lower_ == "i"
