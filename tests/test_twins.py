"""Candidates for copies beside those of MinHash libraries."""

import builtins
from typing import Any

import pytest

from core.bench import twins


@pytest.fixture
def no_library(monkeypatch: pytest.MonkeyPatch) -> None:
    found = builtins.__import__

    def imported(name: str, *rest: Any) -> Any:
        if name in ("rensa", "datasketch"):
            raise ImportError(name)
        return found(name, *rest)

    monkeypatch.setattr(builtins, "__import__", imported)


@pytest.mark.usefixtures("no_library")
def test_our_search_is_measured_where_no_library_is_installed() -> None:
    (ours,) = twins.searched(documents=300)
    assert ours.recall == 1.0
    assert ours.candidates < 300 * 299 / 2 / 20, "nearly everything is a candidate"


@pytest.mark.parametrize("library", ["rensa", "datasketch"])
def test_a_library_searches_the_same_shingles(library: str) -> None:
    pytest.importorskip(library)
    found = [one for one in twins.searched(documents=300) if one.by.startswith(library)]
    assert len(found) == 2
    assert all(0.5 < one.recall <= 1 for one in found)
