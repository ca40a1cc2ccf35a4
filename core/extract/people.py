"""Persons: which names are one person's, and whose a bare surname is."""

import re
from bisect import bisect_left, bisect_right
from collections import Counter, defaultdict
from collections.abc import Container, Iterable, Iterator
from dataclasses import dataclass, field, replace
from functools import cache

from core.extract.naming import Naming, Rank, capital, capital_tokens, headlines, is_form_of_address, is_title, occurrences
from core.extract.parsed import Doc, Span, Token
from core.extract.person_spans import person_spans, speaking
from core.extract.stages import Stage, used
from core.lexicon import table, words
from core.names import PersonName, person_name, plain, same_person, short_forms, skeleton, sound
from core.records import Actor, ActorKind, slug

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
        full = [form for form in self.forms if " " in form and not _ends(self.name, person_name(form))]
        best = max(full or self.forms, key=lambda form: (self.forms[form], len(form)), default=self.name.text)
        known = known_persons().get(sound(best)) if " " not in best else None
        parts = person_name(best).parts
        name = known or (" ".join(parts) if len(parts) > 1 else best)
        return Actor(slug(name), name, ActorKind.PERSON)

    def last_named(self, before: int) -> int:
        """Where this person was last named before a character; -1 where that is nowhere."""
        index = bisect_left(self.full_at, before)
        return max(self.full_at[index - 1] if index else -1, self.short_at)


@cache
def known_persons() -> dict[str, str]:
    """Full names of persons of public life by the sound of the one word they are known by."""
    return {sound(facts["known_by"]): full for full, facts in table("persons").items() if "known_by" in facts}


def persons(doc: Doc, blocked: Iterable[tuple[int, int]]) -> list[Naming]:
    """Every naming of a person in the document; `blocked` are character spans that name something else for certain."""
    closed = {at for start, end in blocked for at in range(start, end)}
    spans = [span for span in person_spans(doc) if not closed.intersection(range(*span))]
    full = _sound_in_headlines(doc, [(start, end) for start, end in spans if re.search(r"\s", doc.text[start:end])])
    known = _join(doc, full)
    namings = [_naming(start, end, person, "full name") for (start, end), person in known]
    namings += _short(doc, [person for _, person in known], spans, closed | {at for span in full for at in range(*span)})
    return namings


def _naming(start: int, end: int, person: Person, rule: str) -> Naming:
    rank = Rank.PERSON if rule == "full name" else Rank.SHORT
    return Naming(start, end, person.actor, rule, rank, "person")


def _join(doc: Doc, spans: list[tuple[int, int]]) -> list[tuple[tuple[int, int], Person]]:
    """Each full name with its person: spellings of one name share one."""
    names = [person_name(doc.text[start:end]) for start, end in spans]
    persons = _persons_of(names)
    joined = []
    for (start, end), name in zip(spans, names, strict=True):
        person = persons[name.text]
        before = {token.lower_ for token in _before(doc, start)}
        person.head = person.head or bool(before & set(table("roles")["head"]))
        person.relative = person.relative or (not person.full_at and bool(before & set(table("roles")["family"])))
        person.forms[name.text] += 1
        person.full_at.append(start)
        joined.append(((start, end), person))
    return joined


def _persons_of(names: Iterable[PersonName]) -> dict[str, Person]:
    """A person for every distinct full name, the longest names first, so that "Peña Nieto" finds "Enrique Peña Nieto"."""
    buckets: dict[str, list[Person]] = defaultdict(list)
    persons: dict[str, Person] = {}
    for name in sorted(dict.fromkeys(names), key=lambda name: -len(name.parts)):
        bucket = buckets[skeleton(name.surname.split()[-1])]
        person = next((other for other in bucket if same_person(other.name, name) or _ends(other.name, name)), None)
        if person is None:
            person = Person(name, head=sound(name.surname) in known_persons() and _widely_known(name))
            bucket.append(person)
        persons[name.text] = person
    return persons


def _ends(full: PersonName, short: PersonName) -> bool:
    """Whether a name is the last words of a fuller one."""
    tail = full.parts[-len(short.parts) :]
    return len(full.parts) > len(short.parts) and [one.casefold() for one in tail] == [one.casefold() for one in short.parts]


def _widely_known(name: PersonName) -> bool:
    """Whether this is the person whom the surname alone calls up."""
    return same_person(person_name(known_persons()[sound(name.surname)]), name)


