"""Actors of single documents become actors of the corpus: one id for one actor, in every row.

Works on rows alone, without text. The order of the readings does not matter; without a document, only actors that it
names may come out otherwise.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Callable, Hashable, Iterable, Mapping
from dataclasses import dataclass, field, replace
from typing import Any, TypeVar

from core.lexicon import table
from core.names import STEM, nationality_of, person_name, same_person, short_forms, skeleton, sound
from core.records import Actor, ActorKind, Mention, Reading, slug

# An abbreviation this short fits too many names to be joined to one by its letters.
SHORTEST = 3
# The British and the American spelling of words that names of bodies are made of, as slugs have them.
SPELLINGS = {
    "defence": "defense",
    "centre": "center",
    "organisation": "organization",
    "labour": "labor",
    "programme": "program",
}


@dataclass(slots=True)
class Entry:
    """One id of the corpus before joining: everything the documents say of it."""

    id: str
    kinds: Counter[ActorKind] = field(default_factory=Counter)
    names: Counter[str] = field(default_factory=Counter)
    forms: Counter[str] = field(default_factory=Counter)
    countries: Counter[str] = field(default_factory=Counter)
    owners: Counter[str] = field(default_factory=Counter)
    documents: int = 0

    @property
    def kind(self) -> ActorKind:
        """The kind that most documents give."""
        return commonest(self.kinds)

    @property
    def name(self) -> str:
        """The name that most documents show."""
        return commonest(self.names)


Value = TypeVar("Value", bound=Hashable)
Key = TypeVar("Key", bound=Hashable)


def commonest(counts: Counter[Value]) -> Value:
    """The value counted most; of equals the one that sorts first."""
    if len(counts) == 1:  # nearly always
        return next(iter(counts))
    return min(counts, key=lambda value: (-counts[value], str(value)))


Joined = dict[str, tuple[str, str]]  # for each id that is another's: that other id, and why


@dataclass(frozen=True, slots=True)
class Linked:
    """The actors of a corpus, and the ids of single documents that are theirs."""

    actors: list[Actor]  # by id
    joined: Joined  # with the id at the end of each chain of joins


@dataclass(slots=True)
class Stock:
    """What all documents of a corpus say of each id. Readings are added and taken away; their order does not matter."""

    entries: dict[str, Entry] = field(default_factory=dict)

    def add(self, reading: Reading) -> None:
        """Counts what a document says."""
        self._count(reading, 1)

    def remove(self, reading: Reading) -> None:
        """Takes away what a document that was added said; raises `KeyError` where it was not."""
        self._count(reading, -1)

    def _count(self, reading: Reading, by: int) -> None:
        for actor in reading.actors:
            entry = self.entries.setdefault(actor.id, Entry(actor.id)) if by > 0 else self.entries[actor.id]
            entry.documents += by
            _tally(entry.kinds, actor.kind, by)
            _tally(entry.names, actor.name, by)
            _tally(entry.countries, actor.country, by)
            _tally(entry.owners, actor.part_of, by)
        own = {actor.id for actor in reading.actors}
        for mention in reading.mentions:
            if mention.actor in own:
                _tally(self.entries[mention.actor].forms, mention.text, by)
        for id in own:
            if not self.entries[id].documents:
                del self.entries[id]

    def to_plain(self) -> dict[str, Any]:
        """The counts as plain values, for JSON."""
        return {
            id: [one.documents, one.kinds, one.names, one.forms, one.countries, one.owners]
            for id, one in self.entries.items()
        }

    @classmethod
    def from_plain(cls, raw: Mapping[str, Any]) -> "Stock":
        """Counts from what `to_plain` gave; raises `LookupError`, `TypeError` or `ValueError` if damaged."""
        entries = {}
        for id, (documents, kinds, names, forms, countries, owners) in raw.items():
            typed = Counter({ActorKind(kind): count for kind, count in kinds.items()})
            counts = Counter(names), Counter(forms), Counter(countries), Counter(owners)
            entries[id] = Entry(id, typed, *counts, documents)
        return cls(entries)


def _tally(counts: Counter[Any], value: object, by: int) -> None:
    if value is not None and value != "":
        counts[value] += by
        if not counts[value]:
            del counts[value]


def link(readings: Iterable[Reading]) -> tuple[list[Reading], list[Actor]]:
    """The readings under the ids of the corpus, in the order given, and the actors of the corpus by id."""
    held = list(readings)
    stock = Stock()
    for reading in held:
        stock.add(reading)
    found = linked(stock)
    return [rewritten(reading, found.joined) for reading in held], found.actors


def linked(stock: Stock) -> Linked:
    """Which ids of single documents are one actor, by what all documents say of them."""
    entries = dict(sorted(stock.entries.items()))
    found = joins(entries)
    chains = {old: new for old, (new, _) in found.items()}
    target = {id: _follow(id, chains) for id in entries}
    joined = {id: (_follow(id, chains), why) for id, (_, why) in found.items()}
    return Linked(_merged(entries, target), joined)


# ------------------------------------------------------------ which ids are one actor


def joins(entries: Mapping[str, Entry]) -> dict[str, tuple[str, str]]:
    """For each id that is another's: that other id, and why."""
    kinds = _grouped(entries.values(), lambda entry: entry.kind)
    people, states = kinds[ActorKind.PERSON], [entry for entry in kinds[ActorKind.STATE] if not entry.countries]
    bodies = [entry for entry in entries.values() if entry.kind not in (ActorKind.PERSON, ActorKind.STATE)]
    found = _spellings(people) | _respelled(bodies)
    found |= _initials_of_names(people, found) | _surnames(people, found) | _abbreviations(bodies, found)
    found |= _nationalities(states)
    return found | _bodies_of(entries, found)


