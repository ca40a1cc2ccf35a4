"""Persons: which words are names of persons, which names are one person's, and whose a bare surname is."""

import re
from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from functools import cache

from spacy.tokens import Doc, Span, Token

from core.extract.countries import state_names
from core.extract.naming import Naming, Rank, bounds, capital, is_title, occurrences, run_after
from core.extract.nlp import text_of
from core.lexicon import table, words
from core.names import PARTICLES, PersonName, person_name, same_person, short_forms, skeleton, sound, surname_first
from core.records import Actor, ActorKind, slug

HYPHENATED = re.compile(r"\b[A-Z][a-z]+[  ][A-Z][a-z]+[-‑][A-Za-z][a-z]+\b")
# Two words that ran together when a page was turned into text: "InterestWhat".
RUN_ON = re.compile(r"[a-z]{4,}[A-Z][a-z]")
# Words after a hyphen that make an adjective of a name and are no part of it: "Moon-led".
NO_SYLLABLE = frozenset({"led", "run", "era", "made", "held", "like", "born", "based", "style", "backed", "linked"})
# How far back, in characters, a person named in full still owns the bare surname that others share: about two sentences.
NEAR = 400


@dataclass(slots=True)
class Person:
    """One person of the document while names are being joined."""

    name: PersonName
    forms: Counter[str] = field(default_factory=Counter)
    full_at: list[int] = field(default_factory=list)
    short_at: int = -1
    head: bool = False
    relative: bool = False

    @property
    def actor(self) -> Actor:
        """The actor under the fullest of its commonest spellings."""
        best = (
            max(self.forms, key=lambda form: (len(form.split()) > 1, self.forms[form], len(form)))
            if self.forms
            else self.name.text
        )
        known = known_persons().get(sound(best)) if " " not in best else None
        name = known or " ".join(person_name(best).parts)
        return Actor(slug(name), name, ActorKind.PERSON)

    def last_named(self, before: int) -> int:
        """Where this person was last named before a character; -1 where that is nowhere."""
        index = bisect_left(self.full_at, before)
        return max(self.full_at[index - 1] if index else -1, self.short_at)


@cache
def known_persons() -> dict[str, str]:
    """Full names of persons of public life by the sound of the one word they are known by."""
    return {sound(facts["known_by"]): full for full, facts in table("persons").items()}


def persons(doc: Doc, blocked: Iterable[tuple[int, int]]) -> list[Naming]:
    """Every naming of a person in the document; `blocked` are character spans that name something else for certain."""
    closed = {at for start, end in blocked for at in range(start, end)}
    spans = [span for span in _candidates(doc) if not closed.intersection(range(*span))]
    full = [(start, end) for start, end in spans if re.search(r"[\s]", text_of(doc)[start:end])]
    known = _join(doc, full)
    namings = [_naming(start, end, person, "full name") for (start, end), person in known]
    namings += _short(doc, [person for _, person in known], spans, closed | {at for span in full for at in range(*span)})
    return namings


def _naming(start: int, end: int, person: Person, rule: str) -> Naming:
    rank = Rank.PERSON if rule == "full name" else Rank.SHORT
    return Naming(start, end, person.actor, rule, rank, "person")


# ------------------------------------------------------------ which words are names


def _candidates(doc: Doc) -> list[tuple[int, int]]:
    """Character spans that look like names of persons, longest first where they overlap."""
    finders = (_from_model, _from_titles, _from_spelling, _from_roles, _from_speech)
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
            yield from _name_in(span)


def _name_in(span: Span) -> Iterator[tuple[int, int]]:
    doc, first, last = span.doc, span.start, span.end - 1
    while first <= last and (is_title(doc[first]) or not capital(doc[first])) and doc[first].lower_ not in PARTICLES:
        first += 1
    if first > last:
        return
    stop = first
    while stop <= last and (capital(doc[stop]) or doc[stop].lower_ in PARTICLES or _inside_word(doc, stop)):
        stop += 1
    first, stop = _given_before(doc, _surname_before(doc, first, stop)), _rest_of_word(doc, stop)
    start, end = bounds(doc, first, stop - 1)
    if _plausible(doc, first, stop, start, end):
        yield start, end


def _inside_word(doc: Doc, index: int) -> bool:
    """Whether a token is a hyphen or what follows one inside a word."""
    hyphen = index if doc[index].text in ("-", "‑") else index - 1
    return hyphen > 0 and doc[hyphen].text in ("-", "‑") and not doc[hyphen].whitespace_ and not doc[hyphen - 1].whitespace_


