"""All that a document attributes to somebody: speeches in marks, reported speech, fragments, and speeches carried on.

Four steps. Speeches with a frame of their own come first (`direct`), since the parser is not to be trusted between
marks. Reported speech (`speech`) is read from the words outside them. Marks that neither took are fragments: words of
the speaker inside the reporter's sentence, where a verb of saying leads up to them. What is left stands alone, and goes
on with the speaker before.
"""

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import replace

from core.extract import cues
from core.extract.direct import LEADS_IN, cue_behind, first_phrase, joined, speaker_ahead, speeches
from core.extract.headlines import DASHES, headlines
from core.extract.marks import Quoted
from core.extract.parsed import Doc, Span, Token
from core.extract.reported import reported
from core.extract.said import VERBAL, Attribution, child, only_names, trimmed, verb_group
from core.extract.surroundings import STOPS, Frames, closes_paragraph, inner, is_clause, opens_paragraph

FIRST_PERSON = frozenset({"i", "we", "you", "me", "us"})
# A fragment follows its verb within this many words: "said it was ready to “act alone”".
REACH_OF_FRAGMENT = 20
# Characters between a speech and the line that goes on with it: the rest of a sentence, not of a story.
LONGEST_WAY_BACK = 400
# So many attributions back, a quote that stands alone looks for its speaker; so many pieces make one speech at most.
MEMORY, MOST_PIECES = 30, 100
# Texts with more quotes than this are not searched for what they print twice: the search is not linear.
MANY_STRETCHES = 500
# "SEOUL, South Korea (Agency) -": a place in capitals, so many tokens at most before the dash.
SHORTEST_PLACE, LONGEST_DATELINE = 4, 14


def attributions(doc: Doc, stretches: Sequence[Quoted]) -> list[Attribution]:
    """The attributions of a document in reading order, given its outermost stretches in marks."""
    frames = Frames(doc, stretches)
    spoken, loose = speeches(frames)
    cue_tokens = frozenset(i for speech in spoken for i in speech.cue)
    own = {i for speech in spoken for i in speech.content} | {i for number in loose for i in frames.tokens(number)}
    titled = [one for one in headlines(doc) if not own & {*one.content, *one.cue}]
    cue_tokens |= {i for one in titled for i in one.cue}
    told = [one for raw in reported(doc, cue_tokens) if (one := _outside(raw, own, frames)) is not None]
    told += titled
    told += _fragments(frames, [*spoken, *told], own, cue_tokens)
    found = [_past_dateline(one, doc) for one in _carried(frames, spoken, told, loose)]
    return sorted((one for one in found if one.content), key=lambda one: (one.content[0], -len(one.content)))


def _outside(one: Attribution, own: set[int], frames: Frames) -> Attribution | None:
    """Reported speech cut clear of other people's own words, and grown to the marks that it half covers."""
    if one.cue and (one.cue[0] in own or _is_own_voice(one, frames)):
        # Inside somebody's own words only the speech of others is worth a row of its own.
        quotes_others = one.kind == "speech" and one.speaker is not None and one.speaker.lower_ not in FIRST_PERSON
        return one if quotes_others else None
    content = {i for i in one.content if i not in own}
    for number in sorted({frames.inside[i] for i in content if i in frames.inside}):
        if one.cue and one.cue[0] in frames.tokens(number):
            continue
        content |= set(frames.tokens(number))
    if not content:
        return None
    content |= _next_marks(frames, max(content), own)
    if one.speaker is not None and one.cue and frames.speaks(one.speaker.i):
        cue = frames.doc[one.cue[-1]]
        one = replace(one, speaker=speaker_ahead(frames, list(frames.doc[cue.sent.start : cue.i]), cue))
    return replace(one, content=trimmed(frames.doc, sorted(content - set(one.cue))))


def _is_own_voice(one: Attribution, frames: Frames) -> bool:
    """Whether somebody between marks speaks of themselves: “I call it a wreck”."""
    return frames.speaks(one.cue[0]) and one.speaker is not None and one.speaker.lower_ in FIRST_PERSON


