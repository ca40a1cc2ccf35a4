"""How well the program reads, as last measured: totals kept in `data/measured.json` for the home page.

Written by `python -m core evaluate … --keep`, read by the app, which has neither gold nor a model at hand.
"""

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import core
from core import settings

if TYPE_CHECKING:  # the app reads what was kept, and never scores
    from core.evaluate import Scores

FILE = settings.ROOT / "data" / "measured.json"
# What a folder of gold (`tests/gold`, and beside the project) holds, and what its totals may be taken for.
TEXTS = {
    "sample": "the sample, with which the rules were written",
    "seeds": "five raw articles, with which the rules were written",
    "made": "other texts, read while rules were written",
    "other": "other texts, read while rules were written",
    "wide": "texts of many kinds, read while rules were written",
    "shut": "texts of many kinds, from which no rule was written",
    "held": "other texts, from which no rule was written",
}


@dataclass(frozen=True, slots=True)
class Measured:
    """The totals of one set of texts: shares from 0 to 1, None where there was nothing to measure."""

    texts: str
    documents: int
    names: float | None  # F1 of actors, by a common surface form and the same id
    quotes: float | None  # F1 of quotes, half of the characters shared
    speakers: float | None  # F1 of quotes with the right speaker too
    right: float | None  # precision of tellings: supplier, recipient, category and place
    found: float | None  # recall of tellings


def measured(scores: "Mapping[str, Scores]") -> list[Measured]:
    """The totals of each folder of gold, as `evaluate` names them."""
    folders = [name for name in scores if name != "all" and "/" not in name]
    return [_of(name, sum(one.startswith(f"{name}/") for one in scores), scores[name]) for name in folders]


def _of(folder: str, documents: int, scores: "Scores") -> Measured:
    found = scores.found
    told = found.get("transfers core")
    of = ("actors id+surface", "quotes jaccard50", "quotes joint")
    names, quotes, speakers = (found[name].f1 if name in found else None for name in of)
    right = told.precision if told and told.predicted else None
    recall = told.recall if told and told.gold else None
    return Measured(TEXTS.get(folder, folder), documents, names, quotes, speakers, right, recall)


def keep(scores: "Mapping[str, Scores]", file: Path = FILE) -> None:
    """Writes the totals for the app. Raises `OSError` where the file cannot be written."""
    rows = [
        {name: round(value, 3) if isinstance(value, float) else value for name, value in asdict(one).items()}
        for one in measured(scores)
    ]
    file.write_text(json.dumps({"version": core.__version__, "measured": rows}, indent=1) + "\n", encoding="utf-8")


def kept(file: Path = FILE) -> list[Measured]:
    """The totals as last kept; nothing where there are none, or where the file is not one of these."""
    try:
        rows: list[dict[str, Any]] = json.loads(file.read_text(encoding="utf-8"))["measured"]
        return [Measured(**row) for row in rows]
    except (OSError, ValueError, KeyError, TypeError):
        return []
