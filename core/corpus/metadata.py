"""What is stated about documents beside their text: the sheet `metadata.csv`, and the fields of rows and headers."""

import csv
import io
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from pathlib import PurePosixPath
from typing import TypeVar
from urllib.parse import urlsplit

from core import lexicon
from core.corpus.days import parse_day
from core.corpus.encoding import decode, without_surrogates
from core.corpus.files import clean_name
from core.corpus.raw import Facts, UnreadableError
from core.records import Genre, Problem, SourceKind

SHEET = "metadata.csv"
# A headline of more than this is a text that slipped into the wrong column.
MAX_FIELD = 2_000
# Ten authors are many; a longer list in a header is not one of names.
MAX_LIST = 50
DELIMITERS = ",;\t|"
# "Microsoft Word - draft7.doc" and its like are names of files, not titles.
FILE_NAME = re.compile(r"^(?:microsoft \w+ - |untitled|document\d*$|slide \d)|\.(?:docx?|pdf|indd|rtf|txt)$", re.I)
Choice = TypeVar("Choice", bound=StrEnum)


@dataclass
class Sheet:
    """One `metadata.csv`: what it states of which document, and which of its names were met."""

    path: str
    facts: dict[str, Facts] = field(default_factory=dict)
    met: set[str] = field(default_factory=set)

    @property
    def folder(self) -> str:
        """The folder whose files it describes, "" or ending in "/"."""
        return self.path[: -len(SHEET)]

    def look_up(self, doc: str) -> Facts | None:
        """What the sheet states of a document, by its name relative to the sheet, with or without the ending."""
        if not doc.startswith(self.folder):
            return None
        name = doc[len(self.folder) :]
        bare = str(PurePosixPath(name).with_suffix("")) if PurePosixPath(name).name else name
        self.met |= {name, bare}
        return self.facts.get(name) or self.facts.get(bare)

    def unmet(self) -> Iterator[Problem]:
        """One line for every name in the sheet that no file of the corpus has."""
        for name in self.facts:
            if name not in self.met:
                yield Problem(self.path, f"names {shown(name)}, which is not in the folder", False)


def column(name: str) -> str:
    """A column's name as the lexicon spells it: lower case, underscores, no byte order mark."""
    return re.sub(r"[\s\-.]+", "_", name.strip().strip("\ufeff").lower())


def pick(row: Mapping[str, str], fact: str) -> str:
    """The first filled field of a row that states a fact under one of its known names, or ""."""
    return next((row[name] for name in lexicon.table("columns")[fact] if row.get(name)), "")


def as_row(stated: object) -> dict[str, str]:
    """Front matter or a JSON object as a row: names through `column`; lists joined; what is no text or number left out."""
    if not isinstance(stated, Mapping):
        return {}
    return {column(str(name)): _plain(value) for name, value in stated.items()}


def _plain(value: object) -> str:
    if isinstance(value, list | tuple):
        return "; ".join(filter(None, (_plain(part) for part in value[:MAX_LIST] if not isinstance(part, list | tuple))))
    if isinstance(value, Mapping):
        return _plain(value.get("name")) if isinstance(value.get("name"), str) else ""
    return str(value) if isinstance(value, str | int | float) and not isinstance(value, bool) else ""


def one_line(value: str) -> str:
    """A field as one line without control characters, cut where it is far too long for a field."""
    return re.sub(r"[\s\x00-\x1f\x7f-\x9f]+", " ", without_surrogates(value)).strip()[:MAX_FIELD]


def shown(value: str) -> str:
    """A field in quotation marks, short enough for a message."""
    return f"“{value[:77]}…”" if len(value) > 80 else f"“{value}”"


