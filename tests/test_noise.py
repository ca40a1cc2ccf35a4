"""What is marked as noise, what is not, and that every mark points at its characters."""

import textwrap
from pathlib import Path

import pytest
from made_files import REPORT, put, texts

from core.corpus.noise import mark
from core.records import NoiseKind

SAMPLE = Path(__file__).parents[1] / "data" / "sample" / "documents"


def marked(text: str) -> list[tuple[str, str]]:
    """Kind and words of each mark."""
    return [(noise.kind.value, text[noise.start : noise.end]) for noise in mark("a.txt", text)]


@pytest.mark.parametrize(
    ("line", "kind"),
    [
        ("The mayor, left, shakes hands with the harbour master in Nordhaven.", NoiseKind.CAPTION),
        ("The harbour master (second from right) opens a crate.", NoiseKind.CAPTION),
        ("FILE - The harbour of Nordhaven is seen in May 2020.", NoiseKind.CAPTION),
        ("Crates are loaded in this undated photo released by the port.", NoiseKind.CAPTION),
        ("Photo: the harbour of Nordhaven, seen on the day on which the crates left (Getty Images)", NoiseKind.CAPTION),
        ("Image credit: Creative Commons", NoiseKind.CREDIT),
        ("Photo by Ann Lee/Harbour Press", NoiseKind.CREDIT),
        ("By Ann Lee and Bo Ek", NoiseKind.BYLINE),
        ("(Reporting by Ann Lee; Editing by Bo Ek)", NoiseKind.BYLINE),
        ("June 14, 2024", NoiseKind.DATELINE),
        ("Published on Friday, 14 June 2024, 10:15 GMT", NoiseKind.DATELINE),
        ("Read also: Who paid for the lamps?", NoiseKind.BOILERPLATE),
        ("RELATED STORIES", NoiseKind.BOILERPLATE),
        ("Sign up for our morning letter.", NoiseKind.BOILERPLATE),
        ("The views expressed here are the author's own.", NoiseKind.BOILERPLATE),
        ("© 2024 Vell Mirror. All rights reserved.", NoiseKind.BOILERPLATE),
        ("(END)", NoiseKind.BOILERPLATE),
        ("https://mirror.example/lamps", NoiseKind.BOILERPLATE),
        ("* * *", NoiseKind.BOILERPLATE),
        ("(AFP)", NoiseKind.CREDIT),
    ],
)
def test_lines_that_are_not_the_report(line: str, kind: NoiseKind) -> None:
    found = marked(REPORT + line + "\n")
    assert {one for one, _ in found} == {kind.value}
    assert "".join(words for _, words in found).replace(" ", "") == line.replace(" ", "")


@pytest.mark.parametrize(
    "line",
    [
        "The council, left without an answer, will meet again.",
        "Senator Ann Lee (R) said that the crates were empty.",
        "By Monday the crates had left, and the photo of them was gone.",
        "The mayor said in a photo caption that forty crates had left.",
        "Analysts counted forty crates in a picture taken from orbit.",
        "Read in full, the letter asks for forty crates.",
        "Related questions were put to the ministry, which shares the view of the port.",
        "The harbour master told Reuters.",
        "Ann Lee is a fellow at the Institute of Ports, which counts the crates.",
        "On 14 June 2024, forty crates left.",
        "Support for the plan is small. Share prices fell.",
        "The letter was published by the Nordhaven Post (AFP has not seen it).",
    ],
)
def test_lines_that_are_the_report(line: str) -> None:
    assert marked(REPORT + line + "\n") == []


@pytest.mark.parametrize(
    "dateline",
    [
        "NORDHAVEN, Aug 27 (Reuters) -",
        "NORDHAVEN, Vell (AP) —",
        "NORDHAVEN —",
        "NORDHAVEN, April 28. /TASS/.",
        "Nordhaven, Nov 1, 2024 (AFP) -",
        "Nordhaven (AFP) –",
        "(KUNA)",
    ],
)
def test_a_dateline_ends_before_the_report(dateline: str) -> None:
    text = f"Lamps leave the port\n\n{dateline} Forty crates have left for the island, the port said."
    assert marked(text) == [("dateline", dateline)]


@pytest.mark.parametrize(
    "opening", ["US: forty crates have left", "Monday (Sunday there) - nobody came", "Vell - not Nordhaven - paid"]
)
def test_what_only_looks_like_a_dateline(opening: str) -> None:
    assert marked(f"Lamps leave the port\n\n{opening}, and the council was not told of it by anyone.") == []


def test_a_caption_and_its_credit_are_two_marks() -> None:
    text = "Crates on the quay of Nordhaven. REUTERS/Ann Lee\n\n" + REPORT
    assert marked(text) == [("caption", "Crates on the quay of Nordhaven."), ("credit", "REUTERS/Ann Lee")]


def test_a_byline_that_a_copied_page_ran_into_the_text() -> None:
    text = (
        "Lamps leave the port\n"
        "by Ann B. Lee · The Vell MirrorWhat to know: Forty crates of lamps have left the port of Nordhaven for the "
        "island of Vell, and nobody in the council has been told who paid for them or when more will follow.\n"
    )
    assert marked(text) == [("byline", "by Ann B. Lee · The Vell Mirror")]


def test_a_repeated_standfirst_points_at_its_first_printing() -> None:
    standfirst = "Forty crates of lamps have left the port. Nobody in the council was told who had paid for them."
    text = f"Lamps leave\n{standfirst}\nWhat to know: {standfirst}\nThe port said so on Monday."
    (noise,) = mark("a.txt", text)
    assert noise.kind is NoiseKind.REPEAT
    assert text[noise.start : noise.end] == standfirst == text[noise.of_start : noise.of_end]
    assert noise.of_end is not None and noise.of_end <= noise.start


def test_a_headline_printed_twice_is_a_repeat_and_a_short_sentence_is_not() -> None:
    text = "Lamps leave the port\n\nLamps leave the port\n\nHe said no more. She left early. He said no more.\n"
    assert marked(text) == [("repeat", "Lamps leave the port")]


def test_curly_and_straight_apostrophes_are_the_same_words() -> None:
    text = "The port’s council wasn’t told of the crates at all.\nThe port's council wasn't told of the crates at all.\n"
    assert [kind for kind, _ in marked(text)] == ["repeat"]


def test_marks_of_the_sample_lie_apart_and_inside_their_texts() -> None:
    kinds = set()
    for text in texts(SAMPLE):
        last = 0
        for noise in text.noise:
            assert last <= noise.start < noise.end <= len(text.document.text)
            assert text.document.text[noise.start : noise.end].strip()
            kinds.add(noise.kind)
            last = noise.end
    assert kinds == set(NoiseKind)


def test_a_text_broken_at_a_width_is_marked_like_any_other(tmp_path: Path) -> None:
    report = REPORT + "Read also: Who paid for the forty crates of lamps that left the port of Nordhaven in spring?\n"
    put(tmp_path, "a.txt", "\n\n".join(textwrap.fill(line, 60) for line in report.split("\n") if line))
    (text,) = texts(tmp_path)
    (noise,) = text.noise
    assert text.document.text[noise.start : noise.end].split() == report.split("\n")[-2].split()
