"""Words in quotation marks: which are somebody's own words, which cue and speaker they belong to.

Parsers go astray between quotation marks, so this module reads what stands *around* the marks in the same paragraph:
the frame. A quote with a frame of its own takes cue and speaker from it; `attributions` settles the others.
"""

from collections.abc import Sequence
from dataclasses import replace

from core.extract import cues
from core.extract.asides import puts_it
from core.extract.marks import Quoted
from core.extract.parsed import Token
from core.extract.said import NOMINAL, VERBAL, Attribution, child, speaker_of, trimmed, verb_group
from core.extract.surroundings import Frames, closes_paragraph, inner, is_clause, opens_paragraph

GOES_ON = frozenset(",?!…—-–")
LEADS_IN = frozenset({",", ":", "—", "–", "-", "--", "(", "…", "..."})
# Words after which a capital letter in marks opens a speech: "told them “We …”", "is that “We …”".
LEADS_ON = frozenset({"that", "him", "her", "them", "me", "us", "reporters", "as", "like", "is", "was"})
# A cue stands this close behind the marks, descriptions of the speaker included.
REACH_BEHIND, REACH_AHEAD = 45, 40
# Verbs that are on no list ("beamed the winner") attribute only right behind the marks.
REACH_UNKNOWN = 6
LONGEST_NAME = 6
# Characters behind the marks in which the dash before a signature begins.
LONGEST_DASH = 4
DASHES = frozenset({"—", "–", "-", "--", "―"})
SUBORDINATES = frozenset({"when", "while", "after", "before", "because", "since", "though", "although", "if"})
FINITE = frozenset({"VBD", "VBZ", "VBP"})
# Pronouns of those who speak and are spoken to.
SPEAKING = frozenset({"i", "we", "you", "us", "me", "my", "our", "your"})


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
        return not before and _fills_sentence(words, tokens, after)
    if not before:
        return _stands_first(frames, one, after, ends)
    previous = before[-1]
    capital = not words[0].isalpha() or words[0].isupper()
    if capital and ends and len(previous.text) > 1 and previous.text.endswith("."):
        return _stands_first(frames, one, after, ends)  # an abbreviation closes the sentence before: "…, Calif. “We …”"
    if previous.text == ",":
        return (
            _is_cue(before[-2:-1])
            or any(puts_it(token) for token in before)
            or (capital and _cue_verb(before) is not None)
            or (_follows(frames, number) and not capital)
        )
    if previous.lower_ in {"but", "and"} and _is_cue(before[:-1][-2:-1]) and _follows(frames, number):
        return True  # “…,” she said, but “…”
    if previous.text in LEADS_IN:
        return capital or (previous.text == ":" and is_clause(tokens))
    return capital and (is_clause(tokens) or words[-1] in "?!") and _speaks(previous)


def _fills_sentence(words: str, tokens: Sequence[Token], after: Sequence[Token]) -> bool:
    """Whether a stretch at the head of its sentence is nearly all of it: “We stay. We fight” for the harbour."""
    if not words[0].isupper() or any(token.tag_ in FINITE or token.tag_ == "MD" for token in after):
        return False
    speaks = any(token.lower_ in SPEAKING for token in tokens)
    return is_clause(tokens) and (speaks or any(token.text in {".", "?", "!"} for token in tokens[:-2]))


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
        turn = _turn(frames, number)
        if turn is not None:
            found.append(turn)
            continue
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


def _turn(frames: Frames, number: int) -> Attribution | None:
    """A turn of a transcript in marks: “KERR: We sail at dawn.”"""
    tokens = [frames.doc[i] for i in frames.tokens(number)][1 : LONGEST_NAME + 2]
    colon = next((place for place, token in enumerate(tokens) if token.text == ":"), 0)
    if not colon or not all(token.text.isupper() for token in tokens[:colon] if token.is_alpha):
        return None
    one = frames.stretches[number]
    content = trimmed(frames.doc, [i for i in frames.tokens(number) if i > tokens[colon].i])
    if not content:
        return None
    start = frames.doc[content[0]].idx
    piece = Quoted(start, one.end, start, one.inner_end, runs_on=one.runs_on)
    return Attribution(content, (tokens[colon].i,), tokens[colon - 1], "speech", "turn", 0.8, (piece,))


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
    """The speech with the cue of its frame, ahead or behind as its last mark tells; None without a frame."""
    signed = _signed(frames, number) or _labelled(frames, number)
    if signed is not None:
        return signed
    end = inner(frames.text, frames.stretches[number])[-1:]
    before = frames.before(number)
    if before and _is_cue(before[-1:]):
        return _ahead(frames, number)
    if end == "." and not _is_whole_cue(frames, number):
        return _ahead(frames, number)
    if end in "?!" and before and before[-1].text in {",", ":"}:
        return _ahead(frames, number) or _behind(frames, number)
    return _behind(frames, number) or _ahead(frames, number)


def _speech(
    frames: Frames, number: int, cue: tuple[int, ...], speaker: Token | None, rule: str, score: float
) -> Attribution:
    content = tuple(frames.tokens(number))
    cue = tuple(i for i in cue if not frames.speaks(i))
    return Attribution(content, cue, speaker, "speech", rule, score, (frames.stretches[number],))


