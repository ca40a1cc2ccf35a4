"""Small files of every kind, made on the spot: what tests of reading put into a folder."""

import io
from pathlib import Path

import docx
from pypdf import PdfReader, PdfWriter

from core.corpus import Text, read
from core.records import Document, Problem

REPORT = (
    "Harbour town counts its crates\n\n"
    "The harbour master of Nordhaven said on Monday that forty crates of lamps had left for the island of Vell. "
    "She did not say who had paid for them, and the council has not been told when more of them will follow.\n"
)


def folder(path: Path, **files: str | bytes) -> Path:
    """A folder with files; in their names a double underscore stands for the dot: `a__txt="…"`."""
    for name, content in files.items():
        put(path, name.replace("__", "."), content)
    return path


def put(path: Path, name: str, content: str | bytes) -> Path:
    """One file in a folder, its text in UTF-8 with its line ends untouched."""
    file = path / name
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_bytes(content.encode() if isinstance(content, str) else content)
    return file


def texts(path: Path) -> list[Text]:
    """What was read of a corpus."""
    return [item for item in read(path) if isinstance(item, Text)]


def documents(path: Path) -> dict[str, Document]:
    """The documents of a corpus by name."""
    return {text.document.doc: text.document for text in texts(path)}


def problems(path: Path) -> list[Problem]:
    """What could not be read of a corpus, or was read with a warning."""
    return [item for item in read(path) if isinstance(item, Problem)]


def pdf(*pages: list[str], title: str = "") -> bytes:
    """A PDF with the lines of each page; a page without lines is a picture to whoever looks for text."""
    objects = [b"<< /Type /Catalog /Pages 2 0 R >>", b"", b"<< /Type /Font /Subtype /Type1 /BaseFont /Courier >>"]
    kids = []
    for lines in pages:
        shown = "".join(f"({line}) Tj T*\n" for line in lines)
        stream = f"BT /F1 10 Tf 14 TL 40 800 Td\n{shown}ET".encode("latin-1")
        objects.append(b"<< /Length %d >>\nstream\n%s\nendstream" % (len(stream), stream))
        content = len(objects)
        objects.append(
            b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents %d 0 R "
            b"/Resources << /Font << /F1 3 0 R >> >> >>" % content
        )
        kids.append(b"%d 0 R" % len(objects))
    objects[1] = b"<< /Type /Pages /Count %d /Kids [%s] >>" % (len(kids), b" ".join(kids))
    raw = io.BytesIO(_body(objects))
    if not title:
        return raw.getvalue()
    writer = PdfWriter(PdfReader(raw))
    writer.add_metadata({"/Title": title})
    return _written(writer)


def _body(objects: list[bytes]) -> bytes:
    body, offsets = b"%PDF-1.4\n", []
    for number, content in enumerate(objects, start=1):
        offsets.append(len(body))
        body += b"%d 0 obj\n%s\nendobj\n" % (number, content)
    table = b"".join(b"%010d 00000 n \n" % offset for offset in offsets)
    size = len(objects) + 1
    trailer = b"trailer << /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF" % (size, len(body))
    return body + b"xref\n0 %d\n0000000000 65535 f \n%s%s" % (size, table, trailer)


def locked(raw: bytes, password: str) -> bytes:
    """The PDF, to be opened with a password; with an empty one it is only locked against changes."""
    writer = PdfWriter(PdfReader(io.BytesIO(raw)))
    writer.encrypt(user_password=password, owner_password="owner", algorithm="AES-256")
    return _written(writer)


def _written(writer: PdfWriter) -> bytes:
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()


def word(paragraphs: list[str], rows: list[list[str]] | None = None, title: str = "", author: str = "") -> bytes:
    """A Word document with paragraphs and a table."""
    document = docx.Document()
    for paragraph in paragraphs:
        document.add_paragraph(paragraph)
    if rows:
        table = document.add_table(rows=0, cols=len(rows[0]))
        for row in rows:
            for cell, value in zip(table.add_row().cells, row, strict=True):
                cell.text = value
    document.core_properties.title, document.core_properties.author = title, author
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()
