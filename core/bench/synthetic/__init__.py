"""Made-up tables of any size: every table and column of `core.records`, skewed as real ones are, the same for the same seed.

    make(Path("work/million"), tellings=1_000_000)

Nothing here reads a text or a model: rows are drawn as columns, some ten thousand documents at a time, so that ten million
tellings take minutes and memory stays the same. Spans hold (`text[start:end]`), ids are unique, claims count what they say.
"""

from core.bench.synthetic.writing import SEED, make

__all__ = ["SEED", "make"]
