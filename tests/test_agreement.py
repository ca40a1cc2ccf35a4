"""Claims compared with claims that a person made."""

import json
from dataclasses import replace
from pathlib import Path

import pytest
from examples import document, telling, written

from core import claims, settings
from core.agreement import B_CUBED, PAIRWISE, b_cubed, compare, pairwise, with_claims
from core.evaluate import ALL, Names, Scores, Tally

GOLD = settings.SAMPLE_GOLD.parent / "claims" / "sample.json"
PARTIES = ("supplier", "recipient", "category")


def test_pairs_that_both_put_together() -> None:
    split = pairwise([("deployment", "1"), ("deployment", "1"), ("deployment", "2"), ("oil", "2")])
    assert (split.matched, split.gold, split.predicted) == (1, 3, 2)
    assert pairwise([("oil", "1"), ("food", "2")]).f1 is None, "no pair on either side is nothing to measure"


def test_each_telling_counts_alike_in_b_cubed() -> None:
    assert b_cubed([("a", "1"), ("a", "1")]).value == 1
    assert b_cubed([("a", "1"), ("a", "2")]).value == pytest.approx(2 / 3)


def test_tellings_are_found_by_their_characters_and_parties(tmp_path: Path) -> None:
    one = document("one.txt", "Orvana sent 40 howitzers. Later Orvana sent grain.")
    rows = [telling(one, "sent 40 howitzers"), telling(one, "sent grain", "grain")]
    made = claims.group(rows, [replace(one)])
    written(tmp_path / "t", documents=[one], transfers=rows, claims=made)
    gold = {"supplier": "ORVANA", "recipient": "selvia", "category": "weapons"}
    places = [{"doc": one.doc, "start": row.start, "end": row.end - 2, "item": row.item} for row in rows]
    elsewhere = {"doc": "two.txt", "start": 0, "end": 9, "item": "tents"}
    scores = compare([gold | {"tellings": [*places, elsewhere]}], tmp_path / "t", Names({}))
    assert (scores.found[PAIRWISE].gold, scores.found[PAIRWISE].matched) == (1, 0)
    assert scores.accuracy["claims tellings answered"].value == pytest.approx(2 / 3)
    assert scores.accuracy[B_CUBED].value == pytest.approx(2 / 3)


def test_a_folder_without_gold_claims_keeps_its_scores(tmp_path: Path) -> None:
    assert with_claims({ALL: Scores()}, [(tmp_path, tmp_path)]) == {ALL: Scores()}


def test_scores_of_claims_stand_beside_the_others(tmp_path: Path) -> None:
    one = document("one.txt", "Orvana sent 40 howitzers.")
    written(tmp_path / "t", documents=[one])
    gold = tmp_path / "gold" / "press"
    gold.mkdir(parents=True)
    (tmp_path / "gold" / "claims").mkdir()
    (tmp_path / "gold" / "claims" / "press.json").write_text('{"claims": []}', encoding="utf-8")
    scores = with_claims({ALL: Scores({"quotes exact": Tally(1, 2, 3)})}, [(tmp_path / "t", gold)])
    assert set(scores[ALL].found) == {"quotes exact", PAIRWISE}
    assert set(scores["press"].found) == {PAIRWISE}


def test_every_telling_of_the_sample_is_in_one_gold_claim() -> None:
    listed = [
        (
            telling["doc"],
            telling["start"],
            telling["end"],
            telling["item"],
            claim["supplier"],
            claim["recipient"],
            claim["category"],
        )
        for claim in json.loads(GOLD.read_text(encoding="utf-8"))["claims"]
        for telling in claim["tellings"]
    ]
    annotated = [
        (path.stem + ".txt", row["start"], row["end"], row["item"], *(row[name] for name in PARTIES))
        for path in settings.SAMPLE_GOLD.glob("d*.json")
        for row in json.loads(path.read_text(encoding="utf-8"))["transfers"]
    ]
    assert sorted(listed, key=str) == sorted(annotated, key=str)
