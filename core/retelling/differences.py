"""What one sentence says otherwise than another that tells the same.

A word counts as dropped where the words on both sides of it stand in the other sentence too, so that a clause left out whole
is no change: a shorter account is not a wrong one.
"""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher
from functools import cache
from itertools import pairwise

from core import lexicon
from core.records import ChangeKind
from core.retelling.sentences import Sentence, Token
from core.wording import thing

# How far from a dropped word the words must be that both sentences have.
NEAR = 6
# What was exchanged is a few words; more is another statement.
LONGEST_EXCHANGE = 5
# Cues and attributions are compared where two sentences of the longer's five content words share two.
ALIKE = 0.4


SAYING = ("attributing", "neutral", "firm")
STOPS = frozenset(',;.:()[]“”"')


@dataclass(frozen=True, slots=True)
class Difference:
    """A change of one kind: the words before and after, and the change as a sentence."""

    kind: ChangeKind
    before: str
    after: str
    about: str


@dataclass(frozen=True, slots=True)
class Block:
    """So many equal words from a place in each sentence."""

    before: int
    after: int
    size: int


@cache
def _words(name: str) -> frozenset[str]:
    return frozenset(lexicon.table("retelling")[name])


def is_hedge(token: Token) -> bool:
    """Whether a word hedges; the month of May does not."""
    return token.text != "May" and token.text.casefold() in _words("hedges")


def is_negation(token: Token) -> bool:
    return token.text.casefold() in _words("negations") or token.text.casefold().endswith(("n't", "n’t"))


def differences(before: Sentence, after: Sentence, copied: bool) -> Iterator[Difference]:
    """The changes from one sentence to the other; `copied`: the second is known to come from the first."""
    blocks = _blocks(before, after)
    yield from _counts(before, after)
    yield from _bounds(before, after)
    yield from _joined(before, after, blocks)
    if copied and _alike(before, after):
        yield from _exchanged(before, after, blocks)
        blocks = _telling(blocks, before)
        yield from _cues(before, after, blocks, is_hedge, HEDGES)
        yield from _cues(before, after, blocks, is_negation, NEGATIONS)
        yield from _attributions(before, after)


def _alike(before: Sentence, after: Sentence) -> bool:
    return len(before.content & after.content) >= ALIKE * max(len(before.content), len(after.content))


def _blocks(before: Sentence, after: Sentence) -> list[Block]:
    """Equal words of both, in order, from an empty block at the beginning of both to one at their end."""
    matcher = SequenceMatcher(None, [token.norm for token in before.tokens], [token.norm for token in after.tokens], False)
    return [Block(0, 0, 0), *(Block(*match) for match in matcher.get_matching_blocks())]


def _telling(blocks: list[Block], before: Sentence) -> list[Block]:
    """Blocks that hold more than an article or preposition."""
    common = lexicon.words("function-words")
    held = [(block, before.tokens[block.before : block.before + block.size]) for block in blocks]
    return [block for block, tokens in held if any(token.norm not in common for token in tokens)]


HEDGES = (ChangeKind.HEDGE_DROPPED, ChangeKind.HEDGE_ADDED, ChangeKind.HEDGE_CHANGED)
NEGATIONS = (ChangeKind.NEGATION_DROPPED, ChangeKind.NEGATION_ADDED, None)


def _cues(
    before: Sentence,
    after: Sentence,
    blocks: list[Block],
    is_cue: Callable[[Token], bool],
    kinds: tuple[ChangeKind, ChangeKind, ChangeKind | None],
) -> Iterator[Difference]:
    """Cues that only one sentence has, or for which the other has another."""
    dropped, added, changed = kinds
    within = _within(before, [(block.before, block.size) for block in blocks])
    within_after = _within(after, [(block.after, block.size) for block in blocks])
    old = [token for place, token in enumerate(before.tokens) if is_cue(token) and place in within]
    new = [token for place, token in enumerate(after.tokens) if is_cue(token) and place in within_after]
    gone = [token for token in old if token.text.casefold() not in after.words_around]
    come = [token for token in new if token.text.casefold() not in before.words_around]
    if gone and not any(map(is_cue, after.tokens)):
        yield Difference(dropped, *_said(gone, []), f"“{_listed(gone)}” is gone")
    elif come and not any(map(is_cue, before.tokens)):
        yield Difference(added, *_said([], come), f"“{_listed(come)}” is new")
    elif changed and gone and come:
        yield Difference(changed, *_said(gone, come), f"“{_listed(gone)}” became “{_listed(come)}”")


