"""Bytes off the disk or out of an archive, within limits; whatever is refused becomes `UnreadableError` with its reason."""

import io
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from typing import IO
from zipfile import BadZipFile

from core.corpus.encoding import Decoded, decode
from core.corpus.files import File
from core.corpus.raw import UnreadableError

# A text of 5 million characters is longer than the Bible: what is larger is a dump or a mistake, and would hold spaCy
# for minutes and gigabytes.
MAX_CHARACTERS = 5_000_000
# No encoding takes more than four bytes a character: a larger file is over the limit whatever is in it, and is not opened.
MAX_TEXT_BYTES = 4 * MAX_CHARACTERS
# Reports with pictures are large, but their text is not.
MAX_MEDIA_BYTES = 200_000_000


@contextmanager
def opened(file: File) -> Iterator[IO[bytes]]:
    """An open file; what the disk or the archive refuses becomes `UnreadableError`."""
    try:
        with file.open() as handle:
            yield handle
    except (OSError, BadZipFile, zlib.error, NotImplementedError, EOFError, RuntimeError) as error:
        reason = getattr(error, "strerror", None) or str(error) or type(error).__name__
        raise UnreadableError(f"cannot be opened: {reason}") from error


def check_size(file: File, limit: int) -> None:
    """Raises `UnreadableError` where a file is larger than the limit, in bytes."""
    if file.size > limit:
        raise UnreadableError(f"is too large ({file.size / 1e6:,.0f} MB; at most {limit / 1e6:,.0f} MB are read)")


def load(file: File, limit: int = MAX_TEXT_BYTES) -> bytes:
    """The bytes of a file; raises `UnreadableError`, without opening it, where they are more than the limit."""
    check_size(file, limit)
    with opened(file) as handle:
        return handle.read(limit + 1)  # an archive may understate a size; no more than this is unpacked


def load_text(file: File) -> Decoded:
    """The text of a file, exactly as it stands; raises `UnreadableError` where it is none, or too long."""
    decoded = decode(load(file))
    within_limit(decoded.text)
    return decoded


@contextmanager
def opened_anywhere(file: File, limit: int) -> Iterator[IO[bytes]]:
    """An open file that parsers may jump about in; of an archive's member, which only runs forward, a copy in memory."""
    check_size(file, limit)
    if file.inside:
        yield io.BytesIO(load(file, limit))
        return
    with opened(file) as handle:
        yield handle


def within_limit(text: str) -> str:
    """The text; raises `UnreadableError` where it is longer than a document can be."""
    if len(text) > MAX_CHARACTERS:
        raise UnreadableError(f"is too long ({len(text):,} characters; at most {MAX_CHARACTERS:,} are read)")
    return text
