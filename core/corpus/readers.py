"""Which reader takes which file, and the readers of plain texts.

A reader takes a file and yields its texts; it raises `UnreadableError` with the reason in words. Parsers of PDF, Word and
web pages are imported when the first such file is met: a corpus of plain texts starts without them.
"""

from collections.abc import Callable, Iterator

from core.corpus.boilerplate import FRONT_MATTER
from core.corpus.encoding import Decoded
from core.corpus.files import File
from core.corpus.loading import load_text
from core.corpus.metadata import as_row, facts_of
from core.corpus.raw import Raw, UnreadableError
from core.corpus.rows import read_csv, read_jsonl
from core.records import Problem

Found = Raw | Problem
# Front matter is a screenful; a longer block between dashes is text.
LONGEST_FRONT_MATTER = 20_000


def read_file(file: File) -> Iterator[Found]:
    """The texts of one file, and problems of single rows; raises `UnreadableError` where nothing (more) can be read."""
    reader = READERS.get(file.suffix)
    if reader is None:
        kinds = ", ".join(sorted(READERS))
        raise UnreadableError(f"is of a kind that is not read ({file.suffix or 'no ending'}); read are {kinds}, .zip")
    if file.size == 0:
        raise UnreadableError("is empty")
    yield from reader(file)


def guess_warning(decoded: Decoded) -> tuple[str, ...]:
    """The warning that goes with a guessed encoding."""
    return (f"is not UTF-8; read as {decoded.encoding}, by its bytes",) if decoded.guessed else ()


def read_plain(file: File) -> Iterator[Found]:
    """A plain text, exactly as it stands."""
    decoded = load_text(file)
    yield Raw(file.name, decoded.text, warnings=guess_warning(decoded))


def read_markdown(file: File) -> Iterator[Found]:
    """A Markdown text, exactly as it stands, with the facts of its YAML front matter, which stays in the text."""
    decoded = load_text(file)
    matter = FRONT_MATTER.match(decoded.text[:LONGEST_FRONT_MATTER])
    warnings = guess_warning(decoded)
    if matter is None:
        yield Raw(file.name, decoded.text, warnings=warnings)
        return
    import yaml  # few texts have front matter

    try:
        # Every value stays the string it is written as: no country becomes false ("NO"), no number octal, no object is made.
        block = matter.group().strip().strip("-.")
        stated = yaml.load(block, Loader=yaml.BaseLoader)
    except (yaml.YAMLError, RecursionError, ValueError):
        yield Raw(file.name, decoded.text, warnings=(*warnings, "has front matter that is not YAML; it is not used"))
        return
    facts, complaints = facts_of(as_row(stated))
    yield Raw(file.name, decoded.text, facts, (*warnings, *complaints))


def read_web_page(file: File) -> Iterator[Found]:
    """A web page: the text of its article, and the facts its head states."""
    from core.corpus import web

    decoded = load_text(file)
    text, facts, complaints = web.read_page(decoded.text)
    yield Raw(file.name, text, facts, (*guess_warning(decoded), *complaints))


def read_pdf(file: File) -> Iterator[Found]:
    """A PDF: the text of its pages as paragraphs, and title and author from its properties."""
    from core.corpus import pdf

    yield pdf.read_pdf(file)


def read_docx(file: File) -> Iterator[Found]:
    """A Word document: its paragraphs and the rows of its tables, a line each, and its properties."""
    from core.corpus import word

    yield word.read_docx(file)


READERS: dict[str, Callable[[File], Iterator[Found]]] = {
    ".csv": read_csv,
    ".docx": read_docx,
    ".htm": read_web_page,
    ".html": read_web_page,
    ".jsonl": read_jsonl,
    ".md": read_markdown,
    ".pdf": read_pdf,
    ".txt": read_plain,
}
