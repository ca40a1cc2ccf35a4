"""Names of things, which are no actors: "the freighter Clio", "MV Clio", "MiG-21", "24 Hawks"."""

import re
from collections.abc import Iterator

from core.extract.gazetteer import known_at
from core.extract.naming import Naming, Rank, bounds, capital, capital_tokens, occurrences
from core.extract.parsed import Doc, Token
from core.lexicon import words

# Letters, a hyphen and digits: how makers and armies name models ("MiG-21", "F-16", "AK-47").
MODEL = re.compile(r"(?<![\w-])([A-Z][A-Za-z]{0,5})[-‑]\d+[A-Za-z]{0,3}(?![\w-])")
# What stands before the names of ships on their bows.
PREFIXES = frozenset({"MV", "M/V", "MS", "MT", "SS", "HMS", "HMAS", "HMCS", "HMNZS", "USS", "USNS", "RFA", "INS", "BRP"})
LONGEST = 4  # words in the name of a ship


def named_things(doc: Doc) -> Iterator[Naming]:
    """Every naming of a thing, as a naming of nobody; a model and its letters alone overlap."""
    spans = {*_models(doc), *_ships(doc), *_counted(doc)}
    names = {doc.text[start:end] for start, end in spans}
    spans |= {(start, end) for start, end, _ in occurrences(doc, names)}
    for start, end in sorted(spans):
        yield Naming(start, end, None, "name of a thing", Rank.NOBODY)


def _models(doc: Doc) -> Iterator[tuple[int, int]]:
    """Models by letters and number, and the letters alone where they are taken up: "MiGs", "the MiG"."""
    letters = set()
    for match in MODEL.finditer(doc.text):
        if known_at(doc.text, match.start(), match.end(1)) is None:
            yield match.span()
            letters.add(match.group(1))
    taken_up = [form for one in letters if len(one) > 1 for form in (one, f"{one}s")]
    yield from ((start, end) for start, end, _ in occurrences(doc, taken_up))


def _ships(doc: Doc) -> Iterator[tuple[int, int]]:
    """A name in capitals after the noun for a vessel or after its prefix."""
    for token in capital_tokens(doc):
        if not token.i:
            continue
        before = doc[token.i - 1]
        if before.text not in PREFIXES and not _is_vessel(before):
            continue
        stop = token.i
        while stop < len(doc) and capital(doc[stop]) and stop - token.i < LONGEST and not doc[stop].is_sent_start:
            stop += 1
        if stop > token.i:
            yield bounds(doc, token.i, stop - 1)


def _is_vessel(token: Token) -> bool:
    return not capital(token) and token.tag_ == "NN" and token.lower_ in words("named_vessels")


def _counted(doc: Doc) -> Iterator[tuple[int, int]]:
    """A plural in capitals with a number before it: things of that make, not a body."""
    for token in capital_tokens(doc):
        start, end = token.idx, token.idx + len(token)
        plural = token.text.endswith("s") and not token.text.endswith("ss") and token.ent_type_ not in ("NORP", "GPE")
        if plural and token.i and doc[token.i - 1].like_num and known_at(doc.text, start, end) is None:
            yield start, end
