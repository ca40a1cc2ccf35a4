"""PDF and Word files: their paragraphs as lines of text, and the title and author in their properties.

The day in such properties is the day the file was made, not the day the text was printed, and is not read.
"""

import logging
import re
from collections import Counter
from collections.abc import Iterator
from typing import IO
from zipfile import BadZipFile, ZipFile

import docx
from docx.table import Table
from docx.text.paragraph import Paragraph
from pypdf import PdfReader

from core import lexicon
from core.corpus.encoding import without_surrogates
from core.corpus.files import File
from core.corpus.loading import MAX_CHARACTERS, MAX_MEDIA_BYTES, MAX_TEXT_BYTES, opened_anywhere, within_limit
from core.corpus.metadata import one_line
from core.corpus.raw import Facts, Raw, UnreadableError

# What it has to say of a damaged file ends in a line of our own.
logging.getLogger("pypdf").setLevel(logging.CRITICAL)
OLD_OFFICE = bytes.fromhex("d0cf11e0")
# "Microsoft Word - draft7.doc" and its like are names of files, not titles.
FILE_NAME = re.compile(r"^(?:microsoft \w+ - |untitled|document\d*$|slide \d)|\.(?:docx?|pdf|indd|rtf|txt)$", re.I)


def properties(title: str | None, author: str | None) -> Facts:
    """Title and author as a file's properties state them, without what office programs put there by themselves."""
    title, author = one_line(title or ""), one_line(author or "")
    named = author and author.lower() not in lexicon.words("placeholder-authors")
    return Facts(
        title=title if title and not FILE_NAME.search(title) else None,
        author=author if named else None,
    )


def read_pdf(file: File) -> Raw:
    """A PDF's text and properties; raises `UnreadableError` where it is broken, locked or only pictures."""
    with opened_anywhere(file, MAX_MEDIA_BYTES) as handle:
        try:
            return _pdf(file, handle)
        except UnreadableError:
            raise
        except Exception as error:  # a parser fed with damaged files may raise anything
            raise UnreadableError(f"is not a PDF that can be read ({one_line(str(error))[:100]})") from error


def _pdf(file: File, handle: IO[bytes]) -> Raw:
    reader = PdfReader(handle)
    if reader.is_encrypted and not reader.decrypt(""):
        raise UnreadableError("is locked with a password")
    pages: list[list[str]] = []
    length = 0
    for page in reader.pages:
        text = without_surrogates(page.extract_text())
        length += len(text)
        if length > MAX_CHARACTERS:
            raise UnreadableError(f"is too long (more than {MAX_CHARACTERS:,} characters)")
        pages.append([line.strip() for line in text.splitlines()])
    text = "\n".join(paragraphs(pages))
    if not text.strip():
        raise UnreadableError("holds no text: its pages are pictures (a scan), which would need text recognition")
    about = reader.metadata
    return Raw(file.name, text, properties(about.title if about else None, about.author if about else None))


def paragraphs(pages: list[list[str]]) -> Iterator[str]:
    """Paragraphs from the lines of pages. A printed page breaks lines where it is full, not where a sentence ends.

    Page numbers and running heads belong to the paper, not to the text, and would stand in the middle of sentences.
    """
    lines = [line for page in _without_furniture(pages) for line in page]
    widths = sorted(len(line) for line in lines if line)
    width = widths[len(widths) * 9 // 10] if widths else 0
    held = ""
    for number, line in enumerate(lines):
        held = _joined(held, line) if line else held
        following = lines[number + 1] if number + 1 < len(lines) else ""
        if held and (not line or _ends_paragraph(line, following, width)):
            yield held
            held = ""
    if held:
        yield held


def _without_furniture(pages: list[list[str]]) -> Iterator[list[str]]:
    """The lines of each page without its number and what stands at head or foot of most pages."""
    edges = Counter(key for page in pages for key in {_edge(line) for line in _edges(page)})
    running = {key for key, count in edges.items() if count >= 3 and count > len(pages) / 2}
    for page in pages:
        filled = [line for line in page if line]
        at_edge = {id(line) for line in _edges(page)}
        furniture = {id(line) for line in filled if id(line) in at_edge and (_edge(line) in running or not _edge(line))}
        yield [line for line in page if id(line) not in furniture]


def _edges(page: list[str]) -> list[str]:
    filled = [line for line in page if line]
    return filled if len(filled) <= 2 else [filled[0], filled[-1]]


def _edge(line: str) -> str:
    """A line without its numbers, which differ from page to page; "" for "- 3 -" or "Page 3 of 12"."""
    words = re.sub(r"[\d\W_]+", " ", line).lower().split()
    return " ".join(word for word in words if word not in ("page", "of", "p"))


def _ends_paragraph(line: str, following: str, width: int) -> bool:
    if not following or re.match(r"[-•*–▪■●]\s|\(?\d{1,2}[.)]\s", following):
        return True
    if len(line) < 0.5 * width:
        return True
    return len(line) < 0.85 * width and line.endswith((".", "!", "?", ":", "”", '"', ")"))


def _joined(held: str, line: str) -> str:
    """Two lines as one; a word broken at the line's end is mended, a compound ("short-range") keeps its hyphen."""
    if not held:
        return line
    if held.endswith("\u00ad"):
        return held[:-1] + line
    if re.search(r"[^\W\d_]-$", held) and re.match(r"[a-z]", line):
        first, second = held.split()[-1], line.split()[0]
        compound = first.lower() in lexicon.words("hyphen-firsts") or "-" in first[:-1] or "-" in second
        return held + line if compound else held[:-1] + line
    return f"{held} {line}"


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
    return Raw(file.name, text, properties(about.title, about.author))


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
            if sum(part.file_size for part in archive.infolist() if part.filename.endswith(".xml")) > MAX_TEXT_BYTES * 4:
                raise UnreadableError("unpacks to more than a document can hold")
    except BadZipFile:
        pass  # told by the parser, with its reason
    handle.seek(0)