def _before(doc: Doc, start: int) -> Span:
    """The four tokens before a character."""
    span = doc.char_span(start, start + 1, alignment_mode="expand")
    return doc.span(max(0, span.start - 4), span.start) if span is not None else doc.span(0, 0)


def _short(doc: Doc, full: list[Person], spans: list[tuple[int, int]], closed: set[int]) -> Iterator[Naming]:
    """Bare surnames and given names, wherever they stand, and persons named by one word alone."""
    owners = _owners(full)
    single = {span for span in spans if not re.search(r"\s", doc.text[slice(*span)])}
    single |= {(token.idx, token.idx + len(token)) for token in _accented(doc, owners)}
    single |= set(_own_words(doc, (facts["known_by"] for facts in table("persons").values() if "known_by" in facts)))
    alone: dict[str, Person] = {}
    for start, end in sorted({*_own_words(doc, owners), *single}):
        if closed.intersection(range(start, end)):
            continue
        form = doc.text[start:end]
        rivals = owners.get(form) or owners.get(form.capitalize()) or owners.get(plain(form))
        if rivals and used(Stage.ALIASES):
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
        forms = {form for spelling in person.forms for form in short_forms(person_name(spelling))}
        forms |= {form.replace("’", "'") for form in forms} | {form.replace("'", "’") for form in forms}
        for form in sorted(forms | {plain(form) for form in forms}):
            owners[form].append((usual.index(form) if form in usual else 1, person))
    return owners


def _accented(doc: Doc, forms: Container[str]) -> Iterator[Token]:
    """Words with accents that without them are a short form of somebody: "Vučić" beside "Aleksandar Vucic"."""
    for token in capital_tokens(doc):
        if not token.text.isascii() and plain(token.text) in forms and _own_word(doc, token):
            yield token


def _sound_in_headlines(doc: Doc, full: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """Full names; in a headline, where every word has a capital, cut down to the names that the text bears out.

    "Slam Jonas Berg" is Jonas Berg where the report names him; "Berg Slams" leaves his surname to be found by itself, and
    a word that the text also has in small letters is no name.
    """
    text, titles = doc.text, headlines(doc.text)
    starts = [start for start, _ in titles]

    def in_title(start: int) -> bool:
        line = bisect_right(starts, start) - 1
        return line >= 0 and start < titles[line][1]

    borne_out = {text[start:end] for start, end in full if not in_title(start)}
    ordinary = {form for token in doc if token.is_lower for form in (token.text, token.lemma_)} if titles else set()
    ordinary |= speaking()
    short = {form for name in borne_out for form in short_forms(person_name(name))}
    kept = []
    for start, end in full:
        name = text[start:end]
        if in_title(start) and name not in borne_out:
            inside = next((known for known in borne_out if known in name), None)
            if inside is not None:
                start += name.index(inside)
                end = start + len(inside)
            elif short.intersection(name.split()) or _holds_ordinary_word(name, ordinary):
                continue
        kept.append((start, end))
    return kept


def _holds_ordinary_word(name: str, ordinary: set[str]) -> bool:
    """Whether a word of a name also stands in small letters, verbs of the third person with it."""
    return any(form in ordinary for word in name.split() for form in (word.lower(), word.lower().removesuffix("s")))


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
    form = doc.text[start:end]
    span = doc.char_span(start, end, alignment_mode="expand")
    if span is None or (form.isupper() and len(form) < 5) or form in words("not_actors"):
        return None
    token = span[-1]
    before = doc[token.i - 1] if token.i else None
    titled = before is not None and is_form_of_address(doc[before.i - 1] if before.text == "." and before.i else before)
    if sound(form) in known_persons() or titled:
        return ActorKind.PERSON
    if before is not None and before.lower_ in ("the", "a", "an"):
        return None
    if token.i + 2 < len(doc) and token.nbor().text == "," and token.nbor(2).lower_ in ("who", "whose"):
        return ActorKind.PERSON
    if token.dep_ in ("nsubj", "nsubjpass") and token.head.lemma_.lower() in table("state_nouns")["does"]:
        return ActorKind.PERSON if token.head.lemma_.lower() in table("roles")["says"] else ActorKind.ORGANIZATION
    return ActorKind.PERSON if token.dep_ in ("nsubj", "nsubjpass", "agent", "poss") else None
