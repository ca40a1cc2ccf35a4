"""What pages count by a shorter way is what counting everything gives, over made-up tellings."""

from dataclasses import replace
from importlib import import_module
from pathlib import Path

import pandas as pd
import pytest

from core import queries, tables
from core.bench import synthetic
from core.queries import Claims, Clock, Filters, Kept
from core.records import Day
from core.tables import Tables

LATER = Filters(start=Day(2012, 1, 1))
FILTERS = [
    LATER,
    Filters(categories=("weapons", "food"), start=Day(2010, 1, 1), end=Day(2018, 6, 30)),
    Filters(statuses=("denied",)),
    Filters(start=Day(2014, 1, 1), end=Day(2014, 2, 1), clock=Clock.HAPPENED),
]


@pytest.fixture(autouse=True)
def nothing_is_few(monkeypatch: pytest.MonkeyPatch) -> None:
    """As where far too many rows are kept to count them all."""
    monkeypatch.setattr(import_module("core.queries.strongest"), "FEW", 0)


@pytest.fixture(scope="module")
def data(tmp_path_factory: pytest.TempPathFactory) -> Tables:
    folder: Path = tmp_path_factory.mktemp("made-up")
    synthetic.make(folder, 15_000)
    return tables.load(folder)


@pytest.mark.parametrize("filters", FILTERS)
def test_a_page_of_claims_is_a_page_of_all_of_them(data: Tables, filters: Filters) -> None:
    found = queries.claims_of(data, filters)
    every = found.frame()
    assert found.count == len(every) > 50
    assert found.tellings == every["told"].sum()
    assert list(found.page(most=20, first=10)["id"]) == list(every["id"][10:30])
    assert list(found.page(most=5)["claim_origins"]) == list(every["claim_origins"][:5])
    by_item = every.sort_values("item", kind="stable", key=lambda items: items.astype("str"))
    assert list(found.page("item", most=7)["item"]) == list(by_item["item"][:7])


@pytest.mark.parametrize("filters", [*FILTERS, Filters()])
def test_things_counted_are_those_of_the_rows(data: Tables, filters: Filters) -> None:
    told, quotes = queries.tellings(data, filters), queries.quotes(data, filters)
    found = queries.holdings(data, filters)
    assert (found["tellings"], found["claims"]) == (len(told), told["claim"].nunique())
    assert queries.told_of(data, filters).documents == told["doc"].nunique()
    assert queries.said_of(data, filters).documents == quotes["doc"].nunique()
    docs = set(queries.documents(data, filters)["doc"])
    mentions = data.mentions[data.mentions["doc"].isin(docs)]
    assert found["actors"] == mentions["actor"].nunique()


def test_tellings_in_the_order_of_their_claims_answer_as_in_that_of_printing(data: Tables) -> None:
    """Whatever a query names: what stands there, and what only the whole rows have."""
    told = queries.told_of(data, Filters(categories=("weapons", "food"), start=Day(2010, 1, 1)))
    printed = replace(told, again="")
    for asked in (
        "SELECT status, count(*) AS count, count(DISTINCT doc_no) AS documents FROM kept GROUP BY ALL ORDER BY ALL",
        "SELECT supplier, count(*) AS count FROM kept WHERE NOT repeated GROUP BY ALL ORDER BY ALL",
        "SELECT kept.item, max(last_day) AS last FROM kept GROUP BY ALL ORDER BY ALL",
        'SELECT "start", claim FROM kept ORDER BY ALL',
        "SELECT * FROM kept ORDER BY no",
    ):
        assert told.ask(asked).equals(printed.ask(asked))
    narrower = "supplier IS NOT NULL"
    assert told.narrowed(narrower).count == printed.narrowed(narrower).count < told.count == printed.count


def test_words_are_looked_up_where_the_rows_of_a_category_lie(data: Tables) -> None:
    found = queries.told_of(data, Filters(categories=("food",))).holding("grain")
    assert "FROM by_kind" in found._over("SELECT no FROM kept")
    assert sorted(found.page(most=10_000)["no"]) == sorted(replace(found, again="").ask("SELECT no FROM kept")["no"])


