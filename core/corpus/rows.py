"""Files that hold a document in each row: `.csv` and `.jsonl`. Read row by row, so that a file may be larger than memory."""

import codecs
import csv
import io
import json
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TextIO

from core import lexicon
from core.corpus.encoding import MARKS, SAMPLE, SURROGATES, encoding_of, without_surrogates
from core.corpus.files import File, clean_name
from core.corpus.loading import MAX_CHARACTERS, opened
from core.corpus.metadata import as_row, column, delimiter, facts_of, one_line, pick
from core.corpus.raw import Raw, UnreadableError
from core.records import Problem

# csv's own limit, 131,072 characters a field, is less than a long report; it is set for the whole process.
csv.field_size_limit(MAX_CHARACTERS)
# A line of JSON carries escapes and fields beside its text.
LONGEST_LINE = 2 * MAX_CHARACTERS
LONGEST_ID = 100


@contextmanager
def _text_stream(file: File) -> Iterator[TextIO]:
    """The file as a stream of characters, its encoding told from its first part, its line ends untouched."""
    with opened(file) as handle:
        sample = handle.read(SAMPLE)
    encoding = _stream_encoding(sample)
    with opened(file) as handle, io.TextIOWrapper(handle, encoding=encoding, newline="") as stream:
        if any(sample.startswith(mark) for mark, _ in MARKS):
            stream.read(1)
        try:
            yield stream
        except UnicodeDecodeError as error:
            raise UnreadableError(f"is not valid {encoding.upper()} all through; the rest is not read") from error


def _stream_encoding(sample: bytes) -> str:
    """The encoding of a file by its first part, whose end may cut a character in two."""
    for mark, encoding in MARKS:
        if sample.startswith(mark):
            return encoding
    try:
        codecs.getincrementaldecoder("utf-8")().decode(sample, final=False)
    except UnicodeDecodeError:
        return encoding_of(sample)
    return encoding_of(sample[: sample.rfind(b"\n") + 1] or sample)


def read_csv(file: File) -> Iterator[Raw | Problem]:
    """The rows of a sheet with a column of texts, as `sheet.csv#id`, or by number where no column holds an id."""
    with _text_stream(file) as stream:
        first = stream.readline(LONGEST_LINE)
        separator = delimiter(first)
        header = [column(name) for name in next(csv.reader([first], delimiter=separator), [])]
        _check_header(header)
        lines = csv.reader(stream, delimiter=separator)
        for number in range(1, 1 << 62):
            try:
                fields = next(lines, None)
            except csv.Error as error:
                yield Problem(f"{file.name}#{number}", f"cannot be read as a row: {error}", True)
                continue
            if fields is None:
                return
            if any(fields):
                yield _document(file, number, dict(zip(header, fields, strict=False)))


def _check_header(header: list[str]) -> None:
    texts = lexicon.table("columns")["text"]
    if not any(name in header for name in texts):
        raise UnreadableError(f"has no column of texts (one of {', '.join(texts)})")


def read_jsonl(file: File) -> Iterator[Raw | Problem]:
    """The objects of a file with one in each line, as `file.jsonl#id`, or by line number where no field holds an id."""
    with _text_stream(file) as stream:
        for number in range(1, 1 << 62):
            line = stream.readline(LONGEST_LINE)
            if not line:
                return
            name = f"{file.name}#{number}"
            if len(line) >= LONGEST_LINE:
                yield Problem(name, f"is longer than {LONGEST_LINE:,} characters; the rest is not read", True)
                return
            if line.strip():
                yield _object(file, number, line)


def _object(file: File, number: int, line: str) -> Raw | Problem:
    try:
        found = json.loads(line)
    except (ValueError, RecursionError) as error:
        return Problem(f"{file.name}#{number}", f"is not JSON: {one_line(str(error))}", True)
    if not isinstance(found, dict):
        return Problem(f"{file.name}#{number}", "is not an object with a text", True)
    row = as_row(found)
    if not pick(row, "text"):
        return Problem(f"{file.name}#{number}", f"has no text ({', '.join(lexicon.table('columns')['text'])})", True)
    return _document(file, number, row)


def _document(file: File, number: int, row: dict[str, str]) -> Raw | Problem:
    text = pick(row, "text")
    rest = {name: value for name, value in row.items() if value != text}
    identity = clean_name(one_line(pick(rest, "id")))[:LONGEST_ID] or str(number)
    name = f"{file.name}#{identity}"
    if len(text) > MAX_CHARACTERS:
        return Problem(name, f"is too long ({len(text):,} characters; at most {MAX_CHARACTERS:,} are read)", True)
    facts, complaints = facts_of(rest)
    if SURROGATES.search(text):
        complaints.append("holds halves of characters, shown as �")
    return Raw(name, without_surrogates(text), facts, tuple(complaints))
