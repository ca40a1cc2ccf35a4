"""What a build changed against the one before it."""

from dataclasses import replace
from pathlib import Path
from typing import Any

from examples import document, manifest, rows, telling

from core import news, swap
from core.manifest import locked
from core.records import Category, Claim, Document, Transfer
from core.tables import Manifest

ONE = document("one.txt", "Orvana had sent it 40 howitzers.", title="Howitzers")
TWO = document("two.txt", "Orvana had sent Selvia 40 howitzers in May.", title="More howitzers")
FIRST, SECOND = telling(ONE, "Orvana had sent it 40 howitzers"), telling(TWO, "Orvana had sent Selvia 40 howitzers")


def put(
    folder: Path, *documents: Document, claims: list[Claim] | None = None, told: list[Transfer] | None = None
) -> Manifest:
    with locked(folder):
        given: dict[str, list[Any]] = {"documents": list(documents), "claims": claims or [], "transfers": told or []}
        return swap.replace(folder, rows(**given), manifest())


def claim(name: str, *tellings: Transfer) -> Claim:
    told = tuple(one.id for one in tellings)
    return Claim(name, "orvana", "selvia", Category.WEAPONS, "howitzers", tellings=told)


def told_of(folder: Path, made: Manifest) -> list[tuple[str, str, str, int, int]]:
    return [(one.table, one.change, one.label, one.tellings, one.before) for one in news.read(folder / made.folder)]


def test_the_first_build_has_no_news(tmp_path: Path) -> None:
    made = put(tmp_path, ONE)
    assert (made.since, made.news, told_of(tmp_path, made)) == ("", {}, [])


def test_documents_that_came_went_and_changed(tmp_path: Path) -> None:
    three = document("three.txt", "Grain.")
    first = put(tmp_path, ONE, three)
    made = put(tmp_path, replace(ONE, title="Guns"), TWO)
    assert made.since == first.built_at
    assert made.news == {"documents added": 1, "documents changed": 1, "documents removed": 1}
    assert told_of(tmp_path, made) == [
        ("documents", "added", "More howitzers", 0, 0),
        ("documents", "changed", "Guns", 0, 0),
        ("documents", "removed", "three.txt", 0, 0),
    ]


def test_a_claim_told_once_more_has_changed(tmp_path: Path) -> None:
    put(tmp_path, ONE, claims=[claim("c", FIRST)], told=[FIRST])
    made = put(tmp_path, ONE, TWO, claims=[claim("c", FIRST, SECOND)], told=[FIRST, SECOND])
    assert ("claims", "changed", "Orvana → Selvia: howitzers", 2, 1) in told_of(tmp_path, made)
    assert made.news == {"claims changed": 1, "documents added": 1}


def test_a_claim_that_goes_by_another_id_is_the_same_where_they_share_a_telling(tmp_path: Path) -> None:
    put(tmp_path, ONE, TWO, claims=[claim("c", FIRST)], told=[FIRST])
    made = put(tmp_path, ONE, TWO, claims=[claim("d", SECOND, FIRST)], told=[FIRST, SECOND])
    assert made.news == {"claims changed": 1}


def test_claims_that_came_and_went(tmp_path: Path) -> None:
    put(tmp_path, ONE, claims=[claim("c", FIRST)], told=[FIRST])
    made = put(tmp_path, TWO, claims=[claim("d", SECOND)], told=[SECOND])
    assert [one for one in told_of(tmp_path, made) if one[0] == "claims"] == [
        ("claims", "added", "Orvana → Selvia: howitzers", 1, 0),
        ("claims", "removed", "Orvana → Selvia: howitzers", 0, 1),
    ]


def test_a_build_that_changes_no_row_keeps_the_news(tmp_path: Path) -> None:
    put(tmp_path, ONE)
    before = put(tmp_path, ONE, TWO)
    with locked(tmp_path):
        made = swap.replace(tmp_path, rows(documents=[ONE, TWO]), manifest(made_from="other code"))
    assert made.folder != before.folder
    assert (made.since, made.news) == (before.since, before.news)
    assert told_of(tmp_path, made) == told_of(tmp_path, before) != []


def test_news_that_may_come_from_the_program_say_so(tmp_path: Path) -> None:
    put(tmp_path, ONE)
    with locked(tmp_path):
        made = swap.replace(tmp_path, rows(documents=[ONE, TWO]), manifest(code="other"))
    assert made.read_anew
    assert not put(tmp_path / "same", ONE).read_anew


def test_to_look_at_the_documents_touched_is_enough(tmp_path: Path) -> None:
    first = put(tmp_path, ONE, TWO, told=[FIRST])
    before = news.earlier(tmp_path / first.folder)
    made = put(tmp_path, TWO, replace(ONE, title="Otherwise"), told=[SECOND])
    now = news.earlier(tmp_path / made.folder)
    claims = before["claims"], now["claims"]
    assert news.news(before, now, news.Touched({ONE.doc}, *claims)) == news.news(before, now)
    assert news.news(before, now, news.Touched({"another.txt"}, *(table.slice(0, 0) for table in claims))) == []


def test_the_list_is_cut_and_the_counts_are_not() -> None:
    many = [news.Item("claims", "added", str(n), "grain", 1, 0) for n in range(news.MOST + 3)]
    assert news.counted(many) == {"claims added": news.MOST + 3}
    assert len(news.kept(many)) == news.MOST
