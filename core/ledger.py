"""What a build remembers beside its tables, so that the next one can take up from it: `ledger.json`, `ledger.npz` and the
printings of quotes, `printings.arrow`.

It lies in the subfolder of the build it belongs to, so that tables and ledger are swapped in together. It is a memory, not
a source: where it is missing, damaged or made by other code, the next build starts from nothing and comes to the same rows.
"""

import json
import zipfile
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

import numpy as np
import pyarrow as pa

from core.copies import Sketches
from core.linking import Joined, Stock
from core.records import Problem, Source
from core.retelling import Compared
from core.tables import to_record
from core.utterances import Heard

LEDGER, ARRAYS, PRINTINGS = "ledger.json", "ledger.npz", "printings.arrow"
DAMAGE = (OSError, ValueError, LookupError, TypeError, AttributeError, zipfile.BadZipFile, pa.ArrowInvalid)


@dataclass(frozen=True, slots=True)
class Entry:
    """What is remembered of one document."""

    key: str  # of its reading in the cache; "" where it was not read to the end
    source: Source | None = None
    problem: Problem | None = None
    actors: tuple[str, ...] = ()  # ids in its reading, before linking
    speakers: tuple[str, ...] = ()  # ids of whom it quotes, after linking
    dropped: tuple[tuple[str, int], ...] = ()  # rows left out, by rule


@dataclass(slots=True)
class Ledger:
    """What a build remembers."""

    made_by: str = ""  # hash of the code, the model and the words
    entries: dict[str, Entry] = field(default_factory=dict)  # by document, in order of their names
    stock: Stock = field(default_factory=Stock)  # what all documents say of each actor
    joined: Joined = field(default_factory=dict)
    sketches: Sketches = field(default_factory=Sketches)
    compared: Compared = field(default_factory=Compared)
    heard: Heard = field(default_factory=Heard)


def save(ledger: Ledger, folder: Path) -> None:
    """Writes a ledger into the folder of its build."""
    place: dict[Source, int] = {}  # of each source once: thousands of documents have the same
    for entry in ledger.entries.values():
        if entry.source:
            place.setdefault(entry.source, len(place))
    plain = {
        "made_by": ledger.made_by,
        "sources": [asdict(source) for source in place],
        "entries": {doc: _packed(entry, place) for doc, entry in ledger.entries.items()},
        "stock": ledger.stock.to_plain(),
        "joined": ledger.joined,
        "compared": ledger.compared.to_plain(),
    }
    _write(folder / LEDGER, plain)
    np.savez(folder / ARRAYS, **ledger.sketches.to_arrays(), **ledger.heard.to_arrays())
    printings = ledger.heard.printings
    with pa.OSFile(str(folder / PRINTINGS), "wb") as file, pa.ipc.new_file(file, printings.schema) as writer:
        writer.write_table(printings)


def load(folder: Path, made_by: str) -> Ledger:
    """The ledger in a build's folder, an empty one where it is not whole, or not made by
    the same code."""
    try:
        raw = json.loads((folder / LEDGER).read_text(encoding="utf-8"))
        if raw["made_by"] != made_by:
            return Ledger(made_by)
        sources: list[Source] = [to_record(Source, source) for source in raw["sources"]]
        entries = {doc: _unpacked(entry, sources) for doc, entry in raw["entries"].items()}
        joined = {id: (target, why) for id, (target, why) in raw["joined"].items()}
        with np.load(folder / ARRAYS, allow_pickle=False) as arrays:
            sketches = Sketches.from_arrays(list(entries), arrays)
            heard = Heard.from_arrays(_printings(folder), arrays)
        stock, compared = Stock.from_plain(raw["stock"]), Compared.from_plain(raw["compared"])
        return Ledger(made_by, entries, stock, joined, sketches, compared, heard)
    except DAMAGE:
        return Ledger(made_by)


def _printings(folder: Path) -> pa.Table:
    """The printings as they lie on disk, in memory only where they are read."""
    with pa.ipc.open_file(pa.memory_map(str(folder / PRINTINGS))) as file:
        printings = file.read_all()
    printings.validate(full=True)  # else what is damaged would be read as if it were whole
    return printings


def _packed(entry: Entry, place: Mapping[Source, int]) -> list[Any]:
    source, problem = entry.source and place[entry.source], entry.problem and asdict(entry.problem)
    # Ids have no spaces, and one word for each document is written and read faster than thirty.
    return [entry.key, source, problem, " ".join(entry.actors), " ".join(entry.speakers), entry.dropped]


def _unpacked(raw: list[Any], sources: Sequence[Source]) -> Entry:
    key, source, problem, actors, speakers, dropped = raw
    return Entry(
        key,
        None if source is None else sources[source],
        problem and to_record(Problem, problem),
        tuple(actors.split()),
        tuple(speakers.split()),
        _pairs(dropped),
    )


def _pairs(raw: Iterable[Any]) -> tuple[tuple[str, int], ...]:
    return tuple((rule, count) for rule, count in raw)


def _write(path: Path, plain: object) -> None:
    draft = path.with_suffix(".new")
    draft.write_text(json.dumps(plain, ensure_ascii=False), encoding="utf-8")
    draft.replace(path)
