"""The hand-made annotations are well-formed: every row stands in its text, every id is one of an actor."""

import json
from pathlib import Path
from typing import Any

import pytest

GOLD = Path(__file__).parent / "gold"
SETS = {"made": 20, "other": 15, "held": 16, "fresh": 32}  # folders with own texts, and how many they have at least


def annotated(folder: str) -> list[tuple[str, dict[str, Any]]]:
    """Each text of a folder with its annotation."""
    found = []
    for path in sorted((GOLD / folder / "documents").glob("*.txt")):
        with path.open(encoding="utf-8", newline="") as file:  # line ends as stored: offsets count them
            text = file.read()
        found.append((text, json.loads((GOLD / folder / f"{path.stem}.json").read_text(encoding="utf-8"))))
    return found


@pytest.mark.parametrize(("folder", "least"), SETS.items())
def test_every_text_has_its_annotation(folder: str, least: int) -> None:
    assert len(annotated(folder)) >= least


@pytest.mark.parametrize("folder", SETS)
def test_every_row_stands_in_its_text(folder: str) -> None:
    for text, gold in annotated(folder):
        for row in gold.get("quotes", []) + gold["transfers"]:
            assert 0 <= row["start"] < row["end"] <= len(text), gold["doc"]
        for quote in gold.get("quotes", []):
            assert quote.get("text") in (None, text[quote["start"] : quote["end"]]), gold["doc"]


@pytest.mark.parametrize("folder", SETS)
def test_every_surface_of_an_actor_is_in_its_text(folder: str) -> None:
    for text, gold in annotated(folder):
        for actor in gold["actors"]:
            assert [form for form in actor["surface"] if form not in text] == [], (gold["doc"], actor["id"])
