"""Words in quotation marks: which are somebody's own words, which cue and speaker they belong to.

Parsers go astray between quotation marks, so this module reads what stands *around* the marks in the same paragraph:
the frame. A quote with a frame of its own takes cue and speaker from it; one without carries on with the speaker before.
"""

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass, field

from spacy.tokens import Doc, Token

from core.extract import cues
from core.extract.marks import Quoted
from core.extract.speech import NOMINAL, VERBAL, child, speaker_of, verb_group

STOPS = frozenset({".", "!", "?", ";"})
GOES_ON = frozenset(",?!…—-–")
LEADS_IN = frozenset({",", ":", "—", "–", "-", "--", "(", "…", "..."})


@dataclass(slots=True)
class Utterance:
    """The pieces of one speech, with the cue and speaker that all of them share."""

    pieces: list[Quoted]
    cue: tuple[int, ...] = ()
    speaker: Token | None = None
    rule: str = ""
    score: float = 0.0
    verbs: set[int] = field(default_factory=set)


class Frames:
    """The tokens of a document outside its quotation marks, and how they lie around each stretch in marks."""

    def __init__(self, doc: Doc, stretches: Sequence[Quoted]) -> None:
        self.doc = doc
        self.stretches = list(stretches)
        starts = [token.idx for token in doc]
        self.first = [bisect_left(starts, one.start) for one in stretches]
        self.last = [bisect_left(starts, one.end) for one in stretches]
        self.inside: dict[int, int] = {
            i: number for number in range(len(self.stretches)) for i in range(self.first[number], self.last[number])
        }

    def before(self, number: int) -> list[Token]:
        """The tokens of the sentence before a stretch, back to a full stop, a line break or other marks."""
        found: list[Token] = []
        for i in range(self.first[number] - 1, -1, -1):
            token = self.doc[i]
            if i in self.inside or "\n" in token.text or (token.text in STOPS and found):
                break
            if token.text in STOPS:
                break
            found.append(token)
        return [token for token in reversed(found) if not token.is_space]

    def after(self, number: int) -> list[Token]:
        """The tokens of the sentence after a stretch, up to a full stop, a line break or other marks."""
        found: list[Token] = []
        for i in range(self.last[number], len(self.doc)):
            token = self.doc[i]
            if i in self.inside or "\n" in token.text:
                break
            if token.text in STOPS or (
                token.is_sent_start and token.text[:1].isupper() and found and found[-1].text in {".", '"'}
            ):
                break
            found.append(token)
        return [token for token in found if not token.is_space]


def last_mark(text: str, one: Quoted) -> str:
    """The last character inside the marks, "" for an empty stretch."""
    inner = text[one.inner_start : one.inner_end].rstrip()
    return inner[-1:]


def opens_paragraph(text: str, one: Quoted) -> bool:
    """Whether nothing but white space or a bullet stands before the stretch in its line."""
    start = text.rfind("\n", 0, one.start) + 1
    return not text[start : one.start].strip(" \t\xa0•*–—-")


def closes_paragraph(text: str, one: Quoted) -> bool:
    """Whether nothing but white space or a stop stands behind the stretch in its line."""
    end = text.find("\n", one.end)
    return not text[one.end : len(text) if end < 0 else end].strip(" \t\xa0.")


def is_clause(tokens: Sequence[Token]) -> bool:
    """Whether the words could stand as a sentence of their own: a finite verb, or an exclamation with its mark."""
    words = [token for token in tokens if token.is_alpha or token.like_num]
    finite = any(token.tag_ in {"VBD", "VBZ", "VBP", "MD"} for token in words)
    return finite or (len(words) >= 1 and any(token.tag_ == "VB" and token.i == words[0].i for token in words))


def stands_alone(frames: Frames, number: int) -> bool:
    """Whether the stretch is a speech of its own, not a fragment in the reporter's sentence."""
    one, text = frames.stretches[number], frames.doc.text
    inner = text[one.inner_start : one.inner_end].strip()
    if not inner:
        return False
    before, after = frames.before(number), frames.after(number)
    ends = one.runs_on or inner[-1] in ",.?!…—-–:;"
    if not ends and after and not (after[0].text in {",", "."} or _cue_verb(after[:3])):
        return False
    if not before:
        return ends or closes_paragraph(text, one) or bool(_cue_verb(after[:6]))
    previous = before[-1]
    capital = inner[0].isupper() or inner[0].isdigit() or not inner[0].isalpha()
    tokens = frames.doc[frames.first[number] : frames.last[number]]
    if previous.text in LEADS_IN:
        return capital or (previous.text in {",", ":"} and is_clause(list(tokens)))
    return capital and (is_clause(list(tokens)) or inner[-1] in "?!") and _speaks(previous)


def _speaks(token: Token) -> bool:
    if cues.clause_cue(token) == "speech" and token.pos_ in VERBAL:
        return True
    return token.lower_ in {"that", "him", "her", "them", "me", "us", "reporters", "as", "like", "is", "was"}


def _cue_verb(tokens: Sequence[Token]) -> Token | None:
    return next((token for token in tokens if token.pos_ in VERBAL and cues.clause_cue(token) == "speech"), None)


