"""What is spooled is the same when it is asked for, and leaves nothing behind."""

from pathlib import Path

import pytest

from core.records import Document
from core.spool import Spool


def test_values_come_back_by_name_in_any_order(tmp_path: Path) -> None:
    spool: Spool[Document] = Spool(tmp_path)
    documents = {name: Document(name, "", name * 1000) for name in ("b", "a", "c")}
    for name, document in documents.items():
        spool.put(name, document)
        assert spool["b"] == documents["b"]
    assert dict(spool) == documents
    assert list(spool) == ["b", "a", "c"]
    assert "d" not in spool
    with pytest.raises(KeyError):
        spool["d"]


def test_a_value_put_again_takes_the_place_of_the_first(tmp_path: Path) -> None:
    spool: Spool[list[int]] = Spool(tmp_path)
    spool.put("a", [1])
    spool.put("a", [2])
    assert (spool["a"], len(spool)) == ([2], 1)


def test_no_file_is_left_to_be_seen(tmp_path: Path) -> None:
    spool: Spool[str] = Spool(tmp_path)
    spool.put("a", "text")
    assert spool["a"] == "text"
    del spool
    assert not list(tmp_path.iterdir())
