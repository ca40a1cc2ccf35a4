"""Tables that many tests read: built once a run; what was read from the same texts by the same code before is reused."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from examples import document, mention, quote, telling, written
from hypothesis import settings as tries

from core import settings

# How long one example takes says how busy the machine is, not whether the program is right.
tries.register_profile("any machine", deadline=None)
tries.load_profile("any machine")

SHARED = Path(__file__).parents[1].parent / "shared"


@pytest.fixture(scope="session")
def shared() -> Path:
    """The material beside the project; tests that need it are skipped where it is not."""
    if not SHARED.is_dir():
        pytest.skip("../shared is not there")
    return SHARED


@pytest.fixture(scope="session")
def sample_tables(tmp_path_factory: pytest.TempPathFactory, request: pytest.FixtureRequest) -> Path:
    """The tables of the sample corpus, really built."""
    return _built(settings.SAMPLE, "sample", tmp_path_factory, request)


@pytest.fixture(scope="session")
def seeds_tables(shared: Path, tmp_path_factory: pytest.TempPathFactory, request: pytest.FixtureRequest) -> Path:
    """The tables of the five raw articles, really built."""
    return _built(shared / "seeds", "seeds", tmp_path_factory, request)


@pytest.fixture(scope="session")
def empty_tables(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Tables without a single row."""
    folder = tmp_path_factory.mktemp("empty") / "empty"
    written(folder, actors=[])
    return folder


@pytest.fixture(scope="session")
def tiny_tables(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Tables of one document: one telling, one quote and the names in it. Written by hand, without a model."""
    folder = tmp_path_factory.mktemp("tiny") / "tiny"
    one = document(
        "one.txt", "Selvia said on Monday that Orvana had sent it 40 howitzers in May.", title="Howitzers for Selvia"
    )
    told = "Orvana had sent it 40 howitzers in May"
    written(
        folder,
        documents=[one],
        mentions=[mention(one, "Selvia", "selvia"), mention(one, "Orvana", "orvana")],
        quotes=[quote(one, told, speaker="selvia", speaker_text="Selvia", cue="said")],
        transfers=[telling(one, told, claimants=("selvia",))],
    )
    return folder


@pytest.fixture
def texts(tmp_path: Path) -> Path:
    """An empty folder for a corpus."""
    folder = tmp_path / "texts"
    folder.mkdir()
    return folder


@pytest.fixture(autouse=True)
def own_settings(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """No test depends on the environment it is started in."""
    for name in ("CLAIMLINE_CORPUS", "CLAIMLINE_TABLES", "CLAIMLINE_UPLOADS", "CLAIMLINE_SCHEDULER"):
        monkeypatch.delenv(name, raising=False)
    yield


def _built(corpus: Path, name: str, tmp_path_factory: pytest.TempPathFactory, request: pytest.FixtureRequest) -> Path:
    from core.build import build  # tests that need no build are spared the import

    folder = tmp_path_factory.mktemp(name) / name
    kept = getattr(request.config, "cache", None)  # none where pytest is told to leave nothing behind
    build(corpus, folder, readings=kept.mkdir(f"claimline-{name}") if kept else None)
    return folder
