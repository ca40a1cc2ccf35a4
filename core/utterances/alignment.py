"""Two sequences of words laid side by side."""

from collections.abc import Sequence
from difflib import SequenceMatcher

from rapidfuzz.distance import Indel

# Product of lengths up to which runs are sought longest first, which can take as many steps; beyond it, the alignment with
# the most words in common is taken, which is quicker but may pick the "the" of another clause.
LONGEST_FIRST = 250_000
Run = tuple[int, int, int]


def runs_of(one: Sequence[str], other: Sequence[str]) -> list[Run]:
    """The runs of words that both have in the same order: start in the one, start in the other, and length."""
    if len(one) * len(other) <= LONGEST_FIRST:
        blocks = SequenceMatcher(None, one, other, autojunk=False).get_matching_blocks()
        return [(block.a, block.b, block.size) for block in blocks if block.size]
    steps = Indel.opcodes(one, other)
    return [(step.src_start, step.dest_start, step.src_end - step.src_start) for step in steps if step.tag == "equal"]
