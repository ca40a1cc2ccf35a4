"""Arrows point one way: who may import whom, and what may be imported without what."""

import ast
import subprocess
import sys
from functools import cache
from pathlib import Path

import pytest

from core import settings
from core.ingredients import CORE, READERS
from core.records import TABLES
from core.tables import schema

MODULES = sorted(path for path in settings.ROOT.glob("core/**/*.py"))
PAGES = [settings.ROOT / "app.py", *sorted(settings.ROOT.glob("pages/*.py"))]
# What makes tables. What shows them reads tables and never comes near it; the command line does both.
MACHINERY = {
    "build",
    "cache",
    "checks",
    "corpus",
    "engines",
    "extract",
    "hands",
    "intake",
    "laid",
    "ledger",
    "linking",
    "merging",
    "rebuilding",
    "retelling",
    "single",
    "spool",
    "swap",
    "updating",
    "upload",
    "warm",
    "workers",
}
COMMANDS = {"__main__", "ablation", "bench", "commands", "planted", "score_tables", "terminal"}
# The app builds a corpus that has no tables yet, or new files, in a process of its own; and takes in such files.
FIRST_BUILD = {"ui": {"build", "upload"}}


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


def arrows() -> dict[str, set[str]]:
    """Which part of core imports which others."""
    found: dict[str, set[str]] = {}
    for path in MODULES:
        own = path.relative_to(CORE).parts[0].removesuffix(".py")
        found[own] = found.get(own, set()) | parts(path) - {own}
    return found


def _is_part(name: str) -> bool:
    return (CORE / name).is_dir() or (CORE / f"{name}.py").is_file()


def test_only_the_user_interface_imports_streamlit() -> None:
    """Beside it only the viewer that measures the app, which speaks the messages of the server."""
    assert importers("streamlit") == {"ui", "bench"}
    spoken = {name for path in MODULES if path.is_relative_to(CORE / "bench") for name in imports(path)}
    assert all(name.startswith("streamlit.proto.") for name in spoken if name.split(".")[0] == "streamlit")


def test_only_extraction_imports_spacy() -> None:
    assert importers("spacy") == {"extract"}


def test_nothing_imports_upwards() -> None:
    """The parts of core can be put in an order in which each imports only those before it."""
    needs = arrows()
    placed: set[str] = set()
    while ready := {part for part, needed in needs.items() if part not in placed and needed <= placed}:
        placed |= ready
    assert not set(needs) - placed, f"these import each other in a circle: {sorted(set(needs) - placed)}"


def test_records_stand_on_nothing_and_tables_on_records_and_the_store() -> None:
    assert arrows()["records"] == set()
    assert arrows()["store"] == {"arrays", "claims", "shared", "speaking"}
    assert arrows()["tables"] == {"arrays", "manifest", "records", "store"}


def test_nothing_under_the_user_interface_imports_it() -> None:
    assert {part for part, needed in arrows().items() if "ui" in needed} == set()


def test_what_shows_tables_does_not_import_what_makes_them() -> None:
    others = {part: needed for part, needed in arrows().items() if part not in MACHINERY | COMMANDS}
    wrong = {part: needed & MACHINERY - FIRST_BUILD.get(part, set()) for part, needed in others.items()}
    assert not {part: needed for part, needed in wrong.items() if needed}


@pytest.mark.parametrize("page", PAGES, ids=lambda path: path.name)
def test_a_page_imports_no_machinery(page: Path) -> None:
    assert not parts(page) & (MACHINERY | COMMANDS)


def test_a_kept_reading_depends_on_all_code_that_made_it() -> None:
    """What core.extract imports of core is part of the hash under which its readings are kept."""
    hashed = {path.name.removesuffix(".py") for path in READERS}
    needed = {part for path in MODULES if path.is_relative_to(CORE / "extract") for part in parts(path)}
    assert needed <= hashed
    assert {part for path in READERS if path.is_file() for part in parts(path)} <= hashed


def test_no_control_binds_the_address_itself() -> None:
    """What it binds is lost on the way back from another page, and stands in the way of `core.ui.address.rewrite`."""
    shown = [*settings.ROOT.glob("core/ui/*.py"), *PAGES]
    trees = {path.name: ast.parse(path.read_text(encoding="utf-8")) for path in shown}
    bound = {name for name, tree in trees.items() for node in ast.walk(tree) if getattr(node, "arg", None) == "bind"}
    assert not bound, "use the controls of core.ui.controls"


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
