"""Bytes to text. UTF-8 first and strictly, then what a byte order mark or the bytes themselves give away.

Nothing is normalised: line ends, no-break spaces and control characters stay as they are, because offsets count them.
Only a byte order mark, which is no part of the text, is left off.
"""

import codecs
import re
from dataclasses import dataclass

from core.corpus.raw import UnreadableError

# UTF-32's mark begins with UTF-16's, so it is tried first.
MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
# Legacy encodings that files on disk still come in; left alone, a detector also weighs DOS and EBCDIC pages.
LEGACY = ["cp1252", "cp1250", "cp1251", "koi8_r", "gb18030", "big5", "euc_kr", "shift_jis", "euc_jp", "cp1253", "cp1256"]
# English with a few accents and curly quotes: so small a share of high bytes is Western, whatever a detector makes of it.
WESTERN_SHARE = 0.05
# Enough to tell an encoding or a binary by; a detector reads no more even of a long file.
SAMPLE = 200_000
# Text has hardly any control characters besides tabs, line ends and form feeds; pictures and programs are full of them.
CONTROLS = re.compile(r"[\x00-\x08\x0e-\x1a\x1c-\x1f\x7f]")
MAX_CONTROL_SHARE = 0.01
SURROGATES = re.compile("[\ud800-\udfff]")


@dataclass(frozen=True, slots=True)
class Decoded:
    """A text and the encoding it was read with; `guessed` where neither UTF-8 nor a byte order mark settled it."""

    text: str
    encoding: str
    guessed: bool


def decode(raw: bytes) -> Decoded:
    """The text in some bytes; raises `UnreadableError` where they are no text."""
    for mark, encoding in MARKS:
        if raw.startswith(mark):
            return Decoded(_strictly(raw[len(mark) :], encoding), encoding, guessed=False)
    encoding = encoding_of(raw)
    text = _strictly(raw, encoding)
    if controls_share(text) > MAX_CONTROL_SHARE:
        raise UnreadableError("is not a text (binary content)")
    return Decoded(text, encoding, guessed=encoding != "utf-8")


def encoding_of(raw: bytes) -> str:
    """The encoding of bytes without a byte order mark; raises `UnreadableError` where they are no text."""
    sample = raw[:SAMPLE]
    wide = _unmarked_utf16(sample)
    if wide:
        return wide
    try:
        raw.decode("utf-8")
        return "utf-8"
    except UnicodeDecodeError:
        pass
    if controls_share(sample.decode("latin-1")) > MAX_CONTROL_SHARE:
        raise UnreadableError("is not a text (binary content)")
    if sum(byte > 0x7F for byte in sample) <= WESTERN_SHARE * len(sample):
        return _western(raw)
    from charset_normalizer import from_bytes  # most files are UTF-8 and need no detector

    best = from_bytes(sample, cp_isolation=LEGACY).best()
    if best is None:
        raise UnreadableError("has an encoding that cannot be told")
    return best.encoding


def _western(raw: bytes) -> str:
    """Windows-1252 where all bytes have a meaning in it, else Latin-1, which gives every byte one."""
    try:
        raw.decode("cp1252")
        return "cp1252"
    except UnicodeDecodeError:
        return "latin-1"


def _unmarked_utf16(sample: bytes) -> str | None:
    """UTF-16 without its mark: in Western text every second byte is zero, and on one side only."""
    pairs = len(sample) // 2
    if pairs < 2:
        return None
    low, high = sample[0::2].count(0) / pairs, sample[1::2].count(0) / pairs
    if high > 0.6 and low < 0.05:
        return "utf-16-le"
    if low > 0.6 and high < 0.05:
        return "utf-16-be"
    return None


def _strictly(raw: bytes, encoding: str) -> str:
    try:
        return raw.decode(encoding)
    except UnicodeDecodeError as error:
        raise UnreadableError(f"is not valid {encoding.upper()} (byte {error.start:,})") from error


def controls_share(text: str) -> float:
    """The share of control characters among all characters, tabs, line ends and form feeds aside."""
    return len(CONTROLS.findall(text)) / max(len(text), 1)


def without_surrogates(text: str) -> str:
    """The text with halves of surrogate pairs, which no file can hold, replaced one for one by U+FFFD."""
    return SURROGATES.sub("\ufffd", text)
