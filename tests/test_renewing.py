"""A store renewed from the one before it holds what one made from nothing holds, whatever changed in between."""

import random
from dataclasses import replace
from pathlib import Path

import pandas as pd
import pytest
from examples import document, quote, telling

from core import store, swap, tables
from core.news import Touched
from core.records import (
    KEYS,
    TABLES,
    Actor,
    ActorKind,
    Claim,
    Day,
    Document,
    Mention,
    Quantity,
    Quote,
    Source,
    Transfer,
    row_id,
)
from core.store import FILE, Store, open_store, renewing
from core.tables import Manifest

PARTIES = ("orvana", "selvia", "ilmar")
THINGS = ("tents", "lorries", "boats")
# By column, the table whose rows it numbers, the column of the numbers there and what such a row is known by.
NUMBERS = {
    "doc_no": ("documents", "doc_no", "doc"),
    "claim_no": ("claims", "claim_no", "id"),
    "pair_no": ("pairs", "pair_no", "pair"),
    "utterance_no": ("utterances", "utterance_no", "id"),
    "origin_no": ("documents", "doc_no", "doc"),
    "line_no": ("(SELECT line_no, source || ' ' || target || ' ' || kind AS line FROM lines)", "line_no", "line"),
    **dict.fromkeys(("node_no", "speaker_no", "publisher_no"), ("nodes", "node_no", "id")),
    **dict.fromkeys(("source", "target", "source_no", "target_no"), ("nodes", "node_no", "id")),
}
OF_NODES = ("claimant_nos", "named_nos")  # lists of such numbers
ROWS_OF = {
    **{f"{kind}_postings": kind for kind in ("tellings", "quotes", "attitudes")},
    **{
        "parts": "tellings",
        "quotes_on": "quotes",
        "attitudes_on": "attitudes",
        "pieces": "quotes",
        "by_claim": "tellings",
        "by_kind": "tellings",
    },
    **{kind: kind for kind in ("tellings", "quotes", "attitudes")},
}


def contents(held: Store) -> dict[str, list[str]]:
    """The rows of every table, with what a number stands for in its place, in no order."""
    names = held.frame("SELECT table_name FROM duckdb_tables() WHERE database_name = 'store'")["table_name"]
    found = {name: named(held, name) for name in names if not name.endswith("_words") and name != "replaced"}
    return {name: sorted(repr(row) for row in rows.itertuples(index=False)) for name, rows in found.items()}


def named(held: Store, table: str) -> pd.DataFrame:
    rows = held.frame(f"FROM store.main.{table}")
    nodes = held.frame("FROM nodes").set_index("node_no")["id"]
    for column in set(OF_NODES).intersection(rows):
        rows[column] = [sorted(nodes[some]) if isinstance(some, list) else None for some in rows[column]]
    if "block" in rows:
        rows = each_row(rows, 0 if table == "documents_postings" else 6)
    for column, (of, number, name) in NUMBERS.items():
        if column in rows and pd.api.types.is_integer_dtype(rows[column]):
            rows[column] = rows[column].map(held.frame(f"FROM {of}").set_index(number)[name])
    if "no" in rows:
        numbers = {"documents_postings": ("documents", "doc_no", "doc"), "claims_postings": NUMBERS["claim_no"]}
        numbers["actors_postings"] = NUMBERS["node_no"]
        of, number, name = numbers.get(table) or (ROWS_OF[table], "no", "id")
        rows["no"] = rows["no"].map(held.frame(f"FROM {of}").set_index(number)[name])
    if "word_no" in rows:
        words = held.frame(f"FROM {table.removesuffix('_postings')}_words").set_index("word_no")["word"]
        rows["word_no"] = rows["word_no"].map(words)
    if "holds" in rows:
        kinds = held.frame("SELECT bit, category, status FROM kinds").itertuples(index=False)
        bits = {1 << kind.bit: f"{kind.category} {kind.status}" for kind in kinds}
        held_bits = [0 if pd.isna(bit) else int(bit) for bit in rows["holds"]]
        rows["holds"] = [sorted(said for bit, said in bits.items() if bit & holds) for holds in held_bits]
    return rows.drop(columns="bit", errors="ignore")


