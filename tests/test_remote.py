"""A corpus and tables on object storage: the same rows as from a disk; what a store says is neither trusted nor a path."""

import json
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import fsspec
import pytest
import streamlit as st
from fsspec.registry import known_implementations
from readers import deadly_reader, plain_reader
from streamlit.testing.v1 import AppTest

from core import published, settings, tables
from core.build import BuildError, BuildReport, build
from core.corpus import Text, read
from core.records import Problem
from core.remote import Remote, RemoteError, place

TEXTS = {
    "one.txt": "Orvana sent tents to Selvia. Nobody denies it.",
    "two.md": "---\npublisher: The Courier\n---\nSelvia got tents from Orvana.",
    "later/three.txt": "Ilmar is far away from all of this.",
    "metadata.csv": "doc,published\none.txt,2031-03-01\n",
}


@pytest.fixture
def memory() -> Iterator[Any]:
    system = fsspec.filesystem("memory")
    system.store.clear()
    yield system
    system.store.clear()


@pytest.fixture
def stored(memory: Any, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Remote:
    """Texts on a store, put there a while ago; copies of tables lie in a folder of the test's own."""
    monkeypatch.setattr(settings, "TABLES", tmp_path / "copies")
    for name, text in TEXTS.items():
        put(memory, name, text)
    return Remote("memory://bucket/articles")


def put(memory: Any, name: str, text: str) -> None:
    memory.pipe_file(f"/bucket/articles/{name}", text.encode())
    memory.store[f"/bucket/articles/{name}"].created = datetime.now(UTC) - timedelta(minutes=1)


def made(corpus: Path | Remote, folder: Path | Remote) -> BuildReport:
    return build(corpus, folder, reader=plain_reader, processes=0)


def test_the_same_documents_from_a_store_as_from_a_disk(stored: Remote, tmp_path: Path) -> None:
    here = tmp_path / "articles"
    for name, text in TEXTS.items():
        (here / name).parent.mkdir(parents=True, exist_ok=True)
        (here / name).write_text(text, encoding="utf-8")
    assert list(read(stored)) == list(read(here))
    assert len(list(read(stored))) == 3


def test_one_object_is_a_corpus_with_the_sheet_beside_it(stored: Remote) -> None:
    (found,) = read(Remote(f"{stored.url}/one.txt"))
    assert isinstance(found, Text)
    assert (found.document.doc, str(found.document.published)) == ("one.txt", "2031-03-01")


def test_tables_built_on_a_store_are_those_built_on_a_disk(stored: Remote, memory: Any, tmp_path: Path) -> None:
    there = Remote("memory://bucket/tables")
    report = made(stored, there)
    assert report.manifest.fingerprint == made(stored, tmp_path / "here").manifest.fingerprint
    assert report.manifest.corpus == "articles"
    assert published.fetch(there, tmp_path / "elsewhere")
    assert tables.load(tmp_path / "elsewhere").manifest == report.manifest
    assert tables.load(tmp_path / "elsewhere").store.value("SELECT count(*) FROM documents") == 3
    made_here = {file.name for file in (tmp_path / "here").glob("build-*/*")}
    assert {file.name for file in (tmp_path / "elsewhere").glob("build-*/*")} == made_here, (
        "and all that a build takes up from"
    )


def test_what_stands_on_the_store_as_it_was_is_not_read_again(stored: Remote, memory: Any) -> None:
    there = Remote("memory://bucket/tables")
    made(stored, there)
    assert build(stored, there, reader=deadly_reader).read == 0
    put(memory, "four.txt", "Selvia is near Ilmar.")
    report = made(stored, there)
    assert (report.read, report.kept) == (1, 3)
    builds = {name.split("/")[3] for name in memory.store if "/build-" in name}
    assert len(builds) == 2
    put(memory, "four.txt", "Selvia is far from Ilmar.")
    made(stored, there)
    after = {name.split("/")[3] for name in memory.store if "/build-" in name}
    assert len(after) == 2
    assert after != builds


def test_another_machine_takes_up_from_what_is_on_the_store(
    stored: Remote, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    there = Remote("memory://bucket/tables")
    first = made(stored, there).manifest
    monkeypatch.setattr(settings, "TABLES", tmp_path / "another")
    report = build(stored, there, reader=deadly_reader)
    assert (report.read, report.manifest) == (0, first)


def test_a_reader_meets_the_build_before_until_the_new_one_is_whole(
    stored: Remote, memory: Any, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    there = Remote("memory://bucket/tables")
    before = made(stored, there).manifest
    put(memory, "four.txt", "Selvia is near Ilmar.")
    send = Remote.send

    def cut_off(self: Remote, file: Path, name: str) -> None:
        if name.endswith("transfers.parquet"):
            raise RemoteError("the line is cut")
        send(self, file, name)

    monkeypatch.setattr(Remote, "send", cut_off)
    with pytest.raises(BuildError, match="the line is cut"):
        made(stored, there)
    assert published.fetch(there, tmp_path / "reader")
    assert tables.manifest(tmp_path / "reader") == before
    monkeypatch.setattr(Remote, "send", send)
    made(stored, there)
    assert published.fetch(there, tmp_path / "reader")
    assert tables.manifest(tmp_path / "reader").documents == 4


@pytest.mark.parametrize("folder", ["../../elsewhere", "/etc", "build-0123456789ab/..", "", None, "build-XYZ"])
def test_a_manifest_from_a_store_leads_to_no_other_folder(folder: object, memory: Any, tmp_path: Path) -> None:
    memory.pipe_file("/bucket/tables/manifest.json", json.dumps({"folder": folder}).encode())
    with pytest.raises(RemoteError, match="no manifest"):
        published.fetch(Remote("memory://bucket/tables"), tmp_path / "here")
    assert not (tmp_path / "here").exists()


def test_names_of_objects_are_shown_and_never_paths(stored: Remote, memory: Any) -> None:
    put(memory, "../outside.txt", "Orvana is outside.")
    put(memory, "bell\x07.txt", "Selvia rings.")
    names = [one.document.doc for one in read(stored) if isinstance(one, Text)]
    assert names == ["bell\ufffd.txt", "later/three.txt", "one.txt", "two.md"]


def test_tables_that_are_not_whole_are_refused(stored: Remote, memory: Any, tmp_path: Path) -> None:
    there = Remote("memory://bucket/tables")
    folder = made(stored, there).manifest.folder
    memory.rm_file(f"/bucket/tables/{folder}/claims.parquet")
    with pytest.raises(RemoteError, match="not whole: claims"):
        published.fetch(there, tmp_path / "here")
    assert not list((tmp_path / "here").glob("*"))


@pytest.mark.parametrize(
    ("url", "said"),
    [
        ("memory://bucket/nothing", "holds no file to read"),
        ("ftp://host/texts", "no such kind of place"),
        ("http://host/texts", "no such kind of place"),
        ("memory://bucket::file:///etc", "no such kind of place"),
    ],
)
def test_a_place_that_is_none_is_one_clear_line(url: str, said: str, memory: Any, tmp_path: Path) -> None:
    with pytest.raises(BuildError, match=said) as caught:
        made(place(url), tmp_path / "t")
    assert "\n" not in str(caught.value)


def test_a_package_that_is_missing_is_named(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setitem(known_implementations, "gs", {"class": "no_such_package.System"})
    with pytest.raises(BuildError, match="pip install gcsfs"):
        made(Remote("gs://bucket/articles"), tmp_path / "t")


def test_nothing_secret_in_a_url_is_shown(tmp_path: Path) -> None:
    with pytest.raises(BuildError) as caught:
        made(Remote("ftp://me:hidden@host/texts?token=hidden"), tmp_path / "t")
    assert "hidden" not in str(caught.value)


def test_credentials_that_are_missing_are_said_to_be(stored: Remote, monkeypatch: pytest.MonkeyPatch) -> None:
    class NoCredentialsError(Exception):
        """As the package of S3 raises it."""

    def refuse(*_: object, **__: object) -> None:
        raise NoCredentialsError("Unable to locate credentials")

    monkeypatch.setattr(type(fsspec.filesystem("memory")), "find", refuse)
    with pytest.raises(RemoteError, match="no credentials were found"):
        stored.objects()


def test_settings_take_urls(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CLAIMLINE_CORPUS", "s3://bucket/articles")
    monkeypatch.setenv("CLAIMLINE_TABLES", "s3://bucket/tables")
    assert settings.corpus() == Remote("s3://bucket/articles")
    assert settings.published() == Remote("s3://bucket/tables")
    assert settings.tables().parent == settings.TABLES
    assert settings.tables() != settings.tables(Remote("s3://other/tables"))
    monkeypatch.setenv("CLAIMLINE_TABLES", "data/tables/articles")
    assert settings.published() is None


def test_a_link_on_a_store_is_not_followed(tmp_path: Path) -> None:
    (tmp_path / "texts").mkdir()
    (tmp_path / "secret.txt").write_text("Ilmar keeps a secret.", encoding="utf-8")
    (tmp_path / "texts" / "one.txt").write_text(TEXTS["one.txt"], encoding="utf-8")
    (tmp_path / "texts" / "link.txt").symlink_to(tmp_path / "secret.txt")
    found = list(read(Remote((tmp_path / "texts").as_uri())))
    assert [one.path for one in found if isinstance(one, Problem)] == ["link.txt"]
    assert [replace(one.document, text="").doc for one in found if isinstance(one, Text)] == ["one.txt"]


def test_the_app_shows_tables_from_a_store_and_says_where_there_are_none(
    stored: Remote, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("CLAIMLINE_TABLES", "memory://bucket/tables")
    page = AppTest.from_file(str(settings.ROOT / "app.py"), default_timeout=120)
    st.cache_data.clear()
    (said,) = page.run().error
    assert "no build has finished there" in said.value
    made(stored, Remote("memory://bucket/tables"))
    monkeypatch.setattr(settings, "TABLES", tmp_path / "server")
    st.cache_data.clear()
    assert not page.run().error
    assert not page.exception
    assert tables.manifest(settings.tables()).documents == 3
    st.cache_data.clear()
