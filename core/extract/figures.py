"""Figures as printed: "at least 8,000", "$5.76 bln", "tens of thousands", "two to three million" → the range stated.

Works on characters alone, without a parse, in time linear in the text. Which noun a figure belongs to is decided in
`quantities`. No library reads news figures: those for number words give one number and know neither hedges nor ranges.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from typing import Any

from core import lexicon
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


def _any(entries: Iterable[str]) -> str:
    """A group that matches any of the entries, longest first, with up to three blanks for a space."""
    longest_first = sorted(set(entries), key=len, reverse=True)
    return "(?:" + "|".join(re.escape(entry).replace(r"\ ", GAP) for entry in longest_first) + ")"


# Every repetition below is bounded: hostile text must not cost more than its length.
GAP = r"\s{1,3}"
JOINT = r"[\s-]{1,3}"
WORD = re.compile(r"\w+|[^\w\s]")
DIGITS = r"(?:\d{1,3}(?:[,\u00a0\u202f\u2009]\d{2,3}){1,6}(?:\.\d{1,6})?|\d{1,18}(?:\.\d{1,6})?)"
MONTH = r"(?:Jan|Feb|Mar|Apr|May|June?|July?|Aug|Sept?|Oct|Nov|Dec)[a-z]{0,6}\.?"
AFTER_MONTH = re.compile(rf"{MONTH}\s{{0,2}}(?:\d{{1,2}}\s?(?:and|to|or|-|–)\s?)?$")
BEFORE_MONTH = re.compile(rf"\s{{1,2}}(?:of\s)?{MONTH}(?!\w)")
YEAR = re.compile(r"(?:19|20)\d\d")
BEFORE_YEAR = re.compile(r"\b(?:in|since|of|until|till|by|from|during|for|early|late|mid|and|year)[\s-]$", re.I)


@cache
def _orders() -> re.Pattern[str]:
    """Words that count, if vaguely, where "large quantities" only says much or little."""
    few = [entry.removesuffix(" of") for entry in _words()["vague"]["few"]]
    return re.compile(rf"\b{_any([*_words()['vague']['orders'], *_words()['magnitudes'], *few, 'number'])}\b", re.I)


@cache
def _number() -> str:
    """The pattern of one number in digits or words, its magnitude included; no groups inside."""
    words = _words()
    magnitude = rf"(?:{_any(words['magnitudes'])}\b)"
    numeral = rf"(?:{_any(words['numerals'])}\b)"
    letter = rf"(?:[{''.join(words['letters'])}]\b)"
    run = rf"{numeral}(?:{JOINT}{numeral})?"
    spelt = rf"{run}(?:{JOINT}{magnitude}(?:(?:\s{{1,3}}and\s{{1,3}}|{JOINT}){run})?){{0,3}}"
    return (
        rf"(?:{DIGITS}(?:{letter}|(?:[\s-]?{magnitude}){{1,2}})?(?![\w:]|[.,]\d)"
        rf"|half{JOINT}an?{JOINT}{magnitude}|(?:a|one){JOINT}quarter{JOINT}of{JOINT}a{JOINT}{magnitude}"
        rf"|{numeral}{JOINT}and{JOINT}a{JOINT}half{JOINT}{magnitude}"
        rf"|an?{JOINT}{magnitude}(?:{JOINT}{magnitude})?(?:{JOINT}and{JOINT}a{JOINT}half\b)?|{spelt})"
    )


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
    groups += [[f"{article} {noun}" for article in ("a", "an", "the") for noun in sized]]
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
    hedge = rf"(?:{_any(entry for kind in words['hedges'].values() for entry in kind)}(?:(?<=[~<>])|(?=\s))\s{{0,3}})"
    sign, money, number = _any(words["currency_signs"]), _any(words["currency_words"]), _number()
    afterwards = [entry for kind in words["hedges_after"].values() for entry in kind]
    after = (
        rf"(?:{GAP}{_any(entry for entry in afterwards if entry[0].isalpha())}\b"
        rf"|{_any(entry for entry in afterwards if not entry[0].isalpha())}(?!\w))"
    )
    share = rf"(?:\s?{_any(words['shares']['marks'])}(?!\w))"
    fraction = rf"{_any(words['shares']['fractions'])}\b(?={GAP}(?:of|the|its|their|his|her|all)\b)"
    particle = _any(words["particles"]["verbs"])
    sized = rf"(?:{_any(vague['sizes'])}{GAP})"
    amount = (
        rf"{_any(vague['few'])}{GAP}{_any(words['magnitudes'])}s?\b"
        rf"|{_any(vague['orders'])}\b(?:{GAP}of{GAP}{_any(vague['orders'])}\b){{0,2}}"
        rf"|(?:(?:an?|the){GAP})?(?:{sized}{{0,2}}{_any(vague['nouns'])}|{sized}{{1,2}}{_any(vague['sized_nouns'])})\b(?={GAP}of\b)"
        rf"|{_any(vague['few'])}\b|some\b"
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


PHRASES = (
    (re.compile(rf"\bhalf{JOINT}an?\b"), "0.5"),
    (re.compile(rf"\b(?:a|one){JOINT}quarter{JOINT}of{JOINT}a\b"), "0.25"),
    (re.compile(rf"\ban?{JOINT}(\w+){JOINT}and{JOINT}a{JOINT}half\b"), r"1.5 \1"),
    (re.compile(rf"\band{JOINT}a{JOINT}half\b"), "0.5"),
)
PART = re.compile(rf"{DIGITS}|[a-z]+")


def value(words: str) -> float:
    """The number that digits or number words state: "two and a half million" → 2500000.0; 0.0 without a number."""
    table = _words()
    words = words.lower()
    for phrase, digits in PHRASES:
        words = phrase.sub(digits, words)
    total = current = 0.0
    for part in PART.findall(words):
        size = table["magnitudes"].get(part) or table["letters"].get(part)
        if size:
            current = (current or 1.0) * size
        elif part[0].isdigit():
            current += float(re.sub(r"[^\d.]", "", part))
        else:
            current += table["numerals"].get(part, 0)
        if size and size >= 1000:
            total, current = total + current, 0.0
    return total + current


@cache
def _hedge_kinds() -> tuple[tuple[re.Pattern[str], Qualifier], ...]:
    """Hedges in order of strength: an open bound outranks "about", as in "at least some 3,000"."""
    words = _words()
    kinds = []
    for name in ("at-least", "up-to", "about"):
        entries = [*words["hedges"][name], *words["hedges_after"][name]]
        kinds.append((re.compile(rf"(?<!\w){_any(entries)}(?!\w)", re.I), Qualifier(name)))
    return tuple(kinds)


def _qualifier(match: re.Match[str]) -> Qualifier:
    said = f"{match['hedges']} {match['after'] or ''}"
    # "no more than" holds "more than": the longer hedge is read first and taken out.
    for pattern, kind in sorted(_hedge_kinds(), key=lambda pair: -max(map(len, pair[0].findall(said)), default=0)):
        if pattern.search(said) and kind is not Qualifier.ABOUT:
            return kind
    return Qualifier.ABOUT if _hedge_kinds()[2][0].search(said) else Qualifier.EXACT


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
    size = 1.0
    for part in PART.findall(match["high"].lower()):
        size *= _words()["magnitudes"].get(part, 1) if part.isalpha() and len(part) > 1 else _words()["letters"].get(part, 1)
    if size == 1.0 and "," in match["high"] and "-" in match["link"]:
        size = 1000.0
    bare = low < 1000 and not re.search(r"[a-z]$", re.sub(r"^[a-z -]+$", "", match["low"].lower()))
    spelt_small = low < 100 and match["low"].isalpha()
    return low * size if size > 1.0 and (bare or spelt_small) and low * size < high else low


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
    return re.compile(rf"[\s-]?{_any(_words()['dimensions']['words'])}(?![\w-])|-[a-z]", re.I)


@cache
def _label() -> re.Pattern[str]:
    return re.compile(rf"(?<!\w){_any(_words()['labels']['words'])}\s?$")


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
    for word in WORD.finditer(text):
        if word.start() < end or not _may_begin(word, text):
            continue
        match = _grammar().match(text, word.start())
        if match and match.end() > word.start():
            end = match.end()
            figure = _figure(match, text)
            if figure:
                yield figure
