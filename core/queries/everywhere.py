"""One search over everything: actors, claims, tellings, quotes and documents, with the words that were found marked.

Every word must stand in a row, in any order and case, at the beginning of a word: "artill" finds artillery. Words in
quotation marks must stand together. A word that stands nowhere is read as the names that are spelled nearly like it.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise

import pandas as pd

from core.queries.claims import OF_KEPT, Claims
from core.queries.filtered import documents_of, named_in, said_of, told_of
from core.queries.filters import Filters
from core.queries.kept import PRINTED, Kept
from core.queries.rows import source_names
from core.queries.spelling import spellings
from core.tables import Tables

KINDS = ("actor", "claim", "telling", "quote", "document")
QUICKEST = ("document", "claim", "quote", "telling", "actor")  # to say whether a word stands in any row at all
COLUMNS = ["kind", "id", "doc", "start", "end", "title", "about", "snippet"]  # title and snippet as `Snippet`
LONGEST_TITLE = 140  # letters
# A question has few words; a pasted page is cut, so that it costs no more than a question.
MOST_TERMS, LONGEST_TERM = 8, 60
# Letters around the words found that show what they are about.
WINDOW = 260
TERM = re.compile(r'"([^"]+)"|“([^”]+)”|([^\s"“”]+)')
Snippet = list[tuple[str, bool]]  # stretches of a text, and whether each is one of the words found

# ------------------------------------------------------------ the rows of each kind, as queries over the rows kept
# `words` is what is looked in, `shown` what a part is shown of; what is long is only fetched for the rows shown.

DOCUMENTS = "format('{{:,}} document', {count}) || CASE WHEN {count} = 1 THEN '' ELSE 's' END"
PLACE = """concat_ws(' · ', coalesce(publisher_name, 'publisher not stated'),
    coalesce(strftime(published, '%-d %b %Y'), 'day not stated'), {title})"""
SENTENCE = "(SELECT substring(x.text, sentence_start + 1, sentence_end - sentence_start) FROM texts x WHERE x.doc = r.doc)"
ROWS = {
    "actor": f"""
        SELECT id, NULL AS doc, NULL AS "start", NULL AS "end", name AS title, documents,
            kind || ' · named in ' || {DOCUMENTS.format(count="documents")} AS about,
            'named as ' || array_to_string(forms, ', ') AS whole, title AS words
        FROM (SELECT actor, count(*) AS documents FROM kept GROUP BY actor) JOIN actors ON id = actor""",
    "claim": f"""
        SELECT id, NULL AS doc, NULL AS "start", NULL AS "end", label AS title, claim_origins, told,
            category || ' · in ' || {DOCUMENTS.format(count="documents")} AS about,
            concat_ws(' · ', 'according to ' || claimant_names, 'denied by ' || denier_names) AS whole,
            concat_ws(chr(10), label, whole, category, quantities) AS words
        FROM ({OF_KEPT})""",
    "telling": f"""
        SELECT id, doc, "start", "end", pair || ': ' || item AS title, published, sentence_start, sentence_end,
            status || ' · ' || {PLACE.format(title="shown_as")} AS about, concat_ws(chr(10), title, category, text) AS words
        FROM kept""",
    "quote": f"""
        SELECT id, doc, "start", "end",
            coalesce(speaker_name, speaker_text, 'unattributed') || coalesce(' “' || cue || '”', '') AS title, published,
            kind || ' · ' || {PLACE.format(title="shown_as")} AS about, text AS whole,
            title || chr(10) || text AS words
        FROM kept""",
    "document": f"""
        SELECT doc AS id, doc, 0 AS "start", 0 AS "end", shown_as AS title, published, {PLACE.format(title="doc")} AS about,
            x.text AS whole, concat_ws(chr(10), shown_as, doc, publisher_name, x.text) AS words
        FROM kept JOIN texts x USING (doc_no, doc)""",
}
NAMES = "SELECT id, concat(name, chr(10), array_to_string(forms, ', ')) AS words FROM kept"
FEW = 200  # actors by that name that are asked for one by one
OF_ALL = "SELECT * FROM claims WHERE claim_no IN (SELECT claim_no FROM kept)"
ORDER = {"actor": "documents DESC, title, id", "claim": "claim_origins DESC, told DESC, id"} | dict.fromkeys(
    ("telling", "quote", "document"), PRINTED
)


@dataclass(frozen=True)
class Found:
    """What a search found: the first rows of each kind, how many there are of each, and words read as names."""

    hits: pd.DataFrame
    counts: Mapping[str, int]
    read_as: Mapping[str, tuple[str, ...]]


@dataclass(frozen=True)
class Question:
    """The words looked for, each with the spellings it may stand in."""

    terms: tuple[tuple[str, ...], ...]

    @cached_property
    def patterns(self) -> list[re.Pattern[str]]:
        """One pattern a word: each of its spellings, from the beginning of a word to its end."""
        return [re.compile("|".join(map(_pattern, spelled)), re.IGNORECASE) for spelled in self.terms]

    @cached_property
    def any_word(self) -> re.Pattern[str]:
        """A pattern that finds any of the words."""
        return re.compile("|".join(_pattern(one) for spelled in self.terms for one in spelled), re.IGNORECASE)

    def left(self, looked_up: bool) -> "Question":
        """What rows must still be read for: all of it, or what the text index, which knows words, does not say of them."""
        return Question(tuple(term for term in self.terms if not (looked_up and all(map(_one_word, term)))))

    @property
    def condition(self) -> str:
        """What `words` must meet, in SQL with a `?` for each of `values`."""
        return " AND ".join(["regexp_matches(words, ?, 'i')"] * len(self.terms)) or "true"

    @property
    def values(self) -> list[str]:
        """The patterns of the condition. RE2 does not look behind: the letter before a word is part of the match."""
        return [rf"(?:^|[^\pL\pN_])(?:{'|'.join(map(_literal, spelled))})" for spelled in self.terms]


def _one_word(words: str) -> bool:
    return words.isalnum() and words.isascii()


def _literal(words: str) -> str:
    return r"\s+".join(map(re.escape, words.split()))


def _pattern(words: str) -> str:
    return rf"(?<!\w){_literal(words)}\w*"


def terms(words: str) -> list[str]:
    """The words and quoted phrases of a question, without what has neither letter nor figure."""
    found = ["".join(match.groups("")).strip()[:LONGEST_TERM] for match in TERM.finditer(words)]
    return list(dict.fromkeys(term for term in found if re.search(r"\w", term)))[:MOST_TERMS]


def search_everywhere(
    tables: Tables, filters: Filters, words: str, limit: int = 10, skip: int = 0, kinds: Sequence[str] = KINDS
) -> Found:
    """The rows within the filters in which every word stands: of each kind `limit` rows after the first `skip`.

    Hits have the columns `COLUMNS`: `start` and `end` are characters of the document, of its first words found where the row
    is a document; they are missing for actors and claims, which stand in no single one.
    """
    asked = terms(words)
    kept = {kind: _kept(kind, tables, filters) for kind in KINDS} if asked else {}
    question, read_as = Question(tuple((term,) for term in asked)), {}
    counts = {kind: _count(rows, kind, question) for kind, rows in kept.items()}
    if asked and not any(counts.values()) and (read_as := _read_as(asked, kept, tables)):
        question = Question(tuple(read_as.get(term, (term,)) for term in asked))
        counts = {kind: _count(rows, kind, question) for kind, rows in kept.items()}
    pages = {kind: _page(kept[kind], kind, question, limit, skip) for kind in kinds if counts.get(kind) and limit}
    hits = [_with_snippets(rows, question).assign(kind=kind)[COLUMNS] for kind, rows in pages.items() if len(rows)]
    return Found(pd.concat(hits, ignore_index=True) if hits else pd.DataFrame(columns=COLUMNS), counts, read_as)


def _kept(kind: str, tables: Tables, filters: Filters) -> Kept:
    """The rows of the store that a kind is made of."""
    if kind == "actor":
        return named_in(tables, filters)
    if kind == "document":
        return documents_of(tables, filters)
    return said_of(tables, filters) if kind == "quote" else told_of(tables, filters)


def _looked_up(kept: Kept, kind: str, question: Question) -> Kept:
    """The rows in which the text index has every word, or whose actor has it in a name."""
    if kind != "actor":
        return kept.saying(question.terms, of_claim=kind == "claim")
    whole = kept.tables.store.whole
    actors, left = Kept(kept.tables, "actors"), question.left(whole)
    actors = actors.saying(question.terms) if whole else actors
    named = list(actors.ask(f"SELECT id FROM ({NAMES}) WHERE {left.condition}", *left.values)["id"])
    return (
        kept.among("actor", named) if len(named) <= FEW else kept.narrowed("actor IN (SELECT unnest(?::VARCHAR[]))", named)
    )


def _rows(kept: Kept, kind: str) -> str:
    """The rows of a kind; without filters claims have their counts already."""
    return ROWS[kind].replace(OF_KEPT, OF_ALL) if kind == "claim" and not kept.conditions else ROWS[kind]


def _left(kept: Kept, kind: str, question: Question) -> Question:
    """What the rows looked up must be read for: of claims the index knows what the whole corpus says."""
    return Question(()) if kind == "actor" else question.left(kind != "claim" or kept.tables.store.whole)


def _there(kept: Kept, kind: str, question: Question) -> bool:
    """Whether there is such a row at all."""
    left = _left(kept, kind, question)
    found = _looked_up(kept, kind, question)
    if not left.terms:
        return bool(found.value(f"SELECT EXISTS (FROM kept{' WHERE NOT repeated' if kind == 'claim' else ''})"))
    return bool(found.value(f"SELECT EXISTS (FROM ({_rows(kept, kind)}) WHERE {left.condition})", *left.values))


def _count(kept: Kept, kind: str, question: Question) -> int:
    left = _left(kept, kind, question)
    found = _looked_up(kept, kind, question)
    if kind == "claim" and not left.terms:
        return int(found.value("SELECT count(DISTINCT claim_no) FROM kept WHERE NOT repeated"))
    if kind == "actor":
        return int(found.value("SELECT count(DISTINCT node_no) FROM kept"))
    if not left.terms:
        return found.count
    count = f"SELECT count(*) FROM ({_rows(kept, kind)}) WHERE {left.condition}"
    return int(found.value(count, *left.values))


def _page(kept: Kept, kind: str, question: Question, limit: int, skip: int) -> pd.DataFrame:
    """Some of the rows found, with the text of which a part will be `shown`."""
    shown = SENTENCE if kind == "telling" else "whole"
    left = _left(kept, kind, question)
    found = _looked_up(kept, kind, question)
    if ORDER[kind] == PRINTED and not left.terms:  # rows are numbered in that order
        first = f"SELECT {kept.place} AS no FROM kept ORDER BY no LIMIT {int(limit)} OFFSET {int(skip)}"
        found, skip = Kept(kept.tables, kept.table).among(kept.place, list(found.ask(first)["no"])), 0
    page = f"""SELECT * EXCLUDE (words) FROM ({_rows(kept, kind)}) WHERE {left.condition}
        ORDER BY {ORDER[kind]} LIMIT {int(limit)} OFFSET {int(skip)}"""
    if kind == "claim" and kept.conditions and not left.terms:
        found = found.among("claim_no", Claims(found).places(limit + skip))
    return found.ask(f"SELECT *, {shown} AS shown FROM ({page}) r ORDER BY {ORDER[kind]}", *left.values)


def _read_as(asked: Sequence[str], kept: Mapping[str, Kept], tables: Tables) -> dict[str, tuple[str, ...]]:
    """For each word that stands nowhere: the words of names that are spelled nearly like it."""
    alone = {term: Question(((term,),)) for term in asked}
    nowhere = [term for term, one in alone.items() if not any(_there(kept[kind], kind, one) for kind in QUICKEST)]
    if not nowhere:
        return {}
    named = tables.store.frame("SELECT name AS word FROM actors UNION SELECT unnest(forms) FROM actors")["word"]
    names = [*named, *source_names(tables).values()]
    near = {term: tuple(sorted(spellings(term, names))) for term in nowhere}
    return {term: found for term, found in near.items() if found}


# ------------------------------------------------------------ what is shown of a row


def _with_snippets(hits: pd.DataFrame, question: Question) -> pd.DataFrame:
    """The hits with the part of their text that holds most of the words; a document's place is that of the first of them."""
    both = zip(hits["title"], hits["shown"], strict=True)
    titles = [len(title) if shown.startswith(title) else 0 for title, shown in both]
    parts = [best_part(shown, question, title) for shown, title in zip(hits["shown"], titles, strict=True)]
    hits = hits.assign(
        title=[snippet(title, (0, min(len(title), LONGEST_TITLE)), question) for title in hits["title"]],
        snippet=[snippet(shown, part, question) for shown, part in zip(hits["shown"], parts, strict=True)],
    )
    if (hits["id"] == hits["doc"]).all():
        places = [question.any_word.search(shown, *part) for shown, part in zip(hits["shown"], parts, strict=True)]
        hits["start"] = [place.start() if place else None for place in places]
        hits["end"] = [place.end() if place else None for place in places]
    return hits


