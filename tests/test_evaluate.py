"""The measures, on cases small enough to count by hand, and against the guidelines' own scorer."""

import importlib.util
import json
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.evaluate import ALL, GoldError, Names, Scores, compare, evaluate, read_aliases, read_gold
from core.export.annotations import annotations

NAMES = Names({"orvana": ["orvanese-republic"]})


def quote(start: int, end: int, speaker: str | None = "orvana", kind: str = "indirect") -> dict[str, Any]:
    return {"start": start, "end": end, "kind": kind, "speaker": speaker}


def transfer(start: int, end: int, **parts: Any) -> dict[str, Any]:
    base = {
        "supplier": "orvana",
        "recipient": "selvia",
        "item": "mortar shells",
        "category": "munitions",
        "status": "asserted",
    }
    return {"start": start, "end": end, "quantity": {"text": "40", "min": 40, "max": 40}, "date": {}} | base | parts


def score(gold: dict[str, Any], found: dict[str, Any]) -> Scores:
    return compare({"d": gold}, {"d": found}, NAMES)["d"]


def counts(scores: Scores, measure: str) -> tuple[int, int, int]:
    tally = scores.found[measure]
    return tally.matched, tally.gold, tally.predicted


def test_what_is_the_same_scores_one_and_nothing_scores_none() -> None:
    gold = {"quotes": [quote(0, 10)], "transfers": [transfer(0, 10)]}
    assert score(gold, gold).found["quotes joint"].f1 == 1.0
    assert score(gold, {}).found["transfers core"].f1 == 0.0
    assert score({}, {}).found["actors surface"].f1 is None


def test_spans_agree_by_half_or_more() -> None:
    gold = {"quotes": [quote(0, 100), quote(200, 300)]}
    scores = score(gold, {"quotes": [quote(0, 50), quote(200, 240)]})
    assert counts(scores, "quotes jaccard50") == (1, 2, 2)
    assert counts(scores, "quotes exact") == (0, 2, 2)


def test_ids_are_compared_through_aliases_and_spelling() -> None:
    scores = score({"quotes": [quote(0, 9)]}, {"quotes": [quote(0, 9, "The Orvanese Republic")]})
    assert counts(scores, "quotes joint") == (1, 1, 1)


def test_a_pair_more_is_worth_more_than_a_better_pair() -> None:
    gold = {"quotes": [quote(0, 10), quote(0, 16)]}
    found = {"quotes": [quote(0, 16), quote(0, 28)]}
    assert counts(score(gold, found), "quotes jaccard50") == (2, 2, 2)


def test_strict_asks_for_quantity_and_status_too() -> None:
    gold = {"transfers": [transfer(0, 10), transfer(20, 30)]}
    scores = score(gold, {"transfers": [transfer(5, 15, status="possible"), transfer(20, 30, quantity={"min": 40})]})
    assert counts(scores, "transfers core") == (2, 2, 2)
    assert counts(scores, "transfers strict") == (0, 2, 2)
    assert scores.accuracy["transfer status"].value == 0.5


def test_evidence_that_points_at_everything_points_at_nothing() -> None:
    assert counts(score({"transfers": [transfer(0, 10)]}, {"transfers": [transfer(0, 2000)]}), "transfers core") == (0, 1, 1)


def test_a_table_that_the_gold_does_not_mark_is_not_measured() -> None:
    found = {"quotes": [quote(0, 9)], "transfers": [transfer(0, 10)]}
    scores = score({"transfers": [transfer(0, 10)]}, found)
    assert counts(scores, "quotes joint") == (0, 0, 0)
    assert counts(score({"quotes": [], "transfers": []}, found), "quotes joint") == (0, 0, 1)
    assert counts(scores, "transfers core") == (1, 1, 1)


def test_scores_of_documents_add_up() -> None:
    gold, found = {"quotes": [quote(0, 9)]}, {"quotes": [quote(0, 9), quote(20, 30)]}
    both = score(gold, found) + score(gold, {})
    assert counts(both, "quotes exact") == (1, 2, 2)


def test_a_gold_folder_must_hold_gold(tmp_path: Path) -> None:
    with pytest.raises(GoldError, match="no such folder"):
        read_gold(tmp_path / "nowhere")
    with pytest.raises(GoldError, match="no gold files"):
        read_gold(tmp_path)
    (tmp_path / "a.json").write_text("{")
    with pytest.raises(GoldError, match=r"a\.json: not JSON"):
        read_gold(tmp_path)


def test_aliases_are_those_beside_the_gold_and_above(tmp_path: Path) -> None:
    (tmp_path / "gold").mkdir()
    (tmp_path / "aliases.json").write_text('{"orvana": ["orv"]}')
    (tmp_path / "gold" / "aliases.json").write_text('{"selvia": ["sel"]}')
    assert read_aliases(tmp_path / "gold") == {"orvana": ["orv"], "selvia": ["sel"]}


def test_folders_and_documents_are_scored_apart_and_together(tiny_tables: Path, tmp_path: Path) -> None:
    (tmp_path / "one.json").write_text(json.dumps(annotations(tiny_tables)[0]), encoding="utf-8")
    scores = evaluate([(tiny_tables, tmp_path)])
    assert set(scores) == {ALL, tmp_path.name, f"{tmp_path.name}/one"}
    assert scores[ALL].found["transfers strict"].f1 == 1.0


places = st.tuples(st.integers(0, 60), st.integers(1, 40)).map(lambda place: (place[0], place[0] + place[1]))
quotes = st.builds(
    lambda place, speaker, kind: quote(*place, speaker, kind),
    places,
    st.sampled_from(["orvana", "selvia", None]),
    st.sampled_from(["direct", "partial", "indirect"]),
)
transfers = st.builds(
    lambda place, item, status: transfer(*place, item=item, status=status),
    places,
    st.sampled_from(["shells", "supplies of shells", "guns"]),
    st.sampled_from(["asserted", "denied"]),
)
documents = st.fixed_dictionaries({"quotes": st.lists(quotes, max_size=5), "transfers": st.lists(transfers, max_size=5)})


@given(gold=documents, found=documents)
def test_the_guidelines_scorer_counts_the_same(gold: dict[str, Any], found: dict[str, Any], shared: Path) -> None:
    theirs, _ = scorer(shared).score_doc(gold, found)
    ours = compare({"d": gold}, {"d": found}, Names({}))["d"]
    assert {name: list(counts(ours, name)) for name in ours.found} == theirs


def test_the_guidelines_scorer_agrees_on_the_sample(shared: Path, sample_tables: Path) -> None:
    gold = shared / "gold" / "sample"
    found = {annotation["doc"].removesuffix(".txt"): annotation for annotation in annotations(sample_tables)}
    theirs = scorer(shared)
    counted, means = theirs.score(theirs.read_dir(gold), found)["ALL (micro)"]
    ours = evaluate([(sample_tables, gold)])[ALL]
    assert {name: list(counts(ours, name)) for name in ours.found} == counted
    for name, (total, count) in means.items():
        assert ours.accuracy[name].count == count
        assert ours.accuracy[name].total == pytest.approx(total, abs=1)  # equally good pairings may differ in one row


@cache
def scorer(shared: Path) -> Any:
    spec = importlib.util.spec_from_file_location("scorer", shared / "gold" / "score.py")
    assert spec and spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module
