"""How much of a thing is stated: the noun that heads it → `Quantity`.

`figures` finds the figures of a text, `counting` the one that counts a noun; here the two become bounds, unit, qualifier and
scope. Nothing is converted: containers stay containers.
"""

from dataclasses import replace
from functools import cache
from itertools import islice

from core import lexicon
from core.extract import counting
from core.extract.counting import figures_of, measures
from core.extract.figures import Figure
from core.extract.kinds import is_of_a_type
from core.extract.parsed import Doc, Token
from core.records import Qualifier, Quantity, Scope


def quantity_of(item: Token, meant: Token | None = None) -> Quantity:
    """How much of the thing that `item` heads is stated; an empty `Quantity` where no figure is tied to it.

    `item` is the head noun of the thing given ("shells" in "artillery shells"), or the number itself where the noun is left
    out ("another 1,500 followed"); for a verb, its object or passive subject ("trained 500 officers"). `min` and `max` are
    as the figure states them, open ends and vague amounts None; the unit is that of the noun or measure counted, an ISO
    4217 code for money. `meant` is the noun that a bare number stands for, which may be sentences away: it gives the unit.
    """
    if item.pos_ == "VERB":
        affected = next((child for child in item.children if child.dep_ in ("dobj", "nsubjpass")), None)
        return Quantity() if affected is None else quantity_of(affected)
    own = counting.figure_on(item)
    if own:
        stated = _quantity(own, item, item)
        return stated if meant is None else replace(stated, unit=_unit(own, meant, meant))
    found = counting.before_noun(item) or counting.as_cargo(item) or counting.as_amount(item)
    if found:
        return _quantity(*found, item)
    return _single(item) or _from_around(item)


def _from_around(item: Token) -> Quantity:
    """The figure of the list, load or bargain that an item is part of, where it has none of its own."""
    found = (
        counting.before_list(item, _kind)
        or counting.behind_noun(item)
        or counting.in_loads(item)
        or counting.of_bargain(item)
    )
    return _quantity(*found, item) if found else Quantity()


def _single(item: Token) -> Quantity | None:
    """One piece, for "a" before a thing that can be counted out ("a missile launcher", not "a diplomatic shield")."""
    pieces = lexicon.table("quantities")["pieces"]["nouns"]
    load = item.head.head if item.dep_ == "pobj" and item.head.lower_ == "of" else item
    if load != item and counting.named_in(load, lexicon.table("quantities")["loads"]["nouns"]) is not None:
        return _single_load(load, item)
    if item.tag_ in ("NNS", "NNPS") or counting.named_in(item, pieces) is None:
        return None
    nearby = [*item.lefts, *item.doc[max(0, item.i - 1) : item.i]]  # the tagger at times takes the noun for an adjective
    article = next((token for token in nearby if token.lower_ in ("a", "an")), None)
    if article is not None and article.i and article.nbor(-1).lower_ in ("not", "n't", "without"):
        return None
    return Quantity(article.text, 1.0, 1.0, _kind(item), Qualifier.EXACT) if article else None


def _single_load(load: Token, item: Token) -> Quantity | None:
    """One load or formation of a thing: "a squadron of pilots", "an earlier shipload of rice"."""
    article = next((token for token in load.lefts if token.lower_ in ("a", "an")), None)
    if load.tag_ == "NNS" or article is None or (article.i and article.nbor(-1).lower_ in ("not", "n't", "without")):
        return None
    text = item.doc.text[article.idx : load.idx + len(load)]
    return Quantity(text, 1.0, 1.0, measures().get(counting.named_in(load, measures()) or "") or None, Qualifier.EXACT)


def _quantity(figure: Figure, counted: Token, item: Token) -> Quantity:
    doc, text = item.doc, figure.text
    share = _share_of(figure, doc)
    if share:
        figure = replace(share, end=figure.end, currency=figure.currency)
        text = doc.text[share.start : figure.end]
    elif counted != item and counted.idx >= figure.end and counting.is_measure(counted):
        text = doc.text[figure.start : counted.idx + len(counted)]
    low, high = (None, None) if figure.share else (figure.min, figure.max)
    return Quantity(text, low, high, _unit(figure, counted, item), figure.qualifier, _scope(figure, item))


