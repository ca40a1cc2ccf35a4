"""Words in quotation marks: which are somebody's own words, which cue and speaker they belong to.

Parsers go astray between quotation marks, so this module reads what stands *around* the marks in the same paragraph:
the frame. A quote with a frame of its own takes cue and speaker from it; `attributions` settles the others.
"""

from bisect import bisect_left
from collections.abc import Sequence

from spacy.tokens import Doc, Token

from core.extract import cues
from core.extract.marks import DOUBLE, SINGLE, Quoted
from core.extract.speech import NOMINAL, VERBAL, Attribution, child, speaker_of, verb_group

STOPS = frozenset({".", "!", "?", ";"})
GOES_ON = frozenset(",?!…—-–")
LEADS_IN = frozenset({",", ":", "—", "–", "-", "--", "(", "…", "..."})
# Words after which a capital letter in marks opens a speech: "told them “We …”", "is that “We …”".
LEADS_ON = frozenset({"that", "him", "her", "them", "me", "us", "reporters", "as", "like", "is", "was"})
# A cue stands this close behind the marks, descriptions of the speaker included.
REACH_BEHIND, REACH_AHEAD = 25, 40


class Frames:
    """The tokens of a document outside its quotation marks, and how they lie around each stretch in marks."""

    def __init__(self, doc: Doc, stretches: Sequence[Quoted]) -> None:
        self.doc = doc
        self.text = doc.text
        self.stretches = list(stretches)
        starts = [token.idx for token in doc]
        self.first = [bisect_left(starts, one.start) for one in stretches]
        self.last = [bisect_left(starts, one.end) for one in stretches]
        self.inside: dict[int, int] = {
            i: number for number in range(len(self.stretches)) for i in range(self.first[number], self.last[number])
        }

    def tokens(self, number: int) -> range:
        """Numbers of the tokens of a stretch, marks included."""
        return range(self.first[number], self.last[number])

    def before(self, number: int) -> list[Token]:
        """The tokens of the sentence before a stretch, back to a full stop, a line break or other marks."""
        return self._back_from(self.first[number] - 1)

    def after(self, number: int) -> list[Token]:
        """The tokens of the sentence after a stretch, up to a full stop, a line break or other marks."""
        found: list[Token] = []
        for i in range(self.last[number], len(self.doc)):
            token = self.doc[i]
            if i in self.inside or "\n" in token.text or token.text in STOPS:
                break
            if not token.is_space:
                found.append(token)
        return found

    def line_above(self, number: int) -> list[Token]:
        """The last sentence of the line above a stretch that opens its line, where that sentence ends in a colon."""
        i = self.first[number] - 1
        while i >= 0 and self.doc[i].is_space:
            i -= 1
        if i < 0 or self.doc[i].text != ":" or not opens_paragraph(self.text, self.stretches[number]):
            return []
        return self._back_from(i)

    def _back_from(self, i: int) -> list[Token]:
        found: list[Token] = []
        while i >= 0:
            token = self.doc[i]
            if i in self.inside or "\n" in token.text or token.text in STOPS:
                break
            if not token.is_space:
                found.append(token)
            i -= 1
        return found[::-1]


def inner(text: str, one: Quoted) -> str:
    """What stands between the marks, without marks and white space at the edges."""
    return text[one.inner_start : one.inner_end].strip(f"{DOUBLE}{SINGLE}` \t\xa0")


def opens_paragraph(text: str, one: Quoted) -> bool:
    """Whether nothing but white space or a bullet stands before the stretch in its line."""
    start = text.rfind("\n", 0, one.start) + 1
    return not text[start : one.start].strip(" \t\xa0•*–—-")


def closes_paragraph(text: str, one: Quoted) -> bool:
    """Whether nothing but white space or a stop stands behind the stretch in its line."""
    end = text.find("\n", one.end)
    return not text[one.end : len(text) if end < 0 else end].strip(" \t\xa0.")


def is_clause(tokens: Sequence[Token]) -> bool:
    """Whether the words could stand as a sentence of their own: a finite verb, or an order that opens with its verb."""
    words = [token for token in tokens if token.is_alpha or token.like_num]
    return any(token.tag_ in {"VBD", "VBZ", "VBP", "MD"} for token in words) or bool(words and words[0].tag_ == "VB")


def stands_alone(frames: Frames, number: int) -> bool:
    """Whether the stretch is a speech of its own, not a fragment in the reporter's sentence."""
    one = frames.stretches[number]
    words = inner(frames.text, one)
    if not words:
        return False
    before, after = frames.before(number), frames.after(number)
    tokens = [frames.doc[i] for i in frames.tokens(number)]
    ends = one.runs_on or words[-1] in ",.?!…—-–:;"
    if not ends and after and not (after[0].text in {",", "."} or _cue_verb(after[:3])):
        return False
    if not before:
        return _stands_first(frames, one, after, ends)
    previous = before[-1]
    capital = not words[0].isalpha() or words[0].isupper()
    if previous.text == ",":
        return (
            _is_cue(before[-2:-1])
            or (capital and _cue_verb(before) is not None)
            or (_follows(frames, number) and not capital)
        )
    if previous.text in LEADS_IN:
        return capital or (previous.text == ":" and is_clause(tokens))
    return capital and (is_clause(tokens) or words[-1] in "?!") and _speaks(previous)


