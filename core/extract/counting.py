"""Which figure counts a noun: before it, before its measure or its list, behind it, or on what carries it.

Each public function answers with the figure and the noun that it counts directly, or None. What the words do not tie to a
noun is not its figure: a wrong one is worse than none. Every look is bounded, so that a long sentence costs no more.
"""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Container
from dataclasses import replace
from functools import cache
from typing import Any

from core import lexicon
from core.extract.figures import Figure, figures
from core.extract.parsed import Doc, Span, Token
from core.records import Qualifier
from core.wording import singular

KEY = "claimline_figures"
# A noun phrase longer than this many tokens is a parse gone wrong, and so is a list or chain of "of" longer than the second.
PHRASE = 14
HOPS = 6
# Characters in which a figure behind its noun is looked for.
NEAR = 80

OF_BEFORE = re.compile(r"\s{1,2}of(?:\s{1,2}the(?:ir|se)?|\s{1,2}its|\s{1,2}those)?\s{1,2}$")
ONE_OF = re.compile(r"\b(?:first|last|next|rest|none|all|both|latest|remainder|some)$", re.I)
OF_THEM = re.compile(r"(?:\s(?P<measure>[a-z]+))?\s{1,3}of\s{1,3}(?:them|these|those|it)\b", re.I)
# A figure between commas, or at the end: ", 500," ", 8,000 tonnes a year."
APART = re.compile(
    r"(?:\s(?P<measure>[a-z-]+))?(?:\s(?:a|an|per|each|every)\s(?:day|week|month|year))?\s?(?:$|[,.;:)—–])", re.I
)
HEDGED = re.compile(r"(?:\s(?:likely|perhaps|probably|possibly|maybe|reportedly|allegedly|apparently))+$")

IN_NUMBER = re.compile(r"\s{1,3}(?:in number|strong|in all|in total)\b", re.I)

Counted = tuple[Figure, Token]


class Figures:
    """The figures of one document in order, with a look-up by place."""

    def __init__(self, text: str) -> None:
        self.all = tuple(figures(text))
        self.starts = [figure.start for figure in self.all]
        self.ends = [figure.end for figure in self.all]

    def at(self, start: int, end: int) -> Figure | None:
        """The last figure that shares a character with `start` to `end`."""
        place = bisect_left(self.starts, end) - 1
        return self.all[place] if place >= 0 and self.all[place].end > start else None

    def between(self, start: int, end: int) -> tuple[Figure, ...]:
        """The figures that lie from `start` to `end`."""
        return self.all[bisect_left(self.starts, start) : bisect_right(self.ends, end)]


def figures_of(doc: Doc) -> Figures:
    """The figures of a document, found once and kept with it."""
    if KEY not in doc.user_data:
        doc.user_data[KEY] = Figures(doc.text)
    known: Figures = doc.user_data[KEY]
    return known


@cache
def _words(group: str, name: str) -> frozenset[str]:
    listed: dict[str, Any] = lexicon.table("quantities")[group]
    return frozenset(listed[name])


@cache
def measures() -> dict[str, str]:
    """Nouns that count or weigh what stands behind their "of", and their unit, "" where they have none."""
    return dict(lexicon.table("quantities")["measures"])


def named_in(noun: Token, words: Container[str]) -> str | None:
    """The form of a noun that a list has: its lemma, the word as it stands, or its singular by ending; None for none."""
    forms = (noun.lemma_.lower(), noun.lower_, singular(noun.lower_))
    return next((form for form in forms if form in words), None)


def is_measure(noun: Token) -> bool:
    return named_in(noun, measures()) is not None


def _is_bargain(noun: Token) -> bool:
    """Whether a noun names a deal whose price also counts for what is in it ("a $2 bln export of tanks")."""
    return named_in(noun, _words("bargains", "lemmas")) is not None


def figure_on(token: Token) -> Figure | None:
    """The figure that a token is part of: "1,500" in "1,500 had already gone"."""
    return figures_of(token.doc).at(token.idx, token.idx + len(token))


# ---------------------------------------------------------------- before the noun
# What stands before a noun within its phrase, by tag; other nouns and verbs only where the parser puts them there.
MODIFIERS = {"JJ", "JJR", "JJS", "DT", "PDT", "CD", "PRP$", "WP$", "POS", "RB", "RBR", "RBS", "VBN", "VBG", "HYPH", "AFX"}
INNER = {"compound", "nmod", "amod", "poss", "nummod", "quantmod"}


def _modifies(token: Token, noun: Token) -> bool:
    if token.tag_ in MODIFIERS or token.text in "-–/\"'“”‘’" or _is_hyphened(token):
        return True
    if token.pos_ not in ("NOUN", "PROPN", "VERB"):
        return False
    return token.tag_ != "NNS" or token.dep_ in INNER or token.head == noun or token.head.head == noun


def _is_hyphened(token: Token) -> bool:
    """Whether a token is a piece of a word with hyphens: "up" in "pick-up trucks"."""
    doc, place = token.doc, token.i
    behind = not token.whitespace_ and place + 1 < len(doc) and doc[place + 1].text == "-"
    return behind or (place > 0 and doc[place - 1].text == "-" and not doc[place - 1].whitespace_)


