"""Made-up reports, and a reader of their few sentences that takes no time.

Invented people of real states say who sent what to whom, between sentences of made-up words, and one report in eight prints
most of another. The reader stands in for the model where a figure is about all that a build does but reading.
"""

import random
import re
from collections.abc import Iterator, Sequence
from itertools import accumulate

from core.records import (
    Actor,
    ActorKind,
    Category,
    Mention,
    Precision,
    Quantity,
    Quote,
    QuoteKind,
    Reading,
    Status,
    TimeExpression,
    Transfer,
    row_id,
    slug,
)
from core.workers import Job, Read

STATES = ("China", "Egypt", "India", "Iran", "Japan", "North Korea", "Poland", "Russia", "South Korea", "Turkey")
ROLES = ("defence minister", "foreign minister", "general", "president", "senator", "spokesman")
THINGS = {
    "artillery shells": Category.MUNITIONS,
    "drones": Category.DRONES,
    "engineers": Category.PERSONNEL,
    "missiles": Category.MISSILES,
    "rifles": Category.WEAPONS,
    "tanks": Category.WEAPONS,
    "tents": Category.OTHER,
    "tonnes of fuel": Category.ENERGY,
    "trucks": Category.OTHER,
}
VERBS = ("delivered", "sent", "shipped", "supplied")
DAYS = ("Monday", "Tuesday", "Wednesday", "Friday")
SYLLABLES = (
    "bar",
    "dor",
    "en",
    "go",
    "ka",
    "ki",
    "lu",
    "mi",
    "na",
    "pel",
    "ri",
    "ro",
    "sa",
    "shi",
    "ten",
    "tor",
    "va",
    "wa",
)
TOLD = 0.4  # of the sentences; the others tell nothing
COPIED = 0.12


LENGTHS = (5, 9)  # sentences of a report, at least and at most


def reports(seed: int = 3, lengths: tuple[int, int] = LENGTHS) -> Iterator[str]:
    """Reports without end, of so many sentences; the same seed gives the same ones."""
    chance = random.Random(seed)
    words = ["".join(chance.choices(SYLLABLES, k=chance.randint(2, 4))) for _ in range(3000)]
    weights = list(accumulate(1 / (rank + 3) for rank in range(len(words))))
    people = [f"{_name(chance, 2)} {_name(chance, 3)}" for _ in range(2000)]
    recent: list[list[str]] = []
    while True:
        sentences = [_told(chance, people) if chance.random() < TOLD else "" for _ in range(chance.randint(*lengths))]
        sentences = [one or _filler(chance.choices(words, cum_weights=weights, k=14)) for one in sentences]
        if recent and chance.random() < COPIED:
            sentences = chance.choice(recent) + sentences[:2]
        recent = [*recent[-49:], sentences]
        yield "\n\n".join(" ".join(sentences[first : first + 3]) for first in range(0, len(sentences), 3)) + "\n"


def _name(chance: random.Random, syllables: int) -> str:
    return "".join(chance.choices(SYLLABLES, k=syllables)).capitalize()


def _filler(words: list[str]) -> str:
    return f"The {' '.join(words[:3])} of {words[3].capitalize()} was {' '.join(words[4:])} after the winter."


def _told(chance: random.Random, people: list[str]) -> str:
    giver, taker = chance.sample(STATES, 2)
    who, role, things = chance.choice(people), chance.choice(ROLES), chance.choice([*THINGS])
    gift = f"{chance.choice(VERBS)} {chance.randint(2, 900) * 10} {things} to {taker}"
    return chance.choice(
        (
            f"{giver} has {gift}, {chance.choice(STATES)}'s {role} {who} said on {chance.choice(DAYS)}.",
            f"“We will see what comes of the {things} by the end of {chance.choice(DAYS)},” {who} told reporters.",
            f"{who}, a {role} of {giver}, denied that {taker} had received {things}.",
        )
    )


