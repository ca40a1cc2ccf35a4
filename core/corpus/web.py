"""Web pages: the article's text by trafilatura, and what the page's head states of it. Scripts and styles never survive."""

import json
import logging
import re
from collections.abc import Iterator
from typing import Any

from lxml import html as lxml_html
from lxml.etree import LxmlError
from trafilatura import extract
from trafilatura.settings import use_config

from core.corpus.encoding import without_surrogates
from core.corpus.metadata import column, facts_of
from core.corpus.raw import Facts, UnreadableError

# What it has to say ends in a line of our own.
logging.getLogger("trafilatura").setLevel(logging.CRITICAL)
CONFIG = use_config()
# Short pages are articles too; below its own limit of 250 characters the library runs all paragraphs into one.
CONFIG.set("DEFAULT", "MIN_EXTRACTED_SIZE", "1")
# A time limit by signals works in a main thread only, and the size of a page is limited already.
CONFIG.set("DEFAULT", "EXTRACTION_TIMEOUT", "0")
# schema.org's names for what a newspaper prints: Article, NewsArticle, ReportageNewsArticle, BlogPosting, Report.
ARTICLE = re.compile(r"\w*Article|Report|BlogPosting")


def read_page(source: str) -> tuple[str, Facts, list[str]]:
    """Text, facts and complaints of a page; raises `UnreadableError` where it has no text."""
    try:
        text = extract(source, include_comments=False, include_tables=True, config=CONFIG)
        facts, complaints = facts_of(dict(_stated(source)))
    except Exception as error:  # a parser fed with hostile pages may raise anything
        raise UnreadableError(f"cannot be read as a web page ({type(error).__name__})") from error
    if not text:
        raise UnreadableError("holds no text that could be told from the page around it")
    # A page's head is written for machines: only a day that should be one is worth a word to its reader.
    return without_surrogates(text), facts, [complaint for complaint in complaints if complaint.startswith("published")]


def _stated(source: str) -> Iterator[tuple[str, str]]:
    """Facts from the page's head as pairs of column and value; of several, `dict` keeps the last: JSON-LD."""
    try:
        # As bytes, because lxml refuses a string that declares its own encoding.
        parser = lxml_html.HTMLParser(encoding="utf-8")
        root = lxml_html.document_fromstring(source.encode("utf-8", "replace"), parser=parser)
    except (LxmlError, ValueError):
        return
    if root.get("lang"):
        yield "lang", root.get("lang")
    for element in root.iter("title"):
        yield "heading", element.text_content()
        break
    for element in root.iter("meta"):
        name = element.get("property") or element.get("name") or element.get("itemprop")
        if name and element.get("content"):
            yield column(name), element.get("content")
    for element in root.iter("link"):
        if (element.get("rel") or "").lower() == "canonical" and element.get("href"):
            yield "canonical", element.get("href")
    for element in root.iter("script"):
        if "ld+json" in (element.get("type") or ""):
            yield from _linked_data(element.text or "")


def _linked_data(text: str) -> Iterator[tuple[str, str]]:
    try:
        found = json.loads(text)
    except (ValueError, RecursionError):
        return
    for node in _nodes(found):
        kinds = node.get("@type")
        if any(ARTICLE.fullmatch(str(kind)) for kind in (kinds if isinstance(kinds, list) else [kinds])):
            for fact, name in (("headline", "headline"), ("datePublished", "datepublished"), ("url", "url")):
                if isinstance(node.get(fact), str):
                    yield name, node[fact]
            yield from ((name, value) for name in ("author", "publisher") if (value := _name(node.get(name))))


def _nodes(found: Any) -> Iterator[dict[str, Any]]:
    """The objects of a JSON-LD block: one, a list, or a graph."""
    for node in found if isinstance(found, list) else [found]:
        if isinstance(node, dict):
            yield node
            graph = node.get("@graph")
            yield from (part for part in (graph if isinstance(graph, list) else []) if isinstance(part, dict))


def _name(value: Any) -> str:
    """The name of a person or an organisation, however it is written; several are joined."""
    if isinstance(value, list):
        return ", ".join(filter(None, map(_name, value)))
    if isinstance(value, dict):
        value = value.get("name")
    return value if isinstance(value, str) else ""