def _next_marks(frames: Frames, last: int, own: set[int]) -> set[int]:
    """The stretch in marks right behind a content, which the parser has torn from it."""
    number = frames.inside.get(last + 1)
    if number is None or last in frames.inside or frames.first[number] != last + 1 or last + 1 in own:
        return set()
    return set(frames.tokens(number))


def _fragments(frames: Frames, found: list[Attribution], own: set[int], taken: frozenset[int]) -> list[Attribution]:
    """Attributions for marks that no content covers, where a verb of saying leads up to them."""
    covered = own | {i for one in found for i in one.content}
    cues_told = {i for one in found for i in one.cue}
    made: list[Attribution] = []
    for number in range(len(frames.stretches)):
        tokens = frames.tokens(number)
        if not tokens or tokens[len(tokens) // 2] in covered:
            continue
        one = _said_behind(frames, number, covered) or _led_up_to(frames, number, covered, taken, cues_told)
        if one is not None:
            made.append(one)
            covered |= set(one.content)
    return made


def _led_up_to(
    frames: Frames, number: int, covered: set[int], taken: frozenset[int], cues_told: set[int]
) -> Attribution | None:
    """The fragment of: She spoke of “a new dawn”, with the words between it and its verb."""
    before, tokens = frames.before(number)[-REACH_OF_FRAGMENT:], frames.tokens(number)
    verb = next((token for token in reversed(before) if token.pos_ in VERBAL and _leads_up(token)), None)
    if verb is None or verb.i in taken or child(verb, "auxpass") is not None or only_names(verb):
        return None
    between = [token.i for token in before if token.i > verb.i]
    if covered & set(between) and verb.i not in cues_told:
        return None
    kind = cues.clause_cue(verb) or cues.predicate_cue(verb) or cues.object_cue(verb) or "speech"
    content = trimmed(frames.doc, [*between, *tokens]) if not covered & set(between) else tuple(tokens)
    speaker = speaker_ahead(frames, before, verb)
    if speaker is None or any(frames.doc[i].text in LEADS_IN for i in between):
        return None
    return Attribution(content, verb_group(verb), speaker, kind, "fragment", 0.6)


def _said_behind(frames: Frames, number: int, covered: set[int]) -> Attribution | None:
    """The reporter's words and the fragment of: The plan “is dead,” she said."""
    found = cue_behind(frames, number)
    before = frames.before(number)
    if found is None or not before or any(token.i in covered for token in before):
        return None
    cue, speaker = found
    if any(kid.dep_ == "ccomp" and kid.i > i for i in cue for kid in frames.doc[i].children):
        return None
    words = [*before, *(frames.doc[i] for i in frames.tokens(number))]
    if speaker is None or not is_clause(words) or not any(cues.clause_cue(frames.doc[i]) == "speech" for i in cue):
        return None
    content = trimmed(frames.doc, [*range(before[0].i, frames.last[number])])
    return Attribution(content, cue, speaker, "speech", "fragment and cue behind", 0.7)


def _leads_up(verb: Token) -> bool:
    """Whether the verb can take somebody's words: of saying, of feeling, or with a preposition that makes it so."""
    if cues.clause_cue(verb) == "speech" or cues.object_cue(verb) is not None or cues.predicate_cue(verb) is not None:
        return True
    return any(child.dep_ == "prep" and cues.preposition_cue(verb, child) is not None for child in verb.children)


def _carried(
    frames: Frames, spoken: Sequence[Attribution], told: Sequence[Attribution], loose: Sequence[int]
) -> list[Attribution]:
    """Every attribution, the speeches without a frame joined to the speech they go on with."""
    found = sorted([*spoken, *told], key=_first)
    for number in loose:
        one = frames.stretches[number]
        alone = Attribution(tuple(frames.tokens(number)), (), None, "speech", "no cue", 0.3, (one,))
        upto = bisect_left(found, frames.first[number], key=_first)
        near = range(max(0, upto - MEMORY), upto)
        before = _left_open(frames, found, near, number)
        if before is None:
            before = _speech_before(frames, found, near, number)
        if before is None:
            if not _is_repeat(frames, number):
                found.insert(upto, alone)
            continue
        speech = found[before]
        own = bool(speech.pieces) or any(i in frames.inside for i in speech.content)
        if own and len(speech.pieces) < MOST_PIECES:
            found[before] = joined(speech, alone)
        elif own or is_clause([frames.doc[i] for i in frames.tokens(number)]):
            found.insert(upto, replace(alone, speaker=speech.speaker, rule="carried on", score=0.7))
    return found


def _first(one: Attribution) -> int:
    return min(*one.content[:1], *one.cue[:1]) if one.cue else one.content[0]


def _left_open(frames: Frames, found: Sequence[Attribution], near: range, number: int) -> int | None:
    """Place of the speech whose marks were left open at the end of the paragraph before."""
    if not number or not frames.stretches[number - 1].runs_on:
        return None
    return next((place for place in reversed(near) if frames.stretches[number - 1] in found[place].pieces[-1:]), None)


def _speech_before(frames: Frames, found: Sequence[Attribution], near: range, number: int) -> int | None:
    """Place of the last speech before a stretch, where the stretch goes on with it; None where it does not."""
    first = frames.first[number]
    ends: list[tuple[int, int, int]] = []
    for place in near:
        speech = found[place]
        if speech.cue and speech.cue[0] < first and speech.cue[0] not in frames.inside:
            ends.append(
                (max(_last_before(speech.content, first), _last_before(speech.cue, first)), len(speech.content), place)
            )
    if not ends:
        return None
    end, _, best = max(ends)
    own_words = [one for one in ends if found[one[2]].pieces]
    if own_words and not found[best].pieces:
        upto, _, place = max(own_words)
        if _still_speaks(frames, found[best], upto, end):
            best = place
    between = frames.text[frames.doc[end].idx + len(frames.doc[end]) : frames.stretches[number].start]
    if "\n" not in between:
        return best
    stands = opens_paragraph(frames.text, frames.stretches[number])
    return best if stands and "\n" not in between.strip("\n") and len(between) < LONGEST_WAY_BACK else None


def _last_before(tokens: Sequence[int], first: int) -> int:
    """The last of some token numbers, in order, that lies before another; -1 where none does."""
    place = bisect_left(tokens, first)
    return tokens[place - 1] if place else -1


def _still_speaks(frames: Frames, later: Attribution, upto: int, end: int) -> bool:
    """Whether whoever was quoted up to a token still speaks, though something else is reported after it.

    What else the sentence of a quote tells ("she said, recalling …") does not end the quote, nor does a pronoun.
    """
    between = frames.doc.span(upto, end + 1)
    same = later.speaker is None or later.speaker.pos_ == "PRON" or later.kind == "attitude"
    if same and "\n" not in between.text:
        return True
    return not any(token.text in STOPS for token in between[1:] if token.i not in frames.inside)


def _past_dateline(one: Attribution, doc: Doc) -> Attribution:
    """An attribution without the "SEOUL (Agency) -" that the parser took for its speaker or the start of its content."""
    if one.speaker is None:
        return one
    upto = _dateline_end(one.speaker.sent)
    if upto <= one.speaker.sent.start:
        return one
    content = trimmed(doc, [i for i in one.content if i >= upto or i < one.speaker.sent.start])
    speaker = one.speaker
    if speaker.left_edge.i < upto:
        ahead = [token for token in doc[upto : one.cue[0]] if token.i not in set(content)] if one.cue else []
        speaker = first_phrase(ahead) or speaker
    return replace(one, content=content, speaker=speaker)


def _dateline_end(sentence: Span) -> int:
    """Number of the token behind a dateline that opens the sentence, the sentence's start where there is none."""
    if not sentence[0].text.isupper() or len(sentence[0].text) < SHORTEST_PLACE:
        return sentence.start
    for token in sentence[1:LONGEST_DATELINE]:
        if token.text in DASHES:
            return token.i + 1
        if token.pos_ in VERBAL and not token.text.isupper():
            break
    return sentence.start


def _is_repeat(frames: Frames, number: int) -> bool:
    """Whether a quote that stands alone only prints once more, large, what is quoted elsewhere in the text."""
    one = frames.stretches[number]
    words = inner(frames.text, one).rstrip(".,")
    alone = opens_paragraph(frames.text, one) and closes_paragraph(frames.text, one)
    return alone and len(frames.stretches) < MANY_STRETCHES and frames.text.count(words) > 1
