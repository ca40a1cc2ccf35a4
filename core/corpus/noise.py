"""What in a text is not the report itself, as spans. Nothing is cut: offsets hold, and a reader can see what was left out.

A name in a caption may still act there, and a repeated headline is a telling: what a mark means, the extraction says.
"""

from bisect import bisect
from collections.abc import Iterable, Iterator

from core.corpus.boilerplate import FRONT_MATTER, boilerplate_of
from core.corpus.bylines import bylines_of
from core.corpus.captions import captions_of
from core.corpus.datelines import datelines_of
from core.corpus.repeats import repeats_of
from core.records import Noise, NoiseKind


def mark(doc: str, text: str) -> list[Noise]:
    """The noise of a text in order of its characters; no two spans share a character."""
    return _apart(_found(doc, text))


def _found(doc: str, text: str) -> Iterator[Noise]:
    """All marks, the surest kinds first."""
    if matter := FRONT_MATTER.match(text):
        yield Noise(doc, 0, matter.end(), NoiseKind.BOILERPLATE)
    for byline in bylines_of(text):
        yield Noise(doc, byline.start, byline.end, NoiseKind.BYLINE)
    for dateline in datelines_of(text):
        yield Noise(doc, dateline.start, dateline.end, NoiseKind.DATELINE)
    for boilerplate in boilerplate_of(text):
        yield Noise(doc, boilerplate.start, boilerplate.end, NoiseKind.BOILERPLATE)
    for stretch, kind in captions_of(text):
        yield Noise(doc, stretch.start, stretch.end, kind)
    for repeat in repeats_of(text):
        yield Noise(doc, repeat.start, repeat.end, NoiseKind.REPEAT, repeat.of_start, repeat.of_end)


def _apart(marks: Iterable[Noise]) -> list[Noise]:
    """The marks in order of their characters, without those that run into one found before."""
    kept: list[Noise] = []
    for new in marks:
        place = bisect(kept, new.start, key=lambda noise: noise.start)
        before, after = kept[max(place - 1, 0) : place], kept[place : place + 1]
        if all(old.end <= new.start for old in before) and all(new.end <= old.start for old in after):
            kept.insert(place, new)
    return kept