def _in_front(noun: Token) -> tuple[Figure | None, Token | None]:
    """The figure in front of a noun within its phrase, and the token at which the look ended."""
    doc = noun.doc
    for place in range(noun.i - 1, max(-1, noun.i - PHRASE), -1):
        token = doc[place]
        figure = figure_on(token)
        if figure and figure.end <= noun.idx:
            return figure, token
        if not _modifies(token, noun) or token.is_sent_end:
            return None, token
    return None, None


def _measured_by(link: Token | None) -> Token | None:
    """The noun or number before the "of" or "in" that ends a phrase on the left: "containers" in "containers of arms"."""
    if link is None or link.lower_ not in ("of", "in") or link.i == 0:
        return None
    place = link.i - 1
    if place >= 2 and link.doc.span(place - 1, place + 1).text.lower() in ("in all", "in total"):  # "220 pieces in all of …"
        place -= 2
    before = link.doc[place]
    return before if not before.is_sent_end else None


def before_noun(noun: Token) -> Counted | None:
    """The figure before a noun, or before the measures in front of it: "over 1,000 containers of", "$9 million in"."""
    counted = noun
    for _ in range(HOPS):
        figure, link = _in_front(counted)
        if figure:
            return _part_of_known_number(figure, counted)
        measure = _measured_by(link)
        if measure is None or link is None:
            return None
        number = figure_on(measure)
        if number:
            tied = link.lower_ == "of" or number.currency is not None
            return (number, counted) if tied and not _is_known_whole(counted) else None
        if not (is_measure(measure) or (link.lower_ == "of" and _is_bargain(measure))):
            return None
        counted = measure
    return None


def _part_of_known_number(figure: Figure, counted: Token) -> Counted | None:
    """The part that a number is told of: 10 for "the first 10 of 50 tanks", none for "the first of 50 tanks"."""
    text = counted.doc.text
    before = OF_BEFORE.search(text, max(0, figure.start - 12), figure.start)
    if before is None:
        return figure, counted
    part = figures_of(counted.doc).at(before.start() - 1, before.start())
    if part is not None and not part.share:
        return part, counted
    return None if ONE_OF.search(text, max(0, before.start() - 10), before.start()) else (figure, counted)


def _is_known_whole(noun: Token) -> bool:
    """Whether a figure before "of" cuts a part out of a delivery told as known: "2,000 of the soldiers sent were killed"."""
    definite = any(child.lower_ in ("the", "those", "these") for child in noun.lefts)
    return definite and any(child.dep_ in ("acl", "relcl") for child in noun.rights)


def before_list(item: Token, kind_of: Callable[[Token], str | None]) -> Counted | None:
    """The figure of the whole list the item stands in: "a million shells and rockets", "1,000 containers of arms and fuel".

    A bare number counts the other items too where `kind_of` gives the same for both and none has a number of its own.
    """
    first = item
    for _ in range(2 * HOPS):
        if first.dep_ not in ("conj", "appos") or first.head.i >= first.i:
            return None
        first = first.head
        found = before_noun(first)
        if found is None:
            continue
        figure, counted = found
        if counted == first and _comes_after_another(first):
            return None
        if counted != first and _is_of_one_kind(counted) and kind_of(item) in ("item", None):
            return None
        if counted != first or figure.currency or item.doc.text[figure.end : figure.end + 4].split()[:1] == ["of"]:
            return found
        alike = item.tag_ in ("NNS", "NNPS") and kind_of(item) == kind_of(first)
        return found if alike and not _has_other_figures(first) else None
    return None


def _comes_after_another(noun: Token) -> bool:
    """Whether a counted noun stands in a list behind one with a number of its own: "six boats, 36 jets and fuel"."""
    return noun.dep_ in ("conj", "appos") and noun.head.i < noun.i and _in_front(noun.head)[0] is not None


def _is_of_one_kind(measure: Token) -> bool:
    """Whether a measure counts one kind of thing only: "3,000 rounds of ammunition and winter clothing"."""
    return measures().get(named_in(measure, measures()) or "") in _words("measures_of_one_kind", "units")


def _has_other_figures(first: Token) -> bool:
    """Whether an item behind the first of a list has a number of its own."""
    item = first
    for _ in range(2 * HOPS):
        following = [child for child in item.rights if child.dep_ == "conj"]
        if not following:
            return False
        item = following[0]
        if _in_front(item)[0]:
            return True
    return False


# ---------------------------------------------------------------- behind the noun
def behind_noun(item: Token) -> Counted | None:
    """A figure right behind the noun: "worth $9 million", "by the thousands", "(about 3,000)", ", millions of them"."""
    doc, start = item.doc, item.idx + len(item)
    figure = next(iter(figures_of(doc).between(start, start + NEAR)), None)
    if figure is None or figure.end > item.sent.end_char:
        return None
    text = doc.text
    gap = " ".join(text[start : figure.start].lower().split())
    if gap in _words("behind", "links"):
        return figure, item
    apart = HEDGED.sub("", gap)
    of_them = OF_THEM.match(text, figure.end) if apart.endswith((",", "-", "–", "—")) else None
    if apart == "," and (found := _apart(item, figure)) is not None:
        return found
    in_number = IN_NUMBER.match(text, figure.end) and gap == ","
    if in_number:
        return figure, item
    moved = item.dep_ in ("nsubj", "nsubjpass")  # "the radars have come, four of them"
    if of_them is None or _has_verb(item.head if moved else item, figure.start):
        return None
    measure = _measure(item.doc, of_them) if of_them["measure"] else None
    return figure, measure or item