@pytest.mark.parametrize("filters", FILTERS)
def test_pairs_told_of_most(data: Tables, filters: Filters) -> None:
    found = queries.by_pair(queries.told_of(data, filters), most=5)
    told = queries.tellings(data, filters)
    every = told[told["repeat_of"].isna()].groupby("pair").size().reset_index(name="count")
    every = every.sort_values(["count", "pair"], ascending=[False, True])
    assert list(found["pair"].drop_duplicates()) == list(every["pair"].head(5))
    assert found.groupby("pair")["count"].sum().to_dict() == dict(every.head(5).itertuples(index=False))


@pytest.mark.parametrize("filters", FILTERS)
def test_lines_of_giving_are_what_their_tellings_say_one_by_one(data: Tables, filters: Filters) -> None:
    told = queries.tellings(data, filters).fillna({"supplier": "unknown:supplier", "recipient": "unknown:recipient"})
    voices: dict[str, set[object]] = {}
    documents: dict[str, set[str]] = {}
    for row in told[told["repeat_of"].isna()].itertuples():
        line = f"{row.supplier}.{row.recipient}.{row.category}"
        voices.setdefault(line, set()).update(row.claimants or [("text", row.origin)])
        documents.setdefault(line, set()).add(row.doc)
    drawn = queries.edges(queries.told_of(data, filters), "gives", 10_000, unknown=True, most_lines=10**6)
    assert drawn.total == len(drawn.drawn) == len(voices)
    assert dict(drawn.drawn[["id", "origins"]].itertuples(index=False)) == {line: len(said) for line, said in voices.items()}
    assert dict(drawn.drawn[["id", "documents"]].itertuples(index=False)) == {
        line: len(of) for line, of in documents.items()
    }


@pytest.mark.parametrize("filters", FILTERS[:3])
def test_lines_of_speech_count_documents(data: Tables, filters: Filters) -> None:
    quotes = queries.quotes(data, filters)
    named = data.store.frame("SELECT q.id, o.actor, o.named FROM quotes_on o JOIN quotes q USING (no)")
    spoken = quotes[quotes["speaker"].notna()].merge(named, on="id")
    printed = quotes[quotes["speaker"].notna() & quotes["publisher"].notna() & (quotes["publisher"] != quotes["speaker"])]
    for view, rows, ends in (
        ("speaks of", spoken, ["speaker", "actor"]),
        ("quotes", printed, ["publisher", "speaker"]),
    ):
        found = queries.edges(queries.said_of(data, filters), view, 10_000, most_lines=10**6).drawn
        expected = rows.groupby(ends)["doc"].nunique()
        assert found.set_index(["source", "target"])["documents"].sort_index().to_dict() == expected.to_dict()


@pytest.mark.parametrize("filters", FILTERS[:3])
def test_who_is_quoted_on_whom_most(data: Tables, filters: Filters) -> None:
    quotes = queries.quotes(data, filters)
    named = data.store.frame("SELECT q.id, o.named FROM quotes_on o JOIN quotes q USING (no)")
    pairs = quotes.merge(named, on="id")[["voice", "named"]]
    firsts = (pairs[column].value_counts().reset_index() for column in pairs)
    most = [list(some.sort_values(["count", some.columns[0]], ascending=[False, True]).iloc[:12, 0]) for some in firsts]
    among = pairs[pairs["voice"].isin(most[0]) & pairs["named"].isin(most[1])]
    found = queries.on_whom(queries.heard(data, filters))
    assert found.set_index(["voice", "named"])["count"].to_dict() == among.value_counts().to_dict()
    assert queries.naming(queries.heard(data, filters)) == quotes["id"].isin(named["id"]).sum()


@pytest.mark.parametrize("filters", [*FILTERS, Filters()])
def test_utterances_that_most_documents_print(data: Tables, filters: Filters) -> None:
    said = queries.said_of(data, filters)
    every = queries.listed(queries.utterances(said), 10_000)
    assert len(every) == queries.utterances(said).count > 3
    for most in (3, 50, 10_000):
        pd.testing.assert_frame_equal(queries.foremost(said, most), every.head(most))