def _share_of(figure: Figure, doc: Doc) -> Figure | None:
    """The share that cuts a figure down: "nearly 70% of the roughly $900 million"."""
    before = doc.text[max(0, figure.start - 10) : figure.start].split()
    if "of" not in before[-2:]:
        return None
    found = figures_of(doc).at(max(0, figure.start - 12), figure.start)
    return found if found and found.share else None


# ---------------------------------------------------------------- units
@cache
def _kinds() -> dict[str, str]:
    return {noun: unit for unit, nouns in lexicon.table("quantities")["units"].items() for noun in nouns}


def _kind(noun: Token) -> str | None:
    """What one of a noun is: a person, a round, else a piece; None for what is no noun."""
    name = counting.named_in(noun, _kinds())
    if name:
        return "item" if _kinds()[name] == "person" and is_of_a_type(noun) else _kinds()[name]  # "16 MiG fighters"
    if noun.ent_type_ == "NORP" or (noun.tag_ == "NNPS" and noun.dep_ != "compound"):
        return "person"  # "some North Koreans"
    return "item" if noun.pos_ in ("NOUN", "PROPN") else None


def _unit(figure: Figure, counted: Token, item: Token) -> str | None:
    """The unit of a figure: its currency, else that of the measure it counts, else the kind of the thing itself."""
    if figure.currency:
        return figure.currency
    if not figure.counts:
        return None
    whole = counted.head if counted.dep_ == "compound" and counting.is_measure(counted.head) else counted
    name = counting.named_in(whole, measures())
    # A truck given is a piece, "40 trucks of flour" are loads.
    is_piece = whole == item and name in lexicon.table("quantities")["own_pieces"]["nouns"]
    if name and not is_piece:
        return measures()[name] or _kind(item)
    return _kind(counted)


# ---------------------------------------------------------------- scope
def _scope(figure: Figure, item: Token) -> Scope | None:
    """Whether a figure is a total, one batch or a rate, from the few words around it."""
    text, cues = item.doc.text, lexicon.table("quantities")["scopes"]
    behind = max(figure.end, item.idx + len(item))
    before = " ".join(text[max(0, figure.start - 40) : figure.start].lower().split()[-3:])
    after = " ".join(text[behind : behind + 30].lower().replace(",", " , ").replace(".", " ").split()[:4])

    def says(words: str, cue: str) -> bool:
        return any(f" {entry} " in f" {words} " for entry in cues[cue])

    if says(after, "rate_after") or says(before, "rate_before"):
        return Scope.RATE
    if says(before, "total_before") or says(after, "total_after") or says(figure.text.lower(), "total_after"):
        return Scope.TOTAL
    between = text[figure.end : max(figure.end, item.idx)].lower().split()
    if (after.split()[:1] == ["more"] and "than" not in after) or set(between) & set(cues["batch_between"]):
        return Scope.BATCH
    return Scope.BATCH if says(before, "batch_before") else _by_clause(item)


def _by_clause(item: Token) -> Scope | None:
    """The scope that the clause around gives its figure: "has so far sent 40 tanks", "since May it has sent 40 tanks"."""
    cues = lexicon.table("quantities")["scopes"]
    verb = next((above for above in islice(item.ancestors, counting.HOPS) if above.pos_ in ("VERB", "AUX")), None)
    if verb is None:
        return None
    perfect = any(kid.dep_ == "aux" and kid.lemma_ == "have" for kid in verb.children)
    for kid in verb.children:
        if kid.dep_ not in ("prep", "advmod", "npadvmod", "advcl", "acl") or abs(kid.i - verb.i) > counting.PHRASE * 2:
            continue
        words = f" {' '.join(token.lower_ for token in islice(kid.subtree, counting.HOPS))} "
        if any(words.startswith(f" {cue} ") for cue in cues["total_clause"]):
            return Scope.TOTAL
        if perfect and any(words.startswith(f" {cue} ") for cue in cues["total_perfect"]):
            return Scope.TOTAL
    return None
