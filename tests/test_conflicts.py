"""The conflicts documented for the sample (`../shared/sample-corpus/README.md`), as the app's queries show them."""

from itertools import combinations
from pathlib import Path

import pandas as pd
import pytest

from core import queries, tables
from core.queries import Filters
from core.tables import Tables

EVERYTHING = Filters()


@pytest.fixture(scope="module")
def data(sample_tables: Path) -> Tables:
    return tables.load(sample_tables)


@pytest.fixture(scope="module")
def told(data: Tables) -> pd.DataFrame:
    return queries.tellings(data, EVERYTHING)


def figure(told: pd.DataFrame, doc: str, number: float, category: str | None = None) -> pd.Series:
    """The telling of a document, named by the start of its file name, that gives a number as one of its bounds."""
    found = told[told["doc"].str.startswith(f"{doc}-")]
    found = found[(found["quantity_min"] == number) | (found["quantity_max"] == number)]
    found = found[found["category"] == category] if category else found
    assert len(found), f"{doc}: no figure {number}"
    return found.iloc[0]


def related(told: pd.DataFrame, one: pd.Series, other: pd.Series) -> tuple[str, str]:
    """How two figures stand to each other on the page of their claim, and the reason there."""
    assert one["claim"] == other["claim"], "they stand in different claims"
    pairs = queries.relations(queries.tellings_of(told, one["claim"]))
    ends = {one["id"], other["id"]}
    (row,) = pairs[pairs["one"].isin(ends) & pairs["other"].isin(ends)].itertuples()
    return row.relation, row.reason


@pytest.mark.parametrize(
    ("conflict", "one", "other", "relation"),
    [
        (
            "containers by February 2024: Washington and Seoul",
            ("d022", 10_000, "munitions"),
            ("d023", 6_700, "munitions"),
            "conflicts",
        ),
        ("containers by July 2025", ("d023", 6_700, "munitions"), ("d067", 28_000, "munitions"), "updates"),
        ("containers by May 2025", ("d023", 6_700, "munitions"), ("d062", 20_000, "munitions"), "updates"),
        ("troops of mid-October 2024: officials and Seoul", ("d036", 2_000), ("d038", 1_500), "conflicts"),
        ("troops planned: Kyiv and Seoul", ("d038", 11_000), ("d038", 12_000), "conflicts"),
        ("1,500 in October 2024, then 11,000", ("d038", 1_500), ("d051", 11_000), "updates"),
        ("3,000 in October 2024, then about 10,000", ("d040", 3_000), ("d044", 10_000), "updates"),
        ("the Pentagon and its secretary, October 2024", ("d043", 10_000), ("d044", 10_000), "agrees"),
        ("in Kursk: the secretary of state, then the Pentagon", ("d045", 8_000), ("d047", 10_000), "updates"),
        ("in two phases: April 2025", ("d051", 11_000), ("d061", 15_000), "updates"),
        ("the second phase: an addition, and a number", ("d056", 3_000), ("d062", 3_000), "not-comparable"),
        ("missiles used and missiles given", ("d024", 24), ("d031", 50), "agrees"),
        ("missiles by May 2025", ("d031", 50), ("d062", 100), "updates"),
        ("shells by July 2025", ("d031", 5_000_000), ("d067", 12_000_000), "updates"),
        ("oil by the barrel, told twice", ("d049", 1_000_000), ("d050", 1_000_000), "agrees"),
        ("oil by the barrel and by the tonne", ("d049", 1_000_000), ("d049", 56_000), "not-comparable"),
    ],
)
def test_figures(
    conflict: str, one: tuple[str, float, str], other: tuple[str, float, str], relation: str, told: pd.DataFrame
) -> None:
    assert related(told, figure(told, *one), figure(told, *other))[0] == relation, conflict


def test_up_to_8000_in_kursk_and_10000_in_russia_are_not_of_one_scope(told: pd.DataFrame) -> None:
    relation, reason = related(told, figure(told, "d045", 8_000), figure(told, "d044", 10_000))
    assert relation == "not-comparable"
    assert reason == "places differ: no place in particular and those in Kursk"


