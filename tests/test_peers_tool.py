"""Quotes of another program, as the scorer reads them."""

import pytest

from core.extract import nlp
from tools import peers

TEXT = "The talks in Mosket went on.\n\n“We have sent nothing to Selvia,” General Orvan said.\n"


def test_each_paragraph_is_asked_by_itself() -> None:
    (doc,) = nlp.parse([TEXT])
    parts = [doc[start:end].text.strip() for start, end in peers.paragraphs(doc)]
    assert parts == TEXT.strip().split("\n\n")


def test_spans_are_characters_of_the_whole_text() -> None:
    pytest.importorskip("textacy")
    (doc,) = nlp.parse([TEXT])
    ((found),) = peers.quotations(doc)
    ((start, end),) = found["content"]
    assert TEXT[start:end].strip("“”,") == "We have sent nothing to Selvia"
    ((start, end),) = found["cue"]
    assert TEXT[start:end] == "said"
