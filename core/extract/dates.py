"""When: the date words that belong to a verb or event noun, and the day on which something was said.

`intervals` turns words into days; here they are tied to their clause. The date of the words ("said on Thursday") is never
the date of what they tell, nor is the date of an order or agreement that of the transfer it is about.
"""

import datetime
from bisect import bisect_left
from dataclasses import replace
from functools import cache
from itertools import islice

from core import lexicon
from core.extract import cues
from core.extract.calendars import Printing
from core.extract.entries import Entries
from core.extract.intervals import Expression, expressions, interval, when
from core.extract.parsed import Doc, Span, Token
from core.records import Document, Precision, TimeExpression, When

KEY = "claimline_dates"
# Clauses nested deeper than this are a parse gone wrong; the bound keeps each look-up at a constant cost.
DEPTH = 12
# Tokens of a dateline before its date.
LONGEST_DATELINE = 12
# Tokens before and behind a verb in which its date is looked for.
REACH = 80
# Steps from date words up to the verb of saying: "wrote | in | a letter | dated …".
OCCASION_DEPTH = 5
SUBJECTS = {"nsubj", "nsubjpass", "csubj", "expl"}


class _Dates:
    """The date words of one document in order, each with its tokens."""

    def __init__(self, doc: Doc) -> None:
        self.all: list[tuple[Expression, Span]] = []
        for expression in expressions(doc.text):
            span = doc.char_span(expression.start, expression.end, alignment_mode="expand")
            if span is not None and len(span):
                self.all.append((expression, span))
        self.starts = [span.start for _, span in self.all]
        self.entries = Entries(doc.text, [expression for expression, _ in self.all])

    def within(self, start: int, end: int) -> list[tuple[Expression, Span]]:
        """The date words whose first token lies from `start` up to `end`."""
        return self.all[bisect_left(self.starts, start) : bisect_left(self.starts, end)]


def _dates(doc: Doc) -> _Dates:
    if KEY not in doc.user_data:
        doc.user_data[KEY] = _Dates(doc)
    known: _Dates = doc.user_data[KEY]
    return known


@cache
def _lemmas(name: str) -> frozenset[str]:
    return frozenset(lexicon.table("dates")[name]["lemmas"])


def _is_saying(token: Token) -> bool:
    return token.pos_ in ("VERB", "AUX") and token.lemma_.lower() in _lemmas("saying")


def _governor(span: Span) -> Token:
    """The verb or noun that date words modify: what their outermost token hangs on, prepositions skipped."""
    root = span.root
    for _ in range(DEPTH):
        inside = span.start <= root.i < span.end
        if root.head == root or not (inside or root.pos_ in ("ADP", "SCONJ", "ADV")):
            return root
        root = root.head
    return root


def _clause(token: Token) -> Token:
    """The verb whose clause a token stands in, the token itself if it is one."""
    for _ in range(DEPTH):
        if token.pos_ in ("VERB", "AUX") and token.dep_ not in ("aux", "auxpass", "amod", "compound"):
            return token
        if token.head == token:
            return token
        token = token.head
    return token


def _right_after_saying(span: Span) -> Token | None:
    """The verb of saying that date words follow at once ("said Thursday", "told reporters on Thursday"), if any."""
    doc = span.doc
    for place in range(span.start - 1, max(-1, span.start - 5), -1):
        token = doc[place]
        if _is_saying(token):
            return token
        if token.pos_ not in ("NOUN", "PROPN", "PRON", "ADP", "DET", "ADV", "ADJ") or token.is_sent_end:
            return None
    return None


def _of_clause(span: Span, verb: Token) -> bool:
    """Whether date words stand in the clause of `verb` and not in one above, below or beside it."""
    said = _right_after_saying(span)
    if said is not None and said != verb:
        return False
    governor = _governor(span)
    if _is_dateline(span) or (verb.pos_ in ("VERB", "AUX") and (_owns_a_noun(span) or _is_of_another_event(governor))):
        return False
    return governor == verb or _clause(governor) == verb


def _owns_a_noun(span: Span) -> bool:
    """Whether date words only say which: "this week's launch", "winter clothing"."""
    if span.end >= len(span.doc):
        return False
    season = span[-1].lower_ in lexicon.table("dates")["seasons"] and span[-1].dep_ in ("compound", "amod", "nmod")
    return season or span.doc[span.end].tag_ == "POS" or span[-1].tag_ == "POS"


