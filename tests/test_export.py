"""What leaves the program: whole, harmless, and traceable to its characters."""

import csv
import io
import json
import subprocess
import sys
import zipfile
from pathlib import Path
from typing import Any

import networkx as nx
import pytest
from examples import document, quote, telling, written

from core import export, review, settings, tables
from core.claims import group
from core.export.annotations import annotations, file_name
from core.export.csv_files import harmless, to_csv
from core.export.sheets import sheets
from core.export.spreadsheet import CELL, to_xlsx
from core.records import Action, Quantity, QuoteKind, When

HOSTILE = ["=1+1", "+1", "-1", "@SUM(A1)", "\tx", "\rx"]
ADDED = {"speaker_start", "speaker_end", "cue_start", "cue_end", "utterance"}


def read_csv(raw: bytes) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(raw.decode("utf-8-sig"), newline="")))


def strip(annotation: dict[str, Any]) -> dict[str, Any]:
    """An annotation without what is added to the schema of the guidelines."""
    quotes = [{name: value for name, value in row.items() if name not in ADDED} for row in annotation["quotes"]]
    return {name: value for name, value in annotation.items() if name != "attitudes"} | {"quotes": quotes}


class TestAnnotations:
    def test_one_file_a_document_named_after_it(self, tiny_tables: Path, tmp_path: Path) -> None:
        export.write("annotations", tiny_tables, tmp_path)
        (path,) = tmp_path.iterdir()
        found = json.loads(path.read_text(encoding="utf-8"))
        assert (path.name, found["doc"], found["published"]) == ("one.json", "one.txt", None)
        assert found["actors"] == [
            {"id": "selvia", "name": "Selvia", "kind": "state", "surface": ["Selvia"]},
            {"id": "orvana", "name": "Orvana", "kind": "state", "surface": ["Orvana"]},
        ]

    def test_a_quote_has_the_places_of_its_speaker_and_cue(self, tmp_path: Path) -> None:
        one = document("one.txt", "Tents were sent, Selvia said.")
        given = quote(
            one, "Tents were sent", speaker="selvia", speaker_start=17, speaker_end=23, cue_start=24, cue_end=28, utterance=1
        )
        written(tmp_path / "t", documents=[one], quotes=[given])
        (found,) = annotations(tmp_path / "t")[0]["quotes"]
        assert one.text[found["speaker_start"] : found["speaker_end"]] == "Selvia"
        assert one.text[found["cue_start"] : found["cue_end"]] == "said"
        assert found["utterance"] == 1

    def test_names_of_documents_become_safe_names_of_files(self) -> None:
        assert file_name("a.txt") == "a"
        assert file_name("a.md") == "a.md"
        assert "/" not in file_name("../../etc/passwd.txt")
        assert not file_name("..").startswith(".")
        assert file_name("a/b.txt") != file_name("a_b.txt", {file_name("a/b.txt")})

    @pytest.mark.parametrize("corpus", ["sample", "seeds"])
    def test_they_pass_the_guidelines_validator(
        self, corpus: str, shared: Path, request: pytest.FixtureRequest, tmp_path: Path
    ) -> None:
        for annotation in annotations(request.getfixturevalue(f"{corpus}_tables")):
            path = tmp_path / f"{file_name(annotation['doc'])}.json"
            path.write_text(json.dumps(strip(annotation)), encoding="utf-8")
        texts = settings.SAMPLE if corpus == "sample" else shared / "seeds"
        command = [sys.executable, str(shared / "gold" / "validate.py"), str(texts), str(tmp_path)]
        done = subprocess.run(command, capture_output=True, text=True, check=False)
        assert done.returncode == 0, done.stdout


class TestSpreadsheets:
    @pytest.mark.parametrize("words", HOSTILE)
    def test_no_cell_of_a_csv_file_is_a_formula(self, words: str) -> None:
        assert harmless(words) == f"'{words}"

    def test_figures_stay_figures(self) -> None:
        assert harmless(-1.5) == -1.5

    def test_a_csv_file_gives_back_every_row_and_its_sentence(self, tiny_tables: Path, tmp_path: Path) -> None:
        export.write("csv", tiny_tables, tmp_path)
        (row,) = read_csv((tmp_path / "transfers.csv").read_bytes())
        (text,) = tables.frame(tiny_tables, "documents")["text"]
        assert row["sentence"] == text
        assert text[int(row["start"]) : int(row["end"])] == row["text"]
        assert row["permalink"] == f"Documents?doc=one.txt&at={row['start']}-{row['end']}"
        assert row["quantity_min"] == ""

    def test_hostile_words_come_out_of_a_workbook_as_words(self, tmp_path: Path) -> None:
        one = document("one.txt", "=HYPERLINK(1) was sent. " + "long " * 8000)
        written(tmp_path / "t", documents=[one], transfers=[telling(one, "=HYPERLINK(1) was sent", "=cmd|'/c calc'!A1")])
        with zipfile.ZipFile(io.BytesIO(to_xlsx(*sheets(tmp_path / "t")))) as book:
            names = [name for name in book.namelist() if name.startswith("xl/worksheets/sheet")]
            content = b"".join(book.read(name) for name in names)
            words = book.read("xl/sharedStrings.xml").decode()
        assert b"<f>" not in content and b"hyperlink" not in content
        assert "=cmd|" in words
        assert "cut here" in words and max(map(len, words.split("<t>"))) < CELL + 100

    def test_every_export_says_what_it_is(self, tiny_tables: Path, tmp_path: Path) -> None:
        export.write("json", tiny_tables, tmp_path / "all.json")
        about = json.loads((tmp_path / "all.json").read_text(encoding="utf-8"))["about"]
        assert about["tables' hash"] == tables.manifest(tiny_tables).fingerprint
        assert (about["filters"], about["rows of transfers"]) == ("none", 1)

    def test_the_sample_is_named_as_digests(self, sample_tables: Path) -> None:
        assert "digests" in sheets(sample_tables)[1]["note"]


