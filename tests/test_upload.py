"""Files that are brought: hostile names, hostile content, what is taken, what is said of the rest, and the page for it."""

from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

import pytest
from examples import document, written
from hypothesis import given
from hypothesis import strategies as st
from streamlit.testing.v1 import AppTest

from core import build, corpus, settings, upload
from core.intake import Progress
from core.records import Problem
from core.ui.frame import page_files, page_name


@pytest.mark.parametrize(
    ("given_name", "kept"),
    [
        ("report.txt", "report.txt"),
        ("../../etc/passwd.txt", "passwd.txt"),
        ("/etc/cron.d/evil.txt", "evil.txt"),
        ("..\\..\\windows\\evil.txt", "evil.txt"),
        ("C:\\evil.txt", "evil.txt"),
        (".hidden.txt", "hidden.txt"),
        ("~$report.docx", "report.docx"),
        ("con.txt", "_con.txt"),
        ("a\x00b\n.txt", "a_b_.txt"),
        ('<b>"x"?</b>.txt', "b_.txt"),
        ("evil\u202etxt.exe", "evil_txt.exe"),
        ("näme 東京.txt", "näme 東京.txt"),
        ("report.txt. . ", "report.txt"),
        ("..", ""),
        ("", ""),
    ],
)
def test_a_name_is_never_a_path(given_name: str, kept: str) -> None:
    assert upload.safe_name(given_name) == kept


@given(st.text(max_size=400))
def test_a_safe_name_is_one_name_that_stays_as_it_is(given_name: str) -> None:
    name = upload.safe_name(given_name)
    assert len(name.encode()) <= upload.LONGEST_NAME
    assert Path(name).name == name
    assert upload.safe_name(name) == name


@given(st.text(max_size=80))
def test_a_corpus_is_a_folder_right_below_that_of_uploads(given_name: str) -> None:
    name = upload.corpus_name(given_name)
    assert name
    assert (Path("/uploads") / name).resolve().parent == Path("/uploads")


def test_a_file_is_kept_as_it_was_brought(texts: Path) -> None:
    made = upload.put(texts / "new", "../a.txt", b"Orvana sent guns.")
    assert (made.name, made.reason) == ("a.txt", None)
    assert (texts / "new" / "a.txt").read_bytes() == b"Orvana sent guns."
    assert not (texts / "a.txt").exists()


def test_nothing_is_written_over(texts: Path) -> None:
    for content in (b"one", b"two", b"one"):
        made = upload.put(texts, "a.txt", content)
    assert made.reason == "is there already, as a.txt"
    assert {path.name: path.read_bytes() for path in texts.iterdir()} == {"a.txt": b"one", "a (2).txt": b"two"}


def test_a_link_in_the_folder_is_not_written_through(texts: Path, tmp_path: Path) -> None:
    (texts / "a.txt").symlink_to(tmp_path / "elsewhere.txt")
    assert upload.put(texts, "a.txt", b"one").name == "a (2).txt"
    assert not (tmp_path / "elsewhere.txt").exists()


def test_a_corpus_has_one_sheet_of_metadata(texts: Path) -> None:
    assert upload.put(texts, "metadata.csv", b"doc,title\n").name == "metadata.csv"
    assert "one such sheet" in str(upload.put(texts, "metadata.csv", b"doc,publisher\n").reason)


@pytest.mark.parametrize(
    ("name", "content", "reason"),
    [
        ("a.exe", b"x", "is of a kind that is not read"),
        ("a", b"x", "is of a kind that is not read"),
        (".txt", b"x", "is of a kind that is not read"),
        ("a.txt", b"", "is empty"),
    ],
)
def test_what_is_not_taken_is_said(name: str, content: bytes, reason: str, texts: Path) -> None:
    assert reason in str(upload.put(texts, name, content).reason)
    assert not list(texts.iterdir())