def _surname_before(doc: Doc, first: int, stop: int) -> int:
    """Takes in a surname that the model left before a given name: "No" before "Kwang Chol"."""
    if first == 0 or not capital(doc[first - 1]) or "\n" in doc[first - 1].text:
        return first
    parts = tuple(text_of(doc)[doc[first - 1].idx : doc[stop - 1].idx + len(doc[stop - 1])].split())
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
    for token in doc[:-1]:
        titled = token.text in words("titles")
        if not titled and token.lower_ not in roles and token.lemma_.lower() not in roles:
            continue
        first = token.i + 1
        while first < len(doc) and is_title(doc[first]):
            first += 1
        stop = run_after(doc, first, 6)
        named = stop - first
        if named < (1 if titled and capital(token) else 2) or token.is_sent_end:
            continue
        start, end = bounds(doc, first, stop - 1)
        if _plausible(doc, first, stop, start, end) and doc[first].text not in state_names():
            yield start, end


def _from_speech(doc: Doc) -> Iterator[tuple[int, int]]:
    """Two or three names in capitals that speak, where the model sees a place or nothing at all."""
    for token in doc:
        if token.dep_ != "nsubj" or token.pos_ != "PROPN" or token.head.lemma_.lower() not in _speaks():
            continue
        first = token.i
        while first > 0 and doc[first - 1].pos_ == "PROPN" and capital(doc[first - 1]) and doc[first - 1].whitespace_:
            first -= 1
        if 2 <= token.i + 1 - first <= 3 and not {one.ent_type_ for one in doc[first : token.i + 1]} & {"ORG", "PERSON"}:
            start, end = bounds(doc, first, token.i)
            if _plausible(doc, first, token.i + 1, start, end) and not any(is_title(one) for one in doc[first : token.i]):
                yield start, end


@cache
def _speaks() -> frozenset[str]:
    return frozenset(table("cues")["clause"]["speech"].split()) | {"speak", "talk", "smile", "laugh"}


def _from_spelling(doc: Doc) -> Iterator[tuple[int, int]]:
    """Korean names with a hyphen are names of persons wherever they stand."""
    for match in HYPHENATED.finditer(text_of(doc)):
        last = re.split(r"[-‑]", match.group())[-1]
        if surname_first(tuple(match.group().split())) and last.lower() not in NO_SYLLABLE:
            yield match.span()


def _from_roles(doc: Doc) -> Iterator[tuple[int, int]]:
    """Two or three names in capitals beside a role: "X Y, the defence minister", "the head of the company, X Y"."""
    roles = _role_nouns()
    for token in doc:
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


def _plausible(doc: Doc, first: int, stop: int, start: int, end: int) -> bool:
    """Whether a span may be a person's name by its words alone."""
    text = text_of(doc)[start:end]
    if len(text) < 2 or "\n" in text or any(mark.isdigit() for mark in text) or text in words("not_names"):
        return False
    tokens = doc[first:stop]
    if any(token.text in state_names() and token.text.isupper() for token in tokens) or RUN_ON.search(text):
        return False
    if tokens[-1].text in words("not_actors") or any(token.text in words("bodies_by_word") for token in tokens[-1:]):
        return False
    return not any(token.text in words("not_names") for token in tokens)


# ------------------------------------------------------------ which names are one person's


def _join(doc: Doc, spans: Iterable[tuple[int, int]]) -> list[tuple[tuple[int, int], Person]]:
    """Each full name with its person: spellings of one name share one."""
    known: dict[str, list[Person]] = defaultdict(list)
    joined = []
    for start, end in spans:
        name = person_name(text_of(doc)[start:end])
        bucket = known[skeleton(name.surname)]
        person = next((other for other in bucket if same_person(other.name, name)), None)
        if person is None:
            person = Person(name, head=sound(name.surname) in known_persons() and _widely_known(name))
            bucket.append(person)
        before = {token.lower_ for token in _before(doc, start)}
        person.head = person.head or bool(before & set(table("roles")["head"]))
        person.relative = person.relative or (not person.full_at and bool(before & set(table("roles")["family"])))
        person.forms[name.text] += 1
        person.full_at.append(start)
        joined.append(((start, end), person))
    return joined


def _widely_known(name: PersonName) -> bool:
    """Whether this is the person whom the surname alone calls up."""
    return same_person(person_name(known_persons()[sound(name.surname)]), name)


def _before(doc: Doc, start: int) -> Span:
    """The four tokens before a character."""
    span = doc.char_span(start, start + 1, alignment_mode="expand")
    return doc[max(0, span.start - 4) : span.start] if span is not None else doc[0:0]