def each_row(postings: pd.DataFrame, shift: int) -> pd.DataFrame:
    """One row for each bit of the blocks of the text index: the word, the number of its row, and whether the row says it."""
    found = [
        (row.word_no, (int(row.block) << shift) + place, bool(int(row.said) >> place & 1))
        for row in postings.itertuples()
        for place in range(64)
        if int(row.rows) >> place & 1
    ]
    return pd.DataFrame(found, columns=["word_no", "no", "said"])


def printed(held: Store) -> list[list[str]]:
    """Documents and rows in the order of their numbers."""
    order = {"documents": ("doc", "doc_no")} | dict.fromkeys(("tellings", "quotes", "attitudes"), ("id", "no"))
    return [list(held.frame(f"SELECT {id} FROM {name} ORDER BY {no}")[id]) for name, (id, no) in order.items()]


class Corpus:
    """Rows of made-up documents, which come, change and go."""

    def __init__(self, folder: Path, seed: int) -> None:
        self.folder, self.chance = folder, random.Random(seed)
        self.documents: dict[str, Document] = {}
        self.names = {id: id.title() for id in PARTIES}

    def write(self, name: str) -> None:
        parts = [f"{self.chance.choice(PARTIES).title()} sent {self.chance.choice(THINGS)} to Selvia." for _ in range(3)]
        day = self.chance.choice([None, Day(2031, 3, 5), Day(2031, 3, 9), Day(2031, 4, 1)])
        text = " ".join([*parts, "Mira said “the harvest failed”."])
        self.documents[name] = document(name, text, published=day, publisher=self.chance.choice([None, "courier"]))

    def rows(self) -> dict[str, list[object]]:
        documents = [self.documents[name] for name in sorted(self.documents)]
        told = [row for one in documents for row in self.tellings(one)]
        return {name: [] for name in TABLES} | {
            "documents": documents,
            "sources": [Source("courier", "The Courier")],
            "actors": [Actor(id, name, ActorKind.STATE) for id, name in sorted(self.names.items())],
            "mentions": [row for one in documents for row in self.mentions(one)],
            "quotes": [self.quote(one) for one in documents],
            "transfers": told,
            "claims": self.claims(told),
        }

    def tellings(self, one: Document) -> list[Transfer]:
        sentences = one.text.split(". ")[:3]
        return [
            telling(
                one,
                said,
                supplier=said.split()[0].lower(),
                recipient=None,
                item=said.split()[2],
                claimants=("selvia",),
                quantity=Quantity("some", float(len(one.doc) % 3), None, "item"),
                as_of=one.published,
            )
            for said in dict.fromkeys(sentences)
        ]

    def mentions(self, one: Document) -> list[Mention]:
        found = ((one.text.find(id.title()), id) for id in PARTIES)
        return sorted(
            (Mention(one.doc, at, at + len(id), id.title(), id, "name") for at, id in found if at >= 0),
            key=lambda row: row.start,
        )

    def quote(self, one: Document) -> Quote:
        return quote(one, "the harvest failed", speaker="selvia", cue="said")

    def claims(self, told: list[Transfer]) -> list[Claim]:
        """What a document with an odd name tells is another claim, with the same label but for its time."""
        alike: dict[tuple[str | None, str, bool], list[Transfer]] = {}
        for row in told:
            alike.setdefault((row.supplier, row.item, row.doc[1] in "13579"), []).append(row)
        return [
            Claim(
                row_id("claim", supplier, item, odd),
                supplier,
                None,
                rows[0].category,
                item,
                tellings=tuple(row.id for row in rows),
                reasons=("alike",) * len(rows),
            )
            for (supplier, item, odd), rows in sorted(alike.items(), key=str)
        ]


@pytest.fixture
def always(monkeypatch: pytest.MonkeyPatch) -> None:
    """However much changed: these corpora are small."""
    monkeypatch.setattr(renewing, "MANY", "SELECT false")


