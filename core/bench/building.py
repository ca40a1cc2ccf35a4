"""What builds cost beside each other: with one document more, with nothing new, with a second process.

The corpus is made up of short reports by a seed: invented people of real states say who sent what to whom, between sentences
of made-up words, and one report in eight prints most of another. Builds are those of the command line, start included.
"""

import random
import subprocess
import sys
import time
from collections.abc import Iterator
from itertools import accumulate, islice
from pathlib import Path
from shutil import rmtree
from tempfile import TemporaryDirectory

from core import corpus, settings
from core.bench.measured import Measured, NotHereError, Sizes, median_of, ratio
from core.bench.stages import ATTRIBUTIONS
from core.corpus import Text

STATES = ("China", "Egypt", "India", "Iran", "Japan", "North Korea", "Poland", "Russia", "South Korea", "Turkey")
ROLES = ("defence minister", "foreign minister", "general", "president", "senator", "spokesman")
THINGS = ("artillery shells", "drones", "engineers", "missiles", "rifles", "tanks", "tents", "tonnes of fuel", "trucks")
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
ADDED = "Iran has sent 500 drones to Egypt, India's general Karo Mitendor said on Monday, for the {}th time."


def add_one_over_full(sizes: Sizes) -> Measured:
    """Seconds of a build with one document more, over those of the build from nothing."""
    texts, tables, full = _built(sizes)
    found = []
    for place in range(sizes.rounds):
        (texts / f"added-{place}.txt").write_text(ADDED.format(place + 2) + "\n", encoding="utf-8")
        found.append(build(texts, tables) / full)
    return median_of(found)


def unchanged_ms(sizes: Sizes) -> Measured:
    """Milliseconds of a build that finds nothing new."""
    texts, tables, _ = _built(sizes)
    build(texts, tables)  # files are looked at twice until it is sure that they are not being written
    return median_of([1000 * build(texts, tables) for _ in range(sizes.rounds)], "ms")


def one_process_over_two(sizes: Sizes) -> Measured:
    """Seconds of a build by one process over those by two, on long raw news texts."""
    if not ATTRIBUTIONS.is_file():
        raise NotHereError(f"no texts at {ATTRIBUTIONS.name}")
    with TemporaryDirectory() as place:
        texts = Path(place) / "texts"
        texts.mkdir()
        found = (item for item in corpus.read(ATTRIBUTIONS) if isinstance(item, Text))
        for number, text in enumerate(islice(found, sizes.documents)):
            (texts / f"{number:04}.txt").write_text(text.document.text, encoding="utf-8")

        def by(processes: int) -> float:
            with TemporaryDirectory() as tables:
                return build(texts, Path(tables), "--processes", str(processes))

        return ratio(lambda: by(1), lambda: by(2), sizes.rounds)


def build(texts: Path, tables: Path, *options: str) -> float:
    """Seconds that a build takes, from the start of the program to its end."""
    places = [str(texts.resolve()), "--tables", str(tables.resolve())]
    began = time.monotonic()
    command = [sys.executable, "-m", "core", "build", *places, "--progress", "none", *options]
    subprocess.run(command, cwd=settings.ROOT, check=True, capture_output=True)
    return time.monotonic() - began


_full: dict[Path, float] = {}  # seconds of the build from nothing, by folder: it is the longest thing here, and done once


def _built(sizes: Sizes) -> tuple[Path, Path, float]:
    """A corpus, its tables, and the seconds that making them from nothing took."""
    texts, tables = sizes.work / f"reports-{sizes.corpus}", sizes.work / f"reports-{sizes.corpus}-tables"
    if texts not in _full:
        rmtree(texts, ignore_errors=True)
        rmtree(tables, ignore_errors=True)
        texts.mkdir(parents=True)
        for number, report in enumerate(islice(reports(), sizes.corpus)):
            (texts / f"{number:06}.txt").write_text(report, encoding="utf-8")
        _full[texts] = build(texts, tables)
    return texts, tables, _full[texts]


def reports(seed: int = 3) -> Iterator[str]:
    """Reports without end; the same seed gives the same ones."""
    chance = random.Random(seed)
    words = ["".join(chance.choices(SYLLABLES, k=chance.randint(2, 4))) for _ in range(3000)]
    weights = list(accumulate(1 / (rank + 3) for rank in range(len(words))))
    people = [f"{_name(chance, 2)} {_name(chance, 3)}" for _ in range(2000)]
    recent: list[list[str]] = []
    while True:
        sentences = [_told(chance, people) if chance.random() < TOLD else "" for _ in range(chance.randint(5, 9))]
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
    who, role, things = chance.choice(people), chance.choice(ROLES), chance.choice(THINGS)
    gift = f"{chance.choice(VERBS)} {chance.randint(2, 900) * 10} {things} to {taker}"
    return chance.choice(
        (
            f"{giver} has {gift}, {chance.choice(STATES)}'s {role} {who} said on {chance.choice(DAYS)}.",
            f"“We will see what comes of the {things} by the end of {chance.choice(DAYS)},” {who} told reporters.",
            f"{who}, a {role} of {giver}, denied that {taker} had received {things}.",
        )
    )
