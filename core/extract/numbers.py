"""Numbers in digits and words: the pattern of one, and its value."""

import re
from functools import cache
from math import prod
from typing import Any

from core import lexicon
from core.extract.wordlists import any_of

JOINT = r"[\s-]{1,3}"
# Thousands are set off by commas, by thin or no-break spaces, or as ISO 80000-1 prints them by plain ones ("980 000").
DIGITS = (
    r"(?:\d{1,3}(?:[,\u00a0\u202f\u2009]\d{2,3}){1,6}(?:\.\d{1,6})?"
    r"|[1-9]\d{0,2}(?:\x20\d{3}(?!\d)){1,4}|\d{1,18}(?:\.\d{1,6})?)"
)
PART = re.compile(rf"{DIGITS}|[a-z]+")
# Phrases that are rewritten before the parts of a number are added up.
PHRASES = (
    (re.compile(rf"\bhalf{JOINT}an?\b"), "0.5"),
    (re.compile(rf"\b(?:a|one){JOINT}quarter{JOINT}of{JOINT}a\b"), "0.25"),
    (re.compile(rf"\ban?{JOINT}(\w+){JOINT}and{JOINT}a{JOINT}half\b"), r"1.5 \1"),
    (re.compile(rf"\band{JOINT}a{JOINT}half\b"), "0.5"),
)


def _words() -> dict[str, Any]:
    return lexicon.table("quantities")


@cache
def number_pattern() -> str:
    """The pattern of one number, its magnitude included; no groups inside. It must be compiled to ignore case."""
    words = _words()
    magnitude = rf"(?:{any_of(words['magnitudes'])}\b)"
    numeral = rf"(?:{any_of(words['numerals'])}\b)"
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
def _sizes() -> dict[str, float]:
    return dict(_words()["magnitudes"] | _words()["letters"])


def value(words: str) -> float:
    """The number that digits or number words state: "two and a half million" → 2500000.0; 0.0 without a number."""
    words = words.lower()
    for phrase, digits in PHRASES:
        words = phrase.sub(digits, words)
    total = current = 0.0
    for part in PART.findall(words):
        size = _sizes().get(part)
        if size:
            current = (current or 1.0) * size
        elif part[0].isdigit():
            current += float(re.sub(r"[^\d.]", "", part))
        else:
            current += _words()["numerals"].get(part, 0)
        if size and size >= 1000:
            total, current = total + current, 0.0
    return total + current


def order(words: str) -> float:
    """The order of size a number is printed in: 1000000 for "2.5 million", 1 where no magnitude is said."""
    return prod(_sizes().get(part, 1) for part in PART.findall(words.lower()))