def test_a_corpus_holds_only_so_much(texts: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(upload, "MOST_BYTES", 10)
    monkeypatch.setattr(upload, "MOST_FILES", 2)
    assert "would hold more" in str(upload.put(texts, "a.txt", b"0123456789x").reason)
    assert upload.put(texts, "a.txt", b"1").name
    assert upload.put(texts, "b.txt", b"2").name
    assert "has 2 files" in str(upload.put(texts, "c.txt", b"3").reason)


def test_hostile_files_that_are_kept_are_left_out_when_they_are_read(texts: Path) -> None:
    escaping = BytesIO()
    with ZipFile(escaping, "w") as archive:
        archive.writestr("../../evil.txt", "Orvana sent guns.")
        archive.writestr("good.txt", "Orvana sent 40 guns to Selvia on Monday, the ministry said.")
    brought = {
        "a.zip": escaping.getvalue(),
        "b.zip": b"PK\x03\x04 no archive",
        "c.pdf": b"%PDF-1.4 \x00 no pdf",
        "d.docx": b"PK no docx",
        "e.txt": bytes(range(256)) * 40,
        "f.html": b"<script>alert(1)</script>",
    }
    for name, content in brought.items():
        assert upload.put(texts, name, content).name == name
    items = list(corpus.read(texts))
    left_out = {item.path for item in items if isinstance(item, Problem) and item.left_out}
    assert {"b.zip", "c.pdf", "d.docx", "a.zip/../../evil.txt"} <= left_out
    assert "a.zip/good.txt" in {item.document.doc for item in items if isinstance(item, corpus.Text)}
    assert not (texts.parent / "evil.txt").exists()


def test_uploads_are_off_unless_the_host_names_a_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert settings.uploads() is None
    assert settings.uploaded("news") is None
    monkeypatch.setenv("CLAIMLINE_UPLOADS", str(tmp_path))
    (tmp_path / "news").mkdir()
    assert settings.uploaded("news") == tmp_path / "news"


@pytest.mark.parametrize("name", ["..", ".", "", "/etc", "news/..", "NEWS", "a\x00", "nothing"])
def test_only_a_folder_of_uploads_is_a_corpus_of_them(name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CLAIMLINE_UPLOADS", str(tmp_path))
    (tmp_path / "news").mkdir()
    assert settings.uploaded(name) is None


def page(tables: Path, monkeypatch: pytest.MonkeyPatch, **parameters: str) -> AppTest:
    """The page, on tables that are the sample's as far as it knows."""
    if not tables.exists():
        written(tables, documents=[document("one.txt", "Selvia was silent.")])
    monkeypatch.setenv("CLAIMLINE_TABLES", str(tables))
    app = AppTest.from_file(str(settings.ROOT / "app.py"), default_timeout=60)
    for name, value in parameters.items():
        app.query_params[name] = value
    return app.switch_page("pages/9_Upload.py").run()


def said(app: AppTest) -> str:
    return "\n".join(str(one.value) for kind in (app.info, app.success, app.caption, app.error, app.warning) for one in kind)


def test_a_host_that_takes_no_files_says_so(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    app = page(tmp_path / "tables", monkeypatch)
    assert "takes no files" in said(app)
    assert not app.get("file_uploader")


def test_files_go_into_a_corpus_of_its_own_which_is_read_and_opened(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    made: list[Path] = []

    def build_these(texts: Path, folder: Path, progress: Progress) -> None:
        progress("Reading", 1, 2)
        made.extend([texts, folder])
        left_out = [Problem("<b>x</b>.pdf", "not a PDF", left_out=True)]
        written(folder, documents=[document("a.txt", "Orvana sent guns.")], problems=left_out)

    monkeypatch.setattr(settings, "TABLES", tmp_path / "all")
    monkeypatch.setenv("CLAIMLINE_UPLOADS", str(tmp_path / "uploads"))
    monkeypatch.setattr(build, "apart", build_these)
    app = page(tmp_path / "tables", monkeypatch)
    app.get("file_uploader")[0].upload("../../a.txt", b"Orvana sent guns.", "text/plain")
    app.text_input(key="upload_name").set_value("../My News")
    app.button(key="upload_send").click().run()
    assert not app.exception
    assert "1 file added" in said(app)
    assert made[0] == tmp_path / "uploads" / "my-news"
    assert [path.name for path in made[0].iterdir()] == ["a.txt"]
    assert any("not a PDF" in str(table.value.to_dict()) for table in app.dataframe)
    opened = page(tmp_path / "tables", monkeypatch, corpus="my-news")
    assert "Corpus of uploaded files" in said(opened)


def test_a_link_to_a_corpus_that_is_not_there_is_ignored_and_said(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CLAIMLINE_UPLOADS", str(tmp_path))
    app = page(tmp_path / "tables", monkeypatch, corpus="../etc")
    assert not app.exception
    assert "etc" in app.warning[0].value


def test_the_page_is_offered_only_where_the_host_takes_files(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("CLAIMLINE_UPLOADS", raising=False)
    offered = {page_name(path) for path in page_files()}
    monkeypatch.setenv("CLAIMLINE_UPLOADS", str(tmp_path / "uploads"))
    assert {page_name(path) for path in page_files()} - offered == {"Upload"}
