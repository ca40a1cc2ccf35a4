"""A file that is opened: its documents, and each put together with its noise and what its text says of itself.

Most builds open few files or none, and are spared what this imports.
"""

from core.corpus import noise, recover
from core.corpus.language import is_english
from core.corpus.outlets import source_of
from core.corpus.raw import Facts, Raw, Text
from core.corpus.readers import read_file
from core.records import Day, Document, Origin
from core.wrapping import unwrapped

__all__ = ["is_english", "put_together", "read_file"]


def put_together(raw: Raw, digest: str, stated: Facts, language: str | None) -> Text:
    """A document of what its file holds, the hash of its text, what is stated of it, and its language if that is known."""
    by_paragraph = unwrapped(raw.text)
    marks = noise.mark(raw.name, by_paragraph)
    found = recover.facts_in(by_paragraph, marks)
    facts = stated.over(found)
    source = source_of(facts)
    document = Document(
        doc=raw.name,
        sha256=digest,
        text=raw.text,
        title=facts.title,
        title_from=_origin(stated.title, found.title),
        author=facts.author,
        author_from=_origin(stated.author, found.author),
        publisher=source.id if source else None,
        publisher_from=_origin(stated.publisher, found.publisher) if source else Origin.NOT_STATED,
        published=facts.published,
        published_from=_origin(stated.published, found.published),
        url=facts.url,
        retrieved_at=facts.retrieved_at,
        language=language,
        genre=facts.genre,
        credit=facts.credit,
    )
    return Text(document, tuple(marks), source)


def _origin(stated: str | Day | None, found: str | Day | None) -> Origin:
    if stated is not None:
        return Origin.METADATA
    return Origin.NOT_STATED if found is None else Origin.TEXT
