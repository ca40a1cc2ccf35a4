"""Made-up articles of the length that news have: some 400 words, several tellings and quotes, and paragraphs of neither.

No sentence is anybody's: parts of sentences are drawn from lists, so that two articles share words and turns as papers do,
but few share a whole sentence, unless one prints part of the other, as one in eight does. Invented people speak for real
states.
"""

import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import accumulate

from core import lexicon
from core.bench.reports import ROLES, SYLLABLES

STATES = (
    "Russia", "China", "Iran", "Turkey", "India", "Poland", "Egypt", "Japan", "South Korea", "North Korea",
    "France", "Germany", "Brazil", "Pakistan", "Saudi Arabia", "Israel", "Syria", "Serbia", "Kenya", "Ethiopia",
    "Sudan", "Libya", "Algeria", "Morocco", "Indonesia", "Vietnam", "Thailand", "Australia", "Canada", "Mexico",
    "Argentina", "Chile", "Peru", "Cuba", "Spain", "Portugal", "Italy", "Greece", "Romania", "Hungary",
    "Norway", "Sweden", "Finland", "Denmark", "Latvia", "Estonia", "Lithuania", "Ukraine", "Belarus", "Kazakhstan",
)  # fmt: skip
THINGS = (
    "artillery shells", "anti-tank missiles", "attack drones", "armoured vehicles", "assault rifles", "field guns",
    "patrol boats", "helicopters", "fighter jets", "radar sets", "mortar rounds", "rocket launchers", "night-vision goggles",
    "tonnes of diesel", "tonnes of wheat", "tonnes of rice", "tonnes of fertiliser", "field hospitals", "tents", "tanks",
    "blankets", "vaccine doses", "trucks", "water pumps", "military instructors", "engineers", "spare engines", "generators",
    "satellite phones", "bulletproof vests",
)  # fmt: skip
PAPERS = (
    "The Eastern Courier", "Harbour Gazette", "Northern Post", "The Morning Ledger", "Delta Herald", "Continental Wire",
    "The Observer of Lund", "Gulf Dispatch", "Highland Tribune", "Meridian News", "The Evening Record", "River Sentinel",
)  # fmt: skip
FIRST_NAMES = ("Anna", "Boris", "Clara", "Dmitri", "Elena", "Farid", "Goran", "Hanna", "Ivan", "Jana", "Karim", "Leila",
               "Marek", "Nadia", "Oscar", "Petra", "Rashid", "Sofia", "Tomas", "Vera", "Yusuf", "Zoran")  # fmt: skip
STEMS = ("Bara", "Dor", "Hal", "Kova", "Lind", "Mar", "Nov", "Petro", "Rada", "Sol", "Tar", "Vas", "Wen", "Zel")
SURNAMES = ("din", "ek", "gard", "kov", "lund", "man", "mitz", "nik", "ova", "rell", "sen", "ski", "ton", "vic")
DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
MONTHS = ("January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November",
          "December")  # fmt: skip
PLACES = ("harbour", "border crossing", "airfield", "railway yard", "northern depot", "river port", "capital",
          "garrison town", "mountain pass", "free zone", "southern province", "coastal base")  # fmt: skip
# Parts of sentences that tell nothing of the kind looked for.
WHO = ("Traders of {town}", "Teachers in {town}", "Farmers near {town}", "Former mayors of {town}", "Families from {town}",
       "Most shopkeepers of {town}", "Historians in {town}", "Two newspapers of {town}", "Commuters to {town}",
       "Drivers on the {town} road", "Fishermen off {town}", "Doctors at {town}", "Tenants in {town}")  # fmt: skip
DO = ("remember", "complain about", "still talk of", "have grown used to", "worry about", "blame", "expect", "describe",
      "had long warned of", "pay little attention to", "were surprised by", "measure their year by")  # fmt: skip
WHAT = ("{noun} prices", "{noun} shortages", "late {noun} orders", "old {noun} quarrels", "{noun} thefts",
        "new {noun} taxes", "{noun} queues", "broken {noun} promises")  # fmt: skip
