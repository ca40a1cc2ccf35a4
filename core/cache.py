"""What was read from single documents, kept between builds: one JSON file a document, named by everything it depends on.

The key covers the text, the facts stated about the document, its noise, the word lists, the model and the code that
reads. Nothing is ever looked up by name or date alone, so a stale reading cannot be met. A file that is cut short or
damaged counts as absent.
"""

import dataclasses
import json
from collections.abc import Iterable
from hashlib import blake2b
from importlib import metadata
from pathlib import Path
from uuid import uuid4

from core import lexicon, settings
from core.records import Document, Noise, Problem, Reading
from core.tables import to_plain, to_record
from core.workers import Read

CORE = Path(__file__).parent
# All code that decides what is read from one document: core.extract and what it imports (test_layers holds this).
READERS = (
    CORE / "extract",
    *(CORE / f"{name}.py" for name in ("lexicon", "names", "records", "remote", "settings", "wording", "wrapping")),
)
LIBRARIES = ("spacy", "countryinfo")


class ModelError(Exception):
    """The spaCy model in force is not there. The message is one line for a person."""


class Cache:
    """A folder of readings."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def get(self, key: str) -> Read | None:
        """The reading under a key, or None where there is none that is whole."""
        try:
            raw = json.loads((self.folder / f"{key}.json").read_text(encoding="utf-8"))
            problem = raw["problem"]
            return Read(to_record(Reading, raw["reading"]), problem and to_record(Problem, problem))
        except (OSError, ValueError, KeyError, TypeError):
            return None

    def reading(self, key: str) -> Reading:
        """The rows under a key; raises `LookupError` where there are none that are whole."""
        read = self.get(key) if key else None
        if read is None:
            raise LookupError(f"no reading {key}")
        return read.reading

    def put(self, key: str, read: Read) -> None:
        """Keeps a reading; a reader meets all of it or nothing."""
        self.folder.mkdir(parents=True, exist_ok=True)
        draft = self.folder / f"{key}.{uuid4().hex[:8]}.new"
        draft.write_text(json.dumps(to_plain(read), default=str, ensure_ascii=False), encoding="utf-8")
        draft.replace(self.folder / f"{key}.json")

    def keep_only(self, keys: Iterable[str]) -> None:
        """Removes every reading but these, and drafts that a killed build left."""
        wanted = {f"{key}.json" for key in keys}
        for path in self.folder.glob("*"):
            if path.name not in wanted:
                path.unlink(missing_ok=True)


def key(document: Document, noise: Iterable[Noise], reader: str) -> str:
    """The name of a document's reading: equal keys mean equal rows. `reader` is the hash that `ingredients` gives."""
    facts = to_plain(dataclasses.replace(document, text=""))  # the text is in its hash
    return digest([facts, [to_plain(mark) for mark in noise], reader])


def ingredients() -> str:
    """A hash of what reads besides the text: word lists, model, libraries and code."""
    versions = [f"{name} {metadata.version(name)}" for name in LIBRARIES]
    return digest([lexicon.fingerprint(), model(), code(READERS), versions])


def model() -> str:
    """Name and version of the spaCy model in force, found without loading it; raises `ModelError` where it is missing."""
    name = settings.model_name()
    folder = Path(name)
    if (folder / "meta.json").is_file():
        return f"{folder.name} {digest((folder / 'meta.json').read_text(encoding='utf-8'))}"
    try:
        return f"{name} {metadata.version(name)}"
    except (metadata.PackageNotFoundError, ValueError):
        raise ModelError(f"no spaCy model {name}: neither a package that is installed nor a folder with a model") from None


def code(places: Iterable[Path]) -> str:
    """A hash of the Python files and folders at some places within `core`, by name and content."""
    files = [path for place in places for path in (sorted(place.rglob("*.py")) if place.is_dir() else [place])]
    return digest([[path.relative_to(CORE).as_posix(), path.read_text(encoding="utf-8")] for path in files])


def digest(content: object) -> str:
    """A hash of plain values: lists, tuples, dicts, words, figures and days."""
    return blake2b(json.dumps(content, default=str, sort_keys=True).encode(), digest_size=16).hexdigest()
