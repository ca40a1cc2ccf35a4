"""Names of things are no actors: ships, models, makes."""

import pytest

from core.extract import parsed
from core.extract.named_things import named_things
from core.extract.naming import choose


@pytest.mark.parametrize(
    ("text", "things"),
    [
        ("The freighter Clio unloaded trucks. Clio left on Monday.", ["Clio", "Clio"]),
        ("MV Nordic Star brought grain.", ["Nordic Star"]),
        ("Kesh sold two MiG-21s. More MiGs followed.", ["MiG-21s", "MiGs"]),
        ("Indonesia ordered 24 Hawks.", ["Hawks"]),
        ("The ship sailed to Kenya.", []),
        ("The G-7 met in Rome.", []),
        ("Some 300 Kenyans went home.", []),
    ],
)
def test_what_names_a_thing(text: str, things: list[str]) -> None:
    (doc,) = parsed.parse([text])
    assert [text[naming.start : naming.end] for naming in choose(named_things(doc))] == things