def _within(sentence: Sentence, blocks: list[tuple[int, int]]) -> set[int]:
    """Places of words that both sentences go around: with shared words near on both sides, or near and at an edge."""
    shared = {place for start, size in blocks for place in range(start, start + size)}
    found = set()
    for place in range(len(sentence.tokens)):
        left, right = range(max(place - NEAR, 0), place + 1), range(place, place + NEAR + 1)
        at_start, at_end = place < NEAR, place + NEAR >= len(sentence.tokens)
        on_left, on_right = not shared.isdisjoint(left), not shared.isdisjoint(right)
        if (on_left or at_start) and (on_right or at_end) and (on_left or on_right):
            found.add(place)
    return found


def _attributions(before: Sentence, after: Sentence) -> Iterator[Difference]:
    """A verb that only passes on became one that vouches ("concluded" → "confirmed"), or nobody is named any more."""
    old, new = _of(before, "neutral"), _of(after, "firm")
    if old and new and not _of(before, "firm") and not _of(after, "neutral"):
        yield Difference(ChangeKind.MADE_FIRMER, *_said(old[:1], new[:1]), f"“{old[0].text}” became “{new[0].text}”")
    verbs = [token for group in SAYING for token in _of(before, group) if token.text.casefold() not in _words("also_nouns")]
    still = after.quoted or any(_of(after, group) for group in SAYING)
    if verbs and not still:
        about = f"“{verbs[0].text}” is gone: the sentence is laid to nobody"
        yield Difference(ChangeKind.ATTRIBUTION_DROPPED, *_said(verbs[:1], []), about)


def _of(sentence: Sentence, group: str) -> list[Token]:
    """The words of a group; in "that said" and "that being said" nobody says anything."""
    found = [place for place, token in enumerate(sentence.tokens) if token.text.casefold() in _words(group)]
    return [sentence.tokens[place] for place in found if not _that_said(sentence, place)]


def _that_said(sentence: Sentence, place: int) -> bool:
    before = sentence.tokens[place - 1].norm if place else ""
    return sentence.tokens[place].norm == "said" and before in ("that", "being")


def _exchanged(before: Sentence, after: Sentence, blocks: list[Block]) -> Iterator[Difference]:
    """Figures that stand for each other between the same words, and in neither sentence otherwise."""
    for old, new in _gaps(before, after, blocks):
        gone = [token for token in old if token.value is not None and token.norm not in after.content]
        come = [token for token in new if token.value is not None and token.norm not in before.content]
        if gone and come:
            about = f"“{gone[0].text}” became “{come[0].text}”"
            yield Difference(ChangeKind.NUMBER_CHANGED, _span(before, *_ends(old)), _span(after, *_ends(new)), about)


def _gaps(before: Sentence, after: Sentence, blocks: list[Block]) -> Iterator[tuple[list[Token], list[Token]]]:
    """Short stretches between equal words, not empty on either side."""
    for one, other in pairwise(blocks):
        old = before.tokens[one.before + one.size : other.before]
        new = after.tokens[one.after + one.size : other.after]
        if old and new and max(len(old), len(new)) <= LONGEST_EXCHANGE:
            yield old, new


def _counts(before: Sentence, after: Sentence) -> Iterator[Difference]:
    """Figures that count something else now."""
    for value in sorted(before.figures.keys() & after.figures.keys()):
        place, there = before.tokens[before.figures[value]], after.tokens[after.figures[value]]
        old, new = _counted(before, before.figures[value]), _counted(after, after.figures[value])
        norms, others = {token.norm for token in old}, {token.norm for token in new}
        if not old or not new or norms & after.content or others & before.content:
            continue
        words, others_words = _span(before, *_ends(old)), _span(after, *_ends(new))
        if thing(words) != thing(others_words):
            about = f"{place.text} “{words}” became {there.text} “{others_words}”"
            yield Difference(ChangeKind.UNIT_CHANGED, f"{place.text} {words}", f"{there.text} {others_words}", about)