SINCE = ("since the spring", "more than {town} does", "as the season ends", "after a decade of neglect", "unlike {town}",
         "whatever {town} prints", "while the {town} bridge is mended", "although wages in {town} rose by {small} per cent",
         "now that {month} is near", "as they did {small} years ago", "even on quiet days", "without much hope")  # fmt: skip
FACTS = (
    "{town} lies {number} kilometres from {town2}, where {what} {verb} the streets {since}.",
    "Unemployment in {town} fell to {small} per cent in {month}, though {what} {verb} {town2} {since}.",
    "A survey of {number} households in {town} found that {share} fear {what} {since}.",
    "{town} had rain on {small} days of {month}, and {what} {verb} {town2} {since}.",
    "{town} was founded {number} years before {town2}, and {what} {verb} both {since}.",
)
VERBS = ("mark", "divide", "burden", "unsettle", "have changed", "have slowed", "shape", "trouble", "occupy")
SHARES = ("a third", "most", "a quarter", "two in five", "nearly all", "few", "more than half")
# What people say, in their words: with nouns enough that two speakers hardly say half of the same.
SAYING = "{opening} {subject} {doing} the {noun} of {town}, {joining} {those} {ending} with neither {noun2} nor {noun3}"
OPENINGS = ("Frankly,", "I doubt that", "We know that", "It pains me that", "By now", "Every night", "Perhaps", "In truth,")
SUBJECTS = ("this treaty", "our patience", "the harvest", "their silence", "the alliance", "no court", "the next winter",
            "every promise")  # fmt: skip
DOING = ("will not save", "has cost", "may yet reach", "belongs to", "means little to", "shall return to", "has emptied",
         "might divide")  # fmt: skip
JOINING = ("and", "but", "while", "because", "although", "so", "until", "unless")
THOSE = ("children", "soldiers", "widows", "bakers", "judges", "miners", "nurses", "sailors")
ENDINGS = (
    "wait",
    "have signed",
    "ask for peace",
    "were sent home",
    "refuse to leave",
    "vote again",
    "stand ready",
    "hold out",
)
SAID = ("{said},” {name}, {role} of {state}, said on {day}.", "{said},” {name} told reporters in the {place}.",
        "{said},” said {name}, the {role} of {state}.", "{said},” {name} said in a speech in {month}.")  # fmt: skip
# Who gave what to whom.
TELLING = (
    "{giver} delivered {number} {thing} to {taker} in {month}, {name}, {role} of {state}, said on {day}.",
    "According to {name}, {giver} has sent {number} {thing} to {taker} since {month}.",
    "{giver} will supply {taker} with {number} {thing}, the {role} {name} announced on {day}.",
    "{name} denied that {giver} had shipped {thing} to {taker}.",
    "{taker} received {number} {thing} from {giver} on {date}.",
    "The {thing} that {giver} gave {taker} in {month} reached the {place} on {day}, officials said.",
    "{giver} may have provided {taker} with {number} {thing} by way of the {place}, {name} said.",
    "{state} accused {giver} of delivering {number} {thing} to {taker}.",
    "{giver} promised {taker} {number} {thing} before {month}, a spokesman for {state} said.",
)
TOWNS = 5000
COPIED = 0.12  # of the articles, which print two paragraphs of another
WORDS = (340, 440)  # words of an article, at least and at most
FIRST_DAY, DAYS_PRINTED = date(2023, 1, 1), 700


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody who speaks for a state."""

    name: str
    role: str
    state: str


@dataclass(frozen=True, slots=True)
class World:
    """Who there is to tell of, the ones told of most first."""

    people: Sequence[Person]
    towns: Sequence[str]
    nouns: Sequence[str]
    of_people: Sequence[float]  # running totals of how much is told of each
    of_towns: Sequence[float]
    of_nouns: Sequence[float]
    of_states: Sequence[float]


def articles(seed: int = 5) -> Iterator[str]:
    """Articles without end, each with a head that says who printed it when; the same seed gives the same ones."""
    chance = random.Random(seed)
    world = _world(chance)
    recent: list[list[str]] = []
    while True:
        paragraphs: list[str] = []
        if recent and chance.random() < COPIED:
            paragraphs += chance.choice(recent)[:2]
        length = chance.randint(*WORDS)
        while sum(len(one.split()) for one in paragraphs) < length:
            paragraphs.append(_paragraph(chance, world, len(paragraphs)))
        recent = [*recent[-49:], paragraphs]
        day = FIRST_DAY + timedelta(days=chance.randrange(DAYS_PRINTED))
        yield f"---\npublisher: {chance.choice(PAPERS)}\npublished: {day}\n---\n" + "\n\n".join(paragraphs) + "\n"


def _world(chance: random.Random) -> World:
    names = [f"{first} {stem}{end}" for first in FIRST_NAMES for stem in STEMS for end in SURNAMES]
    chance.shuffle(names)
    of_states = _shares(len(STATES))
    people = [Person(name, chance.choice(ROLES), _one_of(chance, STATES, of_states)) for name in names]
    towns = sorted({"".join(chance.choices(SYLLABLES, k=chance.randint(2, 4))).capitalize() for _ in range(TOWNS)})
    chance.shuffle(towns)
    known = (line.split(": ", 1) for line in lexicon.lines("goods"))
    nouns = [noun for noun, kind in known if kind == "other" and " " not in noun]
    chance.shuffle(nouns)
    return World(people, towns, nouns, _shares(len(people)), _shares(len(towns)), _shares(len(nouns)), of_states)


def _shares(count: int) -> list[float]:
    """Running totals of how much is told of each of so many, the first most: by Zipf's law, with a flat top."""
    return list(accumulate(1 / (rank + 5) for rank in range(count)))