def built(corpus: Corpus, touched: set[str] | None) -> Path:
    made = Manifest("0", "made up", "2031-01-01", "", "model")
    rows = corpus.rows()
    arrow = {name: tables.to_arrow(name, sorted(rows[name], key=key(name))) for name in TABLES}
    told = arrow["claims"]
    changed = None if touched is None else Touched(touched, told.slice(0, 0), told)
    return corpus.folder / swap.put(corpus.folder, arrow, made, touched=changed).folder


def key(name: str) -> object:
    return lambda row: getattr(row, KEYS[name]) if name in KEYS else 0


def agree(folder: Path, tmp_path: Path) -> None:
    fresh = tmp_path / "fresh"
    fresh.mkdir(exist_ok=True)
    store.make(folder, fresh)
    renewed, anew = open_store(folder / FILE), open_store(fresh / FILE)
    assert contents(renewed) == contents(anew)
    assert printed(renewed) == printed(anew)


@pytest.mark.usefixtures("always")
@pytest.mark.parametrize("seed", range(2))
def test_documents_that_come_change_and_go(seed: int, tmp_path: Path) -> None:
    corpus = Corpus(tmp_path / "kept", seed)
    for number in range(12):
        corpus.write(f"{number:02}.txt")
    corpus.folder.mkdir()
    built(corpus, None)
    for _ in range(2):
        fresh, changed, gone = f"{corpus.chance.randrange(99):02}b.txt", *corpus.chance.sample(sorted(corpus.documents), 2)
        corpus.write(fresh)
        corpus.write(changed)
        del corpus.documents[gone]
        folder = built(corpus, {fresh, changed, gone})
        assert replaced(folder) > 0
    agree(folder, tmp_path)


@pytest.mark.usefixtures("always")
def test_what_documents_have_of_others_is_renewed_with_it(tmp_path: Path) -> None:
    """The name of an actor and of a publisher, the text that one prints: the build need not say whose rows they are in."""
    corpus = Corpus(tmp_path / "kept", 5)
    for number in range(8):
        corpus.write(f"{number:02}.txt")
    corpus.folder.mkdir()
    built(corpus, None)
    corpus.names["orvana"] = "Republic of Orvana"
    corpus.documents["03.txt"] = replace(corpus.documents["03.txt"], origin="01.txt")
    agree(built(corpus, set()), tmp_path)


def test_a_store_is_made_from_nothing_where_much_has_changed_or_there_is_none(tmp_path: Path) -> None:
    corpus = Corpus(tmp_path / "kept", 6)
    for number in range(4):
        corpus.write(f"{number:02}.txt")
    corpus.folder.mkdir()
    before = built(corpus, None)
    corpus.write("04.txt")
    corpus.write("05.txt")
    assert replaced(built(corpus, {"04.txt", "05.txt"})) == 0
    corpus.write("06.txt")
    for path in corpus.folder.glob(f"build-*/{FILE}"):
        path.unlink()
    folder = built(corpus, {"06.txt"})
    assert folder != before
    agree(folder, tmp_path)


def replaced(folder: Path) -> int:
    """Documents replaced since the store was made from nothing."""
    held = open_store(folder / FILE)
    there = held.value("SELECT count(*) FROM duckdb_tables() WHERE table_name = 'replaced'")
    return int(held.value("SELECT sum(documents) FROM replaced")) if there else 0


def test_documents_find_room_between_others_until_there_is_none(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(renewing, "MANY", "SELECT false")
    corpus = Corpus(tmp_path / "kept", 7)
    corpus.folder.mkdir()
    for name in ("a.txt", "z.txt"):
        corpus.write(name)
        corpus.documents[name] = replace(corpus.documents[name], published=None)
    built(corpus, None)
    counts = []
    for number in range(9):  # always in the same place: each halves the room that is left
        name = f"b{9 - number}.txt"
        corpus.write(name)
        corpus.documents[name] = replace(corpus.documents[name], published=None)
        folder = built(corpus, {name})
        counts.append(replaced(folder))
    agree(folder, tmp_path)
    assert counts[:5] == [1, 2, 3, 4, 5]
    assert 0 in counts, "crowded out, it is made from nothing"
