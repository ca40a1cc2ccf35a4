"""Direct quotes as textacy finds them, in the lines that PolNeAR's scorer reads, and what finding them costs.

    pip install -r requirements-peers.txt
    python -m tools.peers ../shared/bench/polnear/dev.texts.jsonl textacy.jsonl
    python ../shared/bench/polnear/score.py --gold ../shared/bench/polnear/dev.gold.jsonl --pred textacy.jsonl

textacy gives up a text whose quotation marks are odd in number, and takes some apostrophes for marks, so it is asked
paragraph by paragraph: an odd one costs only itself.
"""

import argparse
import json
import sys
import time
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path
from typing import Any

from spacy.tokens import Doc

from core import corpus
from core.corpus import Text
from core.extract import nlp

Spans = dict[str, list[tuple[int, int]]]


def quotations(doc: Doc) -> Iterator[Spans]:
    """The direct quotations of a document with the characters of their content, speaker and cue."""
    from textacy.extract import direct_quotations

    for start, end in paragraphs(doc):
        part = doc[start:end]
        try:
            found = list(direct_quotations(part.as_doc()))
        except ValueError:  # an odd number of quotation marks
            continue
        for one in found:
            content, speaker, cue = ([one.content], one.speaker, one.cue)
            yield {"content": spans(content, part), "speaker": spans(speaker, part), "cue": spans(cue, part)}


def paragraphs(doc: Doc) -> Iterator[tuple[int, int]]:
    """The first token of each paragraph and the token after its last."""
    ends = [token.i + 1 for token in doc if "\n" in token.text]
    return ((start, end) for start, end in pairwise([0, *ends, len(doc)]) if start < end)


def spans(found: list[Any], part: Any) -> list[tuple[int, int]]:
    """Characters of the whole document that tokens or spans of a part of it stand on."""
    if not found:
        return []
    last = found[-1]
    first_character = getattr(found[0], "start_char", getattr(found[0], "idx", 0))
    end = getattr(last, "end_char", None) or last.idx + len(last)
    return [(part.start_char + first_character, part.start_char + end)]


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("texts", type=Path, help="JSON lines with `doc` and `text`")
    parser.add_argument("out", type=Path, help="where the attributions are written")
    options = parser.parse_args()
    documents = [item.document for item in corpus.read(options.texts) if isinstance(item, Text)]
    next(quotations(next(nlp.parse(["“Nobody came to the harbour,” Orvan said."]))), None)  # loads what is loaded once
    began = time.process_time()
    parsed = list(nlp.parse(document.text for document in documents))
    read = time.process_time()
    found = [list(quotations(doc)) for doc in parsed]
    spent = time.process_time() - read
    with options.out.open("w", encoding="utf-8") as lines:
        for document, quotes in zip(documents, found, strict=True):
            lines.write(json.dumps({"doc": document.doc.rpartition("#")[2], "quotes": quotes}) + "\n")
    total = sum(map(len, found))
    sys.stdout.write(f"{total:,} direct quotes in {len(documents)} texts; {spent / (read - began):.1%} of our parse\n")


if __name__ == "__main__":
    main()
