"""The same over the protocol of S3, against a server of this machine: pip install s3fs "moto[server]" """

import socket
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from readers import deadly_reader, plain_reader

from core import published, settings, tables
from core.build import BuildError, build
from core.remote import Remote

s3fs = pytest.importorskip("s3fs")
moto = pytest.importorskip("moto.server")
SETTLED = 4  # seconds until a file's time of change is trusted (`core.corpus.memory`)


@pytest.fixture
def store(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Iterator[Any]:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    monkeypatch.setenv("AWS_ENDPOINT_URL", f"http://127.0.0.1:{port}")
    monkeypatch.setenv("AWS_ACCESS_KEY_ID", "nobody")
    monkeypatch.setenv("AWS_SECRET_ACCESS_KEY", "nothing")
    monkeypatch.setenv("AWS_EC2_METADATA_DISABLED", "true")
    monkeypatch.setattr(settings, "TABLES", tmp_path / "copies")
    server = moto.ThreadedMotoServer("127.0.0.1", port, verbose=False)
    server.start()
    s3fs.S3FileSystem.clear_instance_cache()
    system = s3fs.S3FileSystem()
    system.mkdir("bucket")
    system.pipe_file("bucket/articles/one.txt", b"Orvana sent tents to Selvia. Nobody denies it.")
    system.pipe_file("bucket/articles/later/two.txt", b"Selvia got tents from Orvana.")
    yield system
    system.rm("bucket", recursive=True)  # all servers of one process hold the same buckets
    server.stop()
    s3fs.S3FileSystem.clear_instance_cache()


def test_a_corpus_and_tables_in_a_bucket(store: Any, tmp_path: Path) -> None:
    texts, there = Remote("s3://bucket/articles"), Remote("s3://bucket/tables")
    assert build(texts, there, reader=plain_reader, processes=0).read == 2
    time.sleep(SETTLED)
    assert build(texts, there, reader=deadly_reader).read == 0
    store.pipe_file("bucket/articles/three.txt", b"Ilmar is far away.")
    report = build(texts, there, reader=plain_reader, processes=0)
    assert (report.read, report.kept) == (1, 2)
    assert published.fetch(there, tmp_path / "here")
    assert tables.load(tmp_path / "here").manifest == report.manifest


def test_a_bucket_that_is_not_there_is_not_made(store: Any) -> None:
    with pytest.raises(BuildError, match="s3://elsewhere/tables"):
        build(Remote("s3://bucket/articles"), Remote("s3://elsewhere/tables"), reader=plain_reader, processes=0)
    assert not store.exists("elsewhere")


def test_no_credentials_are_one_clear_line(store: Any, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    for name in ("AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY"):
        monkeypatch.delenv(name)
    monkeypatch.setenv("HOME", str(tmp_path))
    s3fs.S3FileSystem.clear_instance_cache()
    with pytest.raises(BuildError, match="no credentials were found"):
        build(Remote("s3://bucket/articles"), tmp_path / "t", reader=plain_reader, processes=0)