def _stands_first(frames: Frames, one: Quoted, after: Sequence[Token], ends: bool) -> bool:
    """A stretch that opens its sentence: a speech where it ends like one or a cue follows, a heading or title else."""
    if _cue_verb(after[:6]) is not None:
        return True
    if not after and opens_paragraph(frames.text, one) and closes_paragraph(frames.text, one):
        return one.runs_on or inner(frames.text, one)[-1] in ".?!…,;:—-" or frames.text[one.end : one.end + 1] == "."
    return ends


def _follows(frames: Frames, number: int) -> bool:
    """Whether other marks closed earlier in the same line: the second half of a broken quote."""
    if not number:
        return False
    return "\n" not in frames.text[frames.stretches[number - 1].end : frames.stretches[number].start]


def _is_cue(tokens: Sequence[Token]) -> bool:
    return any(cues.clause_cue(token) == "speech" and token.pos_ in VERBAL for token in tokens)


def _speaks(token: Token) -> bool:
    return _is_cue([token]) or token.lower_ in LEADS_ON


def _cue_verb(tokens: Sequence[Token]) -> Token | None:
    return next((token for token in tokens if token.pos_ in VERBAL and cues.clause_cue(token) == "speech"), None)


def speeches(frames: Frames) -> tuple[list[Attribution], list[int]]:
    """The speeches with a frame of their own, and the numbers of the stretches that speak without one."""
    found: list[Attribution] = []
    loose: list[int] = []
    for number in range(len(frames.stretches)):
        if not stands_alone(frames, number):
            continue
        here = _framed(frames, number)
        if here is None:
            loose.append(number)
        elif found and set(here.cue) & set(found[-1].cue):
            found[-1] = joined(found[-1], here)
        else:
            found.append(here)
    return found, loose


def joined(speech: Attribution, more: Attribution) -> Attribution:
    """A speech with further pieces; cue and speaker stay those of the first."""
    return Attribution(
        tuple(sorted({*speech.content, *more.content})),
        speech.cue,
        speech.speaker,
        speech.kind,
        speech.rule,
        speech.score,
        (*speech.pieces, *more.pieces),
    )


def _framed(frames: Frames, number: int) -> Attribution | None:
    before = frames.before(number)
    if before and before[-1].text == ":":
        return _ahead(frames, number) or _behind(frames, number)
    return _behind(frames, number) or _ahead(frames, number)


def _speech(
    frames: Frames, number: int, cue: tuple[int, ...], speaker: Token | None, rule: str, score: float
) -> Attribution:
    content = tuple(frames.tokens(number))
    return Attribution(content, cue, speaker, "speech", rule, score, (frames.stretches[number],))


def _behind(frames: Frames, number: int) -> Attribution | None:
    """“…,” she said: the cue follows the marks."""
    one = frames.stretches[number]
    after = frames.after(number)
    if not after or one.runs_on:
        return None
    if inner(frames.text, one)[-1:] not in GOES_ON and after[0].text != "," and _cue_verb(after[:3]) is None:
        return None
    for place, token in enumerate(after[:REACH_BEHIND]):
        if token.pos_ in VERBAL and (kind := cues.clause_cue(token)) is not None:
            speaker = _speaker_behind(after, place)
            if kind == "speech" or speaker is not None:
                score = 0.95 if speaker is not None else 0.5
                return _speech(frames, number, verb_group(token), speaker, "cue behind", score)
        if token.lower_ == "according" and (to := child(token, "prep")) is not None:
            return _speech(frames, number, (token.i, to.i), child(to, "pobj"), "according behind", 0.9)
    return None


def _speaker_behind(after: Sequence[Token], place: int) -> Token | None:
    """The noun phrase before the cue verb, or behind it where the verb comes first (said the minister)."""
    verb = after[place]
    allowed = {token.i for token in after}
    heads = [token for token in after[:place] if _heads_phrase(token)]
    parsed = speaker_of(verb)
    if parsed is not None and parsed.i in allowed and (parsed.i < verb.i or not heads):
        return parsed
    if heads:
        return heads[0]
    return next((token for token in after[place + 1 :] if _heads_phrase(token)), None)


def _heads_phrase(token: Token) -> bool:
    """Whether the token heads a noun phrase that can speak."""
    if token.pos_ not in {"NOUN", "PROPN", "PRON"} or token.ent_type_ in {"DATE", "TIME"}:
        return False
    return token.dep_ not in {"compound", "poss", "pobj", "nmod", "npadvmod", "dative", "appos"}


def _ahead(frames: Frames, number: int) -> Attribution | None:
    """She said: “…”: the cue comes before the marks, be it in the line above."""
    before = frames.before(number)
    rule = "cue ahead"
    if not before:
        before = frames.line_above(number)
        rule = "cue above"
    if not before:
        return None
    for token in reversed(before[-REACH_AHEAD:]):
        if token.pos_ in VERBAL and cues.clause_cue(token) == "speech":
            return _speech(frames, number, verb_group(token), speaker_of(token), rule, 0.9)
    if before[-1].text == ":":
        return _colon(frames, number, before)
    return None


def _colon(frames: Frames, number: int, before: Sequence[Token]) -> Attribution:
    """Name: “…”, or a sentence without a verb of saying that leads up to the words with a colon."""
    verb = next((token for token in reversed(before) if token.pos_ in VERBAL and child(token, "nsubj") is not None), None)
    if verb is not None:
        return _speech(frames, number, verb_group(verb), speaker_of(verb), "colon", 0.6)
    heads = [token for token in before if token.pos_ in NOMINAL and _heads_phrase(token)]
    heads = heads or [token for token in before if token.pos_ in NOMINAL and token.dep_ == "pobj"]
    return _speech(frames, number, (before[-1].i,), heads[0] if heads else None, "name and colon", 0.7)
