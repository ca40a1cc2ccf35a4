"""Attitudes: who is told to back, condemn, fear, deny or want what, apart from the quotes."""

import pytest
from test_quotes import read


@pytest.mark.parametrize(
    ("text", "speaker", "cue", "content"),
    [
        ("The union backs the strike.", "The union", "backs", "the strike"),
        ("The union condemned the strike.", "The union", "condemned", "the strike"),
        ("The union fears that the strike will fail.", "The union", "fears", "the strike will fail"),
        ("The union wants to end the strike.", "The union", "wants", "to end the strike"),
        ("The union sees the strike as a success.", "The union", "sees", "the strike as a success"),
        ("The union agreed with the plan.", "The union", "agreed with", "the plan"),
        ("The union is critical of the plan.", "The union", "is critical of", "the plan"),
        ("The union voiced concern about the plan.", "The union", "voiced concern about", "the plan"),
        ("The union's support for the plan has grown.", "The union's", "support for", "the plan"),
        ("The plan seems to work.", None, "seems", "The plan seems to work"),
        ("The talks are expected to fail.", None, "are expected", "The talks are expected to fail"),
        ("The union confirmed the strike.", "The union", "confirmed", "the strike"),
    ],
)
def test_attitudes_have_holder_cue_and_object(text: str, speaker: str | None, cue: str, content: str) -> None:
    found, attitudes = read(text)
    assert found == []
    rows = [(row.speaker_text, row.cue) for row in attitudes]
    assert (speaker, cue) in rows
    whole = {attitudes[0].text[: len(content)]} | {row.text for row in attitudes}
    assert any(part in content for part in whole)


def test_what_pictures_show_is_nobodys_words() -> None:
    found, attitudes = read("The pictures show that the bridge was rebuilt.")
    assert found == []
    assert [row.text for row in attitudes] == ["the bridge was rebuilt"]
