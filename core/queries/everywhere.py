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

from core.queries.claims import claims
from core.queries.filters import Filters
from core.queries.rows import documents, quotes, source_names, tellings
from core.queries.spelling import spellings
from core.tables import Tables

KINDS = ("actor", "claim", "telling", "quote", "document")
COLUMNS = ["kind", "id", "doc", "start", "end", "title", "about", "snippet"]  # title and snippet as `Snippet`
LONGEST_TITLE = 140  # letters
# A question has few words; a pasted page is cut, so that it costs no more than a question.
MOST_TERMS, LONGEST_TERM = 8, 60
# Letters around the words found that show what they are about.
WINDOW = 260
TERM = re.compile(r'"([^"]+)"|“([^”]+)”|([^\s"“”]+)')
Snippet = list[tuple[str, bool]]  # stretches of a text, and whether each is one of the words found


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


def _pattern(words: str) -> str:
    return r"(?<!\w)" + r"\s+".join(map(re.escape, words.split())) + r"\w*"


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
    rows = {kind: _rows(kind, tables, filters) for kind in KINDS} if asked else {}
    read_as = _read_as(asked, rows, tables)
    question = Question(tuple(read_as.get(term, (term,)) for term in asked))
    counts, hits = {}, []
    for kind, every in rows.items():
        kept = every
        for pattern in question.patterns:
            kept = kept[kept["words"].map(lambda said, pattern=pattern: pattern.search(said) is not None).astype(bool)]
        counts[kind] = len(kept)
        if kind in kinds and len(kept):
            hits.append(_with_snippets(kept.iloc[skip : skip + limit], question).assign(kind=kind)[COLUMNS])
    return Found(pd.concat(hits, ignore_index=True) if hits else pd.DataFrame(columns=COLUMNS), counts, read_as)


def _read_as(asked: Sequence[str], rows: Mapping[str, pd.DataFrame], tables: Tables) -> dict[str, tuple[str, ...]]:
    """For each word that stands nowhere: the words of names that are spelled nearly like it."""
    names = [*tables.actors["name"], *source_names(tables).values(), *tables.mentions["text"].unique()] if asked else []
    found = {}
    for term in asked:
        pattern = re.compile(_pattern(term), re.IGNORECASE)
        if not any(rows[kind]["words"].map(pattern.search).notna().any() for kind in rows) and (
            near := sorted(spellings(term, names))
        ):
            found[term] = tuple(near)
    return found


# ------------------------------------------------------------ the rows of each kind, those first that matter most


def _rows(kind: str, tables: Tables, filters: Filters) -> pd.DataFrame:
    """The rows of a kind as `COLUMNS` wants them, with `words`, in which is looked, and `shown`, of which a part is seen."""
    made = {"actor": _actors, "claim": _claims, "telling": _tellings, "quote": _quotes, "document": _documents}
    return made[kind](tables, filters)


def _actors(tables: Tables, filters: Filters) -> pd.DataFrame:
    named = tables.mentions[tables.mentions["doc"].isin(documents(tables, filters)["doc"])]
    by_actor = named.groupby("actor")
    forms = named.drop_duplicates(["actor", "text"]).groupby("actor")["text"].agg(", ".join)
    frame = tables.actors.set_index("id").join(by_actor["doc"].nunique().rename("documents"), how="inner")
    frame = frame.join(forms.rename("forms")).sort_values(["documents", "name"], ascending=[False, True]).reset_index()
    return frame.assign(
        doc=None,
        start=None,
        end=None,
        title=frame["name"],
        about=frame["kind"].astype("str") + " · named in " + _many_documents(frame["documents"]),
        shown="named as " + frame["forms"].astype("str"),
        words=frame["name"] + "\n" + frame["forms"],
    )


def _many_documents(counts: pd.Series) -> pd.Series:
    return counts.map(lambda count: f"{count:,} document" + "s" * (count != 1)).astype("str")


def _claims(tables: Tables, filters: Filters) -> pd.DataFrame:
    frame = claims(tables, filters)
    figures = _behind("figures", frame["quantities"])
    said_by, denied = _behind("according to", frame["claimant_names"]), _behind("denied by", frame["denier_names"])
    shown = (said_by + denied).str.removeprefix(" · ")
    return frame.assign(
        doc=None,
        start=None,
        end=None,
        title=frame["label"],
        about=frame["category"].astype("str") + " · in " + _many_documents(frame["documents"]),
        shown=shown,
        words=frame["label"].astype("str") + "\n" + shown + "\n" + frame["category"].astype("str") + figures,
    )


def _behind(what: str, words: pd.Series) -> pd.Series:
    """Words, with what they are, to be set behind others; nothing where there are none."""
    return (f" · {what} " + words.astype("str")).where(words.notna(), "").astype("str")


def _tellings(tables: Tables, filters: Filters) -> pd.DataFrame:
    frame = tellings(tables, filters).sort_values(["published", "doc", "start"], na_position="last")
    supplier, recipient = (
        frame["supplier_name"].fillna("unknown supplier"),
        frame["recipient_name"].fillna("unknown recipient"),
    )
    title = supplier + " → " + recipient + ": " + frame["item"]
    shown = _sentences(frame, tables)
    return frame.assign(
        title=title,
        about=_where(frame, frame["status"].astype("str")),
        shown=shown,
        words=title + "\n" + frame["category"].astype("str") + "\n" + shown,
    )


def _quotes(tables: Tables, filters: Filters) -> pd.DataFrame:
    frame = quotes(tables, filters).sort_values(["published", "doc", "start"], na_position="last")
    speaker = frame["speaker_name"].fillna(frame["speaker_text"]).fillna("unattributed")
    cue = frame["cue"].fillna("")
    return frame.assign(
        title=(speaker + " “" + cue + "”").where(cue != "", speaker),
        about=_where(frame, frame["kind"].astype("str")),
        shown=frame["text"],
        words=speaker + "\n" + cue + "\n" + frame["text"],
    ).drop(columns="kind")


def _documents(tables: Tables, filters: Filters) -> pd.DataFrame:
    frame = documents(tables, filters).sort_values(["published", "doc"], na_position="last")
    return frame.assign(
        id=frame["doc"],
        start=0,
        end=0,
        title=frame["shown_as"],
        about=_where(frame.assign(shown_as=frame["doc"]), None),
        shown=frame["text"],
        words=frame["shown_as"] + "\n" + frame["doc"] + "\n" + frame["publisher_name"].fillna("") + "\n" + frame["text"],
    )


def _where(frame: pd.DataFrame, first: pd.Series | None) -> pd.Series:
    """Who printed a row, when, and under which title, in one line."""
    printed = frame["published"].map(lambda day: "day not stated" if pd.isna(day) else f"{day:%-d %b %Y}").astype("str")
    where = frame["publisher_name"].fillna("publisher not stated") + " · " + printed + " · " + frame["shown_as"]
    return where if first is None else first + " · " + where


def _sentences(frame: pd.DataFrame, tables: Tables) -> pd.Series:
    texts = dict(zip(tables.documents["doc"], tables.documents["text"], strict=True))
    places = zip(frame["doc"], frame["sentence_start"], frame["sentence_end"], strict=True)
    return pd.Series([texts[doc][start:end] for doc, start, end in places], frame.index, dtype=object)


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
    if "text" in hits and (hits["id"] == hits["doc"]).all():
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
