"""Which figure belongs to a thing given: the noun that heads it → `Quantity`.

`figures` finds the figures of a text; here each is tied to its noun: before it ("8,000 troops"), before a measure and
"of" ("over 1,000 containers of arms"), before the list it stands in ("millions of shells and rockets"), behind it ("arms
worth $9 million"), or as the price of a bargain ("a $5 billion deal to export tanks"). What the words do not tie to the noun
is not its quantity: a wrong figure is worse than none.
"""

import dataclasses
from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from functools import cache

from spacy.tokens import Doc, Token

from core import lexicon
from core.extract.figures import Figure, figures
from core.records import Qualifier, Quantity, Scope

KEY = "claimline_figures"
# A noun phrase longer than this is a parse gone wrong; the bounds keep every look-up at a constant cost.
PHRASE = 14
HOPS = 5


class _Figures:
    """The figures of one document in order, with a look-up by place."""

    def __init__(self, text: str) -> None:
        self.all = tuple(figures(text))
        self.starts = [figure.start for figure in self.all]
        self.ends = [figure.end for figure in self.all]

    def at(self, start: int, end: int) -> Figure | None:
        """The figure that shares a character with `start` to `end`, the last one where there are two."""
        place = bisect_left(self.starts, end) - 1
        return self.all[place] if place >= 0 and self.all[place].end > start else None

    def between(self, start: int, end: int) -> tuple[Figure, ...]:
        return self.all[bisect_left(self.starts, start) : bisect_right(self.ends, end)]


def _figures(doc: Doc) -> _Figures:
    if KEY not in doc.user_data:
        doc.user_data[KEY] = _Figures(doc.text)
    known: _Figures = doc.user_data[KEY]
    return known


def find_quantities(doc: Doc) -> Iterator[Figure]:
    """All figures of a document, in order of place, whether or not they belong to a thing given."""
    yield from _figures(doc).all


@cache
def _unit_of() -> dict[str, str]:
    return {noun: unit for unit, nouns in lexicon.table("quantities")["units"].items() for noun in nouns}


def _measures() -> dict[str, str]:
    measures: dict[str, str] = lexicon.table("quantities")["measures"]
    return measures


def _lemma(token: Token) -> str:
    return token.lemma_.lower()


def _at(token: Token) -> Figure | None:
    return _figures(token.doc).at(token.idx, token.idx + len(token))


def _modifies(token: Token, head: Token) -> bool:
    """Whether a token before a noun belongs to its noun phrase, by the tagger first and the parser where nouns meet."""
    if token.pos_ in ("ADJ", "DET", "NUM", "PRON", "PART", "ADV") or token.tag_ in (
        "POS",
        "VBN",
        "VBG",
        "PRP$",
        "HYPH",
        "AFX",
    ):
        return True
    if token.pos_ in ("NOUN", "PROPN", "VERB"):
        return (
            token.tag_ != "NNS" or token.dep_ in ("compound", "nmod", "amod", "poss") or token.head in (head, *head.children)
        )
    return token.text in "-–/\"'“”‘’"


def _before(noun: Token) -> tuple[Figure | None, Token | None]:
    """The figure in front of a noun within its phrase, and the first token that is no longer of the phrase."""
    doc = noun.doc
    for place in range(noun.i - 1, max(-1, noun.i - PHRASE), -1):
        token = doc[place]
        figure = _at(token)
        if figure and figure.end <= noun.idx:
            return figure, token
        if not _modifies(token, noun) or token.is_sent_end:
            return None, token
    return None, None


def _measure_before(token: Token | None) -> Token | None:
    """The noun before "of" (or before "worth of"), given the token that ends a phrase on the left."""
    if token is None or token.i == 0:
        return None
    if token.lower_ not in ("of", "in"):
        return None
    before = token.nbor(-1)
    words = token.doc[max(0, token.i - 2) : token.i].text.lower()
    if words in ("in all", "in total") and token.i > 2:  # "220 pieces in all of …"
        before = token.nbor(-3)
    return before if before.sent == token.sent else None


def _found(noun: Token) -> tuple[Figure, Token] | None:
    """The figure before a noun or before the measures in front of it, and the noun it counts directly."""
    counted = noun
    for _ in range(HOPS):
        figure, edge = _before(counted)
        if figure:
            return figure, counted
        link = edge
        measure = _measure_before(link)
        if measure is None:
            return None
        direct = _at(measure)
        if direct:
            of_goods = link is not None and link.lower_ == "in" and direct.currency is None
            return None if of_goods or _part_of_known(counted) else (direct, counted)
        if link is not None and link.lower_ == "in" and _lemma(measure) not in _measures():
            return None
        if _lemma(measure) not in _measures() and measure.lower_ not in _measures() and not _holds(measure):
            return None
        counted = measure
    return None


def _part_of_known(noun: Token) -> bool:
    """Whether a figure before "of" cuts a part out of a delivery told as known: "2,000 of the soldiers sent were killed"."""
    definite = any(child.lower_ in ("the", "those", "these") for child in noun.lefts)
    return definite and any(child.dep_ in ("acl", "relcl") for child in noun.rights)