def _apart(item: Token, figure: Figure) -> Counted | None:
    """A figure that stands between commas behind its noun: "radios, perhaps 500," "timber, 8,000 tonnes a year"."""
    behind = APART.match(item.doc.text, figure.end, item.sent.end_char)
    if behind is None or figure.share:
        return None
    if behind["measure"] is None:
        return figure, item
    counted = _measure(item.doc, behind)
    return (figure, counted) if counted is not None and is_measure(counted) else None


def _measure(doc: Doc, found: re.Match[str]) -> Token | None:
    """The token of the measure that a match has."""
    span = doc.char_span(found.start("measure"), found.end("measure"), alignment_mode="expand")
    return span[0] if span is not None else None


def _has_verb(item: Token, end: int) -> bool:
    """Whether a verb stands between an item and a character at most `NEAR` behind it."""
    for token in item.doc[item.i + 1 : item.i + NEAR]:
        if token.idx >= end:
            return False
        if token.pos_ in ("VERB", "AUX") and token.lemma_ != "be":
            return True
    return False


def as_amount(item: Token) -> Counted | None:
    """The figure of a verb of size behind the item: "arms shipments topped 10,000 containers", "the loan was worth €3bn"."""
    doc, sentence = item.doc, item.sent
    for figure in figures_of(doc).between(item.idx, min(item.idx + NEAR, sentence.end_char)):
        span = doc.char_span(figure.start, figure.end, alignment_mode="expand")
        if span is None or span.start <= item.i:
            continue
        verb = _of_size(span)
        if verb is None or verb.i <= item.i or _has_verb(item, verb.idx):
            return None
        counted = doc[span.end] if span.end < sentence.end and doc[span.end].pos_ in ("NOUN", "PROPN") else item
        if figure.qualifier is Qualifier.EXACT and verb.lemma_.lower() in _words("amount_verbs", "beyond"):
            figure = replace(figure, max=None, qualifier=Qualifier.AT_LEAST)
        return figure, counted
    return None


def _of_size(figure: Span) -> Token | None:
    """The verb by which a figure is the size of something: "topped 10,000", "came to $3 million"; None for none."""
    before = figure.doc[figure.start - 1]
    for token in (figure[0], before):
        if token.lemma_.lower() in _words("amount_verbs", "lemmas"):
            return token
    over = before.nbor(-1) if before.lower_ == "to" and before.i else None
    return over if over is not None and over.lemma_.lower() in _words("amount_verbs", "with_to") else None


# ---------------------------------------------------------------- elsewhere in the clause
def of_bargain(item: Token) -> Counted | None:
    """The price of the bargain that the item is the object of: "a $5 billion deal to export tanks and howitzers"."""
    for place in range(item.i - 1, max(item.sent.start, item.i - 2 * PHRASE) - 1, -1):
        token = item.doc[place]
        if token.pos_ == "NOUN" and _is_bargain(token):
            figure, _ = _in_front(token)
            if figure:
                return (figure, item) if figure.currency else None
        if token.tag_ in ("VBD", "VBZ", "VBP") or token.text in (";", ":"):
            return None
    return None


def in_loads(item: Token) -> Counted | None:
    """The number of loads an item came in, beside the verb: "sent shells and other weapons in around 10 shipments"."""
    verb = item
    for _ in range(HOPS):
        if verb.pos_ == "VERB" or verb.head == verb:
            break
        verb = verb.head
    if verb.pos_ != "VERB":
        return None
    for link in item.doc[item.i + 1 : item.i + 2 * PHRASE]:
        for load in link.rights if link.head == verb and link.lower_ in ("in", "aboard", "on", "by") else ():
            figure = _in_front(load)[0] if is_measure(load) else None
            if figure:
                return figure, load
            number = figure_on(load)
            if number and number.qualifier is Qualifier.VAGUE:  # "sent by the thousands"
                return number, item
    return None


def as_cargo(item: Token) -> Counted | None:
    """The number of containers, ships or trucks that carry the item: "10,000 containers carrying munitions"."""
    for _ in range(HOPS):
        if item.dep_ != "conj":
            break
        item = item.head
    carrier = item.head.head if item.head.dep_ == "prep" else item.head
    if item.dep_ not in ("dobj", "pobj") or carrier.lemma_.lower() not in _words("carriers", "lemmas"):
        return None
    subjects = (token for token in carrier.lefts if token.dep_ in ("nsubj", "nsubjpass"))
    load = carrier.head if carrier.dep_ == "acl" else next(subjects, None)
    if load is None or load == item:
        return None
    number = figure_on(load)
    return (number, load) if number else before_noun(load)