def _spellings(people: Iterable[Entry]) -> dict[str, tuple[str, str]]:
    """Full names that are spellings of one: Zelensky and Zelenskyy."""
    groups: list[list[Entry]] = []
    likely: dict[tuple[str, ...], list[int]] = defaultdict(list)  # groups by what sounds alike in all names of one person
    for entry in people:
        name = person_name(entry.name)
        if len(name.parts) < 2 or _has_initial(name.parts[0]):
            continue
        family = skeleton(name.surname)
        keys = (family, "given", skeleton(name.parts[0])), (family, "whole", sound("".join(name.parts)))
        for place in sorted({place for key in keys for place in likely[key]}):
            if all(same_person(person_name(one.name), name) for one in groups[place]):
                groups[place].append(entry)
                break
        else:
            for key in keys:
                likely[key].append(len(groups))
            groups.append([entry])
    return _joined_to_chiefs(groups)


def _has_initial(part: str) -> bool:
    return len(part.rstrip(".")) == 1


def _chief(group: Iterable[Entry]) -> Entry:
    """The entry whose id and name stand for all: in most documents, then named most, then first by id."""
    return min(group, key=lambda entry: (-entry.documents, -entry.forms.total(), entry.id))


def _initials_of_names(people: Iterable[Entry], found: Mapping[str, tuple[str, str]]) -> dict[str, tuple[str, str]]:
    """ "D. Trump" where the corpus has only one Trump whose first name begins so."""
    full = [entry for entry in people if entry.id not in found and not _has_initial(person_name(entry.name).parts[0])]
    by_surname = _grouped(full, lambda entry: sound(person_name(entry.name).surname))
    joined = {}
    for entry in people:
        name = person_name(entry.name)
        if len(name.parts) > 1 and _has_initial(name.parts[0]):
            fitting = [one for one in by_surname[sound(name.surname)] if same_person(person_name(one.name), name)]
            if len(fitting) == 1:
                joined[entry.id] = (fitting[0].id, "the only name that fits the initial")
    return joined


def _surnames(people: Iterable[Entry], found: Mapping[str, tuple[str, str]]) -> dict[str, tuple[str, str]]:
    """A surname alone, where only one person of the corpus bears it."""
    bearers: dict[str, set[str]] = defaultdict(set)
    for entry in people:
        name = person_name(entry.name)
        if len(name.parts) > 1 and not _has_initial(name.parts[0]):
            for form in short_forms(name)[:2]:
                bearers[sound(form)].add(found.get(entry.id, (entry.id, ""))[0])
    joined = {}
    for entry in people:
        if " " not in entry.name and len(bearer := bearers.get(sound(entry.name), set())) == 1:
            joined[entry.id] = (next(iter(bearer)), "surname that one person of the corpus bears")
    return joined


def _respelled(bodies: Iterable[Entry]) -> dict[str, tuple[str, str]]:
    """Bodies whose names differ in hyphens, spaces, or British and American spelling."""
    return _joined_to_chiefs(_grouped(bodies, lambda entry: _plain(entry.id)).values())


def _joined_to_chiefs(groups: Iterable[list[Entry]]) -> dict[str, tuple[str, str]]:
    several = ((group, _chief(group)) for group in groups if len(group) > 1)
    return {
        entry.id: (chief.id, "spellings of one name") for group, chief in several for entry in group if entry is not chief
    }


def _plain(id: str) -> str:
    return "".join(SPELLINGS.get(part, part) for part in id.split("-"))


def _abbreviations(bodies: Iterable[Entry], found: Mapping[str, tuple[str, str]]) -> dict[str, tuple[str, str]]:
    """An abbreviation alone, where one body of the corpus goes by it, or has its initials."""
    users: dict[str, set[str]] = defaultdict(set)
    initials: dict[str, set[str]] = defaultdict(set)
    for entry in bodies:
        id = found.get(entry.id, (entry.id, ""))[0]
        if " " in entry.name:
            initials["".join(re.findall(r"\b[A-Z]", entry.name))].add(id)
            for form in entry.forms:
                users[form].add(id)
    joined = {}
    for entry in bodies:
        if entry.name.isupper() and " " not in entry.name and len(entry.name) >= SHORTEST:
            fitting = users.get(entry.name) or initials.get(entry.name, set())
            if len(fitting) == 1 and entry.id not in fitting:
                joined[entry.id] = (next(iter(fitting)), "abbreviation of one body of the corpus")
    return joined