def _holds(noun: Token) -> bool:
    """Whether a noun names a load or a deal whose figure also counts for what is in it ("a $2 bln export of tanks")."""
    return _lemma(noun) in lexicon.table("quantities")["bargains"]["lemmas"]


def _unit(figure: Figure, counted: Token, item: Token) -> str | None:
    if figure.currency:
        return figure.currency
    if not figure.counts:
        return None
    lemma = _lemma(counted)
    whole = counted.head if counted.dep_ == "compound" else counted
    if whole != counted and _lemma(whole) in _measures():
        return _measures()[_lemma(whole)] or None
    own = lexicon.table("quantities")["own_pieces"]["nouns"]
    if lemma in _measures() and not (counted == item and lemma in own):
        unit = _measures()[lemma]
        return unit or _kind_of_piece(item)
    return _kind_of_piece(counted)


def _kind_of_piece(noun: Token) -> str | None:
    known = _unit_of().get(_lemma(noun)) or _unit_of().get(noun.lower_)
    if known:
        return known
    if noun.ent_type_ == "NORP" or (noun.tag_ == "NNPS" and noun.dep_ != "compound"):
        return "person"
    return "item" if noun.tag_ in ("NNS", "NN", "NNP", "NNPS") else None


def _scope(figure: Figure, item: Token) -> Scope | None:
    """Whether a figure is a total, one batch or a rate, from the words right around it."""
    words, doc = lexicon.table("quantities")["scopes"], item.doc
    before = f" {doc.text[max(0, figure.start - 40) : figure.start].lower()}"
    last = max(figure.end, item.idx + len(item))
    after = doc.text[last : last + 30].lower()
    near_before, near_after = " ".join(before.split()[-4:]), " ".join(after.split()[:5])

    def says(entries: list[str], text: str) -> bool:
        return any(f" {entry} " in f" {text} " for entry in entries)

    if says(words["rate_after"], near_after.rstrip(".,;")) or says(words["rate_before"], near_before):
        return Scope.RATE
    if says(words["total_before"], near_before) or says(words["total_after"], near_after) or " in all" in figure.text:
        return Scope.TOTAL
    return Scope.BATCH if says(words["batch_before"], near_before) or says(words["batch_after"], near_after) else None


def _quantity(figure: Figure, counted: Token, item: Token) -> Quantity:
    text, doc = figure.text, item.doc
    share = _share_of(figure, doc)
    if share:
        start, figure = share.start, dataclasses.replace(share, end=figure.end, currency=figure.currency)
        text = doc.text[start : figure.end]
    elif counted != item and counted.idx >= figure.end and not figure.currency:
        text = doc.text[figure.start : counted.idx + len(counted)]
    low, high = (None, None) if figure.share else (figure.min, figure.max)
    return Quantity(text, low, high, _unit(figure, counted, item), figure.qualifier, _scope(figure, item))


def _share_of(figure: Figure, doc: Doc) -> Figure | None:
    """The share that a figure is cut down by: "nearly 70% of the roughly $900 million"."""
    words = doc.text[max(0, figure.start - 10) : figure.start].split()
    if words[-1:] == ["of"] or words[-2:-1] == ["of"]:
        found = _figures(doc).at(max(0, figure.start - 12), figure.start)
        return found if found and found.share else None
    return None


def _previous_in_list(item: Token) -> Token | None:
    """The item before this one in its list, by the parser, or by a comma or "and" right before its phrase."""
    if item.dep_ in ("conj", "appos") and item.head.i < item.i:
        return item.head
    return None


def _shared(item: Token) -> tuple[Figure, Token] | None:
    """The figure of a whole list ("nine million shells and rockets"), if no other item of the list has its own."""
    first, passed = item, 0
    while (before := _previous_in_list(first)) is not None and passed < HOPS * 2:
        first, passed = before, passed + 1
        found = _found(first)
        if not found:
            continue
        figure, counted = found
        if counted != first or figure.currency or (figure.end < counted.idx - 1 and _of_follows(figure, item.doc)):
            return found
        same_kind = _kind_of_piece(item) == _kind_of_piece(first) and item.tag_ in ("NNS", "NNPS")
        return found if same_kind and not _own_figures(first, item) else None
    return None


def _of_follows(figure: Figure, doc: Doc) -> bool:
    return doc.text[figure.end : figure.end + 4].split()[:1] == ["of"]


def _own_figures(first: Token, item: Token) -> bool:
    """Whether another figure stands in the list, between its first item and the end of the sentence's noun phrase."""
    last = max((child.i for child in first.subtree if child.i - first.i < 40), default=item.i)
    doc = item.doc
    return bool(_figures(doc).between(first.idx + len(first), doc[last].idx + len(doc[last])))


