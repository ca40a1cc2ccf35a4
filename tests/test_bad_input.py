"""Whatever lies in a folder: one clear line for it, and the rest is read."""

import io
import os
import zipfile
from pathlib import Path

import pytest
from made_files import REPORT, documents, folder, locked, pdf, problems, put, texts

from core.corpus import CorpusError, files, loading, read
from core.records import Problem

GOOD = {"good__txt": REPORT}


def only_problem(path: Path) -> tuple[str, str, bool]:
    """The one problem of a folder in which `good.txt` was read all the same."""
    (problem,) = problems(path)
    assert "good.txt" in documents(path)
    assert "\n" not in problem.reason and problem.reason
    return problem.path, problem.reason, problem.left_out


def test_no_such_folder_is_one_clear_line(tmp_path: Path) -> None:
    with pytest.raises(CorpusError, match="nowhere: no such folder or file"):
        read(tmp_path / "nowhere")


def test_an_empty_folder_is_one_clear_line(tmp_path: Path) -> None:
    with pytest.raises(CorpusError, match="holds no file to read"):
        read(tmp_path)


def test_a_folder_with_nothing_but_a_sheet_is_empty(tmp_path: Path) -> None:
    folder(tmp_path, metadata__csv="doc,title\na.txt,A\n")
    with pytest.raises(CorpusError, match="holds no file to read"):
        read(tmp_path)


def test_a_broken_pdf(tmp_path: Path) -> None:
    folder(tmp_path, **GOOD, cut__pdf=pdf(["A line of text."])[:200])
    path, reason, left_out = only_problem(tmp_path)
    assert (path, left_out) == ("cut.pdf", True)
    assert reason.startswith("is not a PDF that can be read")


def test_a_pdf_of_pictures(tmp_path: Path) -> None:
    folder(tmp_path, **GOOD, scan__pdf=pdf([], []))
    assert "holds no text: its pages are pictures" in only_problem(tmp_path)[1]


def test_a_pdf_with_a_password(tmp_path: Path) -> None:
    folder(tmp_path, **GOOD, secret__pdf=locked(pdf(["A line of text."]), "open sesame"))
    assert only_problem(tmp_path) == ("secret.pdf", "is locked with a password", True)


def test_a_pdf_that_is_locked_only_against_changes_is_read(tmp_path: Path) -> None:
    folder(tmp_path, open__pdf=locked(pdf(["A line of text."]), ""))
    assert documents(tmp_path)["open.pdf"].text == "A line of text."


def test_a_program_named_txt(tmp_path: Path) -> None:
    folder(tmp_path, **GOOD, tool__txt=b"\x7fELF\x02\x01\x01" + bytes(range(256)) * 40)
    assert only_problem(tmp_path) == ("tool.txt", "is not a text (binary content)", True)


def test_an_empty_file_and_one_of_blanks(tmp_path: Path) -> None:
    folder(tmp_path, **GOOD, blank__txt=" \n\u00a0\n", none__txt="")
    assert [(p.path, p.reason) for p in problems(tmp_path)] == [("blank.txt", "holds no text"), ("none.txt", "is empty")]


def test_latin_1_is_read_with_a_word_of_warning(tmp_path: Path) -> None:
    text = REPORT.replace("lamps", "lamps for the Café Müller")
    folder(tmp_path, **GOOD, old__txt=text.encode("latin-1"))
    assert only_problem(tmp_path) == ("old.txt", "is not UTF-8; read as cp1252, by its bytes", False)
    assert documents(tmp_path)["old.txt"].text == text


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-le", "utf-16-be", "utf-32", "utf-8-sig"])
def test_wide_encodings_are_read(tmp_path: Path, encoding: str) -> None:
    folder(tmp_path, wide__txt=REPORT.encode(encoding))
    assert documents(tmp_path)["wide.txt"].text == REPORT


