"""Who said what: the rows of a document's quotes and attitudes.

`marks` pairs quotation marks, `direct` finds whose words stand between them, `speech` reads reported speech off the
dependency tree. This module only brings the three together and writes the rows: a row for each piece and each speaker,
words in marks inside reported speech marked once more as a fragment.
"""

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from core.extract.attributions import attributions
from core.extract.cast import Cast
from core.extract.dates import said_on
from core.extract.marks import Quoted, outermost, quoted
from core.extract.parsed import Doc, Token
from core.extract.said import SUBJECT, VERBAL, Attribution, trimmed
from core.extract.settled import Settled, settled
from core.extract.speakers import phrase_of
from core.extract.surroundings import is_clause
from core.records import ActorKind, Document, Noise, NoiseKind, Quote, QuoteKind, row_id

Span = tuple[int, int]
# An object or phrase whose words are in marks up to this many reports nothing but the fragment: "voiced his “regret”".
WORDS_BESIDE_FRAGMENT = 2
LONGEST_OPENING = 4
LONGEST_MARK = 2
SMALL_PRINT = frozenset({NoiseKind.BYLINE, NoiseKind.CREDIT, NoiseKind.BOILERPLATE})
WHOLE_CLAUSES = frozenset(
    {"clause", "told by", "put at", "amounts to", "predicate", "parenthesis", "according", "fragment and cue behind"}
)
# Rules whose cue may stand between the subject and what is said of it.
PASSIVES = frozenset({"told by", "predicate"})


@dataclass(frozen=True, slots=True)
class _Said:
    """What all rows of one attribution share."""

    number: int
    cue: tuple[int, ...]
    speaker: Token | None
    ids: tuple[str, ...]
    carrier: str | None
    rule: str
    score: float


class _Writer:
    """Turns what was decided into rows, in the order of the text."""

    def __init__(self, doc: Doc, cast: Cast, document: Document) -> None:
        self.doc, self.cast, self.document = doc, cast, document
        self.text = doc.text
        self.starts = doc.starts

    def tokens(self, start: int, end: int) -> range:
        """Numbers of the tokens that start in `text[start:end]`."""
        return range(bisect_left(self.starts, start), bisect_left(self.starts, end))

    def span(self, tokens: Sequence[int]) -> Span:
        """Characters from the first to the last of some tokens."""
        last = self.doc[tokens[-1]]
        return self.doc[tokens[0]].idx, last.idx + len(last)

    def rows(self, said: _Said, start: int, end: int, kind: QuoteKind) -> Iterator[Quote]:
        """One row for each speaker, a single one where nobody is named."""
        cue = self.span(said.cue) if said.cue else None
        speaker = phrase_of(said.speaker) if said.speaker is not None else None
        sentence = self._sentence(start, end)
        day = said_on(self.doc[said.cue[0]], self.document) if said.cue else None
        for actor in said.ids or (None,):
            yield Quote(
                id=row_id(self.document.doc, self.document.sha256, "quote", start, end, kind, actor or ""),
                doc=self.document.doc,
                start=start,
                end=end,
                text=self.text[start:end],
                kind=kind,
                sentence_start=sentence[0],
                sentence_end=sentence[1],
                speaker=actor,
                speaker_text=self.text[slice(*speaker)] if speaker else None,
                speaker_start=speaker[0] if speaker else None,
                speaker_end=speaker[1] if speaker else None,
                cue=self.text[slice(*cue)] if cue else None,
                cue_start=cue[0] if cue else None,
                cue_end=cue[1] if cue else None,
                utterance=said.number,
                carried_by=said.carrier,
                said_on=day,
                rule=said.rule,
                score=said.score,
            )

    def _sentence(self, start: int, end: int) -> Span:
        inside = self.tokens(start, end)
        first, last = self.doc[inside[0]], self.doc[inside[-1]]
        opens, closes = first.sent.start_char, last.sent.end_char
        text = self.text[opens:closes]
        return min(start, opens + len(text) - len(text.lstrip())), max(end, opens + len(text.rstrip()))


def quotes(doc: Doc, cast: Cast, document: Document, noise: Sequence[Noise]) -> tuple[list[Quote], list[Quote]]:
    """The quotes and the attitudes of a parsed document, each in reading order.

    Spans are character offsets into `document.text`, which must be the text of `doc`. The pieces of one broken quote
    share their `utterance`; the numbers run through both lists.
    """
    stretches = quoted(doc.text)
    write = _Writer(doc, cast, document)
    found: list[Quote] = []
    attitudes: list[Quote] = []
    taken: set[Quoted] = set()
    told = [one for one in attributions(doc, outermost(stretches)) if not _in_small_print(write, one, noise)]
    all_of_them = settled(told, cast)
    for number, one in sorted(enumerate(all_of_them, start=1), key=lambda pair: _claim_to_marks(pair[1], cast)):
        spoken, attitude = _rows(write, one, number, stretches, taken)
        found += spoken
        attitudes += attitude
    return _in_order(found), _in_order(attitudes)


def _claim_to_marks(one: Settled, cast: Cast) -> tuple[bool, int]:
    """The order in which attributions may claim a fragment in marks that several of them hold.

    Where one report holds another, the fragment is the innermost speaker's, if that is another one ("she said she hopes"
    is one speaker). A state that "defends its “values”" says nothing by that: of what is no speech, only persons come
    before the report around them.
    """
    speech = one.kind == "speech" and one.words.rule != "noun"
    speaks = speech or (len(one.ids) == 1 and cast.actor(one.ids[0]).kind is ActorKind.PERSON)
    speaks = speaks and one.speaker is not None and one.speaker.pos_ != "PRON"
    size = len(one.words.content)
    return not speaks, size if speaks else -size