def facts_of(row: Mapping[str, str]) -> tuple[Facts, list[str]]:
    """The facts in a row whose columns went through `column`, and a complaint in words for each that cannot be taken."""
    complaints: list[str] = []

    def text(fact: str) -> str | None:
        return one_line(pick(row, fact)) or None

    def day(fact: str) -> date | None:
        value = text(fact)
        found = parse_day(value) if value else None
        if value and not found:
            complaints.append(f"{fact} {shown(value)} is not a day that can be told (write 2024-12-31)")
        return found

    def choice(fact: str, kind: type[Choice]) -> Choice | None:
        value = text(fact)
        found = next((one for one in kind if value and column(value) == column(one.value)), None)
        if value and not found and fact in row:  # "type" and the like mean other things elsewhere
            complaints.append(f"{fact} {shown(value)} is none of {', '.join(kind)}")
        return found

    facts = Facts(
        title=text("title"),
        publisher=text("publisher"),
        publisher_country=_country(text("publisher_country"), complaints),
        publisher_kind=choice("publisher_kind", SourceKind),
        author=text("author"),
        published=day("published"),
        url=_web_address(text("url"), complaints),
        retrieved_at=day("retrieved_at"),
        language=_language(text("language")),
        genre=choice("genre", Genre),
        credit=text("credit"),
    )
    return facts, complaints


def from_properties(title: str | None, author: str | None) -> Facts:
    """Title and author as a file's properties state them, without what office programs put there by themselves.

    The day in such properties is the day the file was made, not the day the text was printed, and is not read.
    """
    title, author = one_line(title or ""), one_line(author or "")
    named = author and author.lower() not in lexicon.words("placeholder-authors")
    return Facts(
        title=title if title and not FILE_NAME.search(title) else None,
        author=author if named else None,
    )


def _country(value: str | None, complaints: list[str]) -> str | None:
    if value and not re.fullmatch(r"[A-Za-z]{2}", value):
        complaints.append(f"country {shown(value)} is not a code of two letters (KR, US)")
        return None
    return value.upper() if value else None


def _web_address(value: str | None, complaints: list[str]) -> str | None:
    """The address if it is a plain web address; anything else could do more than open a page."""
    if not value:
        return None
    try:
        parts = urlsplit(value)
        if parts.scheme.lower() in ("http", "https") and parts.hostname and " " not in value:
            return value
    except ValueError:
        pass
    complaints.append(f"url {shown(value)} is not a web address")
    return None


def _language(value: str | None) -> str | None:
    found = re.match(r"[A-Za-z]{2}(?=$|[-_])", value or "")
    return found.group().lower() if found else None


def delimiter(header: str) -> str:
    """The character that separates the columns, by the header line."""
    return max(DELIMITERS, key=header.count)


def read_sheet(path: str, raw: bytes) -> tuple[Sheet, list[Problem]]:
    """A `metadata.csv` and one problem for each field of it that cannot be taken; never raises."""
    sheet = Sheet(path)
    try:
        text = decode(raw).text
        lines = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter(text.split("\n", 1)[0]))
        header = [column(name) for name in next(lines, [])]
        rows = [dict(zip(header, line, strict=False)) for line in lines if any(line)]
    except (UnreadableError, csv.Error) as error:
        return sheet, [Problem(path, f"cannot be read as a sheet: {error}", True)]
    if not any(name in header for name in lexicon.table("columns")["doc"]):
        return sheet, [Problem(path, "has no column “doc” that names the files", True)]
    return sheet, list(_take(sheet, rows))


def _take(sheet: Sheet, rows: list[dict[str, str]]) -> Iterator[Problem]:
    for number, row in enumerate(rows, start=2):  # the header is line 1
        name = clean_name(one_line(pick(row, "doc"))).replace("\\", "/").removeprefix("./")
        if not name:
            yield Problem(sheet.path, f"line {number} names no file", False)
        elif name in sheet.facts:
            yield Problem(sheet.path, f"line {number} names {shown(name)} a second time; the first counts", False)
        else:
            sheet.facts[name], complaints = facts_of(row)
            for complaint in complaints:
                yield Problem(sheet.path, f"{shown(name)}: {complaint}", False)
