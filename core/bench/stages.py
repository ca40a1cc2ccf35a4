"""What reading costs: parse and extraction beside spaCy's own `nlp.pipe`, and builds from nothing and with nothing new.

Times of extraction are of the processor, taken in one run and batch by batch in turn, so that a busy machine weighs on both
sides of a ratio alike. Times of builds are those a person waits.
"""

import subprocess
import sys
import time
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import islice
from operator import add
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from core import corpus, settings
from core.corpus import Text

# Long raw news texts, where they are beside the project; the sample's digests are short and clean.
ATTRIBUTIONS = settings.SHARED / "bench" / "polnear" / "train.texts.jsonl"
DOCUMENTS = 200
BATCH = 20


@dataclass(frozen=True, slots=True)
class Cost:
    """Processor seconds that some texts took, by stage."""

    texts: str
    documents: int
    failed: int  # documents that a rule failed on
    characters: int
    stock: float  # spaCy's `nlp.pipe` with the same pipes, as it comes
    parse: float
    actors: float
    quotes: float
    transfers: float

    @property
    def through_quotes(self) -> float:
        """Seconds of parse, actors and quotes."""
        return self.parse + self.actors + self.quotes

    @property
    def through_transfers(self) -> float:
        """Seconds of everything."""
        return self.through_quotes + self.transfers


@dataclass(frozen=True, slots=True)
class Builds:
    """Seconds that `python -m core build` takes."""

    first: float
    second: float


def texts_to_read(source: Path | None = None, limit: int = DOCUMENTS) -> tuple[str, list[Text]]:
    """The texts to measure on, by name: those given, else the attribution benchmark's, else the sample's."""
    source = source or (ATTRIBUTIONS if ATTRIBUTIONS.is_file() else settings.SAMPLE)
    found = (item for item in corpus.read(source) if isinstance(item, Text))
    return settings.corpus_name(source), list(islice(found, limit))


def cost(name: str, texts: Sequence[Text]) -> Cost:
    """What each stage of reading costs on some texts, after the model is loaded and warm."""
    from core.extract import nlp  # the model is loaded only when it is measured

    stock, parse, spent, failed = 0.0, 0.0, (0.0, 0.0, 0.0), 0
    as_it_comes = nlp.stock()
    for warm_up in (nlp.parse, as_it_comes.pipe):
        list(warm_up(text.document.text for text in texts[:BATCH]))
    for first in range(0, len(texts), BATCH):
        batch = texts[first : first + BATCH]
        marks = [time.process_time()]
        list(as_it_comes.pipe([text.document.text for text in batch], batch_size=nlp.BATCH))
        marks.append(time.process_time())
        docs = list(nlp.parse(text.document.text for text in batch))
        marks.append(time.process_time())
        stock, parse = stock + marks[1] - marks[0], parse + marks[2] - marks[1]
        for text, doc in zip(batch, docs, strict=True):
            try:
                spent = tuple(map(add, spent, _stages(text, doc)))
            except Exception:  # a build names such a document as a problem and goes on, and so does this
                failed += 1
    return Cost(name, len(texts), failed, sum(len(text.document.text) for text in texts), stock, parse, *spent)


def _stages(text: Text, parse: Any) -> tuple[float, float, float]:
    """Seconds for actors (and the parse as rules read it), quotes and transfers of one parsed document."""
    from core.extract import actors, parsed, quotes, transfers

    marks = [time.process_time()]
    doc = parsed.Doc(parse)
    cast = actors.actors(doc, text.document, text.noise)
    marks.append(time.process_time())
    quoted, _ = quotes.quotes(doc, cast, text.document, text.noise)
    marks.append(time.process_time())
    transfers.transfers(doc, cast, quoted, text.document, text.noise)
    doc.release()
    marks.append(time.process_time())
    return marks[1] - marks[0], marks[2] - marks[1], marks[3] - marks[2]


def builds(source: Path = settings.SAMPLE) -> Builds:
    """How long a build of a corpus takes from nothing, and again with nothing new, each in a process of its own."""
    with TemporaryDirectory() as folder:
        command = [sys.executable, "-m", "core", "build", str(source.resolve()), "--tables", folder, "--progress", "none"]
        seconds = []
        for _ in range(2):
            began = time.monotonic()
            subprocess.run(command, cwd=settings.ROOT, check=True, capture_output=True)
            seconds.append(time.monotonic() - began)
    return Builds(*seconds)


def rows(cost: Cost, builds: Builds) -> list[tuple[str, str]]:
    """The figures as a person reads them."""
    return [
        ("texts", f"{cost.texts}: {cost.documents} documents, {cost.characters:,} characters"),
        ("of which a rule failed on", str(cost.failed)),
        ("spaCy's own nlp.pipe", f"{cost.stock:.1f} s"),
        ("our parse", f"{cost.parse:.1f} s ({cost.characters / cost.parse:,.0f} characters a second)"),
        ("actors", f"{cost.actors:.2f} s"),
        ("quotes", f"{cost.quotes:.2f} s"),
        ("transfers", f"{cost.transfers:.2f} s"),
        ("parse with actors and quotes", _ratios(cost.through_quotes, cost)),
        ("parse with all extraction", _ratios(cost.through_transfers, cost)),
        ("first build of the sample", f"{builds.first:.1f} s"),
        ("second build of the sample", f"{builds.second:.1f} s"),
    ]


def ratios(cost: Cost) -> dict[str, float]:
    """The figures that mean the same on every machine, by name."""
    return {
        "parse_over_nlp_pipe": cost.parse / cost.stock,
        "quotes_over_nlp_pipe": cost.through_quotes / cost.stock,
        "extraction_over_nlp_pipe": cost.through_transfers / cost.stock,
        "extraction_over_parse": cost.through_transfers / cost.parse,
    }


def _ratios(seconds: float, cost: Cost) -> str:
    return f"{seconds / cost.stock:.2f} × nlp.pipe, {seconds / cost.parse:.2f} × our parse"
