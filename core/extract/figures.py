"""Figures as printed: "at least 8,000", "$5.76 bln", "tens of thousands", "two to three million" → the range stated.

Works on characters alone, without a parse, in time linear in the text. Which noun a figure belongs to is decided in
`quantities`. No library reads news figures: those for number words give one number and know neither hedges nor ranges.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import Any

from core import lexicon
from core.extract.numbers import number_pattern, order, value
from core.extract.wordlists import GAP, any_of
from core.records import Qualifier


@dataclass(frozen=True, slots=True)
class Figure:
    """One figure: characters `start` to `end`, the hedge included, and the range it states (None: open)."""

    start: int
    end: int
    text: str
    min: float | None
    max: float | None
    qualifier: Qualifier
    currency: str | None = None
    share: bool = False

    @property
    def counts(self) -> bool:
        """Whether the words count something, rather than giving a share or a size ("half of", "large quantities")."""
        return not self.share and (self.qualifier is not Qualifier.VAGUE or bool(_orders().search(self.text)))


def _words() -> dict[str, Any]:
    return lexicon.table("quantities")


WORD = re.compile(r"\w+|[^\w\s]")
MONTH = r"(?:Jan|Feb|Mar|Apr|May|June?|July?|Aug|Sept?|Oct|Nov|Dec)[a-z]{0,6}\.?"
AFTER_MONTH = re.compile(rf"{MONTH}\s{{0,2}}(?:\d{{1,2}}\s?(?:and|to|or|-|–)\s?)?$")
BEFORE_MONTH = re.compile(rf"\s{{1,2}}(?:of\s)?{MONTH}(?!\w)")
YEAR = re.compile(r"(?:19|20)\d\d")
BEFORE_YEAR = re.compile(r"\b(?:in|since|of|until|till|by|from|during|for|early|late|mid|and|year)[\s-]$", re.I)


@cache
def _orders() -> re.Pattern[str]:
    """Words that count, if vaguely, where "large quantities" only says much or little."""
    few = [entry.removesuffix(" of") for entry in _words()["vague"]["few"]]
    return re.compile(rf"\b{any_of([*_words()['vague']['orders'], *_words()['magnitudes'], *few, 'number'])}\b", re.I)


@cache
def _openers() -> dict[str, frozenset[str]]:
    """The words and signs a figure can begin with, each with those that must follow, none where anything may.

    The grammar is only tried there; trying it on every word costs several times as much.
    """
    words = _words()
    vague = words["vague"]
    groups = [*words["hedges"].values(), *vague.values(), words["shares"]["fractions"], words["currency_signs"]]
    groups += [words["numerals"], words["magnitudes"], ("between", "from", "half", "some")]
    sized = [*vague["sizes"], *vague["nouns"], *words["magnitudes"], "quarter"]
    groups += [[f"{verb} over" for verb in words["particles"]["verbs"]]]
    groups += [[f"{article} {noun}" for article in ("a", "an") for noun in sized]]
    followers: dict[str, set[str]] = {}
    for first, *rest in (WORD.findall(entry.lower()) for entries in groups for entry in entries):
        followers.setdefault(first, set()).add(rest[0] if rest else "")
    return {first: frozenset() if "" in seconds else frozenset(seconds) for first, seconds in followers.items()}


def _may_begin(word: re.Match[str], text: str) -> bool:
    if word[0][0].isdigit():
        return True
    followers = _openers().get(word[0].lower())
    if not followers:
        return followers is not None
    following = WORD.search(text, word.end(), word.end() + 30)
    return following is not None and following[0].lower() in followers


@cache
def _grammar() -> re.Pattern[str]:
    """One pattern for all figures: a share, an exact or hedged number or range of numbers, or a vague amount."""
    words = _words()
    vague = words["vague"]
    hedge = rf"(?:{any_of(entry for kind in words['hedges'].values() for entry in kind)}(?:(?<=[~<>])|(?=\s))\s{{0,3}})"
    sign, money, number = any_of(words["currency_signs"]), any_of(words["currency_words"]), number_pattern()
    afterwards = [entry for kind in words["hedges_after"].values() for entry in kind]
    after = (
        rf"(?:{GAP}{any_of(entry for entry in afterwards if entry[0].isalpha())}\b"
        rf"|{any_of(entry for entry in afterwards if not entry[0].isalpha())}(?!\w))"
    )
    share = rf"(?:\s?{any_of(words['shares']['marks'])}(?!\w))"
    fraction = rf"{any_of(words['shares']['fractions'])}\b(?={GAP}(?:of|the|its|their|his|her|all)\b)"
    particle = any_of(words["particles"]["verbs"])
    sized = rf"(?:{any_of(vague['sizes'])}{GAP})"
    amount = (
        rf"{any_of(vague['few'])}{GAP}{any_of(words['magnitudes'])}s?\b"
        rf"|{any_of(vague['orders'])}\b(?:{GAP}of{GAP}{any_of(vague['orders'])}\b){{0,2}}"
        rf"|(?:{sized}{{0,2}}{any_of(vague['plural_nouns'])}|an?{GAP}{any_of(vague['nouns'])}"
        rf"|(?:an?{GAP})?{sized}{{1,2}}{any_of([*vague['nouns'], *vague['sized_nouns']])})\b(?={GAP}of\b)"
        rf"|{any_of(vague['few'])}\b|some\b"
    )
    return re.compile(
        rf"(?<![\w.,:/-])(?:{particle}{GAP}over{GAP})?(?P<lead>(?P<between>between{GAP})|from{GAP})?(?P<hedges>{hedge}{{0,3}})(?:"
        rf"(?P<fraction>{fraction})"
        rf"|(?P<sign>{sign}\s?)?(?P<low>{number})"
        rf"(?:(?:{share}|\s{money}\b)?(?P<link>(?(between){GAP}(?:and|to){GAP}|(?:\s?[-–]\s?|{GAP}(?:to|or){GAP})))"
        rf"{hedge}?(?P<high_sign>{sign}\s?)?(?P<high>{number}))?"
        rf"(?P<share>{share})?(?P<money>[\s-]?{money}\b)?(?P<after>{after}{{0,2}})"
        rf"|(?P<vague>{amount}))",
        re.I,
    )


@cache
def _hedges() -> tuple[re.Pattern[str], dict[str, Qualifier]]:
    """The pattern of any hedge, longest first ("no more than" before "more than"), and what each says."""
    kinds: dict[str, Qualifier] = {}
    for place in ("hedges", "hedges_after"):
        kinds |= {entry: Qualifier(kind) for kind, entries in _words()[place].items() for entry in entries}
    return re.compile(rf"(?<!\w){any_of(kinds)}(?!\w)", re.I), kinds


def _qualifier(match: re.Match[str]) -> Qualifier:
    """What the hedges say; an open bound outranks "about", as in "at least some 3,000"."""
    pattern, kinds = _hedges()
    said = " ".join(f"{match['hedges']} {match['after'] or ''}".split())
    found = {kinds[hedge.lower()] for hedge in pattern.findall(said)}
    return next((kind for kind in (Qualifier.AT_LEAST, Qualifier.UP_TO, Qualifier.ABOUT) if kind in found), Qualifier.EXACT)


def _bounds(match: re.Match[str], qualifier: Qualifier) -> tuple[float | None, float | None, Qualifier]:
    low = value(match["low"])
    if match["high"]:
        high = value(match["high"])
        low = _same_order(match, low, high)
        if high > low:
            return low, high, Qualifier.RANGE
    if qualifier is Qualifier.AT_LEAST:
        return low, None, qualifier
    if qualifier is Qualifier.UP_TO:
        return None, low, qualifier
    return low, low, qualifier


def _same_order(match: re.Match[str], low: float, high: float) -> float:
    """The low end in the order of the high one, where only that one has it: "two to three million", "10-12,000"."""
    size = order(match["high"])
    if size == 1 and "," in match["high"] and "-" in match["link"]:
        size = 1000
    return low * size if order(match["low"]) == 1 and low < 1000 and low * size < high else low


def _currency(match: re.Match[str]) -> str | None:
    words: dict[str, dict[str, str]] = _words()
    sign = (match["sign"] or match["high_sign"] or "").strip()
    if sign:
        return {entry.casefold(): code for entry, code in words["currency_signs"].items()}.get(sign.casefold())
    money = re.sub(r"[\s-]+", " ", match["money"] or "").strip().casefold()
    return words["currency_words"].get(money)


@cache
def _measured() -> re.Pattern[str]:
    """What makes the number before it a measurement: a dimension, or a hyphen and a word ("170-millimeter", "10-year")."""
    return re.compile(rf"[\s-]?{any_of(_words()['dimensions']['words'])}(?![\w-])|-[a-z]", re.I)


@cache
def _label() -> re.Pattern[str]:
    return re.compile(rf"(?<!\w){any_of(_words()['labels']['words'])}\s?$")


def _is_name_or_date(match: re.Match[str], text: str) -> bool:
    """Whether the number is a year, a day of a month, a measurement or part of a name, and so no amount."""
    first, end = match.start("low"), match.end()
    before, after = text[max(0, first - 24) : first], text[end : end + 24]
    if not (match["sign"] or match["money"]) and _measured().match(after):
        return True
    number = match["low"]
    if YEAR.fullmatch(number) and (not number.endswith("00") or BEFORE_YEAR.search(before)):
        return not match["hedges"] and not match["sign"] and not match["money"]
    if len(number) <= 2 and (AFTER_MONTH.search(before) or BEFORE_MONTH.match(after)):
        return True
    return bool(_label().search(before)) and not match["hedges"]


def _figure(match: re.Match[str], text: str) -> Figure | None:
    start, end = match.start("hedges"), match.end()
    if match["vague"] or match["fraction"]:
        end -= len(match[0]) - len(re.sub(r"\s+of$", "", match[0], flags=re.I))
        return Figure(start, end, text[start:end], None, None, Qualifier.VAGUE, share=bool(match["fraction"]))
    if _is_name_or_date(match, text):
        return None
    qualifier = _qualifier(match)
    if match["share"]:
        return Figure(start, end, text[start:end], None, None, qualifier, share=True)
    low, high, qualifier = _bounds(match, qualifier)
    if qualifier is Qualifier.RANGE and match["lead"]:
        start = match.start("lead")
    return Figure(start, end, text[start:end], low, high, qualifier, _currency(match))


def figures(text: str) -> Iterator[Figure]:
    """The figures of a text in order, never overlapping; years, days, measurements and model numbers are left out."""
    end = 0
    openers = _openers()
    for word in WORD.finditer(text):
        first = word[0]
        if not (first[0].isdigit() or first.lower() in openers) or word.start() < end or not _may_begin(word, text):
            continue
        match = _grammar().match(text, word.start())
        if match and match.end() > word.start():
            end = match.end()
            figure = _figure(match, text)
            if figure:
                yield figure