def _counted(sentence: Sentence, place: int) -> list[Token]:
    """The words right behind a figure, up to an article, preposition, stop or figure; three at most."""
    words: list[Token] = []
    last = sentence.tokens[place]
    for token in sentence.tokens[place + 1 : place + 4]:
        between = sentence.document.text[last.end : token.start]
        if token.value is not None or token.norm in lexicon.words("function-words") or set(between) & STOPS:
            break
        words.append(token)
        last = token
    return words


def _bounds(before: Sentence, after: Sentence) -> Iterator[Difference]:
    """ "At least", "up to" or "about" on a figure that the other sentence gives without, or with another bound."""
    for value in sorted(before.figures.keys() & after.figures.keys()):
        place, there = before.tokens[before.figures[value]], after.tokens[after.figures[value]]
        (old, kind), (new, other) = _bound(before, place), _bound(after, there)
        if kind == other:
            continue
        words, others = f"{old} {place.text}".strip(), f"{new} {there.text}".strip()
        if kind and other:
            yield Difference(ChangeKind.HEDGE_CHANGED, words, others, f"“{words}” became “{others}”")
        elif kind:
            yield Difference(ChangeKind.HEDGE_DROPPED, words, others, f"“{old}” before {place.text} is gone")


def _bound(sentence: Sentence, figure: Token) -> tuple[str, str]:
    """The words that bound a figure from before, and whether they mean at least, up to or about; "" where none do."""
    found = _bounding().search(sentence.document.text[sentence.start : figure.start])
    return (found["words"], _bounds_by_words()[found["words"].casefold()]) if found else ("", "")


@cache
def _bounds_by_words() -> dict[str, str]:
    hedges = lexicon.table("quantities")["hedges"]
    return {words: kind for kind in ("at-least", "up-to", "about") for words in hedges[kind]}


@cache
def _bounding() -> re.Pattern[str]:
    longest_first = sorted(_bounds_by_words(), key=len, reverse=True)
    return re.compile(rf"(?<!\w)(?P<words>{'|'.join(map(re.escape, longest_first))})\s*[$€£¥]?$", re.IGNORECASE)


def _joined(before: Sentence, after: Sentence, blocks: list[Block]) -> Iterator[Difference]:
    """ "Or" between two figures, or between the same words, that became "and"."""
    shared = sorted(before.figures.keys() & after.figures.keys(), key=lambda value: before.figures[value])
    for one, other in pairwise(shared):
        old = before.tokens[before.figures[one] : before.figures[other] + 1]
        first, last = sorted((after.figures[one], after.figures[other]))
        new = after.tokens[first : last + 1]
        if _has(old, "or") and not _has(old, "and") and _has(new, "and") and not _has(new, "or"):
            words = f"“{old[0].text} … or … {old[-1].text}” became “{new[0].text} … and … {new[-1].text}”"
            yield Difference(ChangeKind.OR_BECAME_AND, _span(before, *_ends(old)), _span(after, *_ends(new)), words)
            return
    for old, new in _gaps(before, after, blocks):
        if [token.norm for token in old] == ["or"] and [token.norm for token in new] == ["and"]:
            yield Difference(ChangeKind.OR_BECAME_AND, "or", "and", "“or” became “and”")
            return


def _has(tokens: list[Token], word: str) -> bool:
    return any(token.norm == word for token in tokens)


def _ends(tokens: list[Token]) -> tuple[Token, Token]:
    return tokens[0], tokens[-1]


def _span(sentence: Sentence, first: Token, last: Token) -> str:
    return sentence.document.text[first.start : last.end]


def _listed(tokens: list[Token]) -> str:
    return "”, “".join(token.text for token in tokens)


def _said(old: list[Token], new: list[Token]) -> tuple[str, str]:
    return ", ".join(token.text for token in old), ", ".join(token.text for token in new)