def _is_of_another_event(governor: Token) -> bool:
    """Whether date words say when something else was that only places the clause: "before the visit on May 3"."""
    return governor.pos_ in ("NOUN", "PROPN") and governor.head.lower_ in ("before", "after", "since", "until", "following")


def _is_dateline(span: Span) -> bool:
    """Whether date words stand in a dateline: "SEOUL, Nov 23 (Reuters) - …"."""
    doc, place = span.doc, span.start
    if span.end >= len(doc) or doc[span.end].text not in ("(", "-", "–", "—", "--"):
        return False
    while place > 0 and not doc[place].is_sent_start and span.start - place < LONGEST_DATELINE:
        place -= 1
        if doc[place].pos_ not in ("PROPN", "PUNCT", "SPACE"):
            return False
    return place == 0 or bool(doc[place].is_sent_start)


def _ahead(verb: Token) -> bool:
    """Whether a clause looks ahead: "will send", "plans to send", "is to be sent"."""
    near = verb.doc.span(max(0, verb.i - DEPTH), verb.i)
    helpers = {token.lower_ for token in near if token.head == verb and token.pos_ in ("AUX", "PART")}
    return not helpers.isdisjoint(("will", "shall", "'ll", "’ll", "to", "would", "wo")) and "have" not in helpers


def _heads(verb: Token) -> list[Token]:
    """The heads whose dates hold for `verb`: itself, one that only says how far it has come, one it stands beside."""
    if verb.pos_ in ("NOUN", "PROPN"):
        described = [child for child in verb.rights if child.dep_ == "acl"][:1]  # "the delivery, made on May 3"
        carrying = _lemmas("aspect") | _lemmas("carriage")
        return [verb, *(token for token in (*described, _clause(verb)) if token.lemma_.lower() in carrying)]
    heads = [verb]
    head = verb.head
    if verb.dep_ in ("xcomp", "pcomp", "ccomp", "advcl", "prep", "acl") and head.lemma_.lower() in _lemmas("aspect"):
        heads.append(head)
    if verb.dep_ == "acl" and head.head.lemma_.lower() in _lemmas("carriage"):
        heads.append(head.head)  # "containers carrying arms were shipped in May"
    if (
        verb.dep_ == "conj"
        and head.pos_ == "VERB"
        and not any(child.dep_ in SUBJECTS for child in islice(verb.lefts, DEPTH))
    ):
        heads.append(head)
    return heads


def _leading(span: Span, head: Token, verb: Token) -> bool:
    """Whether date words may be shared by a second verb: those in front of the first one."""
    return head == verb or verb.dep_ != "conj" or span.start < head.i


def _candidates(verb: Token) -> list[tuple[Expression, Span]]:
    sentence = verb.sent
    found = _dates(verb.doc).within(max(sentence.start, verb.i - REACH), min(sentence.end, verb.i + REACH))
    for head in _heads(verb):
        if verb.pos_ in ("NOUN", "PROPN") and head == verb:
            own = [(expression, span) for expression, span in found if _governor(span) == verb]
        else:
            own = [(expression, span) for expression, span in found if _of_clause(span, head) and _leading(span, head, verb)]
        if own:
            return own
    if verb.dep_ == "conj" and verb.pos_ in ("NOUN", "PROPN"):
        # The second pair of "sold missiles to Peru in 2004 and helicopters to Bolivia in 2010".
        clause = _clause(verb)
        return [(expression, span) for expression, span in found if span.start > verb.i and _of_clause(span, clause)]
    return []


def _year_before(verb: Token, place: int, printing: Printing) -> int | None:
    """The year of the last date before `place` in the sentence, for "the year after"."""
    year = None
    for expression, _ in _dates(verb.doc).within(max(verb.sent.start, place - REACH), place):
        days = interval(expression, printing)
        known = days.start or days.end
        year = known.year if known else year
    return year


