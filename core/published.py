"""Tables on object storage: a build sent there, and brought from there to a folder of this machine, where they are asked.

As on a disk, the files of a build come first and the manifest that names them last, so that a reader meets one whole build.
What lies on the store is the last build and the one before it, with what the next build takes up from; rows of single
documents (the cache) stay on the machine that read them. Two machines that build into one place at once are not kept apart:
the last manifest stands.
"""

import json
import re
import shutil
from pathlib import Path
from uuid import uuid4

from core import tables
from core.records import TABLES
from core.remote import Remote, RemoteError
from core.tables import MANIFEST

# What a store gives becomes a name on this machine only if it is one of these.
BUILD = re.compile(r"build-[0-9a-f]{12}")
FILE = re.compile(r"[a-z0-9][a-z0-9_-]*\.(?:parquet|arrow|duckdb|json|npz)")


def fetch(place: Remote, folder: Path) -> bool:
    """Makes a folder hold the tables that are on the store; whether there are any. What is here already is not copied.

    Raises `RemoteError` where the store cannot be reached, or what is there are no tables.
    """
    raw = place.read(MANIFEST)
    if raw is None:
        return False
    name = _build_named(raw, place)
    if not (folder / name).is_dir():
        found = [one.name.rpartition("/")[2] for one in place.objects() if one.name.startswith(f"{name}/")]
        _bring(place, name, [file for file in found if FILE.fullmatch(file)], folder)
    if _manifest(folder) != raw:
        draft = folder / f"{MANIFEST}.{uuid4().hex[:8]}.new"
        draft.write_bytes(raw)
        draft.replace(folder / MANIFEST)
    return True


def publish(folder: Path, place: Remote) -> None:
    """Sends the build in force to the store, and removes from there all but it and the one before.

    Raises `RemoteError` where the store cannot be reached, or refuses.
    """
    raw, before = _manifest(folder), place.read(MANIFEST)
    if raw is None or raw == before:
        return
    name = tables.manifest(folder).folder
    for file in sorted((folder / name).iterdir()):
        if FILE.fullmatch(file.name):
            place.send(file, f"{name}/{file.name}")
    place.send(folder / MANIFEST, MANIFEST)
    keep = {name, _build_named(before, place) if before else name}
    for one in place.objects():
        first = one.name.partition("/")[0]
        if BUILD.fullmatch(first) and first not in keep:
            place.remove(one.name)


def _bring(place: Remote, name: str, files: list[str], folder: Path) -> None:
    """Copies the files of a build into a folder of its own, which gets its name when it is whole."""
    if missing := {f"{table}.parquet" for table in TABLES} - {*files}:
        raise RemoteError(f"{place}: the tables are not whole: {', '.join(sorted(missing))}")
    draft = folder / f"{name}.{uuid4().hex[:8]}.new"
    draft.mkdir(parents=True)
    try:
        for file in files:
            place.fetch(f"{name}/{file}", draft / file)
        if not (folder / name).is_dir():
            draft.rename(folder / name)
    finally:
        shutil.rmtree(draft, ignore_errors=True)


def _build_named(raw: bytes, place: Remote) -> str:
    """The folder that a manifest names, which comes from elsewhere: the name of a build, and no path."""
    try:
        name = json.loads(raw)["folder"]
    except (ValueError, LookupError, TypeError):
        name = None
    if not isinstance(name, str) or not BUILD.fullmatch(name):
        raise RemoteError(f"{place}: what is there is no manifest of tables")
    return name


def _manifest(folder: Path) -> bytes | None:
    try:
        return (folder / MANIFEST).read_bytes()
    except FileNotFoundError:
        return None