def _short(doc: Doc, full: list[Person], spans: list[tuple[int, int]], closed: set[int]) -> Iterator[Naming]:
    """Bare surnames and given names, wherever they stand, and persons named by one word alone."""
    owners = _owners(full)
    single = {span for span in spans if not re.search(r"\s", text_of(doc)[slice(*span)])}
    alone: dict[str, Person] = {}
    for start, end in sorted({*_own_words(doc, owners), *single}):
        if closed.intersection(range(start, end)):
            continue
        form = text_of(doc)[start:end]
        rivals = owners.get(form) or owners.get(form.capitalize(), [])
        if rivals:
            person = _owner(rivals, start)
            order = min(order for order, rival in rivals if rival is person)
            yield _naming(start, end, person, "surname after full name" if order < 2 else "given name after full name")
            person.short_at = start
        elif (start, end) in single and (kind := _alone(doc, start, end)):
            person = alone.setdefault(sound(form), Person(person_name(form)))
            person.forms[form] += 1
            yield Naming(start, end, replace(person.actor, kind=kind), "single name", Rank.SHORT, "person")


def _owners(full: list[Person]) -> dict[str, list[tuple[int, Person]]]:
    """By each short form the persons who bear it, with how usual the form is for them (0: the surname)."""
    owners: dict[str, list[tuple[int, Person]]] = defaultdict(list)
    for person in {id(person): person for person in full}.values():
        usual = short_forms(person.name)
        for form in {form for spelling in person.forms for form in short_forms(person_name(spelling))}:
            owners[form].append((usual.index(form) if form in usual else 1, person))
    return owners


def _own_words(doc: Doc, forms: Iterable[str]) -> Iterator[tuple[int, int]]:
    """Where the short forms stand as words of their own, not as part of a longer name."""
    for start, end, form in occurrences(doc, forms):
        if not form.isalpha():
            yield start, end
            continue
        span = doc.char_span(start, end)
        if span is not None and _own_word(doc, span[0]):
            yield start, end


def _own_word(doc: Doc, token: Token) -> bool:
    """Whether a word that is a surname is one here: not an ordinary word, not part of another name."""
    if token.is_stop and token.ent_type_ != "PERSON" and token.pos_ != "PROPN":
        return False
    if token.i + 1 < len(doc):
        after = doc[token.i + 1]
        if (
            token.whitespace_
            and capital(after)
            and after.pos_ == "PROPN"
            and not is_title(after)
            and after.ent_type_ == token.ent_type_
        ):
            return False
    if token.i == 0:
        return True
    before = doc[token.i - 1]
    joined = before.whitespace_ and capital(before) and before.pos_ == "PROPN" and not before.is_sent_start
    return not joined or is_title(before) or before.ent_type_ in ("GPE", "NORP", "ORG", "DATE") or before.text.endswith(".")


def _owner(rivals: list[tuple[int, Person]], start: int) -> Person:
    """Whose a shared name is: the person last named near by, else the one at the top, else the one named last or first."""
    best = min(order for order, _ in rivals)
    people = [person for order, person in rivals if order == best]
    people = [person for person in people if not person.relative] or people
    if len(people) == 1:
        return people[0]
    nearest = max(people, key=lambda person: person.last_named(start))
    if nearest.last_named(start) >= max(0, start - NEAR):
        return nearest
    heads = [person for person in people if person.head]
    if heads:
        return max(heads, key=lambda person: person.last_named(start))
    return nearest if nearest.last_named(start) >= 0 else min(people, key=lambda person: person.full_at[0])


def _alone(doc: Doc, start: int, end: int) -> ActorKind | None:
    """What one word that the model takes for a person is: a person by title, fame or speech; a body if it only trades."""
    form = text_of(doc)[start:end]
    span = doc.char_span(start, end, alignment_mode="expand")
    if span is None or (form.isupper() and len(form) < 5) or form in words("not_actors"):
        return None
    token = span[-1]
    before = doc[token.i - 1] if token.i else None
    if sound(form) in known_persons() or (before is not None and before.text in words("titles")):
        return ActorKind.PERSON
    if before is not None and before.lower_ in ("the", "a", "an"):
        return None
    if token.dep_ in ("nsubj", "nsubjpass") and token.head.lemma_.lower() in table("state_nouns")["does"]:
        return ActorKind.PERSON if token.head.lemma_.lower() in table("roles")["says"] else ActorKind.ORGANIZATION
    return ActorKind.PERSON if token.dep_ in ("nsubj", "nsubjpass", "agent", "poss") else None
