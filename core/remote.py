"""Places on object storage, by their URL, through fsspec.

    place("s3://bucket/articles")      Remote: the objects below that name
    place("articles")                  Path

Each kind of store needs the package that speaks its protocol, and finds credentials where that package looks for them: for
S3 the environment, `~/.aws`, or the role of the machine. A URL is never made a local path, nor is a name that a store gives.
"""

import re
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from hashlib import blake2b
from pathlib import Path
from typing import IO, Any
from urllib.parse import urlsplit

# What each kind of URL needs beside fsspec itself.
PACKAGES = {
    "s3": "s3fs",
    "s3a": "s3fs",
    "gs": "gcsfs",
    "gcs": "gcsfs",
    "az": "adlfs",
    "abfs": "adlfs",
    "abfss": "adlfs",
    "file": "",
    "memory": "",
}
URL = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*://")
# Under which of these names stores keep when an object was changed, and a hash or version of what is in it.
CHANGED = ("LastModified", "last_modified", "mtime", "updated", "created")
VERSION = ("ETag", "etag", "content_settings", "md5Hash", "generation", "ino")
# Raised by packages of stores, each of its own; none of them can be imported where it is not installed.
NO_CREDENTIALS = frozenset({"NoCredentialsError", "PartialCredentialsError", "DefaultCredentialsError", "CredentialsError"})


class RemoteError(Exception):
    """A store cannot be reached, or refuses. The message is one line for a person, without anything secret in the URL."""


@dataclass(frozen=True, slots=True)
class Object:
    """One object: its name below that of its place, its size in bytes, and by what a change of it is told."""

    name: str
    size: int
    changed_ns: int | None  # since 1970
    version: int
    is_link: bool = False


@dataclass(frozen=True, slots=True)
class Remote:
    """A place on a store: everything whose name begins with that of the place, or one object."""

    url: str

    def __str__(self) -> str:
        """The URL without a user, a password or anything else that may be secret in it."""
        parts = urlsplit(self.url)
        return f"{parts.scheme}://{parts.netloc.rpartition('@')[2]}{parts.path}"

    @property
    def name(self) -> str:
        """The last part of the URL."""
        return str(self).rstrip("/").rpartition("/")[2]

    def is_file(self) -> bool:
        """Whether the URL is that of one object."""
        with self._asked() as (system, root):
            system.invalidate_cache()
            return bool(system.isfile(root))

    def beside(self, name: str) -> "Remote":
        """The place of another name in the same folder."""
        return Remote(f"{self.url.rstrip('/').rpartition('/')[0]}/{name}")

    def objects(self) -> list[Object]:
        """All objects of the place; none where there is no such place."""
        with self._asked() as (system, root):
            system.invalidate_cache()
            found: Mapping[str, Mapping[str, Any]] = system.find(root, detail=True)
            return [_object(_below(path, root), about) for path, about in found.items() if about.get("type") != "directory"]

    @contextmanager
    def opened(self, name: str = "") -> Iterator[IO[bytes]]:
        """An object of the place, by its name, to be read; raises `OSError` where it cannot be."""
        try:
            with self._asked() as (system, root):
                handle = system.open(f"{root}/{name}" if name else root, "rb")
        except RemoteError as error:
            raise OSError(str(error)) from error
        with handle:
            yield handle

    def read(self, name: str) -> bytes | None:
        """The bytes of an object; None where there is none of that name."""
        with self._asked() as (system, root):
            try:
                found: bytes = system.cat_file(f"{root}/{name}")
            except FileNotFoundError:
                return None
            return found

    def fetch(self, name: str, file: Path) -> None:
        """Copies an object into a local file."""
        with self._asked() as (system, root):
            system.get_file(f"{root}/{name}", str(file))

    def send(self, file: Path, name: str) -> None:
        """Copies a local file into an object."""
        with self._asked() as (system, root):
            target = f"{root}/{name}"
            if "file" in system.protocol:  # stores have no folders, and a bucket is for its owner to make
                system.makedirs(target.rpartition("/")[0], exist_ok=True)
            system.put_file(str(file), target)

    def remove(self, name: str) -> None:
        """Removes an object that is there."""
        with self._asked() as (system, root):
            system.rm_file(f"{root}/{name}")

    @contextmanager
    def _asked(self) -> Iterator[tuple[Any, str]]:
        """The store and the place's name on it; what it refuses becomes `RemoteError`."""
        try:
            yield self._system()
        except RemoteError:
            raise
        except Exception as error:  # each package raises errors of its own, many of which are no OSError
            raise RemoteError(f"{self}: {_reason(error)}") from error

    def _system(self) -> tuple[Any, str]:
        from fsspec.core import url_to_fs  # an import of 0.1 s that local builds are spared

        protocol = self.url.partition("://")[0].lower()
        if protocol not in PACKAGES or "::" in self.url:
            raise RemoteError(f"{self}: no such kind of place; there are {', '.join(f'{name}://' for name in PACKAGES)}")
        try:
            system, root = url_to_fs(self.url)
        except ImportError:
            package = PACKAGES[protocol]
            raise RemoteError(f"{self}: needs a package that is not installed: pip install {package}") from None
        return system, str(root).rstrip("/")


def is_url(named: str) -> bool:
    """Whether what somebody named is a URL: something before "://"."""
    return bool(URL.match(named))


def place(named: str) -> Path | Remote:
    """What somebody named as a place: a folder of this machine, or a URL."""
    return Remote(named) if is_url(named) else Path(named)


def _below(path: str, root: str) -> str:
    return path.removeprefix(root).lstrip("/") or path.rpartition("/")[2]


def _object(name: str, about: Mapping[str, Any]) -> Object:
    changed = next((found for key in CHANGED if (found := about.get(key)) is not None), None)
    version = next((found for key in VERSION if (found := about.get(key)) is not None), "")
    digest = blake2b(str(version).encode(), digest_size=7).digest()
    return Object(name, int(about.get("size") or 0), _ns(changed), int.from_bytes(digest), bool(about.get("islink")))


def _ns(changed: object) -> int | None:
    if isinstance(changed, str):
        try:
            changed = datetime.fromisoformat(changed)
        except ValueError:
            return None
    if isinstance(changed, datetime):
        changed = changed.timestamp()
    return int(changed * 1e9) if isinstance(changed, int | float) else None


def _reason(error: Exception) -> str:
    if type(error).__name__ in NO_CREDENTIALS:
        return "no credentials were found; they come from the environment, as the store's own tools take them"
    if isinstance(error, PermissionError):
        return "access is refused; see the credentials in the environment"
    if isinstance(error, FileNotFoundError):
        return "nothing is there"
    said = " ".join(str(error).split())[:200]
    return f"{type(error).__name__}: {said}" if said else type(error).__name__