def test_a_conflict_is_seen_before_the_claim_is_opened(data: Tables, told: pd.DataFrame) -> None:
    shown = queries.claims(data, EVERYTHING).set_index("id")["contested"]
    containers = figure(told, "d023", 6_700)["claim"]
    assert queries.CONFLICT in shown[containers]


def test_containers_and_rounds_never_meet(told: pd.DataFrame) -> None:
    for _, rows in told.groupby("claim"):
        units = dict(zip(rows["id"], rows["quantity_unit"], strict=True))
        pairs = queries.relations(rows)
        compared = pairs[pairs["relation"] != "not-comparable"]
        assert all(units[one] == units[other] for one, other in zip(compared["one"], compared["other"], strict=True))
    loads = {figure(told, doc, number, "munitions")["claim"] for doc, number in (("d023", 6_700), ("d062", 20_000))}
    rounds = {figure(told, doc, number)["claim"] for doc, number in (("d031", 5_000_000), ("d062", 9_000_000))}
    assert not loads & rounds


def test_the_reinforcement_of_2025_is_not_the_deployment_of_2024(data: Tables, told: pd.DataFrame) -> None:
    first, second = figure(told, "d056", 11_000), figure(told, "d056", 3_000)
    assert first["claim"] != second["claim"]
    labels = queries.claims(data, EVERYTHING).set_index("id")["label"]
    assert (labels[first["claim"]][-10:], labels[second["claim"]][-10:]) == ("(Oct 2024)", "(Jan 2025)")


@pytest.mark.parametrize(
    ("conflict", "doc", "words", "denier"),
    [
        ("purchase of 2022: never, says Russia’s envoy", "d004", "munitions", "vasily-nebenzya"),
        ("arms of 2022: never, says North Korea", "d006", "arms", "north-korea"),
        ("delivery to Wagner: gossip, says its owner", "d009", "weapons", "yevgeny-prigozhin"),
        ("thousand containers of 2023: no proof, says the Kremlin", "d015", "military supplies", "dmitry-peskov"),
        ("missiles of 2024: not delivered, says Iran", "d034", "missiles", "iran"),
        ("troops of October 2024: a rumour, says North Korea", "d038", "soldiers", "north-korea"),
    ],
)
def test_denials(conflict: str, doc: str, words: str, denier: str, data: Tables, told: pd.DataFrame) -> None:
    rows = told[told["doc"].str.startswith(f"{doc}-") & (told["item"] == words)]
    positions = queries.positions(data, told, EVERYTHING, list(rows["claim"]))
    denied = positions[(positions["role"] == "cited") & (positions["stance"] == "denies")]
    assert denier in set(denied["source"]), conflict
    texts = dict(zip(data.documents["doc"], data.documents["text"], strict=True))
    assert all(texts[row.doc][row.start : row.end].strip() for row in denied.itertuples())


def test_the_same_source_is_silent_only_where_it_wrote_of_both(data: Tables, told: pd.DataFrame) -> None:
    """Without the text in which it wrote of both, a source that was silent on a claim has no coverage of it."""
    positions = queries.positions(data, told, EVERYTHING)
    silent = positions[positions["stance"] == queries.SILENT]
    one = silent.drop_duplicates("claim").iloc[0]
    others = data.documents[data.documents["publisher"] != one["source"]]
    left = Filters(sources=tuple(others["publisher"].dropna().unique()))
    before, after = (
        queries.matrix(queries.latest(queries.told_of(data, kept), kept, [one["claim"]], 60), [one["claim"]])
        for kept in (EVERYTHING, left)
    )
    assert before[one["source"]].iloc[0] == queries.SILENT
    assert one["source"] not in after


def test_no_figure_is_compared_twice(told: pd.DataFrame) -> None:
    claim = figure(told, "d044", 10_000)["claim"]
    rows = queries.tellings_of(told, claim)
    pairs = queries.relations(rows)
    numbered = queries.figures(rows)
    assert len(pairs) == len(list(combinations(numbered["id"], 2)))