def test_a_text_of_50_megabytes_is_not_opened(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder(tmp_path, **GOOD)
    os.truncate(put(tmp_path, "huge.txt", "A line of text."), 50_000_000)
    real = Path.open

    def watch(self: Path, *args: str, **kwargs: str) -> object:
        assert self.name != "huge.txt"
        return real(self, *args, **kwargs)

    monkeypatch.setattr(Path, "open", watch)
    assert only_problem(tmp_path) == ("huge.txt", "is too large (50 MB; at most 20 MB are read)", True)


def test_a_text_of_more_characters_than_a_document_can_have(tmp_path: Path) -> None:
    folder(tmp_path, **GOOD, long__txt="word " * (loading.MAX_CHARACTERS // 5 + 1))
    assert only_problem(tmp_path)[1] == "is too long (5,000,005 characters; at most 5,000,000 are read)"


def test_the_second_of_two_equal_texts_is_left_out_and_names_the_first(tmp_path: Path) -> None:
    folder(tmp_path, **GOOD, twin__txt=REPORT)
    assert only_problem(tmp_path) == ("twin.txt", "has the same text as good.txt, which stands for both", True)


def test_one_text_in_two_papers_is_two_documents_with_a_warning(tmp_path: Path) -> None:
    sheet = "doc,publisher\ngood.txt,Keld Gazette\ntwin.txt,Orvale Post\n"
    folder(tmp_path, **GOOD, twin__txt=REPORT, metadata__csv=sheet)
    assert only_problem(tmp_path) == (
        "twin.txt",
        "has the same text as good.txt; its publisher, day or address differ, so both are kept",
        False,
    )


def test_a_text_that_one_of_two_papers_prints_again_is_left_out_and_names_that_paper_s(tmp_path: Path) -> None:
    sheet = "doc,publisher\ngood.txt,Keld Gazette\ntwin.txt,Orvale Post\nz.txt,Orvale Post\n"
    folder(tmp_path, **GOOD, twin__txt=REPORT, z__txt=REPORT, metadata__csv=sheet)
    _, found = problems(tmp_path)
    assert found == Problem("z.txt", "has the same text as twin.txt, which stands for both", True)


def test_a_kind_that_is_not_read(tmp_path: Path) -> None:
    folder(tmp_path, **GOOD, song__mp3=b"ID3")
    assert only_problem(tmp_path)[1].startswith("is of a kind that is not read (.mp3); read are .csv, .docx")


def test_a_text_in_another_language_is_read_with_a_warning(tmp_path: Path) -> None:
    german = "Der Hafenmeister sagte am Montag, dass vierzig Kisten mit Lampen die Stadt verlassen haben. " * 3
    folder(tmp_path, **GOOD, fremd__txt=german)
    assert only_problem(tmp_path) == ("fremd.txt", "does not look like English; rows from it will be few or wrong", False)
    assert documents(tmp_path)["fremd.txt"].language is None


def test_a_few_control_characters_stay_where_they_are(tmp_path: Path) -> None:
    text = REPORT.replace("forty", "for\x00ty")
    folder(tmp_path, odd__txt=text)
    assert documents(tmp_path)["odd.txt"].text == text


def test_halves_of_characters_in_json_are_replaced_one_for_one(tmp_path: Path) -> None:
    folder(tmp_path, rows__jsonl='{"id": "a", "text": "The \\ud83d crate left."}\n')
    assert documents(tmp_path)["rows.jsonl#a"].text == "The \ufffd crate left."
    assert problems(tmp_path)[0].reason == "holds halves of characters, shown as �"


def test_a_file_that_may_not_be_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder(tmp_path, **GOOD, shut__txt="Nobody may see this.")
    real = Path.open

    def refuse(self: Path, *args: str, **kwargs: str) -> object:
        if self.name == "shut.txt":
            raise PermissionError(13, "Permission denied")
        return real(self, *args, **kwargs)

    monkeypatch.setattr(Path, "open", refuse)
    assert only_problem(tmp_path) == ("shut.txt", "cannot be opened: Permission denied", True)


def test_links_are_followed_only_within_the_folder(tmp_path: Path) -> None:
    outside = put(tmp_path / "elsewhere", "private.txt", "Nothing to see here.")
    inside = folder(tmp_path / "corpus", **GOOD)
    (inside / "out.txt").symlink_to(outside)
    (inside / "gone.txt").symlink_to(tmp_path / "missing")
    reasons = {problem.path: problem.reason for problem in problems(inside)}
    assert reasons["out.txt"].startswith("is a link that leads out of the folder")
    assert reasons["gone.txt"].startswith("cannot be opened")
    assert list(documents(inside)) == ["good.txt"]


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="this system has no pipes in folders")
def test_a_pipe_is_never_opened(tmp_path: Path) -> None:
    folder(tmp_path, **GOOD)
    os.mkfifo(tmp_path / "pipe.txt")
    assert only_problem(tmp_path)[1] == "is neither a file nor a folder"


def test_hostile_file_names_become_one_printable_line(tmp_path: Path) -> None:
    put(tmp_path, "a\nb\u202etxt.exe.txt", REPORT)
    (tmp_path / os.fsdecode(b"caf\xe9.txt")).write_text("A second report of the same harbour.")
    assert sorted(documents(tmp_path)) == ["a\ufffdb\ufffdtxt.exe.txt", "caf\ufffd.txt"]


def archive(*members: tuple[str, bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as packed:
        for name, content in members:
            packed.writestr(name, content)
    return out.getvalue()


def test_an_archive_cannot_lead_out_of_itself(tmp_path: Path) -> None:
    folder(tmp_path, pack__zip=archive(("../../x.txt", b"Out."), ("/etc/y.txt", b"Out."), ("in.txt", REPORT.encode())))
    assert list(documents(tmp_path)) == ["pack.zip/in.txt"]
    assert {p.reason for p in problems(tmp_path)} == {"has a path that leads out of its archive"}
    assert len(problems(tmp_path)) == 2


def test_an_archive_that_unpacks_to_a_flood(tmp_path: Path) -> None:
    folder(tmp_path, **GOOD, bomb__zip=archive(("zeros.txt", b"0" * 60_000_000)))
    assert only_problem(tmp_path) == ("bomb.zip/zeros.txt", "is too large (60 MB; at most 20 MB are read)", True)


def test_an_archive_that_claims_more_than_any_corpus(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(files, "MAX_UNPACKED_BYTES", 1_000)
    folder(tmp_path, **GOOD, vast__zip=archive(*((f"{number}.txt", b"0" * 400) for number in range(3))))
    assert only_problem(tmp_path)[:1] == ("vast.zip",)


def test_an_archive_in_an_archive_is_not_opened(tmp_path: Path) -> None:
    folder(tmp_path, **GOOD, outer__zip=archive(("inner.zip", archive(("a.txt", b"A")))))
    assert only_problem(tmp_path)[0] == "outer.zip/inner.zip"


def test_a_broken_archive(tmp_path: Path) -> None:
    folder(tmp_path, **GOOD, bad__zip=b"PK\x03\x04 and then nothing")
    assert only_problem(tmp_path)[1].startswith("is not a zip archive")


def test_a_broken_word_file(tmp_path: Path) -> None:
    folder(tmp_path, **GOOD, bad__docx=b"PK\x03\x04 and then nothing")
    assert only_problem(tmp_path) == ("bad.docx", "is not a Word document that can be read", True)


def test_rows_that_are_no_documents(tmp_path: Path) -> None:
    lines = ['{"id": 1, "text": "One report."}', "not json", "[1, 2]", '{"id": 4}', '{"id": 5, "text": "Another report."}']
    folder(tmp_path, rows__jsonl="\n".join(lines))
    assert list(documents(tmp_path)) == ["rows.jsonl#1", "rows.jsonl#5"]
    assert [problem.path for problem in problems(tmp_path)] == ["rows.jsonl#2", "rows.jsonl#3", "rows.jsonl#4"]


def test_a_sheet_without_texts(tmp_path: Path) -> None:
    folder(tmp_path, **GOOD, figures__csv="year,crates\n2024,40\n")
    assert only_problem(tmp_path)[1].startswith("has no column of texts (one of text, content")


def test_scripts_of_a_web_page_never_survive(tmp_path: Path) -> None:
    page = f"<html><body><article><h1>Lamps</h1><script>alert(1)</script><p>{REPORT}&lt;b&gt;</p></article></body></html>"
    folder(tmp_path, page__html=page)
    text = documents(tmp_path)["page.html"].text
    assert "alert" not in text and "<b>" in text


def test_every_problem_is_counted_and_nothing_stops_the_rest(tmp_path: Path) -> None:
    folder(
        tmp_path,
        a__txt=REPORT,
        b__txt=b"\x00\x01\x02" * 99,
        c__pdf=b"%PDF-",
        d__docx=b"",
        e__xyz="?",
        f__txt=REPORT + "More.",
    )
    assert list(documents(tmp_path)) == ["a.txt", "f.txt"]
    assert [problem.path for problem in problems(tmp_path)] == ["b.txt", "c.pdf", "d.docx", "e.xyz"]
    assert all(problem.left_out for problem in problems(tmp_path))
    assert len(texts(tmp_path)) == 2
