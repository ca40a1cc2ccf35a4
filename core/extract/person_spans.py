"""Which words are names of persons: by the model, by a title, by a role beside them, by speech, by spelling."""

import re
from collections.abc import Iterator
from functools import cache

from core.extract.countries import state_names
from core.extract.naming import bounds, capital, capital_tokens, is_form_of_address, is_title, run_after
from core.extract.parsed import Doc, Span, Token
from core.extract.towns import is_town
from core.lexicon import table, words
from core.names import PARTICLES, surname_first

HYPHENATED = re.compile(r"\b[A-Z][a-z]+[  ][A-Z][a-z]+[-‑][A-Za-z][a-z]+\b")
# Two words that ran together when a page was turned into text: "InterestWhat".
RUN_ON = re.compile(r"[a-z]{4,}[A-Z][a-z]")
SHORT_TITLE = 4  # letters: "MR", "PROF"
# Words after a hyphen that make an adjective of a name and are no part of it: "Moon-led".
NO_SYLLABLE = frozenset({"led", "run", "era", "made", "held", "like", "born", "based", "style", "backed", "linked"})

# Titles that are surnames as well: "John Major", "Billie Jean King". Any other ends no name, and begins one.
SURNAMES_TOO = frozenset(
    {
        "Baron",
        "Bishop",
        "Cardinal",
        "Chief",
        "Count",
        "Duke",
        "Earl",
        "Emir",
        "Father",
        "Grand",
        "Judge",
        "King",
        "Lord",
        "Major",
        "Marshal",
        "Pope",
        "Prince",
        "Queen",
        "Rabbi",
        "Shah",
        "Sheikh",
        "Speaker",
        "Sultan",
    }
)


def person_spans(doc: Doc) -> list[tuple[int, int]]:
    """Character spans that look like names of persons, longest first where they overlap."""
    finders = (_from_model, _from_titles, _from_spelling, _from_roles, _from_speech, _from_who)
    found = {span for finder in finders for span in finder(doc)}
    chosen: list[tuple[int, int]] = []
    end = -1
    for span in sorted(found, key=lambda span: (span[0], -span[1])):
        if span[0] >= end:
            chosen.append(span)
            end = span[1]
    return chosen


def _from_model(doc: Doc) -> Iterator[tuple[int, int]]:
    """The model's persons, trimmed to the name, and completed where it broke off.

    What it takes for a body or place is a person as well where its last word alone is one elsewhere.
    """
    surnames = {span.text for span in doc.ents if span.label_ == "PERSON" and len(span) == 1}
    for span in doc.ents:
        misread = span.label_ in ("ORG", "GPE") and 2 <= len(span) <= 3 and span[-1].text in surnames
        if span.label_ == "PERSON" or misread:
            yield from _name_in(_with_house(span))


def _with_house(span: Span) -> Span:
    """A name together with the name of the house that the model parts from it: "Mohammed bin Rashid" and "Al Maktoum"."""
    doc, stop = span.doc, span.end
    if stop + 1 < len(doc) and doc[stop].text in ("Al", "al", "bin", "bint", "ibn") and capital(doc[stop + 1]):
        return doc.span(span.start, stop + 2)
    return span


def _name_in(span: Span) -> Iterator[tuple[int, int]]:
    doc, first, last = span.doc, span.start, span.end - 1
    while first <= last and (is_title(doc[first]) or not capital(doc[first])) and doc[first].lower_ not in PARTICLES:
        first += 1
    first = _after_office(doc, first, last)
    if first > last:
        return
    stop = first
    while stop <= last and (capital(doc[stop]) or doc[stop].lower_ in PARTICLES or _inside_word(doc, stop)):
        stop += 1
    first, stop = _given_before(doc, _surname_before(doc, first, stop)), _rest_of_word(doc, stop)
    start, end = bounds(doc, first, stop - 1)
    if _plausible(doc, first, stop, start, end):
        yield start, end


def _after_office(doc: Doc, first: int, last: int) -> int:
    """Index after the last title inside a run of capitals: "Embassy Press Secretary Ada Lorn" names Ada Lorn."""
    return max((at + 1 for at in range(first, last) if _is_office(doc[at])), default=first)


