"""Publishers as sources. Kind and country come from the sheet, else from the list of well-known outlets."""

from functools import cache

from core import lexicon
from core.corpus.raw import Facts
from core.records import Source, SourceKind, slug


@cache
def _outlets() -> dict[str, Source]:
    """Well-known outlets by the slug of every name they go by."""
    outlets: dict[str, Source] = {}
    for name, entry in lexicon.table("outlets").items():
        source = Source(slug(name), name, SourceKind(entry["kind"]), entry.get("country"))
        for alias in (name, *entry.get("aliases", ())):
            outlets[slug(alias)] = source
    return outlets


def known(name: str) -> Source | None:
    """The well-known outlet of that name or abbreviation, or None."""
    return _outlets().get(slug(name))


def source_of(facts: Facts) -> Source | None:
    """The source that published a document, or None where no publisher is stated. What the sheet states wins."""
    name = facts.publisher
    if not name or not slug(name):
        return None
    outlet = known(name)
    kind = facts.publisher_kind or (outlet.kind if outlet else SourceKind.OTHER)
    country = facts.publisher_country or (outlet.country if outlet else None)
    return Source(outlet.id if outlet else slug(name), outlet.name if outlet else name, kind, country)
