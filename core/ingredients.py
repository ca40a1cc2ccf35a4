"""What decides beside its texts what a build makes: the code, the word lists, the model and its libraries, as hashes."""

import json
from collections.abc import Iterable
from hashlib import blake2b
from importlib import metadata
from pathlib import Path

from core import lexicon, settings

CORE = Path(__file__).parent
# All code that decides what is read from one document: core.extract and what it imports (test_layers holds this).
READERS = (
    CORE / "extract",
    *(CORE / f"{name}.py" for name in ("lexicon", "names", "records", "remote", "settings", "wording", "wrapping")),
)
LIBRARIES = ("spacy", "countryinfo")


class ModelError(Exception):
    """The spaCy model in force is not there. The message is one line for a person."""


def reads() -> str:
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


def all_code() -> str:
    """A hash of all code that decides what is in the tables."""
    shown = ("bench", "charts", "export", "queries", "ui")
    return code(path for path in sorted(CORE.iterdir()) if path.name not in shown)


def code(places: Iterable[Path]) -> str:
    """A hash of the Python files and folders at some places within `core`, by name and content."""
    files = [path for place in places for path in (sorted(place.rglob("*.py")) if place.is_dir() else [place])]
    return digest([[path.relative_to(CORE).as_posix(), path.read_text(encoding="utf-8")] for path in files])


def digest(content: object) -> str:
    """A hash of plain values: lists, tuples, dicts, words, figures and days."""
    return blake2b(json.dumps(content, default=str, sort_keys=True).encode(), digest_size=16).hexdigest()