def _is_office(token: Token) -> bool:
    """Whether a word is a title that is no part of a name."""
    return token.text in words("titles") and token.text not in SURNAMES_TOO


def _inside_word(doc: Doc, index: int) -> bool:
    """Whether a token is a hyphen or what follows one inside a word."""
    hyphen = index if doc[index].text in ("-", "‑") else index - 1
    return hyphen > 0 and doc[hyphen].text in ("-", "‑") and not doc[hyphen].whitespace_ and not doc[hyphen - 1].whitespace_


def _surname_before(doc: Doc, first: int, stop: int) -> int:
    """Takes in a surname that the model left before a given name: "No" before "Kwang Chol"."""
    if first == 0 or not capital(doc[first - 1]) or "\n" in doc[first - 1].text:
        return first
    parts = tuple(doc.text[doc[first - 1].idx : doc[stop - 1].idx + len(doc[stop - 1])].split())
    return first - 1 if len(parts) >= 3 and surname_first(parts) else first


def _given_before(doc: Doc, first: int) -> int:
    """Takes in a given name that the model left before an initial: "Lloyd" before "J. Austin"."""
    initial = len(doc[first].text) == 2 and doc[first].text.endswith(".")
    if initial and first and capital(doc[first - 1]) and doc[first - 1].is_alpha and not is_title(doc[first - 1]):
        return first - 1
    return first


def _rest_of_word(doc: Doc, stop: int) -> int:
    """Takes in the syllables after a hyphen where the model broke off: "Yoon Suk" before "-yeol"."""
    if stop + 1 < len(doc) and doc[stop].text in ("-", "‑") and not doc[stop - 1].whitespace_ and not doc[stop].whitespace_:
        after = doc[stop + 1]
        if after.is_alpha and after.lower_ not in NO_SYLLABLE and len(after) <= 6 and stop > 1 and capital(doc[stop - 2]):
            return stop + 2
    return stop


def _from_titles(doc: Doc) -> Iterator[tuple[int, int]]:
    """Names in capitals right after a title ("President X") or, from two names on, after a role ("lawmaker X Y")."""
    roles = _role_nouns()
    for place in doc.columns.places(roles | _titles_in_lower_case()):
        token = doc[place]
        titled = is_form_of_address(token)
        if place + 1 == len(doc) or not (titled or token.lower_ in roles or token.lemma_.lower() in roles):
            continue
        first = token.i + 1
        while first < len(doc) and (is_title(doc[first]) or _stop_of(doc, first)):
            first += 1
        first = _after_state(doc, first)
        stop = run_after(doc, first, 6)
        first = _after_office(doc, first, stop - 1)
        named = stop - first
        if named < (1 if titled and capital(token) else 2) or token.is_sent_end:
            continue
        start, end = bounds(doc, first, stop - 1)
        if _plausible(doc, first, stop, start, end) and doc[first].text not in state_names():
            yield start, end


def _stop_of(doc: Doc, index: int) -> bool:
    """Whether a token is the full stop of a short title before it, parted from it by the tokeniser: "MR." in capitals."""
    return doc[index].text == "." and len(doc[index - 1].text) <= SHORT_TITLE and not doc[index - 1].whitespace_


def _after_state(doc: Doc, first: int) -> int:
    """Index after "of" and a state, where a name follows them: "High Commissioner of India Gopal Sen"."""
    if first + 2 >= len(doc) or doc[first].lower_ not in ("of", "for"):
        return first
    for stop in range(min(first + 5, len(doc) - 1), first + 1, -1):
        name = doc.span(first + 1, stop).text.removeprefix("the ")
        if name in state_names() and capital(doc[stop]):
            return stop
    return first