# ---------------------------------------------------------------- their reader
NAME = r"[A-Z]\w+ [A-Z]\w+"
STATE, ROLE, THING, DAY = ("|".join(words) for words in (STATES, ROLES, THINGS, DAYS))
GAVE = re.compile(
    rf"(?P<said>(?P<giver>{STATE}) has (?:{'|'.join(VERBS)}) (?P<number>\d+) (?P<thing>{THING}) to (?P<taker>{STATE})), "
    rf"(?:{STATE})'s (?:{ROLE}) (?P<who>{NAME}) (?P<cue>said) on (?P<day>{DAY})\."
)
TOLD_REPORTERS = re.compile(rf"“(?P<said>We will see [^”]+),” (?P<who>{NAME}) (?P<cue>told reporters)\.")
DENIED = re.compile(
    rf"(?P<who>{NAME}), a (?:{ROLE}) of (?P<giver>{STATE}), (?P<cue>denied) that "
    rf"(?P<said>(?P<taker>{STATE}) had received (?P<thing>{THING}))\."
)
FORMS = ((GAVE, QuoteKind.INDIRECT), (TOLD_REPORTERS, QuoteKind.DIRECT), (DENIED, QuoteKind.INDIRECT))


def read(jobs: Sequence[Job]) -> list[Read]:
    """What such reports say, by the patterns they were made by."""
    return [Read(_reading(job.document.doc, job.document.text)) for job in jobs]


def _reading(doc: str, text: str) -> Reading:
    found = sorted(
        ((one, kind) for form, kind in FORMS for one in form.finditer(text)), key=lambda sentence: sentence[0].start()
    )
    actors: dict[str, Actor] = {}
    mentions, days = [], []
    for one, _ in found:
        for part in ("giver", "taker", "who"):
            if words := one.groupdict().get(part):
                kind = ActorKind.PERSON if part == "who" else ActorKind.STATE
                actors[slug(words)] = Actor(slug(words), words, kind)
                mentions.append(Mention(doc, *one.span(part), words, slug(words), "name"))
        if words := one.groupdict().get("day"):
            days.append(TimeExpression(doc, *one.span("day"), words, precision=Precision.DAY))
    told = tuple(_telling(doc, one) for one, _ in found if one.re is not TOLD_REPORTERS)
    quotes = tuple(_quote(doc, one, kind) for one, kind in found)
    return Reading(doc, tuple(actors.values()), tuple(mentions), tuple(days), quotes, (), told)


def _quote(doc: str, one: re.Match[str], kind: QuoteKind) -> Quote:
    start, end = one.span("said")
    who, who_start, who_end = one["who"], *one.span("who")
    cue, cue_start, cue_end = one["cue"], *one.span("cue")
    return Quote(
        id=row_id(doc, start, one["said"]),
        doc=doc,
        start=start,
        end=end,
        text=one["said"],
        kind=kind,
        sentence_start=one.start(),
        sentence_end=one.end(),
        speaker=slug(who),
        speaker_text=who,
        speaker_start=who_start,
        speaker_end=who_end,
        cue=cue,
        cue_start=cue_start,
        cue_end=cue_end,
        rule="made up",
        score=1.0,
    )


def _telling(doc: str, one: re.Match[str]) -> Transfer:
    start, end = one.span("said")
    denied = one.re is DENIED
    number = None if denied else float(one["number"])
    who = (slug(one["who"]),)
    return Transfer(
        id=row_id(doc, "telling", start, one["said"]),
        doc=doc,
        start=start,
        end=end,
        text=one["said"],
        sentence_start=one.start(),
        sentence_end=one.end(),
        supplier=slug(one["giver"]),
        recipient=slug(one["taker"]),
        item=one["thing"],
        category=THINGS[one["thing"]],
        status=Status.DENIED if denied else Status.ASSERTED,
        quantity=Quantity(None if denied else one["number"], number, number, None if denied else "item"),
        claimants=() if denied else who,
        denied_by=who if denied else (),
        rule="made up",
        score=1.0,
    )
