"""What a build costs over spaCy's own parse of the same texts, and what the extraction adds to ours: processor time.

Both sides read the same texts in the same process, one after the other. Models are loaded anew for each round and loading is
not counted, so that no round knows the words of the round before.
"""

import time
from collections.abc import Sequence
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory

from core import build
from core.bench.measured import Measured, Sizes, median_of, ratio
from core.bench.stages import cost, ratios, texts_to_read
from core.corpus import Text


def build_over_stock_parse(sizes: Sizes) -> Measured:
    """A build from nothing (read, extract, link, claims, copies, tables) over stock `nlp.pipe`, which only parses."""
    _, texts = texts_to_read(limit=sizes.documents)
    return ratio(partial(_build, texts), partial(_stock_parse, texts), sizes.rounds)


def extraction_over_parse(sizes: Sizes) -> Measured:
    """Our parse with all extraction on it over our parse alone."""
    return median_of([_ratios(sizes)["extraction_over_parse"] for _ in range(sizes.rounds)])


def parse_over_stock_parse(sizes: Sizes) -> Measured:
    """Our parse over stock `nlp.pipe`; both annotate the same."""
    return median_of([_ratios(sizes)["parse_over_nlp_pipe"] for _ in range(sizes.rounds)])


def _ratios(sizes: Sizes) -> dict[str, float]:
    return ratios(cost(*texts_to_read(limit=sizes.documents)))


def _build(texts: Sequence[Text]) -> float:
    """Processor seconds of a build of a folder with these texts, in this process."""
    from core.extract import nlp  # the model is loaded only when it is measured

    nlp.pipeline.cache_clear()
    nlp.pipeline()
    with TemporaryDirectory() as folder:
        written = Path(folder) / "texts"
        written.mkdir()
        for place, text in enumerate(texts):
            (written / f"{place:05}.txt").write_text(text.document.text, encoding="utf-8")
        began = time.process_time()
        build.build(written, Path(folder) / "tables", processes=0)
        return time.process_time() - began


def _stock_parse(texts: Sequence[Text]) -> float:
    """Processor seconds of `nlp.pipe` as it comes, in batches of the size in which it is quickest here."""
    from core.extract import nlp

    stock = nlp.stock()
    began = time.process_time()
    for _ in stock.pipe((text.document.text for text in texts), batch_size=nlp.BATCH):
        pass
    return time.process_time() - began
