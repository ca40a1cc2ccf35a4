"""Names of persons compared: word order, spelling, short forms. Pure functions on strings, used in and across documents."""

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache, lru_cache

from core.lexicon import words

PARTICLES = frozenset(
    {"de", "da", "di", "del", "der", "den", "van", "von", "bin", "ibn", "ben", "al", "el", "la", "le", "du", "dos", "ter"}
)
SUFFIXES = frozenset({"jr", "sr", "ii", "iii", "iv"})
# Spellings of one sound in the usual romanisations of Russian, Ukrainian, Arabic and Korean, applied in this order.
SOUNDS = [
    (re.compile(pattern), sound)
    for pattern, sound in [
        (r"kh", "h"),
        (r"(?<=[dgt])h", ""),
        (r"ph", "f"),
        (r"q", "k"),
        (r"w", "v"),
        (r"oe", "oi"),
        (r"e[ou]|ou|oo", "u"),
        (r"ee|ui", "i"),
        (r"y", "i"),
        (r"(?<=[kvt])sk(?:i+|ij)$", "ski"),
        (r"^i(?=[aeou])", ""),
        (r"(.)\1+", r"\1"),
    ]
]
# One syllable of a Korean given name, and a Chinese given name of one or two syllables.
KOREAN = re.compile(
    r"(?:ch|ky|kw|gw|hw|hy|my|py|[bcdghjklmnprstwy])?(?:yae|yeo|wae|ae|ya|eo|ye|oe|wa|wi|ui|eu|oo|ee|yo|yu|ou|eui|we|[aeiou])"
    r"(?:ng|n|m|l|k|p|t|b|g|h|r)?",
    re.IGNORECASE,
)
KOREAN_JOINED = re.compile(rf"(?:{KOREAN.pattern}){{2}}", re.IGNORECASE)
CHINESE = re.compile(
    r"(?:(?:zh|ch|sh|[bpmfdtnlgkhjqxrzcsyw])?(?:iang|iong|uang|ueng|iao|ian|ing|ang|eng|ong|uai|uan|ai|ei|ao|ou|an|en|in|un|ia|ie|iu|ua|uo|ui"
    r"|ue|er|[aeiou])){1,2}",
    re.IGNORECASE,
)
CONSONANTS = re.compile(r"[aeiou]")
# Below this many letters, names that agree only in their consonants are often two names (Lina, Alan).
LONG = 6
# A nationality keeps at least so many letters of the name, and loses at most so many of its stem (Poland, Polish).
STEM, LOST = 3, 4


@dataclass(frozen=True, slots=True)
class PersonName:
    """A name taken apart: `parts` without suffixes (Jr., III), and which of them is the surname."""

    text: str
    parts: tuple[str, ...]
    surname: str

    @property
    def given(self) -> tuple[str, ...]:
        """The parts that are not the surname."""
        return tuple(part for part in self.parts if part not in self.surname.split())


def plain(word: str) -> str:
    """A word without its accents."""
    return "".join(mark for mark in unicodedata.normalize("NFKD", word) if not unicodedata.combining(mark))


@lru_cache(maxsize=20_000)
def sound(word: str) -> str:
    """A key that is the same for the usual spellings of one name: Zelensky, Zelenskyy, Zelenskiy."""
    key = "".join(mark for mark in plain(word).casefold() if mark.isalpha())
    for pattern, spelled in SOUNDS:
        key = pattern.sub(spelled, key)
    return key


def skeleton(word: str) -> str:
    """The consonants of a name's sound: equal for all words that `same_word` may join."""
    return CONSONANTS.sub("", sound(word))


@cache
def _surnames_first() -> frozenset[str]:
    return words("surnames_first")


def surname_first(parts: tuple[str, ...]) -> bool:
    """Whether a name puts its surname first, as Korean, Chinese and Vietnamese names do."""
    if len(parts) not in (2, 3, 4) or parts[0] not in _surnames_first():
        return False
    syllables = [piece for part in parts[1:] for piece in re.split(r"[-‑]", part)]
    if len(syllables) == 2 and all(KOREAN.fullmatch(piece) or CHINESE.fullmatch(piece) for piece in syllables):
        return True
    given = syllables[0] if len(syllables) == 1 else ""
    return len(given) > 1 and any(pattern.fullmatch(given) for pattern in (CHINESE, KOREAN, KOREAN_JOINED))


@lru_cache(maxsize=20_000)
def person_name(text: str) -> PersonName:
    """Takes a name apart: "Kim Jong Un", "Lloyd J. Austin III", "Ursula von der Leyen"."""
    parts = tuple(part for part in text.replace("\u00a0", " ").split() if part.strip(".,").casefold() not in SUFFIXES)
    if not parts:
        return PersonName(text, (text,), text)
    if surname_first(parts):
        return PersonName(text, parts, parts[0])
    first = len(parts) - 1
    while first > 1 and parts[first - 1].casefold() in PARTICLES:
        first -= 1
    return PersonName(text, parts, " ".join(parts[first:]))


def same_word(one: str, other: str) -> bool:
    """Whether two words are spellings of one name."""
    a, b = sound(one), sound(other)
    if a == b:
        return bool(a)
    if min(len(a), len(b)) < LONG or a[0] != b[0]:
        return False
    return CONSONANTS.sub("", a) == CONSONANTS.sub("", b)


def _initial(word: str) -> bool:
    return len(word.rstrip(".")) == 1


def _same_given(one: str, other: str) -> bool:
    if _initial(one) or _initial(other):
        return one[:1].casefold() == other[:1].casefold()
    return same_word(one, other)


def same_person(one: PersonName, other: PersonName) -> bool:
    """Whether two full names are one person's: spelling, hyphens, middle names and initials aside."""
    if sound("".join(one.parts)) == sound("".join(other.parts)):
        return True
    if len(one.parts) < 2 or len(other.parts) < 2 or surname_first(one.parts) or surname_first(other.parts):
        return False
    return same_word(one.surname, other.surname) and _same_given(one.parts[0], other.parts[0])


def nationality_of(noun: str, adjective: str, endings: Iterable[str]) -> bool:
    """Whether a nationality may be made of a state's name: Orvania and Orvanese, Kesh and Keshi, Varland and Varlandic."""
    longest_first = sorted(endings, key=lambda ending: (-len(ending), ending))
    bare = re.sub(rf"(?:{'|'.join(longest_first)})$", "", adjective)
    stem = re.sub(r"(?:ia|a|e|y|o|i|us)$", "", noun)
    if len(bare) < STEM:
        return False
    return bare in (stem, noun) or (stem.startswith(bare) and len(stem) - len(bare) <= LOST)


def short_forms(name: PersonName) -> tuple[str, ...]:
    """The single words (or surname with its particles) by which a full name may be taken up again, likeliest first."""
    if len(name.parts) < 2:
        return (name.text,)
    if surname_first(name.parts):
        return (name.surname, " ".join(name.given))
    bare = name.surname.split()[-1]
    forms = [name.surname, bare, re.sub(r"^(?:al|el)[- ]", "", bare, flags=re.IGNORECASE), name.parts[-1], name.parts[0]]
    return tuple(dict.fromkeys(form for form in forms if len(form.rstrip(".")) > 1))