def _signed(frames: Frames, number: int) -> Attribution | None:
    """“…” — Name: signed with a dash, as in a collection of opinions, be the dash stuck to the mark or the name."""
    after = frames.after(number)
    behind = frames.text[frames.stretches[number].end :][:LONGEST_DASH].lstrip(" .")
    if not behind.startswith(tuple(DASHES)) or not 0 < len(after) <= LONGEST_NAME + 1:
        return None
    name = [token for token in after if token.text not in DASHES]
    if not name or not all(one.pos_ in {"PROPN", "PUNCT", "NOUN", "ADJ"} or one.text[:1].isupper() for one in name):
        return None
    cue = (after[0].i,) if after[0].text in DASHES else ()
    return _speech(frames, number, cue, first_phrase(name) or name[-1], "signed", 0.8)


def _labelled(frames: Frames, number: int) -> Attribution | None:
    """Source: Name … ¶ Quote: “…”: the speaker stands in the line above, behind a label of its own."""
    label = frames.label(number)
    above = frames.lines_above(number) if label else []
    if not above or above[0].lower_ not in {"source", "sources", "speaker"} or above[1:2] == [] or above[1].text != ":":
        return None
    person = [token for token in above[2:] if token.ent_type_ == "PERSON"]
    # A bare surname may be tagged as a verb; a name right behind the label is the speaker all the same.
    bare = person[0] if person and person[0].i == above[2].i else None
    name = first_phrase(person or above[2:]) or bare
    return _speech(frames, number, (frames.first[number] - 1,), name, "labelled", 0.8) if name is not None else None


def _is_whole_cue(frames: Frames, number: int) -> bool:
    """Whether what follows the marks is a sentence of cue and speaker only: “We sail.” Kerr said."""
    after = frames.after(number)
    if not after or len(after) > REACH_UNKNOWN or after[-1].i + 1 in frames.inside:
        return False
    return after[-1].pos_ in VERBAL and cues.clause_cue(after[-1]) == "speech"


def cue_behind(frames: Frames, number: int) -> tuple[tuple[int, ...], Token | None] | None:
    """Cue and speaker of “…,” she said: the words behind the marks; None where they attribute nothing."""
    one = frames.stretches[number]
    after = frames.after(number)
    if not after or one.runs_on:
        return None
    end = inner(frames.text, one)[-1:]
    goes_on = end in GOES_ON or (end != "." and (after[0].text == "," or _cue_verb(after[:3]) is not None))
    if not goes_on and not _is_whole_cue(frames, number):
        return None
    for place, token in enumerate(after[:REACH_BEHIND]):
        if token.lower_ == "according" and (to := child(token, "prep")) is not None:
            return (token.i, to.i), child(to, "pobj")
        if token.pos_ in VERBAL and _is_finite(token):
            if after[0].lower_ in SUBORDINATES:
                return None  # “…,” when others spoke: the cue is ahead of the marks
            speaker = _speaker_behind(after, place)
            known = cues.clause_cue(token) is not None or puts_it(token)
            if (known and speaker is not None) or cues.clause_cue(token) == "speech":
                return verb_group(token), speaker
            if token.pos_ == "VERB" and token.dep_ not in {"relcl", "acl"} and speaker is not None and place < REACH_UNKNOWN:
                return verb_group(token), speaker
    return None


def _is_finite(verb: Token) -> bool:
    helper = child(verb, "aux")
    return verb.tag_ in FINITE or verb.lemma_ == "say" or (helper is not None and helper.tag_ != "TO")


def _behind(frames: Frames, number: int) -> Attribution | None:
    """“…,” she said: the cue follows the marks."""
    found = cue_behind(frames, number)
    if found is None:
        return None
    cue, speaker = found
    return _speech(frames, number, cue, speaker, "cue behind", 0.95 if speaker is not None else 0.5)


def _speaker_behind(after: Sequence[Token], place: int) -> Token | None:
    """The noun phrase before the cue verb, or behind it where the verb comes first (said the minister)."""
    verb = after[place]
    allowed = {token.i for token in after}
    ahead = first_phrase(after[:place])
    parsed = speaker_of(verb)
    if parsed is not None and parsed.i in allowed and (parsed.i < verb.i or ahead is None):
        return parsed
    return ahead or first_phrase(after[place + 1 :])


def first_phrase(tokens: Sequence[Token]) -> Token | None:
    """The head of the first noun phrase among some tokens that can speak."""
    allowed = {token.i for token in tokens}
    for token in tokens:
        if token.pos_ not in {"NOUN", "PROPN", "PRON"} or token.ent_type_ in {"DATE", "TIME"}:
            continue
        head = token
        while (
            head.head.i in allowed
            and head.dep_ in {"compound", "nmod", "poss", "amod", "nummod", "npadvmod"}
            and head.head.i != head.i
        ):
            if head.head.pos_ not in NOMINAL:
                break
            head = head.head
        return head
    return None