def date_of(verb: Token, document: Document, item: Token | None = None) -> When:
    """When the clause headed by `verb` (a verb or an event noun such as "shipment") is said to have happened.

    Days are read against `document.published`; where that is not known, relative words keep their text and no days. An empty
    `When` where the clause has no date. Where it has two, the one nearest to the verb counts that states days. Given the
    `item`, a clause that says when it comes counts where the verb has no date: "ordered jets, to be delivered by 2027".
    """
    found = _candidates(verb)
    if not found:
        coming = _coming(item) if item is not None else None
        return date_of(coming, document) if coming is not None else When()
    entry = _entry(verb, document)  # "the end of the year" below "September 2023" is that of 2023
    printing = Printing(entry.start or document.published, _ahead(verb) or _ahead(verb.head))
    read = []
    for expression, span in found:
        beside = _beside_a_year(expression)
        year = _year_before(verb, span.start, printing) if beside else None
        stated = when(expression, Printing(printing.day, printing.ahead, year))
        if _begins(_clause(_governor(span))):
            stated = _open_ended(stated)
        stated = _opened(verb, stated)
        read.append((stated.start is None and stated.end is None, abs(span.start - verb.i), stated))
    return min(read, key=lambda one: one[:2])[2]


def _entry(verb: Token, document: Document) -> When:
    """The days of the timeline entry in which a word stands."""
    entries = _dates(verb.doc).entries
    head = entries.at(verb.idx)
    return when(head, Printing(document.published, year=entries.year(head))) if head is not None else When()


def entry_day(anchor: Token, document: Document) -> When:
    """The date at the head of a timeline entry, for a word of giving there that has none of its own and tells what happens.

    "5 May: the ship brings wheat" happens then; what has happened by then, or is only said of a thing, has no day.
    """
    before = anchor.dep_ in ("acl", "relcl") and anchor.tag_ == "VBN"
    perfect = any(child.dep_ == "aux" and child.lemma_.lower() == "have" for child in anchor.lefts)
    return When() if before or perfect else _opened(anchor, _entry(anchor, document))


def _opened(verb: Token, stated: When) -> When:
    """The days of a clause; its last one is open where the verb only tells of a beginning."""
    return _open_ended(stated) if _begins(verb) else stated


def _open_ended(stated: When) -> When:
    return replace(stated, end=None, precision=Precision.RANGE) if stated.start else stated


def _coming(item: Token) -> Token | None:
    """The verb of a clause on an item that says when it comes or came."""
    clauses = (child for child in item.rights if child.dep_ in ("relcl", "acl"))
    return next((clause for clause in clauses if clause.lemma_.lower() in _lemmas("carriage")), None)


def _begins(verb: Token) -> bool:
    """Whether a verb gives only the first day: "deliveries began in March", "began sending tanks in March"."""
    outer = verb.head if verb.dep_ == "xcomp" else verb
    return outer.lemma_.lower() in _lemmas("beginning") or verb.lemma_.lower() in _lemmas("beginning")


def _beside_a_year(expression: Expression) -> bool:
    return "year" in expression.low.lower() and expression.high is None


def said_on(cue: Token, document: Document) -> datetime.date | None:
    """The day on which words were said, given the verb or noun that attributes them; None where the text does not tell."""
    doc, sentence = cue.doc, cue.sent
    for expression, span in _dates(doc).within(max(sentence.start, cue.i - REACH), min(sentence.end, cue.i + REACH)):
        if _right_after_saying(span) == cue or _governor(span) == cue or _is_of_occasion(span, cue):
            days = interval(expression, Printing(document.published))
            if days.start is not None and days.start == days.end:
                return days.start
    return None


def _is_of_occasion(span: Span, cue: Token) -> bool:
    """Whether date words tell the day of an occasion of words: "wrote in a letter dated 3 May", "speaking on 3 May, said".

    The way up to the cue may lead over the phrases and participles that hang on it, never out of what is said.
    """
    token = _governor(span)
    for _ in range(OCCASION_DEPTH):
        if token == cue:
            return True
        speaking = token.tag_ == "VBG" and token.dep_ == "advcl" and _is_occasional(token)
        if not speaking and token.dep_ not in ("prep", "pobj", "acl"):
            return False
        if token.dep_ == "pobj" and not (cues.is_occasion(token) or cues.is_document(token)):
            return False
        token = token.head
    return False


def _is_occasional(verb: Token) -> bool:
    return _is_saying(verb) or verb.lemma_.lower() in ("speak", "appear", "address", "testify")


def find_dates(doc: Doc, document: Document) -> list[TimeExpression]:
    """All words of a document that name a time, in order, with the days they state."""
    found = []
    for expression, span in _dates(doc).all:
        stated = when(expression, Printing(document.published, _ahead(_clause(span.root))))
        found.append(
            TimeExpression(
                document.doc, expression.start, expression.end, expression.text, stated.start, stated.end, stated.precision
            )
        )
    return found