def best_part(text: str, question: Question, title: int = 0) -> tuple[int, int]:
    """Where a stretch of at most `WINDOW` letters begins and ends that holds the most different words asked for.

    Of equals the first one, rather one behind the `title` letters of a title that is shown anyway; the beginning of the text
    where it holds none.
    """
    places = sorted(
        (match.start(), number) for number, pattern in enumerate(question.patterns) for match in pattern.finditer(text)
    )
    places = [place for place in places if place[0] >= title] or places
    best, most, last = 0, 0, 0
    held: dict[int, int] = {}
    for first, (start, number) in enumerate(places):
        while last < len(places) and places[last][0] < start + WINDOW * 2 // 3:
            held[places[last][1]] = held.get(places[last][1], 0) + 1
            last += 1
        if len(held) > most:
            best, most = places[first][0], len(held)
        held[number] -= 1
        if not held[number]:
            del held[number]
    begin = max(title if best >= title else 0, best - WINDOW // 4)
    if begin:  # from the beginning of a word on
        begin = text.find(" ", begin, best) + 1 or begin
    end = min(len(text), begin + WINDOW)
    return begin, end if end == len(text) else max(text.rfind(" ", begin, end), best + 1)


def snippet(text: str, part: tuple[int, int], question: Question) -> Snippet:
    """A part of a text as stretches that are words found or not, with "…" where the text goes on."""
    begin, end = part
    cuts = [begin, *(place for match in question.any_word.finditer(text, begin, end) for place in match.span()), end]
    pieces = [(text[start:stop], bool(number % 2)) for number, (start, stop) in enumerate(pairwise(cuts)) if stop > start]
    return [*([("… ", False)] if begin else []), *pieces, *([(" …", False)] if end < len(text) else [])]
