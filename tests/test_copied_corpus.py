"""A corpus before and after an article is copied, or taken out: what moves, and what must not."""

from pathlib import Path

import pytest

from core import tables
from core.build import build
from core.records import Claim, Copy

ARTICLE = """LIMA, May 2 (Reuters) - Brazil has sent 40 trucks to Peru, the defence minister of Peru said on Thursday.

The trucks crossed the border at the weekend and were parked behind the barracks of an engineer battalion, where reporters
counted them through the fence. Several had been repainted. Drivers waited in the shade and would not be photographed.

"They will carry bridges," the minister said. Roads in the north of the country were washed away by rain in March, and
villages have been cut off since then. Repairs are expected to take until the end of the year.
"""
OTHER = """Chile sold Ecuador two patrol boats last year, according to the navy of Chile. They are to guard fishing grounds.

A third boat is under repair in Valparaiso and may follow once its engine has been replaced by the yard.
"""
PAPERS = [f"The Northern Paper {number}" for number in range(10)]


def corpus(folder: Path, texts: dict[str, tuple[str, str, str]]) -> Path:
    """A folder of texts, each with its publisher and day."""
    folder.mkdir()
    lines = ["doc,publisher,published"]
    for doc, (text, publisher, day) in texts.items():
        (folder / doc).write_text(text, encoding="utf-8")
        lines.append(f"{doc},{publisher},{day}")
    (folder / "metadata.csv").write_text("\n".join(lines) + "\n", encoding="utf-8")
    return folder


def built(tmp_path: Path, name: str, texts: dict[str, tuple[str, str, str]]) -> Path:
    build(corpus(tmp_path / f"{name} texts", texts), tmp_path / name, processes=0)
    return tmp_path / name


TWO = {"wire.txt": (ARTICLE, "Reuters", "2024-05-02"), "other.txt": (OTHER, "El Diario", "2024-05-03")}
TEN = {f"copy{number}.txt": (ARTICLE, paper, f"2024-05-{number + 4:02}") for number, paper in enumerate(PAPERS)}


@pytest.fixture(scope="module")
def folders(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    place = tmp_path_factory.mktemp("copied")
    names = list(TWO | TEN)
    shuffled = {doc: (TWO | TEN)[doc] for doc in names[::-1]}
    without = {doc: row for doc, row in (TWO | TEN).items() if doc != "copy3.txt"}
    given = {"two": TWO, "twelve": TWO | TEN, "shuffled": shuffled, "without": without}
    return {name: built(place, name, texts) for name, texts in given.items()}


def claims(folder: Path) -> dict[tuple[str | None, str | None, str], Claim]:
    return {(claim.supplier, claim.recipient, claim.item): claim for claim in tables.read_table(folder, "claims")}


def copies(folder: Path) -> list[Copy]:
    return tables.read_table(folder, "copies")


def test_ten_copies_move_documents_and_publishers_only(folders: dict[str, Path]) -> None:
    before, after = claims(folders["two"]), claims(folders["twelve"])
    assert set(before) == set(after)
    trucks = ("brazil", "peru", "trucks")
    assert (after[trucks].documents, after[trucks].publishers) == (11, 11)
    for key, claim in after.items():
        assert (claim.text_origins, claim.claim_origins) == (before[key].text_origins, before[key].claim_origins)


def test_every_copy_leads_to_the_agency(folders: dict[str, Path]) -> None:
    documents = {row.doc: row.origin for row in tables.read_table(folders["twelve"], "documents")}
    assert documents == dict.fromkeys(("wire.txt", *TEN), "wire.txt") | {"other.txt": "other.txt"}


def test_the_order_of_files_changes_nothing(folders: dict[str, Path]) -> None:
    assert copies(folders["twelve"]) == copies(folders["shuffled"])


def test_a_document_taken_out_takes_only_its_own_copies_with_it(folders: dict[str, Path]) -> None:
    kept = [copy for copy in copies(folders["twelve"]) if "copy3.txt" not in (copy.doc, copy.of)]
    assert copies(folders["without"]) == kept