@pytest.mark.parametrize("order", queries.ORDERS)
def test_claims_that_head_a_matrix(data: Tables, order: str) -> None:
    """Few of them come first in the same order as many."""
    told = queries.told_of(data, LATER)
    many = queries.most_telling(told, "all", order, 10_000)
    assert len(many) == queries.claims_of(data, LATER).count
    assert list(queries.most_telling(told, "all", order, 6)["id"]) == list(many["id"][:6])


def test_claims_with_figures_for_two_days(data: Tables) -> None:
    told = queries.told_of(data, LATER)
    rows = told.frame()
    rows = rows[(rows["quantity_min"].notna() | rows["quantity_max"].notna()) & rows["as_of"].notna()]
    days = rows.groupby("claim")["as_of"].agg(["min", "max", "size"])
    several = days[days["min"] < days["max"]]["size"]
    found = queries.with_figures(told, most=5)
    assert sorted(several[found["id"]]) == sorted(several.nlargest(5))


@pytest.mark.parametrize("filters", [FILTERS[1], FILTERS[2]])
def test_quotes_that_hold_a_telling_of_a_kind(data: Tables, filters: Filters) -> None:
    """The bits of a quote say what reading its tellings says."""
    tellings = queries.told_of(data, Filters(categories=filters.categories, statuses=filters.statuses))
    held = f"""EXISTS (FROM ({tellings.sql}) t WHERE t.doc_no = quotes.doc_no
        AND t.start < quotes."end" AND quotes.start < t."end")"""
    read = queries.said_of(data, Filters(start=filters.start, end=filters.end)).narrowed(held, *tellings.values)
    found = queries.said_of(data, filters)
    assert list(found.frame()["id"]) == list(read.frame()["id"])
    assert 0 < found.count < Kept(data, "quotes").count


def test_a_denial_outside_the_filters_is_a_denial_still(data: Tables) -> None:
    found = Claims(queries.told_of(data, Filters(statuses=("asserted",))), contested=True)
    page = found.page(most=20)
    assert len(page) == 20
    assert set(page["statuses"]) == {"asserted"}
    assert page["contested"].str.contains("denied").any()


def test_documents_have_their_counts(data: Tables) -> None:
    row = Kept(data, "documents").page(most=1, first=30).iloc[0]
    mine = {
        name: getattr(data, name)[lambda frame: frame["doc"] == row["doc"]] for name in ("transfers", "quotes", "mentions")
    }
    text = data.store.value("SELECT text FROM texts WHERE doc = ?", [row["doc"]])
    assert row["tellings"] == len(mine["transfers"])
    assert row["quotes"] == len(mine["quotes"])
    assert row["actors"] == mine["mentions"]["actor"].nunique()
    assert row["words"] == len(text.split())


def test_figures_of_a_claim_for_its_chart_are_those_of_its_whole_rows(data: Tables) -> None:
    told = queries.told_of(data, Filters())
    claims = list(queries.with_figures(told, most=5)["id"])
    assert claims
    for claim in claims:
        charted = queries.figures_of(told, claim)
        whole = queries.figures(queries.tellings_of(told, claim))
        pd.testing.assert_frame_equal(charted, whole[list(charted)])


@pytest.mark.parametrize("filters", FILTERS)
def test_a_cell_names_those_whom_the_row_names(data: Tables, filters: Filters) -> None:
    """The first claimant of the latest telling, or denier where it denies, and how many more there are."""
    told = queries.told_of(data, filters)
    sources = list(queries.by_stance(told)["source"].drop_duplicates().head(4))
    cells = queries.stances(told, sources, most=25)
    rows = told.frame("published NULLS FIRST, no")
    rows = rows[~rows["repeated"].astype(bool)].drop_duplicates(["claim", "source"], keep="last")
    named = rows["denier_names"].where(rows["status"] == "denied", rows["claimant_names"]).fillna("")
    rows = rows.assign(first=named.str.split(", ").str[0], more=named.str.count(", "))
    latest = rows.set_index(["claim", "source"])
    told_of_whom = 0
    for (claim, source), cell in cells[sources].stack().dropna().items():
        one = latest.loc[(claim, source)]
        expected = one["first"] and f" · {one['first']}" + (f" and {one['more']} more" if one["more"] else "")
        assert cell.endswith(expected)
        told_of_whom += bool(expected)
    assert told_of_whom
