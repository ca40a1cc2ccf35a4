"""Title, author, publisher and day of printing, where the text itself states them."""

from collections.abc import Sequence

from core.corpus.raw import Facts
from core.records import Noise


def facts_in(text: str, marks: Sequence[Noise]) -> Facts:
    """What a text says of itself; what it does not state is None."""
    return Facts()