def _from_speech(doc: Doc) -> Iterator[tuple[int, int]]:
    """Two or three names in capitals that speak, where the model sees a place or nothing at all."""
    for token in capital_tokens(doc):
        if token.dep_ != "nsubj" or token.pos_ != "PROPN" or token.head.lemma_.lower() not in speaking():
            continue
        first = token.i
        while first > 0 and doc[first - 1].pos_ == "PROPN" and capital(doc[first - 1]) and doc[first - 1].whitespace_:
            first -= 1
        if 2 <= token.i + 1 - first <= 3 and not {one.ent_type_ for one in doc[first : token.i + 1]} & {"ORG", "PERSON"}:
            start, end = bounds(doc, first, token.i)
            if _plausible(doc, first, token.i + 1, start, end) and not any(is_title(one) for one in doc[first : token.i]):
                yield start, end


def _from_who(doc: Doc) -> Iterator[tuple[int, int]]:
    """One name alone of which a relative clause says that it is a person's: "Farid, who ran night trips"."""
    for place in doc.columns.places({"who", "whose"}):
        token = doc[place - 2] if place > 1 and doc[place - 1].text == "," else None
        if token is None or token.pos_ != "PROPN" or not capital(token) or token.ent_type_ not in ("", "PERSON"):
            continue
        alone = token.i == 0 or not capital(doc[token.i - 1]) or doc[token.i - 1].is_sent_start
        start, end = bounds(doc, token.i, token.i)
        if alone and not is_town(token.text) and _plausible(doc, token.i, token.i + 1, start, end):
            yield start, end


@cache
def speaking() -> frozenset[str]:
    return frozenset(table("cues")["clause"]["speech"].split()) | {"speak", "talk", "smile", "laugh"}


def _from_spelling(doc: Doc) -> Iterator[tuple[int, int]]:
    """Korean names with a hyphen are names of persons wherever they stand."""
    for match in HYPHENATED.finditer(doc.text):
        last = re.split(r"[-‑]", match.group())[-1]
        if surname_first(tuple(match.group().split())) and last.lower() not in NO_SYLLABLE:
            yield match.span()


def _from_roles(doc: Doc) -> Iterator[tuple[int, int]]:
    """Two or three names in capitals beside a role: "X Y, the defence minister", "the head of the company, X Y"."""
    roles = _role_nouns()
    for token in capital_tokens(doc):
        if token.pos_ != "PROPN" or token.ent_type_ in ("GPE", "NORP", "PERSON", "DATE"):
            continue
        beside = [token.head] if token.dep_ == "appos" else [child for child in token.children if child.dep_ == "appos"]
        if any(other.lemma_.lower() in roles for other in beside):
            first = token.i
            while first > 0 and capital(doc[first - 1]) and doc[first - 1].head == token and not is_title(doc[first - 1]):
                first -= 1
            if 2 <= token.i + 1 - first <= 4:
                start, end = bounds(doc, first, token.i)
                if _plausible(doc, first, token.i + 1, start, end):
                    yield start, end


def _role_nouns() -> frozenset[str]:
    roles = table("roles")
    return frozenset(roles["office"]) | frozenset(roles["trade"])


@cache
def _titles_in_lower_case() -> frozenset[str]:
    return frozenset(title.lower() for title in words("titles"))


def _plausible(doc: Doc, first: int, stop: int, start: int, end: int) -> bool:
    """Whether a span may be a person's name by its words alone."""
    text = doc.text[start:end]
    if len(text) < 2 or "\n" in text or any(mark.isdigit() for mark in text) or text in words("not_names"):
        return False
    tokens = doc.span(first, stop)
    if any(token.text in state_names() and token.text.isupper() for token in tokens) or RUN_ON.search(text):
        return False
    if text.isupper() and (len(tokens) > 2 or any(token.is_stop for token in tokens)):
        return False
    titled = first > 0 and is_title(doc[first - 1])
    speaks = tokens[0].dep_ == "nsubj" and tokens[0].head.lemma_.lower() in speaking()  # "Lincoln said"
    if _is_office(tokens[-1]) or (is_town(text) and not (titled or speaks)):
        return False
    if tokens[-1].text in words("not_actors") or any(token.text in words("bodies_by_word") for token in tokens[-1:]):
        return False
    return not any(token.text in words("not_names") for token in tokens)
