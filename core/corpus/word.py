"""Word files: their paragraphs and the rows of their tables as lines, and the title and author in their properties."""

from collections.abc import Iterator
from typing import IO
from zipfile import BadZipFile, ZipFile

import docx
from docx.table import Table
from docx.text.paragraph import Paragraph

from core.corpus.encoding import without_surrogates
from core.corpus.files import File
from core.corpus.loading import MAX_MEDIA_BYTES, MAX_TEXT_BYTES, opened_anywhere, within_limit
from core.corpus.metadata import from_properties
from core.corpus.raw import Raw, UnreadableError

# The first bytes of Office files before 2007, and of locked ones since.
OLD_OFFICE = bytes.fromhex("d0cf11e0")
# Word's XML is several times as long as the text in it; a bomb unpacks to a thousand times its size.
MAX_XML_BYTES = 4 * MAX_TEXT_BYTES


def read_docx(file: File) -> Raw:
    """A Word document's text and properties; raises `UnreadableError` where it is broken or locked."""
    with opened_anywhere(file, MAX_MEDIA_BYTES) as handle:
        try:
            return _docx(file, handle)
        except UnreadableError:
            raise
        except Exception as error:
            handle.seek(0)
            locked = handle.read(4) == OLD_OFFICE
            reason = "is locked with a password, or an old .doc" if locked else "is not a Word document that can be read"
            raise UnreadableError(reason) from error


def _docx(file: File, handle: IO[bytes]) -> Raw:
    _check_bomb(handle)
    document = docx.Document(handle)
    lines: list[str] = []
    for block in document.iter_inner_content():
        lines.extend(_block(block))
    text = within_limit(without_surrogates("\n".join(lines)))
    about = document.core_properties
    return Raw(file.name, text, from_properties(about.title, about.author))


def _block(block: Paragraph | Table) -> Iterator[str]:
    """A paragraph as a line, a table as a line a row; a cell merged over columns counts once."""
    if isinstance(block, Paragraph):
        yield block.text
        return
    for row in block.rows:
        cells = dict.fromkeys(cell.text.strip() for cell in row.cells)
        yield "\t".join(filter(None, cells))


def _check_bomb(handle: IO[bytes]) -> None:
    try:
        with ZipFile(handle) as archive:
            if sum(part.file_size for part in archive.infolist() if part.filename.endswith(".xml")) > MAX_XML_BYTES:
                raise UnreadableError("unpacks to more than a document can hold")
    except BadZipFile:
        pass  # told by the parser, with its reason
    handle.seek(0)
