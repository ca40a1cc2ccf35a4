"""What builds cost beside each other: with one document more, with nothing new, with a second process.

Builds are those of the command line, start included, over articles that are made up (`core.bench.articles`).
"""

import os
import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from shutil import rmtree
from tempfile import TemporaryDirectory

from core import corpus, settings
from core.bench.articles import articles
from core.bench.measured import Measured, NotHereError, Sizes, median_of, ratio
from core.bench.stages import ATTRIBUTIONS
from core.corpus import Text


@dataclass(frozen=True, slots=True)
class Built:
    """A corpus, its tables, the seconds that making them from nothing took, and articles of its kind that it has not."""

    texts: Path
    tables: Path
    seconds: float
    more: Iterator[str]


def add_one_over_full(sizes: Sizes) -> Measured:
    """Seconds of a build with one document more, over those of the build from nothing."""
    built = _built(sizes)
    return median_of([_one_more(built) / built.seconds for _ in range(sizes.rounds)])


def add_one_cpu_s(sizes: Sizes) -> Measured:
    """Processor seconds of a build with one document more, start included, but for the process that holds the model."""
    built = _built(sizes)

    def spent() -> float:
        before = _processor_of_builds()
        _one_more(built)
        return _processor_of_builds() - before

    return median_of([spent() for _ in range(sizes.rounds)], "s")


def _one_more(built: Built) -> float:
    """Seconds of a build with one document more than before."""
    place = len(list(built.texts.glob("added-*.md")))
    (built.texts / f"added-{place}.md").write_text(next(built.more), encoding="utf-8")
    return build(built.texts, built.tables)


def _processor_of_builds() -> float:
    """Processor seconds of all programs that this one started and waited for: not of the workers of a build, which are
    children of a process that holds the model and that nobody waits for."""
    if sys.platform == "win32":
        raise NotHereError("processor time of other programs is not told on Windows")
    import resource

    spent = resource.getrusage(resource.RUSAGE_CHILDREN)
    return spent.ru_utime + spent.ru_stime


def unchanged_ms(sizes: Sizes) -> Measured:
    """Milliseconds of a build that finds nothing new."""
    built = _built(sizes)
    build(built.texts, built.tables)  # files are looked at twice until it is sure that they are not being written
    return median_of([1000 * build(built.texts, built.tables) for _ in range(sizes.rounds)], "ms")


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
    # As where the program is installed: what Python has compiled once is there the next time.
    surroundings = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    command = [sys.executable, "-m", "core", "build", *places, "--progress", "none", *options]
    began = time.monotonic()
    subprocess.run(command, cwd=settings.ROOT, env=surroundings, check=True, capture_output=True)
    return time.monotonic() - began


_known: dict[Path, Built] = {}  # by folder: the build from nothing is the longest thing here, and done once


def _built(sizes: Sizes) -> Built:
    texts, tables = sizes.work / f"articles-{sizes.corpus}", sizes.work / f"articles-{sizes.corpus}-tables"
    if texts not in _known:
        rmtree(texts, ignore_errors=True)
        rmtree(tables, ignore_errors=True)
        texts.mkdir(parents=True)
        more = articles()
        for number, article in enumerate(islice(more, sizes.corpus)):
            (texts / f"{number:06}.md").write_text(article, encoding="utf-8")
        _known[texts] = Built(texts, tables, build(texts, tables), more)
    return _known[texts]
