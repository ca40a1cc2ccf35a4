"""What must hold for any corpus at all, tried on generated ones."""

import tempfile
from pathlib import Path
from random import Random

from hypothesis import given, settings
from hypothesis import strategies as st
from made_files import put

from core.corpus import Text, read
from core.corpus.noise import mark
from core.corpus.recover import facts_in
from core.records import NoiseKind, Problem

# Pieces that marks hang on, so that generated texts come near them.
FURNITURE = st.sampled_from(
    [
        "By Ann Lee",
        "June 14, 2024",
        "NORDHAVEN, Aug 27 (Reuters) - ",
        "Photo: Ann Lee",
        "(AP Photo/Ann Lee)",
        "Read also: lamps",
        "About the author:",
        "Ann Lee is a fellow.",
        "---\ntitle: x\n---",
        "Forty crates of lamps have left the port of Nordhaven.",
        "© 2024 AFP",
        "\r\n",
        "\u2028",
        "\x00",
    ]
)
TEXTS = st.lists(FURNITURE | st.text(max_size=40), max_size=12).map("\n".join)
SUFFIXES = st.sampled_from([".txt", ".md", ".html", ".csv", ".jsonl", ".pdf", ".docx", ".zip", ".xyz", ""])


def read_one(name: str, content: bytes) -> list[Text | Problem]:
    with tempfile.TemporaryDirectory() as folder:
        put(Path(folder), name, content)
        return list(read(Path(folder)))


@given(st.binary(max_size=400), SUFFIXES)
@settings(deadline=None, max_examples=200)
def test_any_bytes_under_any_ending_are_a_text_or_a_problem(content: bytes, suffix: str) -> None:
    for item in read_one(f"a{suffix}", content):
        if isinstance(item, Problem):
            assert item.reason and "\n" not in item.reason
        else:
            item.document.text.encode()


@given(TEXTS)
@settings(deadline=None)
def test_any_text_is_stored_as_it_is(text: str) -> None:
    stored = [item.document.text for item in read_one("a.txt", text.encode("utf-8", "replace")) if isinstance(item, Text)]
    assert stored in ([], [text.encode("utf-8", "replace").decode().removeprefix("\ufeff")])


@given(TEXTS)
@settings(deadline=None)
def test_marks_lie_inside_the_text_and_apart(text: str) -> None:
    last = 0
    for noise in mark("a.txt", text):
        assert last <= noise.start < noise.end <= len(text)
        assert (noise.of_start is not None) == (noise.of_end is not None) == (noise.kind is NoiseKind.REPEAT)
        if noise.of_start is not None and noise.of_end is not None:
            assert 0 <= noise.of_start < noise.of_end <= noise.start
        last = noise.end


@given(TEXTS)
@settings(deadline=None)
def test_what_is_recovered_stands_in_the_text(text: str) -> None:
    facts = facts_in(text, mark("a.txt", text))
    assert facts.title is None or facts.title in text
    if facts.published is not None:
        assert str(facts.published.year) in text


@given(st.lists(TEXTS.filter(str.strip), min_size=1, max_size=4, unique=True), st.randoms())
@settings(deadline=None, max_examples=40)
def test_the_order_in_which_files_were_made_does_not_matter(contents: list[str], random: Random) -> None:
    named = [(f"{number}.txt", text.encode("utf-8", "replace")) for number, text in enumerate(contents)]
    with tempfile.TemporaryDirectory() as one, tempfile.TemporaryDirectory() as other:
        for name, content in named:
            put(Path(one), name, content)
        random.shuffle(named)
        for name, content in named:
            put(Path(other), name, content)
        assert list(read(Path(one))) == list(read(Path(other)))
