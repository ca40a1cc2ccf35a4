"""Arrows point one way: who may import whom, and what may be imported without what."""

import ast
import subprocess
import sys
from functools import cache
from pathlib import Path

import pytest

from core import settings
from core.cache import CORE, READERS
from core.records import TABLES
from core.tables import schema

MODULES = sorted(path for path in settings.ROOT.glob("core/**/*.py"))
PAGES = [settings.ROOT / "app.py", *sorted(settings.ROOT.glob("pages/*.py"))]
# Each layer may import those listed after it and itself, as docs/design.md draws it.
RANKS = [
    ["__main__", "terminal", "bench"],
    ["ui"],
    ["evaluate", "charts", "network"],
    ["export", "queries"],
    ["review"],
    ["build"],
    ["cache", "swap", "corpus", "linking", "claims", "checks"],
    ["workers"],
    ["extract"],
    ["tables", "names", "wording"],
    ["records", "lexicon", "settings"],
]


@cache
def imports(path: Path) -> frozenset[str]:
    """The dotted names of all modules a file imports, wherever in the file it does."""
    found: set[str] = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module:
            found |= {node.module} | {f"{node.module}.{alias.name}" for alias in node.names}
    return frozenset(found)


def importers(library: str) -> set[str]:
    """The parts of core that import a library: names of modules and packages directly under core."""
    return {
        path.relative_to(CORE).parts[0].removesuffix(".py")
        for path in MODULES
        if any(name.split(".")[0] == library for name in imports(path))
    }


def parts(path: Path) -> set[str]:
    """The parts of core that a file imports."""
    return {name.split(".")[1] for name in imports(path) if name.startswith("core.") and _is_part(name.split(".")[1])}


def _is_part(name: str) -> bool:
    return (CORE / name).is_dir() or (CORE / f"{name}.py").is_file()


def test_only_the_user_interface_imports_streamlit() -> None:
    assert importers("streamlit") == {"ui"}


def test_only_extraction_imports_spacy() -> None:
    assert importers("spacy") == {"extract"}


def test_every_part_has_a_rank() -> None:
    there = {
        path.name.removesuffix(".py") for path in CORE.iterdir() if path.suffix == ".py" or (path / "__init__.py").is_file()
    }
    assert there - {"__init__"} <= {part for rank in RANKS for part in rank}


@pytest.mark.parametrize("path", MODULES, ids=lambda path: path.relative_to(CORE).as_posix())
def test_nothing_imports_upwards(path: Path) -> None:
    rank = {part: place for place, parts in enumerate(RANKS) for part in parts}
    own = path.relative_to(CORE).parts[0].removesuffix(".py")
    if own != "__init__":
        above = {part for part in parts(path) if rank[part] < rank[own]}
        assert not above, f"core.{own} imports {sorted(above)}"


@pytest.mark.parametrize("page", PAGES, ids=lambda path: path.name)
def test_a_page_imports_no_machinery(page: Path) -> None:
    assert parts(page) <= {
        "ui",
        "queries",
        "charts",
        "network",
        "records",
        "review",
        "export",
        "settings",
        "claims",
        "tables",
    }


def test_a_kept_reading_depends_on_all_code_that_made_it() -> None:
    """What core.extract imports of core is part of the hash under which its readings are kept."""
    hashed = {path.name.removesuffix(".py") for path in READERS}
    needed = {part for path in MODULES if path.is_relative_to(CORE / "extract") for part in parts(path)}
    assert needed <= hashed
    assert {part for path in READERS if path.is_file() for part in parts(path)} <= hashed


def test_every_column_of_every_table_is_described() -> None:
    silent = [
        f"{name}.{place.name}" for name, record in TABLES.items() for place in schema(record) if not place.metadata[b"about"]
    ]
    assert not silent


def test_all_but_the_user_interface_works_without_streamlit_and_spacy() -> None:
    names = [".".join(path.relative_to(settings.ROOT).with_suffix("").parts) for path in MODULES]
    wanted = [name.removesuffix(".__init__") for name in names if not name.startswith(("core.ui", "core.extract"))]
    code = "import importlib, sys\nsys.modules['streamlit'] = sys.modules['spacy'] = None\n"
    code += f"for name in {wanted!r}: importlib.import_module(name)"
    done = subprocess.run([sys.executable, "-c", code], cwd=settings.ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
