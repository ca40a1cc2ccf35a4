"""What in a text is not the report itself, as spans: captions, credits, bylines, datelines, boilerplate, repeats."""

from core.records import Noise


def mark(doc: str, text: str) -> list[Noise]:
    """The noise of a text in order of its characters."""
    return []