def _ahead(frames: Frames, number: int) -> Attribution | None:
    """She said: “…”: the cue comes before the marks, be it in the line above."""
    before = frames.before(number)
    rule = "cue ahead"
    if opens_paragraph(frames.text, frames.stretches[number]):
        before = []
    if not before:
        before = frames.line_above(number)
        rule = "cue above"
    if not before:
        return None
    if before[-1].text == ":" and (name := _name_before_colon(before)) is not None:
        return _speech(frames, number, (before[-1].i,), name, "name and colon", 0.8)
    for token in reversed(before[-REACH_AHEAD:]):
        if token.pos_ in VERBAL and (cues.clause_cue(token) == "speech" or puts_it(token)):
            speaker = speaker_ahead(frames, before, token)
            speech = _speech(frames, number, verb_group(token), speaker, rule, 0.9)
            more = _reported_with_it(frames, number, before, token, speaker)
            return replace(speech, content=tuple(sorted({*more, *speech.content}))) if more else speech
    if before[-1].text == ":":
        return _colon(frames, number, before)
    return None


def _reported_with_it(
    frames: Frames, number: int, before: Sequence[Token], verb: Token, speaker: Token | None
) -> tuple[int, ...]:
    """The reporter's words that a quote in small letters completes: "As the road is shut, she said, “we walk”"."""
    words = inner(frames.text, frames.stretches[number])
    if not words[:1].islower():
        return ()
    that = next((token for token in before if token.i > verb.i and token.lower_ == "that"), None)
    if that is not None:
        return trimmed(frames.doc, [token.i for token in before if token.i > that.i])
    first = speaker.left_edge.i if speaker is not None and speaker.i < verb.i else verb.i
    front = [token for token in before if token.i < first]
    if not is_clause(front) or not front or front[-1].text != ",":
        return ()
    return trimmed(frames.doc, [token.i for token in front])


def speaker_ahead(frames: Frames, before: Sequence[Token], verb: Token) -> Token | None:
    """Who speaks with a verb that stands before the marks; what the parser took from between marks does not count."""
    parsed = speaker_of(verb)
    trails = verb.tag_ == "VBG" and verb.i > 0 and verb.doc[verb.i - 1].text in {",", "--", "—", "–"}
    if trails and (main := _main_speaker(frames, verb)) is not None:
        return main
    near = verb.doc[verb.i - 1] if verb.i > 1 else None
    if near is not None and near.pos_ == "PROPN" and verb.doc[near.i - 1].text in DASHES:
        return near  # "… — Kerr boasted, “…”"
    if parsed is not None and not frames.speaks(parsed.i) and parsed.pos_ in NOMINAL - {"ADJ"}:
        return parsed
    if child(verb, "auxpass") is not None or child(verb, "nsubjpass") is not None:
        return None
    left = [token for token in before if token.i < verb.i]
    if left and left[-1].pos_ in {"PROPN", "PRON"} and left[-1].i == verb.i - 1:
        return left[-1]
    if not left:
        return first_phrase([token for token in before if token.i > verb.i])
    return next((token for token in reversed(left) if token.dep_ == "nsubj"), None) or first_phrase(left)


def _main_speaker(frames: Frames, verb: Token) -> Token | None:
    """Who speaks on with a trailing “adding”: whoever said something earlier in the sentence, else its subject."""
    sentence = verb.sent
    for token in verb.doc[max(sentence.start, verb.i - REACH_AHEAD) : verb.i]:
        main_clause = token.dep_ in {"ROOT", "conj", "ccomp"} and token.tag_ in FINITE
        if main_clause and not frames.speaks(token.i) and _is_cue([token]):
            speaker = speaker_of(token)
            return speaker if speaker is not None and not frames.speaks(speaker.i) else None
    main = child(sentence.root, "nsubj")
    return main if main is not None and main.i < verb.i and not frames.speaks(main.i) else None


def _name_before_colon(before: Sequence[Token]) -> Token | None:
    """The name of "Name: “…”", "More from Name: “…”", "… - Name: “…”"."""
    run: list[Token] = []
    for token in reversed(before[:-1]):
        if token.pos_ != "PROPN" and not (run and token.lower_ in {"the", "and", "of", "&"}):
            break
        run.insert(0, token)
    if not run or len(run) > LONGEST_NAME:
        return None
    opener = before[len(before) - len(run) - 2] if len(before) > len(run) + 1 else None
    if opener is not None and opener.text not in {"-", "–", "—", "--", "•", "*"} and opener.lower_ not in {"from", "by"}:
        return None
    return first_phrase(run)


def _colon(frames: Frames, number: int, before: Sequence[Token]) -> Attribution:
    """A sentence without a verb of saying that leads up to the words with a colon."""
    subjects = ("nsubj", "nsubjpass")
    verb = next((token for token in reversed(before) if token.pos_ in VERBAL and child(token, *subjects) is not None), None)
    if verb is not None:
        return _speech(frames, number, verb_group(verb), speaker_of(verb), "colon", 0.6)
    return _speech(frames, number, (before[-1].i,), first_phrase(before), "phrase and colon", 0.6)