def _in_small_print(write: _Writer, one: Attribution, noise: Sequence[Noise]) -> bool:
    """Whether the words stand in a byline, a credit or boilerplate, where nobody speaks."""
    start, end = write.span(one.content)
    return any(mark.start <= start and end <= mark.end and mark.kind in SMALL_PRINT for mark in noise)


def _rows(
    write: _Writer, one: Settled, number: int, stretches: Sequence[Quoted], taken: set[Quoted]
) -> tuple[list[Quote], list[Quote]]:
    """The rows of one attribution: the speaker's own words, the reported ones, and the fragments in these."""
    words = one.words
    said = _Said(number, words.cue, one.speaker, one.ids, one.carrier, words.rule, words.score)
    found = [row for piece in words.pieces for row in write.rows(said, piece.start, piece.end, QuoteKind.DIRECT)]
    own = {i for piece in words.pieces for i in write.tokens(piece.start, piece.end)}
    rest = tuple(i for i in words.content if i not in own)
    attitudes: list[Quote] = []
    for start, end in _pieces(write, rest, words) if rest else ():
        start, end = _without_that(write, start, end)
        held = _held(stretches, start, end)
        if held:
            start, end = min(start, held[0].start), max(end, held[-1].end)
        if len(held) == 1 and _only_opens(write, start, held[0]):
            start = held[0].start
        beside = _words(write.text[start:end]) - sum(_words(write.text[mark.start : mark.end]) for mark in held)
        if _is_bare(write, start, end, held) or (words.rule in PASSIVES and _is_subject(write, start, end, words)):
            continue
        if not held or beside > (0 if words.rule in WHOLE_CLAUSES else WORDS_BESIDE_FRAGMENT):
            rows = write.rows(said, start, end, QuoteKind.INDIRECT)
            (found if one.kind == "speech" else attitudes).extend(rows)
        for mark in held:
            if mark in taken:
                continue
            whole = not beside and is_clause([write.doc[i] for i in write.tokens(mark.start, mark.end)])
            found += write.rows(said, mark.start, mark.end, QuoteKind.DIRECT if whole else QuoteKind.PARTIAL)
            taken.add(mark)
    return found, attitudes


def _only_opens(write: _Writer, start: int, mark: Quoted) -> bool:
    """Whether before a clause in marks stands nothing but an adverbial: "By contrast, “the plants are open,” he said"."""
    ahead = write.tokens(start, mark.start)
    inside = [write.doc[i] for i in write.tokens(mark.start, mark.end)]
    clause = is_clause(inside) and any(token.dep_ in SUBJECT for token in inside)
    return bool(ahead) and clause and _is_opening(write.doc, ahead) and all(write.doc[i].pos_ not in VERBAL for i in ahead)


def _held(stretches: Sequence[Quoted], start: int, end: int) -> list[Quoted]:
    """The stretches in marks, given in order, that lie inside a span or have only a mark outside it."""
    first = bisect_left(stretches, start - LONGEST_MARK, key=lambda mark: mark.start)
    last = bisect_left(stretches, end, key=lambda mark: mark.start)
    return [mark for mark in stretches[first:last] if start <= mark.inner_start and mark.inner_end <= end]


def _words(text: str) -> int:
    return len(text.split())


def _is_bare(write: _Writer, start: int, end: int, held: Sequence[Quoted]) -> bool:
    """Whether the content is only a pronoun that stands for words elsewhere: "what she called it"."""
    tokens = [write.doc[i] for i in write.tokens(start, end)]
    return not held and all(token.pos_ in {"PRON", "PUNCT", "DET", "SCONJ"} for token in tokens)


def _is_subject(write: _Writer, start: int, end: int, one: Attribution) -> bool:
    """Whether a piece is the bare subject of a passive cue behind it: "Kenya" in "Kenya was called a wreck by Mali"."""
    return end <= write.doc[one.cue[0]].idx and not any(write.doc[i].pos_ in VERBAL for i in write.tokens(start, end))


def _without_that(write: _Writer, start: int, end: int) -> Span:
    """The span without the "that" which opens it."""
    tokens = write.tokens(start, end)
    first = write.doc[tokens[0]]
    opens = first.dep_ not in {"det", "nsubj", "nsubjpass"} and first.head.i > first.i
    if first.lower_ == "that" and len(tokens) > 1 and (opens or write.doc[tokens[1]].is_quote):
        start = write.doc[tokens[1]].idx
    return start, end


def _is_opening(doc: Doc, run: Sequence[int]) -> bool:
    """Whether the words before a cue only open the sentence: "For now, the agency said, …"."""
    return len(run) <= LONGEST_OPENING and doc[run[0]].pos_ in {"ADP", "ADV", "CCONJ", "SCONJ", "PUNCT"}


def _in_order(rows: Sequence[Quote]) -> list[Quote]:
    """The rows by place, each id once."""
    unique = {row.id: row for row in reversed(rows)}
    return sorted(unique.values(), key=lambda row: (row.start, -row.end, row.kind, row.speaker or ""))


def _pieces(write: _Writer, content: Sequence[int], one: Attribution) -> Iterator[Span]:
    """The content as stretches of text, parted only where the cue or the speaker stands between."""
    between = {*one.cue}
    if one.speaker is not None:
        between |= {token.i for token in one.speaker.subtree}
    run = [content[0]]
    for token in content[1:]:
        if any(i in between for i in range(run[-1] + 1, token)):
            if not _is_opening(write.doc, run):
                yield write.span(trimmed(write.doc, run) or run)
            run = []
        run.append(token)
    yield write.span(trimmed(write.doc, run) or run)