def test_json_holds_none_where_nothing_is_stated(tiny_tables: Path, tmp_path: Path) -> None:
    export.write("json", tiny_tables, tmp_path / "all.json")
    (row,) = json.loads((tmp_path / "all.json").read_text(encoding="utf-8"))["transfers"]
    assert (row["quantity_min"], row["date_start"], row["claimants"]) == (None, None, ["selvia"])


def test_attributions_join_the_pieces_of_an_utterance(tmp_path: Path) -> None:
    one = document("file.jsonl#one", "“Tents,” she said, “and guns.”")
    columns = {
        "kind": QuoteKind.DIRECT,
        "cue_start": 13,
        "cue_end": 17,
        "speaker_start": 9,
        "speaker_end": 12,
        "utterance": 1,
    }
    written(tmp_path / "t", documents=[one], quotes=[quote(one, words, **columns) for words in ("“Tents,”", "“and guns.”")])
    export.write("attributions", tmp_path / "t", tmp_path / "out.jsonl")
    found = json.loads((tmp_path / "out.jsonl").read_text(encoding="utf-8"))
    assert found == {"doc": "one", "quotes": [{"content": [[0, 8], [19, 30]], "speaker": [[9, 12]], "cue": [[13, 17]]}]}


def test_a_graph_has_an_edge_a_claim_and_a_node_for_the_unknown(tmp_path: Path) -> None:
    one = document("one.txt", "Tents were sent. Howitzers were sent. Someone sent guns.")
    told = [
        telling(one, "Tents were sent", "tents"),
        telling(one, "Howitzers were sent"),
        telling(one, "Someone sent guns", "guns", supplier=None),
    ]
    written(tmp_path / "t", documents=[one], transfers=told, claims=group(told, [one]))
    export.write("graphml", tmp_path / "t", tmp_path / "graph.xml")
    graph = nx.read_graphml(tmp_path / "graph.xml", force_multigraph=True)
    assert graph.number_of_edges("orvana", "selvia") == 2
    assert graph.number_of_edges("unknown supplier", "selvia") == 1


@pytest.mark.parametrize("wanted", [True, False])
def test_rejected_rows_leave_exports_unless_asked_for(wanted: bool, tmp_path: Path) -> None:
    one = document("one.txt", "Tents were sent. Howitzers were sent.")
    right, wrong = telling(one, "Tents were sent", "tents"), telling(one, "Howitzers were sent")
    folder = tmp_path / "t"
    written(folder, documents=[one], transfers=[right, wrong])
    place = {"id": wrong.id, "start": wrong.start, "end": wrong.end}
    review.decide(settings.decisions(folder), "transfers", place, one.sha256, Action.REJECT, "Mara")
    made, about = sheets(folder, rejected=wanted)
    assert made["transfers"]["state"].tolist() == (["unreviewed", "rejected"] if wanted else ["unreviewed"])
    assert about["rejected rows left out"] == (0 if wanted else 1)
    assert len(annotations(folder, rejected=wanted)[0]["transfers"]) == 1 + wanted


def test_words_with_line_ends_and_marks_survive_csv(tmp_path: Path) -> None:
    one = document("one.txt", 'He said:\n"Tents, 40."\r\nThe end; really.')
    written(
        tmp_path / "t",
        documents=[one],
        transfers=[telling(one, '"Tents, 40."', quantity=Quantity("40", 40, 40), date=When())],
    )
    (row,) = read_csv(to_csv(sheets(tmp_path / "t")[0]["documents"]))
    assert row["text"] == one.text


@pytest.mark.parametrize("format", export.FORMATS)
def test_every_format_writes_the_empty_corpus_too(format: str, empty_tables: Path, tmp_path: Path) -> None:
    export.write(format, empty_tables, tmp_path / "out")
    assert (tmp_path / "out").exists()