def _behind(item: Token) -> Figure | None:
    """A figure right behind the noun: "worth $9 million", "by the thousands", "(about 3,000)", ", millions of them"."""
    doc = item.doc
    start = item.idx + len(item)
    for figure in _figures(doc).between(start, start + 80):
        gap = " ".join(doc.text[start : figure.start].lower().split())
        if gap in lexicon.table("quantities")["behind"]["links"] and doc[item.i].sent.end_char >= figure.end:
            return figure
        if gap.endswith(",") and doc.text[figure.end : figure.end + 9].lower().split()[:2] == ["of", "them"]:
            return figure if _leads_to(item, figure) else None
        return None
    return None


def _leads_to(item: Token, figure: Figure) -> bool:
    """Whether nothing but the rest of the item's phrase stands between an item and ", millions of them"."""
    for token in item.doc[item.i + 1 : item.sent.end]:
        if token.idx >= figure.start:
            return True
        if token.pos_ in ("VERB", "AUX"):
            return False
    return False


def _as_amount(item: Token) -> tuple[Figure, Token] | None:
    """The figure of words of size behind the item: "arms shipments topped 10,000 containers", "the loans totalled €3bn"."""
    doc, sentence = item.doc, item.sent
    verbs = lexicon.table("quantities")["amount_verbs"]["lemmas"]
    for figure in _figures(doc).between(item.idx, min(item.idx + 120, sentence.end_char)):
        span = doc.char_span(figure.start, figure.end, alignment_mode="expand")
        if span is None or span.start <= item.i:
            continue
        lead = span[0] if _lemma(span[0]) in verbs else doc[span.start - 1]
        if _lemma(lead) not in verbs or not _leads_from(item, lead):
            return None
        counted = doc[span.end] if span.end < sentence.end else item
        return figure, counted if counted.pos_ in ("NOUN", "PROPN") else item
    return None


def _leads_from(item: Token, verb: Token) -> bool:
    """Whether only the rest of the subject stands between an item and a verb of size: no other verb, no comma."""
    return not any(token.pos_ in ("VERB", "AUX") or token.text == "," for token in item.doc[item.i + 1 : verb.i])


def _price(item: Token) -> Figure | None:
    """The price of the bargain that the item is the object of: "a $5 billion deal to export tanks and howitzers"."""
    start = max(item.sent.start, item.i - PHRASE - HOPS)
    for place in range(item.i - 1, start - 1, -1):
        token = item.doc[place]
        if token.pos_ == "NOUN" and _holds(token):
            figure, _ = _before(token)
            if figure:
                return figure if figure.currency else None
        if token.tag_ in ("VBD", "VBZ", "VBP") or token.text in (";", ":"):
            return None
    return None


def _in_loads(item: Token) -> tuple[Figure, Token] | None:
    """The number of loads an item came in, beside the verb: "sent shells and other weapons in around 10 shipments"."""
    verb = item
    for _ in range(HOPS):
        if verb.pos_ == "VERB" or verb.head == verb:
            break
        verb = verb.head
    for link in verb.rights if verb.pos_ == "VERB" else ():
        for load in link.children if link.lower_ in ("in", "aboard", "on") and link.i > item.i else ():
            if _lemma(load) in _measures():
                figure, _ = _before(load)
                return (figure, load) if figure else None
    return None


def _as_cargo(item: Token) -> tuple[Figure, Token] | None:
    """The number of containers, ships or trucks that carry the item: "10,000 containers carrying munitions"."""
    carrier = item.head.head if item.head.dep_ == "prep" else item.head
    if item.dep_ not in ("dobj", "pobj") or _lemma(carrier) not in lexicon.table("quantities")["carriers"]["lemmas"]:
        return None
    load = (
        carrier.head if carrier.dep_ == "acl" else next((t for t in carrier.lefts if t.dep_ in ("nsubj", "nsubjpass")), None)
    )
    if load is None:
        return None
    own = _at(load)
    return (own, load) if own else _found(load)


def _single(item: Token) -> Quantity | None:
    """One piece, for "a" before a thing that can be counted out ("a missile launcher", not "a diplomatic shield")."""
    if item.tag_ not in ("NN", "NNP") or _lemma(item) not in lexicon.table("quantities")["pieces"]["nouns"]:
        return None
    for child in item.lefts:
        if child.lower_ in ("a", "an"):
            return Quantity(child.text, 1.0, 1.0, _kind_of_piece(item), Qualifier.EXACT, None)
    return None


def quantity_of(item: Token) -> Quantity:
    """How much of the thing that `item` heads is stated; an empty `Quantity` where no figure is tied to it.

    `item` is the head noun of the thing given ("shells" in "artillery shells"), or the number itself where the noun is left
    out ("another 1,500 followed"). `min` and `max` are as the figure states them, open ends and vague amounts None; the unit
    is that of the noun or measure counted, an ISO 4217 code for money.
    """
    own = _at(item)
    if own:
        return _quantity(own, item, item)
    found = _found(item) or _as_cargo(item) or _as_amount(item)
    if found:
        return _quantity(*found, item)
    single = _single(item)
    if single:
        return single
    shared = _shared(item) or _in_loads(item)
    if shared:
        return _quantity(*shared, item)
    figure = _behind(item) or _price(item)
    return _quantity(figure, item, item) if figure else Quantity()
