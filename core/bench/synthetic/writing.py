"""Made-up tables on disk, stretch by stretch."""

import dataclasses
import json
import shutil
from contextlib import ExitStack
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq

import core
from core.bench.synthetic.drawing import TELLINGS, draw
from core.bench.synthetic.rows import Rows
from core.bench.synthetic.vocabulary import STATES, Cast, cast, words
from core.records import TABLES
from core.tables import MANIFEST, Manifest, schema

SEED = 7
IN_ONE = 25_000  # documents of a stretch: about 200,000 tellings and 300 MB of memory
FOLDER = "build-synthetic"
# How the number of names grows with the corpus: slower than the corpus, but without an end.
ACTORS_A_TELLING, SOURCES_A_TELLING = 1 / 100, 1 / 5000
FEWEST_SOURCES = 60


def make(folder: Path, tellings: int, seed: int = SEED) -> Manifest:
    """Writes tables of about so many tellings into a folder; where they are there already, leaves them.

    Returns their manifest, whose counts are exact. The same size and seed make the same rows.
    """
    name = f"synthetic-{tellings}-{seed}"
    standing = _standing(folder)
    if standing and standing.fingerprint == name:
        return standing
    shutil.rmtree(folder / FOLDER, ignore_errors=True)
    (folder / FOLDER).mkdir(parents=True)
    people = cast(STATES + int(tellings * ACTORS_A_TELLING), FEWEST_SOURCES + int(tellings * SOURCES_A_TELLING), seed)
    counts = _write(folder / FOLDER, tellings, people, seed)
    made = Manifest(
        version=core.__version__,
        corpus=name,
        built_at=datetime.now(UTC).isoformat(timespec="seconds"),
        fingerprint=name,
        model="none",
        counts=counts,
        folder=FOLDER,
    )
    (folder / MANIFEST).write_text(json.dumps(dataclasses.asdict(made), indent=1), encoding="utf-8")
    return made


def _standing(folder: Path) -> Manifest | None:
    try:
        return Manifest(**json.loads((folder / MANIFEST).read_text(encoding="utf-8")))
    except (FileNotFoundError, ValueError, TypeError):
        return None


def _write(folder: Path, tellings: int, people: Cast, seed: int) -> dict[str, int]:
    """All tables, each through one writer; returns how many rows each has."""
    vocabulary = words(people)
    documents = max(int(tellings / TELLINGS), 1)
    stretches = -(-documents // IN_ONE)
    counts = dict.fromkeys(TABLES, 0)
    with ExitStack() as open_files:
        writers = {
            name: open_files.enter_context(pq.ParquetWriter(folder / f"{name}.parquet", schema(record), compression="zstd"))
            for name, record in TABLES.items()
        }
        for name, table in _people(people):
            writers[name].write_table(table)
            counts[name] += table.num_rows
        for number in range(stretches):
            size = documents * (number + 1) // stretches - documents * number // stretches
            stretch = draw(number, stretches, size, len(people.actors), len(people.sources), vocabulary, seed)
            for name, table in Rows(stretch, counts["documents"], people, vocabulary).tables():
                writers[name].write_table(table)
                counts[name] += table.num_rows
    return counts


def _people(people: Cast) -> list[tuple[str, pa.Table]]:
    """Actors and sources, in the order of their ids."""
    shapes: dict[str, list[Any]] = {"actors": people.actors, "sources": people.sources}
    return [
        (name, pa.table([list(column) for column in zip(*sorted(rows), strict=True)], schema=schema(TABLES[name])))
        for name, rows in shapes.items()
    ]
