"""What the search for utterances keeps of a corpus from one build to the next."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from sys import intern
from typing import Any

from core.records import Day
from core.utterances.printings import Printing

Likeness = dict[tuple[str, str], float | None]  # by the first quotes of two printings, in the order of the printings


@dataclass(slots=True)
class Heard:
    """The printings of each document, without the places of their words, and how alike those are that were compared."""

    printings: dict[str, list[Printing]] = field(default_factory=dict)
    likeness: Likeness = field(default_factory=dict)

    def to_plain(self) -> dict[str, Any]:
        """As plain values, for JSON."""
        printings = {doc: [_plain(one) for one in found] for doc, found in self.printings.items()}
        return {"printings": printings, "likeness": [[*pair, like] for pair, like in self.likeness.items()]}

    @classmethod
    def from_plain(cls, raw: Mapping[str, Any]) -> "Heard":
        """From what `to_plain` gave; raises `LookupError`, `TypeError` or `ValueError` if damaged."""
        printings = {doc: [_printing(doc, one) for one in found] for doc, found in raw["printings"].items()}
        return cls(printings, {(one, other): like for one, other, like in raw["likeness"]})


def _plain(one: Printing) -> list[Any]:
    days = one.said_on and one.said_on.isoformat(), one.published and one.published.isoformat()
    words = " ".join(one.forms), " ".join(one.content)
    sets = sorted(one.figures), one.speakers, sorted(one.lineage)
    return [one.quotes, one.start, one.end, one.in_words, *words, *sets, *days]


def _printing(doc: str, raw: list[Any]) -> Printing:
    quotes, start, end, in_words, forms, content, figures, speakers, lineage, said_on, published = raw
    return Printing(
        quotes=tuple(quotes),
        doc=doc,
        start=start,
        end=end,
        in_words=in_words,
        words=(),
        forms=tuple(map(intern, forms.split())),
        content=tuple(map(intern, content.split())),
        figures=frozenset(figures),
        speakers=tuple(speakers),
        lineage=frozenset(lineage),
        said_on=Day.fromisoformat(said_on) if said_on else None,
        published=Day.fromisoformat(published) if published else None,
    )