def utterances(doc: Doc, stretches: Sequence[Quoted]) -> list[Utterance]:
    """The speeches in quotation marks of a document, in reading order; fragments and terms are left to others."""
    frames = Frames(doc, stretches)
    found: list[Utterance] = []
    last: Utterance | None = None
    last_piece = -1
    for number in range(len(frames.stretches)):
        if not stands_alone(frames, number):
            continue
        one = frames.stretches[number]
        here = _behind(frames, number) or _ahead(frames, number)
        if here is not None and last is not None and here.verbs & last.verbs:
            last.pieces.append(one)
        elif here is not None:
            last = here
            found.append(here)
        elif last is not None and _carries_on(frames, last_piece, number):
            last.pieces.append(one)
        else:
            last = _loose(frames, number)
            found.append(last)
        last_piece = number
    return found


def _behind(frames: Frames, number: int) -> Utterance | None:
    """“…,” she said: the cue follows the marks."""
    one, text = frames.stretches[number], frames.doc.text
    after = frames.after(number)
    mark = last_mark(text, one)
    if not after or one.runs_on or (mark not in GOES_ON and after[0].text != ","):
        return None
    for place, token in enumerate(after[:25]):
        if token.pos_ in VERBAL and (kind := cues.clause_cue(token)) is not None:
            speaker = _speaker_behind(after, place)
            if kind == "speech" or speaker is not None:
                return Utterance(
                    [one], verb_group(token), speaker, "cue behind", 0.95 if speaker is not None else 0.5, {token.i}
                )
        if token.lower_ == "according" and (to := child(token, "prep")) is not None:
            return Utterance([one], (token.i, to.i), child(to, "pobj"), "according", 0.9, {token.i})
    return None


def _speaker_behind(after: Sequence[Token], place: int) -> Token | None:
    """The noun phrase before the cue verb, or behind it where the verb comes first (said the minister)."""
    verb = after[place]
    allowed = {token.i for token in after}
    parsed = speaker_of(verb)
    if parsed is not None and parsed.i in allowed:
        return parsed
    heads = [token for token in after[:place] if _heads_phrase(token)]
    if heads:
        return heads[0]
    return next((token for token in after[place + 1 :] if _heads_phrase(token)), None)


def _heads_phrase(token: Token) -> bool:
    """Whether the token heads a noun phrase that can speak."""
    if token.pos_ not in {"NOUN", "PROPN", "PRON"} or token.ent_type_ in {"DATE", "TIME"}:
        return False
    return token.dep_ not in {"compound", "poss", "pobj", "nmod", "npadvmod", "dative", "appos"}


def _ahead(frames: Frames, number: int) -> Utterance | None:
    """She said: “…”: the cue comes before the marks, be it in the line above."""
    one = frames.stretches[number]
    before = frames.before(number)
    rule = "cue ahead"
    if not before and opens_paragraph(frames.doc.text, one):
        before = _line_above(frames, number)
        rule = "cue above"
    if not before:
        return None
    for token in reversed(before[-40:]):
        if token.pos_ in VERBAL and cues.clause_cue(token) == "speech":
            return Utterance([one], verb_group(token), speaker_of(token), rule, 0.9, {token.i})
    if before[-1].text == ":":
        return _named_ahead(one, before)
    return None


def _line_above(frames: Frames, number: int) -> list[Token]:
    """The last sentence of the line above, where it ends in a colon."""
    i = frames.first[number] - 1
    while i >= 0 and frames.doc[i].is_space:
        i -= 1
    if i < 0 or frames.doc[i].text != ":" or i in frames.inside:
        return []
    found: list[Token] = []
    while i >= 0 and "\n" not in frames.doc[i].text and frames.doc[i].text not in STOPS:
        found.append(frames.doc[i])
        i -= 1
    return [token for token in reversed(found) if not token.is_space]


def _named_ahead(one: Quoted, before: Sequence[Token]) -> Utterance | None:
    """Name: “…”, or a sentence without a verb of saying that leads up to the words with a colon."""
    verb = next((token for token in reversed(before) if token.pos_ in VERBAL and child(token, "nsubj") is not None), None)
    if verb is not None:
        return Utterance([one], verb_group(verb), speaker_of(verb), "colon", 0.6, {verb.i})
    head = next((token for token in before if token.pos_ in NOMINAL and _heads_phrase(token)), None)
    return Utterance([one], (before[-1].i,), head, "name and colon", 0.7, {before[-1].i})


def _carries_on(frames: Frames, earlier: int, number: int) -> bool:
    """Whether a quote without a frame goes on with the speech before: in its paragraph, or alone in the next one."""
    text = frames.doc.text
    first, second = frames.stretches[earlier], frames.stretches[number]
    between = text[first.end : second.start]
    if first.runs_on:
        return True
    breaks = between.count("\n")
    if not breaks:
        return True
    return opens_paragraph(text, second) and not between.strip()


def _loose(frames: Frames, number: int) -> Utterance:
    """A quote with no cue and no speech before it: kept, unattributed."""
    return Utterance([frames.stretches[number]], (), None, "no cue", 0.3)