def _one_of(chance: random.Random, things: Sequence[str], shares: Sequence[float]) -> str:
    return chance.choices(things, cum_weights=shares)[0]


def _paragraph(chance: random.Random, world: World, place: int) -> str:
    """A paragraph of three sentences: every other tells or quotes, and what stands between is about something else."""
    if place % 2:
        return " ".join(_filled(chance, world, _plain(chance)) for _ in range(3))
    quoted = f"“{chance.choice(SAID).replace('{said}', SAYING)}"
    telling, other = chance.sample(TELLING, 2)
    return " ".join(_filled(chance, world, one) for one in (telling, quoted, chance.choice((other, _plain(chance)))))


def _plain(chance: random.Random) -> str:
    if chance.random() < 0.5:
        return chance.choice(FACTS)
    return f"{chance.choice(WHO)} {chance.choice(DO)} {{what}} {chance.choice(SINCE)}."


def _filled(chance: random.Random, world: World, sentence: str) -> str:
    """A sentence with something in each of its gaps."""
    person = chance.choices(world.people, cum_weights=world.of_people)[0]
    giver, taker = (_one_of(chance, STATES, world.of_states) for _ in range(2))
    if taker == giver:
        taker = STATES[STATES.index(giver) - 1]
    gaps = {
        "name": person.name,
        "role": person.role,
        "state": person.state,
        "giver": giver,
        "taker": taker,
        "thing": chance.choice(THINGS),
        "number": str(chance.choice((1, 5, 10, 50)) * chance.randint(2, 99)),
        "small": str(chance.randint(2, 30)),
        "day": chance.choice(DAYS),
        "month": chance.choice(MONTHS),
        "date": f"{chance.randint(1, 28)} {chance.choice(MONTHS)}",
        "place": chance.choice(PLACES),
        "opening": chance.choice(OPENINGS),
        "subject": chance.choice(SUBJECTS),
        "doing": chance.choice(DOING),
        "joining": chance.choice(JOINING),
        "those": chance.choice(THOSE),
        "ending": chance.choice(ENDINGS),
        "noun": _one_of(chance, world.nouns, world.of_nouns),
        "noun2": _one_of(chance, world.nouns, world.of_nouns),
        "noun3": _one_of(chance, world.nouns, world.of_nouns),
        "verb": chance.choice(VERBS),
        "share": chance.choice(SHARES),
        "town": _one_of(chance, world.towns, world.of_towns),
        "town2": _one_of(chance, world.towns, world.of_towns),
    }
    gaps["what"] = chance.choice(WHAT).format(**gaps)
    gaps["since"] = chance.choice(SINCE).format(**gaps)
    return sentence.format(**gaps)