def _nationalities(states: Iterable[Entry]) -> dict[str, tuple[str, str]]:
    """A state that one document names by its nationality only: "Orvanese" for Orvania."""
    endings = table("state_nouns")["endings"]
    joined = {}
    for entry in states:
        if not entry.name.endswith(tuple(endings)):
            continue
        nouns = [one.id for one in states if one is not entry and nationality_of(one.name, entry.name, endings)]
        if len(nouns) == 1 and len(nouns[0]) < len(entry.id) + 2:
            joined[entry.id] = (nouns[0], "nationality of one state of the corpus")
    return joined


def _bodies_of(entries: Mapping[str, Entry], found: Mapping[str, tuple[str, str]]) -> dict[str, tuple[str, str]]:
    """Bodies of one state under two of its names: "orvanese-navy" and "orvania-navy"."""
    groups: dict[tuple[str, str], list[Entry]] = defaultdict(list)
    for entry in entries.values():
        owner = commonest(entry.owners) if entry.owners else ""
        first, _, rest = entry.id.partition("-")
        state = found.get(owner, (owner, ""))[0]
        if rest and not entry.countries and entry.kind is not ActorKind.PERSON and first[:STEM] == state[:STEM]:
            groups[state, entry.id.removeprefix(f"{owner}-") if entry.id.startswith(f"{owner}-") else rest].append(entry)
    return {
        entry.id: (_chief(group).id, "body of one state under two of its names")
        for group in groups.values()
        for entry in group
        if entry is not _chief(group) and entry.id not in found
    }


def _grouped(entries: Iterable[Entry], key: Callable[[Entry], Key]) -> defaultdict[Key, list[Entry]]:
    groups: defaultdict[Key, list[Entry]] = defaultdict(list)
    for entry in entries:
        groups[key(entry)].append(entry)
    return groups


def _follow(id: str, joined: Mapping[str, str]) -> str:
    """The end of a chain of joins; a chain that runs in a circle ends where it began to."""
    seen = {id}
    while id in joined and joined[id] not in seen:
        id = joined[id]
        seen.add(id)
    return id


# ------------------------------------------------------------ rows under the new ids


def _merged(entries: Mapping[str, Entry], target: Mapping[str, str]) -> list[Actor]:
    """One actor for each id that is left, with what most documents say of it."""
    groups = _grouped(entries.values(), lambda entry: target[entry.id])
    actors = []
    for id, group in sorted(groups.items()):
        countries: Counter[str] = Counter()
        owners: Counter[str] = Counter()
        for entry in group:
            for named, count in entry.countries.items():
                countries[named] += count
            for owner, count in entry.owners.items():
                owners[target.get(owner, owner)] += count
        owners.pop(id, None)
        name = _shown(id, entries[id])
        country = commonest(countries) if countries else None
        actors.append(Actor(id, name, entries[id].kind, country, commonest(owners) if owners else None))
    return actors


def _shown(id: str, entry: Entry) -> str:
    """The commonest name that the id is a slug of, else the commonest."""
    if len(entry.names) == 1:
        return entry.name
    fitting = Counter({name: count for name, count in entry.names.items() if slug(name) == id})
    return commonest(fitting or entry.names)


def rewritten(reading: Reading, joined: Joined) -> Reading:
    """A reading whose rows carry the ids of the corpus; row ids stay, and a mention says why it was joined."""

    def to(id: str) -> str:
        return joined[id][0] if id in joined else id

    def maybe(id: str | None) -> str | None:
        return None if id is None else to(id)

    def all_to(ids: tuple[str, ...]) -> tuple[str, ...]:
        return tuple(dict.fromkeys(map(to, ids)))

    def why(mention: Mention) -> str:
        return f"{mention.rule}; {joined[mention.actor][1]}" if mention.actor in joined else mention.rule

    return replace(
        reading,
        mentions=tuple(replace(row, actor=to(row.actor), rule=why(row)) for row in reading.mentions),
        quotes=tuple(replace(row, speaker=maybe(row.speaker), carried_by=maybe(row.carried_by)) for row in reading.quotes),
        attitudes=tuple(
            replace(row, speaker=maybe(row.speaker), carried_by=maybe(row.carried_by)) for row in reading.attitudes
        ),
        transfers=tuple(
            replace(
                row,
                supplier=maybe(row.supplier),
                recipient=maybe(row.recipient),
                claimants=all_to(row.claimants),
                denied_by=all_to(row.denied_by),
            )
            for row in reading.transfers
        ),
    )
