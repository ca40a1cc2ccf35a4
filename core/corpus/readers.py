"""One reader a format: a file in, its texts out. A reader raises `UnreadableError` with the reason in words.

Parsers of PDF, Word and web pages are imported when the first such file is met: a corpus of plain texts starts without them.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import IO
from zipfile import BadZipFile

from core.corpus.encoding import decode
from core.corpus.files import File
from core.corpus.raw import Raw, UnreadableError
from core.records import Problem

# A text of 5 million characters is longer than the Bible: what is larger is a dump or a mistake, and would hold spaCy
# for minutes and gigabytes.
MAX_CHARACTERS = 5_000_000
# No encoding takes more than four bytes a character: a larger file is over the limit whatever is in it, and is not opened.
MAX_TEXT_BYTES = 4 * MAX_CHARACTERS
# Reports with pictures are large, but their text is not; a PDF is read page by page.
MAX_MEDIA_BYTES = 200_000_000

Found = Raw | Problem


def read_file(file: File) -> Iterator[Found]:
    """The texts of one file, and problems of single rows; raises `UnreadableError` where nothing (more) can be read."""
    reader = READERS.get(file.suffix)
    if reader is None:
        kinds = ", ".join(sorted(READERS))
        raise UnreadableError(f"is of a kind that is not read ({file.suffix or 'no ending'}); read are {kinds}, .zip")
    if file.size == 0:
        raise UnreadableError("is empty")
    yield from reader(file)


@contextmanager
def opened(file: File) -> Iterator[IO[bytes]]:
    """An open file; what the disk or the archive refuses becomes `UnreadableError`."""
    try:
        with file.open() as handle:
            yield handle
    except (OSError, BadZipFile, NotImplementedError, EOFError, RuntimeError) as error:
        reason = getattr(error, "strerror", None) or str(error) or type(error).__name__
        raise UnreadableError(f"cannot be opened: {reason}") from error


def load(file: File, limit: int = MAX_TEXT_BYTES) -> bytes:
    """The bytes of a file; raises `UnreadableError`, without opening it, where they are more than the limit."""
    if file.size > limit:
        raise UnreadableError(f"is too large ({file.size / 1e6:,.0f} MB; at most {limit / 1e6:,.0f} MB are read)")
    with opened(file) as handle:
        return handle.read(limit + 1)  # an archive may understate a size; no more than this is unpacked


def within_limit(text: str) -> str:
    """The text; raises `UnreadableError` where it is longer than a document can be."""
    if len(text) > MAX_CHARACTERS:
        raise UnreadableError(f"is too long ({len(text):,} characters; at most {MAX_CHARACTERS:,} are read)")
    return text


def plain(file: File) -> Iterator[Found]:
    """A plain text, exactly as it stands."""
    decoded = decode(load(file))
    yield Raw(file.name, within_limit(decoded.text), warnings=guess_warning(decoded.encoding, decoded.guessed))


def guess_warning(encoding: str, guessed: bool) -> tuple[str, ...]:
    """The warning that goes with a guessed encoding."""
    return (f"is not UTF-8; read as {encoding}, by its bytes",) if guessed else ()


READERS: dict[str, Callable[[File], Iterator[Found]]] = {
    ".txt": plain,
    ".text": plain,
}
